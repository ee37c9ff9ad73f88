//! E-mail addresses, handles and web addresses.

use std::ops::Range;

use super::Rule;
use super::reader::{Reader, after, before, is_word};

/// No host name and no local part is longer (RFC 1035, RFC 5321).
const LONGEST: usize = 253;

/// The ends of host names without a prefix. Country codes that are English words as well (`.it`, `.is`, `.so`, `.me`)
/// are left out: a full stop without a space after it is more frequent than they are.
const ENDINGS: [&str; 47] = [
    "ac", "app", "au", "biz", "br", "ca", "ch", "charity", "cn", "co", "com", "cymru", "cz", "de", "dev", "dk", "edu",
    "es", "eu", "example", "fi", "fr", "gov", "gr", "health", "ie", "info", "int", "invalid", "io", "jp", "london",
    "mil", "net", "nhs", "nl", "nz", "online", "org", "pl", "police", "pt", "scot", "se", "test", "uk", "za",
];

/// The length of a host name with at least one dot at the start of the text.
fn host(text: &str) -> Option<usize> {
    let (mut at, mut end, mut dots) = (0, 0, 0);
    for (index, sign) in text.char_indices().take(LONGEST) {
        let previous = before(text, index);
        match sign {
            sign if is_word(sign) => {
                at = index + sign.len_utf8();
                if dots > 0 {
                    end = at;
                }
            }
            '-' if previous.is_some_and(|previous| is_word(previous) || previous == '-') => {}
            '.' if previous.is_some_and(is_word) && at == index => dots += 1,
            _ => break,
        }
    }
    (end > 0).then_some(end)
}

/// The length of a handle at the start of the text: a letter or `_`, more of them and digits, then parts after dots.
fn handle(text: &str) -> Option<usize> {
    let is_sign = |sign: char| is_word(sign) || sign == '_';
    let mut reader = Reader::at(text, 0);
    reader.take(|sign| is_sign(sign) && !sign.is_numeric())?;
    if reader.run(LONGEST, is_sign).is_empty() {
        return None;
    }
    loop {
        let mut part = reader;
        let goes_on = part.take(|sign| matches!(sign, '.' | '-')).is_some()
            && part.take(|sign| sign.is_lowercase() || sign.is_numeric() || sign == '_').is_some();
        if !goes_on || part.at > LONGEST {
            return Some(reader.at);
        }
        part.run(LONGEST, is_sign);
        reader = part;
    }
}

/// What stands around an `@`: an e-mail address, a handle, or nothing.
pub(super) fn at_sign(text: &str, at: usize) -> Option<(Range<usize>, Rule)> {
    let (left, right) = (text.get(..at)?, text.get(at + 1..)?);
    let local: usize =
        left.chars().rev().take(LONGEST).take_while(|&character| is_local(character)).map(char::len_utf8).sum();
    let local = left.get(at - local..)?.trim_start_matches(['.', '\'', '’', '&', '%', '-']);
    if !local.is_empty() {
        return host(right).map(|host| (at - local.len()..at + 1 + host, Rule::Email));
    }
    let end = at + 1 + handle(right)?;
    // `@name@server.org`, as federated networks write it.
    let server = text.get(end..)?.strip_prefix('@').and_then(host);
    Some((at..server.map_or(end, |server| end + 1 + server), Rule::Handle))
}

fn is_local(character: char) -> bool {
    is_word(character) || matches!(character, '.' | '_' | '%' | '+' | '-' | '\'' | '’' | '&')
}

/// `https://` and its kind, by the colon.
pub(super) fn scheme(text: &str, colon: usize) -> Option<(Range<usize>, Rule)> {
    let rest = text.get(colon..)?.strip_prefix("://")?;
    let left = text.get(..colon)?;
    let scheme = ["https", "http", "ftp"].into_iter().find(|scheme| ends_with(left, scheme))?;
    rest.starts_with(is_word)
        .then(|| (start_of_host(text, colon - scheme.len())..end_of_address(text, colon + 3), Rule::Web))
}

