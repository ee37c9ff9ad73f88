//! What is exported comes back on import.

use std::path::Path;

use proptest::prelude::*;
use verbatim::codebook::{from_json, read, to_json, to_toml};
use verbatim::export::{CodesFormat, CodesShape, export_codes};
use verbatim::import::code_sheet::{ImportedCodes, code_sheet};
use verbatim::model::{Code, Codebook};
use verbatim::text::{guarded, is_formula_like, labelled, parted, unguarded};

use super::books;

/// What a codebook says when it is read from its own file, without the file's digest.
fn as_file(codebook: &Codebook) -> Codebook {
    let read = read(&to_toml(codebook)).unwrap_or_else(|problems| panic!("{problems:?}\n{}", to_toml(codebook)));
    Codebook { sha256: String::new(), ..read }
}

fn exported(codebook: &Codebook, format: CodesFormat) -> ImportedCodes {
    let written = export_codes(codebook, format, CodesShape::Whole, "study").expect("it can be written");
    let name = format!("codes.{format}");
    code_sheet(Path::new(&name), &written.bytes, &[]).unwrap_or_else(|error| panic!("{error}"))
}

/// Sheets and exchange files have no place for rules.
fn without_rules(codes: &[Code]) -> Vec<Code> {
    codes.iter().map(|code| Code { rules: Vec::new(), ..code.clone() }).collect()
}

/// As an exchange file has them: each code followed by those below it.
fn in_tree_order(codebook: &Codebook) -> Vec<Code> {
    codebook.tree_order().into_iter().map(|index| codebook.codes[index].clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn json_holds_all(codebook in books::codebook()) {
        let codebook = as_file(&codebook);
        let back = from_json(&to_json(&codebook)).map(|back| Codebook { sha256: String::new(), ..back });
        prop_assert_eq!(back, Ok(codebook));
    }

    #[test]
    fn sheets_hold_all_but_rules(codebook in books::codebook()) {
        let codebook = as_file(&codebook);
        for format in [CodesFormat::Csv, CodesFormat::Xlsx] {
            let back = exported(&codebook, format);
            prop_assert_eq!(&back.codes, &without_rules(&codebook.codes), "{}", format);
            prop_assert_eq!(&back.themes, &codebook.themes, "{}", format);
        }
    }

    #[test]
    fn an_exchange_file_holds_all_but_rules(codebook in books::codebook()) {
        let codebook = as_file(&codebook);
        let back = exported(&codebook, CodesFormat::Qdc);
        prop_assert_eq!(back.codes, without_rules(&in_tree_order(&codebook)));
        prop_assert_eq!(back.themes, codebook.themes);
    }

    /// Other programs' shapes keep names, hierarchy and definitions; what else there was is in the description.
    #[test]
    fn no_cell_is_a_formula(codebook in books::codebook(), like in 0_usize..3) {
        let written = export_codes(&codebook, CodesFormat::Csv, CodesShape::ALL[like], "study").expect("it can be written");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&written.bytes[3..]);
        for record in reader.records() {
            for cell in &record.expect("it is CSV") {
                prop_assert!(!is_formula_like(cell), "{:?}", cell);
            }
        }
    }

    #[test]
    fn guarded_text_comes_back(text in "['=+@ a-]{0,6}") {
        let cell = guarded(&text);
        prop_assert!(!is_formula_like(&cell), "{:?}", cell);
        prop_assert_eq!(unguarded(&cell), text.as_str());
    }

    #[test]
    fn labelled_text_is_parted_again(lead in books::words(), first in books::words(), second in books::words()) {
        let labels = ["Use when", "Key"];
        let (back, fields) = parted(&labelled(&lead, &[("Use when", &first), ("Key", &second)], &labels), &labels);
        let expected: Vec<(&str, String)> =
            [("Use when", first), ("Key", second)].into_iter().filter(|(_, value)| !value.is_empty()).collect();
        prop_assert_eq!((back, fields), (lead, expected));
    }
}

