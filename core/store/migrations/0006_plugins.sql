-- Plugins: how far each came in its life.

CREATE TABLE plugins (
  name          TEXT    PRIMARY KEY,        -- of the configuration's entry
  id            TEXT    NOT NULL,
  version       TEXT    NOT NULL,
  hash          TEXT    NOT NULL,           -- of library and options together
  stage         TEXT    NOT NULL,
  reason        TEXT    NOT NULL,
  is_held       INTEGER NOT NULL,           -- quarantined until a person enables it
  chosen        TEXT    NOT NULL,           -- active or shadow as a person chose, else empty
  changed_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
