//! `words`: count words and phrases, compare groups, find what stands beside what.

use std::ops::RangeInclusive;

use clap::ValueEnum;
use serde_json::{Value, json};

use crate::cli::{Listing, ListingFormat, Outcome, Ui, rounded};
use crate::project::{
    Collocate, CollocateOptions, CountedWord, Project, StopWords, WordGroups, WordOptions, WordReport,
};
use crate::text::counted;

/// Count words and phrases, and what tells groups apart
///
/// Counts what participants say and write; interviewers' words and headings only if asked. Function words (the, and, of …)
/// count in sums and are left out of lists.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim words                                     The most frequent words
  verbatim words --phrases 2..4 --min 5              Phrases of two to four words
  verbatim words --where theme:prevention --against rest   What is said more, or less, in a theme
  verbatim words --by sector --stem                  What each sector says more than the others
  verbatim words --near 'waiting list' --span 4      What stands beside a word or phrase")]
pub(crate) struct WordsArgs {
    /// Only in segments that this query finds
    #[arg(long = "where", value_name = "QUERY")]
    filter: Option<String>,

    /// Compare them with what this query finds, or with all the rest: `rest`
    #[arg(long, value_name = "QUERY", requires = "filter", conflicts_with_all = ["by", "near"])]
    against: Option<String>,

    /// Compare the values of an attribute, each with all the others
    #[arg(long, value_name = "ATTRIBUTE", conflicts_with = "near")]
    by: Option<String>,

    /// Count phrases of so many words instead of words: 2, or 2..4
    #[arg(long, value_name = "LENGTH", value_parser = lengths, conflicts_with = "near")]
    phrases: Option<RangeInclusive<usize>>,

    /// Count what stands beside this word or phrase
    #[arg(long, value_name = "WORDS")]
    near: Option<String>,

    /// How many words to each side
    #[arg(long, default_value_t = 5, value_name = "N", requires = "near", value_parser = clap::value_parser!(u16).range(1..=100))]
    span: u16,

    /// Which is the measure that puts neighbours in order
    #[arg(long, value_enum, default_value_t, requires = "near")]
    measure: Measure,

    /// Count all forms of a word as one: training, trained, trains
    #[arg(long)]
    stem: bool,

    /// Words to leave out of lists: a file, `none`, or a language: en, de, fr, es, nl, it [default: the study's language]
    #[arg(long, value_name = "FILE")]
    stop_words: Option<String>,

    /// Count what interviewers say too, headings, and what nobody says
    #[arg(long)]
    interviewers: bool,

    /// Only what occurs so often [default: 1; phrases 2; beside others and in comparisons 3]
    #[arg(long, value_name = "N")]
    min: Option<u64>,

    /// How many to show, of each group; 0 shows all
    #[arg(long, default_value_t = 30, value_name = "N")]
    limit: usize,

    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Measure {
    /// How surprising it is
    #[default]
    LogLikelihood,
    /// How strongly they are tied; favours what is rare
    Mi,
    /// How sure it is; favours what is frequent
    TScore,
    /// How strongly they are tied, whatever the size of the study
    LogDice,
    /// How often
    Count,
}

/// `2` or `2..4`, of which both are counted.
fn lengths(value: &str) -> Result<RangeInclusive<usize>, String> {
    let (first, last) = value.split_once("..").unwrap_or((value, value));
    let number = |text: &str| text.trim_start_matches('=').parse().ok().filter(|number| (2..=8).contains(number));
    match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => Ok(first..=last),
        _ => Err("write a number from 2 to 8, or two of them: 2..4".to_owned()),
    }
}

pub(crate) fn run(arguments: &WordsArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    match &arguments.near {
        Some(node) => show_collocates(arguments, node, project, ui),
        None => show_words(arguments, project, ui),
    }
}

impl WordsArgs {
    fn stop_words(&self) -> StopWords {
        match self.stop_words.as_deref() {
            None => StopWords::OfStudy,
            Some("none") => StopWords::None,
            Some(name) => StopWords::Named(name.to_owned()),
        }
    }

    fn limit(&self) -> usize {
        if self.limit == 0 { usize::MAX } else { self.limit }
    }
}

fn show_words(arguments: &WordsArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let groups = match (&arguments.by, arguments.against.as_deref()) {
        (Some(attribute), _) => WordGroups::By(attribute.clone()),
        (None, Some("rest")) => WordGroups::AgainstRest,
        (None, Some(query)) => WordGroups::Against(query.to_owned()),
        (None, None) => WordGroups::One,
    };
    let least = match (&groups, &arguments.phrases) {
        (WordGroups::One, None) => 1,
        // A phrase that occurs once is only a piece of a sentence.
        (WordGroups::One, Some(_)) => 2,
        _ => 3,
    };
    let options = WordOptions {
        filter: arguments.filter.clone(),
        groups,
        lengths: arguments.phrases.clone().unwrap_or(1..=1),
        stem: arguments.stem,
        stop_words: arguments.stop_words(),
        with_interviewers: arguments.interviewers,
        least: arguments.min.unwrap_or(least),
    };
    let report = project.count_words(&options, &ui.progress())?;
    let listing = if report.groups.is_empty() { frequencies(&report, arguments) } else { keywords(&report, arguments) };
    listing.show(arguments.format, ui)?;
    for (index, size) in report.counts.groups.iter().enumerate() {
        let name = report.groups.get(index).map(|name| format!("{name}: ")).unwrap_or_default();
        let [words, segments, cases] = [(size.words, "word"), (size.segments, "segment"), (size.cases, "case")]
            .map(|(count, noun)| counted(count, noun));
        ui.note(format_args!("{name}{words} in {segments}, {cases}"))?;
    }
    let different = counted(report.counts.words.len() as u64, "different one");
    let without =
        if report.stop_word_count > 0 { ", without function words (--stop-words none lists them)" } else { "" };
    ui.note(format_args!("{different}{without}; {} shown", listing.len()))?;
    Ok(Outcome::Done)
}

