//! Tables whose cells know what they count.

use super::{About, QuotedAttribute, Words};

/// A table in no particular file format. Every row has one cell a column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    pub caption: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// Printed under the table: unit, base, rule, codebook version.
    pub notes: Vec<String>,
    pub exposure: Exposure,
    /// Printed on a page turned on its side, however many columns it has.
    pub is_broad: bool,
    /// Its numbers are shaded by how great they are, as a heat map.
    pub is_shaded: bool,
    /// What all its numbers have in common. A table without is protected alone: as if no other told of the same.
    pub about: Option<About>,
    /// What the numbers in brackets in its titles count: "kept", "answered Q25".
    pub sizes: Option<About>,
    /// Which answers it lists in full, in people's words, and by which attribute.
    pub lists: Listing,
    /// Numbers that its notes state. They are printed whatever else is withheld, so others have to go.
    pub stated: Vec<(About, u64)>,
    /// How many answers its means are of. It does not print them all, but they bind what it prints.
    pub behind: Vec<(About, u64)>,
}

/// The answers that a table lists in full; none in most.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// Codes of the questions.
    pub questions: Vec<String>,
    /// The attribute by which they are grouped, if any.
    pub attribute: Option<String>,
}

/// What a table could give away, which decides how disclosure treats it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Exposure {
    /// Small cells are suppressed.
    #[default]
    Cells,
    /// Small cells are suppressed, and body rows and columns add up to total rows and columns, so that others have to
    /// go with them.
    Additive,
    /// Printed whole: nothing in it is about fewer people than a reader may know (a sample flow, a codebook).
    Open,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Column {
    pub title: String,
    /// Numbers are set right, words left.
    pub numeric: bool,
    /// This column is the total of those before it.
    pub total: bool,
    /// A title over this and its neighbours with the same one.
    pub group: Option<String>,
    /// How many kept cases are counted in the group that the column is about. Its title then ends in that number.
    pub group_size: Option<u64>,
    /// What its numbers are about, beyond the table's and their row's.
    pub about: About,
    /// The ends of the scale that its means are of: a reader who knows them knows more.
    pub scale: Option<(i32, i32)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowKind {
    #[default]
    Body,
    /// A line over the rows that follow: its first cell is a title, the others are empty.
    Group,
    Total,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    pub kind: RowKind,
    /// How far the first cell is set in: a code below its theme is 1.
    pub depth: u8,
    /// How many kept cases of the study are in the group that the row is about, where it is about one. Its title may end
    /// in another number: how many of them answered.
    pub group_size: Option<u64>,
    /// What its numbers are about, beyond the table's and their column's.
    pub about: About,
    /// What it is a part of, though others may overlap with it: the themes of a code.
    pub part_of: Vec<About>,
    pub cells: Vec<Cell>,
}

/// One cell. `cases` is always how many people stand behind it: that is what disclosure compares with the smallest group.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    #[default]
    Empty,
    /// The researcher's or the program's words.
    Text(String),
    /// Participants' words, one entry an answer.
    Words(Vec<Words>),
    /// What a single case states, beside its label. Disclosure leaves it blank where too few share it.
    Attribute(QuotedAttribute),
    Count {
        value: u64,
        cases: u64,
    },
    /// Printed as a percentage.
    Share {
        part: u64,
        base: u64,
        cases: u64,
    },
    /// Printed to one decimal, half up. `n` answered this item; `cases` is the group's size.
    Mean {
        sum: i64,
        n: u64,
        cases: u64,
    },
    /// What else is worked out from the answers of `cases` people: a spread, a median, a mean rank. Disclosure hides it
    /// where a number of its row is hidden, which could be had from it.
    Measure {
        value: f64,
        decimals: u8,
        cases: u64,
    },
    /// A figure about no one in particular.
    Number {
        value: f64,
        decimals: u8,
    },
    Missing(Missing),
    Suppressed(Suppressed),
}

/// Why there is no answer. The three are never counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    Blank,
    NotAsked,
    NotApplicable,
}

impl Missing {
    /// What stands in the place of an answer.
    pub const fn mark(self) -> &'static str {
        match self {
            Self::Blank => "–",
            Self::NotAsked => "not asked",
            Self::NotApplicable => "N/A",
        }
    }
}

/// Why a cell is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suppressed {
    /// Fewer people than the smallest group.
    Small,
    /// It would give away a suppressed one.
    Secondary,
}

impl Table {
    pub fn width(&self) -> usize {
        self.columns.len()
    }
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// How many people stand behind the cell, if it is about people.
    pub const fn cases(&self) -> Option<u64> {
        match self {
            Self::Count { cases, .. }
            | Self::Share { cases, .. }
            | Self::Mean { cases, .. }
            | Self::Measure { cases, .. } => Some(*cases),
            _ => None,
        }
    }
}

/// `sum / n` to one decimal, half up (away from zero), in whole-number arithmetic, as tables print a mean.
pub fn mean_to_one_decimal(sum: i64, n: u64) -> Option<String> {
    let n = i64::try_from(n).ok().filter(|n| *n > 0)?;
    let tenths = (sum.abs() * 20 + n) / (2 * n);
    let sign = if sum < 0 && tenths > 0 { "-" } else { "" };
    Some(format!("{sign}{}.{}", tenths / 10, tenths % 10))
}
