-- The sheets units fill in: monitoring sheets by month, self-evaluations with month 0.

-- That they were opened, for every project of the instance.
CREATE TABLE sheet_tasks (
  instance     INTEGER NOT NULL REFERENCES instances (id),
  month        INTEGER NOT NULL,
  opened_at_ms INTEGER NOT NULL,
  due_on       TEXT,
  is_overdue   INTEGER NOT NULL,
  PRIMARY KEY (instance, month)
) STRICT, WITHOUT ROWID;

-- Those somebody has filled in, as they stand now.
CREATE TABLE unit_sheets (
  instance            INTEGER NOT NULL REFERENCES instances (id),
  code                TEXT    NOT NULL,
  month               INTEGER NOT NULL,
  year                INTEGER NOT NULL,
  phase               TEXT    NOT NULL,
  missing             INTEGER NOT NULL,
  explains_execution  INTEGER NOT NULL,
  achieved_bp         INTEGER,
  indicators_e6       INTEGER NOT NULL,
  execution_weight_e6 INTEGER NOT NULL,
  content             TEXT    NOT NULL,   -- JSON: what was entered, with the indicators' scores
  filled_by           TEXT    NOT NULL,
  filled_at_ms        INTEGER NOT NULL,
  -- as handed in
  handed_in_by        TEXT    NOT NULL,
  handed_in_at_ms     INTEGER,
  original_fen        INTEGER,
  budget_fen          INTEGER,
  paid_fen            INTEGER,
  execution_e6        INTEGER,
  total_e6            INTEGER,
  grade               TEXT    NOT NULL,
  -- what finance said
  judged_by           TEXT    NOT NULL,
  judged_at_ms        INTEGER,
  judgement           TEXT    NOT NULL,
  checked_scores      TEXT    NOT NULL,   -- JSON; empty: never checked
  checked_total_e6    INTEGER,
  checked_grade       TEXT    NOT NULL,
  PRIMARY KEY (instance, code, month)
) STRICT, WITHOUT ROWID;

-- A project's self-evaluations of all years, for the next year's draft.
CREATE INDEX unit_sheets_evaluations ON unit_sheets (code, year) WHERE month = 0;

-- Letters that asked for an answer to an alert, and the answers.
CREATE TABLE alert_letters (
  region        TEXT    NOT NULL,
  year          INTEGER NOT NULL,
  number        INTEGER NOT NULL,
  alert         INTEGER NOT NULL,
  act           TEXT    NOT NULL,         -- inquire, rectify
  issued_at_ms  INTEGER NOT NULL,
  issued_by     TEXT    NOT NULL,
  due_on        TEXT,
  demand        TEXT    NOT NULL,
  sentence      TEXT    NOT NULL,
  answered_at_ms INTEGER,
  answered_by   TEXT    NOT NULL,
  causes        TEXT    NOT NULL,         -- JSON
  answer        TEXT    NOT NULL,
  attachment    TEXT    NOT NULL,
  PRIMARY KEY (region, year, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX alert_letters_by_alert ON alert_letters (alert, number);
