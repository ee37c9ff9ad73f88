//! Themes: what they gather, and what they say.

use axum::Form;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};

use super::change::{changed, told};
use super::code::dot;
use super::fields::Fields;
use super::form::{self, area};
use crate::model::{Codebook, Theme};
use crate::project::{CodebookOptions, NewTheme, ThemeEdit};
use crate::web::answer::Answer;
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::links::{encoded, theme_link};

pub(super) fn theme_page(id: &str) -> String {
    format!("/codebook?theme={}", encoded(id))
}

/// A theme, to be read and changed.
pub(super) fn detail(codebook: &Codebook, theme: &Theme) -> Markup {
    let draft = |field: &str| format!("theme {} {field}", theme.id);
    let others = || codebook.codes.iter().filter(|code| code.is_in_use() && !theme.codes.contains(&code.id));
    html! {
        section .detail aria-labelledby="detail-title" {
            h2 #detail-title { (dot(theme.colour.as_deref())) "Theme: " (theme.name) }
            p { a href=(theme_link(&theme.id)) { "Its quotes" } }
            form .prints method="post" action="/codebook/theme" {
                input type="hidden" name="theme" value=(theme.id);
                (form::name("theme-name", &theme.name, &draft("name")))
                (area("theme-definition", "definition", "What it gathers", &theme.definition, &draft("definition")))
                (area("theme-story", "story", "Its story, as a report prints it", &theme.story, &draft("story")))
                (form::colour("theme-colour", theme.colour.as_deref(), &draft("colour")))
                div .row { button type="submit" .main { "Save" } }
            }
            h3 { "Its codes" }
            @if theme.codes.is_empty() { p .quiet { "It gathers no code yet." } }
            ul .gathered {
                @for id in &theme.codes {
                    @let name = codebook.code_index(id).map_or(id.as_str(), |index| codebook.codes[index].name.as_str());
                    li {
                        a href={ "/codebook?code=" (encoded(id)) } { (name) }
                        form method="post" action="/codebook/ungather" {
                            input type="hidden" name="theme" value=(theme.id);
                            input type="hidden" name="code" value=(id);
                            button type="submit" { "Take out" span .unseen { ": " (name) } }
                        }
                    }
                }
            }
            form method="post" action="/codebook/gather" .row {
                input type="hidden" name="theme" value=(theme.id);
                (form::one_of("gather", "code", "Gather one more code", others()))
                button type="submit" { "Add" }
            }
            h3 { "Place" }
            form method="post" action="/codebook/move-theme" .row {
                input type="hidden" name="theme" value=(theme.id);
                (form::up_and_down())
            }
            form method="post" action="/codebook/remove-theme" .row .away-with
                data-confirm="The theme goes; its codes and all codings stay. Go on?" {
                input type="hidden" name="theme" value=(theme.id);
                button type="submit" .danger { "Remove this theme" }
            }
        }
    }
}

pub(super) async fn create(State(bench): State<Bench>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    changed(&bench, &headers, move |project| {
        let name = fields.need("name")?;
        let new = NewTheme {
            name: name.clone(),
            definition: fields.some("definition").unwrap_or_default(),
            codes: fields.all("code"),
            ..NewTheme::default()
        };
        let made = project.create_theme(&new, &CodebookOptions::default())?;
        let id = made.differences.iter().find(|difference| difference.new == name).map(|found| found.id.clone());
        Ok(told(&made, id.as_deref().map_or_else(|| "/codebook".to_owned(), theme_page)))
    })
    .await
}

pub(super) async fn write(State(bench): State<Bench>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    changed(&bench, &headers, move |project| {
        let theme = fields.need("theme")?;
        let edit = ThemeEdit {
            definition: fields.get("definition"),
            story: fields.get("story"),
            colour: fields.get("colour"),
        };
        let lines = project.rewrite_theme(&theme, &fields.need("name")?, &edit, &CodebookOptions::default())?;
        Ok(Answer::said(lines.join("; ")).at(theme_page(&theme)))
    })
    .await
}

pub(super) async fn gather(State(bench): State<Bench>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    changed(&bench, &headers, move |project| {
        let theme = fields.need("theme")?;
        let done = project.gather(&fields.all("code"), &theme, &CodebookOptions::default())?;
        Ok(told(&done, theme_page(&theme)))
    })
    .await
}

pub(super) async fn ungather(State(bench): State<Bench>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    changed(&bench, &headers, move |project| {
        let theme = fields.need("theme")?;
        let done = project.ungather(&fields.all("code"), &theme, &CodebookOptions::default())?;
        Ok(told(&done, theme_page(&theme)))
    })
    .await
}

pub(super) async fn place(State(bench): State<Bench>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    changed(&bench, &headers, move |project| {
        let theme = fields.need("theme")?;
        let codebook = project.codes()?;
        let at = codebook.themes.iter().position(|other| other.id == theme);
        let at = at.ok_or_else(|| Error::not_found("there is no such theme"))?;
        let other = if fields.need("to")? == "up" { at.checked_sub(1) } else { Some(at + 1) };
        let Some(other) = other.and_then(|other| codebook.themes.get(other)) else {
            return Ok(Answer::said("it stands there already").at(theme_page(&theme)));
        };
        let is_up = codebook.themes.get(at + 1).is_none_or(|next| next.id != other.id);
        let order = if is_up { [theme.clone(), other.id.clone()] } else { [other.id.clone(), theme.clone()] };
        let done = project.order_themes(&order, &CodebookOptions::default())?;
        Ok(told(&done, theme_page(&theme)))
    })
    .await
}

pub(super) async fn remove(State(bench): State<Bench>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    changed(&bench, &headers, move |project| {
        let done = project.remove_theme(&fields.need("theme")?, &CodebookOptions::default())?;
        Ok(told(&done, "/codebook".to_owned()))
    })
    .await
}
