//! What the pages of surveys fetch: orders as numbers, and the few rows that are looked at.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::asked::{Asked, Pairs, values_of};
use crate::model::{CaseId, TextId};
use crate::project::{CodeOnAnswers, GridCell, Project, Quiet, ShownAnswer, ValuesOf};
use crate::text::Utf16Places;
use crate::web::bench::Bench;
use crate::web::error::Error;

/// The most rows that are read at once.
const MOST_ROWS: usize = 500;

/// Why data does not come: a sentence for the module that asked.
#[derive(Debug)]
pub(super) struct Refusal(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        self.0.response(true)
    }
}

/// The order of answers to one question, or of respondents where no question is named.
pub(super) async fn order(
    State(bench): State<Bench>,
    Path(name): Path<String>,
    Query(pairs): Query<Pairs>,
) -> Result<Json<Value>, Refusal> {
    let asked = Asked::read(&pairs)?;
    let order = bench.read(move |project| {
        let survey = project.survey(&name, &Quiet)?;
        let Some(question) = &asked.question else {
            let cases = project.list_respondents(&survey, &asked.filter, &asked.order, &Quiet)?;
            let wanted =
                asked.respondent.as_deref().map(|name| project.respondent_called(&survey, name)).transpose()?;
            let at = wanted.flatten().and_then(|wanted| cases.iter().position(|case| *case == wanted));
            let cases: Vec<u32> = cases.into_iter().map(|case| case.0).collect();
            let (respondents, _) = project.respondent_counts(&survey)?;
            return Ok(json!({ "cases": cases, "respondents": respondents, "at": at }));
        };
        let list = project.list_answers(&survey, question, &asked.filter, &asked.order, &Quiet)?;
        let groups: Vec<Value> = list
            .groups
            .iter()
            .map(|group| match group.as_slice() {
                [only] => json!(only.0),
                several => several.iter().map(|text| text.0).collect(),
            })
            .collect();
        let at = match &asked.respondent {
            Some(respondent) => {
                let theirs = project.answers_of_respondent(&survey, respondent, question)?;
                list.groups.iter().position(|group| group.iter().any(|text| theirs.contains(text)))
            }
            None => None,
        };
        let counts = list.counts;
        Ok(json!({
            "groups": groups,
            "at": at,
            "answers": list.answers,
            "counts": {
                "answered": counts.answered, "blank": counts.blank, "notAsked": counts.not_asked,
                "notApplicable": counts.not_applicable, "uncoded": counts.uncoded, "proposed": counts.proposed,
            },
        }))
    });
    Ok(Json(order.await?))
}

/// Which answers to show; those that are taken for one, in one list.
#[derive(Debug, Deserialize)]
pub(super) struct AnswersWanted {
    groups: Vec<Vec<u32>>,
    #[serde(default)]
    attributes: Vec<String>,
}

pub(super) async fn answers(
    State(bench): State<Bench>,
    Path(_): Path<String>,
    Json(wanted): Json<AnswersWanted>,
) -> Result<Json<Value>, Refusal> {
    if wanted.groups.len() > MOST_ROWS {
        return Err(too_many().into());
    }
    let groups: Vec<Vec<TextId>> =
        wanted.groups.into_iter().map(|group| group.into_iter().map(TextId).collect()).collect();
    let shown = bench.read(move |project| Ok(project.show_answers(&groups, &wanted.attributes)?)).await?;
    let rows: Vec<Value> = shown.iter().map(answer_json).collect();
    Ok(Json(json!({ "rows": rows })))
}

/// Which respondents to show, and what of them.
#[derive(Debug, Deserialize)]
pub(super) struct RespondentsWanted {
    cases: Vec<u32>,
    /// `attribute.sector`, `answer.Q12`
    columns: Vec<String>,
}

pub(super) async fn respondents(
    State(bench): State<Bench>,
    Path(name): Path<String>,
    Json(wanted): Json<RespondentsWanted>,
) -> Result<Json<Value>, Refusal> {
    if wanted.cases.len() > MOST_ROWS {
        return Err(too_many().into());
    }
    let cases: Vec<CaseId> = wanted.cases.into_iter().map(CaseId).collect();
    let columns: Option<Vec<ValuesOf>> = wanted.columns.iter().map(|column| values_of(column)).collect();
    let columns = columns.ok_or_else(|| Error::bad_request("a column is attribute.NAME or answer.QUESTION"))?;
    let rows = bench.read(move |project| {
        let survey = project.survey_called(&name)?;
        Ok(project.show_respondents(&survey, &cases, &columns)?)
    });
    let rows: Vec<Value> = rows
        .await?
        .into_iter()
        .map(|row| {
            let cells: Vec<Value> = row.cells.iter().map(cell_json).collect();
            json!({ "case": row.case.0, "respondent": row.respondent, "cells": cells })
        })
        .collect();
    Ok(Json(json!({ "rows": rows })))
}

