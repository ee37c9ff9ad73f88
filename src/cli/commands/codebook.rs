//! `codebook`: the codes, their counts and their mistakes.

use std::path::PathBuf;

use clap::Subcommand;
use serde_json::json;

use crate::cli::{Listing, ListingFormat, Outcome, Ui};
use crate::codebook::{Problem, Severity};
use crate::project::{CheckedCodebook, CodebookImport, Project};
use crate::text::counted;

/// Show or check the codebook
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  verbatim codebook                    Themes and codes with their counts
  verbatim codebook check              Mistakes and weak spots, with line and column
  verbatim codebook check draft.toml   … of another codebook
  verbatim codebook import codes.xlsx --dry-run   What a sheet of MAXQDA, NVivo, ATLAS.ti or Taguette holds"
)]
pub(crate) struct CodebookArgs {
    #[command(subcommand)]
    action: Option<Action>,

    /// How to show it
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Look for mistakes: undefined codes, rules that cannot work, shadow each other or never fire
    Check {
        /// The codebook [default: the study's]
        file: Option<PathBuf>,
    },
    /// Bring in codes of another tool: a sheet (.csv, .xlsx), a list (.txt) or a REFI-QDA codebook (.qdc)
    Import {
        /// The sheet
        file: PathBuf,
        /// The codebook to write [default: compare with the study's, or write codebooks/NAME.toml if it has none]
        #[arg(long, value_name = "CODEBOOK")]
        to: Option<PathBuf>,
        /// What a column is whose name does not tell: name, id, parent, definition, use_when, not_when, example, colour, group
        #[arg(long = "column", value_parser = pair, value_name = "ROLE=COLUMN")]
        columns: Vec<(String, String)>,
        /// Add to the study's codebook what it lacks
        #[arg(long, conflicts_with = "to")]
        add_codes: bool,
        /// Change nothing; show what would come in
        #[arg(long)]
        dry_run: bool,
    },
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (role, column) = text.split_once('=').ok_or("write it as ROLE=COLUMN, such as name=Guideline")?;
    Ok((role.trim().to_owned(), column.trim().to_owned()))
}

pub(crate) fn run(arguments: &CodebookArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    match &arguments.action {
        None => {
            show(arguments.format, project, ui)?;
            Ok(Outcome::Done)
        }
        Some(Action::Check { file }) => check(project, file.as_deref(), ui),
        Some(Action::Import { file, to, columns, add_codes, dry_run }) => {
            let (to, columns, add_codes, dry_run) = (to.clone(), columns.clone(), *add_codes, *dry_run);
            let done = project.import_codebook(file, &CodebookImport { to, columns, add_codes, dry_run })?;
            for line in &done.lines {
                ui.line(line)?;
            }
            Ok(Outcome::Done)
        }
    }
}

fn show(format: ListingFormat, project: &Project, ui: &mut Ui) -> anyhow::Result<()> {
    let mut listing = Listing::new(&["Theme", "Code", "Name", "Segments", "Cases", "Rules", "Status"]);
    for line in project.codebook_overview()? {
        listing.row(vec![
            json!(line.theme),
            json!(line.code),
            json!(line.name),
            json!(line.segments),
            json!(line.cases),
            json!(line.rules),
            json!(line.status.word()),
        ]);
    }
    listing.show(format, ui)
}

fn check(project: &mut Project, file: Option<&std::path::Path>, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let CheckedCodebook { path, problems, never_fired } = project.check_codebook(file, &ui.progress())?;
    for problem in &problems {
        show_problem(&path, problem, ui)?;
    }
    for rule in &never_fired {
        ui.warn(format_args!("{}: {rule}", path.display()))?;
    }
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    let warnings = problems.len() - errors + never_fired.len();
    let (mistakes, doubts) = (counted(errors as u64, "error"), counted(warnings as u64, "warning"));
    ui.line(format_args!("{}: {mistakes}, {doubts}", path.display()))?;
    Ok(if errors == 0 { Outcome::Done } else { Outcome::Failed })
}

fn show_problem(path: &std::path::Path, problem: &Problem, ui: &mut Ui) -> anyhow::Result<()> {
    let place = format!("{}, line {}, column {}", path.display(), problem.line_number, problem.column_number);
    match problem.severity {
        Severity::Error => ui.error(format_args!("{place}: {}", problem.message))?,
        Severity::Warning => ui.warn(format_args!("{place}: {}", problem.message))?,
    }
    if let Some(hint) = &problem.hint {
        ui.hint(hint)?;
    }
    Ok(())
}
