//! Which forms are likely one person, place or organisation, and which of them come first.
//!
//! *Philippa*, *Philippa Ormskerry* and *Ms Ormskerry* are offered as one. A form that may be of two (*Philippa* where there
//! is a *Philippa Hall* too) stands by itself: grouping is a proposal, and a wrong one costs more than a key.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::surface::Surface;
use crate::model::{Identity, IdentityKind, form_key};

/// Forms to be decided on together.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    pub kind: IdentityKind,
    /// The fullest form first.
    pub surfaces: Vec<Surface>,
}

/// Stand before a name and are none.
const TITLES: &[&str] = &[
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
    "cllr",
    "councillor",
    "pc",
    "sgt",
    "the",
    "of",
    "and",
    "at",
    "in",
    "for",
    "de",
    "van",
    "von",
];

/// Groups surfaces and puts the groups into the order in which they are looked at: by harm, then by probability, then by
/// how often they stand.
pub fn groups(surfaces: Vec<Surface>) -> Vec<Group> {
    let words: Vec<BTreeSet<String>> = surfaces.iter().map(|surface| name_words(&surface.key)).collect();
    // The fullest first, so that a shorter form meets the groups that it may belong to.
    let mut order: Vec<usize> = (0..surfaces.len()).collect();
    order.sort_by_key(|&index| (Reverse(words[index].len()), surfaces[index].key.clone()));
    let mut group_of: Vec<usize> = vec![usize::MAX; surfaces.len()];
    let mut with_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut initials: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut group_count = 0;
    for &index in &order {
        let joins = |other: &&usize| {
            has_name(surfaces[index].kind)
                && words[index].is_subset(&words[**other])
                && may_be_one(surfaces[index].kind, surfaces[**other].kind)
        };
        let mut homes: BTreeSet<usize> = words[index]
            .first()
            .and_then(|word| with_word.get(word.as_str()))
            .into_iter()
            .flatten()
            .filter(joins)
            .map(|&other| group_of[other])
            .collect();
        if homes.is_empty() && is_short(&surfaces[index].form) {
            homes = initials.get(&surfaces[index].key).cloned().unwrap_or_default();
        }
        group_of[index] = if let [home] = homes.into_iter().collect::<Vec<_>>().as_slice() {
            *home
        } else {
            group_count += 1;
            group_count - 1
        };
        if has_name(surfaces[index].kind) {
            for word in &words[index] {
                with_word.entry(word).or_default().push(index);
            }
        }
        if surfaces[index].kind == IdentityKind::Organisation {
            initials.entry(initials_of(&surfaces[index].form)).or_default().insert(group_of[index]);
        }
    }
    let mut grouped: Vec<Vec<(usize, Surface)>> = vec![Vec::new(); group_count];
    for (index, surface) in surfaces.into_iter().enumerate() {
        grouped[group_of[index]].push((words[index].len(), surface));
    }
    let mut groups: Vec<Group> = grouped.into_iter().map(finished).collect();
    groups.sort_by(|one, other| {
        (one.kind.harm_rank().cmp(&other.kind.harm_rank()))
            .then_with(|| other.probability().total_cmp(&one.probability()))
            .then_with(|| other.mention_count().cmp(&one.mention_count()))
            .then_with(|| one.surfaces[0].key.cmp(&other.surfaces[0].key))
    });
    groups
}

fn finished(mut members: Vec<(usize, Surface)>) -> Group {
    members.sort_by(|(one_words, one), (other_words, other)| {
        (other_words.cmp(one_words))
            .then_with(|| one.is_titled.cmp(&other.is_titled))
            .then_with(|| other.mentions.len().cmp(&one.mentions.len()))
            .then_with(|| one.key.cmp(&other.key))
    });
    let surfaces: Vec<Surface> = members.into_iter().map(|(_, surface)| surface).collect();
    // What names someone for sure says what the others are.
    let kind = surfaces.iter().map(|surface| surface.kind).min_by_key(|kind| kind.harm_rank());
    Group { kind: kind.unwrap_or(IdentityKind::Other), surfaces }
}

impl Group {
    /// The highest of its forms.
    pub fn probability(&self) -> f32 {
        self.surfaces.iter().map(|surface| surface.probability).fold(0.0, f32::max)
    }

    pub fn mention_count(&self) -> usize {
        self.surfaces.iter().map(|surface| surface.mentions.len()).sum()
    }

    pub fn text_count(&self) -> usize {
        let texts = self.surfaces.iter().flat_map(|surface| surface.mentions.iter().map(|(text, _)| *text));
        texts.collect::<BTreeSet<_>>().len()
    }
}

/// The identity that a group is likely another form of, by its place in the list: one alone whose words hold those of the
/// group's fullest form, or the other way round.
pub fn likely_alias(group: &Group, identities: &[Identity]) -> Option<usize> {
    if !has_name(group.kind) {
        return None;
    }
    let own: Vec<BTreeSet<String>> = group.surfaces.iter().map(|surface| name_words(&surface.key)).collect();
    let own: Vec<&BTreeSet<String>> = own.iter().filter(|words| !words.is_empty()).collect();
    let is_like = |identity: &Identity| {
        may_be_one(group.kind, identity.kind)
            && identity.forms.iter().any(|form| {
                let words = name_words(&form_key(form));
                !words.is_empty() && own.iter().any(|own| own.is_subset(&words) || words.is_subset(own))
            })
    };
    let mut likely = identities.iter().enumerate().filter(|(_, identity)| is_like(identity)).map(|(index, _)| index);
    match (likely.next(), likely.next()) {
        (Some(index), None) => Some(index),
        _ => None,
    }
}

/// The words of a name, without titles and small words.
fn name_words(key: &str) -> BTreeSet<String> {
    let words = key.split(|letter: char| !letter.is_alphanumeric() && letter != '\'').filter(|word| !word.is_empty());
    let bare = |word: &str| word.strip_suffix("'s").unwrap_or(word).trim_matches('\'').to_owned();
    words.map(bare).filter(|word| !word.is_empty() && !TITLES.contains(&word.as_str())).collect()
}

const fn has_name(kind: IdentityKind) -> bool {
    matches!(kind, IdentityKind::Person | IdentityKind::Place | IdentityKind::Organisation | IdentityKind::Other)
}

/// A capital that nobody knows may be anything.
fn may_be_one(one: IdentityKind, other: IdentityKind) -> bool {
    one == other || (one == IdentityKind::Other && has_name(other)) || (other == IdentityKind::Other && has_name(one))
}

/// Whether it is written as short forms are: two to six capitals.
fn is_short(form: &str) -> bool {
    let letters = form.chars().filter(|letter| *letter != '.');
    (2..=6).contains(&letters.clone().count()) && letters.into_iter().all(char::is_uppercase)
}

/// The initials of its words, small ones left out, in small letters.
fn initials_of(form: &str) -> String {
    let words = form.split(|letter: char| letter.is_whitespace() || letter == '-');
    let first = words.filter_map(|word| word.chars().next()).filter(|letter| letter.is_uppercase());
    first.flat_map(char::to_lowercase).collect()
}
