//! The codebook's page: all codes as a tree with counts, themes, and beside them the one that is looked at.

use axum::extract::{Query, State};
use axum::response::Html;
use maud::{Markup, html};

use super::code::{self, dot};
use super::form;
use super::theme::{self, theme_page};
use crate::model::{CodeStatus, Codebook};
use crate::project::{Project, ProjectError, TreeLine};
use crate::store::MemoFilter;
use crate::text::counted;
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::layout::{Here, Page, empty};
use crate::web::links::{code_link, encoded, theme_link};

/// What is looked at.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Asked {
    pub(super) code: Option<String>,
    pub(super) theme: Option<String>,
}

pub(super) async fn show(State(bench): State<Bench>, Query(asked): Query<Asked>) -> Result<Html<String>, Error> {
    bench.page(move |project| page(project, &asked)).await
}

fn page(project: &Project, asked: &Asked) -> Result<Page, Error> {
    let needs = &["css/codebook.css", "js/colours.js", "js/codebook/page.js", "js/codebook/preview.js"];
    if project.study().codebook.is_none() {
        let body = html! {
            (empty("this study has no codebook yet", html! { "Bring in codes from a sheet (csv, xlsx), a list (txt) or another program (qdc), or name a file in study.toml: codebook = \"codebooks/codebook.toml\"." }))
            (import_form())
        };
        return Ok(Page::new(Here::Codebook, "Codebook", body).needing(needs));
    }
    let codebook = match project.codes() {
        Ok(codebook) => codebook,
        Err(error @ ProjectError::Codebook { .. }) => return Ok(broken(&error)),
        Err(other) => return Err(other.into()),
    };
    let lines = project.code_tree()?;
    let beside = match (&asked.code, &asked.theme) {
        (Some(id), _) => {
            let on_it = MemoFilter { code: Some(id.clone()), ..MemoFilter::default() };
            code::detail(&codebook, &project.show_code(id, 0)?, project.memos(&on_it)?.len())
        }
        (None, Some(id)) => {
            let theme = codebook.themes.iter().find(|theme| theme.id == *id);
            theme::detail(&codebook, theme.ok_or_else(|| Error::not_found("there is no such theme"))?)
        }
        (None, None) => new_ones(&codebook),
    };
    let body = html! {
        p .quiet {
            (codebook.title) @if !codebook.version.is_empty() { ", version " (codebook.version) } ": "
            (counted(codebook.codes.iter().filter(|code| code.is_in_use()).count() as u64, "code")) " in use, "
            (counted(codebook.themes.len() as u64, "theme"))
        }
        div .codebook {
            div .list {
                (tree(&lines, asked.code.as_deref()))
                (themes(&codebook, &project.theme_counts(&codebook)?, asked.theme.as_deref()))
            }
            (beside)
        }
    };
    let actions = html! {
        a .button href="/codebook" { "New code or theme" }
        a .button href="/codebook/check" { "Check" }
        a .button href="/codebook/print" { "Print" }
        a .button href="/history/codebook" { "Versions" }
    };
    Ok(Page::new(Here::Codebook, "Codebook", body).with_actions(actions).needing(needs).wide())
}

/// What is wrong with a codebook that cannot be read, where it can be mended.
fn broken(error: &ProjectError) -> Page {
    let problems = match error {
        ProjectError::Codebook { problems, .. } => problems.as_slice(),
        _ => &[],
    };
    let body = html! {
        div .box .bad {
            p { "The codebook's file cannot be read. Mend it in an editor; this page looks again by itself." }
            ul { @for problem in problems { li { (problem) } } }
        }
    };
    Page::new(Here::Codebook, "Codebook", body)
}

/// All codes, each followed by those below it.
fn tree(lines: &[TreeLine], chosen: Option<&str>) -> Markup {
    html! {
        div .scroll {
            table #tree .tree {
                caption { "Codes " span .hint { "Drag a code, or Alt with arrows, to put it elsewhere." } }
                thead { tr {
                    th { "Code" } th { "Key" } th .number { "Segments" } th .number { "With those below" } th .number { "Cases" }
                } }
                tbody {
                    @for line in lines {
                        tr data-code=(line.code) draggable="true" .chosen[chosen == Some(line.code.as_str())] .gone[!is_in_use(line.status)] {
                            th scope="row" .{ "depth-" (line.depth.min(6)) } {
                                (dot(line.colour.as_deref()))
                                a href={ "/codebook?code=" (encoded(&line.code)) } id={ "code-" (line.code) }
                                    aria-current=[(chosen == Some(line.code.as_str())).then_some("true")] { (line.name) }
                                @if line.status != CodeStatus::Active { " " span .tag { (line.status) } }
                            }
                            td { @if let Some(key) = line.key { kbd { (key) } } }
                            td .number { @if line.segments > 0 { a href=(code_link(&line.code)) { (line.segments) span .unseen { " quotes of " (line.name) } } } @else { "0" } }
                            td .number { (line.with_below) }
                            td .number { (line.cases) }
                        }
                    }
                }
            }
        }
    }
}

const fn is_in_use(status: CodeStatus) -> bool {
    matches!(status, CodeStatus::Active | CodeStatus::Draft)
}

