//! Why something cannot be noted or linked so.

#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NoteError {
    #[error(
        "{written:?} names nothing in the study: write study, theme:ID, code:ID, case:NAME, question:CODE, memo:NUMBER, SOURCE, SOURCE:12 or coding:CODE@SOURCE:12"
    )]
    NoSubject { written: String },

    #[error("there is no theme {name:?}{}", hint(nearest.as_deref()))]
    NoTheme { name: String, nearest: Option<String> },

    #[error("there is no question {name:?}{}", hint(nearest.as_deref()))]
    NoQuestion { name: String, nearest: Option<String> },

    #[error("several surveys have a question {name:?}: write {}", choices.join(" or "))]
    ManyQuestions { name: String, choices: Vec<String> },

    #[error("there is no memo {number}: `verbatim memos` lists those there are")]
    NoMemo { number: i64 },

    #[error("there is no link {number}: `verbatim links` lists those there are")]
    NoLink { number: i64 },

    #[error("a memo needs words")]
    NoWords,

    #[error("a memo is no reply to itself, nor to a reply to it")]
    OwnReply,

    #[error("a thing is not linked with itself")]
    SameThing,

    #[error("there is no format {ending:?}: end the file's name in .md, .html, .docx, .xlsx, .csv or .json")]
    NoFormat { ending: String },
}

fn hint(nearest: Option<&str>) -> String {
    nearest.map(|nearest| format!("; did you mean {nearest:?}?")).unwrap_or_default()
}
