//! Keyword in context: every match of a query on a line of its own.

use std::collections::BTreeSet;

use super::{Counts, Marker, Query, SearchError, found};
use crate::index::Index;
use crate::model::{Codebook, SegmentId, Span, TextId};
use crate::store::{CaseName, SegmentWords, Store, StoreError};
use crate::text::{Word, fold, words};

/// How much of a segment stands left and right of a match. Nothing reaches over the end of a turn or an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Context {
    Words(usize),
    Characters(usize),
    #[default]
    Segment,
}

/// What lines are put in order by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineOrder {
    /// As sources were imported and people spoke.
    Reading,
    /// As cases were imported; those of nobody last.
    Case,
    /// By what was found.
    Keyword,
    /// By the word that stands so many places before it: 1 is the last one.
    Left(usize),
    /// By the word that stands so many places after it.
    Right(usize),
}

/// Which lines to give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConcordanceOptions {
    pub context: Context,
    /// The first counts most; what is the same in all of them stands in reading order.
    pub order: Vec<LineOrder>,
    pub limit: usize,
    /// How many to leave out before the first.
    pub offset: usize,
    /// Only matches that no coding with one of these codes lies on, by their ids.
    pub not_coded: Vec<String>,
}

impl Default for ConcordanceOptions {
    fn default() -> Self {
        Self { context: Context::default(), order: Vec::new(), limit: 20, offset: 0, not_coded: Vec::new() }
    }
}

/// Every match of a query, and where the matches are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concordance {
    pub matches: usize,
    /// The segments with matches. A query may find more, by what has no words: `theme:prevention OR school`.
    pub counts: Counts,
    /// All that the query finds.
    pub found: Counts,
    /// Those lines that were asked for.
    pub lines: Vec<Line>,
}

/// One match with what stands around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub segment: SegmentId,
    pub text: TextId,
    /// Where the match stands in its text.
    pub span: Span,
    /// The source's path.
    pub source: String,
    pub case: Option<CaseName>,
    pub speaker: Option<String>,
    /// The question's code.
    pub question: Option<String>,
    pub left: String,
    pub keyword: String,
    pub right: String,
}

/// What a line is sorted by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(u32),
    Word(String),
}

/// A line that is not written yet: its keys, its segment, and the match in it.
type Place = (Vec<Key>, u32, Span);

/// Finds every match of a query's words. Phrases are one match, and so are words that were to stand near one another.
pub fn concordance(
    query: &Query,
    store: &Store,
    index: &Index,
    codebook: &Codebook,
    options: &ConcordanceOptions,
) -> Result<Concordance, SearchError> {
    let found = found(query, store, index, codebook)?;
    if found.marker.is_empty() {
        return Err(SearchError::NoWords);
    }
    let mut sweep = Sweep::new(&found.marker, options);
    let coded = store.spans_coded(&options.not_coded)?;
    store.for_each_of(&found.segments, &mut |segment: &SegmentWords<'_>| {
        let first = coded.partition_point(|(text, _)| *text < segment.text);
        let codings = coded[first..].iter().take_while(|(text, _)| *text == segment.text).map(|(_, span)| *span);
        sweep.add(segment, &codings.collect::<Vec<_>>());
        Ok::<_, StoreError>(())
    })?;
    let mut concordance = Concordance {
        matches: sweep.matches,
        counts: Counts { segments: sweep.segments, texts: sweep.texts, cases: sweep.cases.len() },
        found: found.counts,
        lines: Vec::new(),
    };
    for (segment, span) in sweep.wanted() {
        concordance.lines.extend(line(store, segment, span, options.context)?);
    }
    Ok(concordance)
}

/// Goes through the segments that were found.
struct Sweep<'s> {
    marker: &'s Marker,
    options: &'s ConcordanceOptions,
    matches: usize,
    segments: usize,
    texts: usize,
    latest_text: Option<u32>,
    cases: BTreeSet<u32>,
    places: Vec<Place>,
}

impl<'s> Sweep<'s> {
    fn new(marker: &'s Marker, options: &'s ConcordanceOptions) -> Self {
        let (cases, places) = (BTreeSet::new(), Vec::new());
        Self { marker, options, matches: 0, segments: 0, texts: 0, latest_text: None, cases, places }
    }

