//! Where two coders differ on a code, with the words; and saying what stands.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::agreement::{AgreementOptions, Compared, Stretch};
use super::explanations::code_named;
use super::places::span_of;
use crate::model::{Coder, CodingStatus, Span, Subject, SubjectKind, TextId};
use crate::project::{Progress, Project, ProjectError};
use crate::store::{CodingChange, CodingKey, MemoFilter, SaidCoding, StoredText};

/// Where two coders differ on a code.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Disagreements {
    /// `model::Code::id`
    pub code: String,
    pub name: String,
    /// How many there are, and how many of them nobody has settled.
    pub count: usize,
    pub open: usize,
    /// Those that were asked for, in reading order.
    pub shown: Vec<Disagreement>,
}

/// One stretch of a text on which two coders differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Disagreement {
    /// `anna:12`, `survey:R17:Q29`.
    pub place: String,
    pub text: TextId,
    pub kind: DisagreementKind,
    pub speaker: Option<String>,
    /// Its words, parted where either's coding begins or ends.
    pub pieces: Vec<Piece>,
    /// What each says of the code there.
    pub said: [Vec<SaidHere>; 2],
    /// The names of other codes that each gave to the same segments.
    pub others: [Vec<String>; 2],
    /// Whether somebody has said what stands.
    pub is_settled: bool,
}

/// How they differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DisagreementKind {
    OnlyFirst,
    OnlySecond,
    /// Both, on other words.
    Edges,
}

/// Some words, and who coded them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub words: String,
    pub by: [bool; 2],
}

/// A coding of one of the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidHere {
    pub key: CodingKey,
    pub words: String,
    /// Whether it stands as the study is now.
    pub stands: bool,
    /// Who has said so, if somebody has.
    pub decided_by: Option<String>,
    /// What is noted on it.
    pub memos: Vec<String>,
}

/// What stands from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arbitration {
    First,
    Second,
    Both,
    Neither,
}

/// What is noted on codings, by text, words and coder.
type MemosOfCodings = BTreeMap<(TextId, Span, u32), Vec<String>>;

const WORDS: [(&str, Arbitration); 4] = [
    ("first", Arbitration::First),
    ("second", Arbitration::Second),
    ("both", Arbitration::Both),
    ("neither", Arbitration::Neither),
];

impl Arbitration {
    pub const fn word(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Second => "second",
            Self::Both => "both",
            Self::Neither => "neither",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        WORDS.iter().find(|(name, _)| *name == word).map(|(_, arbitration)| *arbitration)
    }

    const fn stands(self) -> [bool; 2] {
        match self {
            Self::First => [true, false],
            Self::Second => [false, true],
            Self::Both => [true, true],
            Self::Neither => [false, false],
        }
    }
}

impl Project {
    /// Where the two differ on a code: one has it and the other has not; with `edges`, also where both have it on other
    /// words. At most `limit` from `skip` on are described.
    pub fn disagreements(
        &mut self,
        options: &AgreementOptions,
        code: &str,
        edges: bool,
        (skip, limit): (usize, usize),
        progress: &dyn Progress,
    ) -> Result<Disagreements, ProjectError> {
        let compared = self.compared(options, progress)?;
        let Some(number) = self.store.numbered_codes()?.get(code).copied() else {
            // Nobody has used it: it is there, or it is misspelt.
            code_named(&self.needed_codebook()?, code)?;
            return Ok(Disagreements { code: code.to_owned(), name: code.to_owned(), ..Disagreements::default() });
        };
        let mut stretches = compared.stretches(number);
        stretches.retain(|stretch| stretch.is_one_sided() || (edges && stretch.has_other_edges()));
        let named = self.codes_in_order(compared.by_code.keys().copied().chain([number]))?;
        let names: BTreeMap<u32, String> = named.into_iter().map(|(number, _, name, _)| (number, name)).collect();
        let open = stretches.iter().filter(|stretch| !compared.is_settled(stretch)).count();
        let memos = self.memos_of_codings(code)?;
        let mut found = Disagreements {
            code: code.to_owned(),
            name: names.get(&number).cloned().unwrap_or_default(),
            count: stretches.len(),
            open,
            shown: Vec::new(),
        };
        let sources = self.place_names()?;
        let coders = self.store.coders()?;
        for stretch in stretches.iter().skip(skip).take(limit) {
            let Some(first) = stretch.said.iter().flatten().next() else { continue };
            let text = self.needed_text(first.coding.key.text)?;
            let range = stretch.first_segment - text.id.0..stretch.last_segment - text.id.0 + 1;
            let Some(span) = span_of(&text, range.clone()) else { continue };
            let here = |index: usize, said: &SaidCoding| SaidHere {
                key: said.coding.key,
                words: said.coding.key.span.of_text(&text.content).to_owned(),
                stands: said.coding.status != CodingStatus::Rejected,
                decided_by: compared
                    .is_decided(index, said)
                    .then_some(said.decided_by)
                    .flatten()
                    .and_then(|who| coders.get(&who).cloned()),
                memos: memos
                    .get(&(said.coding.key.text, said.coding.key.span, said.coding.key.coder))
                    .cloned()
                    .unwrap_or_default(),
            };
            found.shown.push(Disagreement {
                place: self.place_of(&sources, &text, span)?,
                text: text.id,
                kind: kind_of(stretch),
                speaker: text.segments.get(range.start as usize).and_then(|segment| segment.speaker.clone()),
                pieces: pieces(&text, span, stretch),
                said: [0, 1].map(|index| stretch.said[index].iter().map(|said| here(index, said)).collect()),
                others: compared.other_codes(number, stretch, &names),
                is_settled: compared.is_settled(stretch),
            });
        }
        Ok(found)
    }

