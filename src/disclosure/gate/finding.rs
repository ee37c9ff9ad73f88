//! What the gate says: which entry of the list, and where. Never the words.

use std::fmt;

use super::super::Rule;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// A form of an identity; both indices are those of the identity list.
    Identity {
        identity_index: usize,
        form_index: usize,
    },
    Rule(Rule),
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
        What::Rule(rule) => format!("There is what looks like {} ({place}).", rule.name()),
    }
}
