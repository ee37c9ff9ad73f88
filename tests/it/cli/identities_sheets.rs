//! The register taken from sheets of every kind, and written as one.

use insta::assert_snapshot;

use super::built;

const SHEET: &str = "\
Type,Names,Pseudonym,How,Generalise to,Participant,Notes,Colour
person,Elizabeth Hall; Lizzie,Merelin,,,C,,red
place,Ostwick | Ostwick Cross,,generalise,the north,,,
organization,Bar Council,,keep,,,named in its own reports,
person,Carla Denholme,,,,C,,
";

#[test]
fn a_sheet_is_taken_in() {
    let sandbox = built();
    sandbox.file("names.csv", SHEET);
    assert_snapshot!(sandbox.run("identities import names.csv --dry-run"), @r#"
    person Elizabeth Hall: would be added (2 forms, printed as Merelin)
    place Ostwick: would be added (2 forms, printed as the north)
    organisation Bar Council: would be added (1 form, kept as it is)
    3 would be added, 0 would change, 1 the same
    --- stderr
    warning: the column "Colour" is not read: it says nothing of an identity
    "#);
    assert_snapshot!(sandbox.run("identities import names.csv"), @r#"
    1  person Elizabeth Hall: added (2 forms, printed as Merelin)
    2  place Ostwick: added (2 forms, printed as the north)
    3  organisation Bar Council: added (1 form, kept as it is)
    3 added, 0 changed, 1 the same
    --- stderr
    warning: the column "Colour" is not read: it says nothing of an identity
    "#);
    assert_snapshot!(sandbox.run("identities import names.csv"), @r#"
    0 added, 0 changed, 4 the same
    --- stderr
    warning: the column "Colour" is not read: it says nothing of an identity
    "#);
    assert_snapshot!(sandbox.run("identities"), @r"
    Number  Kind          Form            Forms  Mode        Printed as      Case  Kept in                  Mentions
            person        Carla Denholme     13              [name removed]  C     identities.toml, line 1         0
            place         Hartwell            1              [town]                identities.toml, line 7         1
         1  person        Elizabeth Hall     30              Merelin         C     sheet, tester                   0
         2  place         Ostwick             2  generalise  [the north]           sheet, tester                   0
            person        Ben                 1              [name removed]  B     the name of a case              0
         3  organisation  Bar Council         1  keep        as it is              sheet, tester                   0
    --- stderr
    6 identities
    ");
    sandbox.file("more.tsv", "kind\tforms\treplacement\nplace\tOstwick;Ostwick Mill\t\n");
    assert_snapshot!(sandbox.run("identities import more.tsv"), @r"
    2  place Ostwick: changed (3 forms, printed as the north)
    0 added, 1 changed, 0 the same
    ");
    assert_snapshot!(sandbox.run("undo 2"), @r"
    taken back: identities import: 1 row ([TIME], tester)
    taken back: identities import: 3 rows ([TIME], tester)
    ");
    assert_snapshot!(sandbox.run("identities --format csv"), @r#"
    Number,Kind,Form,Forms,Mode,Printed as,Case,Kept in,Mentions
    ,person,Carla Denholme,13,,[name removed],C,"identities.toml, line 1",0
    ,place,Hartwell,1,,[town],,"identities.toml, line 7",1
    ,person,Ben,1,,[name removed],B,the name of a case,0
    "#);
}

#[test]
fn a_sheet_that_cannot_be_read_is_named_with_its_line() {
    let sandbox = built();
    let import = |content: &str| {
        sandbox.file("names.csv", content);
        sandbox.run("identities import names.csv")
    };
    assert_snapshot!(import("kind,name\nperso,Anna\n"), @r#"
    --- stderr
    error: names.csv, line 2: there is no kind "perso"; did you mean "person"?
    --- exit 1
    "#);
    assert_snapshot!(import("kind,name\nperson,\n"), @r"
    --- stderr
    error: names.csv, line 2: the column of forms is blank here; write the name
    --- exit 1
    ");
    assert_snapshot!(import("kind,name,mode\nplace,Ostwick,keep\n"), @r#"
    --- stderr
    error: names.csv, line 2: what is kept needs a reason; write it in the column "reason"
    --- exit 1
    "#);
    assert_snapshot!(import("kind,name,mode\nplace,Ostwick,hide\n"), @r"
    --- stderr
    error: names.csv, line 2: the mode is pseudonym, role, generalise or keep
    --- exit 1
    ");
    assert_snapshot!(import("kind,colour\nplace,red\n"), @r#"
    --- stderr
    error: names.csv, line 1: there is no column "forms"; name the column that holds it so
    --- exit 1
    "#);
    assert_snapshot!(import("kind,name,case\nperson,Anna,Z9\n"), @r#"
    --- stderr
    error: there is no case "Z9"
    --- exit 1
    "#);
    assert_snapshot!(import("number,kind,name\n99,person,Anna\n"), @r"
    --- stderr
    error: line 2: no identity of the store has the number 99; leave it blank for a new one
    --- exit 1
    ");
    assert_snapshot!(import("kind,name\n"), @r"
    --- stderr
    error: names.csv: there is a header but no row; write one row an identity
    --- exit 1
    ");
}

#[test]
fn what_is_written_is_read_again_as_the_same() {
    let sandbox = built();
    sandbox.file("names.csv", SHEET).ok("identities import names.csv");
    assert_snapshot!(sandbox.run("identities export register.csv"), @r"
    register.csv: 6 identities
    --- stderr
    warning: it holds real names: keep it inside the study, apart from what you publish
    ");
    assert_snapshot!(sandbox.read("register.csv"), @r"
    number,kind,forms,replacement,mode,wider,case,reason
    ,person,Carla Denholme; Carla; Denholme,[name removed],,,C,
    ,place,Hartwell,[town],,,,
    1,person,Elizabeth Hall; Lizzie,Merelin,,,C,
    2,place,Ostwick; Ostwick Cross,,generalise,the north,,
    ,person,Ben,,,,B,
    3,organisation,Bar Council,,keep,,,named in its own reports
    ");
    assert_snapshot!(sandbox.run("identities import register.csv --dry-run"), @"0 would be added, 0 would change, 6 the same");
    assert_snapshot!(sandbox.run("identities export register.csv"), @r"
    --- stderr
    error: register.csv is there already: --force writes over it
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("identities export output/register.csv"), @r"
    --- stderr
    error: output/register.csv is in output/, where what may leave the study stands: real names belong elsewhere
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("identities export register.pdf"), @r"
    --- stderr
    error: register.pdf: an identity is not this kind of file; end its name in .csv or .toml
    --- exit 1
    ");
    sandbox.ok("identities export register.toml");
    assert_snapshot!(sandbox.read("register.toml"), @r#"
    # The register of identities: real names. Keep it inside the study.

    [[identity]]
    kind = "person"
    forms = ["Carla Denholme", "Carla", "Denholme"]
    replacement = "[name removed]"
    case = "C"

    [[identity]]
    kind = "place"
    forms = ["Hartwell"]
    replacement = "[town]"

    [[identity]]
    kind = "person"
    forms = ["Elizabeth Hall", "Lizzie"]
    replacement = "Merelin"
    case = "C"

    [[identity]]
    kind = "place"
    forms = ["Ostwick", "Ostwick Cross"]
    mode = "generalise"
    wider = "the north"

    [[identity]]
    kind = "person"
    forms = ["Ben"]
    case = "B"

    [[identity]]
    kind = "organisation"
    forms = ["Bar Council"]
    mode = "keep"
    reason = "named in its own reports"
    "#);
    sandbox.ok("identities import register.toml --dry-run");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(sandbox.path("register.csv")).expect("it is written").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
