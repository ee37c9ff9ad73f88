//! Many texts in the room of one.

/// Texts by their number, one after the other.
#[derive(Debug, Default)]
pub(super) struct StringTable {
    text: String,
    ends: Vec<u32>,
}

impl StringTable {
    /// The text at hand is appended to this.
    pub(super) fn text_mut(&mut self) -> &mut String {
        &mut self.text
    }

    pub(super) fn byte_count(&self) -> usize {
        self.text.len()
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text at hand so far.
    pub(super) fn unfinished(&self) -> &str {
        self.text.get(self.start()..).unwrap_or_default()
    }

    /// Puts another text in the place of the one at hand.
    pub(super) fn replace(&mut self, text: &str) {
        self.text.truncate(self.start());
        self.text.push_str(text);
    }

    /// The text at hand is complete.
    pub(super) fn finish(&mut self) {
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        let start = if index == 0 { 0 } else { self.ends[index - 1] as usize };
        self.text.get(start..end)
    }

    fn start(&self) -> usize {
        self.ends.last().map_or(0, |&end| end as usize)
    }
}
