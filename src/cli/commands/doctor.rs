//! `doctor`: is everything well, and if not, what to do.

use crate::cli::{Outcome, Ui};
use crate::project::Project;

/// Check store, index, codebook and outputs, and say what to do
#[derive(Debug, clap::Args)]
pub(crate) struct DoctorArgs {}

pub(crate) fn run(_arguments: &DoctorArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let checks = project.doctor()?;
    for check in &checks {
        let mark = if check.problems.is_empty() { Ui::good("well") } else { Ui::strong("look") };
        ui.line(format_args!("{mark}  {}", check.what))?;
        for problem in &check.problems {
            ui.line(format_args!("      {}", problem.found))?;
            ui.line(format_args!("      → {}", problem.remedy))?;
        }
    }
    let well = checks.iter().all(|check| check.problems.is_empty());
    Ok(if well { Outcome::Done } else { Outcome::Partly })
}
