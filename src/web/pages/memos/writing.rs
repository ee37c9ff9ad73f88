//! Memos written, changed, answered and removed.

use axum::Form;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::{Asked, HOW_WRITTEN};
use crate::model::Memo;
use crate::project::{NewMemo, WrittenMemo};
use crate::store::MemoEdit;
use crate::text::counted;
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::Error;

pub(super) fn form(asked: &Asked, is_first: bool) -> Markup {
    let on = asked.one().unwrap_or("study");
    html! {
        details #new-memo .box open[is_first || asked.one().is_some()] {
            summary { "Write a memo" }
            form method="post" action="/memos" {
                div .row {
                    div .field {
                        label for="new-on" { "On" }
                        input #new-on type="text" name="on" value=(on) autocomplete="off" aria-describedby="how-written" required;
                    }
                    div .field { label for="new-title" { "Title" } input #new-title type="text" name="title" data-draft="title"; }
                    div .field {
                        label for="new-kind" { "Kind" }
                        input #new-kind type="text" name="kind" list="kinds" placeholder="method, theory, reflexive" data-draft="kind";
                        datalist #kinds { @for kind in ["method", "theory", "reflexive", "question"] { option value=(kind) {} } }
                    }
                }
                p #how-written .quiet { "A memo is on " (HOW_WRITTEN) ". In its text, [[code:ID]] in double brackets is a link." }
                div .field {
                    label for="new-content" { "What you note" }
                    textarea #new-content name="content" data-draft="content" required {}
                }
                button .main type="submit" { "Write it" }
            }
        }
    }
}

/// What can be done with one memo.
pub(super) fn ways(memo: &Memo, id: &str) -> Markup {
    html! {
        details #{ (id) "-reply" } {
            summary { "Reply" }
            form method="post" action="/memos" {
                input type="hidden" name="on" value={ "memo:" (memo.number) };
                label .unseen for={ (id) "-answer" } { "Your reply to memo " (memo.number) }
                textarea id={ (id) "-answer" } name="content" data-draft={ "reply-" (memo.number) } required {}
                button type="submit" { "Reply" }
            }
        }
        details #{ (id) "-edit" } {
            summary { "Change" }
            form method="post" action="/memos/edit" {
                input type="hidden" name="number" value=(memo.number);
                div .row {
                    div .field { label for={ (id) "-new-title" } { "Title" } input id={ (id) "-new-title" } type="text" name="title" value=(memo.title); }
                    div .field { label for={ (id) "-new-kind" } { "Kind" } input id={ (id) "-new-kind" } type="text" name="kind" list="kinds" value=(memo.kind); }
                    div .field { label for={ (id) "-new-on" } { "Put it on" } input id={ (id) "-new-on" } type="text" name="on" placeholder="stays where it is"; }
                }
                div .field {
                    label for={ (id) "-new-content" } { "What it says" }
                    textarea id={ (id) "-new-content" } name="content" required { (memo.content) }
                }
                button type="submit" { "Change it" }
            }
        }
        form method="post" action="/memos/remove" {
            input type="hidden" name="number" value=(memo.number);
            button .plain type="submit" aria-label={ "Remove memo " (memo.number) } { "Remove" }
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wish {
    on: String,
    title: String,
    kind: String,
    content: String,
    number: String,
}

impl Wish {
    fn number(&self) -> Result<i64, Error> {
        self.number.parse().map_err(|_| Error::bad_request("which memo is meant cannot be read; show the page anew"))
    }
}

pub(super) async fn add(State(bench): State<Bench>, headers: HeaderMap, Form(wish): Form<Wish>) -> Response {
    let done = bench.change(move |project| {
        let on = project.subject(&wish.on)?;
        let new =
            NewMemo { title: wish.title.trim().to_owned(), kind: wish.kind.trim().to_owned(), content: wish.content };
        let written = project.add_memo(&on, &new)?;
        Ok(Answer::said(said(&written, "written")))
    });
    answered(&headers, done.await)
}

pub(super) async fn edit(State(bench): State<Bench>, headers: HeaderMap, Form(wish): Form<Wish>) -> Response {
    let done = bench.change(move |project| {
        let on = Some(wish.on.trim()).filter(|on| !on.is_empty()).map(|on| project.subject(on)).transpose()?;
        let edit = MemoEdit {
            title: Some(wish.title.trim().to_owned()),
            kind: Some(wish.kind.trim().to_owned()),
            content: Some(wish.content.clone()),
            on,
        };
        let written = project.edit_memo(wish.number()?, &edit)?;
        Ok(Answer::said(said(&written, "changed")))
    });
    answered(&headers, done.await)
}

fn said(written: &WrittenMemo, done: &str) -> String {
    let unknown = written
        .unknown_mentions
        .iter()
        .map(|mention| format!("; [[{mention}]] links with nothing: there is no such thing in the study"));
    format!("memo {} is {done}{}", written.number, unknown.collect::<String>())
}

pub(super) async fn remove(State(bench): State<Bench>, headers: HeaderMap, Form(wish): Form<Wish>) -> Response {
    let done = bench.change(move |project| {
        let removed = project.remove_memos(&[wish.number()?])?;
        let replies = removed.numbers.len().saturating_sub(1);
        let with = [(replies, "reply"), (removed.link_count, "link")].into_iter().filter(|(count, _)| *count > 0);
        let with: Vec<String> =
            with.map(|(count, noun)| counted(count as u64, noun).replace("replys", "replies")).collect();
        let with = if with.is_empty() { String::new() } else { format!(", with {}", with.join(" and ")) };
        Ok(Answer::said(format!("memo {} is removed{with}", wish.number()?)))
    });
    answered(&headers, done.await)
}
