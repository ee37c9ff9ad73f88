//! Street addresses: a house number with its street, flats, post-office boxes. English, and the commonest forms of other
//! languages of Europe.

use std::ops::Range;

use super::lookback::words;
use super::reader::{Reader, before, ends_alone, is_dash, is_gap, is_word, starts_alone};

/// Words that end a street's name and are little else after a house number.
const STREETS: [&str; 38] = [
    "road",
    "rd",
    "street",
    "st",
    "lane",
    "ln",
    "avenue",
    "ave",
    "av",
    "close",
    "drive",
    "dr",
    "terrace",
    "crescent",
    "cres",
    "gardens",
    "gdns",
    "grove",
    "boulevard",
    "blvd",
    "mews",
    "parade",
    "quay",
    "highway",
    "hwy",
    "parkway",
    "pkwy",
    "esplanade",
    "embankment",
    "broadway",
    "wharf",
    "turnpike",
    "causeway",
    "byway",
    "circus",
    "croft",
    "alley",
    "fold",
];
/// Words that end a street's name and are much else as well.
const OTHER_STREETS: [&str; 17] = [
    "way", "court", "ct", "place", "pl", "square", "sq", "hill", "green", "park", "view", "walk", "row", "rise",
    "yard", "gate", "bank",
];
/// "2 Crown Court judges", "the 3 Third Way groups".
const INSTITUTIONS: [&str; 14] = [
    "crown",
    "high",
    "supreme",
    "county",
    "magistrates",
    "magistrates'",
    "family",
    "appeal",
    "third",
    "business",
    "science",
    "national",
    "youth",
    "state",
];
/// Words inside a street's name that have no capital.
const PARTICLES: [&str; 14] =
    ["of", "on", "in", "le", "la", "the", "de", "upon", "under", "and", "by", "du", "des", "y"];
/// Words before a street's name, in French, Spanish, Portuguese, Italian, Polish, Welsh …
const STREETS_BEFORE: [&str; 29] = [
    "rue",
    "avenue",
    "av",
    "boulevard",
    "bd",
    "chemin",
    "allée",
    "impasse",
    "quai",
    "place",
    "calle",
    "avenida",
    "paseo",
    "plaza",
    "rua",
    "travessa",
    "praça",
    "via",
    "viale",
    "piazza",
    "piazzetta",
    "corso",
    "ul",
    "ulica",
    "aleja",
    "heol",
    "stryd",
    "ffordd",
    "λεωφόρος",
];
/// How street names end in German, Dutch and the languages of the North, where the number follows.
const ENDINGS: [&str; 26] = [
    "straße", "strasse", "gasse", "allee", "weg", "platz", "straat", "laan", "plein", "kade", "dreef", "gracht",
    "gatan", "vägen", "gränd", "gade", "vej", "allé", "stræde", "gata", "veien", "vegen", "katu", "intie", "utca",
    "gatvė",
];
const NO_STREETS: [&str; 6] = ["brigade", "renegade", "barricade", "norweg", "decade", "cavalcade"];
/// What is numbered otherwise: "Question 3 High Street", "Table 12 …".
const NUMBERED: [&str; 18] = [
    "question", "q", "figure", "fig", "table", "section", "chapter", "page", "appendix", "version", "top", "item",
    "row", "wave", "phase", "step", "part", "level",
];

/// The address that has its first digit here.
pub(super) fn read(text: &str, at: usize) -> Option<Range<usize>> {
    if !starts_alone(text, at) || before(text, at).is_some_and(|sign| "£$€#:%+=".contains(sign)) {
        return None;
    }
    if let Some(start) = street_before(text, at) {
        let mut reader = Reader::at(text, at);
        number(&mut reader)?;
        return (ends_alone(text, reader.at)).then(|| start..with_unit(text, reader.at));
    }
    let mut reader = Reader::at(text, at);
    let house = number(&mut reader)?;
    reader.skip(',');
    if !reader.gap() {
        return None;
    }
    let end = foreign_street(text, reader).or_else(|| street(text, at, reader))?;
    is_house(text, at, house).then(|| at..with_unit(text, end))
}

/// `12`, `12a`, `12-14`, `12/3`.
fn number<'t>(reader: &mut Reader<'t>) -> Option<&'t str> {
    let digits = reader.digits();
    if !(1..=5).contains(&digits.len()) {
        return None;
    }
    let mut more = *reader;
    if more.take(|sign| is_dash(sign) || sign == '/').is_some() && matches!(more.digits().len(), 1..=4) {
        *reader = more;
    }
    let mut letter = *reader;
    if letter.take(|sign| sign.is_ascii_alphabetic()).is_some() && !letter.peek().is_some_and(is_word) {
        *reader = letter;
    }
    (!reader.peek().is_some_and(is_word)).then_some(digits)
}

