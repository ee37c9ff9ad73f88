//! Which quotations to print: a few of each person, round by round, so that no voice is louder than another.

use std::collections::{BTreeMap, BTreeSet};

use super::Material;
use super::quotes::marks::{Marks, Set, may_quote};
use super::worth::Worth;
use crate::analysis::{CodedSegment, ContentsError, NO_CASE, Selection};
use crate::model::{SegmentId, Span, TextId};
use crate::report::Trim;
use crate::text::{fold, sentences};

/// So many people of a good length are read for each quotation wanted, in search of some with nothing against them.
const CHOICE: usize = 8;

/// So many segments of one person are looked at before the best of them is taken.
const CANDIDATES: usize = 64;

/// How many, in which order, and what people chose.
#[derive(Clone, Copy)]
pub(super) struct Taste<'a> {
    pub(super) limit: usize,
    pub(super) per_case: usize,
    /// Makes the order of one heading another than that of the next.
    pub(super) key: &'a str,
    /// The codes of each other theme. Words that are about one of them too are not the first choice.
    pub(super) rivals: &'a [Vec<usize>],
    pub(super) marks: &'a Marks<'a>,
    /// They come first and count toward both limits.
    pub(super) pinned: &'a [Picked],
    /// Not to be quoted here: words that speak against the heading.
    pub(super) against: &'a [(TextId, Span)],
    /// Whether the words of this case are wanted, where groups stand apart.
    pub(super) wants: &'a dyn Fn(u32) -> bool,
}

/// Words to print, whole sentences unless somebody chose their ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Picked {
    pub(super) case_index: Option<u32>,
    pub(super) text: TextId,
    pub(super) span: Span,
    /// As they are printed, but for names.
    pub(super) words: String,
    /// The turn they are part of and how it is trimmed, if it is.
    pub(super) within: Option<(String, Trim)>,
    pub(super) worth: Worth,
}

/// Picks quotations of `codes`: in each round one of each person in turn, the best of the round where there is no room
/// for all. What is picked keeps the order of the people, those of a good length first.
pub(super) fn pick(
    material: &Material<'_>,
    codes: &[usize],
    selection: &Selection,
    taste: Taste<'_>,
) -> Result<Vec<Picked>, ContentsError> {
    let is_in = |segment: &CodedSegment| {
        selection.has_segment(segment.first_segment.0) && selection.has_case(segment.case_index)
    };
    let coded = &material.columns.coded;
    pick_of(material, codes.iter().flat_map(|&code| coded.of_code(code)).filter(is_in), taste)
}

/// The same, of these stretches.
pub(super) fn pick_of(
    material: &Material<'_>,
    stretches: impl Iterator<Item = CodedSegment>,
    taste: Taste<'_>,
) -> Result<Vec<Picked>, ContentsError> {
    let seed = taste.key.bytes().fold(material.seed, |seed, byte| seed.rotate_left(8) ^ u64::from(byte));
    let limit = taste.limit.saturating_sub(taste.pinned.len());
    let taste = Taste { limit, ..taste };
    let voices = voices(material, stretches, taste.wants, seed);
    let mut offers: Vec<(usize, Vec<Picked>)> = Vec::new();
    // What is good in the first round fills the limit in most studies: then the other voices' words are never read.
    let (mut best_voices, mut good_voices) = (0, 0);
    for segments in voices {
        if best_voices >= taste.limit || good_voices >= taste.limit.saturating_mul(CHOICE) {
            break;
        }
        let pinned = pinned_of(taste.pinned, &segments);
        let best = best_of(material, &segments, taste, taste.per_case.saturating_sub(pinned))?;
        if best.is_empty() {
            continue;
        }
        best_voices += usize::from(best.first().is_some_and(|quote| quote.worth == Worth::default()));
        good_voices += usize::from(best.first().is_some_and(|quote| !quote.worth.is_bad_length));
        // Whose words are pinned has had a turn in the first rounds.
        offers.push((pinned, best));
    }
    let mut picked: Vec<Picked> = Vec::new();
    let mut said: BTreeSet<String> = taste.pinned.iter().map(|quote| fold(&quote.words)).collect();
    for round in 0..taste.per_case {
        let of_round = |(voice, (pinned, offer)): (usize, &'_ (usize, Vec<Picked>))| {
            round.checked_sub(*pinned).filter(|at| *at < offer.len()).map(|at| (voice, at))
        };
        let mut quotes: Vec<(usize, &Picked)> =
            offers.iter().enumerate().filter_map(of_round).map(|(voice, at)| (voice, &offers[voice].1[at])).collect();
        quotes.sort_by_key(|(_, quote)| quote.worth);
        // Two people who gave the same short answer are one quotation.
        quotes.retain(|(_, quote)| said.insert(fold(&quote.words)));
        quotes.truncate(taste.limit - picked.len());
        quotes.sort_by_key(|(voice, quote)| (quote.worth.is_bad_length, *voice));
        picked.extend(quotes.into_iter().map(|(_, quote)| quote.clone()));
    }
    Ok(picked)
}

