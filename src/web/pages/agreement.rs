//! How two coders agree, code by code; where they differ, with the words; and what is to stand.
//!
//! Numbers are offered and never scored: nothing here is coloured by how high it is.

use axum::Router;
use axum::extract::{Form, Query, State};
use axum::http::HeaderMap;
use axum::response::{Html, Response};
use axum::routing::{get, post};
use maud::{Markup, PreEscaped, html};
use serde::Deserialize;

use crate::model::{Span, TextId};
use crate::project::{
    Agreement, AgreementOptions, Arbitration, CodersCompared, Disagreement, DisagreementKind, Disagreements, Project,
    Quiet, SaidHere,
};
use crate::store::CodingKey;
use crate::text::counted;
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::layout::{Here, Page, empty};
use crate::web::links::{encoded, place_link};

/// So many disagreements stand on one page.
const SHOWN: usize = 40;
const NEEDS: &[&str] = &["js/agreement.js", "js/colours.js", "css/agreement.css"];

pub(super) fn routes() -> Router<Bench> {
    Router::new().route("/agreement", get(show)).route("/agreement/settle", post(settle))
}

/// Whom to compare, on what, and which code to look at.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    first: String,
    second: String,
    within: String,
    coded: bool,
    code: String,
    /// Also where both have the code on other words.
    edges: bool,
    skip: usize,
}

impl Wanted {
    fn options(&self) -> AgreementOptions {
        let within = Some(self.within.trim().to_owned()).filter(|query| !query.is_empty());
        AgreementOptions { first: self.first.clone(), second: self.second.clone(), within, coded_only: self.coded }
    }

    /// The address of the same comparison, of this code's disagreements from one on.
    fn address(&self, code: &str, edges: bool, skip: usize) -> String {
        let mut address = format!("/agreement?first={}&second={}", encoded(&self.first), encoded(&self.second));
        let more = [
            ("within", encoded(self.within.trim())),
            ("coded", if self.coded { "true".to_owned() } else { String::new() }),
            ("code", encoded(code)),
            ("edges", if edges { "true".to_owned() } else { String::new() }),
            ("skip", if skip > 0 { skip.to_string() } else { String::new() }),
        ];
        for (name, value) in more.into_iter().filter(|(_, value)| !value.is_empty()) {
            address.extend(["&", name, "=", &value]);
        }
        address
    }
}

async fn show(State(bench): State<Bench>, Query(wanted): Query<Wanted>) -> Result<Html<String>, Error> {
    let kept = bench.clone();
    bench
        .page(move |project| {
            let mut wanted = wanted;
            let coders = project.comparable_coders()?;
            if coders.len() < 2 {
                let then = html! {
                    "Let a second person code the same transcripts under their own name, set in the "
                    a href="/settings#person" { "settings" } " under “Who is at work”. What each coded is then shown here side by side."
                };
                let sentence =
                    if project.coders()?.is_empty() { "nobody has coded yet" } else { "one person has coded so far" };
                return Ok(Page::new(Here::Agreement, "Agreement", empty(sentence, then)));
            }
            choose_two(&mut wanted, &coders, project.person());
            let body = html! {
                (choice(&wanted, &coders))
                @if wanted.code.is_empty() {
                    (PreEscaped(&*kept.kept().get_or(&wanted.address("", false, 0), project, |project| {
                        Ok(table(&project.agreement(&wanted.options(), &Quiet)?, &wanted).into_string())
                    })?))
                } @else {
                    (differing(&wanted, project)?)
                }
            };
            Ok(Page::new(Here::Agreement, "Agreement", body).needing(NEEDS).wide())
        })
        .await
}

/// Whoever is at work and somebody else, where nobody is named.
fn choose_two(wanted: &mut Wanted, coders: &[String], person: &str) {
    if wanted.first.is_empty() {
        let own = coders.iter().find(|name| *name == person).or(coders.first());
        wanted.first = own.cloned().unwrap_or_default();
    }
    if wanted.second.is_empty() {
        wanted.second = coders.iter().find(|name| **name != wanted.first).cloned().unwrap_or_default();
    }
}

