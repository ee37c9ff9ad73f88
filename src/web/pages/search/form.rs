//! The box that a query is typed into, what can be typed there, and the views of what is found.

use maud::{Markup, html};

use super::Asked;
use crate::model::Codebook;
use crate::project::Project;
use crate::query::{Query, test_of};
use crate::web::error::Error;
use crate::web::links::search_link;

/// What the language has, by example. Where a study has a code, a theme and an attribute, it is shown with them.
const LANGUAGE: [(&str, &str); 8] = [
    ("\"waiting list\" OR backlog", "a phrase, or a word"),
    ("train*", "any ending"),
    ("=trained", "just as it is written"),
    ("\"staff pay\"~3", "within three words of each other"),
    ("organisation~1", "a letter amiss"),
    ("/wait(s|ed|ing)?/", "a regular expression"),
    ("coded:no", "what no code has caught"),
    ("memo:*", "what a memo stands on"),
];

pub(super) fn form(asked: &Asked) -> Markup {
    html! {
        form .query action="/search" method="get" role="search" aria-label="Query" {
            label .unseen for="query" { "Query" }
            input #query type="search" name="q" value=(asked.q) autocomplete="off" autocapitalize="off" spellcheck="false"
                placeholder="Words, \"phrases\", code:… theme:… speaker:…" aria-describedby="typed";
            @if !asked.view.is_empty() { input type="hidden" name="view" value=(asked.view); }
            @if !asked.sort.is_empty() { input type="hidden" name="sort" value=(asked.sort); }
            button .main type="submit" { "Search" }
        }
        div #typed role="status" aria-live="polite" {}
    }
}

pub(super) fn views(asked: &Asked) -> Markup {
    let view = if asked.view.is_empty() { "segments" } else { asked.view.as_str() };
    let tabs = [("segments", "Turns and answers"), ("lines", "Keyword in context"), ("words", "Words")];
    html! {
        nav .views aria-label="Views of what is found" {
            @for (name, words) in tabs {
                a href=(asked.seen_as(if name == "segments" { "" } else { name })) aria-current=[(name == view).then_some("page")] {
                    (words)
                }
            }
        }
    }
}

/// Before anything is asked: what can be.
pub(super) fn examples(project: &Project, codebook: &Codebook) -> Result<Markup, Error> {
    let mut examples: Vec<(String, &str)> = Vec::new();
    let codes: Vec<&str> = codebook.codes.iter().filter(|code| code.is_in_use()).map(|code| code.id.as_str()).collect();
    let test = |field: &str, value: &str| test_of(field, value).to_string();
    if let Some(theme) = codebook.themes.first() {
        examples.push((test("theme", &theme.id), "all that belongs to a theme"));
    }
    if let [first, .., last] = codes.as_slice() {
        examples.push((test("code", first), "what has a code"));
        examples.push((format!("{} WITH {}", test("code", first), test("code", last)), "where two codes overlap"));
        examples
            .push((format!("[{} status:proposed]", test("code", first)), "what rules propose and nobody has judged"));
    }
    if let Some(source) = project.sources()?.first() {
        let names = project.names_of_places()?;
        examples
            .push((format!("{} coded:no", test("source", names.of_source(&source.path))), "one source, not coded yet"));
    }
    let everything = Query::Everything.to_string();
    Ok(html! {
        section .examples aria-labelledby="examples" {
            h2 #examples { "What can be asked" }
            p { "Words are found in all their forms; words side by side must all be there. " a href=(search_link(&everything)) { "Everything" } " is a query too." }
            dl {
                @for (query, words) in examples.iter().map(|(query, words)| (query.as_str(), *words)).chain(LANGUAGE) {
                    div { dt { a href=(search_link(query)) { code { (query) } } } dd { (words) } }
                }
            }
            p .quiet { "AND, OR, NOT and brackets join them; WITH and NEAR/3 join codes. Fields: theme, code, coded, status, coder, memo, case, source, kind, speaker, question, and every attribute." }
        }
    })
}
