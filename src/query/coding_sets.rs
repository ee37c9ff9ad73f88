//! Codings that a query means, picked out of sorted columns, and the segments they lie on.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

use fixedbitset::FixedBitSet;

use super::ast::FieldTest;
use super::codings::{Codings, Pair};
use super::fields::{Sources, is_called, one_of, unknown};
use super::memos::MemoWords;
use super::saved;
use super::together::{Stretch, together};
use super::values::ValueTest;
use super::{QueryError, SearchError};
use crate::index::{Column, Filter};
use crate::model::CodingStatus;
use crate::store::LaidCoding;

/// A memo's coding: code, text, start, end, and the coder where the memo says whose it is.
type NotedCoding = (u32, u32, u32, u32, Option<u32>);

/// What is asked of one coding, made ready.
enum Test {
    Codes(BTreeSet<u32>),
    Coders(BTreeSet<u32>),
    Status(CodingStatus),
    Coded(ValueTest),
    /// One of those that have a memo.
    Noted(BTreeSet<NotedCoding>),
    /// One of a pair's; in order.
    Together(Vec<Stretch>),
    Not(Box<Self>),
    And(Vec<Self>),
    Or(Vec<Self>),
}

impl Sources<'_> {
    /// The segments that some codings lie on.
    pub(super) fn of_codings(&self, codings: &Codings) -> Result<Filter, SearchError> {
        // Which codes are meant by a name is the codebook's matter, which may change while the store does not.
        let mut name = format!("codings {codings}");
        codings.for_each_test(&mut |test| {
            if matches!(test.field.value.to_lowercase().as_str(), "code" | "theme") {
                let codes = self.codes_meant(test)?;
                let _ = write!(name, " {codes:?}");
            }
            Ok::<(), SearchError>(())
        })?;
        let segments = self.remembered(&name, || {
            let mut found = FixedBitSet::new();
            for stretch in self.stretches(codings)? {
                let end = stretch.last_segment as usize + 1;
                found.grow(end);
                found.insert_range(stretch.first_segment as usize..end);
            }
            Ok(found)
        })?;
        Ok(Filter::of(Column::Segment, segments))
    }

    /// The codings that are meant, in the order of the texts.
    fn stretches(&self, codings: &Codings) -> Result<Vec<Stretch>, SearchError> {
        if let Codings::Pair(pair) = codings {
            return self.pair(pair);
        }
        let test = self.coding_test(codings)?;
        let left_out = self.remembered("segments left out", || Ok(self.store.segments_left_out()?))?;
        let counts = |coding: &LaidCoding| {
            let mut segments = coding.first_segment..=coding.last_segment;
            left_out.set().is_clear() || segments.any(|segment| !left_out.set().contains(segment as usize))
        };
        let wanted = test.codes();
        let mut found = Vec::new();
        let mut code_count = 0;
        for code in self.store.numbered_codes()?.into_values() {
            if wanted.as_ref().is_some_and(|wanted| !wanted.contains(&code)) {
                continue;
            }
            let column = self.column(code)?;
            let passing = column.iter().filter(|coding| test.means(code, coding) && counts(coding));
            found.extend(passing.map(|coding| stretch(code, coding)));
            code_count += 1;
        }
        // The codings of one code are in order as they are.
        if code_count > 1 {
            found.sort_unstable();
        }
        Ok(found)
    }

    fn pair(&self, pair: &Pair) -> Result<Vec<Stretch>, SearchError> {
        let (left, right) = (self.stretches(&pair.left)?, self.stretches(&pair.right)?);
        Ok(together(&left, &right, pair.joint, pair.negated))
    }

    /// The codings of one code, remembered until the store changes.
    fn column(&self, code: u32) -> Result<Arc<Vec<LaidCoding>>, SearchError> {
        Ok(self.index.codings().get_or(&self.state, &code.to_string(), || self.store.laid_codings(code))?)
    }

    fn coding_test(&self, codings: &Codings) -> Result<Test, SearchError> {
        let all = |parts: &[Codings]| parts.iter().map(|part| self.coding_test(part)).collect::<Result<Vec<_>, _>>();
        Ok(match codings {
            Codings::Field(test) => self.field_of_coding(test)?,
            Codings::Saved(name) => return Err(saved::unknown(name, std::iter::empty()).into()),
            Codings::Not(inner) => Test::Not(Box::new(self.coding_test(inner)?)),
            Codings::And(parts) => Test::And(all(parts)?),
            Codings::Or(parts) => Test::Or(all(parts)?),
            Codings::Pair(pair) => Test::Together(self.pair(pair)?),
        })
    }

    fn field_of_coding(&self, test: &FieldTest) -> Result<Test, SearchError> {
        Ok(match test.field.value.to_lowercase().as_str() {
            "code" | "theme" => {
                let names = self.codes_meant(test)?;
                let numbers = self.store.numbered_codes()?;
                Test::Codes(names.iter().filter_map(|name| numbers.get(name)).copied().collect())
            }
            "coder" => Test::Coders(self.coders_called(test)?),
            "status" => Test::Status(status_named(test)?),
            "coded" => Test::Coded(ValueTest::of_dates(test)?),
            _ => Test::Noted(self.noted_codings(test)?),
        })
    }

    /// The codings with a memo, by what tells them apart.
    fn noted_codings(&self, test: &FieldTest) -> Result<BTreeSet<NotedCoding>, SearchError> {
        let wanted = MemoWords::new(test, self.index.tokens())?;
        let numbers = self.store.numbered_codes()?;
        let mut codings = BTreeSet::new();
        for memo in self.store.memos_on_words()?.iter().filter(|memo| wanted.are_in(memo)) {
            if let Some(&code) = memo.code.as_ref().and_then(|code| numbers.get(code)) {
                codings.insert((code, memo.text, memo.start, memo.end, memo.coder));
            }
        }
        Ok(codings)
    }

    fn coders_called(&self, test: &FieldTest) -> Result<BTreeSet<u32>, SearchError> {
        let wanted = test.value.value.trim();
        let coders = self.store.coders()?;
        let is_meant = |name: &str| if name.is_empty() { is_rules(wanted) } else { is_called(name, wanted) };
        let meant: BTreeSet<u32> = coders.iter().filter(|(_, name)| is_meant(name)).map(|(id, _)| *id).collect();
        if meant.is_empty() && wanted != "*" && !is_rules(wanted) {
            let names = coders.values().map(String::as_str).filter(|name| !name.is_empty()).chain(["rules"]);
            return Err(unknown("coder", test, names).into());
        }
        Ok(meant)
    }
}

