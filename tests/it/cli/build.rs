//! `build` and `status`.

use insta::assert_snapshot;

use super::built;
use crate::support::Sandbox;

#[test]
fn first_and_second() {
    let sandbox = Sandbox::small();
    assert_snapshot!(sandbox.run("status"), @r#"
    Small study
      nothing has been imported yet
    out of date:
      transcripts/ben.txt is new
      transcripts/carla.txt is new
      transcripts/survey.csv is new
      the rules have not been applied since texts or codebook changed
      no outputs have been written yet
    --- stderr
      hint: `verbatim build` brings everything up to date
    "#);
    assert_snapshot!(sandbox.run("build --check"), @r#"
    transcripts/ben.txt is new
    transcripts/carla.txt is new
    transcripts/survey.csv is new
    the rules have not been applied since texts or codebook changed
    no outputs have been written yet
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("build"), @r"
    Small study
      2 interviews, 1 survey: 7 texts, 94 words
      2 participants, 6 respondents kept (left out: 1 without consent)
      10 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      3 sources imported
      3 files in output/: 3 written, 0 unchanged
      24 numbers withheld, of or about too few people (`verbatim withheld` says where)
      The report: [STUDY]/output/report.html
    --- stderr
    warning: transcripts/survey.csv: 1 answer of people who did not consent was not stored
    ");
    assert_snapshot!(sandbox.run("build"), @r#"
    Small study: everything is up to date (3 files in output/)
      The report: [STUDY]/output/report.html
    "#);
    assert_snapshot!(sandbox.run("build --check"), @"everything is up to date");
    assert_snapshot!(sandbox.run("status"), @r#"
    Small study
      2 interviews, 1 survey: 7 texts, 94 words
      2 participants, 6 respondents kept (left out: 1 without consent)
      10 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      everything is up to date
    "#);
}

#[test]
fn only_what_is_named() {
    let sandbox = Sandbox::small();
    assert_snapshot!(sandbox.run("build frequencies"), @r"
    Small study
      2 interviews, 1 survey: 7 texts, 94 words
      2 participants, 6 respondents kept (left out: 1 without consent)
      10 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      3 sources imported
      1 file in output/: 1 written, 0 unchanged
      11 numbers withheld, of or about too few people (`verbatim withheld` says where)
    --- stderr
    warning: transcripts/survey.csv: 1 answer of people who did not consent was not stored
    ");
    let names: Vec<String> = sandbox.outputs().into_keys().collect();
    assert_eq!(names, ["frequencies.csv"]);
    assert_snapshot!(sandbox.run("build sample"), @r#"
    Small study
      2 interviews, 1 survey: 7 texts, 94 words
      2 participants, 6 respondents kept (left out: 1 without consent)
      10 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      2 files in output/: 1 written, 1 unchanged
      The report: [STUDY]/output/sample.html
    "#);
    assert_snapshot!(sandbox.run("build frequncies"), @r#"
    --- stderr
    error: there is no output or document "frequncies"; did you mean "frequencies"?
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("build"), @r"
    Small study
      2 interviews, 1 survey: 7 texts, 94 words
      2 participants, 6 respondents kept (left out: 1 without consent)
      10 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      3 files in output/: 2 written, 1 unchanged
      24 numbers withheld, of or about too few people (`verbatim withheld` says where)
      The report: [STUDY]/output/report.html
    ");
}

#[test]
fn what_is_out_of_date_is_said() {
    let sandbox = built();
    sandbox.append("transcripts/ben.txt", "\nBen: One more post.\n");
    sandbox.file("transcripts/dina.txt", "Interviewer: Well?\n\nDina: A grant.\n\nInterviewer: And?\n\nDina: Posts.\n");
    sandbox.remove("transcripts/carla.txt");
    assert_snapshot!(sandbox.run("build --check"), @r#"
    transcripts/ben.txt has changed
    transcripts/dina.txt is new
    transcripts/carla.txt is gone, or study.toml no longer names it
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("status"), @r#"
    Small study
      2 interviews, 1 survey: 7 texts, 94 words
      2 participants, 6 respondents kept (left out: 1 without consent)
      10 codings; codebook Small codebook 1.0: 2 themes, 3 codes
    out of date:
      transcripts/ben.txt has changed
      transcripts/dina.txt is new
      transcripts/carla.txt is gone, or study.toml no longer names it
    --- stderr
      hint: `verbatim build` brings everything up to date
    "#);
    assert_snapshot!(sandbox.run("build"), @r#"
    Small study
      2 interviews, 1 survey: 7 texts, 73 words
      2 participants, 6 respondents kept (left out: 1 without consent)
      12 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      2 sources imported
      1 source taken out
      3 files in output/: 3 written, 0 unchanged
      29 differences from the build before (`verbatim changes` lists them)
      The report: [STUDY]/output/report.html
    --- stderr
    warning: participants.csv, line 3: no file of the study is named "carla.txt"
    warning: transcripts/carla.txt: the file is gone or no longer named in study.toml; its texts were taken out
    "#);
}

#[test]
fn a_changed_codebook_is_applied() {
    let sandbox = built();
    sandbox.replace("codebooks/small.toml", "\"vacanc*\"", "\"vacanc*\", \"team\"");
    assert_snapshot!(sandbox.run("build --check"), @r#"
    the rules have not been applied since texts or codebook changed
    the outputs are older than the store, study.toml or a file that it names
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("build"), @r"
    Small study
      2 interviews, 1 survey: 7 texts, 94 words
      2 participants, 6 respondents kept (left out: 1 without consent)
      11 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      3 files in output/: 3 written, 0 unchanged
      24 numbers withheld, of or about too few people (`verbatim withheld` says where)
      6 differences from the build before (`verbatim changes` lists them)
      The report: [STUDY]/output/report.html
    ");
}

#[test]
fn outputs_changed_or_taken_away_are_made_again() {
    let sandbox = built();
    sandbox.append("output/frequencies.csv", "by hand");
    sandbox.remove("output/quotes.md");
    assert_snapshot!(sandbox.run("build --check"), @r#"
    output/frequencies.csv was changed by hand
    output/quotes.md is not there
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("build"), @r"
    Small study
      2 interviews, 1 survey: 7 texts, 94 words
      2 participants, 6 respondents kept (left out: 1 without consent)
      10 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      3 files in output/: 2 written, 1 unchanged
      24 numbers withheld, of or about too few people (`verbatim withheld` says where)
      The report: [STUDY]/output/report.html
    ");
    assert!(!sandbox.read("output/frequencies.csv").contains("by hand"));
}

#[test]
fn what_is_no_longer_wanted_goes_unless_someone_changed_it() {
    let sandbox = built();
    sandbox.replace("study.toml", "formats = [\"md\"]\n", "");
    assert_snapshot!(sandbox.run("build"), @r"
    Small study
      2 interviews, 1 survey: 7 texts, 94 words
      2 participants, 6 respondents kept (left out: 1 without consent)
      10 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      2 files in output/: 0 written, 2 unchanged
      23 numbers withheld, of or about too few people (`verbatim withheld` says where)
      The report: [STUDY]/output/report.html
    ");
    assert!(!sandbox.exists("output/quotes.md"));

    sandbox.append("output/frequencies.csv", "by hand");
    sandbox.replace("study.toml", "formats = [\"csv\"]\n", "");
    sandbox.ok("build");
    assert!(sandbox.read("output/frequencies.csv").ends_with("by hand"));
}

#[test]
fn a_rule_that_finds_nothing_is_named() {
    let sandbox = Sandbox::small();
    sandbox.append("codebooks/small.toml", "\n[[code.rule]]\nany = [\"sponsor*\"]\n");
    assert_snapshot!(sandbox.run("build"), @r#"
    Small study
      2 interviews, 1 survey: 7 texts, 94 words
      2 participants, 6 respondents kept (left out: 1 without consent)
      10 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      3 sources imported
      3 files in output/: 3 written, 0 unchanged
      24 numbers withheld, of or about too few people (`verbatim withheld` says where)
      The report: [STUDY]/output/report.html
    --- stderr
    warning: transcripts/survey.csv: 1 answer of people who did not consent was not stored
    warning: rule 2 of the code "funding" finds nothing
    "#);
}

#[test]
fn an_output_that_asks_for_what_there_is_not_leaves_the_others() {
    let sandbox = Sandbox::small();
    sandbox.append("study.toml", "\n[[output]]\nname = \"by-sektor\"\nkind = \"crosstab\"\nattribute = \"sektor\"\n");
    assert_snapshot!(sandbox.run("build"), @r#"
    Small study
      2 interviews, 1 survey: 7 texts, 94 words
      2 participants, 6 respondents kept (left out: 1 without consent)
      10 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      3 sources imported
      3 files in output/: 3 written, 0 unchanged
      24 numbers withheld, of or about too few people (`verbatim withheld` says where)
      The report: [STUDY]/output/report.html
    --- stderr
    warning: transcripts/survey.csv: 1 answer of people who did not consent was not stored
    error: output "by-sektor": there is no attribute "sektor"; did you mean "sector"?
    --- exit 3
    "#);
    assert!(sandbox.exists("output/frequencies.csv"));
    assert_snapshot!(sandbox.run("build"), @r#"
    Small study
      2 interviews, 1 survey: 7 texts, 94 words
      2 participants, 6 respondents kept (left out: 1 without consent)
      10 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      3 files in output/: 0 written, 3 unchanged
      24 numbers withheld, of or about too few people (`verbatim withheld` says where)
      The report: [STUDY]/output/report.html
    --- stderr
    error: output "by-sektor": there is no attribute "sektor"; did you mean "sector"?
    --- exit 3
    "#);
}

#[test]
fn a_study_without_sources_or_codebook() {
    let sandbox = Sandbox::new();
    sandbox.study("title = \"Empty\"\n");
    assert_snapshot!(sandbox.run("build"), @r"
    Empty
      nothing has been imported yet
      1 file in output/: 1 written, 0 unchanged
      The report: [STUDY]/output/report.html
    --- stderr
    warning: no identities are listed: what looks like a name is hidden until someone decides on it (`verbatim identities review`)
    ");
    assert_snapshot!(sandbox.run("build"), @r"
    Empty: everything is up to date (1 file in output/)
      The report: [STUDY]/output/report.html
    --- stderr
    warning: no identities are listed: what looks like a name is hidden until someone decides on it (`verbatim identities review`)
    ");
    assert_snapshot!(sandbox.run("count"), @r#"
    --- stderr
    error: the study has no codebook: name one in study.toml, as codebook = "codebooks/codebook.toml"
    --- exit 1
    "#);
}

#[test]
fn from_a_folder_inside_the_study() {
    let sandbox = built();
    assert_snapshot!(sandbox.shown(&sandbox.command("build").current_dir(sandbox.path("transcripts")).output().expect("it starts")), @r#"
    Small study: everything is up to date (3 files in output/)
      The report: [STUDY]/output/report.html
    "#);
}
