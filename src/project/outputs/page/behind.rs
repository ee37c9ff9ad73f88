//! From a number in a table to the words that it counts: what the number is about, as a query.

use crate::model::{Codebook, SourceKind};
use crate::report::About;

/// What finds the words behind a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Behind {
    /// All of a theme, by its id.
    Theme(String),
    /// All of a code and those below it.
    Code(String),
    Query(String),
}

/// The facets that say how something is counted, not what.
const OF_COUNTING: &[&str] = &[About::UNIT];
const KIND_OF_CASE: &str = "=kind of case";
const KIND_OF_SOURCE: &str = "=kind of source";

/// What finds the words that a number counts; nothing where it counts no words, or where any part of what it is about
/// cannot be asked for.
pub(super) fn behind(about: &About, codebook: &Codebook) -> Option<Behind> {
    let mut conditions = Vec::new();
    let mut coded = None;
    for name in about.names() {
        let value = about.get(name).unwrap_or_default();
        match name {
            About::WHAT if value == "kept" => {}
            About::WHAT => coded = Some(Coded::read(value, codebook)?),
            About::WITH => {}
            "questions" => conditions.push(any("question", value.split(' '))?),
            "where" => conditions.push(format!("({value})")),
            KIND_OF_CASE if value == "respondent" => conditions.push(format!("kind:{}", SourceKind::Survey)),
            KIND_OF_CASE => conditions.push(format!("NOT kind:{}", SourceKind::Survey)),
            KIND_OF_SOURCE => conditions.push(format!("kind:{value}")),
            _ if OF_COUNTING.contains(&name) => {}
            _ => conditions.push(of_group(name.strip_prefix('=')?, value)?),
        }
    }
    let with = match about.get(About::WITH) {
        // A case may have both far apart: no segment need have both.
        Some(_) if about.get(About::UNIT) != Some("segments") => return None,
        Some(value) => Some(Coded::read(value, codebook)?).filter(|with| coded.as_ref() != Some(with)),
        None => None,
    };
    let coded = match (coded, with) {
        (Some(coded), None) if conditions.is_empty() => return Some(coded.whole()),
        (Some(coded), None) => Some(coded.query()),
        (Some(coded), Some(with)) => Some(format!("{} WITH {}", coded.query(), with.query())),
        (None, _) => None,
    };
    let parts: Vec<String> = coded.into_iter().chain(conditions).collect();
    (!parts.is_empty()).then(|| Behind::Query(parts.join(" ")))
}

/// The query for what people of one group say of a theme or code; nothing where the attribute cannot be asked for.
pub fn within_group(id: &str, is_theme: bool, attribute: &str, value: Option<&str>) -> Option<String> {
    let field = if is_theme { "theme" } else { "code" };
    Some(format!("{field}:{} {}", quoted(id), of_group(attribute, value.unwrap_or_default())?))
}

/// Themes and codes that count together.
#[derive(Debug, PartialEq, Eq)]
enum Coded {
    Theme(String),
    Code(String),
    Codes(Vec<String>),
}

impl Coded {
    /// From `code 3 code 7`, indices into the codebook.
    fn read(value: &str, codebook: &Codebook) -> Option<Self> {
        let mut codes = Vec::new();
        for number in value.strip_prefix("code ")?.split(" code ") {
            codes.push(number.parse::<usize>().ok().filter(|&code| code < codebook.codes.len())?);
        }
        let is_same = |mut others: Vec<usize>| {
            others.sort_unstable();
            others.dedup();
            others == codes
        };
        if let Some(theme) = codebook.themes.iter().find(|theme| is_same(codebook.codes_of_theme(theme))) {
            return Some(Self::Theme(theme.id.clone()));
        }
        let whole = codes.iter().find(|&&code| is_same(codebook.with_descendants(code)));
        Some(match whole {
            Some(&code) => Self::Code(codebook.codes[code].id.clone()),
            None => Self::Codes(codes.iter().map(|&code| codebook.codes[code].id.clone()).collect()),
        })
    }

    fn query(&self) -> String {
        match self {
            Self::Theme(id) => format!("theme:{}", quoted(id)),
            Self::Code(id) => format!("code:{}", quoted(id)),
            Self::Codes(ids) => {
                let each: Vec<String> = ids.iter().map(|id| format!("code:{}", quoted(id))).collect();
                format!("({})", each.join(" OR "))
            }
        }
    }

    fn whole(self) -> Behind {
        match self {
            Self::Theme(id) => Behind::Theme(id),
            Self::Code(id) => Behind::Code(id),
            Self::Codes(_) => Behind::Query(self.query()),
        }
    }
}

/// Those with a value of an attribute, or without one.
fn of_group(attribute: &str, value: &str) -> Option<String> {
    // A field's name has no spaces, and those of every study mean something else.
    let is_plain = |character: char| character.is_alphanumeric() || matches!(character, '_' | '-' | '.');
    let is_field = crate::query::FIELDS.contains(&attribute.to_lowercase().as_str()) || attribute == About::POINT;
    if attribute.is_empty() || !attribute.chars().all(is_plain) || is_field {
        return None;
    }
    Some(match value {
        "" => format!("NOT {attribute}:*"),
        value => format!("{attribute}:{}", quoted(value)),
    })
}

fn any<'a>(field: &str, values: impl Iterator<Item = &'a str>) -> Option<String> {
    let each: Vec<String> = values.map(|value| format!("{field}:{}", quoted(value))).collect();
    match each.as_slice() {
        [] => None,
        [only] => Some(only.clone()),
        several => Some(format!("({})", several.join(" OR "))),
    }
}

/// A value as a query writes it.
pub(in crate::project) fn quoted(value: &str) -> String {
    let is_plain = |character: char| character.is_alphanumeric() || matches!(character, '_' | '-' | '.');
    if !value.is_empty() && value.chars().all(is_plain) {
        return value.to_owned();
    }
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}
