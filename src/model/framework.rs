//! A framework matrix: rows of cases or groups of them, columns of what is coded, and in each cell what an analyst wrote.

use std::collections::BTreeMap;

use super::{CaseId, Span, TextId};

/// What a row is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowKey {
    Case(CaseId),
    /// Several cases, by the id that the study gives the group.
    Group(String),
}

/// Where a summary stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellKey {
    pub row: RowKey,
    /// `FrameworkColumn::id`
    pub column: String,
}

/// A framework with everything that stands in it. Cases that are not kept have no rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Framework {
    /// Its name in the study file.
    pub name: String,
    pub title: String,
    pub rows: Vec<FrameworkRow>,
    pub columns: Vec<FrameworkColumn>,
    /// Those that have a summary or a link, by row and column.
    pub cells: BTreeMap<(usize, usize), FrameworkCell>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameworkRow {
    pub key: RowKey,
    /// What files and commands call it: the name of a case, the id of a group. It stays as long as the study does.
    pub id: String,
    /// For reading: of a case its name, which no output may print.
    pub title: String,
    /// The kept cases it is about.
    pub cases: Vec<CaseId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameworkColumn {
    /// What files and commands call it: the id of a theme or code, or any id that the study gives.
    pub id: String,
    pub title: String,
    /// Indices into `Codebook::codes` of what stands behind it, codes below others too; none for a title of its own.
    pub codes: Vec<usize>,
}

/// A written summary, and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FrameworkCell {
    /// As links and memos name it; never given twice.
    pub number: i64,
    /// Empty where there are links only.
    pub summary: String,
    /// Who wrote it last; empty where the study's file says it.
    pub author: String,
    /// RFC 3339, UTC.
    pub written_at: String,
    pub links: Vec<CellLink>,
    /// Why it may not be true any more; nothing if it was written on the coding as it is.
    pub stale: Vec<Drift>,
}

/// Words that a summary refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellLink {
    /// The link's number.
    pub number: i64,
    /// Where they are; nothing while they wait for a decision, since their text was corrected.
    pub place: Option<(TextId, Span)>,
    pub words: String,
    /// The place as people write it: `anna:12`.
    pub written: String,
    /// It may stand in the cell as an illustration.
    pub is_illustration: bool,
}

/// What stands behind a summary: how many stretches of a case have a code and these words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Behind {
    /// The code's number in the store, which stays when the code is renamed.
    pub code: u32,
    pub case: CaseId,
    /// A digest of the words.
    pub words: i64,
}

/// How the coding behind a summary has changed since it was written. Stretches are counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Drift {
    Added {
        count: u64,
    },
    Removed {
        count: u64,
    },
    /// The same words have another code now; ids of the codes.
    Recoded {
        count: u64,
        from: String,
        to: String,
    },
    /// The same, because the one code became part of the other.
    Merged {
        count: u64,
        from: String,
        to: String,
    },
    /// Other words of the same person have the code: a coding was moved, or its text corrected.
    Reworded {
        count: u64,
    },
    /// Their text was corrected, and they wait in review.
    Waiting {
        count: u64,
    },
    /// Words that the summary links to were corrected, and wait in review.
    LinkWaiting {
        count: u64,
    },
    /// People who belong to another row now, or are not kept.
    Left {
        count: u64,
    },
    /// People who have withdrawn.
    Withdrawn {
        count: u64,
    },
}

impl Drift {
    /// For people: "2 codings added".
    pub fn sentence(&self) -> String {
        let codings = |count: &u64| if *count == 1 { "1 coding".to_owned() } else { format!("{count} codings") };
        let people = |count: &u64| if *count == 1 { "1 person".to_owned() } else { format!("{count} people") };
        match self {
            Self::Added { count } => format!("{} added", codings(count)),
            Self::Removed { count } => format!("{} taken away", codings(count)),
            Self::Recoded { count, from, to } => format!("{} recoded from {from} to {to}", codings(count)),
            Self::Merged { count, from, to } => format!("{from} was merged into {to} ({})", codings(count)),
            Self::Reworded { count } => format!("{} on other words now", codings(count)),
            Self::Waiting { count } => format!("a text was corrected: {} in review", codings(count)),
            Self::LinkWaiting { count: 1 } => "a text was corrected: 1 link in review".to_owned(),
            Self::LinkWaiting { count } => format!("a text was corrected: {count} links in review"),
            Self::Left { count } => format!("{} of its row left it", people(count)),
            Self::Withdrawn { count } => format!("{} behind it withdrew", people(count)),
        }
    }
}

impl Drift {
    /// The way in which coding changed, without numbers or names of codes.
    pub const fn way(&self) -> &'static str {
        match self {
            Self::Added { .. } => "codings were added",
            Self::Removed { .. } => "codings were taken away",
            Self::Recoded { .. } => "codings have another code",
            Self::Merged { .. } => "codes were merged",
            Self::Reworded { .. } => "codings stand on other words",
            Self::Waiting { .. } | Self::LinkWaiting { .. } => "texts were corrected",
            Self::Left { .. } => "who is in the row changed",
            Self::Withdrawn { .. } => "people withdrew",
        }
    }
}

impl Framework {
    pub fn cell(&self, row: usize, column: usize) -> Option<&FrameworkCell> {
        self.cells.get(&(row, column))
    }

    /// The key of the cell of a row and a column.
    pub fn key(&self, row: usize, column: usize) -> CellKey {
        CellKey { row: self.rows[row].key.clone(), column: self.columns[column].id.clone() }
    }

    /// How many cells have a summary.
    pub fn written_count(&self) -> usize {
        self.cells.values().filter(|cell| !cell.summary.is_empty()).count()
    }

    /// How many cells with a summary may not be true any more.
    pub fn stale_count(&self) -> usize {
        self.cells.values().filter(|cell| !cell.stale.is_empty()).count()
    }
}
