//! A survey as respondents saw it.

use super::{Condition, QuestionType};

/// A survey's items, in their order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Questionnaire {
    /// The survey's file, without folder and ending.
    pub name: String,
    pub items: Vec<QuestionnaireItem>,
}

/// One question, or several that are asked as one: the rows of a matrix, the options of a rank order.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestionnaireItem {
    /// The title of the part of the questionnaire that begins with it, if one does.
    pub section: Option<String>,
    /// `Q29`; of several asked as one, what their codes begin with.
    pub code: String,
    pub wording: String,
    /// [`QuestionType::Personal`]: asked, and kept apart from the answers.
    pub kind: QuestionType,
    pub options: Vec<String>,
    pub scale: Option<(i32, i32)>,
    pub shown_if: Option<Condition>,
    /// Code and wording of each, where several are asked as one.
    pub parts: Vec<(String, String)>,
}
