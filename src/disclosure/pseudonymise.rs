//! Replaces every form of every identity, and what looks like a way to reach someone.
//!
//! The text itself is never changed: replacements are spans over it. All forms are sought in one pass, without regard
//! to letter case, accents, apostrophes, or whether words are parted by a space, a hyphen or a line end.

mod capitals;
mod fold;
mod forms;
mod own_words;
mod spans;
mod unlisted;

use std::borrow::Cow;
use std::collections::HashSet;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use unicode_normalization::char::is_combining_mark;

use self::fold::{Folded, character_at, is_boundary};
use self::forms::Pattern;
use self::own_words::OwnWords;
use self::spans::Candidate;
pub use self::unlisted::Unlisted;
use super::generalise::{Anchor, SaidDate, age_band};
use super::unreviewed::{Suspect, Undecided};
use crate::detect::rules::{self, Rule};
use crate::model::{Identity, IdentityKind, Mode, Span, TextId};

/// What a stretch of text was replaced for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Replaced {
    /// The identity with this index in the list.
    Identity(usize),
    Rule(Rule),
    /// Nobody has decided on it.
    Undecided(Suspect),
}

/// One replacement, as a span of the original text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Replacement {
    pub span: Span,
    pub by: Replaced,
}

/// A text as it may be printed, and what was done to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pseudonymised<'t> {
    pub text: Cow<'t, str>,
    /// In reading order, none overlapping another.
    pub replacements: Vec<Replacement>,
}

/// Finds and replaces the identities of a study. Doing it twice changes nothing more.
#[derive(Debug)]
pub struct Pseudonymiser {
    automaton: AhoCorasick,
    patterns: Vec<Pattern>,
    printed: Vec<Printed>,
    own_words: OwnWords,
    age_band: u32,
    undecided: Option<Undecided>,
    unlisted: Option<Unlisted>,
}

/// Where a text stands, as far as that decides what is printed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Whereabouts<'a> {
    /// From what the speaker's dates are counted.
    pub anchor: Option<&'a Anchor>,
    /// Which words of which text these are, for decisions on single mentions.
    pub place: Option<(TextId, Span)>,
}

/// What is printed for an identity.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Printed {
    full: String,
    /// The same without its article, for use after "the" or "our".
    bare: Option<String>,
    /// Where it depends on the words that are replaced: an age as a band, a date as a distance.
    wider: Option<IdentityKind>,
}

impl Printed {
    fn labels(&self) -> impl Iterator<Item = &str> {
        [Some(self.full.as_str()), self.bare.as_deref()].into_iter().flatten()
    }
}

/// Years in a band of ages, where nothing is said.
const USUAL_BAND: u32 = 10;

