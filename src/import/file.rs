//! A file's bytes, within limits, and what they really are.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::archive::Kind;
use super::{ImportError, Place};
use crate::model::SourceFormat;

/// The largest transcript that is read, in bytes: some thousand hours of talk.
const MAX_TRANSCRIPT: u64 = 256 << 20;

/// The bytes of a transcript, face sheet or identity list. A folder, an unreadable file and one beyond all reason are
/// refused; surveys, which may be larger, are streamed by [`survey::open`](super::survey::open) instead.
pub fn read_file(path: &Path) -> Result<Vec<u8>, ImportError> {
    let failed = |source| ImportError::Read { path: path.to_owned(), source };
    let file = open_file(path)?;
    let mut bytes = Vec::new();
    file.take(MAX_TRANSCRIPT + 1).read_to_end(&mut bytes).map_err(failed)?;
    check_size(path, &bytes)?;
    Ok(bytes)
}

/// Opens a file that is one.
pub(super) fn open_file(path: &Path) -> Result<File, ImportError> {
    let failed = |source| ImportError::Read { path: path.to_owned(), source };
    if std::fs::metadata(path).map_err(failed)?.is_dir() {
        return Err(ImportError::damaged(
            path,
            Place::WHOLE,
            "this is a folder; name the files in it, as in `folder/*`",
        ));
    }
    File::open(path).map_err(failed)
}

/// Refuses what is empty or too large to be what it says.
pub(super) fn check_size(path: &Path, bytes: &[u8]) -> Result<(), ImportError> {
    let message = if bytes.is_empty() {
        "the file is empty; export or copy it again"
    } else if bytes.len() as u64 > MAX_TRANSCRIPT {
        "the file is larger than 256 MB, which no transcript is; split it"
    } else {
        return Ok(());
    };
    Err(ImportError::damaged(path, Place::WHOLE, message))
}

/// The format that a file's name promises.
pub fn format_of(path: &Path) -> Result<SourceFormat, ImportError> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase();
    let advice = match extension.as_str() {
        "txt" | "text" => return Ok(SourceFormat::Text),
        "md" | "markdown" => return Ok(SourceFormat::Markdown),
        "docx" => return Ok(SourceFormat::Docx),
        "epub" => return Ok(SourceFormat::Epub),
        "html" | "htm" | "xhtml" => return Ok(SourceFormat::Html),
        "odt" => return Ok(SourceFormat::Odt),
        "rtf" => return Ok(SourceFormat::Rtf),
        "pdf" => return Ok(SourceFormat::Pdf),
        "vtt" => return Ok(SourceFormat::Vtt),
        "srt" => return Ok(SourceFormat::Srt),
        "csv" | "tsv" => return Ok(SourceFormat::Csv),
        "xlsx" | "xlsm" => return Ok(SourceFormat::Xlsx),
        "xls" => return Ok(SourceFormat::Xls),
        "ods" => return Ok(SourceFormat::Ods),
        "json" => return Ok(SourceFormat::Json),
        "" => "a file without an extension is not read; rename it to what it is, such as .txt or .docx".to_owned(),
        "doc" => {
            "documents of Word 97 to 2003 are not read; open it in Word or LibreOffice, choose Save As, and save it as \
                  Word document (.docx)"
                .to_owned()
        }
        "mp3" | "m4a" | "wav" | "mp4" | "mov" => {
            "this is a recording; transcribe it first and import the transcript".to_owned()
        }
        _ => format!("transcripts in .{extension} are not read; save it as .docx or .txt"),
    };
    Err(ImportError::damaged(path, Place::WHOLE, advice))
}

/// Whether a file's name ends in one of these.
pub(super) fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    extensions.iter().any(|wanted| extension.eq_ignore_ascii_case(wanted))
}

/// Refuses a file that says it is text and is something else.
pub(super) fn check_is_text(path: &Path, bytes: &[u8]) -> Result<(), ImportError> {
    let Some(kind) = kind_by_first_bytes(bytes) else { return Ok(()) };
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let message =
        format!("this is {kind}, not the text that .{extension} says; give it its true extension or save it as text");
    Err(ImportError::damaged(path, Place::WHOLE, message))
}

/// Refuses a file that says it is a document of some kind and is no zip archive, as all of them are.
pub(super) fn check_is_zip(path: &Path, bytes: &[u8], expected: &Kind) -> Result<(), ImportError> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(());
    }
    let Kind { name, make, .. } = expected;
    let message = match kind_by_first_bytes(bytes) {
        Some(kind) => format!("this is {kind}, not {name}; {make}"),
        None => format!("this is not {name} (no zip archive); {make}"),
    };
    Err(ImportError::damaged(path, Place::WHOLE, message))
}

/// What to say of a file that does not begin as `expected`, such as "an RTF file", does.
pub(super) fn not_what_it_says(bytes: &[u8], expected: &str, make: &str) -> String {
    match kind_by_first_bytes(bytes) {
        Some(kind) => format!("this is {kind}, not {expected}; give it its true extension, or {make}"),
        None => format!("this is not {expected}; give it its true extension, or {make}"),
    }
}

fn kind_by_first_bytes(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: &[(&[u8], &str)] = &[
        (b"PK\x03\x04", "a zip archive, such as a Word or Excel file"),
        (b"PK\x05\x06", "an empty zip archive"),
        (b"%PDF", "a PDF file"),
        (b"{\\rtf", "an RTF file"),
        (b"\xd0\xcf\x11\xe0", "an old or password-protected Office file"),
        (b"\x1f\x8b", "a compressed (gzip) file"),
        (b"SQLite format 3", "a database"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"ID3", "a sound file"),
        (b"RIFF", "a sound or video file"),
    ];
    KINDS.iter().find(|(first, _)| bytes.starts_with(first)).map(|&(_, kind)| kind)
}
