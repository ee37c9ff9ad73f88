//! Codes from a sheet of another tool: a codebook of their own, or more codes for the one that the study has.

use std::path::{Path, PathBuf};

use super::codes_from::Fitted;
use crate::codebook::{self, Severity, to_toml};
use crate::import::code_sheet::{CodeColumn, ColumnChoice, ImportedCodes, code_sheet};
use crate::import::read_file;
use crate::model::{Code, Codebook};
use crate::project::files::name_in;
use crate::project::study::STUDY_FILE;
use crate::project::{Project, ProjectError};
use crate::text::counted;

/// How codes are brought in.
#[derive(Debug, Clone, Default)]
pub struct CodebookImport {
    /// The codebook to write, from the study folder, which must not be there yet; where it is not said, the study's own is
    /// compared, or one is named after the sheet.
    pub to: Option<PathBuf>,
    /// What columns are whose names do not tell: the role in a word, and the column's name.
    pub columns: Vec<(String, String)>,
    /// Add to the study's codebook what it lacks.
    pub add_codes: bool,
    /// Change nothing.
    pub dry_run: bool,
}

/// What came of it, a line each, and the file that was written.
#[derive(Debug, Default)]
pub struct CodebookImported {
    pub lines: Vec<String>,
    pub written: Option<String>,
}

impl Project {
    /// Brings in the codes of a sheet (CSV, Excel), a list or a REFI-QDA codebook. Nothing that is written is ever changed:
    /// a new file, or more codes at the end of the study's codebook.
    pub fn import_codebook(&mut self, path: &Path, options: &CodebookImport) -> Result<CodebookImported, ProjectError> {
        let choices = options
            .columns
            .iter()
            .map(|(role, column)| Ok(ColumnChoice { role: role_of(path, role)?, column: column.clone() }))
            .collect::<Result<Vec<_>, ProjectError>>()?;
        let (book, imported) = read_codes(path, &choices)?;
        self.as_one_step(|project| project.take_codes(path, book, &imported, options))
    }

    fn take_codes(
        &mut self,
        path: &Path,
        mut book: Codebook,
        imported: &ImportedCodes,
        options: &CodebookImport,
    ) -> Result<CodebookImported, ProjectError> {
        let mut done = CodebookImported::default();
        let below = imported.codes.iter().filter(|code| code.parent.is_some()).count() as u64;
        done.lines.push(format!("{}, {below} of them below another", counted(imported.codes.len() as u64, "code")));
        done.lines.extend(imported.notes.iter().cloned());
        if options.dry_run {
            done.lines.extend(imported.codes.iter().map(line_of));
        }
        match (&options.to, self.study.codebook.clone()) {
            (None, Some(own)) => self.add_to_codebook(&own, imported, options, &mut done)?,
            (to, own) => {
                let stem = path.file_stem().unwrap_or_default().to_string_lossy();
                let to = to.as_ref().map_or_else(|| self.free_codebook(&stem), |to| self.folder.join(to));
                if book.title.is_empty() {
                    book.title = stem.into_owned();
                }
                self.new_codebook(&to, &book, options.dry_run, &mut done)?;
                if own.is_none() && !options.dry_run {
                    let name = name_in(&self.folder, &to);
                    self.name_codebook(&name)?;
                    done.lines.push(format!("{STUDY_FILE} names it"));
                }
            }
        }
        Ok(done)
    }

    /// Writes a codebook of its own.
    fn new_codebook(
        &mut self,
        to: &Path,
        book: &Codebook,
        dry_run: bool,
        done: &mut CodebookImported,
    ) -> Result<(), ProjectError> {
        let shown = name_in(&self.folder, to);
        if to.exists() {
            let message = "it is there already, and is not written over: name another file with --to".to_owned();
            return Err(ProjectError::Study { path: to.to_owned(), message });
        }
        let language = if book.language.is_empty() { self.study.language.clone() } else { book.language.clone() };
        let text = to_toml(&Codebook { language, ..book.clone() });
        let problems = codebook::check(&text);
        if problems.iter().any(|problem| problem.severity == Severity::Error) {
            return Err(ProjectError::Codebook { path: to.to_owned(), problems });
        }
        if dry_run {
            done.lines.push(format!("{shown} would be written"));
            return Ok(());
        }
        let event = self.event("codebook write", serde_json::json!({ "file": shown }));
        self.write_tracked(&shown, Some(text.into_bytes()), &event)?;
        done.lines.push(format!("{shown} is written"));
        if !problems.is_empty() {
            let doubts = counted(problems.len() as u64, "weak spot");
            done.lines.push(format!("`verbatim codebook check {shown}` shows {doubts}"));
        }
        done.written = Some(shown);
        Ok(())
    }

