//! Pins, and marks of what speaks against a theme.

use serde_json::json;

use super::QuoteError;
use super::shown::heading_in_words;
use crate::model::{QuoteHeading, QuoteMark, QuoteMarkKind, Subject};
use crate::project::coding::places::Passage;
use crate::project::{NewMemo, Progress, Project, ProjectError};
use crate::store::QuoteChange;
use crate::text::nearest;

/// What a memo that says why something is a negative case is called.
const NEGATIVE_CASE: &str = "negative case";

/// A heading as a person names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadingName<'n> {
    Any,
    Theme(&'n str),
    Code(&'n str),
    Output(&'n str),
    /// A theme or else a code.
    Either(&'n str),
}

/// What came of pinning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pinned {
    /// From one, among the pins under its heading.
    pub position: u32,
    /// It was pinned there before, and now stands at that position.
    pub was_there: bool,
}

impl Project {
    /// The heading that somebody means, by id or name.
    pub fn quote_heading(&self, name: HeadingName<'_>) -> Result<QuoteHeading, ProjectError> {
        let codebook = self.needed_codebook()?;
        let is = |id: &str, called: &str, wanted: &str| id == wanted || called.to_lowercase() == wanted.to_lowercase();
        let theme = |wanted: &str| codebook.themes.iter().find(|theme| is(&theme.id, &theme.name, wanted));
        let near = |wanted: &str| {
            let codes = codebook.codes.iter().map(|code| code.id.as_str());
            nearest(wanted, codebook.themes.iter().map(|theme| theme.id.as_str()).chain(codes)).map(str::to_owned)
        };
        match name {
            HeadingName::Any => Ok(QuoteHeading::Any),
            HeadingName::Theme(wanted) => {
                if let Some(theme) = theme(wanted) {
                    return Ok(QuoteHeading::Theme(theme.id.clone()));
                }
                let themes = codebook.themes.iter().map(|theme| theme.id.as_str());
                let nearest = nearest(wanted, themes).map(str::to_owned);
                Err(crate::project::CodingError::NoTheme { name: wanted.to_owned(), nearest }.into())
            }
            HeadingName::Code(wanted) => Ok(QuoteHeading::Code(self.code_in_use(wanted)?)),
            HeadingName::Output(wanted) if self.quoting(wanted) => Ok(QuoteHeading::Output(wanted.to_owned())),
            HeadingName::Output(wanted) => {
                let outputs = self.study.outputs.iter().map(|output| output.name.as_str());
                let quoting: Vec<&str> = outputs.filter(|name| self.quoting(name)).collect();
                let nearest = nearest(wanted, quoting).map(str::to_owned);
                Err(QuoteError::NoOutput { name: wanted.to_owned(), nearest }.into())
            }
            HeadingName::Either(wanted) => match (theme(wanted), self.code_in_use(wanted)) {
                (Some(theme), _) => Ok(QuoteHeading::Theme(theme.id.clone())),
                (None, Ok(code)) => Ok(QuoteHeading::Code(code)),
                (None, Err(_)) => Err(QuoteError::NoHeading { name: wanted.to_owned(), nearest: near(wanted) }.into()),
            },
        }
    }

    /// Pins words, so that they are quoted before all others under a heading: at this position among its pins, or last.
    /// `place` is what errors call it.
    pub fn pin_quote(
        &mut self,
        place: &str,
        passage: Passage,
        heading: &QuoteHeading,
        position: Option<u32>,
        progress: &dyn Progress,
    ) -> Result<Pinned, ProjectError> {
        let text = self.needed_text(passage.text)?;
        let (_, case) = Self::turn_of(&text, passage.span, place)?;
        self.quotable(&text, case, place)?;
        let codebook = self.needed_codebook()?;
        self.code_if_needed(progress)?;
        if !self.is_coded(passage, self.codes_under(&codebook, heading))? {
            let heading = heading_in_words(heading);
            return Err(QuoteError::NotCoded { place: place.to_owned(), heading }.into());
        }
        let marks = self.store.quote_marks()?;
        let mut pins: Vec<&QuoteMark> =
            marks.iter().filter(|mark| mark.kind == QuoteMarkKind::Pin && mark.heading == *heading).collect();
        let is_it = |mark: &&QuoteMark| !mark.is_waiting && mark.text == passage.text && mark.span == passage.span;
        let known = pins.iter().position(is_it);
        let known = known.map(|index| (index, pins.remove(index)));
        let last = u32::try_from(pins.len()).unwrap_or(u32::MAX - 1) + 1;
        let was = known.and_then(|(index, _)| u32::try_from(index + 1).ok());
        let position = position.or(was).unwrap_or(last).clamp(1, last);
        let mut changes: Vec<QuoteChange> = Vec::new();
        for (other, mark) in (1..).map(|at| if at >= position { at + 1 } else { at }).zip(pins) {
            if mark.position != other {
                changes.push(QuoteChange::Place { number: mark.number, position: other });
            }
        }
        match known {
            Some((_, mark)) if mark.position == position => {}
            Some((_, mark)) => changes.push(QuoteChange::Place { number: mark.number, position }),
            None => changes.push(QuoteChange::Add {
                kind: QuoteMarkKind::Pin,
                text: passage.text,
                span: passage.span,
                heading: heading.clone(),
                words: String::new(),
                position,
            }),
        }
        if !changes.is_empty() {
            let event = self.event("quotes pin", detail(heading));
            self.store.change_quote_marks(&changes, &event)?;
        }
        Ok(Pinned { position, was_there: known.is_some() })
    }

    /// Takes pins away that touch a passage: those of one heading, or all. Gives how many.
    pub fn unpin_quotes(
        &mut self,
        place: &str,
        passage: Passage,
        heading: Option<&QuoteHeading>,
    ) -> Result<usize, ProjectError> {
        let numbers = self.marks_at(passage, |mark| {
            mark.kind == QuoteMarkKind::Pin && heading.is_none_or(|heading| mark.heading == *heading)
        })?;
        if numbers.is_empty() {
            return Err(QuoteError::NotPinned { place: place.to_owned() }.into());
        }
        self.remove_marks(&numbers, "quotes unpin")?;
        Ok(numbers.len())
    }

    /// Takes the pin, or the mark of a negative case, of this number away.
    pub fn remove_chosen(&mut self, kind: QuoteMarkKind, number: i64) -> Result<(), ProjectError> {
        let marks = self.store.quote_marks()?;
        if !marks.iter().any(|mark| mark.number == number && mark.kind == kind) {
            return Err(QuoteError::NoNumber { kind, number }.into());
        }
        self.remove_marks(&[number], if kind == QuoteMarkKind::Pin { "quotes unpin" } else { "quotes unmark" })
    }

    /// Marks words as speaking against a theme or code; `because` becomes a memo on them. Whether that is new.
    pub fn mark_against(
        &mut self,
        place: &str,
        passage: Passage,
        heading: &QuoteHeading,
        because: Option<&str>,
    ) -> Result<bool, ProjectError> {
        let text = self.needed_text(passage.text)?;
        let (_, case) = Self::turn_of(&text, passage.span, place)?;
        self.quotable(&text, case, place)?;
        let known = self.marks_at(passage, |mark| {
            mark.kind == QuoteMarkKind::Against && mark.heading == *heading && mark.span == passage.span
        })?;
        let is_new = known.is_empty();
        self.as_one_step(|project| {
            if is_new {
                let change = QuoteChange::Add {
                    kind: QuoteMarkKind::Against,
                    text: passage.text,
                    span: passage.span,
                    heading: heading.clone(),
                    words: String::new(),
                    position: 0,
                };
                let event = project.event("quotes mark", detail(heading));
                project.store.change_quote_marks(&[change], &event)?;
            }
            if let Some(because) = because {
                let on = Subject::Passage { text: passage.text, span: passage.span };
                let content = because.to_owned();
                project.add_memo(&on, &NewMemo { title: String::new(), kind: NEGATIVE_CASE.to_owned(), content })?;
            }
            Ok(is_new)
        })
    }

    /// Takes marks away that say that words speak against something. Gives how many.
    pub fn unmark_against(
        &mut self,
        place: &str,
        passage: Passage,
        heading: Option<&QuoteHeading>,
    ) -> Result<usize, ProjectError> {
        let numbers = self.marks_at(passage, |mark| {
            mark.kind == QuoteMarkKind::Against && heading.is_none_or(|heading| mark.heading == *heading)
        })?;
        if numbers.is_empty() {
            return Err(QuoteError::NotMarked { place: place.to_owned() }.into());
        }
        self.remove_marks(&numbers, "quotes unmark")?;
        Ok(numbers.len())
    }

    /// The numbers of current marks that touch a passage.
    pub(super) fn marks_at(
        &self,
        passage: Passage,
        is_meant: impl Fn(&QuoteMark) -> bool,
    ) -> Result<Vec<i64>, ProjectError> {
        let marks = self.store.quote_marks()?;
        let here = marks.iter().filter(|mark| {
            !mark.is_waiting && mark.text == passage.text && mark.span.overlaps(passage.span) && is_meant(mark)
        });
        Ok(here.map(|mark| mark.number).collect())
    }

    pub(super) fn remove_marks(&mut self, numbers: &[i64], action: &str) -> Result<(), ProjectError> {
        let changes: Vec<QuoteChange> = numbers.iter().map(|&number| QuoteChange::Remove { number }).collect();
        let event = self.event(action, json!({ "quotes": numbers.len() }));
        Ok(self.store.change_quote_marks(&changes, &event)?)
    }
}

fn detail(heading: &QuoteHeading) -> serde_json::Value {
    match heading {
        QuoteHeading::Any => json!({}),
        QuoteHeading::Theme(id) => json!({ "theme": id }),
        QuoteHeading::Code(id) => json!({ "code": id }),
        QuoteHeading::Output(name) => json!({ "output": name }),
    }
}
