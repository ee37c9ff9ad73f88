//! What nobody of the study said: researchers' words, and names that the study prints itself.

use super::known_names::KNOWN_NAMES;
use crate::model::Identity;
use crate::project::{Project, ProjectError};

/// Keys of `study.toml` whose values are printed nowhere: files, speakers, who decided what.
const UNPRINTED: [&str; 20] = [
    "allow",
    "anchor",
    "cases",
    "codebook",
    "css",
    "file",
    "files",
    "identities",
    "interviewers",
    "language",
    "later",
    "other_identities",
    "personal",
    "plan",
    "seed",
    "services",
    "source",
    "speaker_pattern",
    "speakers",
    "template",
];

impl Project {
    /// Everything that researchers wrote and print: no participant's words. That a name of a person stands in it is no
    /// decision that it may be printed.
    pub(in crate::project) fn own_words(&self, each: &mut dyn FnMut(&str)) -> Result<(), ProjectError> {
        let study: toml::Table = toml::from_str(&self.study_text).unwrap_or_default();
        printed_in(&toml::Value::Table(study), each);
        if let Some((codebook, _)) = self.codebook()? {
            // An example may be a quotation.
            for code in &codebook.codes {
                for text in [&code.name, &code.definition, &code.use_when, &code.not_when] {
                    each(text);
                }
            }
            for theme in &codebook.themes {
                for text in [&theme.name, &theme.definition, &theme.story] {
                    each(text);
                }
            }
            each(&format!("{} {}", codebook.title, codebook.version));
        }
        self.words_of_services(each)?;
        self.store.asked_words()?.iter().for_each(|text| each(text));
        Ok(())
    }

    /// What researchers wrote of services. Finished files are full of their names, and nobody is asked about each of them.
    pub(in crate::project) fn words_of_services(&self, each: &mut dyn FnMut(&str)) -> Result<(), ProjectError> {
        if let Some(services) = &self.study.services {
            each(&self.read(services)?.1);
        }
        Ok(())
    }

    /// What is printed for participants and for the identities of the register, and the program's own names for things.
    pub(super) fn printed_names(&self, identities: &[Identity]) -> Result<Vec<String>, ProjectError> {
        let mut names = vec![KNOWN_NAMES.to_owned()];
        names.extend(self.store.case_labels()?);
        names.extend(identities.iter().map(|identity| identity.printed().to_owned()));
        Ok(names)
    }
}

/// Texts of a study file that may be printed: all but names of files, of speakers and of those who decided something.
fn printed_in(value: &toml::Value, each: &mut dyn FnMut(&str)) {
    match value {
        toml::Value::String(text) => each(text),
        toml::Value::Array(values) => values.iter().for_each(|value| printed_in(value, each)),
        toml::Value::Table(table) => {
            for (_, value) in table.iter().filter(|(key, _)| UNPRINTED.binary_search(&key.as_str()).is_err()) {
                printed_in(value, each);
            }
        }
        _ => {}
    }
}
