//! Recipes as studies write them, and what is said of mistakes.

use insta::assert_snapshot;
use verbatim::analysis::Base;
use verbatim::report::{By, Format, Recipe, RecipeKind, needs};

use super::{cook, recipe};
use crate::analysis::small::{codebook, columns};

#[test]
fn a_minimal_recipe_of_each_kind_is_enough() {
    for kind in ["frequencies", "quotes", "flow", "cooccurrence", "codebook"] {
        let recipe = recipe(&format!("name = \"a\"\nkind = \"{kind}\""));
        assert_eq!((recipe.kind.kind().word(), recipe.formats), (kind, vec![Format::Html]));
    }
    for (kind, rest) in [
        ("crosstab", "attribute = \"sector\""),
        ("answers", "question = \"Q2\""),
        ("distinct", "question = \"Q2\""),
        ("scale", "questions = [\"Q3\"]"),
        ("priorities", "questions = [\"Q2\", \"Q4\"]"),
    ] {
        recipe(&format!("name = \"a\"\nkind = \"{kind}\"\n{rest}"));
    }
}

#[test]
fn choices_are_read() {
    let recipe =
        recipe("name = \"a\"\nkind = \"frequencies\"\nby = \"codes\"\nbase = \"coded\"\nchapter_of = \"report\"");
    let RecipeKind::Frequencies(choices) = recipe.kind else { panic!("frequencies were asked for") };
    assert_eq!((choices.by, choices.base), (By::Codes, Base::Coded));
    assert!(recipe.formats.is_empty(), "a chapter has no files of its own");
}

#[derive(Debug, serde::Deserialize)]
struct Study {
    #[serde(rename = "output")]
    _outputs: Vec<Recipe>,
}

#[track_caller]
fn mistake(lines: &str) -> String {
    let study = format!("[[output]]\nname = \"a\"\n{lines}");
    toml::from_str::<Study>(&study).expect_err("there is a mistake").to_string()
}

#[test]
fn a_misspelt_key_is_an_error_at_its_place() {
    assert_snapshot!(mistake("kind = \"crosstab\"\natribute = \"sector\"").lines().next().unwrap_or_default(), @"TOML parse error at line 4, column 1");
    assert_snapshot!(mistake("kind = \"crosstabs\"").lines().next().unwrap_or_default(), @"TOML parse error at line 3, column 8");
}

#[test]
fn a_key_of_another_kind_is_an_error_that_says_what_fits() {
    assert_snapshot!(mistake("kind = \"flow\"\nlimit = 3"), @r#"
    TOML parse error at line 1, column 1
      |
    1 | [[output]]
      | ^^^^^^^^^^
    output "a": `limit` means nothing to `flow`, which takes `group_by`, `attribute`, `values`
    "#);
    assert_snapshot!(mistake("kind = \"crosstab\""), @r#"
    TOML parse error at line 1, column 1
      |
    1 | [[output]]
      | ^^^^^^^^^^
    output "a": `crosstab` needs `attribute`
    "#);
    assert_snapshot!(mistake("kind = \"quotes\"\ntheme = \"x\"\ncode = \"y\""), @r#"
    TOML parse error at line 1, column 1
      |
    1 | [[output]]
      | ^^^^^^^^^^
    output "a": give `theme` or `code`, not both
    "#);
    assert_snapshot!(mistake("kind = \"flow\"\nchapter_of = \"../report\""), @r#"
    TOML parse error at line 1, column 1
      |
    1 | [[output]]
      | ^^^^^^^^^^
    output "a": a name is made of the letters a–z, digits and `-`
    "#);
}

#[track_caller]
fn refused(lines: &str) -> String {
    cook(lines, &columns(), &codebook()).expect_err("something is not there").to_string()
}

#[test]
fn what_is_not_there_is_an_error_that_suggests_the_nearest() {
    assert_snapshot!(refused("name = \"t\"\nkind = \"crosstab\"\nattribute = \"sectr\""), @r#"output "t": there is no attribute "sectr"; did you mean "sector"?"#);
    assert_snapshot!(refused("name = \"h\"\nkind = \"answers\"\nquestion = \"Q9\""), @r#"output "h": there is no question "Q9""#);
    assert_snapshot!(refused("name = \"q\"\nkind = \"quotes\"\ntheme = \"Knowledg\""), @r#"output "q": there is no theme "Knowledg"; did you mean "Knowledge"?"#);
    assert_snapshot!(refused("name = \"q\"\nkind = \"quotes\"\ncode = \"weather\""), @r#"output "q": there is no code "weather""#);
    assert_snapshot!(refused("name = \"s\"\nkind = \"scale\"\nquestion = \"Q2\""), @r#"output "s": question "Q2" is open, but a scale, rank or number is needed"#);
    assert_snapshot!(refused("name = \"s\"\nkind = \"scale\"\nquestion = \"Q3\"\nlabels = [\"one\"]"), @r#"output "s": 1 labels are given for 2 columns"#);
    assert_snapshot!(refused("name = \"f\"\nkind = \"frequencies\"\nwhere = \"training\""), @r#"output "f": its query was not run"#);
}

#[test]
fn only_what_the_recipes_ask_for_is_loaded() {
    let book = codebook();
    let scale = recipe("name = \"a\"\nkind = \"scale\"\nquestion = \"Q3\"\ngroup_by = \"sector\"");
    let needed = needs([&scale], &book);
    assert!(needed.codes.is_empty() && !needed.segments);
    assert_eq!((needed.questions, needed.attributes), (vec!["Q3".to_owned()], vec!["sector".to_owned()]));
    let quotes = recipe("name = \"a\"\nkind = \"quotes\"\ntheme = \"Resourcing\"");
    assert_eq!(needs([&quotes], &book).codes, [0, 1, 2, 3], "whether words are about other themes too matters");
    let defaults = Recipe::defaults();
    assert_eq!(needs(&defaults, &book).codes, [0, 1, 2, 3]);
}
