//! Tests of the station `text`.

mod correcting;
mod cutting;
mod echoes;
mod quoting;
mod slips;
mod snapping;
mod units;

use proptest::prelude::*;
use verbatim::text::{Stems, is_word_char, normalise, sentences, variable_names, word_count, words};

fn check_words(text: &str, expected: &[&str]) {
    assert_eq!(words(text).map(|word| word.text).collect::<Vec<_>>(), expected, "{text}");
}

fn check_sentences(text: &str, expected: &[&str]) {
    let found: Vec<&str> = sentences(text).into_iter().map(|span| span.of_text(text)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn words_keep_apostrophes_and_part_at_hyphens() {
    check_words("I don't know, e-mail me.", &["I", "don't", "know", "e", "mail", "me"]);
    check_words("the staff’s rota’", &["the", "staff’s", "rota"]);
    check_words("R&D in 2024", &["R", "D", "in", "2024"]);
    check_words("हिन्दी भाषा", &["हिन्दी", "भाषा"]);
    check_words("", &[]);
    assert_eq!(word_count("one two — three"), 3);
}

#[test]
fn names_of_columns_are_what_statistics_programs_take() {
    let check = |names: &[&str], expected: &[&str]| {
        assert_eq!(variable_names(names.iter().copied(), &["case"]), expected, "{names:?}");
    };
    check(&["staff-training", "more_staff", "Q20.1"], &["staff_training", "more_staff", "Q20_1"]);
    check(&["Fälle & Ängste", "2nd wave", "нет", ""], &["Falle_Angste", "v_2nd_wave", "v", "v_2"]);
    check(&["a-b", "A_B", "a.b"], &["a_b", "A_B_2", "a_b_3"]);
    check(&["case", "With", "if"], &["case_2", "With_2", "if_2"]);
    let long = "x".repeat(80);
    check(&[&long, &long], &[&"x".repeat(64), &format!("{}_2", "x".repeat(62))]);
}

proptest! {
    #[test]
    fn names_of_columns_are_legal_and_unlike(names in prop::collection::vec(any::<String>(), 0..20)) {
        let made = variable_names(names.iter().map(String::as_str), &[]);
        prop_assert_eq!(made.len(), names.len());
        for name in &made {
            prop_assert!(name.len() <= 64 && name.starts_with(|first: char| first.is_ascii_alphabetic()));
            prop_assert!(name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'));
        }
        let unlike: std::collections::BTreeSet<String> = made.iter().map(|name| name.to_lowercase()).collect();
        prop_assert_eq!(unlike.len(), made.len());
        // What is legal stays as it is, so that making names twice changes nothing.
        prop_assert_eq!(variable_names(made.iter().map(String::as_str), &[]), made);
    }
}

/// The same by its definition, letter by letter.
fn plainly(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let mut found = vec![String::new()];
    for (index, &letter) in letters.iter().enumerate() {
        let within = found.last().is_some_and(|word| !word.is_empty());
        let joins = matches!(letter, '\'' | '’') && letters.get(index + 1).is_some_and(|next| next.is_alphabetic());
        match found.last_mut() {
            Some(word) if is_word_char(letter) || (within && joins) => word.push(letter),
            _ if within => found.push(String::new()),
            _ => {}
        }
    }
    found.retain(|word| !word.is_empty());
    found
}

proptest! {
    #[test]
    fn words_are_found_as_they_are_defined(text in "[a-zA-Z0-9 '’é\u{301}中ΣİR&\n.-]{0,60}|\\PC{0,30}") {
        let found: Vec<&str> = words(&text).map(|word| word.text).collect();
        prop_assert_eq!(&found, &plainly(&text));
        prop_assert_eq!(word_count(&text), found.len() as u64);
    }
}

#[test]
fn sentences_end_at_stops_and_lines_but_not_after_titles() {
    check_sentences(
        "We wait. And wait!\nThen Dr. Osei rang. Fine.",
        &["We wait.", "And wait!", "Then Dr. Osei rang.", "Fine."],
    );
    check_sentences("It costs 2.5 posts. So there", &["It costs 2.5 posts.", "So there"]);
    check_sentences("  \n ", &[]);
}

#[test]
fn normal_text_has_one_line_end_and_composed_letters() {
    assert_eq!(normalise("\u{feff}a\r\nb\rc\0"), "a\nb\nc");
    assert_eq!(normalise("re\u{301}sume\u{301}"), "résumé");
}

#[test]
fn stems_join_the_forms_of_a_word() {
    let stems = Stems::of_language("en-GB").expect("English is built in");
    assert_eq!(stems.stem("training"), stems.stem("trained"));
    assert!(Stems::of_language("klingon").is_none());
}

#[test]
fn no_is_an_abbreviation_only_before_a_number() {
    check_sentences("No. We are not. See no. 5 below.", &["No.", "We are not.", "See no. 5 below."]);
}

proptest! {
    /// Sentences of ASCII text are found by a short cut. A Greek letter at the end of the last line, where it decides
    /// nothing, sends the same text the long way.
    #[test]
    fn the_short_cut_for_ascii_finds_the_same_sentences(text in "([a-cA-C0-2]{0,2}[.?! \n\t,;:()'\"-]{0,3}){0,12}") {
        let long_way = format!("{text}\nβ");
        let mut expected = sentences(&long_way);
        expected.pop();
        prop_assert_eq!(sentences(&text), expected);
    }
}
