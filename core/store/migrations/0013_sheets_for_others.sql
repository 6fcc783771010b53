-- For whom a substitute filled in a sheet or handed it in: JSON, as in the event; empty for nobody else.
ALTER TABLE unit_sheets ADD COLUMN filled_for TEXT NOT NULL DEFAULT '';
ALTER TABLE unit_sheets ADD COLUMN handed_in_for TEXT NOT NULL DEFAULT '';