impl Pseudonymiser {
    /// Reads the forms of all identities. A replacement that would itself have to be replaced (because it holds a form
    /// or an address) gives way to that of its kind.
    pub fn new(identities: &[Identity]) -> Self {
        let mut seen = HashSet::new();
        // What somebody wrote down goes before what follows from another's name.
        let written = identities.iter().enumerate().flat_map(|(index, identity)| forms::patterns(index, identity));
        let derived =
            identities.iter().enumerate().flat_map(|(index, identity)| forms::derived_patterns(index, identity));
        let patterns: Vec<Pattern> =
            written.chain(derived).filter(|pattern| seen.insert(pattern.bytes.clone())).collect();
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::Standard)
            .build(patterns.iter().map(|pattern| &pattern.bytes))
            .expect("an identity list stays far below the automaton's limit of 2^31 states");
        let own_words = OwnWords::new(std::iter::empty());
        let printed = Vec::new();
        let mut pseudonymiser =
            Self { automaton, patterns, printed, own_words, age_band: USUAL_BAND, undecided: None, unlisted: None };
        pseudonymiser.printed = identities.iter().map(|identity| pseudonymiser.printable(identity)).collect();
        pseudonymiser.own_words = OwnWords::new(pseudonymiser.printed.iter().flat_map(Printed::labels));
        pseudonymiser
    }

    /// With another width of the bands in which ages are printed, in years.
    #[must_use]
    pub const fn with_age_band(mut self, years: u32) -> Self {
        self.age_band = years;
        self
    }

    /// Hides what the detector points at and nobody has decided on, too.
    #[must_use]
    pub fn hiding(mut self, undecided: Option<Undecided>) -> Self {
        self.undecided = undecided;
        self
    }

    /// Prints dates and ages that nobody listed as something wider, too.
    #[must_use]
    pub fn generalising(mut self, unlisted: Option<Unlisted>) -> Self {
        self.unlisted = unlisted;
        self
    }

    /// Hides these forms too, wherever they stand, where what is undecided is hidden at all. Whether that is so.
    pub fn also_hide(&mut self, forms: &[String]) -> bool {
        if let Some(undecided) = &mut self.undecided {
            for form in forms {
                undecided.also_hide(form);
            }
        }
        self.undecided.is_some()
    }

    /// The text with every identity replaced.
    pub fn pseudonymise<'t>(&self, text: &'t str) -> Pseudonymised<'t> {
        self.pseudonymise_at(text, Whereabouts::default())
    }

    /// The same of a text that stands somewhere.
    pub fn pseudonymise_at<'t>(&self, text: &'t str, whereabouts: Whereabouts<'_>) -> Pseudonymised<'t> {
        let replacements = self.replacements_at(text, whereabouts.place);
        if replacements.is_empty() {
            return Pseudonymised { text: Cow::Borrowed(text), replacements };
        }
        let mut written = String::with_capacity(text.len() + 32);
        let mut done = 0;
        for replacement in &replacements {
            written.push_str(text.get(done..replacement.span.start()).expect("spans are in order and on characters"));
            written.push_str(&self.printed_at(text, done, replacement, whereabouts.anchor));
            done = replacement.span.end();
        }
        written.push_str(text.get(done..).expect("spans are on characters"));
        Pseudonymised { text: Cow::Owned(written), replacements }
    }

    /// What would be replaced, in reading order, and what would be printed for each.
    pub fn replaced(&self, text: &str, whereabouts: Whereabouts<'_>) -> Vec<(Replacement, String)> {
        let mut done = 0;
        let printed = |replacement: Replacement| {
            let printed = self.printed_at(text, done, &replacement, whereabouts.anchor).into_owned();
            done = replacement.span.end();
            (replacement, printed)
        };
        self.replacements_at(text, whereabouts.place).into_iter().map(printed).collect()
    }

    /// What is printed for a replacement; the one before it ends at byte `done`.
    fn printed_at(&self, text: &str, done: usize, replacement: &Replacement, anchor: Option<&Anchor>) -> Cow<'_, str> {
        let wider = match replacement.by {
            Replaced::Identity(index) => {
                let kind = self.printed[index].wider;
                kind.and_then(|kind| self.wider(kind, replacement.span.of_text(text), anchor))
            }
            Replaced::Rule(rule) => {
                let unlisted = self.unlisted.as_ref();
                let wider =
                    unlisted.and_then(|unlisted| unlisted.wider(rule, text, replacement.span, self.age_band, anchor));
                wider.filter(|wider| self.replacements(wider).is_empty())
            }
            Replaced::Undecided(_) => None,
        };
        if let Some(wider) = wider {
            return Cow::Owned(wider);
        }
        Cow::Borrowed(self.printed(replacement.by, text.get(done..replacement.span.start()).unwrap_or_default()))
    }

    /// An age as a band, a date as a distance; nothing where that cannot be said, or would itself have to be replaced.
    fn wider(&self, kind: IdentityKind, said: &str, anchor: Option<&Anchor>) -> Option<String> {
        let wider = match kind {
            IdentityKind::Age => age_band(said, self.age_band)?,
            _ => SaidDate::read(said)?.wider(anchor),
        };
        self.replacements(&wider).is_empty().then_some(wider)
    }

    /// What would be replaced, in reading order.
    pub fn replacements(&self, text: &str) -> Vec<Replacement> {
        self.replacements_at(text, None)
    }

    fn replacements_at(&self, text: &str, place: Option<(TextId, Span)>) -> Vec<Replacement> {
        let mut replacements = self.decided(text, place);
        if let Some(undecided) = &self.undecided {
            let more = undecided.beside(text, &replacements, place);
            replacements.extend(more.into_iter().map(|(span, by)| Replacement { span, by: Replaced::Undecided(by) }));
            replacements.sort_by_key(|replacement| replacement.span.start());
        }
        replacements
    }

    /// What is replaced for the list and by rules.
    fn decided(&self, text: &str, place: Option<(TextId, Span)>) -> Vec<Replacement> {
        let mut candidates = self.candidates(text, place);
        let mut replacements = spans::settle(text, candidates.clone());
        // A replacement's bracket ends words that went on before: "0163…0000Anna" is then a number.
        while replacements.iter().any(|replacement| touches_word(text, replacement.span)) {
            let more = self.candidates(&without(text, &replacements), place);
            if more.is_empty() {
                break;
            }
            candidates.extend(more);
            replacements = spans::settle(text, candidates.clone());
        }
        replacements
    }

    fn candidates(&self, text: &str, place: Option<(TextId, Span)>) -> Vec<Candidate> {
        let folded = Folded::of(text);
        let mut candidates = Vec::new();
        for found in self.automaton.find_overlapping_iter(&folded.bytes) {
            let pattern = &self.patterns[found.pattern().as_usize()];
            candidates.extend(candidate(text, &folded, found.range(), pattern));
        }
        rules::find(&self.own_words.silenced(text), |range, rule| {
            let is_wider = || self.unlisted.as_ref().is_some_and(|unlisted| unlisted.takes(text, &range, rule, place));
            if rule.is_direct() || is_wider() {
                candidates.push(Candidate { range, by: Replaced::Rule(rule) });
            }
        });
        candidates
    }

    fn printed(&self, by: Replaced, before: &str) -> &str {
        match by {
            Replaced::Rule(rule) => rule.printed(),
            Replaced::Undecided(suspect) => suspect.printed(),
            Replaced::Identity(index) => {
                let printed = &self.printed[index];
                printed.bare.as_deref().filter(|_| ends_with_determiner(before)).unwrap_or(&printed.full)
            }
        }
    }

    fn printable(&self, identity: &Identity) -> Printed {
        let by_kind = Identity { replacement: String::new(), ..identity.clone() };
        let choices = [identity.printed(), by_kind.printed(), "[removed]"];
        let stable = choices.into_iter().find(|choice| self.replacements(choice).is_empty());
        let full = stable.unwrap_or("[…]").to_owned();
        let inner = full.strip_prefix("[a ").or_else(|| full.strip_prefix("[an "));
        let bare = inner.map(|inner| format!("[{inner}"));
        let is_open = identity.mode == Some(Mode::Generalise)
            && identity.replacement.is_empty()
            && matches!(identity.kind, IdentityKind::Age | IdentityKind::Date);
        Printed { full, bare, wider: is_open.then_some(identity.kind) }
    }
}

