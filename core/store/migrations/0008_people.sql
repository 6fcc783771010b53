-- People: what is done with the work in hand, who acts for whom, and the days of the year that deadlines count from.

-- JSON of what belongs to the current stage only: to whom it was transferred or delegated, signatures, a suspension …;
-- empty for nothing of it.
ALTER TABLE instances ADD COLUMN work TEXT NOT NULL DEFAULT '';

-- All there ever were; those with ended_at_ms have no effect any more.
CREATE TABLE substitutions (
  id              INTEGER PRIMARY KEY,
  person          TEXT    NOT NULL,       -- who is away
  substitute      TEXT    NOT NULL,       -- who acts
  first_day       TEXT    NOT NULL,
  last_day        TEXT    NOT NULL,       -- included
  roles           TEXT    NOT NULL,       -- JSON; []: all
  reason          TEXT    NOT NULL,
  appointed_by    TEXT    NOT NULL,
  appointed_at_ms INTEGER NOT NULL,
  ended_by        TEXT    NOT NULL,
  ended_at_ms     INTEGER,
  end_reason      TEXT    NOT NULL
) STRICT;
CREATE INDEX substitutions_open ON substitutions (id) WHERE ended_at_ms IS NULL;

CREATE TABLE occasions (
  region      TEXT    NOT NULL,
  year        INTEGER NOT NULL,
  occasion    TEXT    NOT NULL,
  day         TEXT    NOT NULL,
  reason      TEXT    NOT NULL,
  named_by    TEXT    NOT NULL,
  named_at_ms INTEGER NOT NULL,
  PRIMARY KEY (region, year, occasion)
) STRICT, WITHOUT ROWID;
