//! `import`: bring files into the study.

use std::path::{Path, PathBuf};

use crate::cli::{Outcome, Ui};
use crate::model::SourceKind;
use crate::project::{Dialect, ImportOptions, Project, SpeakerOptions, SpeakerPattern};

/// Bring files into the study
///
/// Without FILES, imports what study.toml names. A file that study.toml does not name yet is added to it; one that lies
/// outside the study folder is copied into transcripts/ first. Files that have not changed are skipped. Personal columns
/// of a survey (names, e-mail, IP addresses) are left out. A project of Taguette (.sqlite3) or QualCoder (.qda) brings its
/// documents with what people coded and noted there, and its cases and codes. What is said of speakers is kept in
/// study.toml, for every later import and build.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim import                                  Whatever study.toml names
  verbatim import anna.docx ben.vtt                Two more interviews
  verbatim import anna.docx --dry-run              Show who speaks in it, and where
  verbatim import anna.docx --speakers \"AL=Anna Lee, I=interviewer, Note=-\"
                                                   Say who the labels are; Note is nobody
  verbatim import group.txt --kind focus-group --cases \"Anna=P3, Ben=P4\"
                                                   Say whose words they are
  verbatim import survey.csv --dry-run             Show how the survey would be read
  verbatim import survey.csv --save-plan           Keep that as a plan, to edit and use again
  verbatim import survey2.csv --append-to survey.csv
                                                   A later export: what is new and what has changed
  verbatim import study.qda --dry-run              Show what another tool's project would bring")]
pub(crate) struct ImportArgs {
    /// Files to import
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// What they are [default: survey for tables without speakers, interview for others]
    #[arg(long, value_parser = kind, value_name = "KIND")]
    kind: Option<SourceKind>,

    /// How to read a survey: a plan that was saved earlier
    #[arg(long, value_name = "PLAN")]
    plan: Option<PathBuf>,

    /// Save how the survey is read beside it, as NAME.plan.toml
    #[arg(long)]
    save_plan: bool,

    /// A later export of this survey: read it in its place, and keep what was coded
    #[arg(long, value_name = "SURVEY", requires = "files",
          conflicts_with_all = ["kind", "plan", "save_plan", "add_codes", "dialect", "speakers", "speaker_pattern", "cases"])]
    append_to: Option<String>,

    /// Add codes of another tool's project that the codebook does not have
    #[arg(long, requires = "files")]
    add_codes: bool,

    /// Who labels in a transcript stand for: a name, `interviewer`, or `-` if nobody
    #[arg(long, value_parser = pairs, value_name = "LABEL=NAME, …", requires = "files")]
    speakers: Vec<Pairs>,

    /// How labels look, if they are not found: `#NAME#`, or a regular expression that begins with ^
    #[arg(long, value_parser = SpeakerPattern::new, value_name = "PATTERN", requires = "files")]
    speaker_pattern: Option<SpeakerPattern>,

    /// Whose words a speaker's are: the case, as the table of participants names it
    #[arg(long, value_parser = pairs, value_name = "SPEAKER=CASE, …", requires = "files")]
    cases: Vec<Pairs>,

    /// Which tool wrote a survey, where its signs mislead; its plan is saved
    #[arg(long, value_parser = dialect, value_name = "TOOL", conflicts_with = "plan")]
    dialect: Option<Dialect>,

    /// Change nothing; show what would come in
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn kind(word: &str) -> Result<SourceKind, String> {
    SourceKind::from_word(word).ok_or_else(|| {
        let known: Vec<&str> = SourceKind::ALL.iter().map(|kind| kind.word()).collect();
        format!("it is one of {}", known.join(", "))
    })
}

/// What someone says of several names: `AL=Anna Lee, I=interviewer`.
#[derive(Debug, Clone)]
struct Pairs(Vec<(String, String)>);

