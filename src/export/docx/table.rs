//! Tables with the rules of a printed book: one above, one below the head, one at the end.

use unicode_width::UnicodeWidthStr;

use super::super::cells::{self, Shown};
use super::super::heat;
use super::super::shape::{column_groups, is_over_others, is_prose};
use super::super::widths::{shared_out, wishes};
use super::super::wording;
use super::blocks::caption;
use super::body::{Body, PageShape, Paragraph};
use super::run::{Look, is_right_to_left, run};
use super::xml::Xml;
use crate::report::{Cell, Column, Row, RowKind, Table};

/// One character of table text (Arial, 8.5 points), in twentieths of a point.
const CHARACTER: f64 = 96.0;
/// What a cell's margins take, in characters.
const PADDING: f64 = 1.9;
/// One step of depth, in twentieths of a point.
const INDENT: u32 = 200;
/// Tables with no more rows are not broken over two pages.
const KEPT_TOGETHER: usize = 16;

/// A row of more lines may be broken over two pages: kept whole, it would leave a page half empty.
const TALL: usize = 18;

/// Rules, in eighths of a point.
const HEAVY: &str = "10";
const LIGHT: &str = "4";

/// Which rules a cell has, and in which colour.
#[derive(Debug, Clone, Copy, Default)]
struct Rules {
    top: Option<&'static str>,
    bottom: Option<&'static str>,
    hair: bool,
}

/// A cell as it is set: how many columns it spans, how it merges with the cell above, its paragraphs.
struct Set {
    span: usize,
    merge: Option<&'static str>,
    rules: Rules,
    /// `RRGGBB` behind it.
    shade: Option<String>,
    paragraphs: Vec<Paragraph>,
}

pub(super) fn table(table: &Table, table_number: usize, body: &mut Body) {
    caption(wording::TABLE, table_number, &table.caption, body);
    let widths = widths(table, body.shape());
    let mut xml = Xml::default();
    open(&mut xml, "Booktabs", &widths, &table.caption, &table.notes.join(" "), |xml| {
        head(xml, table, &widths);
        rows(xml, table, &widths);
    });
    body.table(xml.into_string());
    for (index, note) in table.notes.iter().enumerate() {
        let keep_next = index + 1 < table.notes.len();
        body.paragraph(Paragraph { keep_next, ..Paragraph::text("TableNote", note) });
    }
    body.paragraph(Paragraph { style: "TableEnd", ..Paragraph::default() });
}

/// A `w:tbl` with fixed widths, and its name and description for those who do not see it.
pub(super) fn open(
    xml: &mut Xml,
    style: &str,
    widths: &[u32],
    caption: &str,
    description: &str,
    rows: impl FnOnce(&mut Xml),
) {
    let total = widths.iter().sum::<u32>().to_string();
    xml.element("w:tbl", &[], |xml| {
        xml.element("w:tblPr", &[], |xml| {
            xml.value("w:tblStyle", style);
            xml.empty("w:tblW", &[("w:w", &total), ("w:type", "dxa")]);
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
            xml.empty("w:tblLook", &[("w:val", "0020"), ("w:firstRow", "1")]);
            xml.value("w:tblCaption", &brief(caption));
            xml.value("w:tblDescription", &brief(description));
        });
        xml.element("w:tblGrid", &[], |xml| {
            for width in widths {
                xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
            }
        });
        rows(xml);
    });
}

/// Alternative text is spoken, so it ends somewhere.
fn brief(text: &str) -> String {
    if text.chars().count() <= 500 { text.to_owned() } else { text.chars().take(499).chain(['…']).collect() }
}

/// Column widths, in twentieths of a point. A table that nearly fills the page fills it.
fn widths(table: &Table, page: PageShape) -> Vec<u32> {
    let page_width = f64::from(page.text_width());
    if table.columns.is_empty() {
        return vec![page.text_width()];
    }
    let shared = shared_out(&wishes(table), PADDING, page_width / CHARACTER);
    let natural = shared.iter().sum::<f64>() * CHARACTER;
    let wanted = if natural > 0.7 * page_width { page_width } else { natural.max(0.5 * page_width) };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a page's width is a small number")]
    shared.iter().map(|width| (width * CHARACTER * wanted / natural).floor().max(60.0) as u32).collect()
}

