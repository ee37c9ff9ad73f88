//! The audit trail, as people read it and as an appendix prints it.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::model::{CaseId, CaseKind};
use crate::project::{Project, ProjectError};
use crate::report::{Step, StepFact};
use crate::store::{CaseFilter, EventState, LogFilter, LoggedEvent};
use crate::text::{counted, nearest};

/// An event of the audit trail, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    pub number: i64,
    /// RFC 3339, UTC.
    pub at: String,
    pub who: String,
    pub action: String,
    /// What it was about, for people.
    pub words: String,
    /// The same for programs.
    pub detail: Value,
    pub state: EventState,
}

/// A file of the audit trail for an appendix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrailFormat {
    Csv,
    Json,
    Md,
}

/// How cases and sources are called.
enum Names {
    /// Inside the study: as they are.
    Real(BTreeMap<i64, String>),
    /// For others: by their labels, and sources by kind.
    Labels(BTreeMap<i64, String>),
}

/// So many cases are told by name.
const NAMED: usize = 8;

/// The action by which somebody withdraws.
const WITHDRAWAL: &str = "cases withdraw";

/// What may be told to others of a detail, beside numbers: words of the program, and of the codebook.
const HARMLESS: &[&str] =
    &["action", "code", "codes", "codebook", "consent", "from", "into", "kind", "status", "theme", "to", "version"];

impl Project {
    /// The audit trail, newest first.
    pub fn log(&self, filter: &LogFilter) -> Result<Vec<LogLine>, ProjectError> {
        self.check_words(filter)?;
        let logged = self.store.log(filter)?;
        let names = self.real_names(&logged)?;
        Ok(lines(logged, &names))
    }

    /// Who did anything, by name.
    pub fn people_in_log(&self) -> Result<Vec<String>, ProjectError> {
        Ok(self.store.people()?)
    }

    /// What was done, as the audit trail calls it: `codings add`; before several of a kind the word that they share.
    pub fn actions_in_log(&self) -> Result<Vec<String>, ProjectError> {
        let actions = self.store.actions()?;
        let first = |action: &str| action.split(' ').next().unwrap_or_default().to_owned();
        let kinds = actions.iter().map(|action| first(action));
        let all: std::collections::BTreeSet<String> = kinds.chain(actions.iter().cloned()).collect();
        Ok(all.into_iter().collect())
    }

    /// The audit trail as a file for an appendix, oldest first: without anybody's words or names but those of the people who
    /// worked on the study. The gate reads it before it is given out.
    pub fn audit_trail(&self, filter: &LogFilter, format: TrailFormat) -> Result<Vec<u8>, ProjectError> {
        self.check_words(filter)?;
        let mut lines = lines(self.store.log(filter)?, &self.labels()?);
        lines.reverse();
        let (name, bytes) = match format {
            TrailFormat::Csv => ("audit-trail.csv", csv_of(&lines)),
            TrailFormat::Json => ("audit-trail.json", json_of(&lines)),
            TrailFormat::Md => ("audit-trail.md", md_of(&lines)),
        };
        let gate = self.gate_for_records()?;
        if let Some(finding) = self.inspect(&gate, name, &bytes)?.findings.first() {
            return Err(ProjectError::Refused { finding: self.in_words(finding)? });
        }
        Ok(bytes)
    }

    /// Every step as an audit trail tells it, oldest first: cases by their labels, no file and no reason. Who withdrew is
    /// a count elsewhere.
    pub(super) fn steps(&self) -> Result<Vec<Step>, ProjectError> {
        let names = self.labels()?;
        let mut logged = self.store.log(&LogFilter::default())?;
        logged.reverse();
        let step = |logged: LoggedEvent| Step {
            facts: facts_of(&logged, &names),
            is_taken_back: !state_in_words(logged.state).is_empty(),
            number: logged.number,
            at: logged.event.at,
            who: logged.event.who,
            action: logged.event.action,
        };
        Ok(logged.into_iter().filter(|logged| logged.event.action != WITHDRAWAL).map(step).collect())
    }

