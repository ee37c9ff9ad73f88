//! One survey on its way into the store: rows become respondents, open answers become texts.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use fixedbitset::FixedBitSet;

use super::import::{ImportReport, ImportedSource, Incoming};
use super::labels::RESPONDENT;
use super::{Progress, Project, ProjectError};
use crate::import::survey::{self, Dialect, Proposal, Respondent, SurveyPlan, SurveyReader};
use crate::model::{CaseId, CaseKind, Consent, QuestionId, QuestionType};
use crate::store::{Importing, NewCase, NewSource, NewText};
use crate::text::{alike_into, counted, word_count};

/// How often the bar moves.
const ROWS_PER_STEP: u64 = 1000;

/// What a survey came to, row by row.
#[derive(Default)]
struct Tally {
    kept: u64,
    left_out: Vec<u64>,
    answers: u64,
    words: u64,
    different: Different,
    /// Answers of people who did not consent: counted as left out, and never stored.
    unread: u64,
    /// Rows of a respondent who had come by already.
    repeated: u64,
    /// Rows of people who withdrew.
    withdrawn: u64,
    /// Cases that have come by already: in the long layout one respondent has several rows.
    seen: FixedBitSet,
}

/// Answers that were met, those that say the same once. A hash of each is held, since a million of them as text would
/// weigh more than all else that an import keeps.
#[derive(Debug, Default)]
pub(super) struct Different {
    hashes: HashSet<u64>,
    /// The form in which the answer at hand is compared.
    form: String,
}

impl Different {
    pub(super) fn meet(&mut self, question: usize, answer: &str) {
        alike_into(answer, &mut self.form);
        let mut hasher = DefaultHasher::new();
        (question, self.form.as_str()).hash(&mut hasher);
        self.hashes.insert(hasher.finish());
    }

    pub(super) fn count(&self) -> u64 {
        self.hashes.len() as u64
    }
}

