//! What is chosen and trimmed, shown to the researcher.

use std::collections::BTreeMap;

use crate::disclosure::Cleared;
use crate::export::{quotations, terminal};
use crate::model::{CaseKind, Codebook, QuoteHeading, QuoteMark, QuoteMarkKind, Span};
use crate::project::coding::places::Passage;
use crate::project::{Project, ProjectError};
use crate::report::{Attribution, Block, Chapter, Quotation, Report, Words, trimmed};
use crate::store::StoredText;

/// A pin or a negative case, for reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownMark {
    pub mark: QuoteMark,
    /// As people name it; empty while it waits.
    pub place: String,
    /// Whose words: the researcher's own name for the case.
    pub case: Option<String>,
    /// The words as they stand.
    pub words: String,
    /// The heading, in words.
    pub heading: String,
    /// Whether it is quoted, and if not, why.
    pub state: &'static str,
}

/// A quotation as it stands and as it is printed.
#[derive(Debug, Clone)]
pub struct ShownQuotation {
    pub place: String,
    /// The words as they stand.
    pub before: String,
    /// As a report prints it, identities replaced.
    pub printed: Cleared,
    /// Each edit of it: what it is, the words it is on, and those put in.
    pub edits: Vec<(QuoteMarkKind, String, String)>,
}

/// A quotation as it is printed, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedQuotation {
    /// “…” (Participant E)
    pub words: String,
    /// Each edit of it: what it is, the words it is on, and those put in.
    pub edits: Vec<(QuoteMarkKind, String, String)>,
}

/// A quotation before it goes the way of all that is printed.
struct Asked {
    place: String,
    before: String,
    edits: Vec<(QuoteMarkKind, String, String)>,
    quotation: Quotation,
}

const QUOTED: &str = "quoted";

impl Project {
    /// What is pinned, or what is marked as a negative case, by heading and position.
    pub fn chosen_quotes(&self, kind: QuoteMarkKind) -> Result<Vec<ShownMark>, ProjectError> {
        let names = self.place_names()?;
        let codebook = self.needed_codebook()?;
        let mut shown = Vec::new();
        for mark in self.store.quote_marks()?.into_iter().filter(|mark| mark.kind == kind) {
            shown.push(self.shown_mark(mark, &names, &codebook)?);
        }
        Ok(shown)
    }

    /// Sentences about chosen quotations that no output prints.
    pub(in super::super) fn quote_notices(&self) -> Result<Vec<String>, ProjectError> {
        let marks = self.store.quote_marks()?;
        if marks.is_empty() {
            return Ok(Vec::new());
        }
        let mut notices = Vec::new();
        let (mut pins, mut against) = (0, 0);
        for (kind, count) in [(QuoteMarkKind::Pin, &mut pins), (QuoteMarkKind::Against, &mut against)] {
            *count = self.chosen_quotes(kind)?.iter().filter(|shown| shown.state != QUOTED).count();
        }
        let said = |count: usize, one: &str, many: &str| match count {
            0 => None,
            1 => Some(format!("1 {one} is not printed")),
            count => Some(format!("{count} {many} are not printed")),
        };
        let why = "says why";
        notices.extend(
            said(pins, "pinned quotation", "pinned quotations")
                .map(|what| format!("{what}: `verbatim quotes pins` {why}")),
        );
        notices.extend(
            said(against, "negative case", "negative cases")
                .map(|what| format!("{what}: `verbatim quotes pins --against` {why}")),
        );
        let waiting =
            marks.iter().filter(|mark| mark.kind.is_trim() && mark.is_waiting && mark.guess.is_some()).count();
        if waiting > 0 {
            notices.push(format!(
                "words on which {} may stand are not quoted until that is decided: `verbatim review`",
                crate::text::counted(waiting as u64, "edit")
            ));
        }
        Ok(notices)
    }

