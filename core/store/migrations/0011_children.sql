-- Instances that others opened, and what a closed year leaves to the next one.

-- JSON of where it comes from; empty for nobody's child.
ALTER TABLE instances ADD COLUMN origin TEXT NOT NULL DEFAULT '';
ALTER TABLE instances ADD COLUMN parent INTEGER;
ALTER TABLE instances ADD COLUMN children INTEGER NOT NULL DEFAULT 0;
CREATE INDEX instances_by_parent ON instances (parent, id) WHERE parent IS NOT NULL;

-- One row for each budget that was closed with something open in it. is_open = 0: the year it went into is closed too.
CREATE TABLE carried_over (
  instance   INTEGER PRIMARY KEY,
  department TEXT    NOT NULL,
  year       INTEGER NOT NULL,            -- into which
  alerts     TEXT    NOT NULL,            -- JSON
  errors     INTEGER NOT NULL,            -- of the last report on it
  warnings   INTEGER NOT NULL,
  at_ms      INTEGER NOT NULL,
  is_open    INTEGER NOT NULL
) STRICT;
CREATE INDEX carried_over_open ON carried_over (department, year) WHERE is_open = 1;
CREATE INDEX carried_over_into ON carried_over (department, year, instance);
