//! What must not get out.

use super::words;

/// What sort of thing an identity is, or may be; decides how it is replaced where nothing else is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum IdentityKind {
    Person,
    Place,
    Organisation,
    /// A way to reach someone: e-mail, telephone, address, postcode, handle, web address.
    Contact,
    /// A number or code given to one person or case: NHS, National Insurance, card, account, case number.
    Number,
    /// A date or a time that an event can be found by.
    Date,
    Age,
    /// What someone is, does, has or went through: a job, a family, an illness, an origin.
    Trait,
    Other,
}

words!(IdentityKind {
    Person = "person",
    Place = "place",
    Organisation = "organisation",
    Contact = "contact",
    Number = "number",
    Date = "date",
    Age = "age",
    Trait = "trait",
    Other = "other",
});

/// How an identity is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Another name or label, the same everywhere.
    Pseudonym,
    /// What it is to the speaker or the study, in brackets: `[daughter]`, `[hospital]`, `[name removed]`.
    Role,
    /// Something wider: a region for a place, a sector for an employer, a band for an age, a distance for a date.
    Generalise,
    /// As it is. Needs a reason.
    Keep,
}

words!(Mode { Pseudonym = "pseudonym", Role = "role", Generalise = "generalise", Keep = "keep" });

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

impl IdentityKind {
    /// What is printed where nothing else is said.
    pub const fn printed(self) -> &'static str {
        match self {
            Self::Person => "[name removed]",
            Self::Place => "[place]",
            Self::Organisation => "[organisation]",
            Self::Contact => "[contact removed]",
            Self::Number => "[number removed]",
            Self::Date => "[date]",
            Self::Age => "[age]",
            Self::Trait | Self::Other => "[removed]",
        }
    }
}

impl Identity {
    /// What is printed instead of any of its forms.
    pub fn printed(&self) -> &str {
        if self.replacement.is_empty() { self.kind.printed() } else { &self.replacement }
    }
}
