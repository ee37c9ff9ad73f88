//! All that could be quoted under a heading, with what is known of each: whose it is, what is chosen, why it may not be.

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;

use crate::model::{Case, CaseId, CodingStatus, QuoteHeading, QuoteMark, QuoteMarkKind, SegmentId, Span, TextId};
use crate::project::coding::places::Passage;
use crate::project::{Progress, Project, ProjectError};
use crate::store::{CaseFilter, CaseName, CodingFilter, SegmentWords, StoreError, StoredCoding, StoredText};

/// Which passages to show.
#[derive(Debug, Clone, Default)]
pub struct UnderOptions {
    pub heading: QuoteHeading,
    /// Only from segments that this query finds.
    pub filter: Option<String>,
    /// Only what is pinned.
    pub pinned: bool,
    /// Person by person, those with the most first; else as they were said.
    pub by_person: bool,
    pub limit: usize,
    pub offset: usize,
}

/// What could be quoted under a heading.
#[derive(Debug, Clone, Default)]
pub struct QuotesUnder {
    pub total: usize,
    /// How many of them are of people who may be quoted.
    pub quotable: usize,
    /// Whose they are, those with the most first.
    pub voices: Vec<Voice>,
    /// How many passages have each code.
    pub codes: Vec<(String, usize)>,
    /// Those that were asked for; what is pinned comes first.
    pub quotes: Vec<QuoteUnder>,
}

/// How much of what could be quoted is one person's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// The researcher's own name; nothing for what nobody is known to have said.
    pub case: Option<String>,
    pub label: String,
    pub count: usize,
    pub may_be_quoted: bool,
}

/// A passage that could be quoted.
#[derive(Debug, Clone)]
pub struct QuoteUnder {
    pub place: String,
    pub passage: Passage,
    /// The first segment that it touches.
    pub segment: SegmentId,
    /// As they stand.
    pub words: String,
    pub case: Option<CaseName>,
    pub speaker: Option<String>,
    /// The codes that it is here for, and whether a person stands by each.
    pub codes: Vec<(String, bool)>,
    /// Why it is not quoted, whatever is chosen: a sentence.
    pub not_quoted: Option<String>,
    /// Its pin under this heading, by number, and the position there.
    pub pin: Option<(i64, u32)>,
    /// The number of the mark that says that it speaks against this heading.
    pub against: Option<i64>,
    /// How many edits say that it is printed otherwise than it stands.
    pub edit_count: usize,
}

/// A passage and the codes on it, before anything is read of it.
#[derive(Debug)]
struct Coded {
    segment: u32,
    /// Code numbers, and whether a person stands by each.
    codes: BTreeMap<u32, bool>,
    /// Any of its codings, by which the place is described.
    coding: StoredCoding,
    case: Option<CaseId>,
    pin: Option<(i64, u32)>,
}

