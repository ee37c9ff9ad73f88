//! What a number is about, so that disclosure knows the same number in two tables.

use std::collections::BTreeMap;

/// What a number counts and among whom, as facets: each a name and a value.
///
/// A cell is about what its table, its column and its row say together. Numbers about the same are the same number,
/// wherever they stand; a number with one facet more counts a part of one without it (the theme "law" among those in
/// policing, of the theme "law"). Names that disclosure and recipes share are constants here; attributes are named like
/// [`About::group`] names them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct About(BTreeMap<String, String>);

/// Stands between codes of questions, of which some have spaces: the title of a column is one.
const BETWEEN_CODES: char = '\u{1f}';

impl About {
    /// The facet that says what is counted: a theme, a code, an item, people.
    pub const WHAT: &'static str = "what";
    /// The facet that says in which unit.
    pub const UNIT: &'static str = "unit";
    /// The facet that says together with what else it is counted.
    pub const WITH: &'static str = "with";

    /// The facet that says what is worked out from the answers.
    pub const MEASURE: &'static str = "measure";
    /// The standard deviation, a value of [`Self::MEASURE`].
    pub const SPREAD: &'static str = "spread";
    /// The median, a value of [`Self::MEASURE`].
    pub const MEDIAN: &'static str = "median";

    /// The group of those who gave one answer on a scale; its value is the number.
    pub const POINT: &'static str = "point of the scale";

    /// Those who answered any of some questions. Who answered the only one is what is counted of it.
    pub fn answered(codes: &[String]) -> Self {
        match codes {
            [one] => Self::what(one),
            several => Self::any_answered(several),
        }
    }

    /// The same, named after the questions however many they are.
    pub fn any_answered(codes: &[String]) -> Self {
        Self::what(format!("answered {}", codes.join(BETWEEN_CODES.encode_utf8(&mut [0; 4]))))
    }

    /// Of those who answered any of several questions, those who answered each.
    pub fn answered_each(&self) -> Vec<Self> {
        let codes = self.get(Self::WHAT).and_then(|what| what.strip_prefix("answered ")).unwrap_or_default();
        codes
            .split(BETWEEN_CODES)
            .filter(|code| !code.is_empty())
            .map(|code| self.clone().and(Self::WHAT, code))
            .collect()
    }

    /// `what`, counted in `unit`.
    pub fn what(what: impl Into<String>) -> Self {
        Self::default().and(Self::WHAT, what)
    }

    /// Among those with this value of an attribute, or those who state none.
    pub fn group(attribute: &str, value: Option<&str>) -> Self {
        Self::default().and(&format!("={}", attribute.to_lowercase()), value.unwrap_or_default())
    }

    /// Whether a facet of this name divides people into groups, each in one at the most.
    pub fn is_group(name: &str) -> bool {
        name.starts_with('=')
    }

    /// With a facet more, or with another value of it.
    #[must_use]
    pub fn and(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.insert(name.to_owned(), value.into());
        self
    }

    /// With the facets of another, which win where both have one.
    #[must_use]
    pub fn with(mut self, other: &Self) -> Self {
        self.0.extend(other.0.iter().map(|(name, value)| (name.clone(), value.clone())));
        self
    }

    /// Without one facet, and its value; nothing where there is no such facet.
    pub fn without(&self, name: &str) -> Option<(Self, String)> {
        let mut rest = self.0.clone();
        let value = rest.remove(name)?;
        Some((Self(rest), value))
    }

    /// The names of its facets.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Whether it has all facets of another, with the same values.
    pub fn holds(&self, other: &Self) -> bool {
        other.0.iter().all(|(name, value)| self.0.get(name) == Some(value))
    }

    /// The value of a facet.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
