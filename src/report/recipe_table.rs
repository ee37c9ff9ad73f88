//! How an `[[output]]` table is read.
//!
//! It is one flat table, so that a misspelt key is an error at its own line; which keys go with which kind is checked
//! right after.

use super::recipe::{By, Format, Kind, Recipe, RecipeKind, Show};
use super::recipes::{
    Answers, CodebookTable, Cooccurrence, Crosstab, Distinct, Flow, Frequencies, Memos, Priorities, Quotes, Scale,
};
use crate::analysis::{Base, Scope};
use crate::model::{SubjectKind, UnitOfAnalysis};

/// Every key that an `[[output]]` table may have.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Raw {
    name: String,
    kind: Kind,
    title: Option<String>,
    note: Option<String>,
    formats: Option<Vec<Format>>,
    chapter_of: Option<String>,
    scope: Option<Scope>,
    #[serde(rename = "where")]
    filter: Option<String>,
    by: Option<By>,
    unit: Option<UnitOfAnalysis>,
    base: Option<Base>,
    show: Option<Show>,
    attribute: Option<String>,
    group_by: Option<String>,
    values: Option<Vec<String>>,
    question: Option<String>,
    questions: Option<Vec<String>>,
    labels: Option<Vec<String>>,
    theme: Option<String>,
    code: Option<String>,
    limit: Option<usize>,
    per_case: Option<usize>,
    attributes: Option<Vec<String>>,
    about: Option<Vec<SubjectKind>>,
    memo_kind: Option<String>,
    dates: Option<bool>,
}

impl TryFrom<Raw> for Recipe {
    type Error = String;

    fn try_from(raw: Raw) -> Result<Self, String> {
        raw.check()?;
        let questions = raw.all_questions();
        let group_by = raw.attribute.or(raw.group_by);
        let values = raw.values.unwrap_or_default();
        let labels = raw.labels.unwrap_or_default();
        let base = raw.base.unwrap_or_default();
        let unit = raw.unit.unwrap_or_default();
        let kind = match raw.kind {
            Kind::Frequencies => {
                RecipeKind::Frequencies(Frequencies { by: raw.by.unwrap_or(By::Both), unit, base, questions })
            }
            Kind::Crosstab => RecipeKind::Crosstab(Crosstab {
                by: raw.by.unwrap_or(By::Themes),
                attribute: group_by.unwrap_or_default(),
                values,
                base,
                show: raw.show.unwrap_or_default(),
                questions,
            }),
            Kind::Quotes => RecipeKind::Quotes(Quotes {
                by: raw.by.unwrap_or(By::Themes),
                theme: raw.theme,
                code: raw.code,
                limit: raw.limit.unwrap_or(Quotes::LIMIT),
                per_case: raw.per_case.unwrap_or(Quotes::PER_CASE),
                attributes: raw.attributes.unwrap_or_default(),
                questions,
            }),
            Kind::Answers => RecipeKind::Answers(Answers { questions, group_by, values, labels }),
            Kind::Distinct => RecipeKind::Distinct(Distinct { questions }),
            Kind::Scale => RecipeKind::Scale(Scale { questions, group_by, values, labels }),
            Kind::Priorities => RecipeKind::Priorities(Priorities { questions, group_by, values, labels }),
            Kind::Flow => RecipeKind::Flow(Flow { group_by, values }),
            Kind::Cooccurrence => {
                RecipeKind::Cooccurrence(Cooccurrence { by: raw.by.unwrap_or(By::Themes), unit, questions })
            }
            Kind::Codebook => RecipeKind::Codebook(CodebookTable),
            Kind::Memos => RecipeKind::Memos(Memos {
                about: raw.about.unwrap_or_default(),
                memo_kind: raw.memo_kind,
                dates: raw.dates.unwrap_or_default(),
                only: None,
            }),
        };
        Ok(Self {
            name: raw.name,
            title: raw.title,
            note: raw.note,
            // A chapter is in its document's files; one of its own it has only if it asks for it.
            formats: raw.formats.unwrap_or_else(|| if raw.chapter_of.is_some() { vec![] } else { vec![Format::Html] }),
            chapter_of: raw.chapter_of,
            scope: raw.scope.unwrap_or_default(),
            filter: raw.filter,
            kind,
        })
    }
}