    fn add(&mut self, segment: &SegmentWords<'_>, codings: &[Span]) {
        let mut matches = self.marker.matches(segment.content, segment.source);
        matches.retain(|found| {
            let in_text = found.moved(segment.span.start());
            !codings.iter().any(|coding| coding.overlaps(in_text))
        });
        if matches.is_empty() {
            return;
        }
        self.matches += matches.len();
        self.segments += 1;
        self.texts += usize::from(self.latest_text.replace(segment.text) != Some(segment.text));
        self.cases.extend(segment.case);
        let in_order = self.options.order.iter().all(|order| *order == LineOrder::Reading);
        let room = self.options.offset.saturating_add(self.options.limit);
        if in_order {
            let left = room.saturating_sub(self.places.len());
            self.places.extend(matches.into_iter().take(left).map(|found| (Vec::new(), segment.segment, found)));
            return;
        }
        let words: Vec<Word<'_>> = words(segment.content).collect();
        for found in matches {
            let key = |order: &LineOrder| key(*order, found, &words, segment);
            self.places.push((self.options.order.iter().map(key).collect(), segment.segment, found));
        }
    }

    fn wanted(self) -> impl Iterator<Item = (u32, Span)> {
        let mut places = self.places;
        places.sort_unstable();
        let (offset, limit) = (self.options.offset, self.options.limit);
        places.into_iter().skip(offset).take(limit).map(|(_, segment, found)| (segment, found))
    }
}

fn key(order: LineOrder, found: Span, words: &[Word<'_>], segment: &SegmentWords<'_>) -> Key {
    let before = words.partition_point(|word| word.span.end() <= found.start());
    let after = words.partition_point(|word| word.span.start() < found.end());
    let word =
        |at: Option<usize>| Key::Word(at.and_then(|at| words.get(at)).map(|word| fold(word.text)).unwrap_or_default());
    match order {
        LineOrder::Reading => Key::Number(segment.segment),
        LineOrder::Case => Key::Number(segment.case.unwrap_or(u32::MAX)),
        LineOrder::Keyword => {
            let inside = words.get(before..after).unwrap_or_default();
            Key::Word(inside.iter().map(|word| fold(word.text)).collect::<Vec<_>>().join(" "))
        }
        LineOrder::Left(place) => word(before.checked_sub(place)),
        LineOrder::Right(place) => word((after + place).checked_sub(1)),
    }
}

fn line(store: &Store, segment: u32, found: Span, context: Context) -> Result<Option<Line>, SearchError> {
    let Some(details) = store.segment_details(segment)? else { return Ok(None) };
    let (left, right) = around(&details.content, found, context);
    Ok(Some(Line {
        segment: SegmentId(segment),
        text: TextId(details.text),
        span: found.moved(details.span.start()),
        source: details.source,
        case: details.case,
        speaker: details.speaker,
        question: details.question,
        left: left.to_owned(),
        keyword: found.of_text(&details.content).to_owned(),
        right: right.to_owned(),
    }))
}

/// What stands before and after a match.
fn around(content: &str, found: Span, context: Context) -> (&str, &str) {
    let before = content.get(..found.start()).unwrap_or_default();
    let after = content.get(found.end()..).unwrap_or_default();
    let (start, end) = match context {
        Context::Segment => (0, after.len()),
        Context::Words(count) => {
            let starts: Vec<usize> = words(before).map(|word| word.span.start()).collect();
            let start = starts.len().checked_sub(count).map_or(0, |at| starts.get(at).copied().unwrap_or(before.len()));
            let end = count
                .checked_sub(1)
                .map_or(0, |last| words(after).nth(last).map_or(after.len(), |word| word.span.end()));
            (start, end)
        }
        Context::Characters(count) => {
            let start = count
                .checked_sub(1)
                .map_or(before.len(), |last| before.char_indices().rev().nth(last).map_or(0, |(at, _)| at));
            let end = after.char_indices().nth(count).map_or(after.len(), |(at, _)| at);
            (start, end)
        }
    };
    (before.get(start..).unwrap_or_default().trim(), after.get(..end).unwrap_or_default().trim())
}
