//! What outputs call people.

use crate::disclosure;
use crate::model::CaseId;
use crate::project::{Project, ProjectError};
use crate::store::Participant;

/// All respondents share one label: nothing in it tells them apart.
pub(in crate::project) const RESPONDENT: &str = "survey participant";

impl Project {
    /// Gives each new participant a letter, in an order that follows nothing of the sample. That is done when something is
    /// about to be printed, and not at import: until then the order in which files came in leaves no trace.
    pub(in crate::project) fn give_labels(&mut self) -> Result<(), ProjectError> {
        let labels = missing(&self.store.participants()?, &self.study.disclosure.seed);
        if labels.is_empty() {
            return Ok(());
        }
        Ok(self.store.set_labels(&labels)?)
    }
}

/// Letters for those kept participants that have none yet.
fn missing(participants: &[Participant], seed: &str) -> Vec<(CaseId, String)> {
    let taken: Vec<(&str, &str)> = participants
        .iter()
        .filter(|participant| !participant.label.is_empty())
        .map(|participant| (participant.name.as_str(), participant.label.as_str()))
        .collect();
    let unnamed: Vec<&Participant> =
        participants.iter().filter(|participant| participant.is_kept && participant.label.is_empty()).collect();
    let names: Vec<&str> = unnamed.iter().map(|participant| participant.name.as_str()).collect();
    unnamed.iter().map(|participant| participant.case).zip(disclosure::assign(&names, seed, &taken)).collect()
}
