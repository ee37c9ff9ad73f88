-- 0014
-- Which quotations people have chosen, and how they are printed: marks on words, kept apart from the text. Of the columns
-- that say what a memo is on, a mark has those of its heading and those of its place.
CREATE TABLE quote_marks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice
    what TEXT NOT NULL,                  -- model::QuoteMarkKind
    target_kind TEXT NOT NULL,           -- the heading: 'theme', 'code', 'output'; 'passage' for any
    target_key TEXT NOT NULL DEFAULT '', -- its id, or the output's name
    text_id INTEGER REFERENCES texts (id) ON DELETE CASCADE,  -- null while it waits in reviews
    span_start INTEGER,
    span_end INTEGER,
    words TEXT NOT NULL DEFAULT '',      -- words put in
    position INTEGER NOT NULL DEFAULT 0, -- of pins under one heading, from 1
    author TEXT NOT NULL,
    made_at TEXT NOT NULL
) STRICT;
CREATE INDEX quote_marks_by_text ON quote_marks (text_id) WHERE text_id IS NOT NULL;

ALTER TABLE reviews ADD COLUMN quote_mark_id INTEGER REFERENCES quote_marks (id) ON DELETE CASCADE;
