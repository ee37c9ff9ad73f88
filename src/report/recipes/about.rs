//! What the numbers of a table are about, so that disclosure knows the same number in another.

use super::Kitchen;
use super::rows::{CodedRow, ancestors};
use crate::analysis::{Attribute, Base, Scope};
use crate::report::About;

/// The unit that people are counted in.
pub(super) const CASES: &str = "cases";
/// What the size of a group counts.
pub(super) const KEPT: &str = "kept";
/// Those who were interviewed and those who were surveyed, as groups.
pub(super) const KIND_OF_CASE: &str = "kind of case";

impl Kitchen<'_> {
    /// What is counted of the study: answers to these questions, one kind of people, what a query finds.
    pub(super) fn about(&self, questions: &[usize]) -> About {
        let mut about = self.about_scope();
        if !questions.is_empty() {
            let codes: Vec<&str> = questions.iter().map(|&index| self.question(index).code.as_str()).collect();
            about = about.and("questions", codes.join(" "));
        }
        match &self.recipe().filter {
            Some(query) => self.about_group(query).unwrap_or_else(|| About::default().and("where", query)).with(&about),
            None => about,
        }
    }

    fn about_scope(&self) -> About {
        match self.recipe().scope {
            Scope::All => About::default(),
            Scope::Interviews => About::group(KIND_OF_CASE, Some("participant")),
            Scope::Survey => About::group(KIND_OF_CASE, Some("respondent")),
        }
    }

    /// A query for one value of an attribute finds what a column about this value counts: `sector:"Policing"`.
    fn about_group(&self, query: &str) -> Option<About> {
        let (name, value) = query.trim().split_once(':')?;
        let is_one = !value.contains(['(', '*', '~', '/']) && (value.starts_with('"') || !value.contains(' '));
        let inner = value.strip_prefix('"').map_or(Some(value), |rest| rest.strip_suffix('"'))?;
        let is_attribute = self.columns.attribute_names.iter().any(|known| known.eq_ignore_ascii_case(name));
        (is_one && is_attribute && !inner.contains('"')).then(|| About::group(name, Some(&inner.to_lowercase())))
    }

    /// Among whom a share is taken.
    pub(super) fn about_base(&self, base: Base, questions: &[usize]) -> About {
        let about = match base {
            Base::Kept => return self.about_kept(),
            Base::Asked => "asked",
            Base::Answered => "answered",
            Base::Coded => "coded",
        };
        self.about(questions).with(&About::what(about).and(About::UNIT, CASES))
    }

    /// All who are kept of the people that the recipe counts.
    pub(super) fn about_kept(&self) -> About {
        self.about_scope().with(&About::what(KEPT).and(About::UNIT, CASES))
    }

    /// What a theme or code is a part of: every theme that gathers all of its codes, every code above it.
    pub(super) fn wholes_of(&self, row: &CodedRow) -> Vec<About> {
        let codebook = self.codebook;
        let themes = codebook.themes.iter().map(|theme| codebook.codes_of_theme(theme));
        let holds = |wider: &Vec<usize>| row.codes.iter().all(|code| wider.contains(code));
        let mut wholes: Vec<About> = themes.filter(holds).map(|codes| about_codes(&codes)).collect();
        if let Some(&code) = row.codes.first().filter(|_| !row.is_theme) {
            let above = ancestors(codebook, &codebook.codes[code]);
            wholes.extend(above.map(|above| about_codes(&codebook.with_descendants(above))));
        }
        wholes.sort();
        wholes.dedup();
        wholes.retain(|whole| *whole != row.about());
        wholes
    }
}

impl CodedRow {
    /// Themes and codes that count the same codes are the same.
    pub(super) fn about(&self) -> About {
        about_codes(&self.codes)
    }
}

fn about_codes(codes: &[usize]) -> About {
    let mut codes = codes.to_vec();
    codes.sort_unstable();
    codes.dedup();
    About::what(codes.iter().map(|code| format!("code {code}")).collect::<Vec<_>>().join(" "))
}

/// Those of a group in a table: by the attribute's value, or those who state none.
pub(super) fn about_value(attribute: &Attribute, index: usize) -> About {
    let value = attribute.values.get(index).map(|value| value.to_lowercase());
    About::group(&attribute.name, value.as_deref())
}
