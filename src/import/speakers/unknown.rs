//! Labels that say that nobody knows who speaks, or that many do.

/// Words for nobody in particular.
const UNKNOWN: &[&str] = &[
    "unidentified",
    "unknown",
    "unnamed",
    "unclear",
    "inaudible",
    "several",
    "all",
    "both",
    "many",
    "multiple",
    "various",
    "everyone",
    "everybody",
    "someone",
    "somebody",
    "group",
    "audience",
    "chorus",
    "crosstalk",
    "others",
];

/// Words that may stand beside them.
const BESIDE: &[&str] = &[
    "speaker",
    "speakers",
    "voice",
    "voices",
    "participant",
    "participants",
    "respondent",
    "respondents",
    "person",
    "people",
    "member",
    "members",
    "male",
    "female",
    "man",
    "woman",
    "m",
    "f",
    "together",
    "at",
    "once",
];

/// Whether a label names no one person: `Unidentified`, `Several`, `All`, `(?)`, `Speaker ?`, `Unknown male 2`. What they
/// say belongs to no case.
pub fn is_unknown_speaker(label: &str) -> bool {
    let lower = label.to_lowercase();
    let is_sign = |character: char| character.is_whitespace() || "?()[]/-_.".contains(character);
    let mut words = lower.split(is_sign).filter(|word| !word.is_empty()).peekable();
    let is_asked = label.contains('?');
    if words.peek().is_none() {
        return is_asked;
    }
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let mut is_unknown = is_asked;
    words.all(|word| {
        is_unknown |= UNKNOWN.contains(&word);
        UNKNOWN.contains(&word) || BESIDE.contains(&word) || is_number(word)
    }) && is_unknown
}
