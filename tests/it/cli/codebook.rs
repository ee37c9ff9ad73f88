//! `codebook`: shown and checked.

use insta::assert_snapshot;

use super::built;
use crate::support::Sandbox;

#[test]
fn it_is_shown_with_counts() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("codebook"), @r#"
    Theme  Code      Name      Segments  Cases  Rules  Status
    Staff  training  Training         4      4      1  active
    Staff  posts     Posts            3      3      1  active
    Money  funding   Funding          3      2      1  active
    "#);
    assert_snapshot!(sandbox.run("codebook --format csv"), @r#"
    Theme,Code,Name,Segments,Cases,Rules,Status
    Staff,training,Training,4,4,1,active
    Staff,posts,Posts,3,3,1,active
    Money,funding,Funding,3,2,1,active
    "#);
    assert_snapshot!(sandbox.run("codebook --format json"), @r#"
    [
      {
        "theme": "Staff",
        "code": "training",
        "name": "Training",
        "segments": 4,
        "cases": 4,
        "rules": 1,
        "status": "active"
      },
      {
        "theme": "Staff",
        "code": "posts",
        "name": "Posts",
        "segments": 3,
        "cases": 3,
        "rules": 1,
        "status": "active"
      },
      {
        "theme": "Money",
        "code": "funding",
        "name": "Funding",
        "segments": 3,
        "cases": 2,
        "rules": 1,
        "status": "active"
      }
    ]
    "#);
}

#[test]
fn its_mistakes_are_told_with_their_place() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("codebook check"), @r#"
    [STUDY]/codebooks/small.toml: 0 errors, 3 warnings
    --- stderr
    warning: [STUDY]/codebooks/small.toml, line 16, column 1: the code `training` has no use_when, no not_when, no example
      hint: two coders cannot agree on what is not written down
    warning: [STUDY]/codebooks/small.toml, line 24, column 1: the code `posts` has no use_when, no not_when, no example
      hint: two coders cannot agree on what is not written down
    warning: [STUDY]/codebooks/small.toml, line 32, column 1: the code `funding` has no use_when, no not_when, no example
      hint: two coders cannot agree on what is not written down
    "#);
    sandbox.append(
        "codebooks/small.toml",
        "\n[[code]]\nid = \"training\"\nname = \"Again\"\nparent = \"nowhere\"\n\n[[code.rule]]\nregex = [\"(\"]\n",
    );
    assert_snapshot!(sandbox.run("codebook check"), @r#"
    [STUDY]/codebooks/small.toml: 3 errors, 5 warnings
    --- stderr
    warning: [STUDY]/codebooks/small.toml, line 16, column 1: the code `training` has no use_when, no not_when, no example
      hint: two coders cannot agree on what is not written down
    warning: [STUDY]/codebooks/small.toml, line 24, column 1: the code `posts` has no use_when, no not_when, no example
      hint: two coders cannot agree on what is not written down
    warning: [STUDY]/codebooks/small.toml, line 32, column 1: the code `funding` has no use_when, no not_when, no example
      hint: two coders cannot agree on what is not written down
    warning: [STUDY]/codebooks/small.toml, line 40, column 1: the code `training` has no definition, no use_when, no not_when, no example
      hint: two coders cannot agree on what is not written down
    warning: [STUDY]/codebooks/small.toml, line 40, column 1: the code `training` is in no theme
      hint: name it, or a code above it, in the codes of a theme
    error: [STUDY]/codebooks/small.toml, line 41, column 6: there is a code `training` already
    error: [STUDY]/codebooks/small.toml, line 43, column 10: the parent `nowhere` is no code
    error: [STUDY]/codebooks/small.toml, line 46, column 10: the regular expression cannot be read at its character 1: unclosed group
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("build"), @r#"
    --- stderr
    error: [STUDY]/codebooks/small.toml, line 41, column 6: there is a code `training` already; `verbatim codebook check` shows this and 2 other mistakes
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("doctor"), @"
    well  the store
    well  those who withdrew
    look  the codebook
          codebooks/small.toml, line 41, column 6: there is a code `training` already
          → `verbatim codebook check` says more
          codebooks/small.toml, line 43, column 10: the parent `nowhere` is no code
          → `verbatim codebook check` says more
          codebooks/small.toml, line 46, column 10: the regular expression cannot be read at its character 1: unclosed group
          → `verbatim codebook check` says more
    well  the identity list
    well  the review of names
    well  the index
    look  the outputs
          [STUDY]/codebooks/small.toml, line 41, column 6: there is a code `training` already; `verbatim codebook check` shows this and 2 other mistakes
          → mend that first: until then nobody can tell what is up to date
    --- exit 3
    ");
}

#[test]
fn another_codebook_is_checked_without_being_used() {
    let sandbox = built();
    sandbox.file("draft.toml", "[[code]]\nid = \"rooms\"\nname = \"Rooms\"\n\n[[code.rule]]\nany = [\"room*\"]\n");
    assert_snapshot!(sandbox.run("codebook check draft.toml"), @r#"
    draft.toml: 0 errors, 2 warnings
    --- stderr
    warning: draft.toml, line 1, column 1: the code `rooms` has no definition, no use_when, no not_when, no example
      hint: two coders cannot agree on what is not written down
    warning: draft.toml: rule 1 of the code "rooms" finds nothing
    "#);
    assert_snapshot!(sandbox.run("codebook check nowhere.toml"), @r#"
    --- stderr
    error: cannot read nowhere.toml: No such file or directory
    --- exit 1
    "#);
}

#[test]
fn there_may_be_none() {
    let sandbox = Sandbox::new();
    sandbox.study("title = \"None\"\n");
    assert_snapshot!(sandbox.run("codebook"), @r#"
    --- stderr
    error: the study has no codebook: name one in study.toml, as codebook = "codebooks/codebook.toml"
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("codebook check"), @r#"
    --- stderr
    error: the study has no codebook: name one in study.toml, as codebook = "codebooks/codebook.toml"
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("code"), @r#"
    --- stderr
    error: the study has no codebook: name one in study.toml, as codebook = "codebooks/codebook.toml"
    --- exit 1
    "#);
}
