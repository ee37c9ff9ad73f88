//! Where sentences begin and end.

use unicode_segmentation::UnicodeSegmentation;

use crate::model::Span;

/// Abbreviations after which a full stop does not end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "mx", "dr", "prof", "st", "rev", "hon", "sgt", "insp", "vs", "etc", "e.g", "i.e", "cf",
    "approx", "dept",
];

/// Abbreviations only where a number follows: most sentences that end in "no." say no.
const BEFORE_NUMBERS: &[&str] = &["no", "nos"];

/// In bytes, of the lists above and of an initial.
const LONGEST_ABBREVIATION: usize = 6;

/// The sentences of a text, in order, without the white space around them. A line end always ends a sentence; otherwise
/// Unicode's rules (UAX #29) do, except after a common English abbreviation or a single initial.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    push_sentences(text, &mut found);
    found
}

/// Adds the [`sentences`] of a text to `found`, for those who split millions of texts.
pub fn push_sentences(text: &str, found: &mut Vec<Span>) {
    if text.is_ascii() {
        collect(text, ascii_pieces(text), found);
    } else {
        let pieces = text.split_sentence_bound_indices().map(|(start, piece)| (start, start + piece.len()));
        collect(text, pieces, found);
    }
}

/// Makes sentences of what UAX #29 takes for sentences.
fn collect(text: &str, pieces: impl Iterator<Item = (usize, usize)>, found: &mut Vec<Span>) {
    let mut joined_from: Option<usize> = None;
    for (piece_start, end) in pieces {
        let start = joined_from.take().unwrap_or(piece_start);
        let piece = text.get(piece_start..end).unwrap_or_default();
        if end < text.len() && !piece.contains('\n') && ends_in_abbreviation(piece, text.as_bytes()[end]) {
            joined_from = Some(start);
            continue;
        }
        push_lines(text, start, end, found);
    }
    if let Some(start) = joined_from {
        push_lines(text, start, text.len(), found);
    }
}

fn push_lines(text: &str, start: usize, end: usize, found: &mut Vec<Span>) {
    let mut from = start;
    for line in text.get(start..end).unwrap_or_default().split('\n') {
        let kept = line.trim();
        if !kept.is_empty() {
            let kept_from = from + (line.len() - line.trim_start().len());
            found.extend(Span::of(text, kept_from..kept_from + kept.len()));
        }
        from += line.len() + 1;
    }
}

fn ends_in_abbreviation(piece: &str, next: u8) -> bool {
    let Some(before) = piece.trim_end().strip_suffix('.') else { return false };
    let last =
        before.rsplit(|character: char| character.is_whitespace() || character == '(').next().unwrap_or_default();
    if last.len() > LONGEST_ABBREVIATION {
        return false;
    }
    let mut letters = last.chars();
    let is_initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none() && last != "I";
    let is_one_of = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(last));
    is_initial || is_one_of(ABBREVIATIONS) || (next.is_ascii_digit() && is_one_of(BEFORE_NUMBERS))
}

/// UAX #29's sentences of an ASCII text, start and end of each. The same as the general rules give, at ten times their
/// speed: the coding pass asks for the sentences of nearly every answer.
fn ascii_pieces(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let bytes = text.as_bytes();
    let mut start = 0;
    let mut line_end = 0;
    std::iter::from_fn(move || {
        if start == bytes.len() {
            return None;
        }
        if line_end <= start {
            line_end = memchr::memchr2(b'\n', b'\r', &bytes[start..]).map_or(bytes.len(), |length| start + length);
        }
        let piece = (start, end_of_ascii_sentence(bytes, start, line_end));
        start = piece.1;
        Some(piece)
    })
}

fn end_of_ascii_sentence(bytes: &[u8], start: usize, line_end: usize) -> usize {
    let mut at = start;
    while let Some(length) = memchr::memchr3(b'.', b'?', b'!', bytes.get(at..line_end).unwrap_or_default()) {
        match after_terminator(bytes, at + length) {
            Ok(end) => return end,
            Err(go_on) => at = go_on,
        }
    }
    if line_end == bytes.len() { line_end } else { after_line_end(bytes, line_end) }
}

/// Where the sentence that the terminator at `stop` may end does end, or from where to look on (SB6 to SB11).
fn after_terminator(bytes: &[u8], stop: usize) -> Result<usize, usize> {
    let next = bytes.get(stop + 1).copied();
    let is_full_stop = bytes[stop] == b'.';
    if is_full_stop && next.is_some_and(|byte| byte.is_ascii_digit()) {
        return Err(stop + 1);
    }
    let letter_before = stop.checked_sub(1).is_some_and(|before| bytes[before].is_ascii_alphabetic());
    if is_full_stop && letter_before && next.is_some_and(|byte| byte.is_ascii_uppercase()) {
        return Err(stop + 1);
    }
    let closed = skip(bytes, stop + 1, |byte| matches!(byte, b'"' | b'\'' | b'(' | b')' | b'[' | b']' | b'{' | b'}'));
    let spaced = skip(bytes, closed, |byte| matches!(byte, b' ' | b'\t' | 0x0b | 0x0c));
    let Some(&after) = bytes.get(spaced) else { return Ok(bytes.len()) };
    if matches!(after, b',' | b'-' | b':' | b';' | b'.' | b'?' | b'!') {
        return Err(spaced);
    }
    if is_line_end(after) {
        return Ok(after_line_end(bytes, spaced));
    }
    if is_full_stop {
        let passes = |byte| !(is_line_end(byte) || byte.is_ascii_alphabetic() || matches!(byte, b'.' | b'?' | b'!'));
        let word = skip(bytes, spaced, passes);
        if bytes.get(word).is_some_and(u8::is_ascii_lowercase) {
            return Err(spaced);
        }
    }
    Ok(spaced)
}

fn skip(bytes: &[u8], at: usize, passes: impl Fn(u8) -> bool) -> usize {
    bytes[at..].iter().position(|&byte| !passes(byte)).map_or(bytes.len(), |count| at + count)
}

const fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

fn after_line_end(bytes: &[u8], at: usize) -> usize {
    let is_pair = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
    if is_pair { at + 2 } else { at + 1 }
}
