//! Memos: all that people noted, in one list, with replies and links between things; written, changed, and taken out for others.

mod export;
mod links;
mod list;
mod writing;

use axum::Router;
use axum::extract::{Query, State};
use axum::response::Html;
use axum::routing::{get, post};
use maud::{Markup, html};
use serde::Deserialize;

use crate::model::{Memo, Named, Subject, SubjectKind};
use crate::project::{PlaceNames, Project, in_words};
use crate::store::MemoFilter;
use crate::text::counted;
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::layout::{Here, Page, empty};
use crate::web::links::{encoded, place_link, search_link, theme_link};

/// How many memos a page has.
const PAGE_LENGTH: usize = 40;

pub(super) fn routes() -> Router<Bench> {
    Router::new()
        .route("/memos", get(show).post(writing::add))
        .route("/memos/edit", post(writing::edit))
        .route("/memos/remove", post(writing::remove))
        .route("/memos/links", post(links::add))
        .route("/memos/links/remove", post(links::remove))
        .route("/memos/export", get(export::export))
}

/// Which memos are asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// A kind of thing (`code`), or one thing as people write it: `code:posts`, `case:P3`, `anna:12`.
    on: String,
    kind: String,
    who: String,
    words: String,
    page: String,
    /// Of an export.
    format: String,
}

impl Asked {
    fn page(&self) -> usize {
        self.page.parse().ok().filter(|page| (1..=1_000_000).contains(page)).unwrap_or(1)
    }

    fn parameters(&self) -> String {
        let parts = [("on", &self.on), ("kind", &self.kind), ("who", &self.who), ("words", &self.words)].into_iter();
        let parts: Vec<String> = parts
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect();
        parts.join("&")
    }

    fn of_page(&self, page: usize) -> String {
        format!("/memos?{}&page={page}", self.parameters())
    }

    /// One thing, if memos on one are asked for.
    fn one(&self) -> Option<&str> {
        Some(self.on.trim())
            .filter(|on| !on.is_empty() && SubjectKind::from_word(on).is_none_or(|kind| kind == SubjectKind::Study))
    }

    fn filter(&self) -> MemoFilter {
        let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let named = |kind: &str| some(self.on.trim().strip_prefix(kind)?.strip_prefix(':')?);
        MemoFilter {
            on: SubjectKind::from_word(self.on.trim()).into_iter().collect(),
            code: named("code"),
            theme: named("theme"),
            case: named("case"),
            source: named("source"),
            author: some(&self.who),
            kind: some(&self.kind),
            words: self.words.split_whitespace().map(str::to_owned).collect(),
            ..MemoFilter::default()
        }
    }

    /// The memos that are asked for, and what is wrong with the name of what they are to be on.
    fn memos(&self, project: &Project) -> Result<Vec<Memo>, Error> {
        let mut memos = project.memos(&self.filter())?;
        let is_filtered = ["code:", "theme:", "case:", "source:"].iter().any(|kind| self.on.trim().starts_with(kind));
        if let Some(on) = self.one().filter(|on| !is_filtered && SubjectKind::from_word(on).is_none()) {
            let subject = project.subject(on)?;
            memos.retain(|memo| is_on(&memo.on.subject, &subject));
        }
        Ok(memos)
    }
}

/// Whether something is that thing, or part of the words that it is.
fn is_on(subject: &Subject, wanted: &Subject) -> bool {
    match (subject.place(), wanted.place()) {
        (Some((text, span)), Some((wanted, within))) => text == wanted && span.overlaps(within),
        _ => subject == wanted,
    }
}

async fn show(State(bench): State<Bench>, Query(asked): Query<Asked>) -> Result<Html<String>, Error> {
    bench
        .page(move |project| {
            let all = project.memos(&MemoFilter::default())?;
            let found = asked.memos(project);
            let names = project.names_of_places()?;
            let body = html! {
                (writing::form(&asked, all.is_empty()))
                @if !all.is_empty() { (filter(&asked, &all)) }
                @match &found {
                    Err(error) => p .box .bad role="alert" { (crate::web::error::capitalised(error.sentence())) "." },
                    Ok(_) if all.is_empty() => {
                        (empty("nothing is noted yet", html! { "Memos hold what you think while you code: on a code, a person, some words, or the study as a whole. Write the first one above, or while reading." }))
                    },
                    Ok(found) => (list::list(project, found, &asked, &names)?),
                }
                (links::all(project, &names)?)
            };
            let export = html! {
                @if !all.is_empty() {
                    details .menu {
                        summary .button { "Export" }
                        ul {
                            @for format in ["docx", "html", "md", "xlsx", "csv"] {
                                li { a href={ "/memos/export?format=" (format) "&" (asked.parameters()) } download { (format) } }
                            }
                        }
                    }
                }
            };
            Ok(Page::new(Here::Memos, "Memos", body).with_actions(export).needing(&["css/memos.css", "css/tables.css"]))
        })
        .await
}

