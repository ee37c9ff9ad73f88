//! From recipes to files: numbers, report, disclosure, bytes, the gate, and only then the disk.

use std::cell::LazyCell;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;

use super::disclosing::{StudyGate, only_detected};
use super::documents::{Document, chosen, documents};
use super::shown::rows_as_json;
use crate::disclosure::{Account, Cleared, Inspected, Passed, Unreviewed, What, Withheld, Withholding, clear_with};
use crate::export::{HouseStyle, Printed, Rendered, render, render_in, terminal};
use crate::model::IdentityKind;
use crate::project::notes::error::NoteError;
use crate::project::{Progress, Project, ProjectError};
use crate::report::{Format, Memos, Recipe, RecipeKind, Report};
use crate::store::MemoFilter;
use crate::text::words;

/// How often a document is made again because the detector points at more in it than in what was said.
const MOST_ATTEMPTS: usize = 4;

/// What to write where.
#[derive(Debug, Clone, Default)]
pub struct ExportOptions {
    /// Outputs or documents; all if none are named.
    pub names: Vec<String>,
    /// Instead of what the study says.
    pub formats: Vec<Format>,
    pub folder: PathBuf,
}

/// What an export did.
#[derive(Debug, Default)]
pub struct Written {
    pub files: Vec<PathBuf>,
    pub refused: Vec<Refusal>,
    /// What looks like a name in a file, and in nothing that its report says: worth a look.
    pub advice: Vec<String>,
    /// Outputs that ask for what there is not.
    pub failed: Vec<ProjectError>,
}

/// An output that the gate stopped, and where it saw what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub output: String,
    pub findings: Vec<String>,
}

/// The files of one document, past the gate; or none of them, and why.
#[derive(Default)]
pub(in crate::project) struct Finished {
    pub(in crate::project) files: Vec<Rendered>,
    /// The report that they were made from; kept only where no file was asked for.
    pub(in crate::project) cleared: Option<Cleared>,
    /// What they say.
    pub(in crate::project) printed: Printed,
    /// How many numbers they withhold.
    pub(in crate::project) withheld: Withheld,
    /// How many stretches they hide because nobody has decided on them.
    pub(in crate::project) undecided: usize,
    /// Decisions of `study.toml` that let something into a file, with its name.
    pub(in crate::project) passed: Vec<(String, Passed)>,
    pub(in crate::project) refusal: Option<Refusal>,
    /// What looks like a name in a finished file and is in nothing that the report says: worth a look, a sentence each.
    pub(in crate::project) advice: Vec<String>,
    /// What the detector alone found in them, where that is all that was found.
    to_hide: Vec<String>,
    /// A recipe asks for what there is not. The other documents are made all the same.
    pub(in crate::project) failure: Option<ProjectError>,
}

impl Project {
    /// Writes outputs into a folder of the researcher's choice.
    pub fn export(&mut self, options: &ExportOptions, progress: &dyn Progress) -> Result<Written, ProjectError> {
        let wanted = chosen(&documents(&self.study), &self.study, &options.names, &options.formats)?;
        self.need_texts()?;
        self.code_if_needed(progress)?;
        let finished = self.finish(&wanted, progress)?;
        let mut written = Written::default();
        for document in finished {
            for file in &document.files {
                let path = options.folder.join(&file.file_name);
                write_file(&path, &file.bytes)?;
                written.files.push(path);
            }
            self.record_passed(&document.passed)?;
            written.refused.extend(document.refusal);
            written.advice.extend(document.advice);
            written.failed.extend(document.failure);
        }
        let event = self.event("export", serde_json::json!({ "outputs": options.names, "files": written.files.len() }));
        self.store.record(&event)?;
        Ok(written)
    }

