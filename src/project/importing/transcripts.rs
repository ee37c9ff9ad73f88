//! One transcript on its way into the store: speakers become cases, turns become segments.

use std::collections::{BTreeMap, BTreeSet};

use super::import::{ImportReport, ImportedSource, Incoming, speaks_in};
use crate::import::{
    FaceRow, Imported, Place, Warning, is_unknown_speaker, read_file, read_transcript_as, similar_labels,
};
use crate::model::{CaseId, CaseKind, Consent, SourceKind, TextId};
use crate::project::study::STUDY_FILE;
use crate::project::{Project, ProjectError, SourceEntry};
use crate::store::{
    Event, Importing, NewCase, NewMemo, NewSegment, NewSource, NewText, WITHDRAWN_SPEAKER, WITHDRAWN_TURN,
};
use crate::text::{counted, word_count};

impl Project {
    pub(in crate::project) fn import_transcript(
        &mut self,
        incoming: &Incoming<'_>,
        report: &mut ImportReport,
    ) -> Result<Option<ImportedSource>, ProjectError> {
        let file = incoming.file;
        let bytes = read_file(&file.path)?;
        let mut imported = read_transcript_as(&file.path, &bytes, &file.entry.known_speakers())?;
        imported.warnings.extend(similar_warnings(&imported));
        let imported = match without_withdrawn(imported, incoming) {
            Kept::All(imported) => imported,
            Kept::Others(imported, turns) => {
                report.warnings.push(format!("{}: {} skipped", file.name, counted(turns, "withdrawn turn")));
                imported
            }
            Kept::Nothing => {
                report.warnings.push(format!("{}: of someone who withdrew, and not read; delete the file", file.name));
                return Ok(None);
            }
        };
        let new = NewSource { encoding: &imported.encoding, ..incoming.new.clone() };
        let event = self.event("import", serde_json::Value::Null);
        let mut importing = self.store.begin_import(&new)?;
        let (text, words) = store_text(&mut importing, &imported, incoming)?;
        let turns = imported.turns.len();
        let detail = serde_json::json!({ "source": file.name, "turns": turns, "words": words });
        let event = Event { detail, ..event };
        for memo in imported.memos.iter().filter(|memo| !incoming.withdrawn.has_memo(&memo.content)) {
            let said =
                |found: &'_ str, otherwise: &'_ str| (if found.is_empty() { otherwise } else { found }).to_owned();
            let (author, written_at) = (said(&memo.author, &event.who), said(&memo.written_at, &event.at));
            let (author, written_at) = (author.as_str(), written_at.as_str());
            importing.memo(text, &NewMemo { span: memo.span, author, written_at, content: &memo.content })?;
        }
        let finished = importing.finish(&serde_json::json!(imported.warnings), &event)?;
        report.warn(&file.name, &imported.warnings);
        let sheet = self.study.cases.as_deref().unwrap_or_default();
        for place in silent_faces(&imported, incoming) {
            report.warnings.push(format!("{sheet}{place}: nobody speaks under that name in {}", file.name));
        }
        report.warnings.extend(unheard_warnings(&imported, incoming));
        Ok(Some(ImportedSource {
            name: file.name.clone(),
            kind: file.entry.kind,
            encoding: imported.encoding,
            texts: 1,
            segments: turns as u64,
            words,
            respondents: None,
            brought: None,
            different: 0,
            revision: finished.revision,
            revised: finished.revised,
            later: None,
        }))
    }
}

/// Writes the text of a transcript with its turns, speakers and cases; gives its number and how many words it has.
pub(in crate::project) fn store_text(
    importing: &mut Importing<'_>,
    imported: &Imported,
    incoming: &Incoming<'_>,
) -> Result<(TextId, u64), ProjectError> {
    let words: u64 = imported.turns.iter().map(|turn| word_count(turn.span.of_text(&imported.text))).sum();
    let speakers = store_speakers(importing, imported, incoming)?;
    let segment_count = u32::try_from(imported.turns.len()).unwrap_or(u32::MAX);
    let (content, word_count) = (imported.text.as_str(), words);
    let text = importing.text(&NewText { case: None, question: None, content, segment_count, word_count })?;
    for (segment_index, turn) in (0..segment_count).zip(&imported.turns) {
        let speaker = speakers.get(turn.speaker.as_deref().unwrap_or(UNNAMED)).copied();
        let (span, start_ms, heading) = (turn.span, turn.start_ms, turn.heading);
        importing.segment(text, segment_index, &NewSegment { span, speaker, start_ms, heading })?;
    }
    for mark in &imported.marks {
        importing.time_mark(text, mark.offset, mark.ms)?;
    }
    Ok((text, words))
}

