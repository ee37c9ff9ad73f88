//! A later export of a survey: new respondents are added, changed answers replaced, and the rest is left alone.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::path::Path;

use super::import::Incoming;
use super::row_digests::RowDigests;
use super::surveys::{Frame, Tally, has_withdrawn, id_column, step, store_row};
use crate::import::survey::{self, Layout, Respondent, SurveyPlan, SurveyReader};
use crate::model::{CaseId, QuestionId, SourceId};
use crate::project::{Progress, ProjectError};
use crate::store::{Importing, KnownAnswer, KnownRespondent};
use crate::text::{compare, counted};

/// What a later export brought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LaterExport {
    pub new_respondents: u64,
    /// By code of the question, in the survey's order: how many answers came, changed or went, of respondents who were
    /// there before.
    pub changed_answers: Vec<(String, u64)>,
    /// Respondents of an earlier file who are not in this one. They stay.
    pub absent: u64,
    /// Of a survey without ids: rows of the earlier file that none of this one surely is. They go.
    pub lost_rows: u64,
    /// Answers of people who do not consent any more. They go.
    pub purged: u64,
    /// Rows were known by what they say, for want of ids, or because they are others than before.
    pub by_content: bool,
    pub has_other_ids: bool,
}

impl LaterExport {
    /// Goes through a later file row by row.
    pub(in crate::project) fn store(
        importing: &mut Importing<'_>,
        reader: &mut SurveyReader,
        frame: &Frame<'_>,
        incoming: &Incoming<'_>,
        tally: &mut Tally,
        progress: &dyn Progress,
    ) -> Result<Self, ProjectError> {
        let matching = Matching::of(importing, frame, incoming)?;
        let mut later =
            Self { by_content: matching.rows.is_some(), has_other_ids: matching.renames, ..Self::default() };
        let mut digests = RowDigests::new(frame);
        let mut changes: BTreeMap<usize, u64> = BTreeMap::new();
        let mut changed: BTreeMap<CaseId, Changed> = BTreeMap::new();
        let mut respondent = Respondent::default();
        let mut next_name = matching.next_name;
        while reader.read(&mut respondent)? {
            step(&respondent, progress)?;
            if has_withdrawn(&respondent, incoming) {
                tally.skip(&respondent);
                continue;
            }
            let row_digest = digests.of(&respondent);
            let digest = matching.whole.as_ref().and_then(|whole| whole.whole(respondent.id())).unwrap_or(row_digest);
            let known = matching.known(importing, &respondent)?;
            let Some(known) = known else {
                let name = if matching.numbers_rows() { next_name.to_string() } else { respondent.id().to_owned() };
                next_name += 1;
                let before = tally.seen.count_ones(..);
                store_row(importing, &respondent, &name, digest, frame, tally)?;
                later.new_respondents += (tally.seen.count_ones(..) - before) as u64;
                continue;
            };
            let is_second_row = importing.is_second_row(respondent.id())?;
            if !is_second_row {
                tally.meet(known.case, respondent.excluded);
            }
            if matching.renames {
                importing.rename(known.case, respondent.id())?;
            }
            for (question, answer) in respondent.answers() {
                if frame.refused(respondent.excluded) {
                    tally.unread += 1;
                } else {
                    tally.different.meet(question, answer);
                }
            }
            if known.digest == Some(digest) && !known.is_merged {
                importing.stands(&known, respondent.row_number)?;
                continue;
            }
            let name = if matching.numbers_rows() { matching.name_of(&respondent) } else { respondent.id() };
            let row = changed.entry(known.case).or_insert_with(|| Changed::new(name, &respondent, digest));
            row.add(&respondent, is_second_row);
            if known.is_merged {
                // Each of their rows is noted under its own name.
                importing.respondent(&frame.case(name, respondent.excluded, respondent.row_number), digest)?;
            } else if frame.plan.layout == Layout::Wide {
                let row = changed.remove(&known.case).expect("it was put there just now");
                row.store(importing, known.case, frame, &mut changes, &mut later)?;
            }
        }
        for (case, row) in changed {
            row.store(importing, case, frame, &mut changes, &mut later)?;
        }
        for case in matching.lost {
            importing.lose_row(case)?;
            later.lost_rows += 1;
        }
        later.note_absent(importing, tally)?;
        if matching.renames {
            importing.restore_names()?;
        }
        later.changed_answers =
            changes.into_iter().map(|(question, count)| (frame.codes[question].clone(), count)).collect();
        Ok(later)
    }

