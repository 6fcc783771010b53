-- Files put into a year, and the documents importers made of them.

CREATE TABLE imports (
  id        INTEGER PRIMARY KEY,
  instance  INTEGER NOT NULL,
  at_ms     INTEGER NOT NULL,
  actor     TEXT    NOT NULL,
  answers   TEXT    NOT NULL,               -- JSON
  added     INTEGER NOT NULL,               -- projects, like the next four
  changed   INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  dropped   INTEGER NOT NULL,
  left_out  INTEGER NOT NULL
) STRICT;
CREATE INDEX imports_of_instance ON imports (instance);

CREATE TABLE import_files (
  import   INTEGER NOT NULL REFERENCES imports (id),
  number   INTEGER NOT NULL,                -- from 1
  kind     TEXT    NOT NULL,
  document TEXT    NOT NULL,                -- of documents
  file     TEXT    NOT NULL,                -- JSON
  PRIMARY KEY (import, number)
) STRICT, WITHOUT ROWID;

-- budget.document/1 texts by their SHA-256, which the log has; never changed.
CREATE TABLE documents (
  hash    TEXT PRIMARY KEY,
  content TEXT NOT NULL
) STRICT;
CREATE TRIGGER documents_stay     BEFORE UPDATE ON documents BEGIN SELECT RAISE(ABORT, 'documents are append-only'); END;
CREATE TRIGGER documents_are_kept BEFORE DELETE ON documents BEGIN SELECT RAISE(ABORT, 'documents are append-only'); END;
