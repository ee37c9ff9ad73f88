//! Tests of fields, read from the store as sets of numbers.

use std::collections::BTreeSet;
use std::sync::Arc;

use fixedbitset::FixedBitSet;

use super::amount::Amount;
use super::ast::{Comparison, FieldTest};
use super::coding_sets::status_named;
use super::codings::Codings;
use super::memos::MemoWords;
use super::nearest::did_you_mean;
use super::values::ValueTest;
use super::{QueryError, SearchError};
use crate::index::{Column, Filter, Index, Numbers};
use crate::model::{Codebook, QuestionType, SourceKind};
use crate::store::{Counting, NamedRow, Store, StoreError};
use crate::text::{Wildcard, nearest};

/// The fields that every study has.
pub const FIELDS: &[&str] = &[
    "theme", "code", "coder", "coded", "status", "memo", "noted", "case", "source", "kind", "imported", "speaker",
    "question",
];

/// Those that are dates, and may be compared.
const DATES: &[&str] = &["coded", "noted", "imported"];

/// A hint never searches more values than this.
const MOST_VALUES: usize = 10_000;

/// What tests of fields are read from.
pub(super) struct Sources<'s> {
    pub(super) store: &'s Store,
    pub(super) index: &'s Index,
    pub(super) codebook: &'s Codebook,
    /// What the sets that are remembered were read from.
    pub(super) state: String,
}

impl<'s> Sources<'s> {
    pub(super) fn new(store: &'s Store, index: &'s Index, codebook: &'s Codebook) -> Result<Self, StoreError> {
        let state = format!("{} {}", store.study_id()?, store.change_number()?);
        Ok(Self { store, index, codebook, state })
    }

    /// The segments, or cases and so on, that pass a test.
    pub(super) fn filter(&self, test: &FieldTest) -> Result<Filter, SearchError> {
        let field = test.field.value.to_lowercase();
        if FIELDS.contains(&field.as_str()) && !DATES.contains(&field.as_str()) && test.comparison != Comparison::Is {
            let message = format!("{field} has no order");
            let value = &test.value.value;
            let quotes = if test.comparison == Comparison::Within { "\"" } else { "" };
            let hint = format!("write {field}:{quotes}{value}{quotes}");
            return Err(QueryError::new(message, test.field.span).hint(hint).into());
        }
        let wanted = test.value.value.trim();
        match field.as_str() {
            "theme" | "code" => self.coded_with(Some(&self.codes_meant(test)?), Counting::Standing),
            "coded" => self.coded(test),
            "status" => self.coded_with(None, Counting::Only(status_named(test)?)),
            "coder" => self.of_codings(&Codings::Field(test.clone())),
            "memo" | "noted" => self.noted(test),
            "case" => self.cases_called(test),
            "source" => named(test, Column::Source, &self.store.source_names()?, |row| is_path(&row.name, wanted)),
            "kind" => self.kind(test),
            "imported" => self.imported(test),
            "speaker" => self.speaker(test),
            "question" => {
                named(test, Column::Question, &self.store.question_names()?, |row| is_called(&row.name, wanted))
            }
            _ => self.attribute(test),
        }
    }

    /// Segments of cases that do not count; nothing if all count.
    pub(super) fn left_out(&self) -> Result<Option<Filter>, SearchError> {
        let cases = self.remembered("left out", || Ok(shifted(&self.store.cases_left_out()?)))?;
        if cases.set().is_clear() { Ok(None) } else { self.of_cases("left out", cases).map(Some) }
    }

    /// The ids of the codes that a theme gathers, or that a code's name means.
    pub(super) fn codes_meant(&self, test: &FieldTest) -> Result<Vec<String>, SearchError> {
        if test.field.value.eq_ignore_ascii_case("theme") { self.codes_of_theme(test) } else { self.codes_called(test) }
    }

