//! What the weights that ship are made of: which texts, how often, and in which copies.

use std::path::Path;

use verbatim::detect::Trained;
use verbatim::detect::training::Lexicon;

use crate::copies;
use crate::corpus::{self, Document};
use crate::lists::Lists;
use crate::numbers::Numbers;
use crate::trainer::{self, NAMES, Settings};

/// Which training the weights come from: raised whenever texts, features or settings change.
pub const VERSION: &str = "en-2026.1";
/// Measured by `evaluate-detector`, on texts left out of training: genre, kind, share offered, on what.
const FLOORS: &str = include_str!("floors.tsv");
/// Weights beyond this are cut when they are rounded to 8 bits.
pub const LARGEST: f32 = 3.0;

/// The folder of training texts, read.
pub struct Material {
    pub spoken: Vec<Document>,
    pub posts: Vec<Document>,
    pub rare: Vec<Document>,
    pub invented: Vec<Document>,
    pub lists: Lists,
}

impl Material {
    pub fn read(folder: &Path) -> Result<Self, Box<dyn std::error::Error>> {
        Ok(Self {
            spoken: corpus::read(&folder.join("gum_permissive.jsonl"))?,
            posts: corpus::read(&folder.join("broad_twitter.jsonl"))?,
            rare: corpus::read(&folder.join("emerging_entities.jsonl"))?,
            invented: corpus::read(&folder.join("uk_synthetic.jsonl"))?,
            lists: Lists::read(folder)?,
        })
    }

    /// The documents that a model learns from, those whose id is in `without` left out, with their copies.
    pub fn documents(&self, without: &[String]) -> (Vec<Document>, Vec<Document>) {
        let mut numbers = Numbers(1);
        let mut originals = Vec::new();
        let mut all = Vec::new();
        let kept = |documents: &[Document]| -> Vec<Document> {
            documents.iter().filter(|document| !without.contains(&document.id)).cloned().collect()
        };
        for document in kept(&self.spoken) {
            let renamed = copies::renamed(&document, &self.lists, &mut numbers);
            let labelled = copies::labelled(&renamed, &self.lists, &mut numbers);
            all.extend([copies::lower(&document), copies::lower(&labelled), labelled]);
            originals.push(document);
        }
        for document in kept(&self.invented) {
            let renamed = copies::renamed(&document, &self.lists, &mut numbers);
            all.extend([copies::lower(&document), renamed]);
            originals.push(document);
        }
        for document in kept(&self.posts).into_iter().chain(kept(&self.rare)) {
            all.push(copies::lower(&document));
            originals.push(document);
        }
        all.extend(originals.iter().cloned());
        (originals, all)
    }

    /// The bytes of a model that has not seen the documents `without`.
    pub fn train(&self, without: &[String], settings: Settings) -> Vec<u8> {
        let (originals, all) = self.documents(without);
        let lexicon = self.lists.lexicon(&originals);
        let read = Lexicon::read(&lexicon).expect("it was just made");
        let fitted = trainer::fit(&all, &read, &NAMES, &trainer::name_label, settings);
        let trained = Trained {
            language: "en",
            version: VERSION,
            labels: &NAMES,
            transitions: &fitted.transitions,
            scores: &fitted.scores,
            known: &fitted.known,
            lexicon: &lexicon,
            floors: FLOORS,
            is_of_documents: settings.is_of_documents,
        };
        trained.to_bytes(LARGEST)
    }
}
