//! A project of another tool as its reader sees it.

use std::collections::BTreeSet;

use serde::Serialize;

use super::transcript::Transcript;
use super::{Words, indented};
use crate::import::projects::{ImportedProject, ProjectDocument};
use crate::text::counted;

#[derive(Debug, Serialize)]
pub struct OtherTool {
    pub format: &'static str,
    pub documents: u64,
    pub codes: u64,
    pub codings: u64,
    pub memos: u64,
    pub coders: u64,
    pub cases: u64,
    pub code_names: Vec<String>,
    pub texts: Vec<Document>,
    /// What has no place in a study.
    pub left_out: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct Document {
    pub name: String,
    pub text: Transcript,
    pub codings: Vec<Coding>,
}

#[derive(Debug, Serialize)]
pub struct Coding {
    pub code: String,
    pub coder: String,
    /// In bytes of the document's text, the end not included.
    pub start: usize,
    pub end: usize,
    pub words: String,
}

impl OtherTool {
    pub(super) fn of(project: &ImportedProject, words: Words) -> Self {
        let coders: BTreeSet<&str> = project
            .documents
            .iter()
            .flat_map(|document| &document.codings)
            .map(|coding| coding.coder.as_str())
            .collect();
        let cases: BTreeSet<&str> = project.faces.iter().map(|face| face.case.as_str()).collect();
        let noted = |document: &ProjectDocument| {
            let on_codings = document.codings.iter().filter(|coding| coding.note.is_some()).count();
            document.imported.memos.len() + usize::from(document.note.is_some()) + on_codings
        };
        let texts = project.documents.iter().map(|document| Document::of(document, project, words));
        Self {
            format: project.format.word(),
            documents: project.documents.len() as u64,
            codes: project.codes.len() as u64,
            codings: project.documents.iter().map(|document| document.codings.len() as u64).sum(),
            memos: (project.documents.iter().map(noted).sum::<usize>() + project.memos.len()) as u64,
            coders: coders.len() as u64,
            cases: cases.len() as u64,
            code_names: project.codes.iter().map(|code| code.name.clone()).collect(),
            texts: texts.collect(),
            left_out: project.left_out.clone(),
        }
    }

    pub(super) fn lines(&self) -> Vec<String> {
        let counts = [
            counted(self.documents, "document"),
            counted(self.codes, "code"),
            counted(self.codings, "coding"),
            counted(self.memos, "memo"),
            counted(self.coders, "coder"),
            counted(self.cases, "case"),
        ];
        let mut lines = vec![format!("project of {}", self.format), counts.join(", ")];
        lines.extend(self.left_out.iter().map(|sentence| format!("look: {sentence}")));
        lines.extend(indented("codes: ", &self.code_names.join(", ")));
        for document in &self.texts {
            lines.push(String::new());
            lines.push(format!("== {}", document.name));
            lines.extend(document.text.lines());
            for coding in &document.codings {
                lines.push(String::new());
                lines.extend(indented(&format!("{} ({}): ", coding.code, coding.coder), &coding.words));
            }
        }
        lines
    }
}

impl Document {
    fn of(document: &ProjectDocument, project: &ImportedProject, words: Words) -> Self {
        let codings = document.codings.iter().map(|coding| Coding {
            code: project.codes[coding.code_index].id.clone(),
            coder: words.shown(&coding.coder),
            start: coding.span.start(),
            end: coding.span.end(),
            words: words.shown(coding.span.of_text(&document.imported.text)),
        });
        Self {
            name: words.shown(&document.name),
            text: Transcript::of(&document.imported, words),
            codings: codings.collect(),
        }
    }
}
