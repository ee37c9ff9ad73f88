//! What always holds when files are corrected: a coding, decision, memo, link or edit of a quotation stands on the words it stood on, or it
//! waits in review with these words; never both, never neither. A correction that is taken back puts everything where it was.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use proptest::prelude::*;
use rusqlite::Connection;
use verbatim::model::{CodingStatus, QuoteHeading, QuoteMarkKind, Span, Subject, TextId};
use verbatim::project::{Project, Quiet};
use verbatim::store::{Event, MemoText, PersonCoding, QuoteChange, ReviewedWork, Store, StoredText};

use crate::support::Sandbox;

/// What people did, by name, and the words it was done with.
type Works = BTreeMap<String, Standing>;

#[derive(Debug, Clone, PartialEq, Eq)]
struct Standing {
    words: String,
    span: Span,
}

fn event() -> Event {
    let (at, who) = ("2026-01-01T00:00:00Z".to_owned(), "anna".to_owned());
    Event { at, who, action: "test".to_owned(), detail: serde_json::json!({}) }
}

fn tidy(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn store(sandbox: &Sandbox) -> Store {
    Store::open(&sandbox.path(".verbatim/store.db")).expect("the store opens")
}

fn import(sandbox: &Sandbox) {
    let mut project = Project::open(&sandbox.path("")).expect("the study opens");
    let report = project.import_all(&Quiet).expect("files are imported");
    assert!(report.failed.is_empty(), "{:?}", report.failed);
}

fn texts(store: &Store) -> Vec<StoredText> {
    store.texts_after(None, usize::MAX).expect("texts are read")
}

/// Lays codes, memos and links of people on passages of all texts: each has a name of its own, so that it can be found again.
fn work(sandbox: &Sandbox, passages: &[(prop::sample::Index, prop::sample::Index, usize)]) -> Works {
    let mut store = store(sandbox);
    let texts = texts(&store);
    let mut works = Works::new();
    for (nth, (text, start, length)) in passages.iter().enumerate() {
        if texts.is_empty() {
            break;
        }
        let text = text.get(&texts);
        let words: Vec<Span> = verbatim::text::words(&text.content).map(|word| word.span).collect();
        if words.is_empty() {
            continue;
        }
        let first = start.index(words.len());
        let last = (first + length).min(words.len() - 1);
        let span = Span::of(&text.content, words[first].start()..words[last].end()).expect("words are whole");
        let name = match nth % 4 {
            _ if nth % 5 == 4 => format!("edit {nth}"),
            2 => format!("memo {nth}"),
            3 => format!("link {nth}"),
            _ => format!("code-{nth}"),
        };
        if nth % 5 == 4 {
            let (kind, heading, words) = (QuoteMarkKind::After, QuoteHeading::Any, name.clone());
            let change = QuoteChange::Add { kind, text: text.id, span, heading, words, position: 0 };
            store.change_quote_marks(&[change], &event()).expect("a quotation is trimmed");
        } else if nth % 4 == 3 {
            let (passage, other) = (Subject::Passage { text: text.id, span }, Subject::Study);
            let (from, to) = if nth % 8 == 3 { (passage, other) } else { (other, passage) };
            store.add_link(&from, &to, &name, &event()).expect("a link is made");
        } else if nth % 4 == 2 {
            let memo =
                MemoText { title: "", kind: "", author: "anna", written_at: "2026-01-01T00:00:00Z", content: &name };
            store.add_memo(&Subject::Passage { text: text.id, span }, &memo, &event()).expect("a memo is added");
        } else {
            let status = if nth % 2 == 0 { CodingStatus::Accepted } else { CodingStatus::Rejected };
            let coding = PersonCoding { code: &name, text: text.id, span, coder: "anna", status };
            store.add_coding(&coding, &event()).expect("a coding is added");
        }
        works.insert(name, Standing { words: tidy(span.of_text(&text.content)), span });
    }
    works
}

/// Where everything stands now, read past the program: name, text and span.
fn standing(sandbox: &Sandbox) -> Vec<(String, TextId, Span)> {
    let sql = Connection::open(sandbox.path(".verbatim/store.db")).expect("the store opens");
    let mut statement = sql
        .prepare(
            "SELECT codes.name, text_id, span_start, span_end, first_segment, last_segment
             FROM codings JOIN codes ON codes.id = code_id JOIN coders ON coders.id = coder_id WHERE coders.name <> ''
             UNION ALL SELECT content, text_id, span_start, span_end, text_id, text_id FROM memos WHERE text_id IS NOT NULL
             UNION ALL SELECT links.kind, text_id, span_start, span_end, text_id, text_id
             FROM link_ends JOIN links ON links.id = link_id WHERE text_id IS NOT NULL AND span_start IS NOT NULL
             UNION ALL SELECT words, text_id, span_start, span_end, text_id, text_id
             FROM quote_marks WHERE text_id IS NOT NULL",
        )
        .expect("the store answers");
    let rows = statement.query_map([], |row| {
        let (text, first, last): (u32, u32, u32) = (row.get(1)?, row.get(4)?, row.get(5)?);
        assert!(text <= first && first <= last, "segments are those of the text");
        Ok((row.get(0)?, TextId(text), Span::stored(row.get(2)?, row.get(3)?)))
    });
    rows.expect("the store answers").collect::<Result<_, _>>().expect("the store answers")
}

/// Everything stands on its words, or waits with them.
fn check(sandbox: &Sandbox, works: &Works) -> Result<usize, TestCaseError> {
    let store = store(sandbox);
    let contents: BTreeMap<TextId, String> = texts(&store).into_iter().map(|text| (text.id, text.content)).collect();
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for (name, text, span) in standing(sandbox) {
        let content = contents.get(&text).expect("it stands on a current text");
        let again = found.insert(name.clone(), tidy(span.of_text(content)));
        prop_assert!(again.is_none(), "{} stands once", name);
    }
    let reviews = store.reviews().expect("reviews are read");
    for review in &reviews {
        let name = match &review.work {
            ReviewedWork::Coding { code, .. } => code.clone(),
            ReviewedWork::Memo { content, .. } => content.clone(),
            ReviewedWork::Link { kind, .. } => kind.clone(),
            ReviewedWork::Quote { words, .. } => words.clone(),
            ReviewedWork::Decision { verdict, .. } => verdict.clone(),
        };
        let again = found.insert(name.clone(), tidy(&review.old_words));
        prop_assert!(again.is_none(), "{} stands, or waits, but not both", name);
        if review.doubt.keeps_words() {
            prop_assert_eq!(review.new_words.as_deref().map(tidy), Some(tidy(&review.old_words)));
        }
    }
    let wanted: BTreeMap<String, String> =
        works.iter().map(|(name, standing)| (name.clone(), standing.words.clone())).collect();
    prop_assert_eq!(found, wanted);
    prop_assert!(store.integrity_problems().expect("the store is looked over").is_empty());
    Ok(reviews.len())
}

/// Everything stands where it stood at first.
fn check_restored(sandbox: &Sandbox, works: &Works) -> Result<(), TestCaseError> {
    prop_assert_eq!(check(sandbox, works)?, 0, "nothing waits");
    for (name, _, span) in standing(sandbox) {
        prop_assert_eq!(span, works[&name].span, "{} stands where it stood", name);
    }
    Ok(())
}

// Transcripts.

type Turn = (bool, Vec<&'static str>);

const WORDS: &[&str] =
    &["we", "need", "a", "grant", "more", "staff", "and", "training.", "yes.", "the", "budget", "é’s"];

fn turn() -> impl Strategy<Value = Turn> {
    (any::<bool>(), prop::collection::vec(prop::sample::select(WORDS), 1..9))
}

fn written(turns: &[Turn]) -> String {
    let line = |(first, words): &Turn| format!("{}: {}\n\n", if *first { "Ann" } else { "Ben" }, words.join(" "));
    turns.iter().map(line).collect()
}

#[derive(Debug, Clone)]
enum Edit {
    TakeOut,
    PutIn(Turn),
    Repeat,
    Exchange,
    OtherSpeaker,
    TakeOutWord(prop::sample::Index),
    PutInWord(prop::sample::Index, &'static str),
    Part(prop::sample::Index),
}

fn edit() -> impl Strategy<Value = (prop::sample::Index, Edit)> {
    let word = || any::<prop::sample::Index>();
    let edit = prop_oneof![
        Just(Edit::TakeOut),
        turn().prop_map(Edit::PutIn),
        Just(Edit::Repeat),
        Just(Edit::Exchange),
        Just(Edit::OtherSpeaker),
        word().prop_map(Edit::TakeOutWord),
        (word(), prop::sample::select(WORDS)).prop_map(|(at, word)| Edit::PutInWord(at, word)),
        word().prop_map(Edit::Part),
    ];
    (word(), edit)
}

fn edited(turns: &mut Vec<Turn>, (at, edit): &(prop::sample::Index, Edit)) {
    let at = at.index(turns.len());
    match edit {
        Edit::TakeOut if turns.len() > 2 => drop(turns.remove(at)),
        Edit::PutIn(turn) => turns.insert(at, turn.clone()),
        Edit::Repeat => turns.insert(at, turns[at].clone()),
        Edit::Exchange => {
            let other = (at + 1) % turns.len();
            turns.swap(at, other);
        }
        Edit::OtherSpeaker => turns[at].0 = !turns[at].0,
        Edit::TakeOutWord(word) if turns[at].1.len() > 1 => {
            let word = word.index(turns[at].1.len());
            turns[at].1.remove(word);
        }
        Edit::PutInWord(place, word) => {
            let place = place.index(turns[at].1.len());
            turns[at].1.insert(place, word);
        }
        Edit::Part(place) if turns[at].1.len() > 1 => {
            let place = 1 + place.index(turns[at].1.len() - 1);
            let rest = turns[at].1.split_off(place);
            turns.insert(at + 1, (!turns[at].0, rest));
        }
        Edit::TakeOut | Edit::TakeOutWord(_) | Edit::Part(_) => {}
    }
}

fn interview_study(turns: &[Turn]) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.study("title = \"S\"\n\n[[source]]\nfiles = \"a.txt\"\nkind = \"interview\"\n");
    sandbox.file("a.txt", written(turns));
    import(&sandbox);
    sandbox
}

fn passages(many: usize) -> impl Strategy<Value = Vec<(prop::sample::Index, prop::sample::Index, usize)>> {
    prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0_usize..9), 1..many)
}

