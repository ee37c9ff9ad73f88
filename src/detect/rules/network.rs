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
    let run = run.trim_end_matches('.');
    // The zeros at the end of an address may be left out: `fe80::`.
    let written = if run.ends_with("::") { run } else { run.trim_end_matches(['.', ':']) };
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
    let is_six = has_digit && has_long && {
        let address = written.parse::<Ipv6Addr>().ok();
        address.is_some_and(|address| groups == 8 || written.contains("::") && is_given(address))
    };
    (is_hardware || is_six).then_some((start..end, Rule::Network))
}

/// Whether an address that leaves out zeros is one that somebody may have; `face::add1` is a name in a program.
const fn is_given(address: Ipv6Addr) -> bool {
    matches!(address.segments()[0], 0x2000..=0x3fff | 0xfc00..=0xfdff | 0xfe80..=0xfebf | 0xff00..=0xffff)
        || address.to_ipv4_mapped().is_some()
}

/// `00-1a-2b-3c-4d-5e`, a hardware address with hyphens, by its first digit, before which letters may stand; a letter in it tells it from other numbers.
pub(super) fn hyphened(text: &str, at: usize) -> Option<(Range<usize>, Rule)> {
    const LENGTH: usize = 17;
    let left = text.get(..at)?.bytes().rev();
    let start = at - left.take(LENGTH).take_while(|sign| sign.is_ascii_hexdigit() || *sign == b'-').count();
    let written = text.get(start..start + LENGTH)?;
    let mut pairs = written.split('-');
    let are_pairs = pairs.all(|pair| pair.len() == 2 && pair.bytes().all(|sign| sign.is_ascii_hexdigit()));
    let is_alone = !before(text, start).is_some_and(|sign| is_word(sign) || matches!(sign, '-' | ':' | '.' | '_'))
        && match after(text, start + LENGTH) {
            Some('-') => !after(text, start + LENGTH + 1).is_some_and(|sign| is_word(sign) || sign == '-'),
            next => !next.is_some_and(|sign| is_word(sign) || sign == '_'),
        };
    let has_letter = written.contains(|sign: char| sign.is_ascii_alphabetic());
    (are_pairs && has_letter && is_alone).then_some((start..start + LENGTH, Rule::Network))
}
