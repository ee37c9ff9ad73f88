//! Changes of codes. Each is one step that can be taken back, and says what it did.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::json;

use super::fields::Fields;
use crate::model::CodeStatus;
use crate::project::{
    CodeEdit, CodeMerge, CodeSplit, CodebookChanged, CodebookOptions, NewCode, Project, Quiet, TreePlace,
};
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::links::encoded;
use crate::web::ways::in_pages;

/// Carries out a change that a form describes.
pub(super) async fn changed(
    bench: &Bench,
    headers: &HeaderMap,
    act: impl FnOnce(&mut Project) -> Result<Answer, Error> + Send + 'static,
) -> Response {
    answered(headers, bench.change(act).await)
}

/// What a change did, and where the code stands.
pub(super) fn told(changed: &CodebookChanged, to: String) -> Answer {
    Answer::said(changed.lines().join("; ")).at(to)
}

pub(super) fn code_page(id: &str) -> String {
    format!("/codebook?code={}", encoded(id))
}

/// How it is to be done: with the reason that the form gives, if it gives one.
fn options(fields: &Fields) -> CodebookOptions {
    CodebookOptions { memo: fields.some("memo"), dry_run: false }
}

pub(super) async fn new_code(State(bench): State<Bench>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    changed(&bench, &headers, move |project| {
        let name = fields.need("name")?;
        let new = NewCode {
            name: name.clone(),
            parent: fields.some("parent"),
            definition: fields.some("definition").unwrap_or_default(),
            themes: fields.all("theme"),
            ..NewCode::default()
        };
        let made = project.create_code(&new, &options(&fields))?;
        let id = made.differences.iter().find(|difference| difference.new == name).map(|found| found.id.clone());
        let to = id.as_deref().map_or_else(|| "/codebook".to_owned(), code_page);
        Ok(told(&made, to))
    })
    .await
}

pub(super) async fn write(State(bench): State<Bench>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    changed(&bench, &headers, move |project| {
        let code = fields.need("code")?;
        let name = fields.need("name")?;
        let is_draft = fields.get("draft").is_some();
        let edit = CodeEdit {
            definition: fields.get("definition"),
            use_when: fields.get("use_when"),
            not_when: fields.get("not_when"),
            example: fields.get("example"),
            colour: fields.get("colour"),
            key: fields.get("key").map(|key| key.trim().to_owned()),
            status: Some(if is_draft { CodeStatus::Draft } else { CodeStatus::Active }),
        };
        let lines = project.rewrite_code(&code, &name, &edit, &options(&fields))?;
        Ok(Answer::said(lines.join("; ")).at(code_page(&code)))
    })
    .await
}

pub(super) async fn give_id(State(bench): State<Bench>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    changed(&bench, &headers, move |project| {
        let (code, id) = (fields.need("code")?, fields.need("id")?);
        let renamed = project.rename_code(&code, None, Some(&id), &options(&fields))?;
        Ok(told(&renamed, code_page(&id)))
    })
    .await
}

pub(super) async fn place(State(bench): State<Bench>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    changed(&bench, &headers, move |project| {
        let (code, to) = (fields.need("code")?, fields.need("to")?);
        let other = fields.some("other").unwrap_or_default();
        let place = match to.as_str() {
            "up" => TreePlace::Up,
            "down" => TreePlace::Down,
            "in" => TreePlace::In,
            "out" => TreePlace::Out,
            "top" => TreePlace::Top,
            "under" => TreePlace::Under(&other),
            "before" => TreePlace::Before(&other),
            "after" => TreePlace::After(&other),
            _ => {
                return Err(Error::bad_request(
                    "a code goes up, down, in, out, to the top, under, before or after another",
                ));
            }
        };
        let moved = project.place_code(&code, place, &options(&fields))?;
        Ok(told(&moved, code_page(&code)))
    })
    .await
}

