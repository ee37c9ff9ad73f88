//! `[disclosure]` in `study.toml`: how it is read, and which of its keys contradict one another.

use serde::Deserialize;

use crate::disclosure::{Allowance, Asked, Preset, Thresholds};
use crate::report::LabelScope;

/// `[disclosure]`
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "Raw")]
pub struct DisclosureSettings {
    /// What is withheld, and what is rounded.
    pub thresholds: Thresholds,
    /// A list of identities (TOML).
    pub identities: Option<String>,
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
}

/// More quotations of one person in all outputs than this are worth a look, where the study does not say.
const MOST_QUOTES: usize = 12;

impl Default for DisclosureSettings {
    fn default() -> Self {
        Self {
            thresholds: Thresholds::from(Thresholds::USUAL),
            identities: None,
            seed: String::new(),
            readers: 1,
            name_reviewers: false,
            allow: Vec::new(),
            labels: LabelScope::default(),
            most_attributes: None,
            most_quotes: MOST_QUOTES,
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
    seed: String,
    readers: Option<usize>,
    name_reviewers: bool,
    allow: Vec<Allowance>,
    labels: LabelScope,
    most_attributes: Option<usize>,
    most_quotes: Option<usize>,
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
        Ok(Self {
            thresholds,
            identities: raw.identities,
            seed: raw.seed,
            readers,
            name_reviewers: raw.name_reviewers,
            allow: raw.allow,
            labels: raw.labels,
            most_attributes: raw.most_attributes,
            most_quotes: raw.most_quotes.unwrap_or(MOST_QUOTES),
        })
    }
}
