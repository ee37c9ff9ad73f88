//! Two hundred things done at random and taken back one by one: after each, the store is what it was before it, and once
//! all of it is done again, what it was then.

use std::collections::BTreeMap;
use std::path::Path;

use proptest::prelude::*;
use rusqlite::Connection;
use rusqlite::types::Value;
use verbatim::model::{CodingStatus, Consent, QuoteHeading, Span, Subject};
use verbatim::project::{
    CaseQuery, CodeMerge, CodebookImport, CodebookOptions, CodingQuery, FillOptions, ImportOptions, NewTrim, Passage,
    Project, Quiet, Whose, WordsThere,
};
use verbatim::query::{Order, SearchOptions};
use verbatim::store::{Event, LinkFilter, MemoFilter, MemoText, Store, StoredText};

use crate::support::Sandbox;

const OPERATIONS: usize = 200;

/// What somebody does, and with what: numbers that choose among what there is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Operation {
    what: u8,
    one: usize,
    other: usize,
}

impl Operation {
    /// The same numbers, for laying a code on some words.
    pub(super) const fn coding(self) -> Self {
        Self { what: 4, ..self }
    }
}

pub(super) fn operation() -> impl Strategy<Value = Operation> {
    (0_u8..32, 0_usize..1000, 0_usize..1000).prop_map(|(what, one, other)| Operation { what, one, other })
}

/// Codings that a person made, or decided about.
const BY_PEOPLE: &str = "(status <> 'proposed' OR coder_id NOT IN (SELECT id FROM coders WHERE name = ''))";

/// What is noted without an action: when a file was last touched, and how a case is called in print.
const NOTED: [&str; 2] = ["modified_ns", "label"];

/// Everything that history answers for, table by table; not what can be made again, and not names that nothing has.
pub(super) fn dump(sandbox: &Sandbox) -> BTreeMap<String, Vec<String>> {
    let store = Connection::open(sandbox.path(".verbatim/store.db")).expect("the store opens");
    let mut statement = store
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        .expect("the store answers");
    let names = statement.query_map([], |row| row.get::<_, String>(0)).expect("the store answers");
    let mut tables = BTreeMap::new();
    for name in names.map(|name| name.expect("a name is text")) {
        let only = match name.as_str() {
            "events" | "changes" | "layouts" | "pending_files" | "outputs" | "removed_segments" | "codebooks"
            | "set_aside" | "drafts" => continue,
            "meta" => "key LIKE 'fact:%' AND key NOT IN ('fact:coded_from', 'fact:built_from')",
            "codings" => BY_PEOPLE,
            "codes" => {
                &format!("id IN (SELECT code_id FROM codings WHERE {BY_PEOPLE} UNION SELECT code_id FROM reviews)")
            }
            "codebook_versions" => "how <> 'file'",
            "attributes" => "id IN (SELECT attribute_id FROM case_attributes)",
            "coders" => {
                &format!("id IN (SELECT coder_id FROM codings WHERE {BY_PEOPLE} UNION SELECT coder_id FROM reviews)")
            }
            _ => "TRUE",
        };
        let mut statement = store.prepare(&format!("SELECT * FROM {name} WHERE {only}")).expect("the store answers");
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let shown = |row: &rusqlite::Row<'_>| {
            let cell = |(index, column): (usize, &String)| Ok(format!("{column}: {:?}", row.get::<_, Value>(index)?));
            let cells = columns.iter().enumerate().filter(|(_, column)| !NOTED.contains(&column.as_str())).map(cell);
            Ok(cells.collect::<rusqlite::Result<Vec<_>>>()?.join(", "))
        };
        let rows = statement.query_map([], shown).expect("the store answers");
        let mut rows: Vec<String> = rows.map(|row| row.expect("a row is read")).collect();
        rows.sort();
        tables.insert(name, rows);
    }
    for name in ["study.toml", "codebooks/small.toml"].into_iter().filter(|name| sandbox.exists(name)) {
        tables.insert(name.to_owned(), sandbox.read(name).lines().map(str::to_owned).collect());
    }
    tables
}

/// Asserts that two dumps are the same, saying where they differ.
pub(super) fn assert_same(is: &BTreeMap<String, Vec<String>>, was: &BTreeMap<String, Vec<String>>, when: &str) {
    for (name, rows) in was {
        let gone: Vec<_> = rows.iter().filter(|row| !is[name].contains(row)).collect();
        let come: Vec<_> = is[name].iter().filter(|row| !rows.contains(row)).collect();
        assert!(gone.is_empty() && come.is_empty(), "{when}: {name} lacks {gone:#?} and has {come:#?}");
        assert_eq!(is[name].len(), rows.len(), "{when}: {name}");
    }
}

