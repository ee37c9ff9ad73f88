//! The log of identities: what was hidden, kept or found to be no name, by whom, when and why.
//!
//! The real one holds names and stays with whoever keeps the key. The shareable one has numbers in their place, and the
//! gate reads it before it is written. Neither is ever written among the outputs.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::decisions::{Decisions, hides};
use crate::disclosure::{Pseudonymiser, Replaced};
use crate::model::{Decision, Derived, Identity, IdentityKind, Mode, Origin, Verdict};
use crate::project::shown::Object;
use crate::project::{IdentityError, Project, ProjectError};
use crate::store::StoredDecision;
use crate::text::counted;

/// As what a log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentityLogFormat {
    Csv,
    Json,
    Md,
}

/// One identity, or one decision that something stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentityLogLine {
    /// Counted from one, the same in both forms of the log.
    pub number: usize,
    pub kind: IdentityKind,
    pub verdict: Verdict,
    pub forms: Vec<String>,
    /// Whether its form is an ordinary word as well, and is meant only where it is written as a name.
    pub is_capitalised: bool,
    /// Where it stands, if it is about one mention.
    pub place: Option<String>,
    /// `pseudonym`, `role`, `generalise`; empty where the usual one of its kind is meant, or nothing is replaced.
    pub mode: String,
    /// What is printed; empty where it stays as it is.
    pub printed: String,
    pub reason: String,
    /// Who decided or listed it.
    pub who: Vec<String>,
    /// RFC 3339, UTC; empty of what the study's list says.
    pub when: String,
    /// How often it stands in the texts.
    pub mentions: u64,
    pub is_settled: bool,
}

const HEADINGS: [&str; 12] =
    ["Number", "Kind", "Verdict", "Forms", "Place", "Mode", "Printed", "Reason", "Who", "When", "Mentions", "Settled"];
const SHAREABLE: [&str; 10] =
    ["Number", "Kind", "Verdict", "Forms", "Mode", "Printed", "Reason", "Decided by", "Mentions", "Settled"];

impl Project {
    /// The whole log, with real names: the register in its order, then what was decided to stay. What another reader has
    /// said is in it once the person at work has said something too.
    pub fn identity_log(&self) -> Result<Vec<IdentityLogLine>, ProjectError> {
        let decisions = self.all_decisions()?;
        let register = self.register()?;
        let stored = self.store.identities()?;
        let mut lines: Vec<IdentityLogLine> = Vec::new();
        let listed = decisions.seen_by(&self.person, register.identities.into_iter().chain(register.kept).collect());
        for identity in &listed {
            let number = match identity.origin {
                Origin::Store { number } => Some(number),
                Origin::File { .. } | Origin::Case => None,
            };
            let entry = stored.iter().find(|entry| Some(entry.number) == number);
            let is_it = |said: &&StoredDecision| hides(said) && number.is_some() && said.identity == number;
            let hidden: Vec<&StoredDecision> = decisions.stored().filter(is_it).collect();
            let mut who: BTreeSet<String> = hidden.iter().map(|said| said.decision.decided_by.clone()).collect();
            if let (Some(entry), true) = (entry, who.is_empty()) {
                who.insert(entry.added_by.clone());
            }
            let is_kept = identity.mode == Some(Mode::Keep);
            let is_open = hidden.iter().any(|said| decisions.is_open(&crate::model::form_key(&said.decision.form)));
            lines.push(IdentityLogLine {
                number: 0,
                kind: identity.kind,
                verdict: if is_kept { Verdict::Keep } else { Verdict::Hide },
                forms: if identity.forms.is_empty() {
                    vec![identity.first_form().to_owned()]
                } else {
                    identity.forms.clone()
                },
                is_capitalised: identity.forms.is_empty(),
                place: None,
                mode: identity.mode.map(Mode::word).unwrap_or_default().to_owned(),
                printed: if is_kept { String::new() } else { identity.printed().to_owned() },
                reason: identity.reason.clone(),
                who: who.into_iter().collect(),
                when: entry.map(|entry| entry.added_at.clone()).unwrap_or_default(),
                mentions: 0,
                is_settled: !is_open,
            });
        }
        lines.extend(decisions.listed().map(|decision| line_of(decision, None, true)));
        let is_seen = |said: &&StoredDecision| match said.decision.place {
            Some(place) => !decisions.is_closed_at(place, &self.person),
            None => !decisions.is_closed_to(&crate::model::form_key(&said.decision.form), &self.person),
        };
        let stays = |said: &&StoredDecision| !hides(said) || said.decision.place.is_some();
        let mut staying: Vec<_> = decisions.stored().filter(stays).filter(is_seen).collect();
        staying.sort_by_key(|said| said.id);
        for said in staying {
            let place = match said.decision.place {
                Some(place) => self.contexts(&[place], 0)?.pop().map(|context| context.place),
                None => None,
            };
            lines.push(line_of(&said.decision, place, is_settled(&decisions, &said.decision)));
        }
        self.count_mentions(&mut lines)?;
        for (number, line) in (1..).zip(&mut lines) {
            line.number = number;
        }
        Ok(lines)
    }

