//! Reads a text from a place on, sign by sign; and what stands beside a place.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

pub(super) fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

pub(super) fn is_word(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric();
    }
    character.is_alphanumeric() || is_combining_mark(character)
}

/// A space that may stand inside a number or between two words, or the end of a line.
pub(super) fn is_gap(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\n' | '\t')
}

pub(super) fn is_dash(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2013}')
}

/// Whether a stretch is not part of a word, a decimal number or a share.
pub(super) fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    starts_alone(text, range.start) && ends_alone(text, range.end)
}

pub(super) fn starts_alone(text: &str, start: usize) -> bool {
    match before(text, start) {
        Some(character) if is_word(character) => false,
        Some('.' | ',') => !before(text, start - 1).is_some_and(|character| character.is_ascii_digit()),
        _ => true,
    }
}

pub(super) fn ends_alone(text: &str, end: usize) -> bool {
    match after(text, end) {
        Some(character) if is_word(character) || character == '%' => false,
        Some('.' | ',') => !after(text, end + 1).is_some_and(|character| character.is_ascii_digit()),
        _ => true,
    }
}

/// A place in a text from which it is read. Copied to try something, assigned back when it was there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'t> {
    text: &'t str,
    pub(super) at: usize,
}

impl<'t> Reader<'t> {
    pub(super) fn at(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }

    pub(super) fn rest(self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The next sign, if it is one of these.
    pub(super) fn take(&mut self, accepts: impl Fn(char) -> bool) -> Option<char> {
        let next = self.peek().filter(|&next| accepts(next))?;
        self.at += next.len_utf8();
        Some(next)
    }

    pub(super) fn skip(&mut self, sign: char) -> bool {
        self.take(|next| next == sign).is_some()
    }

    /// At most this many signs of a kind.
    pub(super) fn run(&mut self, most: usize, accepts: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let length = rest.chars().take(most).take_while(|&next| accepts(next)).map(char::len_utf8).sum();
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    pub(super) fn digits(&mut self) -> &'t str {
        self.run(24, |next| next.is_ascii_digit())
    }

    /// Exactly this many digits, and none after them.
    pub(super) fn exactly(&mut self, count: usize) -> Option<&'t str> {
        let digits = self.digits();
        (digits.len() == count).then_some(digits)
    }

    /// A number of one to three digits.
    pub(super) fn small(&mut self) -> Option<u32> {
        let digits = self.digits();
        if matches!(digits.len(), 1..=3) { digits.parse().ok() } else { None }
    }

    /// A run of letters, with the apostrophes inside it.
    pub(super) fn word(&mut self) -> &'t str {
        let rest = self.rest();
        let start = self.at;
        loop {
            self.run(40, |next| is_word(next) && !next.is_numeric());
            let mut on = *self;
            let goes_on = on.take(|next| matches!(next, '\'' | '’')).is_some()
                && on.peek().is_some_and(char::is_alphabetic)
                && self.at > start
                && on.at - start < 80;
            if !goes_on {
                break;
            }
            *self = on;
        }
        rest.get(..self.at - start).unwrap_or_default()
    }

    /// One or two spaces, or the end of a line.
    pub(super) fn gap(&mut self) -> bool {
        !self.run(2, is_gap).is_empty()
    }

    /// A word, without regard to letter case, that ends here.
    pub(super) fn says(&mut self, word: &str) -> bool {
        let mut on = *self;
        let said = on.word().eq_ignore_ascii_case(word);
        if said {
            *self = on;
        }
        said
    }

    /// A space and this word.
    pub(super) fn then(&mut self, word: &str) -> bool {
        let mut on = *self;
        let said = on.gap() && on.says(word);
        if said {
            *self = on;
        }
        said
    }
}
