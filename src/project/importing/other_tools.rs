//! A project of another tool on its way into the store: each document becomes a source, people's codings stand as
//! accepted ones, and the codes find their place in the codebook.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::import::{ImportReport, ImportedSource, Incoming, speaks_in};
use super::transcripts::{gone_speakers, store_text};
use crate::import::projects::{About, ImportedProject, Note, ProjectCoding, ProjectDocument, is_project, read_project};
use crate::import::{FaceRow, Imported, KnownSpeakers, Turn, read_file};
use crate::model::Span;
use crate::project::codebook::codes_from::Fitted;
use crate::project::files::{StudyFile, file_sha256, sha256, stamp, study_files};
use crate::project::people::withdrawn::Withdrawn;
use crate::project::study::STUDY_FILE;
use crate::project::{Project, ProjectError};
use crate::store::{
    Event, KnownFile, MemoTarget, NewCoding, NewProjectFile, NewProjectMemo, NewSource, Revised, WITHDRAWN_SPEAKER,
    WITHDRAWN_TURN,
};
use crate::text::{Cut, counted, word_count};

/// The database inside a project that is a folder, as QualCoder's are; any other path as it is.
pub(in crate::project) fn database_in(path: PathBuf) -> PathBuf {
    let inside = path.join(DATABASE);
    if path.extension().is_some_and(|extension| extension == "qda") && inside.is_file() { inside } else { path }
}

/// What a file is called where it is copied to: the database of a folder bears the folder's name.
pub(in crate::project) fn file_name_of(path: &Path) -> OsString {
    let name = path.file_name().unwrap_or_default();
    let folder = path.parent().filter(|folder| folder.extension().is_some_and(|extension| extension == "qda"));
    folder.filter(|_| name == DATABASE).and_then(Path::file_name).unwrap_or(name).to_owned()
}

const DATABASE: &str = "data.qda";

impl Project {
    /// Brings a project in, unless it is as it was; all of it is one step.
    pub(in crate::project) fn import_project(
        &mut self,
        file: &StudyFile,
        sheet: &[FaceRow],
        withdrawn: &Withdrawn,
        add_codes: bool,
        report: &mut ImportReport,
    ) -> Result<(), ProjectError> {
        self.as_one_step(|project| project.import_changed_project(file, sheet, withdrawn, add_codes, report))
    }

    fn import_changed_project(
        &mut self,
        file: &StudyFile,
        sheet: &[FaceRow],
        withdrawn: &Withdrawn,
        add_codes: bool,
        report: &mut ImportReport,
    ) -> Result<(), ProjectError> {
        let stamp = stamp(&file.path)?;
        let settings = self.settings(file, sheet)?;
        let known = self.store.known_project_file(&file.name)?.filter(|known| known.settings == settings && !add_codes);
        if known
            .as_ref()
            .is_some_and(|known| known.byte_count == stamp.byte_count && known.modified_ns == stamp.modified_ns)
        {
            report.unchanged += 1;
            return Ok(());
        }
        let sha256 = file_sha256(&file.path)?;
        if known.is_some_and(|known| known.sha256 == sha256) {
            self.store.note_project_modified(&file.name, stamp.modified_ns)?;
            report.unchanged += 1;
            return Ok(());
        }
        if self.store.is_set_aside(&file.name, &sha256, &settings)? {
            report.unchanged += 1;
            return Ok(());
        }
        let project = read_project(&file.path, &read_file(&file.path)?, &KnownSpeakers::default())?;
        let fitted = self.fit_codes(&project.codes, file, add_codes, report)?;
        let new = NewProjectFile {
            path: &file.name,
            sha256: &sha256,
            byte_count: stamp.byte_count,
            modified_ns: stamp.modified_ns,
            settings: &settings,
        };
        let around = Around { file, sheet, withdrawn };
        let words = self.bring_in(&project, &fitted, around, &new, report)?;
        report.warnings.extend(project.left_out.iter().map(|sentence| format!("{}: {sentence}", file.name)));
        if unwritten(&file.path) {
            report.warnings.push(format!(
                "{}: changes that are not written into the file yet were not read; close the project in its program and import again",
                file.name
            ));
        }
        report.imported.push(ImportedSource {
            name: file.name.clone(),
            kind: file.entry.kind,
            encoding: project.format.word().to_owned(),
            texts: project.documents.len() as u64,
            segments: project.documents.iter().map(|document| document.imported.turns.len() as u64).sum(),
            words,
            respondents: None,
            brought: Some(summary(&project)),
            different: 0,
            revision: 1,
            revised: Revised::default(),
            later: None,
        });
        Ok(())
    }

