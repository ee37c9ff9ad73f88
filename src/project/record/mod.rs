//! How the study was made, gathered from store and files for the recipes that ask.

mod asked;
mod files;
mod questionnaires;
mod state;

pub use state::ChecklistState;

use std::collections::BTreeSet;

use crate::analysis::Columns;
use crate::codebook::{self, Change, Difference, differences, summary};
use crate::model::{Codebook, CodingStatus};
use crate::project::{Project, ProjectError};
use crate::report::{Asks, CodebookChange, CodebookState, CoderWork, PlannedOutput, Record, SourceFact, TalkFacts};
use crate::store::CodebookVersion;

impl Project {
    /// What these recipes ask of the study's records. A file that cannot be used fails the recipe that names it alone.
    pub(super) fn record(&self, asks: &Asks, columns: &Columns) -> Result<Record, ProjectError> {
        let mut record = Record { program: format!("verbatim {}", env!("CARGO_PKG_VERSION")), ..Record::default() };
        if *asks == Asks::default() {
            return Ok(record);
        }
        record.outputs = self.planned_outputs();
        record.withdrawn = self.store.withdrawn_count()?;
        if asks.conduct {
            record.trail = self.steps()?;
            record.versions = self.codebook_states()?;
            record.identity_count = self.identities()?.len();
            record.coders = self.coder_work()?;
            record.sources = self.source_facts()?;
            record.talk = self.talk_facts()?;
            record.memo_count = self.store.memo_count()?;
        }
        record.people = people(&record);
        if asks.questionnaires {
            record.questionnaires = self.questionnaires(columns)?;
        }
        if asks.asked {
            record.asked = self.asked_aloud()?;
        }
        for name in &asks.guides {
            record.guides.insert(name.clone(), self.guide(name)?);
        }
        for (which, file) in &asks.checklists {
            if let Some(answers) = self.checklist_answers(*which, file.as_deref())? {
                record.answers.insert((*which, file.clone()), answers);
            }
        }
        Ok(record)
    }

    /// The study's outputs by their titles, in its order.
    fn planned_outputs(&self) -> Vec<PlannedOutput> {
        let outputs = self.study.outputs.iter();
        let title = |output: &crate::report::Recipe| output.title.clone().unwrap_or_else(|| output.name.clone());
        outputs.map(|output| PlannedOutput { kind: output.kind.kind(), title: title(output) }).collect()
    }

    fn codebook_states(&self) -> Result<Vec<CodebookState>, ProjectError> {
        let mut before: Option<Codebook> = None;
        let mut states = Vec::new();
        for version in self.store.codebook_versions()? {
            let is = codebook::read_again(&version.content);
            let found = before.as_ref().map(|before| differences(before, &is)).unwrap_or_default();
            states.push(state(&version, &is, before.as_ref(), &found));
            before = Some(is).filter(|_| !version.content.is_empty());
        }
        Ok(states)
    }

    fn coder_work(&self) -> Result<Vec<CoderWork>, ProjectError> {
        let mut coders: Vec<CoderWork> = Vec::new();
        let index = |coders: &mut Vec<CoderWork>, name: &str| {
            coders.iter().position(|work| work.who == name).unwrap_or_else(|| {
                coders.push(CoderWork { who: name.to_owned(), ..CoderWork::default() });
                coders.len() - 1
            })
        };
        for work in self.store.coding_work()? {
            let is_of_rules = work.coder.is_empty();
            let coder = index(&mut coders, &work.coder);
            if is_of_rules || work.status != CodingStatus::Rejected {
                coders[coder].coded += work.count;
            }
            let deciders = work.decided_by.iter().filter(|decider| **decider != work.coder);
            let mut judges: Vec<usize> = deciders.map(|decider| index(&mut coders, decider)).collect();
            judges.extend(is_of_rules.then_some(coder));
            for judge in judges {
                match work.status {
                    CodingStatus::Accepted => coders[judge].accepted += work.count,
                    CodingStatus::Rejected => coders[judge].rejected += work.count,
                    CodingStatus::Proposed => {}
                }
            }
        }
        Ok(coders)
    }

    fn source_facts(&self) -> Result<Vec<SourceFact>, ProjectError> {
        let sources = self.store.sources()?.into_iter();
        let facts = sources.map(|source| {
            Ok(SourceFact {
                kind: source.kind,
                format: source.format,
                revision: self.store.revision(source.id)?.unwrap_or(1),
                text_count: u64::from(source.text_count),
                word_count: source.word_count,
            })
        });
        facts.collect()
    }

    fn talk_facts(&self) -> Result<TalkFacts, ProjectError> {
        let talks = self.store.talks()?;
        Ok(TalkFacts {
            transcript_count: talks.transcript_count,
            lengths_ms: talks.lengths_ms,
            is_repeated: talks.is_repeated,
            attributes: self.store.attribute_names()?.into_iter().map(|row| row.name).collect(),
        })
    }
}

/// Those who did anything, in the order of their first step; then those whose codings or versions alone are there.
fn people(record: &Record) -> Vec<String> {
    let steps = record.trail.iter().map(|step| &step.who);
    let versions = record.versions.iter().map(|version| &version.who);
    let coders = record.coders.iter().map(|work| &work.who);
    let mut seen = BTreeSet::new();
    let everybody = steps.chain(versions).chain(coders).filter(|name| !name.is_empty());
    everybody.filter(|name| seen.insert((*name).clone())).cloned().collect()
}

fn state(version: &CodebookVersion, is: &Codebook, before: Option<&Codebook>, found: &[Difference]) -> CodebookState {
    let changed = match before {
        _ if version.content.is_empty() => "taken out when somebody withdrew".to_owned(),
        None => String::new(),
        Some(_) if found.is_empty() => "comments or layout only".to_owned(),
        Some(_) => summary(found),
    };
    CodebookState {
        number: version.number,
        version: version.version.clone(),
        at: version.at.clone(),
        who: version.who.clone(),
        how: version.how.clone(),
        themes: is.themes.len(),
        codes: is.codes.len(),
        changed,
        changes: found.iter().map(change).collect(),
    }
}

fn change(difference: &Difference) -> CodebookChange {
    let Difference { subject, id, change, field, old, new } = difference;
    let change = match change {
        Change::Changed => format!("{} changed", field.replace('_', " ")),
        other => other.word().to_owned(),
    };
    let subject = if id.is_empty() { subject.word().to_owned() } else { format!("{subject} {id}") };
    CodebookChange { subject, change, old: old.clone(), new: new.clone() }
}
