//! `codebook test` and `suggest-rules`: rules beside what people say.

use serde_json::{Value, json};

use super::change::{ChangeArgs, show};
use crate::cli::{Listing, ListingFormat, Outcome, Ui};
use crate::project::{
    Against, DistinguishingLimits, Project, RuleSuggestion, RuleTest, RuleTestOptions, SuggestOptions, TestedCode,
};
use crate::text::counted;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim codebook test                              Every code that has a rule
  verbatim codebook test staff-training --misses      What its rules miss, and what they find wrongly
  verbatim codebook test --against people --format csv
  verbatim codebook test --min-precision 0.7          Ends with 1 if any code's rules are less often right")]
pub(super) struct TestArgs {
    /// Only these codes, by id or name [default: all that have a rule]
    #[arg(value_name = "CODE")]
    codes: Vec<String>,

    /// Whose word counts
    #[arg(long, value_enum, default_value_t)]
    against: Judges,

    /// List what the rules miss and what they find wrongly, with participants' real words
    #[arg(long)]
    misses: bool,

    /// End with 1 if a code's rules are right less often than this
    #[arg(long, value_parser = share, value_name = "SHARE")]
    min_precision: Option<f64>,

    /// How to show it
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
enum Judges {
    /// What people coded by hand, and what they decided about proposals
    #[default]
    All,
    /// What they accepted and rejected
    Decisions,
    /// What they coded by hand; in texts that they coded, all else is wrong
    People,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim codebook suggest-rules staff-training
  verbatim codebook suggest-rules staff-training --add 1,3
  verbatim codebook suggest-rules staff-training --add 'supervis*' --rule 2 --dry-run")]
pub(super) struct SuggestArgs {
    code: String,

    /// How many
    #[arg(long, default_value_t = 20, value_name = "N")]
    limit: usize,

    /// Also words that the code's rules look for already
    #[arg(long)]
    known: bool,

    /// Only what so many people say
    #[arg(long, default_value_t = 2, value_name = "N")]
    min_cases: u64,

    /// Only what stands so often in what is coded
    #[arg(long, default_value_t = 3, value_name = "N")]
    min_count: u64,

    /// Only what is so sure to be no accident: 3.84 happens by chance in 1 of 20 comparisons, 6.63 in 1 of 100
    #[arg(long, default_value_t = 6.63, value_name = "G2")]
    min_g2: f64,

    /// Add these to a rule of the code: numbers of the list, or words and phrases (* is any ending)
    #[arg(long, value_delimiter = ',', value_name = "N or WORDS")]
    add: Vec<String>,

    /// To which rule of the code, counted from 1; a new one, if it has none of that number
    #[arg(long, default_value_t = 1, requires = "add", value_name = "N")]
    rule: usize,

