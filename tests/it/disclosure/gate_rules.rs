//! Numbers and addresses that the gate knows by itself, in every format; and what it lets pass.

use verbatim::disclosure::{Gate, Rule, What};

use super::files::{docx, html, xlsx};

fn rules(file_name: &str, bytes: &[u8]) -> Vec<Rule> {
    let findings = Gate::new(&[]).inspect(file_name, bytes, &[]).expect("the file is read");
    let rules = findings.iter().filter_map(|finding| match finding.what {
        What::Rule(rule) => Some(rule),
        _ => None,
    });
    rules.collect()
}

fn refused(rule: Rule, planted: &[&str]) {
    for planted in planted {
        let (left, right) = planted.split_at(planted.len() / 2);
        let runs = format!("<w:p><w:r><w:t>at {left}</w:t></w:r><w:r><w:t>{right} too</w:t></w:r></w:p>");
        let cell = format!("<si><r><t>is {left}</t></r><r><t>{right}</t></r></si>");
        let spaced = planted.replace(' ', "&nbsp;");
        for (file_name, bytes) in [
            ("r.txt", format!("it is {planted}, or").into_bytes()),
            ("r.md", format!("it is **{planted}**, or\n").into_bytes()),
            ("r.tex", format!("\\section{{A}} it is {planted}, or\n").into_bytes()),
            ("t.csv", format!("a,b\n1,\"{planted}\"\n").into_bytes()),
            ("r.html", html(&format!("<p>it is {left}<i>{right}</i>.</p>"))),
            ("r.html", html(&format!("<p>it is {spaced}.</p>"))),
            ("r.docx", docx(&runs, "", &[])),
            ("t.xlsx", xlsx(&cell, "", &[])),
        ] {
            let rules = rules(file_name, &bytes);
            assert!(rules.contains(&rule), "{planted} in {file_name}: {rules:?}");
        }
    }
}

fn passes(texts: &[&str]) {
    for text in texts {
        assert_eq!(rules("r.txt", text.as_bytes()), [], "{text}");
    }
}

#[test]
fn numbers_whose_check_digits_hold_are_refused() {
    refused(Rule::Nhs, &["943 476 5919", "9434765919", "401 023 2137"]);
    refused(Rule::Card, &["4111111111111111", "4111 1111 1111 1111", "3782 822463 10005", "5555-5555-5555-4444"]);
    refused(Rule::Iban, &["GB82 WEST 1234 5698 7654 32", "GB82WEST12345698765432", "DE89 3704 0044 0532 0130 00"]);
    passes(&[
        "943 476 5918",
        "9434765910",
        "ISBN 9434765919",
        "4111111111111112",
        "1111111111111117",
        "0.4111111111111111",
        "GB82 WEST 1234 5698 7654 33",
        "GB82 WEST 1234 5698",
    ]);
}

#[test]
fn numbers_with_a_grammar_of_their_own_are_refused() {
    refused(Rule::NationalInsurance, &["AB123456C", "AB 12 34 56 C", "AB-12-34-56-C"]);
    refused(Rule::Account, &["20-00-00 55779911", "20-00-00, account number 55779911"]);
    refused(Rule::SocialSecurity, &["460-89-9847"]);
    refused(Rule::DrivingLicence, &["MORGA657054SM9IJ", "MORGA 657054 SM9IJ"]);
    refused(Rule::Vehicle, &["AB51 CDE"]);
    refused(Rule::Network, &["192.168.10.254"]);
    passes(&[
        "GB123456C",
        "AB123456E",
        "000-12-3456",
        "MORGA699054SM9IJ",
        "AB51 THE",
        "version 192.168.10.254",
        "1.2.3.4",
        "20-00-00",
    ]);
}

/// Times, ratios and the colons of program code have the same signs.
#[test]
fn addresses_of_machines_are_refused() {
    refused(
        Rule::Network,
        &[
            "00:1a:2b:3c:4d:5e",
            "A4-5E-60-C2-11-0F",
            "2001:db8::8a2e:370:7334",
            "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
            "fe80::1ff:fe23:4567:890a",
            "fd12:3456:789a::1",
        ],
    );
    passes(&[
        "12:30:45",
        "00:12:30:45",
        "10:11:12:13:14:15",
        "10-11-12-13-14-15",
        "1:2:3:4:5:6:7:8",
        "1:2:3",
        "::",
        "std::vec::Vec",
        "a::b",
        "face::add1",
        "beef::cafe",
        "00:1a:2b:3c:4d:5e:6f",
        "00-1a-2b-3c-4d-5e-6f",
        "ab-cd-ef-ab-cd-ef",
        "2026-11-27T12:30:45",
        "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
        "anna:12",
        "Q7: 2001: a year",
    ]);
}

#[test]
fn street_addresses_are_refused() {
    refused(Rule::Address, &["12 Harrow Lane", "12a Chalfont St Giles Terrace", "27 Donington le Heath Lane"]);
    passes(&[
        "In 2019 Harrow Road was closed",
        "question 3 High Street",
        "£5 Park Lane",
        "12 of Harrow Lane",
        "20 years down the Road",
        "Harrow Lane",
    ]);
}

/// A date, an age, or the reference of an ethics committee is what a report may say.
#[test]
fn what_a_report_may_say_passes() {
    passes(&[
        "on 13 January 2019",
        "aged 43, born in 1974",
        "approved (ref: REC/2019/1234)",
        "N = 1,204; p < .001; 95% CI [0.12, 0.45]",
        "Q25_1,Q25_2 | 12 | 40 | 401 | 23",
        "10.1177/1609406919887274",
    ]);
}
