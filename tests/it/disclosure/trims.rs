//! Names in trimmed quotations: none is printed, nor half of one, wherever a quotation ends and whatever is left out.

use proptest::prelude::*;
use verbatim::disclosure::{Account, Policy, clear};
use verbatim::model::{Identity, IdentityKind, Span};
use verbatim::report::{Attribution, Block, Change, Chapter, Edit, Quotation, Report, Trim, Words};

use super::identity;

const TEXT: &str = "We rang Wilma Oxfinger, then Tom in the Oxfinger Institute of Hollerby, and she came.";

/// Only whole names are listed: half of one is nobody's form, and no later step would find it.
fn listed() -> Vec<Identity> {
    vec![
        identity(IdentityKind::Person, &["Wilma Oxfinger"], ""),
        identity(IdentityKind::Person, &["Tom"], ""),
        identity(IdentityKind::Organisation, &["Oxfinger Institute of Hollerby"], "[an institute]"),
    ]
}

fn cleared(text: &str, trim: Trim) -> (String, Account) {
    let words = Words { text: text.to_owned(), place: None, count: 1, trim: Some(Box::new(trim)) };
    let attribution = Attribution { case: None, label: String::new(), attributes: Vec::new() };
    let blocks = vec![Block::Quotation(Quotation { words, attribution })];
    let report = Report { chapters: vec![Chapter { blocks, ..Chapter::default() }], ..Report::default() };
    let cleared = clear(report, &Policy { thresholds: 3.into(), identities: listed(), ..Policy::default() });
    let Block::Quotation(quotation) = &cleared.report().chapters[0].blocks[0] else { panic!("it is a quotation") };
    assert!(quotation.words.trim.is_none());
    (quotation.words.text.clone(), cleared.account().clone())
}

#[track_caller]
fn check(ends: &str, edits: &[(&str, Change)], expected: &str, replaced: usize) {
    let span = |words: &str| {
        let start = TEXT.find(words).expect("the words are there");
        Span::of(TEXT, start..start + words.len()).expect("on characters")
    };
    let edits = edits.iter().map(|(words, change)| Edit { span: span(words), change: change.clone() }).collect();
    let (text, account) = cleared(TEXT, Trim { ends: span(ends), edits });
    assert_eq!(text, expected);
    assert_eq!(account.identities.iter().sum::<usize>(), replaced);
}

#[test]
fn a_name_is_whole_or_not_there() {
    use Change::{After, Before, LeaveOut, Lower, Replace};
    let put = |words: &str| words.to_owned();
    check("rang Wilma Oxfinger, then", &[], "rang [name removed], then", 1);
    check("Oxfinger, then", &[], "[name removed], then", 1);
    check("We rang Wilma", &[], "We rang [name removed]", 1);
    check("We rang Wilma Oxfinger, then", &[("rang Wilma", LeaveOut)], "We […], then", 0);
    check("We rang Wilma Oxfinger, then", &[("Wilma", Replace(put("our chair")))], "We rang [our chair], then", 0);
    check("in the Oxfinger Institute of Hollerby, and", &[], "in the [institute], and", 1);
    check("the Oxfinger Institute of Hollerby, and", &[("Institute of", LeaveOut)], "the […], and", 0);
    check(
        "rang Wilma Oxfinger, then",
        &[("Wilma", After(put("the chair")))],
        "rang [name removed] [the chair], then",
        1,
    );
    check("rang Wilma Oxfinger, then", &[("Oxfinger", Before(put("dear")))], "rang [dear] [name removed], then", 1);
    check("rang Wilma Oxfinger, then", &[("Wilma", Lower)], "rang [name removed], then", 1);
}

#[test]
fn words_put_in_are_cleared_too() {
    use Change::{After, Replace};
    check("and she came", &[("she", Replace("Wilma Oxfinger".to_owned()))], "and [name removed] came", 1);
    check(
        "she came",
        &[("she", After("Wilma Oxfinger, w@oxfinger.org".to_owned()))],
        "she [name removed, e-mail removed] came",
        1,
    );
    check("and she came", &[("she", After("Tom".to_owned()))], "and she [name removed] came", 1);
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        3 => Just(Change::LeaveOut),
        1 => Just(Change::Lower),
        1 => Just(Change::Replace("others".to_owned())),
        1 => Just(Change::Before("our".to_owned())),
        1 => Just(Change::After("there".to_owned())),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn no_edge_leaves_half_a_name(
        ends in (0..TEXT.len(), 0..TEXT.len()),
        stretches in prop::collection::vec((0..TEXT.len(), 0_usize..30, change()), 0..5),
    ) {
        let stretch = |start: usize, end: usize| Span::of(TEXT, start..end.min(TEXT.len())).expect("ASCII");
        let edits = stretches.into_iter().map(|(start, length, change)| Edit { span: stretch(start, start + length), change });
        let trim = Trim { ends: stretch(ends.0.min(ends.1), ends.0.max(ends.1)), edits: edits.collect() };
        let (text, _) = cleared(TEXT, trim.clone());
        for half in ["Wilma", "ilma", "Oxf", "finger", "Institu", "Holler", "Tom"] {
            prop_assert!(!text.contains(half), "{half} of {trim:?} in {text:?}");
        }
    }
}
