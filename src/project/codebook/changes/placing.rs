//! Where a code stands, one step at a time or beside another: what keys and dragging in a tree do.

use super::{CodePlace, CodebookChanged, CodebookOptions, code_called};
use crate::model::Codebook;
use crate::project::{Project, ProjectError};

/// Where a code is put in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TreePlace<'a> {
    /// Before the code of the same parent that stands before it.
    Up,
    /// After the code of the same parent that stands after it.
    Down,
    /// Beside the code above it, after it.
    Out,
    /// Below the code of the same parent that stands before it.
    In,
    Top,
    Under(&'a str),
    Before(&'a str),
    After(&'a str),
}

impl Project {
    /// Puts a code elsewhere in the tree, as one step; where there is no such place, everything stays as it is.
    pub fn place_code(
        &mut self,
        code: &str,
        place: TreePlace<'_>,
        options: &CodebookOptions,
    ) -> Result<CodebookChanged, ProjectError> {
        let codebook = self.needed_codebook()?;
        let index = code_called(&codebook, code)?;
        let id = codebook.codes[index].id.as_str();
        let beside = siblings(&codebook, index);
        let at = beside.iter().position(|&other| other == index).unwrap_or_default();
        let before = at.checked_sub(1).and_then(|before| beside.get(before)).map(|&other| &codebook.codes[other].id);
        let after = beside.get(at + 1).map(|&other| &codebook.codes[other].id);
        match (place, before, after) {
            (TreePlace::Up, Some(before), _) => self.order_codes(&[id.to_owned(), before.clone()], options),
            (TreePlace::Down, _, Some(after)) => self.order_codes(&[after.clone(), id.to_owned()], options),
            (TreePlace::In, Some(before), _) => self.move_code(id, CodePlace::Under(before), None, options),
            (TreePlace::Out, ..) => match codebook.codes[index].parent.clone() {
                Some(parent) => self.move_code(id, CodePlace::Beside, Some(&parent), options),
                None => Ok(stays(options)),
            },
            (TreePlace::Up | TreePlace::Down | TreePlace::In, ..) => Ok(stays(options)),
            (TreePlace::Top, ..) => self.move_code(id, CodePlace::Top, None, options),
            (TreePlace::Under(above), ..) => self.move_code(id, CodePlace::Under(above), None, options),
            (TreePlace::After(other), ..) => self.move_code(id, CodePlace::Beside, Some(other), options),
            (TreePlace::Before(other), ..) => self.place_before(&codebook, index, other, options),
        }
    }

    fn place_before(
        &mut self,
        codebook: &Codebook,
        index: usize,
        other: &str,
        options: &CodebookOptions,
    ) -> Result<CodebookChanged, ProjectError> {
        let id = codebook.codes[index].id.clone();
        let other = code_called(codebook, other)?;
        let beside: Vec<usize> = siblings(codebook, other).into_iter().filter(|&sibling| sibling != index).collect();
        let at = beside.iter().position(|&sibling| sibling == other).unwrap_or_default();
        if let Some(&before) = at.checked_sub(1).and_then(|before| beside.get(before)) {
            return self.move_code(&id, CodePlace::Beside, Some(&codebook.codes[before].id), options);
        }
        let other = codebook.codes[other].id.clone();
        self.as_one_step(|project| {
            let moved = project.move_code(&id, CodePlace::Beside, Some(&other), options)?;
            let ordered = project.order_codes(&[id.clone(), other], options)?;
            Ok(if moved.differences.is_empty() { ordered } else { moved })
        })
    }
}

/// The codes that share a code's parent, itself among them, in the file's order.
fn siblings(codebook: &Codebook, index: usize) -> Vec<usize> {
    let parent = codebook.codes[index].parent.as_ref();
    (0..codebook.codes.len()).filter(|&other| codebook.codes[other].parent.as_ref() == parent).collect()
}

fn stays(options: &CodebookOptions) -> CodebookChanged {
    let notes = vec!["it stands there already".to_owned()];
    CodebookChanged { notes, dry_run: options.dry_run, ..CodebookChanged::default() }
}
