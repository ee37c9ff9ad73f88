//! `audit`: who did what, in which order; versions of the codebook; what came in and who was left out.

mod people;
mod tables;

use super::super::recipe_table::Raw;
use super::notes::{counted, joined};
use super::{Asks, Built, Chosen, Kitchen, RecipeError};
use crate::model::words;
use crate::report::record::{Step, StepFact};
use crate::report::{Block, Exposure, Row, Table};
use crate::text;
use people::People;
use tables::{cell, coders, columns, counts, differences, exclusions, imports, versions};

/// What is printed of the records.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Audit {
    /// RFC 3339 or the beginning of it: from then on, and until then with all that begins so.
    pub since: Option<String>,
    pub until: Option<String>,
    /// Only what these people did; what anybody did if there are none.
    pub who: Vec<String>,
    /// Only what is called so: `cases exclude`, or all of `cases`.
    pub steps: Vec<String>,
    pub people: Naming,
    /// Days are printed.
    pub dates: bool,
    /// Which tables; all but `differences` if there are none.
    pub parts: Vec<AuditPart>,
}

/// How those who work on the study are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
pub enum Naming {
    #[serde(rename = "names")]
    Names,
    #[serde(rename = "initials")]
    Initials,
    /// By the order of their first steps: the same in every copy of the study.
    #[default]
    #[serde(rename = "coder numbers")]
    Numbers,
}

/// One table of the audit trail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AuditPart {
    Steps,
    Counts,
    Coders,
    Codebook,
    Differences,
    Imports,
    Exclusions,
}

words!(AuditPart {
    Steps = "steps",
    Counts = "counts",
    Coders = "coders",
    Codebook = "codebook",
    Differences = "differences",
    Imports = "imports",
    Exclusions = "exclusions",
});

/// What steps begin with.
const STEPS: &[&str] = &[
    "import",
    "code",
    "cases",
    "codebook",
    "codings",
    "memos",
    "links",
    "sources",
    "review",
    "remove",
    "search",
    "export",
    "undo",
    "redo",
    "queries",
    "framework",
    "quotes",
    "checklist",
];

/// So many things of one kind are told of steps that are told as one.
const TOLD: usize = 6;

impl Chosen for Audit {
    const KEYS: &'static [&'static str] = &["since", "until", "who", "steps", "people", "dates", "parts"];

    fn read(raw: &Raw) -> Result<Self, String> {
        for (key, date) in [("since", &raw.since), ("until", &raw.until)] {
            if date.as_ref().is_some_and(|date| !is_beginning_of_date(date)) {
                return Err(format!("`{key}` is written as 2026-01-31, 2026-01 or 2026-01-31T14:02"));
            }
        }
        let steps = raw.steps.clone().unwrap_or_default();
        for step in &steps {
            let first = step.split(' ').next().unwrap_or_default();
            if !STEPS.contains(&first) {
                let near = text::nearest(first, STEPS.iter().copied());
                let near = near.map(|near| format!("; did you mean {near:?}?")).unwrap_or_default();
                return Err(format!("no step is called {step:?}{near}"));
            }
        }
        Ok(Self {
            since: raw.since.clone(),
            until: raw.until.clone(),
            who: raw.who.clone().unwrap_or_default(),
            steps,
            people: raw.people.unwrap_or_default(),
            dates: raw.dates.unwrap_or_default(),
            parts: raw.parts.clone().unwrap_or_default(),
        })
    }

    fn asks(&self, asks: &mut Asks) {
        asks.conduct = true;
    }

    fn build(&self, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
        let people = People::new(self.people, &kitchen.record().people);
        let steps = self.chosen(kitchen)?;
        let mut tables = Vec::new();
        for part in AuditPart::ALL {
            let is_wanted =
                if self.parts.is_empty() { *part != AuditPart::Differences } else { self.parts.contains(part) };
            if is_wanted {
                tables.extend(match part {
                    AuditPart::Steps => Some(self.trail(&steps, &people, kitchen)),
                    AuditPart::Counts => counts(&steps, &people),
                    AuditPart::Coders => coders(&people, kitchen),
                    AuditPart::Codebook => versions(self.dates, &people, kitchen),
                    AuditPart::Differences => differences(kitchen),
                    AuditPart::Imports => imports(kitchen),
                    AuditPart::Exclusions => exclusions(kitchen),
                });
            }
        }
        let mut blocks: Vec<Block> = tables.into_iter().map(Block::Table).collect();
        blocks.extend(kitchen.own_note().map(Block::Note));
        Ok(("Audit trail".to_owned(), blocks))
    }
}

impl Audit {
    /// Whether steps are listed that change nothing in the study.
    pub fn tells_exports(&self) -> bool {
        self.steps.iter().any(|step| step == "export" || step.ends_with(" export") || !step.contains(' '))
    }

