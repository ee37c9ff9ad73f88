//! What interviewers asked.

use std::collections::BTreeMap;

use crate::model::TextId;
use crate::project::{Project, ProjectError};
use crate::report::AskedAloud;
use crate::text::{alike, sentences};

/// One question, wherever it was asked.
struct Asked {
    /// As it was asked first.
    words: String,
    texts: Vec<TextId>,
    /// How far into its talk it was asked, in thousandths, added up over `times`.
    place: u64,
    times: u64,
}

impl Project {
    /// The questions that interviewers asked, those alike once, in the order in which they come in a talk on the whole: an
    /// order that follows nothing of the sample.
    pub(super) fn asked_aloud(&self) -> Result<Vec<AskedAloud>, ProjectError> {
        let turns = self.store.interviewer_turns()?;
        let mut by_form: BTreeMap<String, Asked> = BTreeMap::new();
        for talk in turns.chunk_by(|one, next| one.text == next.text) {
            for (index, turn) in talk.iter().enumerate() {
                let place = (index as u64 * 1000) / talk.len() as u64;
                for span in sentences(&turn.words) {
                    let words = span.of_text(&turn.words).trim();
                    if !words.ends_with('?') {
                        continue;
                    }
                    let entry = by_form.entry(alike(words)).or_insert_with(|| Asked {
                        words: words.to_owned(),
                        texts: Vec::new(),
                        place: 0,
                        times: 0,
                    });
                    if !entry.texts.contains(&turn.text) {
                        entry.texts.push(turn.text);
                    }
                    entry.place += place;
                    entry.times += 1;
                }
            }
        }
        let mut asked: Vec<(u64, String, Asked)> =
            by_form.into_iter().map(|(form, asked)| (asked.place / asked.times, form, asked)).collect();
        asked.sort_by(|(one, one_form, _), (other, other_form, _)| (one, one_form).cmp(&(other, other_form)));
        let told = |(_, _, asked): (u64, String, Asked)| AskedAloud {
            words: asked.words,
            transcript_count: u32::try_from(asked.texts.len()).unwrap_or(u32::MAX),
        };
        Ok(asked.into_iter().map(told).collect())
    }
}
