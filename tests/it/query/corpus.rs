//! A small study, as plain values and as a store, so that what a query finds can be compared with a plain scan.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, params};
use tempfile::TempDir;
use verbatim::index::{CaughtUp, Index, catch_up};
use verbatim::model::{Code, Codebook, Theme};
use verbatim::store::Store;

/// One segment with everything a query may ask of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Segment {
    pub(crate) number: u32,
    pub(crate) text: u32,
    pub(crate) source: &'static str,
    pub(crate) kind: &'static str,
    /// Index into [`CASES`].
    pub(crate) case: Option<usize>,
    pub(crate) speaker: Option<&'static str>,
    pub(crate) question: Option<&'static str>,
    pub(crate) content: String,
    /// Code and status.
    pub(crate) codings: Vec<(&'static str, &'static str)>,
}

/// Name, sector, age, satisfaction (Q15; blank where empty), status, since when they do this work.
pub(crate) const CASES: &[(&str, &str, &str, &str, &str, &str)] = &[
    ("R_1", "Policing", "34", "2", "kept", "2019-05-14"),
    ("R_2", "Policing", "51", "5", "kept", "2019"),
    ("R_3", "Youth work", "29,5", "", "kept", "2020-01"),
    ("R_4", "Youth work", "30", "4", "excluded", "2019-05-02"),
    ("R_5", "Research", "62 years", "7", "kept", "2021-11-30 09:15"),
    ("P1", "Research", "45", "", "kept", "a while ago"),
    ("P2", "Policing", "38", "", "kept", "14.05.2019"),
];

const CODES: &[&str] = &["resourcing", "staff-training", "public-education", "courts"];

pub(crate) struct Study {
    pub(crate) folder: TempDir,
    pub(crate) store: Store,
    pub(crate) codebook: Codebook,
    pub(crate) segments: Vec<Segment>,
    /// Cases that do not count, as indices into [`CASES`].
    pub(crate) left_out: Vec<usize>,
}

impl Study {
    /// Answers by case and question, then one interview of two speakers, all with codings that follow from their number.
    pub(crate) fn new(answers: &[String], turns: &[String]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = Store::open(&folder.path().join("store.db")).expect("a new store");
        let left_out = (0..CASES.len()).filter(|&case| CASES[case].4 != "kept").collect();
        let mut study = Self { folder, store, codebook: codebook(), segments: Vec::new(), left_out };
        study.segments = segments(answers, turns);
        let mut sql = study.sql();
        insert_frame(&mut sql);
        insert_segments(&mut sql, &study.segments);
        study
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn sql(&self) -> Connection {
        Connection::open(self.path("store.db")).expect("the store opens twice")
    }

    pub(crate) fn index(&self) -> Index {
        let mut index = Index::open(&self.path("index"), "en").expect("the index opens");
        catch_up(&mut index, &self.store, &mut |_| true).expect("the index catches up");
        index
    }

    pub(crate) fn caught_up(&self) -> CaughtUp {
        let mut index = Index::open(&self.path("index"), "en").expect("the index opens");
        catch_up(&mut index, &self.store, &mut |_| true).expect("the index catches up")
    }

    /// One more answer, as an import would add it.
    pub(crate) fn add_answer(&mut self, content: &str) {
        let number = self.segments.last().map_or(1, |last| last.number + 1);
        let segment = Segment { content: content.to_owned(), ..answer(number, 0, String::new()) };
        let mut sql = self.sql();
        insert_segments(&mut sql, std::slice::from_ref(&segment));
        sql.execute("UPDATE meta SET value = value + 1 WHERE key = 'text_change'", []).expect("meta is there");
        self.segments.push(segment);
    }
}

pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files
}

