//! One output as it would be printed, each number with the way to its words.

use axum::extract::{Path, State};
use axum::response::{Html, Response};
use maud::{Markup, PreEscaped, html};

use super::list::{address, files};
use super::refused;
use crate::project::{Addresses, Behind, PrintedOutput, Project, ProjectError, Quiet};
use crate::report::Format;
use crate::text::counted;
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::layout::{Here, Page};
use crate::web::links::{behind_link, place_link};
use crate::web::parts::{Part, answer, is_small};

/// Numbers lead to the quotes page or to a search, words to their place.
pub(super) struct Pages;

impl Addresses for Pages {
    fn behind(&self, behind: &Behind) -> String {
        behind_link(behind)
    }

    fn place(&self, place: &str) -> String {
        place_link(place)
    }
}

fn part<'p>(name: &'p str, address: &'p str) -> Part<'p> {
    Part { address, meanwhile: "Making the table …", make, of: name, is_kept: true }
}

pub(super) async fn show(State(bench): State<Bench>, Path(name): Path<String>) -> Result<Html<String>, Error> {
    let kept = bench.clone();
    bench.page(move |project| page(&kept, project, &name)).await
}

/// The printed part alone.
pub(super) async fn printed(State(bench): State<Bench>, Path(name): Path<String>) -> Result<Response, Error> {
    let kept = bench.clone();
    let address = format!("{}/printed", address(&name));
    let made = bench.read(move |project| part(&name, &address).made(&kept, project)).await?;
    Ok(answer(&made))
}

fn page(bench: &Bench, project: &mut Project, name: &str) -> Result<Page, Error> {
    let documents = project.listed_documents()?;
    let document = documents.iter().find(|document| document.name == name);
    let output = project.listed_output(name);
    let title = match (document, &output) {
        (_, Some(output)) => output.title.clone(),
        (Some(document), None) => document.title.clone(),
        (None, None) => {
            let names = documents.iter().flat_map(|document| &document.chapters).map(|chapter| chapter.name.as_str());
            let nearest = crate::text::nearest(name, names).map(str::to_owned);
            return Err(ProjectError::NoOutput { name: name.to_owned(), nearest }.into());
        }
    };
    let part_address = format!("{}/printed", address(name));
    let small = is_small(&project.status()?);
    let shown = part(name, &part_address).shown(bench, project, small)?;
    let within: Vec<_> = documents
        .iter()
        .filter(|other| other.name != name && other.chapters.iter().any(|chapter| chapter.name == name))
        .collect();
    let body = html! {
        p .quiet {
            a href="/tables" { "All tables" }
            @for other in &within { " · A chapter of " a href=(address(&other.name)) { (other.title) } }
            @if let Some(output) = &output { " · " span .tag { (output.kind) } }
        }
        div .printed { (shown) }
        @if let Some(document) = document {
            section aria-labelledby="files-title" { h2 #files-title { "Files" } (files(document)) }
        }
    };
    let formats = [Format::Docx, Format::Xlsx, Format::Csv, Format::Html];
    let actions = html! {
        details .menu {
            summary .button { "Export" }
            ul { @for format in formats { li { a href={ (address(name)) "/files/" (format) } download { "as " (format) } } } }
        }
        form method="post" action="/outputs/build" {
            input type="hidden" name="name" value=(document.map_or_else(|| within.first().map_or(name, |other| other.name.as_str()), |document| document.name.as_str()));
            button type="submit" { "Build" }
        }
    };
    Ok(Page::new(Here::Tables, title, body).with_actions(actions).wide().needing(&[
        "js/parts.js",
        "css/report.css",
        "css/tables.css",
    ]))
}

fn make(project: &mut Project, name: &str) -> Result<Markup, Error> {
    Ok(as_markup(project.printed_output(name, &Pages, &Quiet)?))
}

pub(super) fn as_markup(output: PrintedOutput) -> Markup {
    match output {
        PrintedOutput::Refused(refusal) => refused::body(&refusal),
        PrintedOutput::Shown(shown) => html! {
            p .box {
                "As it is printed: names replaced, groups that are too small withheld"
                @if shown.withheld > 0 { " (here " (counted(shown.withheld as u64, "number")) ")" }
                @if shown.undecided > 0 {
                    ", " (counted(shown.undecided as u64, "likely name")) " hidden until "
                    a href="/names" { "somebody decides" }
                }
                ". A number that is a link leads to its quotes, with the real words."
            }
            div .report { (PreEscaped(shown.html)) }
        },
    }
}