fn steps(sandbox: &Sandbox) -> usize {
    let store = Store::open(&sandbox.path(".verbatim/store.db")).expect("the store opens");
    let steps = store.next_steps(verbatim::store::Direction::Undo, None, usize::MAX);
    steps.expect("the store answers").len()
}

/// Does it, if there is anything to do it with. What is refused is refused.
pub(super) fn act(project: &mut Project, sandbox: &Sandbox, Operation { what, one, other }: Operation) {
    let cases = project.cases(&CaseQuery::default()).expect("cases are listed");
    let case = |number: usize| cases.get(number % cases.len().max(1));
    let codes = project.codebook_overview().expect("codes are listed");
    let code = codes[other % codes.len()].code.as_str();
    let store = || Store::open(&sandbox.path(".verbatim/store.db")).expect("the store opens");
    let texts = store().texts_after(None, usize::MAX).expect("texts are read");
    let text = texts.get(one % texts.len().max(1));
    match what {
        0 => {
            let Some(case) = case(one) else { return };
            let value = ["", "a", "'; --", "zero \u{0} inside", "Ωμέγα\n"][other % 5];
            let attribute = format!("attribute {}", other % 7);
            drop(project.set_attributes(&case.name, &[(attribute, value.to_owned())]));
        }
        1 => {
            let chosen: Vec<_> = [case(one), case(other)].into_iter().flatten().cloned().collect();
            drop(project.exclude_cases(&chosen, "by chance"));
        }
        2 => drop(project.include_cases(&case(one).into_iter().cloned().collect::<Vec<_>>())),
        3 => {
            let Some(case) = case(one) else { return };
            let consent = [Consent::None, Consent::Quote][other % 2];
            drop(project.set_consent(std::slice::from_ref(&case.name), consent));
        }
        4..=6 => {
            let Some(text) = text else { return };
            let start = other % text.content.len().max(1);
            if let Ok(passage) = project.passage(text.id, start..(start + 9).min(text.content.len())) {
                drop(project.add_codings(code, &[passage], false));
            }
        }
        7 => {
            let query = CodingQuery { codes: vec![code.to_owned()], ..CodingQuery::default() };
            let status = CodingStatus::ALL[one % 3];
            drop(project.decide_codings(&query, status, false, &Quiet));
        }
        8 => {
            let query = CodingQuery { coder: Some("people".to_owned()), ..CodingQuery::default() };
            drop(project.recode(&query, code, false, &Quiet));
        }
        9 => {
            let query = CodingQuery { codes: vec![code.to_owned()], ..CodingQuery::default() };
            drop(project.remove_codings(&query, false, &Quiet));
        }
        10 => {
            let (Some(keep), Some(gone)) = (case(one), case(other)) else { return };
            drop(project.merge_cases(&keep.name, std::slice::from_ref(&gone.name), Some(&keep.name)));
        }
        11 => {
            let name = ["transcripts/ben.txt", "transcripts/carla.txt"][one % 2];
            let said = ["Something else. ", "Two more posts, and training. ", ""][other % 3];
            let interview = format!(
                "Interviewer: What does your service need?\n\n{}: {said}A grant, number {other}, as always.\n\nInterviewer: And?\n\n",
                ["Ben", "Carla"][one % 2]
            );
            sandbox.file(name, interview + &format!("{}: In a way it is.\n", ["Ben", "Carla", "Dana"][other % 3]));
            import(project);
        }
        12 => {
            let row = |id: usize| {
                let answer = ["More training.", "A post.", "", "Longer funding for us."][(id * other) % 4];
                format!("R{id},Yes,Schools,{answer},{}\n", 1 + id % 5)
            };
            let rows: String = (1..4 + one % 5).map(row).collect();
            sandbox.file("transcripts/survey.csv", format!("id,agree,sector,needs,rating\n{rows}"));
            import(project);
        }
        13 => {
            let name = format!("../new-{}.txt", one % 4);
            sandbox.file(&name, format!("Interviewer: And?\n\nEve {}: We need a course, and posts.\n", one % 4));
            project.import(&[sandbox.path(&name)], &ImportOptions::default(), &Quiet).expect("files are imported");
        }
        14 => {
            let reviews = project.reviews().expect("reviews are listed");
            let Some(review) = reviews.get(one % reviews.len().max(1)) else { return };
            if other.is_multiple_of(3) {
                project.drop_review(review.number).expect("a review is dropped");
            } else {
                drop(project.accept_reviews(&[review.number].into()));
            }
        }
        15 => {
            let name = ["transcripts/ben.txt", "transcripts/new-1.txt"][one % 2];
            if sandbox.exists(name) {
                sandbox.remove(name);
                import(project);
            }
        }
        16 => {
            if project.study().codebook.is_some() && !texts.is_empty() {
                project.code(false, &Quiet).expect("the rules are applied");
            }
        }
        17 => {
            let Some(text) = text else { return };
            let Some(span) = verbatim::text::words(&text.content).map(|word| word.span).nth(other % 5) else { return };
            let number =
                store().memos(&MemoFilter::default()).expect("memos are listed").first().map(|memo| memo.number);
            let on = match (other % 3, case(one), number) {
                (0, Some(case), _) => Subject::Case(case.id),
                (1, _, Some(number)) => Subject::Memo(number),
                _ => Subject::Passage { text: text.id, span },
            };
            let memo = MemoText { title: "Zero", kind: "", author: "x", written_at: "", content: "so \u{0} it is" };
            store().add_memo(&on, &memo, &event("memos add", project)).expect("a memo is added");
        }
        18 => {
            let memos = store().memos(&MemoFilter::default()).expect("memos are listed");
            let Some(memo) = memos.get(one % memos.len().max(1)) else { return };
            store().remove_memos(&[memo.number], &event("memos remove", project)).expect("a memo is removed");
        }
        22 => {
            let (Some(case), Some(text)) = (case(one), text) else { return };
            let (from, to) = (Subject::Case(case.id), Subject::Text(text.id));
            drop(store().add_link(&from, &to, "explains", &event("links add", project)));
        }
        23 => {
            let links = store().links(&LinkFilter::default()).expect("links are listed");
            let Some(link) = links.get(one % links.len().max(1)) else { return };
            let numbers: Vec<i64> = link.number.into_iter().collect();
            store().remove_links(&numbers, &event("links remove", project)).expect("links are removed");
        }
        19 => {
            let id = format!("renamed-{}", one % 5);
            drop(project.rename_code(code, Some("Another name"), Some(&id), &CodebookOptions::default()));
        }
        20 => {
            let merge = CodeMerge {
                codes: vec![code.to_owned()],
                into: codes[one % codes.len()].code.clone(),
                with_rules: true,
            };
            drop(project.merge_codes(&merge, &CodebookOptions::default()));
        }
        21 => {
            let retired = [code.to_owned()];
            let options = CodebookOptions { memo: Some("by chance".to_owned()), dry_run: false };
            if project.retire_codes(&retired, &options).is_err() {
                drop(project.restore_codes(&retired, &options));
            }
        }
        25 => {
            let Some(text) = text else { return };
            let start = other % text.content.len().max(1);
            let Ok(passage) = project.passage(text.id, start..(start + 30).min(text.content.len())) else { return };
            let heading = if other.is_multiple_of(2) { QuoteHeading::Any } else { QuoteHeading::Code(code.to_owned()) };
            drop(project.pin_quote("there", passage, &heading, Some(1), &Quiet));
            drop(project.mark_against("there", passage, &heading, Some("by chance")));
        }
        26 => {
            let Some(text) = text else { return };
            let words: Vec<&str> = text.content.split_whitespace().collect();
            let Some(&words) = words.get(other % words.len().max(1)) else { return };
            let Some(place) = place(&store(), text) else { return };
            let words = WordsThere { words, occurrence: Some(1) };
            let trims = [NewTrim::LeaveOut(words), NewTrim::Replace { words, with: "so" }, NewTrim::Lower(words)];
            drop(project.trim_quote(&place, &[trims[one % 3], NewTrim::After { words, add: "zero" }]));
        }
        27 => {
            let Some(text) = text else { return };
            let everything = Passage { text: text.id, span: Span::whole(&text.content) };
            if other.is_multiple_of(2) {
                drop(project.unpin_quotes("there", everything, None));
            } else {
                drop(project.restore_quote("there", everything));
            }
        }
        28..=30 => summarise(project, what, one, other),
        _ => {
            sandbox.file("../codes.csv", format!("Code,Definition\nNew code {},What it is.\n", other % 9));
            let options = CodebookImport { add_codes: true, ..CodebookImport::default() };
            project.import_codebook(&sandbox.path("../codes.csv"), &options).expect("codes are added");
        }
    }
}

