-- The code of the question beside which an open question's words were written: "Other, please say".
ALTER TABLE questions ADD COLUMN other_of TEXT;
