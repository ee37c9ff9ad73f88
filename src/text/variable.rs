//! Names of columns that statistics programs take as they are.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

/// SPSS takes no more bytes in a variable's name.
const MOST_BYTES: usize = 64;

/// Words that mean something else to SPSS, R or Stata.
const TAKEN: &[&str] = &[
    "all", "and", "break", "by", "else", "eq", "false", "for", "function", "ge", "gt", "if", "in", "inf", "le", "lt",
    "na", "nan", "ne", "next", "not", "null", "or", "repeat", "to", "true", "using", "while", "with",
];

/// A name for each, in order: ASCII letters, digits and `_`, beginning with a letter, of no more than 64 bytes, no two
/// alike whatever their letter case, none of them one of `reserved`. What is legal already stays as it is.
pub fn variable_names<'n>(names: impl IntoIterator<Item = &'n str>, reserved: &[&str]) -> Vec<String> {
    let mut used: BTreeSet<String> = TAKEN.iter().chain(reserved).map(|word| word.to_lowercase()).collect();
    names.into_iter().map(|name| free(&legal(name), &mut used)).collect()
}

fn legal(name: &str) -> String {
    let mut legal = String::new();
    // Decomposed, an accent is a character of its own, and goes; its letter stays.
    for character in name.nfkd().filter(|&character| !unicode_normalization::char::is_combining_mark(character)) {
        if character.is_ascii_alphanumeric() {
            legal.push(character);
        } else if !legal.ends_with('_') {
            legal.push('_');
        }
    }
    let legal = legal.trim_matches('_');
    let begins = legal.starts_with(|first: char| first.is_ascii_alphabetic());
    let legal = if begins { legal.to_owned() } else { format!("v_{legal}").trim_end_matches('_').to_owned() };
    cut(&legal, MOST_BYTES).to_owned()
}

fn free(wanted: &str, used: &mut BTreeSet<String>) -> String {
    if used.insert(wanted.to_lowercase()) {
        return wanted.to_owned();
    }
    let numbered = (2..).map(|number| {
        let end = format!("_{number}");
        format!("{}{end}", cut(wanted, MOST_BYTES - end.len()))
    });
    let mut free = numbered.filter(|name| used.insert(name.to_lowercase()));
    free.next().expect("there are more numbers than names")
}

/// The first so many bytes of ASCII, without a `_` at the end.
fn cut(name: &str, bytes: usize) -> &str {
    name.get(..bytes).unwrap_or(name).trim_end_matches('_')
}
