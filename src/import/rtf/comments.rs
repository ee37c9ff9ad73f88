//! Comments: said in three places, their range, their author, and their words.

use std::collections::BTreeMap;

use super::words::CommentField;
use crate::import::lines::Remark;

/// A comment whose parts are still coming.
#[derive(Debug, Default)]
pub(super) struct Comments {
    author: String,
    date: String,
    reference: Option<String>,
    /// By the name of a range: which remark it is that of.
    pub(super) ranges: BTreeMap<String, usize>,
}

impl Comments {
    pub(super) fn note(&mut self, field: CommentField, words: &str) {
        let words = words.trim();
        match field {
            CommentField::Author => words.clone_into(&mut self.author),
            CommentField::Date => self.date = words.parse().map(date).unwrap_or_default(),
            CommentField::Reference => self.reference = Some(words.to_owned()),
            CommentField::RangeStart | CommentField::RangeEnd => {}
        }
    }

    /// The comment that ends with these words, and which remark it is if it has a range.
    pub(super) fn take(&mut self, content: String) -> (Remark, Option<usize>) {
        let index = self.reference.take().and_then(|reference| self.ranges.get(&reference).copied());
        let author = std::mem::take(&mut self.author);
        let written_at = std::mem::take(&mut self.date);
        (Remark { author, written_at, content, reply_to: None }, index)
    }
}

/// A date in one number: minutes, hours, day, month and year by their bits. Its time is that of the writer's clock.
fn date(number: i64) -> String {
    let bits = |from: u32, length: u32| number >> from & ((1 << length) - 1);
    let (minute, hour, day, month, year) = (bits(0, 6), bits(6, 5), bits(11, 5), bits(16, 4), bits(20, 9) + 1900);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00")
}
