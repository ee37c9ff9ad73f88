//! Somebody withdraws: every trace of their words leaves the study, and what is left to the researcher is named.

use std::fs;
use std::path::Path;

use super::withdrawn::Withdrawn;
use crate::import::projects::is_project;
use crate::index::Index;
use crate::model::{CaseId, CaseKind, SourceId};
use crate::project::files::study_files;
use crate::project::importing::import::{faces_of, work};
use crate::project::{Progress, Project, ProjectError, Quiet, clock};
use crate::store::{Traces, Unfinished, Withdrawal};
use crate::text::counted;

/// Why somebody withdraws: words that tell nothing of who it is.
pub const WITHDRAWAL_REASONS: &[&str] = &["asked", "guardian", "ineligible", "other"];

/// What goes, or went, and what is left for the researcher to do.
#[derive(Debug, Clone)]
pub struct WithdrawalReport {
    pub name: String,
    /// What the program takes away, a line each.
    pub goes: Vec<String>,
    /// What only the researcher can take away, a line each.
    pub by_hand: Vec<String>,
    /// Whether nothing is left in the store's files; another program that has the study open prevents it.
    pub is_complete: bool,
}

impl Project {
    /// What would go if a case withdrew. Nothing is changed.
    pub fn withdrawal(&self, name: &str) -> Result<WithdrawalReport, ProjectError> {
        let case = self.case_named(name)?;
        self.report_of(case, &self.store.traces(case)?)
    }

