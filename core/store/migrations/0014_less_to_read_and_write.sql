-- How many alerts a closed year left, beside their texts: the engine needs no more of them, and a start reads it from the
-- index alone. That takes every column that is asked for, the one of the condition too.
ALTER TABLE carried_over ADD COLUMN alert_count INTEGER NOT NULL DEFAULT 0;
UPDATE carried_over SET alert_count = json_array_length(alerts);
DROP INDEX carried_over_open;
CREATE INDEX carried_over_open ON carried_over (department, year, at_ms, instance, alert_count, errors, warnings, is_open)
  WHERE is_open = 1;

-- Which alerts are open is read from the index alone, likewise.
DROP INDEX alerts_open;
CREATE INDEX alerts_open ON alerts (gap_fen DESC, id, state) WHERE state = 'open';

-- Only files are looked for by their digest: a single payment has none, and need not write a page of this index.
DROP INDEX payment_batches_by_digest;
CREATE INDEX payment_batches_by_digest ON payment_batches (source, digest) WHERE digest <> '';
