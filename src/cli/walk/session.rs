//! A walk through a project: each key is done at once, in the store.

use super::keys::Key;
use super::state::{Mode, Walk, Wish};
use crate::model::{Coder, CodingStatus, NamedCoding, SegmentId, Span, Subject};
use crate::project::{Project, ProjectError, sentence};
use crate::store::{CodingChange, ListedCoding};
use crate::text::snapped;

/// Somebody's walk through some segments of a project.
#[derive(Debug)]
pub struct Session<'p> {
    pub(super) walk: Walk,
    project: &'p mut Project,
    stops: Vec<SegmentId>,
    is_over: bool,
}

impl<'p> Session<'p> {
    /// Begins at the first of these stops; nothing if there are none.
    pub fn begin(project: &'p mut Project, stops: Vec<SegmentId>) -> Result<Option<Self>, ProjectError> {
        let Some(&first) = stops.first() else { return Ok(None) };
        let Some(page) = project.segment_page(first)? else { return Ok(None) };
        let codebook = project.codes()?;
        let walk = Walk::new(codebook, stops.len(), page);
        Ok(Some(Self { walk, project, stops, is_over: false }))
    }

    /// Does what a key asks for. What goes wrong is told on the screen.
    pub fn press(&mut self, key: Key) {
        let Some(wish) = self.walk.press(key) else { return };
        if let Err(error) = self.fulfil(wish) {
            self.walk.mode = Mode::Reading;
            self.walk.say(sentence(&error));
        }
    }

    /// Whether somebody has asked to leave.
    pub const fn is_over(&self) -> bool {
        self.is_over
    }

    fn fulfil(&mut self, wish: Wish) -> Result<(), ProjectError> {
        match wish {
            Wish::Quit => self.is_over = true,
            Wish::Go(at) => self.go(at)?,
            Wish::GoTo(wanted) => match self.project.next_stop(&self.stops, self.walk.at, wanted)? {
                Some(at) => self.go(at)?,
                None => self.walk.say("there is no other such segment"),
            },
            Wish::Code { code, marked } => self.code(&code, marked)?,
            Wish::Decide(index, status) => self.decide(index, status)?,
            Wish::Remove(index) => {
                let Some(coding) = self.coding(index) else { return Ok(()) };
                let done = if coding.coder == Coder::Rules { "rejected: a rule proposed it" } else { "removed" };
                self.project.change_codings("codings remove", &[CodingChange::Remove { coding: coding.key }])?;
                self.again(format!("{} is {done}", coding.code))?;
            }
            Wish::Memo(index, content) => {
                let page = &self.walk.page;
                let on = match index.and_then(|index| self.coding(index)) {
                    Some(coding) => Subject::Coding(NamedCoding {
                        code: coding.code,
                        text: coding.key.text,
                        span: coding.key.span,
                        coder: Some(coding.coder),
                    }),
                    None => Subject::Passage { text: page.text, span: page.span },
                };
                self.project.note(&on, &content)?;
                self.again("the memo is written".to_owned())?;
            }
            Wish::Undo => self.walk.say("`verbatim undo` takes back what was done last"),
            Wish::Redo => self.walk.say("`verbatim redo` does again what was taken back"),
        }
        Ok(())
    }

    fn go(&mut self, at: usize) -> Result<(), ProjectError> {
        let Some(&stop) = self.stops.get(at) else { return Ok(()) };
        match self.project.segment_page(stop)? {
            Some(page) => self.walk.show(at, page),
            None => self.walk.say("that segment has gone: its file was imported anew"),
        }
        Ok(())
    }

    fn again(&mut self, message: String) -> Result<(), ProjectError> {
        self.go(self.walk.at)?;
        self.walk.say(message);
        Ok(())
    }

    fn code(&mut self, code: &str, marked: Option<Span>) -> Result<(), ProjectError> {
        let page = &self.walk.page;
        let span = match marked {
            None => page.span,
            Some(marked) => {
                let start = page.span.start();
                match snapped(&page.content, marked.range()) {
                    Some(span) => shifted(span, start),
                    None => page.span,
                }
            }
        };
        let change = CodingChange::Add { code, text: page.text, span };
        let code_and_words =
            format!("{code} is given to {}", if marked.is_some() { "these words" } else { "the segment" });
        let done = match self.project.change_codings("codings add", &[change])? {
            0 => format!("{code} is there already"),
            _ => code_and_words,
        };
        self.again(done)?;
        let is_it =
            |coding: &ListedCoding| coding.code == code && coding.key.span == span && coding.coder != Coder::Rules;
        self.walk.chosen = self.walk.page.codings.iter().position(is_it).unwrap_or(self.walk.chosen);
        Ok(())
    }

    fn decide(&mut self, index: usize, status: CodingStatus) -> Result<(), ProjectError> {
        let Some(coding) = self.coding(index) else { return Ok(()) };
        // The same key again takes the decision back.
        let (status, done) = match (coding.status == status, status) {
            (true, _) => (CodingStatus::Proposed, "proposed again"),
            (false, CodingStatus::Rejected) => (status, "rejected"),
            (false, _) => (status, "accepted"),
        };
        let action = match status {
            CodingStatus::Accepted => "codings accept",
            CodingStatus::Rejected => "codings reject",
            CodingStatus::Proposed => "codings reset",
        };
        self.project.change_codings(action, &[CodingChange::Decide { coding: coding.key, status }])?;
        self.again(format!("{} is {done}", coding.code))
    }

    fn coding(&self, index: usize) -> Option<ListedCoding> {
        self.walk.page.codings.get(index).cloned()
    }
}

/// A span of a segment as one of its text.
fn shifted(span: Span, start: usize) -> Span {
    let small = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span::stored(small(start + span.start()), small(start + span.end()))
}
