//! What is withheld from each output, in numbers.

use crate::disclosure::{Withheld, Withholding};
use crate::project::outputs::documents::{Document, recipes};
use crate::project::{Progress, Project, ProjectError};
use crate::report::{Block, Recipe, Report};

/// What disclosure withholds from all outputs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithheldAccount {
    /// The study's rule in words.
    pub rule: String,
    /// By output that prints numbers about people, in the study's order.
    pub outputs: Vec<WithheldFrom>,
    /// Withheld numbers that can be worked out all the same, from what is printed whatever its size.
    pub open: usize,
}

/// What is withheld from one output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithheldFrom {
    pub name: String,
    /// How many numbers about people its tables have, shown and withheld.
    pub numbers: usize,
    pub withheld: Withheld,
}

impl Project {
    /// How much each output withholds, as the next build would.
    pub fn withheld(&mut self, progress: &dyn Progress) -> Result<WithheldAccount, ProjectError> {
        self.need_texts()?;
        self.code_if_needed(progress)?;
        let codebook = self.codebook()?.map(|(codebook, _)| codebook).unwrap_or_default();
        let thresholds = self.study.disclosure.thresholds;
        let counted: Vec<Recipe> = recipes(&self.study).into_iter().filter(Recipe::prints_numbers).collect();
        let documents: Vec<Document> = counted.into_iter().map(alone).collect();
        let findings = self.findings(&documents, &codebook, progress)?;
        let mut reports: Vec<Report> = Vec::with_capacity(documents.len());
        for document in &documents {
            match self.report(document, &findings, &codebook) {
                Ok(report) => reports.push(report),
                Err(ProjectError::Recipe(_)) => {}
                Err(error) => return Err(error),
            }
        }
        progress.finish();
        let withholding = Withholding::decide(&reports, &thresholds);
        let outputs = reports.into_iter().map(|mut report| {
            let numbers = numbers(&report);
            let withheld = withholding.apply(&mut report);
            let name = report.chapters.first().map(|chapter| chapter.name.clone()).unwrap_or_default();
            WithheldFrom { name, numbers, withheld }
        });
        let outputs = outputs.filter(|output| output.numbers > 0).collect();
        Ok(WithheldAccount { rule: thresholds.in_words(), outputs, open: withholding.open() })
    }
}

/// One output by itself, to be counted and not written.
pub(super) fn alone(recipe: Recipe) -> Document {
    Document {
        // No document of the study can have this name, so what is found for it is not mixed up.
        name: format!("{} alone", recipe.name),
        title: String::new(),
        formats: Vec::new(),
        template: None,
        chapters: vec![recipe],
    }
}

fn numbers(report: &Report) -> usize {
    let blocks = report.chapters.iter().flat_map(|chapter| &chapter.blocks);
    let of_table = |block: &Block| match block {
        Block::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            cells.filter(|cell| cell.cases().is_some()).count()
        }
        _ => 0,
    };
    blocks.map(of_table).sum()
}