/// The values of one column, each with how many respondents have it.
pub(super) async fn values(
    State(bench): State<Bench>,
    Path(name): Path<String>,
    Query(pairs): Query<Pairs>,
) -> Result<Json<Value>, Refusal> {
    let asked = Asked::read(&pairs)?;
    let of = asked.columns.first().cloned().ok_or_else(|| Error::bad_request("say of which column: column=…"))?;
    let values = bench.read(move |project| {
        let survey = project.survey_called(&name)?;
        Ok(project.survey_values(&survey, &of, &asked.filter)?)
    });
    let values: Vec<Value> =
        values.await?.into_iter().map(|value| json!({ "value": value.value, "count": value.count })).collect();
    Ok(Json(json!({ "values": values })))
}

/// A code that text may be coded with, for a palette.
#[derive(Debug, Serialize)]
pub(super) struct CodeToGive {
    id: String,
    name: String,
    /// The names of the codes above it, the topmost first.
    above: Vec<String>,
    themes: Vec<String>,
    definition: String,
    colour: Option<String>,
    key: Option<char>,
    /// Codes that are no more in use are named on what was coded with them, and given to nothing.
    #[serde(rename = "inUse")]
    in_use: bool,
}

/// All codes, each followed by those below it.
pub(super) async fn codes(State(bench): State<Bench>) -> Result<Json<Vec<CodeToGive>>, Refusal> {
    Ok(Json(bench.read(|project| codes_to_give(project)).await?))
}

fn codes_to_give(project: &Project) -> Result<Vec<CodeToGive>, Error> {
    if project.study().codebook.is_none() {
        return Ok(Vec::new());
    }
    let codebook = project.codes()?;
    let mut path: Vec<usize> = Vec::new();
    let mut codes = Vec::with_capacity(codebook.codes.len());
    for index in codebook.tree_order() {
        let code = &codebook.codes[index];
        while path.last().is_some_and(|&above| code.parent.as_ref() != Some(&codebook.codes[above].id)) {
            path.pop();
        }
        let themes = codebook.themes.iter().filter(|theme| codebook.codes_of_theme(theme).contains(&index));
        codes.push(CodeToGive {
            id: code.id.clone(),
            name: code.name.clone(),
            above: path.iter().map(|&above| codebook.codes[above].name.clone()).collect(),
            themes: themes.map(|theme| theme.name.clone()).collect(),
            definition: code.definition.clone(),
            colour: code.colour.clone(),
            key: code.key,
            in_use: code.is_in_use(),
        });
        path.push(index);
    }
    Ok(codes)
}

/// An answer as the list shows it.
pub(super) fn answer_json(answer: &ShownAnswer) -> Value {
    json!({
        "text": answer.text.0,
        "respondent": answer.respondent,
        "content": answer.content,
        "count": answer.count,
        "attributes": answer.attributes,
        "codes": codes_json(&answer.content, &answer.codes),
    })
}

fn codes_json(content: &str, codes: &[CodeOnAnswers]) -> Vec<Value> {
    let places = Utf16Places::of(content);
    let code = |code: &CodeOnAnswers| {
        let spans: Vec<(usize, usize)> = code.spans.iter().map(|span| places.units(*span)).collect();
        json!({
            "code": code.code, "accepted": code.accepted, "proposed": code.proposed, "rejected": code.rejected,
            "spans": spans, "coders": code.coders, "byRule": code.is_by_rule,
        })
    };
    codes.iter().map(code).collect()
}

fn cell_json(cell: &GridCell) -> Value {
    match cell {
        GridCell::Value(value) => json!({ "value": value }),
        GridCell::Answers(answers) => {
            let answer = |(text, content, codes): &(TextId, String, Vec<CodeOnAnswers>)| json!({ "text": text.0, "content": content, "codes": codes_json(content, codes) });
            json!({ "answers": answers.iter().map(answer).collect::<Vec<_>>() })
        }
        GridCell::Blank => json!({ "none": "blank" }),
        GridCell::NotAsked => json!({ "none": "not asked" }),
        GridCell::NotApplicable => json!({ "none": "not applicable" }),
    }
}

fn too_many() -> Error {
    Error::bad_request(format!("at most {MOST_ROWS} rows are read at once"))
}
