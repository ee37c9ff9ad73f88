//! What may be a speaker's label at the beginning of a line. Whether it is one, the whole transcript decides.

use super::stamps;
use super::style::LabelStyle;
use super::unknown::is_unknown_speaker;
use crate::import::interviewers::is_interviewer;
use crate::import::lines::{Line, SaidBy};

/// Longer names are prose.
const MAX_NAME_CHARS: usize = 40;
const MAX_NAME_WORDS: usize = 5;

/// How much a label looks like one by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::import) enum Strength {
    /// A few words, not all with capitals: only if it comes again and again.
    Faint,
    /// A name before a colon or tab.
    Weak,
    /// In bold, or a code such as `P3`.
    Likely,
    /// A role (`Interviewer`, `Participant 2`), or with a time stamp.
    Sure,
}

/// A label that a line may begin with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct Label {
    pub(in crate::import) name: String,
    pub(in crate::import) start_ms: Option<u32>,
    /// Where the words after it begin, in bytes of the line.
    pub(super) rest: usize,
    pub(in crate::import) strength: Strength,
    pub(super) style: LabelStyle,
}

/// What the lines around one say of it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around {
    /// Every line has a time stamp: words alone after one are words.
    pub(super) all_stamped: bool,
    /// The line above is a time stamp and nothing else, and in this transcript a name follows each of those.
    pub(super) after_stamp: bool,
}

/// Where the name in a label ends, and how it ends.
struct Ending {
    name_end: usize,
    rest: usize,
    start_ms: Option<u32>,
    /// Set off by something weaker than a colon with a space.
    is_tight: bool,
    style: LabelStyle,
}

/// The label that a line may begin with.
pub(super) fn candidate(line: &Line, around: Around) -> Option<Label> {
    if let Some(SaidBy { name, start_ms, rest, style }) = &line.said_by {
        let (name, start_ms, rest, style) = (name.clone(), *start_ms, *rest, *style);
        return Some(Label { name, start_ms, rest, strength: Strength::Sure, style });
    }
    if line.heading.is_some() {
        return None;
    }
    let text = line.text.as_str();
    let stamp = stamps::leading(text);
    let body_start = stamp.map_or(0, |stamp| after_gap(text, stamp.end));
    let body_start = text.len() - text.get(body_start..)?.trim_start_matches(['>', ' ']).len();
    let body = text.get(body_start..)?;
    let may_be_alone = line.is_first_cell || around.after_stamp || (stamp.is_some() && !around.all_stamped);
    let ending =
        colon_or_tab(body).or_else(|| header_line(body)).or_else(|| may_be_alone.then(|| alone(body)).flatten())?;
    let name = tidy(body.get(..ending.name_end)?);
    let name = if stamp.is_some() { chat_name(&name) } else { name };
    let style =
        if stamp.is_some() && ending.style == LabelStyle::Colon { LabelStyle::StampThenColon } else { ending.style };
    let mut strength = likeness(&name)?;
    let is_stamped = stamp.is_some_and(|stamp| stamp.is_sure) || ending.start_ms.is_some();
    let bold_in_body = line.bold.saturating_sub(body_start);
    // Bold from the name to the colon and no further.
    let is_bold = line.bold > body_start && bold_in_body + 1 >= ending.name_end && bold_in_body <= ending.rest;
    if ending.is_tight {
        strength = strength.min(Strength::Weak);
    } else if is_stamped && strength >= Strength::Weak {
        strength = Strength::Sure;
    } else if is_bold {
        strength = strength.max(Strength::Likely);
    }
    Some(Label {
        name,
        start_ms: ending.start_ms.or(stamp.map(|stamp| stamp.start_ms)),
        rest: body_start + ending.rest,
        strength,
        style,
    })
}

/// The label that a text of nothing else is: a heading or a cell with a name, perhaps with a time and a colon.
pub(in crate::import) fn whole_label(text: &str) -> Option<Label> {
    let leading = stamps::leading(text);
    let body = text.get(leading.map_or(0, |stamp| after_gap(text, stamp.end))..)?.trim();
    let bare = body.trim_end_matches([':', '：']);
    let (name, trailing) = match stamps::trailing(bare) {
        Some((name_end, stamp)) => (bare.get(..name_end)?, Some(stamp)),
        None => (bare, None),
    };
    let name = tidy(name.trim_end().trim_end_matches([':', '：']));
    let strength = likeness(&name)?;
    let start_ms = leading.or(trailing).map(|stamp| stamp.start_ms);
    Some(Label { name, start_ms, rest: text.len(), strength, style: LabelStyle::Alone })
}

/// After white space and one dash, as in `[00:12:04] - Anna:`.
fn after_gap(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    let trimmed = rest.trim_start();
    let undashed = trimmed.strip_prefix(['-', '–', '—', '|']).map_or(trimmed, str::trim_start);
    text.len() - undashed.len()
}

