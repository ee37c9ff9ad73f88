//! Which answers pass, in which order.

use verbatim::project::{AnswerFilter, AnswerOrder, AnswerSort, AnswerState, Likeness, Quiet};

use super::{answer, attribute, listed, only, study, together};

#[test]
fn answers_stand_in_the_order_of_the_file_and_nobody_who_is_left_out_is_among_them() {
    let (_sandbox, mut project, survey) = study();
    let all = listed(&mut project, &survey, &AnswerFilter::default(), &AnswerOrder::default());
    assert_eq!(all, "R1 R2 R4 R5 R6 R8 R9");
    assert_eq!(project.respondent_counts(&survey).expect("they are counted"), (8, 1));
}

#[test]
fn blank_is_not_the_same_as_not_asked_and_not_applicable() {
    let (_sandbox, mut project, survey) = study();
    let list = project.list_answers(&survey, "why", &AnswerFilter::default(), &AnswerOrder::default(), &Quiet);
    let counts = list.expect("it is an open question").counts;
    assert_eq!((counts.answered, counts.blank, counts.not_asked, counts.not_applicable), (4, 2, 1, 1));
}

#[test]
fn answers_are_filtered_by_what_respondents_have() {
    let (_sandbox, mut project, survey) = study();
    let mut check = |filter: AnswerFilter, expected: &str| {
        assert_eq!(listed(&mut project, &survey, &filter, &AnswerOrder::default()), expected, "{filter:?}");
    };
    check(only(attribute("sector"), &[Some("Schools")]), "R1 R2");
    check(only(attribute("SECTOR"), &[Some("Schools"), Some("Clinics")]), "R1 R2 R4 R5 R6 R9");
    check(only(attribute("sector"), &[None]), "R8");
    check(only(answer("rating"), &[Some("4"), Some("1")]), "R1 R5 R6");
    check(only(answer("rating"), &[Some("7")]), "");
}

#[test]
fn answers_are_filtered_by_codes_and_words() {
    let (_sandbox, mut project, survey) = study();
    let mut check = |code: Option<&str>, state: Option<AnswerState>, query: Option<&str>, expected: &str| {
        let filter = AnswerFilter {
            code: code.map(str::to_owned),
            query: query.map(str::to_owned),
            state,
            ..AnswerFilter::default()
        };
        assert_eq!(listed(&mut project, &survey, &filter, &AnswerOrder::default()), expected, "{filter:?}");
    };
    check(None, Some(AnswerState::Uncoded), None, "R6");
    check(Some("training"), None, None, "R1 R5");
    check(Some("Training"), Some(AnswerState::Uncoded), None, "R2 R4 R6 R8 R9");
    check(Some("posts"), Some(AnswerState::Proposed), None, "R5");
    check(Some("posts"), Some(AnswerState::Coded), Some("new"), "");
    check(None, None, Some("longer AND funding"), "R2 R4 R8 R9");
}

#[test]
fn answers_are_sorted_by_words_length_and_any_column() {
    let (_sandbox, mut project, survey) = study();
    let mut check = |sort: AnswerSort, descending: bool, expected: &str| {
        let order = AnswerOrder { sort, descending, likeness: Likeness::Apart };
        assert_eq!(listed(&mut project, &survey, &AnswerFilter::default(), &order), expected, "{order:?}");
    };
    check(AnswerSort::File, true, "R9 R8 R6 R5 R4 R2 R1");
    check(AnswerSort::Words, false, "R4 R8 R2 R9 R1 R6 R5");
    check(AnswerSort::Length, false, "R2 R4 R8 R9 R6 R5 R1");
    // Numbers by size, not by their first digit.
    check(AnswerSort::Values(answer("rating")), false, "R5 R2 R8 R1 R6 R4 R9");
    check(AnswerSort::Values(answer("rating")), true, "R9 R4 R6 R1 R8 R2 R5");
    // Whoever states none comes last either way.
    check(AnswerSort::Values(attribute("sector")), false, "R4 R5 R6 R9 R1 R2 R8");
    check(AnswerSort::Values(attribute("sector")), true, "R2 R1 R9 R6 R5 R4 R8");
    // Options in the order in which they were shown.
    check(AnswerSort::Values(answer("sector")), false, "R1 R2 R4 R5 R6 R9 R8");
}

#[test]
fn answers_that_say_the_same_stand_together_the_frequent_first() {
    let (_sandbox, mut project, survey) = study();
    let mut check = |likeness: Likeness, expected: &str| {
        let order = together(likeness);
        assert_eq!(listed(&mut project, &survey, &AnswerFilter::default(), &order), expected, "{likeness:?}");
    };
    check(Likeness::Apart, "R1 R2 R4 R5 R6 R8 R9");
    check(Likeness::Identical, "R2+R4+R8 R1 R5 R6 R9");
    check(Likeness::Near, "R2+R4+R8+R9 R1 R5 R6");
}

#[test]
fn what_is_not_there_is_said_with_what_may_be_meant() {
    let (_sandbox, mut project, survey) = study();
    let mut ask = |question: &str| {
        let list = project.list_answers(&survey, question, &AnswerFilter::default(), &AnswerOrder::default(), &Quiet);
        list.expect_err("that is no open question").to_string()
    };
    assert_eq!(ask("neds"), "survey has no question \"neds\"; did you mean \"needs\"?");
    assert_eq!(ask("rating"), "rating is no open question: nothing of it is coded");
    let error = project.survey("ben", &Quiet).expect_err("that is an interview").to_string();
    assert_eq!(error, "transcripts/ben.txt is no survey: its answers cannot be shown in a grid");
}
