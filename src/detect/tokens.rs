//! A text as the model reads it: words, numbers and marks, line by line.

use std::ops::Range;

use crate::text::is_word_char;

/// A word, a number or a mark, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// In bytes of the text.
    pub start: u32,
    /// In bytes, not included.
    pub end: u32,
    pub kind: TokenKind,
    /// It is the first word of a sentence, of a line or of what a label announces: a capital says nothing there.
    pub opens: bool,
    /// It stands in the label of a speaker: `INTERVIEWER:`, `P3:`, `Sarah:`.
    pub labels: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    Word,
    /// It starts with a digit.
    Number,
    Mark,
}

/// What the capitals of a line tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Casing {
    /// Names have capitals and other words have none.
    Telling,
    /// Nothing: everything is in small letters, everything in capitals, or every word has one.
    Mute,
}

/// Consecutive tokens that the model reads in one go: a line, or a part of a very long one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub tokens: Range<usize>,
    pub casing: Casing,
}

/// Everything that is read of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tokens {
    pub tokens: Vec<Token>,
    pub lines: Vec<Line>,
}

/// So many tokens at most are read in one go; a longer line is parted.
const LONGEST_LINE: usize = 400;
/// A label of a speaker is no longer, in bytes.
const LONGEST_LABEL: usize = 40;
/// With fewer capitals among this many words, a text is taken to be written without any.
const WORDS_A_CAPITAL: usize = 40;

impl Token {
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The token's own letters.
    pub fn of_text(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }
}

impl Tokens {
    /// Texts are shorter than 4 GiB, as everywhere in the program; what is beyond is not read.
    pub fn of(text: &str) -> Self {
        let mut read = Self::default();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            read.read_line(text, at..at + line.len());
            at += line.len();
        }
        read.judge_casings(text);
        read
    }

    fn read_line(&mut self, text: &str, range: Range<usize>) {
        let first = self.tokens.len();
        let label_end = label(text.get(range.clone()).unwrap_or_default()).map(|end| range.start + end);
        let mut opens = true;
        let mut at = range.start;
        while let Some((token, is_end)) = next_token(text, at, range.end) {
            at = token.end;
            let (Ok(start), Ok(end)) = (u32::try_from(token.start), u32::try_from(token.end)) else { break };
            let labels = label_end.is_some_and(|label_end| token.start < label_end);
            let kind = kind(text, &token);
            let is_word = kind != TokenKind::Mark;
            self.tokens.push(Token { start, end, kind, opens: opens && is_word && !labels, labels });
            opens = match kind {
                TokenKind::Mark => opens || is_end && !self.follows_abbreviation(text),
                _ => labels,
            };
        }
        let mut start = first;
        while start < self.tokens.len() {
            let end = (start + LONGEST_LINE).min(self.tokens.len());
            self.lines.push(Line { tokens: start..end, casing: Casing::Telling });
            start = end;
        }
    }

    /// Whether the full stop that was just read belongs to an initial or a title before it: `J.`, `Mr.`, `St.`
    fn follows_abbreviation(&self, text: &str) -> bool {
        let [.., before, stop] = self.tokens.as_slice() else { return false };
        let word = before.of_text(text);
        stop.of_text(text) == "."
            && before.end == stop.start
            && (word.chars().count() == 1 && word.chars().all(char::is_uppercase)
                || ABBREVIATIONS.contains(&word.to_ascii_lowercase().as_str()))
    }

    /// A line tells by its capitals unless it has none where the whole text has none, or nothing else.
    fn judge_casings(&mut self, text: &str) {
        let mut counts = Vec::with_capacity(self.lines.len());
        let mut whole = Capitals::default();
        for line in &self.lines {
            let capitals = Capitals::of(text, &self.tokens[line.tokens.clone()]);
            whole.words += capitals.words;
            whole.capitalised += capitals.capitalised;
            whole.articles += capitals.articles;
            counts.push(capitals);
        }
        let is_small = whole.words > (whole.capitalised + whole.articles) * WORDS_A_CAPITAL;
        for (line, capitals) in self.lines.iter_mut().zip(counts) {
            let is_large = capitals.words >= 2 && capitals.loud == capitals.words;
            let is_title = capitals.words >= 4 && capitals.capitalised == capitals.words;
            if is_large || is_title || is_small && capitals.capitalised == 0 {
                line.casing = Casing::Mute;
            }
        }
    }
}

/// After these a full stop ends no sentence.
const ABBREVIATIONS: &[&str] =
    &["mr", "mrs", "ms", "mx", "dr", "prof", "st", "rev", "hon", "sgt", "insp", "vs", "cf", "no", "nos", "dept"];

