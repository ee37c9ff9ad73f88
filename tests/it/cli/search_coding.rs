//! `search --code-as` and `--uncode`: what is found is coded in one action, or loses its code.

use insta::assert_snapshot;

use super::built;
use crate::support::Sandbox;

/// Everything that is coded, as other programs get it.
fn codings(sandbox: &Sandbox) -> String {
    sandbox.ok("codings --limit 0 --format csv")
}

#[test]
fn what_is_found_gets_a_code() {
    let sandbox = built();
    let before = codings(&sandbox);
    assert_snapshot!(sandbox.run("search 'nobody OR nothing OR good' --code-as Posts --unit sentence --dry-run"), @r"
    ben:2: Nothing else.
    carla:4: Nobody leaves.
    survey:R6:needs: Nothing at present.
    --- stderr
    3 passages in 3 segments, 3 texts, 3 cases would be coded posts
    ");
    assert_eq!(codings(&sandbox), before);
    assert_snapshot!(sandbox.run("search 'nobody OR nothing OR good' --code-as Posts --unit sentence"), @r"
    ben:2: Nothing else.
    carla:4: Nobody leaves.
    survey:R6:needs: Nothing at present.
    --- stderr
    3 passages in 3 segments, 3 texts, 3 cases are coded posts
    ");
    assert_snapshot!(sandbox.run("codings --coder people"), @r"
    Place            Code   Status    Coder   Words
    ben:2            posts  accepted  tester  Nothing else.
    carla:4          posts  accepted  tester  Nobody leaves.
    survey:R6:needs  posts  accepted  tester  Nothing at present.
    --- stderr
    3 codings: 3 accepted
    ");
    // The same again changes nothing; somebody else may code so too.
    assert_snapshot!(sandbox.run("search 'nobody OR nothing' --code-as posts"), @r"
    --- stderr
    0 passages in 0 segments, 0 texts, 0 cases are coded posts
    3 passages already coded so by you
    ");
    assert_snapshot!(sandbox.run("search 'nobody OR post' --code-as posts --unit match --as ana --dry-run"), @r"
    ben:2: posts
    carla:4: Nobody
    survey:R4:needs: post
    survey:R5:needs: post
    --- stderr
    4 passages in 4 segments, 4 texts, 4 cases would be coded posts
    on 4 passages others code so too, or rules propose it
    ");
    assert_snapshot!(sandbox.run("search 'nobody OR train*' --code-as posts --not-coded posts --as ana --format json"), @r#"
    [
      {
        "place": "survey:R1:needs",
        "words": "More training for new staff."
      }
    ]
    --- stderr
    1 passage in 1 segment, 1 text, 1 case is coded posts
    1 passage of interviewers or headings, never coded
    "#);
    assert_snapshot!(sandbox.run("search sector:Clinics --code-as funding --limit 2 -q --format csv"), @r"
    Place,Words
    carla:2,We in Hartwell would like a course on the new records system.
    carla:4,The team. Nobody leaves.
    ");
    assert_snapshot!(sandbox.run("log --limit 3"), @r"
    Number  When                  Who     Action       Detail                                 State
         7  [TIME]  tester  search code  code funding, 2 codings, unit segment
         6  [TIME]  ana     search code  code posts, 1 coding, unit segment
         5  [TIME]  tester  search code  code posts, 3 codings, unit sentence
    ");
}

#[test]
fn what_is_found_loses_a_code() {
    let sandbox = built();
    sandbox.ok("search team --code-as training");
    sandbox.ok("search team --code-as training --as ana");
    assert_snapshot!(sandbox.run("search 'code:training' --uncode training --limit 2 --dry-run"), @r"
    ben:2: Two more posts, and training for those who are here. Nothing else.
    carla:2: We in Hartwell would like a course on the new records system.
    --- stderr
    2 passages in 2 segments, 2 texts, 2 cases would be rid of training
    2 proposals of rules would be rejected
    3 passages beyond the limit
    ");
    assert_snapshot!(sandbox.run("search 'code:training' --uncode training"), @r"
    ben:2: Two more posts, and training for those who are here. Nothing else.
    carla:2: We in Hartwell would like a course on the new records system.
    carla:4: The team. Nobody leaves.
    survey:R1:needs: More training for new staff.
    survey:R5:needs: Training and one more post.
    --- stderr
    5 passages in 5 segments, 4 texts, 4 cases are rid of training
    4 proposals of rules are rejected
    1 coding by others stays
    ");
    assert_snapshot!(sandbox.run("search 'code:training'"), @r"
    transcripts/carla.txt · C · 4 of 6
      The team. Nobody leaves.
      [training (ana, accepted)]

    --- stderr
    1 segment, 1 text, 1 case
    ");
    // What was rejected is not proposed again, and may be coded by hand.
    sandbox.ok("code");
    assert_snapshot!(sandbox.run("search 'code:training' --count"), @"1 segment, 1 text, 1 case");
    assert_snapshot!(sandbox.run("search '\"new staff\"' --code-as training --unit match"), @r"
    survey:R1:needs: new staff
    --- stderr
    1 passage in 1 segment, 1 text, 1 case is coded training
    ");
    assert_snapshot!(sandbox.run("search 'code:training' --count"), @"2 segments, 2 texts, 2 cases");
}

#[test]
fn one_undo_takes_all_of_it_back() {
    let sandbox = built();
    let before = codings(&sandbox);
    for command in
        ["search 'nobody OR nothing OR post*' --code-as posts --unit match", "search code:training --uncode training"]
    {
        sandbox.ok(command);
        let after = codings(&sandbox);
        assert_ne!(after, before, "{command}");
        sandbox.ok("undo");
        assert_eq!(codings(&sandbox), before, "{command}");
        sandbox.ok("redo");
        assert_eq!(codings(&sandbox), after, "{command}");
        sandbox.ok("undo");
    }
}

#[test]
fn a_code_that_is_not_there_or_not_in_use_is_refused() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("search team --code-as trainig"), @r#"
    --- stderr
    error: there is no code "trainig"; did you mean "training"?
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("search team --uncode trainig"), @r#"
    --- stderr
    error: there is no code "trainig"; did you mean "training"?
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("search sector:Clinics --code-as training --unit match"), @r"
    --- stderr
    error: the query has no words to look for: fields alone, such as code:training, find segments and no places in them
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("search team --code-as training --count"), @r"
    --- stderr
    error: the argument '--code-as <CODE>' cannot be used with '--count'

    Usage: verbatim search --code-as <CODE> <QUERY>...

    For more information, try '--help'.
    --- exit 2
    ");
    sandbox.replace("codebooks/small.toml", "id = \"posts\"\nname", "id = \"posts\"\nstatus = \"retired\"\nname");
    assert_snapshot!(sandbox.run("search team --code-as posts"), @r#"
    --- stderr
    error: the code "posts" is retired: no text is coded with it any more; `verbatim codebook` lists those that are in use
    --- exit 1
    "#);
}

/// What a dry run lists is what is coded then; after that there is nothing left to code.
#[test]
fn a_dry_run_says_what_is_then_done() {
    let sandbox = Sandbox::shipped();
    sandbox.ok("build");
    for (query, unit) in
        [("train* OR fund*", "match"), ("\"waiting list\"", "sentence"), ("kind:survey school*", "segment")]
    {
        let command = format!("search '{query}' --code-as international-exchange --unit {unit} --format csv");
        let planned = sandbox.ok(&format!("{command} --dry-run"));
        assert!(planned.lines().count() > 4, "{planned}");
        assert_eq!(sandbox.ok(&command), planned);
        let coded = sandbox.ok("codings --coder tester --code international-exchange --limit 0 --format json");
        let coded: Vec<serde_json::Value> = serde_json::from_str(&coded).expect("it is JSON");
        assert_eq!(coded.len(), csv::Reader::from_reader(planned.as_bytes()).records().count());
        assert_eq!(sandbox.ok(&command), "Place,Words\n");
        let gone = sandbox.ok(&format!("search '{query}' --uncode international-exchange --unit {unit} --format csv"));
        assert_eq!(gone, planned);
        assert_eq!(sandbox.ok("codings --coder tester --limit 0 --format json"), "[]\n");
    }
}
