//! What may identify someone together with something else: a job, a family, an origin, an illness, as people say them.
//!
//! Lists of words, modest on purpose. They find what a reviewer should look at, person by person; they claim neither to be
//! whole nor that any of it identifies. What it comes to, only someone who knows the sample can say.

mod lists;

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::model::words;

/// What kind of thing is told of someone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trait {
    /// What someone works as.
    Occupation,
    /// Whom someone lives with, cares for or has lost.
    Family,
    /// Where someone is from, what they speak, what they believe.
    Origin,
    /// An illness, a disability, a treatment.
    Health,
    /// What kind of place someone lives or lived in.
    Place,
}

words!(Trait { Occupation = "occupation", Family = "family", Origin = "origin", Health = "health", Place = "place" });

/// All listed words, those of one kind after the other.
struct Lists {
    automaton: AhoCorasick,
    kinds: Vec<Trait>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let lists = [
        (Trait::Occupation, lists::OCCUPATIONS),
        (Trait::Family, lists::FAMILY),
        (Trait::Origin, lists::ORIGINS),
        (Trait::Health, lists::HEALTH),
        (Trait::Place, lists::PLACES),
    ];
    let entries: Vec<(Trait, &str)> =
        lists.iter().flat_map(|&(kind, list)| list.iter().map(move |&words| (kind, words))).collect();
    let automaton = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(entries.iter().map(|(_, words)| *words))
        .expect("a few hundred words are few");
    Lists { automaton, kinds: entries.iter().map(|&(kind, _)| kind).collect() }
});

/// Gives every stretch of `text` that tells such a thing of someone, in reading order, none overlapping another. Plurals
/// are found too.
pub fn find(text: &str, mut found: impl FnMut(Range<usize>, Trait)) {
    let lists = &*LISTS;
    let mut at = 0;
    // Leftmost-longest may give a word that goes on: then the search goes on right behind its start.
    while let Some(hit) = text.get(at..).and_then(|rest| lists.automaton.find(rest)) {
        let range = at + hit.start()..at + hit.end();
        let end = end_of_word(text, range.end);
        let kind = lists.kinds[hit.pattern().as_usize()];
        match end {
            Some(end) if starts_word(text, range.start) && has_its_capital(text, &range, kind) => {
                found(range.start..end, kind);
                at = end;
            }
            _ => at = next_word(text, range.start),
        }
    }
}

fn is_word(sign: char) -> bool {
    sign.is_alphanumeric() || unicode_normalization::char::is_combining_mark(sign)
}

fn starts_word(text: &str, at: usize) -> bool {
    !text.get(..at).is_some_and(|left| left.ends_with(is_word))
}

/// Where the word ends, if nothing but a plural's `s` goes on.
fn end_of_word(text: &str, end: usize) -> Option<usize> {
    let rest = text.get(end..)?;
    if !rest.starts_with(is_word) {
        return Some(end);
    }
    let more = rest.strip_prefix(['s', 'S'])?;
    (!more.starts_with(is_word)).then_some(end + 1)
}

/// Behind the word that stands here, or behind this sign.
fn next_word(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let length = rest.find(|sign| !is_word(sign)).filter(|&length| length > 0);
    at + length.unwrap_or_else(|| rest.chars().next().map_or(1, char::len_utf8))
}

/// "polish" and "turkey" are no origins: those are written with a capital.
fn has_its_capital(text: &str, range: &Range<usize>, kind: Trait) -> bool {
    const WORDS_AS_WELL: [&str; 4] = ["polish", "thai", "hindu", "french"];
    let written = text.get(range.clone()).unwrap_or_default();
    kind != Trait::Origin || !WORDS_AS_WELL.contains(&written)
}
