//! Telephone numbers: British, international (`+` or `00`), and North American.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{Rule, after, before, is_word};

/// No number has fewer digits.
pub(super) const FEWEST_DIGITS: usize = 8;

/// Digits with at most a light separator and one bracket between two of them. What it is, [`is_phone`] decides.
static RUN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[0-9](?:(?:[ \u{a0}]?[-\u{2010}-\u{2013}][ \u{a0}]?|[ \u{a0}.])?[()]?[ \u{a0}]?[0-9]){7,19}")
        .expect("the pattern is valid")
});
/// British numbers that may be shorter than ten digits.
const SERVICE_PREFIXES: [&str; 11] =
    ["0800", "0808", "0845", "0300", "0303", "0330", "0333", "0344", "0345", "0844", "0871"];

/// A run of digits, in bytes of the text.
type Group = Range<usize>;

pub(super) fn find(text: &str, found: &mut impl FnMut(Range<usize>, Rule)) {
    let mut at = 0;
    while let Some(run) = RUN.find_at(text, at) {
        let groups = groups(text, run.range());
        at = if let Some(range) = longest_phone(text, &groups) {
            let end = range.end;
            found(range, Rule::Phone);
            end
        } else {
            groups.get(1).map_or(run.end(), |second| second.start)
        };
    }
}

fn groups(text: &str, run: Range<usize>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for index in run.filter(|&index| text.as_bytes()[index].is_ascii_digit()) {
        match groups.last_mut() {
            Some(last) if last.end == index => last.end = index + 1,
            _ => groups.push(index..index + 1),
        }
    }
    groups
}

/// The first and longest stretch of groups that is a number by itself.
fn longest_phone(text: &str, groups: &[Group]) -> Option<Range<usize>> {
    let starts = 0..groups.len();
    starts.flat_map(|start| (start..groups.len()).rev().map(move |end| (start, end))).find_map(|(start, end)| {
        let digits = groups[start].start..groups[end].end;
        let is_plus = before(text, digits.start) == Some('+');
        let stretch = &groups[start..=end];
        (is_phone(text, stretch, is_plus) && stands_alone(text, &digits, is_plus))
            .then(|| with_signs(text, digits, is_plus))
    })
}

fn is_phone(text: &str, groups: &[Group], is_plus: bool) -> bool {
    let digits: String = groups.iter().filter_map(|group| text.get(group.clone())).collect();
    let first = groups.first().map_or(0, Range::len);
    if is_plus {
        return (8..=15).contains(&digits.len()) && !digits.starts_with('0');
    }
    if digits.starts_with("00") {
        return !digits.starts_with("000") && first >= 3 && (10..=17).contains(&digits.len());
    }
    if SERVICE_PREFIXES.iter().any(|prefix| digits.starts_with(prefix)) && (first == 4 || first >= 8) {
        return (8..=11).contains(&digits.len());
    }
    if digits.starts_with('0') {
        let is_area = digits.as_bytes().get(1).is_some_and(|digit| !matches!(digit, b'0' | b'4' | b'6'));
        return is_area && (10..=11).contains(&digits.len()) && ((3..=5).contains(&first) || first >= 10);
    }
    is_american(text, groups)
}

/// `555` `555` `0142` with brackets, hyphens or dots; with spaces alone they may be any three numbers.
fn is_american(text: &str, groups: &[Group]) -> bool {
    let (Some(first), Some(last)) = (groups.first(), groups.last()) else { return false };
    let local = match groups.iter().map(Range::len).collect::<Vec<_>>()[..] {
        [3, 3, 4] => first.start,
        [1, 3, 3, 4] if text.get(first.clone()) == Some("1") => groups[1].start,
        _ => return false,
    };
    let written = text.get(first.start..last.end).unwrap_or_default();
    text.as_bytes()[local] >= b'2' && written.contains(['-', '.', ')', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}'])
}

/// Whether the digits are not part of a word, a decimal number or a share.
fn stands_alone(text: &str, digits: &Range<usize>, is_plus: bool) -> bool {
    let start = digits.start - usize::from(is_plus);
    let is_mark = |character: char| matches!(character, '.' | ',');
    let clear_before = match before(text, start) {
        Some(character) if is_word(character) => false,
        Some(mark) if is_mark(mark) => !before(text, start - 1).is_some_and(|character| character.is_ascii_digit()),
        _ => true,
    };
    let clear_after = match after(text, digits.end) {
        Some(character) if is_word(character) || character == '%' => false,
        Some(mark) if is_mark(mark) => !after(text, digits.end + 1).is_some_and(|character| character.is_ascii_digit()),
        _ => true,
    };
    clear_before && clear_after
}

/// The digits with the plus and the bracket before them.
fn with_signs(text: &str, digits: Range<usize>, is_plus: bool) -> Range<usize> {
    let start = digits.start - usize::from(is_plus);
    let closes =
        text.get(digits.clone()).is_some_and(|written| written.matches(')').count() > written.matches('(').count());
    start - usize::from(closes && before(text, start) == Some('('))..digits.end
}
