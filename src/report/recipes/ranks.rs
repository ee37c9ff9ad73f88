//! `ranks`: how often each item of a rank order was put first, second …, and its mean rank.

use super::super::recipe_table::Raw;
use super::about::{CASES, about_value};
use super::frequencies::numeric;
use super::groups::{Group, capitalised};
use super::items::Items;
use super::notes::counted;
use super::{Built, Chosen, Codebook, Kitchen, RecipeError};
use crate::analysis::{Attribute, Needs, RankedItem, Ranks, ranks};
use crate::model::QuestionType;
use crate::report::{About, Bar, Block, Cell, Column, Exposure, Figure, Row, RowKind, Table, mean_to_one_decimal};

/// The choices of a table of ranks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RanksTable {
    /// The items, or the name of their block.
    pub questions: Vec<String>,
    pub group_by: Option<String>,
    /// The order of its values.
    pub values: Vec<String>,
    /// Row titles, one an item; its wording where there are none.
    pub labels: Vec<String>,
    /// How many of the first places are counted together.
    pub top: u32,
    /// Each of them stands by itself too.
    pub by_place: bool,
    /// How many places were asked for: what stands below was not moved by anyone, and does not count.
    pub places: Option<u32>,
    /// Items stand by how often they were put among the first, instead of in the order asked.
    pub by_result: bool,
}

impl RanksTable {
    pub const TOP: u32 = 3;
    const MOST: u32 = 10;
}

