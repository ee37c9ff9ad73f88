//! Working copies of a framework: what is written so that somebody may edit it, and how it is read again.

use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::{FrameworkError, Opened, digest, tidy};
use crate::export::{CopyColumn, CopyFormat, LONGEST_CELL, WorkingCopy, working_copy};
use crate::model::Behind;
use crate::project::files::{name_in, sha256};
use crate::project::outputs::export::write_file;
use crate::project::{Project, ProjectError};
use crate::store::CellChange;

/// How a working copy is written.
#[derive(Debug, Clone, Default)]
pub struct CopyOptions {
    /// Where; its ending says in which format: csv, xlsx, docx. The study's own file, where none is named.
    pub path: Option<PathBuf>,
    /// Beside each summary the words that are coded there, to be read only.
    pub with_coding: bool,
    /// Beside each summary its links, to be edited too. The study's own file always has them.
    pub with_links: bool,
    /// Write over a file that is there.
    pub force: bool,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyWritten {
    pub path: PathBuf,
    pub rows: usize,
    pub columns: usize,
    pub summaries: usize,
    /// What is not in it, and what it is to be kept from, a sentence each.
    pub notes: Vec<String>,
}

/// What a heading begins with, and how it ends: `Strengths [strengths]`, `links [strengths]`.
pub(super) const KEY: &str = "key";
pub(super) const LINKS: &str = "links";
pub(super) const CODED: &str = "coded";
pub(super) const STAMP: &str = "stamp";
pub(super) const ROW: &str = "row";

impl Project {
    /// Writes a framework as a table that a person may edit and [`Project::read_copy`] reads again. It holds real names and
    /// words, and is for the study's own people.
    pub fn write_copy(&mut self, framework: &str, options: &CopyOptions) -> Result<CopyWritten, ProjectError> {
        let opened = self.opened(framework)?;
        let own = self.framework_entry(framework)?.file.clone();
        let path = match (&options.path, &own) {
            (Some(path), _) => path.clone(),
            (None, Some(own)) => self.path(own),
            (None, None) => return Err(FrameworkError::NoFile { framework: framework.to_owned() }.into()),
        };
        let is_own = own.as_ref().is_some_and(|own| same_file(&self.path(own), &path));
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let format =
            CopyFormat::from_word(&extension).ok_or_else(|| FrameworkError::NoFormat { path: path.clone() })?;
        if path.exists() && !options.force {
            return Err(FrameworkError::Exists { path }.into());
        }
        let folder = path.parent().map_or_else(PathBuf::new, Path::to_owned);
        let absolute = std::path::absolute(&folder).unwrap_or(folder);
        if absolute.starts_with(std::path::absolute(self.output_folder()).unwrap_or_default()) {
            return Err(FrameworkError::InOutput { path }.into());
        }
        let mut notes = Vec::new();
        if opened.hidden_count > 0 {
            let cells = crate::text::counted(opened.hidden_count as u64, "cell");
            notes.push(format!("{cells} of rows or columns that are not there now (cases not kept) are not in it"));
        }
        if format == CopyFormat::Xlsx {
            check_lengths(&opened, &path)?;
        }
        let shape = Shape {
            with_links: options.with_links || is_own,
            with_coding: options.with_coding && !is_own,
            with_stamps: !is_own,
        };
        let copy = self.table(&opened, &shape)?;
        let bytes = working_copy(&copy, format)?;
        if is_own {
            self.write_own_file(&opened, &path, bytes)?;
        } else {
            write_file(&path, &bytes)?;
            let detail = serde_json::json!({ "framework": framework, "file": name_in(&self.folder, &path) });
            self.store.record(&self.event("framework export", detail))?;
        }
        Ok(CopyWritten {
            path,
            rows: opened.framework.rows.len(),
            columns: opened.framework.columns.len(),
            summaries: opened.framework.written_count(),
            notes,
        })
    }

    /// The same, given to whoever asks; `format` is the ending of a file's name.
    pub fn copy_bytes(
        &mut self,
        framework: &str,
        format: &str,
        with_links: bool,
        with_coding: bool,
    ) -> Result<Vec<u8>, ProjectError> {
        let opened = self.opened(framework)?;
        let file = format!("{framework}.{format}");
        let path = PathBuf::from(&file);
        let format = CopyFormat::from_word(format).ok_or_else(|| FrameworkError::NoFormat { path: path.clone() })?;
        if format == CopyFormat::Xlsx {
            check_lengths(&opened, &path)?;
        }
        let copy = self.table(&opened, &Shape { with_links, with_coding, with_stamps: true })?;
        let bytes = working_copy(&copy, format)?;
        let detail = serde_json::json!({ "framework": framework, "file": file });
        self.store.record(&self.event("framework export", detail))?;
        Ok(bytes)
    }

