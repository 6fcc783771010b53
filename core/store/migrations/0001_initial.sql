-- The log is the truth; the tables below it follow from it and are written in the same transaction.
-- Amounts end in _fen (分), moments in _ms (since 1970, UTC), days are texts: 2026-03-31. docs/storage.md tells more.

CREATE TABLE events (
  seq        INTEGER PRIMARY KEY,      -- from 1, without gaps
  at_ms      INTEGER NOT NULL,
  actor      TEXT    NOT NULL,
  via        TEXT    NOT NULL,
  entry_size INTEGER NOT NULL,         -- in the first event of a command: how many events it caused; 0 in the others
  key        TEXT,                     -- idempotency key, in the first event of a command
  type       TEXT    NOT NULL,
  version    INTEGER NOT NULL,
  instance   INTEGER,
  before     INTEGER NOT NULL,         -- the event before it that is about the same instance; 0 for none
  payload    TEXT    NOT NULL,
  hash       BLOB    NOT NULL
) STRICT;
CREATE UNIQUE INDEX events_by_key ON events (actor, key) WHERE key IS NOT NULL;

-- Where an instance's history ends; events.before leads back to its beginning. An index by instance would cost one page
-- more to write with every act.
CREATE TABLE last_events (
  instance INTEGER PRIMARY KEY,
  seq      INTEGER NOT NULL
) STRICT;

