//! A text made from another, which knows where each piece of it came from.

/// Stands in a [`Mapped`] text where markup was taken out of a line: no letter, but not the end of a word either.
pub(super) const JOINT: char = '\u{1}';

/// Stands where one paragraph, cell or value ends and another begins: words may go on behind it, numbers do not.
pub(super) const BREAK: char = '\u{2}';

#[derive(Debug, Clone, Default)]
pub(super) struct Mapped {
    pub(super) text: String,
    /// Where a piece starts here and in the source, both in bytes, in order.
    pieces: Vec<(usize, usize)>,
}

impl Mapped {
    pub(super) fn whole(text: &str) -> Self {
        Self { text: text.to_owned(), pieces: vec![(0, 0)] }
    }

    pub(super) fn with_capacity(length: usize) -> Self {
        Self { text: String::with_capacity(length), pieces: Vec::new() }
    }

    pub(super) fn push_str(&mut self, piece: &str, source: usize) {
        if !piece.is_empty() {
            self.pieces.push((self.text.len(), source));
            self.text.push_str(piece);
        }
    }

    /// A character that is not in the source as such.
    pub(super) fn push(&mut self, character: char, source: usize) {
        self.pieces.push((self.text.len(), source));
        self.text.push(character);
    }

    /// A sign that parts what stands before it from what follows, unless there is one already.
    pub(super) fn part(&mut self, sign: char) {
        if !self.text.ends_with([sign, BREAK]) {
            self.text.push(sign);
        }
    }

    /// Where a byte came from: exactly inside a piece, else near it.
    pub(super) fn source(&self, offset: usize) -> usize {
        let after = self.pieces.partition_point(|&(start, _)| start <= offset);
        let piece = after.checked_sub(1).and_then(|index| self.pieces.get(index));
        piece.map_or(0, |&(start, source)| source + (offset - start))
    }

    /// This text of a text that was made from another: what comes from `under` comes from where that does.
    pub(super) fn over(mut self, under: &Self) -> Self {
        for (_, source) in &mut self.pieces {
            *source = under.source(*source);
        }
        self
    }

    /// The same without its joints, as a reader sees it.
    pub(super) fn without_joints(&self) -> Self {
        if memchr::memchr(1, self.text.as_bytes()).is_none() {
            return self.clone();
        }
        let mut joined = Self::with_capacity(self.text.len());
        let mut at = 0;
        for piece in self.text.split(JOINT) {
            joined.push_str(piece, self.source(at));
            at += piece.len() + 1;
        }
        joined
    }
}
