//! Who is studied.

use super::words;

/// A case's number in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseId(pub u32);

/// How a case came into the study, which decides how a quote of theirs is labelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseKind {
    /// Someone interviewed: printed as "Participant E".
    Participant,
    /// Someone who answered a survey: printed as "survey participant".
    Respondent,
}

words!(CaseKind { Participant = "participant", Respondent = "respondent" });

/// Whether a case counts. Only kept cases are counted, quoted and printed. Who withdrew is no case any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseStatus {
    Kept,
    Excluded,
}

words!(CaseStatus { Kept = "kept", Excluded = "excluded" });

/// What a case agreed to, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Consent {
    None,
    /// Counted, but never quoted.
    Analyse,
    /// Quoted, but nothing else of them stands beside the words: no attribute, no heading that tells one.
    QuoteAlone,
    Quote,
}

words!(Consent { None = "none", Analyse = "analyse", QuoteAlone = "quote-alone", Quote = "quote" });

impl Consent {
    /// Whether words may be printed; with what else of a person, is another question.
    pub const fn may_quote(self) -> bool {
        matches!(self, Self::QuoteAlone | Self::Quote)
    }

    /// Whether words may be printed under or beside what tells of the person, if anything does.
    pub const fn may_quote_beside(self, tells: bool) -> bool {
        matches!(self, Self::Quote) || (self.may_quote() && !tells)
    }
}

/// A participant, a respondent, or whatever else is studied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    pub id: CaseId,
    /// The researcher's own name for it (`P3`, a response id). Never printed in an output.
    pub name: String,
    pub kind: CaseKind,
    /// What outputs call it: "Participant E"; respondents share "survey participant".
    pub label: String,
    pub status: CaseStatus,
    /// Why it is excluded; empty while it is kept.
    pub reason: String,
    pub consent: Consent,
    /// Attribute names and values, by name.
    pub attributes: Vec<(String, String)>,
}
