-- The store's first shape. Migrations are numbered and never edited. Names follow `src/model`.

CREATE TABLE meta (key TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO meta (key, value) VALUES
    ('study_id', lower(hex(randomblob(16)))),  -- which store an index was made from
    ('change', 0),                             -- goes up with every action that changes anything
    ('text_change', 0),                        -- goes up with every action that adds or removes texts
    ('text_removed', 0),                       -- goes up with every action that removes texts
    ('next_segment', 1);                       -- model::SegmentId: never given twice

CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,           -- from the study folder, '/' between folders
    kind TEXT NOT NULL,
    format TEXT NOT NULL,
    sha256 TEXT NOT NULL,                -- of the file's bytes
    byte_count INTEGER NOT NULL,         -- with modified_ns: a file that has both unchanged is not read again
    modified_ns INTEGER NOT NULL,
    settings TEXT NOT NULL,              -- what else decided how it was read: plan, kind; compared as text
    encoding TEXT NOT NULL,
    text_count INTEGER NOT NULL,
    segment_count INTEGER NOT NULL,
    word_count INTEGER NOT NULL,
    warnings TEXT NOT NULL,              -- JSON list
    imported_at TEXT NOT NULL
) STRICT;

-- A case of a survey is named by its respondent id; `source_id` keeps two surveys' ids apart (0: not from a survey).
CREATE TABLE cases (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    label TEXT NOT NULL DEFAULT '',      -- "Participant E"; given once, never changed
    status TEXT NOT NULL DEFAULT 'kept',
    reason TEXT NOT NULL DEFAULT '',     -- why excluded
    by_hand INTEGER NOT NULL DEFAULT 0,  -- status set by a person: an import does not change it
    consent TEXT NOT NULL DEFAULT 'quote',
    row_number INTEGER,                  -- data row in a survey, from 1
    UNIQUE (source_id, name)
) STRICT;

CREATE INDEX cases_not_kept ON cases (id) WHERE status <> 'kept';

CREATE TABLE attributes (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE case_attributes (
    attribute_id INTEGER NOT NULL REFERENCES attributes (id) ON DELETE CASCADE,
    case_id INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    value TEXT NOT NULL,
    PRIMARY KEY (attribute_id, case_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE questions (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    wording TEXT NOT NULL,
    kind TEXT NOT NULL,
    options TEXT NOT NULL,               -- JSON list, in the order shown
    scale_low INTEGER,
    scale_high INTEGER,
    shown_if TEXT,                       -- JSON of model::Condition
    UNIQUE (source_id, code)
) STRICT;

-- Closed answers. A blank has no row; "not asked" follows from the question's condition.
CREATE TABLE responses (
    question_id INTEGER NOT NULL REFERENCES questions (id) ON DELETE CASCADE,
    case_id INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    value TEXT NOT NULL,                 -- ticked options of a multiple question are joined by line ends
    PRIMARY KEY (question_id, case_id)
) STRICT, WITHOUT ROWID;

-- A transcript, or one answer to one open question. The id is the number of its first segment (model::TextId).
CREATE TABLE texts (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    case_id INTEGER,                     -- respondent; null for transcripts, whose segments have speakers
    question_id INTEGER,
    segment_count INTEGER NOT NULL,
    content TEXT NOT NULL
) STRICT;
CREATE INDEX texts_by_source ON texts (source_id);

CREATE TABLE speakers (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    case_id INTEGER REFERENCES cases (id),
    interviewer INTEGER NOT NULL DEFAULT 0,
    UNIQUE (source_id, name)
) STRICT;

-- Turns and paragraphs of transcripts. An answer is one segment, its text's id, and has no row here.
CREATE TABLE segments (
    id INTEGER PRIMARY KEY,
    text_id INTEGER NOT NULL REFERENCES texts (id) ON DELETE CASCADE,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    speaker_id INTEGER REFERENCES speakers (id),
    start_ms INTEGER
) STRICT;

-- Who left the sample, by which rule of the plan, with counts for the sample flow.
CREATE TABLE exclusions (
    source_id INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,           -- order of the rules: the first that applies counts
    reason TEXT NOT NULL,
    case_count INTEGER NOT NULL,
    PRIMARY KEY (source_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE codebooks (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    version TEXT NOT NULL,
    content TEXT NOT NULL,               -- the file as it was
    applied_at TEXT NOT NULL
) STRICT;

-- Every code ever used, so that codings keep a name when a code leaves the codebook.
CREATE TABLE codes (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE            -- model::Code::id
) STRICT;

CREATE TABLE coders (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE            -- '' is the codebook's rules
) STRICT;

-- In key order of the code: all of a theme's segments are read in one sweep.
CREATE TABLE codings (
    code_id INTEGER NOT NULL REFERENCES codes (id),
    text_id INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    coder_id INTEGER NOT NULL REFERENCES coders (id),
    first_segment INTEGER NOT NULL,
    last_segment INTEGER NOT NULL,
    rule_index INTEGER,
    status TEXT NOT NULL,
    PRIMARY KEY (code_id, text_id, span_start, span_end, coder_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE memos (
    id INTEGER PRIMARY KEY,
    target_kind TEXT NOT NULL,           -- 'source', 'text', 'case', 'code', 'coding', 'theme', 'study'
    target_key TEXT NOT NULL,
    author TEXT NOT NULL,
    written_at TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT;

-- What a reviewer said of something that may identify a person.
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY,
    form TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL
) STRICT;

-- The audit trail: who did what, when, and how to take it back.
CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL,                -- JSON; no participant's words
    inverse TEXT                         -- JSON; null where there is nothing to take back
) STRICT;

-- What the last build wrote.
CREATE TABLE outputs (
    path TEXT PRIMARY KEY,               -- from the output folder
    sha256 TEXT NOT NULL,
    inputs TEXT NOT NULL                 -- digest of all that went into it
) STRICT, WITHOUT ROWID;
