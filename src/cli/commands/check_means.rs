//! `check-means`: can whole-number answers have these means?

use std::path::PathBuf;

use anyhow::Context as _;
use serde_json::Value;

use crate::cli::{Listing, ListingFormat, Outcome, Ui};
use crate::project::{Decimal, MeanOptions, Rounding, Verdict, check_means, verdict};

/// Check whether means are possible for the number of answers they are of
///
/// The mean of whole numbers is a fraction of their number: three answers have no mean of 2.5, whatever they are. This is
/// the GRIM test (Brown and Heathers, 2017). Give one mean and its number of answers, or a table of them: with columns
/// "mean", "n" and perhaps "items", or as it is printed, with the number behind each row's title, as in "Policing (3)".
/// Needs no study. Ends with 1 if a mean is impossible.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim check-means 5.19 28                  One mean of 28 answers
  verbatim check-means 3.27 15 --items 4        A mean over 15 people of the mean of four items
  verbatim check-means published.csv            All means of a table
  verbatim check-means published.csv --scale 1-7 --rounding half-up")]
pub(crate) struct CheckMeansArgs {
    /// A mean as it is printed, with all its decimals; or a file of means
    #[arg(value_name = "MEAN|FILE", allow_hyphen_values = true)]
    mean: String,

    /// How many answers it is of
    #[arg(value_name = "N", value_parser = clap::value_parser!(u64).range(1..=1_000_000_000))]
    n: Option<u64>,

    /// How many items each person's score is the mean of
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..=1000), value_name = "NUMBER", requires = "n")]
    items: u64,

    /// What was done with a mean that lies just between two printed ones
    #[arg(long, default_value = "any", value_parser = ["any", "half-up", "half-down", "half-even"], value_name = "HOW")]
    rounding: String,

    /// Lowest and highest point of the scale, as in 1-7
    #[arg(long, value_parser = ends, value_name = "LOW-HIGH")]
    scale: Option<(i64, i64)>,

    /// How to show it
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: ListingFormat,
}

pub(crate) fn run(arguments: &CheckMeansArgs, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let rounding = match arguments.rounding.as_str() {
        "half-up" => Rounding::HalfUp,
        "half-down" => Rounding::HalfDown,
        "half-even" => Rounding::HalfEven,
        _ => Rounding::Any,
    };
    let options = MeanOptions { rounding, scale: arguments.scale };
    let mut listing = Listing::new(&["of", "mean", "n", "items", "result", "nearest", "possible for"]);
    let (mut impossible, mut checked) = (0, 0);
    let mut add = |name: &str, mean: String, n: u64, items: u64, verdict: &Verdict| {
        let (result, nearest, fewer) = match verdict {
            Verdict::Possible => ("possible", String::new(), None),
            Verdict::CannotTell => ("any is possible", String::new(), None),
            Verdict::OffScale => ("off the scale", String::new(), None),
            Verdict::Impossible { below, above, fewer } => ("impossible", format!("{below}, {above}"), *fewer),
        };
        impossible += usize::from(matches!(verdict, Verdict::Impossible { .. } | Verdict::OffScale));
        checked += 1;
        let fewer = fewer.map_or(Value::Null, |fewer| format!("n = {fewer}").into());
        listing.row(vec![name.into(), mean.into(), n.into(), items.into(), result.into(), nearest.into(), fewer]);
    };
    match arguments.n {
        Some(n) => {
            let mean: Decimal =
                arguments.mean.parse().with_context(|| format!("{:?} is not checked", arguments.mean))?;
            add("", mean.to_string(), n, arguments.items, &verdict(mean, n, arguments.items, options));
        }
        None if arguments.mean.parse::<Decimal>().is_ok() => {
            anyhow::bail!("say how many answers the mean is of, as in: verbatim check-means {} 28", arguments.mean)
        }
        None => {
            for mean in check_means(&PathBuf::from(&arguments.mean), options)? {
                add(&mean.row.name, mean.row.mean, mean.row.n, mean.row.items, &mean.verdict);
            }
        }
    }
    listing.show(arguments.format, ui)?;
    match (impossible, checked) {
        (0, 1) => {}
        (0, _) => ui.note(format_args!("none of {checked} means is impossible"))?,
        (_, 1) => ui.note(
            "no whole-number answers have this mean; look whether some left the item blank, or it is misprinted",
        )?,
        _ => ui.note(format_args!(
            "{impossible} of {checked} means are impossible; look whether some left the item blank, or it is misprinted"
        ))?,
    }
    Ok(if impossible == 0 { Outcome::Done } else { Outcome::Failed })
}

/// `1-7`
fn ends(text: &str) -> Result<(i64, i64), String> {
    let ends =
        text.split_once(['-', '–']).and_then(|(low, high)| Some((low.trim().parse().ok()?, high.trim().parse().ok()?)));
    ends.filter(|(low, high)| low < high).ok_or_else(|| "write the scale's ends as in 1-7".to_owned())
}
