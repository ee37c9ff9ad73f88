//! What rules find: in words, tested against people, with words that would find more; and what is doubtful in the file.

use axum::extract::{Query, State};
use axum::response::Html;
use maud::{Markup, html};

use super::code::rule_choice;
use super::page::Asked;
use crate::codebook::Severity;
use crate::model::{CodingUnit, Rule};
use crate::project::{
    CheckedCodebook, DistinguishingLimits, Quiet, RuleTest, RuleTestOptions, SuggestOptions, TestedCode, TestedPlace,
};
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::layout::{Here, Page};
use crate::web::links::{encoded, place_link};

const NEEDS: &[&str] = &["css/codebook.css", "js/colours.js"];
/// So many places are shown of misses and of false finds, and of explanations.
const PLACES: usize = 50;
const SUGGESTIONS: usize = 30;

/// A rule as somebody would say it.
pub(super) fn rule_in_words(rule: &Rule) -> Markup {
    let list = |words: &[String]| html! { @for word in words { span .tag { (word) } " " } };
    html! {
        dl .rule {
            @if !rule.any.is_empty() { dt { "any of" } dd { (list(&rule.any)) } }
            @if !rule.regex.is_empty() { dt { "or a match of" } dd { (list(&rule.regex)) } }
            @if !rule.all.is_empty() { dt { "all of" } dd { (list(&rule.all)) } }
            @if !rule.none.is_empty() { dt { "none of" } dd { (list(&rule.none)) } }
            @if let Some(near) = &rule.near { dt { "within " (near.within) " words of" } dd { (list(&near.words)) } }
            @if rule.unit != CodingUnit::default() { dt { "codes the" } dd { (rule.unit) } }
            @if let Some(stem) = &rule.stem { dt { "by stem" } dd { (stem) } }
            @if !rule.questions.is_empty() { dt { "in answers to" } dd { (list(&rule.questions)) } }
            @if !rule.speakers.is_empty() { dt { "said by" } dd { (list(&rule.speakers)) } }
            @if !rule.sources.is_empty() { dt { "in" } dd { (list(&rule.sources)) } }
        }
    }
}

/// The code that a page is about.
fn needed(asked: Asked) -> Result<String, Error> {
    asked.code.ok_or_else(|| Error::bad_request("say of which code: code=…"))
}

fn back(code: &str) -> Markup {
    html! { a .button href={ "/codebook?code=" (encoded(code)) "#rules" } { "Back to the code" } }
}

/// Rules against what people coded, accepted and rejected.
pub(super) async fn test(State(bench): State<Bench>, Query(asked): Query<Asked>) -> Result<Html<String>, Error> {
    let code = needed(asked)?;
    bench
        .page(move |project| {
            let options = RuleTestOptions { codes: vec![code.clone()], ..RuleTestOptions::default() };
            let tested = project.test_rules(&options, &Quiet)?;
            let places = project.test_places(&tested)?;
            let (missed, wrong): (Vec<&TestedPlace>, Vec<&TestedPlace>) =
                places.iter().partition(|place| place.rules.is_empty());
            let body = html! {
                @for TestedCode { rules, all, .. } in &tested {
                    div .scroll {
                        table {
                            caption { "What the rules find, beside what people say" }
                            thead { tr {
                                th { "Rule" } th .number { "Found" } th .number { "Right" } th .number { "Wrong" } th .number { "Nobody said" }
                                th .number { "Precision" } th .number { "Coded by people" } th .number { "Missed" } th .number { "Recall" }
                            } }
                            tbody {
                                @for rule in rules { (test_row(&rule.number.to_string(), &rule.test)) }
                                @if rules.len() != 1 { (test_row("all", all)) }
                            }
                        }
                    }
                    @if all.precision().base == 0 && all.recall().base == 0 {
                        p .box { "Nobody has coded, accepted or rejected anything with this code yet: there is nothing to test against." }
                    }
                }
                (places_list("Missed", "People gave the code here; no rule found it.", &missed))
                (places_list("Found wrongly", "A rule found it here; people say otherwise.", &wrong))
            };
            Ok(Page::new(Here::Codebook, format!("Rules of {code}, tested"), body).with_actions(back(&code)).needing(NEEDS))
        })
        .await
}

fn test_row(name: &str, test: &RuleTest) -> Markup {
    let (precision, recall) = (test.precision(), test.recall());
    html! {
        tr {
            th scope="row" { (name) }
            td .number { (test.found()) }
            td .number { (test.right.len()) }
            td .number { (test.wrong.len()) }
            td .number { (test.unjudged) }
            td .number { (with_interval(precision.share(), precision.interval())) }
            td .number { (recall.base) }
            td .number { (test.missed.len()) }
            td .number { (with_interval(recall.share(), recall.interval())) }
        }
    }
}

/// A share and where it may truly lie.
fn with_interval(share: Option<f64>, interval: Option<(f64, f64)>) -> String {
    match (share, interval) {
        (Some(share), Some((low, high))) => format!("{share:.2} ({low:.2}–{high:.2})"),
        (Some(share), None) => format!("{share:.2}"),
        (None, _) => "–".to_owned(),
    }
}

fn places_list(title: &str, what: &str, places: &[&TestedPlace]) -> Markup {
    html! {
        @if !places.is_empty() {
            h2 { (title) " (" (places.len()) ")" }
            p .quiet { (what) }
            ul .places {
                @for place in places.iter().take(PLACES) {
                    li { a href=(place_link(&place.place)) { (place.place) } blockquote dir="auto" { (place.words) } }
                }
            }
            @if places.len() > PLACES { p .quiet { "And " (places.len() - PLACES) " more." } }
        }
    }
}

