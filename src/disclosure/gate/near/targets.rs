//! The names of the register as what a text's words are held against: whole forms, parts of people's names, and the
//! pieces of forms of several words.

use std::collections::{BTreeMap, HashSet};

use super::super::finding::Likeness;
use super::super::forms::words;
use super::edits::{distance, stumps};
use super::look_alikes::{latin, shape, strokes};
use super::sound::sound;
use super::thirds::Thirds;
use super::transliterated::transliterated;
use crate::model::{Identity, IdentityKind};

/// One slip is looked for in words of this length.
const SHORTEST_MISSPELT: usize = 5;
/// Two slips are looked for in names of this length.
const SHORTEST_TWICE_MISSPELT: usize = 9;
/// Shorter words sound like too many others, unless they are nearly spelt so too.
const SHORTEST_SOUND: usize = 4;
/// Forms of several words are looked for as one word from this length.
const SHORTEST_JOINED: usize = 8;
/// A part of a name that is shorter names nobody.
const SHORTEST_PART: usize = 3;

/// Fewer initials stand for too much.
const FEWEST_INITIALS: usize = 3;
/// A word that is a name from its end must have so many letters.
const SHORTEST_TURNED: usize = 6;

/// Words before a name that are none.
const TITLES: [&str; 24] = [
    "aunt",
    "auntie",
    "capt",
    "captain",
    "cllr",
    "dame",
    "doctor",
    "dr",
    "father",
    "hon",
    "lady",
    "lord",
    "madam",
    "miss",
    "mr",
    "mrs",
    "ms",
    "mx",
    "nurse",
    "pc",
    "prof",
    "professor",
    "rev",
    "sir",
];

/// What one of the register's words is to its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The whole form: one word, or several written as one.
    Whole,
    /// One of the names of a person.
    Part,
    /// One of the words of a form, of which all have to follow each other.
    Piece { position: usize, count: usize },
}

impl Role {
    /// Whether it stands for the form by itself.
    pub(super) const fn is_word(self) -> bool {
        matches!(self, Self::Whole | Self::Part)
    }
}

#[derive(Debug, Clone)]
pub(super) struct Target {
    pub(super) identity_index: usize,
    pub(super) form_index: usize,
    pub(super) role: Role,
    /// Folded.
    pub(super) word: String,
    /// The first letters of the form's other names, if it is a person's.
    pub(super) initials: Vec<char>,
}

/// How a word is like a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) target: usize,
    /// None: it is the same word.
    pub(super) likeness: Option<Likeness>,
}

/// All targets, found by what words can be like them in.
#[derive(Debug, Clone, Default)]
pub(super) struct Targets {
    pub(super) all: Vec<Target>,
    by_word: BTreeMap<String, Vec<usize>>,
    by_stump: BTreeMap<String, Vec<usize>>,
    by_third: Thirds,
    by_sound: BTreeMap<String, Vec<usize>>,
    by_shape: BTreeMap<String, Vec<usize>>,
    by_strokes: BTreeMap<String, Vec<usize>>,
    /// Words of capitals alone, by their initials: *HCF*.
    by_initials: BTreeMap<String, Vec<usize>>,
    /// Beginnings and ends of names, all but the whole.
    beginnings: HashSet<String>,
    ends: HashSet<String>,
    longest: usize,
}

/// Whether a folded word is what stands before names.
pub(super) fn is_title(word: &str) -> bool {
    TITLES.binary_search(&word).is_ok()
}

impl Targets {
    pub(super) fn of(identities: &[Identity]) -> Self {
        let mut targets = Self::default();
        for (identity_index, identity) in identities.iter().enumerate() {
            for (form_index, form) in identity.forms.iter().enumerate() {
                targets.add_form(identity, form, (identity_index, form_index));
            }
            for (index, derived) in identity.derived.iter().enumerate() {
                if let [word] = words(&derived.form).as_slice() {
                    let role = if derived.capitalised { Role::Part } else { Role::Whole };
                    let place = (identity_index, identity.forms.len() + index);
                    targets.add(place, role, word, Vec::new(), false);
                }
            }
        }
        targets
    }

