-- Gates: which versions of the rule plugins an instance is pinned to, which checks were asked for, and the latest report.

CREATE TABLE instance_pins (
  instance INTEGER NOT NULL REFERENCES instances (id),
  plugin   TEXT    NOT NULL,
  version  TEXT    NOT NULL,
  hash     TEXT    NOT NULL,
  PRIMARY KEY (instance, plugin)
) STRICT, WITHOUT ROWID;

-- The outbox of checks, and what became of each.
CREATE TABLE checks (
  id              INTEGER PRIMARY KEY,
  instance        INTEGER NOT NULL,
  moment          TEXT    NOT NULL,
  stage           TEXT    NOT NULL,
  round           INTEGER NOT NULL,
  day             TEXT    NOT NULL,
  rules           TEXT    NOT NULL,         -- JSON
  requested_at_ms INTEGER NOT NULL,
  changed         INTEGER NOT NULL,         -- while pending: the last event that changed what rules see, else 0
  state           TEXT    NOT NULL          -- pending, reported, dropped
) STRICT;
CREATE INDEX checks_pending ON checks (instance) WHERE state = 'pending';

-- The latest report on each instance; the log keeps them all.
CREATE TABLE reports (
  instance       INTEGER PRIMARY KEY REFERENCES instances (id),
  check_id       INTEGER NOT NULL,
  moment         TEXT    NOT NULL,
  stage          TEXT    NOT NULL,
  round          INTEGER NOT NULL,
  day            TEXT    NOT NULL,
  reported_at_ms INTEGER NOT NULL,
  is_stale       INTEGER NOT NULL,
  verdicts       TEXT    NOT NULL,          -- JSON: what the engine needs of it
  plugins        TEXT    NOT NULL           -- JSON: the whole
) STRICT;