fn codebook() -> Codebook {
    let code = |id: &str, name: &str, parent: Option<&str>| Code {
        id: id.to_owned(),
        name: name.to_owned(),
        parent: parent.map(str::to_owned),
        ..Code::default()
    };
    let theme = |id: &str, name: &str, codes: &[&str]| Theme {
        id: id.to_owned(),
        name: name.to_owned(),
        codes: codes.iter().map(|&code| code.to_owned()).collect(),
        ..Theme::default()
    };
    Codebook {
        codes: vec![
            code("resourcing", "Resourcing", None),
            code("staff-training", "Staff training", Some("resourcing")),
            code("public-education", "Public education", None),
        ],
        themes: vec![
            theme("resources", "Resourcing and access", &["resourcing"]),
            theme("prevention", "Prevention", &["public-education"]),
        ],
        ..Codebook::default()
    }
}

fn answer(number: u32, nth: usize, content: String) -> Segment {
    Segment {
        number,
        text: number,
        source: "transcripts/survey.csv",
        kind: "survey",
        case: Some(nth % 5),
        question: Some(if nth.is_multiple_of(2) { "Q22" } else { "Q29" }),
        content,
        codings: codings(number),
        ..Segment::default()
    }
}

fn codings(number: u32) -> Vec<(&'static str, &'static str)> {
    match number % 7 {
        0 => vec![("staff-training", "proposed")],
        1 => vec![("public-education", "accepted"), ("resourcing", "accepted")],
        2 => vec![("public-education", "rejected")],
        3 => vec![("courts", "accepted")],
        _ => Vec::new(),
    }
}

fn segments(answers: &[String], turns: &[String]) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    let mut number = 1;
    for (nth, content) in answers.iter().enumerate() {
        segments.push(answer(number, nth, content.clone()));
        number += 1;
    }
    let text = number;
    for (nth, content) in turns.iter().enumerate() {
        let (speaker, case) = [("Interviewer", None), ("Anna", Some(5)), ("Dr Lee", Some(6))][nth % 3];
        segments.push(Segment {
            number,
            text,
            source: "transcripts/interviews/anna.txt",
            kind: "interview",
            case,
            speaker: Some(speaker),
            content: content.clone(),
            codings: codings(number),
            ..Segment::default()
        });
        number += 1;
    }
    segments
}

/// Everything but texts, segments and codings.
fn insert_frame(sql: &mut Connection) {
    sql.execute_batch(
        "INSERT OR REPLACE INTO meta VALUES ('study_id', 'a-study'), ('text_change', 1), ('text_removed', 0), ('change', 1);
        INSERT INTO sources (id, path, kind, format, sha256, byte_count, modified_ns, settings, encoding, text_count,
            segment_count, word_count, warnings, imported_at) VALUES (1, 'transcripts/survey.csv', 'survey', 'csv', '', 0, 0, '', 'UTF-8', 0, 0, 0, '[]', '2026-10-31T23:59:59Z');
        INSERT INTO sources (id, path, kind, format, sha256, byte_count, modified_ns, settings, encoding, text_count,
            segment_count, word_count, warnings, imported_at) VALUES (2, 'transcripts/interviews/anna.txt', 'interview', 'txt', '', 0, 0, '', 'UTF-8', 1, 0, 0, '[]', '2026-11-02T08:00:00Z');
        INSERT INTO questions VALUES (1, 1, 1, 'Q22', '', 'open', '[]', NULL, NULL, NULL, NULL);
        INSERT INTO questions VALUES (2, 1, 2, 'Q29', '', 'open', '[]', NULL, NULL, NULL, NULL);
        INSERT INTO questions VALUES (3, 1, 3, 'Q15', '', 'scale', '[]', 0, 10, NULL, NULL);
        INSERT INTO attributes VALUES (1, 'sector'), (2, 'age'), (3, 'since');
        INSERT INTO coders VALUES (1, ''), (2, 'anna'), (3, 'Ben'), (4, 'Dr Cara');",
    )
    .expect("the store takes it");
    for (id, (name, sector, age, answer, status, since)) in (1..).zip(CASES) {
        let source = i32::from(name.starts_with('R'));
        let case = "INSERT INTO cases (id, source_id, name, kind, label, status) VALUES (?1, ?2, ?3, '', '', ?4)";
        sql.execute(case, params![id, source, name, status]).expect("a case");
        sql.execute(
            "INSERT INTO case_attributes (attribute_id, case_id, value) VALUES (1, ?1, ?2), (2, ?1, ?3), (3, ?1, ?4)",
            params![id, sector, age, since],
        )
        .expect("attributes");
        if !answer.is_empty() {
            sql.execute("INSERT INTO responses VALUES (3, ?1, ?2)", params![id, answer]).expect("a response");
        }
    }
    for (id, name) in (1..).zip(CODES) {
        sql.execute("INSERT INTO codes VALUES (?1, ?2)", params![id, name]).expect("a code");
    }
    for (id, name, case) in [(1, "Interviewer", None), (2, "Anna", Some(6)), (3, "Dr Lee", Some(7))] {
        let speaker = "INSERT INTO speakers (id, source_id, name, case_id) VALUES (?1, 2, ?2, ?3)";
        sql.execute(speaker, params![id, name, case]).expect("a speaker");
    }
}

