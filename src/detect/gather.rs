//! From what is known of each token to candidates: tokens side by side become one stretch, with its reasons.

use std::ops::Range;

use crate::model::{IdentityKind, Span};

use super::by_hash::ByHash;
use super::detector::Judged;
use super::features::Word;
use super::lexicon::List;
use super::tokens::{Casing, Line, Token, TokenKind, Tokens};
use super::{Candidate, GATE, GATE_WITHOUT_CAPITALS, Reason};

/// From this probability on, a word is taken for a name wherever else it stands in the same text.
const SURE: f32 = 0.5;
/// What a word is given because it is a likely name elsewhere.
const PROPAGATED: f32 = 0.25;

/// Words of so many bytes at most, without a capital, are not evened out.
const SHORT_WORD: usize = 3;
/// Likelihoods are taken to be at least this far from 0 and from 1 when they are evened out.
const LEAST: f32 = 1e-6;

/// What speaks for one token, if anything does.
#[derive(Debug, Clone, Copy)]
struct Offer {
    probability: f32,
    kind: IdentityKind,
    reasons: Reasons,
    /// Only the model speaks for it, and with less than it needs where capitals tell.
    is_faint: bool,
}

/// A set of reasons.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Reasons(u16);

impl Reasons {
    fn add(&mut self, reason: Reason) {
        self.0 |= 1 << reason as u16;
    }

    fn join(&mut self, other: Self) {
        self.0 |= other.0;
    }

    const fn has(self, reason: Reason) -> bool {
        self.0 & 1 << reason as u16 != 0
    }

    const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Strongest first: the order of [`Reason`] itself.
    fn list(self) -> Vec<Reason> {
        Reason::ALL.iter().copied().filter(|reason| self.has(*reason)).collect()
    }
}

/// All candidates of a text that model and lists give, in reading order; none overlap.
pub(super) fn candidates(text: &str, read: &Tokens, words: &[Word], mut judged: Vec<Judged>) -> Vec<Candidate> {
    let propagated = propagate(text, read, words, &mut judged);
    let mut found = Vec::new();
    for line in &read.lines {
        let mut stretch: Option<Stretch> = None;
        for index in line.tokens.clone() {
            let token = read.tokens[index];
            let is_in_row = is_in_row(text, line, &read.tokens, index);
            let offer = offer(text, line, token, &words[index], judged[index], (propagated[index], is_in_row));
            let bridge = offer.is_none() && is_bridge(text, read, index);
            match (&mut stretch, offer) {
                (Some(open), Some(offer)) if open.goes_on(text, token, offer) => open.extend(token, offer),
                (Some(open), None) if bridge && open.end == token.start as usize => open.bridge = token.end as usize,
                (_, offer) => {
                    found.extend(stretch.take().and_then(|stretch| stretch.close(text)));
                    stretch = offer.filter(|_| token.kind != TokenKind::Mark).map(|offer| Stretch::open(token, offer));
                }
            }
        }
        found.extend(stretch.and_then(|stretch| stretch.close(text)));
    }
    found
}

/// Whether a word with a capital stands beside another one, both inside a sentence: *Team Manager*, *Housing First*.
fn is_in_row(text: &str, line: &Line, tokens: &[Token], index: usize) -> bool {
    let is_raised = |token: Token| {
        let letters = token.of_text(text);
        token.kind == TokenKind::Word
            && !(token.opens || token.labels)
            && letters.starts_with(char::is_uppercase)
            && is_no_pronoun(letters)
    };
    let are_beside = |one: Token, other: Token| other.start == one.end + 1 && is_raised(one) && is_raised(other);
    line.casing == Casing::Telling
        && (index > line.tokens.start && are_beside(tokens[index - 1], tokens[index])
            || index + 1 < line.tokens.end && are_beside(tokens[index], tokens[index + 1]))
}

