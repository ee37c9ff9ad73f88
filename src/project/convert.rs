//! What a reader makes of a file, whole and before anything is stored: for the curious, and for reports of mistakes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::import::usual_kind;
use super::preview::survey_lines;
use super::shown::Object;
use super::{Project, ProjectError};
use crate::import::survey::{self, Respondent, SurveyPlan};
use crate::import::{Imported, Warning, is_interviewer, read_file, read_transcript};
use crate::model::SourceKind;
use crate::text::{counted, mask, word_count};

/// How a file is converted.
#[derive(Debug, Clone, Default)]
pub struct ConvertOptions {
    /// What it is; by its extension where it is not said.
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
}

#[derive(Debug, Serialize)]
pub struct Transcript {
    pub format: &'static str,
    pub encoding: String,
    pub words: u64,
    pub turns: Vec<Turn>,
    pub memos: Vec<Memo>,
    pub warnings: Vec<Warning>,
}

#[derive(Debug, Serialize)]
pub struct Turn {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<u8>,
    pub speaker: Option<String>,
    pub interviewer: bool,
    pub start_ms: Option<u32>,
    pub text: String,
}

#[derive(Debug, Serialize)]
pub struct Memo {
    pub author: String,
    pub written_at: String,
    /// The words it stands on.
    pub on: String,
    pub text: String,
}

#[derive(Debug, Serialize)]
pub struct Survey {
    pub encoding: String,
    /// How each column is read, in words.
    pub plan: Vec<String>,
    pub questions: Vec<Question>,
    pub row_count: u64,
    /// The first of them.
    pub rows: Vec<Row>,
    pub warnings: Vec<Warning>,
}

