//! All that is counted, as plain columns.

use fixedbitset::FixedBitSet;

use super::{Answer, AskedQuestion, Attribute, Cases, Coded, Ledger, Responses, Segments};
use crate::model::{SourceId, SourceKind, Unanswered};

/// What to load: only what the tables of one build need.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    /// Codes whose codings are counted, as indices into `Codebook::codes`.
    pub codes: Vec<usize>,
    /// Where every segment belongs. Codes need it anyway.
    pub segments: bool,
    /// Names of attributes, compared without regard to letter case.
    pub attributes: Vec<String>,
    /// Codes of questions whose closed answers are counted; see [`Columns::questions_named`] for what else they match.
    pub questions: Vec<String>,
}

/// One source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceColumn {
    pub id: SourceId,
    pub path: String,
    pub kind: SourceKind,
}

/// What is counted, loaded once: kept cases only. An *index* is a place in one of these columns.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    pub sources: Vec<SourceColumn>,
    pub cases: Cases,
    /// Names of all attributes of the study, loaded or not, in alphabetical order.
    pub attribute_names: Vec<String>,
    /// Those that were needed.
    pub attributes: Vec<Attribute>,
    /// All questions of the study, in the order in which they were asked.
    pub questions: Vec<AskedQuestion>,
    pub segments: Segments,
    pub coded: Coded,
    /// Who came and who left: one entry for each survey, and one for those interviewed.
    pub ledgers: Vec<Ledger>,
}

impl Columns {
    /// An attribute by its name, without regard to letter case, if it was loaded.
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        let wanted = name.to_lowercase();
        self.attributes.iter().find(|attribute| attribute.name.to_lowercase() == wanted)
    }

    /// The questions that a recipe's name means: one by its code; else all of a block, whose codes are the name, `_` or
    /// `.` and something more (`Q20` means `Q20_1`, `Q20_2` …); or, with a star at its end, all that begin so. Letter
    /// case makes no difference.
    pub fn questions_named(&self, name: &str) -> Vec<usize> {
        questions_named(&self.questions.iter().map(|asked| asked.question.code.as_str()), name)
    }

    /// The kept cases who were asked a question, a bit each.
    pub fn asked(&self, question_index: usize) -> FixedBitSet {
        let asked = &self.questions[question_index];
        let case_count = self.cases.len();
        let condition = asked.question.shown_if.as_ref();
        let passing = condition.and_then(|condition| {
            let earlier = self.questions.iter().find(|other| other.question.code == condition.question)?;
            earlier.responses.as_ref().map(|responses| responses.passing(condition, case_count))
        });
        let mut set = FixedBitSet::with_capacity(case_count);
        for case in 0..self.case_count() {
            let had_it = self.cases.surveys(case).any(|source| asked.sources.contains(&source));
            set.set(case as usize, had_it && passing.as_ref().is_none_or(|passing| passing[case as usize]));
        }
        for &(case, why) in asked.responses.iter().flat_map(Responses::all_unanswered) {
            if why == Unanswered::NotAsked {
                set.set(case as usize, false);
            }
        }
        set
    }

    /// One case's answer to a closed question. `asked` is what [`Columns::asked`] gave for it.
    pub fn answer(&self, question_index: usize, case_index: u32, asked: &FixedBitSet) -> Answer<'_> {
        let responses = self.questions[question_index].responses.as_ref();
        match responses.and_then(|responses| responses.of_case(case_index)) {
            Some(value) => Answer::Given(value),
            None if responses.and_then(|responses| responses.unanswered(case_index))
                == Some(Unanswered::NotApplicable) =>
            {
                Answer::NotApplicable
            }
            None if asked.contains(case_index as usize) => Answer::Blank,
            None => Answer::NotAsked,
        }
    }

    /// Number of kept cases, as an index's type.
    pub fn case_count(&self) -> u32 {
        u32::try_from(self.cases.len()).expect("case ids are 32-bit numbers")
    }
}

/// See [`Columns::questions_named`]; `codes` are all questions' codes in order.
pub(crate) fn questions_named<'a>(codes: &(impl Iterator<Item = &'a str> + Clone), name: &str) -> Vec<usize> {
    let wanted = name.trim().to_lowercase();
    let matching = |test: &dyn Fn(&str) -> bool| -> Vec<usize> {
        codes.clone().enumerate().filter(|(_, code)| test(&code.to_lowercase())).map(|(index, _)| index).collect()
    };
    if let Some(beginning) = wanted.strip_suffix('*') {
        return matching(&|code| code.starts_with(beginning));
    }
    let exact = matching(&|code| code == wanted);
    if !exact.is_empty() {
        return exact;
    }
    matching(&|code| code.strip_prefix(&wanted).is_some_and(|rest| rest.len() > 1 && rest.starts_with(['_', '.'])))
}