    /// The log as a file. The shareable one has no form in it, and its reasons are pseudonymised.
    pub fn identity_log_file(&self, format: IdentityLogFormat, is_shareable: bool) -> Result<Vec<u8>, ProjectError> {
        if !is_shareable {
            return match format {
                IdentityLogFormat::Json => self.full_identity_log(),
                _ => Ok(table(&HEADINGS, &self.identity_log()?.iter().map(real_row).collect::<Vec<_>>(), format)),
            };
        }
        let rows = self.shareable_rows()?;
        let bytes = table(&SHAREABLE, &rows, format);
        let name = match format {
            IdentityLogFormat::Csv => "identity-log.csv",
            IdentityLogFormat::Json => "identity-log.json",
            IdentityLogFormat::Md => "identity-log.md",
        };
        if let Some(finding) = self.inspect(&self.gate_for_records()?, name, &bytes)?.findings.first() {
            return Err(ProjectError::Refused { finding: self.in_words(finding)? });
        }
        Ok(bytes)
    }

    /// Writes a log where nobody but its owner reads it. Not into the folder of the outputs.
    pub fn write_identity_log(
        &mut self,
        path: &Path,
        format: IdentityLogFormat,
        is_shareable: bool,
    ) -> Result<(), ProjectError> {
        if self.is_in_outputs(path) {
            return Err(IdentityError::InOutput { path: path.to_owned() }.into());
        }
        let bytes = self.identity_log_file(format, is_shareable)?;
        write_private(path, &bytes).map_err(|source| ProjectError::Write { path: path.to_owned(), source })?;
        let event = self.event("identities log", json!({ "shareable": is_shareable }));
        Ok(self.store.record(&event)?)
    }

    /// The log as a file for whoever asked, which is noted.
    pub fn hand_out_identity_log(
        &mut self,
        format: IdentityLogFormat,
        is_shareable: bool,
    ) -> Result<Vec<u8>, ProjectError> {
        let bytes = self.identity_log_file(format, is_shareable)?;
        let event = self.event("identities log", json!({ "shareable": is_shareable }));
        self.store.record(&event)?;
        Ok(bytes)
    }

    fn is_in_outputs(&self, path: &Path) -> bool {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let folder = absolute.parent().map(Path::to_owned).unwrap_or_default();
        let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let output: PathBuf = real(&std::path::absolute(self.output_folder()).unwrap_or_else(|_| self.output_folder()));
        real(&folder).starts_with(output)
    }

    fn shareable_rows(&self) -> Result<Vec<Vec<Value>>, ProjectError> {
        let lines = self.identity_log()?;
        // What stays is an original string too, where others may read about it.
        let mut hidden = self.register()?.identities;
        let kept = lines.iter().filter(|line| line.verdict != Verdict::Hide || line.place.is_some());
        hidden.extend(kept.map(|line| Identity {
            replacement: "[kept]".to_owned(),
            derive: false,
            ..Identity::new(IdentityKind::Other, line.forms.clone())
        }));
        let pseudonymiser = Pseudonymiser::new(&hidden);
        let row = |line: &IdentityLogLine| {
            let people = if self.study.disclosure.name_reviewers {
                line.who.join(" and ")
            } else if line.who.is_empty() {
                "the study's list".to_owned()
            } else {
                counted(line.who.len() as u64, "person").replace("persons", "people")
            };
            vec![
                json!(line.number),
                json!(line.kind.word()),
                json!(verdict_in_words(line)),
                json!(line.forms.len()),
                json!(line.mode),
                json!(line.printed),
                json!(pseudonymiser.pseudonymise(&line.reason).text),
                json!(people),
                json!(line.mentions),
                json!(if line.is_settled { "yes" } else { "no" }),
            ]
        };
        Ok(lines.iter().map(row).collect())
    }

