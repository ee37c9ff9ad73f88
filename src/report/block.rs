//! The pieces a report is made of.

use super::{Cell, Table, Trim};
use crate::model::{CaseId, Span, TextId};

/// Everything that one build prints, in reading order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    pub title: String,
    /// `en`, as in the `lang` of a page.
    pub language: String,
    pub chapters: Vec<Chapter>,
    /// Facts printed at the end, name and value: codebook and its version, sources, program version, disclosure policy.
    pub provenance: Vec<(String, String)>,
}

impl Report {
    /// Goes through every place that holds participants' words.
    pub fn each_words(&self, each: &mut dyn FnMut(&Words)) {
        for block in self.chapters.iter().flat_map(|chapter| &chapter.blocks) {
            match block {
                Block::Quotation(quotation) => each(&quotation.words),
                Block::Paragraph(inlines) => {
                    for inline in inlines {
                        if let Inline::Words(words) = inline {
                            each(words);
                        }
                    }
                }
                Block::Table(table) => {
                    for cell in table.rows.iter().flat_map(|row| &row.cells) {
                        if let Cell::Words(answers) = cell {
                            answers.iter().for_each(&mut *each);
                        }
                    }
                }
                Block::Heading { .. } | Block::Figure(_) | Block::Note(_) => {}
            }
        }
    }
}

/// One recipe's output; several make a document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Chapter {
    /// The recipe's name: file name and anchor. Letters, digits, `-`.
    pub name: String,
    pub title: String,
    /// Stricter than the study's smallest group, for this chapter alone.
    pub minimum_group: Option<u64>,
    pub blocks: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// Below the chapter's title: level 2, 3 …
    Heading {
        level: u8,
        text: String,
    },
    Paragraph(Vec<Inline>),
    Table(Table),
    Figure(Figure),
    Quotation(Quotation),
    /// Small print under what it follows.
    Note(String),
}

/// A run of text in a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    Text(String),
    Strong(String),
    Emphasis(String),
    /// A participant's words.
    Words(Words),
}

/// A participant's words. Nothing else in a report may hold any.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// What is printed; once disclosure has passed, with identities replaced.
    pub text: String,
    /// Which part of `text` is printed, and how; all of it where this is none, as it always is once disclosure has passed.
    pub trim: Option<Box<Trim>>,
    /// Where they come from; none where answers of several people were merged.
    pub place: Option<(TextId, Span)>,
    /// How many people gave just this answer (1 unless merged).
    pub count: usize,
}

/// A segment as a report prints it: words, label, and attributes that disclosure may take away again.
#[derive(Debug, Clone, PartialEq)]
pub struct Quotation {
    pub words: Words,
    pub attribution: Attribution,
}

/// Who is quoted, in printable terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    pub case: Option<CaseId>,
    /// "Participant E", "survey participant".
    pub label: String,
    pub attributes: Vec<QuotedAttribute>,
}

/// An attribute beside a quote.
///
/// Its group are the kept cases of the kind that the label shows (participants among participants, respondents among
/// respondents) that share its value and the values of the attributes before it: those among whom a reader has to guess.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotedAttribute {
    pub name: String,
    pub value: String,
    pub group_size: u64,
}

/// A picture of numbers. Drawn as SVG by `export`, so that page, print and docx show the same.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    Bars {
        caption: String,
        /// What the bars count, with its base: "cases (of 43)".
        unit: String,
        bars: Vec<Bar>,
    },
    /// A sample flow, from all to kept.
    Flow { caption: String, steps: Vec<FlowStep> },
    /// What adds up along the material: lines over the same places, and a band around them. Its values are about codes,
    /// not about people, so nothing in it is suppressed.
    Curve {
        caption: String,
        /// What goes across, as an axis says it: "interviews, in the order of the material".
        across: String,
        /// What goes up: "distinct codes".
        unit: String,
        /// The places across, rising: after so many of them.
        at: Vec<u64>,
        /// Each with one value a place.
        lines: Vec<CurveLine>,
        band: Option<CurveBand>,
    },
    /// Answers on scales, one stacked bar a row, set so that the scale's middle lies on one line.
    Diverging {
        caption: String,
        /// What the parts are parts of: "% of those who answered the item".
        unit: String,
        /// The parts' names, the lowest of the scale first. An odd number of them has a middle one, which lies on the line.
        points: Vec<String>,
        rows: Vec<DivergingRow>,
    },
}

/// One line of a curve.
#[derive(Debug, Clone, PartialEq)]
pub struct CurveLine {
    pub label: String,
    pub values: Vec<f64>,
    /// How many decimals its values are printed with.
    pub decimals: u8,
}

/// From where to where values may lie, one pair a place.
#[derive(Debug, Clone, PartialEq)]
pub struct CurveBand {
    pub label: String,
    pub low: Vec<f64>,
    pub high: Vec<f64>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bar {
    pub label: String,
    /// How far it is set in: a code below its theme is 1.
    pub depth: u8,
    /// A count, a share or a mean; suppressed like any cell.
    pub value: Cell,
    /// `#rrggbb`
    pub colour: Option<String>,
}

/// One item's or group's answers. Its parts make 100 %, so disclosure hides all of them or none.
#[derive(Debug, Clone, PartialEq)]
pub struct DivergingRow {
    pub label: String,
    /// How many answered.
    pub answered: Cell,
    /// One share a part, in the parts' order; all [`Cell::Suppressed`] where any may not be shown, all empty where
    /// nobody answered.
    pub parts: Vec<Cell>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowStep {
    pub label: String,
    pub count: u64,
    /// Reason and number of those who left before this step.
    pub left: Vec<(String, u64)>,
}

impl Figure {
    /// Printed above it, after its number.
    pub fn caption(&self) -> &str {
        match self {
            Self::Bars { caption, .. }
            | Self::Flow { caption, .. }
            | Self::Curve { caption, .. }
            | Self::Diverging { caption, .. } => caption,
        }
    }

    /// What its values are, with their base; empty where its labels say it.
    pub fn unit(&self) -> &str {
        match self {
            Self::Bars { unit, .. } | Self::Curve { unit, .. } | Self::Diverging { unit, .. } => unit,
            Self::Flow { .. } => "",
        }
    }

    /// Whether there is nothing to draw.
    pub const fn is_empty(&self) -> bool {
        match self {
            Self::Bars { bars, .. } => bars.is_empty(),
            Self::Flow { steps, .. } => steps.is_empty(),
            Self::Curve { at, .. } => at.is_empty(),
            Self::Diverging { rows, .. } => rows.is_empty(),
        }
    }
}
