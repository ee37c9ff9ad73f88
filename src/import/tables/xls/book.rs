//! What all sheets of an old Excel workbook share: texts, number formats, and where the sheets begin.

use std::collections::BTreeMap;

use super::GARBLED;
use super::records::{Texts, records, u16_at, u32_at};
use crate::import::tables::moments::Epoch;
use crate::import::tables::number_format::{NumberFormat, built_in, of_code};
use crate::import::tables::string_table::StringTable;

/// A workbook with its bytes.
pub(super) struct Book {
    pub(super) bytes: Vec<u8>,
    pub(super) strings: StringTable,
    /// By the number in a cell.
    formats: Vec<NumberFormat>,
    pub(super) epoch: Epoch,
    pub(super) sheets: Vec<Listed>,
}

/// A sheet, and where its records begin.
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) is_hidden: bool,
    pub(super) start: usize,
}

const BEGINNING: u16 = 0x809;
const END: u16 = 0x0a;
const PASSWORD: u16 = 0x2f;
const EPOCH: u16 = 0x22;
const FORMAT: u16 = 0x41e;
const CELL_STYLE: u16 = 0xe0;
const SHEET: u16 = 0x85;
const STRINGS: u16 = 0xfc;
/// The version that Excel 97 to 2003 write.
const BIFF8: u16 = 0x600;

impl Book {
    pub(super) fn read(bytes: Vec<u8>) -> Result<Self, &'static str> {
        let mut book = Self {
            bytes: Vec::new(),
            strings: StringTable::default(),
            formats: Vec::new(),
            epoch: Epoch::SPREADSHEET,
            sheets: Vec::new(),
        };
        let (mut own_formats, mut styles) = (BTreeMap::new(), Vec::new());
        let mut is_first = true;
        for record in records(&bytes, 0) {
            let at = record.start;
            match record.kind {
                _ if is_first => {
                    if record.kind != BEGINNING || u16_at(&bytes, at) != Some(BIFF8) {
                        return Err(
                            "this workbook is of a program older than Excel 97; open it in Excel and save it as .xlsx",
                        );
                    }
                    is_first = false;
                }
                PASSWORD => {
                    return Err(
                        "this workbook is protected by a password, which is not read; take the password off in Excel and save it again",
                    );
                }
                EPOCH if u16_at(&bytes, at) == Some(1) => book.epoch = Epoch::MAC,
                FORMAT => {
                    let mut code = String::new();
                    Texts::new(&bytes, at + 2, record.end).text(false, &mut code).ok_or(GARBLED)?;
                    own_formats.insert(u16_at(&bytes, at).ok_or(GARBLED)?, of_code(&code));
                }
                CELL_STYLE => styles.push(u16_at(&bytes, at + 2).ok_or(GARBLED)?),
                SHEET => {
                    let start = usize::try_from(u32_at(&bytes, at).ok_or(GARBLED)?).map_err(|_| GARBLED)?;
                    let [state, kind] = u16_at(&bytes, at + 4).ok_or(GARBLED)?.to_le_bytes();
                    let mut name = String::new();
                    Texts::new(&bytes, at + 6, record.end).text(true, &mut name).ok_or(GARBLED)?;
                    // Others are charts and macros.
                    if kind == 0 {
                        book.sheets.push(Listed { name, is_hidden: state & 3 != 0, start });
                    }
                }
                STRINGS => {
                    let count = u32_at(&bytes, at + 4).ok_or(GARBLED)?;
                    let mut texts = Texts::new(&bytes, at + 8, record.end);
                    for _ in 0..count {
                        texts.text(false, book.strings.text_mut()).ok_or(GARBLED)?;
                        book.strings.finish();
                    }
                }
                END => break,
                _ => {}
            }
        }
        let format = |id: u16| own_formats.get(&id).copied().unwrap_or_else(|| built_in(u32::from(id)));
        book.formats = styles.into_iter().map(format).collect();
        book.bytes = bytes;
        if is_first { Err(GARBLED) } else { Ok(book) }
    }

    pub(super) fn format(&self, style: u16) -> NumberFormat {
        self.formats.get(usize::from(style)).copied().unwrap_or_default()
    }
}
