//! `flow`: from all who came to those kept, with the reasons, for each survey and for the interviews.

use super::super::recipe_table::Raw;
use super::about::{CASES, KEPT, KIND_OF_CASE, about_value};
use super::groups::capitalised;
use super::notes::{counted, joined};
use super::{Built, Chosen, Codebook, Kitchen, Needs, RecipeError, frequencies::numeric};
use crate::analysis::{Attribute, Ledger, SampleFlow, sample_flow};
use crate::model::CaseKind;
use crate::report::{About, Block, Cell, Column, Exposure, Figure, FlowStep, Inline, Row, RowKind, Table};

/// The choices of a sample flow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Flow {
    /// Those kept of a survey are counted by this attribute too.
    pub group_by: Option<String>,
    /// The order of its values.
    pub values: Vec<String>,
}

impl Chosen for Flow {
    const KEYS: &'static [&'static str] = &["group_by", "attribute", "values"];

    fn read(raw: &Raw) -> Result<Self, String> {
        Ok(Self { group_by: raw.group_by(), values: raw.values() })
    }

    fn needs(&self, _: &Codebook, needs: &mut Needs) {
        needs.attributes.extend(self.group_by.clone());
    }

    fn build(&self, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
        build(self, kitchen)
    }
}

fn build(choices: &Flow, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
    let attribute = kitchen.optional_attribute(choices.group_by.as_deref())?;
    let ledgers = &kitchen.columns.ledgers;
    let survey_count = ledgers.iter().filter(|ledger| ledger.source_index.is_some()).count();
    let mut blocks = Vec::new();
    for ledger in ledgers {
        let flow = sample_flow(ledger);
        let heading = heading(kitchen, ledger, survey_count);
        if ledgers.len() > 1 {
            blocks.push(Block::Heading { level: 2, text: heading.clone() });
        }
        let people = People::of(ledger);
        let about = about(ledger, survey_count);
        blocks.push(Block::Paragraph(vec![Inline::Text(sentence(&flow, people))]));
        if flow.lost() > 0 {
            blocks.push(Block::Figure(figure(&flow, people, &heading)));
            let caption = format!("{heading}: who left, and why");
            blocks.push(Block::Table(Table { caption, about: Some(about.clone()), ..steps(&flow, people) }));
        }
        // Interviews are few: most of such a table would be withheld, and the rest be had by subtraction.
        let grouped = attribute.filter(|_| ledger.source_index.is_some());
        blocks.extend(grouped.map(|attribute| {
            let caption = format!("{heading}: those kept, by {}", attribute.name);
            Block::Table(Table { caption, about: Some(about), ..by_group(choices, kitchen, ledger, attribute) })
        }));
    }
    blocks.extend(kitchen.own_note().map(Block::Note));
    Ok(("Sample".to_owned(), blocks))
}

