-- What every action changed, row by row, so that it can be taken back and done again.

-- One step is what undo takes back at once: `step` is the first event of it. The changes that would take an event back
-- (or, once it is taken back, do it again) are those from `first_change` to `last_change`.
ALTER TABLE events ADD COLUMN step INTEGER;          -- null: before there was a history
ALTER TABLE events ADD COLUMN state TEXT NOT NULL DEFAULT '';  -- model: store::EventState
ALTER TABLE events ADD COLUMN first_change INTEGER;
ALTER TABLE events ADD COLUMN last_change INTEGER;
ALTER TABLE events ADD COLUMN flipped_at INTEGER;    -- the event that last took it back or did it again; null: never
ALTER TABLE events ADD COLUMN of_event INTEGER;      -- of an undo or redo: what it took back or did again
CREATE INDEX events_by_state ON events (state, id) WHERE state <> '';
CREATE INDEX events_by_step ON events (step);
CREATE INDEX events_of_event ON events (of_event) WHERE of_event IS NOT NULL;

-- The columns that a table had when changes of it were recorded: later columns are not in them.
CREATE TABLE layouts (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,                  -- of the table
    columns TEXT NOT NULL,               -- JSON list, in the order of was_0, was_1 …
    keys TEXT NOT NULL,                  -- JSON list, in the order of key_0, key_1 …
    UNIQUE (name, columns, keys)
) STRICT;

-- One row that changed. `was` holds what it was before: all of it if it went, what changed of it if it changed.
CREATE TABLE changes (
    id INTEGER PRIMARY KEY,
    what TEXT NOT NULL,                  -- 'insert', 'update', 'delete'; 'source': one came, with all that is of it; 'file'
    layout INTEGER REFERENCES layouts (id),
    changed INTEGER,                     -- a bit for each column that an update changed
    key_0 ANY, key_1 ANY, key_2 ANY, key_3 ANY, key_4 ANY, key_5 ANY,  -- by which the row is found now
    was_0 ANY, was_1 ANY, was_2 ANY, was_3 ANY, was_4 ANY, was_5 ANY, was_6 ANY, was_7 ANY,
    was_8 ANY, was_9 ANY, was_10 ANY, was_11 ANY, was_12 ANY, was_13 ANY, was_14 ANY, was_15 ANY,
    was_16 ANY, was_17 ANY, was_18 ANY, was_19 ANY, was_20 ANY, was_21 ANY, was_22 ANY, was_23 ANY
) STRICT;

-- Files of the study that an action has changed and that are still to be written: made up for when the study is opened.
CREATE TABLE pending_files (
    path TEXT PRIMARY KEY,               -- from the study folder
    was TEXT NOT NULL,                   -- SHA-256 of what is there until then; empty: no file
    content BLOB                         -- null: the file goes
) STRICT, WITHOUT ROWID;

-- Files whose import was taken back. They do not come in again by themselves, until they change or someone names them.
CREATE TABLE set_aside (
    path TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,                -- of the file as it was; empty: it was gone, and its source stays all the same
    settings TEXT NOT NULL               -- SHA-256 of how it was read (sources: settings, which may hold names)
) STRICT, WITHOUT ROWID;
