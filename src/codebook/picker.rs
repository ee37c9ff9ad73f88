//! Finding a code by a few letters of it: what a palette shows while somebody types.

use crate::model::{Code, Codebook};
use crate::text::fold;

/// What a term is worth where it is found; the best place counts.
const WHOLE: u32 = 100;
const BEGINS: u32 = 80;
const BEGINS_A_WORD: u32 = 60;
const INSIDE: u32 = 40;
const THEME: u32 = 25;
const SCATTERED: u32 = 20;
const DEFINITION: u32 = 10;

/// The codes that someone may mean who has typed this much, the likeliest first; all in use, in the codebook's order, while
/// nothing is typed. Every word typed has to be found: in the code's id or name (letters left out do no harm), in the
/// name of a theme that gathers it, or at the beginning of a word of its definition.
pub fn codes_like(codebook: &Codebook, typed: &str) -> Vec<usize> {
    let typed = fold(typed);
    let terms: Vec<&str> = typed.split_whitespace().collect();
    let mut themes = vec![String::new(); codebook.codes.len()];
    for theme in &codebook.themes {
        for index in codebook.codes_of_theme(theme) {
            themes[index] += &fold(&format!("{} {}\n", theme.id, theme.name));
        }
    }
    let mut found: Vec<(u32, usize)> = Vec::new();
    for (index, code) in codebook.codes.iter().enumerate() {
        if !code.is_in_use() {
            continue;
        }
        let described = Described::of(code, &themes[index]);
        let worth: Option<u32> = terms.iter().map(|term| described.worth(term)).sum();
        found.extend(worth.map(|worth| (worth, index)));
    }
    found.sort_by_key(|&(worth, index)| (u32::MAX - worth, index));
    found.into_iter().map(|(_, index)| index).collect()
}

/// A code's words, folded.
struct Described<'c> {
    id: String,
    name: String,
    definition: String,
    themes: &'c str,
}

impl<'c> Described<'c> {
    fn of(code: &Code, themes: &'c str) -> Self {
        Self { id: fold(&code.id), name: fold(&code.name), definition: fold(&code.definition), themes }
    }

    /// What one typed word is worth; nothing if it is nowhere.
    fn worth(&self, term: &str) -> Option<u32> {
        let named = [&self.id, &self.name].into_iter().filter_map(|name| worth_in(name, term)).max();
        named
            .max(self.themes.contains(term).then_some(THEME))
            .max(parts(&self.definition).any(|word| word.starts_with(term)).then_some(DEFINITION))
    }
}

fn worth_in(name: &str, term: &str) -> Option<u32> {
    if name == term {
        Some(WHOLE)
    } else if name.starts_with(term) {
        Some(BEGINS)
    } else if parts(name).any(|word| word.starts_with(term)) {
        Some(BEGINS_A_WORD)
    } else if name.contains(term) {
        Some(INSIDE)
    } else {
        is_scattered(name, term).then_some(SCATTERED)
    }
}

fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(|character: char| !character.is_alphanumeric())
}

/// Whether the letters of a term are all in a name, in this order, the first of them where a word begins.
fn is_scattered(name: &str, term: &str) -> bool {
    let from = |rest: &str| {
        let mut letters = rest.chars();
        term.chars().all(|wanted| letters.any(|letter| letter == wanted))
    };
    let first = term.chars().next();
    let begins = |at: usize| {
        let before = name.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|letter| !letter.is_alphanumeric())
    };
    let starts = name.char_indices().filter(|&(at, letter)| Some(letter) == first && begins(at));
    starts.into_iter().any(|(at, _)| name.get(at..).is_some_and(from))
}
