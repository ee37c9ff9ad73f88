//! Coding by hand, in the store: what always holds.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use verbatim::analysis::{Needs, Selection, frequency};
use verbatim::codebook;
use verbatim::model::{Coder, CodingStatus, Span, TextId};
use verbatim::store::{CodingChange, CodingFilter, CodingKey, Counting, Event, ListedCoding, Store};

use crate::support::Sandbox;

const CODES: [&str; 3] = ["training", "posts", "funding"];
const CODERS: [&str; 3] = ["anna", "ben", "carla"];

fn event(who: &str, minute: usize) -> Event {
    let at = format!("2026-01-01T00:{minute:02}:00Z");
    Event { at, who: who.to_owned(), action: "codings".to_owned(), detail: serde_json::json!({}) }
}

/// What a test does with a coding: which one of those that are there, or which words.
#[derive(Debug, Clone)]
enum Step {
    Add { code: usize, start: usize, length: usize },
    Decide { which: usize, status: CodingStatus },
    Replace { which: usize, code: usize, start: usize, length: usize },
    Remove { which: usize },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..3_usize, 0..180_usize, 1..40_usize).prop_map(|(code, start, length)| Step::Add { code, start, length }),
        2 => (0..20_usize, 0..3_usize).prop_map(|(which, status)| {
            Step::Decide { which, status: CodingStatus::ALL[status] }
        }),
        1 => (0..20_usize, 0..3_usize, 0..180_usize, 1..40_usize)
            .prop_map(|(which, code, start, length)| Step::Replace { which, code, start, length }),
        1 => (0..20_usize).prop_map(|which| Step::Remove { which }),
    ]
}

fn steps() -> impl Strategy<Value = Vec<(usize, Step)>> {
    prop::collection::vec((0..3_usize, step()), 1..12)
}

/// A copy of a study's store.
fn copy(sandbox: &Sandbox, folder: &Path) -> Store {
    let path = folder.join("store.db");
    fs::copy(sandbox.path(".verbatim/store.db"), &path).expect("there is room");
    Store::open(&path).expect("it opens")
}

/// The first interview, of which every letter is one byte.
fn interview(store: &Store) -> (TextId, String) {
    let text = store.texts_after(None, 1).expect("texts are read").remove(0);
    assert!(text.content.is_ascii() && text.content.len() >= 220, "{}", text.content.len());
    (text.id, text.content)
}

fn all(store: &Store) -> Vec<ListedCoding> {
    let codings = store.codings(&CodingFilter::default()).expect("codings are read");
    store.describe_codings(&codings).expect("they are described")
}

/// The same step as changes of the store as it is now.
fn changes<'c>(store: &Store, text: TextId, step: &Step) -> Vec<CodingChange<'c>> {
    let there = store.codings(&CodingFilter { text: Some(text), ..CodingFilter::default() }).expect("they are read");
    let key = |which: usize| there.get(which % there.len().max(1)).map(|coding| coding.key);
    let span = |start: usize, length: usize| {
        let small = |at: usize| u32::try_from(at).expect("it is small");
        Span::stored(small(start), small(start + length))
    };
    match *step {
        Step::Add { code, start, length } => {
            vec![CodingChange::Add { code: CODES[code], text, span: span(start, length) }]
        }
        Step::Decide { which, status } => {
            key(which).map(|coding| CodingChange::Decide { coding, status }).into_iter().collect()
        }
        Step::Replace { which, code, start, length } => {
            let replaced = |coding| CodingChange::Replace { coding, code: CODES[code], span: span(start, length) };
            key(which).map(replaced).into_iter().collect()
        }
        Step::Remove { which } => key(which).map(|coding| CodingChange::Remove { coding }).into_iter().collect(),
    }
}