    /// The quotations that touch a passage: those whose ends somebody chose, else those that are pinned or marked, else
    /// the passage itself.
    pub fn quotations_shown(&mut self, place: &str, passage: Passage) -> Result<Vec<ShownQuotation>, ProjectError> {
        let (marks, names) = (self.store.quote_marks()?, self.place_names()?);
        let asked = self.quotations_asked(place, passage, &marks, &names)?;
        let mut shown = |asked: Asked| -> Result<ShownQuotation, ProjectError> {
            let printed = self.cleared_for_terminal(&report_of(vec![asked.quotation]))?;
            Ok(ShownQuotation { place: asked.place, before: asked.before, edits: asked.edits, printed })
        };
        asked.into_iter().map(&mut shown).collect()
    }

    /// The quotations that touch each of many passages, as they are printed: of each passage what would be printed, or why
    /// nothing would. All go through the gate together, which takes hardly longer than one of them.
    pub fn quotations_printed(
        &mut self,
        passages: &[(String, Passage)],
    ) -> Result<Vec<Result<Vec<PrintedQuotation>, ProjectError>>, ProjectError> {
        let (marks, names) = (self.store.quote_marks()?, self.place_names()?);
        let asked: Vec<Result<Vec<Asked>, ProjectError>> =
            passages.iter().map(|(place, passage)| self.quotations_asked(place, *passage, &marks, &names)).collect();
        let all: Vec<Quotation> = asked.iter().flatten().flatten().map(|asked| asked.quotation.clone()).collect();
        match self.cleared_for_terminal(&report_of(all)) {
            Ok(cleared) => {
                let mut words = quotations(&cleared).into_iter();
                let mut printed =
                    |asked: Asked| PrintedQuotation { words: words.next().unwrap_or_default(), edits: asked.edits };
                Ok(asked.into_iter().map(|asked| Ok(asked?.into_iter().map(&mut printed).collect())).collect())
            }
            // One of them would not be printed: which one shows where each goes by itself.
            Err(ProjectError::Refused { .. }) => Ok(asked
                .into_iter()
                .map(|asked| asked?.into_iter().map(|asked| self.printed_alone(asked)).collect())
                .collect()),
            Err(error) => Err(error),
        }
    }

    fn printed_alone(&mut self, asked: Asked) -> Result<PrintedQuotation, ProjectError> {
        let cleared = self.cleared_for_terminal(&report_of(vec![asked.quotation]))?;
        Ok(PrintedQuotation { words: printed_quotation(&cleared), edits: asked.edits })
    }

    fn quotations_asked(
        &self,
        place: &str,
        passage: Passage,
        marks: &[QuoteMark],
        names: &BTreeMap<String, String>,
    ) -> Result<Vec<Asked>, ProjectError> {
        let text = self.needed_text(passage.text)?;
        let (turn, case) = Self::turn_of(&text, passage.span, place)?;
        let here: Vec<&QuoteMark> = marks.iter().filter(|mark| !mark.is_waiting && mark.text == passage.text).collect();
        let spans_of = |is_meant: &dyn Fn(&QuoteMark) -> bool| {
            let meant = here.iter().filter(|mark| is_meant(mark) && mark.span.overlaps(passage.span));
            let mut spans: Vec<Span> = meant.map(|mark| mark.span).filter(|span| turn.contains(*span)).collect();
            spans.sort_unstable();
            spans.dedup();
            spans
        };
        let mut spans = spans_of(&|mark| mark.kind == QuoteMarkKind::Ends);
        if spans.is_empty() {
            spans = spans_of(&|mark| !mark.kind.is_trim());
        }
        if spans.is_empty() {
            spans.push(passage.span);
        }
        let label = match case.map(|case| self.case_of(case)).transpose()? {
            Some(case) if !case.label.is_empty() => case.label,
            Some(case) if case.kind == CaseKind::Respondent => "survey participant".to_owned(),
            Some(_) => "interview participant".to_owned(),
            None => String::new(),
        };
        let asked = |span: Span| -> Result<Asked, ProjectError> {
            let (said, trim) = trimmed(&here, span, turn, &text.content);
            let edits = here.iter().filter(|mark| {
                mark.kind.is_trim()
                    && if mark.kind == QuoteMarkKind::Ends { mark.span == span } else { mark.span.overlaps(span) }
            });
            let edits = edits.map(|mark| (mark.kind, one_line(mark.span.of_text(&text.content)), mark.words.clone()));
            let words = Words { text: said, place: Some((passage.text, span)), count: 1, trim: Some(Box::new(trim)) };
            let attribution = Attribution { case: None, label: label.clone(), attributes: Vec::new() };
            Ok(Asked {
                place: self.place_of(names, &text, span)?,
                before: one_line(span.of_text(&text.content)),
                edits: edits.collect(),
                quotation: Quotation { words, attribution },
            })
        };
        spans.into_iter().map(asked).collect()
    }

