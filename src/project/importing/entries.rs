//! Changing the `[[source]]` entries of `study.toml`: the only lines of it that the program ever writes.

use super::source_entry::{SPEAKER_KEYS, SURVEY_KEYS};
use crate::project::files::{StudyFile, study_files};
use crate::project::study::{STUDY_FILE, Study};
use crate::project::{Project, ProjectError, SourceEntry};

impl Project {
    /// Adds an entry at the end of `study.toml`, where a list of tables may always go on.
    pub(in crate::project) fn append_entry(&mut self, entry: &SourceEntry) -> Result<(), ProjectError> {
        let text = format!("{}\n{}", self.study_text, entry.to_toml(&glob::Pattern::escape(&entry.files)));
        self.write_study(text, "sources add", &entry.files)
    }

    /// Writes down what someone says of the speakers of a file that the study names.
    pub(in crate::project) fn correct_entry(
        &mut self,
        file: &StudyFile,
        corrected: &SourceEntry,
    ) -> Result<(), ProjectError> {
        if corrected.speaker_settings() == file.entry.speaker_settings() {
            return Ok(());
        }
        self.change_entry(file, corrected, ("sources speakers", &SPEAKER_KEYS), &corrected.speakers_toml())
    }

    /// Writes down how a survey is read from now on.
    pub(in crate::project) fn change_survey(
        &mut self,
        file: &StudyFile,
        changed: &SourceEntry,
    ) -> Result<(), ProjectError> {
        self.change_entry(file, changed, ("sources append", &SURVEY_KEYS), &changed.survey_toml())
    }

    /// Writes `lines` in the place of those with these keys. An entry of this file alone is changed; one of several files
    /// gets an entry for this one before it, since the first that names a file counts.
    fn change_entry(
        &mut self,
        file: &StudyFile,
        changed: &SourceEntry,
        (action, keys): (&str, &[&str]),
        lines: &str,
    ) -> Result<(), ProjectError> {
        let pattern = glob::Pattern::escape(&file.name);
        let position = self.study.sources.iter().position(|entry| entry.files == file.entry.files).unwrap_or_default();
        let text = if file.entry.files == pattern {
            with_lines(&self.study_text, position, keys, lines)
        } else {
            with_entry(&self.study_text, position, &changed.to_toml(&pattern))
        };
        let path = self.path(STUDY_FILE);
        // Whoever writes TOML in an unusual way is not to find it broken: what comes out is read before it is kept.
        let study = text.and_then(|text| Some((Study::parse(&path, &text).ok()?, text)));
        let is_meant = |study: &Study| -> Result<bool, ProjectError> {
            let (files, _) = study_files(&self.folder, study)?;
            let entry = files.into_iter().find(|other| other.name == file.name).map(|file| file.entry);
            Ok(entry.is_some_and(|entry| is_read_alike(&entry, changed)))
        };
        match study {
            Some((study, text)) if is_meant(&study)? => self.write_study(text, action, &file.name),
            _ => {
                let message = format!("write into its [[source]] of {}:\n{}", file.name, lines.trim_end());
                Err(ProjectError::Study { path, message })
            }
        }
    }

    fn write_study(&mut self, text: String, action: &str, source: &str) -> Result<(), ProjectError> {
        let event = self.event(action, serde_json::json!({ "file": STUDY_FILE, "source": source }));
        self.write_tracked(STUDY_FILE, Some(text.into_bytes()), &event)
    }
}

fn is_read_alike(one: &SourceEntry, other: &SourceEntry) -> bool {
    one.speaker_settings() == other.speaker_settings() && (&one.plan, &one.later) == (&other.plan, &other.later)
}

/// Where the `position`th `[[source]]` begins and ends, in lines.
fn lines_of_entry(lines: &[&str], position: usize) -> Option<(usize, usize)> {
    let is_entry = |line: &&str| line.split_whitespace().collect::<String>().starts_with("[[source]]");
    let start = (0..lines.len()).filter(|&index| is_entry(&lines[index])).nth(position)?;
    let end = (start + 1..lines.len()).find(|&index| lines[index].starts_with('[')).unwrap_or(lines.len());
    Some((start, end))
}

/// The text with another entry before the `position`th.
fn with_entry(text: &str, position: usize, entry: &str) -> Option<String> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (start, _) = lines_of_entry(&lines, position)?;
    Some(format!("{}{entry}\n{}", lines.get(..start)?.concat(), lines.get(start..)?.concat()))
}

/// The text with these lines in the `position`th entry, instead of those with these keys that were there.
fn with_lines(text: &str, position: usize, keys: &[&str], new: &str) -> Option<String> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (start, end) = lines_of_entry(&lines, position)?;
    let is_replaced = |line: &&str| {
        let key = line.split('=').next().unwrap_or_default().trim();
        keys.contains(&key)
    };
    let mut kept: Vec<&str> = lines.get(start..end)?.iter().copied().filter(|line| !is_replaced(line)).collect();
    let words_end = kept.iter().rposition(|line| !line.trim().is_empty() && !line.starts_with('#'))? + 1;
    let after = kept.split_off(words_end).concat();
    let mut before = kept.concat();
    if !before.ends_with('\n') {
        before.push('\n');
    }
    Some(format!("{}{before}{new}{after}{}", lines.get(..start)?.concat(), lines.get(end..)?.concat()))
}
