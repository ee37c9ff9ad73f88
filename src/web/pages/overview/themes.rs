//! Themes as bars and by one attribute; each bar and each cell leads to its quotes.

use maud::{Markup, html};

use crate::project::{Behind, Project, ThemeCount, ThemeOverview, ThemesByGroup, within_group};
use crate::text::counted;
use crate::web::error::Error;
use crate::web::links::{behind_link, code_link, encoded, theme_link};

pub(super) fn part(project: &mut Project, attribute: &str) -> Result<Markup, Error> {
    let found = project.theme_overview(Some(attribute).filter(|name| !name.is_empty()))?;
    if found.themes.is_empty() {
        return Ok(html! { p { "The codebook has no codes yet: " a href="/codebook" { "write the first one" } "." } });
    }
    Ok(html! {
        (bars(&found))
        @if let Some(by_group) = &found.by_group { (heat(&found, by_group)) }
        @else if found.kept > 0 && !found.attributes.is_empty() {
            p .quiet { "No attribute makes few enough groups for a picture. " a href="/counts" { "Make a table" } "." }
        }
    })
}

fn link(theme: &ThemeCount) -> String {
    if theme.is_theme { theme_link(&theme.id) } else { code_link(&theme.id) }
}

fn bars(found: &ThemeOverview) -> Markup {
    let most = found.themes.iter().map(|theme| theme.cases).max().unwrap_or_default().max(1);
    html! {
        p .quiet { "People with each, of " (found.kept) " kept, and coded segments. Rules’ proposals are counted." }
        ol .bars {
            @for theme in &found.themes {
                @let title = format!("{}: {}, {}", theme.name, people(theme.cases), counted(theme.segments, "segment"));
                li {
                    a href=(link(theme)) title=(title) {
                        span .label { (theme.name) }
                        svg .bar viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" {
                            rect .own width=(theme.cases * 1000 / most) height="10" fill=[theme.colour.as_deref()] {}
                        }
                        span .number { (theme.cases) span .unseen { " people, " } }
                        span .number .quiet { (theme.segments) span .unseen { " segments" } }
                    }
                }
            }
        }
    }
}

fn people(count: u64) -> String {
    if count == 1 { "1 person".to_owned() } else { format!("{count} people") }
}

fn heat(found: &ThemeOverview, by_group: &ThemesByGroup) -> Markup {
    let name = |value: &Option<String>| value.clone().unwrap_or_else(|| "not stated".to_owned());
    html! {
        div .row .heat-head {
            h3 #heat-title { "By " (by_group.attribute) }
            @if found.attributes.len() > 1 {
                form method="get" action="/" .row {
                    label for="by" { "Attribute" }
                    select #by name="by" {
                        @for attribute in &found.attributes {
                            option value=(attribute) selected[*attribute == by_group.attribute] { (attribute) }
                        }
                    }
                    button type="submit" { "Show" }
                }
            }
        }
        div .scroll role="region" tabindex="0" aria-labelledby="heat-title" {
            table .heat {
                thead {
                    tr {
                        th scope="col" { "Theme" }
                        @for (value, size) in &by_group.groups { th scope="col" .number { (name(value)) " " span .quiet { "(" (size) ")" } } }
                    }
                }
                tbody {
                    @for (theme, cases) in found.themes.iter().zip(&by_group.cases) {
                        tr {
                            th scope="row" { (theme.name) }
                            @for ((value, size), count) in by_group.groups.iter().zip(cases) {
                                (heat_cell(theme, &by_group.attribute, value.as_deref(), *size, *count))
                            }
                        }
                    }
                }
            }
        }
        p .quiet {
            "People of each group with the theme, shaded by their share of the group. These are real numbers, for your eyes: "
            a href={ "/counts?by=" (encoded(&by_group.attribute)) } { "the table as it would be printed" } "."
        }
    }
}

fn heat_cell(theme: &ThemeCount, attribute: &str, value: Option<&str>, size: u64, count: u64) -> Markup {
    let step = if size == 0 { 0 } else { (count * 5).div_ceil(size).min(5) };
    let class = format!("number heat-{step}");
    let title = format!("{}, {}: {count} of {}", theme.name, value.unwrap_or("not stated"), people(size));
    let to = within_group(&theme.id, theme.is_theme, attribute, value).map(|query| behind_link(&Behind::Query(query)));
    html! {
        td class=(class) {
            @match to {
                Some(to) if count > 0 => a href=(to) title=(title) { (count) },
                _ => (count),
            }
        }
    }
}
