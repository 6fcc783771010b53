-- How many alerts a closed year left, beside their texts: the engine needs no more of them, and a start reads it from the
-- index alone.
ALTER TABLE carried_over ADD COLUMN alert_count INTEGER NOT NULL DEFAULT 0;
UPDATE carried_over SET alert_count = json_array_length(alerts);
DROP INDEX carried_over_open;
CREATE INDEX carried_over_open ON carried_over (department, year, at_ms, instance, alert_count, errors, warnings)
  WHERE is_open = 1;
