//! `codebook import`: codes from other tools' sheets.

use insta::assert_snapshot;

use crate::support::{Sandbox, shared_data};

const MAXQDA: &str = "Code,Memo\nResources,What it takes\nResources > Money,Any money\nResources > Money > Grants,\n";

#[test]
fn a_study_without_a_codebook_gets_one() {
    let sandbox = Sandbox::new();
    sandbox.study(
        "title = \"Sheets\"\nlanguage = \"en\"\n\n# Sources\n[[source]]\nfiles = \"*.txt\"\nkind = \"interview\"\n",
    );
    sandbox.file("Our codes.csv", MAXQDA);
    assert_snapshot!(sandbox.run("codebook import 'Our codes.csv' --dry-run"), @"
    3 codes, 2 of them below another
    columns: Code as name, Memo as definition
    code resources: Resources
    code money under resources: Money
    code grants under money: Grants
    codebooks/our-codes.toml would be written
    ");
    assert!(!sandbox.exists("codebooks"));
    assert_snapshot!(sandbox.run("codebook import 'Our codes.csv'"), @"
    3 codes, 2 of them below another
    columns: Code as name, Memo as definition
    codebooks/our-codes.toml is written
    `verbatim codebook check codebooks/our-codes.toml` shows 3 weak spots
    study.toml names it
    ");
    assert_snapshot!(sandbox.read("study.toml"), @r#"
    title = "Sheets"
    language = "en"
    codebook = "codebooks/our-codes.toml"

    # Sources
    [[source]]
    files = "*.txt"
    kind = "interview"
    "#);
    assert_snapshot!(sandbox.read("codebooks/our-codes.toml"), @r#"
    title = "Our codes"
    version = "1"
    language = "en"

    [[code]]
    id = "resources"
    name = "Resources"
    definition = "What it takes"

    [[code]]
    id = "money"
    name = "Money"
    parent = "resources"
    definition = "Any money"

    [[code]]
    id = "grants"
    name = "Grants"
    parent = "money"
    "#);
    assert_snapshot!(sandbox.run("codebook --format csv"), @"
    Theme,Code,Name,Segments,Cases,Rules,Status
    ,resources,Resources,0,0,0,active
    ,money,Money,0,0,0,active
    ,grants,Grants,0,0,0,active
    ");
    assert_snapshot!(sandbox.run("codebook import 'Our codes.csv'"), @"
    3 codes, 2 of them below another
    columns: Code as name, Memo as definition
    codebooks/our-codes.toml has 3 of them
    ");
}

#[test]
fn a_codebook_is_never_written_over() {
    let sandbox = Sandbox::small();
    let before = sandbox.read("codebooks/small.toml");
    sandbox.file("codes.csv", "name,definition\nPosts,Something else\nLamps,Light\n");
    assert_snapshot!(sandbox.run("codebook import codes.csv"), @"
    2 codes, 0 of them below another
    columns: name, definition
    codebooks/small.toml has 1 of them
    defined otherwise there, and left as they are: posts
    it lacks lamps; --add-codes adds them, --to FILE writes a codebook of its own
    ");
    assert_snapshot!(sandbox.run("codebook import codes.csv --to codebooks/small.toml"), @"
    --- stderr
    error: [STUDY]/codebooks/small.toml: it is there already, and is not written over: name another file with --to
    --- exit 1
    ");
    assert_eq!(sandbox.read("codebooks/small.toml"), before);
    assert_snapshot!(sandbox.run("codebook import codes.csv --add-codes"), @"
    2 codes, 0 of them below another
    columns: name, definition
    codebooks/small.toml has 1 of them
    defined otherwise there, and left as they are: posts
    added to codebooks/small.toml: lamps
    ");
    let after = sandbox.read("codebooks/small.toml");
    assert_eq!(
        after.strip_prefix(before.as_str()),
        Some("\n[[code]]\nid = \"lamps\"\nname = \"Lamps\"\ndefinition = \"Light\"\n")
    );
    assert_snapshot!(sandbox.run("codebook import codes.csv --to codebooks/other.toml"), @"
    2 codes, 0 of them below another
    columns: name, definition
    codebooks/other.toml is written
    `verbatim codebook check codebooks/other.toml` shows 2 weak spots
    ");
    assert!(sandbox.run("codebook check codebooks/other.toml").contains(" 0 errors"));
}

#[test]
fn what_columns_are_can_be_said() {
    let sandbox = Sandbox::new();
    sandbox.study("title = \"Sheets\"\n").file("g.csv", "No,Guideline,Why\nG1,Be brief,It is read\n");
    assert_snapshot!(sandbox.run("codebook import g.csv"), @"
    --- stderr
    error: g.csv: no column is called code, name, tag, path or theme; say which one is, as in --column name=COLUMN (there are No, Guideline, Why)
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("codebook import g.csv --column name=Guideline --column id=No --column definition=Why"), @"
    1 code, 0 of them below another
    columns: Guideline as name, No as id, Why as definition
    codebooks/g.toml is written
    `verbatim codebook check codebooks/g.toml` shows 1 weak spot
    study.toml names it
    ");
    assert_snapshot!(sandbox.run("codebook import g.csv --column title=Guideline"), @r#"
    --- stderr
    error: g.csv: no column is a "title": say one of name, id, parent, definition, use_when, not_when, example, colour, group, as in name=COLUMN
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("codebook import g.csv --column Guideline"), @"
    --- stderr
    error: invalid value 'Guideline' for '--column <ROLE=COLUMN>': write it as ROLE=COLUMN, such as name=Guideline

    For more information, try '--help'.
    --- exit 2
    ");
}

/// Codebooks of real exports are sound.
#[test]
fn real_sheets() {
    for (folder, file) in [
        ("taguette-exports", "taguette_codebook.xlsx"),
        ("nhs-fft-themes", "codebook.csv"),
        ("nhs-phase1-themes", "codebook.csv"),
        ("refi-qda-projects", "portableQDA_Atlasti.qdc"),
    ] {
        let Some(folder) = shared_data(folder) else { return };
        let sandbox = Sandbox::new();
        sandbox.study("title = \"Sheets\"\n");
        let path = folder.join(file);
        sandbox.ok(&format!("codebook import '{}' --to codebooks/real.toml", path.display()));
        assert!(sandbox.run("codebook check codebooks/real.toml").contains(" 0 errors"), "{file}");
    }
}
