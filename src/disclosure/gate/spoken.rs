//! Numbers as they are said or misread: *oh one six double three*, `O1632 96O4I7`. Read as digits, they are looked for as others are.

use super::mapped::Mapped;
use super::words::each_word;

/// Fewer digits in a row are a count or an amount.
const FEWEST_DIGITS: usize = 5;
/// How far apart two digits of one number are said, in bytes.
const WIDEST_GAP: usize = 4;

/// The text with every longer number that is said digit by digit written as one; nothing where there is none.
pub(super) fn written_out(view: &Mapped) -> Option<Mapped> {
    let mut runs: Vec<(usize, usize, String)> = Vec::new();
    let mut run: Option<(usize, usize, String)> = None;
    let mut times = 1;
    let text = &view.text;
    each_word(text, |word, range| {
        let is_beside = run.as_ref().is_none_or(|(_, end, _)| {
            let gap = text.get(*end..range.start).unwrap_or_default();
            gap.len() <= WIDEST_GAP && !gap.contains(['.', ';', '!', '?'])
        });
        if !is_beside {
            runs.extend(run.take());
            times = 1;
        }
        if let Some(more) = match word {
            "double" => Some(2),
            "triple" | "treble" => Some(3),
            _ => None,
        } {
            times = more;
            return;
        }
        match digits(word) {
            Some(digits) => {
                let (_, end, number) = run.get_or_insert_with(|| (range.start, range.end, String::new()));
                *end = range.end;
                (0..times).for_each(|_| number.push_str(&digits));
            }
            None => runs.extend(run.take()),
        }
        times = 1;
    });
    runs.extend(run);
    runs.retain(|(start, end, number)| {
        let said = text.get(*start..*end).unwrap_or_default();
        number.len() >= FEWEST_DIGITS && said.contains(char::is_alphabetic)
    });
    if runs.is_empty() {
        return None;
    }
    let mut plain = Mapped::with_capacity(text.len());
    let mut at = 0;
    for (start, end, number) in runs {
        plain.push_str(text.get(at..start).unwrap_or_default(), view.source(at));
        number.chars().for_each(|digit| plain.push(digit, view.source(start)));
        at = end;
    }
    plain.push_str(text.get(at..).unwrap_or_default(), view.source(at));
    Some(plain)
}

/// The digits that a folded word says, or is read as.
fn digits(word: &str) -> Option<String> {
    let said = match word {
        "zero" | "oh" | "o" | "nought" | "naught" | "nil" => "0",
        "one" => "1",
        "two" => "2",
        "three" => "3",
        "four" => "4",
        "five" => "5",
        "six" => "6",
        "seven" => "7",
        "eight" => "8",
        "nine" => "9",
        _ => return misread(word),
    };
    Some(said.to_owned())
}

/// A number in which letters stand for digits, most of it digits.
fn misread(word: &str) -> Option<String> {
    let digit_count = word.bytes().filter(u8::is_ascii_digit).count();
    if digit_count * 2 < word.len() {
        return None;
    }
    let read = |sign: char| match sign {
        '0'..='9' => Some(sign),
        'o' | 'd' => Some('0'),
        'i' | 'l' => Some('1'),
        's' => Some('5'),
        'b' => Some('8'),
        'z' => Some('2'),
        _ => None,
    };
    word.chars().map(read).collect()
}
