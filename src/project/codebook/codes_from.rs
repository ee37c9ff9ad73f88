//! Codes that come with another tool's project or sheet, and the study's codebook: which of them it has, and writing down
//! those that it does not. Nothing that is in a codebook is ever changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::codebook::{codes_to_toml, to_toml};
use crate::model::{Code, Codebook};
use crate::project::files::{StudyFile, name_in};
use crate::project::importing::import::ImportReport;
use crate::project::study::STUDY_FILE;
use crate::project::{Project, ProjectError};
use crate::text::{counted, fold};

/// So many codes are named in one sentence.
const NAMED: usize = 10;

/// Codes from outside and what the study calls them.
pub(in crate::project) struct Fitted {
    /// By code: its id here.
    ids: Vec<String>,
    missing: Vec<Code>,
}

impl Fitted {
    pub(in crate::project) fn id(&self, index: usize) -> &str {
        self.ids.get(index).map(String::as_str).unwrap_or_default()
    }

    /// Those that the codebook does not have, with parents as they are called here.
    pub(in crate::project) fn missing(&self) -> &[Code] {
        &self.missing
    }

    /// A code is known by its id, or by its name if only one code has that.
    pub(in crate::project) fn of(codes: &[Code], codebook: &Codebook) -> Self {
        let mut by_name: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for code in &codebook.codes {
            by_name.entry(fold(&code.name)).or_default().push(&code.id);
        }
        let known = |code: &Code| {
            if codebook.code_index(&code.id).is_some() {
                return Some(code.id.clone());
            }
            match by_name.get(&fold(&code.name)).map(Vec::as_slice) {
                Some([only]) => Some((*only).to_owned()),
                _ => None,
            }
        };
        let here: Vec<Option<String>> = codes.iter().map(known).collect();
        let ids: Vec<String> =
            codes.iter().zip(&here).map(|(code, here)| here.clone().unwrap_or_else(|| code.id.clone())).collect();
        let called: BTreeMap<&str, &str> =
            codes.iter().zip(&ids).map(|(code, id)| (code.id.as_str(), id.as_str())).collect();
        let missing = codes.iter().zip(&here).filter(|(_, here)| here.is_none()).map(|(code, _)| {
            let here = |id: &Option<String>| id.as_deref().and_then(|id| called.get(id)).map(|&id| id.to_owned());
            let key = code.key.filter(|key| codebook.codes.iter().all(|other| other.key != Some(*key)));
            Code { parent: here(&code.parent), merged_into: here(&code.merged_into), key, ..code.clone() }
        });
        let missing = missing.collect();
        Self { ids, missing }
    }

    fn names(&self) -> String {
        let mut names: Vec<&str> = self.missing.iter().take(NAMED).map(|code| code.id.as_str()).collect();
        if self.missing.len() > NAMED {
            names.push("…");
        }
        names.join(", ")
    }
}

impl Project {
    /// Finds the codes of a project in the study's codebook. A study without one gets one; what another lacks is added if
    /// that is asked for, and told otherwise.
    pub(in crate::project) fn fit_codes(
        &mut self,
        codes: &[Code],
        file: &StudyFile,
        add_codes: bool,
        report: &mut ImportReport,
    ) -> Result<Fitted, ProjectError> {
        let codebook = self.codebook()?.map(|(codebook, _)| codebook);
        let fitted = Fitted::of(codes, codebook.as_ref().unwrap_or(&Codebook::default()));
        let Some(name) = self.study.codebook.clone() else {
            if !codes.is_empty() {
                let name = self.write_codebook(codes, &file.short_name)?;
                report.notes.push(format!("{name} holds the codes of {}; {STUDY_FILE} names it", file.name));
            }
            return Ok(fitted);
        };
        if fitted.missing.is_empty() {
            return Ok(fitted);
        }
        let count = counted(fitted.missing.len() as u64, "code");
        if add_codes {
            self.append_codes(&name, &fitted.missing)?;
            report.notes.push(format!("{count} of {} added to {name}: {}", file.name, fitted.names()));
        } else {
            report.warnings.push(format!(
                "{}: {name} lacks {count} of it ({}), whose codings are kept but not counted; `verbatim import {} --add-codes` adds them",
                file.name,
                fitted.names(),
                file.name
            ));
        }
        Ok(fitted)
    }

