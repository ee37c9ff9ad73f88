-- A changed file makes a new revision of its source: texts that were replaced stay here, and what people did with them
-- moves along or waits for a decision.
ALTER TABLE sources ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE sources ADD COLUMN id_column TEXT;       -- by which a survey tells respondents apart; '' by none; null: not known
ALTER TABLE texts ADD COLUMN since INTEGER NOT NULL DEFAULT 1;  -- the first revision of its source that has the text
CREATE INDEX IF NOT EXISTS segments_by_text ON segments (text_id);
CREATE INDEX IF NOT EXISTS texts_by_case ON texts (case_id) WHERE case_id IS NOT NULL;
ALTER TABLE cases ADD COLUMN digest INTEGER;         -- of a respondent's row: a later file with the same need not be looked at
ALTER TABLE memos ADD COLUMN from_file INTEGER NOT NULL DEFAULT 0;  -- came with the file: goes when the file brings it again
UPDATE memos SET from_file = 1 WHERE target_kind = 'passage';

CREATE TABLE revisions (
    source_id INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    sha256 TEXT NOT NULL,                -- of the file's bytes
    text_count INTEGER NOT NULL,
    word_count INTEGER NOT NULL,
    added INTEGER NOT NULL,              -- texts that came, changed and went with it
    changed INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    moved INTEGER NOT NULL,              -- codings and memos of people that went along, and that had to wait
    waiting INTEGER NOT NULL,
    PRIMARY KEY (source_id, revision)
) STRICT, WITHOUT ROWID;
INSERT INTO revisions SELECT id, 1, imported_at, '', sha256, text_count, word_count, text_count, 0, 0, 0, 0 FROM sources;

-- Texts as they were. Nothing is coded, counted or found in them.
CREATE TABLE past_texts (
    id INTEGER PRIMARY KEY,              -- the number it had
    source_id INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    since INTEGER NOT NULL,              -- first and last revision of the source that had it
    until INTEGER NOT NULL,
    case_id INTEGER,
    question TEXT,                       -- its code
    content TEXT NOT NULL,
    turns TEXT NOT NULL                  -- JSON list of [start, end, speaker, start_ms, heading, case]; empty for an answer
) STRICT;
CREATE INDEX past_texts_by_source ON past_texts (source_id);
CREATE INDEX past_texts_by_case ON past_texts (case_id) WHERE case_id IS NOT NULL;

-- What people did with words that have changed: counted nowhere until someone decides.
CREATE TABLE reviews (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- as people name it: never given twice
    source_id INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    since TEXT NOT NULL,
    doubt TEXT NOT NULL,                 -- model::Doubt
    text_id INTEGER NOT NULL REFERENCES past_texts (id) ON DELETE CASCADE,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    best_text INTEGER,                   -- the text that took its place; null if none did
    best_start INTEGER,                  -- the best guess in it; null if there is none
    best_end INTEGER,
    memo_id INTEGER REFERENCES memos (id) ON DELETE CASCADE,  -- a memo; or else a coding:
    code_id INTEGER REFERENCES codes (id),
    coder_id INTEGER REFERENCES coders (id),
    rule_index INTEGER,
    status TEXT
) STRICT;
CREATE INDEX reviews_by_source ON reviews (source_id);
CREATE INDEX reviews_by_text ON reviews (text_id);

-- Segments that have gone, so that an index takes out just these. A removal of texts (meta: text_removed) that has no
-- row here makes every index begin anew.
CREATE TABLE removed_segments (
    removal INTEGER NOT NULL,
    first_segment INTEGER NOT NULL,
    segment_count INTEGER NOT NULL,
    PRIMARY KEY (removal, first_segment)
) STRICT, WITHOUT ROWID;
