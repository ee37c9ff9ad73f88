//! Interview guides: Markdown, plain text, or TOML.
//!
//! In Markdown, `#` is the guide's title, further headings begin parts, lists hold questions, lists within them hold
//! prompts, and paragraphs are notes for interviewers. In plain text, lines parted by a blank line and ending in a colon
//! begin parts, every other line is a question, and lines set in below it are its prompts.

use std::path::Path;

use super::ImportError;
use crate::model::{Guide, GuidePart, GuideQuestion};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct GuideFile {
    #[serde(default)]
    title: String,
    #[serde(default)]
    opening: Vec<String>,
    #[serde(default)]
    part: Vec<PartTable>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct PartTable {
    #[serde(default)]
    title: String,
    #[serde(default)]
    notes: Vec<String>,
    #[serde(default)]
    question: Vec<QuestionTable>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionTable {
    ask: String,
    #[serde(default)]
    prompts: Vec<String>,
}

/// Reads a guide. The file's ending says how; one without any question is an error.
pub fn guide(path: &Path, text: &str) -> Result<Guide, ImportError> {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let guide = match ending.as_str() {
        "toml" => of_toml(path, text)?,
        "md" | "markdown" => of_markdown(text),
        "txt" => of_text(text),
        _ => {
            let message = "an interview guide is a file in Markdown (.md), plain text (.txt) or TOML (.toml)";
            return Err(ImportError::damaged(path, super::Place::WHOLE, message));
        }
    };
    if guide.question_count() == 0 {
        let message = match ending.as_str() {
            "toml" => "there is no question in it; write [[part]], and [[part.question]] with ask = \"…\"",
            "txt" => "there is no question in it; write one a line",
            _ => "there is no question in it; write each as a line of a list, after `-` or a number",
        };
        return Err(ImportError::damaged(path, super::Place::WHOLE, message));
    }
    Ok(guide)
}

fn of_toml(path: &Path, text: &str) -> Result<Guide, ImportError> {
    let file: GuideFile = toml::from_str(text).map_err(|error| ImportError::toml(path, text, &error))?;
    let question = |table: QuestionTable| GuideQuestion { ask: table.ask, prompts: table.prompts };
    let part = |table: PartTable| GuidePart {
        title: table.title,
        notes: table.notes,
        questions: table.question.into_iter().map(question).collect(),
    };
    Ok(Guide { title: file.title, opening: file.opening, parts: file.part.into_iter().map(part).collect() })
}

/// What a line of a guide is.
enum Line<'t> {
    Title(&'t str),
    Heading(&'t str),
    Question(&'t str),
    Prompt(&'t str),
    Words(&'t str),
}

fn of_markdown(text: &str) -> Guide {
    let mut lines = text.trim_start_matches('\u{feff}').lines().peekable();
    let mut guide = Guide::default();
    let mut last = Last::Nothing;
    // Front matter says nothing to interviewers.
    if lines.peek().is_some_and(|line| line.trim() == "---") {
        lines.next();
        lines.by_ref().take_while(|line| line.trim() != "---").for_each(drop);
    }
    for line in lines {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with("<!--") {
            last = Last::Nothing;
            continue;
        }
        let is_set_in = line.starts_with([' ', '\t']);
        let found = if let Some(heading) = trimmed.strip_prefix("# ") {
            Line::Title(heading.trim())
        } else if trimmed.starts_with('#') {
            Line::Heading(trimmed.trim_start_matches('#').trim())
        } else if let Some(item) = list_item(trimmed) {
            if is_set_in { Line::Prompt(item) } else { Line::Question(item) }
        } else {
            Line::Words(trimmed)
        };
        guide.take(&found, &mut last);
    }
    guide
}

/// What stands after `-`, `*`, `+`, `1.` or `1)`.
fn list_item(line: &str) -> Option<&str> {
    let marked = line.strip_prefix(['-', '*', '+']);
    let numbered = || {
        let rest = line.trim_start_matches(|character: char| character.is_ascii_digit());
        (rest.len() < line.len()).then(|| rest.strip_prefix(['.', ')'])).flatten()
    };
    marked.or_else(numbered).filter(|rest| rest.starts_with([' ', '\t'])).map(str::trim)
}

fn of_text(text: &str) -> Guide {
    let mut guide = Guide::default();
    let mut is_after_blank = true;
    for line in text.trim_start_matches('\u{feff}').lines() {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            is_after_blank = true;
            continue;
        }
        let words = list_item(trimmed).unwrap_or(trimmed);
        let found = match words.strip_suffix(':') {
            _ if line.starts_with([' ', '\t']) => Line::Prompt(words),
            Some(heading) if is_after_blank => Line::Heading(heading),
            _ => Line::Question(words),
        };
        guide.take(&found, &mut Last::Nothing);
        is_after_blank = false;
    }
    guide
}

/// What a line that goes on goes on with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Question,
    Prompt,
    Words,
}

impl Guide {
    fn take(&mut self, line: &Line<'_>, last: &mut Last) {
        match *line {
            Line::Title(title) if self.title.is_empty() && self.parts.is_empty() => {
                plain(title).clone_into(&mut self.title);
                *last = Last::Nothing;
            }
            Line::Title(title) | Line::Heading(title) => {
                self.parts.push(GuidePart { title: plain(title), ..GuidePart::default() });
                *last = Last::Nothing;
            }
            Line::Question(ask) => {
                self.part().questions.push(GuideQuestion { ask: plain(ask), prompts: Vec::new() });
                *last = Last::Question;
            }
            Line::Prompt(prompt) => match self.part().questions.last_mut() {
                Some(question) => {
                    question.prompts.push(plain(prompt));
                    *last = Last::Prompt;
                }
                None => self.take(&Line::Question(prompt), last),
            },
            Line::Words(words) => self.take_words(&plain(words), last),
        }
    }

    /// A paragraph: it goes on with what stands right above it, or is a note.
    fn take_words(&mut self, words: &str, last: &mut Last) {
        let (notes, question) = match self.parts.last_mut() {
            Some(part) => (&mut part.notes, part.questions.last_mut()),
            None => (&mut self.opening, None),
        };
        let goes_on = match (*last, question) {
            (Last::Question, Some(question)) => Some(&mut question.ask),
            (Last::Prompt, Some(question)) => question.prompts.last_mut(),
            (Last::Words, _) => notes.last_mut(),
            _ => None,
        };
        if let Some(above) = goes_on {
            above.push(' ');
            above.push_str(words);
        } else {
            notes.push(words.to_owned());
            *last = Last::Words;
        }
    }

    /// The part at hand: one without a title where questions stand under no heading.
    fn part(&mut self) -> &mut GuidePart {
        if self.parts.is_empty() {
            self.parts.push(GuidePart::default());
        }
        self.parts.last_mut().expect("there is one by now")
    }
}

/// Words without the marks for bold and italic.
fn plain(words: &str) -> String {
    words.replace("**", "").replace("__", "").trim_matches(['*', '_']).to_owned()
}
