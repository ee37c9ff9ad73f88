//! What may be typed into a query: the names of fields, and what each may be. Nothing of what participants said is in it: of
//! closed questions only the answers that the survey offers.

use std::collections::BTreeSet;

use crate::model::{CodingStatus, QuestionType, SourceKind};
use crate::project::{Project, ProjectError};
use crate::query::{self, FIELDS};
use crate::text::fold;

/// So many are offered at once.
const OFFERED: usize = 12;
/// A value that is longer is prose, and nobody types it.
const LONGEST: usize = 60;

/// Something that may stand in a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// As the query has it: `theme:`, `theme:staff`, `sector:"Public health"`.
    pub written: String,
    /// What it is called, or what it says of a field.
    pub about: String,
}

impl Project {
    /// Fields, attributes and closed questions whose names begin so.
    pub fn fields_beginning(&self, begun: &str) -> Result<Vec<Completion>, ProjectError> {
        let begun = fold(begun);
        let mut offered: Vec<Completion> = Vec::new();
        let of_study = self.attributes_counted()?;
        let known = FIELDS.iter().map(|field| ((*field).to_owned(), about_field(field)));
        for (name, about) in known.chain(of_study.into_iter().map(|name| (name, "what is known of people"))) {
            // A field's name has no spaces.
            let is_name = !name.contains(|character: char| character.is_whitespace() || "\"()[]:".contains(character));
            if is_name && fold(&name).starts_with(&begun) {
                offered.push(Completion { written: format!("{name}:"), about: about.to_owned() });
            }
        }
        offered.truncate(OFFERED);
        Ok(offered)
    }

    /// What a field may be, where that begins so or has a word that does; nothing for a field that is anything.
    pub fn values_beginning(&self, field: &str, begun: &str) -> Result<Vec<Completion>, ProjectError> {
        let begun = fold(begun.trim());
        let begins = |text: &str| {
            let text = fold(text);
            text.starts_with(&begun)
                || text.split(|character: char| !character.is_alphanumeric()).any(|word| word.starts_with(&begun))
        };
        let mut found = self.values_of_field(field)?;
        found.retain(|(value, about)| value.chars().count() <= LONGEST && (begins(value) || begins(about)));
        // What begins so comes before what has a word that does.
        found.sort_by_key(|(value, about)| !fold(value).starts_with(&begun) && !fold(about).starts_with(&begun));
        found.truncate(OFFERED);
        let written =
            |(value, about): (String, String)| Completion { written: query::test_of(field, &value).to_string(), about };
        Ok(found.into_iter().map(written).collect())
    }

    /// All that a field may be, each with what it is called where that is something else.
    fn values_of_field(&self, field: &str) -> Result<Vec<(String, String)>, ProjectError> {
        let plain = |values: &mut dyn Iterator<Item = &str>| -> Vec<(String, String)> {
            values.map(|value| (value.to_owned(), String::new())).collect()
        };
        let sorted = |values: BTreeSet<String>| values.into_iter().map(|value| (value, String::new())).collect();
        Ok(match field.to_lowercase().as_str() {
            "theme" => {
                let themes = self.codes().unwrap_or_default().themes;
                themes.into_iter().map(|theme| (theme.id, theme.name)).collect()
            }
            "code" => {
                let codes = self.codes().unwrap_or_default().codes.into_iter().filter(crate::model::Code::is_in_use);
                codes.map(|code| (code.id, code.name)).collect()
            }
            "coded" => plain(&mut ["yes", "no"].into_iter()),
            "memo" => vec![("*".to_owned(), "any memo".to_owned())],
            "status" => {
                let all = [CodingStatus::Proposed, CodingStatus::Accepted, CodingStatus::Rejected];
                plain(&mut all.into_iter().map(CodingStatus::word))
            }
            "kind" => plain(&mut SourceKind::ALL.iter().map(|kind| kind.word())),
            "coder" => sorted(self.store.coders()?.into_values().filter(|name| !name.is_empty()).collect()),
            "case" => sorted(self.store.case_names()?.into_iter().map(|(_, name)| name).collect()),
            "source" => {
                let names = self.names_of_places()?;
                sorted(self.store.source_names()?.iter().map(|row| names.of_source(&row.name).to_owned()).collect())
            }
            "speaker" => sorted(self.store.speakers()?.into_iter().map(|speaker| speaker.name).collect()),
            "question" => self.questions_of_all(|kind| kind == QuestionType::Open)?,
            "noted" | "imported" => Vec::new(),
            _ => self.values_of_attribute(field)?,
        })
    }

    /// Questions by code, with their wording.
    fn questions_of_all(&self, is_meant: fn(QuestionType) -> bool) -> Result<Vec<(String, String)>, ProjectError> {
        let mut found = Vec::new();
        for row in self.store.source_names()?.into_iter().filter(|row| row.kind == SourceKind::Survey.word()) {
            let questions = self.store.questions_of(crate::model::SourceId(row.id))?;
            found.extend(
                questions.into_iter().filter(|asked| is_meant(asked.kind)).map(|asked| (asked.code, asked.wording)),
            );
        }
        found.dedup();
        Ok(found)
    }

    /// What cases have for an attribute, or what a closed question offers.
    fn values_of_attribute(&self, field: &str) -> Result<Vec<(String, String)>, ProjectError> {
        let wanted = field.to_lowercase();
        let mut values = BTreeSet::new();
        let attributes = self.store.attribute_names()?;
        if let Some(attribute) = attributes.iter().find(|row| row.name.to_lowercase() == wanted) {
            self.store.for_each_attribute_value(attribute.id, &mut |_, value| {
                values.extend(value.split('\n').map(|value| value.trim().to_owned()));
            })?;
        } else {
            for row in self.store.source_names()?.into_iter().filter(|row| row.kind == SourceKind::Survey.word()) {
                let questions = self.store.questions_of(crate::model::SourceId(row.id))?;
                let asked = questions.into_iter().filter(|asked| asked.code.to_lowercase() == wanted);
                values.extend(asked.flat_map(|asked| asked.options));
            }
        }
        values.remove("");
        Ok(values.into_iter().map(|value| (value, String::new())).collect())
    }
}

fn about_field(field: &str) -> &'static str {
    match field {
        "theme" => "all that belongs to a theme",
        "code" => "what has a code, or one below it",
        "coder" => "who coded it",
        "coded" => "whether it is coded, or when",
        "status" => "what became of codings",
        "memo" => "what a memo on it says",
        "noted" => "when a memo was written",
        "case" => "who said it",
        "source" => "where it stands",
        "kind" => "what kind of source",
        "imported" => "when it came in",
        "speaker" => "who speaks there",
        "question" => "what it answers",
        _ => "",
    }
}
