-- When people put their hand to codings, and who decided about them. What rules alone have done has neither: it is as old
-- as the codebook that was applied last.
ALTER TABLE codings ADD COLUMN coded_at TEXT;        -- when a person last coded, moved or decided it; null also where nobody knows
ALTER TABLE codings ADD COLUMN decided_by INTEGER REFERENCES coders (id);  -- who decided about what another coded, or a rule
ALTER TABLE reviews ADD COLUMN coded_at TEXT;
ALTER TABLE reviews ADD COLUMN decided_by INTEGER REFERENCES coders (id);