    /// Takes every trace of a case out of the study.
    pub fn withdraw(
        &mut self,
        name: &str,
        reason: &str,
        progress: &dyn Progress,
    ) -> Result<WithdrawalReport, ProjectError> {
        let case = self.case_named(name)?;
        let kind = self.case_of(case)?.kind;
        let traces = self.store.traces(case)?;
        let mut report = self.report_of(case, &traces)?;
        let withdrawn = self.withdrawn()?.with(&traces);
        let (settings, project_settings) = self.settings_without(&withdrawn)?;
        let mut detail = serde_json::json!({ "kind": kind.word() });
        if !reason.is_empty() {
            detail["reason"] = reason.into();
        }
        let runs = self.runs_of(case)?;
        let event = self.event("cases withdraw", detail);
        let register = self.register_left(&traces)?;
        self.store.withdraw(&Withdrawal {
            case,
            reason,
            day: &clock::today(),
            keys: withdrawn.keys(),
            runs: &runs,
            settings: &settings,
            project_settings: &project_settings,
            register: &register,
            event: &event,
        })?;
        report.is_complete = self.finish_withdrawal()?;
        if self.store.text_count()? > 0 {
            match self.catch_up(progress) {
                // Their words have gone, whatever somebody wished since: whoever searches next completes the index.
                Ok(_) | Err(ProjectError::Cancelled) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(report)
    }

    /// Does what is still to be done for those who withdrew, if a crash or another program prevented it; `false` if that
    /// is not possible now.
    pub(in crate::project) fn finish_withdrawal(&mut self) -> Result<bool, ProjectError> {
        match self.store.unfinished_withdrawal()? {
            None => return Ok(true),
            Some(Unfinished::Files) => {
                self.remove_outputs()?;
                self.discard_all_incoming()?;
                self.index = None;
                Index::open(&self.index_folder(), &self.study.language)?.discard()?;
                self.store.files_are_gone()?;
                self.store.forget_fact(crate::project::outputs::build::BUILT_FROM)?;
            }
            Some(Unfinished::Pages) => {}
        }
        Ok(self.store.purge()?)
    }

    /// Removes every file that a build wrote, and what a build that was killed left behind.
    fn remove_outputs(&self) -> Result<(), ProjectError> {
        let folder = self.output_folder();
        for output in self.store.outputs()? {
            remove_if_there(&folder.join(&output.path))?;
        }
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            if is_temporary(&entry.path()) {
                remove_if_there(&entry.path())?;
            }
        }
        Ok(())
    }

    /// How each source, and each project of another tool, is read without them, where nothing else has changed since it
    /// was read.
    fn settings_without(&self, withdrawn: &Withdrawn) -> Result<NewSettings, ProjectError> {
        let faces = self.face_rows()?;
        let left: Vec<_> = faces.iter().filter(|face| !withdrawn.has_participant(&face.case)).cloned().collect();
        let (mut sources, mut projects) = (Vec::new(), Vec::new());
        for file in study_files(&self.folder, &self.study)?.0 {
            let Some(known) = self.known_file(&file)? else { continue };
            if is_project(&file.path) {
                if known.settings == self.settings(&file, &faces)? {
                    projects.push((file.name.clone(), self.settings(&file, &left)?));
                }
                let without = self.settings(&file, &left)?;
                let documents = self.store.sources()?.into_iter().filter(|source| file.holds(&source.path));
                sources.extend(documents.map(|source| (source.id, without.clone())));
            } else if known.settings == self.settings(&file, &faces_of(&file, &faces))? {
                sources.push((known.id, self.settings(&file, &faces_of(&file, &left))?));
            }
        }
        Ok((sources, projects))
    }

    fn report_of(&self, case: CaseId, traces: &Traces) -> Result<WithdrawalReport, ProjectError> {
        let case = self.case_of(case)?;
        let mut goes = Vec::new();
        for transcript in &traces.transcripts {
            goes.push(if transcript.is_theirs {
                format!("{}: all of it, since nobody else takes part in it", transcript.path)
            } else {
                let turns = counted(transcript.turn_count, "turn");
                format!("{}: {turns}; what others say stays, with its codings", transcript.path)
            });
        }
        for row in &traces.rows {
            goes.push(format!("{}: {}", row.path, place_of(row.row_number)));
        }
        let counts = [
            (traces.word_count, "word"),
            (traces.response_count, "closed answer"),
            (traces.attribute_count, "attribute"),
            (traces.coding_count, "coding"),
        ];
        let some = counts.iter().filter(|(count, _)| *count > 0).map(|(count, noun)| counted(*count, noun));
        goes.extend(Some(some.collect::<Vec<_>>().join(", ")).filter(|line| !line.is_empty()));
        if traces.past_text_count > 0 {
            let waiting = match traces.waiting_count {
                0 => String::new(),
                count => format!(", and {} waiting in review on them", work(count)),
            };
            goes.push(format!("{} of earlier revisions{waiting}", counted(traces.past_text_count, "text")));
        }
        if traces.memo_count > 0 {
            goes.push(format!("{} on them, or with their words", counted(traces.memo_count, "memo")));
        }
        if traces.link_count > 0 {
            goes.push(format!("{} from or to any of that", counted(traces.link_count, "link")));
        }
        if traces.quote_mark_count > 0 {
            let what = "choice of quotations, or of how they are printed";
            let many = "choices of quotations, or of how they are printed";
            let noun = if traces.quote_mark_count == 1 { what } else { many };
            goes.push(format!("{} {noun}", traces.quote_mark_count));
        }
        if traces.cell_count > 0 {
            let cells = counted(traces.cell_count, "cell");
            goes.push(format!("{cells} of frameworks: those of their row, and those that repeat their words"));
        }
        let left = self.register_left(traces)?;
        let known = self.store.identities()?;
        let links = known.iter().filter(|stored| stored.case == Some(case.id)).count();
        if links > 0 {
            let identities = if links == 1 { "1 identity".to_owned() } else { format!("{links} identities") };
            let stays = if left.stays.is_empty() { "" } else { "; names that others still say stay, without the link" };
            goes.push(format!("{identities} of the register{stays}"));
        }
        if case.kind == CaseKind::Participant && !case.label.is_empty() {
            goes.push(format!("the label {:?}", case.label));
        }
        goes.push("what `verbatim undo` could take back: nothing from before can be, after it".to_owned());
        let drafts = self.store.drafts()?.len() as u64;
        if drafts > 0 {
            goes.push(format!("{} of what was built, whoever is quoted there", counted(drafts, "draft")));
        }
        let outputs = self.store.outputs()?.len() as u64;
        goes.push(format!("{} in output/, which the next build makes again without them", counted(outputs, "file")));
        Ok(WithdrawalReport { name: case.name, goes, by_hand: self.left_by_hand(traces)?, is_complete: false })
    }

    /// Lets commands begin with a study that holds nothing of those who withdrew.
    pub(in crate::project) fn without_the_withdrawn(mut self) -> Result<Self, ProjectError> {
        if self.store.unfinished_withdrawal()?.is_some() {
            self.finish_withdrawal()?;
            if self.store.text_count()? > 0 {
                self.catch_up(&Quiet)?;
            }
        }
        Ok(self)
    }
}

/// How things are read, by source and by project's path.
type NewSettings = (Vec<(SourceId, String)>, Vec<(String, String)>);

/// "row 5", or what there is without.
pub(in crate::project) fn place_of(row_number: Option<u64>) -> String {
    row_number.map_or_else(|| "what was left of a row".to_owned(), |number| format!("row {number}"))
}

/// What a writer that was killed leaves: see `export::write_file`.
pub(in crate::project) fn is_temporary(path: &Path) -> bool {
    path.is_file() && path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".tmp"))
}

fn remove_if_there(path: &Path) -> Result<(), ProjectError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(ProjectError::Write { path: path.to_owned(), source: error })
        }
        _ => Ok(()),
    }
}