// Surveys.

/// Id, two open answers (blank where empty) and a closed one.
type Row = (u8, String, String, u8);

fn answer() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS), 0..6).prop_map(|words| words.join(" "))
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::btree_map(0_u8..30, (answer(), answer(), 1_u8..5), 2..9)
        .prop_map(|rows| rows.into_iter().map(|(id, (one, two, closed))| (id, one, two, closed)).collect())
}

fn table(rows: &[Row], with_ids: bool) -> String {
    let mut table = if with_ids { "id,one,two,rating\n" } else { "one,two,rating\n" }.to_owned();
    for (id, one, two, closed) in rows {
        if with_ids {
            let _ = write!(table, "R{id},");
        }
        let _ = writeln!(table, "{one},{two},{closed}");
    }
    table
}

#[derive(Debug, Clone)]
enum RowEdit {
    TakeOut,
    PutIn(Row),
    Answer(bool, String),
    Rating(u8),
    Exchange,
}

fn row_edit() -> impl Strategy<Value = (prop::sample::Index, RowEdit)> {
    let edit = prop_oneof![
        Just(RowEdit::TakeOut),
        (30_u8..60, answer(), answer(), 1_u8..5).prop_map(RowEdit::PutIn),
        (any::<bool>(), answer()).prop_map(|(first, words)| RowEdit::Answer(first, words)),
        (1_u8..5).prop_map(RowEdit::Rating),
        Just(RowEdit::Exchange),
    ];
    (any::<prop::sample::Index>(), edit)
}