impl Chosen for RanksTable {
    const KEYS: &'static [&'static str] =
        &["question", "questions", "group_by", "attribute", "values", "labels", "top", "places", "show", "order"];

    fn read(raw: &Raw) -> Result<Self, String> {
        let top = raw.top.unwrap_or_else(|| Self::TOP.min(raw.places.unwrap_or(Self::TOP)));
        if top == 0 || top > Self::MOST || raw.places.is_some_and(|places| places < top) {
            return Err(format!(
                "`top` is a number from 1 to {}, and not more than `places`, if that is there",
                Self::MOST
            ));
        }
        Ok(Self {
            questions: raw.needed_questions()?,
            group_by: raw.group_by(),
            values: raw.values(),
            labels: raw.labels(),
            top,
            by_place: Raw::chosen("show", raw.show.as_ref(), &[("summary", false), ("distribution", true)])?,
            places: raw.places,
            by_result: Raw::chosen("order", raw.order.as_ref(), &[("asked", false), ("result", true)])?,
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

/// The facet that says in which place an item was put.
const PLACE: &str = "place";

/// What a table is made from: the items in the order in which they are printed.
struct Found<'a> {
    top: u32,
    by_place: bool,
    items: Items<'a>,
    /// The items' own codes.
    codes: Vec<String>,
    order: Vec<usize>,
    totals: Vec<RankedItem>,
    ranks: Ranks,
    /// How many ranked anything.
    rankers: u64,
}

fn build(recipe: &RanksTable, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
    let attribute = kitchen.optional_attribute(recipe.group_by.as_deref())?;
    let items = kitchen.items(&recipe.questions, &recipe.labels)?;
    let mut questions = items.indices.iter().map(|&item| kitchen.question(item));
    if let Some(other) = questions.find(|question| question.kind != QuestionType::Rank) {
        return Err(RecipeError::WrongQuestion {
            recipe: kitchen.recipe().name.clone(),
            question: other.code.clone(),
            found: other.kind.word(),
            wanted: "a rank order",
        });
    }
    let ranks = ranks(kitchen.columns, &items.indices, attribute, recipe.places);
    let totals: Vec<RankedItem> = (0..items.indices.len()).map(|item| ranks.total(item)).collect();
    let mut order: Vec<usize> = (0..totals.len()).collect();
    if recipe.by_result {
        let result = |&item: &usize| {
            let firsts = (1..=recipe.top).map(|place| totals[item].places.get(&place).copied().unwrap_or_default());
            std::cmp::Reverse((totals[item].within(recipe.top), firsts.collect::<Vec<_>>()))
        };
        order.sort_by_key(result);
    }
    let rankers = ranks.standings.iter().map(|standing| standing.answered).sum();
    let codes = items.indices.iter().map(|&item| kitchen.question(item).code.clone()).collect();
    let found = Found { top: recipe.top, by_place: recipe.by_place, items, codes, order, totals, ranks, rankers };
    let groups: Vec<Group> = kitchen
        .groups(attribute, &recipe.values)
        .into_iter()
        .filter(|group| attribute.is_some() && found.ranks.standings[group.index].answered > 0)
        .collect();
    let (columns, rows) = match attribute {
        Some(attribute) => by_group(&found, attribute, &groups),
        None => of_all(&found),
    };
    let table = Table {
        columns,
        rows,
        notes: notes(&found, recipe, kitchen, attribute.is_some()),
        exposure: Exposure::Additive,
        about: Some(About::default().and(About::UNIT, CASES)),
        sizes: Some(found.about_rankers()),
        stated: vec![(found.about_rankers(), rankers)],
        ..Table::default()
    };
    let mut blocks = vec![Block::Table(table)];
    if rankers > 0 {
        blocks.push(Block::Figure(figure(&found)));
    }
    let title = attribute.map_or_else(|| "Ranks".to_owned(), |attribute| format!("Ranks by {}", attribute.name));
    Ok((title, blocks))
}

impl Found<'_> {
    /// Those who ranked anything.
    fn about_rankers(&self) -> About {
        About::any_answered(&self.codes).and(About::UNIT, CASES)
    }

    /// Those who ranked an item; a column says in which place.
    fn about_item(&self, item: usize) -> About {
        About::what(format!("ranked {}", self.codes[item]))
    }
}

/// Those who put an item in one place, or among the first.
fn about_place(place: &str) -> About {
    About::default().and(PLACE, place)
}

/// A column a place, if they are asked for; then all of the first together, those below, and the mean.
fn of_all(found: &Found<'_>) -> (Vec<Column>, Vec<Row>) {
    let has_lower = found.totals.iter().any(|item| item.ranked() > item.within(found.top));
    let top = among_the_first(found.top);
    let total = |column: Column| Column { total: true, ..column };
    let mut columns = vec![Column { title: "Item".to_owned(), ..Column::default() }];
    let single = if found.by_place { found.top } else { 0 };
    let at = |place: &str, column: Column| Column { about: about_place(place), ..column };
    columns.extend((1..=single).map(|place| at(&place.to_string(), numeric(&ordinal(place)))));
    columns.extend([
        at(&top, Column { group: Some(top.clone()), total: found.by_place, ..numeric("Cases") }),
        at(&top, Column { group: Some(top.clone()), ..numeric("%") }),
    ]);
    if has_lower {
        columns.extend([at(&format!("not {top}"), numeric("Lower")), total(numeric("Ranked it"))]);
    }
    columns.push(numeric("Mean rank"));
    let line = |kind, title: &str, item: &RankedItem, is_sum: bool, about: About| {
        let count = |value: u64| Cell::Count { value, cases: if is_sum { found.rankers.min(value) } else { value } };
        let within = item.within(found.top);
        let mut cells = vec![Cell::text(title)];
        cells.extend((1..=single).map(|place| count(item.places.get(&place).copied().unwrap_or_default())));
        cells.push(count(within));
        cells.push(if is_sum { Cell::Empty } else { Cell::Share { part: within, base: found.rankers, cases: within } });
        if has_lower {
            cells.extend([count(item.ranked() - within), count(item.ranked())]);
        }
        // A mean rank is no mean that groups could add up to.
        let mean = mean_to_one_decimal(item.sum(), item.ranked()).and_then(|mean| mean.parse().ok());
        let mean = mean.filter(|_| !is_sum).map_or(Cell::Empty, |value| Cell::Measure {
            value,
            decimals: 1,
            cases: item.ranked(),
        });
        cells.push(mean);
        Row { kind, about, cells, ..Row::default() }
    };
    let mut rows: Vec<Row> = found
        .order
        .iter()
        .map(|&item| line(RowKind::Body, &found.items.titles[item], &found.totals[item], false, found.about_item(item)))
        .collect();
    let mut all = RankedItem::default();
    for (&place, &count) in found.totals.iter().flat_map(|item| &item.places) {
        *all.places.entry(place).or_default() += count;
    }
    rows.push(line(RowKind::Total, "Places given", &all, true, About::default()));
    (columns, rows)
}

/// How many of each group put an item among the first.
fn by_group(found: &Found<'_>, attribute: &Attribute, groups: &[Group]) -> (Vec<Column>, Vec<Row>) {
    let mut columns = vec![Column { title: "Item".to_owned(), ..Column::default() }];
    let place = about_place(&among_the_first(found.top));
    for group in groups {
        let title = group.title(found.ranks.standings[group.index].answered);
        columns.extend(["Cases", "%"].map(|part| Column {
            group: Some(title.clone()),
            group_size: Some(group.size),
            about: about_value(attribute, group.index),
            ..numeric(part)
        }));
    }
    let all = format!("All ({})", found.rankers);
    columns.extend(["Cases", "%"].map(|part| Column { group: Some(all.clone()), total: true, ..numeric(part) }));
    let rows = found.order.iter().map(|&item| {
        let title = &found.items.titles[item];
        let parts = groups.iter().map(|group| {
            let base = found.ranks.standings[group.index].answered;
            (found.ranks.items[item][group.index].within(found.top), base)
        });
        let cells = parts
            .chain([(found.totals[item].within(found.top), found.rankers)])
            .flat_map(|(cases, base)| [Cell::Count { value: cases, cases }, Cell::Share { part: cases, base, cases }]);
        let cells = [Cell::text(title)].into_iter().chain(cells).collect();
        Row { cells, about: found.about_item(item).with(&place), ..Row::default() }
    });
    (columns, rows.collect())
}

fn notes(found: &Found<'_>, recipe: &RanksTable, kitchen: &Kitchen<'_>, is_grouped: bool) -> Vec<String> {
    let rankers = counted(found.rankers, "case", "cases");
    let what = if is_grouped {
        format!(
            "Cases that put the item {}. Percentages are of those who ranked anything, in brackets for each group.",
            among_the_first(found.top).to_lowercase()
        )
    } else {
        format!(
            "Percentages are of the {rankers} that ranked anything. The mean rank is over those who ranked the item, to one \
             decimal, half up; 1 is the best."
        )
    };
    let mut notes = vec![format!("Unit: cases. {what}"), kitchen.standing(&found.items.indices)];
    if let Some(places) = recipe.places {
        let not_counted = if found.ranks.beyond > 0 { " What stands below them was not counted." } else { "" };
        notes.push(format!("Respondents were asked for the first {places}.{not_counted}"));
    }
    let asked_for =
        recipe.places.map_or(found.items.indices.len(), |places| usize::try_from(places).unwrap_or(usize::MAX));
    let partly: u64 = found.ranks.ranked_items.range(..asked_for).map(|(_, count)| count).sum();
    if partly > 0 {
        notes.push(capitalised(&format!(
            "{} ranked fewer than {asked_for}; what they ranked counts, what they did not is no lowest place.",
            kitchen.cases(partly)
        )));
    }
    if found.ranks.ties > 0 {
        notes.push(capitalised(&format!("{} gave one place to several items.", kitchen.cases(found.ranks.ties))));
    }
    if found.ranks.unreadable > 0 {
        notes.push(format!(
            "Left out: {} no place.",
            kitchen.people(found.ranks.unreadable, "answer that is", "answers that are")
        ));
    }
    notes.extend(kitchen.own_note());
    notes
}

fn figure(found: &Found<'_>) -> Figure {
    let bar = |&item: &usize| {
        let part = found.totals[item].within(found.top);
        let value = Cell::Share { part, base: found.rankers, cases: part };
        Bar { label: found.items.titles[item].clone(), value, ..Bar::default() }
    };
    Figure::Bars {
        caption: format!("What was put {}", among_the_first(found.top).to_lowercase()),
        unit: format!("% of {} that ranked anything", counted(found.rankers, "case", "cases")),
        bars: found.order.iter().map(bar).collect(),
    }
}

/// "First", "Among the first 3"
fn among_the_first(top: u32) -> String {
    if top == 1 { "First".to_owned() } else { format!("Among the first {top}") }
}

/// "1st", "2nd", "3rd", "4th" … up to 10.
fn ordinal(place: u32) -> String {
    let ending = match place {
        1 => "st",
        2 => "nd",
        3 => "rd",
        _ => "th",
    };
    format!("{place}{ending}")
}
