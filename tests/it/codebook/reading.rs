//! What a file says is what the codebook holds, and a codebook written is the same codebook read.

use proptest::prelude::*;
use verbatim::codebook::{read, to_toml};
use verbatim::model::{Code, CodeStatus, Codebook, CodingUnit, Near, Rule, Theme};

#[test]
fn every_field_is_read() {
    let codebook = read(
        r##"
title = "Practice"
version = "1.2"

[[theme]]
id = "people"
name = "People"
definition = "Who does the work."
story = "They stay."
codes = ["training"]
colour = "#aa00FF"

[[code]]
id = "training"
name = "Staff training"
definition = """
Training of staff.
"""
use_when = "a"
not_when = "b"
example = "c"
colour = "#102030"
key = "t"
status = "draft"

[[code.rule]]
any = ["train*"]
all = ["staff"]
none = ["data"]
near = { words = ["team"], within = 0x0c }
regex = ['train(ed|ing)']
unit = "turn"
stem = "en"
questions = ["Q22"]
speakers = ["P3"]
sources = ["transcripts/*"]

[[code]]
id = "induction"
parent = "training"
"##,
    )
    .expect("no errors");
    let list = |word: &str| vec![word.to_owned()];
    let rule = Rule {
        any: list("train*"),
        all: list("staff"),
        none: list("data"),
        near: Some(Near { words: list("team"), within: 12 }),
        regex: list("train(ed|ing)"),
        unit: CodingUnit::Turn,
        stem: Some("en".to_owned()),
        questions: list("Q22"),
        speakers: list("P3"),
        sources: list("transcripts/*"),
    };
    assert_eq!(codebook.codes[0].rules, [rule]);
    assert_eq!((codebook.codes[0].key, codebook.codes[0].status), (Some('t'), CodeStatus::Draft));
    assert_eq!(codebook.codes[0].definition, "Training of staff.");
    assert_eq!((codebook.codes[1].name.as_str(), codebook.codes[1].parent.as_deref()), ("induction", Some("training")));
    assert_eq!(
        (codebook.title.as_str(), codebook.version.as_str(), codebook.language.as_str()),
        ("Practice", "1.2", "en")
    );
    assert_eq!(codebook.themes[0].story, "They stay.");
    assert_eq!(codebook.codes_of_theme(&codebook.themes[0]), [0, 1]);
}

#[test]
fn the_hash_is_that_of_the_bytes() {
    let codebook = read("").expect("an empty codebook is one");
    assert_eq!(codebook.sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

fn prose() -> impl Strategy<Value = String> {
    "(\\PC|\n){0,20}".prop_map(|text: String| text.trim().to_owned())
}

fn words() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec("[a-zé]{1,8}( [a-z]{1,5}\\*)?", 0..3)
}

fn rules() -> impl Strategy<Value = Rule> {
    let near = proptest::option::of((proptest::collection::vec("[a-z]{1,5}", 1..3), 1..99usize));
    (words(), words(), words(), near, proptest::sample::select(CodingUnit::ALL), any::<bool>()).prop_map(
        |(mut any, all, none, near, unit, stemmed)| {
            any.push("word\"s".to_owned());
            let near = near.map(|(words, within)| Near { words, within });
            let (stem, regex) =
                if stemmed { (Some("en".to_owned()), vec!["a\\d'{3}".to_owned()]) } else { (None, vec![]) };
            Rule {
                any,
                all,
                none: none.clone(),
                near,
                regex,
                unit,
                stem,
                questions: none.clone(),
                speakers: none,
                sources: vec![],
            }
        },
    )
}

fn codebooks() -> impl Strategy<Value = Codebook> {
    let code = (prose(), prose(), proptest::collection::vec(rules(), 0..3), proptest::sample::select(CodeStatus::ALL));
    (prose(), proptest::collection::vec(code, 0..5)).prop_map(|(title, codes)| {
        let code = |(index, (name, definition, rules, status)): (usize, (String, String, Vec<Rule>, CodeStatus))| {
            let id = format!("c{index}");
            let name = if name.is_empty() { id.clone() } else { name };
            let parent = index.checked_sub(1).map(|above| format!("c{above}"));
            let key = char::from_digit(u32::try_from(index).expect("few codes"), 10);
            let colour = Some("#00ff99".to_owned());
            Code {
                id,
                name,
                parent,
                use_when: definition.clone(),
                definition,
                key,
                colour,
                status,
                rules,
                ..Code::default()
            }
        };
        let codes: Vec<Code> = codes.into_iter().enumerate().map(code).collect();
        let gathered = codes.iter().map(|code| code.id.clone()).collect();
        let theme = Theme {
            id: "t".to_owned(),
            name: "T".to_owned(),
            story: title.clone(),
            codes: gathered,
            ..Theme::default()
        };
        Codebook {
            version: title.clone(),
            title,
            language: "en".to_owned(),
            codes,
            themes: vec![theme],
            sha256: String::new(),
        }
    })
}

proptest! {
    #[test]
    fn a_codebook_written_and_read_is_the_same(codebook in codebooks()) {
        let written = to_toml(&codebook);
        let back = read(&written).map_err(|problems| TestCaseError::fail(format!("{problems:?}\n{written}")))?;
        prop_assert_eq!(Codebook { sha256: String::new(), ..back }, codebook);
    }
}
