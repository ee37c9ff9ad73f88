//! `[style]` in `study.toml`: the study's own looks, read and checked.

use serde::Deserialize;

use super::{Project, ProjectError};
use crate::export::{Css, HouseStyle};

/// `[style]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StyleSettings {
    /// A style sheet for pages.
    pub css: Option<String>,
}

impl StyleSettings {
    /// The files that it names.
    pub(super) fn files(&self) -> impl Iterator<Item = &String> {
        self.css.iter()
    }
}

impl Project {
    /// The study's own looks, checked.
    pub(super) fn house_style(&self) -> Result<HouseStyle, ProjectError> {
        let Some(name) = &self.study.style.css else { return Ok(HouseStyle::default()) };
        let (path, text) = self.read(name)?;
        let css = Css::check(&text).map_err(|error| ProjectError::Settings {
            path,
            line_number: error.line_number,
            column_number: error.column_number,
            message: error.to_string(),
        })?;
        Ok(HouseStyle { css: Some(css) })
    }
}
