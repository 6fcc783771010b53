-- Beside an idempotency key, what was asked for under it: the SHA-256 of the request in lower-case hex. The key with another
-- request is a mistake of the client's, not a repetition. Nothing in rows written before; part of the hash where it is there.

ALTER TABLE events ADD COLUMN request TEXT;
