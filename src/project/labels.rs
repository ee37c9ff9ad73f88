//! What outputs call people.

use crate::disclosure;
use crate::model::{Case, CaseId, CaseKind, CaseStatus};

/// All respondents share one label: nothing in it tells them apart.
const RESPONDENT: &str = "survey participant";

/// Labels for those kept cases that have none yet. Participants' letters follow nothing of the sample.
pub(super) fn missing(cases: &[Case], seed: &str) -> Vec<(CaseId, String)> {
    let unnamed = |kind: CaseKind| {
        cases.iter().filter(move |case| case.kind == kind && case.status == CaseStatus::Kept && case.label.is_empty())
    };
    let labelled = cases.iter().filter(|case| case.kind == CaseKind::Participant && !case.label.is_empty());
    let taken: Vec<(&str, &str)> = labelled.map(|case| (case.name.as_str(), case.label.as_str())).collect();
    let participants: Vec<&Case> = unnamed(CaseKind::Participant).collect();
    let names: Vec<&str> = participants.iter().map(|case| case.name.as_str()).collect();
    let letters = disclosure::assign(&names, seed, &taken);
    let mut labels: Vec<(CaseId, String)> = participants.iter().map(|case| case.id).zip(letters).collect();
    labels.extend(unnamed(CaseKind::Respondent).map(|case| (case.id, RESPONDENT.to_owned())));
    labels
}
