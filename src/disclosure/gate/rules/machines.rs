//! Addresses of machines on a network: hardware addresses, and internet addresses of version 6.
//!
//! Times, ratios and the double colons of program code have such signs too. So a hardware address has a letter in it and
//! six pairs, and an internet address that leaves out zeros begins as those that are given to anyone do.

use std::ops::Range;

use super::is_word;
use crate::detect::Rule;

/// The longest address of version 6, with one of version 4 at its end.
const LONGEST: usize = 45;

pub(super) fn scan(text: &str, found: &mut impl FnMut(Rule, Range<usize>)) {
    for (at, sign) in text.match_indices([':', '-']) {
        let left = text.get(..at).unwrap_or_default();
        let behind = left.bytes().rev().take(5).take_while(u8::is_ascii_hexdigit).count();
        let (before, start) = (text.get(..at - behind).unwrap_or_default(), at - behind);
        if before.ends_with(|sign: char| is_word(sign) || matches!(sign, ':' | '-' | '.' | '_' | '/')) {
            continue;
        }
        let rest = text.get(start..).unwrap_or_default();
        let length = if sign == ":" { device(rest, ':').or_else(|| version_six(rest)) } else { device(rest, '-') };
        if let Some(length) = length {
            found(Rule::Network, start..start + length);
        }
    }
}

/// The length of six pairs at the start of the text.
fn device(text: &str, parting: char) -> Option<usize> {
    const LENGTH: usize = 17;
    let written = text.get(..LENGTH)?;
    let are_pairs = written.chars().enumerate().all(|(index, sign)| match index % 3 {
        2 => sign == parting,
        _ => sign.is_ascii_hexdigit(),
    });
    let has_letter = written.contains(|sign: char| sign.is_ascii_alphabetic());
    // Six pairs of letters with hyphens may be words.
    let has_digit = parting == ':' || written.contains(|sign: char| sign.is_ascii_digit());
    (are_pairs && has_letter && has_digit && ends(text, LENGTH, parting)).then_some(LENGTH)
}

/// The length of an internet address of version 6 at the start of the text.
fn version_six(text: &str) -> Option<usize> {
    let run = text.find(|sign: char| !sign.is_ascii_hexdigit() && !matches!(sign, ':' | '.')).unwrap_or(text.len());
    let run = text.get(..run)?.trim_end_matches('.');
    let written = if run.ends_with("::") { run } else { run.trim_end_matches(':') };
    if written.len() > LONGEST || !ends(text, written.len(), ':') {
        return None;
    }
    let (head, tail) = match written.split_once("::") {
        Some((head, tail)) => (head, Some(tail)),
        None => (written, None),
    };
    let parts = |part: &str| if part.is_empty() { 0 } else { part.split(':').count() };
    let count = parts(head) + tail.map_or(0, parts);
    let groups = || head.split(':').chain(tail.unwrap_or_default().split(':')).filter(|group| !group.is_empty());
    let is_group = |group: &str| group.len() <= 4 && group.bytes().all(|sign| sign.is_ascii_hexdigit());
    // A group that is missing between two colons is counted and is none.
    let are_groups = groups().count() == count && groups().all(is_group);
    let has_digit = written.contains(|sign: char| sign.is_ascii_digit());
    let is_whole = count == 8 && groups().any(|group| group.len() >= 3);
    let is_address = match tail {
        Some(_) => count < 8 && is_given(head),
        None => is_whole,
    };
    (are_groups && has_digit && is_address).then_some(written.len())
}

/// Whether an address begins as those do that are given: to anyone (2…, 3…), within a house (fc, fd), on one line (fe8 to
/// feb), to groups (ff).
fn is_given(head: &str) -> bool {
    let first = head.split(':').next().unwrap_or_default().to_ascii_lowercase();
    first.len() == 4
        && ["2", "3", "fc", "fd", "fe8", "fe9", "fea", "feb", "ff"].iter().any(|start| first.starts_with(start))
}

/// Whether nothing goes on behind: no word, no further group.
fn ends(text: &str, length: usize, parting: char) -> bool {
    let mut after = text.get(length..).unwrap_or_default().chars();
    match after.next() {
        Some(sign) if sign == parting => !after.next().is_some_and(|next| is_word(next) || next == parting),
        Some(sign) => !is_word(sign) && sign != '_',
        None => true,
    }
}
