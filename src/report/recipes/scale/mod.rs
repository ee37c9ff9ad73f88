//! `scale`: what people answered to a block of rating items, by group: means, a summary, or the whole distribution.

mod bands;
mod distribution;
mod summary;

use super::super::recipe_table::Raw;
use super::about::{CASES, about_value};
use super::frequencies::numeric;
use super::groups::{Group, capitalised};
use super::items::Items;
use super::notes::{counted, joined, marks};
use super::{Built, Chosen, Codebook, Kitchen, RecipeError};
use crate::analysis::{Attribute, ItemSummary, Needs, ScaleGroup, ScaleSummary, scale};
use crate::model::QuestionType;
use crate::report::{About, Block, Cell, Column, Exposure, Missing, Row, RowKind, Table};
pub use bands::Band;

/// What is shown of the answers on a scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ScaleShow {
    /// A column an item, a row a group.
    #[default]
    Means,
    /// How many answered each item, with mean, spread and median.
    Summary,
    /// How many gave each point, with a figure of stacked bars.
    Distribution,
}

/// The choices of a table of ratings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// The items, or the name of their block.
    pub questions: Vec<String>,
    pub group_by: Option<String>,
    /// The order of its values.
    pub values: Vec<String>,
    /// Column titles, one an item; its wording where there are none.
    pub labels: Vec<String>,
    pub show: ScaleShow,
    /// What a distribution shows of the scale, lowest first; every point where there are none.
    pub bands: Vec<Band>,
}

impl Chosen for Scale {
    const KEYS: &'static [&'static str] =
        &["question", "questions", "group_by", "attribute", "values", "labels", "show", "bands"];

    fn read(raw: &Raw) -> Result<Self, String> {
        let words =
            [("means", ScaleShow::Means), ("summary", ScaleShow::Summary), ("distribution", ScaleShow::Distribution)];
        let show = Raw::chosen("show", raw.show.as_ref(), &words)?;
        if raw.bands.is_some() && show != ScaleShow::Distribution {
            return Err("`bands` are parts of a distribution; write show = \"distribution\"".to_owned());
        }
        Ok(Self {
            questions: raw.needed_questions()?,
            group_by: raw.group_by(),
            values: raw.values(),
            labels: raw.labels(),
            show,
            bands: Band::read_all(raw.bands.as_deref().unwrap_or_default())?,
        })
    }

    fn needs(&self, _: &Codebook, needs: &mut Needs) {
        needs.questions.extend(self.questions.iter().cloned());
        needs.attributes.extend(self.group_by.clone());
    }

    fn build(&self, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
        build(self, kitchen)
    }
}

fn build(choices: &Scale, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
    let attribute = kitchen.optional_attribute(choices.group_by.as_deref())?;
    let items = kitchen.items(&choices.questions, &choices.labels)?;
    let is_rated = |kind| matches!(kind, QuestionType::Scale | QuestionType::Number | QuestionType::Rank);
    let mut questions = items.indices.iter().map(|&item| kitchen.question(item));
    if let Some(other) = questions.find(|question| !is_rated(question.kind)) {
        return Err(RecipeError::WrongQuestion {
            recipe: kitchen.recipe().name.clone(),
            question: other.code.clone(),
            found: other.kind.word(),
            wanted: "a scale, rank or number",
        });
    }
    let summary = scale(kitchen.columns, &items.indices, attribute);
    let groups = kitchen.groups(attribute, &choices.values);
    let codes = items.indices.iter().map(|&item| kitchen.question(item).code.clone()).collect();
    let found = Found { attribute, items, codes, summary, groups };
    let blocks = match choices.show {
        ScaleShow::Means => vec![Block::Table(means(&found, kitchen))],
        ScaleShow::Summary => vec![Block::Table(summary::table(&found, kitchen))],
        ScaleShow::Distribution => distribution::blocks(&found, &choices.bands, kitchen)?,
    };
    let title = attribute.map_or_else(|| "Ratings".to_owned(), |attribute| format!("Ratings by {}", attribute.name));
    Ok((title, blocks))
}

/// What the answers to a block of items are, by group: what each of the tables is made from.
struct Found<'a> {
    attribute: Option<&'a Attribute>,
    items: Items<'a>,
    /// The items' own codes.
    codes: Vec<String>,
    summary: ScaleSummary,
    groups: Vec<Group>,
}