    fn codes_of_theme(&self, test: &FieldTest) -> Result<Vec<String>, SearchError> {
        let wanted = test.value.value.trim();
        let is_meant = |id: &str, name: &str| is_called(id, wanted) || is_called(name, wanted);
        let themes: Vec<_> = self.codebook.themes.iter().filter(|theme| is_meant(&theme.id, &theme.name)).collect();
        if themes.is_empty() {
            let names = self.codebook.themes.iter().flat_map(|theme| [theme.id.as_str(), theme.name.as_str()]);
            return Err(unknown("theme", test, names).into());
        }
        Ok(self.ids_of(&themes.into_iter().flat_map(|theme| self.codebook.codes_of_theme(theme)).collect()))
    }

    fn codes_called(&self, test: &FieldTest) -> Result<Vec<String>, SearchError> {
        let wanted = test.value.value.trim();
        let codes = &self.codebook.codes;
        let meant = (0..codes.len())
            .filter(|&index| is_called(&codes[index].id, wanted) || is_called(&codes[index].name, wanted));
        let standing = meant.map(|index| self.codebook.standing_for(index));
        let codes_meant: BTreeSet<usize> = standing.flat_map(|index| self.codebook.with_descendants(index)).collect();
        if !codes_meant.is_empty() {
            return Ok(self.ids_of(&codes_meant));
        }
        // A code that has left the codebook keeps its codings.
        let former = self.store.code_names()?;
        let meant: Vec<String> = former.iter().filter(|name| is_called(name, wanted)).cloned().collect();
        if meant.is_empty() {
            let names = codes.iter().flat_map(|code| [code.id.as_str(), code.name.as_str()]);
            return Err(unknown("code", test, names.chain(former.iter().map(String::as_str))).into());
        }
        Ok(meant)
    }

    /// Their ids, and those of codes that were merged into them.
    fn ids_of(&self, codes: &BTreeSet<usize>) -> Vec<String> {
        codes.iter().flat_map(|&index| self.codebook.ids_of(index)).map(str::to_owned).collect()
    }

    fn coded_with(&self, codes: Option<&[String]>, counting: Counting) -> Result<Filter, SearchError> {
        let name = format!("codes {codes:?} {counting:?}");
        let segments = self.remembered(&name, || {
            let mut found = FixedBitSet::new();
            let codes: Option<Vec<&str>> = codes.map(|codes| codes.iter().map(String::as_str).collect());
            self.store.coded_segments(codes.as_deref(), counting, &mut found)?;
            Ok(found)
        })?;
        Ok(Filter::of(Column::Segment, segments))
    }

    /// Whether anything is coded, or when.
    fn coded(&self, test: &FieldTest) -> Result<Filter, SearchError> {
        if test.comparison != Comparison::Is || Amount::of_date(&test.value.value).is_some() {
            return self.of_codings(&Codings::Field(test.clone()));
        }
        match test.value.value.to_lowercase().as_str() {
            "yes" => self.coded_with(None, Counting::Standing),
            "no" => self.coded_with(None, Counting::Standing).map(Filter::inverted),
            _ => {
                let error = QueryError::new("coded is yes, no or a date", test.value.span);
                Err(error.hint(did_you_mean(&test.value.value, ["yes", "no"])).into())
            }
        }
    }

    /// Segments that a memo stands on, or a coding with a memo.
    fn noted(&self, test: &FieldTest) -> Result<Filter, SearchError> {
        let wanted = MemoWords::new(test, self.index.tokens())?;
        let name = format!("memos {test}");
        let segments = self.remembered(&name, || {
            let mut found = FixedBitSet::new();
            for memo in self.store.memos_on_words()?.iter().filter(|memo| wanted.are_in(memo)) {
                let end = memo.last_segment as usize + 1;
                found.grow(end);
                found.insert_range(memo.first_segment as usize..end);
            }
            Ok(found)
        })?;
        Ok(Filter::of(Column::Segment, segments))
    }

    fn kind(&self, test: &FieldTest) -> Result<Filter, SearchError> {
        let wanted = test.value.value.to_lowercase();
        let words: Vec<&str> = SourceKind::ALL.iter().map(|kind| kind.word()).collect();
        if !words.contains(&wanted.as_str()) {
            return Err(one_of("kind", test, &words).into());
        }
        let sources = self.store.source_names()?;
        Ok(Filter::of_ids(Column::Source, sources.iter().filter(|row| row.kind == wanted).map(|row| row.id)))
    }

