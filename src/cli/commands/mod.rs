//! One file a command.

mod agreement;
mod answers;
mod backup;
mod build;
mod cases;
mod changes;
mod check;
mod check_means;
mod checklist;
mod code;
mod codebook;
mod codings;
mod completions;
mod convert;
mod count;
mod crosstab;
mod doctor;
mod drafts;
mod export;
mod framework;
mod identities;
mod import;
mod init;
mod links;
mod log;
mod man;
mod memos;
mod queries;
mod quotes;
mod review;
mod search;
mod serve;
mod sources;
mod status;
mod undo;
mod withheld;
mod words;

use std::path::Path;

use anyhow::Context as _;
use clap::Subcommand;

use super::{ListingFormat, Outcome, Ui};
use crate::disclosure::Cleared;
use crate::project::{Project, ProjectError, find_study, sentence, shown};
use crate::report::By;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Init(init::InitArgs),
    Build(build::BuildArgs),
    Status(status::StatusArgs),
    Import(import::ImportArgs),
    Sources(sources::SourcesArgs),
    Review(review::ReviewArgs),
    Cases(cases::CasesArgs),
    Codebook(codebook::CodebookArgs),
    Code(code::CodeArgs),
    Codings(Box<codings::CodingsArgs>),
    Agreement(agreement::AgreementArgs),
    Memos(memos::MemosArgs),
    Links(links::LinksArgs),
    Framework(Box<framework::FrameworkArgs>),
    Identities(Box<identities::IdentitiesArgs>),
    Search(search::SearchArgs),
    Serve(serve::ServeArgs),
    Words(words::WordsArgs),
    Queries(queries::QueriesArgs),
    Quotes(quotes::QuotesArgs),
    Answers(answers::AnswersArgs),
    Count(count::CountArgs),
    Crosstab(crosstab::CrosstabArgs),
    Export(export::ExportArgs),
    Drafts(drafts::DraftsArgs),
    Changes(changes::ChangesArgs),
    Withheld(withheld::WithheldArgs),
    Check(check::CheckArgs),
    CheckMeans(check_means::CheckMeansArgs),
    Checklist(checklist::ChecklistArgs),
    Convert(convert::ConvertArgs),
    Undo(undo::UndoArgs),
    Redo(undo::RedoArgs),
    Log(log::LogArgs),
    Backup(backup::BackupArgs),
    Doctor(doctor::DoctorArgs),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
}

impl Command {
    /// Runs the command on the study in `folder`, or the nearest one upwards, under this person's name.
    pub(super) fn run(&self, folder: Option<&Path>, person: Option<&str>, ui: &mut Ui) -> anyhow::Result<Outcome> {
        let open = |folder| open(folder, person);
        match self {
            Self::Init(arguments) => init::run(arguments, ui),
            Self::Completions(arguments) => completions::run(arguments, ui),
            Self::Man(arguments) => man::run(arguments, ui),
            Self::CheckMeans(arguments) => check_means::run(arguments, ui),
            Self::Convert(arguments) => convert::run(arguments, ui),
            Self::Build(arguments) => build::run(arguments, &mut open(folder)?, ui),
            Self::Status(arguments) => status::run(arguments, &mut open(folder)?, ui),
            Self::Import(arguments) => import::run(arguments, &mut open(folder)?, ui),
            Self::Sources(arguments) => sources::run(arguments, &mut open(folder)?, ui),
            Self::Review(arguments) => review::run(arguments, &mut open(folder)?, ui),
            Self::Cases(arguments) => cases::run(arguments, &mut open(folder)?, ui),
            Self::Codebook(arguments) => codebook::run(arguments, &mut open(folder)?, ui),
            Self::Code(arguments) => code::run(arguments, &mut open(folder)?, ui),
            Self::Codings(arguments) => codings::run(arguments, &mut open(folder)?, ui),
            Self::Agreement(arguments) => agreement::run(arguments, &mut open(folder)?, ui),
            Self::Memos(arguments) => memos::run(arguments, &mut open(folder)?, ui),
            Self::Links(arguments) => links::run(arguments, &mut open(folder)?, ui),
            Self::Framework(arguments) => framework::run(arguments, &mut open(folder)?, ui),
            Self::Identities(arguments) => identities::run(arguments, &mut open(folder)?, ui),
            Self::Serve(arguments) => serve::run(arguments, &mut open(folder)?, ui),
            Self::Search(arguments) => search::run(arguments, &mut open(folder)?, ui),
            Self::Words(arguments) => words::run(arguments, &mut open(folder)?, ui),
            Self::Queries(arguments) => queries::run(arguments, &mut open(folder)?, ui),
            Self::Quotes(arguments) => quotes::run(arguments, &mut open(folder)?, ui),
            Self::Answers(arguments) => answers::run(arguments, &mut open(folder)?, ui),
            Self::Count(arguments) => count::run(arguments, &mut open(folder)?, ui),
            Self::Crosstab(arguments) => crosstab::run(arguments, &mut open(folder)?, ui),
            Self::Export(arguments) => export::run(arguments, &mut open(folder)?, ui),
            Self::Drafts(arguments) => drafts::run(arguments, &mut open(folder)?, ui),
            Self::Changes(arguments) => changes::run(arguments, &mut open(folder)?, ui),
            Self::Withheld(arguments) => withheld::run(arguments, &mut open(folder)?, ui),
            Self::Check(arguments) => check::run(arguments, &mut open(folder)?, ui),
            Self::Checklist(arguments) => checklist::run(arguments, &mut open(folder)?, ui),
            Self::Undo(arguments) => undo::undo(arguments, &mut open(folder)?, ui),
            Self::Redo(arguments) => undo::redo(arguments, &mut open(folder)?, ui),
            Self::Log(arguments) => log::run(arguments, &mut open(folder)?, ui),
            Self::Backup(arguments) => backup::run(arguments, &mut open(folder)?, ui),
            Self::Doctor(arguments) => doctor::run(arguments, &mut open(folder)?, ui),
        }
    }
}

/// What `--by` says; the parser has checked the word.
fn by(word: &str) -> By {
    match word {
        "themes" => By::Themes,
        "codes" => By::Codes,
        _ => By::Both,
    }
}

/// Shows a cleared report: readable text, or its rows as CSV or JSON.
fn show_report(cleared: &Cleared, format: ListingFormat, ui: &mut Ui) -> anyhow::Result<()> {
    let rendered = match format {
        ListingFormat::Table => shown::as_text(cleared, ui.width()),
        ListingFormat::Csv => shown::as_csv(cleared)?,
        ListingFormat::Json => shown::as_json(cleared)?,
    };
    Ok(ui.raw(rendered.as_bytes())?)
}

/// Shows an error among others, with its causes, in one sentence.
fn tell(error: &(dyn std::error::Error + 'static), ui: &mut Ui) -> std::io::Result<()> {
    ui.error(sentence(error))
}

fn open(folder: Option<&Path>, person: Option<&str>) -> anyhow::Result<Project> {
    let folder = if let Some(folder) = folder {
        folder.to_owned()
    } else {
        let start = std::env::current_dir().context("cannot tell which folder this is")?;
        find_study(&start).ok_or(ProjectError::NoStudy { start })?
    };
    let mut project = Project::open(&folder)?;
    if let Some(person) = person {
        project.set_person(person)?;
    }
    Ok(project)
}
