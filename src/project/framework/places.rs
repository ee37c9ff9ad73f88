//! Links of a cell as lines of a file: `* anna:12: “words”`, where a star marks an illustration, and the words of a whole
//! segment need not stand there.

use crate::model::{CellLink, Subject};
use crate::project::coding::places::{WordsThere, span_of};
use crate::project::{Project, ProjectError};

use super::FrameworkError;

/// Stands for a line end within words.
const LINE_END: &str = " ⏎ ";

/// One line, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) is_illustration: bool,
    pub(super) place: String,
    pub(super) words: Option<String>,
    /// Which of them, if they stand there several times, counted from one.
    pub(super) occurrence: Option<usize>,
}

impl Line {
    /// Nothing if the line is blank.
    pub(super) fn parse(line: &str) -> Option<Self> {
        let line = line.trim();
        let (is_illustration, rest) = match line.strip_prefix('*') {
            Some(rest) => (true, rest.trim_start()),
            None => (false, line),
        };
        if rest.is_empty() {
            return None;
        }
        let mut found = Self { is_illustration, place: rest.to_owned(), words: None, occurrence: None };
        // Whoever edits it may type straight quotation marks.
        for (opening, closing) in [(": “", '”'), (": \"", '"')] {
            let Some((place, quoted)) = rest.split_once(opening) else { continue };
            let Some((words, after)) = quoted.rsplit_once(closing) else { continue };
            place.trim().clone_into(&mut found.place);
            found.words = Some(words.replace(LINE_END, "\n"));
            found.occurrence = after.trim().strip_prefix('#').and_then(|number| number.trim().parse().ok());
            break;
        }
        Some(found)
    }
}

impl Project {
    /// The lines of a cell's links. Those that wait in review have no line.
    pub(super) fn link_lines(&self, links: &[CellLink]) -> Result<String, ProjectError> {
        let mut lines = Vec::new();
        for link in links {
            let Some((text, span)) = link.place else { continue };
            let star = if link.is_illustration { "* " } else { "" };
            let stored = self.needed_text(text)?;
            let touched = (0u32..).zip(&stored.segments).filter(|(_, segment)| segment.span.overlaps(span));
            let segments: Vec<u32> = touched.map(|(index, _)| index).collect();
            let range = segments.first().map_or(0, |first| *first)..segments.last().map_or(1, |last| *last + 1);
            let whole = span_of(&stored, range);
            if whole == Some(span) {
                lines.push(format!("{star}{}", link.written));
                continue;
            }
            let within = whole.unwrap_or(span);
            let places = crate::text::places_of(&link.words, &stored.content);
            let mut places = places.into_iter().filter(|place| within.contains(*place));
            let number = places.clone().count();
            let nth = places.position(|place| place == span).map(|at| at + 1).filter(|_| number > 1);
            let nth = nth.map(|nth| format!(" #{nth}")).unwrap_or_default();
            lines.push(format!("{star}{}: “{}”{nth}", link.written, link.words.replace('\n', LINE_END)));
        }
        Ok(lines.join("\n"))
    }

    /// The words that a line means.
    pub(super) fn linked_words(&self, line: &Line) -> Result<Subject, ProjectError> {
        let words = line.words.as_deref().map(|words| WordsThere { words, occurrence: line.occurrence });
        self.words_noted(&line.place, words)
    }

    /// The number of the cell that somebody writes as `framework/row/column`.
    pub(in crate::project) fn cell_named(&self, written: &str) -> Result<i64, ProjectError> {
        let wrong = || FrameworkError::NoCell { written: written.to_owned() };
        let (framework, rest) = written.split_once('/').ok_or_else(wrong)?;
        let (row, column) = rest.rsplit_once('/').ok_or_else(wrong)?;
        let opened = self.opened(framework)?;
        let place = (opened.row(row)?, opened.column(column)?);
        let cell = opened.framework.cells.get(&place).ok_or_else(|| opened.empty(place))?;
        Ok(cell.number)
    }
}
