//! Words reduced to their stems, by the Snowball algorithm of a language.

use std::borrow::Cow;

/// The stemmer of one language: *waiting*, *waits* and *wait* are one.
#[derive(Clone)]
pub struct Stems {
    stemmer: frostem::Stemmer,
}

impl Stems {
    /// The stemmer of a language by its code or name (`en`, `english`); nothing if there is none. Those of most languages of
    /// Europe are built in.
    pub fn of_language(language: &str) -> Option<Self> {
        let primary = language.split(['-', '_']).next().unwrap_or(language);
        // What is written in Norway is one of two.
        let primary = if matches!(primary, "nb" | "nn") { "no" } else { primary };
        frostem::Stemmer::try_from_name(primary).ok().map(|stemmer| Self { stemmer })
    }

    /// The stem of a folded word (see [`fold`](super::fold)).
    pub fn stem<'w>(&self, folded: &'w str) -> Cow<'w, str> {
        self.stemmer.stem(folded)
    }
}

impl std::fmt::Debug for Stems {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Stems")
    }
}
