//! What nobody has looked at: candidates of the detector that no identity covers and no decision settles. They are hidden
//! until someone decides, so that a name which nobody thought of does not get out meanwhile.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Replacement;
use crate::detect::{Candidate, Detector, MASK, Reason};
use crate::model::{Decision, Identity, IdentityKind, Span, TextId, Verdict};
use crate::text::{fold, word_from};

/// What becomes of words that the detector points at and nobody has decided on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unreviewed {
    /// They are hidden.
    #[default]
    Hide,
    /// They stay, and the gate refuses the file.
    Refuse,
}

/// Finds what has to be hidden beside the identities of the list.
#[derive(Debug, Clone)]
pub struct Undecided {
    detector: &'static Detector,
    /// Forms that may be printed, as they are compared.
    settled: BTreeSet<String>,
    /// Words that researchers print themselves: in titles, definitions, questions.
    own: BTreeSet<String>,
    /// Words of names that the study prints.
    printed: BTreeSet<String>,
    /// Words that stand in small letters in the study.
    small: BTreeSet<String>,
    /// Forms that are hidden wherever they stand, as lists of their words: the gate has pointed at them.
    also: Vec<Vec<String>>,
    /// Single mentions that were decided on otherwise than their form; hidden ones with their kind.
    mentions: Vec<(TextId, Span, Option<IdentityKind>)>,
}

/// From this probability on even ordinary words are taken for somebody's name: *Hope*, *Will*.
const SURE: f32 = 0.5;

/// Why a stretch is hidden that belongs to no identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Suspect {
    /// Likely to be of this kind.
    Likely(IdentityKind),
    /// It may be anything: a rare word with a capital, or a name with little behind it.
    Unsure,
}

impl Suspect {
    /// What is printed instead.
    pub const fn printed(self) -> &'static str {
        match self {
            Self::Likely(kind) => kind.printed(),
            Self::Unsure => "[unreviewed]",
        }
    }
}

impl Undecided {
    /// Decisions to hide something are the register's; those to keep it, or that it is no name, settle it. What is printed
    /// for an identity is settled too: a pseudonym looks like a name.
    pub fn new(detector: &'static Detector, decisions: &[Decision], identities: &[Identity]) -> Self {
        let (single, general): (Vec<_>, Vec<_>) = decisions.iter().partition(|decision| decision.place.is_some());
        let settled = general.iter().filter(|decision| decision.verdict != Verdict::Hide);
        let printed = identities.iter().map(Identity::printed);
        let settled = settled.map(|decision| decision.form.as_str()).chain(printed).map(comparable);
        let mentions = single.iter().filter_map(|decision| {
            let (text, span) = decision.place?;
            Some((text, span, (decision.verdict == Verdict::Hide).then_some(decision.kind)))
        });
        Self {
            detector,
            settled: settled.filter(|form| !form.is_empty()).collect(),
            own: BTreeSet::new(),
            printed: BTreeSet::new(),
            small: BTreeSet::new(),
            also: Vec::new(),
            mentions: mentions.collect(),
        }
    }

    /// Words of a text that researchers print themselves tell nothing more in what people said.
    pub fn know(&mut self, text: &str) {
        self.own.extend(words(text));
    }

    /// Words of labels, pseudonyms and of the program's own names for things tell nothing more either.
    pub fn know_printed(&mut self, text: &str) {
        self.printed.extend(words(text));
    }

    /// Words that others write in small letters have their capital at the head of a sentence from that alone.
    pub fn know_small(&mut self, words: &BTreeSet<String>) {
        self.small.extend(words.iter().cloned());
    }

    /// Hides a form wherever it stands. Nothing is hidden that was decided on.
    pub fn also_hide(&mut self, form: &str) {
        let form = words(form);
        if !form.is_empty() && !self.also.contains(&form) {
            self.also.push(form);
        }
    }

