//! What is found, counted at the side: a click narrows the query, another takes the narrowing back.

use axum::extract::{Query, State};
use axum::response::Html;
use maud::{Markup, html};
use serde::Deserialize;

use super::Asked;
use crate::project::{PlaceNames, Project, Quiet};
use crate::query::{self, Facet, FacetKind, FacetOptions, FacetValue};
use crate::web::bench::Bench;
use crate::web::error::{Error, capitalised};
use crate::web::links::encoded;

/// So many values are shown at once, the others when asked for.
const FIRST: usize = 7;

#[derive(Debug, Deserialize)]
pub(super) struct Counted {
    /// One attribute alone.
    #[serde(default)]
    by: String,
    /// `theme:resourcing`: what is counted is of a page of quotes, and links narrow that.
    #[serde(default)]
    quotes: String,
    #[serde(flatten)]
    asked: Asked,
}

pub(super) async fn show(State(bench): State<Bench>, Query(counted): Query<Counted>) -> Result<Html<String>, Error> {
    bench
        .read(move |project| {
            let shown = if project.sources()?.is_empty() {
                // The page has said so already.
                Markup::default()
            } else if counted.by.is_empty() {
                all(project, &counted)?
            } else {
                let facets = FacetOptions { facets: vec![counted.by.clone()] };
                let found = project.facets(&counted.query(), &facets, None, &Quiet)?;
                let names = project.names_of_places()?;
                html! { @for facet in &found.facets { (values(facet, &counted, &names)) } }
            };
            Ok(Html(shown.into_string()))
        })
        .await
}

impl Counted {
    /// What is counted.
    fn query(&self) -> String {
        let q = &self.asked.q;
        match self.heading() {
            Some((field, name)) => query::narrowed(q, &query::test_of(field, name)),
            None => q.clone(),
        }
    }

    fn heading(&self) -> Option<(&str, &str)> {
        self.quotes.split_once(':')
    }

    /// Where another query is to be seen so.
    fn of_query(&self, q: &str) -> String {
        match self.heading() {
            Some((field, name)) => format!("/quotes?{field}={}&q={}", encoded(name), encoded(q)),
            None => self.asked.of_query(q),
        }
    }
}

/// What all studies have, counted; what only this one has, to be counted when it is opened.
fn all(project: &mut Project, counted: &Counted) -> Result<Markup, Error> {
    let found = project.facets(&counted.query(), &FacetOptions::default(), None, &Quiet)?;
    let names = project.names_of_places()?;
    let attributes = project.attributes_counted()?;
    Ok(html! {
        h2 { "Narrow it" }
        @for facet in &found.facets {
            @let is_heading = matches!(facet.kind, FacetKind::Theme | FacetKind::Code | FacetKind::Coded);
            @if facet.values.len() > 1 && !(is_heading && counted.heading().is_some()) {
                section .facet {
                    h3 { (capitalised(facet.kind.name())) }
                    (values(facet, counted, &names))
                }
            }
        }
        @if !attributes.is_empty() {
            h3 { "What is known of people" }
            @for name in &attributes {
                details .facet data-by=(name) { summary { (name) } }
            }
        }
    })
}

fn values(facet: &Facet, counted: &Counted, names: &PlaceNames) -> Markup {
    let found: Vec<&FacetValue> = facet.values.iter().filter(|value| value.hits.segments > 0).collect();
    let (first, rest) = found.split_at(found.len().min(FIRST));
    let list =
        |values: &[&FacetValue]| html! { ul { @for value in values { li { (one(facet, value, counted, names)) } } } };
    html! {
        @if found.is_empty() { p .quiet { "None of it." } }
        (list(first))
        @if !rest.is_empty() {
            details { summary { (rest.len()) " more" } (list(rest)) }
        }
    }
}

fn one(facet: &Facet, value: &FacetValue, counted: &Counted, names: &PlaceNames) -> Markup {
    let label = if facet.kind == FacetKind::Source { names.of_source(&value.label) } else { value.label.as_str() };
    let count = html! {
        span .count title={ (value.hits.in_words()) "; of " (value.all.in_words()) } {
            (value.hits.segments) span .unseen { " segments" }
        }
    };
    let Some(written) = &value.value else { return html! { span { span { (label) } (count) } } };
    let written = if facet.kind == FacetKind::Source { names.of_source(written) } else { written };
    let test = query::test_of(facet.kind.name(), written);
    let q = &counted.asked.q;
    let is_asked = query::parse(q).is_ok_and(|query| query::is_narrowed(&query, &test));
    let to = if is_asked { query::widened(q, &test) } else { query::narrowed(q, &test) };
    html! {
        a href=(counted.of_query(&to)) aria-current=[is_asked.then_some("true")] {
            span { @if is_asked { "✓ " } (label) @if is_asked { span .unseen { ": take this out of the query" } } }
            (count)
        }
    }
}