    /// Writes memos to a file that may leave the study, pseudonymised and past the gate like every output. The file's
    /// ending says the format.
    pub fn export_memos(
        &mut self,
        path: &Path,
        filter: &MemoFilter,
        progress: &dyn Progress,
    ) -> Result<Option<Refusal>, ProjectError> {
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let format = if ending == "json" { Some(Format::Csv) } else { Format::from_word(&ending) };
        let format = format.ok_or_else(|| NoteError::NoFormat { ending: ending.clone() })?;
        let only = self.store.memos(filter)?.iter().map(|memo| memo.number).collect();
        let kind = RecipeKind::Memos(Memos { dates: true, only: Some(only), ..Memos::default() });
        let document = Document {
            name: "memos".to_owned(),
            title: self.study.title.clone(),
            formats: vec![format],
            template: None,
            chapters: vec![Recipe::plain("memos", kind)],
        };
        let mut finished = self.finish(std::slice::from_ref(&document), progress)?;
        let Some(Finished { files, refusal, failure, .. }) = finished.pop() else { return Ok(None) };
        if let Some(failure) = failure {
            return Err(failure);
        }
        for mut file in files {
            if ending == "json" {
                file.bytes = rows_as_json(&file.bytes).into_bytes();
                let findings = self.inspect(&self.gate_for_records()?, "memos.json", &file.bytes)?.findings;
                if !findings.is_empty() {
                    let findings = findings.iter().map(|finding| self.in_words(finding)).collect::<Result<_, _>>()?;
                    return Ok(Some(Refusal { output: document.name, findings }));
                }
            }
            write_file(path, &file.bytes)?;
        }
        if refusal.is_none() {
            self.store.record(&self.event("memos export", serde_json::json!({ "format": ending })))?;
        }
        Ok(refusal)
    }

    /// Makes the files of these documents, each read again by the gate. Nothing is written yet.
    pub(in crate::project) fn finish(
        &mut self,
        wanted: &[Document],
        progress: &dyn Progress,
    ) -> Result<Vec<Finished>, ProjectError> {
        let codebook = self.codebook()?.map(|(codebook, _)| codebook).unwrap_or_default();
        let settled = self.settled()?;
        let mut policy = self.policy(&settled)?;
        let [gate_of_words, gate] = self.gates_of_outputs(&settled)?;
        let house = self.house_style()?;
        let others = self.also_counted(wanted);
        let findings = self.findings(&[wanted, &others].concat(), &codebook, progress)?;
        progress.stage("Writing", Some(wanted.iter().map(|document| document.formats.len() as u64).sum()));
        let mut reports = Vec::with_capacity(wanted.len());
        for document in wanted {
            reports.push(match self.report(document, &findings, &codebook) {
                Ok(report) => Ok(report),
                Err(failure @ ProjectError::Recipe(_)) => Err(failure),
                Err(error) => return Err(error),
            });
        }
        let made: Vec<&Report> = reports.iter().flatten().collect();
        let withholding = self.withholding(&made, &others, &findings, &codebook, &policy)?;
        let is_written = |recipe: &Recipe| matches!(recipe.kind, RecipeKind::Framework(_) | RecipeKind::Memos(_));
        if wanted.iter().any(|document| document.chapters.iter().any(is_written)) {
            policy.small_words = self.small_words(&made)?;
            gate_of_words.know_small(&policy.small_words);
        }
        let mut pseudonymiser = policy.pseudonymiser();
        let mut finished = Vec::with_capacity(wanted.len());
        for (document, report) in wanted.iter().zip(reports) {
            finished.push(match report {
                Ok(report) => {
                    let house = match &document.template {
                        Some(name) => HouseStyle { template: Some(self.template(name)?), ..house.clone() },
                        None => house.clone(),
                    };
                    let mut attempts = 0;
                    loop {
                        attempts += 1;
                        let cleared = clear_with(report.clone(), &policy, &pseudonymiser, &withholding);
                        let mut finished =
                            self.render_past_gates(document, &cleared, &house, [&gate, &gate_of_words])?;
                        // What only looks like a name where it is printed is hidden as well, and all is read again.
                        if attempts == MOST_ATTEMPTS
                            || finished.to_hide.is_empty()
                            || !pseudonymiser.also_hide(&finished.to_hide)
                        {
                            progress.go_on(document.formats.len() as u64)?;
                            finished.cleared = document.formats.is_empty().then_some(cleared);
                            break finished;
                        }
                    }
                }
                Err(failure) => Finished { failure: Some(failure), ..Finished::default() },
            });
        }
        progress.finish();
        Ok(finished)
    }