    /// Writes all documents and then the file itself; gives the number of words.
    fn bring_in(
        &mut self,
        project: &ImportedProject,
        fitted: &Fitted,
        Around { file, sheet, withdrawn }: Around<'_>,
        new: &NewProjectFile<'_>,
        report: &mut ImportReport,
    ) -> Result<u64, ProjectError> {
        let path = |name: &str| format!("{}/{name}", file.name);
        let mut faces = sheet.to_vec();
        faces.extend(project.faces.iter().map(|face| FaceRow { source: path(&face.source), ..face.clone() }));
        let taken = self.names_taken(file)?;
        let mut words = 0;
        for document in &project.documents {
            let short_name = match document.name.rsplit_once('.') {
                Some((stem, extension)) if !stem.is_empty() && extension.len() <= 5 => stem,
                _ => document.name.as_str(),
            };
            let short_name = if taken.contains(short_name) {
                format!("{}: {short_name}", file.short_name)
            } else {
                short_name.to_owned()
            };
            let name = path(&document.name);
            let of_document = StudyFile { path: file.path.clone(), name, short_name, entry: file.entry.clone() };
            let here: Vec<FaceRow> = faces.iter().filter(|face| speaks_in(face, &of_document.name)).cloned().collect();
            let digest = sha256(document.imported.text.as_bytes());
            let incoming = Incoming {
                file: &of_document,
                new: NewSource {
                    path: &of_document.name,
                    kind: file.entry.kind,
                    format: project.format,
                    sha256: &digest,
                    byte_count: document.imported.text.len() as u64,
                    modified_ns: new.modified_ns,
                    settings: new.settings,
                    encoding: &document.imported.encoding,
                },
                faces: &here,
                sheet: &faces,
                withdrawn,
                plan: None,
                is_trial: false,
            };
            let (gone, all) = gone_speakers(&document.imported, &incoming);
            if all || withdrawn.has_file(&of_document.name, &digest) {
                report.warnings.push(format!(
                    "{}: of someone who withdrew, and not read; take it out of the project",
                    of_document.name
                ));
                continue;
            }
            words += if gone.is_empty() {
                self.bring_in_document(document, &incoming, fitted, file)?
            } else {
                self.bring_in_document(&without_speakers(document, &gone), &incoming, fitted, file)?
            };
        }
        self.drop_vanished(project, file, report)?;
        let detail = serde_json::json!({ "source": file.name, "documents": project.documents.len(), "codings": codings(project) });
        let event = self.event("import project", detail);
        let memos: Vec<NewProjectMemo<'_>> = project
            .memos
            .iter()
            .filter(|memo| !withdrawn.has_memo(&memo.note.content))
            .map(|memo| {
                let target = match &memo.about {
                    About::Study(heading) => MemoTarget::Study(heading),
                    About::Case(case) => MemoTarget::Case(case),
                };
                written(&memo.note, target, file, &event)
            })
            .collect();
        self.store.finish_project_file(new, &memos, &event)?;
        Ok(words)
    }

    /// What files of the study beside this one are called: a document of the same name is somebody else's.
    fn names_taken(&self, file: &StudyFile) -> Result<BTreeSet<String>, ProjectError> {
        let (files, _) = study_files(&self.folder, &self.study)?;
        Ok(files.into_iter().filter(|other| other.name != file.name).map(|other| other.short_name).collect())
    }

    fn bring_in_document(
        &mut self,
        document: &ProjectDocument,
        incoming: &Incoming<'_>,
        fitted: &Fitted,
        file: &StudyFile,
    ) -> Result<u64, ProjectError> {
        let imported = &document.imported;
        let event = self.event("import", serde_json::Value::Null);
        let mut importing = self.store.begin_import(&incoming.new)?;
        importing.drop_brought()?;
        let (text, words) = store_text(&mut importing, imported, incoming)?;
        let detail = serde_json::json!({ "source": incoming.new.path, "turns": imported.turns.len(), "words": words,
                                         "codings": document.codings.len() });
        let event = Event { detail, ..event };
        let may_come = |note: &&Note| !incoming.withdrawn.has_memo(&note.content);
        for coding in &document.codings {
            let code = fitted.id(coding.code_index);
            let Some(segments) = segments_of(imported, coding.span) else { continue };
            importing.coding(text, &NewCoding { code, coder: &coding.coder, span: coding.span, segments })?;
            if let Some(note) = coding.note.as_ref().filter(may_come) {
                let target = MemoTarget::Coding { code, coder: &coding.coder, span: coding.span };
                importing.project_memo(text, &written(note, target, file, &event))?;
            }
        }
        for memo in &imported.memos {
            let note = Note {
                author: memo.author.clone(),
                written_at: memo.written_at.clone(),
                content: memo.content.clone(),
            };
            if may_come(&&note) {
                importing.project_memo(text, &written(&note, MemoTarget::Passage(memo.span), file, &event))?;
            }
        }
        if let Some(note) = document.note.as_ref().filter(may_come) {
            importing.project_memo(text, &written(note, MemoTarget::Text, file, &event))?;
        }
        importing.finish(&serde_json::json!(imported.warnings), &event)?;
        Ok(words)
    }

