//! `study.toml`: what to read, which codebook, the disclosure policy, the outputs wanted.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::model::SourceKind;
use crate::project::outputs::disclosing::DisclosureSettings;
use crate::project::outputs::means::TypedMeans;
use crate::project::{FrameworkEntry, ProjectError, SourceEntry, StyleSettings};
use crate::query::{SavedQueries, is_query_name};
use crate::report::{Format, Recipe};

/// The file's name; the folder that holds it is the study.
pub const STUDY_FILE: &str = "study.toml";

/// What `study.toml` says. Paths are relative to the study folder, with `/` between folders.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Study {
    pub title: String,
    /// Nothing is coded without one.
    pub codebook: Option<String>,
    /// The language of the texts, unless a source says otherwise: decides stems and the `lang` of outputs.
    #[serde(default = "english")]
    pub language: String,
    /// A table of participants (CSV): case, source, speaker, consent, and any attributes.
    pub cases: Option<String>,
    /// A table of the services that desk research describes: names, and any attributes.
    pub services: Option<String>,
    #[serde(default, rename = "source")]
    pub sources: Vec<SourceEntry>,
    /// Queries with a name, for use as `@name`.
    #[serde(default)]
    pub queries: SavedQueries,
    #[serde(default)]
    pub disclosure: DisclosureSettings,
    #[serde(default)]
    pub style: StyleSettings,
    /// Documents that gather several outputs as chapters.
    #[serde(default, rename = "document")]
    pub documents: Vec<DocumentEntry>,
    /// Matrices of written summaries.
    #[serde(default, rename = "framework")]
    pub frameworks: Vec<FrameworkEntry>,
    /// Means that somebody typed in, which every build checks.
    #[serde(default)]
    pub means: Vec<TypedMeans>,
    #[serde(default, rename = "output")]
    pub outputs: Vec<Recipe>,
}

/// `[[document]]`: several outputs as chapters of one file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentEntry {
    /// The stem of its files, and what its chapters call it.
    pub name: String,
    /// The study's title where it has none.
    pub title: Option<String>,
    #[serde(default = "html")]
    pub formats: Vec<Format>,
    /// A Word document for its looks, in place of that of `[style]`.
    pub template: Option<String>,
}

impl Study {
    /// Reads the study that `folder` holds.
    pub fn read(folder: &Path) -> Result<(Self, String), ProjectError> {
        let path = folder.join(STUDY_FILE);
        let text =
            std::fs::read_to_string(&path).map_err(|source| ProjectError::Read { path: path.clone(), source })?;
        Ok((Self::parse(&path, &text)?, text))
    }

    pub(super) fn parse(path: &Path, text: &str) -> Result<Self, ProjectError> {
        let study: Self = toml::from_str(text).map_err(|error| ProjectError::settings(path, text, &error))?;
        study.check(path)?;
        Ok(study)
    }

    /// The files that outputs are made from besides sources: when one of them changes, outputs are out of date.
    pub(super) fn named_files(&self) -> impl Iterator<Item = &str> {
        let tables = [&self.codebook, &self.disclosure.identities, &self.services];
        let templates = self.documents.iter().filter_map(|document| document.template.as_ref());
        let others = self.disclosure.other_identities.iter();
        tables.into_iter().flatten().chain(self.style.files()).chain(templates).chain(others).map(String::as_str)
    }

    /// Every file that is read besides the study file and sources.
    pub(super) fn watched_files(&self) -> impl Iterator<Item = &str> {
        let plans = self.sources.iter().filter_map(|entry| entry.plan.as_deref());
        let summaries = self.frameworks.iter().filter_map(|framework| framework.file.as_deref());
        let means = self.means.iter().filter_map(|typed| typed.file.as_deref());
        let summaries = summaries.chain(means);
        self.named_files().chain(self.cases.as_deref()).chain(plans).chain(self.files_of_recipes()).chain(summaries)
    }

    /// Files that single outputs are made from, each of which fails only its own output where it is not as it should be.
    pub(super) fn files_of_recipes(&self) -> impl Iterator<Item = &str> {
        self.outputs.iter().filter_map(|output| output.kind.file())
    }

    /// What the types cannot say: names are unique, and every document has chapters.
    fn check(&self, path: &Path) -> Result<(), ProjectError> {
        let wrong = |message: String| Err(ProjectError::Study { path: path.to_owned(), message });
        for (position, output) in self.outputs.iter().enumerate() {
            if self.outputs.iter().take(position).any(|other| other.name == output.name) {
                return wrong(format!("two outputs are named {:?}: give one of them another name", output.name));
            }
            let least = self.disclosure.thresholds.minimum_group;
            if let Some(asked) = output.minimum_group.filter(|&asked| asked < least) {
                return wrong(format!(
                    "output {:?}: `minimum_group = {asked}` would show more than the study does, which withholds less than \
                     {least}: an output may only be stricter",
                    output.name
                ));
            }
        }
        for entry in self.sources.iter().filter(|entry| !entry.later.is_empty()) {
            if entry.kind != SourceKind::Survey || entry.only_file().is_none() {
                let files = &entry.files;
                return wrong(format!(
                    "{files:?} has later exports, so it has to be one file, without *, and a survey"
                ));
            }
        }
        if let Some(name) = self.queries.keys().find(|name| !is_query_name(name)) {
            return wrong(format!("{name:?} is no name for a query: use letters, digits, - and _"));
        }
        for (position, entry) in self.frameworks.iter().enumerate() {
            if self.frameworks.iter().take(position).any(|other| other.name == entry.name) {
                return wrong(format!("two frameworks are named {:?}: give one of them another name", entry.name));
            }
        }
        if let Some(message) = self.means.iter().find_map(|typed| typed.check().err()) {
            return wrong(message);
        }
        for document in &self.documents {
            if !self.outputs.iter().any(|output| output.chapter_of.as_deref() == Some(&document.name)) {
                return wrong(format!("no output is a chapter_of the document {:?}", document.name));
            }
        }
        Ok(())
    }
}

/// The folder that holds `study.toml`: `start` or the nearest one above it.
pub fn find_study(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|folder| folder.join(STUDY_FILE).is_file()).map(Path::to_owned)
}

fn html() -> Vec<Format> {
    vec![Format::Html]
}

fn english() -> String {
    "en".to_owned()
}