fn has_words(content: &str, changes: &[CodingChange<'_>]) -> bool {
    changes.iter().all(|change| match change {
        CodingChange::Add { span, .. } | CodingChange::Replace { span, .. } => !span.of_text(content).trim().is_empty(),
        _ => true,
    })
}

/// Does all of it, and gives the store.
fn after(sandbox: &Sandbox, folder: &Path, steps: &[(usize, Step)]) -> Store {
    let mut store = copy(sandbox, folder);
    let (text, content) = interview(&store);
    for (minute, (who, step)) in steps.iter().enumerate() {
        let changes = changes(&store, text, step);
        if has_words(&content, &changes) {
            store.change_codings(&changes, &event(CODERS[*who], minute)).expect("it is done");
        }
    }
    store
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// However many codings of one code overlap, by whomever: they are one in every count, and searches find them where
    /// counts have them.
    #[test]
    fn overlapping_codings_are_one(steps in steps()) {
        let sandbox = built();
        let folder = tempfile::tempdir().expect("a folder");
        let store = after(sandbox, folder.path(), &steps);
        let (text, _) = interview(&store);
        let codebook = codebook::read(crate::small::CODEBOOK).expect("it is sound");
        let columns = store.columns(&Needs { codes: vec![0, 1, 2], ..Needs::default() }, &codebook).expect("it is read");
        let listed = all(&store);
        for (index, code) in CODES.iter().enumerate() {
            let of_code: Vec<&ListedCoding> = listed.iter().filter(|coding| coding.code == *code).collect();
            let stands = |coding: &&&ListedCoding| match coding.status {
                CodingStatus::Accepted => true,
                CodingStatus::Rejected => false,
                CodingStatus::Proposed => !of_code.iter().any(|other| {
                    let is_there = other.key.text == coding.key.text && other.key.span.overlaps(coding.key.span);
                    other.status == CodingStatus::Rejected && is_there
                }),
            };
            let standing: Vec<&&ListedCoding> = of_code.iter().filter(stands).collect();
            // Byte by byte: a stretch begins wherever a covered byte has no coding in common with the one before it.
            let in_interview: Vec<Span> =
                standing.iter().filter(|coding| coding.key.text == text).map(|coding| coding.key.span).collect();
            let covers = |at: usize| in_interview.iter().any(|span| span.range().contains(&at));
            let joined = |at: usize| at > 0 && in_interview.iter().any(|span| span.start() < at && at < span.end());
            let of_participants = |at: usize| columns.segments.case(segment_at(&store, text, at)) != verbatim::analysis::OUT;
            let starts: Vec<usize> = (0..400).filter(|&at| covers(at) && !joined(at)).collect();
            let stretches = starts.iter().filter(|&&start| {
                let end = (start + 1..=400).find(|&at| !joined(at)).unwrap_or(400);
                // Not what interviewers alone say: that counts for nobody.
                (start..end).any(|at| covers(at) && of_participants(at))
            });
            let counted: Vec<Span> =
                columns.coded.of_code(index).filter(|segment| segment.text == text).map(|segment| segment.span).collect();
            if in_interview.iter().all(|span| (span.start()..span.end()).any(of_participants)) {
                prop_assert_eq!(counted.len(), stretches.count(), "{}: {:?}", code, in_interview);
            }
            let elsewhere = columns.coded.of_code(index).filter(|segment| segment.text != text).count();
            let total = frequency(&columns, &[index], &Selection::default()).segments;
            prop_assert_eq!(total, (counted.len() + elsewhere) as u64);
            // What a search for the code finds is what the standing codings touch.
            let mut found = fixedbitset::FixedBitSet::new();
            store.coded_segments(Some(&[code]), Counting::Standing, &mut found).expect("it is read");
            let mut touched = fixedbitset::FixedBitSet::new();
            for coding in &standing {
                for number in coding.segments.0..=coding.segments.1 {
                    touched.grow_and_insert((coding.key.text.0 + number - 1) as usize);
                }
            }
            prop_assert_eq!(found.ones().collect::<Vec<_>>(), touched.ones().collect::<Vec<_>>());
        }
    }

    /// To lay a code on words and take it away leaves everything as it was, also where a rule proposes just that.
    #[test]
    fn what_is_added_and_removed_leaves_no_trace(steps in steps(), code in 0..3_usize, start in 0..180_usize, length in 1..40_usize) {
        let sandbox = built();
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = after(sandbox, folder.path(), &steps);
        let (text, content) = interview(&store);
        let mut spans = vec![Span::of(&content, start..start + length).expect("it is in the text")];
        spans.extend(all(&store).iter().filter(|coding| coding.key.text == text).map(|coding| coding.key.span));
        for (minute, span) in spans.into_iter().enumerate().filter(|(_, span)| !span.of_text(&content).trim().is_empty()) {
            let before = all(&store);
            let add = CodingChange::Add { code: CODES[code], text, span };
            store.change_codings(std::slice::from_ref(&add), &event("dora", 30 + minute % 20)).expect("it is added");
            prop_assert_eq!(store.change_codings(&[add], &event("dora", 59)).expect("it is there"), 0);
            let after = all(&store);
            prop_assert_eq!(after.len(), before.len() + 1);
            let key = after.iter().find(|coding| coding.coder == Coder::Person("dora".to_owned())).map(|coding| coding.key);
            let remove = CodingChange::Remove { coding: key.expect("it is there") };
            store.change_codings(&[remove], &event("dora", 59)).expect("it is removed");
            prop_assert_eq!(all(&store), before);
        }
    }

    /// Many at once are as one after the other.
    #[test]
    fn in_bulk_as_one_by_one(decided in steps(), who in 0..3_usize, code in 0..3_usize, what in 0..4_usize) {
        let sandbox = built();
        let (one, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let mut bulk = after(sandbox, one.path(), &decided);
        let mut single = after(sandbox, other.path(), &decided);
        let keys: Vec<CodingKey> = all(&bulk).iter().map(|coding| coding.key).collect();
        let change = |coding: &ListedCoding| match what {
            0 => CodingChange::Decide { coding: coding.key, status: CodingStatus::Accepted },
            1 => CodingChange::Decide { coding: coding.key, status: CodingStatus::Rejected },
            2 => CodingChange::Replace { coding: coding.key, code: CODES[code], span: coding.key.span },
            _ => CodingChange::Remove { coding: coding.key },
        };
        let changes: Vec<CodingChange<'_>> = all(&bulk).iter().map(change).collect();
        let event = event(CODERS[who], 40);
        let at_once = bulk.change_codings(&changes, &event).expect("it is done");
        let mut one_by_one = 0;
        for change in &changes {
            one_by_one += single.change_codings(std::slice::from_ref(change), &event).expect("it is done");
        }
        prop_assert_eq!(at_once, one_by_one);
        prop_assert_eq!(all(&bulk), all(&single), "{:?}", keys);
        // The same again changes nothing more, and is not noted.
        if what < 2 {
            let noted = bulk.events(1000).expect("they are read").len();
            prop_assert_eq!(bulk.change_codings(&changes, &event).expect("it is done"), 0);
            prop_assert_eq!(bulk.events(1000).expect("they are read").len(), noted);
        }
    }

    /// Nothing that rules found is ever gone, moved or somebody else's: it is accepted, rejected or a proposal.
    #[test]
    fn what_rules_found_stays_theirs(steps in steps()) {
        let sandbox = built();
        let folder = tempfile::tempdir().expect("a folder");
        let keys = |store: &Store| -> Vec<CodingKey> {
            all(store).iter().filter(|coding| coding.coder == Coder::Rules).map(|coding| coding.key).collect()
        };
        let before = keys(&copy(sandbox, folder.path()));
        let store = after(sandbox, folder.path(), &steps);
        prop_assert_eq!(keys(&store), before);
        for coding in all(&store) {
            let is_open = coding.coder == Coder::Rules && coding.status == CodingStatus::Proposed;
            prop_assert_eq!(coding.coded_at.is_none(), is_open);
            prop_assert!(!is_open || coding.decided_by.is_none());
        }
    }
}

fn segment_at(store: &Store, text: TextId, at: usize) -> u32 {
    let segments = store.segments_of(text).expect("they are read");
    let index = segments.iter().position(|segment| segment.span.range().contains(&at));
    index.map_or(u32::MAX, |index| text.0 + u32::try_from(index).expect("there are few"))
}

/// The small study, built once.
fn built() -> &'static Sandbox {
    static BUILT: std::sync::OnceLock<Sandbox> = std::sync::OnceLock::new();
    BUILT.get_or_init(|| {
        let sandbox = Sandbox::small();
        sandbox.ok("build -q");
        // What is still in the log beside the store would not be copied.
        sandbox.ok("backup ../copy.db");
        fs::copy(sandbox.path("../copy.db"), sandbox.path(".verbatim/store.db")).expect("there is room");
        sandbox
    })
}

#[test]
fn two_codings_that_overlap_are_one_in_every_output() {
    let sandbox = Sandbox::small();
    sandbox.ok("build -q");
    let counts = |sandbox: &Sandbox| {
        ["count --by codes --format csv", "crosstab sector --by codes --format csv", "codebook --format csv"]
            .map(|words| sandbox.ok(words))
    };
    let quoted = |sandbox: &Sandbox| sandbox.ok("quotes --code posts --format csv").lines().count();
    let (before, quotes) = (counts(&sandbox), quoted(&sandbox));
    for (who, words) in [
        ("anna", "Two more posts"),
        ("ben", "posts, and training"),
        ("carla", "Two more posts, and training for those who are here. Nothing else."),
    ] {
        let mut command = sandbox.command(&format!("codings add ben --code posts --words '{words}'"));
        assert!(command.env("VERBATIM_USER", who).output().expect("it runs").status.success());
    }
    assert_eq!(counts(&sandbox), before);
    assert_eq!(quoted(&sandbox), quotes);
    assert!(sandbox.ok("codings ben:2 --code posts --count").starts_with("4 codings"));
}
