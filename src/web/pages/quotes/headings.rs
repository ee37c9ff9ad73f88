//! The themes and codes that quotes stand under, and the outputs that print them.

use maud::{Markup, html};

use super::Asked;
use crate::model::{Codebook, QuoteHeading};
use crate::project::{Project, Quiet, QuotesUnder};
use crate::query::{FacetKind, FacetOptions};
use crate::report::RecipeKind;
use crate::text::{counted, grouped};
use crate::web::error::Error;
use crate::web::layout::empty;
use crate::web::links::{code_link, encoded, theme_link};

/// Every theme with its codes, and how much each has.
pub(super) fn all(project: &mut Project, codebook: &Codebook) -> Result<Markup, Error> {
    let options = FacetOptions { facets: vec!["theme".to_owned(), "code".to_owned()] };
    let found = match project.facets("*", &options, None, &Quiet) {
        Err(crate::project::ProjectError::NoTexts) => {
            let to = html! { "Bring interviews or a survey in under " a href="/sources" { "Sources" } "." };
            return Ok(empty("there is nothing to quote yet", to));
        }
        found => found?,
    };
    let count = |kind: &FacetKind, id: &str| {
        let facet = found.facets.iter().find(|facet| facet.kind == *kind)?;
        let value = facet.values.iter().find(|value| value.value.as_deref() == Some(id))?;
        Some((value.hits.segments, value.hits.cases))
    };
    let counts = |kind: FacetKind, id: &str| {
        let (segments, cases) = count(&kind, id).unwrap_or_default();
        let places = if segments == 1 { "turn or answer" } else { "turns or answers" };
        html! { span .quiet .counts { (grouped(segments as u64)) " " (places) ", " (counted(cases as u64, "case")) } }
    };
    let code = |index: usize| {
        let code = &codebook.codes[index];
        html! {
            li {
                a href=(code_link(&code.id)) { span .dot data-colour=[code.colour.as_deref()] {} (code.name) }
                (counts(FacetKind::Code, &code.id))
            }
        }
    };
    let loose: Vec<usize> = (0..codebook.codes.len())
        .filter(|index| codebook.codes[*index].is_in_use())
        .filter(|index| !codebook.themes.iter().any(|theme| codebook.codes_of_theme(theme).contains(index)))
        .collect();
    Ok(html! {
        p { "The real words, as they stand; what would be printed stands beside each at a click." }
        div .headings {
            @for theme in &codebook.themes {
                section .card {
                    h2 { a href=(theme_link(&theme.id)) { (theme.name) } }
                    p { (counts(FacetKind::Theme, &theme.id)) }
                    ul { @for index in codebook.codes_of_theme(theme) { (code(index)) } }
                }
            }
            @if !loose.is_empty() {
                section .card {
                    h2 { @if codebook.themes.is_empty() { "Codes" } @else { "In no theme" } }
                    ul { @for index in loose { (code(index)) } }
                }
            }
        }
        (outputs(project))
    })
}

/// What the heading means.
pub(super) fn of(heading: &QuoteHeading, codebook: &Codebook) -> Markup {
    let definition = match heading {
        QuoteHeading::Theme(id) => {
            codebook.themes.iter().find(|theme| theme.id == *id).map(|theme| theme.definition.as_str())
        }
        QuoteHeading::Code(id) => codebook.code_index(id).map(|index| codebook.codes[index].definition.as_str()),
        QuoteHeading::Any | QuoteHeading::Output(_) => None,
    };
    html! {
        p .quiet {
            a href="/quotes" { "All themes" }
            @if let QuoteHeading::Code(id) = heading { " · " a href={ "/codebook?code=" (encoded(id)) } { "In the codebook" } }
        }
        @if let Some(definition) = definition.filter(|definition| !definition.is_empty()) { p { (definition) } }
    }
}

/// The codes that what is found has.
pub(super) fn codes(found: &QuotesUnder, asked: &Asked, codebook: &Codebook) -> Markup {
    html! {
        @if !asked.theme.is_empty() && found.codes.len() > 1 {
            section .facet {
                h2 { "By code" }
                ul {
                    @for (code, count) in &found.codes {
                        @let name = codebook.code_index(code).map_or(code, |index| &codebook.codes[index].name);
                        li { a href=(code_link(code)) { span { (name) } span .count { (count) span .unseen { " passages" } } } }
                    }
                }
            }
        }
    }
}

pub(super) fn others(asked: &Asked, codebook: &Codebook) -> Markup {
    html! {
        section .facet {
            h2 { "Themes" }
            ul {
                @for theme in &codebook.themes {
                    li { a href=(theme_link(&theme.id)) aria-current=[(theme.id == asked.theme).then_some("page")] { span { (theme.name) } } }
                }
            }
        }
    }
}

/// Where quotes are printed.
pub(super) fn outputs(project: &Project) -> Markup {
    let quoting = project.study().outputs.iter().filter(|output| matches!(output.kind, RecipeKind::Quotes(_)));
    let names: Vec<&str> = quoting.map(|output| output.name.as_str()).collect();
    html! {
        section .outputs {
            h2 { "Where they are printed" }
            @if names.is_empty() { p { "No output prints quotes yet. Add one of kind " code { "quotes" } " under " a href="/tables" { "Tables" } "." } }
            @else { ul { @for name in names { li { a href={ "/tables/" (encoded(name)) } { (name) } } } } }
        }
    }
}
