//! Quotes: what could be quoted under a theme or code, with the real words; which are chosen, and how they are printed.

mod choosing;
mod headings;
mod printed;
mod shown;
mod trimming;

use axum::Router;
use axum::extract::{Query, State};
use axum::response::Html;
use axum::routing::{get, post};
use maud::{Markup, html};
use serde::Deserialize;

use crate::model::{Codebook, QuoteHeading, TextId};
use crate::project::{HeadingName, Passage, Project, ProjectError, Quiet, QuotesUnder, UnderOptions, sentence};
use crate::text::counted;
use crate::web::bench::Bench;
use crate::web::error::{Error, capitalised};
use crate::web::layout::{Here, Page, empty};
use crate::web::links::encoded;
use crate::web::ways::in_pages;

/// How many quotes a page has.
const PAGE_LENGTH: usize = 20;
/// What is said of the quotes until `assets/js/quotes/print.js` shows others.
const REAL_WORDS: &str = "These are the real words, for people of the study alone.";

pub(super) fn routes() -> Router<Bench> {
    Router::new()
        .route("/quotes", get(show))
        .route("/quotes/printed", get(printed::show).post(printed::show_all))
        .route("/quotes/pin", post(choosing::pin))
        .route("/quotes/unpin", post(choosing::unpin))
        .route("/quotes/against", post(choosing::mark))
        .route("/quotes/not-against", post(choosing::unmark))
        .route("/quotes/trim", post(trimming::trim))
        .route("/quotes/restore", post(trimming::restore))
}

/// What an address asks for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Asked {
    theme: String,
    code: String,
    /// Only from segments that this query finds.
    q: String,
    /// `pinned`, or all.
    only: String,
    /// `person`, or as they were said.
    sort: String,
    page: String,
}

impl Asked {
    fn page(&self) -> usize {
        self.page.parse().ok().filter(|page| (1..=1_000_000).contains(page)).unwrap_or(1)
    }

    fn address(&self) -> String {
        let page = if self.page() == 1 { "" } else { self.page.as_str() };
        let parts = [
            ("theme", self.theme.as_str()),
            ("code", &self.code),
            ("q", &self.q),
            ("only", &self.only),
            ("sort", &self.sort),
            ("page", page),
        ];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect();
        format!("/quotes?{}", parts.join("&"))
    }

    fn of_query(&self, q: &str) -> String {
        Self { q: q.to_owned(), page: String::new(), ..self.clone() }.address()
    }

    fn with(&self, change: impl FnOnce(&mut Self)) -> String {
        let mut changed = Self { page: String::new(), ..self.clone() };
        change(&mut changed);
        changed.address()
    }

    /// The heading's name; nothing if none is asked for.
    fn heading(&self) -> Option<HeadingName<'_>> {
        match (self.theme.as_str(), self.code.as_str()) {
            ("", "") => None,
            ("", code) => Some(HeadingName::Code(code)),
            (theme, _) => Some(HeadingName::Theme(theme)),
        }
    }
}

