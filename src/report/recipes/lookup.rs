//! Names in recipes, looked up: what is not there is an error that suggests the nearest.

use super::{Kitchen, RecipeError};
use crate::analysis::{Attribute, ContentsError};
use crate::model::{Question, Theme};
use crate::report::Listing;
use crate::text::nearest;

impl<'a> Kitchen<'a> {
    pub(super) fn attribute(&self, name: &str) -> Result<&'a Attribute, RecipeError> {
        let known = || self.columns.attribute_names.iter().map(String::as_str);
        self.columns.attribute(name).ok_or_else(|| self.unknown("attribute", name, nearest(name, known())))
    }

    pub(super) fn optional_attribute(&self, name: Option<&str>) -> Result<Option<&'a Attribute>, RecipeError> {
        name.map(|name| self.attribute(name)).transpose()
    }

    /// The questions that names mean, as indices, each once.
    pub(super) fn questions(&self, names: &[String]) -> Result<Vec<usize>, RecipeError> {
        let mut found: Vec<usize> = Vec::new();
        for name in names {
            let indices = self.columns.questions_named(name);
            if indices.is_empty() {
                let known = self.columns.questions.iter().map(|asked| asked.question.code.as_str());
                return Err(self.unknown("question", name, nearest(name, known)));
            }
            let new: Vec<usize> = indices.into_iter().filter(|index| !found.contains(index)).collect();
            found.extend(new);
        }
        Ok(found)
    }

    pub(super) fn question(&self, index: usize) -> &'a Question {
        &self.columns.questions[index].question
    }

    /// A theme by its id or name.
    pub(super) fn theme(&self, name: &str) -> Result<&'a Theme, RecipeError> {
        let wanted = name.to_lowercase();
        let themes = &self.codebook.themes;
        let is_it = |theme: &&Theme| theme.id.to_lowercase() == wanted || theme.name.to_lowercase() == wanted;
        let known = themes.iter().flat_map(|theme| [theme.id.as_str(), theme.name.as_str()]);
        themes.iter().find(is_it).ok_or_else(|| self.unknown("theme", name, nearest(name, known)))
    }

    /// A code's index by its id or name.
    pub(super) fn code(&self, name: &str) -> Result<usize, RecipeError> {
        let wanted = name.to_lowercase();
        let codes = &self.codebook.codes;
        let found =
            codes.iter().position(|code| code.id.to_lowercase() == wanted || code.name.to_lowercase() == wanted);
        let known = codes.iter().flat_map(|code| [code.id.as_str(), code.name.as_str()]);
        found.ok_or_else(|| self.unknown("code", name, nearest(name, known)))
    }

    /// Column titles: the recipe's labels, or what is said of each question.
    pub(super) fn titles(
        &self,
        labels: &[String],
        questions: &[usize],
        say: impl Fn(usize, &Question) -> String,
    ) -> Result<Vec<String>, RecipeError> {
        if labels.is_empty() {
            return Ok(questions.iter().enumerate().map(|(at, &index)| say(at, self.question(index))).collect());
        }
        if labels.len() != questions.len() {
            let recipe = self.recipe().name.clone();
            return Err(RecipeError::Labels { recipe, labels: labels.len(), columns: questions.len() });
        }
        Ok(labels.to_vec())
    }

    /// That a table has all answers to these questions.
    pub(super) fn listing(&self, questions: &[usize], attribute: Option<&Attribute>) -> Listing {
        Listing {
            questions: questions.iter().map(|&index| self.question(index).code.clone()).collect(),
            attribute: attribute.map(|attribute| attribute.name.clone()),
        }
    }

    pub(super) fn words_missing(&self, source: ContentsError) -> RecipeError {
        RecipeError::Contents { recipe: self.recipe().name.clone(), source }
    }

    /// A file that the recipe names is not there, or not as it should be.
    pub(super) fn file_unusable(&self, problem: &str) -> RecipeError {
        RecipeError::File { recipe: self.recipe().name.clone(), problem: problem.to_owned() }
    }

    pub(super) fn unknown(&self, what: &'static str, name: &str, nearest: Option<&str>) -> RecipeError {
        RecipeError::Unknown {
            recipe: self.recipe().name.clone(),
            what,
            name: name.to_owned(),
            nearest: nearest.map(str::to_owned),
        }
    }
}
