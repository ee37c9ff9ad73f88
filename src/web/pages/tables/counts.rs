//! A table that somebody makes up: chosen in a form, shown as it would be printed, exported, saved as a recipe.

use axum::Form;
use axum::extract::{Path, Query, RawQuery, State};
use axum::http::{HeaderMap, Uri};
use axum::response::{Html, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::files::given;
use super::list::address;
use super::shown::{Pages, as_markup};
use crate::project::{NewOutput, Project, Quiet};
use crate::report::Format;
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::layout::{Here, Page, empty};
use crate::web::parts::{Part, answer, is_small};

/// What is chosen, as it stands in the address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Choice {
    rows: String,
    by: String,
    unit: String,
    show: String,
    base: String,
    #[serde(rename = "where")]
    filter: String,
    question: String,
}

/// The same with what a recipe needs besides.
#[derive(Debug, Deserialize)]
pub(super) struct Saved {
    /// The choice, as it stands in the address.
    choice: String,
    name: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    chapter_of: String,
    /// Formats with spaces between.
    #[serde(default)]
    formats: String,
}

impl Choice {
    /// From the query of an address.
    fn read(query: &str) -> Result<Self, Error> {
        let wrong = || Error::bad_request("the address of this table is not complete: choose it anew");
        let uri: Uri = format!("/counts?{query}").parse().map_err(|_| wrong())?;
        Query::<Self>::try_from_uri(&uri).map(|Query(choice)| choice).map_err(|_| wrong())
    }

    fn output(&self) -> NewOutput {
        let trimmed = |words: &String| words.trim().to_owned();
        NewOutput {
            by: if self.rows.is_empty() { "themes".to_owned() } else { trimmed(&self.rows) },
            attribute: trimmed(&self.by),
            unit: trimmed(&self.unit),
            show: trimmed(&self.show),
            base: trimmed(&self.base),
            filter: trimmed(&self.filter),
            question: trimmed(&self.question),
            ..NewOutput::default()
        }
    }
}

pub(super) async fn show(State(bench): State<Bench>, RawQuery(query): RawQuery) -> Result<Html<String>, Error> {
    let kept = bench.clone();
    bench.page(move |project| page(&kept, project, &query.unwrap_or_default())).await
}

/// The table alone.
pub(super) async fn printed(State(bench): State<Bench>, RawQuery(query): RawQuery) -> Result<Response, Error> {
    let kept = bench.clone();
    let query = query.unwrap_or_default();
    let made = bench.read(move |project| part(&query, &part_address(&query)).made(&kept, project)).await?;
    Ok(answer(&made))
}

