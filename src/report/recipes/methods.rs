//! `methods`: how the study was made, as a paragraph of a paper, with versions and numbers.

use super::super::recipe_table::Raw;
use super::account::join;
use super::{Asks, Built, Chosen, Kitchen, RecipeError};
use crate::report::{Block, Inline};
use crate::text::counted;

/// The words in which it is told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Methods {
    pub style: Style,
}

/// A family of thematic analysis (Braun and Clarke). It changes words, never numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Style {
    /// Coding is interpretation, and no one else's coding measures it.
    Reflexive,
    /// Coding applies a codebook that is worked on meanwhile.
    #[default]
    Codebook,
    /// Coding is to come out the same whoever does it.
    Reliability,
}

impl Chosen for Methods {
    const KEYS: &'static [&'static str] = &["style"];

    fn read(raw: &Raw) -> Result<Self, String> {
        Ok(Self { style: raw.style.unwrap_or_default() })
    }

    fn asks(&self, asks: &mut Asks) {
        asks.conduct = true;
    }

    fn build(&self, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
        let material = kitchen.material_line().map(|line| format!("The material was {line}"));
        let sample = join([material, kitchen.flows(None), kitchen.withdrawals()]);
        let coding = join([self.coding(kitchen), self.people(kitchen), kitchen.codings()]);
        let keeping = join([self.versions(kitchen), Some(kitchen.disclosure())]);
        let paragraphs = [("Sample and material", sample), ("Coding", coding), ("Versions and disclosure", keeping)];
        let mut blocks: Vec<Block> = paragraphs
            .into_iter()
            .filter(|(_, words)| !words.is_empty())
            .map(|(title, words)| {
                Block::Paragraph(vec![Inline::Strong(format!("{title}.")), Inline::Text(format!(" {words}"))])
            })
            .collect();
        let program = &kitchen.record().program;
        blocks.push(Block::Paragraph(vec![
            Inline::Strong("How to cite the software.".to_owned()),
            Inline::Text(format!(
                " {program} [computer program]: a workbench for qualitative thematic coding. Name the version; the study’s files and the same version make the same outputs again."
            )),
        ]));
        blocks.extend(kitchen.own_note().map(Block::Note));
        Ok(("Methods".to_owned(), blocks))
    }
}

impl Methods {
    fn coding(&self, kitchen: &Kitchen<'_>) -> Option<String> {
        let tree = kitchen.coding_tree()?;
        let how = match self.style {
            Style::Reflexive => {
                "Coding is understood as the researchers’ reading of the material; the codebook keeps track of how codes and themes took shape."
            }
            Style::Codebook => "Coding applied a codebook of codes with criteria, the versions of which are kept.",
            Style::Reliability => {
                "Coding applied a codebook of codes with criteria, which says when each is given and when not."
            }
        };
        Some(format!("{how} {tree}"))
    }

    fn people(&self, kitchen: &Kitchen<'_>) -> Option<String> {
        let people = kitchen.people_who_coded();
        let coders = kitchen.coders()?;
        let together = match (self.style, people) {
            (_, 0 | 1) => None,
            (Style::Reflexive, _) => Some("Their readings stand side by side; agreement between them was not sought."),
            (Style::Codebook, _) => Some("The records hold no measure of agreement between them."),
            (Style::Reliability, _) => Some(
                "The records hold no measure of agreement between them; it has to be computed and reported besides.",
            ),
        };
        Some(join([Some(coders), together.map(str::to_owned)]))
    }

    fn versions(&self, kitchen: &Kitchen<'_>) -> Option<String> {
        let versions = kitchen.record().versions.len() as u64;
        let last = kitchen.record().versions.last()?;
        let called = if last.version.is_empty() { String::new() } else { format!(", now {}", last.version) };
        let memos = kitchen.record().memo_count;
        let notes = match (self.style, memos) {
            (_, 0) => String::new(),
            (Style::Reflexive, 1) => " 1 memo accompanies the reading.".to_owned(),
            (Style::Reflexive, count) => format!(" {count} memos accompany the reading."),
            (Style::Codebook | Style::Reliability, count) => format!(" Memos: {count}."),
        };
        Some(format!("The codebook has had {}{called}.{notes}", counted(versions, "version")))
    }
}
