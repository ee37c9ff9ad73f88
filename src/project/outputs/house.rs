//! `[style]` in `study.toml`: the study's own looks, read and checked.

use serde::Deserialize;

use crate::export::{Css, HouseStyle, Template};
use crate::project::{Project, ProjectError};

/// `[style]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StyleSettings {
    /// A style sheet for pages.
    pub css: Option<String>,
    /// A Word document whose styles, pages, heads and feet every docx output takes.
    pub template: Option<String>,
}

impl StyleSettings {
    /// The files that it names.
    pub(in crate::project) fn files(&self) -> impl Iterator<Item = &String> {
        self.css.iter().chain(&self.template)
    }
}

impl Project {
    /// The study's own looks, checked.
    pub(in crate::project) fn house_style(&self) -> Result<HouseStyle, ProjectError> {
        let style = &self.study.style;
        Ok(HouseStyle {
            css: style.css.as_deref().map(|name| self.style_sheet(name)).transpose()?,
            template: style.template.as_deref().map(|name| self.template(name)).transpose()?,
        })
    }

    fn style_sheet(&self, name: &str) -> Result<Css, ProjectError> {
        let (path, text) = self.read(name)?;
        Css::check(&text).map_err(|error| ProjectError::Settings {
            path,
            line_number: error.line_number,
            column_number: error.column_number,
            message: error.to_string(),
        })
    }

    /// The template that `study.toml` names, for all documents or for one.
    pub(in crate::project) fn template(&self, name: &str) -> Result<Template, ProjectError> {
        let path = self.named(name)?;
        let bytes = std::fs::read(&path).map_err(|source| ProjectError::Read { path: path.clone(), source })?;
        Template::read(&bytes).map_err(|error| ProjectError::Study { path, message: error.to_string() })
    }
}