pub(super) fn status_named(test: &FieldTest) -> Result<CodingStatus, QueryError> {
    let status = CodingStatus::from_word(&test.value.value.to_lowercase());
    let words: Vec<&str> = CodingStatus::ALL.iter().map(|status| status.word()).collect();
    status.ok_or_else(|| one_of("status", test, &words))
}

/// How the codebook's rules are called as a coder.
fn is_rules(wanted: &str) -> bool {
    wanted.eq_ignore_ascii_case("rules")
}

const fn stretch(code: u32, coding: &LaidCoding) -> Stretch {
    Stretch {
        text: coding.text,
        start: coding.start,
        end: coding.end,
        code,
        coder: coding.coder,
        first_segment: coding.first_segment,
        last_segment: coding.last_segment,
    }
}

impl Test {
    /// Whether a coding is meant. One that does not stand is not, unless the test asks for a status.
    fn means(&self, code: u32, coding: &LaidCoding) -> bool {
        if let Self::Or(parts) = self {
            return parts.iter().any(|part| part.means(code, coding));
        }
        (coding.stands || self.asks_for_status()) && self.holds(code, coding)
    }

    fn holds(&self, code: u32, coding: &LaidCoding) -> bool {
        match self {
            Self::Codes(codes) => codes.contains(&code),
            Self::Coders(coders) => coders.contains(&coding.coder),
            Self::Status(status) => coding.status == *status,
            Self::Coded(days) => days.passes_day(coding.day),
            Self::Noted(noted) => [None, Some(coding.coder)]
                .into_iter()
                .any(|coder| noted.contains(&(code, coding.text, coding.start, coding.end, coder))),
            Self::Together(stretches) => stretches.binary_search(&stretch(code, coding)).is_ok(),
            Self::Not(inner) => !inner.holds(code, coding),
            Self::And(parts) => parts.iter().all(|part| part.holds(code, coding)),
            Self::Or(parts) => parts.iter().any(|part| part.holds(code, coding)),
        }
    }

    /// Whether it says by itself which statuses are meant, as those of a pair have said.
    fn asks_for_status(&self) -> bool {
        match self {
            Self::Together(_) => true,
            Self::Not(inner) => inner.names_status(),
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::asks_for_status),
            _ => self.names_status(),
        }
    }

    fn names_status(&self) -> bool {
        match self {
            Self::Status(_) => true,
            Self::Not(inner) => inner.names_status(),
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::names_status),
            _ => false,
        }
    }

    /// The only codes whose codings it may mean; nothing if any may be.
    fn codes(&self) -> Option<BTreeSet<u32>> {
        match self {
            Self::Codes(codes) => Some(codes.clone()),
            Self::Noted(noted) => Some(noted.iter().map(|(code, ..)| *code).collect()),
            Self::Together(stretches) => Some(stretches.iter().map(|stretch| stretch.code).collect()),
            Self::And(parts) => parts.iter().filter_map(Self::codes).reduce(|one, other| &one & &other),
            Self::Or(parts) => {
                parts.iter().map(Self::codes).try_fold(BTreeSet::new(), |all, codes| Some(&all | &codes?))
            }
            Self::Coders(_) | Self::Status(_) | Self::Coded(_) | Self::Not(_) => None,
        }
    }
}
