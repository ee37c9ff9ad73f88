//! The versions that a codebook has had, and what differs between two of them.

use std::path::Path;

use crate::codebook::{self, Difference, differences, summary};
use crate::model::Codebook;
use crate::project::{Project, ProjectError};
use crate::store::CodebookVersion;

/// A version of the codebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionLine {
    /// Counted from one, in the order in which they came; nothing for the file, if it has changed since the last.
    pub number: Option<u32>,
    /// As its authors call it.
    pub version: String,
    /// RFC 3339, UTC; nothing for the file.
    pub at: Option<String>,
    pub who: String,
    /// The command that made it, or `file` where somebody wrote it.
    pub how: String,
    pub codes: usize,
    pub themes: usize,
    /// What became of the one before, in a few words.
    pub changed: String,
}

/// Two codebooks, compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodebookDiff {
    /// What is compared, in words: `version 3 (1.2)`, `codebooks/practice.toml`.
    pub old: String,
    pub new: String,
    pub differences: Vec<Difference>,
}

/// A codebook, and how it is called.
struct Side {
    name: String,
    codebook: Codebook,
}

/// What stands for a version whose words were taken out.
const TAKEN_OUT: &str = "taken out when somebody withdrew";

impl Project {
    /// Every version, the first first; last the file itself, if no version is like it yet.
    pub fn codebook_versions(&self) -> Result<Vec<VersionLine>, ProjectError> {
        let (_, text) = self.codebook()?.ok_or(ProjectError::NoCodebook)?;
        let versions = self.store.codebook_versions()?;
        let mut lines = Vec::new();
        let mut before: Option<Codebook> = None;
        for version in &versions {
            let CodebookVersion { number, at, who, how, .. } = version.clone();
            let is = codebook::read_again(&version.content);
            let gone = version.content.is_empty();
            let changed = if gone { TAKEN_OUT.to_owned() } else { changed(before.as_ref(), &is) };
            lines.push(VersionLine {
                number: Some(number),
                version: version.version.clone(),
                at: Some(at),
                who,
                how,
                codes: is.codes.len(),
                themes: is.themes.len(),
                changed,
            });
            before = Some(is).filter(|_| !gone);
        }
        let file = codebook::read_again(&text);
        if versions.last().is_none_or(|last| last.sha256 != file.sha256) {
            lines.push(VersionLine {
                number: None,
                version: file.version.clone(),
                at: None,
                who: String::new(),
                how: CodebookVersion::FILE.to_owned(),
                codes: file.codes.len(),
                themes: file.themes.len(),
                changed: changed(before.as_ref(), &file),
            });
        }
        Ok(lines)
    }

    /// What differs between two codebooks, each a version by its number or name, `last`, or a file. With one, the study's
    /// file is the other; with none, the last version is compared with the file, or with the one before it if the file is
    /// just like it.
    pub fn codebook_diff(&self, old: Option<&str>, new: Option<&str>) -> Result<CodebookDiff, ProjectError> {
        let versions = self.store.codebook_versions()?;
        let new = match new {
            Some(new) => self.side(new, &versions)?,
            None => self.own_side()?,
        };
        let is_other = |version: &&CodebookVersion| version.sha256 != new.codebook.sha256;
        let old = match (old, versions.iter().rev().find(is_other)) {
            (Some(old), _) => self.side(old, &versions)?,
            (None, Some(version)) => side_of(version),
            (None, None) => Side { name: "nothing".to_owned(), codebook: Codebook::default() },
        };
        let differences = differences(&old.codebook, &new.codebook);
        Ok(CodebookDiff { old: old.name, new: new.name, differences })
    }

    fn own_side(&self) -> Result<Side, ProjectError> {
        let name = self.study.codebook.clone().ok_or(ProjectError::NoCodebook)?;
        Ok(Side { name, codebook: self.needed_codebook()? })
    }

    fn side(&self, named: &str, versions: &[CodebookVersion]) -> Result<Side, ProjectError> {
        let number: Option<u32> = named.parse().ok();
        let by_number = versions.iter().find(|version| Some(version.number) == number);
        let last = versions.last().filter(|_| named == "last");
        let by_name = || versions.iter().rev().find(|version| version.version == named);
        if let Some(version) = by_number.or(last).or_else(by_name) {
            return Ok(side_of(version));
        }
        let path = Path::new(named);
        let path = if path.is_file() { path.to_owned() } else { self.path(named) };
        if !path.is_file() {
            let last = versions.last().map_or(0, |last| last.number);
            return Err(crate::project::CodebookError::NoVersion { named: named.to_owned(), last }.into());
        }
        let text =
            std::fs::read_to_string(&path).map_err(|source| ProjectError::Read { path: path.clone(), source })?;
        let codebook = codebook::read(&text).map_err(|problems| ProjectError::Codebook { path, problems })?;
        Ok(Side { name: named.to_owned(), codebook })
    }
}

fn side_of(version: &CodebookVersion) -> Side {
    let called = if version.version.is_empty() { String::new() } else { format!(" ({})", version.version) };
    let gone = if version.content.is_empty() { format!(", {TAKEN_OUT}") } else { String::new() };
    let codebook = Codebook { sha256: version.sha256.clone(), ..codebook::read_again(&version.content) };
    Side { name: format!("version {}{called}{gone}", version.number), codebook }
}

/// What became of the one before, in a few words.
fn changed(before: Option<&Codebook>, is: &Codebook) -> String {
    let Some(before) = before else { return String::new() };
    let differences = differences(before, is);
    if differences.is_empty() { "comments or layout only".to_owned() } else { summary(&differences) }
}