/// The shipped codebook goes through every format; the exchange file is what its schema wants.
#[test]
fn the_shipped_codebook() {
    let text = std::fs::read_to_string("codebooks/practice.toml").expect("it is shipped");
    let codebook = read(&text).expect("it is sound");
    for format in [CodesFormat::Csv, CodesFormat::Xlsx, CodesFormat::Qdc] {
        let back = exported(&codebook, format);
        assert_eq!(back.codes, without_rules(&codebook.codes), "{format}");
        assert_eq!(back.themes, codebook.themes, "{format}");
    }
    let qdc = export_codes(&codebook, CodesFormat::Qdc, CodesShape::Whole, "study").expect("it can be written");
    let qdc = String::from_utf8(qdc.bytes).expect("it is text");
    let head: Vec<&str> = qdc.lines().take(6).collect();
    insta::assert_snapshot!(head.join("\n"), @r##"
    <?xml version="1.0" encoding="UTF-8"?>
    <CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="verbatim">
    <Codes>
    <Code guid="41a36e07-143b-8cf4-9bb4-6d358c6f4f11" name="Staff training" isCodable="true" color="#1f5f8b">
    <Description>Induction, courses, qualifications and continuing professional development for the people who do the work, paid or voluntary.&#10;Use when: The speaker asks for, lacks, describes or praises training of staff or volunteers, or the release from work that training takes.&#10;Not when: Teaching of pupils, parents or the public: use school-programmes or public-education. Confidence with devices and software: use digital-skills, in addition if training in it is asked for. Supervision: use staff-support.&#10;Example: We were handed the case load and the manual on the same morning.&#10;Key: t</Description>
    </Code>
    "##);
    let sets: Vec<&str> = qdc.lines().skip_while(|line| *line != "<Sets>").take(4).collect();
    insta::assert_snapshot!(sets.join("\n"), @r#"
    <Sets>
    <Set guid="66943a5e-1056-872d-a797-206179d3f9eb" name="Resourcing and widening access">
    <Description>What it takes to keep a service staffed, skilled, funded and open to everyone who could use it: people, their training and support, money that lasts, and the hours, places, languages and fees that decide who gets in.&#10;Story: Services know what they would do with steadier means, because most have done it once, on a grant that ended. People come before buildings: enough colleagues, trained and looked after, on contracts that outlast the year.&#10;Colour: #1f5f8b&#10;Id: resourcing</Description>
    <MemberCode guid="41a36e07-143b-8cf4-9bb4-6d358c6f4f11"/>
    "#);
}

#[test]
fn other_programs_shapes() {
    let book = "[[theme]]\nid = \"t\"\n\n[[code]]\nid = \"a\"\nname = \"Pay. Terms > all\"\ndefinition = \"=What\"\nkey = \"p\"\n\n\
                [[code]]\nid = \"b\"\nname = \"Night\"\nparent = \"a\"\nuse_when = \"Late.\"\nexample = \"At two.\"\n\n[[code.rule]]\nany = [\"night\"]\n";
    let codebook = read(book).expect("it is sound");
    let shown = |shape| {
        let written = export_codes(&codebook, CodesFormat::Csv, shape, "study").expect("it can be written");
        let text = String::from_utf8(written.bytes).expect("it is text");
        format!("{}\n- {}", text.trim_start_matches('\u{feff}').replace('\r', ""), written.notes.join("\n- "))
    };
    insta::assert_snapshot!(shown(CodesShape::Taguette), @r#"
    tag,description
    Pay- Terms > all,'=What
    Pay- Terms > all.Night,"Use when: Late.
    Example: At two."

    - 1 name had a sign that parts paths in Taguette, which is a - now
    - 1 theme left out
    - the key of 1 code left out
    - rules of 1 code are not in it
    - the codebook's title, version and language are not in it
    "#);
    insta::assert_snapshot!(shown(CodesShape::Maxqda), @r#"
    Code,Memo
    Pay. Terms - all,'=What
    Pay. Terms - all > Night,"Use when: Late.
    Example: At two."

    - 1 name had a sign that parts paths in MAXQDA, which is a - now
    - 1 theme left out
    - the key of 1 code left out
    - rules of 1 code are not in it
    - the codebook's title, version and language are not in it
    "#);
    let written = export_codes(&codebook, CodesFormat::Csv, CodesShape::Maxqda, "study").expect("it can be written");
    let back = code_sheet(Path::new("codes.csv"), &written.bytes, &[]).expect("it is read again");
    assert_eq!(back.codes[1].parent.as_deref(), Some(back.codes[0].id.as_str()));
    assert_eq!(back.codes[0].definition, "=What");
}

#[test]
fn json_that_is_no_codebook() {
    let check = |json: &str| from_json(json).map(|_| ()).expect_err("it is none").to_string();
    insta::assert_snapshot!(check("{\"code\": [{\"id\": \"a\", \"nam\": \"A\"}]}"), @"line 1, column 27: unknown field `nam`, expected one of `id`, `name`, `parent`, `definition`, `use_when`, `not_when`, `example`, `colour`, `key`, `status`, `rule`");
    insta::assert_snapshot!(check("{\"code\": [{\"id\": \"a\", \"status\": \"gone\"}]}"), @r#""gone" is no status"#);
    insta::assert_snapshot!(check("{\"code\": [{\"id\": \"a\"}, {\"id\": \"a\"}]}"), @"there is a code `a` already");
    insta::assert_snapshot!(check("{\"code\": ["), @"line 1, column 10: EOF while parsing a list");
}
