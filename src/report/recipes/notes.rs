//! What is printed under a table: unit, base, codebook, and what was left out.

use super::Kitchen;
use crate::analysis::{Base, Columns, Ledger, Scope, Standing, sample_flow};
use crate::model::{CaseKind, Codebook, SourceKind};
use crate::report::{Cell, Missing, Row};

/// "What practitioners need, version 1.2"
pub(super) fn codebook(codebook: &Codebook) -> String {
    match (codebook.title.as_str(), codebook.version.as_str()) {
        (title, "") => title.to_owned(),
        (title, version) => format!("{title}, version {version}"),
    }
}

/// "1 case", "3 cases"
pub(super) fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// "a, b and c"
pub(super) fn joined(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Among whom a share is taken, in words, with the number.
pub(super) fn base(base: Base, count: u64) -> String {
    let cases = counted(count, "case", "cases");
    match base {
        Base::Kept => format!("{cases} kept"),
        Base::Asked => format!("{cases} who were asked"),
        Base::Answered => format!("{cases} with any answer or words"),
        Base::Coded => format!("{cases} with anything coded"),
    }
}

impl Kitchen<'_> {
    /// Who was asked a question (or any of a block), and who answered; the reasons why others did not stand apart.
    pub(super) fn standing(&self, questions: &[usize]) -> String {
        let standing = self.columns.standing(questions);
        let block = if questions.len() > 1 { "left the whole block blank" } else { "left it blank" };
        let mut reasons = vec![(block, standing.blank)];
        if standing.not_applicable > 0 {
            reasons.push(("said that it does not apply", standing.not_applicable));
        }
        reasons.push(("not asked", standing.not_asked));
        let kept = counted(standing.kept(), "case", "cases");
        let reasons = self.reasons(&reasons).join(", ");
        format!("Base: {kept} kept: answered {}, {reasons}.", standing.answered)
    }

    /// Why others gave no answer, each reason with how many; nothing where all did.
    pub(super) fn unanswered(&self, standing: Standing, title: &str) -> Option<String> {
        let mut reasons = vec![
            ("left it blank", standing.blank),
            ("said that it does not apply", standing.not_applicable),
            ("not asked", standing.not_asked),
        ];
        reasons.retain(|(_, count)| *count > 0);
        (!reasons.is_empty()).then(|| format!("{title}: {}.", self.reasons(&reasons).join(", ")))
    }

    /// The recipe's own note, if it has one.
    pub(super) fn own_note(&self) -> Option<String> {
        self.recipe().note.clone().filter(|note| !note.trim().is_empty())
    }

    /// What closes the notes of every table made from codings.
    pub(super) fn coding_notes(&self) -> Vec<String> {
        let mut notes = vec![format!("Codebook: {}.", codebook(self.codebook))];
        if self.codebook.codes.iter().any(|code| code.parent.is_some()) {
            notes.push("A code counts the codes below it too.".to_owned());
        }
        let mut left = Vec::from_iter(self.left_out());
        left.push("rejected codings".to_owned());
        if self.has_interviewers() {
            left.push("what interviewers said".to_owned());
        }
        notes.push(format!("Left out: {}.", joined(&left)));
        notes.extend(self.limits());
        notes.extend(self.own_note());
        notes
    }

    fn has_interviewers(&self) -> bool {
        let is_talk = |kind| matches!(kind, SourceKind::Interview | SourceKind::FocusGroup);
        self.recipe().scope != Scope::Survey && self.columns.sources.iter().any(|source| is_talk(source.kind))
    }

    /// "14 cases not kept"; nothing where all were.
    fn left_out(&self) -> Option<String> {
        let in_scope = |ledger: &&Ledger| match self.recipe().scope {
            Scope::All => true,
            Scope::Interviews => ledger.source_index.is_none(),
            Scope::Survey => ledger.source_index.is_some(),
        };
        let lost: u64 = self.columns.ledgers.iter().filter(in_scope).map(|ledger| sample_flow(ledger).lost()).sum();
        (lost > 0).then(|| format!("{} not kept", counted(lost, "case", "cases")))
    }

    /// "Only answers to Q24."
    pub(super) fn only_questions(&self, questions: &[usize]) -> Option<String> {
        let codes: Vec<String> = questions.iter().map(|&index| self.question(index).code.clone()).collect();
        (!codes.is_empty()).then(|| format!("Only answers to {}.", joined(&codes)))
    }

    /// Which part of the study is counted, where it is not all.
    pub(super) fn limits(&self) -> Vec<String> {
        let scope = match self.recipe().scope {
            Scope::All => None,
            Scope::Interviews => Some("Interviews only.".to_owned()),
            Scope::Survey => Some("Survey only.".to_owned()),
        };
        let filter = self.recipe().filter.as_ref().map(|query| format!("Only what the query {query} finds."));
        scope.into_iter().chain(filter).collect()
    }
}

/// What stands in cells without an answer, where any do.
pub(super) fn marks(rows: &[Row]) -> Option<String> {
    let all = [
        (Missing::Blank, "asked, and left blank"),
        (Missing::NotAsked, "the question was not shown"),
        (Missing::NotApplicable, "said that it does not apply"),
    ];
    let is_there =
        |missing: Missing| rows.iter().flat_map(|row| &row.cells).any(|cell| *cell == Cell::Missing(missing));
    let said: Vec<String> = all
        .into_iter()
        .filter(|(missing, _)| is_there(*missing))
        .map(|(missing, words)| format!("{}: {words}", missing.mark()))
        .collect();
    (!said.is_empty()).then(|| format!("{}.", said.join("; ")))
}

/// "37 respondents and 6 participants"
pub(super) fn people(columns: &Columns) -> String {
    let of_kind =
        |kind: CaseKind| (0..columns.case_count()).filter(|&case| columns.cases.kind(case) == kind).count() as u64;
    let respondents = of_kind(CaseKind::Respondent);
    let participants = of_kind(CaseKind::Participant);
    let mut parts = Vec::new();
    if respondents > 0 {
        parts.push(counted(respondents, "respondent", "respondents"));
    }
    if participants > 0 {
        parts.push(counted(participants, "participant", "participants"));
    }
    joined(&parts)
}
