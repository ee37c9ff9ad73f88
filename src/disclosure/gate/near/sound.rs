//! How a name sounds in English, as letters: Metaphone (Lawrence Philips, "Hanging on the Metaphone", *Computer Language*
//! 7(12), 1990), with two changes for names: *th* before *m* is a T (*Thomas*, *Thompson*), and so is *th* at the end.
//!
//! Two names with the same code are heard as the same: *Stephen* and *Steven*, *Catherine* and *Kathryn*. Vowels count
//! only at the start.

/// The code of a word in lower-case letters from a to z; other characters are passed over.
pub(super) fn sound(word: &str) -> String {
    let letters: Vec<u8> = word.bytes().filter(u8::is_ascii_lowercase).collect();
    let mut reader = Reader { letters, code: String::new() };
    let mut at = reader.start();
    while at < reader.letters.len() {
        at += reader.letter(at);
    }
    reader.code
}

struct Reader {
    letters: Vec<u8>,
    code: String,
}

impl Reader {
    /// What a word begins with may be silent or sound otherwise; gives where to go on.
    fn start(&mut self) -> usize {
        match self.letters.as_slice() {
            [b'a', b'e', ..] => {
                self.code.push('E');
                2
            }
            [b'k' | b'g' | b'p', b'n', ..] | [b'w', b'r', ..] => 1,
            [b'x', ..] => {
                self.code.push('S');
                1
            }
            [b'w', b'h', ..] => {
                self.code.push('W');
                2
            }
            [vowel @ (b'a' | b'e' | b'i' | b'o' | b'u'), ..] => {
                self.code.push(char::from(vowel.to_ascii_uppercase()));
                1
            }
            _ => 0,
        }
    }

    fn get(&self, at: usize) -> u8 {
        self.letters.get(at).copied().unwrap_or(0)
    }

    fn before(&self, at: usize) -> u8 {
        at.checked_sub(1).map_or(0, |before| self.get(before))
    }

    /// Adds how the letter at a place sounds, and gives how many letters that takes.
    #[expect(clippy::match_same_arms, reason = "letter by letter, in their order, as Metaphone is told")]
    fn letter(&mut self, at: usize) -> usize {
        let (letter, next, after) = (self.get(at), self.get(at + 1), self.get(at + 2));
        // A letter that is doubled sounds once; but not *cc*.
        if letter == self.before(at) && letter != b'c' {
            return 1;
        }
        let is_front = |letter: u8| matches!(letter, b'e' | b'i' | b'y');
        let is_last = at + 1 >= self.letters.len();
        let (code, length) = match letter {
            b'a' | b'e' | b'i' | b'o' | b'u' => ("", 1),
            b'b' => (if is_last && self.before(at) == b'm' { "" } else { "B" }, 1),
            b'c' if next == b'i' && after == b'a' => ("X", 1),
            b'c' if next == b'h' => {
                (if self.before(at) == b's' || matches!(after, b'r' | b'l') { "K" } else { "X" }, 2)
            }
            b'c' if is_front(next) => (if self.before(at) == b's' { "" } else { "S" }, 1),
            b'c' if next == b'k' => ("K", 2),
            b'c' => ("K", 1),
            b'd' if next == b'g' && is_front(after) => ("J", 2),
            b'd' => ("T", 1),
            b'g' if next == b'h' => match after {
                0 => ("", 2),
                after if is_vowel(after) => ("K", 2),
                _ => ("", 2),
            },
            b'g' if next == b'n' => ("", 1),
            b'g' => (if is_front(next) { "J" } else { "K" }, 1),
            b'h' => {
                let is_silent = !is_vowel(next) || matches!(self.before(at), b'c' | b's' | b'p' | b't' | b'g');
                (if is_silent { "" } else { "H" }, 1)
            }
            b'j' => ("J", 1),
            b'k' => ("K", 1),
            b'p' if next == b'h' => ("F", 2),
            b'p' => ("P", 1),
            b'q' => ("K", 1),
            b's' if next == b'h' => ("X", 2),
            b's' if next == b'i' && matches!(after, b'o' | b'a') => ("X", 1),
            b's' => ("S", 1),
            b't' if next == b'i' && matches!(after, b'o' | b'a') => ("X", 1),
            b't' if next == b'c' && after == b'h' => ("", 1),
            b't' if next == b'h' => (if matches!(after, 0 | b'm') || self.get(at + 3) == b'm' { "T" } else { "0" }, 2),
            b't' => ("T", 1),
            b'v' => ("F", 1),
            b'w' | b'y' => match (is_vowel(next), letter) {
                (false, _) => ("", 1),
                (true, b'w') => ("W", 1),
                (true, _) => ("Y", 1),
            },
            b'x' => ("KS", 1),
            b'z' => ("S", 1),
            b'f' => ("F", 1),
            b'l' => ("L", 1),
            b'm' => ("M", 1),
            b'n' => ("N", 1),
            _ => ("R", 1),
        };
        self.code.push_str(code);
        length
    }
}

const fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}
