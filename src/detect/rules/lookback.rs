//! The words before a place, from the nearest on.

/// At most this many bytes are looked at.
const REACH: usize = 64;
/// And at most this many words.
const MOST_WORDS: usize = 7;

/// What stands before a place, as far as it matters.
pub(super) fn left(text: &str, at: usize) -> &str {
    let start = (at.saturating_sub(REACH)..=at).find(|&start| text.is_char_boundary(start)).unwrap_or(at);
    text.get(start..at).unwrap_or_default()
}

/// The words before a place in lower case, the nearest first, with `’` as `'`. A full stop ends a sentence only before a
/// space: words of the sentence before are not given.
pub(super) fn words(text: &str, at: usize) -> Vec<String> {
    let left = left(text, at);
    // "no. 12" and "ref. 12" end no sentence.
    let ends = |pair: &[u8]| matches!(pair, [b'.' | b'?' | b'!', b' '] | b"\n\n");
    let sentence = left.as_bytes().windows(2).rposition(ends);
    let sentence = sentence.filter(|&end| !is_abbreviation(left.get(..end).unwrap_or_default()));
    let left = left.get(sentence.map_or(0, |end| end + 1)..).unwrap_or_default();
    left.split(|sign: char| !sign.is_alphanumeric() && !matches!(sign, '\'' | '’' | '#'))
        .rev()
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .map(|word| word.trim_matches(['\'', '’']).to_lowercase().replace('’', "'"))
        .collect()
}

fn is_abbreviation(left: &str) -> bool {
    let word = left.rsplit(|sign: char| !sign.is_alphabetic()).next().unwrap_or_default();
    ["no", "nr", "num", "ref", "refs", "tel", "mob", "app", "appl", "acc"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(word))
}

/// Whether one of the last `reach` words before a place is one of these.
pub(super) fn has_word(text: &str, at: usize, reach: usize, known: &[&str]) -> bool {
    words(text, at).iter().take(reach).any(|word| known.contains(&word.as_str()))
}
