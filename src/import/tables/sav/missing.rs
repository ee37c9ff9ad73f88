//! Values that stand for "no answer", as the file's author said.

/// What counts as missing beside what is blank.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Missing {
    pub(super) range: Option<(f64, f64)>,
    pub(super) numbers: Vec<f64>,
    /// Without the spaces at their ends.
    pub(super) texts: Vec<Vec<u8>>,
}

impl Missing {
    pub(super) fn has_number(&self, number: f64) -> bool {
        self.range.is_some_and(|(low, high)| (low..=high).contains(&number))
            || self.numbers.iter().any(|missing| missing.to_bits() == number.to_bits())
    }

    pub(super) fn has_text(&self, text: &[u8]) -> bool {
        self.texts.iter().any(|missing| missing == text)
    }
}
