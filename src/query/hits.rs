//! Queries run: hits to show, sets to count with.

use std::sync::Arc;

use fixedbitset::FixedBitSet;

use super::collect::{HitCollector, Tally};
use super::fields::Sources;
use super::plan::Plan;
use super::{Marker, Query, SearchError};
use crate::index::Index;
use crate::model::{Codebook, SegmentId, Span, TextId};
use crate::store::{CaseName, Store};
use crate::text::counted;

/// In which order hits come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Those that fit best first (BM25).
    #[default]
    Relevance,
    /// As sources were imported and people spoke.
    Reading,
}

/// Which of the hits to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchOptions {
    pub limit: usize,
    /// How many to leave out before the first.
    pub offset: usize,
    pub order: Order,
}

impl Default for SearchOptions {
    fn default() -> Self {
        Self { limit: 20, offset: 0, order: Order::default() }
    }
}

/// How much a query finds. Cases are those who wrote or spoke what was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub segments: usize,
    /// Transcripts and answers.
    pub texts: usize,
    pub cases: usize,
}

impl Counts {
    /// "12 segments, 8 texts, 5 cases"
    pub fn in_words(self) -> String {
        let parts = [(self.segments, "segment"), (self.texts, "text"), (self.cases, "case")];
        parts.map(|(count, noun)| counted(count as u64, noun)).join(", ")
    }
}

/// What a query finds: how much there is, and those hits that were asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Hits {
    pub counts: Counts,
    pub hits: Vec<Hit>,
}

/// One segment that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub segment: SegmentId,
    pub text: TextId,
    /// Where the segment stands in its text.
    pub span: Span,
    /// How well it fits; 0 in reading order.
    pub score: f32,
    /// The source's path.
    pub source: String,
    /// Whose words they are.
    pub case: Option<CaseName>,
    pub speaker: Option<String>,
    /// The question's code.
    pub question: Option<String>,
    /// The segment's words.
    pub content: String,
    /// What was found in `content`: every match, in order, without overlap.
    pub marks: Vec<Span>,
}

/// Runs a query on what the index holds now: call [`catch_up`](crate::index::catch_up()) first. Segments of excluded and
/// withdrawn cases are never found.
pub fn run(
    query: &Query,
    store: &Store,
    index: &Index,
    codebook: &Codebook,
    options: &SearchOptions,
) -> Result<Hits, SearchError> {
    let best = match options.order {
        Order::Relevance => options.offset.saturating_add(options.limit),
        Order::Reading => 0,
    };
    let (tally, marker) = tally(query, store, index, codebook, best)?;
    let wanted: Vec<(f32, u32)> = match options.order {
        Order::Relevance => tally.best.iter().copied().skip(options.offset).take(options.limit).collect(),
        Order::Reading => {
            let mut segments = tally.segments.clone();
            segments.sort_unstable();
            segments.into_iter().skip(options.offset).take(options.limit).map(|segment| (0.0, segment)).collect()
        }
    };
    let mut hits = Vec::with_capacity(wanted.len());
    for (score, segment) in wanted {
        hits.extend(hit(store, &marker, segment, score)?);
    }
    Ok(Hits { counts: tally.counts(), hits })
}

/// How much a query finds.
pub fn count(query: &Query, store: &Store, index: &Index, codebook: &Codebook) -> Result<Counts, SearchError> {
    Ok(tally(query, store, index, codebook, 0)?.0.counts())
}

/// All segments that a query finds, by number: what a recipe's `where` lets through.
pub fn segments(query: &Query, store: &Store, index: &Index, codebook: &Codebook) -> Result<FixedBitSet, SearchError> {
    Ok(found(query, store, index, codebook)?.segments)
}

/// All that a query finds, by number, with what finds the words again in them.
#[derive(Debug, Clone)]
pub struct Found {
    pub segments: FixedBitSet,
    pub counts: Counts,
    pub marker: Marker,
}

/// Runs a query for whoever goes through every hit.
pub fn found(query: &Query, store: &Store, index: &Index, codebook: &Codebook) -> Result<Found, SearchError> {
    let (tally, marker) = tally(query, store, index, codebook, 0)?;
    let room = tally.segments.iter().max().map_or(0, |most| *most as usize + 1);
    let mut segments = FixedBitSet::with_capacity(room);
    tally.segments.iter().for_each(|&segment| segments.insert(segment as usize));
    Ok(Found { segments, counts: tally.counts(), marker })
}

impl Tally {
    fn counts(&self) -> Counts {
        Counts { segments: self.segments.len(), texts: self.text_count, cases: self.case_count }
    }
}

fn tally(
    query: &Query,
    store: &Store,
    index: &Index,
    codebook: &Codebook,
    best: usize,
) -> Result<(Tally, Marker), SearchError> {
    let sources = Sources::new(store, index, codebook)?;
    let plan = Plan::new(query, &sources)?;
    let searcher = index.searcher();
    // The engine keeps room for every hit that is asked for, so nobody can ask for more than there are.
    let best = best.min(usize::try_from(searcher.num_docs()).unwrap_or(usize::MAX));
    let collector =
        HitCollector { best, columns: index.columns().clone(), case_of_speaker: Arc::new(cases_by_speaker(store)?) };
    Ok((searcher.search(&*plan.query, &collector)?, plan.marker))
}

/// The case of each speaker, by speaker number plus one, as case number plus one.
pub(super) fn cases_by_speaker(store: &Store) -> Result<Vec<u32>, SearchError> {
    let mut cases = Vec::new();
    for speaker in store.speakers()? {
        let at = speaker.id as usize + 1;
        cases.resize(cases.len().max(at + 1), 0);
        cases[at] = speaker.case.map_or(0, |case| case + 1);
    }
    Ok(cases)
}

fn hit(store: &Store, marker: &Marker, segment: u32, score: f32) -> Result<Option<Hit>, SearchError> {
    let Some(details) = store.segment_details(segment)? else { return Ok(None) };
    let marks = marker.marks(&details.content, details.source_id);
    Ok(Some(Hit {
        segment: SegmentId(segment),
        text: TextId(details.text),
        span: details.span,
        score,
        source: details.source,
        case: details.case,
        speaker: details.speaker,
        question: details.question,
        content: details.content,
        marks,
    }))
}