/// Lines of the face sheet that name this transcript, but nobody who speaks in it.
fn silent_faces(imported: &Imported, incoming: &Incoming<'_>) -> Vec<Place> {
    let speakers = speakers_of(imported);
    let entry = &incoming.file.entry;
    let alone = speakers.iter().filter(|speaker| !entry.asks(speaker)).count() <= 1;
    let is_silent = |face: &&FaceRow| {
        let heard = speakers.is_empty() || speakers.iter().any(|speaker| names(face, speaker, alone));
        let is_named = !face.source.is_empty() && speaks_in(face, &incoming.file.name);
        is_named && !heard && !entry.gives_case(&face.case)
    };
    incoming.faces.iter().filter(is_silent).map(|face| face.place).collect()
}

fn speakers_of(imported: &Imported) -> BTreeSet<&str> {
    imported.turns.iter().filter_map(|turn| turn.speaker.as_deref()).collect()
}

/// Names that `study.toml` gives to speakers of this one file, and that nobody in it has.
fn unheard_warnings(imported: &Imported, incoming: &Incoming<'_>) -> Vec<String> {
    let file = incoming.file;
    // What an entry says of several files need not be true of each.
    if file.entry.files != glob::Pattern::escape(&file.name) {
        return Vec::new();
    }
    let speakers = speakers_of(imported);
    let unheard = file.entry.unheard(&|name| speakers.contains(name));
    let sentence = |label: &str| format!("{STUDY_FILE}: nobody speaks under the label {label:?} in {}", file.name);
    unheard.into_iter().map(sentence).collect()
}

/// Speakers who may be one, without their names.
fn similar_warnings(imported: &Imported) -> Vec<Warning> {
    let warning = |line_number| Warning {
        message: "the label of this speaker is nearly that of another; `verbatim import FILE --dry-run` shows both"
            .to_owned(),
        line_number,
        column_number: None,
    };
    similar_labels(&imported.turns).into_iter().map(|pair| warning(pair.line_number)).collect()
}

/// Stands for the one person who speaks in a transcript without names.
const UNNAMED: &str = "";

/// Adds the speakers and their cases; gives the speakers' numbers by name.
fn store_speakers(
    importing: &mut Importing<'_>,
    imported: &Imported,
    incoming: &Incoming<'_>,
) -> Result<BTreeMap<String, i64>, ProjectError> {
    let entry = &incoming.file.entry;
    let mut names: Vec<&str> = Vec::new();
    for turn in &imported.turns {
        let name = turn.speaker.as_deref().unwrap_or(UNNAMED);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let people = people(imported, entry);
    let mut numbers = BTreeMap::new();
    for name in names {
        let case =
            if people.contains(&name) { speaker_case(importing, incoming, name, people.len() == 1)? } else { None };
        if !name.is_empty() || case.is_some() {
            numbers.insert(name.to_owned(), importing.speaker(name, case, asks(name, entry))?);
        }
    }
    Ok(numbers)
}

/// Whether what a speaker says is never coded or counted.
fn asks(speaker: &str, entry: &SourceEntry) -> bool {
    speaker == WITHDRAWN_SPEAKER || entry.asks(speaker)
}

/// Those who answer: everyone who is someone in particular and does not ask. Without any names, it is one person.
fn people<'i>(imported: &'i Imported, entry: &SourceEntry) -> BTreeSet<&'i str> {
    let has_names = imported.turns.iter().any(|turn| turn.speaker.is_some());
    let names = imported.turns.iter().map(|turn| turn.speaker.as_deref().unwrap_or(UNNAMED));
    names.filter(|name| !asks(name, entry) && !is_unknown_speaker(name) && (!has_names || !name.is_empty())).collect()
}

/// What may come in of a transcript.
enum Kept {
    All(Imported),
    /// Without so many turns of people who withdrew.
    Others(Imported, u64),
    /// It is all of people who withdrew.
    Nothing,
}