    /// How often each line's forms stand in the texts, in one sweep; a decision on one mention is about one.
    fn count_mentions(&self, lines: &mut [IdentityLogLine]) -> Result<(), ProjectError> {
        let sought: Vec<Identity> = lines
            .iter()
            .map(|line| match line.place {
                Some(_) => Identity { derive: false, ..Identity::new(line.kind, Vec::new()) },
                None if line.is_capitalised => {
                    let derived = line.forms.iter().map(|form| Derived { form: form.clone(), capitalised: true });
                    Identity { derived: derived.collect(), derive: false, ..Identity::new(line.kind, Vec::new()) }
                }
                None => Identity { derive: false, ..Identity::new(line.kind, line.forms.clone()) },
            })
            .collect();
        let seeker = Pseudonymiser::new(&sought);
        self.store.for_each_segment(0, &mut |row| -> Result<(), ProjectError> {
            for replacement in seeker.replacements(row.content) {
                if let Replaced::Identity(index) = replacement.by {
                    lines[index].mentions += 1;
                }
            }
            Ok(())
        })?;
        for line in lines.iter_mut().filter(|line| line.place.is_some()) {
            line.mentions = 1;
        }
        Ok(())
    }
}

fn is_settled(decisions: &Decisions, decision: &Decision) -> bool {
    match decision.place {
        Some((text, span)) => decisions.is_settled_at(text, span),
        None => !decisions.is_open(&crate::model::form_key(&decision.form)),
    }
}

fn line_of(decision: &Decision, place: Option<String>, is_settled: bool) -> IdentityLogLine {
    let who = Some(decision.decided_by.clone()).filter(|who| !who.is_empty());
    IdentityLogLine {
        number: 0,
        kind: decision.kind,
        verdict: decision.verdict,
        forms: vec![decision.form.clone()],
        is_capitalised: false,
        place,
        mode: String::new(),
        printed: String::new(),
        reason: decision.reason.clone(),
        who: who.into_iter().collect(),
        when: decision.decided_at.clone(),
        mentions: 0,
        is_settled,
    }
}

fn verdict_in_words(line: &IdentityLogLine) -> String {
    let verdict = match line.verdict {
        Verdict::Hide => "hidden",
        Verdict::Keep => "kept",
        Verdict::NotAName => "no name",
    };
    if line.place.is_some() { format!("{verdict}, one mention") } else { verdict.to_owned() }
}

fn real_row(line: &IdentityLogLine) -> Vec<Value> {
    vec![
        json!(line.number),
        json!(line.kind.word()),
        json!(line.verdict.word()),
        json!(line.forms.join("; ")),
        json!(line.place),
        json!(line.mode),
        json!(line.printed),
        json!(line.reason),
        json!(line.who.join("; ")),
        json!(line.when),
        json!(line.mentions),
        json!(if line.is_settled { "yes" } else { "no" }),
    ]
}

fn table(headings: &[&str], rows: &[Vec<Value>], format: IdentityLogFormat) -> Vec<u8> {
    let word = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    match format {
        IdentityLogFormat::Json => {
            let object =
                |row: &Vec<Value>| Object(headings.iter().map(|name| (*name).to_owned()).zip(row.clone()).collect());
            let objects: Vec<Object> = rows.iter().map(object).collect();
            (serde_json::to_string_pretty(&objects).expect("names and values are plain data") + "\n").into_bytes()
        }
        IdentityLogFormat::Csv => {
            let mut writer = csv::Writer::from_writer(Vec::new());
            let all = std::iter::once(headings.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
                .chain(rows.iter().map(|row| row.iter().map(|value| harmless(word(value))).collect()));
            for row in all {
                writer.write_record(row).expect("rows go into memory, and have as many cells as there are headings");
            }
            writer.into_inner().expect("what is in memory can be flushed")
        }
        IdentityLogFormat::Md => {
            let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
            let mut text = line(headings.iter().map(|name| (*name).to_owned()).collect());
            text += &line(vec![":--".to_owned(); headings.len()]);
            for row in rows {
                text += &line(row.iter().map(|value| word(value).replace('|', "\\|").replace('\n', " ")).collect());
            }
            text.into_bytes()
        }
    }
}

/// A cell that no spreadsheet takes for a formula.
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

/// Readable by its owner alone.
fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    // A file that was there before keeps its rights otherwise.
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    file.write_all(bytes)
}
