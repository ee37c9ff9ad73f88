//! Quotations as text under headings, or as the rows of a table.

use super::super::Kitchen;
use super::super::about::CASES;
use super::super::groups::capitalised;
use super::super::notes::counted;
use super::super::voices::Picked;
use super::groups::Heap;
use super::{Filled, QuoteOrder, Quotes};
use crate::analysis::Attribute;
use crate::model::SourceKind;
use crate::report::{About, Attribution, Block, By, Cell, Column, Exposure, Inline, Quotation, Row, Table, Words};

const NEGATIVE: &str = "Negative cases";
const NO_NEGATIVE: &str = "Negative cases: none marked.";
const NOTHING: &str = "Nothing that may be quoted.";

/// Headings, each with its story and definition, and quotations set in below.
pub(super) fn text(
    choices: &Quotes,
    kitchen: &Kitchen<'_>,
    filled: &[Filled],
    beside: &[&Attribute],
    questions: &[usize],
) -> Vec<Block> {
    let mut blocks = Vec::new();
    for one in filled {
        let section = &one.section;
        blocks.push(Block::Heading { level: section.level, text: section.row.name.clone() });
        if !section.story.is_empty() {
            blocks.push(Block::Paragraph(vec![Inline::Text(section.story.clone())]));
        }
        if !section.definition.is_empty() {
            blocks.push(Block::Paragraph(vec![Inline::Emphasis(section.definition.clone())]));
        }
        let quote = |quote: &Picked, heap: Option<&Heap>| Block::Quotation(quoted(kitchen, quote, heap, beside));
        let below = |title: &str| Block::Heading { level: section.level + 1, text: title.to_owned() };
        for part in one.parts.iter().filter(|part| !part.picked.is_empty()) {
            blocks.extend(part.heap.title.as_deref().map(below));
            blocks.extend(part.picked.iter().map(|picked| quote(picked, Some(&part.heap))));
        }
        if !one.parts.is_empty() && one.is_empty() {
            blocks.push(Block::Note(NOTHING.to_owned()));
        }
        match one.against.as_deref() {
            None => {}
            Some([]) => blocks.push(Block::Note(NO_NEGATIVE.to_owned())),
            Some(against) => {
                blocks.push(below(NEGATIVE));
                blocks.extend(against.iter().map(|picked| quote(picked, None)));
            }
        }
    }
    blocks.extend(tally(choices, kitchen, filled, questions).map(Block::Table));
    blocks.extend(notes(choices, kitchen, filled).into_iter().map(Block::Note));
    blocks
}

