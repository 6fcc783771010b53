-- What requests to adjust budgets ask for, and what of it is granted.
CREATE TABLE asked_movements (
  instance INTEGER PRIMARY KEY REFERENCES instances (id),
  content  TEXT    NOT NULL              -- JSON
) STRICT;
