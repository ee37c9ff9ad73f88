//! Why a code is on a segment or not, in sentences.

use crate::autocode::{CodableText, Explanation, Outcome, Unmet};
use crate::model::{Codebook, Span};
use crate::project::ProjectError;
use crate::text::nearest;

/// Where the code with this id stands in the codebook.
pub(in crate::project) fn code_named(codebook: &Codebook, id: &str) -> Result<usize, ProjectError> {
    codebook.code_index(id).ok_or_else(|| {
        let known = codebook.codes.iter().map(|code| code.id.as_str());
        ProjectError::NoCode { name: id.to_owned(), nearest: nearest(id, known).map(str::to_owned) }
    })
}

/// One line an explanation; rules that do not fire only where `failures` are wanted.
pub(in crate::project) fn explanation_lines(
    codebook: &Codebook,
    text: &CodableText<'_>,
    explanations: &[Explanation],
    failures: bool,
) -> Vec<String> {
    let line = |explanation: &Explanation| {
        let code = &codebook.codes[explanation.code_index];
        let rule_number = explanation.rule_index + 1;
        match &explanation.outcome {
            Outcome::Fires { words } => Some(format!("{}, rule {rule_number}: {}", code.id, quoted(text, words))),
            Outcome::Fails(unmet) if failures => {
                let rule = &code.rules[explanation.rule_index];
                Some(format!("not {}, rule {rule_number}: {}", code.id, reason(unmet, text, &rule.all)))
            }
            Outcome::Fails(_) => None,
        }
    };
    explanations.iter().filter_map(line).collect()
}

fn reason(unmet: &Unmet, text: &CodableText<'_>, all: &[String]) -> String {
    match unmet {
        Unmet::Source => "it is limited to other sources".to_owned(),
        Unmet::Question => "it is limited to other questions".to_owned(),
        Unmet::Speaker => "it is limited to other speakers".to_owned(),
        Unmet::Interviewer => "an interviewer speaks, or it is a heading".to_owned(),
        Unmet::Any => "none of its words are here".to_owned(),
        Unmet::All { missing } => {
            let missing: Vec<&str> = missing.iter().filter_map(|&index| all.get(index)).map(String::as_str).collect();
            format!("not here: {}", missing.join(", "))
        }
        Unmet::None { words } => format!("kept off by {}", quoted(text, words)),
        Unmet::Near => "no word of `near` stands near enough".to_owned(),
    }
}

fn quoted(text: &CodableText<'_>, words: &[Span]) -> String {
    let words: Vec<String> = words.iter().map(|span| format!("“{}”", span.of_text(text.content))).collect();
    words.join(", ")
}
