//! What must not get out.

use super::words;

/// What sort of thing an identity is; decides its replacement where none is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum IdentityKind {
    Person,
    Place,
    Organisation,
    Contact,
    Other,
}

words!(IdentityKind {
    Person = "person",
    Place = "place",
    Organisation = "organisation",
    Contact = "contact",
    Other = "other",
});

/// A person, place, organisation or number that must not get out: all its forms, and what is printed instead.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    pub kind: IdentityKind,
    /// Every way in which it is written or said. Compared without regard to letter case, as whole words.
    pub forms: Vec<String>,
    /// Printed instead; by kind where it is empty: `[name removed]`, `[place]`, `[organisation]`, `[contact removed]`.
    #[serde(default)]
    pub replacement: String,
    /// The case that this person is, by its name in the study.
    #[serde(default)]
    pub case: Option<String>,
    /// Why it is listed, for the log.
    #[serde(default)]
    pub reason: String,
}

impl Identity {
    /// What is printed instead of any of its forms.
    pub fn printed(&self) -> &str {
        match (self.replacement.as_str(), self.kind) {
            ("", IdentityKind::Person) => "[name removed]",
            ("", IdentityKind::Place) => "[place]",
            ("", IdentityKind::Organisation) => "[organisation]",
            ("", IdentityKind::Contact) => "[contact removed]",
            ("", IdentityKind::Other) => "[removed]",
            (given, _) => given,
        }
    }
}
