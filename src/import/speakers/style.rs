//! The ways in which transcripts say who speaks.

use std::fmt;

/// How a transcript names its speakers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum LabelStyle {
    Colon,
    StampThenColon,
    StampInLabel,
    Heading,
    Tab,
    Alone,
    Voice,
    Field,
    Pattern,
}

impl fmt::Display for LabelStyle {
    /// As it looks in the file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Colon => "\"Name:\" before the words",
            Self::StampThenColon => "\"[00:12:04] Name:\" before the words",
            Self::StampInLabel => "\"Name [00:12:04]:\" before the words",
            Self::Heading => "name and time on a line of their own",
            Self::Tab => "a name and a tab before the words",
            Self::Alone => "a name on a line or in a cell of its own",
            Self::Voice => "voice tags, \"<v Name>\"",
            Self::Field => "a field or column of its own",
            Self::Pattern => "the pattern that was given",
        })
    }
}
