//! Passages with the real words, and what can be done with each.

use maud::{Markup, html};

use super::{Asked, PAGE_LENGTH, heading_fields, summary, trimming, written};
use crate::model::Codebook;
use crate::project::{QuoteUnder, QuotesUnder};
use crate::web::layout::empty;
use crate::web::links::{code_link, encoded, place_link};

pub(super) fn all(found: &QuotesUnder, asked: &Asked, codebook: &Codebook) -> Markup {
    let offset = (asked.page() - 1) * PAGE_LENGTH;
    html! {
        (summary(found))
        @if found.quotes.is_empty() {
            (empty("nothing could be quoted here", html! { "Code some words so, or narrow it less." }))
        }
        @for quote in &found.quotes { (one(quote, asked, codebook)) }
        @if found.total > PAGE_LENGTH {
            nav .pager aria-label="Further quotes" {
                @if asked.page() > 1 { a .button rel="prev" href=(page(asked, asked.page() - 1)) { "← Earlier" } }
                span { (offset + 1) "–" (offset + found.quotes.len()) " of " (found.total) }
                @if offset + found.quotes.len() < found.total { a .button rel="next" href=(page(asked, asked.page() + 1)) { "Further →" } }
            }
        }
    }
}

fn page(asked: &Asked, page: usize) -> String {
    Asked { page: page.to_string(), ..asked.clone() }.address()
}

fn one(quote: &QuoteUnder, asked: &Asked, codebook: &Codebook) -> Markup {
    let id = format!("quote-{}", written(quote.passage).replace(':', "-"));
    let case = quote.case.as_ref().map(|case| case.name.as_str());
    let is_answer = quote.place.matches(':').count() > 1;
    let speaker = quote.speaker.as_deref().filter(|speaker| case != Some(*speaker));
    html! {
        article #(id) .quote .hit .not-quoted[quote.not_quoted.is_some()] aria-label=(quote.place) {
            blockquote dir="auto" { (quote.words) }
            div .line {
                a .place href=(place_link(&quote.place)) { (quote.place) }
                @if !is_answer { @for part in [speaker, case].into_iter().flatten() { span { (part) } } }
                @if let Some((_, position)) = quote.pin { span .tag { "Pinned, " (position) } }
                @if quote.against.is_some() { span .tag { "Speaks against it" } }
                @if quote.edit_count > 0 { span .tag { "Trimmed" } }
            }
            @if let Some(why) = &quote.not_quoted { p .reason { "Not to be quoted: " (why) "." } }
            ul .tags aria-label="Codes" { @for (code, stands) in &quote.codes { (tag(code, *stands, codebook)) } }
            div .ways { (ways(quote, &id, asked)) }
        }
    }
}

fn tag(code: &str, stands: bool, codebook: &Codebook) -> Markup {
    let known = codebook.code_index(code).and_then(|index| codebook.codes.get(index));
    html! {
        li {
            a .tag .proposed[!stands] href=(code_link(code)) {
                span .dot data-colour=[known.and_then(|code| code.colour.as_deref())] {}
                (known.map_or(code, |code| code.name.as_str()))
                @if !stands { span .quiet { "proposed" } }
            }
        }
    }
}

fn ways(quote: &QuoteUnder, id: &str, asked: &Asked) -> Markup {
    let passage = written(quote.passage);
    let words = |which: Markup| {
        html! {
            input type="hidden" name="place" value=(quote.place);
            input type="hidden" name="passage" value=(passage);
            (which)
        }
    };
    let printed = format!("/quotes/printed?place={}&passage={}", encoded(&quote.place), encoded(&passage));
    html! {
        @if let Some((number, position)) = quote.pin {
            form method="post" action="/quotes/unpin" {
                input type="hidden" name="number" value=(number);
                button #{ (id) "-pin" } type="submit" { "Unpin" }
            }
            @if position > 1 {
                form method="post" action="/quotes/pin" {
                    (words(heading_fields(asked)))
                    input type="hidden" name="position" value=(position - 1);
                    button type="submit" { "Quote it earlier" }
                }
            }
        } @else if quote.not_quoted.is_none() {
            form method="post" action="/quotes/pin" {
                (words(heading_fields(asked)))
                button #{ (id) "-pin" } type="submit" { "Pin" }
            }
        }
        @if quote.not_quoted.is_none() {
            details #{ (id) "-printed" } data-from=(printed) { summary { "As it is printed" } }
        }
        details #{ (id) "-beside" } data-from={ "/search/beside?segment=" (quote.segment.0) } { summary { "What stands around it" } }
        @if quote.not_quoted.is_none() {
            details #{ (id) "-trim" } { summary { "Trim" } (trimming::form(&quote.place, &passage, id, quote.edit_count)) }
            (against(quote, id, &words(heading_fields(asked))))
        }
    }
}

/// Whether it speaks against the heading.
fn against(quote: &QuoteUnder, id: &str, fields: &Markup) -> Markup {
    html! {
        @if let Some(number) = quote.against {
            form method="post" action="/quotes/not-against" {
                input type="hidden" name="number" value=(number);
                button type="submit" { "It does not speak against it" }
            }
        } @else {
            details #{ (id) "-against" } {
                summary { "Speaks against it" }
                form .box method="post" action="/quotes/against" {
                    (fields)
                    div .field {
                        label for={ (id) "-because" } { "Why?" }
                        input id={ (id) "-because" } type="text" name="because" autocomplete="off";
                        span .hint { "Kept as a memo on the words. Outputs can print negative cases under a heading of their own." }
                    }
                    button type="submit" { "Mark as a negative case" }
                }
            }
        }
    }
}
