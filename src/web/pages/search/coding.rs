//! What is ticked, or all that is found, gets a code or loses it, in one step that can be taken back.

use std::collections::BTreeSet;

use axum::Form;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::json;

use super::Asked;
use crate::model::{Span, TextId};
use crate::project::{MatchOptions, MatchUnit, Passage, Progress, Project, Quiet};
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::many::change_many;

/// The form under what is found. What is ticked is written into it by its module.
pub(super) fn bar(asked: &Asked) -> Markup {
    let is_lines = asked.view == "lines";
    let units = [("segment", "the whole turn or answer"), ("sentence", "the sentence"), ("match", "the words found")];
    html! {
        form #coding .coding method="post" action="/search/code" aria-label="Code what is found" {
            input type="hidden" name="q" value=(asked.q);
            input type="hidden" name="passages" value="";
            input type="hidden" name="which" value="ticked";
            div .ticks {
                output #ticked { "Nothing ticked" }
                button type="button" data-tick="page" { "Tick all here" }
                button type="button" data-tick="all" aria-pressed="false" { "All that is found" }
                button type="button" data-tick="none" { "None" }
            }
            div .row hidden {
                div .field {
                    label for="code" { "Code" }
                    div .choice {
                        input #code type="text" name="code" autocomplete="off" placeholder="Its name" required;
                        button #choose-code type="button" aria-haspopup="dialog" { "Choose… " kbd { "c" } }
                    }
                }
                div .field {
                    label for="unit" { "On" }
                    select #unit name="unit" {
                        @for (name, words) in units {
                            option value=(name) selected[name == if is_lines { "sentence" } else { "segment" }] { (words) }
                        }
                    }
                }
                button .main type="submit" name="deed" value="code" disabled { "Code" }
                button type="submit" name="deed" value="uncode" disabled { "Take the code off" }
            }
            p #preview role="status" aria-live="polite" {}
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wish {
    q: String,
    code: String,
    unit: String,
    deed: String,
    /// `all`, or what is ticked.
    which: String,
    /// `text:start:end`, after commas.
    passages: String,
    /// Only say what it would come to.
    dry: String,
}

pub(super) async fn code(State(bench): State<Bench>, headers: HeaderMap, Form(wish): Form<Wish>) -> Response {
    if !wish.dry.is_empty() {
        return answered(&headers, bench.read(move |project| tried(project, &wish).map(|(answer, _)| answer)).await);
    }
    // How much all that is found comes to is known when it has been tried.
    let counted = bench.read(move |project| {
        let count = if wish.which == "all" { tried(project, &wish)?.1 } else { ticked(&wish.passages)?.len() };
        Ok((wish, count))
    });
    match counted.await {
        Err(error) => answered(&headers, Err(error)),
        Ok((wish, count)) => {
            let act = move |project: &mut Project, progress: &dyn Progress| {
                carry_out(project, &wish, false, progress).map(|(answer, _)| answer)
            };
            change_many(&bench, &headers, count, act).await
        }
    }
}

/// What it would come to, and of how many passages.
fn tried(project: &mut Project, wish: &Wish) -> Result<(Answer, usize), Error> {
    carry_out(project, wish, true, &Quiet)
}

fn carry_out(
    project: &mut Project,
    wish: &Wish,
    dry_run: bool,
    progress: &dyn Progress,
) -> Result<(Answer, usize), Error> {
    if wish.code.trim().is_empty() {
        return Err(Error::bad_request("say which code: begin to type its name"));
    }
    let only = if wish.which == "all" { None } else { Some(ticked(&wish.passages)?) };
    let unit = match wish.unit.as_str() {
        "match" => MatchUnit::Match,
        "sentence" => MatchUnit::Sentence,
        _ => MatchUnit::Segment,
    };
    let options = MatchOptions { unit, only, dry_run, ..MatchOptions::default() };
    let is_coding = wish.deed != "uncode";
    let done = if is_coding {
        project.code_matches(&wish.q, wish.code.trim(), &options, progress)?
    } else {
        project.uncode_matches(&wish.q, wish.code.trim(), &options, progress)?
    };
    let said = done.sentences(is_coding, dry_run).join("; ");
    Ok((Answer::said(said).with(json!({ "passages": done.passages })), done.passages))
}

fn ticked(passages: &str) -> Result<BTreeSet<Passage>, Error> {
    let one = |passage: &str| {
        let mut numbers = passage.split(':').map(str::parse::<u32>);
        let mut next = || numbers.next()?.ok();
        Some(Passage { text: TextId(next()?), span: Span::stored(next()?, next()?) })
    };
    let passages = passages.split(',').filter(|passage| !passage.is_empty());
    let passages: Option<BTreeSet<Passage>> = passages.map(one).collect();
    let passages = passages.ok_or_else(|| Error::bad_request("what is ticked cannot be read; tick it again"))?;
    if passages.is_empty() {
        return Err(Error::bad_request("tick something first, or take all that is found"));
    }
    Ok(passages)
}
