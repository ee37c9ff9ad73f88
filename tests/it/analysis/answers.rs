//! Answers by group, merged; priorities by respondent.

use verbatim::analysis::{Merger, Selection, answers_by_group, distinct_answers, priorities};

use super::small::{columns, words};

#[track_caller]
fn check(answers: &[&str], expected: &[(&str, u64)]) {
    let mut merger = Merger::default();
    for answer in answers {
        merger.push(answer, None);
    }
    let merged = merger.finish();
    let found: Vec<(&str, u64)> = merged.iter().map(|answer| (answer.text.as_str(), answer.count)).collect();
    assert_eq!(found, expected);
}

#[test]
fn answers_that_say_the_same_are_merged_in_the_first_spelling() {
    check(&["Staff training.", "staff  training", " STAFF TRAINING!? "], &[("Staff training.", 3)]);
    check(&["N/A", "n/a", "", " … "], &[("N/A", 2)]);
    check(&["b", "a", "c", "C."], &[("c", 2), ("a", 1), ("b", 1)]);
    check(&["staff-training", "staff training"], &[("staff training", 1), ("staff-training", 1)]);
    check(&["naïve", "naive"], &[("naive", 1), ("naïve", 1)]);
}

#[test]
fn a_groups_answers_leave_out_words_that_may_not_be_quoted() {
    let columns = columns();
    let sector = columns.attribute("sector");
    let all = Selection::default();
    let by_group = answers_by_group(&columns, 1, sector, &all, &words()).expect("the words are there");
    let said = |group: usize| by_group[group].1.iter().map(|answer| answer.text.as_str()).collect::<Vec<_>>();
    assert_eq!((by_group[1].0, said(1)), (2, vec!["More staff training."]));
    assert_eq!((by_group[0].0, said(0)), (1, vec!["more  staff training"]));
    assert_eq!((by_group[2].0, said(2)), (1, vec!["No idea"]));
}

#[test]
fn different_answers_stand_once_with_their_people_and_codes() {
    let columns = columns();
    let all = distinct_answers(&columns, 1, &Selection::default(), &words()).expect("the words are there");
    let found: Vec<(&str, u64, u64)> =
        all.answers.iter().map(|answer| (answer.text.as_str(), answer.count, answer.cases)).collect();
    assert_eq!(found, [("More staff training.", 2, 2), ("No idea", 1, 1)]);
    assert_eq!((all.count, all.unquoted), (3, 1));
    let coded: Vec<bool> = all.answers.iter().map(|answer| !answer.codes.is_empty()).collect();
    assert_eq!(coded, [true, false]);
}

#[test]
fn ticked_options_are_counted_one_by_one() {
    let columns = columns();
    let by_group = answers_by_group(&columns, 4, None, &Selection::default(), &words()).expect("nothing is read");
    let found: Vec<(&str, u64)> = by_group[0].1.iter().map(|answer| (answer.text.as_str(), answer.count)).collect();
    assert_eq!((by_group[0].0, found), (3, vec![("Phone", 3), ("Chat", 1)]));
}

#[test]
fn priorities_keep_the_order_of_the_file() {
    let columns = columns();
    let groups = priorities(&columns, &[1, 4], None, &words()).expect("the words are there");
    assert_eq!(groups[0].respondents, 4);
    let rows: Vec<Vec<&str>> = groups[0]
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| cell.as_ref().map_or("N/A", |(words, _)| words.as_str())).collect())
        .collect();
    let expected =
        [vec!["More staff training.", "Chat; Phone"], vec!["more  staff training", "Phone"], vec!["No idea", "phone"]];
    assert_eq!(rows, expected);
}
