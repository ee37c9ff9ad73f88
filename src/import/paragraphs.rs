//! Paragraphs of a document under construction, nested as text boxes nest them.

use super::lines::Line;

/// A paragraph that has begun and not ended.
#[derive(Debug, Default)]
struct Open {
    text: String,
    /// Bytes at its beginning that are bold.
    bold: usize,
    /// All words so far are bold.
    only_bold: bool,
    /// Its end was deleted: the next paragraph goes on with it.
    is_end_deleted: bool,
    is_first_cell: bool,
    /// Paragraphs of text boxes that are anchored in it: they come after it.
    inner: Vec<Line>,
}

/// The paragraphs so far.
#[derive(Debug, Default)]
pub(super) struct Paragraphs {
    open: Vec<Open>,
    carried: Option<Open>,
    lines: Vec<Line>,
}

impl Paragraphs {
    pub(super) fn begin(&mut self, is_first_cell: bool) {
        let mut paragraph = match self.carried.take() {
            Some(carried) if self.open.is_empty() => carried,
            carried => {
                self.carried = carried;
                Open { only_bold: true, ..Open::default() }
            }
        };
        paragraph.is_end_deleted = false;
        paragraph.is_first_cell = is_first_cell;
        self.open.push(paragraph);
    }

    pub(super) fn push(&mut self, words: &str, is_bold: bool) {
        // Words outside of any paragraph are a paragraph of their own.
        if self.open.is_empty() {
            self.begin(false);
            self.push(words, is_bold);
            self.end();
            return;
        }
        let Some(paragraph) = self.open.last_mut() else { return };
        paragraph.text.push_str(words);
        paragraph.only_bold &= is_bold || words.trim().is_empty();
        if paragraph.only_bold && is_bold {
            paragraph.bold = paragraph.text.len();
        }
    }

    pub(super) fn delete_end(&mut self) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.is_end_deleted = true;
        }
    }

    pub(super) fn end(&mut self) {
        let Some(paragraph) = self.open.pop() else { return };
        if paragraph.is_end_deleted && self.open.is_empty() {
            self.carried = Some(paragraph);
            return;
        }
        let lines = finished(paragraph);
        match self.open.last_mut() {
            Some(outer) => outer.inner.extend(lines),
            None => self.lines.extend(lines),
        }
    }

    pub(super) fn finish(mut self) -> Vec<Line> {
        while !self.open.is_empty() {
            self.end();
        }
        if let Some(carried) = self.carried.take() {
            self.lines.extend(finished(carried));
        }
        self.lines
    }
}

/// A paragraph's lines: a line break in a word processor is a line end here.
fn finished(paragraph: Open) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut offset = 0;
    for piece in paragraph.text.split('\n') {
        let leading = piece.len() - piece.trim_start().len();
        let bold = paragraph.bold.saturating_sub(offset + leading);
        offset += piece.len() + 1;
        if let Some(mut line) = Line::of(piece, None) {
            line.bold = bold.min(line.text.len());
            line.is_first_cell = paragraph.is_first_cell;
            lines.push(line);
        }
    }
    lines.extend(paragraph.inner);
    lines
}
