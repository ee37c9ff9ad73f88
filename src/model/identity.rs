//! What must not get out.

use super::words;

/// What sort of thing an identity is, or may be; decides how it is replaced where nothing else is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Deserialize, serde::Serialize)]
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
    #[default]
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
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Deserialize)]
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
    /// How it is printed; none: as the study says of its kind, or by its replacement.
    #[serde(default)]
    pub mode: Option<Mode>,
    /// What it is printed as when it is generalised: a region, a sector.
    #[serde(default)]
    pub wider: String,
    /// Whether further forms of a person's names are sought too: first name, surname, initials, nicknames.
    #[serde(default = "yes")]
    pub derive: bool,
    /// Those further forms.
    #[serde(skip)]
    pub derived: Vec<Derived>,
    #[serde(skip)]
    pub origin: Origin,
}

/// A form that follows from another one of the same identity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Derived {
    pub form: String,
    /// It is an ordinary word as well (*Hope*, *Mark*) and is taken for the name only where it is written as one.
    pub capitalised: bool,
}

/// Where an identity is kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Origin {
    /// In the study's list, from this line on, counted from 1.
    File { line_number: u64 },
    /// In the store, under this number: by hand, from a sheet or from review.
    Store { number: i64 },
    /// It is the name of a case or a speaker, or an attribute that names someone.
    #[default]
    Case,
}

const fn yes() -> bool {
    true
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
    /// An identity with these forms, and nothing else said of it.
    pub fn new(kind: IdentityKind, forms: Vec<String>) -> Self {
        Self { kind, forms, derive: true, ..Self::default() }
    }

    /// The form by which people know it again.
    pub fn first_form(&self) -> &str {
        let derived = || self.derived.first().map(|derived| derived.form.as_str());
        self.forms.first().map(String::as_str).or_else(derived).unwrap_or_default()
    }

    /// What is printed instead of any of its forms.
    pub fn printed(&self) -> &str {
        if self.replacement.is_empty() { self.kind.printed() } else { &self.replacement }
    }
}