/// Words that tell what people coded from the rest.
pub(super) async fn suggest(State(bench): State<Bench>, Query(asked): Query<Asked>) -> Result<Html<String>, Error> {
    let code = needed(asked)?;
    bench
        .page(move |project| {
            let options = SuggestOptions {
                code: code.clone(),
                limit: SUGGESTIONS,
                with_known: false,
                limits: DistinguishingLimits::default(),
            };
            let suggestions = project.suggest_rules(&options, &Quiet)?;
            let rules = project.show_code(&code, 0)?.code.rules;
            let body = html! {
                @if suggestions.is_empty() {
                    p .box { "No word stands so often in what people coded, and so much less elsewhere. Code more by hand, or accept proposals, and look again." }
                } @else {
                    form method="post" action="/codebook/words" {
                        input type="hidden" name="code" value=(code);
                        div .scroll {
                            table {
                                caption { "Words that stand in what people coded, and much less elsewhere" }
                                thead { tr {
                                    th { "Words" } th .number { "In coded" } th .number { "Elsewhere" } th .number { "Cases" }
                                    th .number { "New segments" } th .number { "Of what is missed" } th .number { "Precision" }
                                } }
                                tbody {
                                    @for (number, suggestion) in suggestions.iter().enumerate() {
                                        tr {
                                            th scope="row" {
                                                label for={ "word-" (number) } {
                                                    input id={ "word-" (number) } type="checkbox" name="word" value=(suggestion.found.words);
                                                    " " (suggestion.found.words)
                                                }
                                            }
                                            td .number { (suggestion.found.inside) }
                                            td .number { (suggestion.found.outside) }
                                            td .number { (suggestion.found.cases) }
                                            td .number { (suggestion.new_segments) }
                                            td .number { (suggestion.gain.part) " of " (suggestion.gain.base) }
                                            td .number { (with_interval(suggestion.precision.share(), None)) }
                                        }
                                    }
                                }
                            }
                        }
                        div .row { (rule_choice(&rules)) button type="submit" .main { "Add what is ticked" } }
                    }
                }
            };
            Ok(Page::new(Here::Codebook, format!("Words for {code}"), body).with_actions(back(&code)).needing(NEEDS))
        })
        .await
}

/// Why a code stands where it does.
pub(super) async fn explain(State(bench): State<Bench>, Query(asked): Query<Asked>) -> Result<Html<String>, Error> {
    let code = needed(asked)?;
    bench
        .page(move |project| {
            let query = format!("code:\"{code}\"");
            let explained = project.explain(&query, Some(&code), PLACES, &Quiet)?;
            let coded = project.coded_by(&code)?;
            let body = html! {
                table {
                    caption { "Whose codings they are" }
                    thead { tr { th { "By" } th .number { "Accepted" } th .number { "Proposed" } th .number { "Rejected" } } }
                    tbody {
                        @for (coder, [proposed, accepted, rejected]) in &coded {
                            tr { th scope="row" { (coder) } td .number { (accepted) } td .number { (proposed) } td .number { (rejected) } }
                        }
                    }
                }
                h2 { "What the rules say of each segment" }
                p .quiet { "The first " (PLACES) " segments that have the code. Where no rule fires, somebody gave it by hand." }
                ul .places {
                    @for segment in &explained {
                        li {
                            p .quiet { a href=(place_link(&segment.named)) { (segment.named) } }
                            blockquote dir="auto" { (segment.words) }
                            ul { @for line in &segment.lines { li { (line) } } }
                        }
                    }
                }
            };
            Ok(Page::new(Here::Codebook, format!("Where {code} comes from"), body).with_actions(back(&code)).needing(NEEDS))
        })
        .await
}

/// All that is wrong or doubtful in the codebook's file.
pub(super) async fn check(State(bench): State<Bench>) -> Result<Html<String>, Error> {
    bench
        .page(|project| {
            let CheckedCodebook { path, problems, never_fired } = project.check_codebook(None, &Quiet)?;
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let body = html! {
                @if problems.is_empty() && never_fired.is_empty() {
                    p .box { "Nothing is wrong or doubtful in " (name) "." }
                }
                @if !problems.is_empty() {
                    div .scroll {
                        table {
                            caption { "In " (name) }
                            thead { tr { th .number { "Line" } th .number { "Column" } th { "What" } th { "What to do" } } }
                            tbody {
                                @for problem in &problems {
                                    tr {
                                        td .number { (problem.line_number) }
                                        td .number { (problem.column_number) }
                                        td {
                                            span .tag .bad[problem.severity == Severity::Error] { @if problem.severity == Severity::Error { "error" } @else { "warning" } }
                                            " " (problem.message)
                                        }
                                        td { (problem.hint.as_deref().unwrap_or_default()) }
                                    }
                                }
                            }
                        }
                    }
                }
                @if !never_fired.is_empty() {
                    h2 { "Rules that find nothing" }
                    ul { @for rule in &never_fired { li { (rule) } } }
                }
            };
            let actions = html! { a .button href="/codebook" { "Back" } };
            Ok(Page::new(Here::Codebook, "Codebook, checked", body).with_actions(actions).needing(NEEDS))
        })
        .await
}
