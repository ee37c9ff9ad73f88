//! What is laid on a transcript, for the modules that show it. Places are counted in UTF-16, as browsers count.

use std::collections::{BTreeMap, BTreeSet};

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::model::{Codebook, Memo, Span, Subject};
use crate::project::{Project, Quiet, ReadText, TextCodings, coder_name};
use crate::text::Utf16Places;
use crate::web::bench::Bench;
use crate::web::error::Error;

pub(super) async fn show(State(bench): State<Bench>, Path(source): Path<String>) -> Response {
    let answer = bench.read(move |project| {
        let read = super::read(project, &source)?;
        told(project, &read)
    });
    as_json(answer.await)
}

/// JSON, errors too.
fn as_json(answer: Result<Value, Error>) -> Response {
    match answer {
        Ok(value) => Json(value).into_response(),
        Err(error) => error.response(true),
    }
}

/// All that is laid on a transcript, and the codes that there are.
pub(super) fn told(project: &mut Project, read: &ReadText) -> Result<Value, Error> {
    // Read first: what changes meanwhile is told with the next number.
    let change = project.change_number();
    let there = project.text_codings(read, &Quiet)?;
    let codebook = project.codes()?;
    let places = Utf16Places::of(&read.content);
    let codes = code_ids(&codebook, &there);
    let number: BTreeMap<&str, usize> =
        codes.iter().enumerate().map(|(number, code)| (code.as_str(), number)).collect();
    let codings = there.codings.iter().map(|coding| {
        let (start, end) = places.units(coding.span);
        let code = number.get(coding.code.as_str());
        let rule = coding.rule_index.map(|index| index + 1);
        json!([start, end, code, coder_name(&coding.coder), coding.status.word(), rule, coding.decided_by])
    });
    let codings: Vec<Value> = codings.collect();
    let memos: Vec<Value> = there.memos.iter().filter_map(|memo| told_memo(memo, &places)).collect();
    let disputed: Vec<u32> = there.disputed.iter().map(|index| index + 1).collect();
    let coders = project.coders()?;
    Ok(json!({
        "change": change,
        "text": read.text.0,
        "codes": codes.iter().map(|id| told_code(&codebook, id)).collect::<Vec<_>>(),
        "themes": codebook.themes.iter().map(|theme| json!({ "id": theme.id, "name": theme.name })).collect::<Vec<_>>(),
        "coders": coders,
        "codings": codings,
        "memos": memos,
        "disputed": disputed,
    }))
}

/// All codes in the order of the tree, then those that stand on the text and have left the codebook.
fn code_ids(codebook: &Codebook, there: &TextCodings) -> Vec<String> {
    let mut ids: Vec<String> =
        codebook.tree_order().into_iter().map(|index| codebook.codes[index].id.clone()).collect();
    let known: BTreeSet<&str> = codebook.codes.iter().map(|code| code.id.as_str()).collect();
    let others: BTreeSet<&str> =
        there.codings.iter().map(|coding| coding.code.as_str()).filter(|code| !known.contains(code)).collect();
    ids.extend(others.into_iter().map(str::to_owned));
    ids
}

fn told_code(codebook: &Codebook, id: &str) -> Value {
    let Some(index) = codebook.code_index(id) else {
        return json!({ "id": id, "name": id, "themes": [], "inUse": false, "depth": 0 });
    };
    let code = &codebook.codes[index];
    let themes = codebook.themes.iter().filter(|theme| codebook.codes_of_theme(theme).contains(&index));
    json!({
        "id": code.id,
        "name": code.name,
        "definition": code.definition,
        "useWhen": code.use_when,
        "notWhen": code.not_when,
        "colour": code.colour,
        "key": code.key,
        "themes": themes.map(|theme| theme.id.as_str()).collect::<Vec<_>>(),
        "inUse": code.is_in_use(),
        "depth": depth(codebook, index),
    })
}

/// How many codes are above one.
fn depth(codebook: &Codebook, index: usize) -> usize {
    (0..codebook.codes.len())
        .filter(|&other| other != index && codebook.with_descendants(other).contains(&index))
        .count()
}

fn told_memo(memo: &Memo, places: &Utf16Places<'_>) -> Option<Value> {
    let (_, span) = memo.on.subject.place()?;
    let (start, end) = places.units(span);
    let (code, coder) = match &memo.on.subject {
        Subject::Coding(coding) => (Some(coding.code.as_str()), coding.coder.as_ref().map(coder_name)),
        _ => (None, None),
    };
    Some(json!({
        "number": memo.number,
        "start": start,
        "end": end,
        "code": code,
        "coder": coder,
        "title": memo.title,
        "author": memo.author,
        "content": memo.content,
    }))
}

/// Which coding is asked about.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    code: String,
    start: usize,
    end: usize,
}

/// Why the rules gave a code, or did not.
pub(super) async fn why(
    State(bench): State<Bench>,
    Path(source): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let told = move |project: &mut Project| {
        let read = super::read(project, &source)?;
        let span = span_of(&read.content, asked.start, asked.end)?;
        Ok(json!({ "lines": project.why(read.text, span, &asked.code)? }))
    };
    as_json(bench.read(told).await)
}

/// A stretch that a browser counted, in bytes.
pub(super) fn span_of(content: &str, start: usize, end: usize) -> Result<Span, Error> {
    let places = Utf16Places::of(content);
    let span = places.byte(start).zip(places.byte(end)).filter(|(start, end)| start < end);
    let span = span.and_then(|(start, end)| Span::of(content, start..end));
    span.ok_or_else(|| Error::bad_request("those are no words of this text: load the page anew"))
}
