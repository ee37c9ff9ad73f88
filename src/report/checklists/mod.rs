//! Checklists for reporting a study: their items, in our own words.
//!
//! The papers have the authors' wording and explanations, and stay what reviewers go by; here each item is named and put
//! in a line, so that what is known of it can stand beside it.

mod cherries;
mod coreq;
mod srqr;

use crate::model::words;

/// A checklist for reporting a study.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Checklist {
    /// Interviews and focus groups: 32 items.
    Coreq,
    /// Qualitative research of any kind: 21 items.
    Srqr,
    /// Surveys on the web: 30 items.
    Cherries,
}

words!(Checklist { Coreq = "coreq", Srqr = "srqr", Cherries = "cherries" });

/// One item of a checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChecklistItem {
    /// Counted from one.
    pub number: usize,
    /// The part of the checklist that it stands in.
    pub part: &'static str,
    pub topic: &'static str,
    /// What to report, in our own words.
    pub asks: &'static str,
    /// What a study's records say of it.
    pub known: Known,
}

/// What a study's records may say of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// Nothing: the researchers alone know.
    Nothing,
    /// Something, which the researchers add to.
    Part(Fact),
    /// All that is asked.
    Whole(Fact),
}

/// A thing that a study's records know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// How many took part.
    SampleSize,
    /// Who left, and why.
    LeftOut,
    /// What is known of those who took part.
    Description,
    /// The interview guide.
    Guide,
    RepeatInterviews,
    Recording,
    FieldNotes,
    Duration,
    /// When new codes stopped coming: what was made of it, and no verdict.
    Accumulation,
    /// Corrected transcripts.
    Corrections,
    Coders,
    CodingTree,
    /// Where themes come from: versions of the codebook, rules and people.
    Derivation,
    Software,
    Quotations,
    /// Which tables hold findings against each other.
    Consistency,
    Themes,
    MinorThemes,
    /// Which kinds of source there are.
    Collection,
    /// Questionnaire and guide, and what they became.
    Instruments,
    /// Sources, texts, words, people.
    Units,
    /// From files to codings, and what is done to words that are printed.
    Processing,
    Analysis,
    /// What lets others follow and check it.
    Trustworthiness,
    /// Who agreed to what, and what is not printed.
    Ethics,
    /// The questionnaire's consent, and what is kept apart.
    Consent,
    Privacy,
    Questionnaire,
    /// Items shown to some only.
    Branching,
    CompletionRate,
    Incomplete,
}

impl Checklist {
    /// As people call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Coreq => "COREQ",
            Self::Srqr => "SRQR",
            Self::Cherries => "CHERRIES",
        }
    }

    /// Its full title and the paper it comes from.
    pub const fn source(self) -> &'static str {
        match self {
            Self::Coreq => coreq::SOURCE,
            Self::Srqr => srqr::SOURCE,
            Self::Cherries => cherries::SOURCE,
        }
    }

    /// The file of the researchers' answers, where a recipe names none: from the study folder.
    pub const fn usual_file(self) -> &'static str {
        match self {
            Self::Coreq => "checklists/coreq.toml",
            Self::Srqr => "checklists/srqr.toml",
            Self::Cherries => "checklists/cherries.toml",
        }
    }

    /// All items, in order.
    pub const fn items(self) -> &'static [ChecklistItem] {
        match self {
            Self::Coreq => coreq::ITEMS,
            Self::Srqr => srqr::ITEMS,
            Self::Cherries => cherries::ITEMS,
        }
    }

    /// How an item is numbered in print: SRQR's have a letter.
    pub fn item_name(self, number: usize) -> String {
        match self {
            Self::Srqr => format!("S{number}"),
            Self::Coreq | Self::Cherries => number.to_string(),
        }
    }

    /// The number that a key in a file of answers means.
    pub fn item_number(self, key: &str) -> Option<usize> {
        let digits = if self == Self::Srqr { key.strip_prefix(['S', 's']).unwrap_or(key) } else { key };
        let number = digits.parse().ok().filter(|number| self.items().iter().any(|item| item.number == *number));
        // `07` and `+7` are no way to write 7.
        number.filter(|number: &usize| number.to_string() == digits)
    }
}
