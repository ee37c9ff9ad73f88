//! What somebody does with one coding while they read: lay a code on words, move its ends, give another code, decide, take
//! away; and a code named by the words it is made from.

use std::ops::Range;

use super::error::CodingError;
use crate::model::{Coder, CodingStatus, NamedCoding, TextId};
use crate::project::{CodebookOptions, NewCode, Project, ProjectError};
use crate::store::{CodingChange, CodingKey};

/// So long is a code's name at most that words become by themselves, in characters.
const LONGEST_NAME: usize = 60;

/// One thing that is done with a coding. Ranges are what was marked, in bytes: whole words are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ByHand {
    Code { code: String, text: TextId, range: Range<usize> },
    Move { coding: NamedCoding, range: Range<usize> },
    Recode { coding: NamedCoding, code: String },
    Decide { coding: NamedCoding, status: CodingStatus },
    Remove { coding: NamedCoding },
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoneByHand {
    /// It was not so already.
    pub changed: bool,
    /// The id of the code that it is about.
    pub code: String,
}

impl Project {
    /// Does it, as one action. Words of interviewers and of people who are left out are refused.
    pub fn by_hand(&mut self, act: &ByHand) -> Result<DoneByHand, ProjectError> {
        let done = |code: &str, count: usize| DoneByHand { changed: count > 0, code: code.to_owned() };
        match act {
            ByHand::Code { code, text, range } => {
                let passage = self.passage(*text, range.clone())?;
                let code = self.code_in_use(code)?;
                let laid = self.add_codings(&code, &[passage], false)?;
                Ok(done(&code, laid.added))
            }
            ByHand::Move { coding, range } => {
                let key = self.coding_key(coding)?;
                let passage = self.passage(coding.text, range.clone())?;
                Ok(done(&coding.code, usize::from(self.move_to(key, passage)?)))
            }
            ByHand::Recode { coding, code } => {
                let key = self.coding_key(coding)?;
                let code = self.code_in_use(code)?;
                let change = CodingChange::Replace { coding: key, code: &code, span: key.span };
                Ok(done(&code, self.change_codings("codings recode", &[change])?))
            }
            ByHand::Decide { coding, status } => {
                let key = self.coding_key(coding)?;
                let action = match status {
                    CodingStatus::Accepted => "codings accept",
                    CodingStatus::Rejected => "codings reject",
                    CodingStatus::Proposed => "codings reset",
                };
                let change = CodingChange::Decide { coding: key, status: *status };
                Ok(done(&coding.code, self.change_codings(action, &[change])?))
            }
            ByHand::Remove { coding } => {
                let change = CodingChange::Remove { coding: self.coding_key(coding)? };
                Ok(done(&coding.code, self.change_codings("codings remove", &[change])?))
            }
        }
    }

    /// Makes a code that is named by the words which are marked, unless it has a name of its own, and lays it on them: one
    /// step. If there is a code of that name already, that is laid.
    pub fn code_in_vivo(&mut self, text: TextId, range: Range<usize>, new: &NewCode) -> Result<String, ProjectError> {
        // Refused before anything is made.
        let passage = self.passage(text, range)?;
        let name = if new.name.trim().is_empty() { name_of(&self.words(passage)?) } else { new.name.trim().to_owned() };
        if let Ok(code) = self.code_in_use(&name) {
            self.add_codings(&code, &[passage], false)?;
            return Ok(code);
        }
        let new = NewCode { name, ..new.clone() };
        self.as_one_step(|project| {
            let was = project.needed_codebook()?;
            project.create_code(&new, &CodebookOptions::default())?;
            let is = project.needed_codebook()?;
            let made = is.codes.iter().find(|code| was.code_index(&code.id).is_none());
            let code = made.map(|code| code.id.clone()).ok_or(CodingError::NoCoding)?;
            project.add_codings(&code, &[passage], false)?;
            Ok(code)
        })
    }

    /// The coding that is meant, by its numbers in the store.
    fn coding_key(&self, coding: &NamedCoding) -> Result<CodingKey, ProjectError> {
        let code = self.store.numbered_codes()?.get(&coding.code).copied();
        let name = match &coding.coder {
            Some(coder) => stored_name(coder),
            None => self.person().to_owned(),
        };
        let coder = self.store.coders()?.into_iter().find(|(_, coder)| *coder == name).map(|(number, _)| number);
        let (code, coder) = code.zip(coder).ok_or(CodingError::NoCoding)?;
        Ok(CodingKey { text: coding.text, span: coding.span, code, coder })
    }
}

/// The name under which the store keeps a coder: rules have none.
fn stored_name(coder: &Coder) -> String {
    match coder {
        Coder::Rules => String::new(),
        Coder::Person(name) => name.clone(),
    }
}

/// Words as a code's name: one line, not too long, whole words.
fn name_of(words: &str) -> String {
    let mut name = String::new();
    for word in words.split_whitespace() {
        if !name.is_empty() && name.chars().count() + 1 + word.chars().count() > LONGEST_NAME {
            break;
        }
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(word);
    }
    let edges = |letter: char| !letter.is_alphanumeric();
    let kept = name.trim_matches(edges);
    if kept.is_empty() { name } else { kept.to_owned() }
}