fn choice(wanted: &Wanted, coders: &[String]) -> Markup {
    let names = |id: &str, chosen: &str| {
        html! {
            select id=(id) name=(id) {
                @for name in coders { option value=(name) selected[name == chosen] { @if name == "rules" { "the codebook’s rules" } @else { (name) } } }
            }
        }
    };
    html! {
        form .row .compare method="get" action="/agreement" {
            div .field { label for="first" { "First coder" } (names("first", &wanted.first)) }
            div .field { label for="second" { "Second coder" } (names("second", &wanted.second)) }
            div .field {
                label for="within" { "Only within" }
                input #within type="search" name="within" value=(wanted.within) placeholder="a query: source:anna, question:Q29";
            }
            p { input #coded type="checkbox" name="coded" value="true" checked[wanted.coded]; label for="coded" { "only what one of them coded" } }
            button type="submit" { "Compare" }
        }
    }
}

fn table(compared: &CodersCompared, wanted: &Wanted) -> Markup {
    if compared.unit_count == 0 {
        let then = html! { "Both have read a transcript, or the answers to a question, when each has coded something in it. Choose others, or a wider query." };
        return empty("there is nothing that both have read", then);
    }
    if compared.codes.is_empty() {
        return empty("neither has used a code on what both have read", html! { "Choose others, or a wider query." });
    }
    let (first, second) = (compared.first.as_str(), compared.second.as_str());
    html! {
        p {
            b { (counted(compared.unit_count as u64, "segment")) } " of what both have read"
            @if wanted.coded { ", where one of them coded something" }
            ": " (compared.parts.iter().take(12).cloned().collect::<Vec<_>>().join(", "))
            @if compared.parts.len() > 12 { " and " (compared.parts.len() - 12) " more" } "."
        }
        div .scroll tabindex="0" role="region" aria-label="Agreement by code" {
            table .agreement {
                thead {
                    tr {
                        th scope="col" { "Code" }
                        th scope="col" .number { "Both" } th scope="col" .number { "Only " (first) } th scope="col" .number { "Only " (second) }
                        th scope="col" .number { "Neither" } th scope="col" .number { "Agree" }
                        th scope="col" .number { abbr title="Cohen’s kappa" { "κ" } } th scope="col" .number { abbr title="Krippendorff’s alpha, nominal" { "α" } }
                        th scope="col" { "To settle" }
                    }
                }
                tbody {
                    @for code in &compared.codes {
                        tr {
                            th scope="row" {
                                span .dot data-colour=[code.colour.as_deref()] {} " "
                                a href=(wanted.address(&code.code, false, 0)) { (code.name) }
                            }
                            (figures(&code.agreement))
                            td {
                                @if code.open + code.settled == 0 { span .quiet { "nothing differs" } }
                                @else { (code.open) " of " (code.open + code.settled) }
                            }
                        }
                    }
                }
                tfoot { tr { th scope="row" { "All codes together" } (figures(&compared.pooled)) td {} } }
            }
        }
        (explained())
    }
}

fn figures(agreement: &Agreement) -> Markup {
    let share = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{:.1} %", value * 100.0));
    let figure = |value: Option<f64>| {
        html! {
            @match value {
                Some(value) => (format!("{value:.3}")),
                None => { abbr title="not defined: both always say the same" { "–" } }
            }
        }
    };
    html! {
        td .number { (agreement.both) } td .number { (agreement.only_first) } td .number { (agreement.only_second) } td .number { (agreement.neither) }
        td .number { (share(agreement.observed())) } td .number { (figure(agreement.kappa())) } td .number { (figure(agreement.alpha())) }
    }
}

fn explained() -> Markup {
    html! {
        details #explained {
            summary { "What is counted here" }
            p {
                "The unit is the segment: a turn or paragraph of a transcript, or an answer. A coder has a code on a segment if a coding of theirs "
                "touches it, or a proposal of the rules that they accepted. Both have read a transcript, or the answers to a question, when each has coded "
                "or decided on something in it. Interviewers, headings and people who are left out are not among the units. What somebody else said of a coding "
                "afterwards changes nothing here: it is what each said by themselves."
            }
            p {
                "Agree is the share of units on which both say the same; with a rare code nearly all units are “neither”, and it is high whatever coders do. "
                "κ is Cohen’s kappa (1960), (Po − Pe) / (1 − Pe); α is Krippendorff’s alpha for nominal values (2004), 1 − Do / De. Both are undefined where both "
                "always say the same one thing, and both fall when a code is rare. In the last line each segment counts once for each code that one of them used."
            }
            p {
                "No figure is good or bad by itself. Krippendorff would draw tentative conclusions from .667 on and rely on .800; Landis and Koch gave names to bands of kappa; "
                "reflexive thematic analysis asks for no such figure at all. Other programs count other units (NVivo characters, MAXQDA overlapping segments, Dedoose fixed "
                "excerpts), so that their figures are not these."
            }
        }
    }
}

