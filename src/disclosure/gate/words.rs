//! The words of a text as the eye takes them: with what is not seen in them left out, and signs that stand for letters.

use std::ops::Range;

use super::forms::{Sort, fold, sort};
use super::mapped::JOINT;

/// Gives every word: letters and digits, folded, with its place. What is not seen, joints and hyphens that break a word at
/// the end of a line do not end it.
pub(super) fn each_word(text: &str, mut word: impl FnMut(&str, Range<usize>)) {
    let bytes = text.as_bytes();
    let mut folded = String::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        // Most of a text is ASCII.
        if byte.is_ascii() && !byte.is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let Some(rest) = text.get(at..) else { break };
        let character = rest.chars().next().unwrap_or(' ');
        if !is_lettered(character) {
            at += character.len_utf8();
            continue;
        }
        let start = at;
        folded.clear();
        let mut end = at;
        let mut letters = rest.char_indices().peekable();
        while let Some((offset, letter)) = letters.next() {
            if letter.is_ascii_alphanumeric() {
                folded.push(letter.to_ascii_lowercase());
            } else if is_lettered(letter) {
                fold(letter, |letter| folded.push(letter));
            } else if letter == '-' && is_line_broken(rest.get(offset + 1..).unwrap_or_default()) {
                while letters.next_if(|(_, space)| space.is_whitespace() || sort(*space) == Sort::Unseen).is_some() {}
                continue;
            } else if sort(letter) != Sort::Unseen {
                break;
            }
            end = start + offset + letter.len_utf8();
        }
        word(&folded, start..end);
        at = end.max(start + character.len_utf8());
    }
}

/// Gives every word that has a sign in it which may stand for a letter: `$arah`, `M@ry`.
pub(super) fn each_word_with_signs(text: &str, mut word: impl FnMut(&str, Range<usize>)) {
    let belongs = |letter: char| is_lettered(letter) || is_sign(letter) || letter == JOINT;
    let mut done = 0;
    while let Some(found) = text.get(done..).and_then(|rest| rest.find(is_sign)) {
        let sign = done + found;
        let before = text.get(..sign).unwrap_or_default();
        let start = before.trim_end_matches(belongs).len().max(done);
        let after = text.get(sign..).unwrap_or_default();
        let end = sign + after.find(|letter| !belongs(letter)).unwrap_or(after.len());
        let mut folded = String::new();
        for letter in text.get(start..end).unwrap_or_default().chars() {
            if is_sign(letter) {
                folded.push(letter);
            } else if letter != JOINT {
                fold(letter, |letter| folded.push(letter));
            }
        }
        if folded.chars().filter(|letter| letter.is_alphabetic()).count() >= 2 {
            word(&folded, start..end);
        }
        done = end.max(sign + 1);
    }
}

fn is_lettered(character: char) -> bool {
    matches!(sort(character), Sort::Letter | Sort::Digit)
}

/// Whether a hyphen before this text breaks a word at the end of a line.
fn is_line_broken(after: &str) -> bool {
    let is_blank = |sign: char| matches!(sign, ' ' | '\t' | '\r') || sort(sign) == Sort::Unseen;
    let line = after.trim_start_matches(is_blank);
    line.strip_prefix('\n').is_some_and(|next| next.trim_start_matches(is_blank).starts_with(char::is_alphabetic))
}

/// Signs that stand for letters inside a word.
const fn is_sign(letter: char) -> bool {
    matches!(letter, '@' | '$' | '!' | '|')
}
