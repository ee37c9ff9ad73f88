//! Words of what is found, counted: alone, in phrases, against all the rest, and near what is found.

use maud::{Markup, html};

use super::Asked;
use crate::project::{
    CollocateOptions, CountedWord, Project, ProjectError, Quiet, StopWords, WordGroups, WordOptions, WordReport,
};
use crate::query::{Phrase, PhraseWord, Query, narrowed};
use crate::text::counted;

/// So many words are shown.
const MOST: usize = 100;
/// How many words to each side are near.
const NEAR: usize = 5;

/// What can be counted, as an address names it.
const KINDS: [(&str, &str); 4] = [
    ("", "Words"),
    ("phrases", "Phrases of two or three words"),
    ("more", "Words that are commoner here than elsewhere"),
    ("near", "Words near what is found"),
];

pub(super) fn show(project: &mut Project, asked: &Asked) -> Result<Markup, ProjectError> {
    let table = if asked.what == "near" { near(project, asked)? } else { words(project, asked)? };
    Ok(html! {
        form .row .counting action="/search" method="get" {
            input type="hidden" name="q" value=(asked.q);
            input type="hidden" name="view" value="words";
            div .field {
                label for="what" { "Count" }
                select #what name="what" {
                    @for (name, words) in KINDS { option value=(name) selected[name == asked.what] { (words) } }
                }
            }
            label { input type="checkbox" name="stem" value="yes" checked[!asked.stem.is_empty()]; " all forms of a word as one" }
            label { input type="checkbox" name="all" value="yes" checked[!asked.all.is_empty()]; " function words too" }
            button type="submit" { "Count" }
        }
        (table)
    })
}

fn stop_words(asked: &Asked) -> StopWords {
    if asked.all.is_empty() { StopWords::OfStudy } else { StopWords::None }
}

fn words(project: &mut Project, asked: &Asked) -> Result<Markup, ProjectError> {
    let (lengths, least) = match asked.what.as_str() {
        "phrases" => (2..=3, 2),
        "more" => (1..=1, 3),
        _ => (1..=1, 1),
    };
    let is_more = asked.what == "more";
    let options = WordOptions {
        filter: Some(asked.q.clone()).filter(|q| !q.trim().is_empty()),
        groups: if is_more { WordGroups::AgainstRest } else { WordGroups::One },
        lengths,
        stem: !asked.stem.is_empty(),
        stop_words: stop_words(asked),
        with_interviewers: false,
        least,
    };
    let report = project.count_words(&options, &Quiet)?;
    let size = report.counts.groups.first();
    let sizes = size.map(|size| {
        let sizes = [(size.words, "word"), (size.segments, "segment"), (size.cases, "case")];
        sizes.map(|(count, noun)| counted(count, noun)).join(", ")
    });
    Ok(html! {
        p .summary { strong { (sizes.unwrap_or_default()) } " of participants; what interviewers say is not counted." }
        @if report.counts.words.is_empty() { p .quiet { "There are no words to count." } }
        @else if is_more { (keywords(&report, asked)) }
        @else { (frequencies(&report, asked)) }
    })
}

fn frequencies(report: &WordReport, asked: &Asked) -> Markup {
    let most = report.counts.words.first().map_or(1, |word| word.occurrences[0].count.max(1));
    html! {
        div .scroll tabindex="0" role="region" aria-label="Words" { table .words {
            caption .unseen { "Words, the most frequent first" }
            thead { tr {
                th scope="col" { "Word" } th scope="col" { span .unseen { "As a bar" } } th .number scope="col" { "Times" }
                th .number scope="col" { "Per 10,000" } th .number scope="col" { "Segments" } th .number scope="col" { "Cases" }
            } }
            tbody {
                @for word in report.counts.words.iter().take(MOST) {
                    tr {
                        th scope="row" { (link(word, asked)) }
                        td { (bar(word.occurrences[0].count, most)) }
                        td .number { (word.occurrences[0].count) }
                        td .number { (format!("{:.1}", report.counts.per_10_000(word, 0))) }
                        td .number { (word.occurrences[0].segments) }
                        td .number { (word.occurrences[0].cases) }
                    }
                }
            }
        } }
    }
}