    /// Stretches of `text` to hide beside what is replaced already, in reading order. `place` is where the text stands.
    pub(super) fn beside(
        &self,
        text: &str,
        replaced: &[Replacement],
        place: Option<(TextId, Span)>,
    ) -> Vec<(Span, Suspect)> {
        let mut hidden: Vec<(Range<usize>, Suspect)> = Vec::new();
        for (range, kind) in self.mentions_in(text, place) {
            if let Some(kind) = kind
                && !replaced.iter().any(|other| overlap(&other.span.range(), &range))
            {
                hidden.push((range, Suspect::Likely(kind)));
            }
        }
        let has_capitals = text.contains(char::is_uppercase);
        for candidate in self.detector.candidates(text) {
            let range = candidate.span.range();
            let is_decided = self.mentions_in(text, place).any(|(mention, _)| overlap(&mention, &range));
            let written = candidate.span.of_text(text);
            if is_decided
                || is_indirect(candidate.kind)
                || self.is_settled(written, !is_sure_person(&candidate))
                || !is_by_shape(&candidate)
                    && (self.is_ordinary(&candidate, written, has_capitals) || self.opens_only(text, &candidate))
            {
                continue;
            }
            let free = beside(&range, replaced);
            let suspect = suspicion(&candidate);
            if free == [range.clone()] {
                hidden.push((range, suspect));
            } else {
                let rest = free.into_iter().filter_map(|piece| self.telling(text, piece));
                hidden.extend(rest.map(|piece| (piece, suspect)));
            }
        }
        for range in self.pointed_at(text) {
            if !replaced.iter().any(|other| overlap(&other.span.range(), &range)) {
                hidden.push((range, Suspect::Unsure));
            }
        }
        hidden.sort_by_key(|(range, _)| (range.start, range.end));
        hidden.dedup_by(|next, before| overlap(&next.0, &before.0));
        let span = |(range, suspect)| Span::of(text, range).map(|span| (span, suspect));
        hidden.into_iter().filter_map(span).collect()
    }

    /// Where forms stand that the gate has pointed at.
    fn pointed_at(&self, text: &str) -> Vec<Range<usize>> {
        if self.also.is_empty() {
            return Vec::new();
        }
        let mut places: Vec<(Range<usize>, String)> = Vec::new();
        let mut at = 0;
        while let Some(word) = word_from(text, at) {
            at = word.end;
            places.push((word.start..word.end, comparable(text.get(word.start..word.end).unwrap_or_default())));
        }
        let mut found = Vec::new();
        for form in &self.also {
            for stretch in places.windows(form.len()) {
                if stretch.iter().zip(form).all(|((_, word), other)| word == other) {
                    let end = stretch.last().map_or(0, |(range, _)| range.end);
                    found.extend(stretch.first().map(|(range, _)| range.start..end));
                }
            }
        }
        found
    }

    /// Whether nothing of these words is undecided: they were decided on as they stand, or are made of such words and of
    /// the language's common ones. `counts_own` is whether researchers' own words are such.
    fn is_settled(&self, words: &str, counts_own: bool) -> bool {
        let words = comparable(words);
        if self.settled.contains(&words) {
            return true;
        }
        let words: Vec<&str> = words.split(' ').collect();
        let mut at = 0;
        let mut any = false;
        while at < words.len() {
            let longest = (at + 1..=words.len()).rev().find(|&end| self.settled.contains(&words[at..end].join(" ")));
            match longest {
                Some(end) => {
                    any = true;
                    at = end;
                }
                None if counts_own && self.own.contains(words[at]) || self.printed.contains(words[at]) => {
                    any = true;
                    at += 1;
                }
                None if self.detector.is_common_word(words[at]) => at += 1,
                None => return false,
            }
        }
        any
    }

    /// Whether it is hardly a name: without a capital where there are some, or of ordinary words and not likely.
    fn is_ordinary(&self, candidate: &Candidate, written: &str, has_capitals: bool) -> bool {
        let letter_count = written.chars().filter(|letter| letter.is_alphabetic()).count();
        let is_small = has_capitals && !written.contains(char::is_uppercase);
        let is_likely_person = is_sure_person(candidate);
        let are_common = || words(written).iter().all(|word| self.detector.is_common_word(word));
        letter_count < 2 || is_small || !is_likely_person && are_common()
    }

    /// Whether it is one word that has its capital because a sentence begins with it: others write it in small letters, the
    /// model is not sure of it, and it is no given name. Many ordinary words are names of places as well.
    fn opens_only(&self, text: &str, candidate: &Candidate) -> bool {
        let has = |reason| candidate.reasons.contains(&reason);
        let is_sure = candidate.probability >= SURE
            && (candidate.kind == IdentityKind::Person || candidate.kind == IdentityKind::Place);
        let of_candidate = words(candidate.span.of_text(text));
        !is_sure
            && !has(Reason::GivenName)
            && !has(Reason::Propagated)
            && of_candidate.len() == 1
            && of_candidate.iter().all(|word| self.small.contains(word))
            && opens_sentence(text, candidate.span.start())
    }