/// What those in a ledger are called.
#[derive(Clone, Copy)]
pub(super) struct People {
    one: &'static str,
    many: &'static str,
    /// What one of them did, and what several did.
    came: [&'static str; 2],
}

impl People {
    pub(super) const fn of(ledger: &Ledger) -> Self {
        match ledger.source_index {
            Some(_) => Self { one: "respondent", many: "respondents", came: ["engaged with the survey"; 2] },
            None => Self { one: "participant", many: "participants", came: ["was interviewed", "were interviewed"] },
        }
    }
}

/// Who came by one way: the respondents where there is one survey, else those of this one.
fn about(ledger: &Ledger, survey_count: usize) -> About {
    let about = match ledger.source_index {
        None => About::group(KIND_OF_CASE, Some("participant")),
        Some(_) if survey_count == 1 => About::group(KIND_OF_CASE, Some("respondent")),
        Some(source) => About::default().and("survey", source.to_string()),
    };
    about.and(About::UNIT, CASES)
}

/// "Survey", with the file's name only where there are several; "Interviews".
pub(super) fn heading(kitchen: &Kitchen<'_>, ledger: &Ledger, survey_count: usize) -> String {
    let Some(source) = ledger.source_index else { return "Interviews".to_owned() };
    if survey_count == 1 {
        return "Survey".to_owned();
    }
    let path = kitchen.columns.sources[source as usize].path.as_str();
    let name = path.rsplit('/').next().unwrap_or(path);
    format!("Survey: {}", name.rsplit_once('.').map_or(name, |(stem, _)| stem))
}

/// As a paper's methods section says it.
pub(super) fn sentence(flow: &SampleFlow, people: People) -> String {
    let (lost, kept) = (flow.lost(), flow.kept);
    let came = people.came[usize::from(flow.engaged != 1)];
    let came = format!("{} {came}", counted(flow.engaged, people.one, people.many));
    if lost == 0 {
        return if kept == 1 { format!("{came} and was kept.") } else { format!("{came}; all of them were kept.") };
    }
    let reasons: Vec<String> = flow.left.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
    let rest = match kept {
        0 => "Nobody was kept".to_owned(),
        1 => "The remaining 1 was kept".to_owned(),
        _ => format!("The remaining {kept} were kept"),
    };
    format!(
        "{came}. Of these, {lost} ({}) {} left out: {}. {rest}.",
        percent(lost, flow.engaged),
        was(lost),
        joined(&reasons)
    )
}

fn figure(flow: &SampleFlow, people: People, heading: &str) -> Figure {
    let mut steps = vec![FlowStep { label: capitalised(people.many), count: flow.engaged, left: Vec::new() }];
    steps.push(FlowStep { label: "Kept".to_owned(), count: flow.kept, left: flow.left.clone() });
    Figure::Flow { caption: format!("{heading}: from all who came to those kept"), steps }
}

fn steps(flow: &SampleFlow, people: People) -> Table {
    let share = |part| Cell::Share { part, base: flow.engaged, cases: part };
    let count = |value| Cell::Count { value, cases: value };
    let line = |kind, depth, label: &str, value| Row {
        kind,
        depth,
        cells: vec![Cell::text(label), count(value), share(value)],
        ..Row::default()
    };
    let mut rows = vec![line(RowKind::Body, 0, &capitalised(people.many), flow.engaged)];
    rows.extend(flow.left.iter().map(|(reason, count)| line(RowKind::Body, 1, &format!("left out: {reason}"), *count)));
    rows.push(line(RowKind::Body, 0, "Left out, all reasons", flow.lost()));
    rows.push(Row { about: About::what(KEPT), ..line(RowKind::Total, 0, "Kept", flow.kept) });
    Table {
        columns: vec![Column { title: "Step".to_owned(), ..Column::default() }, numeric("Cases"), numeric("% of all")],
        rows,
        notes: vec![format!(
            "Unit: cases. Base: all {}. The first reason that applies is the one counted.",
            counted(flow.engaged, people.one, people.many)
        )],
        exposure: Exposure::Open,
        ..Table::default()
    }
}

fn by_group(choices: &Flow, kitchen: &Kitchen<'_>, ledger: &Ledger, attribute: &Attribute) -> Table {
    let columns = kitchen.columns;
    let mut counts = vec![0_u64; attribute.values.len() + 1];
    for case in 0..columns.case_count() {
        let came_this_way = match ledger.source_index {
            Some(survey) => columns.cases.surveys(case).any(|source| source == survey),
            None => columns.cases.kind(case) == CaseKind::Participant,
        };
        if came_this_way {
            counts[attribute.group_of(case).unwrap_or(attribute.values.len())] += 1;
        }
    }
    let line = |kind, label: &str, cases: u64| Row {
        kind,
        cells: vec![
            Cell::text(label),
            Cell::Count { value: cases, cases },
            Cell::Share { part: cases, base: ledger.kept, cases },
        ],
        ..Row::default()
    };
    let mut rows: Vec<Row> = kitchen
        .groups(Some(attribute), &choices.values)
        .iter()
        .filter(|group| counts[group.index] > 0)
        .map(|group| {
            let about = about_value(attribute, group.index).with(&About::what(KEPT));
            Row { about, ..line(RowKind::Body, &group.name, counts[group.index]) }
        })
        .collect();
    rows.push(Row { about: About::what(KEPT), ..line(RowKind::Total, "Kept", ledger.kept) });
    Table {
        columns: vec![
            Column { title: capitalised(&attribute.name), ..Column::default() },
            numeric("Cases"),
            numeric("% of kept"),
        ],
        rows,
        notes: vec![format!("Unit: cases. Base: {} kept.", counted(ledger.kept, "case", "cases"))],
        exposure: Exposure::Additive,
        ..Table::default()
    }
}

const fn was(count: u64) -> &'static str {
    if count == 1 { "was" } else { "were" }
}

/// Per cent to one decimal, half up, as the table below it prints them.
fn percent(part: u64, base: u64) -> String {
    let tenths = if base == 0 { 0 } else { (part * 2000 + base) / (2 * base) };
    format!("{}.{}%", tenths / 10, tenths % 10)
}
