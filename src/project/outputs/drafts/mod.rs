//! Drafts: what a build printed, kept, and what is different since.
//!
//! Each build of the whole study that made its outputs again is remembered, the last two of them; a draft with a name
//! stays. What is kept has passed disclosure. A list of differences is for the researcher all the same: by what changed
//! between two drafts, more can be told of one person than by either.

use std::io::Read as _;

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use crate::export::{Change, Printed, compare};
use crate::project::{Project, ProjectError, clock};
use crate::store::Draft;
use crate::text;

/// What is different between two drafts, and which they are.
#[derive(Debug, Clone)]
pub struct Changes {
    pub before: Draft,
    pub after: Draft,
    pub changes: Vec<Change>,
}

/// Why drafts cannot be compared, kept or removed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DraftError {
    #[error("no build is remembered yet: run `verbatim build`")]
    NoBuild,
    #[error("there is nothing to compare the last build with: it is the only one that is remembered")]
    OnlyOne,
    #[error("there is no draft {name:?}{}", nearest.as_ref().map(|name| format!("; did you mean {name:?}?")).unwrap_or_default())]
    NoDraft { name: String, nearest: Option<String> },
    #[error("a draft needs a name that is not a number")]
    Name,
    #[error("draft {number} cannot be read: another version of the program kept it")]
    Unreadable { number: i64 },
}

impl Project {
    /// Drafts with a name and the last builds, the latest first.
    pub fn drafts(&self) -> Result<Vec<Draft>, ProjectError> {
        Ok(self.store.drafts()?)
    }

    /// Keeps what the last build printed under a name. One that had this name goes.
    pub fn keep_draft(&mut self, name: &str) -> Result<(), ProjectError> {
        let name = name.trim();
        if name.is_empty() || name.parse::<i64>().is_ok() {
            return Err(DraftError::Name.into());
        }
        let event = self.event("drafts keep", serde_json::json!({ "name": name }));
        if self.store.keep_draft(name, &event)? { Ok(()) } else { Err(DraftError::NoBuild.into()) }
    }

    /// Takes a draft away, by its name or number.
    pub fn remove_draft(&mut self, name: &str) -> Result<Draft, ProjectError> {
        let draft = self.draft_named(name)?;
        let event = self.event("drafts remove", serde_json::json!({ "name": draft.name, "number": draft.number }));
        self.store.remove_draft(draft.number, &event)?;
        Ok(draft)
    }

    /// What is different between two drafts, each by its name or number. If none is named: between the latest draft with a
    /// name, or the build before, and the last build.
    pub fn changes(&self, before: Option<&str>, after: Option<&str>) -> Result<Changes, ProjectError> {
        let drafts = self.store.drafts()?;
        let mut builds = drafts.iter().filter(|draft| draft.name.is_none());
        let last = builds.next();
        let after = match after {
            Some(name) => self.draft_named(name)?,
            None => last.cloned().ok_or(DraftError::NoBuild)?,
        };
        let before = if let Some(name) = before {
            self.draft_named(name)?
        } else {
            let named = drafts.iter().find(|draft| draft.name.is_some() && draft.number != after.number);
            let earlier = named.or(builds.next()).filter(|draft| draft.number != after.number);
            earlier.cloned().ok_or(DraftError::OnlyOne)?
        };
        let changes = compare(&self.printed_in(&before)?, &self.printed_in(&after)?);
        Ok(Changes { before, after, changes })
    }

    /// Remembers what a build printed, unless the last one printed the same; says how many things are different from it,
    /// where there was one that can be read.
    pub(in crate::project) fn remember_build(&mut self, printed: &Printed) -> Result<Option<usize>, ProjectError> {
        let drafts = self.store.drafts()?;
        let last = drafts.iter().find(|draft| draft.name.is_none());
        // What another version of the program kept may be of another form: no reason not to build.
        let last = last.and_then(|last| self.printed_in(last).ok());
        if last.as_ref() == Some(printed) {
            return Ok(None);
        }
        self.store.remember_build(&clock::now(), &self.person, &packed(printed))?;
        Ok(last.map(|last| compare(&last, printed).len()))
    }

    fn draft_named(&self, name: &str) -> Result<Draft, ProjectError> {
        let drafts = self.store.drafts()?;
        let number = name.parse::<i64>().ok();
        let is_it = |draft: &&Draft| draft.name.as_deref() == Some(name) || Some(draft.number) == number;
        if let Some(draft) = drafts.iter().find(is_it) {
            return Ok(draft.clone());
        }
        let names = drafts.iter().filter_map(|draft| draft.name.as_deref());
        let nearest = text::nearest(name, names).map(str::to_owned);
        Err(DraftError::NoDraft { name: name.to_owned(), nearest }.into())
    }

    fn printed_in(&self, draft: &Draft) -> Result<Printed, ProjectError> {
        let unreadable = || ProjectError::from(DraftError::Unreadable { number: draft.number });
        let content = self.store.draft_content(draft.number)?.ok_or_else(unreadable)?;
        let mut json = Vec::new();
        ZlibDecoder::new(content.as_slice()).read_to_end(&mut json).map_err(|_| unreadable())?;
        serde_json::from_slice(&json).map_err(|_| unreadable())
    }
}

fn packed(printed: &Printed) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    serde_json::to_writer(&mut encoder, printed).expect("strings in lists can be written as JSON");
    encoder.finish().expect("memory can be written to")
}