async fn show(State(bench): State<Bench>, Query(asked): Query<Asked>) -> Result<Html<String>, Error> {
    bench
        .page(move |project| {
            let codebook = match project.codes() {
                Ok(codebook) => codebook,
                Err(ProjectError::NoCodebook) => {
                    let to = html! { "Quotes stand under themes and codes: " a href="/codebook" { "begin a codebook" } "." };
                    return Ok(page("Quotes", empty("there is no codebook yet", to)));
                }
                Err(error) => return Err(error.into()),
            };
            let Some(name) = asked.heading() else {
                return Ok(page("Quotes", headings::all(project, &codebook)?));
            };
            let heading = project.quote_heading(name)?;
            let options = UnderOptions {
                heading: heading.clone(),
                filter: Some(asked.q.clone()).filter(|q| !q.trim().is_empty()),
                pinned: asked.only == "pinned",
                by_person: asked.sort == "person",
                limit: PAGE_LENGTH,
                offset: (asked.page() - 1) * PAGE_LENGTH,
            };
            let found = match project.quotes_under(&options, &Quiet) {
                Err(error @ (ProjectError::Query { .. } | ProjectError::Search(_))) => Err(error),
                found => Ok(found?),
            };
            let main = match &found {
                Ok(found) => shown::all(found, &asked, &codebook),
                Err(error) => mistake(error),
            };
            let body = html! {
                (headings::of(&heading, &codebook))
                div .columns {
                    div { (filter(&asked)) (main) (choosing::against(project, &heading)?) (headings::outputs(project)) }
                    aside {
                        @if let Ok(found) = &found { (voices(found, &asked)) (headings::codes(found, &asked, &codebook)) }
                        div #facets data-from=(facets(&asked)) {}
                        (headings::others(&asked, &codebook))
                    }
                }
            };
            Ok(page(title(&heading, &codebook), body))
        })
        .await
}

fn page(title: &str, body: Markup) -> Page {
    Page::new(Here::Quotes, title, body).wide().needing(&[
        "css/quotes.css",
        "css/search.css",
        "js/colours.js",
        "js/quotes/page.js",
        "js/quotes/print.js",
        "js/search/facets.js",
    ])
}

/// Where what could be quoted is counted, with links that narrow it.
fn facets(asked: &Asked) -> String {
    let heading = if asked.theme.is_empty() { ("code", &asked.code) } else { ("theme", &asked.theme) };
    format!("/search/facets?q={}&quotes={}:{}", encoded(&asked.q), heading.0, encoded(heading.1))
}

fn title<'c>(heading: &'c QuoteHeading, codebook: &'c Codebook) -> &'c str {
    match heading {
        QuoteHeading::Theme(id) => codebook.themes.iter().find(|theme| theme.id == *id).map_or(id, |theme| &theme.name),
        QuoteHeading::Code(id) => codebook.code_index(id).map_or(id, |index| &codebook.codes[index].name),
        QuoteHeading::Any | QuoteHeading::Output(_) => "Quotes",
    }
}

fn filter(asked: &Asked) -> Markup {
    let (pinned, person) = (asked.only == "pinned", asked.sort == "person");
    html! {
        form .query action="/quotes" method="get" role="search" aria-label="Narrow the quotes" {
            @if !asked.theme.is_empty() { input type="hidden" name="theme" value=(asked.theme); }
            @if !asked.code.is_empty() { input type="hidden" name="code" value=(asked.code); }
            @if pinned { input type="hidden" name="only" value="pinned"; }
            @if person { input type="hidden" name="sort" value="person"; }
            label .unseen for="query" { "Only where" }
            input #query type="search" name="q" value=(asked.q) autocomplete="off" spellcheck="false"
                placeholder="Only where: words, case:… source:… or an attribute";
            button type="submit" { "Narrow" }
        }
        nav .sorts aria-label="Which, and in which order" {
            a href=(asked.with(|asked| asked.only.clear())) aria-current=[(!pinned).then_some("true")] { "All" }
            a href=(asked.with(|asked| "pinned".clone_into(&mut asked.only))) aria-current=[pinned.then_some("true")] { "Pinned alone" }
            a href=(asked.with(|asked| asked.sort.clear())) aria-current=[(!person).then_some("true")] { "As they were said" }
            a href=(asked.with(|asked| "person".clone_into(&mut asked.sort))) aria-current=[person.then_some("true")] { "Person by person" }
        }
        p .in-print {
            button #in-print type="button" aria-pressed="false" { "Show all as printed" }
            " " span #in-print-state role="status" { (REAL_WORDS) }
        }
    }
}