#[derive(Debug, Serialize)]
pub struct Question {
    pub code: String,
    pub kind: &'static str,
    pub wording: String,
    pub options: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct Row {
    /// Where in the file it stands: `line 2`, `row 2`.
    pub place: String,
    pub respondent: String,
    /// Why the respondent would leave the sample.
    pub left_out: Option<String>,
    pub attributes: Object,
    /// By the question's code, in the survey's order.
    pub answers: Object,
}

/// Reads a file as an import would, and stores nothing. No study is needed.
pub fn convert(path: &Path, options: &ConvertOptions) -> Result<Converted, ProjectError> {
    if options.kind.unwrap_or_else(|| usual_kind(path)) == SourceKind::Survey {
        return Ok(Converted::Survey(survey(path, options)?));
    }
    let imported = read_transcript(path, &read_file(path)?)?;
    Ok(Converted::Transcript(transcript(&imported, options.masked)))
}

fn transcript(imported: &Imported, masked: bool) -> Transcript {
    let said = |text: &str| if masked { mask(text) } else { text.to_owned() };
    let mut names = Names { masked, numbers: BTreeMap::new() };
    let words_of = |span: crate::model::Span| span.of_text(&imported.text);
    let turns = imported.turns.iter().map(|turn| Turn {
        heading: turn.heading,
        speaker: turn.speaker.as_deref().map(|name| names.shown(name)),
        interviewer: turn.speaker.as_deref().is_some_and(is_interviewer),
        start_ms: turn.start_ms,
        text: said(words_of(turn.span)),
    });
    let turns: Vec<Turn> = turns.collect();
    let memos = imported.memos.iter().map(|memo| Memo {
        author: said(&memo.author),
        written_at: memo.written_at.clone(),
        on: said(words_of(memo.span)),
        text: said(&memo.content),
    });
    Transcript {
        format: imported.format.word(),
        encoding: imported.encoding.clone(),
        words: imported.turns.iter().map(|turn| word_count(words_of(turn.span))).sum(),
        turns,
        memos: memos.collect(),
        warnings: imported.warnings.clone(),
    }
}

/// Speakers' names; masked, two speakers of one shape stay two.
struct Names {
    masked: bool,
    numbers: BTreeMap<String, usize>,
}

impl Names {
    fn shown(&mut self, name: &str) -> String {
        if !self.masked || is_interviewer(name) {
            return name.to_owned();
        }
        let next = self.numbers.len() + 1;
        let number = *self.numbers.entry(name.to_owned()).or_insert(next);
        format!("{} ({number})", mask(name))
    }
}

fn survey(path: &Path, options: &ConvertOptions) -> Result<Survey, ProjectError> {
    let saved = match &options.plan {
        Some(plan) => {
            let text = std::fs::read_to_string(plan);
            Some((plan, text.map_err(|source| ProjectError::Read { path: plan.clone(), source })?))
        }
        None => None,
    };
    let plan = Project::survey_plan(path, saved.as_ref().map(|(path, text)| (path.as_path(), text.as_str())))?;
    let mut reader = survey::open(path, &plan)?;
    let said = |text: &str| if options.masked { mask(text) } else { text.to_owned() };
    let questions = reader.questions().iter().map(|question| Question {
        code: question.code.clone(),
        kind: question.kind.word(),
        wording: question.wording.clone(),
        options: question.options.iter().map(|option| said(option)).collect(),
    });
    let questions: Vec<Question> = questions.collect();
    let attributes = reader.attributes().to_vec();
    let mut rows = Vec::new();
    let mut respondent = Respondent::default();
    while reader.read(&mut respondent)? {
        if respondent.row_number <= options.rows {
            rows.push(row(&respondent, &plan, &questions, &attributes, &said));
        }
    }
    Ok(Survey {
        encoding: reader.encoding().to_owned(),
        plan: survey_lines(&plan),
        questions,
        row_count: reader.row_count(),
        rows,
        warnings: reader.warnings(),
    })
}

fn row(
    respondent: &Respondent,
    plan: &SurveyPlan,
    questions: &[Question],
    attributes: &[String],
    said: &impl Fn(&str) -> String,
) -> Row {
    let mut answers: Vec<(usize, &str)> = respondent.answers().chain(respondent.responses()).collect();
    answers.sort_by_key(|&(question, _)| question);
    let answers = answers.into_iter().map(|(question, words)| (questions[question].code.clone(), said(words).into()));
    let values = respondent.attributes().map(|(attribute, value)| (attributes[attribute].clone(), said(value).into()));
    Row {
        place: respondent.place.words(),
        respondent: said(respondent.id()),
        left_out: respondent.excluded.map(|rule| plan.exclusions[rule].reason.clone()),
        attributes: Object(values.collect()),
        answers: Object(answers.collect()),
    }
}

impl Converted {
    /// For reading.
    pub fn lines(&self) -> Vec<String> {
        match self {
            Self::Transcript(transcript) => transcript.lines(),
            Self::Survey(survey) => survey.lines(),
        }
    }
}

impl Transcript {
    fn lines(&self) -> Vec<String> {
        let headings = self.turns.iter().filter(|turn| turn.heading.is_some()).count();
        let mut lines = vec![format!("{}, {}", self.format, self.encoding)];
        let mut counts = vec![counted(self.turns.len() as u64 - headings as u64, "turn")];
        counts.extend((headings > 0).then(|| counted(headings as u64, "heading")));
        counts.extend((!self.memos.is_empty()).then(|| counted(self.memos.len() as u64, "memo")));
        counts.push(counted(self.words, "word"));
        lines.push(counts.join(", "));
        lines.extend(looks(&self.warnings));
        lines.push(String::new());
        for turn in &self.turns {
            let time = turn.start_ms.map(|ms| format!("[{}] ", clock_time(ms))).unwrap_or_default();
            let speaker = turn.speaker.as_ref().map(|name| format!("{name}: ")).unwrap_or_default();
            let mark = turn.heading.map(|level| "#".repeat(usize::from(level)) + " ").unwrap_or_default();
            lines.extend(indented(&format!("{mark}{time}{speaker}"), &turn.text));
        }
        for memo in &self.memos {
            lines.push(String::new());
            lines.extend(indented("memo on: ", &memo.on));
            lines.extend(indented(&format!("  {} {}: ", memo.author, memo.written_at), &memo.text));
        }
        lines
    }
}

impl Survey {
    fn lines(&self) -> Vec<String> {
        let mut lines = self.plan.clone();
        lines.push(counted(self.row_count, "row"));
        lines.extend(looks(&self.warnings));
        for row in &self.rows {
            let fate = row.left_out.as_ref().map(|reason| format!(" (left out: {reason})")).unwrap_or_default();
            lines.push(String::new());
            lines.push(format!("{}, respondent {}{fate}", row.place, row.respondent));
            let is_answer = |name: &str| row.answers.0.iter().any(|(code, _)| code == name);
            let attributes = row.attributes.0.iter().filter(|(name, _)| !is_answer(name));
            for (name, value) in attributes.chain(&row.answers.0) {
                lines.extend(indented(&format!("  {name}: "), value.as_str().unwrap_or_default()));
            }
        }
        let hidden = self.row_count - self.rows.len() as u64;
        if hidden > 0 {
            lines.push(String::new());
            lines.push(format!("{} not shown; --rows says how many are", counted(hidden, "row")));
        }
        lines
    }
}

fn looks(warnings: &[Warning]) -> impl Iterator<Item = String> {
    warnings.iter().map(|warning| {
        let place = warning.line_number.map(|line| format!("line {line}: ")).unwrap_or_default();
        format!("look: {place}{}", warning.message)
    })
}

/// Words after their mark; further paragraphs stand below each other.
fn indented(mark: &str, text: &str) -> impl Iterator<Item = String> {
    let text = format!("{mark}{text}");
    let lines: Vec<String> = text
        .split('\n')
        .enumerate()
        .map(|(index, line)| if index == 0 { line.to_owned() } else { format!("    {line}") })
        .collect();
    lines.into_iter()
}

/// A position in a recording: `01:02:03.500`, the thousandths only where there are any.
fn clock_time(ms: u32) -> String {
    let (seconds, thousandths) = (ms / 1000, ms % 1000);
    let time = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if thousandths == 0 { time } else { format!("{time}.{thousandths:03}") }
}
