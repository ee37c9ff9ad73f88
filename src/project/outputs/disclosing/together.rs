//! What is withheld is decided over everything that the study prints, whatever is asked for just now.

use std::collections::BTreeSet;

use super::account::alone;
use crate::disclosure::{Policy, Withholding};
use crate::model::Codebook;
use crate::project::outputs::documents::{Document, recipes};
use crate::project::outputs::findings::Findings;
use crate::project::{Project, ProjectError};
use crate::report::{Recipe, Report};

impl Project {
    /// The study's outputs that print numbers and are in none of these documents: each alone, to be counted and not
    /// written. None where these documents print no numbers themselves: then nothing can be worked out with them.
    pub(in crate::project) fn also_counted(&self, wanted: &[Document]) -> Vec<Document> {
        let chapters = || wanted.iter().flat_map(|document| &document.chapters);
        if !chapters().any(Recipe::prints_numbers) {
            return Vec::new();
        }
        let there: BTreeSet<&str> = chapters().map(|recipe| recipe.name.as_str()).collect();
        let others = recipes(&self.study).into_iter().filter(Recipe::prints_numbers);
        others.filter(|recipe| !there.contains(recipe.name.as_str())).map(alone).collect()
    }

    /// Decides over these reports and those of the other documents. One that cannot be made prints nothing either.
    pub(in crate::project) fn withholding(
        &self,
        reports: &[&Report],
        others: &[Document],
        findings: &Findings,
        codebook: &Codebook,
        policy: &Policy,
    ) -> Result<Withholding, ProjectError> {
        let mut counted = Vec::with_capacity(others.len());
        for document in others {
            match self.report(document, findings, codebook) {
                Ok(report) => counted.push(report),
                Err(ProjectError::Recipe(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Withholding::decide(reports.iter().copied().chain(&counted), &policy.thresholds))
    }
}
