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
use crate::model::{Codebook, Span, TextId};
use crate::project::{MatchOptions, MatchUnit, Passage, Project, Quiet};
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::Error;

/// The form under what is found. What is ticked is written into it by its module.
pub(super) fn bar(asked: &Asked, codebook: &Codebook) -> Markup {
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
                    input #code type="text" name="code" list="codes" autocomplete="off" placeholder="Which code?" required;
                    datalist #codes {
                        @for index in codebook.tree_order() {
                            @if let Some(code) = codebook.codes.get(index).filter(|code| code.is_in_use()) {
                                option value=(code.name) { (code.id) }
                            }
                        }
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
    let done = if wish.dry.is_empty() {
        bench.change(move |project| carry_out(project, &wish)).await
    } else {
        bench.read(move |project| carry_out(project, &wish)).await
    };
    answered(&headers, done)
}

fn carry_out(project: &mut Project, wish: &Wish) -> Result<Answer, Error> {
    if wish.code.trim().is_empty() {
        return Err(Error::bad_request("say which code: begin to type its name"));
    }
    let only = if wish.which == "all" { None } else { Some(ticked(&wish.passages)?) };
    let dry_run = !wish.dry.is_empty();
    let unit = match wish.unit.as_str() {
        "match" => MatchUnit::Match,
        "sentence" => MatchUnit::Sentence,
        _ => MatchUnit::Segment,
    };
    let options = MatchOptions { unit, only, dry_run, ..MatchOptions::default() };
    let is_coding = wish.deed != "uncode";
    let done = if is_coding {
        project.code_matches(&wish.q, wish.code.trim(), &options, &Quiet)?
    } else {
        project.uncode_matches(&wish.q, wish.code.trim(), &options, &Quiet)?
    };
    let said = done.sentences(is_coding, dry_run).join("; ");
    Ok(Answer::said(said).with(json!({ "passages": done.passages })))
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
