-- People are looked up by name, one by one, however many there are.
CREATE INDEX cases_by_name ON cases (name);
CREATE INDEX case_aliases_by_name ON case_aliases (name);

-- Goes up whenever the detector has read texts.
INSERT INTO meta (key, value) VALUES ('detected', 0);
