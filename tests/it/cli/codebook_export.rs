//! `codebook export`: the codebook for other people and programs, and back.

use insta::assert_snapshot;

use super::built;
use crate::support::Sandbox;

#[test]
fn it_is_written_and_read_again() {
    let sandbox = Sandbox::shipped();
    sandbox.ok("build");
    for file in ["out.csv", "out.xlsx", "out.json", "out.qdc", "out.toml"] {
        sandbox.ok(&format!("codebook export {file}"));
        sandbox.ok(&format!("codebook import {file} --to codebooks/{file}.toml"));
        let differs = sandbox.ok(&format!("codebook diff codebooks/practice.toml codebooks/{file}.toml --format csv"));
        let is_expected = |line: &&str| line.contains(",rule removed,") || line.starts_with("codebook,");
        let others: Vec<&str> = differs.lines().skip(1).filter(|line| !is_expected(line)).collect();
        assert_eq!(others, Vec::<&str>::new(), "{file}");
        let is_whole = ["out.json", "out.toml"].contains(&file);
        assert_eq!(differs.lines().count() == 1, is_whole, "{file}");
    }
    assert_eq!(sandbox.bytes("out.toml"), sandbox.bytes("codebooks/practice.toml"));
    assert_snapshot!(sandbox.run("codebook export out.qdc"), @r"
    --- stderr
    error: out.qdc is there already: --force writes over it
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("codebook export out.qdc --force"), @r"
    out.qdc: 25 codes, 5 themes
    --- stderr
    rules of 25 codes are not in it
    the codebook's title, version and language are not in it
    ");
    assert_snapshot!(sandbox.run("codebook export tags.csv --like taguette"), @r"
    tags.csv: 25 codes, 5 themes
    --- stderr
    5 themes left out
    the colour of 25 codes left out
    the key of 25 codes left out
    rules of 25 codes are not in it
    the codebook's title, version and language are not in it
    ");
    assert_snapshot!(sandbox.run("codebook export codes.xlsx --like maxqda"), @r"
    codes.xlsx: 25 codes, 5 themes
    --- stderr
    5 themes left out
    the colour of 25 codes left out
    the key of 25 codes left out
    rules of 25 codes are not in it
    the codebook's title, version and language are not in it
    ");
    assert_snapshot!(sandbox.run("codebook export codes.json --like maxqda"), @r"
    --- stderr
    error: only .csv and .xlsx have other programs' shapes
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("codebook export codes.docx"), @r#"
    --- stderr
    error: "codes.docx" is no format for codebooks: write a file that ends in .csv, .xlsx, .json, .qdc or .toml
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("codebook import out.json"), @r#"
    25 codes, 0 of them below another
    a codebook of ours, "What practitioners need" 1.0
    codebooks/practice.toml has 25 of them
    5 groups left out: --to FILE writes a codebook of its own, with groups as themes
    "#);
}

/// An example may be a quotation, and names somebody.
#[test]
fn names_stay_in() {
    let sandbox = built();
    let form = sandbox.read("identities.toml");
    let name = form.lines().find_map(|line| line.strip_prefix("forms = [\"")).and_then(|rest| rest.split('"').next());
    let name = name.expect("somebody is listed").to_owned();
    sandbox.ok(&format!("codebook edit posts --example '{name} left.'"));
    for file in ["out.csv", "out.xlsx", "out.json", "out.qdc", "out.toml"] {
        let refused = sandbox.run(&format!("codebook export {file}"));
        assert!(refused.contains("nothing was written") && !refused.contains(&name), "{refused}");
        assert!(!sandbox.exists(file));
    }
    sandbox.ok("codebook export out.json --with-names");
    assert!(sandbox.read("out.json").contains(&name));
}

/// What somebody added to an exported sheet comes in.
#[test]
fn a_sheet_that_was_edited() {
    let sandbox = built();
    sandbox.ok("codebook export codes.csv");
    sandbox.append(
        "codes.csv",
        "code,,Night shifts,Posts,Work at night.,,,,,n,draft,,\r\ncode,bad id,Odd,nowhere,,,,,red,nn,gone,,\r\ntheme,,More,,,,,,,,,,Night shifts; nothing\r\n",
    );
    assert_snapshot!(sandbox.run("codebook import codes.csv --to codebooks/edited.toml"), @r#"
    5 codes, 1 of them below another
    a sheet of ours: 3 themes, 5 codes
    "gone" is no status: Odd is active
    2 mentions of codes that are not there, or lead round in a circle, left out
    codebooks/edited.toml is written
    `verbatim codebook check codebooks/edited.toml` shows 6 weak spots
    "#);
    assert_snapshot!(sandbox.run("codebook diff codebooks/small.toml codebooks/edited.toml"), @r#"
    from codebooks/small.toml to codebooks/edited.toml

    the codebook
      title: [-Small codebook-] {+codes+}
      version: 1 [-.0-]

    theme more
      added: More
      gathers night-shifts

    code training
      rule removed: any = ["train*", "course*"]

    code posts
      rule removed: any = ["post", "posts", "vacanc*"]

    code funding
      rule removed: any = ["fund*", "grant", "grants"]

    code night-shifts
      added: Night shifts

    code bad-id
      added: Odd
    "#);
    assert_snapshot!(sandbox.run("codebook import codes.csv --add-codes"), @r#"
    5 codes, 1 of them below another
    a sheet of ours: 3 themes, 5 codes
    "gone" is no status: Odd is active
    2 mentions of codes that are not there, or lead round in a circle, left out
    codebooks/small.toml has 3 of them
    3 groups left out: --to FILE writes a codebook of its own, with groups as themes
    added to codebooks/small.toml: night-shifts, bad-id
    "#);
}
