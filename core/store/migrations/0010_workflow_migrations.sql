-- Running instances under other definitions.

CREATE TABLE workflow_migrations (
  id              INTEGER PRIMARY KEY,
  region          TEXT    NOT NULL,
  plan            TEXT    NOT NULL,      -- JSON
  phase           TEXT    NOT NULL,      -- proposed, running, finished, dropped
  proposed_by     TEXT    NOT NULL,
  proposed_at_ms  INTEGER NOT NULL,
  confirmed_by    TEXT    NOT NULL,
  confirmed_at_ms INTEGER,
  ended_by        TEXT    NOT NULL,
  ended_at_ms     INTEGER,
  end_reason      TEXT    NOT NULL
) STRICT;
CREATE INDEX workflow_migrations_open ON workflow_migrations (id) WHERE ended_at_ms IS NULL;

-- What became of each instance: where it stood before and after, or why it stayed.
CREATE TABLE migrated_instances (
  migration INTEGER NOT NULL,
  instance  INTEGER NOT NULL,
  at_ms     INTEGER NOT NULL,
  before    TEXT    NOT NULL,            -- JSON; empty: it stayed
  after     TEXT    NOT NULL,            -- likewise
  why       TEXT    NOT NULL,            -- it stayed
  PRIMARY KEY (migration, instance)
) STRICT, WITHOUT ROWID;

-- JSON: the migration, and where the instance stood before; empty when it cannot be undone any more.
ALTER TABLE instances ADD COLUMN migrated TEXT NOT NULL DEFAULT '';