fn keywords(report: &WordReport, asked: &Asked) -> Markup {
    let mut keywords: Vec<_> = report.counts.words.iter().map(|word| (word, report.counts.keyness(word, 0))).collect();
    keywords.retain(|(_, keyness)| keyness.is_over);
    keywords.sort_by(|(_, one), (_, other)| other.log_likelihood.total_cmp(&one.log_likelihood));
    html! {
        div .scroll tabindex="0" role="region" aria-label="Words" { table .words {
            caption .unseen { "Words that are commoner here than elsewhere, the most surprising first" }
            thead { tr {
                th scope="col" { "Word" } th .number scope="col" { "Here" } th .number scope="col" { "Per 10,000" }
                th .number scope="col" { "Elsewhere" } th .number scope="col" { "Per 10,000" }
                th .number scope="col" { "Log-likelihood" } th .number scope="col" { "Cases" }
            } }
            tbody {
                @for (word, keyness) in keywords.iter().take(MOST) {
                    tr {
                        th scope="row" { (link(word, asked)) }
                        td .number { (word.occurrences[0].count) }
                        td .number { (format!("{:.1}", report.counts.per_10_000(word, 0))) }
                        td .number { (keyness.elsewhere) }
                        td .number { (format!("{:.1}", keyness.elsewhere_per_10_000)) }
                        td .number { (format!("{:.1}", keyness.log_likelihood)) }
                        td .number { (word.occurrences[0].cases) }
                    }
                }
            }
        } }
    }
}

fn near(project: &mut Project, asked: &Asked) -> Result<Markup, ProjectError> {
    let options = CollocateOptions {
        filter: None,
        span: NEAR,
        stem: !asked.stem.is_empty(),
        stop_words: stop_words(asked),
        with_interviewers: false,
        least: 2,
    };
    let mut found = project.collocates(&asked.q, &options, &Quiet)?;
    found.collocates.sort_by(|one, other| other.log_likelihood.total_cmp(&one.log_likelihood));
    Ok(html! {
        p .summary { strong { (counted(found.node_count, "place")) } "; " (counted(found.window, "word")) " within " (NEAR) " words of them." }
        @if found.collocates.is_empty() { p .quiet { "No word stands near them twice." } }
        @else { div .scroll tabindex="0" role="region" aria-label="Words" { table .words {
            caption .unseen { "Words near what is found, the most surprising first" }
            thead { tr {
                th scope="col" { "Word" } th .number scope="col" { "Near" } th .number scope="col" { "Before" }
                th .number scope="col" { "After" } th .number scope="col" { "In all" } th .number scope="col" { "Expected" }
                th .number scope="col" { "Log-likelihood" }
            } }
            tbody {
                @for word in found.collocates.iter().take(MOST) {
                    tr {
                        th scope="row" { a href=(with_words(&word.word, asked)) { (word.word) } }
                        td .number { (word.observed) }
                        td .number { (word.left) }
                        td .number { (word.right) }
                        td .number { (word.total) }
                        td .number { (format!("{:.1}", word.expected)) }
                        td .number { (format!("{:.1}", word.log_likelihood)) }
                    }
                }
            }
        } } }
    })
}

fn link(word: &CountedWord, asked: &Asked) -> Markup {
    let forms: Vec<String> = word.forms.iter().map(|(form, count)| format!("{form} {count}")).collect();
    html! {
        a href=(with_words(&word.word, asked)) { (word.word) }
        @if forms.len() > 1 { " " span .quiet { (forms.join(", ")) } }
    }
}

/// Where these words stand, in what was found.
fn with_words(words: &str, asked: &Asked) -> String {
    let words = words.split_whitespace().map(|word| PhraseWord::Whole(word.to_owned())).collect();
    let phrase = Query::Words(Phrase { words, exact: asked.stem.is_empty(), slop: 0 });
    Asked { q: narrowed(&asked.q, &phrase), view: "lines".to_owned(), ..Asked::default() }.address()
}

/// How much of the most, as a bar.
fn bar(count: u64, most: u64) -> Markup {
    html! {
        svg .bar width="80" height="10" aria-hidden="true" {
            rect width=((count * 80).div_ceil(most)) height="10" {}
        }
    }
}