/// Whether the number can be a house's: a year is one only where someone lives there.
fn is_house(text: &str, at: usize, house: &str) -> bool {
    let words = words(text, at);
    let last = words.first().map_or("", String::as_str);
    let is_year = house.len() == 4 && house.parse::<u32>().is_ok_and(|year| (1900..2040).contains(&year));
    if is_year {
        return ["at", "address", "is", "live", "lives", "lived"].contains(&last);
    }
    // A word of numbering stands beside its number, with nothing but spaces between: `q "12 Harrow Lane"` is an address.
    let is_beside = text.get(..at).is_some_and(|left| left.trim_end().ends_with(is_word));
    !(is_beside && NUMBERED.contains(&last))
}

fn lower(word: &str) -> String {
    word.to_lowercase()
}

fn listed(list: &[&str], word: &str) -> bool {
    list.contains(&lower(word).as_str())
}

/// The words of a street, up to the last that says what it is.
fn street(text: &str, at: usize, mut reader: Reader<'_>) -> Option<usize> {
    let mut end = None;
    let mut previous = "";
    let (mut is_spoken, mut may_go_on) = (false, false);
    for index in 0..7 {
        let mut on = reader;
        let word = street_word(&mut on);
        let is_capital = word.starts_with(char::is_uppercase) || word.starts_with(|sign: char| sign.is_ascii_digit());
        if word.is_empty() {
            break;
        }
        let is_street = listed(&STREETS, word);
        let is_other = listed(&OTHER_STREETS, word) && !listed(&INSTITUTIONS, previous);
        if index > 0 && is_street && (is_capital || closes(text, on) || is_lived_at(text, at)) {
            end = Some(on.at);
            // "12 Chalfont St Giles Terrace" goes on.
            may_go_on = listed(&["st"], word);
        } else if index > 0 && is_other && is_capital && (closes(text, on) || is_lived_at(text, at)) {
            end = Some(on.at);
        } else if end.is_some() && !may_go_on {
            break;
        } else if !is_capital && !(if index > 0 { PARTICLES.contains(&word) } else { word == "the" }) {
            // "at 12 harrow lane", as a recogniser writes it.
            if index > 1 || is_measure(word) {
                break;
            }
            is_spoken = true;
        }
        previous = word;
        reader = on;
        reader.skip('.');
        if !reader.gap() {
            break;
        }
    }
    let end = end.filter(|_| !is_spoken || is_lived_at(text, at))?;
    let mut with_side = Reader::at(text, end);
    let has_side = with_side.gap() && listed(&["north", "south", "east", "west", "n", "s", "e", "w"], with_side.word());
    let is_side =
        has_side && !is_spoken && text.get(end + 1..).is_some_and(|side| side.starts_with(char::is_uppercase));
    let end = if is_side { with_side.at } else { end };
    ends_alone(text, end).then_some(end)
}

/// A word of a street's name; `5th` and `O'Neil` are ones.
fn street_word<'t>(reader: &mut Reader<'t>) -> &'t str {
    let rest = reader.rest();
    let start = reader.at;
    if matches!(reader.digits().len(), 1..=3) && !listed(&["st", "nd", "rd", "th"], reader.word()) {
        return "";
    }
    loop {
        reader.word();
        let mut on = *reader;
        if on.take(is_dash).is_none() || !on.peek().is_some_and(char::is_alphabetic) || on.at - start > 60 {
            break;
        }
        *reader = on;
    }
    rest.get(..reader.at - start).unwrap_or_default()
}

/// Whether nothing goes on that would make "Park" or "street" part of something else.
fn closes(text: &str, mut reader: Reader<'_>) -> bool {
    let end = reader.at;
    reader.skip('.');
    match reader.peek() {
        None | Some(',' | ';' | ')' | '!' | '?' | '\n' | '"' | '”' | '’' | '<') => true,
        _ => reader.at > end && text.get(reader.at..).is_some_and(|rest| rest.starts_with(is_gap)),
    }
}

fn is_lived_at(text: &str, at: usize) -> bool {
    let words = words(text, at);
    let before: Vec<&str> = words.iter().take(3).map(String::as_str).collect();
    matches!(
        before[..],
        [
            "at",
            "live"
                | "lives"
                | "lived"
                | "living"
                | "stay"
                | "stayed"
                | "staying"
                | "house"
                | "flat"
                | "home"
                | "are"
                | "is"
                | "was",
            ..,
        ] | ["address", ..]
            | ["is" | "was", "address", ..]
            | ["to", "moved", ..]
    )
}

