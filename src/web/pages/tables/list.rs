//! What there is: documents with their chapters, outputs alone, their files, and whether these are as they should be.

use axum::extract::State;
use axum::response::Html;
use maud::{Markup, html};

use super::files::ending;
use crate::project::{ListedDocument, ListedOutput, WrittenFile};
use crate::web::bench::Bench;
use crate::web::error::{Error, capitalised};
use crate::web::layout::{Here, Page, empty};
use crate::web::links::encoded;

pub(super) async fn show(State(bench): State<Bench>) -> Result<Html<String>, Error> {
    bench
        .page(|project| {
            let documents = project.listed_documents()?;
            let stale = project.out_of_date()?;
            let names_none = project.study().outputs.is_empty();
            let body = if project.sources()?.is_empty() {
                empty(
                    "Nothing has been imported yet.",
                    html! { "Tables are made of it: " a .button .main href="/sources" { "To the sources" } },
                )
            } else {
                body(&documents, &stale, names_none)
            };
            let actions = html! {
                a .button href="/counts" { "New table" }
                form method="post" action="/outputs/build" { button .main type="submit" { "Build all" } }
            };
            Ok(Page::new(Here::Tables, "Tables", body)
                .with_actions(actions)
                .needing(&["css/tables.css", "js/rebuilt.js"]))
        })
        .await
}

fn body(documents: &[ListedDocument], stale: &[String], names_none: bool) -> Markup {
    html! {
        @if stale.is_empty() {
            p { "Everything in output/ is up to date." }
        } @else {
            details #stale .box .warn open[stale.len() <= 4] {
                summary { "Not up to date: " (stale.len()) " " (if stale.len() == 1 { "reason" } else { "reasons" }) }
                ul { @for reason in stale { li { (capitalised(reason)) } } }
            }
        }
        @if names_none {
            p .quiet { "The study file names no outputs: this is what a study gets that names none. " a href="/counts" { "A new table" } " that you save takes their place." }
        }
        p .quiet {
            "Each is shown as it is printed: pseudonymised, small groups withheld. "
            a href="/outputs/withheld" { "What is withheld" } " · " a href="/history" { "What changed since the last draft" }
        }
        @for document in documents { (one(document)) }
    }
}

fn one(document: &ListedDocument) -> Markup {
    html! {
        section .box .document aria-labelledby={ "document-" (document.name) } {
            div .heading {
                h2 id={ "document-" (document.name) } {
                    a href=(address(&document.name)) { (document.title) span .unseen { ", " (document.name) } }
                }
                div .actions {
                    form method="post" action="/outputs/build" {
                        input type="hidden" name="name" value=(document.name);
                        button type="submit" { "Build" span .unseen { " " (document.name) } }
                    }
                }
            }
            @if document.is_gathering() {
                ol .chapters { @for chapter in &document.chapters { li { (line(chapter)) } } }
            } @else {
                @for chapter in &document.chapters { p { span .tag { (chapter.kind) } " " code { (chapter.name) } } }
            }
            (files(document))
        }
    }
}

fn line(output: &ListedOutput) -> Markup {
    html! { a href=(address(&output.name)) { (output.title) } " " span .tag { (output.kind) } }
}

pub(super) fn files(document: &ListedDocument) -> Markup {
    html! {
        @if document.files.is_empty() {
            p .quiet {
                "Not written yet"
                @if !document.formats.is_empty() { ": " (document.formats.iter().map(|format| format.word()).collect::<Vec<_>>().join(", ")) }
                "."
            }
        } @else {
            ul .files { @for file in &document.files { li { (file_line(file)) } } }
        }
    }
}

fn file_line(file: &WrittenFile) -> Markup {
    let is_page = matches!(ending(&file.path), "html" | "svg" | "png" | "csv" | "md" | "tex");
    let at = file.path.split('/').map(encoded).collect::<Vec<_>>().join("/");
    html! {
        @match file.byte_count {
            None => { span { (file.path) } " " span .tag .bad { "is not there" } }
            Some(bytes) => {
                a href={ "/outputs/files/" (at) } download { (file.path) }
                " " span .quiet { (size(bytes)) }
                @if is_page { " " a href={ "/outputs/view/" (at) } target="_blank" rel="noopener" { "Open" span .unseen { " " (file.path) " in a new tab" } } }
                @if !file.is_as_written { " " span .tag .warn { "changed by hand" } }
            }
        }
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} kB", bytes.div_ceil(1024)),
        _ => format!("{}.{} MB", bytes >> 20, ((bytes % (1 << 20)) * 10) >> 20),
    }
}

pub(super) fn address(name: &str) -> String {
    format!("/tables/{}", encoded(name))
}
