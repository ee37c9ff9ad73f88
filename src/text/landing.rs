//! Where a passage of a text stands in its corrected form, and whether that is sure.

use std::collections::HashMap;
use std::ops::Range;

use super::word_diff::{Piecelet, WordDiff, covering, small};
use crate::model::{Doubt, Span};

/// So many words in a row are taken as a landmark if they stand in both texts just once.
const LANDMARK: usize = 3;

/// Fewer unchanged words than this on their own are no sign that they are the same words.
const FEW_WORDS: usize = 4;

/// Where a passage stands in the new text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Landing {
    /// The very same words, and no other place where they could have come from.
    Sure(Span),
    /// The best guess, if there is any.
    Unsure { doubt: Doubt, best: Option<Span> },
}

/// Where the passages of an old text stand in a new one.
///
/// A passage lands surely if all its words stand side by side in the new text, and either a landmark is in it, or one
/// stands before it and one behind it in the same unchanged stretch. A landmark is up to three words in a row that both
/// texts have just once; the texts' beginnings and ends are landmarks too. So where one of two like passages is taken
/// out, both are unsure: nothing tells which of them it was.
#[derive(Debug)]
pub struct Landings<'t> {
    old_text: &'t str,
    new_text: &'t str,
    diff: WordDiff,
    /// By piece of the old text: the unchanged stretch that it is in.
    stretches: Vec<Range<usize>>,
    /// By piece: where the nearest landmark that begins at or behind it ends.
    landmark_behind: Vec<usize>,
    /// By piece: where the nearest landmark that ends at or before it begins.
    landmark_before: Vec<Option<usize>>,
}

/// How often some words in a row stand in the old text, and in the new one.
type Counts = HashMap<[u32; LANDMARK], (u32, u32)>;

impl<'t> Landings<'t> {
    pub fn new(old_text: &'t str, new_text: &'t str) -> Self {
        let diff = WordDiff::of(old_text, new_text);
        let stretches = stretches(&diff);
        let landmarks = landmarks(&diff, &stretches);
        let count = diff.old.len();
        let mut landmark_behind = vec![usize::MAX; count + 1];
        let mut landmark_before = vec![None; count + 1];
        for at in (0..count).rev() {
            let ends = landmarks[at].map_or(usize::MAX, |length| at + length);
            landmark_behind[at] = landmark_behind[at + 1].min(ends);
        }
        for (at, length) in landmarks.iter().enumerate() {
            if let Some(length) = length {
                let latest: &mut Option<usize> = &mut landmark_before[at + length];
                *latest = Some(latest.map_or(at, |earlier| earlier.max(at)));
            }
        }
        for at in 1..=count {
            landmark_before[at] = landmark_before[at].max(landmark_before[at - 1]);
        }
        Self { old_text, new_text, diff, stretches, landmark_behind, landmark_before }
    }

    /// Where this span of the old text stands in the new one.
    pub fn of(&self, span: Span) -> Landing {
        if self.old_text == self.new_text {
            return Landing::Sure(span);
        }
        let old = &self.diff.old;
        let start = old.partition_point(|piece| piece.span.end() <= span.start());
        let end = old.partition_point(|piece| piece.span.start() < span.end());
        if start >= end {
            return Landing::Unsure { doubt: Doubt::Gone, best: None };
        }
        match self.diff.partners[start] {
            Some(partner) if self.stretches[start].end >= end => {
                let new = partner as usize..partner as usize + (end - start);
                let landed = self.fitted(span, start..end, new);
                match self.doubt_of(start..end) {
                    None => Landing::Sure(landed),
                    Some(doubt) => Landing::Unsure { doubt, best: Some(landed) },
                }
            }
            _ => self.changed(start..end),
        }
    }

    /// Why an unchanged passage may all the same be another one than it was.
    fn doubt_of(&self, passage: Range<usize>) -> Option<Doubt> {
        let stretch = &self.stretches[passage.start];
        let partner = self.diff.partners[stretch.start].map_or(0, |partner| partner as usize);
        let from_start = stretch.start == 0 && partner == 0;
        let to_end = stretch.end == self.diff.old.len() && partner + stretch.len() == self.diff.new.len();
        let before = from_start || self.landmark_before[passage.start].is_some_and(|at| at >= stretch.start);
        let behind = to_end || self.landmark_behind[passage.end] <= stretch.end;
        let within = self.landmark_behind[passage.start] <= passage.end;
        match (before && behind, within) {
            (true, _) => None,
            (false, true) if from_start || to_end || stretch.len() >= FEW_WORDS => None,
            (false, true) => Some(Doubt::Surroundings),
            (false, false) => Some(Doubt::Repeated),
        }
    }

