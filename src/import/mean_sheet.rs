//! Means that somebody typed in, each with how many answers it is of.

use std::io::Cursor;
use std::path::Path;

use super::tables::{self, Record, TableOptions};
use super::{ImportError, Place, file};

/// One mean as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeanRow {
    /// What it is the mean of: the row's first words, and its column where a row has several.
    pub name: String,
    pub mean: String,
    /// How many people it is over.
    pub n: u64,
    /// How many items each of them answered for it.
    pub items: u64,
    pub place: Place,
}

/// Reads means from a table of any kind with a header row: one a row, in columns `mean`, `n` and optionally `items`; or, as
/// tables are printed, several in a row whose first cell ends in its number of respondents: `Policing (3)`. There, cells
/// that are no numbers (`N/A`, `*`), and rows without a number of respondents, are passed over.
pub fn mean_sheet(path: &Path, bytes: &[u8]) -> Result<Vec<MeanRow>, ImportError> {
    file::check_size(path, bytes)?;
    let mut table = tables::open(path, Cursor::new(bytes.to_vec()), TableOptions::default())?;
    let mut record = Record::default();
    if !table.read(&mut record)? {
        return Err(table.unusable("there is nothing in it; write a header row with the columns \"mean\" and \"n\""));
    }
    let header: Vec<String> = record.fields().map(|field| field.trim().to_owned()).collect();
    let find = |wanted: &str| header.iter().position(|name| name.eq_ignore_ascii_case(wanted));
    let (mean, n, items) = (find("mean"), find("n"), find("items"));
    let name = (0..header.len()).find(|at| ![mean, n, items].contains(&Some(*at)));
    table.expect_width(record.len());
    let mut rows = Vec::new();
    while table.read(&mut record)? {
        if record.is_blank() {
            continue;
        }
        let place = table.counted().place(record.number);
        let Some((mean, n)) = mean.zip(n) else {
            let title = record.field(0).trim().trim_matches('*');
            let Some((name, n)) = sized(title) else { continue };
            for (at, column) in header.iter().enumerate().skip(1) {
                let mean = record.field(at).trim().trim_matches('*');
                if mean.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '−' | '.')) {
                    let (name, mean) = (format!("{name}, {column}"), mean.to_owned());
                    rows.push(MeanRow { name, mean, n, items: 1, place });
                }
            }
            continue;
        };
        let whole = |at: usize| record.field(at).trim().parse::<u64>().ok().filter(|number| *number > 0);
        let count = |at: usize, what: &str| {
            whole(at).ok_or_else(|| {
                let message = format!("{what} is a whole number of at least 1; correct it, or take the row out");
                table.damaged(record.number, message)
            })
        };
        rows.push(MeanRow {
            name: name.map(|at| record.field(at).trim().to_owned()).unwrap_or_default(),
            mean: record.field(mean).trim().to_owned(),
            n: count(n, "\"n\"")?,
            items: match items.filter(|&at| !record.field(at).trim().is_empty()) {
                Some(at) => count(at, "\"items\"")?,
                None => 1,
            },
            place,
        });
    }
    if rows.is_empty() {
        let message = "there are no means in it; name columns \"mean\" and \"n\", or write how many answered in brackets \
                       behind each row's title";
        return Err(table.unusable(message));
    }
    Ok(rows)
}

/// `Policing (3)`, taken apart.
fn sized(title: &str) -> Option<(&str, u64)> {
    let (name, size) = title.strip_suffix(')')?.rsplit_once('(')?;
    let size = size.trim_start_matches(['n', 'N', ' ', '=']);
    Some((name.trim(), size.trim().parse().ok().filter(|size| *size > 0)?))
}
