//! Addresses of machines: internet addresses of version 4 and 6, and hardware addresses.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

use super::Rule;
use super::lookback::has_word;
use super::reader::{Reader, after, before, ends_alone, is_word, starts_alone};

/// Four numbers below 256 with dots. Section and version numbers have short ones.
pub(super) fn four(text: &str, at: usize) -> Option<(Range<usize>, Rule)> {
    let mut reader = Reader::at(text, at);
    let written = reader.run(16, |sign| sign.is_ascii_digit() || sign == '.');
    let written = written.trim_end_matches('.');
    let end = at + written.len();
    written.parse::<Ipv4Addr>().ok()?;
    let is_long = written.len() >= 11 || written.split('.').filter(|part| part.len() > 1).count() >= 2;
    let is_called = || has_word(text, at, 3, &["ip", "ipv4", "host", "server"]);
    let is_numbering = || {
        has_word(
            text,
            at,
            2,
            &["version", "section", "chapter", "clause", "v", "ver", "release", "article", "paragraph", "rule"],
        )
    };
    let alone = starts_alone(text, at) && ends_alone(text, end) && before(text, at) != Some('-');
    (alone && (is_long && !is_numbering() || is_called())).then_some((at..end, Rule::Network))
}

/// An address with colons, by the first of them.
pub(super) fn with_colons(text: &str, colon: usize) -> Option<(Range<usize>, Rule)> {
    /// The longest address, with an address of version 4 at its end.
    const LONGEST: usize = 45;
    let left = text.get(..colon)?;
    let is_inside = |sign: char| sign.is_ascii_hexdigit();
    let start = colon - left.bytes().rev().take(5).take_while(u8::is_ascii_hexdigit).count();
    if before(text, start).is_some_and(|sign| is_word(sign) || matches!(sign, ':' | '.' | '-')) {
        return None;
    }
    let mut reader = Reader::at(text, start);
    let run = reader.run(LONGEST + 1, |sign| is_inside(sign) || matches!(sign, ':' | '.'));
    let written = run.trim_end_matches(['.', ':']);
    let end = start + written.len();
    let groups = written.split(':').count();
    if groups < 3 || written.len() > LONGEST || after(text, end).is_some_and(is_word) {
        return None;
    }
    let has_letter = written.contains(|sign: char| sign.is_ascii_alphabetic());
    let has_digit = written.contains(|sign: char| sign.is_ascii_digit());
    let is_hardware =
        groups == 6 && has_letter && written.split(':').all(|group| group.len() == 2 && group.chars().all(is_inside));
    let has_long = written.split(':').any(|group| group.len() >= 3);
    let is_six =
        (groups == 8 || written.contains("::")) && has_digit && has_long && written.parse::<Ipv6Addr>().is_ok();
    (is_hardware || is_six).then_some((start..end, Rule::Network))
}
