//! One transcript: its words, what can be done with them, and room for what modules show beside them.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use maud::{Markup, PreEscaped, html};
use serde_json::Value;

use crate::project::{ReadSegment, ReadText};
use crate::text::{Utf16Places, counted};
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::layout::{Here, Page};
use crate::web::links::{encoded, place_link};

/// So many voices have a colour of their own.
const VOICES: usize = 6;

/// About as long a line is, for how high a segment is guessed to be before it is laid out.
const BYTES_PER_LINE: usize = 75;

/// All modules by name, so that the browser asks for them at once and not one after the other has said what it needs.
const NEEDS: &[&str] = &[
    "css/palette.css",
    "css/panel.css",
    "css/read.css",
    "js/codes.js",
    "js/palette.js",
    "js/make.js",
    "js/match.js",
    "js/read/codings.js",
    "js/read/cursor.js",
    "js/read/drag.js",
    "js/read/edges.js",
    "js/read/far.js",
    "js/read/find.js",
    "js/read/heard.js",
    "js/read/jumps.js",
    "js/read/keys.js",
    "js/read/lanes.js",
    "js/read/note.js",
    "js/read/offsets.js",
    "js/read/paint.js",
    "js/read/palette.js",
    "js/read/panel.js",
    "js/read/place.js",
    "js/read/print.js",
    "js/read/recents.js",
    "js/read/stripes.js",
    "js/read/view.js",
    "js/read/page.js",
];

pub(super) async fn show(State(bench): State<Bench>, Path(source): Path<String>) -> Response {
    // A place of a survey is shown in its grid, and `anna:12` is as good a name as `anna?at=12`.
    let named = source.clone();
    match bench.read(move |project| Ok(project.read_text(&named).ok())).await {
        Ok(Some(None)) => Redirect::to(&format!("/survey/{}", encoded(&source))).into_response(),
        Ok(None) if source.contains(':') => Redirect::to(&place_link(&source)).into_response(),
        Ok(Some(Some(_)) | None) => page(&bench, source).await.into_response(),
        Err(error) => error.into_response(),
    }
}

async fn page(bench: &Bench, source: String) -> Result<Html<String>, Error> {
    bench
        .page(move |project| {
            let read = super::read(project, &source)?;
            let told = super::codings::told(project, &read)?;
            let body = body(&read, &told, project.person());
            Ok(Page::new(Here::Read, read.name, body).needing(NEEDS).wide().self_kept())
        })
        .await
}

/// `told`: what is laid on the text, which comes with it: painted in one go, it is there in half the time.
fn body(read: &ReadText, told: &Value, person: &str) -> Markup {
    let words = counted(read.source.word_count, "word");
    let segments = counted(read.segments.len() as u64, "segment");
    let path = format!("/read/{}", encoded(&read.name));
    html! {
        div #reading .reading data-path=(path) data-name=(read.name) data-text=(read.text.0)
            data-person=(person) {
            (tools())
            p #others-hidden .quiet role="status" hidden {
                "What other people coded, decided and noted here is hidden; View shows it again."
            }
            div .reading-columns {
                div .sheet #sheet {
                    p .quiet .about { (read.source.kind.word().replace('-', " ")) ", " (words) ", " (segments) }
                    div #text .text tabindex="0" role="group" aria-label={ "Text of " (read.name) } aria-describedby="text-keys" {
                        (turns(read))
                    }
                    p #text-keys .unseen {
                        "Arrow keys go from segment to segment and from word to word, with Shift they mark words. "
                        "The slash key opens the list of codes. The question mark shows all keys."
                    }
                    svg #stripes .stripes aria-hidden="true" focusable="false" {}
                    div #caret .caret hidden {}
                }
                (panel())
            }
            p #announce .unseen role="status" aria-live="polite" {}
            script #told-codings type="application/json" { (data(told)) }
        }
    }
}

/// Data within a page: nothing in it can end the element that it is in.
fn data(value: &Value) -> PreEscaped<String> {
    PreEscaped(value.to_string().replace('<', "\\u003c"))
}

/// What is above the text.
fn tools() -> Markup {
    html! {
        div .tools role="group" aria-label="Reading" {
            a .button href="/read" { "All transcripts" }
            button type="button" data-do="next-uncoded" { "Next uncoded " kbd { "n" } }
            button type="button" data-do="next-proposed" { "Next proposal " kbd { "p" } }
            button type="button" data-do="next-disputed" hidden { "Next disputed " kbd { "q" } }
            button type="button" data-do="find" { "Find " kbd { "f" } }
            details #view .menu {
                summary .button { "View" }
                div .menu-body { (view()) }
            }
            form #find-box .find-box hidden role="search" {
                label .unseen for="find-words" { "Find in this text" }
                input #find-words type="search" autocomplete="off" placeholder="Find in this text";
                span #find-count .quiet role="status" aria-live="polite" {}
                button type="button" data-do="find-previous" aria-label="Previous" title="Previous (Shift Enter)" { "↑" }
                button type="submit" aria-label="Next" title="Next (Enter)" { "↓" }
                button type="button" data-do="find-close" .plain aria-label="Close" { "×" }
            }
        }
    }
}

