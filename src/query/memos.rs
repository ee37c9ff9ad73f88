//! What a query asks of memos on words and codings: their own words, and when they were written.

use super::QueryError;
use super::ast::{FieldTest, Query};
use super::marks::Marker;
use super::phrase;
use super::plan::pattern;
use super::values::ValueTest;
use crate::index::{Languages, Tokens};
use crate::store::MemoOnWords;

/// What a memo is to be.
pub(super) enum MemoWords {
    Any,
    /// With these words side by side.
    Saying(Box<Marker>),
    Written(ValueTest),
}

impl MemoWords {
    /// Of `memo:word`, `memo:"two words"`, `memo:*` or `noted:2026-11`. Words of memos have the forms of
    /// the study's language.
    pub(super) fn new(test: &FieldTest, tokens: &Tokens) -> Result<Self, QueryError> {
        if test.field.value.eq_ignore_ascii_case("noted") {
            return ValueTest::of_dates(test).map(Self::Written);
        }
        let value = &test.value;
        if value.value.trim() == "*" {
            return Ok(Self::Any);
        }
        let mut marker = Marker::new(tokens.clone(), Languages::of_one(""));
        if let Query::Words(phrase) = phrase::read(&value.value, value.span, 0)? {
            marker.add(
                phrase.words.iter().map(|word| pattern(word, phrase.exact, 0, tokens)).collect(),
                phrase.slop,
                None,
            );
        }
        Ok(Self::Saying(Box::new(marker)))
    }

    pub(super) fn are_in(&self, memo: &MemoOnWords) -> bool {
        match self {
            Self::Any => true,
            Self::Saying(marker) => {
                [&memo.title, &memo.content].into_iter().any(|text| !marker.marks(text, 0).is_empty())
            }
            Self::Written(days) => days.passes_day(memo.day),
        }
    }
}
