//! Where someone's words or name still are after they withdrew: files that are the researcher's own.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::withdrawing::{is_temporary, place_of};
use crate::project::files::name_in;
use crate::project::study::STUDY_FILE;
use crate::project::{Project, ProjectError};
use crate::store::{Event, Traces};
use crate::text::counted;

/// So many places of one file are named one by one.
const NAMED_PLACES: usize = 8;

impl Project {
    /// What only the researcher can take away, a line each: the raw files first.
    pub(in crate::project) fn left_by_hand(&self, traces: &Traces) -> Result<Vec<String>, ProjectError> {
        let mut lines = Vec::new();
        let projects = self.store.project_files()?;
        for transcript in &traces.transcripts {
            let project = projects.iter().find(|project| transcript.path.starts_with(&format!("{project}/")));
            lines.push(if let Some(project) = project {
                format!("{}: take it, and what is noted on it, out of the project {project}", transcript.path)
            } else if transcript.is_theirs {
                format!("{}: delete the file", transcript.path)
            } else {
                let speakers = transcript.speakers.join(" and ");
                let turns = counted(transcript.turn_count, "turn");
                format!("{}: delete what {speakers} says ({turns})", transcript.path)
            });
        }
        for row in &traces.rows {
            let later = self.study.sources.iter().filter(|entry| entry.only_file().as_ref() == Some(&row.path));
            let mut files: Vec<&String> = later.flat_map(|entry| &entry.later).collect();
            files.insert(0, &row.path);
            let latest = files.pop().unwrap_or(&row.path);
            lines.push(format!("{latest}: delete {} (id {})", place_of(row.row_number), row.name));
            let earlier = files.into_iter().filter(|name| self.path(name).exists());
            lines.extend(earlier.map(|name| format!("{name}: an earlier export; delete their row (id {})", row.name)));
        }
        self.add_written(traces, &mut lines);
        self.add_summaries(traces, &mut lines);
        self.add_others_words(traces, &mut lines)?;
        self.add_other_files(&mut lines)?;
        let exports = self.store.events(u32::MAX)?.iter().filter(|event| event.action == "export").count() as u64;
        if exports > 0 {
            lines.push(format!(
                "{} into folders of your choice (`verbatim log`): delete those files",
                counted(exports, "export")
            ));
        }
        let copies = self.store.events(u32::MAX)?.iter().filter(|event| is_copy(event)).count() as u64;
        if copies > 0 {
            lines.push(format!(
                "{} of frameworks (`verbatim log`): delete those files",
                if copies == 1 { "1 working copy".to_owned() } else { format!("{copies} working copies") }
            ));
        }
        let sheets =
            self.store.events(u32::MAX)?.iter().filter(|event| event.action == "identities export").count() as u64;
        if sheets > 0 {
            let written = counted(sheets, "file");
            lines.push(format!("{written} of the register of identities (`verbatim log`): delete those files"));
        }
        lines.push("copies of the study that you keep elsewhere, and files that you have passed on".to_owned());
        Ok(lines)
    }

    /// Files that people write for the study: what names them or repeats their words, by line.
    fn add_written(&self, traces: &Traces, lines: &mut Vec<String>) {
        let plans: BTreeSet<&str> = self.study.sources.iter().filter_map(|entry| entry.plan.as_deref()).collect();
        let named =
            [&self.study.cases, &self.study.services, &self.study.codebook].into_iter().flatten().map(String::as_str);
        let files: BTreeSet<&str> = plans.iter().copied().chain(named).chain([STUDY_FILE]).collect();
        for name in files {
            if let Ok(text) = fs::read_to_string(self.path(name)) {
                let is_echo = |line: &str| traces.echo.is_named_in(line) || traces.echo.is_quoted_in(line);
                lines.extend(places(&text, &is_echo).map(|places| format!("{name}, {places}")));
                let quoted = |option: &String| toml::Value::from(option.as_str()).to_string();
                let has_option = |line: &str| {
                    line.starts_with("options") && traces.own_options.iter().any(|own| line.contains(&quoted(own)))
                };
                let options = places(&text, &has_option).filter(|_| plans.contains(&name));
                lines.extend(options.map(|places| {
                    format!(
                        "{name}, {places}: holds what only they chose; delete it there if the survey did not offer it"
                    )
                }));
            } else if self.study.cases.as_deref() == Some(name) {
                lines.push(format!("{name}: look whether they have a row in it"));
            }
        }
        if let Some(name) = &self.study.disclosure.identities
            && let Ok(text) = fs::read_to_string(self.path(name))
            && let Some(places) = places(&text, &|line| traces.echo.is_named_in(line) || traces.echo.is_quoted_in(line))
        {
            lines.push(format!("{name}, {places}: only once nobody else's words name them"));
        }
    }