    /// Compares with the study's codebook, and adds what it lacks if that is asked for.
    fn add_to_codebook(
        &mut self,
        own: &str,
        imported: &ImportedCodes,
        options: &CodebookImport,
        done: &mut CodebookImported,
    ) -> Result<(), ProjectError> {
        let codebook = self.needed_codebook()?;
        let fitted = Fitted::of(&imported.codes, &codebook);
        let known = imported.codes.len() - fitted.missing().len();
        done.lines.push(format!("{own} has {known} of them"));
        let differing = imported.codes.iter().enumerate().filter(|(index, code)| {
            let here = codebook.codes.iter().find(|here| here.id == fitted.id(*index));
            here.is_some_and(|here| !code.definition.is_empty() && here.definition.trim() != code.definition.trim())
        });
        let differing: Vec<&str> = differing.map(|(index, _)| fitted.id(index)).collect();
        if !differing.is_empty() {
            done.lines.push(format!("defined otherwise there, and left as they are: {}", differing.join(", ")));
        }
        if !imported.themes.is_empty() {
            let groups = counted(imported.themes.len() as u64, "group");
            done.lines
                .push(format!("{groups} left out: --to FILE writes a codebook of its own, with groups as themes"));
        }
        if fitted.missing().is_empty() {
            return Ok(());
        }
        let names: Vec<&str> = fitted.missing().iter().map(|code| code.id.as_str()).collect();
        if options.dry_run || !options.add_codes {
            let advice = "--add-codes adds them, --to FILE writes a codebook of its own";
            done.lines.push(format!("it lacks {}; {advice}", names.join(", ")));
            return Ok(());
        }
        self.append_codes(own, fitted.missing())?;
        done.lines.push(format!("added to {own}: {}", names.join(", ")));
        done.written = Some(own.to_owned());
        Ok(())
    }
}

/// The codes of a file, and with what else they make a codebook. Our own JSON and TOML say all of it.
fn read_codes(path: &Path, choices: &[ColumnChoice]) -> Result<(Codebook, ImportedCodes), ProjectError> {
    let bytes = read_file(path)?;
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let is_book = |text: &str| text.trim_start_matches('\u{feff}').trim_start().starts_with('{');
    let text = || String::from_utf8_lossy(&bytes);
    let whole = match extension.as_str() {
        "toml" => Some(
            codebook::read(&text()).map_err(|problems| ProjectError::Codebook { path: path.to_owned(), problems })?,
        ),
        "json" if is_book(&text()) => {
            let book = codebook::from_json(text().trim_start_matches('\u{feff}'));
            Some(book.map_err(|error| crate::project::CodebookError::Json { path: path.to_owned(), error })?)
        }
        _ => None,
    };
    if let Some(book) = whole {
        let (codes, themes) = (book.codes.clone(), book.themes.clone());
        let notes = vec![format!("a codebook of ours, {:?} {}", book.title, book.version).trim().to_owned()];
        return Ok((book, ImportedCodes { codes, themes, notes }));
    }
    let imported = code_sheet(path, &bytes, choices)?;
    let (codes, themes) = (imported.codes.clone(), imported.themes.clone());
    Ok((Codebook { version: "1".to_owned(), codes, themes, ..Codebook::default() }, imported))
}

fn role_of(path: &Path, word: &str) -> Result<CodeColumn, ProjectError> {
    CodeColumn::from_word(word).ok_or_else(|| {
        let known: Vec<&str> = CodeColumn::ALL.iter().map(|role| role.word()).collect();
        let message = format!("no column is a {word:?}: say one of {}, as in name=COLUMN", known.join(", "));
        ProjectError::Study { path: path.to_owned(), message }
    })
}

fn line_of(code: &Code) -> String {
    match &code.parent {
        Some(parent) => format!("code {} under {parent}: {}", code.id, code.name),
        None => format!("code {}: {}", code.id, code.name),
    }
}
