//! Whose words are printed how often, over all outputs: what a reader could put together of one person.

use std::collections::{BTreeMap, BTreeSet};

use super::account::alone;
use crate::analysis::{Columns, Contents as _, ContentsError, OUT};
use crate::disclosure::clear;
use crate::model::{CaseId, Span, TextId};
use crate::project::outputs::documents::recipes;
use crate::project::{Progress, Project, ProjectError};
use crate::report::{Block, Cell, Inline, RecipeError, Report, Words};
use crate::store::CaseFilter;

/// One person whose words are in outputs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotedPerson {
    /// The researcher's own name, which no output has.
    pub name: String,
    /// What outputs call this person; respondents share theirs.
    pub label: String,
    /// How many stretches of words are printed, in all outputs together.
    pub quotations: usize,
    /// The outputs that print any, in the study's order.
    pub outputs: Vec<String>,
    /// What is told beside them, as `name: value`.
    pub attributes: Vec<String>,
}

/// Whose words are printed, those with the most first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotedPeople {
    pub people: Vec<QuotedPerson>,
    /// More quotations than that are worth a look.
    pub most_quotes: usize,
}

impl QuotedPeople {
    /// Those with more quotations than the study holds to be unlikely to be put together.
    pub fn often(&self) -> impl Iterator<Item = &QuotedPerson> {
        self.people.iter().filter(|person| person.quotations > self.most_quotes)
    }
}

/// What is printed of one person.
#[derive(Default)]
struct Printed {
    quotations: usize,
    outputs: Vec<String>,
    attributes: BTreeSet<String>,
}

impl Project {
    /// How many quotations of one person all outputs have together, as the next build would print them.
    pub fn quoted_people(&mut self, progress: &dyn Progress) -> Result<QuotedPeople, ProjectError> {
        self.need_texts()?;
        self.code_if_needed(progress)?;
        let codebook = self.codebook()?.map(|(codebook, _)| codebook).unwrap_or_default();
        let policy = self.policy(&self.settled()?)?;
        let printed = recipes(&self.study).into_iter().filter(|recipe| !recipe.kind.is_for_analysis());
        let documents: Vec<_> = printed.map(alone).collect();
        let findings = self.findings(&documents, &codebook, progress)?;
        let mut people: BTreeMap<CaseId, Printed> = BTreeMap::new();
        for document in &documents {
            let report = match self.report(document, &findings, &codebook) {
                Ok(report) => report,
                Err(ProjectError::Recipe(_)) => continue,
                Err(error) => return Err(error),
            };
            let cleared = clear(report, &policy);
            for (words, attributes) in printed_words(cleared.report()) {
                let Some(place) = words.place else { continue };
                let output = document.chapters.first().map_or("", |recipe| recipe.name.as_str());
                let speaker = self.speaker(findings.columns(), place);
                let speaker = speaker.map_err(|source| RecipeError::Contents { recipe: output.to_owned(), source })?;
                let Some(case) = speaker else { continue };
                let found = people.entry(case).or_default();
                found.quotations += 1;
                found.attributes.extend(attributes);
                if found.outputs.last().is_none_or(|last| last != output) {
                    found.outputs.push(output.to_owned());
                }
            }
        }
        progress.finish();
        let cases = self.store.cases(&CaseFilter::default())?;
        let named = people.into_iter().filter_map(|(id, printed)| {
            let case = cases.iter().find(|case| case.id == id)?;
            Some(QuotedPerson {
                name: case.name.clone(),
                label: case.label.clone(),
                quotations: printed.quotations,
                outputs: printed.outputs,
                attributes: printed.attributes.into_iter().collect(),
            })
        });
        let mut people: Vec<QuotedPerson> = named.collect();
        people.sort_by(|a, b| b.quotations.cmp(&a.quotations).then_with(|| a.name.cmp(&b.name)));
        Ok(QuotedPeople { people, most_quotes: self.study.disclosure.most_quotes })
    }

    /// Who said the words at a place, if a kept case did.
    fn speaker(&self, columns: &Columns, (text, span): (TextId, Span)) -> Result<Option<CaseId>, ContentsError> {
        let mut segment = text.first_segment();
        while let Some(turn) = self.store.segment_span(text, segment)?
            && !turn.overlaps(span)
        {
            segment.0 += 1;
        }
        let case = columns.segments.case(segment.0);
        Ok((case < OUT && case < columns.case_count()).then(|| columns.cases.id(case)))
    }
}

/// Every stretch of participants' words in a report, with what is told beside it.
fn printed_words(report: &Report) -> Vec<(&Words, Vec<String>)> {
    let mut found = Vec::new();
    for block in report.chapters.iter().flat_map(|chapter| &chapter.blocks) {
        match block {
            Block::Quotation(quotation) => {
                let told = quotation.attribution.attributes.iter();
                let told = told.map(|attribute| format!("{}: {}", attribute.name, attribute.value)).collect();
                found.push((&quotation.words, told));
            }
            Block::Paragraph(inlines) => found.extend(inlines.iter().filter_map(|inline| match inline {
                Inline::Words(words) => Some((words, Vec::new())),
                _ => None,
            })),
            Block::Table(table) => {
                for row in &table.rows {
                    let told: Vec<String> = row
                        .cells
                        .iter()
                        .filter_map(|cell| match cell {
                            Cell::Attribute(attribute) => Some(format!("{}: {}", attribute.name, attribute.value)),
                            _ => None,
                        })
                        .collect();
                    let words = row.cells.iter().filter_map(|cell| match cell {
                        Cell::Words(words) => Some(words),
                        _ => None,
                    });
                    found.extend(words.flatten().map(|words| (words, told.clone())));
                }
            }
            Block::Heading { .. } | Block::Figure(_) | Block::Note(_) => {}
        }
    }
    found
}
