//! Whether the label of a speaker or a case is a person's name, or a code: *Anna* is, *P1*, *Teacher* and *Group B* are not.

use super::aliases::{TITLES, is_ordinary};
use crate::text::fold;

/// Which words are names, and which are words. Each is asked for a folded word.
pub struct NameLists<'l> {
    pub is_common: &'l dyn Fn(&str) -> bool,
    pub is_given_name: &'l dyn Fn(&str) -> bool,
    pub is_surname: &'l dyn Fn(&str) -> bool,
}

/// What transcripts call people by what they do there.
const SHORT_ROLES: [&str; 14] =
    ["int", "ivr", "iv", "mod", "fac", "res", "resp", "obs", "spk", "sp", "pt", "pp", "q", "a"];

/// The name of a person in a label, without what is in brackets and without a role before a known first name; nothing if
/// there is none. A word that nobody knows is a name if it is written as one; what has a digit, or is made of words that
/// are no names, is not.
pub fn persons_name<'l>(label: &'l str, lists: &NameLists<'_>) -> Option<&'l str> {
    let label = label.split_once('(').map_or(label, |(name, _)| name).trim();
    if let Some((role, name)) = label.split_once(' ')
        && is_role(role)
        && (lists.is_given_name)(&fold(name.split(' ').next().unwrap_or_default()))
    {
        return is_name(name.trim(), lists).then(|| name.trim());
    }
    is_name(label, lists).then_some(label)
}

fn is_name(label: &str, lists: &NameLists<'_>) -> bool {
    if label.chars().any(|sign| sign.is_numeric() || "_/@#&+:;[]{}<>=*?!".contains(sign)) {
        return false;
    }
    let words: Vec<&str> =
        label.split([' ', ',']).map(|word| word.trim_matches('.')).filter(|word| !word.is_empty()).collect();
    let mut names: Vec<&str> = words.clone();
    if names.first().is_some_and(|word| TITLES.contains(&fold(word).as_str())) {
        names.remove(0);
        // "Dr Hall" is somebody, "Sister" is not.
        return !names.is_empty()
            && names.iter().all(|word| is_capital(word))
            && !names.iter().all(|word| letters(word) < 2);
    }
    if names.is_empty() || names.len() > 5 || names.iter().all(|word| letters(word) < 2) {
        return false;
    }
    let is_known = |word: &str| (lists.is_given_name)(&fold(word));
    // A surname that is a word as well tells nothing: "Young Person" is nobody's name.
    let is_no_name = |word: &&str| {
        let folded = fold(word);
        (is_ordinary(&folded) || (lists.is_common)(&folded) && !(lists.is_surname)(&folded)) && !is_known(word)
    };
    if let [only] = names[..] {
        let folded = fold(only);
        let is_role = SHORT_ROLES.contains(&folded.as_str());
        // "Hope" is a name that is a word, "Teacher" a word that is no name; capitals alone may be a code.
        let is_word = is_ordinary(&folded) || (lists.is_common)(&folded);
        let is_code = only.chars().all(char::is_uppercase) && letters(only) <= 4;
        return !is_role && (is_known(only) || is_capital(only) && !is_word && !is_code);
    }
    let are_capital = names.iter().all(|word| is_capital(word) || is_small_part(word));
    let begins_with_name = is_known(names[0]) || letters(names[0]) < 2 || !is_no_name(&names[0]);
    are_capital && begins_with_name && !names.iter().any(|word| is_role(word)) && !names.iter().all(is_no_name)
}

/// Words by which people are told from one another without a name.
fn is_role(word: &str) -> bool {
    const ROLES: [&str; 40] = [
        "teacher",
        "student",
        "pupil",
        "participant",
        "respondent",
        "interviewee",
        "interviewer",
        "moderator",
        "facilitator",
        "speaker",
        "focus",
        "group",
        "interview",
        "nurse",
        "doctor",
        "manager",
        "officer",
        "worker",
        "parent",
        "carer",
        "mother",
        "father",
        "staff",
        "person",
        "client",
        "patient",
        "user",
        "member",
        "researcher",
        "observer",
        "narrator",
        "transcriber",
        "service",
        "case",
        "site",
        "team",
        "school",
        "unit",
        "ward",
        "class",
    ];
    ROLES.contains(&fold(word).as_str())
}

fn is_small_part(word: &str) -> bool {
    matches!(
        fold(word).as_str(),
        "van" | "von" | "de" | "del" | "der" | "den" | "di" | "da" | "la" | "le" | "bin" | "al"
    )
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
        && word.chars().all(|letter| letter.is_alphabetic() || "-'’.".contains(letter) || !letter.is_ascii())
}

fn letters(word: &str) -> usize {
    word.chars().filter(|letter| letter.is_alphabetic()).count()
}