impl Project {
    /// All that could be quoted under a heading, counted, and some of it shown with the real words.
    pub fn quotes_under(
        &mut self,
        options: &UnderOptions,
        progress: &dyn Progress,
    ) -> Result<QuotesUnder, ProjectError> {
        let codebook = self.needed_codebook()?;
        self.code_if_needed(progress)?;
        let found = match &options.filter {
            Some(filter) => Some(self.segments_of_query(filter, &codebook, progress)?),
            None => None,
        };
        let codes: Vec<String> = self.codes_under(&codebook, &options.heading).into_iter().map(str::to_owned).collect();
        let marks: Vec<QuoteMark> = self.store.quote_marks()?.into_iter().filter(|mark| !mark.is_waiting).collect();
        let mut coded = self.coded_so(&codes, found.as_ref())?;
        self.give_cases(&mut coded)?;
        for (passage, coded) in &mut coded {
            coded.pin = mark_on(&marks, QuoteMarkKind::Pin, &options.heading, *passage)
                .map(|mark| (mark.number, mark.position));
        }
        if options.pinned {
            coded.retain(|(_, coded)| coded.pin.is_some());
        }
        let cases: BTreeMap<CaseId, Case> =
            self.store.cases(&CaseFilter::default())?.into_iter().map(|case| (case.id, case)).collect();
        let voices = voices(&coded, &cases);
        let rank = |case: Option<CaseId>| {
            let name = case.and_then(|case| cases.get(&case)).map(|case| &case.name);
            voices.iter().position(|voice| voice.case.as_ref() == name)
        };
        coded.sort_by_key(|(passage, coded)| {
            let pin = coded.pin.map_or((true, 0), |(_, position)| (false, position));
            (pin, if options.by_person { rank(coded.case) } else { None }, *passage)
        });
        let quotable = voices.iter().filter(|voice| voice.may_be_quoted).map(|voice| voice.count).sum();
        let (total, counts) = (coded.len(), self.by_code(&coded)?);
        let shown = coded.into_iter().skip(options.offset).take(options.limit);
        let quotes = self.described(shown.collect(), &marks, &options.heading)?;
        Ok(QuotesUnder { total, quotable, voices, codes: counts, quotes })
    }

    /// The passages on which a coding of one of these codes stands, in reading order.
    fn coded_so(&self, codes: &[String], found: Option<&FixedBitSet>) -> Result<Vec<(Passage, Coded)>, ProjectError> {
        let left_out = self.store.segments_left_out()?;
        let filter = CodingFilter {
            codes: Some(codes.iter().map(String::as_str).collect()),
            segments: found,
            left_out: Some(&left_out),
            ..CodingFilter::default()
        };
        let codings = self.store.codings(&filter)?;
        let place = |span: Span| {
            let small = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            small(span.start())..small(span.end())
        };
        // What is rejected takes proposals of the same code with it, wherever they overlap.
        let mut rejected: BTreeMap<(TextId, u32), Vec<std::ops::Range<u32>>> = BTreeMap::new();
        for coding in codings.iter().filter(|coding| coding.status == CodingStatus::Rejected) {
            rejected.entry((coding.key.text, coding.key.code)).or_default().push(place(coding.key.span));
        }
        let mut passages: BTreeMap<Passage, Coded> = BTreeMap::new();
        for coding in codings {
            let others = rejected.get(&(coding.key.text, coding.key.code)).map(Vec::as_slice).unwrap_or_default();
            if !crate::analysis::stands(coding.status, &place(coding.key.span), others) {
                continue;
            }
            let passage = Passage { text: coding.key.text, span: coding.key.span };
            let coded = passages.entry(passage).or_insert_with(|| Coded {
                segment: coding.first_segment,
                codes: BTreeMap::new(),
                coding,
                case: None,
                pin: None,
            });
            *coded.codes.entry(coding.key.code).or_default() |= coding.status == CodingStatus::Accepted;
        }
        Ok(passages.into_iter().collect())
    }