    /// Says which codings of a disagreement stand, as one action: those of the first coder, of the second, both or neither.
    /// Each coder's codings stay their own; what does not stand is rejected. Gives how many changed.
    pub fn settle_disagreement(
        &mut self,
        said: &[Vec<CodingKey>; 2],
        arbitration: Arbitration,
    ) -> Result<usize, ProjectError> {
        let status = |stands: bool| if stands { CodingStatus::Accepted } else { CodingStatus::Rejected };
        let changes = said.iter().zip(arbitration.stands()).flat_map(|(keys, stands)| {
            keys.iter().map(move |key| CodingChange::Settle { coding: *key, status: status(stands) })
        });
        let changes: Vec<CodingChange<'_>> = changes.collect();
        let detail = json!({ "stands": arbitration.word(), "codings": changes.len() });
        Ok(self.store.change_codings(&changes, &self.event("agreement settle", detail))?)
    }

    /// What is noted on codings with a code, by text, words and coder.
    fn memos_of_codings(&self, code: &str) -> Result<MemosOfCodings, ProjectError> {
        let numbers: BTreeMap<String, u32> =
            self.store.coders()?.into_iter().map(|(number, name)| (name, number)).collect();
        let filter = MemoFilter { on: vec![SubjectKind::Coding], ..MemoFilter::default() };
        let mut memos: MemosOfCodings = BTreeMap::new();
        for memo in self.store.memos(&filter)? {
            let Subject::Coding(coding) = memo.on.subject else { continue };
            let coder = match &coding.coder {
                Some(Coder::Person(name)) => numbers.get(name),
                Some(Coder::Rules) | None => numbers.get(""),
            };
            if let (true, Some(coder)) = (coding.code == code, coder) {
                memos.entry((coding.text, coding.span, *coder)).or_default().push(memo.content);
            }
        }
        Ok(memos)
    }
}

fn kind_of(stretch: &Stretch) -> DisagreementKind {
    match stretch.said.each_ref().map(Vec::is_empty) {
        [false, true] => DisagreementKind::OnlyFirst,
        [true, false] => DisagreementKind::OnlySecond,
        _ => DisagreementKind::Edges,
    }
}

/// The words of a stretch, parted wherever a coding begins or ends.
fn pieces(text: &StoredText, whole: Span, stretch: &Stretch) -> Vec<Piece> {
    let spans = stretch.said.each_ref().map(|said| said.iter().map(|said| said.coding.key.span).collect::<Vec<_>>());
    let edges = spans.iter().flatten().flat_map(|span| [span.start(), span.end()]);
    let within = |at: &usize| (whole.start()..=whole.end()).contains(at);
    let mut cuts: BTreeSet<usize> = edges.filter(within).collect();
    cuts.extend([whole.start(), whole.end()]);
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let piece = |pair: &[usize]| {
        let &[start, end] = pair else { return None };
        let span = Span::of(&text.content, start..end)?;
        let by = spans.each_ref().map(|spans| spans.iter().any(|other| other.contains(span)));
        Some(Piece { words: span.of_text(&text.content).to_owned(), by })
    };
    cuts.windows(2).filter_map(piece).collect()
}

impl Compared {
    /// The names of the codes beside this one that each gave to the segments of a stretch.
    fn other_codes(&self, code: u32, stretch: &Stretch, names: &BTreeMap<u32, String>) -> [Vec<String>; 2] {
        let mut others = [Vec::new(), Vec::new()];
        for (other, said) in self.by_code.iter().filter(|(other, _)| **other != code) {
            for (said, others) in said.iter().zip(&mut others) {
                let touches = |said: &SaidCoding| {
                    said.coding.first_segment <= stretch.last_segment
                        && said.coding.last_segment >= stretch.first_segment
                };
                if let (true, Some(name)) = (said.iter().any(touches), names.get(other)) {
                    others.push(name.clone());
                }
            }
        }
        others
    }
}
