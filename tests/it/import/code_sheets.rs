//! Codes from sheets, lists and exchange files of other tools.

use std::path::Path;

use insta::assert_snapshot;
use verbatim::import::code_sheet::{CodeColumn, ColumnChoice, ImportedCodes, code_sheet};

use crate::support::shared_data;

fn read(name: &str, content: &str) -> String {
    match code_sheet(Path::new(name), content.as_bytes(), &[]) {
        Ok(imported) => shown(&imported),
        Err(error) => error.to_string(),
    }
}

fn shown(imported: &ImportedCodes) -> String {
    let mut shown: Vec<String> = imported.notes.iter().map(|note| format!("- {note}")).collect();
    for code in &imported.codes {
        let parent = code.parent.as_ref().map(|parent| format!(" under {parent}")).unwrap_or_default();
        let rest = [&code.definition, &code.use_when, &code.not_when, &code.example];
        let rest: Vec<&str> = rest.into_iter().map(String::as_str).filter(|words| !words.is_empty()).collect();
        let colour = code.colour.as_deref().unwrap_or_default();
        shown.push(format!("{} {:?}{parent} {} {colour}", code.id, code.name, rest.join(" | ")).trim_end().to_owned());
    }
    for theme in &imported.themes {
        shown.push(format!("theme {} {:?}: {}", theme.id, theme.name, theme.codes.join(", ")));
    }
    shown.join("\n")
}

