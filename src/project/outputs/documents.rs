//! Which files the study wants: outputs of their own, and documents made of several.

use crate::project::finding::queries::spelt_out;
use crate::project::{ProjectError, Study};
use crate::report::{Format, Recipe};
use crate::text;

/// One thing to be written: a recipe's output, or a document with several as chapters.
#[derive(Debug, Clone)]
pub(in crate::project) struct Document {
    /// The stem of its files.
    pub(in crate::project) name: String,
    pub(in crate::project) title: String,
    pub(in crate::project) formats: Vec<Format>,
    /// In place of the template of the whole study.
    pub(in crate::project) template: Option<String>,
    pub(in crate::project) chapters: Vec<Recipe>,
}

/// Everything the study asks for: first its documents, then outputs that have files of their own, in its order.
pub(in crate::project) fn documents(study: &Study) -> Vec<Document> {
    let recipes = recipes(study);
    let mut documents: Vec<Document> = Vec::new();
    for name in recipes.iter().filter_map(|recipe| recipe.chapter_of.as_deref()) {
        if documents.iter().any(|document| document.name == name) {
            continue;
        }
        let entry = study.documents.iter().find(|entry| entry.name == name);
        let chapters = recipes.iter().filter(|recipe| recipe.chapter_of.as_deref() == Some(name));
        documents.push(Document {
            name: name.to_owned(),
            title: entry.and_then(|entry| entry.title.clone()).unwrap_or_else(|| study.title.clone()),
            formats: entry.map_or_else(|| vec![Format::Html], |entry| entry.formats.clone()),
            template: entry.and_then(|entry| entry.template.clone()),
            chapters: chapters.cloned().collect(),
        });
    }
    documents.extend(recipes.iter().filter(|recipe| !recipe.formats.is_empty()).map(|recipe| alone(study, recipe)));
    documents
}

/// The study's recipes, or the usual ones if it names none.
pub(in crate::project) fn recipes(study: &Study) -> Vec<Recipe> {
    if study.outputs.is_empty() {
        return Recipe::defaults();
    }
    let told = |recipe: &Recipe| Recipe {
        filter: recipe.filter.as_ref().map(|query| spelt_out(query, &study.queries)),
        ..recipe.clone()
    };
    study.outputs.iter().map(told).collect()
}

/// A document of one recipe.
fn alone(study: &Study, recipe: &Recipe) -> Document {
    Document {
        name: recipe.name.clone(),
        title: recipe.title.clone().unwrap_or_else(|| study.title.clone()),
        formats: recipe.formats.clone(),
        template: None,
        chapters: vec![recipe.clone()],
    }
}

/// Those of the documents that are named; all if none are. A name may also be a chapter's: then that chapter alone.
pub(in crate::project) fn chosen(
    documents: &[Document],
    study: &Study,
    names: &[String],
    formats: &[Format],
) -> Result<Vec<Document>, ProjectError> {
    let mut chosen: Vec<Document> = Vec::new();
    if names.is_empty() {
        chosen.extend(documents.iter().cloned());
    }
    for name in names {
        if let Some(document) = documents.iter().find(|document| document.name == *name) {
            chosen.push(document.clone());
        } else if let Some(recipe) = recipes(study).iter().find(|recipe| recipe.name == *name) {
            chosen.push(Document { formats: vec![Format::Html], ..alone(study, recipe) });
        } else {
            let known = documents.iter().map(|document| document.name.as_str());
            return Err(ProjectError::NoOutput {
                name: name.clone(),
                nearest: text::nearest(name, known).map(str::to_owned),
            });
        }
    }
    if !formats.is_empty() {
        for document in &mut chosen {
            document.formats = formats.to_vec();
        }
    }
    for document in &chosen {
        for recipe in &document.chapters {
            let checked = recipe.kind.check_formats(&document.formats, document.chapters.len() > 1);
            checked.map_err(|message| ProjectError::OutputFormat { name: recipe.name.clone(), message })?;
        }
    }
    Ok(chosen)
}