    /// What would become of a project's codes, in lines for people.
    pub(in crate::project) fn fit_lines(&self, codes: &[Code]) -> Result<Vec<String>, ProjectError> {
        let line = |code: &Code| match &code.parent {
            Some(parent) => format!("code {} under {parent}", code.id),
            None => format!("code {}", code.id),
        };
        let mut lines: Vec<String> = codes.iter().map(line).collect();
        match self.codebook()? {
            None if codes.is_empty() => {}
            None => lines.push("the study has no codebook: one is written with these codes".to_owned()),
            Some((codebook, _)) => {
                let fitted = Fitted::of(codes, &codebook);
                if !fitted.missing.is_empty() {
                    let name = self.study.codebook.as_deref().unwrap_or_default();
                    let count = counted(fitted.missing.len() as u64, "code");
                    lines.push(format!("look: {name} lacks {count} of these: {}", fitted.names()));
                }
            }
        }
        Ok(lines)
    }

    /// Writes a codebook of these codes under a name that is free, and makes the study name it.
    fn write_codebook(&mut self, codes: &[Code], stem: &str) -> Result<String, ProjectError> {
        let path = self.free_codebook(stem);
        let name = name_in(&self.folder, &path);
        let codebook = Codebook {
            title: self.study.title.clone(),
            version: "1".to_owned(),
            language: self.study.language.clone(),
            codes: codes.to_vec(),
            ..Codebook::default()
        };
        let event = self.event("codebook write", serde_json::json!({ "file": name, "codes": codes.len() }));
        self.write_tracked(&name, Some(to_toml(&codebook).into_bytes()), &event)?;
        self.name_codebook(&name)?;
        Ok(name)
    }

    /// Where a codebook may be written that is called after something: no file is there yet.
    pub(in crate::project) fn free_codebook(&self, stem: &str) -> PathBuf {
        let stem: String =
            stem.chars().map(|character| if character.is_alphanumeric() { character } else { '-' }).collect();
        let stem = stem.trim_matches('-').to_lowercase();
        let stem = if stem.is_empty() { "codebook" } else { &stem };
        let mut path = self.path(&format!("codebooks/{stem}.toml"));
        let mut number = 2;
        while path.exists() {
            path = self.path(&format!("codebooks/{stem}-{number}.toml"));
            number += 1;
        }
        path
    }

    /// Adds `codebook = …` to `study.toml`, where keys of the study itself end.
    pub(in crate::project) fn name_codebook(&mut self, name: &str) -> Result<(), ProjectError> {
        let line = format!("codebook = {}\n", toml::Value::from(name));
        let lines: Vec<&str> = self.study_text.split_inclusive('\n').collect();
        let first_table = lines.iter().position(|line| line.trim_start().starts_with('[')).unwrap_or(lines.len());
        let (keys, tables) = lines.split_at(first_table);
        let is_key = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
        let last_key = keys.iter().rposition(is_key).map_or(0, |last| last + 1);
        let (keys, gap) = keys.split_at(last_key);
        let mut text = keys.concat();
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text = text + &line + &gap.concat() + &tables.concat();
        let event = self.event("codebook name", serde_json::json!({ "file": STUDY_FILE, "codebook": name }));
        self.write_tracked(STUDY_FILE, Some(text.into_bytes()), &event)
    }

    /// Adds codes at the end of a codebook, where a list of tables may always go on.
    pub(in crate::project) fn append_codes(&mut self, name: &str, codes: &[Code]) -> Result<(), ProjectError> {
        let (path, text) = self.read(name)?;
        let text = with_codes(&path, &text, codes)?;
        let ids: Vec<&str> = codes.iter().map(|code| code.id.as_str()).collect();
        let event = self.event("codebook add", serde_json::json!({ "file": name, "codes": ids }));
        self.write_tracked(name, Some(text.into_bytes()), &event)
    }
}

/// The text of a codebook with more codes at its end; refused if that would not be sound.
fn with_codes(path: &Path, text: &str, codes: &[Code]) -> Result<String, ProjectError> {
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    let text = format!("{text}{gap}{}", codes_to_toml(codes));
    crate::codebook::read(&text).map_err(|problems| ProjectError::Codebook { path: path.to_owned(), problems })?;
    Ok(text)
}