    /// Documents that the project had and has no longer go, unless someone coded them here.
    fn drop_vanished(
        &mut self,
        project: &ImportedProject,
        file: &StudyFile,
        report: &mut ImportReport,
    ) -> Result<(), ProjectError> {
        for source in self.store.sources()?.iter().filter(|source| file.holds(&source.path)) {
            let name = source.path.get(file.name.len() + 1..).unwrap_or_default();
            if project.documents.iter().any(|document| document.name == name) {
                continue;
            }
            if self.store.codings_made_here(source.id)? > 0 {
                let message = "the project has it no longer; it stays, since people have coded it";
                report.warnings.push(format!("{}: {message}", source.path));
            } else {
                let event = self.event("remove", serde_json::json!({ "source": source.path }));
                self.store.remove_source(source.id, &event)?;
            }
        }
        Ok(())
    }

    /// What the store remembers of a file, be it a source itself or a project of many.
    pub(in crate::project) fn known_file(&self, file: &StudyFile) -> Result<Option<KnownFile>, ProjectError> {
        if is_project(&file.path) {
            return Ok(self.store.known_project_file(&file.name)?);
        }
        Ok(self.store.known_file(&file.name)?)
    }

    /// The documents of the projects among these files, by their paths; nothing if one of them has not come in yet, so that
    /// nobody can know them.
    pub(in crate::project) fn project_documents(
        &self,
        files: &[StudyFile],
    ) -> Result<Option<Vec<String>>, ProjectError> {
        let projects: Vec<&StudyFile> = files.iter().filter(|file| is_project(&file.path)).collect();
        for file in &projects {
            if self.store.known_project_file(&file.name)?.is_none() {
                return Ok(None);
            }
        }
        let paths = self.store.sources()?.into_iter().map(|source| source.path);
        Ok(Some(paths.filter(|path| projects.iter().any(|file| file.holds(path))).collect()))
    }

    /// Projects whose file is gone leave the study, unless people coded in them. Gives those that stay all the same.
    pub(in crate::project) fn remove_missing_projects(
        &mut self,
        files: &[StudyFile],
        report: &mut ImportReport,
    ) -> Result<Vec<String>, ProjectError> {
        let mut staying = Vec::new();
        for path in self.store.project_files()? {
            if files.iter().any(|file| file.name == path) {
                continue;
            }
            if self.store.stays_without_file(&path)? {
                staying.push(path);
                continue;
            }
            let documents = self.store.sources()?;
            let documents: Vec<_> =
                documents.iter().filter(|source| source.path.starts_with(&format!("{path}/"))).collect();
            let mut codings = 0;
            for document in &documents {
                codings += self.store.codings_by_people(document.id)?;
            }
            if codings > 0 {
                let message = "the file is gone or no longer named; it stays, since people have coded in it";
                report.warnings.push(format!("{path}: {message}"));
                staying.push(path);
                continue;
            }
            for document in documents {
                let event = self.event("remove", serde_json::json!({ "source": document.path }));
                self.store.remove_source(document.id, &event)?;
                report.removed += 1;
            }
            self.store.forget_project_file(&path, &self.event("remove", serde_json::json!({ "source": path })))?;
            let message = format!("the file is gone or no longer named in {STUDY_FILE}; its texts were taken out");
            report.warnings.push(format!("{path}: {message}"));
        }
        Ok(staying)
    }

