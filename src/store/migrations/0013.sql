-- Frameworks: a written summary for a row (a case, or a group of cases) and a column (what codes say).
CREATE TABLE framework_cells (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    framework TEXT NOT NULL,             -- its name in study.toml
    case_id INTEGER REFERENCES cases (id) ON DELETE CASCADE,  -- whose row; null: the row of a group
    group_key TEXT NOT NULL DEFAULT '',  -- which group
    column_key TEXT NOT NULL,
    summary TEXT NOT NULL,
    author TEXT NOT NULL,                -- who wrote it last; empty: the study's file
    written_at TEXT NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0, -- how many people whose words were behind it have withdrawn since
    file_digest TEXT                     -- of what the study's file last said; null: nothing
) STRICT;
CREATE UNIQUE INDEX framework_cells_by_place
    ON framework_cells (framework, coalesce(case_id, 0), group_key, column_key);
CREATE INDEX framework_cells_by_case ON framework_cells (case_id) WHERE case_id IS NOT NULL;

-- What coding a summary was written on: how many stretches of one case with these words had the code.
CREATE TABLE framework_behind (
    cell_id INTEGER NOT NULL REFERENCES framework_cells (id) ON DELETE CASCADE,
    code_id INTEGER NOT NULL REFERENCES codes (id),
    case_id INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    words INTEGER NOT NULL,              -- a digest of them
    stretch_count INTEGER NOT NULL,
    PRIMARY KEY (cell_id, code_id, case_id, words)
) STRICT, WITHOUT ROWID;
CREATE INDEX framework_behind_by_case ON framework_behind (case_id);

-- The study's files of summaries as they were last read: an undo does not bring a file back, so it has no history.
CREATE TABLE framework_files (
    framework TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL
) STRICT;

-- A cell can be noted on and linked as anything else; its links to words are its references.
ALTER TABLE memos ADD COLUMN cell_id INTEGER REFERENCES framework_cells (id) ON DELETE CASCADE;
ALTER TABLE link_ends ADD COLUMN cell_id INTEGER REFERENCES framework_cells (id) ON DELETE CASCADE;
CREATE INDEX memos_by_cell ON memos (cell_id) WHERE cell_id IS NOT NULL;
CREATE INDEX link_ends_by_cell ON link_ends (cell_id) WHERE cell_id IS NOT NULL;
