//! Where the rows of a JSON file begin and end, found without reading them.

use std::io::BufRead;
use std::path::{Path, PathBuf};

use crate::import::{ImportError, Place};

/// One row may not be longer.
const MAX_ITEM: usize = 16 << 20;
/// What survey tools call the list of their rows, or what holds it.
const LISTS: &[&str] = &[
    "responses",
    "response",
    "data",
    "results",
    "result",
    "rows",
    "records",
    "items",
    "elements",
    "submissions",
    "answers",
    "value",
    "values",
];

/// How rows stand in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// In brackets, parted by commas.
    List,
    /// One after the other.
    Lines,
}

/// The rows of a file, as text.
pub(super) struct Items {
    path: PathBuf,
    input: Box<dyn BufRead + Send>,
    shape: Shape,
    line_number: u64,
    /// How many there were.
    pub(super) count: u64,
    /// Where the one that was read last begins.
    pub(super) first_line: u64,
    at_end: bool,
}

impl Items {
    /// Goes to the first row.
    pub(super) fn open(path: &Path, input: Box<dyn BufRead + Send>, shape: Shape) -> Result<Self, ImportError> {
        let path = path.to_owned();
        let mut items = Self { path, input, shape, line_number: 1, count: 0, first_line: 1, at_end: false };
        if items.input.fill_buf().is_ok_and(|head| head.starts_with("\u{feff}".as_bytes())) {
            items.input.consume(3);
        }
        if shape == Shape::List {
            items.find_list()?;
        }
        Ok(items)
    }

    /// Reads the next row into `item`; `false` at the end.
    pub(super) fn read(&mut self, item: &mut Vec<u8>) -> Result<bool, ImportError> {
        item.clear();
        if self.at_end {
            return Ok(false);
        }
        let mut next = self.skip_blanks()?;
        if self.shape == Shape::List {
            if self.count > 0 && next == Some(b',') {
                self.take()?;
                next = self.skip_blanks()?;
            } else if self.count > 0 && next != Some(b']') {
                return Err(self.garbled());
            }
            if next == Some(b']') {
                self.at_end = true;
                return Ok(false);
            }
        }
        if next.is_none() {
            self.at_end = true;
            return if self.shape == Shape::List { Err(self.cut_off()) } else { Ok(false) };
        }
        self.first_line = self.line_number;
        self.value(&mut |byte, _| item.push(byte))?;
        self.count += 1;
        Ok(true)
    }

    pub(super) fn damaged(&self, place: Place, message: impl Into<String>) -> ImportError {
        ImportError::damaged(&self.path, place, message)
    }

    /// Goes into the list of rows: the file itself, or what an object has under one of the usual names.
    fn find_list(&mut self) -> Result<(), ImportError> {
        let mut key = Vec::new();
        loop {
            match self.skip_blanks()? {
                Some(b'[') => return self.take().map(drop),
                Some(b'{') => {
                    self.take()?;
                }
                _ => return Err(self.no_list()),
            }
            // One name after the other, until one is that of the list.
            loop {
                match self.skip_blanks()? {
                    Some(b'"') => {}
                    Some(b',') => {
                        self.take()?;
                        continue;
                    }
                    Some(_) => return Err(self.no_list()),
                    None => return Err(self.cut_off()),
                }
                key.clear();
                self.value(&mut |byte, _| key.push(byte))?;
                if self.skip_blanks()? != Some(b':') {
                    return Err(self.garbled());
                }
                self.take()?;
                let inside = self.skip_blanks()?;
                let name = key.strip_prefix(b"\"").and_then(|key| key.strip_suffix(b"\"")).unwrap_or_default();
                let is_list = LISTS.iter().any(|list| name.eq_ignore_ascii_case(list.as_bytes()));
                if is_list && matches!(inside, Some(b'[' | b'{')) {
                    break;
                }
                self.value(&mut |_, _| {})?;
            }
        }
    }

    /// Goes through one value, with its brackets, and shows its bytes to `see`.
    fn value(&mut self, see: &mut dyn FnMut(u8, usize)) -> Result<(), ImportError> {
        let (mut depth, mut in_string, mut is_escaped, mut length) = (0usize, false, false, 0usize);
        loop {
            let Some(byte) = self.peek()? else {
                // A number or a word at the end of the file.
                return if depth == 0 && !in_string && length > 0 { Ok(()) } else { Err(self.cut_off()) };
            };
            let ends_word = depth == 0
                && !in_string
                && length > 0
                && matches!(byte, b',' | b']' | b'}' | b':' | b' ' | b'\t' | b'\r' | b'\n');
            if ends_word {
                return Ok(());
            }
            self.take()?;
            see(byte, length);
            length += 1;
            if length > MAX_ITEM {
                return Err(self.damaged(
                    Place::line(self.line_number),
                    "this row is longer than 16 MB, which no survey has; split it",
                ));
            }
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' if in_string => is_escaped = true,
                b'"' => {
                    in_string = !in_string;
                    if !in_string && depth == 0 {
                        return Ok(());
                    }
                }
                b'{' | b'[' if !in_string => depth += 1,
                b'}' | b']' if !in_string => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return Ok(());
                    }
                }
                _ => {}
            }
        }
    }

    fn skip_blanks(&mut self) -> Result<Option<u8>, ImportError> {
        loop {
            match self.peek()? {
                Some(b' ' | b'\t' | b'\r' | b'\n') => self.take()?,
                other => return Ok(other),
            };
        }
    }

    fn peek(&mut self) -> Result<Option<u8>, ImportError> {
        let failed = |source| ImportError::Read { path: self.path.clone(), source };
        Ok(self.input.fill_buf().map_err(failed)?.first().copied())
    }

    fn take(&mut self) -> Result<Option<u8>, ImportError> {
        let byte = self.peek()?;
        if let Some(byte) = byte {
            self.line_number += u64::from(byte == b'\n');
            self.input.consume(1);
        }
        Ok(byte)
    }

    pub(super) fn garbled(&self) -> ImportError {
        self.damaged(Place::line(self.line_number), "this is no JSON from here on; export or copy the file again")
    }

    fn cut_off(&self) -> ImportError {
        self.damaged(Place::line(self.line_number), "the file ends in the middle; export or copy it again")
    }

    fn no_list(&self) -> ImportError {
        let message = "there is no list of rows in it, such as [{\"id\": 1, …}, …] or {\"responses\": […]}; export it again as a list";
        self.damaged(Place::WHOLE, message)
    }
}
