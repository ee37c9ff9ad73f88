//! Tables with the rules of a printed book: one above, one below the head, one at the end, their notes right below.

use std::fmt::Write;

use super::super::cells::{self, Shown};
use super::super::shape::{column_groups, is_over_others, is_prose, is_wide};
use super::super::widths::{shared_out, wishes};
use super::super::wording;
use super::escape::{at_start, flat, lines};
use crate::report::{Cell, Column, Row, RowKind, Table};

/// What a line of an upright and of a turned page holds, in characters of table text.
const UPRIGHT: f64 = 98.0;
const TURNED: f64 = 150.0;
/// What the space beside a column takes, in characters.
const PADDING: f64 = 1.8;
/// Tables with no more rows are not broken over two pages.
const KEPT_TOGETHER: usize = 16;

pub(super) fn table(table: &Table) -> String {
    let parts = Parts::of(table);
    let short = table.rows.len() <= KEPT_TOGETHER && !is_prose(table);
    if table.columns.is_empty() {
        return kept_together(&parts.caption, &format!("\\emph{{{}}}", wording::NOTHING), "table");
    }
    if short {
        let set = format!(
            "\\begin{{tabular}}{{{}}}\n\\toprule\n{}\\midrule\n{}\\bottomrule\n{}\\end{{tabular}}",
            parts.columns, parts.head, parts.rows, parts.notes
        );
        return kept_together(&parts.caption, &format!("\\tablesize\n{set}"), "table");
    }
    format!(
        "\\begingroup\\tablesize\n\\begin{{longtable}}{{{columns}}}\n\\caption{{{caption}}}\\\\*\n\\toprule\n{head}\\midrule\n\
         \\endfirsthead\n\\toprule\n{head}\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n\\bottomrule\n{notes}\\endlastfoot\n\
         {rows}\\end{{longtable}}\n\\endgroup\n",
        columns = parts.columns,
        caption = parts.caption,
        head = parts.head,
        notes = parts.notes,
        rows = parts.rows,
    )
}

/// A caption with what it is about, on one page. `kind` is the list it belongs to: `table` or `figure`.
pub(super) fn kept_together(caption: &str, inside: &str, kind: &str) -> String {
    format!(
        "\\begin{{minipage}}{{\\linewidth}}\n\\vspace{{1em}}\n\\captionof{{{kind}}}{{{caption}}}\n{inside}\n\
         \\vspace{{.5em}}\n\\end{{minipage}}\n"
    )
}

/// A table in pieces, each of whole lines.
struct Parts {
    columns: String,
    caption: String,
    head: String,
    rows: String,
    notes: String,
}

impl Parts {
    fn of(table: &Table) -> Self {
        let widths = widths(table);
        let letter = |column: &Column| if column.numeric { 'R' } else { 'L' };
        let columns: String =
            table.columns.iter().zip(&widths).fold(String::from("@{}"), |mut columns, (column, width)| {
                let _ = write!(columns, "{}{{{}}}", letter(column), length(*width, 1));
                columns
            });
        let whole = length(widths.iter().sum(), widths.len());
        let note = |notes: String, note: &String| {
            notes
                + &format!(
                    "\\multicolumn{{{}}}{{@{{}}L{{{whole}}}@{{}}}}{{\\tablenote{{{}}}}}\\\\*\n",
                    widths.len(),
                    at_start(lines(note))
                )
        };
        Self {
            columns: columns + "@{}",
            caption: flat(&table.caption),
            head: head(table, &widths),
            rows: rows(table, &whole),
            notes: table.notes.iter().fold(String::new(), note),
        }
    }
}

/// Each column's part of the line. A table that nearly fills it fills it.
fn widths(table: &Table) -> Vec<f64> {
    let room = if is_wide(table) { TURNED } else { UPRIGHT };
    let shared = shared_out(&wishes(table), PADDING, room);
    let natural = shared.iter().sum::<f64>();
    let wanted = if natural > 0.7 * room { room } else { natural.max(0.5 * room) };
    shared.iter().map(|width| width / natural * wanted / room).collect()
}

