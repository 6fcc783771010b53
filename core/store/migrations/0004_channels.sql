-- Channels, and what is on its way to them.

-- Where a notice still has to go: JSON [{channel, person, letter}]; empty when it went everywhere, or no channel was there.
ALTER TABLE notices ADD COLUMN route TEXT NOT NULL DEFAULT '[]';

-- As configured (content: JSON), and whether it was turned off.
CREATE TABLE channels (
  name    TEXT PRIMARY KEY,
  place   INTEGER NOT NULL,               -- in the configuration; -1: no longer there, but turned off
  content TEXT    NOT NULL,
  is_off  INTEGER NOT NULL,
  problem TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- Notices that travel together and were written down: digests on their way, letters to be tried again, dead letters.
CREATE TABLE letters (
  id            INTEGER PRIMARY KEY,
  channel       TEXT    NOT NULL,
  person        TEXT    NOT NULL,         -- empty: the channel as a whole
  notices       TEXT    NOT NULL,         -- JSON
  attempts      INTEGER NOT NULL,         -- that failed
  next_try_ms   INTEGER NOT NULL,
  problem       TEXT    NOT NULL,
  state         TEXT    NOT NULL,         -- waiting, dead, delivered
  changed_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX letters_open ON letters (id) WHERE state <> 'delivered';
