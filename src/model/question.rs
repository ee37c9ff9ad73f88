//! Survey items.

use super::words;

/// A question's number in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionId(pub u32);

/// What kind of answer a survey item takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum QuestionType {
    /// Free text: each answer is a text that can be coded.
    Open,
    /// One of the options.
    Single,
    /// Tick all that apply; a response holds the ticked options joined by `\n`.
    Multiple,
    /// A whole number between two named ends.
    Scale,
    /// The place given to one option, 1 the best.
    Rank,
    Number,
    Date,
    Consent,
    /// Left out unless asked for; never in the store.
    Personal,
    /// What the survey tool adds: start, duration, browser. Never in the store.
    Meta,
}

words!(QuestionType {
    Open = "open",
    Single = "single",
    Multiple = "multiple",
    Scale = "scale",
    Rank = "rank",
    Number = "number",
    Date = "date",
    Consent = "consent",
    Personal = "personal",
    Meta = "meta",
});

/// When a question was shown: the test is made on the answer to an earlier question. A respondent who fails it was
/// *not asked*, which is not the same as leaving it blank.
#[derive(Debug, Clone, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The earlier question's code.
    pub question: String,
    /// Any of these answers passes (compared without regard to case and outer space).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub is: Vec<String>,
    /// None of these answers passes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub is_not: Vec<String>,
    /// A number below this passes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<f64>,
    /// A number above this passes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above: Option<f64>,
}

impl Condition {
    /// Whether an answer (`None`: blank) passes. A blank passes only a condition made of `is_not` alone. Of several ticked
    /// options, joined by line ends, one that is wanted is enough, and one that is not wanted is too many.
    pub fn passes(&self, answer: Option<&str>) -> bool {
        let Some(answer) = answer.map(str::trim).filter(|answer| !answer.is_empty()) else {
            return self.is.is_empty() && self.below.is_none() && self.above.is_none();
        };
        let same = |option: &String| answer.split('\n').any(|ticked| is_same(option.trim(), ticked.trim()));
        let number = answer.parse::<f64>().ok();
        (self.is.is_empty() || self.is.iter().any(same))
            && !self.is_not.iter().any(same)
            && self.below.is_none_or(|limit| number.is_some_and(|number| number < limit))
            && self.above.is_none_or(|limit| number.is_some_and(|number| number > limit))
    }
}

/// Equal but for letter case. Survey answers are ASCII for the most part, and then nothing has to be copied.
fn is_same(option: &str, answer: &str) -> bool {
    if option.is_ascii() && answer.is_ascii() {
        return option.eq_ignore_ascii_case(answer);
    }
    option.to_lowercase() == answer.to_lowercase()
}

/// Why there is no answer, where a survey's file says it itself. Stored as the value of a response, in these words, which
/// are no option's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unanswered {
    NotAsked,
    /// The respondent says that the question does not apply to them.
    NotApplicable,
}

words!(Unanswered { NotAsked = "[not asked]", NotApplicable = "[not applicable]" });

/// One survey item.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    pub id: QuestionId,
    /// The short name by which recipes and queries call it: `Q29`.
    pub code: String,
    /// The words that respondents read.
    pub wording: String,
    pub kind: QuestionType,
    /// Options in the order in which they were shown; empty for open and number.
    pub options: Vec<String>,
    /// Lowest and highest point of a scale.
    pub scale: Option<(i32, i32)>,
    pub shown_if: Option<Condition>,
    /// The code of the question beside which these words were written: "Other, please say".
    pub other_of: Option<String>,
}
