//! What the gate is told besides the register: words that somebody has decided on, and the researchers' own words.

use std::collections::BTreeSet;
use std::ops::Range;

use super::detected::{Ear, Offer};
use super::finding::Likeness;
use super::forms::{comparable, words};
use super::near::Words;
use crate::detect::Detector;
use crate::model::{Decision, IdentityKind, Verdict};

/// Words that are no finding by themselves. A form of the register is one all the same.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// Finds names that nobody listed, and knows ordinary words; none for a language that the program has none for.
    pub(super) ear: Option<Ear>,
    /// What reviewers keep, or say is no name; folded.
    decided: BTreeSet<String>,
    /// Each word that researchers wrote: in titles, definitions, questions; folded.
    own: BTreeSet<String>,
    /// Words that stand in small letters in the study; folded.
    small: BTreeSet<String>,
    /// Words of names that the study prints: labels, pseudonyms; folded.
    printed: BTreeSet<String>,
    /// Names in the words around them, as the program itself prints them.
    phrases: Vec<String>,
    /// Whether researchers' own words may not name a likely person either, or only a sure one.
    pub(super) doubts_own_words: bool,
}

impl Known {
    pub(super) fn set_detector(&mut self, detector: Option<&'static Detector>) {
        self.ear = detector.map(Ear::new);
    }

    pub(super) fn add_decisions(&mut self, decisions: &[Decision]) {
        let lets_pass = |decision: &&Decision| matches!(decision.verdict, Verdict::Keep | Verdict::NotAName);
        self.decided.extend(decisions.iter().filter(lets_pass).map(|decision| comparable(&decision.form)));
        self.decided.remove("");
    }

    pub(super) fn add_own_words(&mut self, text: &str) {
        self.own.extend(words(text));
    }

    pub(super) fn add_printed_names(&mut self, text: &str) {
        self.printed.extend(words(text));
    }

    pub(super) fn add_phrases(&mut self, phrases: &[&str]) {
        self.phrases.extend(phrases.iter().map(|phrase| (*phrase).to_owned()));
    }

    pub(super) fn add_small_words(&mut self, small: &BTreeSet<String>) {
        self.small.extend(small.iter().cloned());
    }

    /// Whether these words are one that others wrote in small letters, behind the end of a sentence (`before` is what stands
    /// before it in its line), and nothing else speaks for it.
    fn only_opens(&self, found: &str, before: &str, offer: Offer) -> bool {
        let before = before.trim_end_matches(|sign: char| sign.is_whitespace() || "\"'“‘«([*_-–—•".contains(sign));
        let is_head = before.is_empty() || before.ends_with(['.', '!', '?', ':', ';', '…']);
        let words = words(found);
        is_head && !offer.is_listed && words.len() == 1 && words.iter().all(|word| self.small.contains(word))
    }

    /// Whether a reviewer lets these words pass.
    pub(super) fn is_decided(&self, found: &str) -> bool {
        !self.decided.is_empty() && self.decided.contains(&comparable(found))
    }

    /// Whether researchers wrote each of these words somewhere.
    pub(super) fn is_own(&self, found: &str) -> bool {
        let words = words(found);
        !words.is_empty() && words.iter().all(|word| self.own.contains(word))
    }

    /// Whether what the detector found may stand there: somebody decided on it, or wrote it; or the detector is not sure,
    /// and it is made of ordinary words, or has a capital because a sentence begins with it, or none where others have, or
    /// hardly a letter. `before` is what stands before it in its line.
    pub(super) fn lets_pass(&self, found: &str, offer: Offer, before: &str, line: &str) -> bool {
        let is_small = line.contains(char::is_uppercase) && !found.contains(char::is_uppercase);
        let has_digits = found.contains(|sign: char| sign.is_ascii_digit());
        let is_no_name = || is_small || has_digits || found.chars().filter(|letter| letter.is_alphabetic()).count() < 2;
        let are_common = || words(found).iter().all(|word| self.is_common(word));
        self.is_decided(found)
            || self.is_made_of_known_words(found, offer)
            || !offer.is_rule && is_no_name()
            || !offer.is_sure && (are_common() || self.only_opens(found, before, offer))
            || self.is_in_a_phrase(before.len()..before.len() + found.len(), line)
    }

    /// Whether each word is a researcher's or decided on, or an ordinary one beside such words. That researchers wrote the
    /// name of a person somewhere is no decision that it may stand there.
    fn is_made_of_known_words(&self, found: &str, offer: Offer) -> bool {
        let words = words(found);
        // One ordinary word with which a label begins, *Young people*, is nobody's name in a text of the study's own.
        let is_word = self.doubts_own_words && words.len() == 1 && words.iter().all(|word| self.is_common(word));
        let counts_own = is_word || !(offer.kind == IdentityKind::Person && (offer.is_sure || self.doubts_own_words));
        let is_known = |word: &String| {
            counts_own && self.own.contains(word) || self.printed.contains(word) || self.decided.contains(word)
        };
        words.iter().any(is_known) && words.iter().all(|word| is_known(word) || self.is_common(word))
    }

    /// Whether this part of a line lies in what the program itself says with a name in it.
    fn is_in_a_phrase(&self, range: Range<usize>, line: &str) -> bool {
        let found = line.get(range.clone()).unwrap_or_default();
        self.phrases.iter().filter(|phrase| phrase.contains(found)).any(|phrase| {
            let mut places = line.match_indices(phrase.as_str());
            places.any(|(start, _)| start <= range.start && range.end <= start + phrase.len())
        })
    }

    /// Whether what is like a form in this way may stand there. Part of somebody's name may not, whoever wrote it.
    pub(super) fn pardons(&self, found: &str, likeness: Likeness) -> bool {
        self.is_decided(found) || likeness != Likeness::Part && likeness != Likeness::Spaced && self.is_own(found)
    }
}

impl Words for Known {
    fn knows(&self) -> bool {
        self.ear.is_some()
    }

    fn is_common(&self, word: &str) -> bool {
        self.ear.as_ref().is_some_and(|ear| ear.is_common_word(word))
    }
}
