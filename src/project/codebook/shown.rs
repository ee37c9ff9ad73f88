//! One code with all that is known of it, and the tree of all.

use std::collections::BTreeMap;

use super::changes::code_called;
use crate::model::{Code, CodeStatus, Codebook};
use crate::project::{Project, ProjectError};
use crate::store::{CodingFilter, CodingPlace};

/// A code, with its place among the others and what is coded with it.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownCode {
    pub code: Code,
    /// The codes above it, the topmost first.
    pub above: Vec<String>,
    pub below: Vec<String>,
    /// Codes that became part of it.
    pub merged: Vec<String>,
    /// The themes that gather it, or a code above it.
    pub themes: Vec<String>,
    /// In its own right, without the codes below it.
    pub segments: u64,
    pub cases: u64,
    pub proposed: u64,
    pub accepted: u64,
    pub rejected: u64,
    /// Where it was given, in the order of the texts: the first few.
    pub places: Vec<CodingPlace>,
    pub memos: u64,
}

/// A code in the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeLine {
    pub code: String,
    pub name: String,
    /// How many stand above it.
    pub depth: usize,
    pub status: CodeStatus,
    pub key: Option<char>,
    pub colour: Option<String>,
    pub segments: u64,
    /// With all codes below it.
    pub with_below: u64,
    pub cases: u64,
}

impl Project {
    /// One code, by its id or a name that only one has, with up to so many places where it was given.
    pub fn show_code(&self, name: &str, places: usize) -> Result<ShownCode, ProjectError> {
        let codebook = self.needed_codebook()?;
        let index = code_called(&codebook, name)?;
        let code = codebook.codes[index].clone();
        let ids = |indices: &mut dyn Iterator<Item = usize>| -> Vec<String> {
            indices.map(|index| codebook.codes[index].id.clone()).collect()
        };
        let mut above = ancestors(&codebook, index);
        above.reverse();
        let is_below = |&other: &usize| codebook.codes[other].parent.as_deref() == Some(code.id.as_str());
        let became = |&other: &usize| codebook.codes[other].merged_into.as_deref() == Some(code.id.as_str());
        let themes = codebook.themes.iter().filter(|theme| codebook.codes_of_theme(theme).contains(&index));
        let (segments, cases) = self.code_counts(&codebook)?[index];
        let names = codebook.ids_of(index);
        let (proposed, accepted, rejected) = self.store.coding_statuses(&names)?;
        Ok(ShownCode {
            above: ids(&mut above.into_iter()),
            below: ids(&mut (0..codebook.codes.len()).filter(is_below)),
            merged: ids(&mut (0..codebook.codes.len()).filter(became)),
            themes: themes.map(|theme| theme.name.clone()).collect(),
            segments,
            cases,
            proposed,
            accepted,
            rejected,
            places: self.store.coding_places(&names, places)?,
            memos: self.store.memos_on_code(&code.id)?,
            code,
        })
    }

    /// How many segments and cases each theme has, with all codes that it gathers and those below them.
    pub fn theme_counts(&self, codebook: &Codebook) -> Result<Vec<(u64, u64)>, ProjectError> {
        self.counts_of(codebook, codebook.themes.iter().map(|theme| codebook.codes_of_theme(theme)))
    }

    /// Who laid codings with this code, the rules first: how many are proposed, accepted and rejected.
    pub fn coded_by(&self, code: &str) -> Result<Vec<(String, [u64; 3])>, ProjectError> {
        let codebook = self.needed_codebook()?;
        let ids = codebook.ids_of(code_called(&codebook, code)?);
        let coders = self.store.coders()?;
        let mut counts: BTreeMap<&str, [u64; 3]> = BTreeMap::new();
        for coding in self.store.codings(&CodingFilter { codes: Some(ids), ..CodingFilter::default() })? {
            let coder = coders.get(&coding.key.coder).map_or("", String::as_str);
            counts.entry(coder).or_default()[coding.status as usize] += 1;
        }
        let name = |coder: &str| if coder.is_empty() { "rules".to_owned() } else { coder.to_owned() };
        Ok(counts.into_iter().map(|(coder, counts)| (name(coder), counts)).collect())
    }

    /// All codes, each followed by those below it.
    pub fn code_tree(&self) -> Result<Vec<TreeLine>, ProjectError> {
        let codebook = self.needed_codebook()?;
        let indices = || 0..codebook.codes.len();
        let own = indices().map(|index| vec![index]);
        let below = indices().map(|index| codebook.with_descendants(index));
        // All that is counted is loaded once.
        let mut counts = self.counts_of(&codebook, own.chain(below))?;
        let with_below = counts.split_off(codebook.codes.len());
        let line = |index: usize| {
            let code = &codebook.codes[index];
            TreeLine {
                code: code.id.clone(),
                name: code.name.clone(),
                depth: ancestors(&codebook, index).len(),
                status: code.status,
                key: code.key,
                colour: code.colour.clone(),
                segments: counts[index].0,
                with_below: with_below[index].0,
                cases: with_below[index].1,
            }
        };
        Ok(codebook.tree_order().into_iter().map(line).collect())
    }
}

/// The codes above one, the nearest first.
fn ancestors(codebook: &Codebook, index: usize) -> Vec<usize> {
    let parent = |index: usize| codebook.codes[index].parent.as_deref().and_then(|id| codebook.code_index(id));
    // A chain longer than the list would be a circle, which `codebook check` refuses.
    std::iter::successors(parent(index), |&above| parent(above)).take(codebook.codes.len()).collect()
}
