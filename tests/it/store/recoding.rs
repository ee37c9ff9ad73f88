//! Codes merged and split, with what people coded: nothing that counted is lost, and all of it can be taken back.

use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;

use proptest::prelude::*;
use verbatim::codebook::{Severity, check, read};
use verbatim::model::{CodingStatus, Span, TextId};
use verbatim::project::{
    CodeEdit, CodeMerge, CodePlace, CodeSplit, CodebookOptions, NewCode, NewTheme, Project, Quiet, Whose,
};
use verbatim::store::{CodingChange, CodingFilter, Event, Store};

use crate::support::{Sandbox, copy_folder};

const BOOK: &str = "codebooks/small.toml";
const CODES: [&str; 3] = ["training", "posts", "funding"];

/// The small study, built once.
static BUILT: LazyLock<Sandbox> = LazyLock::new(|| {
    let sandbox = Sandbox::small();
    sandbox.ok("build");
    sandbox
});

fn study() -> Sandbox {
    let sandbox = Sandbox::new();
    copy_folder(&BUILT.path(""), &sandbox.path(""));
    sandbox
}

/// What somebody codes by hand: a code, a place in the first interview, and what is thought of it.
type Hand = (usize, u32, u32, usize, usize);

fn hands() -> impl Strategy<Value = Vec<Hand>> {
    prop::collection::vec((0..3_usize, 0..180_u32, 1..40_u32, 0..3_usize, 0..2_usize), 0..8)
}

fn code_by_hand(sandbox: &Sandbox, hands: &[Hand]) {
    let mut store = Store::open(&sandbox.path(".verbatim/store.db")).expect("it opens");
    let text = store.texts_after(None, 1).expect("texts are read").remove(0);
    for (code, start, length, status, who) in hands {
        let who = ["anna", "ben"][*who].to_owned();
        let event = Event {
            at: "2026-01-01T00:00:00Z".to_owned(),
            who,
            action: "codings".to_owned(),
            detail: serde_json::json!({}),
        };
        let span = Span::stored(*start, start + length);
        if span.of_text(&text.content).trim().is_empty() {
            continue;
        }
        let add = CodingChange::Add { code: CODES[*code], text: text.id, span };
        store.change_codings(&[add], &event).expect("it is coded");
        let status = CodingStatus::ALL[*status];
        let there =
            store.codings(&CodingFilter { text: Some(text.id), ..CodingFilter::default() }).expect("they are read");
        let decide: Vec<CodingChange<'_>> =
            there.iter().take(1).map(|coding| CodingChange::Decide { coding: coding.key, status }).collect();
        store.change_codings(&decide, &event).expect("it is decided");
    }
}

/// Every byte of every text on which one of these codes stands, as counts have it.
fn covered(sandbox: &Sandbox, codes: &[&str]) -> BTreeSet<(TextId, usize)> {
    let store = Store::open(&sandbox.path(".verbatim/store.db")).expect("it opens");
    let found = store.codings(&CodingFilter::default()).expect("codings are read");
    let listed = store.describe_codings(&found).expect("they are described");
    let mut covered = BTreeSet::new();
    for coding in listed.iter().filter(|coding| codes.contains(&coding.code.as_str())) {
        let is_held_off = listed.iter().any(|other| {
            other.code == coding.code
                && other.status == CodingStatus::Rejected
                && other.key.text == coding.key.text
                && other.key.span.overlaps(coding.key.span)
        });
        let stands = match coding.status {
            CodingStatus::Accepted => true,
            CodingStatus::Proposed => !is_held_off,
            CodingStatus::Rejected => false,
        };
        if stands {
            covered.extend(coding.key.span.range().map(|at| (coding.key.text, at)));
        }
    }
    covered
}

fn open(sandbox: &Sandbox) -> Project {
    Project::open(&sandbox.path("")).expect("it opens")
}

/// One thing that is done to the codebook.
#[derive(Debug, Clone)]
enum Step {
    Create(usize),
    Edit(usize),
    Rename(usize),
    Move(usize, usize),
    Merge(usize, usize, bool),
    Split(usize, bool),
    Retire(usize),
    Restore(usize),
    Gather(usize, bool),
    Theme,
    Order(usize, usize),
}

fn step() -> impl Strategy<Value = Step> {
    let at = || 0_usize..9;
    prop_oneof![
        at().prop_map(Step::Create),
        at().prop_map(Step::Edit),
        at().prop_map(Step::Rename),
        (at(), at()).prop_map(|(code, parent)| Step::Move(code, parent)),
        (at(), at(), any::<bool>()).prop_map(|(from, into, with_rules)| Step::Merge(from, into, with_rules)),
        (at(), any::<bool>()).prop_map(|(code, all)| Step::Split(code, all)),
        at().prop_map(Step::Retire),
        at().prop_map(Step::Restore),
        (at(), any::<bool>()).prop_map(|(code, gathers)| Step::Gather(code, gathers)),
        Just(Step::Theme),
        (at(), at()).prop_map(|(one, other)| Step::Order(one, other)),
    ]
}

