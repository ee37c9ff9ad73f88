//! How far coding is, source by source, and where to go on.

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;

use crate::model::{CodingStatus, SourceKind, TextId};
use crate::project::coding::places::span_of;
use crate::project::{Project, ProjectError};
use crate::store::Counting;

/// How much of a source is coded. What interviewers say, headings and people who are left out do not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceProgress {
    /// What places call it: `anna` in `anna:12`.
    pub name: String,
    pub path: String,
    pub kind: SourceKind,
    /// Segments with a coding that a person made or accepted.
    pub coded: u64,
    /// Segments on which there are proposals and nothing else.
    pub proposed: u64,
    /// Segments with no code at all.
    pub uncoded: u64,
    /// The places of the first uncoded segment and of the first on which a proposal waits.
    pub next_uncoded: Option<String>,
    pub next_proposed: Option<String>,
}

impl SourceProgress {
    /// All segments that may be coded.
    pub const fn segments(&self) -> u64 {
        self.coded + self.proposed + self.uncoded
    }
}

impl Project {
    /// How far coding is in each source, in the order of their paths.
    pub fn source_progress(&self) -> Result<Vec<SourceProgress>, ProjectError> {
        let names = self.place_names()?;
        let mut aside = self.store.segments_left_out()?;
        aside.union_with(&self.store.segments_never_coded()?);
        let (mut standing, mut accepted, mut proposed) = (FixedBitSet::new(), FixedBitSet::new(), FixedBitSet::new());
        self.store.coded_segments(None, Counting::Standing, &mut standing)?;
        self.store.coded_segments(None, Counting::Only(CodingStatus::Accepted), &mut accepted)?;
        self.store.coded_segments(None, Counting::Only(CodingStatus::Proposed), &mut proposed)?;
        proposed.intersect_with(&standing);
        let mut found = Vec::new();
        for source in self.store.sources()? {
            let mut progress = SourceProgress {
                name: names.get(&source.path).unwrap_or(&source.path).clone(),
                path: source.path,
                kind: source.kind,
                coded: 0,
                proposed: 0,
                uncoded: 0,
                next_uncoded: None,
                next_proposed: None,
            };
            let (mut next_uncoded, mut next_proposed) = (None, None);
            for &(text, count) in self.store.text_ranges(source.id)?.iter() {
                for number in (text.0..text.0 + count).filter(|&number| !aside.contains(number as usize)) {
                    let at = number as usize;
                    if !standing.contains(at) {
                        progress.uncoded += 1;
                        next_uncoded = next_uncoded.or(Some((text, number)));
                    } else if accepted.contains(at) {
                        progress.coded += 1;
                    } else {
                        progress.proposed += 1;
                    }
                    if proposed.contains(at) {
                        next_proposed = next_proposed.or(Some((text, number)));
                    }
                }
            }
            progress.next_uncoded = self.place_of_segment(&names, next_uncoded)?;
            progress.next_proposed = self.place_of_segment(&names, next_proposed)?;
            found.push(progress);
        }
        Ok(found)
    }

    fn place_of_segment(
        &self,
        names: &BTreeMap<String, String>,
        segment: Option<(TextId, u32)>,
    ) -> Result<Option<String>, ProjectError> {
        let Some((text, number)) = segment else { return Ok(None) };
        let stored = self.needed_text(text)?;
        let index = number - text.0;
        let Some(span) = span_of(&stored, index..index + 1) else { return Ok(None) };
        Ok(Some(self.place_of(names, &stored, span)?))
    }
}
