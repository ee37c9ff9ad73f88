//! Several fields in one text that people read: what they are about first, then each after its label.
//!
//! ```text
//! Training of those who do the work.
//!
//! Use when: people learn.
//! Key: t
//! ```

/// The labels of what a REFI-QDA codebook has no element for.
pub const QDC_LABELS: [&str; 8] = ["Use when", "Not when", "Example", "Key", "Status", "Story", "Colour", "Id"];

/// The fields as one text, which [`parted`] takes apart again. Empty ones are left out. A line that looks like a label but
/// is none gets a backslash in front.
pub fn labelled(lead: &str, fields: &[(&str, &str)], labels: &[&str]) -> String {
    let is_label = |line: &str| line.starts_with('\\') || labels.iter().any(|label| line.starts_with(&head(label)));
    let safe = |line: &str| if is_label(line) { format!("\\{line}") } else { line.to_owned() };
    let mut lines: Vec<String> = Vec::new();
    if !lead.is_empty() {
        lines.extend(lead.split('\n').map(safe));
    }
    for (label, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        let mut rest = value.split('\n');
        lines.push(format!("{}{}", head(label), rest.next().unwrap_or_default()));
        lines.extend(rest.map(safe));
    }
    lines.join("\n")
}

/// What stands before the first label, and each field with its label.
pub fn parted<'l>(text: &str, labels: &[&'l str]) -> (String, Vec<(&'l str, String)>) {
    let mut lead: Vec<&str> = Vec::new();
    let mut fields: Vec<(&'l str, Vec<&str>)> = Vec::new();
    for line in text.split('\n') {
        let label = labels.iter().find_map(|label| Some((*label, line.strip_prefix(&head(label))?)));
        let plain = line.strip_prefix('\\').unwrap_or(line);
        match (label, fields.last_mut()) {
            (Some((label, value)), _) => fields.push((label, vec![value])),
            (None, Some((_, lines))) => lines.push(plain),
            (None, None) => lead.push(plain),
        }
    }
    let joined = |lines: Vec<&str>| lines.join("\n").trim().to_owned();
    (joined(lead), fields.into_iter().map(|(label, lines)| (label, joined(lines))).collect())
}

fn head(label: &str) -> String {
    format!("{label}: ")
}
