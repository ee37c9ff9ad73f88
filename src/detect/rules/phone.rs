//! Telephone numbers: British, international (`+` or `00`), North American, those that are called so, and dictated ones.

use std::ops::Range;

use super::Rule;
use super::lookback::{has_word, words};
use super::numerals;
use super::reader::{Reader, before, ends_alone, is_dash, starts_alone};

/// British numbers that may be shorter than ten digits.
const SERVICE_PREFIXES: [&str; 11] =
    ["0800", "0808", "0845", "0300", "0303", "0330", "0333", "0344", "0345", "0844", "0871"];
/// No number has fewer digits, unless it is called one.
const FEWEST_DIGITS: usize = 8;
/// The most digits that are looked at.
const MOST_DIGITS: usize = 20;

/// A run of digits, in bytes of the text.
type Group = Range<usize>;

/// The longest number whose first digit stands here.
pub(super) fn read(text: &str, at: usize) -> Option<(Range<usize>, Rule)> {
    let groups = groups(text, at);
    let is_plus = before(text, at) == Some('+');
    if !starts_alone(text, at - usize::from(is_plus)) {
        return None;
    }
    // Without a plus or a nought in front it can only be American, in three or four groups.
    let could_be = |count: usize| is_plus || text.as_bytes()[at] == b'0' || matches!(count, 3 | 4);
    let is_shape = |stretch: &[Group]| {
        could_be(stretch.len()) && is_phone(text, stretch, is_plus) && ends_alone(text, stretch[stretch.len() - 1].end)
    };
    let longest = (1..=groups.len()).rev().find(|&count| is_shape(&groups[..count]));
    let could_be_called = |&count: &usize| could_be_called_so(text, &groups[..count]);
    let longest =
        longest.or_else(|| (1..=groups.len()).rev().find(could_be_called).filter(|_| is_announced(text, at)))?;
    let digits = at..with_extension(text, groups[longest - 1].end);
    Some((with_signs(text, digits, is_plus), Rule::Phone))
}

fn groups(text: &str, at: usize) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut reader = Reader::at(text, at);
    let mut total = 0;
    loop {
        let start = reader.at;
        total += reader.digits().len();
        if reader.at == start || total > MOST_DIGITS {
            return groups;
        }
        groups.push(start..reader.at);
        separator(&mut reader);
    }
}

/// What may stand between two digits: a dot or a hyphen, a bracket, and spaces beside them.
fn separator(reader: &mut Reader<'_>) {
    let is_space = |sign| matches!(sign, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}');
    let (mut spaces, mut joints, mut brackets) = (0, 0, 0);
    loop {
        if spaces < 3 && reader.take(is_space).is_some() {
            spaces += 1;
        } else if joints < 1 && reader.take(|sign| sign == '.' || is_dash(sign)).is_some() {
            joints += 1;
        } else if brackets < 1 && reader.take(|sign| matches!(sign, '(' | ')')).is_some() {
            brackets += 1;
        } else {
            return;
        }
    }
}

fn digits_of(text: &str, groups: &[Group]) -> String {
    groups.iter().filter_map(|group| text.get(group.clone())).collect()
}

fn is_phone(text: &str, groups: &[Group], is_plus: bool) -> bool {
    let digits = digits_of(text, groups);
    let first = groups.first().map_or(0, Range::len);
    if digits.len() < FEWEST_DIGITS {
        return false;
    }
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
        return is_british(&digits) && ((3..=5).contains(&first) || first >= 10);
    }
    is_american(text, groups)
}

fn is_british(digits: &str) -> bool {
    let is_area = digits.as_bytes().get(1).is_some_and(|digit| !matches!(digit, b'0' | b'4' | b'6'));
    digits.starts_with('0') && is_area && (10..=11).contains(&digits.len())
}

/// `555` `555` `0142` with brackets, hyphens or dots; with spaces alone they may be any three numbers.
fn is_american(text: &str, groups: &[Group]) -> bool {
    let (Some(first), Some(last), 3 | 4) = (groups.first(), groups.last(), groups.len()) else { return false };
    let local = match groups.iter().map(Range::len).collect::<Vec<_>>()[..] {
        [3, 3, 4] => first.start,
        [1, 3, 3, 4] if text.get(first.clone()) == Some("1") => groups[1].start,
        _ => return false,
    };
    let written = text.get(first.start..last.end).unwrap_or_default();
    text.as_bytes()[local] >= b'2' && written.contains(|sign| matches!(sign, '.' | ')') || is_dash(sign))
}

/// Seven to fifteen digits that are no time of day.
fn could_be_called_so(text: &str, groups: &[Group]) -> bool {
    let count: usize = groups.iter().map(Range::len).sum();
    let is_time = groups.len() > 1 && groups.iter().all(|group| group.len() <= 2) && groups.len() < 4;
    (7..=15).contains(&count) && !is_time && ends_alone(text, groups[groups.len() - 1].end)
}

/// Whether the words before announce a telephone number.
fn is_announced(text: &str, at: usize) -> bool {
    const NOUNS: [&str; 10] =
        ["phone", "telephone", "tel", "mobile", "mob", "cellphone", "landline", "fax", "whatsapp", "cell"];
    const BETWEEN: [&str; 12] = ["number", "no", "num", "is", "was", "on", "at", "or", "me", "us", "the", "my"];
    let words = words(text, at);
    let before: Vec<&str> = words.iter().map(String::as_str).take(6).collect();
    let noun = before.iter().position(|word| !BETWEEN.contains(word));
    let is_named = noun.is_some_and(|noun| noun < 5 && NOUNS.contains(&before[noun]));
    let is_asked = match before[..] {
        ["on" | "at" | "to", "me" | "us" | "him" | "her" | "them", asked, ..] => {
            ["call", "ring", "text", "phone", "reach"].contains(&asked)
        }
        ["on" | "at" | "to", asked, ..] => {
            ["answering", "messages", "calls", "reached", "text", "sms"].contains(&asked)
        }
        _ => false,
    };
    is_named || is_asked
}

/// `ext. 123`, `x036`.
fn with_extension(text: &str, end: usize) -> usize {
    let mut reader = Reader::at(text, end);
    reader.take(|sign| matches!(sign, ' ' | ','));
    reader.skip(' ');
    let is_named = reader.says("ext") || reader.says("extension") || reader.says("x");
    reader.skip('.');
    reader.skip(' ');
    let length = reader.digits().len();
    if is_named && (1..=5).contains(&length) && ends_alone(text, reader.at) { reader.at } else { end }
}

/// The digits with the plus and the bracket before them.
fn with_signs(text: &str, digits: Range<usize>, is_plus: bool) -> Range<usize> {
    let start = digits.start - usize::from(is_plus);
    let closes =
        text.get(digits.clone()).is_some_and(|written| written.matches(')').count() > written.matches('(').count());
    start - usize::from(closes && before(text, start) == Some('('))..digits.end
}

/// A British number said digit by digit, which begins with this word: "oh seven seven double oh …", "plus four four …".
pub(super) fn dictated(text: &str, at: usize) -> Option<(Range<usize>, Rule)> {
    let mut reader = Reader::at(text, at);
    let is_plus = reader.says("plus") && reader.gap();
    if !is_plus
        && !["zero", "oh", "o", "nought", "naught", "double"].iter().any(|nought| Reader::at(text, at).says(nought))
    {
        return None;
    }
    let digits = numerals::dictated(&mut reader)?;
    let holds = if is_plus { (10..=14).contains(&digits.len()) } else { is_british(&digits) };
    (holds && !has_word(text, at, 1, &["point", "minus"])).then_some((at..reader.at, Rule::Phone))
}
