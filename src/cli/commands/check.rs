//! `check`: may these files leave?

use std::path::PathBuf;

use serde_json::json;

use crate::cli::{Outcome, Ui};
use crate::project::{CheckedFile, Project};
use crate::text::counted;

/// Look for identities in any finished files
///
/// Reads the bytes of each file, docx, xlsx and other packed files unpacked, PDF by its text: the same gate that every
/// output passes. It looks for every form of every identity, for what is nearly one (a slip of the pen, another spelling,
/// part of a name), for what the detector takes for a name and nobody has decided on, for addresses and numbers, for words
/// of people who must not be quoted, and for names of the study's own files. It says where, and not what: --show prints
/// that too, for you alone.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim check paper.docx supplement.xlsx
  verbatim check submission/                    All files of a folder
  verbatim check --show paper.docx              With the words that were found: real names")]
pub(crate) struct CheckArgs {
    /// Files and folders to look into
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Print what was found, word for word
    #[arg(long)]
    show: bool,

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
    let files = project.check_files(&arguments.files)?;
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
    let most = if arguments.all { usize::MAX } else { SHOWN };
    for finding in file.findings.iter().take(most) {
        if arguments.show {
            ui.line(format_args!("  {}: {}", finding.sentence.trim_end_matches('.'), finding.words))?;
        } else {
            ui.line(format_args!("  {}", finding.sentence))?;
        }
    }
    if file.findings.len() > most {
        ui.line(format_args!("  and {} more: --all prints them", file.findings.len() - most))?;
    }
    for note in &file.notes {
        ui.line(format_args!("  {note}"))?;
    }
    Ok(())
}

fn as_json(file: &CheckedFile, with_words: bool) -> serde_json::Value {
    let findings: Vec<serde_json::Value> = file
        .findings
        .iter()
        .map(|finding| {
            let mut shown = json!({ "kind": finding.kind, "place": finding.place, "sentence": finding.sentence });
            if with_words {
                shown["words"] = json!(finding.words);
            }
            shown
        })
        .collect();
    json!({
        "file": file.path.display().to_string(),
        "passes": file.passes(),
        "failure": file.failure,
        "findings": findings,
        "notes": file.notes,
    })
}
