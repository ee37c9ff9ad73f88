//! Segments that were found, with their place, codes, attributes and neighbours.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{SearchArgs, shown_of};
use crate::cli::{Listing, ListingFormat, Outcome, Ui};
use crate::project::shown::Object;
use crate::project::{AttributeChoice, Neighbour, Project, ResultOptions, Results, SearchResult};
use crate::query::Hit;
use crate::store::CodingFound;

pub(super) fn show(arguments: &SearchArgs, query: &str, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let options = ResultOptions {
        search: arguments.options(),
        attributes: attributes(arguments),
        around: arguments.around,
        not_coded: arguments.not_coded.clone(),
    };
    let found = project.results(query, &options, &ui.progress())?;
    if arguments.count {
        ui.line(found.counts.in_words())?;
        return Ok(Outcome::Done);
    }
    match arguments.format {
        ListingFormat::Table => {
            for result in &found.results {
                for_reading(result, &found.attributes, ui)?;
            }
        }
        ListingFormat::Csv => sheet(&found, arguments.around).show(ListingFormat::Csv, ui)?,
        ListingFormat::Json => objects(&found, arguments.around).show(ListingFormat::Json, ui)?,
    }
    ui.note(found.counts.in_words() + &shown_of(found.results.len(), found.counts.segments))?;
    Ok(Outcome::Done)
}

/// A program that reads JSON is given all attributes, if it does not choose.
fn attributes(arguments: &SearchArgs) -> AttributeChoice {
    match arguments.attributes.as_slice() {
        [] if arguments.format == ListingFormat::Json && !arguments.count => AttributeChoice::All,
        [] => AttributeChoice::None,
        [all] if all == "all" => AttributeChoice::All,
        names => AttributeChoice::Named(names.to_vec()),
    }
}

/// One hit for reading: where, who, the words with every match marked, and the codes on them.
fn for_reading(result: &SearchResult, names: &[String], ui: &mut Ui) -> anyhow::Result<()> {
    let hit = &result.hit;
    let mut place = format!("{} · {}", Ui::strong(&hit.source), case(hit).or(hit.speaker.as_deref()).unwrap_or("–"));
    let _ = match &hit.question {
        Some(question) => write!(place, " · {question}"),
        None => write!(place, " · {} of {}", result.segment_number, result.segment_count),
    };
    for (name, value) in names.iter().zip(&result.attributes) {
        if let Some(value) = value {
            let _ = write!(place, " · {name}: {value}");
        }
    }
    ui.line(place)?;
    for neighbour in &result.before {
        ui.line(Ui::faint(beside(neighbour)))?;
    }
    ui.line(format_args!("  {}", marked(hit)))?;
    for neighbour in &result.after {
        ui.line(Ui::faint(beside(neighbour)))?;
    }
    if !result.codings.is_empty() {
        ui.line(Ui::faint(format!("  [{}]", coded(&result.codings))))?;
    }
    Ok(ui.line("")?)
}

fn case(hit: &Hit) -> Option<&str> {
    hit.case.as_ref().map(|case| case.name.as_str())
}

fn beside(neighbour: &Neighbour) -> String {
    let speaker = neighbour.speaker.as_ref().map(|speaker| format!("{speaker}: ")).unwrap_or_default();
    format!("  {speaker}{}", neighbour.content.replace('\n', "\n  "))
}

fn marked(hit: &Hit) -> String {
    let mut line = String::new();
    let mut at = 0;
    for mark in &hit.marks {
        line.push_str(hit.content.get(at..mark.start()).unwrap_or_default());
        line.push_str(&Ui::good(mark.of_text(&hit.content)));
        at = mark.end();
    }
    line.push_str(hit.content.get(at..).unwrap_or_default());
    line.replace('\n', "\n  ")
}

/// "training (rules, proposed); posts (ana, accepted)": each code of a coder in a status once.
fn coded(codings: &[CodingFound]) -> String {
    let mut shown: Vec<String> = Vec::new();
    for coding in codings {
        let coding = format!("{} ({}, {})", coding.code, coding.coder, coding.status.word());
        if !shown.contains(&coding) {
            shown.push(coding);
        }
    }
    shown.join("; ")
}

fn sheet(found: &Results, around: usize) -> Listing {
    let columns = ["Source", "Case", "Speaker", "Question", "Segment", "Place", "Text", "Codings"];
    let mut columns: Vec<String> = columns.map(str::to_owned).to_vec();
    if around > 0 {
        columns.extend(["Before", "After"].map(str::to_owned));
    }
    columns.extend(found.attributes.iter().cloned());
    let mut listing = Listing::new(&columns);
    for result in &found.results {
        let mut row = place(result);
        row.extend([json!(result.hit.content), json!(coded(&result.codings))]);
        if around > 0 {
            let lines = |neighbours: &[Neighbour]| {
                let line = |neighbour: &Neighbour| beside(neighbour).trim_start().to_owned();
                json!(neighbours.iter().map(line).collect::<Vec<_>>().join("\n"))
            };
            row.extend([lines(&result.before), lines(&result.after)]);
        }
        row.extend(result.attributes.iter().map(|value| json!(value)));
        listing.row(row);
    }
    listing
}

fn objects(found: &Results, around: usize) -> Listing {
    let mut columns =
        vec!["Source", "Case", "Speaker", "Question", "Segment", "Place", "Text", "Marks", "Codings", "Attributes"];
    if around > 0 {
        columns.extend(["Before", "After"]);
    }
    let mut listing = Listing::new(&columns);
    for result in &found.results {
        let hit = &result.hit;
        let mut row = place(result);
        let marks: Vec<&str> = hit.marks.iter().map(|mark| mark.of_text(&hit.content)).collect();
        let attributes = found.attributes.iter().zip(&result.attributes);
        let stated = attributes.filter_map(|(name, value)| Some((name.clone(), json!(value.as_ref()?))));
        let codings: Vec<Value> = result.codings.iter().map(|coding| coding_object(coding, hit)).collect();
        row.extend([json!(hit.content), json!(marks), json!(codings), json!(Object(stated.collect()))]);
        if around > 0 {
            row.extend([neighbours(&result.before), neighbours(&result.after)]);
        }
        listing.row(row);
    }
    listing
}

fn place(result: &SearchResult) -> Vec<Value> {
    let hit = &result.hit;
    vec![
        json!(hit.source),
        json!(case(hit)),
        json!(hit.speaker),
        json!(hit.question),
        json!(hit.segment.0),
        json!(result.segment_number),
    ]
}

/// A coding with those of the segment's words that it lies on.
fn coding_object(coding: &CodingFound, hit: &Hit) -> Value {
    let inside = |at: usize| at.saturating_sub(hit.span.start()).min(hit.content.len());
    let words = hit.content.get(inside(coding.span.start())..inside(coding.span.end())).unwrap_or_default();
    json!({ "code": coding.code, "coder": coding.coder, "status": coding.status.word(), "words": words })
}

fn neighbours(neighbours: &[Neighbour]) -> Value {
    let neighbour = |neighbour: &Neighbour| json!({ "segment": neighbour.segment.0, "speaker": neighbour.speaker, "text": neighbour.content });
    neighbours.iter().map(neighbour).collect()
}
