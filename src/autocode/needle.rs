//! A word or phrase, looked at closely where the automaton has hit its longest word.

use crate::codebook::{Part, Pattern, is_hyphen};
use crate::text::{Stems, fold, is_word_char};

/// A word or phrase that at least one rule asks for.
#[derive(Debug)]
pub(super) struct Needle {
    parts: Vec<NeedlePart>,
    /// The part that is scanned for: the longest, as the rarest.
    anchor: usize,
    stems: Option<Stems>,
}

#[derive(Debug)]
struct NeedlePart {
    text: String,
    ending: Ending,
    starts_word: bool,
    ends_word: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    Whole,
    Any,
    /// The text is a stem; any word of that stem will do.
    Stem,
}

impl Needle {
    pub(super) fn new(pattern: &Pattern, stems: Option<&Stems>) -> Self {
        let parts: Vec<NeedlePart> = pattern.parts().iter().map(|part| NeedlePart::new(part, stems)).collect();
        let longest = parts.iter().enumerate().max_by_key(|(_, part)| part.text.len());
        Self { anchor: longest.map_or(0, |(index, _)| index), stems: stems.cloned(), parts }
    }

    /// The anchor's stem, if the anchor is found by stem.
    pub(super) fn anchor_stem(&self) -> Option<&str> {
        let anchor = &self.parts[self.anchor];
        (anchor.ending == Ending::Stem).then_some(anchor.text.as_str())
    }

    /// The anchor's spellings, with straight and with curly apostrophes.
    pub(super) fn anchor_literals(&self) -> Vec<String> {
        let mut literals = vec![String::new()];
        for character in self.parts[self.anchor].text.chars() {
            let curly: Vec<String> = match character {
                '\'' => literals.iter().map(|literal| format!("{literal}’")).collect(),
                _ => Vec::new(),
            };
            for literal in &mut literals {
                literal.push(character);
            }
            literals.extend(curly);
        }
        literals
    }

    /// The whole hit around the anchor's letters at `start..end` of a folded text, if it is one.
    pub(super) fn hit(&self, text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
        let anchor = &self.parts[self.anchor];
        if anchor.starts_word && word_char_before(text, start) {
            return None;
        }
        let end = anchor.end_after(text, end)?;
        self.neighbours(text, start, end)
    }

    /// The whole hit around a word at `start..end` that has the anchor's stem, if it is one.
    pub(super) fn neighbours(&self, text: &str, mut start: usize, mut end: usize) -> Option<(usize, usize)> {
        for part in self.parts.get(..self.anchor)?.iter().rev() {
            let part_end = gap_before(text, start)?;
            start = part.start_before(text, part_end, self.stems.as_ref())?;
        }
        for part in self.parts.get(self.anchor + 1..)? {
            let part_start = gap_after(text, end)?;
            end = part.end_from(text, part_start, self.stems.as_ref())?;
        }
        Some((start, end))
    }
}

impl NeedlePart {
    fn new(part: &Part, stems: Option<&Stems>) -> Self {
        let is_word = part.folded.chars().all(|character| is_word_char(character) || character == '\'');
        let (text, ending) = match stems {
            _ if part.any_ending => (part.folded.clone(), Ending::Any),
            Some(stems) if is_word => (stems.stem(&part.folded).into_owned(), Ending::Stem),
            _ => (part.folded.clone(), Ending::Whole),
        };
        Self {
            starts_word: text.chars().next().is_some_and(is_word_char),
            ends_word: text.chars().next_back().is_some_and(is_word_char),
            text,
            ending,
        }
    }

    /// Where this part ends if its letters end at `at`.
    fn end_after(&self, text: &str, at: usize) -> Option<usize> {
        if self.ending == Ending::Any {
            return Some(end_of_word(text, at));
        }
        (!self.ends_word || !word_char_after(text, at)).then_some(at)
    }

    /// Where this part ends if it starts at `at`, which is after a gap.
    fn end_from(&self, text: &str, at: usize, stems: Option<&Stems>) -> Option<usize> {
        if self.ending == Ending::Stem {
            let end = end_of_stemmed_word(text, at);
            return self.has_stem(text.get(at..end)?, stems).then_some(end);
        }
        let end = letters_from(text.as_bytes(), at, self.text.as_bytes())?;
        self.end_after(text, end)
    }