    /// A name or a word under which nothing stands is most often a misspelt one.
    fn check_words(&self, filter: &LogFilter) -> Result<(), ProjectError> {
        let people = self.store.people()?;
        if let Some(name) = filter.who.as_ref().filter(|name| !people.contains(name)) {
            let nearest = nearest(name, people.iter().map(String::as_str)).map(str::to_owned);
            return Err(ProjectError::NobodyInLog { name: name.clone(), nearest });
        }
        let actions = self.store.actions()?;
        let begins = |action: &String, word: &str| action == word || action.starts_with(&format!("{word} "));
        if let Some(word) = filter.action.as_ref().filter(|word| !actions.iter().any(|action| begins(action, word))) {
            let nearest = nearest(word, actions.iter().map(String::as_str)).map(str::to_owned);
            return Err(ProjectError::NoAction { word: word.clone(), nearest });
        }
        Ok(())
    }

    /// `cases exclude: P3, P7 (2026-01-31 14:02 UTC, anna)`
    pub(super) fn words_of_step(&self, step: &[LoggedEvent]) -> Result<String, ProjectError> {
        let names = self.real_names(step)?;
        // What it was for comes last: an import, after the lines of study.toml that name the file.
        let Some(main) = step.last() else { return Ok(String::new()) };
        let words = words_of(main, &names);
        let colon = if words.is_empty() { "" } else { ": " };
        let at: String = main.event.at.chars().take(16).collect::<String>().replace('T', " ");
        Ok(format!("{}{colon}{words} ({at} UTC, {})", main.event.action, main.event.who))
    }

    /// The names of the cases that these events are about: as many of each as are told.
    fn real_names(&self, logged: &[LoggedEvent]) -> Result<Names, ProjectError> {
        let mut names = BTreeMap::new();
        for event in logged {
            let Some(fields) = event.event.detail.as_object() else { continue };
            let one = fields.get("case").and_then(Value::as_i64);
            let several = fields.get("cases").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_i64);
            let mut count = 0;
            for number in one.into_iter().chain(several) {
                let id = u32::try_from(number).ok().map(CaseId);
                if let Some(name) = id.map(|id| self.store.name_of_case(id)).transpose()?.flatten() {
                    names.insert(number, name);
                    count += 1;
                }
                if count > NAMED {
                    break;
                }
            }
        }
        Ok(Names::Real(names))
    }

    fn labels(&self) -> Result<Names, ProjectError> {
        let cases = self.store.cases(&CaseFilter::default())?;
        let labels = cases.into_iter().filter(|case| case.kind == CaseKind::Participant);
        Ok(Names::Labels(
            labels.map(|case| (i64::from(case.id.0), case.label)).filter(|(_, label)| !label.is_empty()).collect(),
        ))
    }
}

fn lines(logged: Vec<LoggedEvent>, names: &Names) -> Vec<LogLine> {
    let line = |logged: LoggedEvent| LogLine {
        words: words_of(&logged, names),
        number: logged.number,
        at: logged.event.at,
        who: logged.event.who,
        action: logged.event.action,
        detail: logged.event.detail,
        state: logged.state,
    };
    logged.into_iter().map(line).collect()
}

impl Names {
    /// The cases of these numbers, at most a few by name.
    fn cases(&self, numbers: &[i64]) -> String {
        let (Self::Real(names) | Self::Labels(names)) = self;
        let found: Vec<&str> = numbers.iter().filter_map(|number| names.get(number).map(String::as_str)).collect();
        match (found.len(), numbers.len()) {
            (0, all) => counted(all as u64, "case"),
            (some, all) if some == all && some <= NAMED => found.join(", "),
            (some, all) => {
                let shown = some.min(NAMED);
                format!("{} and {} more", found.get(..shown).unwrap_or_default().join(", "), all - shown)
            }
        }
    }
}

/// What an event was about: `P3, P7, reason too young`.
fn words_of(logged: &LoggedEvent, names: &Names) -> String {
    let told = |fact: StepFact| match fact {
        StepFact::Count { noun, count } => counted(count, &noun),
        StepFact::Words(words) => words,
    };
    facts_of(logged, names).into_iter().map(told).collect::<Vec<_>>().join(", ")
}