fn row_edited(rows: &mut Vec<Row>, (at, edit): &(prop::sample::Index, RowEdit)) {
    let at = at.index(rows.len());
    match edit {
        RowEdit::TakeOut if rows.len() > 2 => drop(rows.remove(at)),
        RowEdit::PutIn(row) if rows.iter().all(|other| other.0 != row.0) => rows.insert(at, row.clone()),
        RowEdit::TakeOut | RowEdit::PutIn(_) => {}
        RowEdit::Answer(true, words) => rows[at].1.clone_from(words),
        RowEdit::Answer(false, words) => rows[at].2.clone_from(words),
        RowEdit::Rating(rating) => rows[at].3 = *rating,
        RowEdit::Exchange => {
            let other = (at + 1) % rows.len();
            rows.swap(at, other);
        }
    }
}

const PLAN: &str = "
[[column]]
name = \"one\"
as = \"open\"

[[column]]
name = \"two\"
as = \"open\"

[[column]]
name = \"rating\"
as = \"scale\"
scale = [1, 5]
";

fn survey_study(rows: &[Row], with_ids: bool) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.study("title = \"S\"\n\n[[source]]\nfiles = \"s.csv\"\nkind = \"survey\"\nplan = \"s.plan.toml\"\n");
    sandbox.file("s.plan.toml", if with_ids { format!("respondent = \"id\"\n{PLAN}") } else { PLAN.to_owned() });
    sandbox.file("s.csv", table(rows, with_ids));
    import(&sandbox);
    sandbox
}