/// One row a quotation: a number to name it by, its headings, its words, whose they are, what they answer, and its codes.
pub(super) fn table(
    choices: &Quotes,
    kitchen: &Kitchen<'_>,
    filled: &[Filled],
    beside: &[&Attribute],
    questions: &[usize],
) -> Vec<Block> {
    let mut titles = vec!["No.".to_owned(), over(filled).to_owned()];
    titles.extend(choices.group_by.as_deref().map(capitalised));
    titles.extend(choices.negative_cases.then(|| "Speaks".to_owned()));
    titles.extend(["Quotation", "Label"].map(str::to_owned));
    titles.extend(beside.iter().map(|attribute| capitalised(&attribute.name)));
    let all = || {
        filled.iter().flat_map(|one| one.parts.iter().flat_map(|part| &part.picked).chain(one.against.iter().flatten()))
    };
    let has_answers = all().any(|quote| kitchen.columns.segments.question(quote.text.0).is_some());
    titles.extend(has_answers.then(|| "Question".to_owned()));
    titles.push("Codes".to_owned());
    let mut rows = Vec::new();
    let mut notes = Vec::new();
    for one in filled {
        let name = match &one.section.above {
            Some(above) if choices.by == By::Both => format!("{above} / {}", one.section.row.name),
            _ => one.section.row.name.clone(),
        };
        let chosen = one.parts.iter().flat_map(|part| part.picked.iter().map(move |quote| (quote, Some(&part.heap))));
        let against = one.against.iter().flatten().map(|quote| (quote, None));
        for (quote, heap) in chosen.chain(against) {
            let mut cells = vec![Cell::text(format!("Q{}", rows.len() + 1)), Cell::text(&name)];
            if choices.group_by.is_some() {
                cells.push(heap.and_then(|heap| heap.title.clone()).map_or(Cell::Empty, Cell::Text));
            }
            if choices.negative_cases {
                cells.push(Cell::text(if heap.is_some() { "for" } else { "against" }));
            }
            let Quotation { words, attribution } = quoted(kitchen, quote, heap, beside);
            cells.extend([Cell::Words(vec![words]), Cell::text(attribution.label)]);
            cells.extend(beside.iter().map(|attribute| {
                let stated = attribution.attributes.iter().find(|stated| stated.name == attribute.name);
                stated.cloned().map_or(Cell::Empty, Cell::Attribute)
            }));
            if has_answers {
                let question = kitchen.columns.segments.question(quote.text.0);
                cells.push(question.map_or(Cell::Empty, |index| Cell::text(&kitchen.question(index).code)));
            }
            cells.push(Cell::Text(codes_on(kitchen, one, quote)));
            rows.push(Row { cells, ..Row::default() });
        }
        if !one.parts.is_empty() && one.is_empty() {
            notes.push(format!("{name}: nothing that may be quoted."));
        }
        if one.against.as_ref().is_some_and(Vec::is_empty) {
            notes.push(format!("{name}: no negative cases marked."));
        }
    }
    notes.extend(self::notes(choices, kitchen, filled));
    let columns = titles.into_iter().map(|title| Column { title, ..Column::default() }).collect();
    // Attributes are withheld one by one; nothing in it counts anybody.
    let whole = Table { columns, rows, notes, exposure: Exposure::Open, ..Table::default() };
    std::iter::once(whole).chain(tally(choices, kitchen, filled, questions)).map(Block::Table).collect()
}

impl Filled {
    fn is_empty(&self) -> bool {
        self.parts.iter().all(|part| part.picked.is_empty())
    }
}

/// How many people raised each theme, and how many of them are quoted. The first is a finding like any other, which
/// disclosure may withhold; the second everybody can count.
fn tally(choices: &Quotes, kitchen: &Kitchen<'_>, filled: &[Filled], questions: &[usize]) -> Option<Table> {
    let rows: Vec<Row> = filled
        .iter()
        .filter(|one| choices.tally && !one.parts.is_empty())
        .map(|one| Row {
            about: one.section.row.about(),
            part_of: kitchen.wholes_of(&one.section.row),
            cells: vec![
                Cell::text(&one.section.row.name),
                Cell::Count { value: one.raised, cases: one.raised },
                Cell::Number { value: f64::from(one.quoted), decimals: 0 },
            ],
            ..Row::default()
        })
        .collect();
    let counted = About::default().and(About::UNIT, CASES);
    (!rows.is_empty()).then(|| Table {
        caption: "In how many cases' words it occurs, and how many of them are quoted".to_owned(),
        columns: vec![
            Column { title: over(filled).to_owned(), ..Column::default() },
            Column { title: "Cases".to_owned(), numeric: true, about: counted, ..Column::default() },
            Column { title: "Quoted".to_owned(), numeric: true, ..Column::default() },
        ],
        rows,
        about: Some(kitchen.about(questions)),
        ..Table::default()
    })
}

fn over(filled: &[Filled]) -> &'static str {
    if filled.iter().any(|one| one.section.row.is_theme) { "Theme" } else { "Code" }
}

