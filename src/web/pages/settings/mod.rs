//! What the study is called and withholds, who is at work, how the pages look; copies, checks, and what this program is.

mod backup;
mod doctor;

use axum::Router;
use axum::extract::{Form, State};
use axum::http::HeaderMap;
use axum::response::{Html, Response};
use axum::routing::{get, post};
use maud::{Markup, html};

use crate::project::{Project, StudySettings, rule_in_words};
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::{Error, capitalised};
use crate::web::layout::{Here, Page};

/// Languages whose words are known by their stems.
const LANGUAGES: [(&str, &str); 8] = [
    ("en", "English"),
    ("de", "German"),
    ("fr", "French"),
    ("es", "Spanish"),
    ("it", "Italian"),
    ("nl", "Dutch"),
    ("pt", "Portuguese"),
    ("sv", "Swedish"),
];

/// Rules in a word, and what they are.
const PRESETS: [(&str, &str); 5] = [
    ("", "What the numbers below say"),
    ("3", "3: one or two people are withheld, as most journals and archives ask"),
    ("5", "5: one to four people are withheld"),
    ("10", "10: none to nine people are withheld, as many safe settings ask"),
    ("rounded", "Rounded: one to seven people are withheld, all else rounded to 5"),
];

pub(super) fn routes() -> Router<Bench> {
    Router::new()
        .route("/settings", get(show))
        .route("/settings/study", post(save_study))
        .route("/settings/disclosure", post(save_disclosure))
        .route("/settings/person", post(save_person))
        .route("/settings/licences", get(licences))
        .merge(backup::routes())
        .merge(doctor::routes())
}

async fn show(State(bench): State<Bench>) -> Result<Html<String>, Error> {
    bench
        .page(|project| {
            let settings = project.settings_written();
            let body = html! {
                div .settings {
                    (study(&settings))
                    (disclosure(project, &settings))
                    (person(project))
                    (looks())
                    (backup::section(project))
                    section .box {
                        h2 { "Checks" }
                        p { "Looks at the store, the codebook, the list of names, the index and the outputs, and says what to do." }
                        a .button href="/settings/doctor" { "Check everything" }
                    }
                    section .box {
                        h2 { "A tour" }
                        p { "Six steps through the pages, from a transcript to a printed table. Esc ends it." }
                        button type="button" data-tour { "Start the tour" }
                    }
                    (about())
                }
            };
            let page = Page::new(Here::Settings, "Settings", body);
            Ok(page.needing(&["css/settings.css", "js/settings.js"]))
        })
        .await
}

fn study(settings: &StudySettings) -> Markup {
    html! {
        form .box .prints method="post" action="/settings/study" {
            h2 { "The study" }
            div .field {
                label for="title" { "Title" }
                input #title name="title" required value=(settings.title) autocomplete="off";
            }
            div .field {
                label for="language" { "Language of the texts" }
                input #language name="language" required value=(settings.language) list="languages" autocomplete="off" aria-describedby="language-hint";
                datalist #languages { @for (code, name) in LANGUAGES { option value=(code) { (name) } } }
                span #language-hint .hint { "Two letters. Decides by which stems words are found; the index is made anew when it changes." }
            }
            p .quiet { "Written into study.toml; its comments stay." }
            button type="submit" { "Save" }
        }
    }
}

fn disclosure(project: &Project, settings: &StudySettings) -> Markup {
    let rule = &project.study().disclosure.thresholds;
    let number = |id: &'static str, label: &str, value: Option<u64>, hint: &str| {
        html! {
            div .field {
                label for=(id) { (label) }
                input id=(id) name=(id) type="number" min="0" max="1000" value=[value] inputmode="numeric" aria-describedby={ (id) "-hint" };
                span .hint id={ (id) "-hint" } { (hint) }
            }
        }
    };
    html! {
        form .box .prints method="post" action="/settings/disclosure" {
            h2 { "What outputs withhold" }
            p { "As it is now:" }
            ul { @for sentence in rule_in_words(rule) { li { (capitalised(&sentence)) "." } } }
            div .field {
                label for="preset" { "Rule" }
                select #preset name="preset" {
                    @for (word, name) in PRESETS { option value=(word) selected[settings.preset == word] { (name) } }
                }
            }
            details open[settings.preset.is_empty()] {
                summary { "Numbers of its own" }
                (number("minimum_group", "Smallest group that is shown", settings.minimum_group, "People. Empty: 3, or what the rule says."))
                (number("minimum_mean", "Smallest group with a mean", settings.minimum_mean, "Empty: the same."))
                (number("minimum_attribute", "Smallest group told beside a quotation", settings.minimum_attribute, "Empty: the same."))
                (number("minimum_base", "Smallest base of a percentage", settings.minimum_base, "Empty: any."))
                (number("round_to", "Round numbers to", settings.round_to, "3, 5 or 10. Empty: as they are."))
                p {
                    input #zero_is_small type="checkbox" name="zero_is_small" value="yes" checked[settings.zero_is_small];
                    label for="zero_is_small" { "Withhold noughts too" }
                }
            }
            p .quiet { "Outputs are made anew by the new rule at the next build. The page Tables shows what is withheld." }
            button type="submit" { "Save" }
        }
    }
}