    fn note_absent(&mut self, importing: &mut Importing<'_>, tally: &Tally) -> Result<(), ProjectError> {
        let is_there = |case: CaseId| tally.seen.contains(case.0 as usize);
        for (_, known) in importing.known_respondents()? {
            if !is_there(known.case) {
                importing.is_absent(known.case)?;
                self.absent += 1;
            }
        }
        Ok(())
    }

    /// What the audit trail says of it.
    pub(in crate::project) fn add_to(&self, detail: &mut serde_json::Value) {
        let changed: u64 = self.changed_answers.iter().map(|(_, count)| count).sum();
        for (name, count) in [
            ("new_respondents", self.new_respondents),
            ("changed_answers", changed),
            ("absent", self.absent),
            ("lost_rows", self.lost_rows),
        ] {
            if count > 0 {
                detail[name] = count.into();
            }
        }
    }

    /// What it brought, a few words each; nothing where nothing changed.
    pub fn parts(&self) -> Vec<String> {
        let mut parts = Vec::new();
        if self.new_respondents > 0 {
            parts.push(counted(self.new_respondents, "new respondent"));
        }
        if !self.changed_answers.is_empty() {
            let by_question: Vec<String> =
                self.changed_answers.iter().map(|(code, count)| format!("{code}: {count}")).collect();
            let all = self.changed_answers.iter().map(|(_, count)| count).sum();
            parts.push(format!("{} ({})", counted(all, "changed answer"), by_question.join(", ")));
        }
        if self.absent > 0 {
            parts.push(format!("{} no longer there", counted(self.absent, "respondent")));
        }
        if self.lost_rows > 0 {
            parts.push(format!("{} not found again", counted(self.lost_rows, "row")));
        }
        parts
    }

    /// What the researcher should look at.
    pub(in crate::project) fn warnings(&self, source: &str) -> Vec<String> {
        let mut warnings = Vec::new();
        if self.absent > 0 {
            let are = if self.absent == 1 { "is" } else { "are" };
            warnings.push(format!(
                "{source}: {} of an earlier file {are} not in this one; what they said stays and is counted \
                 (`verbatim sources show {source}` names them, `verbatim cases exclude` leaves them out)",
                counted(self.absent, "respondent")
            ));
        }
        if self.by_content {
            let lost = match self.lost_rows {
                0 => String::new(),
                rows => format!(
                    "; {} of the earlier file {} found again and went, and codings of people on them wait in review",
                    counted(rows, "row"),
                    if rows == 1 { "was not" } else { "were not" }
                ),
            };
            let why = if self.has_other_ids { "its ids are others than before" } else { "it has no column of ids" };
            warnings.push(format!("{source}: {why}, so rows were known by what they say{lost}"));
        }
        if self.purged > 0 {
            warnings.push(format!(
                "{source}: {} of people who do not consent any more went, with all codings on them",
                counted(self.purged, "answer")
            ));
        }
        warnings
    }
}

/// Whether a file in the place of an earlier one is so different that none of it can be carried over. Where people have
/// worked on the earlier one, that is an error.
pub(in crate::project) fn is_another_survey(
    importing: &Importing<'_>,
    path: &Path,
    plan: &SurveyPlan,
) -> Result<bool, ProjectError> {
    if !importing.is_later() {
        return Ok(false);
    }
    let has_work = importing.has_work()?;
    let column = importing.id_column()?;
    if column.is_some_and(|column| column != id_column(plan)) {
        return Ok(!has_work);
    }
    if id_column(plan).is_empty() {
        return Ok(false);
    }
    let mut reader = survey::open(path, plan)?;
    let mut respondent = Respondent::default();
    while reader.read(&mut respondent)? {
        if importing.known_respondent(respondent.id())?.is_some() {
            return Ok(false);
        }
    }
    if has_work {
        return Err(ProjectError::AnotherSurvey { path: path.to_owned() });
    }
    Ok(true)
}

/// How rows of the later file are told to be those of the earlier one.
struct Matching {
    /// By number of the row in the later file, where ids do not tell: who it is, and their name.
    rows: Option<HashMap<u64, (String, KnownRespondent)>>,
    /// Respondents whose row is not there.
    lost: Vec<CaseId>,
    /// Ids are new: everyone who is known gets theirs.
    renames: bool,
    has_ids: bool,
    /// The next number to call someone by who has no id.
    next_name: u64,
    /// In the long layout: what all rows of each respondent say.
    whole: Option<RowDigests>,
}