    /// The study's files of summaries: their row, and what repeats their words.
    fn add_summaries(&self, traces: &Traces, lines: &mut Vec<String>) {
        for name in self.study.frameworks.iter().filter_map(|entry| entry.file.as_ref()) {
            match fs::read_to_string(self.path(name)) {
                Ok(text) => {
                    let is_echo = |line: &str| traces.echo.is_named_in(line) || traces.echo.is_quoted_in(line);
                    let found = places(&text, &is_echo);
                    lines.extend(found.map(|places| format!("{name}, {places}: take out what is theirs")));
                }
                Err(_) if self.path(name).exists() => {
                    lines.push(format!("{name}: look whether their row, or their words, are in it"));
                }
                Err(_) => {}
            }
        }
    }

    /// What others say is theirs; that it names someone is for the researcher to judge.
    fn add_others_words(&self, traces: &Traces, lines: &mut Vec<String>) -> Result<(), ProjectError> {
        let gone: BTreeSet<u32> =
            traces.transcripts.iter().filter(|transcript| transcript.is_theirs).map(|gone| gone.source.0).collect();
        let mut own = traces.own_segments.iter().peekable();
        let mut naming = 0;
        self.store.for_each_segment(0, &mut |row| -> Result<(), ProjectError> {
            while own.next_if(|segment| **segment < row.segment).is_some() {}
            let is_own = own.peek().is_some_and(|segment| **segment == row.segment);
            naming += u64::from(!is_own && !gone.contains(&row.source) && traces.echo.is_named_in(row.content));
            Ok(())
        })?;
        if naming > 0 {
            let segments = counted(naming, "passage");
            lines.push(format!(
                "{segments} of others that may name them: search for the name, and list it as an identity"
            ));
        }
        Ok(())
    }

    /// Backups, and files in `output/` that no build wrote.
    fn add_other_files(&self, lines: &mut Vec<String>) -> Result<(), ProjectError> {
        for path in files_in(&self.path(".verbatim/backups")) {
            lines.push(format!("{}: an earlier backup holds all of it; delete it", name_in(&self.folder, &path)));
        }
        let written = self.store.outputs()?;
        let folder = self.output_folder();
        for path in files_in(&folder) {
            let name = name_in(&folder, &path);
            if !written.iter().any(|output| output.path == name) && !is_temporary(&path) {
                lines.push(format!("output/{name}: no build wrote this file; look whether it holds their words"));
            }
        }
        Ok(())
    }
}

/// Whether somebody wrote a framework as a file, to edit it.
fn is_copy(event: &Event) -> bool {
    event.action == "framework export"
}

/// "lines 3 and 7", where a text has something of theirs.
fn places(text: &str, is_theirs: &dyn Fn(&str) -> bool) -> Option<String> {
    let found: Vec<String> = text
        .lines()
        .enumerate()
        .filter(|(_, line)| is_theirs(line))
        .map(|(index, _)| (index + 1).to_string())
        .collect();
    match found.as_slice() {
        [] => None,
        [one] => Some(format!("line {one}")),
        many if many.len() > NAMED_PLACES => Some(format!("{} lines, the first of them {}", many.len(), many[0])),
        [before @ .., last] => Some(format!("lines {} and {last}", before.join(", "))),
    }
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            files.extend(files_in(&entry.path()));
        } else {
            files.push(entry.path());
        }
    }
    files.sort();
    files
}
