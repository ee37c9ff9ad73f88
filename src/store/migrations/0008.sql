-- Time stamps inside of turns: the words from byte `position` of the text on are said at `ms`. Turns have their own start.
CREATE TABLE time_marks (
    text_id INTEGER NOT NULL REFERENCES texts (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    ms INTEGER NOT NULL,
    PRIMARY KEY (text_id, position)
) STRICT, WITHOUT ROWID;
