//! What is found as turns, paragraphs and answers, with their place, the words marked, and the codes on them.

use maud::{Markup, html};

use super::{Asked, PAGE_LENGTH, pager};
use crate::model::{Codebook, CodingStatus, Span};
use crate::project::{PlaceNames, Project, ProjectError, Quiet, ResultOptions, SearchResult};
use crate::query::{Hit, Order, SearchOptions};
use crate::store::CodingFound;
use crate::web::layout::empty;
use crate::web::links::{code_link, place_link};

pub(super) fn show(project: &mut Project, asked: &Asked, codebook: &Codebook) -> Result<Markup, ProjectError> {
    let order = if asked.sort == "reading" { Order::Reading } else { Order::Relevance };
    let search = SearchOptions { limit: PAGE_LENGTH, offset: asked.offset(), order };
    let options = ResultOptions { search, ..ResultOptions::default() };
    let found = project.results(&asked.q, &options, &Quiet)?;
    let names = project.names_of_places()?;
    let all = found.counts.segments;
    let sorts = [("", "Best first", Order::Relevance), ("reading", "As they were said", Order::Reading)];
    Ok(html! {
        div .summary {
            p { strong #counts data-found=(all) { (found.counts.in_words()) } }
            nav .sorts aria-label="Order" {
                @for (name, words, of) in sorts {
                    a href=(asked.sorted(name)) aria-current=[(order == of).then_some("true")] { (words) }
                }
            }
        }
        @if found.results.is_empty() {
            (empty("nothing is found", html! { "Take a word away, or end it with " code { "*" } "; at the side you see what would narrow it." }))
        } @else {
            ol .hits start=(asked.offset() + 1) {
                @for result in &found.results { (hit(result, &names, codebook)) }
            }
        }
        (pager(asked, found.results.len(), all))
    })
}

fn hit(result: &SearchResult, names: &PlaceNames, codebook: &Codebook) -> Markup {
    let hit = &result.hit;
    let place = names.of_hit(hit);
    // The place of an answer names its case and question.
    let case = hit.case.as_ref().map(|case| case.name.as_str()).filter(|_| hit.question.is_none());
    let speaker = hit.speaker.as_deref().filter(|speaker| case != Some(*speaker));
    html! {
        li .hit {
            div .line {
                input type="checkbox" data-passage=(passage(hit)) aria-label={ "Tick " (place) };
                a .place href=(place_link(&place)) { (place) }
                @for part in [speaker, case].into_iter().flatten() { span { (part) } }
                @if hit.question.is_none() { span .quiet { (result.segment_number) " of " (result.segment_count) } }
            }
            p .words dir="auto" { (marked(&hit.content, &hit.marks)) }
            @if !result.codings.is_empty() { (codes(&result.codings, codebook)) }
            @if result.segment_count > 1 {
                details .beside data-from={ "/search/beside?segment=" (hit.segment.0) } {
                    summary { "What stands around it" }
                }
            }
        }
    }
}

/// A text and the bytes of it, as a box that is ticked sends them.
fn passage(hit: &Hit) -> String {
    format!("{}:{}:{}", hit.text.0, hit.span.start(), hit.span.end())
}

/// A text with what was found in it marked.
fn marked(content: &str, marks: &[Span]) -> Markup {
    let starts = std::iter::once(0).chain(marks.iter().map(|mark| mark.end()));
    let ends = marks.iter().map(|mark| mark.start()).chain([content.len()]);
    let between = starts.zip(ends).map(|(start, end)| content.get(start..end).unwrap_or_default());
    let marks = marks.iter().map(|mark| Some(mark.of_text(content))).chain([None]);
    html! {
        @for (before, marked) in between.zip(marks) {
            (before)
            @if let Some(marked) = marked { mark { (marked) } }
        }
    }
}

/// Each code once, with who laid it and whether it stands; those that were rejected are not shown.
fn codes(codings: &[CodingFound], codebook: &Codebook) -> Markup {
    let mut shown: Vec<(&str, Vec<String>, bool)> = Vec::new();
    for coding in codings.iter().filter(|coding| coding.status != CodingStatus::Rejected) {
        let by = format!("{}, {}", coding.coder, coding.status.word());
        let stands = coding.status == CodingStatus::Accepted;
        match shown.iter_mut().find(|(code, ..)| *code == coding.code) {
            Some((_, coders, any)) => {
                *any |= stands;
                if !coders.contains(&by) {
                    coders.push(by);
                }
            }
            None => shown.push((&coding.code, vec![by], stands)),
        }
    }
    html! {
        ul .tags aria-label="Codes on it" {
            @for (code, coders, stands) in &shown {
                @let known = codebook.code_index(code).and_then(|index| codebook.codes.get(index));
                li {
                    a .tag .proposed[!stands] href=(code_link(code)) title=(coders.join("; ")) {
                        span .dot data-colour=[known.and_then(|code| code.colour.as_deref())] {}
                        (known.map_or(*code, |code| code.name.as_str()))
                        @if !stands { span .quiet { "proposed" } }
                    }
                }
            }
        }
    }
}
