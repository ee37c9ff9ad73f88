//! E-mail addresses, handles and web addresses.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memchr_iter;
use regex::Regex;

use super::{Rule, after, before, is_word};

static DOMAIN: LazyLock<Regex> = LazyLock::new(|| {
    let label = r"[\p{Alphabetic}\p{N}\p{M}](?:[\p{Alphabetic}\p{N}\p{M}-]*[\p{Alphabetic}\p{N}\p{M}])?";
    Regex::new(&format!(r"^{label}(?:\.{label})+")).expect("the pattern is valid")
});
static HANDLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^[\p{Alphabetic}\p{M}_][\p{Alphabetic}\p{N}\p{M}_]+(?:[.-][\p{Ll}\p{N}_][\p{Alphabetic}\p{N}\p{M}_]*)*",
    )
    .expect("the pattern is valid")
});
static WITH_PREFIX: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?i-u:(?:https?|ftp)://|www\.)[\p{Alphabetic}\p{N}\p{M}][^\s<>"“”\[\]]*"#)
        .expect("the pattern is valid")
});
/// The end of a host name without a prefix. Country codes that are English words as well (`.it`, `.is`, `.so`, `.me`)
/// are left out: a full stop without a space after it is more frequent than they are.
static ENDING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\.(?:com|org|net|edu|gov|mil|int|info|biz|io|dev|app|online|co|uk|ac|eu|ie|de|fr|nl|es|ch|se|dk|fi|pl|cz|pt",
        r"|gr|au|nz|ca|jp|cn|br|za|example|test|invalid|nhs|police|scot|wales|london|cymru|charity|health)",
    ))
    .expect("the pattern is valid")
});

/// What stands around an `@`: an e-mail address, a handle, or nothing.
pub(super) fn find_at_signs(text: &str, found: &mut impl FnMut(Range<usize>, Rule)) {
    for at in memchr_iter(b'@', text.as_bytes()) {
        let (Some(left), Some(right)) = (text.get(..at), text.get(at + 1..)) else { continue };
        let local: usize = left.chars().rev().take_while(|&character| is_local(character)).map(char::len_utf8).sum();
        let local = left.get(at - local..).unwrap_or_default().trim_start_matches(['.', '\'', '’', '&', '%', '-']);
        let domain = DOMAIN.find(right);
        match (local.is_empty(), domain) {
            (false, Some(domain)) => found(at - local.len()..at + 1 + domain.end(), Rule::Email),
            (true, _) => {
                if let Some(name) = HANDLE.find(right) {
                    found(at..end_with_server(text, at + 1 + name.end()), Rule::Handle);
                }
            }
            (false, None) => {}
        }
    }
}

/// `@name@server.org`, as federated networks write it.
fn end_with_server(text: &str, end: usize) -> usize {
    let server = text.get(end..).and_then(|rest| rest.strip_prefix('@')).and_then(|rest| DOMAIN.find(rest));
    server.map_or(end, |server| end + 1 + server.end())
}

fn is_local(character: char) -> bool {
    is_word(character) || matches!(character, '.' | '_' | '%' | '+' | '-' | '\'' | '’' | '&')
}

/// Addresses that start with `https://` or `www.`, and host names by their ending.
pub(super) fn find_addresses(text: &str, found: &mut impl FnMut(Range<usize>, Rule)) {
    let mut at = 0;
    while let Some(address) = WITH_PREFIX.find_at(text, at) {
        let kept = without_closing_marks(address.as_str());
        let is_inside_word = kept.starts_with(['w', 'W']) && before(text, address.start()).is_some_and(is_word);
        if is_inside_word {
            at = address.start() + 1;
        } else {
            found(start_of_host(text, address.start())..address.start() + kept.len(), Rule::Web);
            at = address.end();
        }
    }
    for ending in ENDING.find_iter(text) {
        let host = text.get(start_of_host(text, ending.start())..ending.start()).unwrap_or_default();
        let closed = !after(text, ending.end()).is_some_and(|next| is_word(next) || matches!(next, '-' | '_'));
        if closed && host.ends_with(is_word) {
            found(ending.start() - host.len()..end_with_path(text, ending.end()), Rule::Web);
        }
    }
}

/// Where the run of letters, dots and hyphens starts that ends here.
fn start_of_host(text: &str, end: usize) -> usize {
    let left = text.get(..end).unwrap_or_default();
    let run = left.trim_end_matches(|sign: char| is_word(sign) || matches!(sign, '.' | '-')).len();
    let host = left.get(run..).unwrap_or_default();
    end - host.trim_start_matches(['.', '-']).len()
}

fn end_with_path(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    if !rest.starts_with(['/', '?', '#']) {
        return end;
    }
    let stop = rest.find(|c: char| c.is_whitespace() || "<>\"“”[]".contains(c)).unwrap_or(rest.len());
    end + without_closing_marks(rest.get(..stop).unwrap_or_default()).len()
}

fn without_closing_marks(address: &str) -> &str {
    address.trim_end_matches(|last: char| !is_word(last) && last != '/')
}