/// `Name:`, `Name [00:12:04]:`, `Name<TAB>`.
fn colon_or_tab(body: &str) -> Option<Ending> {
    let mut start_ms = None;
    let mut name_end = None;
    let mut skip_to = 0;
    for (count, (at, character)) in body.char_indices().enumerate() {
        if count > MAX_NAME_CHARS + 16 {
            return None;
        }
        if at < skip_to {
            continue;
        }
        match character {
            '[' | '(' if at > 0 => {
                if let Some(stamp) = stamps::leading(body.get(at..)?) {
                    start_ms = Some(stamp.start_ms);
                    name_end = Some(at);
                    skip_to = at + stamp.end;
                }
            }
            ':' | '：' => {
                let rest = at + character.len_utf8();
                let next = body.get(rest..)?.chars().next();
                let is_tight = match next {
                    None => false,
                    Some(next) if next.is_whitespace() => false,
                    Some(next) if next.is_alphabetic() || "[(\"“‘'…".contains(next) => true,
                    Some(_) => return None,
                };
                let style = if start_ms.is_some() { LabelStyle::StampInLabel } else { LabelStyle::Colon };
                return Some(Ending { name_end: name_end.unwrap_or(at), rest, start_ms, is_tight, style });
            }
            '\t' => {
                let rest = body.get(at..)?;
                // "Anna<TAB>: …" is a colon's business.
                if rest.trim_start().starts_with(':') {
                    continue;
                }
                // "Anna<TAB>00:12:04<TAB>…" as some services write it.
                let after_tab = body.len() - rest.trim_start().len();
                let stamp = stamps::leading(body.get(after_tab..)?)
                    .filter(|stamp| body.get(after_tab + stamp.end..).is_some_and(|after| after.starts_with('\t')));
                let rest = stamp.map_or(after_tab, |stamp| after_tab + stamp.end);
                return Some(Ending {
                    name_end: name_end.unwrap_or(at),
                    rest,
                    start_ms: start_ms.or(stamp.map(|stamp| stamp.start_ms)),
                    is_tight: true,
                    style: LabelStyle::Tab,
                });
            }
            _ => {}
        }
    }
    None
}

/// A line of nothing but name and time: `Anna  0:08`, `Anna [00:12:04]`.
fn header_line(body: &str) -> Option<Ending> {
    let (name_end, stamp) = stamps::trailing(body)?;
    let name = body.get(..name_end)?;
    if name.trim().is_empty() {
        return None;
    }
    // One space before a bare m:ss could be prose ("We met at 9:30").
    let is_tight = !stamp.is_sure && !name.ends_with("  ") && !name.ends_with('\t');
    Some(Ending { name_end, rest: body.len(), start_ms: Some(stamp.start_ms), is_tight, style: LabelStyle::Heading })
}

/// A line or cell of nothing but a name, after a time stamp or in the first column of a table.
fn alone(body: &str) -> Option<Ending> {
    let (name_end, rest) = (body.len(), body.len());
    let ending = Ending { name_end, rest, start_ms: None, is_tight: true, style: LabelStyle::Alone };
    (!body.ends_with(['.', '!', ',', '…']) && (!body.ends_with('?') || is_unknown_speaker(body))).then_some(ending)
}

