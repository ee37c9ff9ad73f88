//! One source: how it was read, who speaks in it, and how its file has changed.

use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{Html, Response};
use axum::routing::{get, post};
use maud::{Markup, html};
use serde_json::Value;

use super::bring_in::{Fields, speakers_of};
use super::{IMPORTING, day_and_hour, ended, kind_name, started_answer};
use crate::model::{Source, SourceKind};
use crate::project::{Project, TextChange};
use crate::store::{Revision, SourceDetails};
use crate::text::{Piece, counted};
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::{Error, capitalised};
use crate::web::layout::{Here, Page};
use crate::web::links::encoded;

/// So many letters around a change are shown.
const AROUND: usize = 80;
/// So many texts with changes are shown at once.
const SHOWN_CHANGES: usize = 200;

pub(super) fn routes() -> Router<Bench> {
    Router::new()
        .route("/sources/{name}", get(show))
        .route("/sources/{name}/take-back", post(take_back))
        .route("/sources/{name}/speakers", post(correct_speakers))
}

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
struct Asked {
    from: Option<u32>,
    to: Option<u32>,
}

async fn show(
    State(bench): State<Bench>,
    Path(name): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Error> {
    bench
        .page(move |project| {
            let (source, details) = project.source(&name)?;
            let history = project.history(&source.path)?;
            let body = html! {
                (facts(&source, &details))
                (speakers(&name, &details))
                (questions(&name, &details))
                (warnings(&details))
                @if history.len() > 1 {
                    (revisions(&name, &history))
                    (differences(project, &source, &asked)?)
                }
            };
            let page = if source.kind == SourceKind::Survey { "survey" } else { "read" };
            let step = project.would_take_import_back(&source.path).ok();
            let question = step.map(|step| format!("This takes back: {}. Its texts leave the study; undo brings them again. Go on?", step.words));
            let actions = html! {
                a .button .main href={ "/" (page) "/" (encoded(&name)) } { @if page == "read" { "Read & code" } @else { "Survey grid" } }
                a .button href={ "/cases?source=" (encoded(&source.path)) } { "People in it" }
                @if let Some(question) = question {
                    form method="post" action={ "/sources/" (encoded(&name)) "/take-back" } data-confirm=(question) {
                        button type="submit" .danger { "Take out" }
                    }
                }
            };
            Ok(Page::new(Here::Sources, name, body).with_actions(actions).needing(&["css/sources.css"]))
        })
        .await
}

fn facts(source: &Source, details: &SourceDetails) -> Markup {
    html! {
        dl .facts {
            dt { "File" } dd { bdi { (source.path) } }
            dt { "Kind" } dd { (kind_name(source.kind)) ", " (source.format.word()) ", " (source.encoding) }
            dt { "Holds" }
            dd {
                (counted(source.text_count.into(), "text")) ", " (counted(source.segment_count.into(), "segment")) ", "
                (counted(source.word_count, "word"))
            }
            dt { "Imported" } dd { (day_and_hour(&details.imported_at)) " UTC, revision " (details.revision) }
            @if let Some(column) = &details.id_column {
                dt { "Respondents" } dd { "told apart by the column " (column) }
            }
            @if !details.absent.is_empty() {
                dt { "Not in the latest file" } dd { (details.absent.join(", ")) }
            }
        }
    }
}

fn speakers(source: &str, details: &SourceDetails) -> Markup {
    html! {
        @if !details.speakers.is_empty() {
            h2 { "Who speaks" }
            form method="post" action={ "/sources/" (encoded(source)) "/speakers" } {
                div .scroll {
                    table {
                        thead {
                            tr {
                                th scope="col" { "Speaker" } th scope="col" .number { "Turns" } th scope="col" { "Is" }
                                th scope="col" { "Should be" } th scope="col" { "Case" }
                            }
                        }
                        tbody {
                            @for (index, (name, case, asks, turns)) in details.speakers.iter().enumerate() {
                                tr {
                                    th scope="row" { bdi { @if name.is_empty() { "(no name)" } @else { (name) } } }
                                    td .number { (turns) }
                                    td {
                                        @if *asks { "Interviewer: never coded" }
                                        @else if let Some(case) = case { a href={ "/cases/" (encoded(case)) } { "Case " bdi { (case) } } }
                                        @else { "Nobody in particular" }
                                    }
                                    @if name.is_empty() { td {} td {} } @else { (correction(index, name, *asks)) }
                                }
                            }
                        }
                    }
                }
                p .quiet { "What you say here is written into study.toml, and the file is read again: codings go along with their words." }
                button type="submit" { "Save who they are" }
            }
        }
    }
}

fn correction(index: usize, name: &str, asks: bool) -> Markup {
    html! {
        td {
            input type="hidden" name={ "speaker:" (index) } value=(name);
            select name={ "is:" (index) } aria-label={ (name) " should be" } {
                option value="" { "As it is" }
                @if !asks { option value="interviewer" { "An interviewer" } }
                option value="-" { "No speaker: the label is part of the text" }
            }
        }
        td { input name={ "case:" (index) } aria-label={ "Case of " (name) } autocomplete="off"; }
    }
}

fn questions(source: &str, details: &SourceDetails) -> Markup {
    html! {
        @if !details.questions.is_empty() {
            h2 { "Questions" }
            div .scroll {
                table {
                    thead { tr { th scope="col" { "Short name" } th scope="col" { "Type" } th scope="col" { "As it was asked" } } }
                    tbody {
                        @for (code, kind, wording) in &details.questions {
                            tr {
                                th scope="row" { a href={ "/survey/" (encoded(source)) "?question=" (encoded(code)) } { bdi { (code) } } }
                                td { (kind) }
                                td dir="auto" { @if wording != code { (wording) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What the reader wanted to be looked at, with the lines.
fn warnings(details: &SourceDetails) -> Markup {
    let sentence = |warning: &Value| {
        let message = warning["message"].as_str().unwrap_or_default();
        match warning["line_number"].as_u64() {
            Some(line_number) => format!("line {line_number}: {message}"),
            None => message.to_owned(),
        }
    };
    let sentences: Vec<String> =
        details.warnings.as_array().map(|warnings| warnings.iter().map(sentence).collect()).unwrap_or_default();
    html! {
        @if !sentences.is_empty() {
            h2 { "Look at these" }
            ul { @for sentence in &sentences { li { (capitalised(sentence)) } } }
        }
    }
}

fn revisions(name: &str, history: &[Revision]) -> Markup {
    html! {
        h2 { "How the file has changed" }
        div .scroll {
            table {
                thead {
                    tr {
                        th scope="col" { "Revision" } th scope="col" { "When (UTC)" } th scope="col" { "Who" }
                        th scope="col" .number { "Came" } th scope="col" .number { "Changed" } th scope="col" .number { "Went" }
                        th scope="col" .number { "Codings moved along" } th scope="col" .number { "Waited" }
                    }
                }
                tbody {
                    @for revision in history {
                        tr {
                            th scope="row" {
                                @if revision.number > 1 {
                                    a href={ "/sources/" (encoded(name)) "?from=" (revision.number - 1) "&to=" (revision.number) "#differences" } {
                                        (revision.number) span .unseen { ": what it changed" }
                                    }
                                } @else { (revision.number) }
                            }
                            td { (day_and_hour(&revision.at)) } td { (revision.who) }
                            td .number { (revision.added) } td .number { (revision.changed) } td .number { (revision.removed) }
                            td .number { (revision.moved) } td .number { (revision.waiting) }
                        }
                    }
                }
            }
        }
    }
}

fn differences(project: &Project, source: &Source, asked: &Asked) -> Result<Markup, Error> {
    let (from, to, changes) = project.source_diff(&source.path, asked.from, asked.to)?;
    Ok(html! {
        section #differences aria-labelledby="differences-title" {
            h2 #differences-title { "From revision " (from) " to " (to) }
            @if changes.is_empty() { p { "Nothing in its texts is different." } }
            @for change in changes.iter().take(SHOWN_CHANGES) { (difference(change)) }
            @if changes.len() > SHOWN_CHANGES {
                p .quiet { "And " (counted((changes.len() - SHOWN_CHANGES) as u64, "text")) " more: `verbatim sources diff` lists them all." }
            }
        }
    })
}

fn difference(change: &TextChange) -> Markup {
    let who: Vec<&str> = [&change.respondent, &change.question].into_iter().flatten().map(String::as_str).collect();
    html! {
        div .difference {
            @if !who.is_empty() { p .quiet { bdi { (who.join(" · ")) } } }
            @match (&change.old, &change.new) {
                (Some(old), Some(new)) => {
                    p dir="auto" { @for piece in &change.pieces { (piece_of(*piece, &old.content, &new.content)) } }
                    @for speaker in &change.speakers {
                        p {
                            "Turn " (speaker.turn_number) ": said by " (speaker.old.as_deref().unwrap_or("nobody named"))
                            ", now by " (speaker.new.as_deref().unwrap_or("nobody named"))
                        }
                    }
                }
                (Some(old), None) => p dir="auto" { del { (old.content) } },
                (None, Some(new)) => p dir="auto" { ins { (new.content) } },
                (None, None) => {}
            }
        }
    }
}

/// Words that are the same are cut in their middle.
fn piece_of(piece: Piece, old: &str, new: &str) -> Markup {
    match piece {
        Piece::Same { new: span, .. } => {
            let words = span.of_text(new);
            let letters: Vec<char> = words.chars().collect();
            if letters.len() <= 2 * AROUND {
                return html! { (words) };
            }
            let text = |letters: &[char]| letters.iter().collect::<String>();
            let (start, end) = (text(&letters[..AROUND]), text(&letters[letters.len() - AROUND..]));
            html! { (start) span .quiet { " … " } (end) }
        }
        Piece::Changed { old: was, new: is } => html! {
            @if !was.is_empty() { del { (was.of_text(old)) } }
            @if !is.is_empty() { ins { (is.of_text(new)) } }
        },
    }
}

async fn take_back(State(bench): State<Bench>, Path(name): Path<String>, headers: HeaderMap) -> Response {
    let answer = bench.change(move |project| {
        let taken = project.take_import_back(&name)?;
        Ok(Answer::said(format!("{name} is out of the study: {}", taken.notes.join("; "))).at("/sources"))
    });
    answered(&headers, answer.await)
}

async fn correct_speakers(
    State(bench): State<Bench>,
    Path(name): Path<String>,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    answered(&headers, speakers_corrected(&bench, name, pairs).await)
}

async fn speakers_corrected(bench: &Bench, name: String, pairs: Vec<(String, String)>) -> Result<Answer, Error> {
    let speakers = speakers_of(&Fields::new(pairs))?;
    if speakers.speakers.is_empty() && speakers.cases.is_empty() {
        return Ok(Answer::said("nothing was different"));
    }
    let path = bench.read(move |project| Ok(project.source(&name)?.0.path)).await?;
    let number =
        bench.start(IMPORTING, move |project, progress| ended(project.read_one_again(&path, &speakers, progress)?))?;
    Ok(started_answer(number))
}
