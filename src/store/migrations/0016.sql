-- Drafts: what reports said when they were built, as they were printed. Those without a name are the last two builds.
CREATE TABLE drafts (
    number  INTEGER PRIMARY KEY AUTOINCREMENT,
    name    TEXT UNIQUE,
    made_at TEXT NOT NULL,
    who     TEXT NOT NULL,
    -- JSON of what was printed, compressed (zlib).
    content BLOB NOT NULL
) STRICT;
