//! What people note, and how they link things.

use std::collections::{BTreeMap, BTreeSet};

use super::error::NoteError;
use crate::model::{Codebook, Link, Memo, Subject};
use crate::project::{Project, ProjectError};
use crate::store::{LinkFilter, MemoEdit, MemoFilter, MemoText};

/// What someone writes in a memo.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewMemo {
    pub title: String,
    /// In people's own words: `method`, `theory`; may be empty.
    pub kind: String,
    pub content: String,
}

/// A memo that was written or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenMemo {
    pub number: i64,
    /// What stands in it in double brackets and names nothing in the study.
    pub unknown_mentions: Vec<String>,
}

/// A memo with all that hangs together with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownMemo {
    pub memo: Memo,
    /// The replies to it, and to those, in the order of the talk.
    pub replies: Vec<Memo>,
    /// Links from or to it.
    pub links: Vec<Link>,
}

/// Memos that were taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovedMemos {
    /// Replies too.
    pub numbers: Vec<i64>,
    pub link_count: usize,
}

impl Project {
    /// Memos with what they stand on. For work inside the study: outputs are made by [`Project::export_memos`].
    pub fn memos(&self, filter: &MemoFilter) -> Result<Vec<Memo>, ProjectError> {
        Ok(self.store.memos(filter)?)
    }

    /// One memo, its replies and links.
    pub fn memo(&self, number: i64) -> Result<ShownMemo, ProjectError> {
        let memo = self.memo_numbered(number)?;
        let replies = self.replies_to(number)?;
        let filter = LinkFilter { of: Some(Subject::Memo(number)), ..LinkFilter::default() };
        Ok(ShownMemo { memo, replies, links: self.links(&filter)? })
    }

    /// Notes something on a subject.
    pub fn add_memo(&mut self, on: &Subject, memo: &NewMemo) -> Result<WrittenMemo, ProjectError> {
        if memo.content.trim().is_empty() {
            return Err(NoteError::NoWords.into());
        }
        let event = self.event("memos add", serde_json::json!({ "on": on.kind().word() }));
        let NewMemo { title, kind, content } = memo;
        let (author, written_at) = (event.who.clone(), event.at.clone());
        let text = MemoText { title, kind, author: &author, written_at: &written_at, content: content.trim() };
        let number = self.store.add_memo(on, &text, &event)?;
        Ok(WrittenMemo { number, unknown_mentions: self.unknown_mentions(content) })
    }

    /// Changes a memo's words, title, kind, or what it is on.
    pub fn edit_memo(&mut self, number: i64, edit: &MemoEdit) -> Result<WrittenMemo, ProjectError> {
        self.memo_numbered(number)?;
        if edit.content.as_ref().is_some_and(|content| content.trim().is_empty()) {
            return Err(NoteError::NoWords.into());
        }
        if let Some(Subject::Memo(above)) = edit.on
            && (above == number || self.replies_to(number)?.iter().any(|reply| reply.number == above))
        {
            return Err(NoteError::OwnReply.into());
        }
        let content = edit.content.as_ref().map(|content| content.trim().to_owned());
        let edit = MemoEdit { content, ..edit.clone() };
        let event = self.event("memos edit", serde_json::json!({ "memo": number }));
        self.store.edit_memo(number, &edit, &event)?;
        let unknown_mentions = self.unknown_mentions(edit.content.as_deref().unwrap_or_default());
        Ok(WrittenMemo { number, unknown_mentions })
    }

    /// Takes memos away, with the replies to them and their links; none if one is not there.
    pub fn remove_memos(&mut self, numbers: &[i64]) -> Result<RemovedMemos, ProjectError> {
        let mut gone: BTreeSet<i64> = BTreeSet::new();
        for &number in numbers {
            gone.insert(self.memo_numbered(number)?.number);
            gone.extend(self.replies_to(number)?.iter().map(|reply| reply.number));
        }
        let goes = |subject: &Subject| matches!(subject, Subject::Memo(number) if gone.contains(number));
        let links = self.store.links(&LinkFilter::default())?;
        let link_count = links.iter().filter(|link| goes(&link.from.subject) || goes(&link.to.subject)).count();
        let event = self.event("memos remove", serde_json::json!({ "memos": gone }));
        self.store.remove_memos(numbers, &event)?;
        Ok(RemovedMemos { numbers: gone.into_iter().collect(), link_count })
    }

