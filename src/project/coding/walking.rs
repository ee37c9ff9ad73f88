//! Walking through texts to code them: which segments there are to stop at, and what is to be seen at each.

use fixedbitset::FixedBitSet;

use super::places::span_of;
use crate::model::{Codebook, CodingStatus, SegmentId, Span, TextId};
use crate::project::{Progress, Project, ProjectError};
use crate::store::{CodingFilter, Counting, ListedCoding, StoredText};

/// What to walk through.
#[derive(Debug, Clone, Default)]
pub struct WalkQuery {
    /// A source, or a place in one: `anna`, `anna:12-40`, `survey:R17`.
    pub place: Option<String>,
    /// Only answers to this question.
    pub question: Option<String>,
    /// Only segments that this query finds.
    pub filter: Option<String>,
    /// Only segments that have no code yet.
    pub uncoded: bool,
}

/// A segment with its surroundings and its codings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentPage {
    pub segment: SegmentId,
    pub text: TextId,
    /// `anna:12`, `survey:R17:Q29`.
    pub place: String,
    /// Which of its text's segments it is, counted from one, and how many there are.
    pub number: usize,
    pub count: usize,
    pub speaker: Option<String>,
    /// What outputs call whoever speaks.
    pub label: Option<String>,
    /// The question's code, and how it was asked.
    pub question: Option<(String, String)>,
    /// Where it stands in its text.
    pub span: Span,
    pub content: String,
    /// Those that touch it, in reading order.
    pub codings: Vec<ListedCoding>,
    /// What is said before and after it, with who says it.
    pub before: Option<(Option<String>, String)>,
    pub after: Option<(Option<String>, String)>,
}

/// What to go on to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A segment without any code.
    Uncoded,
    /// One on which a proposal waits for a decision.
    Proposed,
}

impl Project {
    /// The segments to stop at, in reading order: none of an interviewer, no heading, nobody's who is left out.
    pub fn stops(&mut self, query: &WalkQuery, progress: &dyn Progress) -> Result<Vec<SegmentId>, ProjectError> {
        self.need_texts()?;
        self.code_if_needed(progress)?;
        let codebook = self.needed_codebook()?;
        let mut stops = match &query.place {
            Some(place) => self.named_place(place)?.segments(self)?,
            None => self.segments_of_query(query.filter.as_deref().unwrap_or("*"), &codebook, progress)?,
        };
        if let (Some(_), Some(filter)) = (&query.place, &query.filter) {
            stops.intersect_with(&self.segments_of_query(filter, &codebook, progress)?);
        }
        if let Some(question) = &query.question {
            let quoted = question.replace('\\', "\\\\").replace('"', "\\\"");
            stops.intersect_with(&self.segments_of_query(&format!("question:\"{quoted}\""), &codebook, progress)?);
        }
        stops.difference_with(&self.store.segments_left_out()?);
        stops.difference_with(&self.store.segments_never_coded()?);
        if query.uncoded {
            stops.difference_with(&self.standing()?);
        }
        let number = |segment: usize| SegmentId(u32::try_from(segment).expect("segments are numbered in 32 bits"));
        Ok(stops.ones().map(number).collect())
    }

    /// The next stop after this one, round to the first again, that is what is wanted; nothing if none is.
    pub fn next_stop(&self, stops: &[SegmentId], at: usize, wanted: Wanted) -> Result<Option<usize>, ProjectError> {
        let (set, is_in) = match wanted {
            Wanted::Uncoded => (self.standing()?, false),
            Wanted::Proposed => {
                let mut proposed = FixedBitSet::new();
                self.store.coded_segments(None, Counting::Only(CodingStatus::Proposed), &mut proposed)?;
                (proposed, true)
            }
        };
        let passes = |&stop: &usize| stops.get(stop).is_some_and(|segment| set.contains(segment.0 as usize) == is_in);
        Ok((at + 1..stops.len()).chain(0..at.min(stops.len())).find(passes))
    }

    /// A segment as it is now.
    pub fn segment_page(&self, segment: SegmentId) -> Result<Option<SegmentPage>, ProjectError> {
        let Some(details) = self.store.segment_details(segment.0)? else { return Ok(None) };
        let text = TextId(details.text);
        let stored = self.needed_text(text)?;
        let index = segment.0 - text.0;
        let span = span_of(&stored, index..index + 1).unwrap_or(details.span);
        let mut here = FixedBitSet::new();
        here.grow_and_insert(segment.0 as usize);
        let filter = CodingFilter { text: Some(text), segments: Some(&here), ..CodingFilter::default() };
        let codings = self.store.describe_codings(&self.store.codings(&filter)?)?;
        let question = match details.question {
            Some(code) => {
                let wording = self.store.question_wording(text)?.unwrap_or_default();
                Some((code, wording))
            }
            None => None,
        };
        Ok(Some(SegmentPage {
            segment,
            text,
            place: self.place_of(&self.place_names()?, &stored, span)?,
            number: index as usize + 1,
            count: stored.segments.len().max(1),
            speaker: details.speaker,
            label: details.case.map(|case| if case.label.is_empty() { case.name } else { case.label }),
            question,
            span,
            content: span.of_text(&stored.content).to_owned(),
            codings,
            before: index.checked_sub(1).and_then(|before| said(&stored, before)),
            after: said(&stored, index + 1),
        }))
    }

    /// The codes and themes of the study.
    pub fn codes(&self) -> Result<Codebook, ProjectError> {
        self.needed_codebook()
    }

    /// The segments that have a code which stands.
    fn standing(&self) -> Result<FixedBitSet, ProjectError> {
        let mut standing = FixedBitSet::new();
        self.store.coded_segments(None, Counting::Standing, &mut standing)?;
        Ok(standing)
    }
}

fn said(text: &StoredText, index: u32) -> Option<(Option<String>, String)> {
    let segment = text.segments.get(index as usize)?;
    Some((segment.speaker.clone(), segment.span.of_text(&text.content).trim().to_owned()))
}
