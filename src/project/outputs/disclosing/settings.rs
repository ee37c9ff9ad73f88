//! `[disclosure]` in `study.toml`: how it is read, and which of its keys contradict one another.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::disclosure::{Allowance, Asked, Modes, Preset, Thresholds, Unreviewed};
use crate::model::{IdentityKind, Mode};
use crate::report::LabelScope;

/// Attributes that name people, where the study does not say which ones do.
const PERSONAL: [&str; 12] = [
    "name",
    "first name",
    "last name",
    "surname",
    "full name",
    "nickname",
    "email",
    "e-mail",
    "phone",
    "telephone",
    "address",
    "postcode",
];

/// `[disclosure]`
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "Raw")]
pub struct DisclosureSettings {
    /// What is withheld, and what is rounded.
    pub thresholds: Thresholds,
    /// A list of identities (TOML).
    pub identities: Option<String>,
    /// Lists of identities of other studies, whose names no pseudonym of this one may be.
    pub other_identities: Vec<String>,
    /// Any word: decides the order in which participants get their letters.
    pub seed: String,
    /// How many people have to say the same of a form before it is settled: 1 or 2.
    pub readers: usize,
    /// Whether outputs name those who reviewed; else they say how many.
    pub name_reviewers: bool,
    /// Forms that may stand in outputs all the same, each with its reason and who decided.
    pub allow: Vec<Allowance>,
    /// How far a participant's label reaches.
    pub labels: LabelScope,
    /// At most so many attributes are told of one person.
    pub most_attributes: Option<usize>,
    /// Where more quotations are of one person, a reader may put them together: `verbatim withheld --people` warns.
    pub most_quotes: usize,
    /// How identities are printed that have neither mode nor replacement of their own.
    pub modes: BTreeMap<IdentityKind, Mode>,
    /// Years in a band of ages.
    pub age_band: u32,
    /// Whether dates and ages that nobody listed are printed as something wider too.
    pub dates_and_ages: bool,
    /// The attribute from whose date a participant's other dates are counted.
    pub anchor: Option<String>,
    /// Whether whoever a case or a speaker is named after is in the register without being listed.
    pub names_of_cases: bool,
    /// Attributes whose values name someone, and must not get out, where names of cases are in the register.
    pub personal: Vec<String>,
    /// What becomes of words that look like a name and that nobody has decided on.
    pub unreviewed: Unreviewed,
}

/// More quotations of one person in all outputs than this are worth a look, where the study does not say.
const MOST_QUOTES: usize = 12;

impl Default for DisclosureSettings {
    fn default() -> Self {
        Self {
            thresholds: Thresholds::from(Thresholds::USUAL),
            identities: None,
            other_identities: Vec::new(),
            seed: String::new(),
            readers: 1,
            name_reviewers: false,
            allow: Vec::new(),
            labels: LabelScope::default(),
            most_attributes: None,
            most_quotes: MOST_QUOTES,
            modes: BTreeMap::new(),
            age_band: Modes::default().age_band,
            dates_and_ages: true,
            anchor: None,
            names_of_cases: true,
            personal: PERSONAL.map(str::to_owned).to_vec(),
            unreviewed: Unreviewed::default(),
        }
    }
}

/// Every key that `[disclosure]` may have.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Raw {
    preset: Option<Preset>,
    minimum_group: Option<u64>,
    zero_is_small: Option<bool>,
    round_to: Option<u64>,
    minimum_mean: Option<u64>,
    minimum_attribute: Option<u64>,
    minimum_base: Option<u64>,
    identities: Option<String>,
    other_identities: Vec<String>,
    seed: String,
    readers: Option<usize>,
    name_reviewers: bool,
    allow: Vec<Allowance>,
    labels: LabelScope,
    most_attributes: Option<usize>,
    most_quotes: Option<usize>,
    modes: BTreeMap<IdentityKind, Mode>,
    age_band: Option<u32>,
    dates_and_ages: Option<bool>,
    anchor: Option<String>,
    names_of_cases: Option<bool>,
    personal: Option<Vec<String>>,
    unreviewed: Unreviewed,
}

impl TryFrom<Raw> for DisclosureSettings {
    type Error = String;

    fn try_from(raw: Raw) -> Result<Self, String> {
        let thresholds = Thresholds::of(&Asked {
            preset: raw.preset,
            minimum_group: raw.minimum_group,
            zero_is_small: raw.zero_is_small,
            round_to: raw.round_to,
            minimum_mean: raw.minimum_mean,
            minimum_attribute: raw.minimum_attribute,
            minimum_base: raw.minimum_base,
        })
        .map_err(|error| format!("[disclosure]: {error}"))?;
        let readers = raw.readers.unwrap_or(1);
        if !(1..=2).contains(&readers) {
            return Err("[disclosure]: `readers` is how many people decide on each name, 1 or 2".to_owned());
        }
        if raw.modes.values().any(|mode| *mode == Mode::Keep) {
            return Err(
                "[disclosure]: what is kept needs a reason each: write mode = \"keep\" and a reason at the identity"
                    .to_owned(),
            );
        }
        let usual = Self::default();
        let age_band = raw.age_band.unwrap_or(usual.age_band);
        if !(2..=50).contains(&age_band) {
            return Err("[disclosure]: age_band is a number of years from 2 to 50".to_owned());
        }
        Ok(Self {
            thresholds,
            identities: raw.identities,
            other_identities: raw.other_identities,
            seed: raw.seed,
            readers,
            name_reviewers: raw.name_reviewers,
            allow: raw.allow,
            labels: raw.labels,
            most_attributes: raw.most_attributes,
            most_quotes: raw.most_quotes.unwrap_or(MOST_QUOTES),
            modes: raw.modes,
            age_band,
            dates_and_ages: raw.dates_and_ages.unwrap_or(usual.dates_and_ages),
            anchor: raw.anchor,
            names_of_cases: raw.names_of_cases.unwrap_or(usual.names_of_cases),
            personal: raw.personal.unwrap_or(usual.personal),
            unreviewed: raw.unreviewed,
        })
    }
}
