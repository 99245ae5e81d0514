-- Each statement can be run again: a crash in the middle of a migration starts it anew.

CREATE TABLE IF NOT EXISTS objects (
    number   BIGINT NOT NULL PRIMARY KEY,
    name     ${name} NOT NULL,
    type     VARCHAR(250) NOT NULL,
    state    ${text},
    checksum BIGINT,
    CONSTRAINT objects_name UNIQUE (name)
);

CREATE INDEX IF NOT EXISTS objects_type ON objects (type);

-- All object numbers below this one are given away.
CREATE TABLE IF NOT EXISTS numbers (
    next BIGINT NOT NULL
);

-- The last batch that was committed. Tells after a failed commit whether it happened, and two writers from each other.
CREATE TABLE IF NOT EXISTS progress (
    batch BIGINT NOT NULL
);

INSERT INTO numbers (next) SELECT 16 WHERE NOT EXISTS (SELECT 1 FROM numbers);

INSERT INTO progress (batch) SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM progress);