fn differing(wanted: &Wanted, project: &mut Project) -> Result<Markup, Error> {
    let limits = (wanted.skip, SHOWN);
    let found = project.disagreements(&wanted.options(), &wanted.code, wanted.edges, limits, &Quiet)?;
    Ok(html! {
        h2 #differing tabindex="-1" { (found.name) }
        div .row .above {
            p role="status" { (many(found.count)) ", " (found.open) " to settle." }
            a href=(wanted.address("", false, 0)) { "All codes" }
            a href={ "/codebook?code=" (encoded(&found.code)) } { "Definition" }
            @if wanted.edges {
                a href=(wanted.address(&found.code, false, 0)) { "Without those that differ in their words alone" }
            } @else {
                a href=(wanted.address(&found.code, true, 0)) { "Also where both have it on other words" }
            }
        }
        @if found.shown.is_empty() {
            (empty("they differ nowhere on this code", html! { a href=(wanted.address("", false, 0)) { "All codes" } }))
        } @else {
            (list(&found, wanted))
        }
    })
}

fn many(count: usize) -> String {
    if count == 1 { "They differ once".to_owned() } else { format!("They differ {count} times") }
}

fn list(found: &Disagreements, wanted: &Wanted) -> Markup {
    html! {
        p .quiet .legend { span .by-first { "Words that " (wanted.first) " coded" } ", " span .by-second { "that " (wanted.second) " coded" } ". Real words: keep them inside the study." }
        ol .differing start=(wanted.skip + 1) {
            @for (index, item) in found.shown.iter().enumerate() {
                li tabindex="-1" id={ "differs-" (wanted.skip + index) } { (one(item, wanted)) }
            }
        }
        @if found.count > SHOWN {
            nav .row aria-label="Pages of differences" {
                @if wanted.skip > 0 { a .button href=(wanted.address(&found.code, wanted.edges, wanted.skip.saturating_sub(SHOWN))) { "Before" } }
                @if wanted.skip + SHOWN < found.count { a .button href=(wanted.address(&found.code, wanted.edges, wanted.skip + SHOWN)) { "Next" } }
            }
        }
    }
}

fn one(item: &Disagreement, wanted: &Wanted) -> Markup {
    let names = [wanted.first.as_str(), wanted.second.as_str()];
    html! {
        div .place {
            a href=(place_link(&item.place)) { (item.place) }
            @if let Some(speaker) = &item.speaker { span .quiet { (speaker) } }
            @if item.is_settled { span .tag { "settled" } }
        }
        blockquote dir="auto" {
            @for piece in &item.pieces {
                span .by-first[piece.by[0]] .by-second[piece.by[1]] { (piece.words) }
            }
        }
        dl .facts {
            @for index in [0, 1] {
                dt { (names[index]) }
                dd { (said(item, index)) }
            }
        }
        (choices(item, names))
    }
}