/// The table as a file.
pub(super) async fn file(
    State(bench): State<Bench>,
    Path(format): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Error> {
    let format = Format::from_word(&format).ok_or_else(|| Error::not_found("there is no such format"))?;
    let output = Choice::read(&query.unwrap_or_default())?.output();
    let made = bench.change(move |project| Ok(project.new_output_file(&output, format, &Quiet)?)).await?;
    given(&bench, made, "the table", format).await
}

pub(super) async fn save(State(bench): State<Bench>, headers: HeaderMap, Form(saved): Form<Saved>) -> Response {
    let answer = bench.change(move |project| {
        let name = saved.name.trim().to_owned();
        if name.is_empty() {
            return Err(Error::bad_request("give the table a name: letters a–z, digits and -"));
        }
        let output = NewOutput {
            name: name.clone(),
            title: saved.title.trim().to_owned(),
            chapter_of: saved.chapter_of.trim().to_owned(),
            formats: saved.formats.split_whitespace().map(str::to_owned).collect(),
            ..Choice::read(&saved.choice)?.output()
        };
        project.save_output(&output)?;
        Ok(Answer::said(format!("{name} is an output of the study now: build it to write its files"))
            .at(address(&name)))
    });
    answered(&headers, answer.await)
}

fn part_address(query: &str) -> String {
    format!("/counts/printed?{query}")
}

fn part<'p>(query: &'p str, address: &'p str) -> Part<'p> {
    Part { address, meanwhile: "Counting …", make, of: query, is_kept: true }
}

fn make(project: &mut Project, query: &str) -> Result<Markup, Error> {
    let output = Choice::read(query)?.output();
    Ok(as_markup(project.printed_new(&output, &Pages, &Quiet)?))
}

fn page(bench: &Bench, project: &mut Project, query: &str) -> Result<Page, Error> {
    let status = project.status()?;
    if status.sources.is_empty() || status.codebook.is_none() {
        let body = empty(
            "There is nothing to count yet.",
            html! { "It takes texts and a codebook: " a .button href="/sources" { "Sources" } " " a .button href="/codebook" { "Codebook" } },
        );
        return Ok(Page::new(Here::Tables, "New table", body));
    }
    let choice = Choice::read(query)?;
    let shown = part(query, &part_address(query)).shown(bench, project, is_small(&status));
    // A slip in a query is said where the table would be, so that the form can be mended.
    let shown = shown.unwrap_or_else(
        |error| html! { p .box .bad role="alert" { (crate::web::error::capitalised(error.sentence())) } },
    );
    let body = html! {
        p .quiet { a href="/tables" { "All tables" } }
        (form(project, &choice)?)
        (shown)
        (saving(project, query))
    };
    let formats = [Format::Docx, Format::Xlsx, Format::Csv, Format::Html];
    let actions = html! {
        details .menu {
            summary .button { "Export" }
            ul { @for format in formats { li { a href={ "/counts/files/" (format) "?" (query) } download { "as " (format) } } } }
        }
    };
    let needs = &["js/parts.js", "css/report.css", "css/tables.css"];
    Ok(Page::new(Here::Tables, "New table", body).with_actions(actions).wide().needing(needs))
}

fn form(project: &Project, choice: &Choice) -> Result<Markup, Error> {
    let (attributes, questions) = project.table_choices()?;
    let names = |names: Vec<String>| names.into_iter().map(|name| (name.clone(), name)).collect::<Vec<_>>();
    let words = |pairs: &[(&str, &str)]| {
        pairs.iter().map(|(value, name)| ((*value).to_owned(), (*name).to_owned())).collect::<Vec<_>>()
    };
    let attributes = [words(&[("", "nothing: count each row")]), names(attributes)].concat();
    let questions = [words(&[("", "all")]), names(questions)].concat();
    let units = words(&[("", "cases"), ("segments", "segments"), ("answers", "answers"), ("sources", "sources")]);
    let cells = words(&[("", "counts and %"), ("counts", "counts"), ("percent", "%")]);
    let bases = words(&[("", "kept"), ("asked", "asked"), ("answered", "answered"), ("coded", "coded")]);
    Ok(html! {
        form .box .row .choice method="get" action="/counts" {
            (choose("rows", "Rows", &choice.rows, &words(&[("themes", "themes"), ("codes", "codes"), ("both", "themes and codes")])))
            (choose("by", "By", &choice.by, &attributes))
            @if choice.by.is_empty() { (choose("unit", "Bars show", &choice.unit, &units)) }
            @else { (choose("show", "Cells show", &choice.show, &cells)) }
            (choose("base", "Of those who were", &choice.base, &bases))
            (choose("question", "Answers to", &choice.question, &questions))
            div .field .wide {
                label for="where" { "Only what this finds" }
                input #where type="search" name="where" value=(choice.filter) placeholder="kind:interview, train* …" autocomplete="off";
            }
            button .main type="submit" { "Show" }
        }
    })
}

fn choose(name: &str, label: &str, chosen: &str, options: &[(String, String)]) -> Markup {
    html! {
        div .field {
            label for=(name) { (label) }
            select id=(name) name=(name) {
                @for (value, words) in options { option value=(value) selected[value == chosen] { (words) } }
            }
        }
    }
}

fn saving(project: &Project, query: &str) -> Markup {
    let documents = &project.study().documents;
    html! {
        details #saving .box {
            summary { "Save it as an output of the study" }
            form method="post" action="/counts/save" {
                input type="hidden" name="choice" value=(query);
                div .field {
                    label for="output-name" { "Name" }
                    input #output-name name="name" required pattern="[A-Za-z0-9\\-]+" autocomplete="off" aria-describedby="output-name-hint" data-draft="name";
                    span #output-name-hint .hint { "Of its files: letters a–z, digits and -" }
                }
                div .field {
                    label for="output-title" { "Title" }
                    input #output-title name="title" autocomplete="off" data-draft="title";
                }
                div .field {
                    label for="chapter-of" { "Chapter of" }
                    select #chapter-of name="chapter_of" {
                        option value="" { "none: it has files of its own" }
                        @for document in documents { option value=(document.name) { (document.title.as_deref().unwrap_or(&document.name)) } }
                    }
                }
                div .field {
                    label for="output-formats" { "Files" }
                    select #output-formats name="formats" {
                        option value="" { "as usual" }
                        @for formats in ["docx", "xlsx", "csv", "html", "docx xlsx csv"] { option value=(formats) { (formats) } }
                    }
                }
                p .quiet { "It is written into study.toml as an [[output]]; Undo takes it out again." }
                button .main type="submit" { "Save" }
            }
        }
    }
}
