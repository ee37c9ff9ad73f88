//! `queries`: queries with a name.

use insta::assert_snapshot;

use super::built;

/// What `study.toml` has from `[queries]` on.
fn queries(study: &str) -> &str {
    study.split_once("[queries]").map_or("", |(_, queries)| queries)
}

#[test]
fn they_are_saved_and_used() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("queries"), @r"
    Name  Query  Used by
    --- stderr
    no query has a name yet: `verbatim queries save NAME QUERY`
    ");
    assert_snapshot!(sandbox.run("queries save learning 'train* OR course*'"), @"saved: write @learning for it");
    assert_snapshot!(sandbox.run("queries save money 'code:funding NOT @learning'"), @"saved: write @money for it");
    assert_snapshot!(sandbox.run("search --count @learning"), @"5 segments, 4 texts, 4 cases");
    assert_snapshot!(sandbox.run("search --count 'train* OR course*'"), @"5 segments, 4 texts, 4 cases");
    assert_snapshot!(sandbox.run("search --count '@learning OR @money'"), @"7 segments, 5 texts, 5 cases");
    assert_snapshot!(sandbox.run("queries"), @r"
    Name      Query                       Used by
    learning  train* OR course*           @money
    money     code:funding NOT @learning
    ");
    assert_snapshot!(sandbox.run("queries --format csv"), @r"
    Name,Query,Used by
    learning,train* OR course*,'@money
    money,code:funding NOT @learning,
    ");
    assert_snapshot!(sandbox.run("queries show learning --format json"), @r#"
    [
      {
        "name": "learning",
        "query": "train* OR course*",
        "used_by": "@money"
      }
    ]
    "#);
    assert_snapshot!(queries(&sandbox.read("study.toml")), @r#"
    learning = "train* OR course*"
    money = "code:funding NOT @learning"
    "#);
}

#[test]
fn what_cannot_be_saved_is_said() {
    let sandbox = built();
    sandbox.ok("queries save learning 'train*'");
    assert_snapshot!(sandbox.run("queries save learning 'course*'"), @r"
    --- stderr
    error: there is a saved query learning already; --replace puts this one in its place
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("queries save learning 'course*' --replace"), @"saved: write @learning for it");
    assert_snapshot!(sandbox.run("queries save learning '(course*' --replace"), @r"
    --- stderr
    error: this bracket is not closed; add a )
      (course*
      ^
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("queries save 'two words' 'course*'"), @r#"
    --- stderr
    error: "two words" is no name for a query: use letters, digits, - and _
    --- exit 1
    "#);
    sandbox.ok("queries save more '@learning OR posts'");
    assert_snapshot!(sandbox.run("queries save learning 'grants @more' --replace"), @r"
    --- stderr
    error: @more is within itself: @more → @learning → @more
      grants @more
             ^^^^^
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("queries save all '@mor OR @learning'"), @r"
    --- stderr
    error: there is no saved query mor; did you mean @more?
      @mor OR @learning
      ^^^^
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("queries show mor"), @r"
    --- stderr
    error: there is no saved query mor; did you mean more?
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("queries remove learning"), @r"
    --- stderr
    error: @more needs learning: change that first
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("search '@more WITH code:posts'"), @r"
    --- stderr
    error: more does not ask of codings alone; WITH, NEAR and [ ] join codes, themes, coders, statuses and memos
      @more WITH code:posts
      ^^^^^
    --- exit 1
    ");
    sandbox.append("study.toml", "\nbad = '(grants'\nround = '@round'\n");
    assert_snapshot!(sandbox.run("search 'posts @bad'"), @r"
    --- stderr
    error: in @bad: this bracket is not closed; add a )
      posts @bad
            ^^^^
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("search 'posts @round'"), @r"
    --- stderr
    error: @round is within itself: @round → @round
      posts @round
            ^^^^^^
    --- exit 1
    ");
    sandbox.append("study.toml", "'no name' = 'grants'\n");
    assert_snapshot!(sandbox.run("search posts"), @r#"
    --- stderr
    error: [STUDY]/study.toml: "no name" is no name for a query: use letters, digits, - and _
    --- exit 1
    "#);
}

#[test]
fn a_new_name_goes_wherever_the_old_one_stood() {
    let sandbox = built();
    let written = "
[queries]
# What people ask for
learning = 'train* OR course*'   # in any form
posts = \"post* NOT @learning\"

# Money
money = 'funding'
";
    sandbox.append("study.toml", written);
    sandbox.replace("study.toml", "name = \"frequencies\"", "name = \"frequencies\"\nwhere = \"@learning OR @money\"");
    assert_snapshot!(sandbox.run("queries rename learning training"), @"renamed: write @training for it now");
    assert_snapshot!(queries(&sandbox.read("study.toml")), @r#"
    # What people ask for
    training = 'train* OR course*'   # in any form
    posts = "post* NOT @training"

    # Money
    money = 'funding'
    "#);
    assert!(sandbox.read("study.toml").contains("where = \"@training OR @money\""));
    sandbox.ok("build");
    assert_snapshot!(sandbox.run("queries remove money"), @r"
    --- stderr
    error: frequencies needs money: change that first
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("queries remove posts"), @"removed");
    assert_snapshot!(queries(&sandbox.read("study.toml")), @r"
    # What people ask for
    training = 'train* OR course*'   # in any form

    # Money
    money = 'funding'
    ");
}

#[test]
fn a_recipe_counts_where_a_saved_query_finds() {
    let sandbox = built();
    sandbox.append("study.toml", "\n[queries]\nlearning = 'train*'\n");
    let where_clause = |query: &str| sandbox.run(&format!("count --where '{query}' --format csv"));
    assert_eq!(where_clause("@learning"), where_clause("train*"));
    assert_ne!(where_clause("@learning"), where_clause("*"));
}