    fn changed(&self, passage: Range<usize>) -> Landing {
        if let Some(elsewhere) = self.elsewhere(passage.clone()) {
            return Landing::Unsure { doubt: Doubt::Moved, best: Some(elsewhere) };
        }
        let partners = &self.diff.partners;
        let before = partners[..passage.start].iter().rev().flatten().next();
        let behind = partners[passage.end..].iter().flatten().next();
        let start = partners[passage.start].unwrap_or_else(|| before.map_or(0, |partner| partner + 1)) as usize;
        let end = match partners[passage.end - 1] {
            Some(last) => last as usize + 1,
            None => behind.map_or(self.diff.new.len(), |partner| *partner as usize),
        };
        if start >= end {
            return Landing::Unsure { doubt: Doubt::Gone, best: None };
        }
        Landing::Unsure { doubt: Doubt::Changed, best: Some(covering(&self.diff.new, start..end)) }
    }

    /// The one other place where a passage of some length stands now, word for word.
    fn elsewhere(&self, passage: Range<usize>) -> Option<Span> {
        let wanted: Vec<u32> = self.diff.old[passage].iter().map(|piece| piece.number).collect();
        if wanted.len() < FEW_WORDS {
            return None;
        }
        let mut places = runs_of(&wanted, &self.diff.new);
        match (places.next(), places.next()) {
            (Some(place), None) => Some(covering(&self.diff.new, place)),
            _ => None,
        }
    }

    /// The landed span with the very ends of the old one: it may begin inside a word, or with the blank before one.
    fn fitted(&self, span: Span, old: Range<usize>, new: Range<usize>) -> Span {
        let (was, is) = (covering(&self.diff.old, old), covering(&self.diff.new, new));
        let start = if span.start() >= was.start() {
            is.start() + (span.start() - was.start())
        } else {
            let blanks = self.old_text.get(span.start()..was.start()).unwrap_or_default();
            let before = self.new_text.get(..is.start()).unwrap_or_default();
            if before.ends_with(blanks) { is.start() - blanks.len() } else { is.start() }
        };
        let end = if span.end() <= was.end() {
            is.end() - (was.end() - span.end())
        } else {
            let blanks = self.old_text.get(was.end()..span.end()).unwrap_or_default();
            let behind = self.new_text.get(is.end()..).unwrap_or_default();
            if behind.starts_with(blanks) { is.end() + blanks.len() } else { is.end() }
        };
        Span::stored(small(start), small(end))
    }
}

/// Every place where these words stand in a text, whatever blanks and line ends are between them.
pub fn places_of(words: &str, text: &str) -> Vec<Span> {
    // Comparing both gives equal words equal numbers.
    let both = WordDiff::of(words, text);
    let wanted: Vec<u32> = both.old.iter().map(|piece| piece.number).collect();
    runs_of(&wanted, &both.new).map(|place| covering(&both.new, place)).collect()
}

fn runs_of<'p>(wanted: &'p [u32], pieces: &'p [Piecelet]) -> impl Iterator<Item = Range<usize>> + 'p {
    let is_there =
        move |at: &usize| pieces[*at..].iter().map(|piece| piece.number).take(wanted.len()).eq(wanted.iter().copied());
    let last = if wanted.is_empty() { 0 } else { (pieces.len() + 1).saturating_sub(wanted.len()) };
    (0..last).filter(is_there).map(move |at| at..at + wanted.len())
}

fn stretches(diff: &WordDiff) -> Vec<Range<usize>> {
    let mut stretches = vec![0..0; diff.old.len()];
    let mut at = 0;
    while at < diff.old.len() {
        let length = diff.partners[at].map_or(1, |partner| diff.run_from(at, partner as usize));
        stretches[at..at + length].fill(at..at + length);
        at += length;
    }
    stretches
}

/// By piece of the old text: how long the shortest landmark is that begins there.
fn landmarks(diff: &WordDiff, stretches: &[Range<usize>]) -> Vec<Option<usize>> {
    let mut landmarks = vec![None; diff.old.len()];
    for length in 1..=LANDMARK {
        let mut counts = Counts::new();
        for (_, words) in rows(&diff.old, length) {
            counts.entry(words).or_default().0 += 1;
        }
        for (_, words) in rows(&diff.new, length) {
            counts.entry(words).or_default().1 += 1;
        }
        for (at, words) in rows(&diff.old, length) {
            let stands = diff.partners[at].is_some() && stretches[at].end >= at + length;
            if landmarks[at].is_none() && stands && counts.get(&words) == Some(&(1, 1)) {
                landmarks[at] = Some(length);
            }
        }
    }
    landmarks
}

/// All `length` words in a row, with where they begin.
fn rows(pieces: &[Piecelet], length: usize) -> impl Iterator<Item = (usize, [u32; LANDMARK])> {
    pieces.windows(length).enumerate().map(|(at, window)| {
        let mut words = [u32::MAX; LANDMARK];
        for (word, piece) in words.iter_mut().zip(window) {
            *word = piece.number;
        }
        (at, words)
    })
}
