-- Vouchers are one county's own: two offices that name their source alike must not collide. The region is that of the
-- department the payment's project belongs to, as a number; it follows from the log.

DROP TRIGGER payments_stay;
ALTER TABLE payments ADD COLUMN region INTEGER NOT NULL DEFAULT 0;
UPDATE payments SET region = coalesce((SELECT CAST(substr(i.department, 1, 6) AS INTEGER)
  FROM projects p JOIN instances i ON i.id = p.instance WHERE p.code = payments.project AND p.year = payments.year), 0);
CREATE TRIGGER payments_stay BEFORE UPDATE ON payments BEGIN SELECT RAISE(ABORT, 'payments are append-only'); END;
DROP INDEX payments_by_voucher;
CREATE UNIQUE INDEX payments_by_voucher ON payments (source, year, voucher, region) WHERE voucher <> '';

-- What an alert of another measure than the project's own plan was computed from.
ALTER TABLE alerts ADD COLUMN policy_bp       INTEGER;
ALTER TABLE alerts ADD COLUMN period_paid_fen INTEGER;
ALTER TABLE alerts ADD COLUMN achieved_bp     INTEGER;
ALTER TABLE alerts ADD COLUMN stake_fen       INTEGER;

-- What people have done with an alert; only those somebody has.
CREATE TABLE alert_handlings (
  alert              INTEGER PRIMARY KEY,
  phase              TEXT NOT NULL,
  causes             TEXT NOT NULL,       -- JSON
  explanation        TEXT NOT NULL,
  attachment         TEXT NOT NULL,
  answered_by        TEXT NOT NULL,
  due_on             TEXT,
  demand             TEXT NOT NULL,
  suppressed_until   TEXT,
  suppressed_because TEXT NOT NULL
) STRICT;

-- Projects let off a rule by an act; one that was lifted is gone from here and stays in the log.
CREATE TABLE exemptions (
  instance      INTEGER NOT NULL REFERENCES instances (id),
  project       TEXT    NOT NULL,
  rule          TEXT    NOT NULL,
  reason        TEXT    NOT NULL,
  until_on      TEXT    NOT NULL,
  granted_by    TEXT    NOT NULL,
  granted_at_ms INTEGER NOT NULL,
  PRIMARY KEY (instance, project, rule)
) STRICT, WITHOUT ROWID;

-- Budgets that were in force before a day; the one in force stands in projects.
CREATE TABLE funds_changes (
  instance     INTEGER NOT NULL,
  code         TEXT    NOT NULL,
  number       INTEGER NOT NULL,
  effective_on TEXT    NOT NULL,           -- the first day of the next one
  budget_fen   INTEGER NOT NULL,
  fiscal_fen   INTEGER NOT NULL,
  other_fen    INTEGER NOT NULL,
  PRIMARY KEY (instance, code, number)
) STRICT, WITHOUT ROWID;

-- How far a unit says it is with a project's goals at a month's end.
CREATE TABLE goal_progress (
  instance    INTEGER NOT NULL,
  code        TEXT    NOT NULL,
  month       INTEGER NOT NULL,
  achieved_bp INTEGER NOT NULL,
  note        TEXT    NOT NULL,
  PRIMARY KEY (instance, code, month)
) STRICT, WITHOUT ROWID;
