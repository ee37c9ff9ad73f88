//! An interview guide.

/// What interviewers meant to ask, part by part.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Guide {
    pub title: String,
    /// What interviewers say or keep in mind before they begin, a paragraph each.
    pub opening: Vec<String>,
    pub parts: Vec<GuidePart>,
}

/// Questions about one thing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GuidePart {
    /// Empty for questions that stand under no heading.
    pub title: String,
    /// What interviewers say or keep in mind there, a paragraph each.
    pub notes: Vec<String>,
    pub questions: Vec<GuideQuestion>,
}

/// One question, and what may be asked after it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GuideQuestion {
    pub ask: String,
    pub prompts: Vec<String>,
}

impl Guide {
    pub fn question_count(&self) -> usize {
        self.parts.iter().map(|part| part.questions.len()).sum()
    }
}