    fn imported(&self, test: &FieldTest) -> Result<Filter, SearchError> {
        let days = ValueTest::of_dates(test)?;
        let sources = self.store.import_times()?;
        let passing = sources.iter().filter(|(_, time)| days.passes(time)).map(|(id, _)| *id);
        Ok(Filter::of_ids(Column::Source, passing))
    }

    /// What is in one of the index's languages.
    pub(super) fn in_language(&self, language: usize) -> Result<Filter, SearchError> {
        let others = self.index.languages().others();
        let sources: Vec<u32> =
            others.filter(|(_, place)| language == 0 || *place == language).map(|(source, _)| source).collect();
        let name = format!("sources {sources:?}");
        let set = self.remembered(&name, || Ok(sources.iter().map(|&source| source as usize + 1).collect()))?;
        let filter = Filter::of(Column::Source, set);
        Ok(if language == 0 { filter.inverted() } else { filter })
    }

    fn speaker(&self, test: &FieldTest) -> Result<Filter, SearchError> {
        let wanted = test.value.value.trim();
        let speakers = self.store.speakers()?;
        let ids: Vec<u32> =
            speakers.iter().filter(|speaker| is_called(&speaker.name, wanted)).map(|speaker| speaker.id).collect();
        if ids.is_empty() {
            return Err(unknown("speaker", test, speakers.iter().map(|speaker| speaker.name.as_str())).into());
        }
        Ok(Filter::of_ids(Column::Speaker, ids))
    }

    fn cases_called(&self, test: &FieldTest) -> Result<Filter, SearchError> {
        let name = format!("case {}", test.value.value);
        let cases = self.remembered(&name, || Ok(shifted(&self.store.cases_called(test.value.value.trim())?)))?;
        if cases.set().is_clear() {
            let message = "no case has this name or label";
            return Err(QueryError::new(message, test.value.span).into());
        }
        self.of_cases(&name, cases)
    }

    /// An attribute, or a closed question by its code.
    fn attribute(&self, test: &FieldTest) -> Result<Filter, SearchError> {
        let attributes = self.store.attribute_names()?;
        let questions = self.store.question_names()?;
        let wanted = test.field.value.as_str();
        let exactly = attributes.iter().find(|row| row.name == wanted);
        let attribute = exactly.or_else(|| attributes.iter().find(|row| is_same(&row.name, wanted)));
        if let Some(attribute) = attribute {
            return self.cases_with(test, |each| self.store.for_each_attribute_value(attribute.id, each));
        }
        let asked: Vec<&NamedRow> = questions.iter().filter(|row| is_same(&row.name, wanted)).collect();
        if asked.is_empty() {
            let names = FIELDS.iter().copied().chain(attributes.iter().chain(&questions).map(|row| row.name.as_str()));
            let hint = nearest(wanted, names).map_or_else(
                || format!("to find these words, put them in quotes: \"{wanted} …\""),
                |name| format!("did you mean {name}?"),
            );
            let message = format!("there is no field, attribute or question {wanted}");
            return Err(QueryError::new(message, test.field.span).hint(hint).into());
        }
        if asked.iter().all(|row| row.kind == QuestionType::Open.word()) {
            let message = format!("{wanted} is an open question: its answers are texts");
            let hint = format!("write question:{wanted} and the words to find");
            return Err(QueryError::new(message, test.field.span).hint(hint).into());
        }
        self.cases_with(test, |each| asked.iter().try_for_each(|row| self.store.for_each_response(row.id, each)))
    }