/// What speaks for a token. `judged` is after propagation.
fn offer(
    text: &str,
    line: &Line,
    token: Token,
    word: &Word,
    judged: Judged,
    (propagated, is_in_row): (bool, bool),
) -> Option<Offer> {
    let mut reasons = Reasons::default();
    let mut kind = judged.kind;
    let gate = if line.casing == Casing::Mute { GATE_WITHOUT_CAPITALS } else { GATE };
    if judged.hidden >= gate && !propagated {
        reasons.add(Reason::Model);
    }
    if propagated {
        reasons.add(Reason::Propagated);
    }
    if token.kind == TokenKind::Word {
        let letters = token.of_text(text);
        let entry = word.entry;
        let is_telling = line.casing == Casing::Telling;
        let is_capital = letters.starts_with(char::is_uppercase);
        let is_common = entry.is(List::Common);
        let is_inside = !token.opens && !token.labels && is_telling && is_capital && is_no_pronoun(letters);
        let is_shown = (is_capital || !is_telling) && !is_common || is_inside;
        let is_model = !reasons.is_empty();
        if is_shown && entry.is(List::GivenName) && letters.chars().count() > 1 {
            reasons.add(Reason::GivenName);
        }
        if (is_model || is_inside) && entry.is(List::Surname) {
            reasons.add(Reason::Surname);
        }
        if (is_model || is_inside) && entry.is(List::Place) {
            reasons.add(Reason::PlaceName);
        }
        if is_inside && (is_in_row || !is_common && !entry.is_name()) {
            reasons.add(Reason::Capitalised);
        }
        if !is_model {
            kind = match entry {
                entry if entry.is(List::GivenName) || entry.is(List::Surname) => IdentityKind::Person,
                entry if entry.is(List::Place) => IdentityKind::Place,
                _ => IdentityKind::Other,
            };
        }
    }
    let is_faint = judged.hidden < GATE && reasons.has(Reason::Model) && !reasons.has(Reason::GivenName);
    (!reasons.is_empty()).then_some(Offer { probability: judged.hidden, kind, reasons, is_faint })
}

/// *I*, *I'm*: the only words that always have a capital.
fn is_no_pronoun(letters: &str) -> bool {
    letters != "I" && !letters.starts_with("I'") && !letters.starts_with("I’")
}

/// Words that are surely names at one place are likely ones at the others; where capitals tell nothing, words that are
/// offered at one place are offered at the others. Says of each token whether that is why.
fn propagate(text: &str, read: &Tokens, words: &[Word], judged: &mut [Judged]) -> Vec<bool> {
    let is_capital = |token: Token| token.of_text(text).starts_with(char::is_uppercase);
    let mut kinds: ByHash<IdentityKind> = ByHash::default();
    let mut marked = vec![false; words.len()];
    let each = |visit: &mut dyn FnMut(usize, Token, bool)| {
        for line in &read.lines {
            for index in line.tokens.clone() {
                let token = read.tokens[index];
                let is_shown = line.casing == Casing::Mute || is_capital(token);
                if token.kind == TokenKind::Word && is_shown && !words[index].entry.is(List::Common) {
                    visit(index, token, line.casing == Casing::Mute);
                }
            }
        }
    };
    let mut offered: ByHash<IdentityKind> = ByHash::default();
    each(&mut |index, token, is_mute| {
        let Judged { hidden, kind } = judged[index];
        if hidden >= SURE && token.end - token.start > 1 {
            kinds.entry(words[index].lower).or_insert(kind);
        }
        if hidden >= GATE && is_mute && token.end - token.start > 1 {
            offered.entry(words[index].lower).or_insert(kind);
        }
    });
    if kinds.is_empty() && offered.is_empty() {
        return marked;
    }
    each(&mut |index, _, is_mute| {
        let lower = words[index].lower;
        if judged[index].hidden < PROPAGATED
            && let Some(&kind) = kinds.get(&lower)
        {
            judged[index] = Judged { hidden: PROPAGATED, kind };
            marked[index] = true;
        } else if judged[index].hidden < GATE
            && is_mute
            && let Some(&kind) = offered.get(&lower)
        {
            judged[index] = Judged { hidden: GATE, kind };
            marked[index] = true;
        }
    });
    marked
}

