//! `export` and `check`: files of one's own choice, and whether they may leave.

use insta::assert_snapshot;

use super::built;

#[test]
fn outputs_are_exported_in_any_format() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("export frequencies --to ../mine"), @"../mine/frequencies.csv");
    assert_snapshot!(sandbox.run("export report --format docx --format xlsx --format csv --format md --to ../mine"), @"
    ../mine/report.docx
    ../mine/report.xlsx
    ../mine/report-sample-1.csv
    ../mine/report-frequencies-1.csv
    ../mine/report-quotes-1.csv
    ../mine/report-quotes-2.csv
    ../mine/report.md
    ");
    assert!(sandbox.bytes("../mine/report.docx").starts_with(b"PK"));
    assert_snapshot!(sandbox.run("export sample --format html --to ../mine"), @"../mine/sample.html");
    assert_eq!(sandbox.bytes("../mine/frequencies.csv"), sandbox.bytes("output/frequencies.csv"));
}

#[test]
fn what_is_not_there_is_not_exported() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("export frequency"), @r#"
    --- stderr
    error: there is no output or document "frequency"; did you mean "frequencies"?
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("export something-else"), @r#"
    --- stderr
    error: there is no output or document "something-else"
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("export frequencies --format pdf"), @"
    --- stderr
    error: invalid value 'pdf' for '--format <FORMAT>': it is one of html, docx, xlsx, csv, md, tex, svg, png

    For more information, try '--help'.
    --- exit 2
    ");
    assert_snapshot!(sandbox.run("export"), @r#"
    --- stderr
    error: the following required arguments were not provided:
      <NAME>...

    Usage: verbatim export <NAME>...

    For more information, try '--help'.
    --- exit 2
    "#);
    sandbox.file("../taken", "a file");
    assert_snapshot!(sandbox.run("export frequencies --to ../taken/folder"), @r#"
    --- stderr
    error: cannot write ../taken/folder/frequencies.csv: Not a directory
    --- exit 1
    "#);
}

#[test]
fn finished_files_are_looked_into() {
    let sandbox = built();
    sandbox.file("../paper.txt", "Nothing that would give anyone away.\n");
    assert_snapshot!(sandbox.run("check ../paper.txt output/frequencies.csv"), @r#"
    passes  ../paper.txt
    passes  output/frequencies.csv
    --- stderr
    none of the identities is in there, nor what is like one, nor what looks like an address or number; a residual risk remains
    "#);
    assert_snapshot!(sandbox.run("check ../nowhere.docx"), @r#"
    --- stderr
    error: cannot read ../nowhere.docx: No such file or directory
    --- exit 1
    "#);
}