/// Something in a cell of one of the two frameworks.
fn summarise(project: &mut Project, what: u8, one: usize, other: usize) {
    let name = ["of-cases", "of-sectors"][other % 2];
    let Ok(framework) = project.framework(name) else { return };
    let row = framework.rows.get(one % framework.rows.len().max(1)).map(|row| row.id.clone());
    let column = framework.columns.get(other % framework.columns.len().max(1)).map(|column| column.id.clone());
    let (Some(row), Some(column)) = (row, column) else { return };
    match what {
        28 => drop(project.set_cell(name, &row, &column, &format!("Summary {one}"))),
        29 => {
            drop(project.link_cell(name, (&row, &column), ["ben:2", "carla:2"][one % 2], None, one.is_multiple_of(3)));
        }
        _ if one.is_multiple_of(3) => drop(project.clear_cell(name, &row, &column)),
        _ if one.is_multiple_of(2) => drop(project.confirm_cells(name, &[])),
        _ => drop(project.fill_cells(name, &FillOptions { row: Some(row), ..FillOptions::default() })),
    }
}

/// What people call a transcript.
fn place(store: &Store, text: &StoredText) -> Option<String> {
    let sources = store.sources().expect("sources are listed");
    sources.into_iter().find(|source| source.id == text.source).map(|source| source.path)
}

