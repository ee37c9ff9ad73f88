//! `answers`: the different answers to an open question.

use crate::cli::{ListingFormat, Outcome, Ui};
use crate::project::{AnswerOptions, Project};

/// List the different answers to an open question, pseudonymised
///
/// Answers alike but for letter case, spaces and end marks are one; each stands with how often it was given, by how many
/// people, and with its codes. They are read again by the gate before they are shown.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim answers Q29
  verbatim answers Q29 --where 'sector:Policing'
  verbatim answers Q29 --format csv > q29.csv")]
pub(crate) struct AnswersArgs {
    /// The question (its code); a block of questions by what their codes begin with
    #[arg(value_name = "QUESTION")]
    question: String,

    /// Only answers that this query finds
    #[arg(long = "where", value_name = "QUERY")]
    filter: Option<String>,

    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

pub(crate) fn run(arguments: &AnswersArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let options = AnswerOptions { question: arguments.question.clone(), filter: arguments.filter.clone() };
    let report = project.answers(&options, &ui.progress())?;
    if let Some(warning) = project.names_warning()? {
        ui.warn(warning)?;
    }
    super::show_report(&report, arguments.format, ui)?;
    Ok(Outcome::Done)
}