/// How the text is shown, and what of its codings.
fn view() -> Markup {
    html! {
        div .field {
            label for="view-zoom" { "Size of the text" }
            input #view-zoom type="range" min="80" max="250" step="10" value="100";
        }
        div .field {
            label for="view-width" { "Width of the text" }
            input #view-width type="range" min="30" max="120" step="5" value="68";
        }
        div .field {
            label for="view-stripes" { "Stripes beside the text" }
            select #view-stripes {
                option value="code" { "By code" }
                option value="coder" { "By coder" }
                option value="none" { "None" }
            }
        }
        div .field {
            label for="view-coder" { "Codings by" }
            select #view-coder {
                option value="" { "Everyone" }
                option value="people" { "People" }
                option value="rules" { "Rules" }
            }
        }
        div .field {
            label for="view-theme" { "Theme" }
            select #view-theme { option value="" { "All" } }
        }
        label { input #view-proposed type="checkbox" checked; " Proposals of the rules" }
        label { input #view-rejected type="checkbox"; " What was rejected" }
        label { input #view-others type="checkbox"; " Hide others’ codings" }
        label { input #view-keys type="checkbox" checked; " Single letters are keys" }
    }
}

/// What is beside the text. Modules fill it.
fn panel() -> Markup {
    html! {
        div #panel .panel {
            section aria-labelledby="here-title" {
                h2 #here-title { "At the cursor" }
                div #here aria-live="polite" { p .quiet { "The codings are on their way." } }
            }
            section aria-labelledby="codes-title" {
                h2 #codes-title { "Codes" }
                div .row {
                    button type="button" data-do="palette" { "Code… " kbd { "/" } }
                    button type="button" data-do="in-vivo" { "In vivo " kbd { "i" } }
                    button type="button" data-do="memo" { "Memo " kbd { "m" } }
                }
                div #recents {}
                label .unseen for="codes-filter" { "Find among the codes" }
                input #codes-filter type="search" placeholder="Find among the codes" autocomplete="off";
                ul #codes .codes {}
            }
        }
        dialog #note .note aria-labelledby="note-title" {}
    }
}

fn turns(read: &ReadText) -> Markup {
    let places = Utf16Places::of(&read.content);
    let voices = voices(&read.segments);
    let before = std::iter::once(None).chain(read.segments.iter().map(|segment| segment.speaker.as_deref()));
    html! {
        @for ((number, segment), before) in (1..).zip(&read.segments).zip(before) {
            @let goes_on = before.is_some() && before == segment.speaker.as_deref();
            (turn(read, segment, number, places.unit(segment.span.start()), goes_on, &voices))
        }
    }
}

fn turn(
    read: &ReadText,
    segment: &ReadSegment,
    number: usize,
    from: usize,
    goes_on: bool,
    voices: &BTreeMap<&str, usize>,
) -> Markup {
    let words = segment.span.of_text(&read.content);
    let voice = segment.speaker.as_deref().and_then(|speaker| voices.get(speaker)).copied();
    let voice = voice.map_or_else(|| "no-voice".to_owned(), |voice| format!("voice-{voice}"));
    let is_named_so = segment.speaker.as_ref().is_some_and(|speaker| speaker.to_lowercase().contains("interviewer"));
    html! {
        div .turn .(voice) .closed[!segment.is_codable()] .goes-on[goes_on] #{ "s" (number) } data-number=(number)
            data-lines=(1 + words.len() / BYTES_PER_LINE) {
            @if let (Some(speaker), false) = (&segment.speaker, goes_on) {
                p .who {
                    (speaker)
                    @if let Some(label) = segment.label.as_ref().filter(|label| *label != speaker) { " " span .quiet { (label) } }
                    @if segment.interviewer && !is_named_so { " " span .quiet { "interviewer" } }
                    @if segment.left_out { " " span .quiet { "left out: not coded" } }
                    @if let Some(moment) = segment.start_ms { " " span .quiet { (moment_words(moment)) } }
                }
            }
            @if segment.heading.is_some() {
                h2 .words dir="auto" data-from=(from) { (words) }
            } @else {
                p .words dir="auto" data-from=(from) { (words) }
            }
        }
    }
}

/// Each speaker's colour by number, in the order in which they speak; interviewers have none.
fn voices(segments: &[ReadSegment]) -> BTreeMap<&str, usize> {
    let mut voices = BTreeMap::new();
    for segment in segments {
        let Some(speaker) = segment.speaker.as_deref().filter(|_| !segment.interviewer) else { continue };
        let next = voices.len() % VOICES + 1;
        voices.entry(speaker).or_insert(next);
    }
    voices
}

fn moment_words(moment: u32) -> String {
    let seconds = moment / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}
