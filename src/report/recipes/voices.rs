//! Which quotations to print: a few of each person, round by round, so that no voice is louder than another.

use std::collections::{BTreeMap, BTreeSet};

use super::Material;
use crate::analysis::{CodedSegment, ContentsError, NO_CASE, Selection};
use crate::model::{Consent, SegmentId, SourceKind, Span, TextId};
use crate::text::{fold, sentences, word_count};

/// A quotation of this many words is long enough to stand alone and short enough to be read.
const PREFERRED_WORDS: std::ops::RangeInclusive<u64> = 8..=60;

/// So many segments of one person are looked at before the best of them is taken.
const CANDIDATES: usize = 64;

/// How many, and in which order.
#[derive(Debug, Clone, Copy)]
pub(super) struct Taste<'a> {
    pub(super) limit: usize,
    pub(super) per_case: usize,
    /// Makes the order of one heading another than that of the next.
    pub(super) key: &'a str,
}

/// Words to print, whole sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Picked {
    pub(super) case_index: Option<u32>,
    pub(super) text: TextId,
    pub(super) span: Span,
    pub(super) words: String,
    is_preferred: bool,
}

/// Picks quotations of `codes`: in each round one of each person in turn, those of a good length first.
pub(super) fn pick(
    material: &Material<'_>,
    codes: &[usize],
    selection: &Selection,
    taste: Taste<'_>,
) -> Result<Vec<Picked>, ContentsError> {
    let seed = taste.key.bytes().fold(material.seed, |seed, byte| seed.rotate_left(8) ^ u64::from(byte));
    let voices = voices(material, codes, selection, seed);
    let mut offers: Vec<Vec<Picked>> = Vec::new();
    // What is of a good length in the first round fills the limit in most studies: then the other voices' words are
    // never read.
    let mut good_voices = 0;
    for segments in voices {
        if good_voices >= taste.limit {
            break;
        }
        let best = best_of(material, &segments, taste.per_case)?;
        good_voices += usize::from(best.first().is_some_and(|quote| quote.is_preferred));
        offers.push(best);
    }
    let mut picked = Vec::new();
    let mut said = BTreeSet::new();
    for round in 0..taste.per_case {
        let (good, other): (Vec<&Picked>, Vec<&Picked>) =
            offers.iter().filter_map(|offer| offer.get(round)).partition(|quote| quote.is_preferred);
        for quote in good.into_iter().chain(other) {
            // Two people who gave the same short answer are one quotation.
            if said.insert(fold(&quote.words)) {
                picked.push(quote.clone());
            }
        }
    }
    picked.truncate(taste.limit);
    Ok(picked)
}

/// The coded segments of each person who may be quoted, the people in shuffled order.
fn voices(material: &Material<'_>, codes: &[usize], selection: &Selection, seed: u64) -> Vec<Vec<CodedSegment>> {
    let columns = material.columns;
    let mut by_voice: BTreeMap<(u64, u32, u32), Vec<CodedSegment>> = BTreeMap::new();
    for segment in codes.iter().flat_map(|&code| columns.coded.of_code(code)) {
        if !selection.has_segment(segment.first_segment.0) || !selection.has_case(segment.case_index) {
            continue;
        }
        let key = if segment.case_index == NO_CASE {
            // Documents speak for themselves; a speaker of whom nothing is known was not asked for consent.
            let source = columns.segments.source(segment.first_segment.0);
            let kind = source.map(|source| columns.sources[source as usize].kind);
            let Some((source, SourceKind::Document | SourceKind::FieldNote)) = source.zip(kind) else { continue };
            (u64::MAX, NO_CASE, source)
        } else if columns.cases.consent(segment.case_index) == Consent::Quote {
            let (order, case) = columns.cases.shuffled_order(segment.case_index, seed);
            (order, case, 0)
        } else {
            continue;
        };
        by_voice.entry(key).or_default().push(segment);
    }
    by_voice.into_values().collect()
}

/// The best few of one person's segments: those of a good length first, from all over what they said.
fn best_of(material: &Material<'_>, segments: &[CodedSegment], wanted: usize) -> Result<Vec<Picked>, ContentsError> {
    let mut segments = segments.to_vec();
    segments.sort();
    // Evenly spread over what was said, so that the beginning is not preferred.
    let step = segments.len().div_ceil(CANDIDATES).max(1);
    let mut read: Option<(TextId, String)> = None;
    let mut offers: Vec<Picked> = Vec::new();
    for segment in segments.iter().step_by(step) {
        if read.as_ref().is_none_or(|(text, _)| *text != segment.text) {
            read = Some((segment.text, material.contents.content(segment.text)?));
        }
        let Some((_, content)) = &read else { continue };
        let Some(span) = whole_sentences(material, segment, content)? else { continue };
        let overlapping = offers.iter().any(|offer| offer.text == segment.text && offer.span.overlaps(span));
        if overlapping {
            continue;
        }
        let words: String = span.of_text(content).split_whitespace().collect::<Vec<_>>().join(" ");
        let is_preferred = PREFERRED_WORDS.contains(&word_count(&words));
        let case_index = Some(segment.case_index).filter(|&case| case != NO_CASE);
        offers.push(Picked { case_index, text: segment.text, span, words, is_preferred });
    }
    let (good, other): (Vec<Picked>, Vec<Picked>) = offers.into_iter().partition(|quote| quote.is_preferred);
    Ok(spread(good, wanted).into_iter().chain(other).take(wanted).collect())
}

/// Some of many, from the middle of equal parts.
fn spread(quotes: Vec<Picked>, wanted: usize) -> Vec<Picked> {
    let count = quotes.len();
    if count <= wanted {
        return quotes;
    }
    let chosen: Vec<usize> = (0..wanted).map(|part| (2 * part + 1) * count / (2 * wanted)).collect();
    quotes.into_iter().enumerate().filter(|(at, _)| chosen.contains(at)).map(|(_, quote)| quote).collect()
}

/// The sentences that a coded segment touches, within what its speaker said in one go.
fn whole_sentences(
    material: &Material<'_>,
    segment: &CodedSegment,
    content: &str,
) -> Result<Option<Span>, ContentsError> {
    let Some(turn) = turn_of(material, segment, content)? else { return Ok(None) };
    let within = turn.of_text(content);
    let touched: Vec<Span> = sentences(within)
        .into_iter()
        .filter_map(|sentence| Span::of(content, turn.start() + sentence.start()..turn.start() + sentence.end()))
        .filter(|sentence| sentence.overlaps(segment.span))
        .collect();
    let ends = touched.first().zip(touched.last());
    Ok(ends.and_then(|(first, last)| Span::of(content, first.start()..last.end())))
}

/// The turn in which the person behind a coded segment begins to speak: never an interviewer's.
fn turn_of(material: &Material<'_>, segment: &CodedSegment, content: &str) -> Result<Option<Span>, ContentsError> {
    let segments = &material.columns.segments;
    let mut at = segment.first_segment;
    while segments.source(at.0) == segments.source(segment.text.0) {
        let Some(turn) = material.contents.segment_span(segment.text, at)? else {
            // An answer, which is one segment; beyond a transcript's last turn there is nothing to quote.
            return Ok((at == segment.text.first_segment()).then(|| Span::whole(content)));
        };
        if turn.start() >= segment.span.end() {
            break;
        }
        if segments.case(at.0) == segment.case_index && turn.overlaps(segment.span) {
            return Ok(Some(turn));
        }
        at = SegmentId(at.0 + 1);
    }
    Ok(None)
}