impl Matching {
    fn of(importing: &Importing<'_>, frame: &Frame<'_>, incoming: &Incoming<'_>) -> Result<Self, ProjectError> {
        let has_ids = !id_column(frame.plan).is_empty();
        let column = importing.id_column()?;
        let renames = has_ids && column.is_some_and(|column| column != id_column(frame.plan));
        let by_content = renames || !has_ids;
        let mut matching = Self { rows: None, lost: Vec::new(), renames, has_ids, next_name: 1, whole: None };
        if !by_content && frame.plan.layout == Layout::Wide {
            return Ok(matching);
        }
        let mut digests = RowDigests::new(frame);
        let mut reader = survey::open(&incoming.file.path, frame.plan)?;
        let mut respondent = Respondent::default();
        let mut rows = Vec::new();
        while reader.read(&mut respondent)? {
            if has_withdrawn(&respondent, incoming) {
                continue;
            }
            let digest = digests.of(&respondent);
            if by_content {
                rows.push((respondent.row_number, digest));
            }
        }
        if by_content {
            matching.align(importing, &rows)?;
        } else {
            matching.whole = Some(digests);
        }
        Ok(matching)
    }

    fn align(&mut self, importing: &Importing<'_>, rows: &[(u64, i64)]) -> Result<(), ProjectError> {
        let known = importing.known_respondents()?;
        let numbers = known.iter().filter_map(|(name, _)| name.parse::<u64>().ok());
        self.next_name = numbers.max().unwrap_or_default() + 1;
        let (there, _): (Vec<_>, Vec<_>) = known.into_iter().partition(|(_, known)| known.row_number.is_some());
        let earlier: Vec<Option<i64>> = there.iter().map(|(_, known)| known.digest).collect();
        let later: Vec<i64> = rows.iter().map(|(_, digest)| *digest).collect();
        let matched = same_rows(&earlier, &later);
        let mut is_lost = vec![true; there.len()];
        for index in matched.iter().flatten() {
            is_lost[*index] = false;
        }
        self.lost = there.iter().zip(is_lost).filter(|(_, lost)| *lost).map(|((_, known), _)| known.case).collect();
        let numbered = rows.iter().zip(matched);
        self.rows = Some(numbered.filter_map(|((number, _), index)| Some((*number, there[index?].clone()))).collect());
        if self.renames {
            importing.set_names_aside()?;
        }
        Ok(())
    }

    fn row(&self, respondent: &Respondent) -> Option<&(String, KnownRespondent)> {
        self.rows.as_ref()?.get(&respondent.row_number)
    }

    fn known(
        &self,
        importing: &Importing<'_>,
        respondent: &Respondent,
    ) -> Result<Option<KnownRespondent>, ProjectError> {
        match &self.rows {
            Some(_) => Ok(self.row(respondent).map(|(_, known)| *known)),
            None => Ok(importing.known_respondent(respondent.id())?),
        }
    }

    const fn numbers_rows(&self) -> bool {
        !self.has_ids
    }

    fn name_of(&self, respondent: &Respondent) -> &str {
        self.row(respondent).map_or("", |(name, _)| name.as_str())
    }
}

/// Which earlier row each later row is, known by what they say: first in order, then wherever the same stands; what is
/// left between two known rows is taken to have changed if there are as many as there were.
fn same_rows(earlier: &[Option<i64>], later: &[i64]) -> Vec<Option<usize>> {
    // A row of which nothing is known is like no other.
    let unknown = |(index, digest): (usize, &Option<i64>)| digest.ok_or(index);
    let before: Vec<Result<i64, usize>> = earlier.iter().enumerate().map(unknown).collect();
    let after: Vec<Result<i64, usize>> = later.iter().copied().map(Ok).collect();
    let mut found = vec![None; later.len()];
    let mut gaps = Vec::new();
    for stretch in compare(&before, &after) {
        if stretch.is_same {
            for (old, new) in stretch.old.zip(stretch.new) {
                found[new] = Some(old);
            }
        } else {
            gaps.push(stretch);
        }
    }
    let mut elsewhere: HashMap<i64, VecDeque<usize>> = HashMap::new();
    for old in gaps.iter().flat_map(|gap| gap.old.clone()) {
        if let Some(digest) = earlier[old] {
            elsewhere.entry(digest).or_default().push_back(old);
        }
    }
    let mut is_taken = vec![false; earlier.len()];
    for new in gaps.iter().flat_map(|gap| gap.new.clone()) {
        if let Some(old) = elsewhere.get_mut(&later[new]).and_then(VecDeque::pop_front) {
            found[new] = Some(old);
            is_taken[old] = true;
        }
    }
    for gap in gaps {
        let old: Vec<usize> = gap.old.filter(|old| !is_taken[*old]).collect();
        let new: Vec<usize> = gap.new.filter(|new| found[*new].is_none()).collect();
        if old.len() == new.len() {
            for (old, new) in old.into_iter().zip(new) {
                found[new] = Some(old);
            }
        }
    }
    found
}