/// `www.` or the end of a host name, by its dot.
pub(super) fn dot(text: &str, at: usize) -> Option<(Range<usize>, Rule)> {
    let (left, right) = (text.get(..at)?, text.get(at + 1..)?);
    if ends_with(left, "www") && right.starts_with(is_word) && !before(text, at - 3).is_some_and(is_word) {
        return Some((start_of_host(text, at - 3)..end_of_address(text, at + 1), Rule::Web));
    }
    if !left.ends_with(is_word) {
        return None;
    }
    let ending = right.bytes().take(8).take_while(u8::is_ascii_lowercase).count();
    let end = at + 1 + ending;
    let closed = !after(text, end).is_some_and(|next| is_word(next) || matches!(next, '-' | '_'));
    let is_known = ENDINGS.binary_search(&right.get(..ending)?).is_ok();
    (closed && is_known).then(|| (start_of_host(text, at)..end_with_path(text, end), Rule::Web))
}

fn ends_with(text: &str, word: &str) -> bool {
    text.len()
        .checked_sub(word.len())
        .and_then(|start| text.get(start..))
        .is_some_and(|end| end.eq_ignore_ascii_case(word))
}

/// Where the run of letters, dots and hyphens starts that ends here.
fn start_of_host(text: &str, end: usize) -> usize {
    let left = text.get(..end).unwrap_or_default();
    let is_host = |sign: &char| is_word(*sign) || matches!(sign, '.' | '-');
    let length: usize = left.chars().rev().take(LONGEST).take_while(is_host).map(char::len_utf8).sum();
    let host = left.get(end - length..).unwrap_or_default();
    end - host.trim_start_matches(['.', '-']).len()
}

fn end_with_path(text: &str, end: usize) -> usize {
    if after(text, end).is_some_and(|next| matches!(next, '/' | '?' | '#')) { end_of_address(text, end) } else { end }
}

fn end_of_address(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let stop = rest.find(|c: char| c.is_whitespace() || "<>\"“”[]".contains(c)).unwrap_or(rest.len());
    let address = rest.get(..stop).unwrap_or_default();
    at + address.trim_end_matches(|last: char| !is_word(last) && last != '/').len()
}

/// An e-mail address as it is said: "anna dot smith at mail dot example dot com", by its "at".
pub(super) fn dictated(text: &str, at: usize) -> Option<(Range<usize>, Rule)> {
    const ENDS: [&str; 8] = ["com", "org", "net", "uk", "edu", "ie", "eu", "info"];
    /// What is looked at somewhere rather than written to.
    const NO_LOCAL: [&str; 12] =
        ["look", "looking", "looked", "it", "me", "us", "them", "is", "are", "website", "online", "buy"];
    let near = text.as_bytes().get(at..text.len().min(at + 48))?;
    if !near.windows(5).any(|signs| signs.eq_ignore_ascii_case(b" dot ")) {
        return None;
    }
    let mut reader = Reader::at(text, at);
    reader.word();
    reader.gap();
    let host = reader.at;
    let mut last = reader.word();
    let mut dots = 0;
    while dots < 4 && reader.then("dot") {
        reader.gap();
        last = reader.word();
        dots += 1;
    }
    if dots == 0 || !ENDS.contains(&last.to_ascii_lowercase().as_str()) {
        return None;
    }
    let words = words_before(text, at);
    let (mut start, word) = words.first().copied()?;
    let mut parts = words.iter().skip(1);
    let mut count = 1;
    while let (Some((_, joint)), Some((earlier, _))) = (parts.next(), parts.next()) {
        if !["dot", "underscore", "dash", "hyphen"].contains(&joint.to_ascii_lowercase().as_str()) {
            break;
        }
        start = *earlier;
        count += 1;
    }
    if count == 1 && NO_LOCAL.contains(&word.to_ascii_lowercase().as_str()) {
        return Some((host..reader.at, Rule::Web));
    }
    Some((start..reader.at, Rule::Email))
}

/// The last words before a place with where they start, parted by single spaces, the nearest first.
fn words_before(text: &str, at: usize) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut end = at;
    while words.len() < 7 {
        let Some(left) = text.get(..end).and_then(|left| left.strip_suffix([' ', '\u{a0}'])) else { break };
        let length: usize = left.chars().rev().take(40).take_while(|&sign| is_word(sign)).map(char::len_utf8).sum();
        if length == 0 {
            break;
        }
        end = left.len() - length;
        words.push((end, left.get(end..).unwrap_or_default()));
    }
    words
}
