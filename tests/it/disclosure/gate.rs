//! Whatever stands in whatever place of a finished file: the gate sees it.

use proptest::prelude::*;
use verbatim::disclosure::{Allowance, Finding, Gate, GateError, Place, Rule, What, describe};
use verbatim::model::IdentityKind;

use super::files::{archive, clean, docx, html, planted, png};
use super::{identities, identity};

fn inspect(file_name: &str, bytes: &[u8]) -> Vec<Finding> {
    Gate::new(&identities()).inspect(file_name, bytes, &[]).expect("the file is read")
}

fn names(findings: &[Finding], identity_index: usize) -> bool {
    findings
        .iter()
        .any(|finding| matches!(finding.what, What::Identity { identity_index: found, .. } if found == identity_index))
}

#[test]
fn clean_files_pass() {
    for (file_name, bytes) in clean() {
        assert_eq!(inspect(file_name, &bytes), [], "{file_name}");
    }
}

#[test]
fn a_name_in_any_place_of_any_format_is_refused() {
    // One of one word, one of two, one with an accent and an apostrophe, one short, one long.
    for (identity_index, name) in [
        (0, "Ormskerry"),
        (3, "Port Elvern"),
        (1, "Jürgen O’Kesselmann"),
        (4, "HCF"),
        (4, "Harrowmere Children's Fund"),
        (2, "anna"),
    ] {
        for file in planted(name) {
            // Two halves of a form of two words are other words where the cut is at the space, and short forms are not
            // sought in pixels: everything else is found.
            assert!(names(&inspect(&file.file_name, &file.bytes), identity_index), "{} in {}", name, file.place);
        }
    }
}

/// Ways in which a name is written differently by hand, by a recogniser, by a word processor.
fn mutations(form: &str) -> Vec<String> {
    let letters = |write: &dyn Fn(usize, char) -> String| -> String {
        form.chars().enumerate().map(|(index, letter)| write(index, letter)).collect()
    };
    let bare = form.replace(['ü', 'é'], "u");
    vec![
        form.to_uppercase(),
        form.to_lowercase(),
        letters(&|index, letter| {
            if index % 2 == 0 { letter.to_uppercase().to_string() } else { letter.to_lowercase().to_string() }
        }),
        format!("{form}'s"),
        format!("{form}’s"),
        format!("{form}’"),
        form.replace(' ', "-"),
        form.replace(' ', "\u{a0}"),
        form.replace(' ', "\n"),
        form.replace(' ', "  "),
        form.replace(' ', "_"),
        form.replace(' ', ""),
        form.replace('\'', "’"),
        form.replace('\'', ""),
        form.replace('\'', "ʼ"),
        bare,
        form.replace('ü', "ue"),
        form.replace('ü', "u\u{308}"),
        letters(&|index, letter| if index == 1 { format!("{letter}\u{200b}") } else { letter.to_string() }),
        letters(&|index, letter| if index == 2 { format!("\u{ad}{letter}") } else { letter.to_string() }),
        letters(&|_, letter| format!("{letter}\u{2060}")),
        letters(&|index, letter| if index == 0 { format!("&#{};", u32::from(letter)) } else { letter.to_string() }),
        letters(&|index, letter| if index == 0 { format!("<b>{letter}</b>") } else { letter.to_string() }),
        letters(&|_, letter| match letter {
            'a'..='z' | 'A'..='Z' => {
                char::from_u32(u32::from(letter) + 0xfee0).expect("full-width letters").to_string()
            }
            other => other.to_string(),
        }),
        format!("({form})"),
        format!("“{form}”"),
        format!("{form}2"),
        format!("dr.{form}"),
        format!("x/{form}.html"),
    ]
}

#[test]
fn a_name_written_differently_is_refused() {
    let identities = identities();
    for (identity_index, identity) in identities.iter().enumerate().take(6) {
        for form in &identity.forms {
            for mutation in mutations(form) {
                let text = format!("<p>They said {mutation} was there.</p>");
                assert!(names(&inspect("r.html", text.as_bytes()), identity_index), "{mutation:?}");
            }
        }
    }
}

#[test]
fn other_words_pass() {
    let text = "Annabel, Hannah and Savannah sailed to any port; Elverna is no port, nor is an HCFC a fund. As if. Review board.";
    assert_eq!(inspect("r.txt", text.as_bytes()), []);
    let list = [identity(IdentityKind::Person, &["Asif", "Ian", "Theo Dora"], "")];
    let findings = Gate::new(&list).inspect("r.txt", b"as if i an, the O. Dora", &[]).expect("text is read");
    assert_eq!(findings, []);
}

#[test]
fn ways_to_reach_someone_are_refused() {
    let check = |planted: &str, rule: Rule| {
        let text = format!("please use {planted} for it");
        let page = html(&format!("<p>{text}</p>"));
        let (left, right) = planted.split_at(planted.len() / 2);
        let runs = format!("<w:p><w:r><w:t>at {left}</w:t></w:r><w:r><w:t>{right} too</w:t></w:r></w:p>");
        for (file_name, bytes) in [
            ("r.txt", text.as_bytes().to_vec()),
            ("r.html", page),
            ("r.docx", docx(&runs, "", &[])),
            ("t.csv", format!("a\n\"{planted}\"\n").into_bytes()),
        ] {
            let findings = Gate::new(&[]).inspect(file_name, &bytes, &[]).expect("the file is read");
            assert!(
                findings.iter().any(|finding| finding.what == What::Rule(rule)),
                "{planted} in {file_name}: {findings:?}"
            );
        }
    };
    check("a.b@mail.example", Rule::Email);
    check("@some_group", Rule::Handle);
    check("https://some.where/x", Rule::Web);
    check("www.some.where", Rule::Web);
    check("some-where.co.uk", Rule::Web);
    check("01632 960 417", Rule::Phone);
    check("+49 30 901820", Rule::Phone);
    check("(415) 555-0142", Rule::Phone);
    check("SW1A 1AA", Rule::Postcode);
    let link = docx("", "", &[("word/_rels/a.rels", b"<Relationship Target=\"https://some.where/x\"/>")]);
    assert_eq!(Gate::new(&[]).inspect("r.docx", &link, &[]).expect("the file is read").len(), 1);
}

