//! What is known by its shape, and what only looks like it.

use verbatim::disclosure::{Gate, Pseudonymiser};

fn check(text: &str, expected: &str) {
    let done = Pseudonymiser::new(&[]).pseudonymise(text);
    assert_eq!(done.text, expected, "{text}");
}

/// Nothing is replaced.
fn stays(text: &str) {
    check(text, text);
}

#[test]
fn e_mail_addresses() {
    check("write to anna.b+x@mail.example.org.", "write to [e-mail removed].");
    check("(renée.o’neil@dépôt.fr)", "([e-mail removed])");
    check("A_B-C@x.co.uk, please", "[e-mail removed], please");
    check("'me@here.org'", "'[e-mail removed]'");
    stays("two @ a time");
    stays("user@host");
}

#[test]
fn handles() {
    check("we are @some_group.", "we are [handle removed].");
    check("follow @one.two and (@three)", "follow [handle removed] and ([handle removed])");
    check("on @name@server.social today", "on [handle removed] today");
    stays("3 @ 4 pm, @ home, @5");
}

#[test]
fn web_addresses() {
    check("see https://a.example/b?c=d#e, or not", "see [web address removed], or not");
    check("(www.some-where.test)", "([web address removed])");
    check("it is somewhere.co.uk/path.", "it is [web address removed].");
    check("chat.help.example is open", "[web address removed] is open");
    stays("At the end.In the beginning");
    stays("it was done.so we left, e.g. here, i.e. there, vs. them");
    stays("section 3.5 and report.docx and 10.15");
}

#[test]
fn telephone_numbers() {
    for number in [
        "01632 960417",
        "(01632) 960 417",
        "01632-960-417",
        "07700900123",
        "07700 900 123",
        "020 7946 0018",
        "(020) 7946 0018",
        "+44 20 7946 0018",
        "+44 (0)20 7946 0018",
        "0044 20 7946 0018",
        "0800 1111",
        "08001111",
        "0845 46 47 00",
        "+49 30 901820",
        "+1 415-555-0142",
        "(415) 555-0142",
        "415-555-0142",
        "415.555.0142",
        "1-415-555-0142",
        "07700\u{a0}900123",
    ] {
        check(&format!("ring {number}, or"), "ring [phone removed], or");
    }
    check("in 2019 01632 960417 was new", "in 2019 [phone removed] was new");
}

#[test]
fn numbers_that_are_no_telephone_numbers() {
    for text in [
        "from 2018 2019 2020 to 2021",
        "£10 000 000 or 10,000,000",
        "3.14159265358979",
        "10:30-11:45",
        "00:12:04.500",
        "01/02/2019",
        "2019-02-01",
        "2019-02-01 10 30",
        "01.02.2019",
        "version 1.10.2019.4",
        "45 67 89 12 34",
        "1 234 567 890",
        "0.0012345678",
        "id4157770123456",
        "0012",
        "100 200 3000",
        "415 555 0142",
        "12345678901",
        "37.5% of 0123456789%",
    ] {
        stays(text);
    }
}

#[test]
fn postcodes() {
    check("at SW1A 1AA since", "at [postcode removed] since");
    check("m1 1ae and LS29JT", "[postcode removed] and [postcode removed]");
    stays("in Q22 3rd place, P3 1st, e2 1st, B12 3rd");
    stays("colour #e21ab0, part X1 1AA, code ZZ9 9ZZ, ab12cd");
}

/// Found by fuzzing: signs beside them made no difference to the gate.
#[test]
fn signs_beside_a_number_or_an_address_do_not_hide_it() {
    for (text, expected) in [
        ("----943 476 5919----U", "----[NHS number removed]----U"),
        ("15\",943 476 5919-11-12-13", "15\",[NHS number removed]-11-12-13"),
        ("095 943 476 5919--> 00:30:45.598", "095 [NHS number removed]--> 00:30:45.598"),
        ("\"fe80::\u{fffd}1ff:fe23\"", "\"[network address removed]\u{fffd}1ff:fe23\""),
        ("q    \"146 Dobwalls Avenue\",", "q    \"[address removed]\","),
        ("at 00-1a-2b-3c-4d-5e-, or", "at [network address removed]-, or"),
        ("ring (020) .7946 0018, or", "ring [phone removed], or"),
        ("ring (01632) \u{a0}960 417, or", "ring [phone removed], or"),
        ("1:92.168.10.254 and 10:11:56.150.20.30", "1:[network address removed] and 10:11:[network address removed]"),
    ] {
        check(text, expected);
        let findings = Gate::new(&[]).inspect("a.txt", expected.as_bytes(), &[]).expect("it can be read");
        assert_eq!(findings, [], "{expected}");
    }
    stays("see q 146 Dobwalls Avenue");
    stays("00-1a-2b-3c-4d-5e-6f and 2001: and 12::");
    stays("from 10:11:56 to 10:11:58");
}
