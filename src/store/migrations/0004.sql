-- A memo may stand on a passage of a text; then `target_kind` is 'passage' and `target_key` is empty.
ALTER TABLE memos ADD COLUMN text_id INTEGER REFERENCES texts (id) ON DELETE CASCADE;
ALTER TABLE memos ADD COLUMN span_start INTEGER;
ALTER TABLE memos ADD COLUMN span_end INTEGER;
CREATE INDEX memos_by_text ON memos (text_id) WHERE text_id IS NOT NULL;

-- Level of a heading, from 1; null for what somebody says or writes. Headings are structure: rules never code them.
ALTER TABLE segments ADD COLUMN heading INTEGER;
