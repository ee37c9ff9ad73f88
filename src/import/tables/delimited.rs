//! Delimited text (CSV, TSV) as a stream of records, each with its line number.
//!
//! RFC 4180 with its usual liberties: any ASCII delimiter, `\n`, `\r\n` or `\r`, blank lines skipped, a quote inside an
//! unquoted field kept as it is. What the RFC forbids and what would shift every later field (an unclosed quote, words
//! after a closing quote) is an error with its line; nothing is guessed.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use encoding_rs::Encoding;

use super::utf8::{BUFFER, utf8};
use super::{Record, Rows};
use crate::import::{ImportError, Place};

/// One record may not be longer: beyond it, a quote was left open.
const MAX_RECORD: usize = 16 << 20;
const MAX_FIELDS: usize = 16_384;

/// Records from a file or any other stream of bytes, which is never held whole.
pub(super) struct Delimited {
    path: PathBuf,
    input: Box<dyn BufRead + Send>,
    delimiter: u8,
    /// The bytes of the record at hand, its line end included.
    line: Vec<u8>,
    lines_read: u64,
}

impl Delimited {
    /// Reads `input`, which is in `encoding`. Its beginning decides whether lines end as on old Macs.
    pub(super) fn new(
        path: &Path,
        input: impl Read + Send + 'static,
        encoding: &'static Encoding,
        delimiter: u8,
    ) -> Result<Self, ImportError> {
        let failed = |source| ImportError::Read { path: path.to_owned(), source };
        let mut input = utf8(input, encoding);
        let head = input.fill_buf().map_err(failed)?;
        if head.starts_with("\u{feff}".as_bytes()) {
            input.consume(3);
        }
        let head = input.fill_buf().map_err(failed)?;
        if memchr::memchr(b'\r', head).is_some() && memchr::memchr(b'\n', head).is_none() {
            input = Box::new(BufReader::with_capacity(BUFFER, MacLines(input)));
        }
        let path = path.to_owned();
        Ok(Self { path, input, delimiter, line: Vec::new(), lines_read: 0 })
    }

    fn damaged(&self, place: Place, message: impl Into<String>) -> ImportError {
        ImportError::damaged(&self.path, place, message)
    }

    /// Appends one more line of the file to the record at hand.
    fn read_line(&mut self) -> Result<bool, ImportError> {
        let from = self.line.len();
        let limit = (MAX_RECORD + 2 - from) as u64;
        let count = (&mut self.input).take(limit).read_until(b'\n', &mut self.line);
        let count = count.map_err(|source| ImportError::Read { path: self.path.clone(), source })?;
        if count == 0 {
            return Ok(false);
        }
        self.lines_read += 1;
        let added = self.line.get(from..).unwrap_or_default();
        let place = |offset: usize| Place::at(self.lines_read, offset as u64 + 1);
        if let Some(offset) = memchr::memchr(0, added) {
            let message = "there is a zero byte here, so the file is damaged; export it again";
            return Err(self.damaged(place(offset), message));
        }
        if self.line.len() > MAX_RECORD {
            let message = "this record is longer than 16 MB, so a quotation mark before it was left open; close it or export the file again";
            return Err(self.damaged(Place::line(self.lines_read), message));
        }
        if let Err(error) = std::str::from_utf8(added) {
            let message = "these bytes are not UTF-8; set encoding in the plan (such as \"windows-1252\") or save the file as UTF-8";
            return Err(self.damaged(place(error.valid_up_to()), message));
        }
        Ok(true)
    }

    /// Splits the record at hand into fields, with as many more lines as its quotes take.
    fn split(&mut self, record: &mut Record) -> Result<(), ImportError> {
        let mut at = 0;
        loop {
            at =
                if self.line.get(at) == Some(&b'"') { self.quoted(at + 1, record)? } else { self.unquoted(at, record) };
            record.end_field();
            if record.len() > MAX_FIELDS {
                let message = "there are more than 16,384 columns here, which no survey has; check the delimiter";
                return Err(self.damaged(Place::line(record.number), message));
            }
            match self.line.get(at) {
                Some(&byte) if byte == self.delimiter => at += 1,
                _ => return Ok(()),
            }
        }
    }

    /// Takes an unquoted field that begins at `at`; returns where it ended.
    fn unquoted(&self, at: usize, record: &mut Record) -> usize {
        let rest = self.line.get(at..).unwrap_or_default();
        let length = memchr::memchr2(self.delimiter, b'\n', rest).unwrap_or(rest.len());
        let mut field = rest.get(..length).unwrap_or_default();
        if rest.get(length) != Some(&self.delimiter) {
            field = field.strip_suffix(b"\r").unwrap_or(field);
        }
        write_utf8(record, field);
        at + length
    }

    /// Takes a quoted field whose words begin at `at`; returns where it ended.
    fn quoted(&mut self, mut at: usize, record: &mut Record) -> Result<usize, ImportError> {
        let (opened_line, field_start) = (self.lines_read, at - 1);
        loop {
            let rest = self.line.get(at..).unwrap_or_default();
            let Some(length) = memchr::memchr(b'"', rest) else {
                write_utf8(record, rest);
                at = self.line.len();
                if !self.read_line()? {
                    return Err(self.damaged(
                        Place::line(opened_line),
                        "a quotation mark opens here and is never closed; close it or export the file again",
                    ));
                }
                continue;
            };
            write_utf8(record, rest.get(..length).unwrap_or_default());
            at += length + 1;
            if self.line.get(at) != Some(&b'"') {
                break;
            }
            record.write("\"");
            at += 1;
        }
        while self.delimiter != b' ' && self.line.get(at) == Some(&b' ') {
            at += 1;
        }
        match self.line.get(at) {
            None | Some(b'\n') => Ok(at),
            Some(&byte) if byte == self.delimiter => Ok(at),
            Some(b'\r') if matches!(self.line.get(at + 1), None | Some(b'\n')) => Ok(at),
            // Tab-separated files are often written without any quoting; then the quotation mark is a word's.
            Some(_) if self.delimiter == b'\t' && self.lines_read == opened_line => {
                record.unwrite();
                Ok(self.unquoted(field_start, record))
            }
            Some(_) => {
                let message = "there are words after a closing quotation mark; a quotation mark inside a field is written twice (\"\")";
                Err(self.damaged(Place::line(self.lines_read), message))
            }
        }
    }
}

impl Rows for Delimited {
    fn read(&mut self, record: &mut Record) -> Result<bool, ImportError> {
        loop {
            record.begin(self.lines_read + 1);
            self.line.clear();
            if !self.read_line()? {
                return Ok(false);
            }
            self.split(record)?;
            if record.len() > 1 || !record.is_blank() {
                return Ok(true);
            }
        }
    }
}

/// `bytes` lie between ASCII bytes of a line that was checked, so they are whole characters.
fn write_utf8(record: &mut Record, bytes: &[u8]) {
    record.write(std::str::from_utf8(bytes).unwrap_or_default());
}

/// Lines that end with `\r` alone, ended with `\n`.
struct MacLines<R>(R);

impl<R: Read> Read for MacLines<R> {
    fn read(&mut self, output: &mut [u8]) -> std::io::Result<usize> {
        let count = self.0.read(output)?;
        for byte in output.iter_mut().take(count).filter(|byte| **byte == b'\r') {
            *byte = b'\n';
        }
        Ok(count)
    }
}