/// A part of the line, without the space beside so many columns.
fn length(part: f64, columns: usize) -> String {
    format!("\\dimexpr {part:.4}\\linewidth-{}\\tabcolsep\\relax", 2 * columns)
}

fn head(table: &Table, widths: &[f64]) -> String {
    let mut text = String::new();
    let groups = column_groups(table).unwrap_or_default();
    if !groups.is_empty() {
        let mut rules = String::new();
        let over = groups.iter().map(|group| {
            let Some(title) = group.title else { return String::new() };
            let width: f64 = widths.iter().skip(group.first).take(group.width).sum();
            let (first, last) = (group.first + 1, group.first + group.width);
            let _ = write!(rules, "\\cmidrule(lr){{{first}-{last}}}");
            let side = if first == 1 { "@{}" } else { "" };
            let end = if last == widths.len() { "@{}" } else { "" };
            format!(
                "\\multicolumn{{{}}}{{{side}C{{\\dimexpr {width:.4}\\linewidth-2\\tabcolsep\\relax}}{end}}}{{\\bfseries {}}}",
                group.width,
                flat(title)
            )
        });
        let over = over.collect::<Vec<_>>().join(" & ");
        let _ = writeln!(text, "{over} \\\\*\n{rules}");
    }
    let titles = table.columns.iter().map(|column| format!("\\bfseries {}", flat(&column.title)));
    let _ = writeln!(text, "{} \\\\*", titles.collect::<Vec<_>>().join(" & "));
    text
}

fn rows(table: &Table, whole: &str) -> String {
    let columns = table.width();
    if table.rows.is_empty() {
        return format!("\\multicolumn{{{columns}}}{{@{{}}l@{{}}}}{{\\emph{{{}}}}} \\\\\n", wording::NOTHING);
    }
    let is_prose = is_prose(table);
    let mut text = String::new();
    for (index, row) in table.rows.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| table.rows.get(before)).map(|row| row.kind);
        match row.kind {
            RowKind::Total if before.is_some_and(|kind| kind != RowKind::Total) => text.push_str("\\midrule\n"),
            RowKind::Body if is_prose && before.is_some_and(|kind| kind != RowKind::Group) => text.push_str("\\hair\n"),
            RowKind::Group if before.is_some() => text.push_str("\\addlinespace\n"),
            _ => {}
        }
        if row.kind == RowKind::Group {
            let title = row.cells.first().map(cells::plain).unwrap_or_default();
            let _ = writeln!(
                text,
                "\\multicolumn{{{columns}}}{{@{{}}L{{{whole}}}@{{}}}}{{\\bfseries {}}} \\\\*",
                flat(&title)
            );
            continue;
        }
        let is_bold = |column: &Column| row.kind == RowKind::Total || column.total || is_over_others(table, index);
        let set = table.columns.iter().enumerate().map(|(index, column)| cell(row, index, is_bold(column)));
        let set = set.collect::<Vec<_>>().join(" & ");
        // The last rows stay with the rule and the notes below them.
        let end = if index + 2 >= table.rows.len() { "\\\\*" } else { "\\\\" };
        let _ = writeln!(text, "{} {end}", at_start(set));
    }
    text
}

fn cell(row: &Row, index: usize, bold: bool) -> String {
    let inset = if index == 0 && row.depth > 0 { format!("\\inset{{{}}}", row.depth) } else { String::new() };
    let bold = if bold { "\\bfseries " } else { "" };
    let text = match cells::shown(row.cells.get(index).unwrap_or(&Cell::Empty)) {
        Shown::Nothing => return String::new(),
        Shown::Text(text) => lines(text),
        Shown::Words([one]) => {
            format!("{}{}", lines(&one.text), flat(&cells::times(one).unwrap_or_default()))
        }
        Shown::Words(words) => {
            let answer = |words| format!("\\answer{{{}}}", lines(&cells::answer(words)));
            words.iter().map(answer).collect()
        }
        Shown::Figure(figure) => flat(&figure.set()),
        Shown::Mark(mark) => format!("\\quiet{{{}}}", flat(mark)),
    };
    format!("{inset}{bold}{text}")
}
