//! Addresses of pages, so that every number leads to its quotes and every quote to its place.

use std::fmt::Write as _;

use crate::project::Behind;

/// The address where a place is to be seen, as the project writes places: `anna:12`, `anna:12-14`, `survey:R17:Q29`.
pub(super) fn place_link(place: &str) -> String {
    let is_segments = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    match place.rsplit_once(':') {
        None => format!("/read/{}", encoded(place)),
        Some((source, numbers)) if is_segments(numbers) => format!("/read/{}?at={numbers}", encoded(source)),
        Some((rest, last)) => match rest.split_once(':') {
            Some((source, respondent)) => {
                format!("/survey/{}?respondent={}&question={}", encoded(source), encoded(respondent), encoded(last))
            }
            None => format!("/survey/{}?respondent={}", encoded(rest), encoded(last)),
        },
    }
}

/// What a query finds.
pub(super) fn search_link(query: &str) -> String {
    format!("/search?q={}", encoded(query))
}

/// The quotes of a theme.
pub(super) fn theme_link(theme: &str) -> String {
    format!("/quotes?theme={}", encoded(theme))
}

/// The quotes of a code.
pub(super) fn code_link(code: &str) -> String {
    format!("/quotes?code={}", encoded(code))
}

/// The words behind a number.
pub(super) fn behind_link(behind: &Behind) -> String {
    match behind {
        Behind::Theme(theme) => theme_link(theme),
        Behind::Code(code) => code_link(code),
        Behind::Query(query) => search_link(query),
    }
}

/// A part of an address: everything but letters, digits and `-._~` is written as its bytes (RFC 3986, 2.1).
pub(super) fn encoded(part: &str) -> String {
    part.bytes().fold(String::with_capacity(part.len()), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").expect("a string takes all that is written to it");
        }
        encoded
    })
}
