//! `code SOURCE`: memos on what is coded, and taking back what was done.

use insta::assert_snapshot;
use verbatim::cli::walk::Session;
use verbatim::model::Subject;
use verbatim::project::Project;
use verbatim::store::MemoFilter;

use super::built;
use super::walk::{query, told, walked};
use crate::support::Sandbox;

#[test]
fn what_was_done_is_taken_back() {
    let sandbox = built();
    let before = sandbox.ok("codings --format json");
    assert_snapshot!(walked(&sandbox, &query("ben"), "u", told), @"nothing was done in this walk yet; `verbatim undo` goes back further");
    assert_snapshot!(walked(&sandbox, &query("ben"), "r", told), @"nothing was taken back in this walk");
    let at = regex::Regex::new(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC").expect("it is one");
    let told = |session: &Session<'_>| at.replace_all(&told(session), "[TIME]").into_owned();
    assert_snapshot!(walked(&sandbox, &query("ben"), "fun Enter u", told), @"taken back: codings add: 1 coding ([TIME], anna)");
    assert_eq!(sandbox.ok("codings --format json"), before);
    assert_snapshot!(walked(&sandbox, &query("ben"), "fun Enter a Tab x m why Enter u u u u u", told), @"nothing was done in this walk yet; `verbatim undo` goes back further");
    assert_eq!(sandbox.ok("codings --format json"), before);
    assert_snapshot!(walked(&sandbox, &query("ben"), "fun Enter j tra Enter u u r", told), @"done again: codings add: 1 coding ([TIME], anna)");
    assert_snapshot!(sandbox.run("codings --coder people"), @r"
    Place  Code     Status    Coder  Words
    ben:2  funding  accepted  anna   Two more posts, and training for those who are here. Nothing else.
    --- stderr
    1 coding: 1 accepted
    ");
}

#[test]
fn a_memo_is_written() {
    let sandbox = built();
    assert_snapshot!(walked(&sandbox, &query("ben"), "m Two Space x Backspace of Space them? Enter", told), @"memo 1 is written");
    assert_snapshot!(walked(&sandbox, &query("ben"), "j j m On Space the Space words. Enter", told), @"memo 2 is written");
    assert_snapshot!(walked(&sandbox, &query("ben"), "m no Escape", told), @"no memo was written");
    let training = "coding training: Two more posts, and training for those who are here. Two of them?";
    assert_eq!(memos(&sandbox), [training, "passage: In a way it is. On the words."]);
}

/// What each memo is on, and what it says.
fn memos(sandbox: &Sandbox) -> Vec<String> {
    let project = Project::open(&sandbox.path("")).expect("the study opens");
    let memos = project.memos(&MemoFilter::default()).expect("they are read");
    let on = |subject: &Subject| match subject {
        Subject::Coding(coding) => format!("coding {}", coding.code),
        other => other.kind().word().to_owned(),
    };
    memos.iter().map(|memo| format!("{}: {} {}", on(&memo.on.subject), memo.on.words, memo.content)).collect()
}

#[test]
fn a_memo_goes_along_with_its_coding() {
    let sandbox = built();
    walked(&sandbox, &query("ben"), "m Two? Enter", told);
    let words = "Two more posts, and training for those who are here.";
    assert_eq!(memos(&sandbox), [format!("coding training: {words} Two?")]);
    sandbox.ok("codings recode ben:2 --code training --to funding");
    assert_eq!(memos(&sandbox), [format!("coding funding: {words} Two?")]);
    sandbox.ok("codings move ben:2 --code funding --to-words 'Two more posts'");
    assert_eq!(memos(&sandbox), ["coding funding: Two more posts Two?"]);
    sandbox.ok("codings remove ben:2 --code funding");
    assert_eq!(memos(&sandbox), ["passage: Two more posts Two?"]);
}
