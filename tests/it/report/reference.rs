//! The published tables that the shipped study must reproduce, read from `../shared/REFERENCE-STUDY.md`.

use std::path::Path;

/// A line of a table of means: `Direct child protection (3)` and its cells; the last is `Total`.
pub(crate) type MeansRow = (String, Vec<String>);

/// A group of Appendix F: its title with N, and one list of three priorities a respondent.
pub(crate) type PriorityGroup = (String, Vec<Vec<String>>);

/// The reference, or nothing (said on standard error) where it is not there.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
pub(crate) fn reference() -> Option<String> {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/REFERENCE-STUDY.md"));
    if path.is_file() {
        return std::fs::read_to_string(path).ok();
    }
    eprintln!("skipped: ../shared/REFERENCE-STUDY.md is not on this machine");
    None
}

/// The tables whose first row begins with `sector (n)`: satisfaction with support, then with wider issues.
pub(crate) fn satisfaction(reference: &str) -> Vec<Vec<MeansRow>> {
    let mut tables: Vec<Vec<MeansRow>> = Vec::new();
    let mut in_table = false;
    for line in reference.lines() {
        let cells = cells(line);
        match cells.first().map(String::as_str) {
            Some("sector (n)") => {
                tables.push(Vec::new());
                in_table = true;
            }
            Some(first) if in_table && !first.starts_with("---") => {
                let rest = cells.iter().skip(1).cloned().collect();
                tables.last_mut().expect("a table was begun").push((first.to_owned(), rest));
            }
            Some(_) => {}
            None => in_table = false,
        }
    }
    tables
}

/// Appendix F.
pub(crate) fn priorities(reference: &str) -> Vec<PriorityGroup> {
    let lines = reference.lines().skip_while(|line| !line.starts_with("- **F**")).skip(1);
    let items = lines.take_while(|line| line.starts_with("  - ") || line.starts_with("    "));
    let groups = items.filter_map(|line| line.strip_prefix("  - ")).filter_map(|line| line.split_once(": "));
    let trimmed = |text: &str| text.trim().to_owned();
    groups
        .map(|(title, rest)| {
            let respondents = rest.split('|').map(|row| row.split('·').map(trimmed).collect());
            (trimmed(title), respondents.collect())
        })
        .collect()
}

fn cells(line: &str) -> Vec<String> {
    let Some(inner) = line.trim().strip_prefix('|').and_then(|line| line.strip_suffix('|')) else { return Vec::new() };
    inner.split('|').map(|cell| cell.trim().trim_matches('*').to_owned()).collect()
}

#[test]
fn the_reference_is_read_whole() {
    let Some(reference) = reference() else { return };
    let tables = satisfaction(&reference);
    let widths: Vec<(usize, usize)> = tables.iter().map(|table| (table.len(), table[0].1.len())).collect();
    assert_eq!(widths, [(6, 6), (6, 7)]);
    assert_eq!(tables[0][0].0, "Direct child protection (3)");
    assert_eq!(
        tables[0][5],
        ("Total".to_owned(), ["2.3", "2.8", "2.3", "2.5", "1.9", "2.1"].map(str::to_owned).to_vec())
    );
    let groups = priorities(&reference);
    let sizes: Vec<usize> = groups.iter().map(|(_, rows)| rows.len()).collect();
    assert_eq!(sizes, [2, 3, 6, 3, 2]);
    assert!(groups.iter().all(|(title, rows)| title.ends_with(&format!("({})", rows.len()))));
    assert!(groups.iter().flat_map(|(_, rows)| rows).all(|row| row.len() == 3));
}
