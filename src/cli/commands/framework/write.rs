//! `framework set`, `link`, `unlink`, `confirm`, `fill`, `clear`.

use std::path::PathBuf;

use anyhow::bail;

use super::CellArgs;
use crate::cli::Ui;
use crate::project::{FillOptions, Project, WordsThere};
use crate::text::counted;

#[derive(Debug, clap::Args)]
pub(super) struct SetArgs {
    #[command(flatten)]
    cell: CellArgs,

    /// What you write
    #[arg(required_unless_present = "from", value_name = "TEXT")]
    summary: Option<String>,

    /// Take the text from a file; - reads standard input
    #[arg(long, conflicts_with = "summary", value_name = "FILE")]
    from: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct LinkArgs {
    #[command(flatten)]
    cell: CellArgs,

    /// Where the words are: SOURCE:12, SOURCE:12-14, SURVEY:RESPONDENT:QUESTION
    place: String,

    /// These words there [default: all of it]
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,

    /// Which of them, if they stand there several times, counted from 1
    #[arg(long, requires = "words", value_name = "N")]
    occurrence: Option<usize>,

    /// They may be printed in the cell, as an illustration
    #[arg(long)]
    illustrates: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct UnlinkArgs {
    #[command(flatten)]
    cell: CellArgs,

    /// Numbers of links, as `framework show` has them
    #[arg(required = true, value_name = "NUMBER")]
    numbers: Vec<i64>,
}

#[derive(Debug, clap::Args)]
pub(super) struct ConfirmArgs {
    framework: String,

    /// One cell [default: with --all, every cell that is stale]
    #[arg(requires = "column")]
    row: Option<String>,

    column: Option<String>,

    /// Every cell that is stale
    #[arg(long, conflicts_with = "row")]
    all: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct FillArgs {
    framework: String,

    /// Only this row
    #[arg(long, value_name = "ROW")]
    row: Option<String>,

    /// Only this column
    #[arg(long, value_name = "COLUMN")]
    column: Option<String>,

    /// At most so many passages in a cell, the longest
    #[arg(long, value_name = "N")]
    limit: Option<usize>,

    /// Change nothing; show which cells would be filled
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct ClearArgs {
    #[command(flatten)]
    cell: CellArgs,
}

pub(super) fn set(arguments: &SetArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let summary = super::super::memos::words_of(arguments.summary.as_ref(), arguments.from.as_ref())?;
    let CellArgs { framework, row, column } = &arguments.cell;
    let written = project.set_cell(framework, row, column, &summary.unwrap_or_default())?;
    let done = if written.had_summary { "changed" } else { "written" };
    ui.line(format_args!("{} / {} {done}", written.row, written.column))?;
    Ok(())
}

pub(super) fn link(arguments: &LinkArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let words = arguments.words.as_deref();
    let words = words.map(|words| WordsThere { words, occurrence: arguments.occurrence });
    let CellArgs { framework, row, column } = &arguments.cell;
    let is_new =
        project.link_cell(framework, arguments.cell.place(), &arguments.place, words, arguments.illustrates)?;
    let done = if is_new { "linked with" } else { "is linked already with" };
    ui.line(format_args!("{row} / {column} {done} {}", arguments.place))?;
    Ok(())
}

pub(super) fn unlink(arguments: &UnlinkArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    project.unlink_cell(&arguments.cell.framework, arguments.cell.place(), &arguments.numbers)?;
    ui.line(format_args!("{} taken away", counted(arguments.numbers.len() as u64, "link")))?;
    Ok(())
}

pub(super) fn confirm(arguments: &ConfirmArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let cells: Vec<(String, String)> = arguments.row.clone().zip(arguments.column.clone()).into_iter().collect();
    if cells.is_empty() && !arguments.all {
        bail!("name a cell by its row and column, or --all for every cell that is stale");
    }
    let confirmed = project.confirm_cells(&arguments.framework, &cells)?;
    for cell in &confirmed {
        ui.line(format_args!("{} / {} still holds", cell.row, cell.column))?;
    }
    if confirmed.is_empty() {
        ui.line("no cell is stale")?;
    }
    Ok(())
}

pub(super) fn fill(arguments: &FillArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let options = FillOptions {
        row: arguments.row.clone(),
        column: arguments.column.clone(),
        limit: arguments.limit,
        dry_run: arguments.dry_run,
    };
    let filled = project.fill_cells(&arguments.framework, &options)?;
    for cell in &filled {
        let left = if cell.left_out > 0 { format!(", {} left out", cell.left_out) } else { String::new() };
        let passages = counted(cell.passage_count as u64, "passage");
        ui.line(format_args!("{} / {}: {passages}{left}", cell.row, cell.column))?;
    }
    let would = if arguments.dry_run { "would be " } else { "" };
    ui.note(format_args!("{} {would}filled", counted(filled.len() as u64, "cell")))?;
    Ok(())
}

pub(super) fn clear(arguments: &ClearArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let CellArgs { framework, row, column } = &arguments.cell;
    let cleared = project.clear_cell(framework, row, column)?;
    ui.line(format_args!("{} / {} cleared", cleared.row, cleared.column))?;
    Ok(())
}
