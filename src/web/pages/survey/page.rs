//! The pages of surveys: which there are, the answers to one question, and the grid.

use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use maud::{Markup, html};

use super::asked::{Asked, Pairs};
use crate::model::{Question, QuestionType};
use crate::project::{Quiet, Survey};
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::layout::{Here, Page, empty};
use crate::web::links::encoded;

/// The surveys of the study, or the only one.
pub(super) async fn index(State(bench): State<Bench>) -> Result<Response, Error> {
    let mut surveys = bench.read(|project| Ok(project.surveys()?)).await?;
    if let ([_], Some(only)) = (surveys.as_slice(), surveys.first()) {
        return Ok(Redirect::to(&format!("/survey/{}", encoded(&only.name))).into_response());
    }
    let page = bench.page(move |_| {
        let body = html! {
            @if surveys.is_empty() {
                (empty("no survey has been imported yet", html! {
                    "Add its file (csv, xlsx, sav …) under " a href="/sources" { "Sources" } "; every respondent becomes a row here."
                }))
            } @else {
                table {
                    thead { tr { th { "Survey" } th .number { "Respondents" } th .number { "Open questions" } th .number { "Closed questions" } } }
                    tbody {
                        @for survey in surveys.drain(..) {
                            tr {
                                th scope="row" { a href={ "/survey/" (encoded(&survey.name)) } { (survey.name) } }
                                td .number { (survey.respondents) }
                                td .number { (survey.open_questions) }
                                td .number { (survey.closed_questions) }
                            }
                        }
                    }
                }
            }
        };
        Ok(Page::new(Here::Survey, "Surveys", body))
    });
    Ok(page.await?.into_response())
}

/// One survey: the answers to a question that is named, or the grid.
pub(super) async fn show(
    State(bench): State<Bench>,
    Path(name): Path<String>,
    Query(pairs): Query<Pairs>,
) -> Result<Html<String>, Error> {
    let asked = Asked::read(&pairs)?;
    bench
        .page(move |project| {
            let survey = project.survey(&name, &Quiet)?;
            let (kept, left_out) = project.respondent_counts(&survey)?;
            if kept == 0 {
                let body = empty(
                    "nobody is kept of this survey",
                    html! {
                        a href="/sources" { "Sources" } " says who was left out, and why."
                    },
                );
                return Ok(Page::new(Here::Survey, survey.name, body));
            }
            match &asked.question {
                Some(code) => Ok(list_page(&survey, survey.open_question(code)?)),
                None => Ok(grid_page(&survey, left_out)),
            }
        })
        .await
}

/// How far coding is, in these words for all, uncoded, proposed and coded; a code; and words to find.
fn narrowing(states: [&str; 4]) -> Markup {
    html! {
        div .field {
            label for="state" { "Show" }
            select #state name="state" {
                @for (value, words) in ["", "uncoded", "proposed", "coded"].iter().zip(states) { option value=(value) { (words) } }
            }
        }
        div .field {
            label for="code" { "Code" }
            select #code name="code" { option value="" { "Any" } }
        }
        div .field {
            label for="q" { "Words" }
            input #q name="q" type="search" placeholder="training OR course*" autocomplete="off";
        }
    }
}

/// What can be done with the answers that are meant.
fn deeds() -> Markup {
    html! {
        button #give type="button" .main { "Code… " kbd { "/" } }
        button #accept type="button" { "Accept " kbd { "a" } }
        button #reject type="button" { "Reject " kbd { "r" } }
        ol #recents .tags aria-label="Codes given last" {}
    }
}

/// All respondents, with the columns that are chosen.
fn grid_page(survey: &Survey, left_out: u64) -> Page {
    let first = survey.open_questions().next();
    let body = html! {
        div #survey data-survey=(survey.name) {
            p .quiet {
                span #counts aria-live="polite" {}
                @if left_out > 0 { "; left out of the study: " (left_out) }
            }
            form #asked .row .asked action={ "/survey/" (encoded(&survey.name)) } {
                (narrowing(["Everybody", "With an answer without a code", "With proposals to decide", "With a coded answer"]))
            }
            (filters(survey))
            (columns(survey))
            div #bar .coding-bar role="toolbar" aria-label="The answer at hand, or those of ticked rows" {
                span #ticked aria-live="polite" {}
                (deeds())
            }
            p #nothing .empty hidden { "Nobody is like that. Choose “Everybody”, or take away a filter." }
            div .grid-scroll {
                table #grid .grid role="grid" aria-label="Respondents and what they answered" aria-multiselectable="true" {
                    thead {}
                    tbody {}
                }
            }
            nav #pager .pager aria-label="Pages of respondents" {}
        }
    };
    let actions = html! {
        @if let Some(first) = first {
            a .button href={ "/survey/" (encoded(&survey.name)) "?question=" (encoded(&first.code)) } { "One question at a time" }
        }
    };
    Page::new(Here::Survey, survey.name.clone(), body)
        .with_actions(actions)
        .needing(&["css/survey.css", "css/palette.css", "js/survey/grid.js"])
        .wide()
        .self_kept()
}