fn person(project: &Project) -> Markup {
    html! {
        form .box method="post" action="/settings/person" {
            h2 { "Who is at work" }
            div .field {
                label for="person" { "Name" }
                input #person name="person" required value=(project.person()) autocomplete="name" aria-describedby="person-hint";
                span #person-hint .hint {
                    "Codings and decisions are made under this name until the workbench is started again; "
                    code { "verbatim serve --as NAME" } " starts it with one."
                }
            }
            button type="submit" { "Work under this name" }
        }
    }
}

/// Kept by the browser: it is about whoever sits there, not about the study.
fn looks() -> Markup {
    html! {
        section .box aria-labelledby="looks" {
            h2 #looks { "How the pages look" }
            fieldset .choice {
                legend { "Colours" }
                @for (word, name) in [("", "As the system has them"), ("light", "Light"), ("dark", "Dark")] {
                    span {
                        input id={ "theme-" (word) } type="radio" name="theme" value=(word) data-look="theme";
                        label for={ "theme-" (word) } { (name) }
                    }
                }
            }
            div .field {
                label for="text-size" { "Size of text" }
                select #text-size data-look="text-size" {
                    @for (percent, name) in [("87.5", "Small"), ("", "Usual"), ("112.5", "Larger"), ("125", "Large"), ("150", "Very large")] {
                        option value=(percent) { (name) }
                    }
                }
            }
            p .quiet { "Kept by this browser, for all studies." }
        }
    }
}

fn about() -> Markup {
    html! {
        section .box {
            h2 { "About" }
            p { "verbatim " (env!("CARGO_PKG_VERSION")) ", a workbench for qualitative coding. Everything stays on this computer: the program makes no connection to anywhere." }
            p { "Free software, under the MIT licence or the Apache licence 2.0, as you choose. " a href="/settings/licences" { "Licences" } }
        }
    }
}

async fn licences(State(bench): State<Bench>) -> Result<Html<String>, Error> {
    bench
        .page(|_| {
            let texts = [
                ("MIT licence", include_str!("../../../../LICENSE-MIT")),
                ("Apache licence 2.0", include_str!("../../../../LICENSE-APACHE")),
                (
                    "SIL Open Font Licence, for the letters in figures",
                    include_str!("../../../export/figure/font/OFL.txt"),
                ),
            ];
            let body = html! {
                p { "The program is yours under the first or the second, as you choose." }
                @for (name, text) in texts {
                    details { summary { (name) } pre .licence { (text) } }
                }
            };
            Ok(Page::new(Here::Settings, "Licences", body).needing(&["css/settings.css"]))
        })
        .await
}

#[derive(Debug, serde::Deserialize)]
struct StudySaid {
    title: String,
    language: String,
}

async fn save_study(State(bench): State<Bench>, headers: HeaderMap, Form(said): Form<StudySaid>) -> Response {
    save(&bench, &headers, move |settings| {
        said.title.trim().clone_into(&mut settings.title);
        said.language.trim().clone_into(&mut settings.language);
        Ok(())
    })
    .await
}

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
struct RuleSaid {
    preset: String,
    minimum_group: String,
    minimum_mean: String,
    minimum_attribute: String,
    minimum_base: String,
    round_to: String,
    zero_is_small: String,
}

async fn save_disclosure(State(bench): State<Bench>, headers: HeaderMap, Form(said): Form<RuleSaid>) -> Response {
    save(&bench, &headers, move |settings| {
        let number = |text: &str| match text.trim() {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| Error::bad_request(format!("{text:?} is no number of people"))),
        };
        said.preset.trim().clone_into(&mut settings.preset);
        settings.minimum_group = number(&said.minimum_group)?;
        settings.minimum_mean = number(&said.minimum_mean)?;
        settings.minimum_attribute = number(&said.minimum_attribute)?;
        settings.minimum_base = number(&said.minimum_base)?;
        settings.round_to = number(&said.round_to)?;
        settings.zero_is_small = !said.zero_is_small.is_empty();
        Ok(())
    })
    .await
}

async fn save(
    bench: &Bench,
    headers: &HeaderMap,
    change: impl FnOnce(&mut StudySettings) -> Result<(), Error> + Send + 'static,
) -> Response {
    let answer = bench.change(move |project| {
        let mut settings = project.settings_written();
        change(&mut settings)?;
        let changed = project.change_settings(&settings)?;
        Ok(Answer::said(match changed.as_slice() {
            [] => "nothing was different".to_owned(),
            keys => format!("saved into study.toml: {}", keys.join(", ")),
        }))
    });
    answered(headers, answer.await)
}

#[derive(Debug, serde::Deserialize)]
struct PersonSaid {
    person: String,
}

async fn save_person(State(bench): State<Bench>, headers: HeaderMap, Form(said): Form<PersonSaid>) -> Response {
    let of = bench.clone();
    let answer = bench.read(move |project| {
        project.set_person(&said.person)?;
        of.set_person(project.person());
        Ok(Answer::said(format!("{} is at work", project.person())).at("/settings"))
    });
    answered(&headers, answer.await)
}
