//! Words and names with places left open: `wom?n`, `*ology`, `Public*`.

/// A pattern of letters, of `?` for any one letter, and of `*` for any letters or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wildcard {
    parts: Vec<Part>,
    /// The letters before the first open place.
    start: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Letter(char),
    AnyLetter,
    AnyLetters,
}

impl Wildcard {
    /// Of a word, in which both signs are open places.
    pub fn of_word(pattern: &str) -> Self {
        Self::new(pattern, true)
    }

    /// Of a name or value, in which a question mark is a question mark.
    pub fn of_name(pattern: &str) -> Self {
        Self::new(pattern, false)
    }

    fn new(pattern: &str, question_mark: bool) -> Self {
        let part = |character| match character {
            '*' => Part::AnyLetters,
            '?' if question_mark => Part::AnyLetter,
            letter => Part::Letter(letter),
        };
        let mut parts: Vec<Part> = pattern.chars().map(part).collect();
        parts.dedup_by(|one, other| *one == Part::AnyLetters && one == other);
        let letter = |part: &Part| if let Part::Letter(letter) = part { Some(*letter) } else { None };
        let start = parts.iter().map_while(letter).collect();
        Self { parts, start }
    }

    /// The letters that everything it describes begins with.
    pub fn start(&self) -> &str {
        &self.start
    }

    /// Whether it describes all that begins with [`start`](Self::start), and nothing else.
    pub fn is_any_ending(&self) -> bool {
        self.parts.last() == Some(&Part::AnyLetters) && self.parts.len() == self.start.chars().count() + 1
    }

    /// Whether nothing is left open.
    pub fn is_plain(&self) -> bool {
        self.parts.iter().all(|part| matches!(part, Part::Letter(_)))
    }

    pub fn matches(&self, word: &str) -> bool {
        let Some(rest) = word.strip_prefix(self.start.as_str()) else { return false };
        let parts = self.parts.get(self.start.chars().count()..).unwrap_or_default();
        let mut letters = rest.chars();
        let mut at = 0;
        // Where to go on if it does not work out: behind the last star, with one letter more given to it.
        let mut again: Option<(usize, std::str::Chars<'_>)> = None;
        loop {
            if parts.get(at) == Some(&Part::AnyLetters) {
                at += 1;
                again = Some((at, letters.clone()));
                continue;
            }
            let letter = letters.next();
            let fits = match (parts.get(at), letter) {
                (None, None) => return true,
                (Some(Part::Letter(wanted)), Some(letter)) => *wanted == letter,
                (Some(Part::AnyLetter), Some(_)) => true,
                _ => false,
            };
            if fits {
                at += 1;
                continue;
            }
            let Some((behind, from)) = &mut again else { return false };
            if from.next().is_none() {
                return false;
            }
            (at, letters) = (*behind, from.clone());
        }
    }
}
