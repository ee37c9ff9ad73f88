//! What kind of table a file is: its extension says so, and its first bytes have to agree.

use std::path::Path;

use crate::import::{ImportError, Place, file};

/// The readers that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Delimited,
    Json,
    /// SPSS's.
    Sav,
    /// Excel's until 2003.
    Xls,
    /// Excel's or LibreOffice's.
    Zipped,
}

/// Whether a file's name says that it is a table and not a transcript.
pub fn is_table(path: &Path) -> bool {
    file::has_extension(path, &["csv", "tsv", "xlsx", "xlsm", "xls", "ods", "sav", "zsav", "json", "jsonl", "ndjson"])
}

/// Which reader takes a file that begins with `head`.
pub(super) fn kind_of(path: &Path, head: &[u8]) -> Result<Kind, ImportError> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase();
    let damaged = |message: &str| Err(ImportError::damaged(path, Place::WHOLE, message));
    let is_zip = head.starts_with(b"PK\x03\x04");
    match extension.as_str() {
        "xlsx" | "xlsm" | "xls" | "ods" if is_zip => Ok(Kind::Zipped),
        "xlsx" | "xlsm" if is_locked(head) => damaged(
            "this workbook is protected by a password, which is not read; take the password off in Excel and save it again",
        ),
        "xlsx" | "xlsm" | "xls" if head.starts_with(OLE) => Ok(Kind::Xls),
        // Web sites call their tables so, for Excel to open them.
        "xls" if head.trim_ascii_start().starts_with(b"<") => {
            damaged("this is a web page that is called .xls; open it in Excel and save it as .xlsx")
        }
        "xlsx" | "xlsm" => damaged("this is no Excel workbook; open it in Excel and save it as .xlsx"),
        "ods" => damaged("this is no OpenDocument spreadsheet; open it in LibreOffice and save it as .ods"),
        "json" | "jsonl" | "ndjson" => {
            file::check_is_text(path, head)?;
            Ok(Kind::Json)
        }
        "sav" | "zsav" if head.starts_with(b"$FL2") || head.starts_with(b"$FL3") => Ok(Kind::Sav),
        "sav" | "zsav" => damaged("this is no SPSS file; open it in SPSS and save it as .sav"),
        "por" => damaged("this is a portable SPSS file, which is not read; open it in SPSS and save it as .sav"),
        _ => Ok(Kind::Delimited),
    }
}

/// Whether a JSON file has a row a line: its name says so, or a second object follows the first.
pub(super) fn is_lines(path: &Path, head: &[u8]) -> bool {
    let is_object =
        |line: &&[u8]| serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok() && line.starts_with(b"{");
    let mut lines = head.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    let first_is = lines.next().as_ref().is_some_and(is_object);
    file::has_extension(path, &["jsonl", "ndjson"])
        || (first_is && lines.next().is_some_and(|line| line.starts_with(b"{")))
}

/// Excel wraps a workbook with a password into a file of its older kind.
fn is_locked(head: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    head.starts_with(OLE) && memchr::memmem::find(head, &name).is_some()
}

/// What files of Microsoft's older programs begin with.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0";