    /// The words that are printed pass a gate that has the detector, the finished bytes one that knows everything else: in
    /// the notes and tables around them, and in the notation of a format, too much looks like a name.
    fn render_past_gates(
        &self,
        document: &Document,
        cleared: &Cleared,
        house: &HouseStyle,
        [gate, gate_of_words]: [&StudyGate; 2],
    ) -> Result<Finished, ProjectError> {
        gate.know(cleared.report());
        let mut files = Vec::new();
        let mut found = Vec::new();
        let mut passed = Vec::new();
        let heard = self.hear(cleared, gate_of_words)?;
        for finding in &heard.findings {
            found.push(self.in_words(finding)?);
        }
        let mut advice = Vec::new();
        // Few files have anything in them that looks like a name.
        let said = LazyCell::new(|| words_of(cleared.report()));
        let refuses = self.study.disclosure.unreviewed == Unreviewed::Refuse;
        let mut only_to_hide = true;
        rendered_ahead(document, cleared, house, |file| {
            let inspected = self.inspect(gate, &file.file_name, &file.bytes)?;
            only_to_hide &= inspected.findings.is_empty();
            for finding in &inspected.findings {
                found.push(format!("{}: {}", file.file_name, self.in_words(finding)?));
            }
            for (finding, words) in inspected.advice() {
                // What people said has been heard by itself.
                if !said.contains(&phrase(words)) {
                    let sentence = format!("{}: {}", file.file_name, self.in_words(finding)?);
                    let is_person = matches!(finding.what, What::Detected { kind: IdentityKind::Person, .. });
                    if refuses && is_person {
                        only_to_hide = false;
                        found.push(sentence);
                    } else {
                        advice.push(sentence);
                    }
                }
            }
            passed.extend(inspected.passed.into_iter().map(|passed| (file.file_name.clone(), passed)));
            files.push(file);
            Ok(())
        })?;
        if found.is_empty() {
            let Account { withheld, undecided, .. } = *cleared.account();
            let printed = Printed::of(cleared);
            return Ok(Finished { files, printed, withheld, undecided, passed, advice, ..Finished::default() });
        }
        let refusal = Refusal { output: document.name.clone(), findings: found };
        let to_hide = only_detected(&heard).filter(|_| only_to_hide).unwrap_or_default();
        Ok(Finished { refusal: Some(refusal), to_hide, ..Finished::default() })
    }

    /// What the gate says of everything that people said, as it is printed.
    fn hear(&self, cleared: &Cleared, gate: &StudyGate) -> Result<Inspected, ProjectError> {
        gate.know(cleared.report());
        let mut said = String::new();
        cleared.report().each_words(&mut |words| {
            said.push_str(&words.text);
            said.push('\n');
        });
        self.inspect(gate, "words.txt", said.as_bytes())
    }

