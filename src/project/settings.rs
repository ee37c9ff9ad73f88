//! What `study.toml` says of the study as a whole, changed where it stands: comments and all else in the file stay.

use toml_edit::{DocumentMut, Item, Table, Value};

use crate::disclosure::Thresholds;
use crate::project::study::STUDY_FILE;
use crate::project::{Project, ProjectError};

/// Title, language, and the rule by which numbers about few people are withheld, as they are written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StudySettings {
    pub title: String,
    pub language: String,
    /// A rule in a word: 3, 5, 10 or rounded; empty where the numbers say it.
    pub preset: String,
    pub minimum_group: Option<u64>,
    pub minimum_mean: Option<u64>,
    pub minimum_attribute: Option<u64>,
    pub minimum_base: Option<u64>,
    pub round_to: Option<u64>,
    pub zero_is_small: bool,
}

const DISCLOSURE: &str = "disclosure";

impl Project {
    /// As `study.toml` has them. What the rule comes to with all that it implies is in [`Project::study`].
    pub fn settings_written(&self) -> StudySettings {
        // It was read when the study was opened.
        let document: DocumentMut = self.study_text.parse().unwrap_or_default();
        let rule = |key: &str| document.get(DISCLOSURE)?.get(key).cloned();
        let number = |key: &str| rule(key)?.as_integer().and_then(|number| u64::try_from(number).ok());
        StudySettings {
            title: self.study.title.clone(),
            language: self.study.language.clone(),
            preset: rule("preset").and_then(|item| item.as_str().map(str::to_owned)).unwrap_or_default(),
            minimum_group: number("minimum_group"),
            minimum_mean: number("minimum_mean"),
            minimum_attribute: number("minimum_attribute"),
            minimum_base: number("minimum_base"),
            round_to: number("round_to"),
            zero_is_small: rule("zero_is_small").and_then(|item| item.as_bool()).unwrap_or_default(),
        }
    }

    /// Writes what is different into `study.toml`, and gives the keys that are. What makes no sense changes nothing.
    pub fn change_settings(&mut self, wanted: &StudySettings) -> Result<Vec<&'static str>, ProjectError> {
        let now = self.settings_written();
        let path = self.path(STUDY_FILE);
        let wrong = |message: &str| ProjectError::Study { path: path.clone(), message: message.to_owned() };
        if wanted.title.trim().is_empty() {
            return Err(wrong("a study has a title: write one"));
        }
        let mut document: DocumentMut =
            self.study_text.parse().map_err(|_| wrong("it cannot be changed here: change it by hand"))?;
        let mut changed = Vec::new();
        for (key, was, is) in [("title", &now.title, &wanted.title), ("language", &now.language, &wanted.language)] {
            if was != is.trim() {
                set(document.as_table_mut(), key, Some(Value::from(is.trim())));
                changed.push(key);
            }
        }
        let number = |number: Option<u64>| number.and_then(|number| i64::try_from(number).ok()).map(Value::from);
        let word = |word: &str| Some(word.trim()).filter(|word| !word.is_empty()).map(Value::from);
        let rules = [
            ("preset", word(&now.preset), word(&wanted.preset)),
            ("minimum_group", number(now.minimum_group), number(wanted.minimum_group)),
            ("minimum_mean", number(now.minimum_mean), number(wanted.minimum_mean)),
            ("minimum_attribute", number(now.minimum_attribute), number(wanted.minimum_attribute)),
            ("minimum_base", number(now.minimum_base), number(wanted.minimum_base)),
            ("round_to", number(now.round_to), number(wanted.round_to)),
            (
                "zero_is_small",
                now.zero_is_small.then(|| Value::from(true)),
                wanted.zero_is_small.then(|| Value::from(true)),
            ),
        ];
        for (key, was, is) in rules {
            let plain = |value: &Option<Value>| value.as_ref().map(ToString::to_string);
            if plain(&was) != plain(&is) {
                let rule = document.entry(DISCLOSURE).or_insert_with(|| Item::Table(Table::new()));
                let rule = rule
                    .as_table_mut()
                    .ok_or_else(|| wrong("its [disclosure] is written in an unusual way: change it by hand"))?;
                set(rule, key, is);
                changed.push(key);
            }
        }
        if !changed.is_empty() {
            let event = self.event("settings", serde_json::json!({ "file": STUDY_FILE, "keys": changed }));
            self.write_tracked(STUDY_FILE, Some(document.to_string().into_bytes()), &event)?;
        }
        Ok(changed)
    }

    /// Whether the study file says what it said when it was read here.
    pub fn has_read_study_file(&self) -> bool {
        std::fs::read_to_string(self.path(STUDY_FILE)).is_ok_and(|text| text == self.study_text)
    }

    /// What the study file said when it was read here.
    pub fn study_text(&self) -> &str {
        &self.study_text
    }

    /// Makes the index anew from what the store holds.
    pub fn make_index_again(&mut self, progress: &dyn crate::project::Progress) -> Result<(), ProjectError> {
        self.index = None;
        crate::index::Index::open(&self.index_folder(), &self.study.language)?.discard()?;
        if self.store.text_count()? > 0 {
            self.catch_up(progress)?;
        }
        Ok(())
    }
}

/// Sets a key, or takes it out. What stands beside its value stays.
fn set(table: &mut Table, key: &str, value: Option<Value>) {
    match (table.get_mut(key), value) {
        (_, None) => drop(table.remove(key)),
        (Some(Item::Value(old)), Some(mut new)) => {
            *new.decor_mut() = old.decor().clone();
            *old = new;
        }
        (_, Some(new)) => drop(table.insert(key, Item::Value(new))),
    }
}

/// What a rule comes to, in sentences.
pub fn rule_in_words(rule: &Thresholds) -> Vec<String> {
    let mut sentences = Vec::new();
    if rule.withholds() {
        let least = rule.minimum_group;
        sentences.push(format!(
            "a number about fewer than {least} people is withheld, and with it others from which it could be worked out"
        ));
        if rule.minimum_mean > least {
            sentences.push(format!("a mean over fewer than {} people is withheld", rule.minimum_mean));
        }
        if rule.minimum_attribute > least {
            let least = rule.minimum_attribute;
            sentences.push(format!("what fewer than {least} people share does not stand beside their quotations"));
        } else {
            sentences.push("what so few people share does not stand beside their quotations either".to_owned());
        }
        if rule.zero_is_small {
            sentences.push("a nought is withheld as well".to_owned());
        }
    } else {
        sentences.push("nothing is withheld: every number is printed, also about one person".to_owned());
    }
    if rule.round_to > 1 {
        sentences.push(format!("numbers are rounded to the nearest {}", rule.round_to));
    }
    if rule.minimum_base > 0 {
        sentences.push(format!("percentages of fewer than {} people are not printed", rule.minimum_base));
    }
    sentences
}
