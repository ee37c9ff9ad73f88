//! The strings that cells share: each is in the file once.

use std::borrow::Cow;
use std::io::Read;
use std::path::Path;

use super::EXCEL;
use crate::import::tables::string_table::StringTable;
use crate::import::xml_stream::{Step, XmlStream};
use crate::import::{ImportError, Place};

/// All strings of a workbook may not be longer together, nor more.
const MAX_BYTES: usize = 256 << 20;
const MAX_STRINGS: usize = 16 << 20;

/// Reads the part that has them.
pub(super) fn read(path: &Path, part_name: &str, input: impl Read) -> Result<StringTable, ImportError> {
    let mut xml = XmlStream::new(path, part_name, &EXCEL, input);
    let mut strings = StringTable::default();
    let (mut in_text, mut in_hint) = (false, false);
    loop {
        match xml.next()? {
            Step::Start(element) => match element.local_name().as_ref() {
                "t" => in_text = !in_hint,
                "rPh" => in_hint = true,
                _ => {}
            },
            Step::Text(words) if in_text => strings.text_mut().push_str(&words),
            Step::End(element) => match element.local_name().as_ref() {
                "t" => in_text = false,
                "rPh" => in_hint = false,
                "si" => {
                    if let Cow::Owned(decoded) = decode(strings.unfinished()) {
                        strings.replace(&decoded);
                    }
                    strings.finish();
                }
                _ => {}
            },
            Step::Finished => return Ok(strings),
            Step::Text(_) | Step::Other => {}
        }
        if strings.byte_count() > MAX_BYTES || strings.len() > MAX_STRINGS {
            let message = "its cells hold more text than can be read at once; save the sheet as .csv";
            return Err(ImportError::damaged(path, Place::WHOLE, message));
        }
    }
}

/// Characters that XML cannot hold are written as `_x000D_`.
pub(super) fn decode(words: &str) -> Cow<'_, str> {
    let Some(first) = words.find("_x") else { return Cow::Borrowed(words) };
    let (before, mut rest) = words.split_at(first);
    let mut decoded = before.to_owned();
    let mut any = false;
    while !rest.is_empty() {
        let code = rest.strip_prefix("_x").and_then(|rest| rest.get(..5)).and_then(|code| code.strip_suffix('_'));
        let character = code
            .filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .and_then(|code| u32::from_str_radix(code, 16).ok())
            .and_then(char::from_u32);
        let length = if let Some(character) = character {
            decoded.push(character);
            any = true;
            7
        } else {
            // The next one begins after the first character of this one, an ASCII `_` or whatever else stands here.
            let after = rest.chars().next().map_or(0, char::len_utf8);
            let next = rest.get(after..).and_then(|rest| rest.find("_x")).map_or(rest.len(), |at| after + at);
            decoded.push_str(rest.get(..next).unwrap_or_default());
            next
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    if any { Cow::Owned(decoded) } else { Cow::Borrowed(words) }
}