impl Found<'_> {
    /// The title of the first column, where it does not stand over all in one row.
    fn head(&self) -> String {
        self.attribute.map_or_else(|| "Item".to_owned(), |attribute| capitalised(&attribute.name))
    }

    /// The groups of whom anybody answered; none where nothing groups.
    fn answering(&self) -> impl Iterator<Item = &Group> {
        let summary = &self.summary;
        self.groups.iter().filter(|group| self.attribute.is_some() && summary.groups[group.index].respondents > 0)
    }

    /// The rows of one item: a line with its title, one a group, and all together; or all in one, where nothing groups.
    fn item_rows(&self, item: usize, width: usize, cells: impl Fn(&ItemSummary) -> Vec<Cell>) -> Vec<Row> {
        let title = &self.items.titles[item];
        let about = About::what(self.codes[item].as_str());
        let line = |kind, name: &str, of: &ScaleGroup| {
            let cells = [Cell::text(name)].into_iter().chain(cells(&of.items[item])).collect();
            Row { kind, cells, about: about.clone(), ..Row::default() }
        };
        let Some(attribute) = self.attribute else {
            return vec![line(RowKind::Body, title, &self.summary.total)];
        };
        let mut rows = Vec::new();
        // One item alone is the table's caption.
        if self.items.titles.len() > 1 {
            let mut over = vec![Cell::Empty; width];
            over[0] = Cell::text(title);
            rows.push(Row { kind: RowKind::Group, cells: over, ..Row::default() });
        }
        rows.extend(self.answering().map(|group| {
            let row = line(RowKind::Body, &group.name, &self.summary.groups[group.index]);
            let about = row.about.with(&about_value(attribute, group.index));
            Row { group_size: Some(group.size), about, ..row }
        }));
        rows.push(line(RowKind::Total, "Total", &self.summary.total));
        rows
    }

    /// What a table of one item is about; empty where there are several, which its rows name.
    fn caption(&self) -> String {
        match self.items.titles.as_slice() {
            [one] if self.attribute.is_some() => one.clone(),
            _ => String::new(),
        }
    }

    /// What disclosure has to know of any table of these items.
    fn table(&self, kitchen: &Kitchen<'_>) -> Table {
        Table {
            exposure: Exposure::Additive,
            about: Some(About::default().and(About::UNIT, CASES)),
            stated: self.stated(kitchen),
            behind: self.behind(),
            ..Table::default()
        }
    }

    /// How many of all answered each item, where notes tell: who gave no answer is told of but for few.
    fn stated(&self, kitchen: &Kitchen<'_>) -> Vec<(About, u64)> {
        let is_told = |item: &ItemSummary| {
            ![item.blank, item.not_applicable, item.not_asked].into_iter().any(|count| kitchen.is_few(count))
        };
        let items = self.summary.total.items.iter().zip(&self.codes).filter(|(item, _)| is_told(item));
        items.map(|(item, code)| (about_item(code), item.n)).collect()
    }

    /// How many of each group answered each item.
    fn behind(&self) -> Vec<(About, u64)> {
        let value = |group: &Group| self.attribute.map(|attribute| about_value(attribute, group.index));
        let groups = self.answering().map(|group| (value(group), &self.summary.groups[group.index]));
        let of_items = |(value, of): (Option<About>, &ScaleGroup)| -> Vec<(About, u64)> {
            let value = value.unwrap_or_default();
            let items = self.codes.iter().zip(&of.items);
            items.map(|(code, item)| (about_item(code).with(&value), item.n)).collect()
        };
        groups.chain([(None, &self.summary.total)]).flat_map(of_items).collect()
    }

    /// "Scale: 1 to 7.", if all items have it.
    fn scale(&self, kitchen: &Kitchen<'_>) -> Option<(i32, i32)> {
        let mut ends = self.items.indices.iter().map(|&item| kitchen.question(item).scale);
        let first = ends.next().flatten()?;
        ends.all(|other| other == Some(first)).then_some(first)
    }
}

/// Those who answered an item.
fn about_item(code: &str) -> About {
    About::what(code).and(About::UNIT, CASES)
}