fn head(xml: &mut Xml, table: &Table, widths: &[u32]) {
    // A row without cells is one that Word refuses.
    if table.columns.is_empty() {
        return;
    }
    let title = |column: &Column, merge, rules| {
        let align = column.numeric.then_some("right");
        Set {
            span: 1,
            merge,
            rules,
            shade: None,
            paragraphs: vec![Paragraph { align, ..Paragraph::text("TableHead", &column.title) }],
        }
    };
    let top = Rules { top: Some(HEAVY), ..Rules::default() };
    let bottom = Rules { bottom: Some(LIGHT), ..Rules::default() };
    let both = Rules { top: Some(HEAVY), bottom: Some(LIGHT), hair: false };
    let Some(groups) = column_groups(table) else {
        let cells = table.columns.iter().map(|column| title(column, None, both)).collect::<Vec<_>>();
        return row(xml, &cells, widths, "<w:cantSplit/><w:tblHeader/>", "bottom");
    };
    let over = groups.iter().map(|group| match group.title {
        Some(over) => Set {
            span: group.width,
            merge: None,
            rules: top,
            shade: None,
            paragraphs: vec![Paragraph::text("TableOver", over)],
        },
        None => title(&table.columns[group.first], Some("restart"), top),
    });
    row(xml, &over.collect::<Vec<_>>(), widths, "<w:cantSplit/><w:tblHeader/>", "bottom");
    let under = table.columns.iter().map(|column| match column.group {
        Some(_) => title(column, None, bottom),
        None => Set {
            span: 1,
            merge: Some("continue"),
            rules: bottom,
            shade: None,
            paragraphs: vec![Paragraph::text("TableHead", "")],
        },
    });
    row(xml, &under.collect::<Vec<_>>(), widths, "<w:cantSplit/><w:tblHeader/>", "bottom");
}

fn rows(xml: &mut Xml, table: &Table, widths: &[u32]) {
    let last_rules = Rules { bottom: Some(HEAVY), ..Rules::default() };
    if table.rows.is_empty() {
        let nothing = Paragraph::new("TableText", |xml| run(xml, wording::NOTHING, Look::Italic));
        let cell = Set { span: widths.len(), merge: None, rules: last_rules, shade: None, paragraphs: vec![nothing] };
        return row(xml, &[cell], widths, "", "top");
    }
    let is_prose = is_prose(table);
    let keep = !is_prose && table.rows.len() <= KEPT_TOGETHER;
    let shades = heat::steps(table);
    for (index, found) in table.rows.iter().enumerate() {
        let is_last = index + 1 == table.rows.len();
        let hair = is_prose && index > 0 && found.kind == RowKind::Body && table.rows[index - 1].kind != RowKind::Group;
        let top = (hair || found.kind == RowKind::Total).then_some(LIGHT);
        let rules = Rules { top, bottom: is_last.then_some(HEAVY), hair };
        let mut cells = set_row(table, index, rules, widths.len(), &shades[index]);
        // The last row stays with the notes below it.
        if if is_last { !table.notes.is_empty() } else { keep } {
            cells.iter_mut().flat_map(|cell| &mut cell.paragraphs).for_each(|paragraph| paragraph.keep_next = true);
        }
        let is_tall = lines(found, widths) > TALL;
        row(xml, &cells, widths, if is_tall { "" } else { "<w:cantSplit/>" }, "top");
    }
}

/// About how many lines a row takes.
fn lines(row: &Row, widths: &[u32]) -> usize {
    let in_cell = |(cell, width): (&Cell, &u32)| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cell's width is a small number")]
        let room = (f64::from(*width) / CHARACTER - PADDING).max(1.0) as usize;
        let of = |text: &str| text.lines().map(|line| line.width().div_ceil(room).max(1)).sum::<usize>();
        match cells::shown(cell) {
            Shown::Words(words) => words.iter().map(|words| of(&cells::answer(words))).sum(),
            Shown::Text(text) => of(text),
            _ => 1,
        }
    };
    row.cells.iter().zip(widths).map(in_cell).max().unwrap_or(1)
}

