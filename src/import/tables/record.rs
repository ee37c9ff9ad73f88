//! One row of a table.

/// A row's cells as text. Reading the next row into it uses its memory again.
#[derive(Debug, Default, Clone)]
pub(crate) struct Record {
    text: String,
    ends: Vec<usize>,
    /// As people count, from one: the first line of the record in a text, the row in a sheet.
    pub(crate) number: u64,
}

impl Record {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A cell; empty where the record is too short.
    pub(crate) fn field(&self, index: usize) -> &str {
        let Some(&end) = self.ends.get(index) else { return "" };
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        self.text.get(start..end).unwrap_or_default()
    }

    pub(crate) fn fields(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.field(index))
    }

    /// How many bytes of text it holds.
    pub(crate) fn byte_count(&self) -> usize {
        self.text.len()
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Becomes an empty record, the `number`th of its file.
    pub(super) fn begin(&mut self, number: u64) {
        self.text.clear();
        self.ends.clear();
        self.number = number;
    }

    /// Appends to the cell at hand.
    pub(super) fn write(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Lets `write` append to the cell at hand.
    pub(super) fn write_with(&mut self, write: impl FnOnce(&mut String)) {
        write(&mut self.text);
    }

    /// The cell at hand is complete.
    pub(super) fn end_field(&mut self) {
        self.ends.push(self.text.len());
    }

    /// Takes back what was written to the cell at hand.
    pub(super) fn unwrite(&mut self) {
        self.text.truncate(self.ends.last().copied().unwrap_or_default());
    }

    /// Appends blank cells up to the cell at `index`.
    pub(super) fn skip_to(&mut self, index: usize) {
        if index > self.ends.len() {
            self.ends.resize(index, self.text.len());
        }
    }

    /// Drops the blank cells at the end.
    pub(super) fn trim_end(&mut self) {
        while !self.ends.is_empty() && self.field(self.len() - 1).trim().is_empty() {
            self.ends.pop();
            self.unwrite();
        }
    }

    /// Drops the cells from `width` on, or adds blank ones up to there; whether words were dropped.
    pub(super) fn resize(&mut self, width: usize) -> bool {
        let loses = (width..self.len()).any(|index| !self.field(index).trim().is_empty());
        self.ends.resize(width, self.text.len());
        self.text.truncate(self.ends.last().copied().unwrap_or_default());
        loses
    }
}
