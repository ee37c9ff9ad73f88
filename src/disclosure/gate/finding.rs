//! What the gate says: which entry of the list, and where. Never the words.

use std::fmt;

use super::super::Rule;
use super::runs::{RUN, Whose};
use crate::detect::Reason;
use crate::model::IdentityKind;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// A form of an identity; both indices are those of the identity list.
    Identity {
        identity_index: usize,
        form_index: usize,
    },
    /// What is nearly a form of an identity.
    Near {
        identity_index: usize,
        form_index: usize,
        likeness: Likeness,
    },
    Rule(Rule),
    /// What the detector says of words that nobody has decided on.
    Detected {
        kind: IdentityKind,
        sureness: Sureness,
        reason: Reason,
    },
    /// Eight words in a row of somebody whose words may not be printed.
    Run(Whose),
    /// The name of a file of the study, or its path, by its index among those that the gate was told.
    Source {
        source_index: usize,
    },
}

/// How words are like a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// One of its names, or its names in another order, or with an initial.
    Part,
    /// One slip of the pen away.
    Spelling,
    /// Two slips of the pen away, of a long word.
    Slips,
    /// Heard as the same in English.
    Sound,
    /// Read as the same: `0rmskerry`, or with letters of another alphabet.
    Shape,
    /// With something between its letters.
    Spaced,
}

/// How sure the detector is, in three steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sureness {
    /// A rule with its check digits, or a probability of [`crate::detect::MASK`] and more.
    Likely,
    /// A probability of [`crate::detect::GATE`] and more.
    Possible,
    /// No more than a capital in the middle of a sentence, on a word that no list knows.
    Unknown,
}

/// Where it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    FileName,
    /// In a file of text; both from one, the column in characters.
    Line {
        line_number: usize,
        column_number: usize,
    },
    /// In an entry of a packed file or in a file inside a file; from one, in characters.
    Character {
        label: String,
        character_number: usize,
    },
    /// Somewhere in the file or in an entry, where characters cannot be counted.
    Part {
        label: Option<String>,
    },
    /// Author, title, keywords and the like.
    Properties,
    EntryName {
        entry_number: usize,
    },
    EntryComment {
        entry_number: usize,
    },
    ArchiveComment,
}

/// Something in a finished file that must not get out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub what: What,
    pub place: Place,
}

impl Place {
    /// The place of a byte of a text, which is the whole file or a part with a label.
    pub(super) fn within(label: Option<&str>, text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or_default();
        match label {
            Some(label) if label.starts_with("docProps/") || label == "meta.xml" => Self::Properties,
            Some(label) => Self::Character { label: label.to_owned(), character_number: before.chars().count() + 1 },
            None => Self::Line {
                line_number: before.matches('\n').count() + 1,
                column_number: before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1,
            },
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FileName => f.write_str("file name"),
            Self::Line { line_number, column_number } => write!(f, "line {line_number}, column {column_number}"),
            Self::Character { label, character_number } => write!(f, "{label}, character {character_number}"),
            Self::Part { label: Some(label) } => f.write_str(label),
            Self::Part { label: None } => f.write_str("file"),
            Self::Properties => f.write_str("document properties"),
            Self::EntryName { entry_number } => write!(f, "name of entry {entry_number}"),
            Self::EntryComment { entry_number } => write!(f, "comment on entry {entry_number}"),
            Self::ArchiveComment => f.write_str("comment on the archive"),
        }
    }
}

/// A finding as a sentence. Numbers count from one, in the order of the identity list.
pub fn describe(finding: &Finding) -> String {
    let place = &finding.place;
    match finding.what {
        What::Identity { identity_index, form_index } => {
            let (identity, form) = (identity_index + 1, form_index + 1);
            format!("Identity {identity} of the list is named by its form {form} ({place}).")
        }
        What::Near { identity_index, form_index, likeness } => {
            let (identity, form, how) = (identity_index + 1, form_index + 1, likeness.in_words());
            format!("There is what {how} form {form} of identity {identity} of the list ({place}).")
        }
        What::Rule(rule) => format!("There is what looks like {} ({place}).", rule.name()),
        What::Detected { kind, sureness, reason } => {
            let what = detected(kind, sureness);
            format!("There is what {what}, and nobody has decided on it: {} ({place}).", why(reason))
        }
        What::Run(whose) => format!("There are {RUN} words in a row of {} ({place}).", whose.in_words()),
        What::Source { source_index } => {
            format!("The name of source {} of the study is there ({place}).", source_index + 1)
        }
    }
}

impl Likeness {
    /// For a sentence: "what … form 2 of identity 5".
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Part => "is part of",
            Self::Spelling => "is a letter away from",
            Self::Slips => "is two letters away from",
            Self::Sound => "sounds like",
            Self::Shape => "looks like",
            Self::Spaced => "is, letter by letter,",
        }
    }
}

impl Likeness {
    /// For a sentence: "form 2 of the identity …".
    pub const fn of_a_form(self) -> &'static str {
        match self {
            Self::Part => "is there in part",
            Self::Spelling => "is there but for one letter",
            Self::Slips => "is there but for two letters",
            Self::Sound => "is there by its sound",
            Self::Shape => "is there by its looks",
            Self::Spaced => "is there, its letters set apart",
        }
    }
}

impl Whose {
    /// For a sentence: "words of …".
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Excluded => "somebody who is not kept in the sample",
            Self::NotQuoted => "somebody who has not agreed to be quoted",
            Self::Withdrawn => "somebody who withdrew",
        }
    }
}

const fn detected(kind: IdentityKind, sureness: Sureness) -> &'static str {
    use IdentityKind::{Age, Contact, Date, Number, Organisation, Other, Person, Place, Trait};
    match (sureness, kind) {
        (Sureness::Likely, Person) => "is likely a person's name",
        (Sureness::Likely, Place) => "is likely a place's name",
        (Sureness::Likely, Organisation) => "is likely an organisation's name",
        (Sureness::Likely, Contact) => "is likely a way to reach someone",
        (Sureness::Likely, Number) => "is likely someone's number",
        (Sureness::Likely, Date | Age | Trait | Other) => "is likely to tell who it is",
        (Sureness::Possible, Person) => "may be a person's name",
        (Sureness::Possible, Place) => "may be a place's name",
        (Sureness::Possible, Organisation) => "may be an organisation's name",
        (Sureness::Possible, _) => "may tell who it is",
        (Sureness::Unknown, _) => "is written like a name",
    }
}

const fn why(reason: Reason) -> &'static str {
    match reason {
        Reason::Rule => "by its shape",
        Reason::Checksum => "its check digits hold",
        Reason::Model => "by the words around it",
        Reason::GivenName => "a list of given names has it",
        Reason::Surname => "a list of surnames has it",
        Reason::PlaceName => "a list of places has it",
        Reason::Propagated => "it is one elsewhere",
        Reason::Capitalised => "no list knows it",
    }
}