fn themes(codebook: &Codebook, counts: &[(u64, u64)], chosen: Option<&str>) -> Markup {
    html! {
        table .tree {
            caption { "Themes" }
            thead { tr { th { "Theme" } th .number { "Codes" } th .number { "Segments" } th .number { "Cases" } } }
            tbody {
                @for (theme, (segments, cases)) in codebook.themes.iter().zip(counts) {
                    tr .chosen[chosen == Some(theme.id.as_str())] {
                        th scope="row" {
                            (dot(theme.colour.as_deref()))
                            a href=(theme_page(&theme.id)) aria-current=[(chosen == Some(theme.id.as_str())).then_some("true")] { (theme.name) }
                        }
                        td .number { (codebook.codes_of_theme(theme).len()) }
                        td .number { a href=(theme_link(&theme.id)) { (segments) span .unseen { " quotes of " (theme.name) } } }
                        td .number { (cases) }
                    }
                }
                @if codebook.themes.is_empty() { tr { td colspan="4" .quiet { "None yet: a theme gathers codes and says what they mean together." } } }
            }
        }
    }
}

/// Forms for what is not there yet, and files.
fn new_ones(codebook: &Codebook) -> Markup {
    let in_use = || codebook.codes.iter().filter(|code| code.is_in_use());
    html! {
        section .detail aria-label="New codes and themes" {
            h2 { "A new code" }
            form method="post" action="/codebook/new-code" {
                (form::name("new-name", "", "new-code-name"))
                (form::area("new-definition", "definition", "Definition", "", "new-code-definition"))
                div .row {
                    div .field {
                        label for="new-parent" { "Below" }
                        select #new-parent name="parent" {
                            option value="" { "None" }
                            @for code in in_use() { option value=(code.id) { (code.name) } }
                        }
                    }
                    div .field {
                        label for="new-theme-of" { "In the theme" }
                        select #new-theme-of name="theme" {
                            option value="" { "None" }
                            @for theme in &codebook.themes { option value=(theme.id) { (theme.name) } }
                        }
                    }
                    button type="submit" .main { "Create" }
                }
            }
            h2 { "A new theme" }
            form method="post" action="/codebook/new-theme" {
                (form::name("theme-name", "", "new-theme-name"))
                details #theme-codes {
                    summary { "Which codes it gathers" }
                    div .choices { @for code in in_use() { label { input type="checkbox" name="code" value=(code.id); (code.name) } } }
                }
                button type="submit" { "Create" }
            }
            h2 { "Files" }
            p {
                "To take away: "
                @for (name, file) in [("Excel", "codebook.xlsx"), ("CSV", "codebook.csv"), ("JSON", "codebook.json"), ("REFI-QDA", "codebook.qdc"), ("TOML", "codebook.toml"), ("for Taguette", "taguette.csv"), ("for MAXQDA", "maxqda.xlsx")] {
                    a .file href={ "/codebook/export/" (file) } download { (name) } " "
                }
            }
            (import_form())
            @if codebook.codes.iter().any(|code| code.colour.is_none()) {
                form method="post" action="/codebook/colours" { button type="submit" { "Give a colour to every code that has none" } }
            }
        }
    }
}

/// A file with codes, sent by script.
fn import_form() -> Markup {
    html! {
        div .field {
            label for="codes-file" { "Bring in codes from a file" }
            input #codes-file type="file" accept=".csv,.tsv,.xlsx,.ods,.txt,.md,.qdc,.json,.toml";
            span .hint { "What the codebook lacks is added at its end; nothing that is written is changed." }
        }
    }
}

/// The whole codebook to read and to print.
pub(super) async fn print(State(bench): State<Bench>) -> Result<Html<String>, Error> {
    bench
        .page(|project| {
            let codebook = project.codes()?;
            let lines = project.code_tree()?;
            let body = html! {
                @for line in lines.iter().filter(|line| is_in_use(line.status)) {
                    @if let Some(index) = codebook.code_index(&line.code) {
                        @let code = &codebook.codes[index];
                        section .printed .{ "depth-" (line.depth.min(6)) } {
                            h2 { (dot(code.colour.as_deref())) (code.name) " " span .quiet { (line.with_below) " segments, " (line.cases) " cases" } }
                            dl {
                                @for (name, value) in [("Definition", &code.definition), ("Use when", &code.use_when), ("Not when", &code.not_when), ("Example", &code.example)] {
                                    @if !value.is_empty() { dt { (name) } dd { (value) } }
                                }
                            }
                        }
                    }
                }
                @for theme in &codebook.themes {
                    section .printed {
                        h2 { "Theme: " (theme.name) }
                        dl {
                            @for (name, value) in [("What it gathers", &theme.definition), ("Its story", &theme.story)] {
                                @if !value.is_empty() { dt { (name) } dd { (value) } }
                            }
                            dt { "Codes" }
                            dd { (codebook.codes_of_theme(theme).into_iter().map(|index| codebook.codes[index].name.as_str()).collect::<Vec<_>>().join("; ")) }
                        }
                    }
                }
            };
            let title = if codebook.title.is_empty() { "Codebook".to_owned() } else { codebook.title };
            let actions = html! { a .button href="/codebook" { "Back" } };
            Ok(Page::new(Here::Codebook, title, body).with_actions(actions).needing(&["css/codebook.css", "js/colours.js"]))
        })
        .await
}