fn is_measure(word: &str) -> bool {
    const MEASURES: [&str; 16] = [
        "mile",
        "miles",
        "minute",
        "minutes",
        "year",
        "years",
        "percent",
        "per",
        "different",
        "other",
        "more",
        "lane",
        "way",
        "main",
        "hour",
        "hours",
    ];
    listed(&MEASURES, word)
}

/// ` avenue de Provence` after a house number.
fn foreign_street(text: &str, mut reader: Reader<'_>) -> Option<usize> {
    if !listed(&STREETS_BEFORE, reader.word()) {
        return None;
    }
    reader.skip('.');
    let mut end = None;
    for _ in 0..5 {
        if !reader.gap() {
            break;
        }
        let word = street_word(&mut reader);
        if word.starts_with(char::is_uppercase) || word.contains('\'') || word.contains('’') {
            end = Some(reader.at);
        } else if !is_foreign_particle(word) {
            break;
        }
    }
    let mut with_number = Reader::at(text, end?);
    let is_numbered = with_number.gap() && number(&mut with_number).is_some();
    let end = if is_numbered { Some(with_number.at) } else { end };
    end.filter(|&end| ends_alone(text, end))
}

fn is_foreign_particle(word: &str) -> bool {
    listed(
        &[
            "de", "du", "des", "la", "le", "les", "da", "do", "dos", "das", "del", "della", "di", "y", "e", "y", "yr",
            "van", "der", "zu",
        ],
        word,
    )
}

/// Where a street's name starts that stands before its number: `Rua Ana Caciola 1159`, `Nybyvägen 65`.
fn street_before(text: &str, at: usize) -> Option<usize> {
    let mut end = at;
    for index in 0..6 {
        let left = text.get(..end)?.strip_suffix([' ', '\u{a0}'])?;
        let left = if index == 0 { left.strip_suffix(',').unwrap_or(left) } else { left };
        let left = left.strip_suffix('.').unwrap_or(left);
        let length: usize = left
            .chars()
            .rev()
            .take(40)
            .take_while(|&sign| is_word(sign) || matches!(sign, '-' | '\'' | '’'))
            .map(char::len_utf8)
            .sum();
        let start = left.len() - length;
        let word = left.get(start..)?;
        let is_capital = word.starts_with(char::is_uppercase);
        let lower = lower(word);
        if index == 0 && is_capital && length > 7 && ENDINGS.iter().any(|ending| lower.ends_with(ending)) {
            return (!NO_STREETS.contains(&lower.as_str())).then_some(start);
        }
        if index > 0
            && STREETS_BEFORE.contains(&lower.as_str())
            && (is_capital || lower == "ul")
            && !listed(&["place", "avenue", "via", "plaza"], word)
        {
            return Some(start);
        }
        if length == 0 || !is_capital && !is_foreign_particle(word) {
            return None;
        }
        end = start;
    }
    None
}

/// `, Flat 2`, ` Apt. 399`, with what stands before.
fn with_unit(text: &str, end: usize) -> usize {
    let mut reader = Reader::at(text, end);
    reader.skip('.');
    reader.skip(',');
    if reader.gap()
        && let Some(unit) = unit(text, reader.at)
    {
        unit.end
    } else {
        end
    }
}

/// `Flat 3`, `Apt. 120`, `Suite 442`, `P.O. Box 104`, by the first letter; with the house after it.
pub(super) fn unit(text: &str, at: usize) -> Option<Range<usize>> {
    let mut reader = Reader::at(text, at);
    let word = reader.word();
    let is_box = match word {
        "Flat" | "Apt" | "Apartment" | "Suite" => {
            reader.skip('.');
            false
        }
        "PO" | "POB" => true,
        "P" => {
            reader.skip('.');
            if !reader.says("O") {
                return None;
            }
            reader.skip('.');
            true
        }
        _ => return None,
    };
    reader.gap();
    if is_box && word != "POB" && !(reader.says("Box") && reader.gap()) {
        return None;
    }
    number(&mut reader)?;
    let end = reader.at;
    reader.skip(',');
    let house = reader.gap().then(|| read(text, reader.at)).flatten();
    let is_share = Reader::at(text, end).then("per") || Reader::at(text, end).then("percent");
    (ends_alone(text, end) && !is_share && !before(text, at).is_some_and(is_word))
        .then(|| at..house.map_or(end, |house| house.end))
}