/// Which columns the grid may have.
fn columns(survey: &Survey) -> Markup {
    let closed = || survey.questions.iter().filter(|question| question.kind != QuestionType::Open);
    html! {
        details .filters .columns-chosen {
            summary { "Columns" }
            div #columns {
                @if !survey.attributes.is_empty() {
                    fieldset {
                        legend { "Attributes" }
                        div .choices {
                            @for attribute in &survey.attributes {
                                label { input type="checkbox" data-kind="attribute" value={ "attribute." (attribute) }; (attribute) }
                            }
                        }
                    }
                }
                fieldset {
                    legend { "Open questions" }
                    div .choices { @for question in survey.open_questions() { (question_box(question, "open")) } }
                }
                @if closed().next().is_some() {
                    fieldset {
                        legend { "Closed questions" }
                        div .choices { @for question in closed() { (question_box(question, "closed")) } }
                    }
                }
            }
        }
    }
}

fn question_box(question: &Question, kind: &str) -> Markup {
    html! {
        label {
            input type="checkbox" data-kind=(kind) data-wording=(question.wording) value={ "answer." (question.code) };
            (question.code) ": " (question.wording)
        }
    }
}

/// The answers to one question.
fn list_page(survey: &Survey, question: &Question) -> Page {
    let body = html! {
        div #survey data-survey=(survey.name) data-question=(question.code) {
            p .wording { (question.wording) }
            p #counts .quiet aria-live="polite" {}
            form #asked .row .asked action={ "/survey/" (encoded(&survey.name)) } {
                div .field .question {
                    label for="question" { "Question" }
                    select #question name="question" {
                        @for open in survey.open_questions() {
                            option value=(open.code) selected[open.code == question.code] { (open.code) ": " (open.wording) }
                        }
                    }
                }
                (narrowing(["All answers", "Without a code", "With proposals to decide", "With a code"]))
                div .field {
                    label for="same" { "Same answers" }
                    select #same name="same" {
                        option value="" { "Each by itself" }
                        option value="identical" { "Identical ones together" }
                        option value="near" { "Nearly identical ones too" }
                    }
                }
                div .field {
                    label for="sort" { "Sorted by" }
                    span .pair {
                        select #sort name="sort" {
                            option value="" { "Order of the file" }
                            option value="words" { "The words" }
                            option value="length" { "Length" }
                            (columns_to_sort_by(survey))
                        }
                        button #descending type="button" aria-pressed="false" title="Downwards" { "↓" span .unseen { " The other way round" } }
                    }
                }
            }
            (filters(survey))
            div #bar .coding-bar role="toolbar" aria-label="What is ticked, or the answer at hand" {
                label { input #tick-all type="checkbox"; span #ticked { "Tick all" } }
                (deeds())
            }
            ol #answers .answers {}
            nav #pager .pager aria-label="Pages of answers" {}
        }
    };
    let title = format!("{}: {}", survey.name, question.code);
    let actions = html! {
        a .button href={ "/survey/" (encoded(&survey.name)) } { "All questions in a grid" }
    };
    Page::new(Here::Survey, title, body)
        .with_actions(actions)
        .needing(&["css/survey.css", "css/palette.css", "js/survey/list.js"])
        .wide()
        .self_kept()
}

/// Attributes and closed questions, as choices of a select.
fn columns_to_sort_by(survey: &Survey) -> Markup {
    html! {
        @if !survey.attributes.is_empty() {
            optgroup label="Attributes" {
                @for attribute in &survey.attributes { option value={ "attribute." (attribute) } { (attribute) } }
            }
        }
        optgroup label="Answers" {
            @for question in &survey.questions { option value={ "answer." (question.code) } { (question.code) } }
        }
    }
}

/// What respondents have to have, and what of them stands beside their words.
fn filters(survey: &Survey) -> Markup {
    html! {
        details #filters .filters {
            summary { "Only some respondents " span #chosen .quiet {} }
            div .row {
                div .field {
                    label for="filter-by" { "Only those who have" }
                    select #filter-by {
                        option value="" { "Choose an attribute or question" }
                        @if !survey.attributes.is_empty() {
                            optgroup label="Attributes" {
                                @for attribute in &survey.attributes { option value={ "attribute." (attribute) } { (attribute) } }
                            }
                        }
                        optgroup label="Closed questions" {
                            @for question in survey.questions.iter().filter(|question| !question.options.is_empty() || question.scale.is_some()) {
                                option value={ "answer." (question.code) } { (question.code) ": " (question.wording) }
                            }
                        }
                    }
                }
            }
            div #values .values {}
            @if !survey.attributes.is_empty() {
                fieldset #beside {
                    legend { "Beside each answer" }
                    div .choices {
                        @for attribute in &survey.attributes {
                            label { input type="checkbox" value=(attribute); (attribute) }
                        }
                    }
                }
            }
        }
    }
}