    /// The cases whose value passes the test, out of those that `go_through` gives.
    fn cases_with(
        &self,
        test: &FieldTest,
        go_through: impl Fn(&mut dyn FnMut(u32, &str)) -> Result<(), StoreError>,
    ) -> Result<Filter, SearchError> {
        let value_test = ValueTest::new(test)?;
        let name = format!("value {}{}{}", test.field.value, test.comparison.sign(), test.value.value);
        let cases = self.remembered(&name, || {
            let mut passing = FixedBitSet::new();
            go_through(&mut |case, value| {
                if value_test.passes(value) {
                    passing.grow_and_insert(case as usize + 1);
                }
            })?;
            Ok(passing)
        })?;
        if cases.set().is_clear() && value_test.names_one() {
            let mut values = BTreeSet::new();
            go_through(&mut |_, value| {
                if values.len() < MOST_VALUES {
                    values.extend(value.split('\n').map(|value| value.trim().to_owned()));
                }
            })?;
            let message = format!("no case has this {}", test.field.value);
            let hint = did_you_mean(test.value.value.trim(), values.iter().map(String::as_str));
            return Err(QueryError::new(message, test.value.span).hint(hint).into());
        }
        self.of_cases(&name, cases)
    }

    /// What these cases said: their answers, and what they say in transcripts.
    fn of_cases(&self, name: &str, cases: Arc<Numbers>) -> Result<Filter, SearchError> {
        let speakers = self.remembered(&format!("speakers {name}"), || {
            let mut found = FixedBitSet::new();
            for speaker in self.store.speakers()? {
                if speaker.case.is_some_and(|case| cases.set().contains(case as usize + 1)) {
                    found.grow_and_insert(speaker.id as usize + 1);
                }
            }
            Ok(found)
        })?;
        Ok(Filter::of(Column::Respondent, cases).or(Column::Speaker, speakers))
    }

    pub(super) fn remembered(
        &self,
        name: &str,
        make: impl FnOnce() -> Result<FixedBitSet, SearchError>,
    ) -> Result<Arc<Numbers>, SearchError> {
        self.index.sets().get_or(&self.state, name, make)
    }
}

/// Those of some rows that are meant, by the numbers in a column.
fn named(
    test: &FieldTest,
    column: Column,
    rows: &[NamedRow],
    is_meant: impl Fn(&NamedRow) -> bool,
) -> Result<Filter, SearchError> {
    let ids: Vec<u32> = rows.iter().filter(|row| is_meant(row)).map(|row| row.id).collect();
    if ids.is_empty() {
        let names = rows.iter().flat_map(|row| [row.name.as_str(), file_stem(&row.name)]);
        return Err(unknown(&test.field.value.to_lowercase(), test, names).into());
    }
    Ok(Filter::of_ids(column, ids))
}

/// Numbers as the index's columns have them: one more, since 0 is "none".
fn shifted(ids: &FixedBitSet) -> FixedBitSet {
    let mut shifted = FixedBitSet::with_capacity(ids.len() + 1);
    ids.ones().for_each(|id| shifted.insert(id + 1));
    shifted
}

fn is_same(name: &str, wanted: &str) -> bool {
    name.to_lowercase() == wanted.to_lowercase()
}

/// Whether this is the name wanted; a `*` is any letters.
pub(super) fn is_called(name: &str, wanted: &str) -> bool {
    Wildcard::of_name(&wanted.to_lowercase()).matches(&name.to_lowercase())
}

/// Whether a source is meant: by its path, its file's name, or that without the ending.
fn is_path(path: &str, wanted: &str) -> bool {
    let file = path.rsplit('/').next().unwrap_or(path);
    [path, file, file_stem(path)].into_iter().any(|name| is_called(name, wanted))
}

fn file_stem(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

pub(super) fn unknown<'n>(what: &str, test: &FieldTest, names: impl IntoIterator<Item = &'n str>) -> QueryError {
    let hint = did_you_mean(test.value.value.trim(), names);
    QueryError::new(format!("there is no {what} {}", test.value.value), test.value.span).hint(hint)
}

pub(super) fn one_of(field: &str, test: &FieldTest, words: &[&str]) -> QueryError {
    QueryError::new(format!("{field} is one of {}", words.join(", ")), test.value.span)
        .hint(did_you_mean(&test.value.value, words.iter().copied()))
}