impl Raw {
    fn check(&self) -> Result<(), String> {
        let name = &self.name;
        let is_plain = |name: &str| {
            !name.is_empty() && name.chars().all(|character| character.is_ascii_alphanumeric() || character == '-')
        };
        if !is_plain(name) || self.chapter_of.as_deref().is_some_and(|document| !is_plain(document)) {
            return Err(format!("output {name:?}: a name is made of the letters a–z, digits and `-`"));
        }
        let allowed = fields(self.kind);
        if let Some(stray) = self.given().into_iter().find(|field| !allowed.contains(field)) {
            let kind = self.kind;
            return Err(format!(
                "output {name:?}: `{stray}` means nothing to `{kind}`, which takes {}",
                listed(allowed)
            ));
        }
        let missing = match self.kind {
            Kind::Crosstab if self.attribute.is_none() && self.group_by.is_none() => Some("attribute"),
            Kind::Answers | Kind::Distinct | Kind::Scale | Kind::Priorities if self.all_questions().is_empty() => {
                Some("questions")
            }
            _ => None,
        };
        if let Some(missing) = missing {
            return Err(format!("output {name:?}: `{}` needs `{missing}`", self.kind));
        }
        if self.kind == Kind::Cooccurrence {
            if self.by == Some(By::Both) {
                return Err(format!("output {name:?}: `by` is \"themes\" or \"codes\" here"));
            }
            if !matches!(self.unit, None | Some(UnitOfAnalysis::Cases | UnitOfAnalysis::Segments)) {
                return Err(format!("output {name:?}: `unit` is \"cases\" or \"segments\" here"));
            }
        }
        if self.theme.is_some() && self.code.is_some() {
            return Err(format!("output {name:?}: give `theme` or `code`, not both"));
        }
        Ok(())
    }

    fn all_questions(&self) -> Vec<String> {
        self.question.iter().chain(self.questions.iter().flatten()).cloned().collect()
    }

    /// The keys that belong to some kinds only and are there.
    fn given(&self) -> Vec<&'static str> {
        let keys = [
            ("scope", self.scope.is_some()),
            ("where", self.filter.is_some()),
            ("by", self.by.is_some()),
            ("unit", self.unit.is_some()),
            ("base", self.base.is_some()),
            ("show", self.show.is_some()),
            ("attribute", self.attribute.is_some()),
            ("group_by", self.group_by.is_some()),
            ("values", self.values.is_some()),
            ("question", self.question.is_some()),
            ("questions", self.questions.is_some()),
            ("labels", self.labels.is_some()),
            ("theme", self.theme.is_some()),
            ("code", self.code.is_some()),
            ("limit", self.limit.is_some()),
            ("per_case", self.per_case.is_some()),
            ("attributes", self.attributes.is_some()),
            ("about", self.about.is_some()),
            ("memo_kind", self.memo_kind.is_some()),
            ("dates", self.dates.is_some()),
        ];
        keys.into_iter().filter(|(_, is_given)| *is_given).map(|(key, _)| key).collect()
    }
}

/// The keys that go with a kind, besides those that every output has.
const fn fields(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Frequencies => &["by", "unit", "base", "question", "questions", "scope", "where"],
        Kind::Crosstab => {
            &["attribute", "group_by", "values", "by", "base", "show", "question", "questions", "scope", "where"]
        }
        Kind::Quotes => {
            &["by", "theme", "code", "limit", "per_case", "attributes", "question", "questions", "scope", "where"]
        }
        Kind::Answers => &["question", "questions", "group_by", "attribute", "values", "labels", "where"],
        Kind::Distinct => &["question", "questions", "where"],
        Kind::Scale | Kind::Priorities => &["question", "questions", "group_by", "attribute", "values", "labels"],
        Kind::Flow => &["group_by", "attribute", "values"],
        Kind::Cooccurrence => &["by", "unit", "question", "questions", "scope", "where"],
        Kind::Codebook => &["scope"],
        Kind::Memos => &["about", "memo_kind", "dates"],
    }
}

fn listed(fields: &[&str]) -> String {
    fields.iter().map(|field| format!("`{field}`")).collect::<Vec<_>>().join(", ")
}