    /// The study's own file, with what is in the store: an action that can be taken back.
    fn write_own_file(&mut self, opened: &Opened, path: &Path, bytes: Vec<u8>) -> Result<(), ProjectError> {
        let name = name_in(&self.folder, path);
        let framework = opened.framework.name.clone();
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)
                .map_err(|source| ProjectError::Write { path: folder.to_owned(), source })?;
        }
        let noted = sha256(&bytes);
        let file = self.file_change(&name, Some(bytes))?;
        let changes: Vec<CellChange> = opened
            .framework
            .cells
            .iter()
            .map(|(place, cell)| CellChange {
                file_digest: Some(summary_stamp(&cell.summary)),
                ..CellChange::of(opened.framework.key(place.0, place.1))
            })
            .collect();
        let event = self.event("framework export", serde_json::json!({ "framework": framework, "file": name }));
        self.change_with_files(|store| store.change_cells_and_files(&framework, &changes, &[file], &event))?;
        Ok(self.store.note_framework_file(&framework, &noted)?)
    }

    fn table(&self, opened: &Opened, shape: &Shape) -> Result<WorkingCopy, ProjectError> {
        let framework = &opened.framework;
        let mut columns = vec![(CopyColumn::Key, format!("{KEY} (leave as it is)"))];
        let has_titles = framework.rows.iter().any(|row| row.title != row.id);
        columns.extend(has_titles.then(|| (CopyColumn::Title, ROW.to_owned())));
        for column in &framework.columns {
            columns.push((CopyColumn::Written, format!("{} [{}]", column.title, column.id)));
            if shape.with_links {
                columns.push((CopyColumn::Beside, format!("{LINKS} [{}]", column.id)));
            }
            if shape.with_coding {
                columns.push((CopyColumn::Reading, format!("{CODED} [{}], not read back", column.id)));
            }
        }
        if shape.with_stamps {
            columns.push((CopyColumn::Stamp, format!("{STAMP} (leave as it is)")));
        }
        let mut rows = Vec::new();
        for (row_index, row) in framework.rows.iter().enumerate() {
            let mut cells = vec![row.id.clone()];
            cells.extend(has_titles.then(|| row.title.clone()));
            let mut stamps = Vec::new();
            for (column_index, column) in framework.columns.iter().enumerate() {
                let place = (row_index, column_index);
                cells.push(opened.summary(place).to_owned());
                let mut stamp = opened.stamp(place);
                if shape.with_links {
                    let links = framework.cells.get(&place).map(|cell| cell.links.as_slice()).unwrap_or_default();
                    let lines = self.link_lines(links)?;
                    stamp = format!("{stamp}.{}", summary_stamp(&tidy(&lines)));
                    cells.push(lines);
                }
                if shape.with_coding {
                    cells.push(self.coded_words(opened, place)?);
                }
                stamps.push(format!("{}={stamp}", column.id));
            }
            if shape.with_stamps {
                cells.push(stamps.join("; "));
            }
            rows.push(cells);
        }
        let notice =
            "Working copy: real names and words. It is not pseudonymised; keep it inside the study.".to_owned();
        Ok(WorkingCopy { title: framework.title.clone(), notice, columns, rows })
    }

    fn coded_words(&self, opened: &Opened, place: (usize, usize)) -> Result<String, ProjectError> {
        let mut words = Vec::new();
        for stretch in opened.stretches.get(&place).into_iter().flatten() {
            let content = self.store.content(stretch.text)?.unwrap_or_default();
            let line = format!("“{}”", stretch.span.of_text(&content).trim());
            if !words.contains(&line) {
                words.push(line);
            }
        }
        Ok(words.join("\n"))
    }
}

/// What a table has beside its summaries.
struct Shape {
    with_links: bool,
    with_coding: bool,
    with_stamps: bool,
}

fn check_lengths(opened: &Opened, path: &Path) -> Result<(), FrameworkError> {
    for (&place, cell) in &opened.framework.cells {
        if cell.summary.encode_utf16().count() > LONGEST_CELL {
            let called = opened.called(place);
            return Err(FrameworkError::TooLong { path: path.to_owned(), row: called.row, column: called.column });
        }
    }
    Ok(())
}

fn same_file(one: &Path, other: &Path) -> bool {
    match (std::fs::canonicalize(one), std::fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => std::path::absolute(one).ok() == std::path::absolute(other).ok(),
    }
}

impl Opened {
    /// How a cell was when a copy was made: its summary, and the coding behind it.
    pub(super) fn stamp(&self, place: (usize, usize)) -> String {
        format!("{}.{}", summary_stamp(self.summary(place)), self.behind_stamp(place))
    }

    pub(super) fn behind_stamp(&self, place: (usize, usize)) -> String {
        let mut hash = Sha256::new();
        for (Behind { code, case, words }, count) in self.now.get(&place).into_iter().flatten() {
            hash.update(format!("{code} {} {words} {count}\n", case.0));
        }
        hash.finalize().iter().take(3).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Six letters for a summary: what tells whether it is still the same.
pub(super) fn summary_stamp(summary: &str) -> String {
    format!("{:06x}", (digest(summary).cast_unsigned()) >> 40)
}