/// How many quotations of the person who said these segments are pinned.
fn pinned_of(pinned: &[Picked], segments: &[CodedSegment]) -> usize {
    let case = segments.first().map(|segment| segment.case_index).filter(|&case| case != NO_CASE);
    pinned.iter().filter(|quote| case.is_some() && quote.case_index == case).count()
}

/// The coded segments of each person who may be quoted, the people in shuffled order.
fn voices(
    material: &Material<'_>,
    stretches: impl Iterator<Item = CodedSegment>,
    wants: &dyn Fn(u32) -> bool,
    seed: u64,
) -> Vec<Vec<CodedSegment>> {
    let columns = material.columns;
    let mut by_voice: BTreeMap<(u64, u32, u32), Vec<CodedSegment>> = BTreeMap::new();
    for segment in stretches {
        if !may_quote(material, segment.case_index, segment.first_segment) || !wants(segment.case_index) {
            continue;
        }
        let key = if segment.case_index == NO_CASE {
            (u64::MAX, NO_CASE, columns.segments.source(segment.first_segment.0).unwrap_or_default())
        } else {
            let (order, case) = columns.cases.shuffled_order(segment.case_index, seed);
            (order, case, 0)
        };
        by_voice.entry(key).or_default().push(segment);
    }
    by_voice.into_values().collect()
}

/// The best few of one person's segments, those that are as good from all over what they said.
fn best_of(
    material: &Material<'_>,
    segments: &[CodedSegment],
    taste: Taste<'_>,
    wanted: usize,
) -> Result<Vec<Picked>, ContentsError> {
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
        let Some((sentences, turn)) = whole_sentences(material, segment, content)? else { continue };
        let ends = taste.marks.ends(segment.text, segment.span, turn);
        let span = ends.unwrap_or(sentences);
        let is_taken = |(text, other): (TextId, Span)| text == segment.text && other.overlaps(span);
        let mut taken = offers.iter().chain(taste.pinned).map(|quote| (quote.text, quote.span));
        if taken.any(is_taken) || taste.against.iter().copied().any(is_taken) || taste.marks.is_held(segment.text, span)
        {
            continue;
        }
        let Set { words, within } = taste.marks.set(segment.text, span, turn, content, ends.is_some());
        let is_about =
            |codes: &&Vec<usize>| codes.iter().any(|&code| material.columns.coded.overlaps(code, segment.text, span));
        let worth = Worth::of(&words, taste.rivals.iter().filter(is_about).count());
        let case_index = Some(segment.case_index).filter(|&case| case != NO_CASE);
        offers.push(Picked { case_index, text: segment.text, span, words, within, worth });
    }
    offers.sort_by_key(|quote| quote.worth);
    let mut best: Vec<Picked> = Vec::new();
    for alike in offers.chunk_by(|one, next| one.worth == next.worth) {
        best.extend(spread(alike, wanted - best.len()));
    }
    Ok(best)
}

/// Some of many, from the middle of equal parts.
fn spread(quotes: &[Picked], wanted: usize) -> Vec<Picked> {
    let count = quotes.len();
    if count <= wanted {
        return quotes.to_vec();
    }
    (0..wanted).map(|part| quotes[(2 * part + 1) * count / (2 * wanted)].clone()).collect()
}

/// The sentences that a coded segment touches, and what its speaker said in one go, within which they are.
fn whole_sentences(
    material: &Material<'_>,
    segment: &CodedSegment,
    content: &str,
) -> Result<Option<(Span, Span)>, ContentsError> {
    let Some(turn) = turn_of(material, segment, content)? else { return Ok(None) };
    let within = turn.of_text(content);
    let touched: Vec<Span> = sentences(within)
        .into_iter()
        .filter_map(|sentence| Span::of(content, turn.start() + sentence.start()..turn.start() + sentence.end()))
        .filter(|sentence| sentence.overlaps(segment.span))
        .collect();
    let ends = touched.first().zip(touched.last());
    let all = ends.and_then(|(first, last)| Span::of(content, first.start()..last.end()));
    Ok(all.map(|all| (all, turn)))
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
