//! One survey on its way into the store: rows become respondents, open answers become texts.
//!
//! What a later export of the same survey changes is in `later_exports`.

use std::collections::{BTreeSet, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use fixedbitset::FixedBitSet;

use super::import::{ImportReport, ImportedSource, Incoming};
use super::later_exports::{LaterExport, is_another_survey};
use super::row_digests::RowDigests;
use crate::import::survey::{self, ColumnRole, Dialect, Proposal, Respondent, SurveyPlan, SurveyReader};
use crate::model::{CaseId, CaseKind, Consent, QuestionId, QuestionType};
use crate::project::people::labels::RESPONDENT;
use crate::project::{Progress, Project, ProjectError};
use crate::store::{Event, Importing, NewCase, NewSource, NewText};
use crate::text::{alike_into, counted, word_count};

/// How often the bar moves.
const ROWS_PER_STEP: u64 = 1000;

/// What a survey came to, row by row.
#[derive(Default)]
pub(in crate::project) struct Tally {
    kept: u64,
    left_out: Vec<u64>,
    pub(in crate::project) different: Different,
    /// Answers of people who did not consent: counted as left out, and never stored.
    pub(in crate::project) unread: u64,
    /// Rows of a respondent who had come by already.
    repeated: u64,
    /// Rows of people who withdrew.
    pub(in crate::project) withdrawn: u64,
    /// What they chose. It is nowhere kept.
    withdrawn_options: BTreeSet<String>,
    /// Cases that have come by already: in the long layout one respondent has several rows.
    pub(in crate::project) seen: FixedBitSet,
}

/// Answers that were met, those that say the same once. A hash of each is held, since a million of them as text would
/// weigh more than all else that an import keeps.
#[derive(Debug, Default)]
pub(in crate::project) struct Different {
    hashes: HashSet<u64>,
    /// The form in which the answer at hand is compared.
    form: String,
}

impl Different {
    pub(in crate::project) fn meet(&mut self, question: usize, answer: &str) {
        alike_into(answer, &mut self.form);
        let mut hasher = DefaultHasher::new();
        (question, self.form.as_str()).hash(&mut hasher);
        self.hashes.insert(hasher.finish());
    }

    pub(in crate::project) fn count(&self) -> u64 {
        self.hashes.len() as u64
    }
}

impl Tally {
    /// Passes over the row of someone who withdrew.
    pub(in crate::project) fn skip(&mut self, respondent: &Respondent) {
        self.withdrawn += 1;
        let chosen = respondent.responses().flat_map(|(_, value)| value.split('\n'));
        self.withdrawn_options.extend(chosen.map(str::to_owned));
    }

    pub(in crate::project) fn meet(&mut self, case: CaseId, excluded: Option<usize>) {
        let number = case.0 as usize;
        self.seen.grow(number + 1);
        if self.seen.put(number) {
            self.repeated += 1;
        } else {
            match excluded {
                Some(rule) => self.left_out[rule] += 1,
                None => self.kept += 1,
            }
        }
    }
}

/// What is the same for all rows of one survey.
pub(in crate::project) struct Frame<'p> {
    pub(in crate::project) plan: &'p SurveyPlan,
    pub(in crate::project) questions: Vec<QuestionId>,
    pub(in crate::project) codes: Vec<String>,
    pub(in crate::project) attributes: Vec<String>,
    /// By exclusion of the plan: whether it leaves out people for not having consented.
    refusals: Vec<bool>,
}

impl<'p> Frame<'p> {
    fn store(importing: &mut Importing<'_>, reader: &SurveyReader, plan: &'p SurveyPlan) -> Result<Self, ProjectError> {
        let mut questions: Vec<QuestionId> = Vec::new();
        for (position, question) in reader.questions().iter().enumerate() {
            questions.push(importing.question(position, question)?);
        }
        let codes = reader.questions().iter().map(|question| question.code.clone()).collect();
        let refusals = plan.exclusions.iter().map(|rule| is_refusal(rule, reader)).collect();
        Ok(Self { plan, questions, codes, attributes: reader.attributes().to_vec(), refusals })
    }

    pub(in crate::project) fn refused(&self, excluded: Option<usize>) -> bool {
        excluded.is_some_and(|rule| self.refusals[rule])
    }

