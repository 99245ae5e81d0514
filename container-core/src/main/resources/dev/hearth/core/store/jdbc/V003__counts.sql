-- How many objects of a type have a state; to count a million rows takes too long for a start.
CREATE TABLE IF NOT EXISTS counts (
    type   VARCHAR(250) NOT NULL PRIMARY KEY,
    stored BIGINT NOT NULL
);

INSERT INTO counts (type, stored)
    SELECT type, COUNT(*) FROM objects
    WHERE state IS NOT NULL AND NOT EXISTS (SELECT 1 FROM counts)
    GROUP BY type;
