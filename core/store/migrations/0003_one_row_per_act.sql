-- An act writes one row about its instance: its armed timers (at most one of each track; all three columns are there or
-- none) and where its history ends stand in it. They were tables of their own, each with a row, a lookup and a page more
-- to write with every act.

ALTER TABLE instances ADD COLUMN stage_timer            TEXT;
ALTER TABLE instances ADD COLUMN stage_timer_occurrence INTEGER;
ALTER TABLE instances ADD COLUMN stage_timer_at_ms      INTEGER;
ALTER TABLE instances ADD COLUMN node_timer             TEXT;
ALTER TABLE instances ADD COLUMN node_timer_occurrence  INTEGER;
ALTER TABLE instances ADD COLUMN node_timer_at_ms       INTEGER;
ALTER TABLE instances ADD COLUMN last_event             INTEGER NOT NULL DEFAULT 0;   -- events.before leads back from here

UPDATE instances SET (stage_timer, stage_timer_occurrence, stage_timer_at_ms) =
  (SELECT name, occurrence, at_ms FROM timers WHERE instance = instances.id AND track = 'stage');
UPDATE instances SET (node_timer, node_timer_occurrence, node_timer_at_ms) =
  (SELECT name, occurrence, at_ms FROM timers WHERE instance = instances.id AND track = 'node');
UPDATE instances SET last_event = coalesce((SELECT seq FROM last_events WHERE instance = instances.id), 0);

DROP TABLE timers;
DROP TABLE last_events;
