//! Ways to reach someone that are known by their shape alone, whoever they belong to.

mod phone;
mod postcode;
mod web;

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// A shape that gives someone away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    Email,
    Phone,
    Postcode,
    Web,
    Handle,
}

impl Rule {
    pub const ALL: [Self; 5] = [Self::Email, Self::Phone, Self::Postcode, Self::Web, Self::Handle];

    /// What is printed instead.
    pub const fn printed(self) -> &'static str {
        match self {
            Self::Email => "[e-mail removed]",
            Self::Phone => "[phone removed]",
            Self::Postcode => "[postcode removed]",
            Self::Web => "[web address removed]",
            Self::Handle => "[handle removed]",
        }
    }

    /// What it is, with its article, for a sentence.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Email => "an e-mail address",
            Self::Phone => "a telephone number",
            Self::Postcode => "a postcode",
            Self::Web => "a web address",
            Self::Handle => "a social media handle",
        }
    }
}

/// Gives every stretch of `text` that a rule applies to, in no particular order; they may overlap.
pub fn find(text: &str, mut found: impl FnMut(Range<usize>, Rule)) {
    let digit_count = text.bytes().filter(u8::is_ascii_digit).count();
    web::find_at_signs(text, &mut found);
    web::find_addresses(text, &mut found);
    if digit_count >= phone::FEWEST_DIGITS {
        phone::find(text, &mut found);
    }
    if digit_count >= 2 {
        postcode::find(text, &mut found);
    }
}

fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || is_combining_mark(character)
}
