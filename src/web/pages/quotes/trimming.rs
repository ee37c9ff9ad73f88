//! How a quotation is printed: what is left out, put in, replaced, and where it begins and ends.

use axum::Form;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};

use super::Wish;
use crate::project::{CodingError, NewTrim, ProjectError, Trimmed, WordsThere};
use crate::text::counted;
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::Error;

/// The edits, as the form names them; and whether each needs words besides those that it is on.
const EDITS: [(&str, &str, bool); 8] = [
    ("leave-out", "Leave these words out: […]", false),
    ("replace", "Replace them by [other words]", true),
    ("after", "Put [words] in after them", true),
    ("before", "Put [words] in before them", true),
    ("from", "Begin the quotation with them", false),
    ("to", "End the quotation with them", false),
    ("lower", "Begin them with a [s]mall letter", false),
    ("upper", "Begin them with a [C]apital letter", false),
];

pub(super) fn form(place: &str, passage: &str, id: &str, edit_count: usize) -> Markup {
    let fields = html! {
        input type="hidden" name="place" value=(place);
        input type="hidden" name="passage" value=(passage);
    };
    html! {
        form .box .trim method="post" action="/quotes/trim" {
            (fields)
            p .quiet { "Mark words in the quotation above, or type them here. The text itself stays as it is." }
            div .row {
                div .field {
                    label for={ (id) "-words" } { "These words" }
                    input id={ (id) "-words" } type="text" name="words" autocomplete="off" required;
                }
                div .field {
                    label for={ (id) "-what" } { "What to do" }
                    select id={ (id) "-what" } name="what" {
                        @for (name, words, needs_more) in EDITS { option value=(name) data-more[needs_more] { (words) } }
                    }
                }
                div .field .with hidden {
                    label for={ (id) "-with" } { "Words to put in" }
                    input id={ (id) "-with" } type="text" name="with" autocomplete="off";
                }
                details {
                    summary { "They stand there several times" }
                    div .field {
                        label for={ (id) "-occurrence" } { "Which of them, counted from 1" }
                        input id={ (id) "-occurrence" } type="number" name="occurrence" min="1";
                    }
                }
                button type="submit" { "Print it so" }
            }
        }
        @if edit_count > 0 {
            form method="post" action="/quotes/restore" {
                (fields)
                button type="submit" { "Print it as it stands again" }
            }
        }
    }
}

pub(super) async fn trim(State(bench): State<Bench>, headers: HeaderMap, Form(wish): Form<Wish>) -> Response {
    let done = bench.change(move |project| {
        let words = WordsThere { words: wish.words.trim(), occurrence: wish.occurrence.parse().ok() };
        let trim = match wish.what.as_str() {
            "leave-out" => NewTrim::LeaveOut(words),
            "replace" => NewTrim::Replace { words, with: &wish.with },
            "after" => NewTrim::After { words, add: &wish.with },
            "before" => NewTrim::Before { words, add: &wish.with },
            "from" => NewTrim::Ends { from: Some(words), to: None },
            "to" => NewTrim::Ends { from: None, to: Some(words) },
            "lower" => NewTrim::Lower(words),
            "upper" => NewTrim::Upper(words),
            _ => return Err(Error::bad_request("say what to do with these words")),
        };
        let trimmed = project.trim_quote(&wish.place, &[trim]).map_err(|error| match error {
            ProjectError::Coding(CodingError::WordsRepeated { place, count }) => Error::bad_request(format!(
                "those words stand {count} times in {place}: mark more of them, or say which of them is meant"
            )),
            error => error.into(),
        })?;
        Ok(Answer::said(said(&wish.place, trimmed)))
    });
    answered(&headers, done.await)
}

fn said(place: &str, trimmed: Trimmed) -> String {
    match (trimmed.added, trimmed.replaced) {
        (0, _) => "it is printed so already".to_owned(),
        (_, 0) => format!("{place} is printed otherwise now"),
        (_, count) => {
            format!("{place} is printed otherwise now, in the place of {}", counted(count as u64, "earlier edit"))
        }
    }
}

pub(super) async fn restore(State(bench): State<Bench>, headers: HeaderMap, Form(wish): Form<Wish>) -> Response {
    let done = bench.change(move |project| {
        let passage = wish.passage(project)?;
        let count = project.restore_quote(&wish.place, passage)?;
        Ok(Answer::said(format!("{}: {} taken away", wish.place, counted(count as u64, "edit"))))
    });
    answered(&headers, done.await)
}