/// What someone says now who said something else before: one row, or all of theirs.
struct Changed {
    name: String,
    excluded: Option<usize>,
    row_number: u64,
    digest: i64,
    attributes: Vec<(usize, String)>,
    responses: Vec<(usize, String)>,
    /// Of a case's second row: they count where its own row has none.
    second_responses: Vec<(usize, String)>,
    answers: Vec<(usize, String)>,
}

impl Changed {
    fn new(name: &str, respondent: &Respondent, digest: i64) -> Self {
        Self {
            name: name.to_owned(),
            excluded: respondent.excluded,
            row_number: respondent.row_number,
            digest,
            attributes: Vec::new(),
            responses: Vec::new(),
            second_responses: Vec::new(),
            answers: Vec::new(),
        }
    }

    fn add(&mut self, respondent: &Respondent, is_second_row: bool) {
        let owned = |(index, value): (usize, &str)| (index, value.to_owned());
        self.excluded = respondent.excluded;
        self.attributes.extend(respondent.attributes().map(owned));
        let responses = if is_second_row { &mut self.second_responses } else { &mut self.responses };
        responses.extend(respondent.responses().map(owned));
        self.answers.extend(respondent.answers().map(owned));
    }

    fn store(
        self,
        importing: &mut Importing<'_>,
        case: CaseId,
        frame: &Frame<'_>,
        changes: &mut BTreeMap<usize, u64>,
        later: &mut LaterExport,
    ) -> Result<(), ProjectError> {
        importing.respondent(&frame.case(&self.name, self.excluded, self.row_number), self.digest)?;
        if frame.refused(self.excluded) {
            later.purged += importing.purge_answers(case)?;
            return Ok(());
        }
        let known = importing.known_answers(case)?;
        importing.forget_closed(case)?;
        for (attribute, value) in &self.attributes {
            importing.attribute(case, &frame.attributes[*attribute], value)?;
        }
        for (question, value) in &self.responses {
            importing.responses(case, &[(frame.questions[*question], value)])?;
        }
        for (question, value) in &self.second_responses {
            importing.second_response(frame.questions[*question], case, value)?;
        }
        for (index, question) in frame.questions.iter().enumerate() {
            let before: Vec<&KnownAnswer> = known.iter().filter(|answer| answer.question == *question).collect();
            let open: Vec<&str> = values(&self.answers, index).collect();
            let mut count = replace_open(importing, case, *question, &before, open)?;
            let was = before.iter().rfind(|answer| answer.text.is_none()).map(|answer| answer.value.as_str());
            let is = values(&self.responses, index).last().or_else(|| values(&self.second_responses, index).next());
            count += u64::from(was != is);
            if count > 0 {
                *changes.entry(index).or_default() += count;
            }
        }
        Ok(())
    }
}

fn values(all: &[(usize, String)], question: usize) -> impl Iterator<Item = &str> {
    all.iter().filter(move |(index, _)| *index == question).map(|(_, value)| value.as_str())
}

/// Brings the open answers to one question from what they were to what they are; gives how many that changed.
fn replace_open(
    importing: &mut Importing<'_>,
    case: CaseId,
    question: QuestionId,
    before: &[&KnownAnswer],
    now: Vec<&str>,
) -> Result<u64, ProjectError> {
    let mut before: VecDeque<&KnownAnswer> = before.iter().copied().filter(|answer| answer.text.is_some()).collect();
    let mut fresh = Vec::new();
    for content in now {
        match before.iter().position(|answer| answer.value == content) {
            Some(same) => drop(before.remove(same)),
            None => fresh.push(content),
        }
    }
    let count = before.len().max(fresh.len()) as u64;
    for content in fresh {
        match before.pop_front().and_then(|answer| answer.text) {
            Some(old) => importing.change_answer(case, question, old, content)?,
            None => drop(importing.add_answer(case, question, content)?),
        }
    }
    for text in before.iter().filter_map(|answer| answer.text) {
        importing.lose_answer(text)?;
    }
    Ok(count)
}

impl crate::project::Project {
    /// A survey that has respondents of another one: most likely a later export of it that lies beside it.
    pub(in crate::project) fn seen_elsewhere(
        &self,
        source: SourceId,
        name: &str,
    ) -> Result<Option<String>, ProjectError> {
        let Some((other, shared, all)) = self.store.shared_respondents(source)? else { return Ok(None) };
        if shared * 2 < all {
            return Ok(None);
        }
        Ok(Some(format!(
            "{name}: {shared} of its {} are in {other} too; if it is a later export of the same survey, put it in the \
             place of {other}: then everyone is counted once, and codings stay",
            counted(all, "respondent")
        )))
    }
}
