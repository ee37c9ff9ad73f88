-- Memos on anything, with titles and kinds, and links between any two things.
CREATE TABLE memos_now (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- as people name it: never given twice
    target_kind TEXT NOT NULL,           -- model::SubjectKind; what is null of the following does not belong to it
    target_key TEXT NOT NULL DEFAULT '', -- the id of the code (of a coding, too) or theme
    source_id INTEGER REFERENCES sources (id) ON DELETE CASCADE,
    case_id INTEGER REFERENCES cases (id) ON DELETE CASCADE,
    question_id INTEGER REFERENCES questions (id) ON DELETE CASCADE,
    memo_id INTEGER REFERENCES memos_now (id) ON DELETE CASCADE,  -- replies to it
    text_id INTEGER REFERENCES texts (id) ON DELETE CASCADE,
    span_start INTEGER,
    span_end INTEGER,
    coder_id INTEGER REFERENCES coders (id),  -- whose coding; null where nobody knows
    title TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '',       -- in people's own words: method, theory
    author TEXT NOT NULL,
    written_at TEXT NOT NULL,
    edited_at TEXT NOT NULL DEFAULT '',  -- the last time; empty if never
    content TEXT NOT NULL,
    from_file INTEGER NOT NULL DEFAULT 0,
    project_file TEXT
) STRICT;
INSERT INTO memos_now (id, target_kind, target_key, case_id, text_id, span_start, span_end, title, author, written_at,
                       content, from_file, project_file)
    SELECT id, target_kind, CASE WHEN target_kind IN ('code', 'coding', 'theme') THEN target_key ELSE '' END,
        CASE target_kind WHEN 'case' THEN CAST(target_key AS INTEGER) END, text_id, span_start, span_end,
        CASE target_kind WHEN 'study' THEN target_key ELSE '' END, author, written_at, content, from_file, project_file
    FROM memos
    WHERE target_kind <> 'case' OR CAST(target_key AS INTEGER) IN (SELECT id FROM cases);

CREATE TABLE links (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,                  -- in people's own words: explains, contradicts
    author TEXT NOT NULL,
    made_at TEXT NOT NULL
) STRICT;

-- Each link has two; the columns are those by which a memo says what it is on.
CREATE TABLE link_ends (
    id INTEGER PRIMARY KEY,
    link_id INTEGER NOT NULL REFERENCES links (id) ON DELETE CASCADE,
    is_to INTEGER NOT NULL,              -- 0: where it comes from
    target_kind TEXT NOT NULL,
    target_key TEXT NOT NULL DEFAULT '',
    source_id INTEGER REFERENCES sources (id) ON DELETE CASCADE,
    case_id INTEGER REFERENCES cases (id) ON DELETE CASCADE,
    question_id INTEGER REFERENCES questions (id) ON DELETE CASCADE,
    memo_id INTEGER REFERENCES memos_now (id) ON DELETE CASCADE,
    text_id INTEGER REFERENCES texts (id) ON DELETE CASCADE,
    span_start INTEGER,
    span_end INTEGER,
    coder_id INTEGER REFERENCES coders (id),
    UNIQUE (link_id, is_to)
) STRICT;

-- A link that has lost an end is none.
CREATE TRIGGER links_have_two_ends AFTER DELETE ON link_ends
BEGIN
    DELETE FROM links WHERE id = old.link_id;
END;

-- An end of a link waits as a coding or memo does.
CREATE TABLE reviews_now (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    since TEXT NOT NULL,
    doubt TEXT NOT NULL,
    text_id INTEGER NOT NULL REFERENCES past_texts (id) ON DELETE CASCADE,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    best_text INTEGER,
    best_start INTEGER,
    best_end INTEGER,
    memo_id INTEGER REFERENCES memos_now (id) ON DELETE CASCADE,  -- a memo; or the end of a link; or else a coding:
    link_end_id INTEGER REFERENCES link_ends (id) ON DELETE CASCADE,
    code_id INTEGER REFERENCES codes (id),
    coder_id INTEGER REFERENCES coders (id),
    rule_index INTEGER,
    status TEXT,
    coded_at TEXT,
    decided_by INTEGER REFERENCES coders (id)
) STRICT;
INSERT INTO reviews_now (id, source_id, since, doubt, text_id, span_start, span_end, best_text, best_start, best_end,
                         memo_id, code_id, coder_id, rule_index, status, coded_at, decided_by)
    SELECT id, source_id, since, doubt, text_id, span_start, span_end, best_text, best_start, best_end, memo_id, code_id,
        coder_id, rule_index, status, coded_at, decided_by
    FROM reviews;
UPDATE sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 'reviews')
    WHERE name = 'reviews_now' AND EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'reviews');
INSERT INTO sqlite_sequence (name, seq)
    SELECT 'reviews_now', seq FROM sqlite_sequence
    WHERE name = 'reviews' AND NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'reviews_now');

-- Reviews first: they would go with their memos.
DROP TABLE reviews;
DROP TABLE memos;
ALTER TABLE memos_now RENAME TO memos;
ALTER TABLE reviews_now RENAME TO reviews;

CREATE INDEX memos_by_text ON memos (text_id) WHERE text_id IS NOT NULL;
CREATE INDEX memos_by_source ON memos (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX memos_by_case ON memos (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX memos_by_question ON memos (question_id) WHERE question_id IS NOT NULL;
CREATE INDEX memos_by_memo ON memos (memo_id) WHERE memo_id IS NOT NULL;
CREATE INDEX memos_by_project_file ON memos (project_file) WHERE project_file IS NOT NULL;
CREATE INDEX link_ends_by_text ON link_ends (text_id) WHERE text_id IS NOT NULL;
CREATE INDEX link_ends_by_source ON link_ends (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX link_ends_by_case ON link_ends (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX link_ends_by_question ON link_ends (question_id) WHERE question_id IS NOT NULL;
CREATE INDEX link_ends_by_memo ON link_ends (memo_id) WHERE memo_id IS NOT NULL;
CREATE INDEX reviews_by_source ON reviews (source_id);
CREATE INDEX reviews_by_text ON reviews (text_id);
