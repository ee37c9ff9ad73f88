//! Answers with their codes, as a list or a cell of the grid shows them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use fixedbitset::FixedBitSet;

use crate::model::{CaseId, CodingStatus, Span, TextId};
use crate::project::{Project, ProjectError};
use crate::store::{AnswerRow, Counting, StoredCoding};

/// An answer, or several that say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownAnswer {
    /// The first of them, whose words are shown.
    pub text: TextId,
    pub case: CaseId,
    /// The researcher's own name for the respondent.
    pub respondent: String,
    pub content: String,
    /// How many answers it stands for.
    pub count: usize,
    /// By attribute that was asked for: what the respondent states.
    pub attributes: Vec<Option<String>>,
    pub codes: Vec<CodeOnAnswers>,
}

/// One code on an answer, or on several that say the same.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CodeOnAnswers {
    /// `model::Code::id`
    pub code: String,
    /// On how many of the answers it is accepted, only proposed, only rejected.
    pub accepted: usize,
    pub proposed: usize,
    pub rejected: usize,
    /// Where it stands in the answer that is shown, unless it was rejected there.
    pub spans: Vec<Span>,
    /// Who laid it, by name; the rules have none.
    pub coders: Vec<String>,
    pub is_by_rule: bool,
}

impl Project {
    /// These answers with all that is shown beside them; in each group, answers that are taken for one. Groups whose first
    /// answer has gone are left out.
    pub fn show_answers(
        &self,
        groups: &[Vec<TextId>],
        attributes: &[String],
    ) -> Result<Vec<ShownAnswer>, ProjectError> {
        let heads: Vec<TextId> = groups.iter().filter_map(|group| group.first().copied()).collect();
        let rows = self.store.answer_rows(&heads)?;
        let numbers = attributes.iter().map(|name| self.attribute_number(name)).collect::<Result<Vec<_>, _>>()?;
        let all: Vec<TextId> = groups.iter().flatten().copied().collect();
        let codes = self.codes_on(&all)?;
        let groups: HashMap<TextId, &Vec<TextId>> =
            groups.iter().filter_map(|group| group.first().map(|head| (*head, group))).collect();
        let mut shown = Vec::with_capacity(rows.len());
        for AnswerRow { text, case, name, content, .. } in rows {
            let values = numbers.iter().map(|number| self.store.attribute_of(*number, case));
            let group = groups[&text];
            shown.push(ShownAnswer {
                text,
                case,
                respondent: name,
                content,
                count: group.len(),
                attributes: values.collect::<Result<_, _>>()?,
                codes: codes.of(group),
            });
        }
        Ok(shown)
    }

    /// What stands on these answers.
    pub(super) fn codes_on(&self, texts: &[TextId]) -> Result<CodesOnTexts, ProjectError> {
        let names: BTreeMap<u32, String> =
            self.store.numbered_codes()?.into_iter().map(|(name, number)| (number, name)).collect();
        let coders = self.store.coders()?;
        let order = match self.codebook()? {
            Some((codebook, _)) => codebook.codes.iter().zip(0..).map(|(code, at)| (code.id.clone(), at)).collect(),
            None => HashMap::new(),
        };
        let mut by_text: HashMap<TextId, Vec<StoredCoding>> = HashMap::new();
        for coding in self.store.codings_on_texts(texts)? {
            by_text.entry(coding.key.text).or_default().push(coding);
        }
        Ok(CodesOnTexts { by_text, names, coders, order })
    }

    /// Segments on which any code stands, and those on which a proposal waits.
    pub(super) fn standing_and_proposed(&self) -> Result<(FixedBitSet, FixedBitSet), ProjectError> {
        let (mut standing, mut proposed) = (FixedBitSet::new(), FixedBitSet::new());
        self.store.coded_segments(None, Counting::Standing, &mut standing)?;
        self.store.coded_segments(None, Counting::Only(CodingStatus::Proposed), &mut proposed)?;
        Ok((standing, proposed))
    }
}

/// The codings on some texts, with the names that they need.
pub(super) struct CodesOnTexts {
    by_text: HashMap<TextId, Vec<StoredCoding>>,
    names: BTreeMap<u32, String>,
    coders: BTreeMap<u32, String>,
    /// Where each code stands in the codebook.
    order: HashMap<String, usize>,
}

impl CodesOnTexts {
    /// The codes on answers that are taken for one, in the codebook's order.
    pub(super) fn of(&self, group: &[TextId]) -> Vec<CodeOnAnswers> {
        let mut codes: BTreeMap<u32, CodeOnAnswers> = BTreeMap::new();
        let mut coders: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
        for (at, text) in group.iter().enumerate() {
            let mut best: BTreeMap<u32, CodingStatus> = BTreeMap::new();
            for coding in self.by_text.get(text).into_iter().flatten() {
                let number = coding.key.code;
                let code = codes.entry(number).or_default();
                let status = best.entry(number).or_insert(coding.status);
                *status = decisive(*status, coding.status);
                match self.coders.get(&coding.key.coder).filter(|name| !name.is_empty()) {
                    Some(name) => {
                        coders.entry(number).or_default().insert(name);
                    }
                    None => code.is_by_rule = true,
                }
                if at == 0 && coding.status != CodingStatus::Rejected && !code.spans.contains(&coding.key.span) {
                    code.spans.push(coding.key.span);
                }
            }
            for (number, status) in best {
                let code = codes.entry(number).or_default();
                match status {
                    CodingStatus::Accepted => code.accepted += 1,
                    CodingStatus::Proposed => code.proposed += 1,
                    CodingStatus::Rejected => code.rejected += 1,
                }
            }
        }
        let mut named: Vec<CodeOnAnswers> = Vec::with_capacity(codes.len());
        for (number, mut code) in codes {
            code.code = self.names.get(&number).cloned().unwrap_or_default();
            code.coders = coders.remove(&number).unwrap_or_default().into_iter().map(str::to_owned).collect();
            named.push(code);
        }
        named.sort_by_key(|code| self.order.get(&code.code).copied().unwrap_or(usize::MAX));
        named
    }
}

/// Of two codings of one code on one answer, what is to be said of it: accepted, else proposed, else rejected.
const fn decisive(one: CodingStatus, other: CodingStatus) -> CodingStatus {
    use CodingStatus::{Accepted, Proposed, Rejected};
    match (one, other) {
        (Accepted, _) | (_, Accepted) => Accepted,
        (Proposed, _) | (_, Proposed) => Proposed,
        (Rejected, Rejected) => Rejected,
    }
}
