-- Objects of a type are counted in a table of their own, and nothing else looks for them by type.
DROP INDEX IF EXISTS objects_type;