fn means(found: &Found<'_>, kitchen: &Kitchen<'_>) -> Table {
    let Found { attribute, items, summary, groups, .. } = found;
    let silent: Vec<&Group> = groups.iter().filter(|group| summary.groups[group.index].respondents == 0).collect();
    let mut rows: Vec<Row> = Vec::new();
    rows.extend(found.answering().map(|group| Row {
        group_size: Some(group.size),
        about: attribute.map(|attribute| about_value(attribute, group.index)).unwrap_or_default(),
        ..line(RowKind::Body, &group.name, &summary.groups[group.index])
    }));
    rows.push(line(RowKind::Total, "Total", &summary.total));
    let head = if attribute.is_some() { found.head() } else { String::new() };
    let mut columns = vec![Column { title: head, ..Column::default() }];
    let ends = found.scale(kitchen);
    columns.extend(items.titles.iter().zip(&items.indices).map(|(title, &item)| Column {
        group: items.stem.map(str::to_owned),
        about: About::what(&kitchen.question(item).code),
        scale: ends,
        ..numeric(title)
    }));
    let scale = found.scale(kitchen).map(|(low, high)| format!(" Scale: {low} to {high}.")).unwrap_or_default();
    let mut notes = vec![format!(
        "Unit: cases. Means over those who answered the item, to one decimal, half up.{scale} In brackets: how many \
         answered at least one item. The total is over respondents, not over groups."
    )];
    notes.extend(bases(found, kitchen));
    notes.extend(marks(&rows));
    let silent: Vec<String> =
        silent.iter().filter(|group| group.size > 0 && attribute.is_some()).map(|group| group.name.clone()).collect();
    if !silent.is_empty() {
        notes.push(format!("No answers from: {}.", joined(&silent)));
    }
    notes.extend(kitchen.own_note());
    let answered = About::answered(&found.codes).and(About::UNIT, CASES);
    let mut table = Table { columns, rows, notes, sizes: Some(answered.clone()), ..found.table(kitchen) };
    table.stated.insert(0, (answered, summary.total.respondents));
    table
}

/// "Direct child protection (3)" and its means.
fn line(kind: RowKind, name: &str, group: &ScaleGroup) -> Row {
    let mut cells = vec![Cell::text(format!("{name} ({})", group.respondents))];
    cells.extend(group.items.iter().map(|item| cell(item, group.respondents)));
    Row { kind, cells, ..Row::default() }
}

fn cell(item: &ItemSummary, respondents: u64) -> Cell {
    if item.n == 0 { missing(item) } else { Cell::Mean { sum: item.sum, n: item.n, cases: respondents } }
}

/// Why nobody of a group answered an item.
const fn missing(item: &ItemSummary) -> Cell {
    Cell::Missing(match item {
        ItemSummary { blank: 1.., .. } => Missing::Blank,
        ItemSummary { not_applicable: 1.., .. } => Missing::NotApplicable,
        _ => Missing::NotAsked,
    })
}

/// Who was asked and answered, and which items respondents to others of the block left out, for which reason.
fn bases(found: &Found<'_>, kitchen: &Kitchen<'_>) -> Vec<String> {
    let summary = &found.summary;
    let kept = u64::from(kitchen.columns.case_count());
    let block = if found.items.indices.len() > 1 { "left the whole block blank" } else { "left it blank" };
    let mut reasons = vec![(block, summary.all_blank)];
    if summary.not_applicable > 0 {
        reasons.push(("said that it does not apply", summary.not_applicable));
    }
    reasons.push(("not asked", kept - summary.asked));
    if summary.unreadable > 0 {
        reasons.push(("no whole number, so left out", summary.unreadable));
    }
    let mut notes = vec![format!(
        "Base: {} kept: answered {}, {}.",
        counted(kept, "case", "cases"),
        summary.total.respondents,
        kitchen.reasons(&reasons).join(", ")
    )];
    let gaps = |of: fn(&ItemSummary) -> u64| -> Option<String> {
        let items = summary.total.items.iter().zip(&found.items.titles).filter(|(item, _)| of(item) > 0);
        let items: Vec<String> = items.map(|(item, title)| format!("{title} {}", kitchen.number(of(item)))).collect();
        (!items.is_empty()).then(|| joined(&items))
    };
    notes.extend(gaps(|item| item.blank).map(|items| format!("Left blank by respondents: {items}.")));
    notes.extend(gaps(|item| item.not_applicable).map(|items| format!("Said by respondents not to apply: {items}.")));
    notes.extend(gaps(|item| item.not_asked).map(|items| format!("Not asked of respondents: {items}.")));
    notes
}
