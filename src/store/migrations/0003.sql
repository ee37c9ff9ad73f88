-- What a build was made from is one fact of the whole build (built_from), not one of each file.
ALTER TABLE outputs DROP COLUMN inputs;