    pub(in crate::project) fn case<'c>(
        &'c self,
        name: &'c str,
        excluded: Option<usize>,
        row_number: u64,
    ) -> NewCase<'c> {
        NewCase {
            name,
            kind: CaseKind::Respondent,
            label: RESPONDENT,
            reason: excluded.map_or("", |rule| self.plan.exclusions[rule].reason.as_str()),
            consent: if self.refused(excluded) { Consent::None } else { Consent::Quote },
            row_number: Some(row_number),
        }
    }
}

impl Project {
    pub(in crate::project) fn import_survey(
        &mut self,
        incoming: &Incoming<'_>,
        report: &mut ImportReport,
        progress: &dyn Progress,
    ) -> Result<ImportedSource, ProjectError> {
        let file = incoming.file;
        let plan_file = match (&file.entry.plan, incoming.plan) {
            (_, Some(plan)) => Some(plan.clone()),
            (Some(name), None) => Some(self.read(name)?),
            (None, None) => None,
        };
        let plan =
            Self::survey_plan(&file.path, plan_file.as_ref().map(|(path, text)| (path.as_path(), text.as_str())))?;
        let mut reader = survey::open(&file.path, &plan)?;
        let encoding = reader.encoding().to_owned();
        let new = NewSource { encoding: &encoding, format: reader.format(), ..incoming.new.clone() };
        let event = self.event("import", serde_json::Value::Null);
        let mut importing = self.store.begin_import(&new)?;
        let starts_over = is_another_survey(&importing, &file.path, &plan)?;
        if starts_over {
            importing.start_over()?;
        }
        let frame = Frame::store(&mut importing, &reader, &plan)?;
        let mut tally = Tally { left_out: vec![0; plan.exclusions.len()], ..Tally::default() };
        let mut later = None;
        progress.stage("Importing", None);
        if importing.is_later() && !starts_over {
            later = Some(LaterExport::store(&mut importing, &mut reader, &frame, incoming, &mut tally, progress)?);
        } else {
            store_rows(&mut importing, &mut reader, &frame, incoming, &mut tally, progress)?;
        }
        // A plan that was made from the file itself has them from whoever is in it.
        let any_may_go = tally.withdrawn > 0 && plan_file.is_none();
        let may_go = |option: &str| any_may_go || tally.withdrawn_options.contains(option);
        for (id, question) in frame.questions.iter().zip(reader.questions()) {
            importing.options(*id, &question.options, &may_go)?;
        }
        if starts_over {
            importing.forget_absent()?;
        }
        importing.set_id_column(id_column(&plan))?;
        for (position, (rule, &count)) in plan.exclusions.iter().zip(&tally.left_out).enumerate() {
            importing.exclusion(position, &rule.reason, count)?;
        }
        let left_out: u64 = tally.left_out.iter().sum();
        let mut detail = serde_json::json!({ "source": file.name, "kept": tally.kept, "left_out": left_out, "answers": importing.counts().texts });
        if let Some(later) = &later {
            later.add_to(&mut detail);
        }
        let warnings = reader.warnings();
        let finished = if incoming.is_trial {
            importing.give_up()?
        } else {
            importing.finish(&serde_json::json!(warnings), &Event { detail, ..event })?
        };
        report.warn(&file.name, &warnings);
        if tally.repeated > 0 && plan_file.is_none() {
            let rows = counted(tally.repeated, "row");
            report.warnings.push(format!(
                "{}: {rows} beside the first of the same respondent's id; if that is a mistake, a plan with layout = \"wide\" tells where",
                file.name
            ));
        }
        if tally.withdrawn > 0 {
            report.warnings.push(format!("{}: {} skipped", file.name, counted(tally.withdrawn, "withdrawn row")));
        }
        if tally.unread > 0 {
            let were = if tally.unread == 1 { "was" } else { "were" };
            let answers = counted(tally.unread, "answer");
            report.warnings.push(format!("{}: {answers} of people who did not consent {were} not stored", file.name));
        }
        match &later {
            Some(later) => report.warnings.extend(later.warnings(&file.name)),
            None => report.warnings.extend(self.seen_elsewhere(finished.source, &file.name)?),
        }
        // Answers of those who are not in this file were not met.
        let all_met = later.as_ref().is_none_or(|later| later.absent == 0);
        let different = if all_met { tally.different.count() } else { u64::from(finished.counts.texts) };
        Ok(ImportedSource {
            name: file.name.clone(),
            kind: file.entry.kind,
            encoding,
            texts: u64::from(finished.counts.texts),
            segments: u64::from(finished.counts.segments),
            words: finished.counts.words,
            respondents: Some((tally.kept, left_out)),
            brought: None,
            different,
            revision: finished.revision,
            revised: finished.revised,
            later,
        })
    }