/// Does it, if it may be done.
fn act(project: &mut Project, ids: &[String], step: &Step, fresh: usize) -> bool {
    let options = CodebookOptions { memo: Some("why".to_owned()), dry_run: false };
    let id = |index: &usize| ids[index % ids.len()].clone();
    let done = match step {
        Step::Create(parent) => {
            let name = format!("=New “{fresh}” # \u{202e}\n👩‍👧");
            project.create_code(&NewCode { name, parent: Some(id(parent)), ..NewCode::default() }, &options)
        }
        Step::Edit(code) => {
            let edit = CodeEdit { definition: Some(format!("{fresh}\"\"\"'\\")), ..CodeEdit::default() };
            project.edit_code(&id(code), &edit, &options)
        }
        Step::Rename(code) => project.rename_code(&id(code), Some("Other"), Some(&format!("other.{fresh}")), &options),
        Step::Move(code, parent) => project.move_code(&id(code), CodePlace::Under(&id(parent)), None, &options),
        Step::Merge(from, into, with_rules) => {
            let merge = CodeMerge { codes: vec![id(from)], into: id(into), with_rules: *with_rules };
            project.merge_codes(&merge, &options)
        }
        Step::Split(code, all) => {
            let into = format!("Part {fresh}");
            let rest = all.then(|| into.clone());
            let queries = vec![(into.clone(), "training OR money".to_owned())];
            let split = CodeSplit { code: id(code), into: vec![into], queries, rest, ..CodeSplit::default() };
            project.split_code(&split, &options, &Quiet)
        }
        Step::Retire(code) => project.retire_codes(&[id(code)], &options),
        Step::Restore(code) => project.restore_codes(&[id(code)], &options),
        Step::Gather(code, true) => project.gather(&[id(code)], "money", &options),
        Step::Gather(code, false) => project.ungather(&[id(code)], "money", &options),
        Step::Theme => project.create_theme(&NewTheme { name: format!("T {fresh}"), ..NewTheme::default() }, &options),
        Step::Order(one, other) => project.order_codes(&[id(one), id(other)], &options),
    };
    done.is_ok_and(|done| !done.files.is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_merge_covers_what_was_covered(hands in hands(), with_rules in any::<bool>()) {
        let sandbox = study();
        code_by_hand(&sandbox, &hands);
        let before = covered(&sandbox, &["training", "posts"]);
        let merge = CodeMerge { codes: vec!["posts".to_owned()], into: "training".to_owned(), with_rules };
        open(&sandbox).merge_codes(&merge, &CodebookOptions::default()).expect("they are merged");
        prop_assert_eq!(&covered(&sandbox, &["training"]), &before);
        prop_assert_eq!(covered(&sandbox, &["posts"]), BTreeSet::new());
    }

    #[test]
    fn a_split_loses_nothing(hands in hands(), rest in any::<bool>()) {
        let sandbox = study();
        code_by_hand(&sandbox, &hands);
        let before = covered(&sandbox, &["training", "funding"]);
        let (into, query) = ("funding".to_owned(), "course OR training".to_owned());
        let split = CodeSplit {
            code: "training".to_owned(),
            into: vec![into.clone()],
            queries: vec![(into.clone(), query)],
            rules: vec![(1, into.clone())],
            rest: rest.then_some(into),
        };
        open(&sandbox).split_code(&split, &CodebookOptions::default(), &Quiet).expect("it is split");
        let after = covered(&sandbox, &["training", "funding"]);
        prop_assert!(before.is_subset(&after), "{:?}", before.difference(&after));
        prop_assert!(!rest || covered(&sandbox, &["training"]).is_empty());
    }

    /// Whatever is done, the codebook stays sound; and once all of it is taken back, its file is what it was, byte by byte.
    #[test]
    fn everything_is_taken_back(hands in hands(), steps in prop::collection::vec(step(), 1..10)) {
        let sandbox = study();
        code_by_hand(&sandbox, &hands);
        let before = (sandbox.read(BOOK), covered(&sandbox, &CODES));
        let mut project = open(&sandbox);
        let mut count = 0;
        for (fresh, step) in steps.iter().enumerate() {
            let codebook = read(&sandbox.read(BOOK)).expect("it is sound");
            let ids: Vec<String> = codebook.codes.iter().map(|code| code.id.clone()).collect();
            count += usize::from(act(&mut project, &ids, step, fresh));
            let problems = check(&fs::read_to_string(sandbox.path(BOOK)).expect("it is there"));
            prop_assert!(problems.iter().all(|problem| problem.severity == Severity::Warning), "{:?}: {:?}", step, problems);
        }
        if count > 0 {
            project.undo(count, Whose::Own).expect("all of it is taken back");
        }
        prop_assert_eq!(sandbox.read(BOOK), before.0);
        prop_assert_eq!(covered(&sandbox, &CODES), before.1);
    }
}
