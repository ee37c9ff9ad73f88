-- The register: who and what must not get out, beside the list that the study names. `cases`, sheets and reviewers fill it.
CREATE TABLE identities (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,                  -- model::IdentityKind
    mode TEXT NOT NULL DEFAULT '',       -- model::Mode; empty: the usual one of its kind
    replacement TEXT NOT NULL DEFAULT '',
    wider TEXT NOT NULL DEFAULT '',      -- what it is printed as when generalised
    derives INTEGER NOT NULL DEFAULT 1,  -- whether further forms of a person's names are sought
    case_id INTEGER REFERENCES cases (id) ON DELETE SET NULL,  -- who it is
    reason TEXT NOT NULL DEFAULT '',
    origin TEXT NOT NULL,                -- 'review', 'sheet' or 'hand'
    added_by TEXT NOT NULL,
    added_at TEXT NOT NULL
) STRICT;
CREATE INDEX identities_by_case ON identities (case_id) WHERE case_id IS NOT NULL;

CREATE TABLE identity_forms (
    identity_id INTEGER NOT NULL REFERENCES identities (id) ON DELETE CASCADE,
    form TEXT NOT NULL,
    position INTEGER NOT NULL DEFAULT 0, -- the order in which they were given: the first is the one that is shown
    PRIMARY KEY (identity_id, form)
) STRICT, WITHOUT ROWID;

-- What a reviewer said: of a form wherever it stands, or of one mention. Two readers are two rows. Nothing has been written
-- here before.
DROP TABLE decisions;
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    target_kind TEXT NOT NULL,           -- 'form': wherever it stands; 'passage': one mention, at its place
    form TEXT NOT NULL,
    kind TEXT NOT NULL,                  -- model::IdentityKind
    verdict TEXT NOT NULL,               -- model::Verdict; 'trait': marked as telling of someone
    identity_id INTEGER REFERENCES identities (id) ON DELETE CASCADE,  -- as which it is hidden
    text_id INTEGER REFERENCES texts (id) ON DELETE CASCADE,  -- null of a form, and while a mention waits in reviews
    span_start INTEGER,
    span_end INTEGER,
    reason TEXT NOT NULL DEFAULT '',
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL
) STRICT;
CREATE INDEX decisions_by_identity ON decisions (identity_id) WHERE identity_id IS NOT NULL;
CREATE INDEX decisions_by_text ON decisions (text_id) WHERE text_id IS NOT NULL;

-- A decision on one mention goes along with its words when a file is corrected, or waits.
ALTER TABLE reviews ADD COLUMN decision_id INTEGER REFERENCES decisions (id) ON DELETE CASCADE;

-- What the detector finds in a text; may be deleted at any time. Places only: the words are the text's.
CREATE TABLE detections (
    text_id INTEGER NOT NULL REFERENCES texts (id) ON DELETE CASCADE,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    kind TEXT NOT NULL,
    probability REAL NOT NULL,
    reasons TEXT NOT NULL,               -- words, parted by spaces
    PRIMARY KEY (text_id, span_start, span_end)
) STRICT, WITHOUT ROWID;
CREATE TABLE detected_texts (
    text_id INTEGER PRIMARY KEY REFERENCES texts (id) ON DELETE CASCADE,
    detector TEXT NOT NULL               -- its version
) STRICT;

-- Keyed digests of runs of eight words of those who withdrew: an output that holds one is refused.
CREATE TABLE withdrawn_runs (digest INTEGER PRIMARY KEY) STRICT;

-- Whose words no output may print.
CREATE INDEX cases_not_quoted ON cases (id) WHERE consent <> 'quote';
