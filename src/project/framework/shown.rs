//! A framework as somebody works on it: how much is coded behind each cell, and the words there.

use std::collections::BTreeMap;

use super::Opened;
use super::writing::joined;
use crate::model::Framework;
use crate::project::{Project, ProjectError};

/// A framework with what stands behind its cells, in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameworkMatrix {
    pub framework: Framework,
    /// By row and column: how many passages are coded there.
    pub coded: BTreeMap<(usize, usize), usize>,
    /// Cells of rows and columns that are not there now.
    pub hidden_count: usize,
}

/// Words that are coded in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodedPassage {
    /// `anna:12`
    pub place: String,
    pub words: String,
    /// The names of the codes on them.
    pub codes: Vec<String>,
    /// Its text, and from which byte to which.
    pub text: u32,
    pub start: usize,
    pub end: usize,
    /// The number of the link by which the cell rests on them, and whether they may be printed in it.
    pub link: Option<(i64, bool)>,
}

impl Project {
    /// A framework with what stands behind it.
    pub fn framework_matrix(&self, name: &str) -> Result<FrameworkMatrix, ProjectError> {
        let Opened { framework, stretches, hidden_count, .. } = self.opened(name)?;
        let coded = stretches.iter().map(|(place, stretches)| (*place, joined(stretches).len())).collect();
        Ok(FrameworkMatrix { framework, coded, hidden_count })
    }

    /// What is coded in a cell, in the order of the texts.
    pub fn coded_in_cell(&self, framework: &str, row: &str, column: &str) -> Result<Vec<CodedPassage>, ProjectError> {
        let opened = self.opened(framework)?;
        let place = (opened.row(row)?, opened.column(column)?);
        let codebook = self.codebook()?.map(|(codebook, _)| codebook).unwrap_or_default();
        let names = self.place_names()?;
        let stretches = opened.stretches.get(&place).map(Vec::as_slice).unwrap_or_default();
        let links = opened.framework.cells.get(&place).map(|cell| cell.links.as_slice()).unwrap_or_default();
        let mut found = Vec::new();
        for passage in joined(stretches) {
            let text = self.needed_text(passage.text)?;
            let on_it =
                stretches.iter().filter(|other| other.text == passage.text && passage.span.contains(other.span));
            let mut codes: Vec<usize> = on_it.map(|stretch| stretch.code_index).collect();
            codes.sort_unstable();
            codes.dedup();
            let link = links.iter().find(|link| link.place == Some((passage.text, passage.span)));
            found.push(CodedPassage {
                place: self.place_of(&names, &text, passage.span)?,
                words: passage.span.of_text(&text.content).trim().to_owned(),
                codes: codes.iter().map(|&code| codebook.codes[code].name.clone()).collect(),
                text: passage.text.0,
                start: passage.span.start(),
                end: passage.span.end(),
                link: link.map(|link| (link.number, link.is_illustration)),
            });
        }
        Ok(found)
    }
}
