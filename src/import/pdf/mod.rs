//! PDF: the text that a document holds, put together again.
//!
//! A page is characters at places and nothing else. They become rows (`rows`), columns are read one after the other
//! (`columns`), running headers and page numbers go (`furniture`), and rows become paragraphs (`paragraphs`, `hyphens`).
//! The file's own structure is read by `hayro-syntax`, behind limits (`unpack`, `guard`); fonts and instructions are
//! read here (`font`, `content`). Pictures are not looked at: a page that is one is named.

mod cmap;
mod columns;
mod content;
mod font;
mod furniture;
mod glyph_names;
mod guard;
mod hyphens;
mod margin;
mod matrix;
mod paragraphs;
mod rows;
mod unpack;

use std::path::Path;

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use self::content::{PageContent, Shared};
use self::guard::GivenUp;
use self::rows::{Chunk, Row};
use super::lines::Line;
use super::speakers::KnownSpeakers;
use super::{ImportError, Imported, Place, Warning, file, speakers};
use crate::model::SourceFormat;

/// No transcript has more.
const MAX_PAGES: usize = 5_000;

pub(super) fn read(path: &Path, bytes: &[u8], known: &KnownSpeakers) -> Result<Imported, ImportError> {
    // Some programs write a few lines before the document begins.
    let head = bytes.get(..1024).unwrap_or(bytes);
    if memchr::memmem::find(head, b"%PDF-").is_none() {
        let message = file::not_what_it_says(bytes, "a PDF file", "open it and save it as PDF");
        return Err(ImportError::damaged(path, Place::WHOLE, message));
    }
    check_end(path, bytes)?;
    let found = found_in(path, bytes, Margins::LeftOut)?;
    let warnings = found.warnings(path)?;
    Ok(speakers::assemble(known, SourceFormat::Pdf, "PDF", &found.lines, warnings))
}

/// All text that a document shows, with what stands in its margins, a line for each paragraph; and what could not be read.
pub fn pdf_text(path: &Path, bytes: &[u8]) -> Result<(String, Vec<Warning>), ImportError> {
    let found = found_in(path, bytes, Margins::Read)?;
    let warnings = found.warnings(path)?;
    let lines: Vec<&str> = found.lines.iter().map(|line| line.text.as_str()).collect();
    Ok((lines.join("\n"), warnings))
}

/// Whether running headers, page numbers and numbers of lines are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Margins {
    LeftOut,
    Read,
}

fn found_in(path: &Path, bytes: &[u8], margins: Margins) -> Result<Found, ImportError> {
    let (owned_path, owned_bytes) = (path.to_owned(), bytes.to_vec());
    guard::guarded(path, bytes.len(), move |given_up| {
        unpack::check(&owned_path, &owned_bytes)?;
        find(&owned_path, owned_bytes, margins, given_up)
    })
}

/// A document says where it ends; one that does not was cut off, and nobody knows what it lacks.
fn check_end(path: &Path, bytes: &[u8]) -> Result<(), ImportError> {
    let is_filler = |byte: &u8| *byte == 0 || byte.is_ascii_whitespace();
    let end = bytes.iter().rposition(|byte| !is_filler(byte)).unwrap_or(0) + 1;
    let tail = bytes.get(end.saturating_sub(1024)..end).unwrap_or(bytes);
    if memchr::memmem::find(tail, b"%%EOF").is_some() {
        return Ok(());
    }
    Err(ImportError::damaged(path, Place::WHOLE, "the document is cut off; copy or export it again"))
}

/// What a document holds.
struct Found {
    lines: Vec<Line>,
    /// Pages that are a picture without text, from one.
    scanned: Vec<usize>,
    /// Pages most of whose letters cannot be told, from one.
    unreadable: Vec<usize>,
    /// Pages that could not be read to their end, from one.
    damaged: Vec<usize>,
    lost_count: usize,
    furniture_count: usize,
    margin_count: usize,
}

fn find(path: &Path, bytes: Vec<u8>, margins: Margins, given_up: GivenUp) -> Result<Found, ImportError> {
    let damaged = |message: &str| ImportError::damaged(path, Place::WHOLE, message);
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            damaged("the document asks for a password; open it and print it to a new PDF, or save it without one")
        }
        LoadPdfError::Decryption(_) => {
            damaged("the document is encrypted in a way that is not read; open it and print it to a new PDF")
        }
        LoadPdfError::Invalid => damaged(guard::DAMAGED),
    })?;
    let pages = pdf.pages();
    if pages.len() > MAX_PAGES {
        return Err(damaged("the document has more than 5,000 pages, which no transcript has; split it"));
    }
    let mut shared = Shared::new(given_up);
    let mut found = Found {
        lines: Vec::new(),
        scanned: Vec::new(),
        unreadable: Vec::new(),
        damaged: Vec::new(),
        lost_count: 0,
        furniture_count: 0,
        margin_count: 0,
    };
    let mut page_chunks = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let content = content::read(page, &mut shared);
        if shared.is_full() {
            return Err(damaged(
                "the document shows more than any transcript does; split it, or print it to a new PDF",
            ));
        }
        found.note(index + 1, &content);
        page_chunks.push(chunks_of(&content));
    }
    if margins == Margins::LeftOut {
        found.margin_count = margin::remove_numbers(&mut page_chunks);
    }
    let mut zone_count = 0;
    let mut page_rows: Vec<Vec<Row>> = page_chunks.into_iter().map(|page| rows_of(page, &mut zone_count)).collect();
    if margins == Margins::LeftOut {
        found.furniture_count += furniture::remove(&mut page_rows);
    }
    found.lines = paragraphs::lines(&page_rows.concat());
    Ok(found)
}

