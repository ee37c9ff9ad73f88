//! The signs that an RTF file is made of. Nothing here knows what a word means, but for `\bin`, whose bytes are no signs.

/// One sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'b> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\b`, `\b0`, `\u-10179`: letters, perhaps with a number.
    Word(&'b str, Option<i32>),
    /// `\~`, `\*`: a backslash before anything that is no letter.
    Symbol(u8),
    /// `\'e9`: one byte of some code page.
    Hex(u8),
    /// Bytes that stand for themselves.
    Text(&'b [u8]),
}

/// Longer words are no words of RTF.
const MAX_WORD: usize = 32;
const MAX_DIGITS: usize = 10;

/// Walks the signs of a file, from first to last.
pub(super) struct Lexer<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Lexer<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// How many bytes have been read.
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Takes bytes as long as they please, up to a number of them.
    fn take_while(&mut self, most: usize, pleases: impl Fn(u8) -> bool) -> &'b [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().take(most).take_while(|&&byte| pleases(byte)).count();
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'b>> {
        let letters = self.take_while(MAX_WORD, |byte| byte.is_ascii_alphabetic());
        if letters.is_empty() {
            let symbol = self.peek()?;
            self.at += 1;
            return Some(if symbol == b'\'' { self.hex() } else { Token::Symbol(symbol) });
        }
        let is_negative = self.peek() == Some(b'-') && self.bytes.get(self.at + 1).is_some_and(u8::is_ascii_digit);
        self.at += usize::from(is_negative);
        let digits = self.take_while(MAX_DIGITS, |byte| byte.is_ascii_digit());
        let number = digits.iter().fold(0i64, |number, digit| number * 10 + i64::from(digit - b'0'));
        let number = if is_negative { -number } else { number };
        let number = (!digits.is_empty())
            .then(|| i32::try_from(number).unwrap_or(if is_negative { i32::MIN } else { i32::MAX }));
        self.at += usize::from(self.peek() == Some(b' '));
        let word = std::str::from_utf8(letters).expect("letters of ASCII are text");
        if word == "bin" {
            let length = number.and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
            self.at = self.at.saturating_add(length).min(self.bytes.len());
        }
        Some(Token::Word(word, number))
    }

    /// The two digits of `\'e9`; a damaged one stands for nothing.
    fn hex(&mut self) -> Token<'b> {
        let digits = self.take_while(2, |byte| byte.is_ascii_hexdigit());
        let digits = std::str::from_utf8(digits).expect("digits are text");
        u8::from_str_radix(digits, 16).map_or(Token::Text(&[]), Token::Hex)
    }
}

impl<'b> Iterator for Lexer<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        // Line ends are for whoever looks at the file; they mean nothing.
        self.take_while(usize::MAX, |byte| matches!(byte, b'\r' | b'\n' | 0));
        match self.peek()? {
            b'{' => {
                self.at += 1;
                Some(Token::Open)
            }
            b'}' => {
                self.at += 1;
                Some(Token::Close)
            }
            b'\\' => {
                self.at += 1;
                self.control()
            }
            _ => Some(Token::Text(
                self.take_while(usize::MAX, |byte| !matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0)),
            )),
        }
    }
}
