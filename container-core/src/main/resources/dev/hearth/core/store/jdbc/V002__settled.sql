-- Up to which position of the log, if there is one, the database has everything.
ALTER TABLE progress ADD COLUMN IF NOT EXISTS settled BIGINT DEFAULT 0 NOT NULL;