fn without_withdrawn(imported: Imported, incoming: &Incoming<'_>) -> Kept {
    let (gone, all) = gone_speakers(&imported, incoming);
    if gone.is_empty() {
        return Kept::All(imported);
    }
    if all {
        return Kept::Nothing;
    }
    let before = imported.turns.len();
    let imported = imported.without_speakers(&gone, WITHDRAWN_SPEAKER, WITHDRAWN_TURN);
    debug_assert_eq!(before, imported.turns.len(), "a marker stands in the place of each turn");
    let marked = |turn: &&crate::import::Turn| turn.speaker.as_deref() == Some(WITHDRAWN_SPEAKER);
    let turns = imported.turns.iter().filter(marked).count() as u64;
    Kept::Others(imported, turns)
}

/// Who of those that speak withdrew, and whether that is everybody.
pub(in crate::project) fn gone_speakers(imported: &Imported, incoming: &Incoming<'_>) -> (BTreeSet<String>, bool) {
    let (file, withdrawn) = (incoming.file, incoming.withdrawn);
    if withdrawn.is_empty() {
        return (BTreeSet::new(), false);
    }
    let people = people(imported, &file.entry);
    let alone = people.len() == 1;
    let has_gone = |speaker: &str| {
        withdrawn.has_speaker(&file.name, incoming.new.sha256, speaker)
            || withdrawn.has_participant(&case_name(incoming, speaker, alone))
    };
    let gone: BTreeSet<String> = people.iter().filter(|name| has_gone(name)).map(|name| (*name).to_owned()).collect();
    let all = !gone.is_empty() && gone.len() == people.len();
    (gone, all)
}

/// The line of the face sheet about a speaker: that of the case which `study.toml` gives them, or one that names them.
fn face_of<'f>(incoming: &'f Incoming<'_>, speaker: &str, alone: bool) -> Option<&'f FaceRow> {
    match incoming.file.entry.case_of(speaker) {
        Some(case) => incoming.faces.iter().find(|face| face.case == case),
        None => incoming.faces.iter().find(|face| names(face, speaker, alone)),
    }
}

/// The name of a speaker's case: what `study.toml` says, or the face sheet, or the file's.
fn case_name(incoming: &Incoming<'_>, speaker: &str, alone: bool) -> String {
    let given = incoming.file.entry.case_of(speaker).map(str::to_owned);
    given
        .or_else(|| face_of(incoming, speaker, alone).map(|face| face.case.clone()))
        .unwrap_or_else(|| usual_name(&incoming.file.short_name, speaker, alone))
}

/// Whose words a speaker's are: `study.toml` says, or the face sheet, or else each person of each interview is a case of
/// their own.
fn speaker_case(
    importing: &mut Importing<'_>,
    incoming: &Incoming<'_>,
    speaker: &str,
    alone: bool,
) -> Result<Option<CaseId>, ProjectError> {
    let face = face_of(incoming, speaker, alone);
    let is_named = face.is_some() || incoming.file.entry.case_of(speaker).is_some();
    let kind = incoming.file.entry.kind;
    if !is_named && !matches!(kind, SourceKind::Interview | SourceKind::FocusGroup) {
        return Ok(None);
    }
    let name = case_name(incoming, speaker, alone);
    let consent = face.and_then(|face| face.consent).unwrap_or(Consent::Quote);
    let new = NewCase { name: &name, kind: CaseKind::Participant, label: "", reason: "", consent, row_number: None };
    let case = importing.participant(&new)?;
    // A case may speak in several transcripts, and have a line for each.
    let of_case = incoming.sheet.iter().filter(|other| is_named && other.case == name);
    for (attribute, value) in of_case.flat_map(|face: &FaceRow| &face.attributes) {
        importing.attribute(case, attribute, value)?;
    }
    Ok(Some(case))
}

/// Whether a line of the face sheet is about this speaker: by their name in the transcript, by the case's own name, or
/// because they are the only one in the file that the line names.
fn names(face: &FaceRow, speaker: &str, alone: bool) -> bool {
    match face.speaker.as_str() {
        "" => face.case == speaker || (alone && !face.source.is_empty()),
        name => name == speaker,
    }
}

/// Two interviews may each have an Anna: the file tells them apart.
fn usual_name(file: &str, speaker: &str, alone: bool) -> String {
    if alone { file.to_owned() } else { format!("{file}: {speaker}") }
}