    /// Where this part starts if it ends at `at`, which is before a gap.
    fn start_before(&self, text: &str, at: usize, stems: Option<&Stems>) -> Option<usize> {
        if self.ending == Ending::Stem {
            let start = start_of_stemmed_word(text, at);
            return self.has_stem(text.get(start..at)?, stems).then_some(start);
        }
        let mut end = at;
        loop {
            if let Some(start) = letters_before(text.as_bytes(), end, self.text.as_bytes())
                && !(self.starts_word && word_char_before(text, start))
            {
                return Some(start);
            }
            let last = character_before(text, end)?;
            if self.ending != Ending::Any || !is_word_char(last) {
                return None;
            }
            end -= last.len_utf8();
        }
    }

    fn has_stem(&self, word: &str, stems: Option<&Stems>) -> bool {
        !word.is_empty() && stems.is_some_and(|stems| stems.stem(&fold(word)) == self.text.as_str())
    }
}

/// Where `letters` end in `text` if they start at `at`; ASCII's case and the shape of apostrophes do not count.
fn letters_from(text: &[u8], mut at: usize, letters: &[u8]) -> Option<usize> {
    for &letter in letters {
        let rest = text.get(at..)?;
        match rest.first()?.to_ascii_lowercase() {
            byte if byte == letter => at += 1,
            _ if letter == b'\'' && rest.starts_with("’".as_bytes()) => at += "’".len(),
            _ => return None,
        }
    }
    Some(at)
}

/// Where `letters` start in `text` if they end at `at`.
fn letters_before(text: &[u8], mut at: usize, letters: &[u8]) -> Option<usize> {
    for &letter in letters.iter().rev() {
        let rest = text.get(..at)?;
        match rest.last()?.to_ascii_lowercase() {
            byte if byte == letter => at -= 1,
            _ if letter == b'\'' && rest.ends_with("’".as_bytes()) => at -= "’".len(),
            _ => return None,
        }
    }
    Some(at)
}

/// The end of what may stand between two words of a phrase, from `at` on: a hyphen or white space, after a possessive's
/// apostrophe perhaps.
fn gap_after(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let rest = rest.strip_prefix(['\'', '’']).unwrap_or(rest);
    let after_hyphen = rest.strip_prefix(is_hyphen);
    let end = after_hyphen.unwrap_or(rest).trim_start();
    (after_hyphen.is_some() || end.len() < rest.len()).then_some(text.len() - end.len())
}

/// The start of what may stand between two words of a phrase and ends at `at`.
fn gap_before(text: &str, at: usize) -> Option<usize> {
    let whole = text.get(..at)?;
    let rest = whole.trim_end();
    let before_hyphen = rest.strip_suffix(is_hyphen);
    if before_hyphen.is_none() && rest.len() == whole.len() {
        return None;
    }
    let start = before_hyphen.unwrap_or(rest);
    Some(start.strip_suffix(['\'', '’']).unwrap_or(start).len())
}

fn character_before(text: &str, at: usize) -> Option<char> {
    match at.checked_sub(1).and_then(|last| text.as_bytes().get(last)) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        Some(_) => text.get(..at)?.chars().next_back(),
        None => None,
    }
}

fn character_after(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        Some(_) => text.get(at..)?.chars().next(),
        None => None,
    }
}

/// Whether a letter or plain digit stands just before a place, so that no regular expression finds a word's start there.
pub(super) fn letter_before(text: &str, at: usize) -> bool {
    character_before(text, at).is_some_and(|character| character.is_alphabetic() || character.is_ascii_digit())
}

fn word_char_before(text: &str, at: usize) -> bool {
    character_before(text, at).is_some_and(is_word_char)
}

fn word_char_after(text: &str, at: usize) -> bool {
    character_after(text, at).is_some_and(is_word_char)
}

fn end_of_word(text: &str, mut at: usize) -> usize {
    while let Some(character) = character_after(text, at).filter(|&character| is_word_char(character)) {
        at += character.len_utf8();
    }
    at
}

/// The end of the word that starts at `at`, an apostrophe between two letters being part of it.
fn end_of_stemmed_word(text: &str, at: usize) -> usize {
    let mut end = end_of_word(text, at);
    while let Some(apostrophe) = character_after(text, end).filter(|character| matches!(character, '\'' | '’')) {
        let next = end + apostrophe.len_utf8();
        if !character_after(text, next).is_some_and(char::is_alphabetic) {
            break;
        }
        end = end_of_word(text, next);
    }
    end
}

/// The start of the word that ends at `at`.
fn start_of_stemmed_word(text: &str, at: usize) -> usize {
    let mut start = at;
    while let Some(character) = character_before(text, start) {
        let before = start - character.len_utf8();
        let inner_apostrophe = matches!(character, '\'' | '’')
            && start < at
            && character_after(text, start).is_some_and(char::is_alphabetic)
            && word_char_before(text, before);
        if !is_word_char(character) && !inner_apostrophe {
            break;
        }
        start = before;
    }
    start
}