/// Whose they are: what looks like a theme of the study may be one voice.
fn voices(found: &QuotesUnder, asked: &Asked) -> Markup {
    const SHOWN: usize = 8;
    let most = found.voices.first().map_or(1, |voice| voice.count.max(1));
    let row = |index: usize| {
        let voice = &found.voices[index];
        let name = voice.case.as_deref().unwrap_or("nobody known");
        html! {
            li {
                @if let Some(case) = &voice.case {
                    a href=(asked.of_query(&crate::query::narrowed(&asked.q, &crate::query::test_of("case", case)))) { (name) }
                } @else { span { (name) } }
                @if !voice.may_be_quoted { span .quiet { "may not be quoted" } }
                svg .bar width="60" height="10" aria-hidden="true" { rect width=((voice.count * 60).div_ceil(most)) height="10" {} }
                span .count { (voice.count) span .unseen { " passages" } }
            }
        }
    };
    html! {
        section .facet .voices {
            h2 { "Whose words" }
            ul { @for index in 0..found.voices.len().min(SHOWN) { (row(index)) } }
            @if found.voices.len() > SHOWN {
                details { summary { (found.voices.len() - SHOWN) " more" } ul { @for index in SHOWN..found.voices.len() { (row(index)) } } }
            }
        }
    }
}

/// How many there are, and how many people they are of.
fn summary(found: &QuotesUnder) -> Markup {
    let people = found.voices.iter().filter(|voice| voice.case.is_some()).count();
    let loudest =
        found.voices.first().filter(|voice| people > 1 && voice.case.is_some() && voice.count * 3 > found.total);
    html! {
        p .summary {
            strong { (counted(found.total as u64, "passage")) " of " (counted(people as u64, "person").replace("persons", "people")) }
            @if found.quotable < found.total { span .quiet { (found.total - found.quotable) " of people who may not be quoted" } }
        }
        @if let Some(voice) = loudest {
            p .box .warn { (voice.case.as_deref().unwrap_or_default()) " has " (voice.count) " of them: more than a third. Whoever reads these quotes reads one voice." }
        }
    }
}

fn mistake(error: &ProjectError) -> Markup {
    let words = match error {
        ProjectError::Query { error, .. } => error.to_string(),
        other => in_pages(&sentence(other)).into_owned(),
    };
    html! {
        div .mistake .box .bad role="alert" {
            @if let ProjectError::Query { query, error } = error { pre { (error.pointed(query)) } }
            p { (capitalised(&words)) }
        }
    }
}

/// Some words of a text, as forms of this page send them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wish {
    place: String,
    /// `text:start:end`
    passage: String,
    theme: String,
    code: String,
    position: String,
    number: String,
    because: String,
    what: String,
    words: String,
    with: String,
    occurrence: String,
}

impl Wish {
    fn passage(&self, project: &Project) -> Result<Passage, Error> {
        let mut numbers = self.passage.split(':').map(str::parse::<u32>);
        let mut next = || numbers.next().and_then(Result::ok);
        let (Some(text), Some(start), Some(end)) = (next(), next(), next()) else {
            return Err(Error::bad_request("which words are meant cannot be read; show the page anew"));
        };
        Ok(project.passage(TextId(text), start as usize..end as usize)?)
    }

    fn number(&self) -> Result<i64, Error> {
        self.number.parse().map_err(|_| Error::bad_request("which mark is meant cannot be read; show the page anew"))
    }

    fn heading(&self, project: &Project) -> Result<QuoteHeading, Error> {
        let name = if self.theme.is_empty() { HeadingName::Code(&self.code) } else { HeadingName::Theme(&self.theme) };
        Ok(project.quote_heading(name)?)
    }
}

fn written(passage: Passage) -> String {
    format!("{}:{}:{}", passage.text.0, passage.span.start(), passage.span.end())
}

/// The heading as forms send it.
fn heading_fields(asked: &Asked) -> Markup {
    html! {
        @if asked.theme.is_empty() { input type="hidden" name="code" value=(asked.code); }
        @else { input type="hidden" name="theme" value=(asked.theme); }
    }
}