CREATE TABLE payment_sources (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE payment_batches (
  id             INTEGER PRIMARY KEY,
  source         INTEGER NOT NULL REFERENCES payment_sources (id),
  digest         TEXT    NOT NULL,
  year           INTEGER NOT NULL,
  at_ms          INTEGER NOT NULL,
  actor          TEXT    NOT NULL,
  first_payment  INTEGER NOT NULL,     -- its rows are the payments from here on
  count          INTEGER NOT NULL,
  known          INTEGER NOT NULL,
  rejected       INTEGER NOT NULL,
  sum_fen        INTEGER NOT NULL,
  rows_sha256    TEXT    NOT NULL,
  rejects_sha256 TEXT    NOT NULL
) STRICT;
CREATE INDEX payment_batches_by_digest ON payment_batches (source, digest);

-- Without REFERENCES payment_batches, which would be looked up for every row of a batch; verify looks.
CREATE TABLE payments (
  id         INTEGER PRIMARY KEY,
  batch      INTEGER NOT NULL,
  source     INTEGER NOT NULL,
  year       INTEGER NOT NULL,
  voucher    TEXT    NOT NULL,
  paid_on    TEXT    NOT NULL,
  project    TEXT    NOT NULL,
  amount_fen INTEGER NOT NULL,
  fund       TEXT    NOT NULL,
  memo       TEXT    NOT NULL
) STRICT;
CREATE UNIQUE INDEX payments_by_voucher ON payments (source, year, voucher) WHERE voucher <> '';

CREATE TABLE payment_rejects (
  id     INTEGER PRIMARY KEY,
  batch  INTEGER NOT NULL REFERENCES payment_batches (id),
  row    INTEGER NOT NULL,
  text   TEXT    NOT NULL,
  reason TEXT    NOT NULL
) STRICT;
CREATE INDEX payment_rejects_by_batch ON payment_rejects (batch);

CREATE TRIGGER events_stay          BEFORE UPDATE ON events          BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER events_are_kept      BEFORE DELETE ON events          BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER batches_stay         BEFORE UPDATE ON payment_batches BEGIN SELECT RAISE(ABORT, 'payments are append-only'); END;
CREATE TRIGGER batches_are_kept     BEFORE DELETE ON payment_batches BEGIN SELECT RAISE(ABORT, 'payments are append-only'); END;
CREATE TRIGGER payments_stay        BEFORE UPDATE ON payments        BEGIN SELECT RAISE(ABORT, 'payments are append-only'); END;
CREATE TRIGGER payments_are_kept    BEFORE DELETE ON payments        BEGIN SELECT RAISE(ABORT, 'payments are append-only'); END;
CREATE TRIGGER rejects_stay         BEFORE UPDATE ON payment_rejects BEGIN SELECT RAISE(ABORT, 'payments are append-only'); END;
CREATE TRIGGER rejects_are_kept     BEFORE DELETE ON payment_rejects BEGIN SELECT RAISE(ABORT, 'payments are append-only'); END;

-- What is configured. `content` is the canonical JSON of the whole.

CREATE TABLE workflows (
  hash    TEXT PRIMARY KEY,
  id      TEXT    NOT NULL,
  version INTEGER NOT NULL,
  content TEXT    NOT NULL
) STRICT;

CREATE TABLE rule_sets (
  hash    TEXT PRIMARY KEY,
  id      TEXT    NOT NULL,
  version INTEGER NOT NULL,
  content TEXT    NOT NULL
) STRICT;

CREATE TABLE calendars (
  edition TEXT PRIMARY KEY,
  content TEXT NOT NULL
) STRICT;

CREATE TABLE organisations (
  hash    TEXT PRIMARY KEY,
  content TEXT NOT NULL
) STRICT;

-- Which of them new work uses: kind is workflow, rule_set, calendar or organisation; id is empty for the last two.
CREATE TABLE in_use (
  kind TEXT NOT NULL,
  id   TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- Names for people to read, of departments that are gone from the organisation too.
CREATE TABLE regions (
  code TEXT PRIMARY KEY,
  name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE departments (
  id   TEXT PRIMARY KEY,
  name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The work.

CREATE TABLE cycles (
  region       TEXT    NOT NULL,
  year         INTEGER NOT NULL,
  workflow     TEXT    NOT NULL,
  opened_at_ms INTEGER NOT NULL,
  instances    INTEGER NOT NULL,
  closed       INTEGER NOT NULL,
  PRIMARY KEY (region, year, workflow)
) STRICT, WITHOUT ROWID;

CREATE TABLE instances (
  id                 INTEGER PRIMARY KEY,
  workflow           TEXT    NOT NULL,
  definition         TEXT    NOT NULL,
  rule_set           TEXT    NOT NULL,
  calendar           TEXT    NOT NULL,
  department         TEXT    NOT NULL,
  year               INTEGER NOT NULL,
  stage              TEXT    NOT NULL,
  entered_at_ms      INTEGER NOT NULL,
  round              INTEGER NOT NULL,
  revision           INTEGER NOT NULL,
  authors            TEXT    NOT NULL,      -- JSON
  actors             TEXT    NOT NULL,      -- JSON
  last_actor         TEXT    NOT NULL,
  last_act           TEXT    NOT NULL,
  previous_stage     TEXT    NOT NULL,
  due_on             TEXT,
  due_is_provisional INTEGER NOT NULL,
  is_overdue         INTEGER NOT NULL,
  nodes_checked      TEXT    NOT NULL,      -- JSON
  is_closed          INTEGER NOT NULL,
  open_alerts        INTEGER NOT NULL,
  planned_fen        INTEGER NOT NULL DEFAULT 0   -- P at the last node checked
) STRICT;
CREATE INDEX instances_by_department ON instances (department, year, workflow);
CREATE INDEX instances_by_year ON instances (year);
CREATE INDEX instances_open ON instances (id) WHERE is_closed = 0;
CREATE INDEX instances_overdue ON instances (id) WHERE is_overdue = 1;
CREATE INDEX instances_closed ON instances (stage) WHERE is_closed = 1;

-- Sums over an instance's projects. Apart from the instances because a batch of payments touches very many of them: the
-- smaller the rows, the fewer pages are written. The same holds for project_payments.
CREATE TABLE instance_totals (
  instance   INTEGER PRIMARY KEY REFERENCES instances (id),
  projects   INTEGER NOT NULL,
  budget_fen INTEGER NOT NULL,
  paid_fen   INTEGER NOT NULL
) STRICT;

-- Armed timers: at most one of each track.
CREATE TABLE timers (
  instance   INTEGER NOT NULL REFERENCES instances (id),
  track      TEXT    NOT NULL,
  name       TEXT    NOT NULL,
  occurrence INTEGER NOT NULL,
  at_ms      INTEGER NOT NULL,
  PRIMARY KEY (instance, track)
) STRICT, WITHOUT ROWID;

-- A plan is written as month:cumulative_fen, joined by commas.
CREATE TABLE projects (
  instance       INTEGER NOT NULL REFERENCES instances (id),
  code           TEXT    NOT NULL,
  year           INTEGER NOT NULL,
  name           TEXT    NOT NULL,
  unit           TEXT    NOT NULL,
  budget_fen     INTEGER NOT NULL,
  fiscal_fen     INTEGER NOT NULL,
  other_fen      INTEGER NOT NULL,
  has_indicators INTEGER NOT NULL,
  draft          TEXT    NOT NULL,
  PRIMARY KEY (instance, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX projects_by_code ON projects (code, year);

-- What was paid per month, not cumulative; only projects that have ever been paid.
CREATE TABLE project_payments (
  instance    INTEGER NOT NULL,
  code        TEXT    NOT NULL,
  paid_01_fen    INTEGER NOT NULL,
  paid_02_fen    INTEGER NOT NULL,
  paid_03_fen    INTEGER NOT NULL,
  paid_04_fen    INTEGER NOT NULL,
  paid_05_fen    INTEGER NOT NULL,
  paid_06_fen    INTEGER NOT NULL,
  paid_07_fen    INTEGER NOT NULL,
  paid_08_fen    INTEGER NOT NULL,
  paid_09_fen    INTEGER NOT NULL,
  paid_10_fen    INTEGER NOT NULL,
  paid_11_fen    INTEGER NOT NULL,
  paid_12_fen    INTEGER NOT NULL,
  PRIMARY KEY (instance, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_versions (
  instance     INTEGER NOT NULL,
  code         TEXT    NOT NULL,
  number       INTEGER NOT NULL,
  effective_on TEXT    NOT NULL,
  plan         TEXT    NOT NULL,
  approval     TEXT    NOT NULL,
  PRIMARY KEY (instance, code, number)
) STRICT, WITHOUT ROWID;

-- What only people read of a project: purpose, goals, indicators, as JSON.
CREATE TABLE project_sheets (
  instance INTEGER NOT NULL,
  code     TEXT    NOT NULL,
  content  TEXT    NOT NULL,
  PRIMARY KEY (instance, code)
) STRICT;

CREATE TABLE alerts (
  id               INTEGER PRIMARY KEY,
  instance         INTEGER NOT NULL REFERENCES instances (id),
  year             INTEGER NOT NULL,
  project          TEXT    NOT NULL,
  rule             TEXT    NOT NULL,
  rule_set         TEXT    NOT NULL,
  rule_set_version INTEGER NOT NULL,
  month            INTEGER NOT NULL,
  level            TEXT    NOT NULL,
  budget_fen       INTEGER NOT NULL,
  planned_fen      INTEGER NOT NULL,
  paid_fen         INTEGER NOT NULL,
  paid_to_date_fen INTEGER NOT NULL,
  next_month       INTEGER NOT NULL,
  next_planned_fen INTEGER NOT NULL,
  gap_fen          INTEGER NOT NULL,        -- planned - paid
  state            TEXT    NOT NULL,
  cause            TEXT    NOT NULL,
  raised_at_ms     INTEGER NOT NULL,
  changed_at_ms    INTEGER NOT NULL,
  sentence         TEXT    NOT NULL
) STRICT;
CREATE INDEX alerts_by_instance ON alerts (instance, project);
CREATE INDEX alerts_by_gap ON alerts (year, gap_fen DESC, id);
CREATE INDEX alerts_open ON alerts (gap_fen DESC, id) WHERE state = 'open';

-- The outbox, and what became of each notice.
CREATE TABLE notices (
  id           INTEGER PRIMARY KEY,
  instance     INTEGER NOT NULL,
  topic        TEXT    NOT NULL,
  recipients   TEXT    NOT NULL,            -- JSON
  text         TEXT    NOT NULL,
  attempts     INTEGER NOT NULL,            -- that failed
  next_try_ms  INTEGER NOT NULL,
  queued_at_ms INTEGER NOT NULL,
  state        TEXT    NOT NULL,            -- queued, delivered, given_up
  channel      TEXT    NOT NULL,
  problem      TEXT    NOT NULL
) STRICT;
CREATE INDEX notices_queued ON notices (id) WHERE state = 'queued';
