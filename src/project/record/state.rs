//! `checklist`: how the items of a reporting checklist stand, and a file for the researchers to fill in.

use std::fmt::Write as _;

use crate::project::{Project, ProjectError};
use crate::report::{
    self, Checklist, ChecklistSheet, FilledItem, ItemState, Material, Recipe, RecipeKind, Telling, filled_checklist,
};

/// A checklist, item by item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChecklistState {
    pub which: Checklist,
    pub items: Vec<FilledItem>,
    /// The file of the researchers' answers, from the study folder; it may not be there yet.
    pub file: String,
    pub is_there: bool,
}

impl ChecklistState {
    /// How many items stand so.
    pub fn count(&self, state: ItemState) -> usize {
        self.items.iter().filter(|item| item.state == state).count()
    }
}

impl Project {
    /// How the items of a checklist stand. Nothing is written.
    pub fn checklist(&self, which: Checklist) -> Result<ChecklistState, ProjectError> {
        let sheet = ChecklistSheet { which, answers: self.answers_file(which) };
        let codebook = self.codebook()?.map(|(codebook, _)| codebook).unwrap_or_default();
        let recipe = Recipe::plain(which.word(), RecipeKind::Checklist(sheet.clone()));
        let columns = self.store.columns(&report::needs([&recipe], &codebook), &codebook)?;
        let record = self.record(&report::asks([&recipe]), &columns)?;
        let material = Material {
            columns: &columns,
            codebook: &codebook,
            contents: &self.store,
            memos: &[],
            quote_marks: &[],
            frameworks: &[],
            services: &[],
            smallest_group: self.study.disclosure.thresholds.minimum_group,
            telling: &Telling::default(),
            zero_is_small: self.study.disclosure.thresholds.zero_is_small,
            least_sharing: self.study.disclosure.thresholds.least_sharing(),
            record: &record,
            seed: 0,
        };
        let items = filled_checklist(&sheet, &material)?;
        let file = sheet.file().to_owned();
        let is_there = self.path(&file).exists();
        Ok(ChecklistState { which, items, file, is_there })
    }

    /// Writes a file in which the researchers answer what the records leave open, unless there is one already.
    pub fn write_checklist(&mut self, which: Checklist) -> Result<ChecklistState, ProjectError> {
        let state = self.checklist(which)?;
        if state.is_there {
            let message = "it is there already; edit it, or remove it first".to_owned();
            return Err(ProjectError::Study { path: self.path(&state.file), message });
        }
        let event = self.event("checklist write", serde_json::json!({ "kind": which.word() }));
        self.write_tracked(&state.file, Some(starting_file(&state).into_bytes()), &event)?;
        Ok(ChecklistState { is_there: true, ..state })
    }

    /// The file that the study's own recipe for this checklist names, if it names one.
    fn answers_file(&self, which: Checklist) -> Option<String> {
        self.study.outputs.iter().find_map(|output| match &output.kind {
            RecipeKind::Checklist(sheet) if sheet.which == which => sheet.answers.clone(),
            _ => None,
        })
    }
}

/// Every item, those that wait for an answer ready to be filled in.
fn starting_file(state: &ChecklistState) -> String {
    let name = state.which.name();
    let mut text = format!(
        "# Your answers to {name}, by the items’ numbers. What the study’s records know stands beside them by itself.\n\
         # An answer is a line, as in 1 = \"…\", or a table with the page of the paper: 1 = {{ answer = \"…\", page = \"7\" }}\n\
         # {}\n",
        state.which.source()
    );
    let mut part = "";
    for filled in &state.items {
        if filled.item.part != part {
            part = filled.item.part;
            let _ = write!(text, "\n# {part}\n");
        }
        let _ = write!(text, "\n# {} {}: {}\n", filled.name, filled.item.topic, filled.item.asks);
        if !filled.from_records.is_empty() {
            let _ = writeln!(text, "# From the records: {}", filled.from_records.replace('\n', " "));
        }
        let answered = if filled.state == ItemState::Records { "# " } else { "" };
        let _ = writeln!(text, "{answered}{} = \"\"", filled.name);
    }
    text
}
