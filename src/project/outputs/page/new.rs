//! Tables that somebody makes up: looked at, exported, and saved as an `[[output]]` of `study.toml`.

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use super::made::MadeFile;
use super::printed::{Addresses, PrintedOutput};
use crate::project::outputs::documents::Document;
use crate::project::study::STUDY_FILE;
use crate::project::{Progress, Project, ProjectError};
use crate::report::{Format, Recipe};

/// A table as somebody chooses it, in the words of an `[[output]]` table. What is empty is not said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewOutput {
    pub name: String,
    pub title: String,
    /// What there is a row for: themes, codes, both.
    pub by: String,
    /// The attribute that makes the columns; without one, how often each row occurs is counted in every unit.
    pub attribute: String,
    /// What the bars of a table without an attribute show.
    pub unit: String,
    /// What the cells of a table with an attribute show.
    pub show: String,
    pub base: String,
    /// Only what this query finds.
    pub filter: String,
    /// Only answers to this question.
    pub question: String,
    /// The document that it is a chapter of.
    pub chapter_of: String,
    pub formats: Vec<String>,
}

impl NewOutput {
    /// What it is called while it has no name.
    const UNNAMED: &'static str = "new-table";

    fn table(&self) -> Table {
        let mut table = Table::new();
        let has_groups = !self.attribute.is_empty();
        let name = if self.name.is_empty() { Self::UNNAMED } else { &self.name };
        let kind = if has_groups { "crosstab" } else { "frequencies" };
        let mut put = |key: &str, words: &str| {
            if !words.is_empty() {
                table.insert(key, value(words));
            }
        };
        put("name", name);
        put("kind", kind);
        put("title", &self.title);
        put("chapter_of", &self.chapter_of);
        put("by", &self.by);
        put("attribute", &self.attribute);
        put(if has_groups { "show" } else { "unit" }, if has_groups { &self.show } else { &self.unit });
        put("base", &self.base);
        put("where", &self.filter);
        put("question", &self.question);
        if !self.formats.is_empty() {
            table.insert("formats", value(self.formats.iter().collect::<toml_edit::Array>()));
        }
        table
    }

    /// The recipe that it is, read as the study file's are.
    fn recipe(&self, project: &Project) -> Result<Recipe, ProjectError> {
        let text = self.table().to_string();
        toml::from_str(&text).map_err(|error| ProjectError::Study {
            path: project.path(STUDY_FILE),
            message: error.message().to_owned(),
        })
    }

    fn document(&self, project: &Project, formats: Vec<Format>) -> Result<Document, ProjectError> {
        let recipe = self.recipe(project)?;
        let recipe = project.with_queries_spelt_out(recipe);
        let title = recipe.title.clone().unwrap_or_else(|| project.study().title.clone());
        Ok(Document { name: recipe.name.clone(), title, formats, template: None, chapters: vec![recipe] })
    }
}

impl Project {
    /// A table that is not in the study file, as it would be printed if it were.
    pub fn printed_new(
        &mut self,
        new: &NewOutput,
        addresses: &dyn Addresses,
        progress: &dyn Progress,
    ) -> Result<PrintedOutput, ProjectError> {
        let document = new.document(self, Vec::new())?;
        self.printed_document(document, addresses, progress)
    }

    /// The same as a file, past the gate.
    pub fn new_output_file(
        &mut self,
        new: &NewOutput,
        format: Format,
        progress: &dyn Progress,
    ) -> Result<MadeFile, ProjectError> {
        let document = new.document(self, vec![format])?;
        self.document_file(&document, progress)
    }

    /// Writes a table into the study file as a recipe: a step that can be taken back.
    pub fn save_output(&mut self, new: &NewOutput) -> Result<(), ProjectError> {
        new.recipe(self)?;
        let path = self.path(STUDY_FILE);
        let mut document: DocumentMut = self
            .study_text
            .parse()
            .map_err(|error: toml_edit::TomlError| ProjectError::Study { path, message: error.message().to_owned() })?;
        let item = document.entry("output").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
        let tables = item.as_array_of_tables_mut().expect("the study has been read, so its outputs are tables");
        tables.push(new.table());
        let event = self.event("outputs new", serde_json::json!({ "output": new.name }));
        self.write_tracked(STUDY_FILE, Some(document.to_string().into_bytes()), &event)
    }

    /// What there is to choose from for a new table: attributes, and open questions with their wording left out.
    pub fn table_choices(&self) -> Result<(Vec<String>, Vec<String>), ProjectError> {
        let mut attributes: Vec<String> = self.store.attribute_names()?.into_iter().map(|row| row.name).collect();
        attributes.sort_by_key(|name| name.to_lowercase());
        let open = crate::model::QuestionType::Open;
        let questions = self.store.question_names()?.into_iter().filter(|row| row.kind == open.word());
        let mut questions: Vec<String> = questions.map(|row| row.name).collect();
        questions.dedup();
        Ok((attributes, questions))
    }
}
