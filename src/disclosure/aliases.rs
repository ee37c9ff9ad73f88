//! Forms that follow from a person's full name: first name, surname, initials, titles, nicknames.
//!
//! What is an ordinary word as well (*Will*, *Hope*, *Hall*) is a form only where it is written as a name.

mod nicknames;
mod ordinary;

use self::nicknames::of;
pub(crate) use self::ordinary::is_ordinary;
use crate::model::{Derived, Identity, IdentityKind};
use crate::text::fold;

/// What may stand before a name. The first six are sought before every surname.
pub(super) const TITLES: [&str; 32] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "doctor",
    "prof",
    "professor",
    "sir",
    "dame",
    "lady",
    "lord",
    "rev",
    "reverend",
    "father",
    "sister",
    "cllr",
    "councillor",
    "judge",
    "justice",
    "pc",
    "sgt",
    "sergeant",
    "inspector",
    "captain",
    "herr",
    "frau",
    "madame",
    "monsieur",
    "señor",
    "señora",
];
const SOUGHT: [&str; 7] = ["Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Professor"];

/// Small words within a surname.
const PARTICLES: [&str; 26] = [
    "van", "von", "de", "del", "della", "der", "den", "di", "da", "do", "dos", "das", "la", "le", "du", "bin", "ibn",
    "al", "el", "ap", "ter", "ten", "ver", "mac", "mc", "st",
];

/// A name of so few letters is too often the beginning of a word, or one.
const SHORT: usize = 3;

/// A person's name, taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Name<'f> {
    pub(super) title: Option<&'f str>,
    pub(super) given: Vec<&'f str>,
    /// With its particles: *van der Berg*.
    pub(super) surname: String,
}

/// Every form that follows from an identity's forms and is none of them; nothing unless it is a person, and derives.
/// `is_common` says whether a folded word is an ordinary one.
pub fn derived(identity: &Identity, is_common: &dyn Fn(&str) -> bool) -> Vec<Derived> {
    if identity.kind != IdentityKind::Person || !identity.derive {
        return Vec::new();
    }
    let mut found: Vec<Derived> = Vec::new();
    let mut add = |form: String| {
        let folded = fold(&form);
        let is_known = identity.forms.iter().any(|known| fold(known) == folded)
            || found.iter().any(|known| fold(&known.form) == folded);
        if !is_known {
            let capitalised = takes_capital(&form, is_common);
            found.push(Derived { form, capitalised });
        }
    };
    for form in &identity.forms {
        let Some(name) = Name::of(form) else { continue };
        let Name { given, surname, .. } = &name;
        let first = given.first().filter(|first| letters(first) > 1);
        if let Some(first) = first.filter(|_| given.len() > 1 || !surname.is_empty()) {
            add((*first).to_owned());
        }
        let nicks: Vec<&str> = first.map(|first| of(&fold(first))).unwrap_or_default();
        for nick in &nicks {
            add(capital(nick));
        }
        if surname.is_empty() {
            continue;
        }
        add(surname.clone());
        for title in SOUGHT {
            add(format!("{title} {surname}"));
        }
        if let Some(title) = name.title {
            add(format!("{title} {surname}"));
        }
        if let Some(first) = first {
            add(format!("{first} {surname}"));
            add(format!("{surname} {first}"));
            for nick in &nicks {
                add(format!("{} {surname}", capital(nick)));
            }
        }
        let initials: Vec<String> = given.iter().filter_map(|name| name.chars().next()).map(String::from).collect();
        if let Some(initial) = initials.first() {
            add(format!("{initial} {surname}"));
            add(format!("{surname} {initial}"));
        }
        if initials.len() > 1 {
            add(format!("{} {surname}", initials.join(" ")));
            add(format!("{} {surname}", initials.concat()));
        }
    }
    found
}

/// Whether a form has to be written as a name to be one: it is a word, or two letters of nothing in particular.
pub(crate) fn takes_capital(form: &str, is_common: &dyn Fn(&str) -> bool) -> bool {
    let words: Vec<&str> = form.split([' ', '-', '.', '\'', '’']).filter(|word| !word.is_empty()).collect();
    let is_word = |word: &&str| {
        let folded = fold(word);
        letters(word) < 2 || is_ordinary(&folded) || is_common(&folded) || folded == "miss"
    };
    words.iter().all(is_word) || words.len() == 1 && letters(form) <= SHORT
}

impl<'f> Name<'f> {
    /// Takes a form apart; nothing if it does not look like a name of a person.
    pub(super) fn of(form: &'f str) -> Option<Self> {
        if let Some((surname, given)) = form.split_once(',') {
            let surname = Self::of(surname.trim()).map(|name| [name.given.join(" "), name.surname].concat())?;
            let given = words(given)?;
            return Some(Self { title: None, given, surname });
        }
        let mut words = words(form)?;
        let title = words.first().copied().filter(|word| TITLES.contains(&fold(word).as_str()));
        if title.is_some() {
            words.remove(0);
        }
        // Without a first name nothing but a title tells a surname from one.
        if let [only] = words[..] {
            return Some(match title {
                Some(_) => Self { title, given: Vec::new(), surname: only.to_owned() },
                None => Self { title, given: vec![only], surname: String::new() },
            });
        }
        let is_particle = |word: &&str| PARTICLES.contains(&word.to_lowercase().as_str());
        let last = words.len().checked_sub(1)?;
        let begins = (1..=last).find(|&at| words[at..last].iter().all(is_particle)).unwrap_or(last);
        let begins = if title.is_some() && words[..begins].iter().all(is_particle) { 0 } else { begins };
        Some(Self { title, given: words[..begins].to_vec(), surname: words[begins..].join(" ") })
    }
}

/// The words of a name; nothing if one of them could not be of one: a number, a small word that is no particle.
fn words(form: &str) -> Option<Vec<&str>> {
    let trimmed = form.split_whitespace().map(|word| word.trim_matches(['.', ',', '"', '(', ')']));
    let words: Vec<&str> = trimmed.filter(|word| !word.is_empty()).collect();
    let is_name = |word: &&str| {
        let is_spelt = word.chars().all(|letter| letter.is_alphabetic() || "-'’.".contains(letter) || is_mark(letter));
        let is_capital = word.chars().next().is_some_and(char::is_uppercase);
        is_spelt && (is_capital || PARTICLES.contains(word) || TITLES.contains(word))
    };
    (!words.is_empty() && words.len() <= 6 && words.iter().all(is_name)).then_some(words)
}

fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

fn letters(word: &str) -> usize {
    word.chars().filter(|letter| letter.is_alphabetic()).count()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
