//! Finds what is nearly a form of the identity list: a slip of the pen, another spelling of the same sound, letters that
//! look like others, single letters with something between them, a name turned round, or part of one.
//!
//! Each different word of a text is judged once. An ordinary word is no finding, unless it has a capital in the middle of
//! a sentence or stands where a name stands: after a title, beside an initial or another name of the same person.

mod edits;
mod look_alikes;
mod sound;
mod targets;
mod thirds;
mod transliterated;

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use self::targets::{Hit, Role, Targets, is_title};
use super::finding::{Likeness, What};
use super::mapped::{BREAK, JOINT};
use super::words;
use crate::model::Identity;

/// Single letters in a row are read as words of at least this many.
const FEWEST_SPACED: usize = 3;
/// Words that are parted in two are looked for from this length.
const SHORTEST_PARTED: usize = 6;
/// Shorter words of a form may be passed over: *Children's* is two.
const SHORTEST_PIECE: usize = 3;
/// Words of a form are at most this far apart, in bytes.
const WIDEST_GAP: usize = 8;
/// A word is parted in so many pieces at most, each of so many letters.
const MOST_PIECES: usize = 6;
const LONGEST_PIECE: usize = 4;
/// No name is spelt letter by letter over a longer stretch.
const LONGEST_SPELT: usize = 60;

/// What is known of ordinary words.
pub(super) trait Words {
    /// Whether it knows any: else only words with a capital can be told to be names.
    fn knows(&self) -> bool;
    /// Whether a folded word is an ordinary one.
    fn is_common(&self, word: &str) -> bool;
}

/// The register's names, and how words are held against them.
#[derive(Debug, Clone)]
pub(super) struct Near {
    targets: Targets,
    /// What was found of each word: the files of a build say much the same.
    remembered: RefCell<HashMap<String, Held>>,
}

/// A word held against the register.
#[derive(Debug, Clone)]
struct Held {
    hits: Arc<[Hit]>,
    begins: bool,
    ends: bool,
}

/// So many words are remembered at most, and none that is longer, in bytes.
const MOST_REMEMBERED: usize = 100_000;
const LONGEST_REMEMBERED: usize = 64;

/// What is known of a word, wherever it stands.
#[derive(Debug, Clone, Copy, Default)]
struct Judged {
    /// Which of the lists of hits is its own; 0 is the empty one.
    hits: usize,
    is_common: bool,
    /// Whether some name begins with it, or ends.
    begins: bool,
    ends: bool,
}

/// A word before the present one.
#[derive(Debug, Clone, Default)]
struct Last {
    word: String,
    range: Range<usize>,
    judged: Judged,
}

/// A form of several words of which some have been met.
struct Begun {
    identity_index: usize,
    form_index: usize,
    position: usize,
    start: usize,
    end: usize,
    worst: Option<Likeness>,
}

struct Scan<'s, F> {
    near: &'s Near,
    words: &'s dyn Words,
    text: &'s str,
    /// Stretches that have been judged already, in order.
    covered: &'s [Range<usize>],
    hits: Vec<Arc<[Hit]>>,
    known: HashMap<String, Judged>,
    last: Option<Last>,
    begun: Vec<Begun>,
    /// Single letters that follow each other.
    spelt: String,
    spelt_from: usize,
    spelt_gap: String,
    /// Short words that follow each other, with whether each is an ordinary one.
    pieces: Vec<(String, Range<usize>, bool)>,
    found: F,
}

impl Near {
    pub(super) fn of(identities: &[Identity]) -> Self {
        Self { targets: Targets::of(identities), remembered: RefCell::default() }
    }

    /// What the register has that is like a word.
    fn held(&self, word: &str) -> Held {
        let mut remembered = self.remembered.borrow_mut();
        if let Some(held) = remembered.get(word) {
            return held.clone();
        }
        let targets = &self.targets;
        let hits = targets.like(word).into();
        let held = Held { hits, begins: targets.some_begins_with(word), ends: targets.some_ends_with(word) };
        if remembered.len() == MOST_REMEMBERED {
            remembered.clear();
        }
        if word.len() <= LONGEST_REMEMBERED {
            remembered.insert(word.to_owned(), held.clone());
        }
        held
    }

