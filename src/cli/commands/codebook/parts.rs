//! `codebook merge` and `split`: several codes become one, and one becomes several.

use super::change::{ChangeArgs, show};
use crate::cli::Ui;
use crate::project::{CodeMerge, CodeSplit, Project};

#[derive(Debug, clap::Args)]
pub(super) struct MergeArgs {
    /// The codes that become part of the other
    #[arg(required = true, value_name = "CODE")]
    codes: Vec<String>,

    /// The code that stays
    #[arg(long, value_name = "CODE")]
    into: String,

    /// Their rules come along; without it they are not applied any more
    #[arg(long)]
    with_rules: bool,

    #[command(flatten)]
    change: ChangeArgs,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim codebook split posts --into 'Vacancies,Pay' --to Vacancies 'vacanc*' --to Pay 'pay OR salary'
  verbatim codebook split posts --into Vacancies --rule 2=Vacancies
  verbatim codebook split posts --into 'Vacancies,Pay' --to Pay pay --rest Vacancies --dry-run")]
pub(super) struct SplitArgs {
    code: String,

    /// The codes that it is split into; those that are not there yet are created beside it
    #[arg(long, required = true, value_delimiter = ',', value_name = "CODE,…")]
    into: Vec<String>,

    /// What a query finds goes to this code; of several, the first that finds it
    #[arg(long = "to", num_args = 2, value_names = ["CODE", "QUERY"])]
    queries: Vec<String>,

    /// A rule, by its number, goes to this code with what it found
    #[arg(long = "rule", value_parser = rule, value_name = "NUMBER=CODE")]
    rules: Vec<(usize, String)>,

    /// All else goes to this code [default: it stays]
    #[arg(long, value_name = "CODE")]
    rest: Option<String>,

    #[command(flatten)]
    change: ChangeArgs,
}

fn rule(text: &str) -> Result<(usize, String), String> {
    let wrong = "write it as NUMBER=CODE, such as 2=pay";
    let (number, code) = text.split_once('=').ok_or(wrong)?;
    Ok((number.trim().parse().map_err(|_| wrong)?, code.trim().to_owned()))
}

pub(super) fn merge(arguments: &MergeArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let (codes, into, with_rules) = (arguments.codes.clone(), arguments.into.clone(), arguments.with_rules);
    let merge = CodeMerge { codes, into, with_rules };
    show(&project.merge_codes(&merge, &arguments.change.options())?, ui)
}

pub(super) fn split(arguments: &SplitArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let queries = arguments.queries.chunks(2).filter_map(|pair| Some((pair.first()?.clone(), pair.get(1)?.clone())));
    let split = CodeSplit {
        code: arguments.code.clone(),
        into: arguments.into.iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect(),
        queries: queries.collect(),
        rules: arguments.rules.clone(),
        rest: arguments.rest.clone(),
    };
    let progress = ui.progress();
    show(&project.split_code(&split, &arguments.change.options(), &progress)?, ui)
}
