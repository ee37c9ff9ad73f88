//! Whether a text names someone, or repeats what they said.

use verbatim::text::Echo;

fn echo() -> Echo {
    let mut echo = Echo::default();
    for name in ["Ana", "Ana Lyst", "transcripts/ana.txt", "17", "R"] {
        echo.add_name(name);
    }
    echo.add_words("We would like a longer lease, please, by the end of the year.");
    echo
}

#[test]
fn names_are_found_as_whole_words_and_replaced() {
    let check = |text: &str, expected: Option<&str>| {
        assert_eq!(echo().without_names(text, "[x]").as_deref(), expected, "{text}");
        assert_eq!(echo().is_named_in(text), expected.is_some(), "{text}");
    };
    check("As ANA said to Ana Lyst.", Some("As [x] said to [x]."));
    check("transcripts/ana.txt", Some("[x]"));
    check("Ana’s view; Lyst's too", None);
    check("Ananas, Diana and 17 R", None);
    check("Ana", Some("[x]"));
    check("", None);
}

#[test]
fn five_words_in_a_row_are_a_quotation() {
    let check = |text: &str, expected: bool| assert_eq!(echo().is_quoted_in(text), expected, "{text}");
    check("They \"would LIKE a longer lease\".", true);
    check("would like a longer", false);
    check("by the end of the year", false);
    check("we would like one; a longer lease, please", false);
    assert!(!Echo::default().is_quoted_in("would like a longer lease"));
}