    /// What is left of a name beside a part of it that is replaced: from its first to its last word that is no common one.
    fn telling(&self, text: &str, piece: Range<usize>) -> Option<Range<usize>> {
        let mut telling: Option<Range<usize>> = None;
        let mut at = piece.start;
        while let Some(word) = word_from(text, at).filter(|word| word.end <= piece.end) {
            at = word.end;
            let written = text.get(word.start..word.end)?;
            if !self.detector.is_common_word(&fold(written)) && !self.settled.contains(&comparable(written)) {
                let start = telling.as_ref().map_or(word.start, |telling| telling.start);
                telling = Some(start..word.end);
            }
        }
        telling
    }

    /// Decisions on single mentions in a text, by their place in it.
    fn mentions_in<'u>(
        &'u self,
        text: &'u str,
        place: Option<(TextId, Span)>,
    ) -> impl Iterator<Item = (Range<usize>, Option<IdentityKind>)> + 'u {
        self.mentions.iter().filter_map(move |(text_id, span, kind)| {
            let (here, whole) = place?;
            let start = span.start().checked_sub(whole.start())?;
            let range = start..start + span.len();
            (here == *text_id && text.get(range.clone()).is_some()).then_some((range, *kind))
        })
    }
}

/// The words with which sentences begin in a text, folded.
pub fn sentence_heads(text: &str) -> BTreeSet<String> {
    let mut heads = BTreeSet::new();
    let mut at = 0;
    while let Some(word) = word_from(text, at) {
        at = word.end;
        let written = text.get(word.start..word.end).unwrap_or_default();
        if written.starts_with(char::is_uppercase) && opens_sentence(text, word.start) {
            heads.extend(words(written));
        }
    }
    heads
}

/// Whether a sentence begins at this byte: nothing stands before it but the end of another, a mark of a list, or quotes.
fn opens_sentence(text: &str, start: usize) -> bool {
    let is_beside = |sign: char| sign.is_whitespace() && sign != '\n' || "\"'“‘«([*_-–—•".contains(sign);
    let before = text.get(..start).unwrap_or_default().trim_end_matches(is_beside);
    before.is_empty() || before.ends_with(['.', '!', '?', ':', ';', '…', '\n'])
}

/// Kinds that nobody is found by alone; reviewers look at them person by person.
const fn is_indirect(kind: IdentityKind) -> bool {
    matches!(kind, IdentityKind::Date | IdentityKind::Age | IdentityKind::Trait)
}

/// Somebody's name, even if it is an ordinary word, or stands in a title.
fn is_sure_person(candidate: &Candidate) -> bool {
    candidate.kind == IdentityKind::Person && candidate.probability >= SURE
}

fn is_by_shape(candidate: &Candidate) -> bool {
    candidate.reasons.iter().any(|reason| matches!(reason, Reason::Rule | Reason::Checksum))
}

fn suspicion(candidate: &Candidate) -> Suspect {
    let is_likely = is_by_shape(candidate) || candidate.probability >= MASK && candidate.kind != IdentityKind::Other;
    if is_likely { Suspect::Likely(candidate.kind) } else { Suspect::Unsure }
}

/// The parts of a stretch that are not replaced.
fn beside(range: &Range<usize>, replaced: &[Replacement]) -> Vec<Range<usize>> {
    let mut free = Vec::new();
    let mut at = range.start;
    for other in replaced.iter().map(|replacement| replacement.span.range()) {
        if other.end <= at || other.start >= range.end {
            continue;
        }
        if other.start > at {
            free.push(at..other.start);
        }
        at = at.max(other.end);
    }
    if at < range.end {
        free.push(at..range.end);
    }
    free
}

const fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// A form as decisions are compared: its words parted by one space.
fn comparable(form: &str) -> String {
    words(form).join(" ")
}

/// The words of a text, folded, without a possessive *s*.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(word) = word_from(text, at) {
        at = word.end;
        let folded = fold(text.get(word.start..word.end).unwrap_or_default());
        words.push(folded.strip_suffix("'s").unwrap_or(&folded).to_owned());
    }
    words
}
