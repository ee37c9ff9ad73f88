//! Of which texts the detector knows nothing, and what is relied on there.

use std::collections::BTreeSet;

use crate::detect::Detector;
use crate::project::{Project, ProjectError};

impl Project {
    /// That the program looks for names which nobody listed in no text, or not in those of some sources, as it knows nothing of
    /// their language.
    pub fn detector_notice(&self) -> Option<String> {
        let has_none = |language: &str| Detector::for_language(language).is_none();
        let language = self.study.language.as_str();
        if has_none(language) {
            return Some(format!(
                "there is no detector for texts in the study's language ({language}): names that nobody has listed are \
                 printed as they are; only the list, names of cases, and what is known by its shape are replaced \
                 (`verbatim identities add` lists a name)"
            ));
        }
        let of_sources = self.study.sources.iter().filter_map(|entry| entry.language.as_deref());
        let unheard: BTreeSet<&str> = of_sources.filter(|other| has_none(other)).collect();
        (!unheard.is_empty()).then(|| {
            let languages = unheard.into_iter().collect::<Vec<_>>().join(", ");
            format!(
                "the detector does not know the language of some sources ({languages}): it misses names in them; list those \
                 that must not be printed (`verbatim identities add`)"
            )
        })
    }

    /// What to say before words are printed of which nobody listed the names: rules alone find no names.
    pub fn names_warning(&self) -> Result<Option<String>, ProjectError> {
        if let Some(notice) = self.detector_notice() {
            return Ok(Some(notice));
        }
        if !self.listed()?.is_empty() {
            return Ok(None);
        }
        Ok(Some(
            "no identities are listed: what looks like a name is hidden until someone decides on it \
             (`verbatim identities review`)"
                .to_owned(),
        ))
    }
}
