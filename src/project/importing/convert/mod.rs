//! What a reader makes of a file, whole and before anything is stored: for the curious, and for reports of mistakes.

mod other_tool;
mod survey;
mod transcript;

use std::path::{Path, PathBuf};

use serde::Serialize;

use self::other_tool::OtherTool;
use self::survey::Survey;
use self::transcript::Transcript;

use crate::import::projects::{is_project, read_project};
use crate::import::{KnownSpeakers, Warning, read_file, read_transcript};
use crate::model::SourceKind;
use crate::project::ProjectError;
use crate::project::people::kinds::guessed_kind;
use crate::text::mask;

/// How a file is converted.
#[derive(Debug, Clone, Default)]
pub struct ConvertOptions {
    /// What it is; as an import would guess where it is not said.
    pub kind: Option<SourceKind>,
    /// How a survey is read; the file itself suggests it where it is not said.
    pub plan: Option<PathBuf>,
    /// Of a survey: how many rows are shown.
    pub rows: u64,
    /// Letters and digits of everything that a participant said or wrote are hidden; their number and shape stay.
    pub masked: bool,
}

/// A file as its reader sees it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum Converted {
    Transcript(Transcript),
    Survey(Survey),
    #[serde(rename = "project")]
    OtherTool(OtherTool),
}

/// Reads a file as an import would, and stores nothing. No study is needed.
pub fn convert(path: &Path, options: &ConvertOptions) -> Result<Converted, ProjectError> {
    let words = Words { masked: options.masked };
    if is_project(path) {
        let project = read_project(path, &read_file(path)?, &KnownSpeakers::default())?;
        return Ok(Converted::OtherTool(OtherTool::of(&project, words)));
    }
    if options.kind.unwrap_or_else(|| guessed_kind(path).kind) == SourceKind::Survey {
        return Ok(Converted::Survey(Survey::read(path, options, words)?));
    }
    let imported = read_transcript(path, &read_file(path)?)?;
    Ok(Converted::Transcript(Transcript::of(&imported, words)))
}

impl Converted {
    /// For reading.
    pub fn lines(&self) -> Vec<String> {
        match self {
            Self::Transcript(transcript) => transcript.lines(),
            Self::Survey(survey) => survey.lines(),
            Self::OtherTool(project) => project.lines(),
        }
    }
}

/// Participants' words as they are shown.
#[derive(Debug, Clone, Copy)]
struct Words {
    masked: bool,
}

impl Words {
    fn shown(self, words: &str) -> String {
        if self.masked { mask(words) } else { words.to_owned() }
    }
}

fn looks(warnings: &[Warning]) -> impl Iterator<Item = String> {
    warnings.iter().map(|warning| {
        let place = warning.line_number.map(|line| format!("line {line}: ")).unwrap_or_default();
        format!("look: {place}{}", warning.message)
    })
}

/// Words after their mark; further paragraphs stand below each other.
fn indented(mark: &str, text: &str) -> Vec<String> {
    let text = format!("{mark}{text}");
    let mut lines = text.split('\n');
    let first = lines.next().map(str::to_owned);
    first.into_iter().chain(lines.map(|line| format!("    {line}"))).collect()
}
