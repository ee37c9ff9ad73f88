//! What kind of table a file is: its extension says so, and its first bytes have to agree.

use std::path::Path;

use crate::import::{ImportError, Place, file};

/// The readers that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Delimited,
    /// SPSS's.
    Sav,
    /// Excel's or LibreOffice's.
    Zipped,
}

/// Whether a file's name says that it is a table and not a transcript.
pub fn is_table(path: &Path) -> bool {
    file::has_extension(path, &["csv", "tsv", "xlsx", "xlsm", "ods", "sav", "zsav"])
}

/// Which reader takes a file that begins with `head`.
pub(super) fn kind_of(path: &Path, head: &[u8]) -> Result<Kind, ImportError> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase();
    let damaged = |message: &str| Err(ImportError::damaged(path, Place::WHOLE, message));
    let is_zip = head.starts_with(b"PK\x03\x04");
    match extension.as_str() {
        "xlsx" | "xlsm" | "ods" if is_zip => Ok(Kind::Zipped),
        "xlsx" | "xlsm" if is_locked(head) => damaged(
            "this workbook is protected by a password, which is not read; take the password off in Excel and save it again",
        ),
        "xlsx" | "xlsm" => damaged("this is no Excel workbook; open it in Excel and save it as .xlsx"),
        "ods" => damaged("this is no OpenDocument spreadsheet; open it in LibreOffice and save it as .ods"),
        "sav" | "zsav" if head.starts_with(b"$FL2") || head.starts_with(b"$FL3") => Ok(Kind::Sav),
        "sav" | "zsav" => damaged("this is no SPSS file; open it in SPSS and save it as .sav"),
        "por" => damaged("this is a portable SPSS file, which is not read; open it in SPSS and save it as .sav"),
        _ => Ok(Kind::Delimited),
    }
}

/// Excel wraps a workbook with a password into a file of its older kind.
fn is_locked(head: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    head.starts_with(OLE) && memchr::memmem::find(head, &name).is_some()
}

/// What files of Microsoft's older programs begin with.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0";
