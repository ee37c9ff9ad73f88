-- A file of another tool that holds many documents. Each of them is a source whose path goes on from the file's.
CREATE TABLE project_files (
    path TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    byte_count INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    settings TEXT NOT NULL,              -- as in sources
    imported_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Came with such a file, which may bring it anew: what people did here is 0.
ALTER TABLE codings ADD COLUMN is_brought INTEGER NOT NULL DEFAULT 0;

-- The file that brought a memo, if one did.
ALTER TABLE memos ADD COLUMN project_file TEXT;
CREATE INDEX memos_by_project_file ON memos (project_file) WHERE project_file IS NOT NULL;
