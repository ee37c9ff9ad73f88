//! Which forms stand in words that outputs print as the study is now.

use crate::disclosure::review::Surface;
use crate::disclosure::{Pseudonymiser, Replaced};
use crate::model::{Identity, IdentityKind};
use crate::project::outputs::documents::documents;
use crate::project::{Progress, Project, ProjectError};

impl Project {
    /// For each form, whether an output of the study prints it, before anything is hidden. An output that cannot be made
    /// prints nothing.
    pub(super) fn are_printed(
        &mut self,
        surfaces: &[Surface],
        progress: &dyn Progress,
    ) -> Result<Vec<bool>, ProjectError> {
        let mut printed = vec![false; surfaces.len()];
        if surfaces.is_empty() {
            return Ok(printed);
        }
        self.code_if_needed(progress)?;
        let wanted = documents(&self.study);
        let codebook = self.needed_codebook()?;
        let findings = self.findings(&wanted, &codebook, progress)?;
        // Each form as an identity of its own: what would be replaced is what is printed.
        let sought: Vec<Identity> = surfaces
            .iter()
            .map(|surface| Identity { derive: false, ..Identity::new(IdentityKind::Other, vec![surface.form.clone()]) })
            .collect();
        let seeker = Pseudonymiser::new(&sought);
        for document in &wanted {
            let report = match self.report(document, &findings, &codebook) {
                Ok(report) => report,
                Err(ProjectError::Recipe(_)) => continue,
                Err(error) => return Err(error),
            };
            report.each_words(&mut |words| {
                for replacement in seeker.replacements(&words.text) {
                    if let Replaced::Identity(index) = replacement.by {
                        printed[index] = true;
                    }
                }
            });
        }
        // A form that stands within another one is not found beside it: where the longer is printed, so is the shorter.
        for index in 0..surfaces.len() {
            let key = &surfaces[index].key;
            let is_within = |(other, is_printed): (&Surface, &bool)| *is_printed && other.key.contains(key.as_str());
            printed[index] = printed[index] || surfaces.iter().zip(&printed).any(is_within);
        }
        Ok(printed)
    }
}