/// A place where a pattern stands as whole words, in bytes of the text.
fn candidate(text: &str, folded: &Folded, range: std::ops::Range<usize>, pattern: &Pattern) -> Option<Candidate> {
    let start = folded.origin(range.start);
    if range.start > 0 && folded.bytes[range.start - 1] != b' ' && folded.origin(range.start - 1) == start {
        // The pattern starts inside a character that folds to several letters.
        return None;
    }
    let last = folded.origin(range.end - 1);
    let whole_end = end_of_character(text, last);
    let before = text.get(..start)?.chars().rev().find(|before| !is_combining_mark(*before));
    let after = text.get(whole_end..)?.chars().next();
    if !is_boundary(character_at(text, start), before) || !is_boundary(character_at(text, last), after) {
        return None;
    }
    let end = match pattern.plural {
        0 => whole_end,
        letters => end_of_character(text, folded.origin(range.end - 1 - letters)),
    };
    if pattern.capitalised && !capitals::is_written_as_name(text, start..end) {
        return None;
    }
    let has_lead = !pattern.lead.is_empty() && text.get(..start)?.ends_with(&pattern.lead);
    let start = if has_lead { start - pattern.lead.len() } else { start };
    Some(Candidate { range: start..end, by: Replaced::Identity(pattern.identity_index) })
}

/// The end of the character at this byte and of the marks on it.
fn end_of_character(text: &str, at: usize) -> usize {
    let mut characters = text.get(at..).expect("an origin is on a character").char_indices().skip(1);
    let end = characters.find(|(_, character)| !is_combining_mark(*character));
    end.map_or(text.len(), |(length, _)| at + length)
}

/// Whether a find ends where letters, digits or the signs of an address go on.
fn touches_word(text: &str, span: Span) -> bool {
    let goes_on = |neighbour: Option<char>| {
        neighbour.is_some_and(|sign| sign.is_alphanumeric() || is_combining_mark(sign) || "@+_-/:.&%'’#".contains(sign))
    };
    let before = text.get(..span.start()).and_then(|before| before.chars().next_back());
    let after = text.get(span.end()..).and_then(|after| after.chars().next());
    goes_on(before) || goes_on(after)
}

/// The text with brackets in place of what is replaced, every other byte where it was.
fn without(text: &str, replacements: &[Replacement]) -> String {
    let mut written = String::with_capacity(text.len());
    let mut done = 0;
    for replacement in replacements {
        written.push_str(text.get(done..replacement.span.start()).unwrap_or_default());
        written.extend(std::iter::repeat_n(']', replacement.span.len()));
        done = replacement.span.end();
    }
    written.push_str(text.get(done..).unwrap_or_default());
    written
}

/// Whether the words before a replacement end with one that takes the place of an article.
fn ends_with_determiner(before: &str) -> bool {
    const DETERMINERS: [&str; 17] = [
        "the", "a", "an", "this", "that", "these", "those", "our", "my", "your", "his", "her", "its", "their", "every",
        "each", "another",
    ];
    let Some(before) = before.strip_suffix([' ', '\n']) else { return false };
    let word = before.rsplit(|character: char| !character.is_alphabetic()).next().unwrap_or_default();
    DETERMINERS.iter().any(|determiner| determiner.eq_ignore_ascii_case(word))
}