    /// What a project would bring, in lines for people.
    pub(in crate::project) fn project_lines(&self, path: &Path) -> Result<Vec<String>, ProjectError> {
        let project = read_project(path, &read_file(path)?, &KnownSpeakers::default())?;
        let mut lines = vec![format!("a project of {}: {}", project.format, summary(&project))];
        for document in &project.documents {
            let imported = &document.imported;
            let words: u64 = imported.turns.iter().map(|turn| word_count(turn.span.of_text(&imported.text))).sum();
            let memos = imported.memos.len() + usize::from(document.note.is_some());
            let mut parts = vec![
                counted(imported.turns.len() as u64, "turn"),
                counted(words, "word"),
                counted(document.codings.len() as u64, "coding"),
            ];
            parts.extend((memos > 0).then(|| counted(memos as u64, "memo")));
            lines.push(format!("document {}: {}", document.name, parts.join(", ")));
        }
        lines.extend(self.fit_lines(&project.codes)?);
        lines.extend(project.left_out.iter().map(|sentence| format!("look: {sentence}")));
        Ok(lines)
    }
}

/// What an import needs to know beside a project.
#[derive(Clone, Copy)]
struct Around<'a> {
    file: &'a StudyFile,
    sheet: &'a [FaceRow],
    withdrawn: &'a Withdrawn,
}

/// A document without what people said who withdrew, and without what was coded and noted there.
fn without_speakers(document: &ProjectDocument, gone: &BTreeSet<String>) -> ProjectDocument {
    let imported = &document.imported;
    let is_gone = |turn: &&Turn| turn.speaker.as_ref().is_some_and(|speaker| gone.contains(speaker));
    let stretches: Vec<Span> = imported.turns.iter().filter(is_gone).map(|turn| turn.span).collect();
    let cut = Cut::new(&imported.text, &stretches, WITHDRAWN_TURN);
    let left = document.codings.iter().filter(|coding| !cut.touches(coding.span));
    let moved = left.filter_map(|coding| Some(ProjectCoding { span: cut.moved(coding.span)?, ..coding.clone() }));
    ProjectDocument {
        codings: moved.collect(),
        imported: imported.clone().without_speakers(gone, WITHDRAWN_SPEAKER, WITHDRAWN_TURN),
        ..document.clone()
    }
}

/// What a project brings beside its texts.
fn summary(project: &ImportedProject) -> String {
    let count = |number: usize, noun: &str| counted(number as u64, noun);
    let codings = || project.documents.iter().flat_map(|document| &document.codings);
    let coders: BTreeSet<&str> = codings().map(|coding| coding.coder.as_str()).collect();
    let cases: BTreeSet<&str> = project.faces.iter().map(|face| face.case.as_str()).collect();
    let noted =
        project.documents.iter().map(|document| document.imported.memos.len() + usize::from(document.note.is_some()));
    let memos = noted.sum::<usize>() + codings().filter(|coding| coding.note.is_some()).count() + project.memos.len();
    let mut parts = vec![count(project.codes.len(), "code")];
    let by = match coders.len() {
        0 => String::new(),
        coders => format!(" by {}", count(coders, "coder")),
    };
    parts.push(format!("{}{by}", counted(codings().count() as u64, "coding")));
    parts.extend((memos > 0).then(|| count(memos, "memo")));
    parts.extend((!cases.is_empty()).then(|| count(cases.len(), "case")));
    parts.join(", ")
}

fn codings(project: &ImportedProject) -> usize {
    project.documents.iter().map(|document| document.codings.len()).sum()
}

/// A note as the store takes it. Who imports it stands for an author whom the project does not name.
fn written<'a>(note: &'a Note, target: MemoTarget<'a>, file: &'a StudyFile, event: &'a Event) -> NewProjectMemo<'a> {
    let said = |found: &'a str, otherwise: &'a str| if found.is_empty() { otherwise } else { found };
    NewProjectMemo {
        target,
        file: &file.name,
        author: said(&note.author, &event.who),
        written_at: said(&note.written_at, &event.at),
        content: &note.content,
    }
}

/// The turns that a span touches, the first and the last.
fn segments_of(imported: &Imported, span: Span) -> Option<(u32, u32)> {
    let first = imported.turns.partition_point(|turn| turn.span.end() <= span.start());
    let after = imported.turns.partition_point(|turn| turn.span.start() < span.end());
    let last = after.checked_sub(1).filter(|&last| first <= last)?;
    Some((u32::try_from(first).ok()?, u32::try_from(last).ok()?))
}

/// Whether a write-ahead log beside the file holds changes that are not in it.
fn unwritten(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).is_ok_and(|facts| facts.len() > 0)
}
