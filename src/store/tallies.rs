//! What is coded with one code, gathered in one sweep of its codings: which segments, how many codings of each status, and
//! on which sources.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use fixedbitset::FixedBitSet;

use super::coding_list::status;
use super::gathered::MadeFrom;
use super::lookup::mark;
use super::{Counting, Store, StoreError};
use crate::analysis::{FoundCoding, standing};
use crate::model::{CodingStatus, SourceId};

/// One code's codings, counted.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Segments on which any stands.
    standing: FixedBitSet,
    /// Segments that one of each status touches.
    accepted: FixedBitSet,
    proposed: FixedBitSet,
    rejected: FixedBitSet,
    /// How many codings are proposed, accepted and rejected.
    pub(super) counts: [u64; 3],
    /// How many that nobody rejected lie on each source that has any.
    pub(super) by_source: BTreeMap<SourceId, u64>,
}

impl Tally {
    pub(super) const fn segments(&self, counting: Counting) -> &FixedBitSet {
        match counting {
            Counting::Standing => &self.standing,
            Counting::Only(CodingStatus::Accepted) => &self.accepted,
            Counting::Only(CodingStatus::Proposed) => &self.proposed,
            Counting::Only(CodingStatus::Rejected) => &self.rejected,
        }
    }
}

/// The first texts of runs that are of one source each, in rising order.
type SourceRuns = Vec<(u32, SourceId)>;

impl Store {
    /// What is coded with the code of this number.
    pub(super) fn tally(&self, code: u32) -> Result<Arc<Tally>, StoreError> {
        self.gathered(MadeFrom::Codes(BTreeSet::from([code])), "tally", || self.count_code(code))
    }

    /// Those of all codes that were ever used.
    pub(super) fn tallies(&self) -> Result<Vec<Arc<Tally>>, StoreError> {
        self.numbered_codes()?.into_values().map(|code| self.tally(code)).collect()
    }

    fn count_code(&self, code: u32) -> Result<Tally, StoreError> {
        let runs = self.gathered(MadeFrom::Texts, "source runs", || self.source_runs())?;
        // In the order of the table.
        let mut statement = self.connection.prepare_cached(
            "SELECT text_id, span_start, span_end, first_segment, last_segment, status FROM codings WHERE code_id = ?1
             ORDER BY text_id, span_start, span_end, coder_id",
        )?;
        let mut tally = Tally::default();
        let mut rows = statement.query([code])?;
        let mut in_one_text: Vec<FoundCoding> = Vec::new();
        while let Some(row) = rows.next()? {
            let coding = FoundCoding {
                text: row.get(0)?,
                start: row.get(1)?,
                end: row.get(2)?,
                first_segment: row.get(3)?,
                last_segment: row.get(4)?,
                status: status(row, 5)?,
            };
            if in_one_text.last().is_some_and(|last| last.text != coding.text) {
                tally.add(&in_one_text, &runs);
                in_one_text.clear();
            }
            in_one_text.push(coding);
        }
        tally.add(&in_one_text, &runs);
        Ok(tally)
    }

    fn source_runs(&self) -> Result<SourceRuns, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT id, source_id FROM texts ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut runs = SourceRuns::new();
        while let Some(row) = rows.next()? {
            let source = SourceId(row.get(1)?);
            if runs.last().is_none_or(|(_, latest)| *latest != source) {
                runs.push((row.get(0)?, source));
            }
        }
        Ok(runs)
    }
}

impl Tally {
    fn add(&mut self, in_one_text: &[FoundCoding], runs: &SourceRuns) {
        let Some(first) = in_one_text.first() else { return };
        let mut not_rejected = 0;
        for coding in in_one_text {
            let (set, at) = match coding.status {
                CodingStatus::Proposed => (&mut self.proposed, 0),
                CodingStatus::Accepted => (&mut self.accepted, 1),
                CodingStatus::Rejected => (&mut self.rejected, 2),
            };
            mark(coding.first_segment, coding.last_segment, set);
            self.counts[at] += 1;
            not_rejected += u64::from(coding.status != CodingStatus::Rejected);
        }
        for coding in standing(in_one_text) {
            mark(coding.first_segment, coding.last_segment, &mut self.standing);
        }
        let run = runs.partition_point(|(begins, _)| *begins <= first.text).checked_sub(1);
        if let Some((_, source)) = run.and_then(|run| runs.get(run)).filter(|_| not_rejected > 0) {
            *self.by_source.entry(*source).or_default() += not_rejected;
        }
    }
}