/// One group: the most frequent first.
fn frequencies(report: &WordReport, arguments: &WordsArgs) -> Listing {
    let mut columns = vec![if arguments.phrases.is_some() { "Phrase" } else { "Word" }];
    if arguments.stem {
        columns.push("Forms");
    }
    columns.extend(["Count", "Per 10000 words", "Segments", "Cases"]);
    let mut listing = Listing::new(&columns);
    for word in report.counts.words.iter().take(arguments.limit()) {
        let occurrences = word.occurrences[0];
        let mut row = named(word, arguments);
        row.extend([
            json!(occurrences.count),
            rounded(report.counts.per_10_000(word, 0), 2),
            json!(occurrences.segments),
            json!(occurrences.cases),
        ]);
        listing.row(row);
    }
    listing
}

/// Several groups: what is more frequent in each than elsewhere, the most surprising first, then what is less.
fn keywords(report: &WordReport, arguments: &WordsArgs) -> Listing {
    let mut columns = vec!["Group", if arguments.phrases.is_some() { "Phrase" } else { "Word" }];
    if arguments.stem {
        columns.push("Forms");
    }
    columns.extend([
        "Count",
        "Per 10000 words",
        "Elsewhere",
        "Elsewhere per 10000",
        "More or less",
        "Log-likelihood",
        "% difference",
        "Segments",
        "Cases",
    ]);
    let mut listing = Listing::new(&columns);
    // Of two groups the second is the first one turned round.
    let shown = if arguments.against.is_some() { 1 } else { report.groups.len() };
    for (group, name) in report.groups.iter().enumerate().take(shown) {
        let mut keywords: Vec<_> =
            report.counts.words.iter().map(|word| (word, report.counts.keyness(word, group))).collect();
        keywords.sort_by(|(_, one), (_, other)| other.log_likelihood.total_cmp(&one.log_likelihood));
        for (word, keyness) in keywords.into_iter().take(arguments.limit()) {
            let occurrences = word.occurrences[group];
            let mut row = vec![json!(name)];
            row.extend(named(word, arguments));
            row.extend([
                json!(occurrences.count),
                rounded(report.counts.per_10_000(word, group), 2),
                json!(keyness.elsewhere),
                rounded(keyness.elsewhere_per_10_000, 2),
                json!(if keyness.is_over { "more" } else { "less" }),
                rounded(keyness.log_likelihood, 2),
                keyness.percent_difference.map_or(Value::Null, |percent| rounded(percent, 1)),
                json!(occurrences.segments),
                json!(occurrences.cases),
            ]);
            listing.row(row);
        }
    }
    listing
}

fn named(word: &CountedWord, arguments: &WordsArgs) -> Vec<Value> {
    let mut named = vec![json!(word.word)];
    if arguments.stem {
        let forms: Vec<String> = word.forms.iter().map(|(form, count)| format!("{form} {count}")).collect();
        named.push(json!(forms.join(", ")));
    }
    named
}

fn show_collocates(arguments: &WordsArgs, node: &str, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let options = CollocateOptions {
        filter: arguments.filter.clone(),
        span: usize::from(arguments.span),
        stem: arguments.stem,
        stop_words: arguments.stop_words(),
        with_interviewers: arguments.interviewers,
        least: arguments.min.unwrap_or(3),
    };
    let mut found = project.collocates(node, &options, &ui.progress())?;
    let measured = |collocate: &Collocate| match arguments.measure {
        Measure::LogLikelihood => collocate.log_likelihood,
        Measure::Mi => collocate.mutual_information,
        Measure::TScore => collocate.t_score,
        Measure::LogDice => collocate.log_dice,
        Measure::Count => f64::from(u32::try_from(collocate.observed).unwrap_or(u32::MAX)),
    };
    found.collocates.sort_by(|one, other| measured(other).total_cmp(&measured(one)));
    let columns = [
        "Word",
        "Near",
        "Left",
        "Right",
        "Segments",
        "In all",
        "Expected",
        "Log-likelihood",
        "MI",
        "T-score",
        "LogDice",
    ];
    let mut listing = Listing::new(&columns);
    for collocate in found.collocates.iter().take(arguments.limit()) {
        listing.row(vec![
            json!(collocate.word),
            json!(collocate.observed),
            json!(collocate.left),
            json!(collocate.right),
            json!(collocate.segments),
            json!(collocate.total),
            rounded(collocate.expected, 2),
            rounded(collocate.log_likelihood, 2),
            rounded(collocate.mutual_information, 2),
            rounded(collocate.t_score, 2),
            rounded(collocate.log_dice, 2),
        ]);
    }
    listing.show(arguments.format, ui)?;
    let [places, window, words] = [(found.node_count, "place"), (found.window, "word"), (found.words, "word")]
        .map(|(count, noun)| counted(count, noun));
    ui.note(format_args!(
        "{places}, {window} near them, of {words}; {} shown",
        counted(listing.len() as u64, "neighbour")
    ))?;
    Ok(Outcome::Done)
}