fn filter(asked: &Asked, all: &[Memo]) -> Markup {
    let mut kinds: Vec<&str> = all.iter().map(|memo| memo.kind.as_str()).filter(|kind| !kind.is_empty()).collect();
    let mut authors: Vec<&str> =
        all.iter().map(|memo| memo.author.as_str()).filter(|author| !author.is_empty()).collect();
    for names in [&mut kinds, &mut authors] {
        names.sort_unstable();
        names.dedup();
    }
    let choice = |id: &str, label: &str, name: &str, now: &str, values: &[&str]| {
        html! {
            div .field {
                label for=(id) { (label) }
                select id=(id) name=(name) {
                    option value="" { "any" }
                    @for value in values { option value=(value) selected[*value == now] { (value) } }
                    @if !now.is_empty() && !values.contains(&now) { option value=(now) selected { (now) } }
                }
            }
        }
    };
    let subjects: Vec<&str> = SubjectKind::ALL
        .iter()
        .filter(|kind| all.iter().any(|memo| memo.on.subject.kind() == **kind))
        .map(|kind| kind.word())
        .collect();
    html! {
        form .row .filter action="/memos" method="get" role="search" aria-label="Filter memos" {
            div .field {
                label for="words" { "Words" }
                input #words type="search" name="words" value=(asked.words) autocomplete="off";
            }
            (choice("filter-on", "On", "on", asked.on.trim(), &subjects))
            @if !kinds.is_empty() { (choice("filter-kind", "Kind", "kind", asked.kind.trim(), &kinds)) }
            @if authors.len() > 1 { (choice("filter-who", "By", "who", asked.who.trim(), &authors)) }
            button type="submit" { "Show" }
            @if !asked.parameters().is_empty() { a href="/memos" { "All " (counted(all.len() as u64, "memo")) } }
        }
    }
}

/// A thing by its name, as a link to where it is to be seen.
fn named(project: &Project, thing: &Named, names: &PlaceNames) -> Result<Markup, Error> {
    let place = project.place_of_subject(thing)?;
    let words = match &place {
        Some(place) => place.clone(),
        None => match &thing.subject {
            Subject::Source(_) => names.of_source(thing.source.as_deref().unwrap_or_default()).to_owned(),
            _ => in_words(thing),
        },
    };
    let to = match &thing.subject {
        Subject::Study => "/".to_owned(),
        Subject::Source(_) => format!("/sources/{}", encoded(&words)),
        Subject::Theme(theme) => theme_link(theme),
        Subject::Code(code) => format!("/codebook?code={}", encoded(code)),
        Subject::Case(_) => format!("/cases/{}", encoded(thing.case.as_deref().unwrap_or_default())),
        Subject::Question(_) => {
            search_link(&crate::query::test_of("question", thing.question.as_deref().unwrap_or_default()).to_string())
        }
        Subject::Memo(number) => format!("/memos#memo-{number}"),
        Subject::Cell(_) => {
            let framework = thing.cell.as_deref().and_then(|cell| cell.split('/').next()).unwrap_or_default();
            format!("/framework/{}", encoded(framework))
        }
        Subject::Text(_) | Subject::Passage { .. } | Subject::Coding(_) => match &place {
            Some(place) => place_link(place),
            None => return Ok(html! { (words) @if thing.waits { " " span .quiet { "(its words have changed)" } } }),
        },
    };
    let code = thing.code.as_ref().filter(|_| matches!(thing.subject, Subject::Coding(_)));
    Ok(html! { a href=(to) { (words) } @if let Some(code) = code { " coded " (code) } })
}

/// How things are written in the boxes of this page.
pub(super) const HOW_WRITTEN: &str =
    "study, theme:ID, code:ID, case:NAME, question:Q29, memo:12, a source, or a place as anna:12 or survey:R17:Q29";
