-- When which codebook came to hold. One that came again has another row.
CREATE TABLE codebook_versions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- in the order in which they came
    codebook_id INTEGER NOT NULL REFERENCES codebooks (id),
    at TEXT NOT NULL,
    who TEXT NOT NULL,                   -- empty: nobody knows any more
    how TEXT NOT NULL                    -- the action that brought it, or 'file': somebody wrote it
) STRICT;
INSERT INTO codebook_versions (codebook_id, at, who, how)
    SELECT id, applied_at, '', 'file' FROM codebooks ORDER BY applied_at, id;
