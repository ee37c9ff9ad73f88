//! One file before it comes in: how it would be read, who speaks in it, and what somebody says of that.

use std::collections::BTreeMap;

use axum::extract::{Form, Path, State};
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use axum::{Router, extract::Query};
use maud::{Markup, html};

use super::incoming::{kind_field, place_field, size, still_waits};
use super::{IMPORTING, ended, started_answer};
use crate::model::SourceKind;
use crate::project::{
    HeardSpeaker, ImportOptions, IncomingChoice, IncomingFile, IncomingPlace, Project, SpeakerOptions, SpeakerPattern,
};
use crate::text::counted;
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::{Error, capitalised};
use crate::web::layout::{Here, Page};

pub(super) fn routes() -> Router<Bench> {
    Router::new().route("/incoming", post(bring_all_in)).route("/incoming/{id}", get(show).post(bring_in))
}

/// What is asked of a file that waits.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
struct Asked {
    kind: String,
    /// How labels look in it.
    pattern: String,
    /// The survey of which it may be a later export.
    later: String,
}

async fn show(
    State(bench): State<Bench>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    if !still_waits(&bench, &id).await? {
        return Ok(Redirect::to("/sources").into_response());
    }
    let (of, kind) = (id.clone(), SourceKind::from_word(&asked.kind));
    let is_survey = bench
        .read(move |project| {
            let file = project.incoming_file(&of)?;
            Ok(kind.unwrap_or(file.kind) == SourceKind::Survey && !file.is_project)
        })
        .await?;
    if is_survey {
        return Ok(Redirect::to(&format!("/incoming/{id}/plan")).into_response());
    }
    let page: Result<Html<String>, Error> = bench
        .page(move |project| {
            let mut file = project.incoming_file(&id)?;
            file.kind = kind.unwrap_or(file.kind);
            let title = format!("Bring in {}", file.name);
            let body =
                if file.is_project { of_project(project, &file)? } else { of_transcript(project, &file, &asked)? };
            Ok(Page::new(Here::Sources, title, body).needing(&["css/sources.css"]))
        })
        .await;
    Ok(page?.into_response())
}

/// A project of another tool: what it would bring.
fn of_project(project: &Project, file: &IncomingFile) -> Result<Markup, Error> {
    let lines = project.incoming_lines(&file.id, &ImportOptions::default())?;
    Ok(html! {
        (lines_of(&lines))
        form method="post" action={ "/incoming/" (file.id) } {
            p {
                input #add-codes type="checkbox" name="add_codes" value="yes" checked;
                label for="add-codes" { "Add its codes to the codebook where it does not have them" }
            }
            (last_row(file))
        }
    })
}

fn of_transcript(project: &Project, file: &IncomingFile, asked: &Asked) -> Result<Markup, Error> {
    let pattern = pattern_of(&asked.pattern)?;
    let speakers = SpeakerOptions { pattern, ..SpeakerOptions::default() };
    let heard = project.incoming_speakers(&file.id, &speakers)?;
    let options = ImportOptions { kind: Some(file.kind), speakers, ..ImportOptions::default() };
    let lines = project.incoming_lines(&file.id, &options)?;
    let is_named = heard.iter().any(|speaker| !speaker.name.is_empty());
    Ok(html! {
        p .quiet { (size(file.byte_count)) }
        (lines_of(&lines))
        form method="get" action={ "/incoming/" (file.id) } {
            details open[!is_named || !asked.pattern.is_empty()] {
                summary { "The speakers are not found as they should be" }
                div .row {
                    div .field {
                        label for="pattern" { "How a speaker's label looks" }
                        input #pattern name="pattern" value=(asked.pattern) placeholder="#NAME#" aria-describedby="pattern-hint";
                        span #pattern-hint .hint {
                            "Write one as it stands in the file, with NAME for the name, as in #NAME# or [NAME]."
                        }
                    }
                    button type="submit" { "Look again" }
                }
            }
        }
        form method="post" action={ "/incoming/" (file.id) } {
            input type="hidden" name="pattern" value=(asked.pattern);
            (kind_field(file, "kind"))
            (place_field(file, "place"))
            @if is_named { (speakers_table(&heard)) }
            (last_row(file))
        }
    })
}

/// Who the labels are, to be said where it is not plain.
fn speakers_table(heard: &[HeardSpeaker]) -> Markup {
    let named = || heard.iter().enumerate().filter(|(_, speaker)| !speaker.name.is_empty());
    html! {
        h2 { "Who speaks" }
        p { "Interviewers' words are never coded. A participant becomes a case: give the case's name where it is not the label." }
        div .scroll {
            table {
                thead {
                    tr {
                        th scope="col" { "Label" } th scope="col" .number { "Turns" } th scope="col" .number { "Words" }
                        th scope="col" { "Is" } th scope="col" { "Case" }
                    }
                }
                tbody {
                    @for (index, speaker) in named() {
                        tr {
                            th scope="row" { bdi { (speaker.name) } (hidden(index, speaker)) }
                            td .number { (speaker.turns) }
                            td .number { (speaker.words) }
                            td {
                                select name={ "is:" (index) } aria-label={ (speaker.name) " is" } {
                                    @if speaker.is_unknown { option value="" { "Nobody in particular" } }
                                    @else if !speaker.asks { option value="" { "A participant" } }
                                    option value="interviewer" selected[speaker.asks] { "An interviewer" }
                                    option value="-" { "No speaker: the label is part of the text" }
                                }
                            }
                            td { input name={ "case:" (index) } aria-label={ "Case of " (speaker.name) } autocomplete="off"; }
                        }
                    }
                }
            }
        }
    }
}