    /// Links in the order in which they were made, then those that memos mention.
    pub fn links(&self, filter: &LinkFilter) -> Result<Vec<Link>, ProjectError> {
        let mut links = self.store.links(filter)?;
        let mut known: BTreeMap<String, Option<Subject>> = BTreeMap::new();
        for memo in self.store.memos(&MemoFilter::default())? {
            for mention in mentions(&memo.content) {
                let subject = known.entry(mention.to_owned()).or_insert_with(|| self.subject(mention).ok()).clone();
                let Some(subject) = subject else { continue };
                let link = Link {
                    number: None,
                    kind: MENTIONS.to_owned(),
                    from: self.named_subject(&Subject::Memo(memo.number))?,
                    to: self.named_subject(&subject)?,
                    author: memo.author.clone(),
                    made_at: memo.written_at.clone(),
                };
                if filter.passes(&link) && !links.contains(&link) {
                    links.push(link);
                }
            }
        }
        Ok(links)
    }

    /// Says that two things belong together; gives the link's number.
    pub fn add_link(&mut self, from: &Subject, to: &Subject, kind: &str) -> Result<i64, ProjectError> {
        if from == to {
            return Err(NoteError::SameThing.into());
        }
        let detail = serde_json::json!({ "from": from.kind().word(), "to": to.kind().word() });
        Ok(self.store.add_link(from, to, kind.trim(), &self.event("links add", detail))?)
    }

    /// Takes links away; none if one is not there.
    pub fn remove_links(&mut self, numbers: &[i64]) -> Result<(), ProjectError> {
        let links = self.store.links(&LinkFilter::default())?;
        for &number in numbers {
            if !links.iter().any(|link| link.number == Some(number)) {
                return Err(NoteError::NoLink { number }.into());
            }
        }
        let event = self.event("links remove", serde_json::json!({ "links": numbers }));
        Ok(self.store.remove_links(numbers, &event)?)
    }

    /// All memos, with what outputs call the things that stand in them in double brackets.
    pub(in crate::project) fn printable_memos(&self, codebook: &Codebook) -> Result<Vec<Memo>, ProjectError> {
        let mut memos = self.store.memos(&MemoFilter::default())?;
        for memo in &mut memos {
            let printed: Vec<(String, String)> = mentions(&memo.content)
                .map(|mention| Ok((format!("[[{mention}]]"), self.printed(mention, codebook)?)))
                .collect::<Result<_, ProjectError>>()?;
            for (mention, printed) in printed {
                memo.content = memo.content.replace(&mention, &printed);
            }
        }
        Ok(memos)
    }

    /// A case by its label, a source by no name at all: names of either may say who it is.
    fn printed(&self, mention: &str, codebook: &Codebook) -> Result<String, ProjectError> {
        let Ok(subject) = self.subject(mention) else { return Ok("[…]".to_owned()) };
        Ok(match subject {
            Subject::Case(case) => {
                let label = self.case_of(case)?.label;
                if label.is_empty() { "a participant".to_owned() } else { label }
            }
            Subject::Code(id) => {
                codebook.codes.iter().find(|code| code.id == id).map_or(id.clone(), |code| code.name.clone())
            }
            Subject::Theme(id) => {
                codebook.themes.iter().find(|theme| theme.id == id).map_or(id.clone(), |theme| theme.name.clone())
            }
            Subject::Question(_) => self.named_subject(&subject)?.question.unwrap_or_default(),
            Subject::Study => "the study".to_owned(),
            Subject::Memo(_) => "another memo".to_owned(),
            Subject::Source(_) => "a source".to_owned(),
            Subject::Cell(_) => "a cell of a framework".to_owned(),
            Subject::Text(_) | Subject::Passage { .. } | Subject::Coding(_) => "a passage".to_owned(),
        })
    }

    pub(in crate::project) fn memo_numbered(&self, number: i64) -> Result<Memo, ProjectError> {
        let memos = self.store.memos(&MemoFilter::default())?;
        let found = memos.into_iter().find(|memo| memo.number == number);
        Ok(found.ok_or(NoteError::NoMemo { number })?)
    }

    /// The replies to a memo, and to those.
    fn replies_to(&self, number: i64) -> Result<Vec<Memo>, ProjectError> {
        let mut above = vec![number];
        let mut replies = self.store.memos(&MemoFilter::default())?;
        // Each stands after what it replies to.
        replies.retain(|memo| {
            let is_reply = matches!(memo.on.subject, Subject::Memo(of) if above.contains(&of));
            above.extend(is_reply.then_some(memo.number));
            is_reply
        });
        Ok(replies)
    }

    fn unknown_mentions(&self, content: &str) -> Vec<String> {
        mentions(content).filter(|mention| self.subject(mention).is_err()).map(str::to_owned).collect()
    }
}

/// The kind of links that stand in a memo's words.
const MENTIONS: &str = "mentions";

/// What stands in double brackets, as `[[code:funding]]`.
fn mentions(content: &str) -> impl Iterator<Item = &str> {
    content.split("[[").skip(1).filter_map(|rest| rest.split_once("]]")).map(|(mention, _)| mention)
}
