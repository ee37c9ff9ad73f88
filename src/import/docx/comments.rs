//! The comments of a Word document, with who replies to whom.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use super::notes::{NoteKind, notes};
use super::package::Package;
use super::styles::Styles;
use crate::import::ImportError;
use crate::import::lines::Remark;
use crate::import::xml::{Listener, attribute, walk};

/// Comments, in the order of the file.
#[derive(Debug, Default)]
pub(super) struct Comments {
    pub(super) remarks: Vec<Remark>,
    /// Which one has which id.
    indexes: BTreeMap<String, usize>,
}

impl Comments {
    pub(super) fn read(package: &Package<'_>, styles: &Styles) -> Result<Self, ImportError> {
        let Some(part) = &package.comments else { return Ok(Self::default()) };
        let mut heads = Heads::default();
        walk(&package.archive, part, &mut heads)?;
        let mut replies = Replies::default();
        if let Some(part) = &package.comments_extended {
            walk(&package.archive, part, &mut replies)?;
        }
        let words = notes(&package.archive, part, styles, &Self::default())?;
        let by_paragraph: BTreeMap<&str, usize> =
            heads.list.iter().enumerate().map(|(index, head)| (head.last_paragraph.as_str(), index)).collect();
        let remark = |head: &Head| {
            let parent = replies.parents.get(&head.last_paragraph);
            Remark {
                author: head.author.clone(),
                written_at: head.written_at.clone(),
                content: words
                    .get(NoteKind::Comment, &head.id)
                    .map(|note| note.paragraphs.join("\n"))
                    .unwrap_or_default(),
                reply_to: parent.and_then(|parent| by_paragraph.get(parent.as_str()).copied()),
            }
        };
        let remarks = heads.list.iter().map(remark).collect();
        let indexes = heads.list.iter().enumerate().map(|(index, head)| (head.id.clone(), index)).collect();
        Ok(Self { remarks, indexes })
    }

    /// The comment that an element refers to.
    pub(super) fn index(&self, element: &BytesStart<'_>) -> Option<usize> {
        self.indexes.get(&attribute(element, "id")?).copied()
    }
}

/// What is known of a comment but its words.
#[derive(Debug, Default)]
struct Head {
    id: String,
    author: String,
    written_at: String,
    /// The id of its last paragraph, by which replies know it; empty where Word did not give one.
    last_paragraph: String,
}

#[derive(Debug, Default)]
struct Heads {
    list: Vec<Head>,
}

impl Listener for Heads {
    fn start(&mut self, element: &BytesStart<'_>) {
        match element.local_name().as_ref() {
            "comment" => self.list.push(Head {
                id: attribute(element, "id").unwrap_or_default(),
                author: attribute(element, "author").unwrap_or_default(),
                written_at: attribute(element, "date").unwrap_or_default(),
                last_paragraph: String::new(),
            }),
            "p" => {
                if let (Some(head), Some(id)) = (self.list.last_mut(), attribute(element, "paraId")) {
                    head.last_paragraph = id;
                }
            }
            _ => {}
        }
    }

    fn end(&mut self) {}

    fn text(&mut self, _words: &str) {}
}

/// By the last paragraph of a reply, that of the comment it replies to.
#[derive(Debug, Default)]
struct Replies {
    parents: BTreeMap<String, String>,
}

impl Listener for Replies {
    fn start(&mut self, element: &BytesStart<'_>) {
        if let (Some(id), Some(parent)) = (attribute(element, "paraId"), attribute(element, "paraIdParent")) {
            self.parents.insert(id, parent);
        }
    }

    fn end(&mut self) {}

    fn text(&mut self, _words: &str) {}
}