/// What one of them says of the code there. Its words are marked above: here a few of them are enough.
fn said(item: &Disagreement, index: usize) -> Markup {
    let (said, others) = (&item.said[index], &item.others[index]);
    let is_all = item.pieces.iter().all(|piece| piece.by[index]);
    html! {
        @if said.is_empty() { "has not coded it so" }
        @for here in said {
            p {
                @if is_all { "all of it" } @else { "“" (beginning(&here.words)) "”" }
                @if let Some(who) = &here.decided_by { " · " @if here.stands { "stands" } @else { "does not stand" } ", says " (who) }
            }
            @for memo in &here.memos { p .memo { (memo) } }
        }
        @if !others.is_empty() { p .quiet { "other codes there: " (others.join(", ")) } }
    }
}

fn beginning(words: &str) -> String {
    let mut all = words.split_whitespace();
    let first: Vec<&str> = all.by_ref().take(16).collect();
    let more = if all.next().is_some() { " …" } else { "" };
    format!("{}{more}", first.join(" "))
}

/// The decisions that are different ones here.
fn choices(item: &Disagreement, [first, second]: [&str; 2]) -> Markup {
    let choices: Vec<(Arbitration, String)> = match item.kind {
        DisagreementKind::OnlyFirst => vec![
            (Arbitration::First, format!("It applies, as {first} says")),
            (Arbitration::Neither, format!("It does not, as {second} says")),
        ],
        DisagreementKind::OnlySecond => vec![
            (Arbitration::Second, format!("It applies, as {second} says")),
            (Arbitration::Neither, format!("It does not, as {first} says")),
        ],
        DisagreementKind::Edges => vec![
            (Arbitration::First, format!("As {first}")),
            (Arbitration::Second, format!("As {second}")),
            (Arbitration::Both, "Both".to_owned()),
            (Arbitration::Neither, "Neither".to_owned()),
        ],
    };
    let keys = |said: &[SaidHere]| said.iter().map(|here| written(here.key)).collect::<Vec<_>>().join(",");
    html! {
        form .row method="post" action="/agreement/settle" {
            input type="hidden" name="first" value=(keys(&item.said[0]));
            input type="hidden" name="second" value=(keys(&item.said[1]));
            @for (index, (choice, name)) in choices.iter().enumerate() {
                button type="submit" name="stands" value=(choice.word()) aria-keyshortcuts=(index + 1) { (name) " " kbd aria-hidden="true" { (index + 1) } }
            }
        }
    }
}

/// A coding as a form names it.
fn written(key: CodingKey) -> String {
    format!("{}.{}.{}.{}.{}", key.text.0, key.span.start(), key.span.end(), key.code, key.coder)
}

fn read(written: &str) -> Option<CodingKey> {
    let numbers: Vec<u32> = written.split('.').map(|number| number.parse().ok()).collect::<Option<_>>()?;
    let &[text, start, end, code, coder] = numbers.as_slice() else { return None };
    Some(CodingKey { text: TextId(text), span: Span::stored(start, end), code, coder })
}

#[derive(Debug, Deserialize)]
struct Settled {
    #[serde(default)]
    first: String,
    #[serde(default)]
    second: String,
    stands: String,
}

async fn settle(State(bench): State<Bench>, headers: HeaderMap, Form(settled): Form<Settled>) -> Response {
    let done = bench.change(move |project| {
        let arbitration = Arbitration::from_word(&settled.stands);
        let arbitration =
            arbitration.ok_or_else(|| Error::bad_request("what stands is first, second, both or neither"))?;
        let keys = |written: &str| written.split(',').filter_map(read).collect::<Vec<_>>();
        let changed = project.settle_disagreement(&[keys(&settled.first), keys(&settled.second)], arbitration)?;
        let said = if changed > 0 { "settled" } else { "that was settled so already" };
        Ok(Answer::said(said))
    });
    answered(&headers, done.await)
}