    /// The saved plan, or the one that the file itself suggests.
    pub(in crate::project) fn survey_plan(
        path: &Path,
        saved: Option<(&Path, &str)>,
    ) -> Result<SurveyPlan, ProjectError> {
        if let Some((plan_path, text)) = saved {
            return Ok(SurveyPlan::from_toml(plan_path, text)?);
        }
        Ok(Self::survey_proposal(path, None)?.plan)
    }

    /// The plan that a file suggests, and how sure it is of each column.
    pub(in crate::project) fn survey_proposal(path: &Path, dialect: Option<Dialect>) -> Result<Proposal, ProjectError> {
        let read = |source| ProjectError::Read { path: path.to_owned(), source };
        let file = std::fs::File::open(path).map_err(read)?;
        Ok(Proposal::of_file(path, file, dialect)?)
    }
}

/// The column that tells respondents apart; empty where there is none.
pub(in crate::project) fn id_column(plan: &SurveyPlan) -> &str {
    let planned =
        || plan.columns.iter().find(|column| column.role == ColumnRole::Id).map(|column| column.name.as_str());
    plan.respondent.as_deref().or_else(planned).unwrap_or_default()
}

fn store_rows(
    importing: &mut Importing<'_>,
    reader: &mut SurveyReader,
    frame: &Frame<'_>,
    incoming: &Incoming<'_>,
    tally: &mut Tally,
    progress: &dyn Progress,
) -> Result<(), ProjectError> {
    let mut digests = RowDigests::new(frame);
    let mut respondent = Respondent::default();
    while reader.read(&mut respondent)? {
        step(&respondent, progress)?;
        if has_withdrawn(&respondent, incoming) {
            tally.skip(&respondent);
            continue;
        }
        let digest = digests.of(&respondent);
        store_row(importing, &respondent, respondent.id(), digest, frame, tally)?;
    }
    Ok(())
}

/// Whether a row is of someone who withdrew.
pub(in crate::project) fn has_withdrawn(respondent: &Respondent, incoming: &Incoming<'_>) -> bool {
    let withdrawn = incoming.withdrawn;
    let answers = respondent.answers().map(|(_, answer)| answer);
    withdrawn.has_respondent(&incoming.file.name, respondent.id()) || withdrawn.has_answers(answers)
}

pub(in crate::project) fn step(respondent: &Respondent, progress: &dyn Progress) -> Result<(), ProjectError> {
    if respondent.row_number.is_multiple_of(ROWS_PER_STEP) { progress.go_on(ROWS_PER_STEP) } else { Ok(()) }
}

/// Whether a rule leaves out people for not having consented.
pub(in crate::project) fn is_refusal(rule: &survey::Exclusion, reader: &SurveyReader) -> bool {
    rule.condition().is_some_and(|condition| {
        reader
            .questions()
            .iter()
            .any(|question| question.code == condition.question && question.kind == QuestionType::Consent)
    })
}

/// Stores what the row of someone new says.
pub(in crate::project) fn store_row(
    importing: &mut Importing<'_>,
    respondent: &Respondent,
    name: &str,
    digest: i64,
    frame: &Frame<'_>,
    tally: &mut Tally,
) -> Result<(), ProjectError> {
    let case = importing.respondent(&frame.case(name, respondent.excluded, respondent.row_number), digest)?;
    let is_second_row = importing.is_second_row(name)?;
    if !is_second_row {
        tally.meet(case, respondent.excluded);
    }
    if frame.refused(respondent.excluded) {
        tally.unread += respondent.answers().count() as u64;
        return Ok(());
    }
    let attributes = respondent.attributes().map(|(attribute, value)| (frame.attributes[attribute].as_str(), value));
    importing.attributes(case, attributes)?;
    let responses: Vec<(QuestionId, &str)> =
        respondent.responses().map(|(question, value)| (frame.questions[question], value)).collect();
    if is_second_row {
        for (question, value) in responses {
            importing.second_response(question, case, value)?;
        }
    } else {
        importing.responses(case, &responses)?;
    }
    let mut texts = Vec::with_capacity(frame.questions.len());
    for (question, content) in respondent.answers() {
        let (question_id, word_count) = (frame.questions[question], word_count(content));
        texts.push(NewText { case: Some(case), question: Some(question_id), content, segment_count: 1, word_count });
        tally.different.meet(question, content);
    }
    importing.texts(&texts)?;
    Ok(())
}