fn event(action: &str, project: &Project) -> Event {
    let (at, who) = ("2026-01-01T00:00:00Z".to_owned(), project.person().to_owned());
    Event { at, who, action: action.to_owned(), detail: serde_json::json!({}) }
}

pub(super) fn import(project: &mut Project) {
    let report = project.import_all(&Quiet).expect("what study.toml names is imported");
    // Another survey in the place of one that people have worked on is refused.
    assert!(report.failed.len() < 2, "{:?}", report.failed);
}

/// How many segments a search finds, in the index as it is.
fn found(project: &mut Project, word: &str) -> usize {
    let options = SearchOptions { limit: 1000, offset: 0, order: Order::Reading };
    project.search(word, &options, &Quiet).map_or(0, |found| found.hits.len())
}

const WORDS: [&str; 6] = ["training", "grant", "post*", "course", "way", "funding"];

pub(super) fn open(folder: &Path) -> Project {
    Project::open(folder).expect("the study opens")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2, max_shrink_iters: 0, ..ProptestConfig::default() })]

    #[test]
    fn what_is_done_at_random_is_taken_back_and_done_again(operations in prop::collection::vec(operation(), OPERATIONS)) {
        let sandbox = Sandbox::small();
        let frameworks = ["name = \"of-cases\"\nrows = \"cases\"", "name = \"of-sectors\"\nrows = \"sector\""];
        for framework in frameworks {
            sandbox.append("study.toml", &format!("\n[[framework]]\n{framework}\n"));
        }
        let mut project = open(&sandbox.path(""));
        import(&mut project);
        let mut pictures = vec![(steps(&sandbox), dump(&sandbox))];
        for operation in &operations {
            act(&mut project, &sandbox, *operation);
            let count = steps(&sandbox);
            if count > pictures.last().expect("there is one").0 {
                pictures.push((count, dump(&sandbox)));
            }
            if operation.one.is_multiple_of(20) {
                found(&mut project, "post");
            }
        }
        prop_assert!(pictures.len() > OPERATIONS / 4, "{} of them did something", pictures.len());
        let last = pictures.last().expect("there is one").clone();
        for pair in pictures.windows(2).rev() {
            let [(before, was), (after, _)] = pair else { unreachable!("they are pairs") };
            let taken = project.undo(after - before, Whose::Own);
            let taken = taken.unwrap_or_else(|error| panic!("{error:?}"));
            assert_same(&dump(&sandbox), was, &format!("after {} was taken back", taken[0].words));
        }
        assert_index_is_as_new(&mut project, &sandbox);
        let count = last.0 - pictures[0].0;
        // In another process, and in two goes.
        let mut project = open(&sandbox.path(""));
        project.redo(count / 2, Whose::Own).expect("half of it is done again");
        found(&mut project, "post");
        project.redo(count - count / 2, Whose::Own).expect("all of it is done again");
        assert_same(&dump(&sandbox), &last.1, "after everything was done again");
        assert_index_is_as_new(&mut project, &sandbox);
        project.undo(count, Whose::Own).expect("all of it is taken back once more");
        assert_same(&dump(&sandbox), &pictures[0].1, "after everything was taken back once more");
    }
}

fn assert_index_is_as_new(project: &mut Project, sandbox: &Sandbox) {
    let is = WORDS.map(|word| found(project, word));
    let copy = Sandbox::new();
    crate::support::copy_folder(&sandbox.path(""), &copy.path(""));
    copy.remove(".verbatim/index");
    let mut new = open(&copy.path(""));
    assert_eq!(is, WORDS.map(|word| found(&mut new, word)), "the index is as one that is made anew");
}
