-- A person who was there under several names is one case; the other names lead to it, at every later import.
CREATE TABLE case_aliases (
    source_id INTEGER NOT NULL,          -- as in cases: the survey, or 0
    name TEXT NOT NULL,
    case_id INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    row_number INTEGER,                  -- of the survey's row under this name
    PRIMARY KEY (source_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_aliases_by_case ON case_aliases (case_id);

-- What a person says of a case's consent outlives every import.
ALTER TABLE cases ADD COLUMN consent_by_hand INTEGER NOT NULL DEFAULT 0;
CREATE INDEX cases_without_consent ON cases (id) WHERE consent = 'none';

-- Who withdrew, without anything that says who it was. Their case has no row any more.
CREATE TABLE withdrawals (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL,
    who TEXT NOT NULL,                   -- did it
    reason TEXT NOT NULL                 -- one of a few words, or empty
) STRICT;

-- By which ways they had come in: the path of a survey, or empty for an interview.
CREATE TABLE withdrawn_from (
    withdrawal_id INTEGER NOT NULL REFERENCES withdrawals (id) ON DELETE CASCADE,
    survey TEXT NOT NULL,
    PRIMARY KEY (withdrawal_id, survey)
) STRICT, WITHOUT ROWID;

-- Digests by which an import knows what must not come in again. Nobody can tell from them whose they are.
CREATE TABLE withdrawn_keys (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