    /// The steps that are asked for. Exports change nothing in the study and are left out unless they are asked for.
    fn chosen<'k>(&self, kitchen: &'k Kitchen<'_>) -> Result<Vec<&'k Step>, RecipeError> {
        // Somebody may not have done anything yet; a name that is much like another is misspelt.
        let known = &kitchen.record().people;
        for name in self.who.iter().filter(|name| !known.contains(name)) {
            if let Some(near) = text::nearest(name, known.iter().map(String::as_str)) {
                return Err(kitchen.unknown("person", name, Some(near)));
            }
        }
        let is_step = |step: &Step, wanted: &String| {
            step.action.strip_prefix(wanted.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        let is_meant = |step: &&Step| {
            self.since.as_deref().is_none_or(|since| step.at.as_str() >= since)
                && self.until.as_deref().is_none_or(|until| step.at.as_str() < until || step.at.starts_with(until))
                && (self.who.is_empty() || self.who.contains(&step.who))
                && if self.steps.is_empty() {
                    !is_export(step)
                } else {
                    self.steps.iter().any(|wanted| is_step(step, wanted))
                }
        };
        Ok(kitchen.record().trail.iter().filter(is_meant).collect())
    }

    /// How many steps there are, without what a trail leaves out unasked.
    fn base(&self, kitchen: &Kitchen<'_>) -> u64 {
        let trail = kitchen.record().trail.iter();
        trail.filter(|step| self.tells_exports() || !is_export(step)).count() as u64
    }

    fn trail(&self, steps: &[&Step], people: &People, kitchen: &Kitchen<'_>) -> Table {
        let has_taken_back = steps.iter().any(|step| step.is_taken_back);
        let mut titles = vec!["No.", "Who", "Step", "What"];
        if self.dates {
            titles.insert(1, "Day");
        }
        titles.extend(has_taken_back.then_some("State"));
        let day = |step: &Step| step.at.chars().take(10).collect::<String>();
        let key =
            |step: &Step| (step.who.clone(), step.action.clone(), step.is_taken_back, self.dates.then(|| day(step)));
        let rows = steps.chunk_by(|one, next| key(one) == key(next)).map(|run| {
            let first = run[0];
            let last = run.last().map_or(first.number, |step| step.number);
            let number = if last == first.number { last.to_string() } else { format!("{}–{last}", first.number) };
            let step =
                if run.len() == 1 { first.action.clone() } else { format!("{} ({} times)", first.action, run.len()) };
            let mut cells = vec![number, people.called(&first.who), step, told(run)];
            if self.dates {
                cells.insert(1, day(first));
            }
            cells.extend(has_taken_back.then(|| if first.is_taken_back { "taken back" } else { "" }.to_owned()));
            Row { cells: cells.into_iter().map(cell).collect(), ..Row::default() }
        });
        let rows = rows.collect();
        let mut notes = vec![format!(
            "Unit: steps in the study’s records, the first first; several alike in a row stand in one line. Base: {} of {}.",
            steps.len(),
            counted(self.base(kitchen), "step", "steps")
        )];
        notes.extend(self.limits());
        if self.steps.is_empty() {
            notes.push("Left out: exports, which change nothing.".to_owned());
        }
        notes.push("People who took part stand under their labels; files, reasons and words are left out.".to_owned());
        notes.extend(kitchen.withdrawals());
        Table {
            caption: "What was done, step by step".to_owned(),
            columns: columns(&titles),
            rows,
            notes,
            exposure: Exposure::Open,
            ..Table::default()
        }
    }

    fn limits(&self) -> Vec<String> {
        let mut limits = Vec::new();
        match (&self.since, &self.until) {
            (Some(since), Some(until)) => limits.push(format!("From {since} to {until}, UTC.")),
            (Some(since), None) => limits.push(format!("From {since} on, UTC.")),
            (None, Some(until)) => limits.push(format!("Until {until}, UTC.")),
            (None, None) if self.dates => limits.push("Days are those of UTC.".to_owned()),
            (None, None) => {}
        }
        if !self.who.is_empty() {
            limits.push("Only what some of the people did.".to_owned());
        }
        if !self.steps.is_empty() {
            limits.push(format!("Only these steps: {}.", joined(&self.steps)));
        }
        limits
    }
}

/// Whether a step took something out of the study, and changed nothing in it.
pub(super) fn is_export(step: &Step) -> bool {
    step.action == "export" || step.action.ends_with(" export")
}

/// What steps told as one were about: counts add up, words stand once.
fn told(run: &[&Step]) -> String {
    let mut counts: Vec<(String, u64)> = Vec::new();
    let mut words: Vec<String> = Vec::new();
    for fact in run.iter().flat_map(|step| &step.facts) {
        match fact {
            StepFact::Count { noun, count } => match counts.iter_mut().find(|(known, _)| known == noun) {
                Some((_, sum)) => *sum += count,
                None => counts.push((noun.clone(), *count)),
            },
            StepFact::Words(said) if words.contains(said) => {}
            StepFact::Words(said) => words.push(said.clone()),
        }
    }
    let more = words.len().saturating_sub(TOLD);
    words.truncate(TOLD);
    words.extend((more > 0).then(|| format!("{more} more")));
    words.extend(counts.into_iter().map(|(noun, count)| text::counted(count, &noun)));
    words.join(", ")
}

/// Whether it is an RFC 3339 time or the beginning of one, cut where a unit ends.
fn is_beginning_of_date(text: &str) -> bool {
    const SHAPE: &str = "0000-00-00T00:00:00Z";
    let fits = |(is, wanted): (char, char)| if wanted == '0' { is.is_ascii_digit() } else { is == wanted };
    [4, 7, 10, 13, 16, 19, 20].contains(&text.len()) && text.chars().zip(SHAPE.chars()).all(fits)
}
