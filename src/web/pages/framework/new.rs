//! Beginning a framework.

use axum::Form;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};

use crate::project::{ColumnEntry, NewFramework, Project, Scope};
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::links::encoded;

pub(super) fn form(project: &Project, is_open: bool) -> Result<Markup, Error> {
    let (attributes, _) = project.table_choices()?;
    let codebook = project.codes().unwrap_or_default();
    Ok(html! {
        details #new-framework .box open[is_open] {
            summary { "New framework" }
            form method="post" action="/frameworks/new" {
                div .field {
                    label for="framework-name" { "Name" }
                    input #framework-name name="name" required pattern="[A-Za-z0-9\\-]+" autocomplete="off" aria-describedby="framework-name-hint" data-draft="name";
                    span #framework-name-hint .hint { "What files and recipes call it: letters a–z, digits and -" }
                }
                div .field {
                    label for="framework-title" { "Title" }
                    input #framework-title name="title" autocomplete="off" data-draft="title";
                }
                div .row {
                    div .field {
                        label for="framework-rows" { "A row for each" }
                        select #framework-rows name="rows" {
                            option value="cases" { "case" }
                            @for attribute in &attributes { option value=(attribute) { "value of " (attribute) } }
                        }
                    }
                    div .field {
                        label for="framework-scope" { "Of" }
                        select #framework-scope name="scope" {
                            option value="" { "everybody" }
                            option value="interviews" { "those interviewed" }
                            option value="survey" { "those surveyed" }
                        }
                    }
                }
                @if !codebook.themes.is_empty() || !codebook.codes.is_empty() {
                    fieldset {
                        legend { "Columns" }
                        p .quiet { "None ticked: a column for each theme." }
                        ul .ticks {
                            @for theme in &codebook.themes { li { label { input type="checkbox" name="column" value=(theme.id); (theme.name) } } }
                        }
                        details {
                            summary { "Codes" }
                            ul .ticks {
                                @for code in codebook.codes.iter().filter(|code| code.is_in_use()) {
                                    li { label { input type="checkbox" name="column" value=(code.id); (code.name) } }
                                }
                            }
                        }
                    }
                }
                button .main type="submit" { "Begin" }
            }
        }
    })
}

pub(super) async fn make(
    State(bench): State<Bench>,
    headers: HeaderMap,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let field = |name: &str| {
        let found = fields.iter().find(|(of, _)| of == name).map(|(_, value)| value.trim().to_owned());
        found.filter(|value| !value.is_empty())
    };
    let column = |id: &String| ColumnEntry { id: id.clone(), title: None, codes: Vec::new() };
    let new = NewFramework {
        name: field("name").unwrap_or_default(),
        title: field("title"),
        file: None,
        rows: field("rows").unwrap_or_else(|| "cases".to_owned()),
        scope: match field("scope").as_deref() {
            Some("interviews") => Scope::Interviews,
            Some("survey") => Scope::Survey,
            _ => Scope::All,
        },
        groups: Vec::new(),
        columns: fields.iter().filter(|(of, _)| of == "column").map(|(_, id)| column(id)).collect(),
    };
    let answer = bench.change(move |project| {
        project.new_framework(&new)?;
        let to = format!("/framework/{}", encoded(&new.name));
        Ok(Answer::said(format!("the framework {} is begun", new.name)).at(to))
    });
    answered(&headers, answer.await)
}