/// The open answers that the store has, with who gave them, as the file says them.
fn answers(sandbox: &Sandbox) -> Vec<(String, String)> {
    let sql = Connection::open(sandbox.path(".verbatim/store.db")).expect("the store opens");
    let mut statement = sql
        .prepare(
            "SELECT q.code || ' ' || coalesce(c.row_number, 'absent'), t.content FROM texts t
             JOIN cases c ON c.id = t.case_id JOIN questions q ON q.id = t.question_id ORDER BY c.row_number, q.code",
        )
        .expect("the store answers");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("the store answers");
    rows.collect::<Result<_, _>>().expect("the store answers")
}

fn said(rows: &[Row]) -> Vec<(String, String)> {
    let mut said = Vec::new();
    for (number, (_, one, two, _)) in (1..).zip(rows) {
        for (question, words) in [("one", one), ("two", two)] {
            if !words.is_empty() {
                said.push((format!("{question} {number}"), words.clone()));
            }
        }
    }
    said
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn no_coding_of_a_transcript_covers_other_words(
        mut turns in prop::collection::vec(turn(), 2..9),
        passages in passages(10),
        edits in prop::collection::vec(prop::collection::vec(edit(), 1..4), 1..4),
    ) {
        let sandbox = interview_study(&turns);
        let works = work(&sandbox, &passages);
        check(&sandbox, &works)?;
        for edits in edits {
            for edit in &edits {
                edited(&mut turns, edit);
            }
            sandbox.file("a.txt", written(&turns));
            import(&sandbox);
            check(&sandbox, &works)?;
        }
    }

    #[test]
    fn a_correction_of_a_transcript_can_be_taken_back(
        turns in prop::collection::vec(turn(), 2..9),
        passages in passages(10),
        edits in prop::collection::vec(edit(), 1..5),
    ) {
        let sandbox = interview_study(&turns);
        let works = work(&sandbox, &passages);
        let mut other = turns.clone();
        for edit in &edits {
            edited(&mut other, edit);
        }
        for turns in [&other, &turns] {
            sandbox.file("a.txt", written(turns));
            import(&sandbox);
        }
        check_restored(&sandbox, &works)?;
    }

    #[test]
    fn no_coding_of_a_survey_covers_other_words(
        mut rows in rows(),
        with_ids in any::<bool>(),
        passages in passages(10),
        edits in prop::collection::vec(prop::collection::vec(row_edit(), 1..4), 1..4),
    ) {
        let sandbox = survey_study(&rows, with_ids);
        prop_assert_eq!(answers(&sandbox), said(&rows));
        let works = work(&sandbox, &passages);
        for edits in edits {
            for edit in &edits {
                row_edited(&mut rows, edit);
            }
            sandbox.file("s.csv", table(&rows, with_ids));
            import(&sandbox);
            let mut now = answers(&sandbox);
            now.retain(|(place, _)| !place.ends_with("absent"));
            prop_assert_eq!(now, said(&rows), "what the file says is what the store has");
            check(&sandbox, &works)?;
        }
    }

    #[test]
    fn a_later_export_can_be_taken_back(
        rows in rows(),
        passages in passages(10),
        edits in prop::collection::vec(row_edit(), 1..5),
    ) {
        let sandbox = survey_study(&rows, true);
        let works = work(&sandbox, &passages);
        let mut other = rows.clone();
        for edit in &edits {
            row_edited(&mut other, edit);
        }
        for rows in [&other, &rows] {
            sandbox.file("s.csv", table(rows, true));
            import(&sandbox);
        }
        check_restored(&sandbox, &works)?;
    }
}
