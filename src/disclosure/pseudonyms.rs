//! Names that belong to nobody, the same for the same identity at every run.
//!
//! They are made of parts that sound like a name in no language in particular, and tell neither gender nor origin. None is
//! a real name of the study, nor a word of its texts: whoever uses this says what is taken.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use crate::model::IdentityKind;
use crate::text::fold;

const STARTS: [&str; 36] = [
    "Al", "Ar", "Ban", "Bel", "Bren", "Cal", "Cor", "Dar", "Del", "Dor", "El", "Em", "Fal", "Fen", "Gal", "Gar", "Hal",
    "Jor", "Kel", "Lan", "Lor", "Mal", "Mer", "Nev", "Nor", "Or", "Pel", "Quen", "Ral", "Ren", "Sel", "Tal", "Tor",
    "Ul", "Ver", "Wen",
];
const ENDS: [&str; 30] = [
    "adin", "aren", "avel", "avy", "eby", "edor", "elin", "emy", "enor", "eris", "evin", "iden", "imar", "inel", "iro",
    "isen", "ivar", "oby", "oden", "olen", "omar", "onis", "orel", "oven", "uden", "umil", "unar", "uric", "usel",
    "yden",
];
/// What ends the invented name of a place.
const PLACES: [&str; 6] = ["ford", "mere", "wick", "stow", "combe", "thorpe"];

/// So many different names can be made of each kind before longer ones are made.
const NAMES: usize = STARTS.len() * ENDS.len();

/// A pseudonym for each of these, by its kind and what it is known by, in the same order. `is_taken` is asked for the
/// folded name.
///
/// What a pseudonym is follows from the seed and from what the identity is known by alone, wherever it stands in the list;
/// only where two would have the same name, or where the name is taken, the next one is used.
pub fn assign(known_by: &[(IdentityKind, String)], seed: &str, is_taken: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut order: Vec<usize> = (0..known_by.len()).collect();
    let digest = |index: usize| {
        let (kind, name) = &known_by[index];
        Sha256::digest([seed, "\0", kind.word(), "\0", &fold(name)].concat())
    };
    order.sort_by_cached_key(|&index| (digest(index).to_vec(), known_by[index].clone()));
    let mut used = BTreeSet::new();
    let mut names = vec![String::new(); known_by.len()];
    let mut before: Option<(usize, &(IdentityKind, String))> = None;
    for index in order {
        if let Some((same, _)) = before.filter(|(_, known)| **known == known_by[index]) {
            let name = names[same].clone();
            names[index] = name;
            continue;
        }
        let digest = digest(index);
        let number = |at: usize| digest.iter().skip(at).take(4).fold(0, |sum, byte| sum * 256 + usize::from(*byte));
        // A step that shares no factor with the number of names goes through all of them.
        let (first, step) = (number(0) % NAMES, [7, 11, 13, 17, 19, 23, 29, 31][number(4) % 8]);
        let mut candidates = (0..).map(|turn| name(known_by[index].0, (first + turn * step) % NAMES, turn / NAMES));
        let is_free = |name: &String| !used.contains(name) && !is_taken(&fold(base(name)));
        names[index] = candidates.find(is_free).expect("there is always a longer name");
        used.insert(names[index].clone());
        before = Some((index, &known_by[index]));
    }
    names
}

/// Every name that is tried first for a kind: what has to be looked for in the texts, folded.
pub fn candidates(kind: IdentityKind) -> impl Iterator<Item = String> {
    (0..NAMES).map(move |index| fold(base(&name(kind, index, 0))))
}

/// The invented word of a name.
fn base(name: &str) -> &str {
    name.split(' ').next().unwrap_or(name)
}

/// The name of this index; after the first round, longer ones.
fn name(kind: IdentityKind, index: usize, round: usize) -> String {
    let (start, end) = (STARTS[index % STARTS.len()], ENDS[index / STARTS.len()]);
    let longer: String = (0..round).map(|turn| ["ala", "ebe", "ini", "oro", "umu"][turn % 5]).collect();
    match kind {
        IdentityKind::Place => {
            let vowel = end.get(..1).unwrap_or_default();
            format!("{start}{longer}{vowel}{}", PLACES[index / STARTS.len() % PLACES.len()])
        }
        IdentityKind::Organisation => format!("{start}{longer}{end} Group"),
        _ => format!("{start}{longer}{end}"),
    }
}