#[test]
fn places_are_said_without_words() {
    let sentences = |file_name: &str, bytes: &[u8]| inspect(file_name, bytes).iter().map(describe).collect::<Vec<_>>();
    assert_eq!(
        sentences("r.md", "a\nbé Anna\n".as_bytes()),
        ["Identity 3 of the list is named by its form 1 (line 2, column 4)."]
    );
    assert_eq!(sentences("anna.md", b"x"), ["Identity 3 of the list is named by its form 1 (file name)."]);
    assert_eq!(
        sentences("r.zip", &archive(&[("b.txt", b"x"), ("anna.txt", b"on Anna")], "")),
        [
            "Identity 3 of the list is named by its form 1 (name of entry 2).",
            "Identity 3 of the list is named by its form 1 (entry 2, character 4).",
        ]
    );
    assert_eq!(
        sentences("r.docx", &docx("", "Anna", &[])),
        ["Identity 3 of the list is named by its form 1 (document properties)."]
    );
    assert_eq!(
        sentences("r.txt", b"ring 01632 960 999"),
        ["There is what looks like a telephone number (line 1, column 6)."]
    );
}

#[test]
fn a_place_in_markup_is_that_of_the_file() {
    let page = "<p>x &amp; y</p>\n<p>it <b>was</b> An<i>na</i></p>";
    let findings = inspect("r.html", page.as_bytes());
    assert_eq!(findings[0].place, Place::Line { line_number: 2, column_number: 18 });
}

#[test]
fn only_a_named_and_reasoned_decision_lets_a_form_pass() {
    let gate = Gate::new(&identities());
    let allowance = |form: &str, reason: &str, by: &str| Allowance {
        form: form.to_owned(),
        reason: reason.to_owned(),
        by: by.to_owned(),
    };
    let passes = |text: &str, allowances: &[Allowance]| {
        gate.inspect("r.txt", text.as_bytes(), allowances).expect("text is read").is_empty()
    };
    let public = allowance("harrowmere", "it publishes the study", "A. Researcher");
    assert!(passes("by Harrowmere itself", std::slice::from_ref(&public)));
    assert!(!passes("by Harrowmere Children's Fund", std::slice::from_ref(&public)));
    assert!(!passes("by Harrowmere and Anna", std::slice::from_ref(&public)));
    assert!(!passes("by Harrowmere", &[allowance("Harrowmere", " ", "A. Researcher")]));
    assert!(!passes("by Harrowmere", &[allowance("Harrowmere", "why not", "")]));
    assert!(!passes("by Harrowmere", &[allowance("*", "all", "A. Researcher"), allowance("", "all", "A. Researcher")]));
    let site = allowance("https://study.example/about", "the study's own page", "A. Researcher");
    assert!(!passes("see https://study.example/other", std::slice::from_ref(&site)));
}

#[test]
fn what_cannot_be_read_does_not_pass() {
    let gate = Gate::new(&identities());
    let whole = docx("", "", &[]);
    let cut = &whole[..whole.len() - 30];
    assert!(matches!(gate.inspect("r.docx", cut, &[]), Err(GateError::Archive { .. })));
    assert!(matches!(gate.inspect("r.gz", b"\x1f\x8b\x08rest", &[]), Err(GateError::Unreadable)));
    let mut nested = archive(&[("a.txt", b"x")], "");
    for _ in 0..4 {
        nested = archive(&[("a.zip", &nested)], "");
    }
    assert!(matches!(gate.inspect("r.zip", &nested, &[]), Err(GateError::TooDeep { .. })));
    let mut broken = whole;
    let middle = broken.windows(4).position(|window| window == b"PK\x03\x04").expect("the archive has entries") + 60;
    broken[middle] ^= 0xff;
    assert!(gate.inspect("r.docx", &broken, &[]).is_err());
}

#[test]
fn pixels_name_nobody() {
    assert_eq!(inspect("i.png", &png("drawn by verbatim")), []);
    assert!(names(&inspect("i.png", &png("drawn by anna")), 2));
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400), markup in "[<>&;/!\\-a-z\"'= ]{0,80}") {
        for (file_name, bytes) in [("a.html", &bytes[..]), ("a.docx", &bytes), ("a.html", markup.as_bytes()), ("a.md", markup.as_bytes())] {
            let _unread = Gate::new(&identities()).inspect(file_name, bytes, &[]).map(|findings| findings.len());
        }
        let packed = [b"PK\x03\x04", &bytes[..]].concat();
        let _unread = Gate::new(&identities()).inspect("a.docx", &packed, &[]).map(|findings| findings.len());
    }

    #[test]
    fn a_name_among_any_words_is_found(before in "[a-z .,<&;%\\\\]{0,30}", after in "[a-z .,>&;%\\\\]{0,30}", cut in 1usize..8) {
        let text = format!("{before} Ormskerry {after}");
        prop_assert!(names(&inspect("a.csv", text.as_bytes()), 0), "{}", text);
        let (left, right) = "Ormskerry".split_at(cut);
        let text = format!("<p>{}</p><p>{left}<b class=\"x\">{right}</b></p>", before.replace('<', "&lt;"));
        prop_assert!(names(&inspect("a.html", text.as_bytes()), 0), "{}", text);
    }
}
