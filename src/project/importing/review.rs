//! What waits for a decision after files have changed, and the decisions.

use std::collections::BTreeSet;

use crate::model::{Span, TextId};
use crate::project::{Project, ProjectError};
use crate::store::Review;
use crate::text::places_of;

/// Where what waits is to stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// On these words; if they stand there several times, on the occurrence of this number, counted from one.
    Words { words: String, occurrence: Option<usize> },
    /// On these bytes of the new text, the end not included.
    Bytes { start: usize, end: usize },
}

impl Project {
    /// Everything that waits for a decision.
    pub fn reviews(&self) -> Result<Vec<Review>, ProjectError> {
        Ok(self.store.reviews()?)
    }

    /// Puts these on the words that are suggested for them, all or none.
    pub fn accept_reviews(&mut self, numbers: &BTreeSet<i64>) -> Result<Vec<Review>, ProjectError> {
        let all = self.store.reviews()?;
        let mut accepted = Vec::new();
        for number in numbers {
            accepted.push(numbered(&all, *number)?.clone());
        }
        self.accept(&accepted)?;
        Ok(accepted)
    }

    /// Puts everything on the words that are suggested for it where these are the very words it stood on.
    pub fn accept_unchanged_reviews(&mut self) -> Result<Vec<Review>, ProjectError> {
        let mut unchanged = self.store.reviews()?;
        unchanged.retain(|review| review.doubt.keeps_words() && review.best.is_some());
        self.accept(&unchanged)?;
        Ok(unchanged)
    }

    fn accept(&mut self, reviews: &[Review]) -> Result<(), ProjectError> {
        let mut places = Vec::new();
        for review in reviews {
            let number = review.number;
            let (text, span) = review.text.zip(review.best).ok_or(ProjectError::NoPlace { number })?;
            places.push((number, text, span));
        }
        if places.is_empty() {
            return Ok(());
        }
        let numbers: Vec<i64> = places.iter().map(|(number, _, _)| *number).collect();
        let event = self.event("review accept", serde_json::json!({ "numbers": numbers }));
        Ok(self.store.settle_reviews(&places, &event)?)
    }

    /// Puts one on other words than those that are suggested.
    pub fn move_review(&mut self, number: i64, place: &Place) -> Result<Review, ProjectError> {
        let review = numbered(&self.store.reviews()?, number)?.clone();
        let texts = self.store.texts_for_review(number)?;
        let (text, span) = match place {
            Place::Words { words, occurrence } => {
                let places = |(text, content): &(TextId, String)| {
                    places_of(words, content).into_iter().map(|span| (*text, span)).collect::<Vec<_>>()
                };
                let found: Vec<(TextId, Span)> = texts.iter().flat_map(places).collect();
                match (found.as_slice(), occurrence) {
                    ([], _) => return Err(ProjectError::NoSuchWords { number }),
                    ([only], None) => *only,
                    (found, None) => return Err(ProjectError::WordsRepeated { number, count: found.len() }),
                    (found, Some(occurrence)) => {
                        let place = occurrence.checked_sub(1).and_then(|index| found.get(index));
                        *place.ok_or(ProjectError::WordsRepeated { number, count: found.len() })?
                    }
                }
            }
            Place::Bytes { start, end } => {
                let text = review.text.ok_or(ProjectError::NoPlace { number })?;
                let content = texts.iter().find(|(id, _)| *id == text).map_or("", |(_, content)| content.as_str());
                let span = Span::of(content, *start..*end).filter(|span| !span.is_empty());
                (text, span.ok_or(ProjectError::NoSuchWords { number })?)
            }
        };
        let detail = serde_json::json!({ "number": number, "text": text.0, "start": span.start(), "end": span.end() });
        self.store.settle_review(number, text, span, &self.event("review move", detail))?;
        Ok(review)
    }

    /// Forgets one: it stands nowhere any more.
    pub fn drop_review(&mut self, number: i64) -> Result<Review, ProjectError> {
        let review = numbered(&self.store.reviews()?, number)?.clone();
        let detail = serde_json::json!({ "number": number, "source": review.source });
        self.store.drop_review(number, &self.event("review drop", detail))?;
        Ok(review)
    }

    /// A sentence about what waits, if anything does.
    pub(in crate::project) fn review_notice(&self) -> Result<Option<String>, ProjectError> {
        let count = self.store.review_count()?;
        let wait = if count == 1 { "waits" } else { "wait" };
        let notice =
            format!("{} {wait} in review and not counted: `verbatim review` lists them", super::import::work(count));
        Ok((count > 0).then_some(notice))
    }
}

fn numbered(reviews: &[Review], number: i64) -> Result<&Review, ProjectError> {
    reviews.iter().find(|review| review.number == number).ok_or(ProjectError::NoReview { number })
}