fn tidy(name: &str) -> String {
    let name = name.trim().trim_matches(['*', '_']).trim_end_matches(['-', '–', ',', '.']);
    let inside = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    inside.unwrap_or(name).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The sender, where a saved chat says `From Anna Lee to Everyone`.
fn chat_name(name: &str) -> String {
    let Some(sender) = name.strip_prefix("From ") else { return name.to_owned() };
    sender.split_once(" to ").map_or(sender, |(sender, _)| sender).to_owned()
}

/// How much a few words look like a speaker's name; nothing if they cannot be one.
fn likeness(name: &str) -> Option<Strength> {
    if is_unknown_speaker(name) {
        return Some(Strength::Sure);
    }
    let words: Vec<&str> = name.split([' ', '_']).filter(|word| !word.is_empty()).collect();
    let is_allowed = |character: char| {
        character.is_alphanumeric()
            || " .,'’-_()/&#+?".contains(character)
            || unicode_normalization::char::is_combining_mark(character)
    };
    let has_letters = name.chars().any(char::is_alphabetic);
    if !has_letters
        || words.len() > MAX_NAME_WORDS
        || name.chars().count() > MAX_NAME_CHARS
        || !name.chars().all(is_allowed)
    {
        return None;
    }
    let bare: Vec<String> = words
        .iter()
        .map(|word| word.trim_matches(|character: char| !character.is_alphanumeric()).to_lowercase())
        .collect();
    if is_participant(&bare) || (is_interviewer(name) && name.chars().count() > 1) {
        return Some(Strength::Sure);
    }
    // "Evan You" is a name: a word of prose counts where it begins the label or is written small.
    let is_prose = |(index, word): (usize, &String)| {
        PROSE.contains(&word.as_str()) && (index == 0 || words[index].starts_with(char::is_lowercase))
    };
    if bare.iter().enumerate().any(is_prose) || HEADINGS.contains(&bare.join(" ").as_str()) {
        return None;
    }
    if name.contains('?') {
        return Some(Strength::Faint);
    }
    if is_code(name) {
        return Some(Strength::Likely);
    }
    let is_capital = |word: &&str| {
        word.chars().find(|character| character.is_alphanumeric()).is_none_or(|first| !first.is_lowercase())
    };
    let is_particle = |word: &&str| PARTICLES.contains(word);
    let is_name =
        words.first().is_some_and(is_capital) && words.iter().all(|word| is_capital(word) || is_particle(word));
    Some(if is_name { Strength::Weak } else { Strength::Faint })
}

/// `Participant 2`, `Speaker B`, `Female voice`.
fn is_participant(words: &[String]) -> bool {
    const ROLES: &[&str] = &[
        "participant",
        "respondent",
        "interviewee",
        "informant",
        "speaker",
        "subject",
        "expert",
        "observer",
        "transcriber",
        "notetaker",
        "audience",
        "all",
        "several",
        "unknown",
        "translator",
        "interpreter",
    ];
    let Some((role, rest)) = words.split_first() else { return false };
    ROLES.contains(&role.as_str())
        && rest.len() <= 1
        && rest.iter().all(|word| {
            word.chars().count() <= 2
                || word.bytes().all(|byte| byte.is_ascii_digit())
                || NUMBER_WORDS.contains(&word.as_str())
        })
}

/// What may follow a role besides a number or letter.
const NUMBER_WORDS: &[&str] = &["one", "two", "three", "four", "five", "six", "member"];

/// One to four capitals, perhaps with a number: `P3`, `FG2`, `A`, `INT-1`.
fn is_code(name: &str) -> bool {
    let letters = name.chars().take_while(char::is_ascii_uppercase).count();
    let rest = name.get(letters..).unwrap_or_default().trim_start_matches([' ', '-', '_', '.', '#']);
    (1..=4).contains(&letters)
        && rest.len() <= 4
        && rest.bytes().all(|byte| byte.is_ascii_digit())
        && (!rest.is_empty() || letters == 1)
}

/// Small words inside names.
const PARTICLES: &[&str] = &[
    "de", "del", "della", "da", "di", "du", "van", "von", "der", "den", "la", "le", "al", "el", "bin", "ibn", "ten",
    "ter", "y", "and", "of", "zu",
];

/// Words that stand in sentences and not in names.
const PROSE: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "the", "that", "this", "these", "those", "there", "here", "it", "things",
    "thing", "you", "we", "they", "he", "she", "so", "but", "because", "if", "then", "what", "which", "why", "how",
    "when", "where", "who", "have", "has", "had", "do", "does", "did", "not", "no", "yes", "yeah", "well", "okay",
    "ok", "like", "just", "said", "says", "say", "my", "our", "your", "their", "to", "for", "with", "as", "in", "on",
    "at", "from", "about", "or", "an", "example", "namely", "also", "only", "another", "one", "two", "three", "first",
    "second", "third", "finally", "http", "https", "www", "e.g", "i.e", "can", "will", "would", "could", "should",
    "let", "think", "know", "mean",
];

/// Words that stand before a colon at the head of a transcript, or mark what is no one's words.
const HEADINGS: &[&str] = &[
    "note",
    "notes",
    "date",
    "time",
    "duration",
    "length",
    "title",
    "location",
    "place",
    "venue",
    "subject",
    "re",
    "summary",
    "keywords",
    "transcript",
    "transcription",
    "topic",
    "topics",
    "file",
    "recording",
    "participants",
    "attendees",
    "present",
    "language",
    "setting",
    "project",
    "study",
    "version",
    "page",
    "break",
    "music",
    "intro",
    "outro",
    "sponsor",
    "warning",
    "important",
    "answer",
    "table",
    "figure",
    "section",
    "part",
    "chapter",
    "appendix",
    "background",
    "introduction",
    "conclusion",
    "result",
    "results",
    "question",
    "start",
    "end",
    "ps",
    "nb",
    "kind",
    "style",
    "pseudonym",
    "interview",
    "transcribed by",
    "mode",
    "consent",
    "id",
    "name",
    "age",
    "role",
    "website",
    "email",
    "tel",
    "phone",
];
