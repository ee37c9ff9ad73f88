//! How wide a table's columns want to be, by what is in them.

use unicode_width::UnicodeWidthStr;

use super::cells;
use super::shape::column_groups;
use crate::report::{RowKind, Table};

/// What a column holds, measured in characters of usual width.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Wish {
    /// The longest word: narrower than this, words are broken.
    pub(super) least: f64,
    /// The longest line: wider than this, nothing is won.
    pub(super) most: f64,
    /// What is in the whole column, which is what makes it long on paper.
    pub(super) total: f64,
}

/// A word longer than this may be broken.
const LONGEST_WORD: usize = 22;
/// How far one step of depth sets a first cell in.
const INDENT: usize = 2;

/// What each column holds. Lines over rows do not count: they span all columns.
pub(super) fn wishes(table: &Table) -> Vec<Wish> {
    let mut wishes: Vec<Wish> = (0..table.width()).map(|column_index| wish(table, column_index)).collect();
    for group in column_groups(table).unwrap_or_default() {
        let below = &mut wishes[group.first..group.first + group.width];
        let least: f64 = below.iter().map(|wish| wish.least).sum();
        let title = group.title.map_or(0.0, longest_word);
        let missing = (bold(title) - least) / as_f64(below.len());
        for wish in below.iter_mut().filter(|_| missing > 0.0) {
            wish.least += missing;
            wish.most = wish.most.max(wish.least);
        }
    }
    wishes
}

fn wish(table: &Table, column_index: usize) -> Wish {
    let title = &table.columns[column_index].title;
    let mut least = bold(longest_word(title));
    let mut most = least.max(bold(as_f64(title.width().min(14))));
    let mut total = 0;
    for row in table.rows.iter().filter(|row| row.kind != RowKind::Group) {
        let indent = if column_index == 0 { usize::from(row.depth) * INDENT } else { 0 };
        let Some(cell) = row.cells.get(column_index) else { continue };
        let text = match cells::shown(cell) {
            cells::Shown::Figure(figure) => figure.set(),
            _ => cells::plain(cell),
        };
        let longest = if cells::is_figure(cell) { as_f64(text.width()) } else { longest_word(&text) };
        least = least.max(longest + as_f64(indent));
        most = most.max(as_f64(text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0) + indent));
        total += text.width();
    }
    Wish { least, most: most.max(least), total: as_f64(total) }
}

/// Bold letters are wider.
fn bold(characters: f64) -> f64 {
    characters.mul_add(1.15, 0.5)
}

#[expect(clippy::cast_precision_loss, reason = "widths of text are small numbers")]
const fn as_f64(characters: usize) -> f64 {
    characters as f64
}

fn longest_word(text: &str) -> f64 {
    text.split_whitespace().map(word_width).fold(2.0, f64::max)
}

/// Capitals take more room than the usual letter, and a code of a question (`Q25_1`) must not be broken in two.
fn word_width(word: &str) -> f64 {
    let more: f64 = word
        .chars()
        .take(LONGEST_WORD)
        .map(|letter| match letter {
            'M' | 'W' => 0.7,
            'm' => 0.5,
            letter if letter.is_uppercase() => 0.35,
            _ => 0.0,
        })
        .sum();
    as_f64(word.width().min(LONGEST_WORD)) + more
}

/// Shares `available` characters among the columns. Each gets its longest word first; what is left goes to those that
/// would still break lines, by the square root of what they hold, which evens out how long rows get. The sum is at most
/// `available`; a table that needs less is less wide.
pub(super) fn shared_out(wishes: &[Wish], padding: f64, available: f64) -> Vec<f64> {
    let least: f64 = wishes.iter().map(|wish| wish.least + padding).sum();
    if least >= available {
        return wishes.iter().map(|wish| (wish.least + padding) * available / least).collect();
    }
    let mut widths: Vec<f64> = wishes.iter().map(|wish| wish.least + padding).collect();
    let mut left = available - least;
    // A column that gets all it wants leaves the rest to the others: at most one round a column.
    for _ in 0..wishes.len() {
        let hungry = |index: usize| widths[index] + 0.01 < wishes[index].most + padding;
        let hungry: Vec<usize> = (0..wishes.len()).filter(|&index| hungry(index)).collect();
        let weight: f64 = hungry.iter().map(|&index| wishes[index].total.sqrt().max(1.0)).sum();
        if hungry.is_empty() || left < 0.01 {
            break;
        }
        let round = left;
        for index in hungry {
            let share = round * wishes[index].total.sqrt().max(1.0) / weight;
            let taken = share.min(wishes[index].most + padding - widths[index]);
            widths[index] += taken;
            left -= taken;
        }
    }
    widths
}
