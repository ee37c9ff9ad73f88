-- What a person says of a case outlives every import; an empty value says that the case has none.
ALTER TABLE case_attributes ADD COLUMN by_hand INTEGER NOT NULL DEFAULT 0;