fn notes(choices: &Quotes, kitchen: &Kitchen<'_>, filled: &[Filled]) -> Vec<String> {
    let parts = || filled.iter().flat_map(|one| &one.parts);
    let order = match choices.order {
        QuoteOrder::Balanced => "in an order that follows nothing of the sample",
        QuoteOrder::Source => "in the order of the sources",
        QuoteOrder::Length => "the shortest first",
    };
    let mut notes = vec![format!(
        "At most {} under a heading and {} of one person, {order}; only of those who agreed to be quoted.",
        counted(choices.limit as u64, "quotation", "quotations"),
        choices.per_case
    )];
    if parts().any(|part| part.pinned > 0) {
        notes.push("Quotations that the researcher chose come first.".to_owned());
    }
    let beyond: usize = parts().map(|part| part.beyond).sum();
    if beyond > 0 {
        let what = counted(beyond as u64, "quotation that was chosen", "quotations that were chosen");
        notes.push(format!("The limit leaves no room for {what}."));
    }
    let against = filled.iter().flat_map(|one| one.against.iter().flatten());
    let is_trimmed = |quote: &Picked| quote.within.as_ref().is_some_and(|(_, trim)| !trim.edits.is_empty());
    if parts().flat_map(|part| &part.picked).chain(against).any(is_trimmed) {
        notes.push("[…]: words left out; in [square brackets]: put in or changed.".to_owned());
    }
    if choices.group_by.is_some() && kitchen.least_sharing() > 1 {
        notes.push(format!(
            "Groups of fewer than {} cases of one kind stand together under the last heading.",
            kitchen.least_sharing()
        ));
    }
    notes.extend(kitchen.coding_notes());
    notes
}

/// The codes of the heading that a quotation has, each with those above it: "Staff / Staff training".
fn codes_on(kitchen: &Kitchen<'_>, filled: &Filled, quote: &Picked) -> String {
    let codebook = kitchen.codebook;
    let mut codes = filled.section.row.codes.clone();
    codes.retain(|&code| kitchen.columns.coded.overlaps(code, quote.text, quote.span));
    codes.sort_unstable();
    codes.dedup();
    let path = |&index: &usize| {
        let mut names = vec![codebook.codes[index].name.as_str()];
        let mut at = index;
        while let Some(above) = codebook.codes[at].parent.as_deref().and_then(|id| codebook.code_index(id)) {
            // A codebook with a cycle does not get this far.
            if names.len() > codebook.codes.len() {
                break;
            }
            names.push(&codebook.codes[above].name);
            at = above;
        }
        names.reverse();
        names.join(" / ")
    };
    codes.iter().map(path).collect::<Vec<_>>().join("; ")
}

/// A quotation with who said it.
pub(in super::super) fn quotation(kitchen: &Kitchen<'_>, quote: &Picked, beside: &[&Attribute]) -> Quotation {
    quoted(kitchen, quote, None, beside)
}

/// The same. What the heading tells of them belongs to what a reader knows.
fn quoted(kitchen: &Kitchen<'_>, quote: &Picked, heap: Option<&Heap>, beside: &[&Attribute]) -> Quotation {
    let columns = kitchen.columns;
    let attribution = if let Some(case) = quote.case_index {
        let told = heap.and_then(Heap::told).and_then(|name| columns.attribute(name));
        let known: Vec<&Attribute> = told.into_iter().chain(beside.iter().copied()).collect();
        let mut attributes = kitchen.attributes(case, &known);
        if told.is_some() && !attributes.is_empty() {
            attributes.remove(0);
        }
        Attribution { case: Some(columns.cases.id(case)), label: kitchen.label(case), attributes }
    } else {
        let source = columns.segments.source(quote.text.0).map(|source| columns.sources[source as usize].kind);
        let label = if source == Some(SourceKind::FieldNote) { "field note" } else { "document" };
        Attribution { case: None, label: label.to_owned(), attributes: Vec::new() }
    };
    let place = Some((quote.text, quote.span));
    let words = match &quote.within {
        Some((turn, trim)) => Words { text: turn.clone(), place, count: 1, trim: Some(Box::new(trim.clone())) },
        None => Words { text: quote.words.clone(), place, count: 1, trim: None },
    };
    Quotation { words, attribution }
}