/// How many words of a line have capitals; labels and single letters do not count.
#[derive(Default)]
struct Capitals {
    words: usize,
    capitalised: usize,
    loud: usize,
    /// How often a sentence begins with *A*: in an answer of a few words it may be the only capital.
    articles: usize,
}

impl Capitals {
    fn of(text: &str, tokens: &[Token]) -> Self {
        let mut counts = Self::default();
        for token in tokens.iter().filter(|token| token.kind == TokenKind::Word && !token.labels) {
            let word = token.of_text(text);
            counts.articles += usize::from(token.opens && word == "A");
            if word.len() < 2 || word.starts_with(['I', 'i']) && word.contains(['\'', '’']) {
                continue;
            }
            counts.words += 1;
            if word.starts_with(char::is_uppercase) {
                counts.capitalised += 1;
                counts.loud += usize::from(!word.contains(char::is_lowercase));
            }
        }
        counts
    }
}

/// The next token from byte `at` on, and whether it may end a sentence.
fn next_token(text: &str, at: usize, end: usize) -> Option<(Range<usize>, bool)> {
    let rest = text.get(at..end)?;
    let trimmed = rest.trim_start();
    let start = at + (rest.len() - trimmed.len());
    let first = trimmed.chars().next()?;
    if !is_word_char(first) {
        let is_end = matches!(first, '.' | '?' | '!' | '…' | ':' | '"' | '“' | '‘' | '♪' | '*');
        return Some((start..start + first.len_utf8(), is_end));
    }
    let is_number = first.is_numeric();
    let mut until = start;
    let mut letters = trimmed.char_indices().peekable();
    let mut letter_count = 0;
    while let Some((index, letter)) = letters.next() {
        if is_word_char(letter) {
            until = start + index + letter.len_utf8();
            letter_count += 1;
            continue;
        }
        let next = letters.peek().map(|&(_, next)| next);
        let joins = match letter {
            // *O'Brien*, *don't*; but *Sarah's* is *Sarah* and *'s*.
            '\'' | '’' | '‘' => {
                let after = trimmed.get(index + letter.len_utf8()..).unwrap_or_default();
                next.is_some_and(char::is_alphabetic) && !is_possessive(after)
            }
            '.' if !is_number => is_initials(trimmed, index, letter_count, next),
            '.' | ',' | '/' | ':' => is_number && next.is_some_and(char::is_numeric),
            _ => false,
        };
        if !joins {
            break;
        }
        letter_count = 0;
        until = start + index + letter.len_utf8();
    }
    Some((start..until, false))
}

/// Whether the full stop at `index` goes on: *U.S.*, *J.D.*, but not the end of a sentence.
fn is_initials(trimmed: &str, index: usize, letter_count: usize, next: Option<char>) -> bool {
    if letter_count != 1 {
        return false;
    }
    let follows = next.is_some_and(char::is_alphabetic)
        && !trimmed.get(index + 1..).and_then(|rest| rest.chars().nth(1)).is_some_and(is_word_char);
    follows || trimmed.get(..index).unwrap_or_default().contains('.')
}

fn is_possessive(after: &str) -> bool {
    let mut letters = after.chars();
    matches!(letters.next(), Some('s' | 'S')) && !letters.next().is_some_and(is_word_char)
}

fn kind(text: &str, token: &Range<usize>) -> TokenKind {
    match text.get(token.clone()).and_then(|word| word.chars().next()) {
        Some(first) if first.is_numeric() => TokenKind::Number,
        Some(first) if is_word_char(first) => TokenKind::Word,
        _ => TokenKind::Mark,
    }
}

/// Where the label of a speaker at the start of a line ends, behind its colon.
fn label(line: &str) -> Option<usize> {
    let colon = line.bytes().take(LONGEST_LABEL).position(|byte| byte == b':')?;
    let name = line.get(..colon)?;
    let rest = line.get(colon + 1..)?;
    let is_spaced = rest.starts_with(char::is_whitespace) && !rest.trim().is_empty();
    let mut words = name.split_whitespace();
    let is_name = words.clone().count() <= 4
        && words.all(|word| word.starts_with(|first: char| first.is_uppercase() || first.is_numeric() || first == '('))
        && name.contains(char::is_alphabetic);
    let is_lower_label = !name.contains(char::is_uppercase) && LOWER_LABELS.contains(&name.trim());
    (is_spaced && (is_name || is_lower_label)).then_some(colon + 1)
}

/// What stands before a colon in a transcript without capitals.
const LOWER_LABELS: &[&str] = &["interviewer", "interviewee", "participant", "moderator", "facilitator", "q", "a"];