    fn add_form(&mut self, identity: &Identity, form: &str, place: (usize, usize)) {
        use IdentityKind::{Organisation, Other, Person, Place};
        let kind = identity.kind;
        let words = words(form);
        let is_name = words.iter().all(|word| word.chars().all(char::is_alphabetic));
        if !is_name || !matches!(kind, Person | Place | Organisation | Other) {
            return;
        }
        let has_sound = matches!(kind, Person | Place);
        match words.as_slice() {
            [] => {}
            [word] => self.add(place, Role::Whole, word, Vec::new(), has_sound),
            _ => {
                let joined = words.concat();
                if joined.chars().count() >= SHORTEST_JOINED {
                    self.add(place, Role::Whole, &joined, Vec::new(), false);
                }
                let names = if kind == Person && identity.derive { names(form) } else { Vec::new() };
                for (index, name) in names.iter().enumerate() {
                    let others = names.iter().enumerate().filter(|(other, _)| *other != index);
                    let initials = others.filter_map(|(_, other)| other.chars().next()).collect();
                    if name.chars().count() >= SHORTEST_PART {
                        self.add(place, Role::Part, name, initials, has_sound);
                    }
                }
                if kind == Organisation {
                    self.add_initials(place, form);
                }
                if names.is_empty() {
                    let words: Vec<&String> =
                        words.iter().filter(|word| word.chars().count() >= SHORTEST_PART).collect();
                    for (position, word) in words.iter().enumerate() {
                        let role = Role::Piece { position, count: words.len() };
                        self.add(place, role, word, Vec::new(), false);
                    }
                }
            }
        }
    }

    /// The first letters of an organisation's words that have a capital, three and more.
    fn add_initials(&mut self, (identity_index, form_index): (usize, usize), form: &str) {
        let firsts =
            form.split(|sign: char| sign.is_whitespace() || sign == '-').filter_map(|word| word.chars().next());
        let initials: String = firsts.filter(|letter| letter.is_uppercase()).collect();
        let word = words(&initials).concat();
        if word.chars().count() >= FEWEST_INITIALS {
            self.by_initials.entry(word.clone()).or_default().push(self.all.len());
            self.all.push(Target { identity_index, form_index, role: Role::Whole, word, initials: Vec::new() });
        }
    }

    fn add(&mut self, place: (usize, usize), role: Role, word: &str, initials: Vec<char>, has_sound: bool) {
        for written in transliterated(word) {
            self.add(place, role, &written, transliterated_initials(&initials), has_sound);
        }
        let target = self.all.len();
        let length = word.chars().count();
        self.by_word.entry(word.to_owned()).or_default().push(target);
        if length >= SHORTEST_MISSPELT {
            for stump in stumps(word) {
                self.by_stump.entry(stump).or_default().push(target);
            }
        }
        if length >= SHORTEST_TWICE_MISSPELT {
            self.by_third.add(word, target);
        }
        if has_sound && length >= SHORTEST_SOUND {
            self.by_sound.entry(sound(word)).or_default().push(target);
        }
        self.by_shape.entry(shape(word)).or_default().push(target);
        if let Some(strokes) = strokes(word) {
            self.by_strokes.entry(strokes).or_default().push(target);
        }
        if role.is_word() {
            for (at, _) in word.char_indices().skip(1) {
                let (beginning, end) = word.split_at(at);
                self.beginnings.insert(beginning.to_owned());
                self.ends.insert(end.to_owned());
            }
        }
        self.longest = self.longest.max(length);
        let (identity_index, form_index) = place;
        self.all.push(Target { identity_index, form_index, role, word: word.to_owned(), initials });
    }