#[test]
fn taguette() {
    let sheet = "tag,description,number of highlights,number of documents\nbarriers,What is in the way,4,1\n\
                 barriers.consent,,6,2\nDr. Hill,A place,0,0\nbarriers.consent.forms,,1,1\n";
    assert_snapshot!(read("a.csv", sheet), @r#"
    - columns: tag as name, description as definition
    - left out: number of highlights, number of documents
    barriers "barriers" What is in the way
    barriers.consent "consent" under barriers
    dr-hill "Dr. Hill" A place
    barriers.consent.forms "forms" under barriers.consent
    "#);
}

#[test]
fn maxqda() {
    let sheet = "Code;Memo\nResources;What it takes\nResources > Money;\nResources > Money > Grants given for longer than a year by a foundation or a charit;Given once\nPeople\\Posts;\n";
    assert_snapshot!(read("a.csv", sheet), @r#"
    - columns: Code as name, Memo as definition
    - 1 name of 63 characters, where MAXQDA cuts names off: look whether they are whole
    resources "Resources" What it takes
    money "Money" under resources
    grants-given-for-longer-than-a-year-by-a-foundation-or-a-cha "Grants given for longer than a year by a foundation or a charit" under money Given once
    people "People"
    posts "Posts" under people
    "#);
    let overview = "Colour,Parent code,Code,Cod. seg. (all documents),Documents\n#ff0000,,Resources,3,2\n,Resources,Money,2,1\n,Resources > Money,Grants,1,1\n";
    assert_snapshot!(read("a.csv", overview), @r#"
    - columns: Code as name, Parent code as parent, colour
    - left out: Cod. seg. (all documents), Documents
    resources "Resources"  #ff0000
    money "Money" under resources
    grants "Grants" under money
    "#);
}

#[test]
fn nvivo() {
    let sheet = "Codebook\nExported 3 March\nHierarchical Name,Description,Files,References\nNodes\\\\Money,Any money,3,9\nNodes\\\\Money\\\\Grants,,2,4\nNodes\\\\People,,1,1\n";
    assert_snapshot!(read("a.csv", sheet), @r#"
    - columns: Hierarchical Name as name, Description as definition
    - left out: Files, References
    - the folder that all codes are in was taken off their paths
    money "Money" Any money
    grants "Grants" under money
    people "People"
    "#);
    let set_in = "Name\tDescription\tFiles\tReferences\nMoney\tAny money\t3\t9\n   Grants\t\t2\t4\n      Small grants\t\t1\t1\nPeople\t\t1\t1\n";
    assert_snapshot!(read("a.tsv", set_in), @r#"
    - columns: name, Description as definition
    - left out: Files, References
    money "Money" Any money
    grants "Grants" under money
    small-grants "Small grants" under grants
    people "People"
    "#);
}

#[test]
fn atlas_ti() {
    let sheet = "Code,Comment,Code Group 1,Code Group 2,Grounded,Density\nMoney,Any money,Resources,Wishes,9,0\nMoney::Grants,,Wishes,,4,0\nPeople,,,,1,0\n";
    assert_snapshot!(read("a.csv", sheet), @r#"
    - columns: Code as name, Comment as definition, Code Group 1 as group, Code Group 2 as group
    - left out: Grounded, Density
    money "Money" Any money
    grants "Grants" under money
    people "People"
    theme resources "Resources": money
    theme wishes "Wishes": money, grants
    "#);
}

#[test]
fn six_fields() {
    let sheet = "id,name,parent,definition,use when,not when,example,colour\nM1,Money,,Any money,Asked for,Spent,“A grant.”,#00FF00\nM2,Grants,M1,Given once,,,,green\nM3,Loans,Money,,,,,\nM4,Fees,Income,,,,,\n";
    assert_snapshot!(read("a.csv", sheet), @r#"
    - columns: name, id, parent, definition, use_when, not_when, example, colour
    m1 "Money" Any money | Asked for | Spent | “A grant.” #00ff00
    m2 "Grants" under m1 Given once
    m3 "Loans" under m1
    income "Income"
    m4 "Fees" under income
    "#);
}

#[test]
fn qualcoder_list() {
    assert_snapshot!(read("a.txt", "code1\tA memo\ncat1>>code2\ncat3>>cat2>>code4\tanother\n"), @r#"
    - a list: 6 codes
    code1 "code1" A memo
    cat1 "cat1"
    code2 "code2" under cat1
    cat3 "cat3"
    cat2 "cat2" under cat3
    code4 "code4" under cat2 another
    "#);
}

#[test]
fn refi_qda() {
    let codebook = r##"<?xml version="1.0"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="X"><Codes>
        <Code guid="{A}" name="Money" isCodable="false" color="#00ff00"><Description>Any &amp; all money</Description>
        <Code guid="b" name="Grants" isCodable="true"/></Code><Code guid="c" name="People"/></Codes>
        <Sets><Set guid="d" name="Wishes"><Description>Asked for</Description><MemberCode guid="a"/><MemberCode guid="{B}"/></Set><Set name="Empty"/></Sets></CodeBook>"##;
    assert_snapshot!(read("a.qdc", codebook), @r#"
    - a REFI-QDA codebook: 3 codes, 1 set
    - 1 set without codes left out
    money "Money" Any & all money #00ff00
    grants "Grants" under money
    people "People"
    theme wishes "Wishes": grants, money
    "#);
}

#[test]
fn what_is_no_codebook() {
    assert_snapshot!(read("a.csv", "Final ID,Guideline,Occurrences\nI3,Be brief,7\n"), @"a.csv: no column is called code, name, tag, path or theme; say which one is, as in --column name=COLUMN (there are Final ID, Guideline, Occurrences)");
    assert_snapshot!(read("a.csv", "code,memo\n"), @"a.csv: there is a header but no code; write one row a code");
    assert_snapshot!(read("a.csv", ""), @"a.csv: the file is empty; export or copy it again");
    assert_snapshot!(read("a.qdc", "<Project/>"), @"a.qdc: this is no REFI-QDA codebook (there is no element CodeBook in it)");
    assert_snapshot!(read("a.qdc", "<CodeBook><Code name='a'"), @"a.qdc, line 1, column 11: the codebook's XML is damaged here; export it again");
    assert_snapshot!(read("a.docx", "PK"), @"a.docx: codes are read from a sheet: copy the table into a spreadsheet and save it as .xlsx or .csv");
}

#[test]
fn a_researcher_says_what_a_column_is() {
    let sheet = "Final ID,Guideline,Why,Occurrences\nI3,Be brief,It is read,7\n";
    let choice = |role, column: &str| ColumnChoice { role, column: column.to_owned() };
    let choices = [
        choice(CodeColumn::Name, "guideline"),
        choice(CodeColumn::Id, "Final ID"),
        choice(CodeColumn::Definition, "Why"),
    ];
    let imported = code_sheet(Path::new("a.csv"), sheet.as_bytes(), &choices).unwrap();
    assert_snapshot!(shown(&imported), @r#"
    - columns: Guideline as name, Final ID as id, Why as definition
    - left out: Occurrences
    i3 "Be brief" It is read
    "#);
    let misspelt = [choice(CodeColumn::Name, "Guidline")];
    let error = code_sheet(Path::new("a.csv"), sheet.as_bytes(), &misspelt).unwrap_err();
    assert_snapshot!(error, @r#"a.csv: there is no column "Guidline"; did you mean "Guideline"?"#);
}

#[test]
fn circles_and_twins() {
    let sheet = "name,parent\na,b\nb,a\nc,c\nd,\nD,\n";
    assert_snapshot!(read("a.csv", sheet), @r#"
    - columns: name, parent
    - 1 row of a code that was there already
    a "a"
    b "b"
    c "c"
    d "d"
    "#);
}

/// Real exports and codebooks.
#[test]
fn real_ones() {
    let check = |folder: &str, file: &str, choices: &[ColumnChoice], expected: (usize, usize)| {
        let Some(folder) = shared_data(folder) else { return };
        let path = folder.join(file);
        let imported = code_sheet(&path, &std::fs::read(&path).unwrap(), choices).unwrap();
        let below = imported.codes.iter().filter(|code| code.parent.is_some()).count();
        assert_eq!((imported.codes.len(), below), expected, "{file}: {:?}", imported.notes);
    };
    check("taguette-exports", "taguette_codebook.csv", &[], (8, 4));
    check("taguette-exports", "taguette_codebook.xlsx", &[], (8, 4));
    check("taguette-exports", "taguette_codebook.qdc", &[], (8, 0));
    check("nhs-fft-themes", "codebook.csv", &[], (43, 33));
    check("nhs-phase1-themes", "codebook.csv", &[], (49, 40));
    check("refi-qda-projects", "REFI-QDA-1-5.qdc", &[], (6, 0));
    check("refi-qda-projects", "portableQDA_Atlasti.qdc", &[], (5, 2));
    check("qualcoder-examples", "plain_codes_categories_for_import.txt", &[], (9, 5));
    let guideline = [ColumnChoice { role: CodeColumn::Name, column: "Guideline".to_owned() }];
    check("ros-guidelines-coded", "data_analysis__guidelines_definitions.csv", &guideline, (58, 0));
}
