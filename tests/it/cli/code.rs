//! `code`: applying the rules, and explaining them.

use insta::assert_snapshot;

use super::built;
use crate::support::Sandbox;

#[test]
fn a_dry_run_changes_nothing() {
    let sandbox = Sandbox::small();
    sandbox.ok("import");
    assert_snapshot!(sandbox.run("code --dry-run"), @"10 codings of 3 codes would be proposed");
    assert_snapshot!(sandbox.run("codebook --format csv"), @r#"
    Theme,Code,Name,Segments,Cases,Rules,Status
    Staff,training,Training,0,0,1,active
    Staff,posts,Posts,0,0,1,active
    Money,funding,Funding,0,0,1,active
    "#);
    assert_snapshot!(sandbox.run("code"), @"10 codings of 3 codes are proposed");
    assert_snapshot!(sandbox.run("codebook --format csv"), @r#"
    Theme,Code,Name,Segments,Cases,Rules,Status
    Staff,training,Training,4,4,1,active
    Staff,posts,Posts,3,3,1,active
    Money,funding,Funding,3,2,1,active
    "#);
    assert_snapshot!(sandbox.run("code"), @"10 codings of 3 codes are proposed");
}

#[test]
fn nothing_has_been_imported() {
    assert_snapshot!(Sandbox::small().run("code"), @"0 codings of 0 codes are proposed");
}

#[test]
fn codings_are_explained() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("code --explain 'post*'"), @r#"
    transcripts/ben.txt, segment 2  Two more posts, and training for those who are here. Nothing else.
        training, rule 1: “training”
        posts, rule 1: “posts”
    transcripts/survey.csv, R4, needs  A post for the waiting list.
        posts, rule 1: “post”
    transcripts/survey.csv, R5, needs  Training and one more post.
        training, rule 1: “Training”
        posts, rule 1: “post”
    "#);
    assert_snapshot!(sandbox.run("code --explain training --code posts --limit 3"), @r#"
    transcripts/ben.txt, segment 2  Two more posts, and training for those who are here. Nothing else.
        posts, rule 1: “posts”
    transcripts/ben.txt, segment 5  Is that training too?
        not posts, rule 1: an interviewer speaks, or it is a heading
    transcripts/survey.csv, R1, needs  More training for new staff.
        not posts, rule 1: none of its words are here
    "#);
    assert_snapshot!(sandbox.run("code --explain training --code post"), @r#"
    --- stderr
    error: there is no code "post"; did you mean "posts"?
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("code --explain unheard"), @r#"
    --- stderr
    no segment matches
    "#);
    assert_snapshot!(sandbox.run("code --explain '('"), @r#"
    --- stderr
    error: something has to follow here
      (
      ^
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("code --code posts"), @r"
    --- stderr
    error: the following required arguments were not provided:
      --explain <QUERY>

    Usage: verbatim code --explain <QUERY> --code <CODE> [SOURCE]

    For more information, try '--help'.
    --- exit 2
    ");
}