pub(super) async fn merge(State(bench): State<Bench>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    changed(&bench, &headers, move |project| {
        let merge = merge_wanted(&fields)?;
        let merged = project.merge_codes(&merge, &options(&fields))?;
        Ok(told(&merged, code_page(&merge.into)))
    })
    .await
}

fn merge_wanted(fields: &Fields) -> Result<CodeMerge, Error> {
    Ok(CodeMerge {
        codes: fields.all("code"),
        into: fields.need("into")?,
        with_rules: fields.get("with_rules").is_some(),
    })
}

pub(super) async fn split(State(bench): State<Bench>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    changed(&bench, &headers, move |project| {
        let split = split_wanted(&fields)?;
        let done = project.split_code(&split, &options(&fields), &Quiet)?;
        Ok(told(&done, code_page(&split.code)))
    })
    .await
}

fn split_wanted(fields: &Fields) -> Result<CodeSplit, Error> {
    let mut split = CodeSplit { code: fields.need("code")?, rest: fields.some("rest"), ..CodeSplit::default() };
    for number in 1..=4 {
        let Some(name) = fields.some(&format!("name_{number}")) else { continue };
        if let Some(query) = fields.some(&format!("query_{number}")) {
            split.queries.push((name.clone(), query));
        }
        split.into.push(name);
    }
    split.into.extend(split.rest.iter().filter(|rest| !split.into.contains(rest)).cloned().collect::<Vec<_>>());
    for rule in 1..=99 {
        let Some(name) = fields.some(&format!("rule_{rule}")) else { continue };
        split.rules.push((rule, name));
    }
    Ok(split)
}

/// What merging or splitting would change, and nothing is changed.
pub(super) async fn preview(
    State(bench): State<Bench>,
    Path(what): Path<String>,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    let options = CodebookOptions { dry_run: true, memo: None };
    let answer = bench.change(move |project| {
        let would = match what.as_str() {
            "merge" => project.merge_codes(&merge_wanted(&fields)?, &options)?,
            "split" => project.split_code(&split_wanted(&fields)?, &options, &Quiet)?,
            _ => return Err(Error::not_found("only merging and splitting are tried out")),
        };
        let lines: Vec<String> = would.lines().iter().map(|line| in_pages(line).into_owned()).collect();
        Ok(Answer::said(lines.join("; ")).with(json!({ "lines": lines })))
    });
    answered(&headers, answer.await)
}

pub(super) async fn status(State(bench): State<Bench>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    changed(&bench, &headers, move |project| {
        let code = fields.need("code")?;
        let codes = [code.clone()];
        let done = match fields.need("to")?.as_str() {
            "retired" => project.retire_codes(&codes, &options(&fields))?,
            "active" => project.restore_codes(&codes, &options(&fields))?,
            _ => return Err(Error::bad_request("a code is retired, or active again")),
        };
        Ok(told(&done, code_page(&code)))
    })
    .await
}

/// Words for a rule: those that were ticked, and those that were typed, one a line or with commas between.
pub(super) async fn words(State(bench): State<Bench>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    changed(&bench, &headers, move |project| {
        let code = fields.need("code")?;
        let typed = fields.get("words").unwrap_or_default();
        let typed = typed.split(['\n', ',']).map(|word| word.trim().to_owned()).filter(|word| !word.is_empty());
        let words: Vec<String> = fields.all("word").into_iter().chain(typed).collect();
        let rule = fields.some("rule").and_then(|number| number.parse().ok()).unwrap_or(1);
        let done = project.add_rule_words(&code, &words, rule, &options(&fields))?;
        Ok(told(&done, code_page(&code)))
    })
    .await
}

/// Colours for all codes that have none.
pub(super) async fn colours(State(bench): State<Bench>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    changed(&bench, &headers, move |project| {
        let done = project.set_colours(false, &options(&fields))?;
        Ok(told(&done, "/codebook".to_owned()))
    })
    .await
}
