//! Files from outside, as plain values.
//!
//! A reader takes bytes and gives an [`Imported`] transcript or a stream of survey rows; it knows no store, no clock and
//! no other format. What a reader cannot make sense of is an [`ImportError`] with file and place, never a panic.

mod error;
mod imported;

mod archive;
mod encoding;
mod file;
mod heading_names;
mod lines;
mod paragraphs;
mod part_stream;
mod relations;
mod speakers;
mod spoken_table;
mod xml;
mod xml_stream;

mod cues;
mod docx;
mod epub;
mod html;
mod json;
mod markdown;
mod mean_sheet;
mod odt;
mod pdf;
mod rtf;
mod srt;
mod talk_table;
mod txt;
mod vtt;

mod checklist_answers;
pub mod code_sheet;
mod code_tree;
mod copy_table;
mod face_sheet;
mod guide;
mod identities;
mod identity_sheet;
mod interviewers;
pub mod projects;
mod service_sheet;
pub mod survey;
mod tables;

use std::path::Path;

use crate::model::SourceFormat;

pub use checklist_answers::checklist_answers;
pub use copy_table::{CopyRow, CopyTable, copy_table};
pub use error::{ImportError, Place};
pub use face_sheet::{FaceRow, case_sheet, face_sheet};
pub use file::{format_of, read_file};
pub use guide::guide;
pub use identities::{IdentityFile, identities, identity_file};
pub use identity_sheet::{IdentitySheet, SheetIdentity, identity_sheet};
pub use imported::{Imported, ImportedMemo, TimeMark, Turn, Warning};
pub use interviewers::is_interviewer;
pub use mean_sheet::{MeanRow, mean_sheet};
pub use pdf::pdf_text;
pub use service_sheet::service_sheet;
pub use speakers::{
    KnownSpeakers, LabelStyle, SimilarLabels, SpeakerPattern, Standing, is_unknown_speaker, similar_labels,
};
pub use tables::{TableFile, is_table};

/// Reads one transcript. The extension says the format, and the content has to agree.
pub fn read_transcript(path: &Path, bytes: &[u8]) -> Result<Imported, ImportError> {
    read_transcript_as(path, bytes, &KnownSpeakers::default())
}

/// Reads one transcript of which the researcher knows what its labels stand for.
pub fn read_transcript_as(path: &Path, bytes: &[u8], known: &KnownSpeakers) -> Result<Imported, ImportError> {
    let format = file::format_of(path)?;
    file::check_size(path, bytes)?;
    let imported = match format {
        SourceFormat::Docx => docx::read(path, bytes, known)?,
        SourceFormat::Epub => epub::read(path, bytes, known)?,
        SourceFormat::Html => html::read(path, bytes, known)?,
        SourceFormat::Odt => odt::read(path, bytes, known)?,
        SourceFormat::Markdown => markdown::read(path, bytes, known)?,
        SourceFormat::Csv | SourceFormat::Xlsx | SourceFormat::Xls | SourceFormat::Ods => {
            talk_table::read(path, bytes, known)?
        }
        SourceFormat::Json => json::read(path, bytes, known)?,
        SourceFormat::Pdf => pdf::read(path, bytes, known)?,
        SourceFormat::Rtf => rtf::read(path, bytes, known)?,
        SourceFormat::Srt => srt::read(path, bytes, known)?,
        SourceFormat::Vtt => vtt::read(path, bytes, known)?,
        _ => txt::read(path, bytes, known)?,
    };
    if imported.text.is_empty() {
        return Err(ImportError::damaged(path, Place::WHOLE, "there are no words in it; export or copy it again"));
    }
    Ok(imported)
}

/// What in a table or JSON file says that it is a transcript rather than a survey, in words for people; nothing if it is a
/// survey, or cannot be read.
pub fn seen_as_transcript(path: &Path) -> Option<String> {
    if file::has_extension(path, &["json"]) {
        let bytes = read_file(path).ok()?;
        return json::is_talk(path, &bytes).then(|| "its pieces say who speaks, or when".to_owned());
    }
    // Nobody keeps talk in other kinds of tables, and no transcript is read from them.
    if !file::has_extension(path, &["csv", "tsv", "xlsx", "xlsm", "xls", "ods"]) {
        return None;
    }
    let file = file::open_file(path).ok()?;
    let mut table = tables::open(path, file, tables::TableOptions::default()).ok()?;
    talk_table::seen(&mut table).ok().flatten()
}
