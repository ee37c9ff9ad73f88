//! Why something cannot be coded so.

use crate::model::CodeStatus;

#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CodingError {
    #[error(
        "the code {code:?} is {status}: no text is coded with it any more; `verbatim codebook` lists those that are in use"
    )]
    NotInUse { code: String, status: CodeStatus },

    #[error("the code {code:?} was merged into {into:?}: code with that")]
    Merged { code: String, into: String },

    #[error("there is no theme {name:?}{}", hint(nearest.as_deref()))]
    NoTheme { name: String, nearest: Option<String> },

    #[error("nobody called {name:?} has coded anything{}", hint(nearest.as_deref()))]
    NoCoder { name: String, nearest: Option<String> },

    #[error("somebody is compared with somebody else: name two coders")]
    SameCoder,

    #[error("{place:?} is a whole source: say which segment, as {place}:12, or which words")]
    WholeSource { place: String },

    #[error("{place:?} is a survey: say whose answer to which question, as {place}:R17:Q29")]
    WholeSurvey { place: String },

    #[error("{place:?} names no place: write SOURCE:12 or SOURCE:12-14, or of a survey SOURCE:RESPONDENT:QUESTION")]
    NoPlace { place: String },

    #[error("{source_path} has {count} segments: {number} is none of them")]
    NoSegment { source_path: String, number: usize, count: usize },

    #[error("{respondent} gave no answer to {question}{}", hint(nearest.as_deref()))]
    NoAnswer { respondent: String, question: String, nearest: Option<String> },

    #[error("{respondent} answered several open questions: say which, one of {}", questions.join(", "))]
    ManyAnswers { respondent: String, questions: Vec<String> },

    #[error("those words do not stand in {place}: copy them from the text as it is now")]
    NoSuchWords { place: String },

    #[error("those words stand {count} times in {place}: name more of them, or say which with --occurrence")]
    WordsRepeated { place: String, count: usize },

    #[error("{place}: there are no words there")]
    NoWords { place: String },

    #[error("{place}: an interviewer says this, or it is a heading, and neither is ever coded")]
    NeverCoded { place: String },

    #[error("{place}: whose words these are is left out of the study, so they are not coded")]
    LeftOut { place: String },

    #[error("{source_path} is no survey: its answers cannot be shown in a grid")]
    NoSurvey { source_path: String },

    #[error("{survey} has no question {question:?}{}", hint(nearest.as_deref()))]
    NoQuestion { survey: String, question: String, nearest: Option<String> },

    #[error("{question} is no open question: nothing of it is coded")]
    ClosedQuestion { question: String },

    #[error("say which codings: name places, or give --code, --where or another filter")]
    NothingSaid,

    #[error("--rule counts the rules of one code: name that code alone")]
    RuleOfOneCode,

    #[error("a coding stays in its text: name words of the same interview or answer")]
    OtherText,

    #[error("no coding is like that")]
    NoCoding,

    #[error("{count} codings are like that: name the place, the code and the coder of the one that is meant")]
    ManyCodings { count: usize },
}

fn hint(nearest: Option<&str>) -> String {
    nearest.map(|nearest| format!("; did you mean {nearest:?}?")).unwrap_or_default()
}
