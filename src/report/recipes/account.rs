//! Sentences about how the study was made, from columns and records: what checklists and the methods paragraph say.
//!
//! They claim what is recorded and no more. Numbers of people are those of the sample flow alone, which is printed whole.

use super::flow;
use super::notes::{self, counted, joined};
use super::{Kind, Kitchen};
use crate::analysis::sample_flow;
use crate::model::{Codebook, QuestionType, SourceKind};
use crate::report::checklists::Fact;
use crate::report::record::{CoderWork, Record};
use crate::text;

impl Kitchen<'_> {
    pub(super) fn record(&self) -> &Record {
        self.material.record
    }

    /// What the records say of it; nothing where they say nothing.
    pub(super) fn fact(&self, fact: Fact) -> Option<String> {
        let record = self.record();
        match fact {
            Fact::SampleSize => self.sample_size(),
            Fact::LeftOut => self.flows(None),
            Fact::Description => self.description(),
            Fact::Guide => self.see(&[Kind::Guide]).map(|see| format!("The interview guide: {see}.")),
            Fact::RepeatInterviews => (record.talk.transcript_count > 0).then(|| {
                let who = if record.talk.is_repeated { "At least one participant speaks" } else { "No participant speaks" };
                format!("{who} in more than one transcript.")
            }),
            Fact::Recording => self.recording(),
            Fact::FieldNotes => self.field_notes(),
            Fact::Duration => self.duration(),
            Fact::Accumulation => self.see(&[Kind::Accumulation]).map(|see| {
                format!("How many codes came with each further case: {see}. The records hold no judgement on saturation.")
            }),
            Fact::Corrections => self.corrections(),
            Fact::Coders => self.coders(),
            Fact::CodingTree => self.coding_tree(),
            Fact::Derivation => self.derivation(),
            Fact::Software => Some(format!("{}.", record.program)),
            Fact::Quotations => self.see(&[Kind::Quotes]).map(|see| {
                format!("Quotations stand with the label of the person (“Participant E”, “survey participant”), which is the same throughout: {see}.")
            }),
            Fact::Consistency => self.see(&[Kind::Frequencies, Kind::Crosstab, Kind::Quotes]).map(|see| {
                format!("Counts and quotations are made from the same codings: {see}.")
            }),
            Fact::Themes => self.themes(),
            Fact::MinorThemes => self.minor_themes(),
            Fact::Collection => self.collection(),
            Fact::Instruments => self.instruments(),
            Fact::Units => Some(join([self.material_line(), self.sample_size(), self.flows(None)])).filter(|all| !all.is_empty()),
            Fact::Processing => Some(join([self.collection(), self.corrections(), self.codings(), Some(self.disclosure())])),
            Fact::Analysis => Some(join([self.coding_tree(), self.coders(), self.codings()])).filter(|all| !all.is_empty()),
            Fact::Trustworthiness => Some(self.trust()),
            Fact::Ethics => Some(join([Some(self.disclosure()), self.withdrawals()])),
            Fact::Consent => self.consent_items(),
            Fact::Privacy => self.has_survey().then(|| join([self.kept_apart(), Some(self.disclosure())])),
            Fact::Questionnaire => self.questionnaire(),
            Fact::Branching => self.branching(),
            Fact::CompletionRate => {
                self.flows(Some(true)).map(|flows| format!("{flows} Who saw the survey and did not begin is not known here."))
            }
            Fact::Incomplete => self.flows(Some(true)),
        }
    }

    pub(super) fn has_survey(&self) -> bool {
        self.columns.sources.iter().any(|source| source.kind == SourceKind::Survey)
    }

    fn has_talks(&self) -> bool {
        self.columns.sources.iter().any(|source| source.kind != SourceKind::Survey)
    }

    /// “Appendix A: Codebook” and “Quotations”: the study's outputs of these kinds.
    pub(super) fn see(&self, kinds: &[Kind]) -> Option<String> {
        let mut titles: Vec<String> = Vec::new();
        for output in self.record().outputs.iter().filter(|output| kinds.contains(&output.kind)) {
            let title = format!("“{}”", output.title);
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        (!titles.is_empty()).then(|| format!("see {}", joined(&titles)))
    }

    /// "6 participants and 37 respondents were kept."
    pub(super) fn sample_size(&self) -> Option<String> {
        let people = notes::people(self.columns);
        let verb = if self.columns.case_count() == 1 { "was" } else { "were" };
        (!people.is_empty()).then(|| format!("{people} {verb} kept."))
    }

    /// The sentence of each way into the sample; of surveys or talks alone where that is said.
    pub(super) fn flows(&self, of_surveys: Option<bool>) -> Option<String> {
        let ledgers = self.columns.ledgers.iter();
        let wanted = ledgers.filter(|ledger| of_surveys.is_none_or(|surveys| ledger.source_index.is_some() == surveys));
        let survey_count = self.columns.ledgers.iter().filter(|ledger| ledger.source_index.is_some()).count();
        let sentences = wanted.map(|ledger| {
            let heading = flow::heading(self, ledger, survey_count);
            format!("{heading}: {}", flow::sentence(&sample_flow(ledger), flow::People::of(ledger)))
        });
        let all = sentences.collect::<Vec<_>>().join(" ");
        (!all.is_empty()).then_some(all)
    }

    fn description(&self) -> Option<String> {
        let names = &self.record().talk.attributes;
        let known = (!names.is_empty()).then(|| format!("Known of cases: {}.", joined(names)));
        let see = self.see(&[Kind::Flow, Kind::Crosstab]).map(|see| format!("Numbers: {see}."));
        Some(join([known, see])).filter(|all| !all.is_empty())
    }

    fn recording(&self) -> Option<String> {
        let talk = &self.record().talk;
        (talk.transcript_count > 0).then(|| {
            let all = text::counted(talk.transcript_count as u64, "transcript");
            format!(
                "Of {all}, {} {} time marks, as those of recordings do.",
                talk.lengths_ms.len(),
                has(talk.lengths_ms.len())
            )
        })
    }

    fn field_notes(&self) -> Option<String> {
        let count = self.record().sources.iter().filter(|source| source.kind == SourceKind::FieldNote).count();
        match count {
            0 if !self.has_talks() => None,
            0 => Some("No field notes are among the sources.".to_owned()),
            count => Some(format!("Among the sources: {}.", text::counted(count as u64, "field note"))),
        }
    }

    /// A range over talks with fewer people than may be told of would tell of them.
    fn duration(&self) -> Option<String> {
        let talk = &self.record().talk;
        let lengths = &talk.lengths_ms;
        let (first, last) = (lengths.first()?, lengths.last()?);
        if (lengths.len() as u64) < self.material.smallest_group {
            return None;
        }
        let minutes = |ms: u32| (ms + 30_000) / 60_000;
        let (count, all) = (lengths.len(), text::counted(talk.transcript_count as u64, "transcript"));
        Some(format!(
            "From {} to {} minutes by the last time mark, in {count} of {all}.",
            minutes(*first),
            minutes(*last)
        ))
    }

    fn corrections(&self) -> Option<String> {
        let talks = || self.record().sources.iter().filter(|source| source.kind != SourceKind::Survey);
        let (all, corrected) = (talks().count(), talks().filter(|source| source.revision > 1).count());
        let files = text::counted(all as u64, "file");
        match (all, corrected) {
            (0, _) => None,
            (_, 0) => Some(format!("None of {files} of talk or notes was corrected after its import.")),
            (_, some) => Some(format!("Of {files} of talk or notes, {some} {} corrected after import.", was(some))),
        }
    }

    /// Those who coded by hand or decided about what rules propose.
    pub(super) fn people_who_coded(&self) -> usize {
        self.record().coders.iter().filter(|work| !work.who.is_empty() && work.has_any()).count()
    }

    pub(super) fn coders(&self) -> Option<String> {
        if self.record().coders.is_empty() {
            return None;
        }
        Some(match self.people_who_coded() {
            0 => "Nobody has coded by hand or decided about what the codebook’s rules propose.".to_owned(),
            1 => "1 person coded by hand or decided about what the codebook’s rules propose.".to_owned(),
            many => format!("{many} people coded by hand or decided about what the codebook’s rules propose."),
        })
    }

    /// How many codings there are, by whom, and what was decided.
    pub(super) fn codings(&self) -> Option<String> {
        let coders = &self.record().coders;
        let by_hand: u64 = coders.iter().filter(|work| !work.who.is_empty()).map(|work| work.coded).sum();
        let rules = coders.iter().find(|work| work.who.is_empty()).cloned().unwrap_or_default();
        let mut parts = Vec::new();
        let proposed = text::counted(rules.coded, "coding");
        match (rules.coded, rules.accepted, rules.rejected) {
            (0, ..) => {}
            (_, 0, 0) => {
                parts.push(format!("The codebook’s rules proposed {proposed}, which are counted as they are."));
            }
            (all, accepted, rejected) => {
                let open = all - accepted - rejected;
                let (have, are) = if open == 1 { ("has", "is") } else { ("have", "are") };
                parts.push(format!(
                    "The codebook’s rules proposed {proposed}: people accepted {accepted} and rejected {rejected}; \
                     {open} {have} not been decided about and {are} counted."
                ));
            }
        }
        if by_hand > 0 || self.people_who_coded() > 0 {
            parts.push(format!("By hand: {}.", text::counted(by_hand, "coding")));
        }
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    /// "The codebook (What practitioners need, version 1.0) has 5 themes and 25 codes on 2 levels."
    pub(super) fn coding_tree(&self) -> Option<String> {
        let codebook = self.codebook;
        if codebook.codes.is_empty() {
            return None;
        }
        let levels = levels(codebook);
        let on = if levels > 1 { format!(" on {levels} levels") } else { String::new() };
        let themes = match codebook.themes.len() {
            0 => String::new(),
            count => format!("{} and ", text::counted(count as u64, "theme")),
        };
        let codes = text::counted(codebook.codes.len() as u64, "code");
        let tree = format!("The codebook ({}) has {themes}{codes}{on}.", notes::codebook(codebook));
        let see = self.see(&[Kind::Codebook]).map(|see| format!("All of them, with definitions: {see}."));
        Some(join([Some(tree), see]))
    }

    fn derivation(&self) -> Option<String> {
        let codebook = self.codebook;
        if codebook.codes.is_empty() {
            return None;
        }
        let versions = self.record().versions.len();
        let had = (versions > 0).then(|| {
            let count = text::counted(versions as u64, "version");
            let see = self.see(&[Kind::Audit]).map(|see| format!(" ({see})")).unwrap_or_default();
            format!("The codebook has had {count}{see}.")
        });
        let ruled = codebook.codes.iter().filter(|code| !code.rules.is_empty()).count();
        let rules = format!(
            "Of {}, {ruled} {} rules that propose codings.",
            text::counted(codebook.codes.len() as u64, "code"),
            has(ruled)
        );
        Some(join([had, Some(rules), self.codings()]))
    }

    fn themes(&self) -> Option<String> {
        let themes: Vec<String> = self.codebook.themes.iter().map(|theme| theme.name.clone()).collect();
        (!themes.is_empty()).then(|| {
            let see = self.see(&[Kind::Frequencies, Kind::Quotes]).map(|see| format!(" ({see})")).unwrap_or_default();
            format!("{}: {}{see}.", counted(themes.len() as u64, "theme", "themes"), joined(&themes))
        })
    }

    fn minor_themes(&self) -> Option<String> {
        let see = self.see(&[Kind::Codebook, Kind::Frequencies])?;
        let codes = text::counted(self.codebook.codes.len() as u64, "code");
        Some(format!("{codes}, each with how often it occurs: {see}."))
    }

    /// "6 interviews and 1 survey: 396 texts, 26607 words."
    pub(super) fn material_line(&self) -> Option<String> {
        let sources = &self.record().sources;
        let kinds: Vec<String> = SourceKind::ALL
            .iter()
            .map(|kind| (kind, sources.iter().filter(|source| source.kind == *kind).count() as u64))
            .filter(|(_, count)| *count > 0)
            .map(|(kind, count)| text::counted(count, &kind.word().replace('-', " ")))
            .collect();
        let (texts, words) = sources
            .iter()
            .fold((0, 0), |(texts, words), source| (texts + source.text_count, words + source.word_count));
        let (texts, words) = (text::counted(texts, "text"), text::counted(words, "word"));
        (!kinds.is_empty()).then(|| format!("{}: {texts}, {words}.", joined(&kinds)))
    }

    fn collection(&self) -> Option<String> {
        let mut parts = Vec::new();
        for kind in SourceKind::ALL {
            let of_kind: Vec<_> = self.record().sources.iter().filter(|source| source.kind == *kind).collect();
            if of_kind.is_empty() {
                continue;
            }
            let mut formats: Vec<&str> = of_kind.iter().map(|source| source.format.word()).collect();
            formats.sort_unstable();
            formats.dedup();
            let count = text::counted(of_kind.len() as u64, &kind.word().replace('-', " "));
            parts.push(format!("{count} ({})", formats.join(", ")));
        }
        (!parts.is_empty()).then(|| format!("Imported: {}.", joined(&parts)))
    }

    fn instruments(&self) -> Option<String> {
        let see = self.see(&[Kind::Guide, Kind::Instrument]).map(|see| format!("Guide and questionnaire: {see}."));
        Some(join([self.questionnaire(), see])).filter(|all| !all.is_empty())
    }

    /// What is done to words and figures on their way out. Never "anonymous".
    pub(super) fn disclosure(&self) -> String {
        let record = self.record();
        let identities = counted(record.identity_count as u64, "identity", "identities");
        let figures = match self.material.smallest_group {
            0 | 1 => "figures are shown for groups of any size".to_owned(),
            minimum => format!("figures about fewer than {minimum} cases are withheld"),
        };
        format!(
            "Printed words are pseudonymised by a list of {identities} and by rules, {figures}, and every file is read again before it is written. Residual risk remains."
        )
    }

    fn trust(&self) -> String {
        let record = self.record();
        let trail =
            text::counted(record.trail.iter().filter(|step| !super::audit::is_export(step)).count() as u64, "step");
        let see = self.see(&[Kind::Audit]).map(|see| format!(" ({see})")).unwrap_or_default();
        let versions = text::counted(record.versions.len() as u64, "version");
        let memos = text::counted(record.memo_count, "memo");
        let agreement = (self.people_who_coded() > 1)
            .then(|| "The records hold no measure of agreement between coders.".to_owned());
        join([Some(format!("Audit trail: {trail}{see}; codebook: {versions}; notes: {memos}.")), agreement])
    }

    pub(super) fn withdrawals(&self) -> Option<String> {
        match self.record().withdrawn {
            0 => None,
            1 => Some("1 person withdrew; of them nothing else is kept.".to_owned()),
            count => Some(format!("{count} people withdrew; of them nothing else is kept.")),
        }
    }

    fn printed_items(&self) -> impl Iterator<Item = &crate::model::QuestionnaireItem> {
        self.record().questionnaires.iter().flat_map(|questionnaire| &questionnaire.items)
    }

    fn codes_of(&self, kind: QuestionType) -> Vec<String> {
        self.printed_items().filter(|item| item.kind == kind).map(|item| item.code.clone()).collect()
    }

    fn consent_items(&self) -> Option<String> {
        let codes = self.codes_of(QuestionType::Consent);
        (!codes.is_empty()).then(|| {
            let see = self.see(&[Kind::Instrument]).map(|see| format!(": {see}")).unwrap_or_default();
            format!("The questionnaire asks for consent in {}{see}.", joined(&codes))
        })
    }

    fn kept_apart(&self) -> Option<String> {
        let codes = self.codes_of(QuestionType::Personal);
        (!codes.is_empty()).then(|| format!("Asked, but never stored with the answers: {}.", joined(&codes)))
    }

    fn questionnaire(&self) -> Option<String> {
        let questions = self.printed_items().count();
        let boxes: usize = self.printed_items().map(|item| item.parts.len().max(1)).sum();
        (questions > 0).then(|| {
            format!(
                "{}, {} counting the rows of blocks.",
                text::counted(questions as u64, "question"),
                text::counted(boxes as u64, "item")
            )
        })
    }

    fn branching(&self) -> Option<String> {
        let codes: Vec<String> =
            self.printed_items().filter(|item| item.shown_if.is_some()).map(|item| item.code.clone()).collect();
        match (self.printed_items().count(), codes.len()) {
            (0, _) => None,
            (_, 0) => Some("Every question was shown to everyone.".to_owned()),
            _ => Some(format!("Shown only after certain answers: {}.", joined(&codes))),
        }
    }
}

impl CoderWork {
    pub(super) const fn has_any(&self) -> bool {
        self.coded + self.accepted + self.rejected > 0
    }
}

/// Sentences one after the other.
pub(super) fn join<const N: usize>(parts: [Option<String>; N]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// How many levels of codes there are.
fn levels(codebook: &Codebook) -> usize {
    let depth = |start: usize| {
        let mut level = 1;
        let mut at = start;
        // A damaged codebook could lead round in a circle.
        while let Some(parent) = codebook.codes[at].parent.as_deref().and_then(|id| codebook.code_index(id)) {
            if level > codebook.codes.len() {
                break;
            }
            (at, level) = (parent, level + 1);
        }
        level
    };
    (0..codebook.codes.len()).map(depth).max().unwrap_or_default()
}

const fn was(count: usize) -> &'static str {
    if count == 1 { "was" } else { "were" }
}

const fn has(count: usize) -> &'static str {
    if count == 1 { "has" } else { "have" }
}