/// Draws each word a quarter of the way to where the same word, written with or without a capital, is likeliest to be one
/// to hide: what is hidden at one place and printed at another is not hidden. Short words and marks are left as they are.
pub(super) fn even(text: &str, read: &Tokens, words: &[Word], judged: &mut [Judged]) {
    let key = |index: usize| {
        let letters = read.tokens[index].of_text(text);
        let is_capital = letters.starts_with(char::is_uppercase);
        let is_told = is_capital || read.tokens[index].kind != TokenKind::Mark && letters.len() > SHORT_WORD;
        is_told.then(|| words[index].lower ^ u64::from(is_capital))
    };
    let mut likeliest: ByHash<f32> = ByHash::default();
    for (index, judged) in judged.iter().enumerate() {
        if let Some(key) = key(index) {
            let highest = likeliest.entry(key).or_default();
            *highest = highest.max(judged.hidden);
        }
    }
    let odds = |likelihood: f32| {
        let likelihood = likelihood.clamp(LEAST, 1.0 - LEAST);
        likelihood / (1.0 - likelihood)
    };
    for (index, judged) in judged.iter_mut().enumerate() {
        if let Some(&highest) = key(index).and_then(|key| likeliest.get(&key)) {
            // Square roots are the same on every machine, logarithms are not.
            let here = odds(judged.hidden);
            let drawn = (here * (here * odds(highest)).sqrt()).sqrt();
            judged.hidden = drawn / (1.0 + drawn);
        }
    }
}

/// A hyphen, an apostrophe or a full stop that joins two words without a space.
fn is_bridge(text: &str, read: &Tokens, index: usize) -> bool {
    let token = read.tokens[index];
    let follows = read.tokens.get(index + 1).is_some_and(|next| next.start == token.end);
    follows && matches!(token.of_text(text), "-" | "‐" | "‑" | "'" | "’" | "." | "&")
}

/// Tokens that belong together, while they are gathered.
struct Stretch {
    start: usize,
    end: usize,
    /// The end of a mark that may join the next token.
    bridge: usize,
    probability: f32,
    kind: IdentityKind,
    reasons: Reasons,
    /// Where the last word in it ends: marks after it are left out.
    last_word: usize,
    is_faint: bool,
}

impl Stretch {
    fn open(token: Token, offer: Offer) -> Self {
        let Range { start, end } = token.range();
        let Offer { probability, kind, reasons, is_faint } = offer;
        Self { start, end, bridge: end, probability, kind, reasons, last_word: end, is_faint }
    }

    /// Whether a token with this offer is part of the same name.
    fn goes_on(&self, text: &str, token: Token, offer: Offer) -> bool {
        let gap = text.get(self.bridge..token.start as usize).unwrap_or("\n");
        let is_beside = gap.len() <= 4 && gap.chars().all(|space| space == ' ' || space == '\u{a0}');
        let are_others = self.kind != offer.kind && self.probability >= SURE && offer.probability >= SURE;
        // A faint word is not hidden because it stands beside a name.
        is_beside && !are_others && self.is_faint == offer.is_faint
    }

    fn extend(&mut self, token: Token, offer: Offer) {
        self.end = token.end as usize;
        self.bridge = self.end;
        if token.kind != TokenKind::Mark {
            self.last_word = self.end;
        }
        if offer.probability > self.probability {
            (self.probability, self.kind) = (offer.probability, offer.kind);
        }
        self.reasons.join(offer.reasons);
    }

    fn close(self, text: &str) -> Option<Candidate> {
        let span = Span::of(text, self.start..self.last_word)?;
        Some(Candidate { span, kind: self.kind, probability: self.probability, reasons: self.reasons.list() })
    }
}