/// The chunks of a page by the way they run, what most of the page does first.
fn chunks_of(content: &PageContent) -> Vec<Vec<Chunk>> {
    let count = |turns: u8| content.glyphs.iter().filter(|glyph| glyph.turns == turns).count();
    let mut directions = [0, 1, 2, 3];
    directions.sort_by_key(|&turns| std::cmp::Reverse(count(turns)));
    directions.iter().map(|&turns| rows::chunks(content.glyphs.iter().filter(|glyph| glyph.turns == turns))).collect()
}

/// The rows of a page in reading order. What runs across the page the other way comes after the rest.
fn rows_of(page: Vec<Vec<Chunk>>, zone_count: &mut usize) -> Vec<Row> {
    let mut rows = Vec::new();
    for chunks in page {
        for zone in columns::zones(chunks) {
            *zone_count += 1;
            let column = zone.column;
            rows.extend(rows::rows(zone.chunks).into_iter().map(|row| Row {
                zone: *zone_count,
                column: column.clone(),
                ..row
            }));
        }
    }
    rows
}

impl Found {
    fn note(&mut self, page_number: usize, content: &PageContent) {
        self.lost_count += content.lost_count;
        self.furniture_count += content.furniture_count;
        if content.is_damaged {
            self.damaged.push(page_number);
        }
        let word_count = content.glyphs.iter().filter(|glyph| glyph.text.chars().any(char::is_alphanumeric)).count();
        if content.lost_count > word_count {
            self.unreadable.push(page_number);
        } else if word_count == 0 && content.has_picture {
            self.scanned.push(page_number);
        }
    }

    fn warnings(&self, path: &Path) -> Result<Vec<Warning>, ImportError> {
        let damaged = |message: &str| Err(ImportError::damaged(path, Place::WHOLE, message));
        if self.lines.is_empty() && !self.unreadable.is_empty() {
            return damaged("its fonts do not say which letters they show; run text recognition on it first");
        }
        if self.lines.is_empty() && !self.scanned.is_empty() {
            return damaged("all pages look scanned: they have pictures and no text; run text recognition first");
        }
        let mut messages = Vec::new();
        if let Some((pages, is_several)) = named(&self.scanned) {
            let (look, have) = if is_several { ("look", "they have a picture") } else { ("looks", "it has a picture") };
            messages.push(format!("{pages} {look} scanned: {have} and no text; run text recognition first"));
        }
        if let Some((pages, _)) = named(&self.unreadable) {
            messages.push(format!("most letters of {pages} cannot be told from the fonts; run text recognition first"));
        }
        if let Some((pages, _)) = named(&self.damaged) {
            messages.push(format!(
                "some of {pages} is damaged, so words may be missing; copy or export the document again"
            ));
        }
        let about_pages =
            messages.into_iter().map(|message| Warning { message, line_number: None, column_number: None });
        let counted = [
            Warning::of_count(
                self.lost_count,
                "signs were left out, since their font does not say what they stand for",
            ),
            Warning::of_count(self.furniture_count, "running headers, footers and page numbers were left out"),
            Warning::of_count(self.margin_count, "numbers in the margin, of lines or paragraphs, were left out"),
        ];
        Ok(about_pages.chain(counted.into_iter().flatten()).collect())
    }
}

/// `page 3`, `pages 3, 5–7 and 9`, and whether they are several.
fn named(pages: &[usize]) -> Option<(String, bool)> {
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    for &page in pages {
        match stretches.last_mut().filter(|stretch| stretch.1 + 1 == page) {
            Some(stretch) => stretch.1 = page,
            None => stretches.push((page, page)),
        }
    }
    let names: Vec<String> = stretches
        .iter()
        .map(|&(first, last)| if first == last { first.to_string() } else { format!("{first}–{last}") })
        .collect();
    let (last, before) = names.split_last()?;
    let list = if before.is_empty() { last.clone() } else { format!("{} and {last}", before.join(", ")) };
    let is_several = pages.len() > 1;
    Some((format!("{} {list}", if is_several { "pages" } else { "page" }), is_several))
}
