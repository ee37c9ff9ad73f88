//! `codebook check`: mistakes and weak spots, with line and column.

use std::path::Path;

use crate::cli::{Outcome, Ui};
use crate::codebook::{Problem, Severity};
use crate::project::{CheckedCodebook, Project};
use crate::text::counted;

pub(super) fn run(file: Option<&Path>, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let CheckedCodebook { path, problems, never_fired } = project.check_codebook(file, &ui.progress())?;
    for problem in &problems {
        show(&path, problem, ui)?;
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

fn show(path: &Path, problem: &Problem, ui: &mut Ui) -> anyhow::Result<()> {
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
