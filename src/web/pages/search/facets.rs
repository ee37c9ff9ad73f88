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

/// So many values are shown at once, the others when asked for.
const FIRST: usize = 7;

#[derive(Debug, Deserialize)]
pub(super) struct Counted {
    /// One attribute alone.
    #[serde(default)]
    by: String,
    #[serde(flatten)]
    asked: Asked,
}

pub(super) async fn show(State(bench): State<Bench>, Query(counted): Query<Counted>) -> Result<Html<String>, Error> {
    bench
        .read(move |project| {
            let shown = if counted.by.is_empty() {
                all(project, &counted.asked)?
            } else {
                let facets = FacetOptions { facets: vec![counted.by] };
                let found = project.facets(&counted.asked.q, &facets, None, &Quiet)?;
                let names = project.names_of_places()?;
                html! { @for facet in &found.facets { (values(facet, &counted.asked, &names)) } }
            };
            Ok(Html(shown.into_string()))
        })
        .await
}

/// What all studies have, counted; what only this one has, to be counted when it is opened.
fn all(project: &mut Project, asked: &Asked) -> Result<Markup, Error> {
    let found = project.facets(&asked.q, &FacetOptions::default(), None, &Quiet)?;
    let names = project.names_of_places()?;
    let attributes = project.attributes_counted()?;
    Ok(html! {
        h2 { "Narrow it" }
        @for facet in &found.facets {
            @if facet.values.len() > 1 || facet.kind == FacetKind::Theme {
                section .facet {
                    h3 { (capitalised(facet.kind.name())) }
                    (values(facet, asked, &names))
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

fn values(facet: &Facet, asked: &Asked, names: &PlaceNames) -> Markup {
    let found: Vec<&FacetValue> = facet.values.iter().filter(|value| value.hits.segments > 0).collect();
    let (first, rest) = found.split_at(found.len().min(FIRST));
    let list =
        |values: &[&FacetValue]| html! { ul { @for value in values { li { (one(facet, value, asked, names)) } } } };
    html! {
        @if found.is_empty() { p .quiet { "None of it." } }
        (list(first))
        @if !rest.is_empty() {
            details { summary { (rest.len()) " more" } (list(rest)) }
        }
    }
}

fn one(facet: &Facet, value: &FacetValue, asked: &Asked, names: &PlaceNames) -> Markup {
    let label = if facet.kind == FacetKind::Source { names.of_source(&value.label) } else { value.label.as_str() };
    let count = html! {
        span .count title={ (value.hits.in_words()) "; of " (value.all.in_words()) } {
            (value.hits.segments) span .unseen { " segments" }
        }
    };
    let Some(written) = &value.value else { return html! { span { span { (label) } (count) } } };
    let written = if facet.kind == FacetKind::Source { names.of_source(written) } else { written };
    let test = query::test_of(facet.kind.name(), written);
    let is_asked = query::parse(&asked.q).is_ok_and(|query| query::is_narrowed(&query, &test));
    let to = if is_asked { query::widened(&asked.q, &test) } else { query::narrowed(&asked.q, &test) };
    html! {
        a href=(asked.of_query(&to)) aria-current=[is_asked.then_some("true")] {
            span { @if is_asked { "✓ " } (label) @if is_asked { span .unseen { ": take this out of the query" } } }
            (count)
        }
    }
}