    /// Everything that a folded word is like, each target once, by its closest likeness.
    pub(super) fn like(&self, word: &str) -> Vec<Hit> {
        let length = word.chars().count();
        if length < SHORTEST_PART || length > self.longest + 7 {
            return Vec::new();
        }
        let mut hits: BTreeMap<usize, Option<Likeness>> = BTreeMap::new();
        for &target in self.by_word.get(word).into_iter().flatten() {
            hits.insert(target, None);
        }
        let is_written_otherwise = word.chars().any(|letter| !letter.is_alphabetic() || latin(letter).is_some());
        // A number looks like nobody: of what is read as letters, a third has to be some.
        let letter_count = word.chars().filter(|letter| letter.is_alphabetic()).count();
        let is_lettered = letter_count >= 2 && letter_count * 3 >= length;
        if is_lettered && (is_written_otherwise || length >= SHORTEST_MISSPELT) {
            for &target in self.by_shape.get(&shape(word)).into_iter().flatten() {
                hits.entry(target).or_insert(Some(Likeness::Shape));
            }
        }
        if let Some(strokes) = strokes(word) {
            for &target in self.by_strokes.get(&strokes).into_iter().flatten() {
                hits.entry(target).or_insert(Some(Likeness::Shape));
            }
        }
        // Set from right to left, it is read as it should be.
        if length >= SHORTEST_TURNED {
            for &target in self.by_word.get(&word.chars().rev().collect::<String>()).into_iter().flatten() {
                hits.entry(target).or_insert(Some(Likeness::Shape));
            }
        }
        self.misspelt(word, &mut hits);
        if is_written_otherwise {
            let read: String = word.chars().map(|letter| latin(letter).unwrap_or(letter)).collect();
            self.misspelt(&read, &mut hits);
            for written in transliterated(word) {
                for &target in self.by_word.get(&written).into_iter().flatten() {
                    hits.entry(target).or_insert(Some(Likeness::Sound));
                }
                self.misspelt(&written, &mut hits);
            }
        }
        if let Some(stem) = word.strip_suffix("ies") {
            for &target in self.by_word.get(&format!("{stem}y")).into_iter().flatten() {
                hits.entry(target).or_insert(Some(Likeness::Spelling));
            }
        }
        // A plural of what is part of a longer form.
        if let Some(bare) = word.strip_suffix('s') {
            for &target in self.by_word.get(bare).into_iter().flatten() {
                if matches!(self.all[target].role, Role::Piece { .. }) {
                    hits.entry(target).or_insert(Some(Likeness::Spelling));
                }
            }
        }
        // A plural or genitive of a slip.
        if let Some(bare) = word.strip_suffix('s').filter(|_| length > SHORTEST_MISSPELT) {
            self.misspelt(bare, &mut hits);
        }
        if !is_written_otherwise && length >= SHORTEST_SOUND {
            for &target in self.by_sound.get(&sound(word)).into_iter().flatten() {
                let known = &self.all[target].word;
                let slips = distance(word, known);
                let most = known.chars().count().max(length) / 2;
                if slips <= most && (length.min(known.chars().count()) >= SHORTEST_MISSPELT || slips <= 1) {
                    hits.entry(target).or_insert(Some(Likeness::Sound));
                }
            }
        }
        if length + 2 >= SHORTEST_TWICE_MISSPELT {
            for target in self.by_third.sharing(word) {
                if !hits.contains_key(&target) && distance(word, &self.all[target].word) <= 2 {
                    hits.insert(target, Some(Likeness::Slips));
                }
            }
        }
        hits.into_iter().map(|(target, likeness)| Hit { target, likeness }).collect()
    }

    fn misspelt(&self, word: &str, hits: &mut BTreeMap<usize, Option<Likeness>>) {
        if word.chars().count() + 1 < SHORTEST_MISSPELT {
            return;
        }
        for stump in stumps(word) {
            for &target in self.by_stump.get(&stump).into_iter().flatten() {
                if !hits.contains_key(&target) && distance(word, &self.all[target].word) <= 1 {
                    hits.insert(target, Some(Likeness::Spelling));
                }
            }
        }
    }

    /// The targets that are this word, and no more than that.
    pub(super) fn exactly(&self, word: &str) -> &[usize] {
        self.by_word.get(word).map_or(&[], Vec::as_slice)
    }

    /// The organisations whose initials these are.
    pub(super) fn by_initials(&self, word: &str) -> &[usize] {
        self.by_initials.get(word).map_or(&[], Vec::as_slice)
    }

    /// Whether a name begins with this word and goes on.
    pub(super) fn some_begins_with(&self, word: &str) -> bool {
        self.beginnings.contains(word)
    }

    /// Whether a name ends with this word and begins before it.
    pub(super) fn some_ends_with(&self, word: &str) -> bool {
        self.ends.contains(word)
    }

    pub(super) const fn longest(&self) -> usize {
        self.longest
    }
}

fn transliterated_initials(initials: &[char]) -> Vec<char> {
    let of = |letter: &char| transliterated(&letter.to_string()).into_iter().filter_map(|ways| ways.chars().next());
    initials.iter().copied().chain(initials.iter().flat_map(of)).collect()
}

/// The folded names in a form of a person: its words with a capital, without titles and what joins names.
fn names(form: &str) -> Vec<String> {
    let has_capital = |word: &&str| word.chars().find(|letter| letter.is_alphabetic()).is_some_and(char::is_uppercase);
    let written = form.split(|letter: char| letter.is_whitespace() || letter == '-').filter(has_capital);
    let folded = written.flat_map(words);
    folded.filter(|word| !is_title(word)).collect()
}