impl Tally {
    fn meet(&mut self, case: CaseId, excluded: Option<usize>) {
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

impl Project {
    pub(super) fn import_survey(
        &mut self,
        incoming: &Incoming<'_>,
        report: &mut ImportReport,
        progress: &dyn Progress,
    ) -> Result<ImportedSource, ProjectError> {
        let file = incoming.file;
        let plan_file = match &file.entry.plan {
            Some(name) => Some(self.read(name)?),
            None => None,
        };
        let plan =
            Self::survey_plan(&file.path, plan_file.as_ref().map(|(path, text)| (path.as_path(), text.as_str())))?;
        let mut reader = survey::open(&file.path, &plan)?;
        let encoding = reader.encoding().to_owned();
        let new = NewSource { encoding: &encoding, format: reader.format(), ..incoming.new.clone() };
        let mut importing = self.store.begin_import(&new)?;
        let mut tally = Tally { left_out: vec![0; plan.exclusions.len()], ..Tally::default() };
        store_rows(&mut importing, &mut reader, &plan, incoming, &mut tally, progress)?;
        if tally.withdrawn > 0 && plan_file.is_none() {
            importing.forget_options()?;
        }
        for (position, (rule, &count)) in plan.exclusions.iter().zip(&tally.left_out).enumerate() {
            importing.exclusion(position, &rule.reason, count)?;
        }
        let left_out: u64 = tally.left_out.iter().sum();
        let detail = serde_json::json!({ "source": file.name, "kept": tally.kept, "left_out": left_out, "answers": tally.answers });
        let warnings = reader.warnings();
        importing.finish(&serde_json::json!(warnings), &Self::event("import", detail))?;
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
        Ok(ImportedSource {
            name: file.name.clone(),
            kind: file.entry.kind,
            encoding,
            texts: tally.answers,
            segments: tally.answers,
            words: tally.words,
            respondents: Some((tally.kept, left_out)),
            brought: None,
            different: tally.different.count(),
        })
    }

    /// The saved plan, or the one that the file itself suggests.
    pub(super) fn survey_plan(path: &Path, saved: Option<(&Path, &str)>) -> Result<SurveyPlan, ProjectError> {
        if let Some((plan_path, text)) = saved {
            return Ok(SurveyPlan::from_toml(plan_path, text)?);
        }
        Ok(Self::survey_proposal(path, None)?.plan)
    }

    /// The plan that a file suggests, and how sure it is of each column.
    pub(super) fn survey_proposal(path: &Path, dialect: Option<Dialect>) -> Result<Proposal, ProjectError> {
        let read = |source| ProjectError::Read { path: path.to_owned(), source };
        let file = std::fs::File::open(path).map_err(read)?;
        Ok(Proposal::of_file(path, file, dialect)?)
    }
}

fn store_rows(
    importing: &mut Importing<'_>,
    reader: &mut SurveyReader,
    plan: &SurveyPlan,
    incoming: &Incoming<'_>,
    tally: &mut Tally,
    progress: &dyn Progress,
) -> Result<(), ProjectError> {
    let mut questions: Vec<QuestionId> = Vec::new();
    for (position, question) in reader.questions().iter().enumerate() {
        questions.push(importing.question(position, question)?);
    }
    let attributes: Vec<String> = reader.attributes().to_vec();
    let refusals: Vec<bool> = plan.exclusions.iter().map(|rule| is_refusal(rule, reader)).collect();
    progress.stage("Importing", None);
    let mut respondent = Respondent::default();
    while reader.read(&mut respondent)? {
        let withdrawn = incoming.withdrawn;
        let answers = respondent.answers().map(|(_, answer)| answer);
        if withdrawn.has_respondent(&incoming.file.name, respondent.id()) || withdrawn.has_answers(answers) {
            tally.withdrawn += 1;
            continue;
        }
        let case = store_case(importing, &respondent, plan, &refusals, tally)?;
        store_answers(importing, &respondent, case, &questions, &attributes, &refusals, tally)?;
        if respondent.row_number.is_multiple_of(ROWS_PER_STEP) {
            progress.advance(ROWS_PER_STEP);
        }
    }
    Ok(())
}

/// Whether a rule leaves out people for not having consented.
pub(super) fn is_refusal(rule: &survey::Exclusion, reader: &SurveyReader) -> bool {
    rule.condition().is_some_and(|condition| {
        reader
            .questions()
            .iter()
            .any(|question| question.code == condition.question && question.kind == QuestionType::Consent)
    })
}

fn store_case(
    importing: &mut Importing<'_>,
    respondent: &Respondent,
    plan: &SurveyPlan,
    refusals: &[bool],
    tally: &mut Tally,
) -> Result<CaseId, ProjectError> {
    let reason = respondent.excluded.map_or("", |rule| plan.exclusions[rule].reason.as_str());
    let refused = respondent.excluded.is_some_and(|rule| refusals[rule]);
    let new = NewCase {
        name: respondent.id(),
        kind: CaseKind::Respondent,
        label: RESPONDENT,
        reason,
        consent: if refused { Consent::None } else { Consent::Quote },
        row_number: Some(respondent.row_number),
    };
    let case = importing.respondent(&new)?;
    if !importing.is_second_row(respondent.id())? {
        tally.meet(case, respondent.excluded);
    }
    Ok(case)
}

fn store_answers(
    importing: &mut Importing<'_>,
    respondent: &Respondent,
    case: CaseId,
    questions: &[QuestionId],
    attributes: &[String],
    refusals: &[bool],
    tally: &mut Tally,
) -> Result<(), ProjectError> {
    if respondent.excluded.is_some_and(|rule| refusals[rule]) {
        tally.unread += respondent.answers().count() as u64;
        return Ok(());
    }
    for (attribute, value) in respondent.attributes() {
        importing.attribute(case, &attributes[attribute], value)?;
    }
    let is_second_row = importing.is_second_row(respondent.id())?;
    for (question, value) in respondent.responses() {
        if is_second_row {
            importing.second_response(questions[question], case, value)?;
        } else {
            importing.response(questions[question], case, value)?;
        }
    }
    for (question, content) in respondent.answers() {
        let word_count = word_count(content);
        importing.text(&NewText {
            case: Some(case),
            question: Some(questions[question]),
            content,
            segment_count: 1,
            word_count,
        })?;
        tally.answers += 1;
        tally.different.meet(question, content);
        tally.words += word_count;
    }
    Ok(())
}