    #[command(flatten)]
    change: ChangeArgs,

    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

fn share(text: &str) -> Result<f64, String> {
    let share: Option<f64> = text.parse().ok();
    share.filter(|share| (0.0..=1.0).contains(share)).ok_or_else(|| "write a share from 0 to 1, as 0.7".to_owned())
}

pub(super) fn test(arguments: &TestArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let against = match arguments.against {
        Judges::All => Against::All,
        Judges::Decisions => Against::Decisions,
        Judges::People => Against::People,
    };
    let options = RuleTestOptions { codes: arguments.codes.clone(), against };
    let tested = project.test_rules(&options, &ui.progress())?;
    if arguments.misses {
        let mut listing = Listing::new(&["Code", "What", "Rules", "Place", "Words"]);
        for place in project.test_places(&tested)? {
            let rules: Vec<String> = place.rules.iter().map(ToString::to_string).collect();
            let what = if rules.is_empty() { "missed" } else { "found wrongly" };
            listing.row(vec![
                json!(place.code),
                json!(what),
                json!(rules.join(", ")),
                json!(place.place),
                json!(place.words),
            ]);
        }
        listing.show(arguments.format, ui)?;
    } else {
        listing_of(&tested).show(arguments.format, ui)?;
    }
    if arguments.format == ListingFormat::Table && !tested.iter().any(|code| has_base(&code.all)) {
        ui.note("nobody has coded, accepted or rejected anything with these codes: there is nothing to test against")?;
    }
    let wanted = arguments.min_precision.unwrap_or_default();
    let low: Vec<&str> = tested
        .iter()
        .filter(|code| code.all.precision().share().is_some_and(|share| share < wanted))
        .map(|code| code.code.as_str())
        .collect();
    if low.is_empty() {
        return Ok(Outcome::Done);
    }
    ui.warn(format_args!("right less often than in {wanted} of finds: {}", low.join(", ")))?;
    Ok(Outcome::Failed)
}

fn has_base(test: &RuleTest) -> bool {
    test.precision().base > 0 || test.recall().base > 0
}

fn listing_of(tested: &[TestedCode]) -> Listing {
    let mut listing = Listing::new(&[
        "Code",
        "Rule",
        "Found",
        "True",
        "False",
        "Unjudged",
        "Precision",
        "From",
        "To",
        "Coded",
        "Missed",
        "Recall",
        "Recall from",
        "Recall to",
        "F1",
    ]);
    for TestedCode { code, rules, all } in tested {
        for rule in rules.iter().filter(|_| rules.len() > 1) {
            listing.row(row(code, &rule.number.to_string(), &rule.test));
        }
        listing.row(row(code, "all", all));
    }
    listing
}

fn row(code: &str, rule: &str, test: &RuleTest) -> Vec<Value> {
    let (precision, recall) = (test.precision(), test.recall());
    let ends =
        |interval: Option<(f64, f64)>| [interval.map(|ends| ends.0), interval.map(|ends| ends.1)].map(hundredths);
    let [precision_from, precision_to] = ends(precision.interval());
    let [recall_from, recall_to] = ends(recall.interval());
    vec![
        json!(code),
        json!(rule),
        json!(test.found()),
        json!(test.right.len()),
        json!(test.wrong.len()),
        json!(test.unjudged),
        hundredths(precision.share()),
        precision_from,
        precision_to,
        json!(recall.base),
        json!(test.missed.len()),
        hundredths(recall.share()),
        recall_from,
        recall_to,
        hundredths(test.f1()),
    ]
}

/// To two decimals; nothing where there is no base.
fn hundredths(share: Option<f64>) -> Value {
    share.map_or(Value::Null, |share| json!((share * 100.0).round() / 100.0))
}

pub(super) fn suggest(arguments: &SuggestArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let options = SuggestOptions {
        code: arguments.code.clone(),
        limit: arguments.limit,
        with_known: arguments.known,
        limits: DistinguishingLimits {
            inside: arguments.min_count,
            cases: arguments.min_cases,
            log_likelihood: arguments.min_g2,
        },
    };
    let needs_list = arguments.add.is_empty() || arguments.add.iter().any(|word| word.trim().parse::<usize>().is_ok());
    let suggestions = if needs_list { project.suggest_rules(&options, &ui.progress())? } else { Vec::new() };
    if !arguments.add.is_empty() {
        let words: Vec<String> =
            arguments.add.iter().map(|word| chosen(word, &suggestions)).collect::<anyhow::Result<_>>()?;
        return show(
            &project.add_rule_words(&arguments.code, &words, arguments.rule, &arguments.change.options())?,
            ui,
        );
    }
    let mut listing = Listing::new(&[
        "Number",
        "Words",
        "In coded",
        "Elsewhere",
        "Cases",
        "G2",
        "Log ratio",
        "New segments",
        "Of missed",
        "Precision",
        "Judged",
        "Known",
    ]);
    for (nth, suggestion) in suggestions.iter().enumerate() {
        let RuleSuggestion { found, is_known, new_segments, gain, precision } = suggestion;
        listing.row(vec![
            json!(nth + 1),
            json!(found.words),
            json!(found.inside),
            json!(found.outside),
            json!(found.cases),
            hundredths(Some(found.log_likelihood)),
            hundredths(Some(found.log_ratio)),
            json!(new_segments),
            json!(format!("{} of {}", gain.part, gain.base)),
            hundredths(precision.share()),
            json!(precision.base),
            json!(if *is_known { "yes" } else { "" }),
        ]);
    }
    listing.show(arguments.format, ui)?;
    if suggestions.is_empty() {
        ui.note("no word stands so often in what people coded, and so much less elsewhere")?;
    } else if arguments.format == ListingFormat::Table {
        ui.note(format_args!("{}: --add 1,2 puts these into a rule", counted(suggestions.len() as u64, "suggestion")))?;
    }
    Ok(())
}

/// What `--add` says: the number of a suggestion, or words.
fn chosen(word: &str, suggestions: &[RuleSuggestion]) -> anyhow::Result<String> {
    let word = word.trim();
    match word.parse::<usize>() {
        Ok(number) => match number.checked_sub(1).and_then(|index| suggestions.get(index)) {
            Some(suggestion) => Ok(suggestion.found.words.clone()),
            None => anyhow::bail!("there is no suggestion number {number}: {} are listed", suggestions.len()),
        },
        Err(_) => Ok(word.to_owned()),
    }
}
