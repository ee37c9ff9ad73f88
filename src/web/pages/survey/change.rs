//! Coding answers: whole ones or words of one, many at once, and deciding on what rules propose.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use crate::model::{CodingStatus, TextId};
use crate::project::{Laid, Project, WordsOfAnswer};
use crate::text::{Utf16Places, counted};
use crate::web::answer::Answer;
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::many::change_many;

/// A code for answers.
#[derive(Debug, Deserialize)]
pub(super) struct Coding {
    /// Its id or name; or else a new one is made.
    code: Option<String>,
    /// The name of a new code.
    new: Option<String>,
    texts: Vec<u32>,
    /// Words of the first of them, in UTF-16 units.
    words: Option<[usize; 2]>,
}

pub(super) async fn code(State(bench): State<Bench>, headers: HeaderMap, Json(coding): Json<Coding>) -> Response {
    let count = coding.texts.len();
    change_many(&bench, &headers, count, move |project, progress| {
        let texts: Vec<TextId> = coding.texts.into_iter().map(TextId).collect();
        let words = words_meant(project, &texts, coding.words)?;
        let (code, laid) = match (coding.code, coding.new) {
            (Some(code), _) => {
                let laid = project.code_answers(&code, &texts, words, progress)?;
                (code, laid)
            }
            (None, Some(name)) => project.code_answers_anew(&name, &texts, words, progress)?,
            (None, None) => return Err(Error::bad_request("say which code")),
        };
        let name = name_of(project, &code)?;
        Ok(Answer::said(told(&name, &laid)).with(json!({ "code": code, "added": laid.added })))
    })
    .await
}

/// A decision on what stands on answers.
#[derive(Debug, Deserialize)]
pub(super) struct Decision {
    texts: Vec<u32>,
    /// On this code alone; on all that is proposed, where none is named.
    code: Option<String>,
    /// `accepted`, `rejected`, or `proposed`
    status: String,
}

pub(super) async fn decide(State(bench): State<Bench>, headers: HeaderMap, Json(decision): Json<Decision>) -> Response {
    let count = decision.texts.len();
    change_many(&bench, &headers, count, move |project, progress| {
        let status = CodingStatus::from_word(&decision.status)
            .ok_or_else(|| Error::bad_request("codings are accepted, rejected or proposed"))?;
        let texts: Vec<TextId> = decision.texts.into_iter().map(TextId).collect();
        let changed = project.decide_answers(&texts, decision.code.as_deref(), status, progress)?;
        let said = match (changed, status) {
            (0, _) => "nothing was proposed there".to_owned(),
            (_, CodingStatus::Accepted) => format!("{} accepted", counted(changed as u64, "coding")),
            (_, CodingStatus::Rejected) => format!("{} rejected", counted(changed as u64, "coding")),
            (_, CodingStatus::Proposed) => format!("{} open again", counted(changed as u64, "proposal")),
        };
        Ok(Answer::said(said).with(json!({ "changed": changed })))
    })
    .await
}

/// A code that is taken off answers.
#[derive(Debug, Deserialize)]
pub(super) struct Removal {
    texts: Vec<u32>,
    code: String,
}

pub(super) async fn uncode(State(bench): State<Bench>, headers: HeaderMap, Json(removal): Json<Removal>) -> Response {
    let count = removal.texts.len();
    change_many(&bench, &headers, count, move |project, progress| {
        let texts: Vec<TextId> = removal.texts.into_iter().map(TextId).collect();
        let (changed, of_others) = project.uncode_answers(&texts, &removal.code, progress)?;
        let left = if of_others > 0 {
            format!("; {} of other people left as they are", counted(of_others as u64, "coding"))
        } else {
            String::new()
        };
        let name = name_of(project, &removal.code)?;
        let said = match changed {
            0 => format!("nothing changed{left}"),
            _ => format!("“{name}” taken off {}{left}", counted(changed as u64, "place")),
        };
        Ok(Answer::said(said).with(json!({ "changed": changed })))
    })
    .await
}

/// The words that a browser marked, in bytes.
fn words_meant(project: &Project, texts: &[TextId], units: Option<[usize; 2]>) -> Result<Option<WordsOfAnswer>, Error> {
    let (Some([start, end]), Some(&text)) = (units, texts.first()) else { return Ok(None) };
    let content = project.answer_words(text)?;
    let places = Utf16Places::of(&content);
    let byte = |unit| places.byte(unit).ok_or_else(|| Error::bad_request("those words stand behind the answer's end"));
    Ok(Some(WordsOfAnswer { text, start: byte(start)?, end: byte(end)? }))
}

fn name_of(project: &Project, code: &str) -> Result<String, Error> {
    let codebook = project.codes()?;
    Ok(codebook.code_index(code).map_or(code, |index| &codebook.codes[index].name).to_owned())
}

/// What came of laying a code on answers.
fn told(name: &str, laid: &Laid) -> String {
    let mut said = match (laid.added, laid.same) {
        (0, 0) => format!("“{name}” was given to nothing"),
        (0, _) => format!("“{name}” is there already"),
        (added, _) => format!("“{name}” given to {}", counted(added as u64, "answer")),
    };
    if laid.left_out > 0 {
        let left_out = counted(laid.left_out as u64, "answer");
        said.extend(["; ", &left_out, " of people who are left out of the study"]);
    }
    said
}
