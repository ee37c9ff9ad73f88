//! Coding answers as a whole, or words in one of them, many at once.

use serde_json::json;

use crate::model::{Codebook, CodingStatus, TextId};
use crate::project::codebook::changes::code_called;
use crate::project::coding::codings::Laid;
use crate::project::coding::places::{Passage, span_of};
use crate::project::{CodebookOptions, NewCode, Progress, Project, ProjectError, Whose};
use crate::store::{CodingChange, StoredCoding};

/// Some words of an answer, in bytes, as somebody marked them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordsOfAnswer {
    pub text: TextId,
    pub start: usize,
    pub end: usize,
}

impl Project {
    /// Lays a code on all of these answers, or on words of one; the same again changes nothing.
    pub fn code_answers(
        &mut self,
        code: &str,
        texts: &[TextId],
        words: Option<WordsOfAnswer>,
        progress: &dyn Progress,
    ) -> Result<Laid, ProjectError> {
        let passages = match words {
            Some(words) => vec![self.passage(words.text, words.start..words.end)?],
            None => self.whole_answers(texts, progress)?,
        };
        self.add_codings_watched(code, &passages, false, progress)
    }

    /// Makes a code of this name and lays it on these answers, as one step; gives its id. Where it is stopped, the code is
    /// taken back too.
    pub fn code_answers_anew(
        &mut self,
        name: &str,
        texts: &[TextId],
        words: Option<WordsOfAnswer>,
        progress: &dyn Progress,
    ) -> Result<(String, Laid), ProjectError> {
        let mut is_made = false;
        let done = self.as_one_step(|project| {
            let new = NewCode { name: name.to_owned(), ..NewCode::default() };
            project.create_code(&new, &CodebookOptions::default())?;
            is_made = true;
            let codebook = project.needed_codebook()?;
            let id = codebook.codes[code_called(&codebook, name.trim())?].id.clone();
            let laid = project.code_answers(&id, texts, words, progress)?;
            Ok((id, laid))
        });
        if is_made && matches!(done, Err(ProjectError::Cancelled)) {
            self.undo(1, Whose::Own)?;
        }
        done
    }

    /// Accepts or rejects what is on these answers: all that is proposed there, or every coding of one code. Gives how many
    /// codings changed.
    pub fn decide_answers(
        &mut self,
        texts: &[TextId],
        code: Option<&str>,
        status: CodingStatus,
        progress: &dyn Progress,
    ) -> Result<usize, ProjectError> {
        let codings = self.codings_on_answers(texts, code)?;
        let is_meant = |coding: &&StoredCoding| match code {
            Some(_) => coding.status != status,
            None => coding.status == CodingStatus::Proposed && status != CodingStatus::Proposed,
        };
        let meant = codings.iter().filter(is_meant);
        let changes: Vec<_> = meant.map(|coding| CodingChange::Decide { coding: coding.key, status }).collect();
        let action = match status {
            CodingStatus::Accepted => "codings accept",
            CodingStatus::Rejected => "codings reject",
            CodingStatus::Proposed => "codings reset",
        };
        let event = self.event(action, json!({ "codings": changes.len() }));
        self.change_codings_watched(&changes, &event, progress)
    }

    /// Takes a code off these answers: one's own codings go, what rules proposed is rejected, and what other people coded
    /// stays. Gives how many codings changed, and how many of others were left.
    pub fn uncode_answers(
        &mut self,
        texts: &[TextId],
        code: &str,
        progress: &dyn Progress,
    ) -> Result<(usize, usize), ProjectError> {
        let coders = self.store.coders()?;
        let me = self.person().to_owned();
        let codings = self.codings_on_answers(texts, Some(code))?;
        let by = |coding: &StoredCoding| coders.get(&coding.key.coder).map_or("", String::as_str);
        let (free, of_others): (Vec<StoredCoding>, Vec<StoredCoding>) =
            codings.into_iter().partition(|coding| by(coding).is_empty() || by(coding) == me);
        let is_gone = |coding: &&StoredCoding| by(coding).is_empty() && coding.status == CodingStatus::Rejected;
        let meant = free.iter().filter(|coding| !is_gone(coding));
        let changes: Vec<_> = meant.map(|coding| CodingChange::Remove { coding: coding.key }).collect();
        let event = self.event("codings remove", json!({ "code": code, "codings": changes.len() }));
        Ok((self.change_codings_watched(&changes, &event, progress)?, of_others.len()))
    }

    /// The words of an answer.
    pub fn answer_words(&self, text: TextId) -> Result<String, ProjectError> {
        Ok(self.needed_text(text)?.content)
    }

    /// The codings on these answers, with one code or with any. A code that has left the codebook keeps its codings.
    fn codings_on_answers(&self, texts: &[TextId], code: Option<&str>) -> Result<Vec<StoredCoding>, ProjectError> {
        let mut codings = self.store.codings_on_texts(texts)?;
        if let Some(code) = code {
            let numbers = self.store.numbered_codes()?;
            if !numbers.contains_key(code) {
                let codebook: Codebook = self.needed_codebook()?;
                code_called(&codebook, code)?;
            }
            codings.retain(|coding| numbers.get(code) == Some(&coding.key.code));
        }
        Ok(codings)
    }

    fn whole_answers(&self, texts: &[TextId], progress: &dyn Progress) -> Result<Vec<Passage>, ProjectError> {
        progress.stage("Reading", Some(texts.len() as u64));
        let mut passages = Vec::with_capacity(texts.len());
        for text in texts {
            progress.go_on(1)?;
            let stored = self.needed_text(*text)?;
            passages.extend(span_of(&stored, 0..1).map(|span| Passage { text: *text, span }));
        }
        Ok(passages)
    }
}
