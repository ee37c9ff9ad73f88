//! Tables from codes to characters, in the little language that PDF borrows from PostScript.

use std::collections::BTreeMap;

/// More than any font has.
const MAX_ENTRIES: usize = 200_000;

/// What codes of one font stand for.
#[derive(Debug, Default)]
pub(super) struct CMap {
    /// Lengths of codes in bytes with the first and last of each.
    spaces: Vec<(usize, u32, u32)>,
    single: BTreeMap<u32, String>,
    /// By first code: the last, and what the first stands for.
    ranges: BTreeMap<u32, (u32, String)>,
}

#[derive(Debug, PartialEq)]
enum Token<'b> {
    Code(Vec<u8>),
    Open,
    Close,
    Word(&'b [u8]),
}

impl CMap {
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut map = Self::default();
        let mut tokens = Tokens { bytes, at: 0 };
        while let Some(token) = tokens.next() {
            match token {
                Token::Word(b"begincodespacerange") => map.read_spaces(&mut tokens),
                Token::Word(b"beginbfchar") => map.read_single(&mut tokens),
                Token::Word(b"beginbfrange") => map.read_ranges(&mut tokens),
                _ => {}
            }
        }
        map
    }

    fn read_spaces(&mut self, tokens: &mut Tokens<'_>) {
        while let (Some(Token::Code(first)), Some(Token::Code(last))) = (tokens.next(), tokens.next()) {
            if self.spaces.len() < 100 && (1..=4).contains(&first.len()) {
                self.spaces.push((first.len(), number(&first), number(&last)));
            }
        }
    }

    fn read_single(&mut self, tokens: &mut Tokens<'_>) {
        while let Some(Token::Code(code)) = tokens.next() {
            let Some(Token::Code(words)) = tokens.next() else { return };
            if self.single.len() < MAX_ENTRIES {
                self.single.insert(number(&code), text(&words));
            }
        }
    }

    fn read_ranges(&mut self, tokens: &mut Tokens<'_>) {
        while let Some(Token::Code(first)) = tokens.next() {
            let Some(Token::Code(last)) = tokens.next() else { return };
            let (first, last) = (number(&first), number(&last));
            match tokens.next() {
                Some(Token::Code(words)) if self.ranges.len() < MAX_ENTRIES => {
                    self.ranges.insert(first, (last, text(&words)));
                }
                Some(Token::Open) => {
                    let mut code = first;
                    while let Some(Token::Code(words)) = tokens.next() {
                        if self.single.len() < MAX_ENTRIES && code <= last {
                            self.single.insert(code, text(&words));
                        }
                        code = code.saturating_add(1);
                    }
                }
                Some(Token::Code(_)) => {}
                _ => return,
            }
        }
    }

    /// How many bytes the code at the beginning of these takes up, if the table says.
    pub(super) fn code_length(&self, bytes: &[u8]) -> Option<usize> {
        let is_in = |&&(length, first, last): &&(usize, u32, u32)| {
            bytes.get(..length).is_some_and(|code| (first..=last).contains(&number(code)))
        };
        self.spaces.iter().find(is_in).map(|&(length, ..)| length)
    }

    /// What a code stands for.
    pub(super) fn text(&self, code: u32) -> Option<String> {
        if let Some(found) = self.single.get(&code) {
            return Some(found.clone());
        }
        let (first, (last, base)) = self.ranges.range(..=code).next_back()?;
        if code > *last {
            return None;
        }
        let mut characters: Vec<char> = base.chars().collect();
        let end = characters.last_mut()?;
        *end = char::from_u32(u32::from(*end).checked_add(code - first)?)?;
        Some(characters.into_iter().collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.single.is_empty() && self.ranges.is_empty()
    }
}

fn number(code: &[u8]) -> u32 {
    code.iter().take(4).fold(0, |number, &byte| number << 8 | u32::from(byte))
}

/// UTF-16, or a lone byte.
fn text(bytes: &[u8]) -> String {
    if let [byte] = bytes {
        return char::from(*byte).to_string();
    }
    let units = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).filter_map(Result::ok).filter(|&character| character != '\0').collect()
}

struct Tokens<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Iterator for Tokens<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        loop {
            let rest = self.bytes.get(self.at..)?;
            let &first = rest.first()?;
            let length_to = |is_end: fn(u8) -> bool| rest.iter().position(|&byte| is_end(byte)).unwrap_or(rest.len());
            self.at += 1;
            match first {
                b'%' => self.at += length_to(|byte| matches!(byte, b'\r' | b'\n')).saturating_sub(1),
                b'[' => return Some(Token::Open),
                b']' => return Some(Token::Close),
                b'<' if rest.get(1) == Some(&b'<') => self.at += 1,
                b'<' => {
                    let length = length_to(|byte| byte == b'>');
                    self.at += length;
                    return Some(Token::Code(hex(rest.get(1..length).unwrap_or_default())));
                }
                b'>' | b'(' | b')' | b'{' | b'}' => {}
                _ if first.is_ascii_whitespace() || first == 0 => {}
                _ => {
                    let is_end = |byte: u8| byte.is_ascii_whitespace() || b"[]<>(){}%\0".contains(&byte);
                    let length = length_to(is_end);
                    self.at += length - 1;
                    return Some(Token::Word(rest.get(..length)?));
                }
            }
        }
    }
}

fn hex(digits: &[u8]) -> Vec<u8> {
    let values: Vec<u8> = digits
        .iter()
        .filter_map(|&digit| char::from(digit).to_digit(16))
        .filter_map(|digit| u8::try_from(digit).ok())
        .collect();
    values.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}