fn insert_segments(sql: &mut Connection, segments: &[Segment]) {
    let sql = sql.transaction().expect("a transaction");
    let turns: Vec<&Segment> = segments.iter().filter(|segment| segment.question.is_none()).collect();
    if let Some(first) = turns.first() {
        let whole: Vec<&str> = turns.iter().map(|turn| turn.content.as_str()).collect();
        let text = "INSERT INTO texts (id, source_id, segment_count, content) VALUES (?1, 2, ?2, ?3)";
        sql.execute(text, params![first.text, sql_number(turns.len()), whole.join("\n")]).expect("a transcript");
        let mut start = 0;
        for turn in &turns {
            let end = start + turn.content.len();
            let speaker = match turn.speaker {
                Some("Interviewer") => 1,
                Some("Anna") => 2,
                _ => 3,
            };
            let segment =
                "INSERT INTO segments (id, text_id, span_start, span_end, speaker_id) VALUES (?1, ?2, ?3, ?4, ?5)";
            sql.execute(segment, params![turn.number, turn.text, sql_number(start), sql_number(end), speaker])
                .expect("a segment");
            start = end + 1;
        }
    }
    for segment in segments.iter().filter(|segment| segment.question.is_some()) {
        let question = if segment.question == Some("Q22") { 1 } else { 2 };
        let case = segment.case.map(|case| sql_number(case + 1));
        let text = "INSERT INTO texts (id, source_id, case_id, question_id, segment_count, content) VALUES (?1, 1, ?2, ?3, 1, ?4)";
        sql.execute(text, params![segment.number, case, question, segment.content]).expect("an answer");
    }
    for segment in segments {
        for (code, status) in &segment.codings {
            let code = CODES.iter().position(|known| known == code).expect("a known code") + 1;
            let code = sql_number(code);
            let coding = "INSERT INTO codings (code_id, text_id, span_start, span_end, coder_id, first_segment, last_segment, status) VALUES (?1, ?2, 0, 1, 1, ?3, ?3, ?4)";
            sql.execute(coding, params![code, segment.text, segment.number, status])
                .or_else(|_| {
                    // Two turns of one text: the span tells them apart.
                    let coding = "INSERT INTO codings (code_id, text_id, span_start, span_end, coder_id, first_segment, last_segment, status) VALUES (?1, ?2, ?3, ?3, 1, ?3, ?3, ?4)";
                    sql.execute(coding, params![code, segment.text, segment.number, status])
                })
                .expect("a coding");
        }
    }
    sql.commit().expect("a commit");
}

fn sql_number(number: usize) -> i64 {
    i64::try_from(number).expect("tests count to few")
}
