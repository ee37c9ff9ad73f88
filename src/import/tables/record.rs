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

    /// The cell at hand is complete.
    pub(super) fn end_field(&mut self) {
        self.ends.push(self.text.len());
    }

    /// Takes back what was written to the cell at hand.
    pub(super) fn unwrite(&mut self) {
        self.text.truncate(self.ends.last().copied().unwrap_or_default());
    }
}
