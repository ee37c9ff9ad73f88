//! The kept cases, as columns.

use std::collections::BTreeMap;

use crate::model::{CaseId, CaseKind, Consent};

/// One kept case, as it is put into [`Cases`].
#[derive(Debug, Clone, Copy)]
pub struct KeptCase<'a> {
    pub id: CaseId,
    pub kind: CaseKind,
    pub consent: Consent,
    /// Index into `Columns::sources` of the survey that it came from.
    pub source_index: Option<u32>,
    /// The researcher's own name for it. Only a digest of it is kept, to put people in an order that follows nothing.
    pub name: &'a str,
    /// "Participant E".
    pub label: &'a str,
    /// Data row of a survey, from one; 0 where there is none.
    pub row_number: u32,
}

/// The kept cases, numbered from zero: a *case index* below is a place in these columns.
#[derive(Debug, Clone, Default)]
pub struct Cases {
    ids: Vec<CaseId>,
    kinds: Vec<CaseKind>,
    consents: Vec<Consent>,
    sources: Vec<u32>,
    rows: Vec<u32>,
    digests: Vec<u64>,
    labels: Vec<u32>,
    label_pool: Vec<String>,
    /// Further surveys that a case answered.
    also: BTreeMap<u32, Vec<u32>>,
}

const NO_SOURCE: u32 = u32::MAX;

impl Cases {
    /// Adds a case and gives its index.
    pub fn push(&mut self, case: KeptCase<'_>) -> u32 {
        let index = u32::try_from(self.ids.len()).expect("case ids are 32-bit numbers");
        self.ids.push(case.id);
        self.kinds.push(case.kind);
        self.consents.push(case.consent);
        self.sources.push(case.source_index.unwrap_or(NO_SOURCE));
        self.rows.push(case.row_number);
        self.digests.push(digest(case.name.as_bytes()));
        let label = self.label_number(case.label);
        self.labels.push(label);
        index
    }

    /// Respondents share one label, which comes again and again: the latest is looked at first.
    fn label_number(&mut self, label: &str) -> u32 {
        if let Some(&latest) = self.labels.last()
            && self.label_pool.get(latest as usize).is_some_and(|known| known == label)
        {
            return latest;
        }
        let at = self.label_pool.iter().rposition(|known| known == label).unwrap_or_else(|| {
            self.label_pool.push(label.to_owned());
            self.label_pool.len() - 1
        });
        u32::try_from(at).expect("there are no more labels than cases")
    }

    pub const fn len(&self) -> usize {
        self.ids.len()
    }

    pub const fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    pub fn id(&self, case_index: u32) -> CaseId {
        self.ids[case_index as usize]
    }

    pub fn kind(&self, case_index: u32) -> CaseKind {
        self.kinds[case_index as usize]
    }

    pub fn consent(&self, case_index: u32) -> Consent {
        self.consents[case_index as usize]
    }

    /// Index of the survey that the case came from.
    pub fn source(&self, case_index: u32) -> Option<u32> {
        Some(self.sources[case_index as usize]).filter(|&source| source != NO_SOURCE)
    }

    /// Says that a case answered another survey too.
    pub fn also_in(&mut self, case_index: u32, source_index: u32) {
        self.also.entry(case_index).or_default().push(source_index);
    }

    /// The surveys that the case answered.
    pub fn surveys(&self, case_index: u32) -> impl Iterator<Item = u32> + '_ {
        self.source(case_index).into_iter().chain(self.also.get(&case_index).into_iter().flatten().copied())
    }

    /// "Participant E"; empty where none was given.
    pub fn label(&self, case_index: u32) -> &str {
        &self.label_pool[self.labels[case_index as usize] as usize]
    }

    /// Where the case stands in its file: what sorts respondents into file order.
    pub fn file_order(&self, case_index: u32) -> (u32, u32, u32) {
        (self.sources[case_index as usize], self.rows[case_index as usize], case_index)
    }

    /// What sorts cases into an order that follows nothing of the sample, and is the same in every build with one
    /// `seed`.
    pub fn shuffled_order(&self, case_index: u32, seed: u64) -> (u64, u32) {
        (mix(self.digests[case_index as usize] ^ mix(seed)), case_index)
    }
}

/// The places of names in an order that follows nothing, the same for the same names and `seed`.
pub fn shuffled<'n>(names: impl Iterator<Item = &'n str>, seed: u64) -> Vec<usize> {
    let mut keyed: Vec<(u64, &str, usize)> =
        names.enumerate().map(|(at, name)| (mix(digest(name.as_bytes()) ^ mix(seed)), name, at)).collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, _, at)| at).collect()
}

/// FNV-1a, 64 bits: <http://www.isthe.com/chongo/tech/comp/fnv/>.
pub(super) fn digest(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The finaliser of `SplitMix64` (Steele, Lea and Flood, 2014): every bit of the input changes half of the output.
const fn mix(mut value: u64) -> u64 {
    value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}