fn hidden(index: usize, speaker: &HeardSpeaker) -> Markup {
    html! {
        input type="hidden" name={ "speaker:" (index) } value=(speaker.name);
        input type="hidden" name={ "was:" (index) } value=(if speaker.asks { "interviewer" } else { "" });
    }
}

pub(super) fn lines_of(lines: &[String]) -> Markup {
    html! {
        section .box aria-labelledby="preview" {
            h2 #preview { "How it would be read" }
            ul .preview { @for line in lines { li dir="auto" { (capitalised(line)) } } }
        }
    }
}

pub(super) fn last_row(file: &IncomingFile) -> Markup {
    html! {
        div .row {
            button type="submit" .main { "Bring it in" }
            button type="submit" .plain formaction={ "/incoming/" (file.id) "/discard" } { "Leave it out" }
            a href="/sources" { "Back to the sources" }
        }
    }
}

/// What a form says, by name; of what comes several times, all.
pub(super) struct Fields(BTreeMap<String, Vec<String>>);

impl Fields {
    pub(super) fn new(pairs: Vec<(String, String)>) -> Self {
        let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in pairs {
            fields.entry(name).or_default().push(value);
        }
        Self(fields)
    }

    pub(super) fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    /// Those whose name is this one, a colon and something: that, and the value.
    pub(super) fn numbered<'f>(&'f self, name: &'f str) -> impl Iterator<Item = (&'f str, &'f str)> {
        let numbered = move |field: &'f String| field.strip_prefix(name)?.strip_prefix(':');
        self.0.iter().filter_map(move |(field, values)| Some((numbered(field)?, values.last()?.as_str())))
    }

    /// The last one of this name without blanks around it, unless it is blank.
    pub(super) fn one(&self, name: &str) -> Option<&str> {
        self.all(name).last().map(|value| value.trim()).filter(|value| !value.is_empty())
    }
}

async fn bring_in(
    State(bench): State<Bench>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    let fields = Fields::new(pairs);
    if fields.one("kind").and_then(SourceKind::from_word) == Some(SourceKind::Survey) {
        let answer = Answer::said("a survey is looked at column by column first");
        return answered(&headers, Ok(answer.at(format!("/incoming/{id}/plan"))));
    }
    let choice = choice_of(&fields, id);
    answered(&headers, choice.and_then(|choice| start(&bench, vec![choice])))
}

fn choice_of(fields: &Fields, id: String) -> Result<IncomingChoice, Error> {
    Ok(IncomingChoice {
        id,
        kind: fields.one("kind").and_then(SourceKind::from_word),
        speakers: speakers_of(fields)?,
        place: place_of(fields.one("place")),
        add_codes: fields.one("add_codes").is_some(),
    })
}

/// What a form says of the speakers of a transcript that is different from what was found.
pub(super) fn speakers_of(fields: &Fields) -> Result<SpeakerOptions, Error> {
    let pattern = pattern_of(fields.one("pattern").unwrap_or_default())?;
    let mut speakers = SpeakerOptions { pattern, ..SpeakerOptions::default() };
    for (number, label) in fields.numbered("speaker") {
        let is = fields.one(&format!("is:{number}"));
        if let Some(is) = is.filter(|is| Some(*is) != fields.one(&format!("was:{number}"))) {
            speakers.speakers.push((label.to_owned(), is.to_owned()));
        }
        if let Some(case) = fields.one(&format!("case:{number}")) {
            speakers.cases.push((label.to_owned(), case.to_owned()));
        }
    }
    Ok(speakers)
}

async fn bring_all_in(
    State(bench): State<Bench>,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    let fields = Fields::new(pairs);
    let choice = |id: &String| IncomingChoice {
        id: id.clone(),
        kind: fields.one(&format!("kind:{id}")).and_then(SourceKind::from_word),
        place: place_of(fields.one(&format!("place:{id}"))),
        ..IncomingChoice::default()
    };
    let choices = fields.all("id").iter().map(choice).collect();
    answered(&headers, start(&bench, choices))
}

pub(super) fn place_of(said: Option<&str>) -> IncomingPlace {
    match said {
        None => IncomingPlace::New,
        Some("corrects") => IncomingPlace::Corrects,
        Some(name) => IncomingPlace::Named(name.to_owned()),
    }
}

fn pattern_of(written: &str) -> Result<Option<SpeakerPattern>, Error> {
    let written = Some(written.trim()).filter(|written| !written.is_empty());
    written.map(SpeakerPattern::new).transpose().map_err(Error::bad_request)
}

/// Lets them come in; pages hear how far it is.
pub(super) fn start(bench: &Bench, choices: Vec<IncomingChoice>) -> Result<Answer, Error> {
    if choices.is_empty() {
        return Err(Error::bad_request("no file was named: drop or choose one first"));
    }
    let count = choices.len() as u64;
    let number =
        bench.start(IMPORTING, move |project, progress| ended(project.import_incoming(&choices, progress)?))?;
    let mut answer = started_answer(number);
    answer.said = format!("{} on the way in", counted(count, "file"));
    Ok(answer)
}