    fn shown_mark(
        &self,
        mark: QuoteMark,
        names: &BTreeMap<String, String>,
        codebook: &Codebook,
    ) -> Result<ShownMark, ProjectError> {
        let heading = match &mark.heading {
            QuoteHeading::Any => String::new(),
            QuoteHeading::Theme(id) => format!("theme {id}"),
            QuoteHeading::Code(id) => {
                let now = codebook.code_index(id).map(|index| codebook.standing_for(index));
                format!("code {}", now.map_or(id.as_str(), |index| codebook.codes[index].id.as_str()))
            }
            QuoteHeading::Output(name) => format!("output {name}"),
        };
        if mark.is_waiting {
            let (place, words) = (String::new(), String::new());
            return Ok(ShownMark { mark, place, case: None, words, heading, state: "waits in review" });
        }
        let text = self.needed_text(mark.text)?;
        let place = self.place_of(names, &text, mark.span)?;
        let words = one_line(mark.span.of_text(&text.content));
        let turn = Self::turn_of(&text, mark.span, &place);
        let case = turn.as_ref().ok().and_then(|(_, case)| *case);
        let case = case.map(|case| self.case_of(case)).transpose()?.map(|case| case.name);
        let state = self.state_of(&mark, &text, &place, codebook)?;
        Ok(ShownMark { mark, place, case, words, heading, state })
    }

    fn state_of(
        &self,
        mark: &QuoteMark,
        text: &StoredText,
        place: &str,
        codebook: &Codebook,
    ) -> Result<&'static str, ProjectError> {
        let Ok((_, case)) = Self::turn_of(text, mark.span, place) else { return Ok("of several turns") };
        if self.quotable(text, case, place).is_err() {
            return Ok("may not be quoted");
        }
        let codes = self.codes_under(codebook, &mark.heading);
        if codes.is_empty() {
            return Ok("no such heading");
        }
        let passage = Passage { text: mark.text, span: mark.span };
        let needs_coding = mark.kind == QuoteMarkKind::Pin;
        Ok(if needs_coding && !self.is_coded(passage, codes)? { "not coded so" } else { QUOTED })
    }
}

/// The one quotation of such a report, as it stands in print: “…” (Participant E).
pub fn printed_quotation(printed: &Cleared) -> String {
    terminal(printed, Some(usize::MAX)).trim().to_owned()
}

/// What words are not coded with that would have to be to stand under a heading.
pub(super) fn heading_in_words(heading: &QuoteHeading) -> String {
    match heading {
        QuoteHeading::Any => "at all".to_owned(),
        QuoteHeading::Theme(id) => format!("with any code of the theme {id}"),
        QuoteHeading::Code(id) => id.clone(),
        QuoteHeading::Output(name) => format!("at all, so the output {name} has no heading for them"),
    }
}

/// A report of quotations alone, so that they go the way of all that is printed.
fn report_of(quotations: Vec<Quotation>) -> Report {
    let blocks = quotations.into_iter().map(Block::Quotation).collect();
    Report { chapters: vec![Chapter { name: "quote".to_owned(), blocks, ..Chapter::default() }], ..Report::default() }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