    /// Clears a report and has the gate read everything that a terminal may show of it: columns, and the tables that
    /// become CSV and JSON. Decisions that let something pass are noted, as they are for files.
    pub(in crate::project) fn cleared_for_terminal(&mut self, report: &Report) -> Result<Cleared, ProjectError> {
        let settled = self.settled()?;
        let policy = self.policy(&settled)?;
        let [gate_of_words, gate] = self.gates_of_records(&settled)?;
        let withholding = Withholding::decide([report], &policy.thresholds);
        let mut pseudonymiser = policy.pseudonymiser();
        let mut attempts = 0;
        let cleared = loop {
            attempts += 1;
            let cleared = clear_with(report.clone(), &policy, &pseudonymiser, &withholding);
            let heard = self.hear(&cleared, &gate_of_words)?;
            let Some(finding) = heard.findings.first() else { break cleared };
            let to_hide = only_detected(&heard).unwrap_or_default();
            if attempts == MOST_ATTEMPTS || to_hide.is_empty() || !pseudonymiser.also_hide(&to_hide) {
                return Err(ProjectError::Refused { finding: self.in_words(finding)? });
            }
        };
        gate.know(cleared.report());
        let mut shown = render(&cleared, Format::Csv, "shown")?;
        shown.push(Rendered { file_name: "shown.txt".to_owned(), bytes: terminal(&cleared, None).into_bytes() });
        let mut passed = Vec::new();
        for file in &shown {
            let inspected = self.inspect(&gate, &file.file_name, &file.bytes)?;
            if let Some(finding) = inspected.findings.first() {
                return Err(ProjectError::Refused { finding: self.in_words(finding)? });
            }
            // What is shown as a table and as text is shown once.
            for passing in inspected.passed {
                let is_noted =
                    passed.iter().any(|(_, other): &(String, Passed)| other.allowance_index == passing.allowance_index);
                if !is_noted {
                    passed.push(("terminal".to_owned(), passing));
                }
            }
        }
        self.record_passed_once(&passed)?;
        Ok(cleared)
    }
}

/// Gives each file of a document in its order, while the next format is made on another thread.
fn rendered_ahead(
    document: &Document,
    cleared: &Cleared,
    house: &HouseStyle,
    mut each: impl FnMut(Rendered) -> Result<(), ProjectError>,
) -> Result<(), ProjectError> {
    if let [format] = document.formats[..] {
        return render_in(house, cleared, format, &document.name)?.into_iter().try_for_each(each);
    }
    thread::scope(|scope| {
        let (finished, made) = mpsc::sync_channel(1);
        scope.spawn(move || {
            for format in &document.formats {
                // Nobody waits for the rest once one file could not be read.
                if finished.send(render_in(house, cleared, *format, &document.name)).is_err() {
                    break;
                }
            }
        });
        for files in made {
            files?.into_iter().try_for_each(&mut each)?;
        }
        Ok(())
    })
}

/// Everything in a report that people said, as stretches of it are looked for: letter cases count, signs between words do not.
fn words_of(report: &Report) -> String {
    let mut all = String::new();
    report.each_words(&mut |words| all += &phrase(&words.text));
    all
}

/// The words of a text, each between two spaces.
fn phrase(text: &str) -> String {
    words(text).fold(" ".to_owned(), |phrase, word| phrase + word.text + " ")
}

/// Writes a file whole or not at all: beside its place first, then moved into it.
pub(in crate::project) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), ProjectError> {
    write_with(path, bytes, set_usual_permissions)
}

/// The same, for a file that only its owner may read.
pub(in crate::project) fn write_private(path: &Path, bytes: &[u8]) -> Result<(), ProjectError> {
    // Temporary files are for their owner alone, and the file is what the temporary one was.
    write_with(path, bytes, |_| Ok(()))
}

fn write_with(
    path: &Path,
    bytes: &[u8],
    permissions: impl Fn(&Path) -> std::io::Result<()>,
) -> Result<(), ProjectError> {
    let write = |source| ProjectError::Write { path: path.to_owned(), source };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(write)?;
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(write)?;
    file.write_all(bytes).map_err(write)?;
    permissions(file.path()).map_err(write)?;
    file.persist(path).map_err(|error| write(error.error))?;
    Ok(())
}

/// Temporary files are for their owner alone; an output is an ordinary file.
#[cfg(unix)]
fn set_usual_permissions(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn set_usual_permissions(_path: &Path) -> std::io::Result<()> {
    Ok(())
}
