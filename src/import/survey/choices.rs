//! Ticked options, taken apart.

use std::ops::Range;

/// How the cells of a `multiple` column are taken apart.
#[derive(Debug)]
pub(super) struct Choices {
    separator: String,
    /// The known options, longest first, so that one that begins another does not hide it.
    by_length: Vec<String>,
}

impl Choices {
    pub(super) fn new(separator: Option<&str>, options: &[String]) -> Self {
        let mut by_length: Vec<String> = options.iter().map(|option| option.trim().to_owned()).collect();
        by_length.retain(|option| !option.is_empty());
        by_length.sort_by_key(|option| std::cmp::Reverse(option.len()));
        Self { separator: separator.unwrap_or(",").to_owned(), by_length }
    }

    /// Appends the ticked options of a cell to `words`, joined by line ends; returns where, and how many are not among
    /// the known ones. An option that holds the separator itself is found whole if it is known.
    pub(super) fn split(&self, cell: &str, words: &mut String) -> (Range<usize>, usize) {
        let start = words.len();
        let mut unknown_count = 0;
        let mut rest = cell.trim();
        while !rest.is_empty() {
            let known =
                self.by_length.iter().find_map(|option| self.after(rest, option).map(|after| (option.as_str(), after)));
            let (ticked, after) = known.unwrap_or_else(|| {
                let (ticked, after) = split_outside(rest, &self.separator);
                let after = after.unwrap_or_default();
                unknown_count += usize::from(!self.by_length.is_empty() && !ticked.trim().is_empty());
                (ticked.trim(), after)
            });
            rest = after.trim_start();
            if ticked.is_empty() {
                continue;
            }
            if words.len() > start {
                words.push('\n');
            }
            // A line end inside an option would read as two options.
            words.extend(ticked.chars().map(|character| if character == '\n' { ' ' } else { character }));
        }
        (start..words.len(), unknown_count)
    }

    /// What follows `option` and a separator (or the end), if `rest` begins with them.
    fn after<'r>(&self, rest: &'r str, option: &str) -> Option<&'r str> {
        let after = rest.strip_prefix(option)?;
        let after = after.trim_start_matches(' ');
        if after.is_empty() {
            Some(after)
        } else {
            after.strip_prefix(self.separator.trim_start_matches(' ')).or_else(|| after.strip_prefix(&self.separator))
        }
    }
}

/// In a cell longer than this, in bytes, brackets are not looked at: no list of ticked options is so long.
const LONGEST_LIST: usize = 8 << 10;

/// The words before the first separator that does not stand in brackets, and what comes after it: "Officials (federal,
/// state), Judges" are two pieces.
pub(super) fn split_outside<'t>(text: &'t str, separator: &str) -> (&'t str, Option<&'t str>) {
    let count = |text: &str, bracket: char| text.matches(bracket).count();
    let is_balanced = text.len() <= LONGEST_LIST && count(text, '(') == count(text, ')');
    let is_outside = |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        !is_balanced || count(before, '(') <= count(before, ')')
    };
    let found = text.match_indices(separator).map(|(at, _)| at).find(|&at| is_outside(at));
    let split = found.and_then(|at| Some((text.get(..at)?, text.get(at + separator.len()..)?)));
    split.map_or((text, None), |(before, after)| (before, Some(after)))
}
