//! What the gate knows by its shape: contacts, numbers with check digits or a grammar of their own, street addresses.
//!
//! Written apart from the rules of `detect`, in another way, so that a mistake there is seen here. Only what is certain
//! is refused: numbers that are only called something ("ref: …") may be the researchers' own, such as that of an ethics
//! committee's approval.

mod contacts;
mod machines;
mod numbers;
mod streets;
mod templates;

use std::ops::Range;

use super::super::Rule;

/// Gives every place that a rule applies to; several may be about the same words.
pub(super) fn scan(text: &str, mut found: impl FnMut(Rule, Range<usize>)) {
    contacts::scan(text, &mut found);
    numbers::scan(text, &mut found);
    streets::scan(text, &mut found);
    machines::scan(text, &mut found);
}

fn is_word(sign: char) -> bool {
    sign.is_alphanumeric() || unicode_normalization::char::is_combining_mark(sign)
}

/// Whether what stands next to a number, seen from it, neither continues a word nor a decimal.
fn is_clear(mut outwards: impl Iterator<Item = char>) -> bool {
    match outwards.next() {
        Some(sign) if is_word(sign) => false,
        Some('.' | ',') => !outwards.next().is_some_and(|sign| sign.is_ascii_digit()),
        _ => true,
    }
}