fn set_row(table: &Table, row_index: usize, rules: Rules, columns: usize, shades: &[Option<u8>]) -> Vec<Set> {
    let row = &table.rows[row_index];
    let cell = |index: usize| row.cells.get(index).unwrap_or(&Cell::Empty);
    if row.kind == RowKind::Group {
        let title = Paragraph::text("TableGroup", &cells::plain(cell(0)));
        return vec![Set { span: columns, merge: None, rules, shade: None, paragraphs: vec![title] }];
    }
    let one = |(index, column): (usize, &Column)| {
        let style = match row.kind {
            RowKind::Total => "TableTotal",
            _ if column.total => "TableTotal",
            _ if is_over_others(table, row_index) => "TableTheme",
            _ => "TableText",
        };
        let mut paragraphs = content(cell(index), style);
        for paragraph in &mut paragraphs {
            paragraph.align = (column.numeric && !matches!(cell(index), Cell::Words(_))).then_some("right");
            if index == 0 {
                paragraph.indent = INDENT * u32::from(row.depth);
            }
        }
        let shade = shades.get(index).copied().flatten().map(|step| format!("{:06X}", heat::on_paper(step)));
        Set { span: 1, merge: None, rules, shade, paragraphs }
    };
    if table.columns.is_empty() {
        return vec![Set {
            span: columns,
            merge: None,
            rules,
            shade: None,
            paragraphs: vec![Paragraph::text("TableText", "")],
        }];
    }
    table.columns.iter().enumerate().map(one).collect()
}

/// A cell's paragraphs: one an answer, and at least one, as the format demands.
fn content(cell: &Cell, style: &'static str) -> Vec<Paragraph> {
    let answer = |style| {
        move |words: &crate::report::Words| {
            let paragraph = Paragraph::new(style, |xml| {
                run(xml, &words.text, Look::Plain);
                run(xml, &cells::times(words).unwrap_or_default(), Look::Quiet);
            });
            Paragraph { from_right: is_right_to_left(&words.text), ..paragraph }
        }
    };
    match cells::shown(cell) {
        Shown::Nothing => vec![Paragraph::text(style, "")],
        Shown::Text(text) => vec![Paragraph::text(style, text)],
        Shown::Words([one]) => vec![answer(style)(one)],
        Shown::Words(words) => words.iter().map(answer("TableAnswer")).collect(),
        Shown::Figure(figure) => vec![Paragraph::text(style, &figure.set())],
        Shown::Mark(mark) => vec![Paragraph::new(style, |xml| run(xml, mark, Look::Quiet))],
    }
}

/// One row. The elements of `w:tcPr` have to come in the schema's order.
fn row(xml: &mut Xml, cells: &[Set], widths: &[u32], properties: &str, align: &str) {
    xml.element("w:tr", &[], |xml| {
        if !properties.is_empty() {
            xml.element("w:trPr", &[], |xml| xml.append(properties));
        }
        let mut first = 0;
        for cell in cells {
            let width: u32 = widths.iter().skip(first).take(cell.span).sum();
            first += cell.span;
            xml.element("w:tc", &[], |xml| {
                xml.element("w:tcPr", &[], |xml| {
                    xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
                    if cell.span > 1 {
                        xml.value("w:gridSpan", &cell.span.to_string());
                    }
                    if let Some(merge) = cell.merge {
                        xml.value("w:vMerge", merge);
                    }
                    borders(xml, cell.rules);
                    if let Some(shade) = &cell.shade {
                        xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", shade)]);
                    }
                    xml.value("w:vAlign", align);
                });
                cell.paragraphs.iter().for_each(|paragraph| paragraph.write(xml));
            });
        }
    });
}

fn borders(xml: &mut Xml, rules: Rules) {
    if rules.top.is_none() && rules.bottom.is_none() {
        return;
    }
    let rule = |xml: &mut Xml, name: &str, size: Option<&str>, colour: &str| {
        if let Some(size) = size {
            xml.empty(name, &[("w:val", "single"), ("w:sz", size), ("w:space", "0"), ("w:color", colour)]);
        }
    };
    xml.element("w:tcBorders", &[], |xml| {
        rule(xml, "w:top", rules.top, if rules.hair { "BFBFBF" } else { "000000" });
        rule(xml, "w:bottom", rules.bottom, "000000");
    });
}
