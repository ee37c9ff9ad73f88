//! All transcripts, with how far each is coded.

use axum::extract::State;
use axum::response::Html;
use maud::{Markup, html};

use crate::project::{Quiet, TranscriptLine};
use crate::text::{counted, grouped};
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::layout::{Here, Page, empty};
use crate::web::links::encoded;

pub(super) async fn show(State(bench): State<Bench>) -> Result<Html<String>, Error> {
    bench
        .page(|project| {
            let transcripts = project.transcripts(&Quiet)?;
            let body = if transcripts.is_empty() {
                let then = html! {
                    "Bring interviews in on the page " a href="/sources" { "Sources" }
                    "; survey answers are read in the " a href="/survey" { "survey grid" } "."
                };
                empty("there is no transcript in this study yet", then)
            } else {
                table(&transcripts)
            };
            Ok(Page::new(Here::Read, "Read & code", body).needing(&["css/read.css"]))
        })
        .await
}

fn table(transcripts: &[TranscriptLine]) -> Markup {
    let has_disputes = transcripts.iter().any(|line| line.disputed > 0);
    let words = transcripts.iter().map(|line| line.source.word_count).sum();
    let proposals: u64 = transcripts.iter().map(|line| line.proposals).sum();
    html! {
        p {
            (counted(transcripts.len() as u64, "transcript")) " of " (grouped(words)) " words; "
            (counted(proposals, "proposal")) " of the rules to decide on."
        }
        div .scroll {
            table .transcripts {
                thead {
                    tr {
                        th scope="col" { "Transcript" }
                        th scope="col" { "Kind" }
                        th scope="col" .number { "Words" }
                        th scope="col" .number { "Codings" }
                        th scope="col" { "Segments coded" }
                        th scope="col" .number { "Proposals" }
                        @if has_disputes { th scope="col" .number { "Coders differ" } }
                    }
                }
                tbody { @for line in transcripts { (row(line, has_disputes)) } }
            }
        }
    }
}

fn row(line: &TranscriptLine, has_disputes: bool) -> Markup {
    let address = format!("/read/{}", encoded(&line.name));
    html! {
        tr {
            th scope="row" { a href=(address) { (line.name) } }
            td { (line.source.kind.word().replace('-', " ")) }
            td .number { (grouped(line.source.word_count)) }
            td .number { (line.codings) }
            td {
                meter min="0" max=(line.codable.max(1)) value=(line.coded)
                    aria-label={ "Segments of " (line.name) " that are coded" } {}
                " " (line.coded) " of " (line.codable)
                @if line.coded < line.codable { " " a href={ (address) "?go=uncoded" } { "go on" } }
            }
            td .number {
                @if line.proposals > 0 { a href={ (address) "?go=proposed" } { (line.proposals) } } @else { "0" }
            }
            @if has_disputes {
                td .number {
                    @if line.disputed > 0 { a href={ (address) "?go=disputed" } { (line.disputed) } } @else { "0" }
                }
            }
        }
    }
}