    fn give_cases(&self, coded: &mut [(Passage, Coded)]) -> Result<(), ProjectError> {
        let segments: FixedBitSet = coded.iter().map(|(_, coded)| coded.segment as usize).collect();
        let mut cases: BTreeMap<u32, u32> = BTreeMap::new();
        self.store.for_each_of(&segments, &mut |segment: &SegmentWords<'_>| {
            cases.extend(segment.case.map(|case| (segment.segment, case)));
            Ok::<_, StoreError>(())
        })?;
        for (_, coded) in coded {
            coded.case = cases.get(&coded.segment).copied().map(CaseId);
        }
        Ok(())
    }

    fn by_code(&self, coded: &[(Passage, Coded)]) -> Result<Vec<(String, usize)>, ProjectError> {
        let names: BTreeMap<u32, String> =
            self.store.numbered_codes()?.into_iter().map(|(name, number)| (number, name)).collect();
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        for code in coded.iter().flat_map(|(_, coded)| coded.codes.keys()) {
            *counts.entry(*code).or_default() += 1;
        }
        let mut counts: Vec<(String, usize)> =
            counts.into_iter().filter_map(|(code, count)| Some((names.get(&code)?.clone(), count))).collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Ok(counts)
    }

    fn described(
        &self,
        coded: Vec<(Passage, Coded)>,
        marks: &[QuoteMark],
        heading: &QuoteHeading,
    ) -> Result<Vec<QuoteUnder>, ProjectError> {
        let codings: Vec<StoredCoding> = coded.iter().map(|(_, coded)| coded.coding).collect();
        let shown = self.shown_codings(&codings)?;
        let names: BTreeMap<u32, String> =
            self.store.numbered_codes()?.into_iter().map(|(name, number)| (number, name)).collect();
        let mut text: Option<StoredText> = None;
        let mut quotes = Vec::with_capacity(coded.len());
        for ((passage, coded), shown) in coded.into_iter().zip(shown) {
            if text.as_ref().is_none_or(|text| text.id != passage.text) {
                text = Some(self.needed_text(passage.text)?);
            }
            let stored = text.as_ref().expect("it was just read");
            let touches = |mark: &&QuoteMark| mark.text == passage.text && mark.span.overlaps(passage.span);
            let codes = coded.codes.iter().filter_map(|(code, stands)| Some((names.get(code)?.clone(), *stands)));
            quotes.push(QuoteUnder {
                not_quoted: self.not_quoted(stored, passage, &shown.place)?,
                passage,
                segment: SegmentId(coded.segment),
                codes: codes.collect(),
                pin: coded.pin,
                against: mark_on(marks, QuoteMarkKind::Against, heading, passage).map(|mark| mark.number),
                edit_count: marks.iter().filter(touches).filter(|mark| mark.kind.is_trim()).count(),
                place: shown.place,
                words: shown.coding.words,
                case: shown.coding.case,
                speaker: shown.coding.speaker,
            });
        }
        Ok(quotes)
    }

    /// Why words are not quoted, if they are not.
    fn not_quoted(&self, text: &StoredText, passage: Passage, place: &str) -> Result<Option<String>, ProjectError> {
        let why = match Self::turn_of(text, passage.span, place) {
            Err(error) => Some(error.to_string()),
            Ok((_, case)) => match self.quotable(text, case, place) {
                Ok(_) => None,
                Err(ProjectError::Quote(error)) => Some(error.to_string()),
                Err(error) => return Err(error),
            },
        };
        // The place stands beside it already.
        Ok(why.map(|why| why.strip_prefix(&format!("{place}: ")).unwrap_or(&why).to_owned()))
    }
}

/// The mark of a kind under a heading that touches a passage.
fn mark_on<'m>(
    marks: &'m [QuoteMark],
    kind: QuoteMarkKind,
    heading: &QuoteHeading,
    passage: Passage,
) -> Option<&'m QuoteMark> {
    marks.iter().find(|mark| {
        mark.kind == kind && mark.heading == *heading && mark.text == passage.text && mark.span.overlaps(passage.span)
    })
}

fn voices(coded: &[(Passage, Coded)], cases: &BTreeMap<CaseId, Case>) -> Vec<Voice> {
    let mut counts: BTreeMap<Option<CaseId>, usize> = BTreeMap::new();
    for (_, coded) in coded {
        *counts.entry(coded.case).or_default() += 1;
    }
    let voice = |(case, count): (Option<CaseId>, usize)| {
        let case = case.and_then(|case| cases.get(&case));
        Voice {
            case: case.map(|case| case.name.clone()),
            label: case.map(|case| case.label.clone()).unwrap_or_default(),
            count,
            may_be_quoted: case.is_none_or(|case| case.consent.may_quote()),
        }
    };
    let mut voices: Vec<Voice> = counts.into_iter().map(voice).collect();
    voices.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.case.cmp(&other.case)));
    voices
}
