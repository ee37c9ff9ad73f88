//! A walk through a project: each key is done at once, in the store.

use super::keys::Key;
use super::line::Line;
use super::screen::Walking;
use super::state::{Mode, Walk, Wish};
use crate::model::{Coder, CodingStatus, NamedCoding, SegmentId, Span, Subject};
use crate::project::{NewMemo, Project, ProjectError, TakenBack, Whose, sentence};
use crate::store::{CodingChange, ListedCoding};
use crate::text::snapped;

/// Somebody's walk through some segments of a project.
#[derive(Debug)]
pub struct Session<'p> {
    pub(super) walk: Walk,
    project: &'p mut Project,
    stops: Vec<SegmentId>,
    /// How much was done in this walk, and how much of what was done was taken back last.
    done: usize,
    undone: usize,
    is_over: bool,
}

impl<'p> Session<'p> {
    /// Begins at the first of these stops; nothing if there are none.
    pub fn begin(project: &'p mut Project, stops: Vec<SegmentId>) -> Result<Option<Self>, ProjectError> {
        let Some(&first) = stops.first() else { return Ok(None) };
        let Some(page) = project.segment_page(first)? else { return Ok(None) };
        let codebook = project.codes()?;
        let walk = Walk::new(codebook, stops.len(), page);
        Ok(Some(Self { walk, project, stops, done: 0, undone: 0, is_over: false }))
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
                self.change("codings remove", CodingChange::Remove { coding: coding.key })?;
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
                let memo = self.project.add_memo(&on, &NewMemo { content, ..NewMemo::default() })?;
                (self.done, self.undone) = (self.done + 1, 0);
                self.again(format!("memo {} is written", memo.number))?;
            }
            Wish::Undo if self.done == 0 => {
                self.walk.say("nothing was done in this walk yet; `verbatim undo` goes back further");
            }
            Wish::Undo => {
                let steps = self.project.undo(1, Whose::Own)?;
                (self.done, self.undone) = (self.done - 1, self.undone + 1);
                self.again(told("taken back", &steps))?;
            }
            Wish::Redo if self.undone == 0 => self.walk.say("nothing was taken back in this walk"),
            Wish::Redo => {
                let steps = self.project.redo(1, Whose::Own)?;
                (self.done, self.undone) = (self.done + 1, self.undone - 1);
                self.again(told("done again", &steps))?;
            }
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
        let done = match self.change("codings add", change)? {
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
        self.change(action, CodingChange::Decide { coding: coding.key, status })?;
        self.again(format!("{} is {done}", coding.code))
    }

    fn change(&mut self, action: &str, change: CodingChange<'_>) -> Result<usize, ProjectError> {
        let changed = self.project.change_codings(action, &[change])?;
        if changed > 0 {
            (self.done, self.undone) = (self.done + 1, 0);
        }
        Ok(changed)
    }

    fn coding(&self, index: usize) -> Option<ListedCoding> {
        self.walk.page.codings.get(index).cloned()
    }
}

impl Walking for Session<'_> {
    fn press(&mut self, key: Key) {
        Session::press(self, key);
    }

    fn is_over(&self) -> bool {
        Session::is_over(self)
    }

    fn draw(&self, width: usize, height: usize) -> Vec<Line> {
        Session::draw(self, width, height)
    }
}

/// `taken back: codings add: posts`, and what there is to know.
pub(super) fn told(done: &str, steps: &[TakenBack]) -> String {
    let sentences = steps.iter().flat_map(|step| std::iter::once(&step.words).chain(&step.notes));
    format!("{done}: {}", sentences.map(String::as_str).collect::<Vec<_>>().join("; "))
}

/// A span of a segment as one of its text.
fn shifted(span: Span, start: usize) -> Span {
    let small = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span::stored(small(start + span.start()), small(start + span.end()))
}
