//! `check`: may these files leave?

use std::path::PathBuf;

use serde_json::json;

use crate::cli::{Outcome, Ui};
use crate::project::{CheckFinding, CheckedFile, Project};
use crate::text::counted;

/// Look for identities in any finished files
///
/// Reads the bytes of each file, docx, xlsx and other packed files unpacked, PDF by its text: the same gate that every
/// output passes. It looks for every form of every identity, for what is nearly one (a slip of the pen, another spelling,
/// part of a name), for addresses and numbers, for words of people who must not be quoted, and for names of the study's own
/// files. What only the detector takes for a name is told apart, as worth a look; with --strict it counts too. It says
/// where, and not what: --show prints that too, for you alone.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim check paper.docx supplement.xlsx
  verbatim check submission/                    All files of a folder
  verbatim check --show paper.docx              With the words that were found: real names
  verbatim check --strict notes.txt             Refuse what looks like a name and nobody has decided on")]
pub(crate) struct CheckArgs {
    /// Files and folders to look into
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Print what was found, word for word
    #[arg(long)]
    show: bool,

    /// Refuse files for what the detector alone takes for a name, too
    #[arg(long)]
    strict: bool,

    /// How to show it
    #[arg(long, value_enum, default_value_t)]
    format: CheckFormat,

    /// Print all findings of a file, not the first 20
    #[arg(long)]
    all: bool,
}

/// How `check` shows what it found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum CheckFormat {
    #[default]
    Text,
    Json,
}

/// As many findings of a file are printed, if not all are asked for.
const SHOWN: usize = 20;

pub(crate) fn run(arguments: &CheckArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let files = project.check_files(&arguments.files, arguments.strict)?;
    let refused = files.iter().filter(|file| !file.passes()).count();
    match arguments.format {
        CheckFormat::Json => {
            let files: Vec<serde_json::Value> = files.iter().map(|file| as_json(file, arguments.show)).collect();
            ui.line(serde_json::to_string_pretty(&files)?)?;
        }
        CheckFormat::Text => {
            for file in &files {
                show(file, arguments, ui)?;
            }
            if refused == 0 {
                ui.note(
                    "none of the identities is in there, nor what is like one, nor what looks like an address or number; \
                     a residual risk remains",
                )?;
            } else if files.len() > 1 {
                ui.note(format_args!("{refused} of {} refused", counted(files.len() as u64, "file")))?;
            }
        }
    }
    Ok(if refused == 0 { Outcome::Done } else { Outcome::Failed })
}

fn show(file: &CheckedFile, arguments: &CheckArgs, ui: &mut Ui) -> anyhow::Result<()> {
    let path = file.path.display();
    match (&file.failure, file.findings.len()) {
        (Some(why), _) => ui.line(format_args!("{}  {path}: {why}", Ui::strong("refused")))?,
        (None, 0) => ui.line(format_args!("{}  {path}", Ui::good("passes")))?,
        (None, 1) => ui.line(format_args!("{}  {path}", Ui::strong("refused")))?,
        (None, count) => ui.line(format_args!("{}  {path}: {count} findings", Ui::strong("refused")))?,
    }
    list(&file.findings, "", arguments, ui)?;
    list(&file.advice, "worth a look: ", arguments, ui)?;
    for note in &file.notes {
        ui.line(format_args!("  {note}"))?;
    }
    Ok(())
}

fn list(findings: &[CheckFinding], before: &str, arguments: &CheckArgs, ui: &mut Ui) -> anyhow::Result<()> {
    let most = if arguments.all { usize::MAX } else { SHOWN };
    for finding in findings.iter().take(most) {
        if arguments.show {
            ui.line(format_args!("  {before}{}: {}", finding.sentence.trim_end_matches('.'), finding.words))?;
        } else {
            ui.line(format_args!("  {before}{}", finding.sentence))?;
        }
    }
    if findings.len() > most {
        ui.line(format_args!("  {before}and {} more: --all prints them", findings.len() - most))?;
    }
    Ok(())
}

fn as_json(file: &CheckedFile, with_words: bool) -> serde_json::Value {
    let listed = |findings: &[CheckFinding]| -> Vec<serde_json::Value> {
        let shown = findings.iter().map(|finding| {
            let mut shown = json!({ "kind": finding.kind, "place": finding.place, "sentence": finding.sentence });
            if with_words {
                shown["words"] = json!(finding.words);
            }
            shown
        });
        shown.collect()
    };
    json!({
        "file": file.path.display().to_string(),
        "passes": file.passes(),
        "failure": file.failure,
        "findings": listed(&file.findings),
        "advice": listed(&file.advice),
        "notes": file.notes,
    })
}