/// The same, piece by piece.
fn facts_of(logged: &LoggedEvent, names: &Names) -> Vec<StepFact> {
    let Some(fields) = logged.event.detail.as_object() else { return Vec::new() };
    if let (Some(step), Some(action)) = (logged.of_step, fields.get("action").and_then(Value::as_str)) {
        return vec![StepFact::Words(format!("event {step}: {action}"))];
    }
    let is_real = matches!(names, Names::Real(_));
    let told = |(name, value): (&String, &Value)| {
        let number = |value: &Value| value.as_i64();
        let told = name.replace('_', " ");
        let words = |place, words| Some((place, StepFact::Words(words)));
        match (name.as_str(), value) {
            ("sha256", _) | (_, Value::Null) => None,
            ("case", Value::Number(_)) => words(0, names.cases(&[value.as_i64()?])),
            ("cases", Value::Array(cases)) => {
                words(0, names.cases(&cases.iter().filter_map(number).collect::<Vec<_>>()))
            }
            ("source" | "file", Value::String(path)) => is_real.then(|| (0, StepFact::Words(path.clone()))),
            (_, Value::Number(number)) => match (told.strip_suffix('s'), number.as_u64()) {
                (Some(noun), Some(count)) => Some((1, StepFact::Count { noun: noun.to_owned(), count })),
                _ => words(1, format!("{told} {number}")),
            },
            (_, Value::Bool(is)) => is.then_some((1, StepFact::Words(told))),
            (name, _) if !is_real && !HARMLESS.contains(&name) => None,
            (_, Value::String(text)) if text.is_empty() => None,
            (_, Value::String(text)) => words(1, format!("{told} {text}")),
            (_, Value::Array(items)) if items.is_empty() => None,
            (_, Value::Array(items)) => {
                words(1, format!("{told} {}", items.iter().map(plain).collect::<Vec<_>>().join(", ")))
            }
            (_, other @ Value::Object(_)) => words(1, format!("{told} {other}")),
        }
    };
    // First what it is about, then what it came to.
    let mut facts: Vec<(u8, StepFact)> = fields.iter().filter_map(told).collect();
    facts.sort_by_key(|(place, _)| *place);
    facts.into_iter().map(|(_, fact)| fact).collect()
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// How an event stands, for people; empty for one that simply happened.
pub(super) const fn state_in_words(state: EventState) -> &'static str {
    match state {
        EventState::Plain | EventState::Done | EventState::Final => "",
        EventState::Undone | EventState::Dropped => "taken back",
    }
}

const TITLES: [&str; 6] = ["Number", "When", "Who", "Action", "What", "State"];

fn cells(line: &LogLine) -> [String; 6] {
    let state = state_in_words(line.state).to_owned();
    [line.number.to_string(), line.at.clone(), line.who.clone(), line.action.clone(), line.words.clone(), state]
}

fn csv_of(lines: &[LogLine]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let rows = std::iter::once(TITLES.map(str::to_owned)).chain(lines.iter().map(cells));
    for row in rows {
        writer.write_record(row.map(harmless)).expect("memory takes it");
    }
    writer.into_inner().expect("memory takes it")
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe in front.
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

fn json_of(lines: &[LogLine]) -> Vec<u8> {
    let keys = ["number", "at", "who", "action", "what", "state"];
    let object = |line: &LogLine| {
        let pairs = keys.iter().zip(cells(line)).map(|(key, cell)| ((*key).to_owned(), Value::from(cell)));
        Value::Object(pairs.collect())
    };
    let list: Vec<Value> = lines.iter().map(object).collect();
    serde_json::to_string_pretty(&list).expect("it is plain data").into_bytes()
}

fn md_of(lines: &[LogLine]) -> Vec<u8> {
    let row = |cells: [String; 6]| {
        let cells = cells.map(|cell| cell.replace('\\', "\\\\").replace('|', "\\|").replace('\n', " "));
        format!("| {} |\n", cells.join(" | "))
    };
    let mut text = row(TITLES.map(str::to_owned)) + &"| --- ".repeat(TITLES.len()) + "|\n";
    text.extend(lines.iter().map(cells).map(row));
    text.into_bytes()
}
