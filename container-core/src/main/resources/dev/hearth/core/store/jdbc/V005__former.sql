-- Which version of its deployment wrote a state; null where that is not known.
ALTER TABLE objects ADD COLUMN IF NOT EXISTS writer BIGINT;

-- The states that former versions of an object's deployment wrote last, for a version that is brought back.
CREATE TABLE IF NOT EXISTS former (
    number   BIGINT NOT NULL,
    turn     BIGINT NOT NULL,
    writer   BIGINT NOT NULL,
    state    ${text} NOT NULL,
    checksum BIGINT,
    PRIMARY KEY (number, turn),
    CONSTRAINT former_object FOREIGN KEY (number) REFERENCES objects (number) ON DELETE CASCADE
);