/// Commas part the pairs, but not those inside of a name: `M=Mireille Reece, PhD`.
fn pairs(text: &str) -> Result<Pairs, String> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for part in text.split(',') {
        match (part.split_once('='), pairs.last_mut()) {
            (Some((label, name)), _) => pairs.push((label.trim().to_owned(), name.trim().to_owned())),
            (None, Some((_, name))) if !part.trim().is_empty() => name.extend([", ", part.trim()]),
            (None, Some(_)) => {}
            (None, None) => {
                return Err("write what stands in the file, =, and whose it is, as in \"AL=Anna Lee\"".to_owned());
            }
        }
    }
    match pairs.iter().find(|(label, name)| label.is_empty() || name.is_empty()) {
        Some(_) => Err("on both sides of = there has to be a name; \"-\" stands for nobody".to_owned()),
        None => Ok(Pairs(pairs)),
    }
}

fn dialect(word: &str) -> Result<Dialect, String> {
    Dialect::from_word(word).ok_or_else(|| {
        let known: Vec<&str> = Dialect::ALL.iter().map(|dialect| dialect.word()).collect();
        format!("it is one of {}", known.join(", "))
    })
}

pub(crate) fn run(arguments: &ImportArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let all = |lists: &[Pairs]| lists.iter().flat_map(|pairs| pairs.0.clone()).collect();
    let speakers = SpeakerOptions {
        speakers: all(&arguments.speakers),
        cases: all(&arguments.cases),
        pattern: arguments.speaker_pattern.clone(),
    };
    let options = ImportOptions {
        kind: arguments.kind,
        speakers,
        plan: arguments.plan.clone(),
        // A dialect that is not the file's own has to be remembered.
        save_plan: arguments.save_plan || arguments.dialect.is_some(),
        dialect: arguments.dialect,
        add_codes: arguments.add_codes,
    };
    let later = match (&arguments.append_to, arguments.files.as_slice()) {
        (Some(survey), [file]) => Some((file, survey)),
        (Some(_), _) => anyhow::bail!("only one file can take a survey's place: append one, then the next"),
        (None, _) => None,
    };
    if arguments.dry_run {
        return match later {
            Some((file, survey)) => {
                let lines = project.append_preview(file, survey)?;
                show_preview(file, &lines, ui)?;
                Ok(Outcome::Done)
            }
            None => preview(arguments, &options, project, ui),
        };
    }
    let report = match later {
        Some((file, survey)) => project.append(file, survey, &ui.progress())?,
        None if arguments.files.is_empty() => project.import_all(&ui.progress())?,
        None => project.import(&arguments.files, &options, &ui.progress())?,
    };
    for source in &report.imported {
        ui.done(format_args!("imported  {source}"))?;
    }
    for note in &report.notes {
        ui.done(note)?;
    }
    for warning in &report.warnings {
        ui.warn(warning)?;
    }
    for failure in &report.failed {
        super::tell(failure, ui)?;
    }
    ui.done(format_args!(
        "{} imported, {} unchanged, {} failed",
        report.imported.len(),
        report.unchanged,
        report.failed.len()
    ))?;
    Ok(outcome(report.failed.len(), report.imported.len() + report.unchanged))
}

fn outcome(failed: usize, well: usize) -> Outcome {
    match (failed, well) {
        (0, _) => Outcome::Done,
        (_, 0) => Outcome::Failed,
        _ => Outcome::Partly,
    }
}

fn preview(arguments: &ImportArgs, options: &ImportOptions, project: &Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let mut failed = 0;
    let files = if arguments.files.is_empty() { project.named_files()? } else { arguments.files.clone() };
    for file in &files {
        match project.preview(file, options) {
            Ok(lines) => show_preview(file, &lines, ui)?,
            Err(error) => {
                failed += 1;
                super::tell(&error, ui)?;
            }
        }
    }
    Ok(outcome(failed, files.len() - failed))
}

fn show_preview(file: &Path, lines: &[String], ui: &mut Ui) -> anyhow::Result<()> {
    ui.line(Ui::strong(file.display()))?;
    for line in lines {
        ui.line(format_args!("  {line}"))?;
    }
    Ok(())
}
