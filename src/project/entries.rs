//! Changing the `[[source]]` entries of `study.toml`: the only lines of it that the program ever writes.

use super::export::write_file;
use super::files::{StudyFile, study_files};
use super::source_entry::SPEAKER_KEYS;
use super::study::{STUDY_FILE, Study};
use super::{Project, ProjectError, SourceEntry};

impl Project {
    /// Adds an entry at the end of `study.toml`, where a list of tables may always go on.
    pub(super) fn append_entry(&mut self, entry: &SourceEntry) -> Result<(), ProjectError> {
        let text = format!("{}\n{}", self.study_text, entry.to_toml(&glob::Pattern::escape(&entry.files)));
        let study = Study::parse(&self.path(STUDY_FILE), &text)?;
        self.write_study(study, text)
    }

    /// Writes down what someone says of the speakers of a file that the study names. An entry of this file alone is
    /// changed; one of several files gets an entry for this one before it, since the first that names a file counts.
    pub(super) fn correct_entry(&mut self, file: &StudyFile, corrected: &SourceEntry) -> Result<(), ProjectError> {
        if corrected.speaker_settings() == file.entry.speaker_settings() {
            return Ok(());
        }
        let pattern = glob::Pattern::escape(&file.name);
        let position = self.study.sources.iter().position(|entry| entry.files == file.entry.files).unwrap_or_default();
        let text = if file.entry.files == pattern {
            with_speakers(&self.study_text, position, &corrected.speakers_toml())
        } else {
            with_entry(&self.study_text, position, &corrected.to_toml(&pattern))
        };
        let path = self.path(STUDY_FILE);
        // Whoever writes TOML in an unusual way is not to find it broken: what comes out is read before it is kept.
        let study = text.and_then(|text| Some((Study::parse(&path, &text).ok()?, text)));
        let is_meant = |study: &Study| -> Result<bool, ProjectError> {
            let (files, _) = study_files(&self.folder, study)?;
            let entry = files.into_iter().find(|other| other.name == file.name).map(|file| file.entry);
            Ok(entry.is_some_and(|entry| entry.speaker_settings() == corrected.speaker_settings()))
        };
        match study {
            Some((study, text)) if is_meant(&study)? => self.write_study(study, text),
            _ => {
                let lines = corrected.speakers_toml();
                let message = format!("write into its [[source]] of {}:\n{}", file.name, lines.trim_end());
                Err(ProjectError::Study { path, message })
            }
        }
    }

    fn write_study(&mut self, study: Study, text: String) -> Result<(), ProjectError> {
        write_file(&self.path(STUDY_FILE), text.as_bytes())?;
        self.study = study;
        self.study_text = text;
        Ok(())
    }
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

/// The text with these lines about speakers in the `position`th entry, instead of those that were there.
fn with_speakers(text: &str, position: usize, speakers: &str) -> Option<String> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (start, end) = lines_of_entry(&lines, position)?;
    let is_replaced = |line: &&str| {
        let key = line.split('=').next().unwrap_or_default().trim();
        SPEAKER_KEYS.contains(&key)
    };
    let mut kept: Vec<&str> = lines.get(start..end)?.iter().copied().filter(|line| !is_replaced(line)).collect();
    let words_end = kept.iter().rposition(|line| !line.trim().is_empty() && !line.starts_with('#'))? + 1;
    let after = kept.split_off(words_end).concat();
    let mut before = kept.concat();
    if !before.ends_with('\n') {
        before.push('\n');
    }
    Some(format!("{}{before}{speakers}{after}{}", lines.get(..start)?.concat(), lines.get(end..)?.concat()))
}
