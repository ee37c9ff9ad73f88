//! Who asks.

/// Words for the one who asks.
const ROLES: &[&str] = &[
    "interviewer",
    "researcher",
    "moderator",
    "facilitator",
    "investigator",
    "int",
    "iv",
    "ir",
    "mod",
    "i",
    "q",
    "host",
    "ivr",
    "fac",
    "pi",
];

/// Words that may stand before such a word and change nothing.
const FIRST_WORDS: &[&str] = &["lead", "second", "first", "co", "main", "principal", "assistant", "female", "male"];

/// Whether a speaker's name says that they ask and do not answer: `Interviewer`, `Researcher 1`, `INT`, `Q`. Their words
/// are never coded.
pub fn is_interviewer(name: &str) -> bool {
    let lower = name.trim().to_lowercase();
    let mut words =
        lower.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    while words.peek().is_some_and(|word| FIRST_WORDS.contains(word)) {
        words.next();
    }
    let Some(role) = words.next() else { return false };
    let number_at = role.find(|character: char| character.is_ascii_digit()).unwrap_or(role.len());
    let (role, own_number) = role.split_at(number_at);
    // What follows is a number or a letter: "Researcher 1", "Interviewer B"; "Host family" is someone else.
    let rest_is_number = |word: &str| word.chars().count() == 1 || word.bytes().all(|byte| byte.is_ascii_digit());
    ROLES.contains(&role)
        && own_number.bytes().all(|byte| byte.is_ascii_digit())
        && words.clone().count() <= 1
        && words.all(rest_is_number)
}
