//! Sources and the texts and segments that they are made of.

use super::words;

/// A source's number in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// A segment's number. Numbers are dense, never used twice, and the same for text, index and codings, so that a set of
/// segments is a bit set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SegmentId(pub u32);

/// A text's number: that of its first segment. A text of `n` segments takes up `n` numbers, so the text that a segment
/// belongs to is the one with the greatest number not above the segment's. An answer is one text of one segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextId(pub u32);

impl TextId {
    /// The text's first segment.
    pub const fn first_segment(self) -> SegmentId {
        SegmentId(self.0)
    }
}

/// What a source is, in the terms of the study.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    Interview,
    FocusGroup,
    Survey,
    FieldNote,
    Document,
}

words!(SourceKind {
    Interview = "interview",
    FocusGroup = "focus-group",
    Survey = "survey",
    FieldNote = "field-note",
    Document = "document",
});

/// The file format a source came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceFormat {
    Text,
    Markdown,
    Docx,
    Odt,
    Rtf,
    Pdf,
    Html,
    Epub,
    Vtt,
    Srt,
    Csv,
    Xlsx,
    Xls,
    Ods,
    Sav,
    Json,
    Taguette,
    Qualcoder,
}

words!(SourceFormat {
    Text = "txt",
    Markdown = "md",
    Docx = "docx",
    Odt = "odt",
    Rtf = "rtf",
    Pdf = "pdf",
    Html = "html",
    Epub = "epub",
    Vtt = "vtt",
    Srt = "srt",
    Csv = "csv",
    Xlsx = "xlsx",
    Xls = "xls",
    Ods = "ods",
    Sav = "sav",
    Json = "json",
    Taguette = "taguette",
    Qualcoder = "qualcoder",
});

/// One imported file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub id: SourceId,
    /// Where the file lies, from the study folder, with `/` between folders.
    pub path: String,
    pub kind: SourceKind,
    pub format: SourceFormat,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub sha256: String,
    /// The encoding it was read in, as people name it: `UTF-8`, `windows-1252` …
    pub encoding: String,
    /// How many texts came of it: 1 for a transcript, one per open answer for a survey.
    pub text_count: u32,
    pub segment_count: u32,
    pub word_count: u64,
}