    /// Gives everything that is nearly a form and does not lie in a stretch that is `covered` (in order).
    pub(super) fn scan(
        &self,
        text: &str,
        covered: &[Range<usize>],
        words: &dyn Words,
        found: impl FnMut(What, Range<usize>),
    ) {
        if self.targets.all.is_empty() {
            return;
        }
        let mut scan = Scan {
            near: self,
            words,
            text,
            covered,
            hits: vec![Arc::default()],
            known: HashMap::new(),
            last: None,
            begun: Vec::new(),
            spelt: String::new(),
            spelt_from: 0,
            spelt_gap: String::new(),
            pieces: Vec::new(),
            found,
        };
        words::each_word(text, |word, range| scan.word(word, range));
        scan.spelt_out();
        words::each_word_with_signs(text, |word, range| {
            let held = self.held(word);
            let hits = held.hits.iter().copied().filter(|hit| hit.likeness == Some(Likeness::Shape));
            scan.report(hits, Likeness::Shape, &range);
        });
    }
}

impl<F: FnMut(What, Range<usize>)> Scan<'_, F> {
    fn word(&mut self, word: &str, range: Range<usize>) {
        let judged = self.judge(word);
        self.letter(word, &range);
        if !self.is_covered(&range) {
            if judged.hits != 0 {
                self.alone(judged, &range);
                self.pieces(judged, &range);
            } else if !self.begun.is_empty() && word.chars().count() >= SHORTEST_PIECE {
                self.begun.clear();
            }
            self.initials(word, &range);
            self.beside(word, judged, &range);
            self.several(word, judged, &range);
        }
        let mut last = self.last.take().unwrap_or_default();
        last.word.clear();
        last.word.push_str(word);
        self.last = Some(Last { range, judged, ..last });
    }

    /// Each word is judged once.
    fn judge(&mut self, word: &str) -> Judged {
        if let Some(&known) = self.known.get(word) {
            return known;
        }
        let Held { mut hits, begins, ends } = self.near.held(word);
        let is_common = self.words.is_common(word);
        let is_slips = |hit: &Hit| hit.likeness == Some(Likeness::Slips);
        if is_common && hits.iter().any(is_slips) {
            // Twice misspelt, a name would be another word by chance.
            hits = hits.iter().copied().filter(|hit| !is_slips(hit)).collect();
        }
        let judged = Judged { hits: if hits.is_empty() { 0 } else { self.hits.len() }, is_common, begins, ends };
        if !hits.is_empty() {
            self.hits.push(hits);
        }
        self.known.insert(word.to_owned(), judged);
        judged
    }

    /// The word by itself: nearly a form of one word, or one of somebody's names.
    fn alone(&mut self, judged: Judged, range: &Range<usize>) {
        let counts = if judged.is_common {
            self.is_capital_in_sentence(range)
        } else {
            self.words.knows() || self.first_of(range).is_uppercase()
        };
        for &hit in &*self.hits[judged.hits].clone() {
            let likeness = match (hit.likeness, self.near.targets.all[hit.target].role) {
                (None, Role::Whole) | (_, Role::Piece { .. }) => continue,
                (None, Role::Part) => Likeness::Part,
                (Some(likeness), _) => likeness,
            };
            if counts || likeness == Likeness::Shape && !judged.is_common {
                self.report([hit], likeness, range);
            }
        }
    }

    /// The word with the one before it: two names of one person, a title or an initial and a name, a word that was parted.
    fn beside(&mut self, word: &str, judged: Judged, range: &Range<usize>) {
        let Some(last) = self.last.take() else { return };
        let may_be_parted = last.judged.begins && judged.ends;
        let gap = self.text.get(last.range.end..range.start).unwrap_or_default();
        let is_near = gap.len() <= WIDEST_GAP && !gap.contains("\n\n");
        if (judged.hits != 0 || last.judged.hits != 0 || may_be_parted) && is_near && !self.is_covered(&last.range) {
            let whole = last.range.start..range.end;
            self.names_beside(word, judged, range, &last);
            let is_known = self.words.knows() || gap.contains(['\n', '-', BREAK, JOINT]);
            let is_ordinary = last.judged.is_common && judged.is_common;
            if may_be_parted && is_known && !is_ordinary && last.word.len() + word.len() >= SHORTEST_PARTED {
                self.exactly(&format!("{}{word}", last.word), &whole);
            } else if !is_ordinary && matches!(gap, "-" | "\u{2010}" | "\u{2011}") {
                self.slips(&format!("{}{word}", last.word), &whole);
            }
        }
        self.last = Some(last);
    }

    /// Two names of one person in any order, a title or an initial and a name.
    fn names_beside(&mut self, word: &str, judged: Judged, range: &Range<usize>, last: &Last) {
        let all = &self.near.targets.all;
        let parts = |hits: usize| self.hits[hits].iter().filter(|hit| all[hit.target].role == Role::Part);
        let form = |hit: &Hit| (all[hit.target].identity_index, all[hit.target].form_index);
        let is_initial = |of: &str, hit: &Hit| {
            let mut letters = of.chars();
            let letter = letters.next().filter(|_| letters.next().is_none());
            letter.is_some_and(|letter| all[hit.target].initials.contains(&letter))
        };
        let is_written_large = |range: &Range<usize>| self.first_of(range).is_uppercase();
        let mut named: Vec<Hit> = Vec::new();
        for hit in parts(judged.hits) {
            let is_turned = parts(last.judged.hits).any(|other| form(other) == form(hit) && other.target != hit.target);
            let is_called = is_written_large(&last.range) && (is_title(&last.word) || is_initial(&last.word, hit));
            if is_turned || is_called {
                named.push(*hit);
            }
        }
        named.extend(parts(last.judged.hits).filter(|hit| is_written_large(range) && is_initial(word, hit)));
        self.report(named, Likeness::Part, &(last.range.start..range.end));
    }

    /// An organisation's initials, in capitals.
    fn initials(&mut self, word: &str, range: &Range<usize>) {
        let targets = self.near.targets.by_initials(word);
        let written = self.text.get(range.clone()).unwrap_or_default();
        if !targets.is_empty() && written.chars().filter(|letter| letter.is_alphabetic()).all(char::is_uppercase) {
            let hits: Vec<Hit> = targets.iter().map(|&target| Hit { target, likeness: None }).collect();
            self.report(hits, Likeness::Part, range);
        }
    }

    /// A word that was parted in more than two: `Or ms ke rry`.
    fn several(&mut self, word: &str, judged: Judged, range: &Range<usize>) {
        let gap = self.pieces.last().and_then(|(_, last, _)| self.text.get(last.end..range.start)).unwrap_or_default();
        if gap.len() > WIDEST_GAP || gap.contains("\n\n") || self.pieces.len() == MOST_PIECES {
            self.pieces.clear();
        }
        if word.chars().count() > LONGEST_PIECE {
            self.pieces.clear();
            return;
        }
        self.pieces.push((word.to_owned(), range.clone(), judged.is_common));
        let pieces = std::mem::take(&mut self.pieces);
        for from in 0..pieces.len().saturating_sub(2) {
            let stretch = &pieces[from..];
            let joined: String = stretch.iter().map(|(word, ..)| word.as_str()).collect();
            if joined.chars().count() >= SHORTEST_PARTED && !stretch.iter().all(|(_, _, is_common)| *is_common) {
                self.exactly(&joined, &(stretch[0].1.start..range.end));
            }
        }
        self.pieces = pieces;
    }

    /// Forms of several words, word by word.
    fn pieces(&mut self, judged: Judged, range: &Range<usize>) {
        let begun = std::mem::take(&mut self.begun);
        let text = self.text;
        let is_near = |one: &Begun| {
            let gap = text.get(one.end..range.start).unwrap_or_default();
            gap.len() <= WIDEST_GAP && !gap.contains([';', ':', '!', '?'])
        };
        for &hit in &*self.hits[judged.hits].clone() {
            let target = &self.near.targets.all[hit.target];
            let Role::Piece { position, count } = target.role else { continue };
            let form = (target.identity_index, target.form_index);
            let before = begun.iter().find(|one| {
                (one.identity_index, one.form_index, one.position + 1) == (form.0, form.1, position) && is_near(one)
            });
            let (start, worst) = match before {
                Some(before) => (before.start, before.worst.or(hit.likeness)),
                None if position == 0 => (range.start, hit.likeness),
                None => continue,
            };
            if position + 1 < count {
                let (identity_index, form_index) = form;
                self.begun.push(Begun { identity_index, form_index, position, start, end: range.end, worst });
            } else if let Some(likeness) = worst {
                self.report([hit], likeness, &(start..range.end));
            }
        }
    }

    /// Gathers single letters that stand with the same sign between them: `M-a-r-y`.
    fn letter(&mut self, word: &str, range: &Range<usize>) {
        let is_single = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        let gap = self.last.as_ref().and_then(|last| self.text.get(last.range.end..range.start)).unwrap_or_default();
        let signs: String = gap.chars().filter(|sign| *sign != JOINT && !sign.is_whitespace()).collect();
        let follows = !self.spelt.is_empty() && gap.len() <= WIDEST_GAP;
        let is_same = self.spelt.chars().count() == 1 || self.spelt_gap == signs || signs.is_empty();
        let goes_on = follows && is_same && self.spelt.len() < LONGEST_SPELT;
        if !(is_single && goes_on) {
            self.spelt_out();
        }
        if !is_single {
            return;
        }
        if self.spelt.is_empty() {
            self.spelt_from = range.start;
            self.spelt_gap.clear();
            // Where another sign goes between the letters, the one before it may be the first of them: `a M-a-r-y`.
            if let Some(last) = self.last.as_ref().filter(|_| follows) {
                self.spelt_from = last.range.start;
                self.spelt_gap = signs;
                self.spelt.push_str(&last.word);
            }
        } else if self.spelt_gap.is_empty() {
            self.spelt_gap = signs;
        }
        self.spelt.push_str(word);
    }

    /// Looks at the single letters that have been gathered, and forgets them.
    fn spelt_out(&mut self) {
        let spelt = std::mem::take(&mut self.spelt);
        let letters: Vec<char> = spelt.chars().collect();
        if letters.len() < FEWEST_SPACED {
            return;
        }
        let end = self.last.as_ref().map_or(self.spelt_from, |last| last.range.end).max(self.spelt_from);
        let range = self.spelt_from..end;
        let longest = self.near.targets.longest().min(letters.len());
        for length in FEWEST_SPACED..=longest {
            for window in
                letters.windows(length).filter(|window| window.len() > FEWEST_SPACED || letters.len() == length)
            {
                self.exactly(&window.iter().collect::<String>(), &range);
            }
        }
    }

    /// A name that was written as several words.
    fn exactly(&mut self, word: &str, range: &Range<usize>) {
        let targets = &self.near.targets;
        let whole = targets.exactly(word).iter().filter(|&&target| targets.all[target].role.is_word());
        let hits: Vec<Hit> = whole.map(|&target| Hit { target, likeness: None }).collect();
        self.report(hits, Likeness::Spaced, range);
    }

    /// The same with a slip.
    fn slips(&mut self, word: &str, range: &Range<usize>) {
        let targets = &self.near.targets;
        let is_one = |hit: &Hit| targets.all[hit.target].role.is_word() && hit.likeness == Some(Likeness::Spelling);
        let hits: Vec<Hit> = targets.like(word).into_iter().filter(is_one).collect();
        self.report(hits, Likeness::Spaced, range);
    }

    fn report(&mut self, hits: impl IntoIterator<Item = Hit>, likeness: Likeness, range: &Range<usize>) {
        if self.is_covered(range) {
            return;
        }
        for hit in hits {
            let target = &self.near.targets.all[hit.target];
            let (identity_index, form_index) = (target.identity_index, target.form_index);
            (self.found)(What::Near { identity_index, form_index, likeness }, range.clone());
        }
    }

    fn is_covered(&self, range: &Range<usize>) -> bool {
        let next = self.covered.partition_point(|covered| covered.end <= range.start);
        self.covered.get(next).is_some_and(|covered| covered.start < range.end)
    }

    fn first_of(&self, range: &Range<usize>) -> char {
        self.text.get(range.start..).and_then(|rest| rest.chars().next()).unwrap_or(' ')
    }

    /// Whether a word has a capital and others small, and follows a word with a small first letter after one space.
    fn is_capital_in_sentence(&self, range: &Range<usize>) -> bool {
        let mut letters = self.text.get(range.clone()).unwrap_or_default().chars();
        let is_written_so =
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
        let follows = self.last.as_ref().is_some_and(|last| {
            self.text.get(last.range.end..range.start) == Some(" ") && self.first_of(&last.range).is_lowercase()
        });
        is_written_so && follows
    }
}
