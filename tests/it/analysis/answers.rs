//! Answers by group, merged; priorities by respondent.

use proptest::prelude::*;
use verbatim::analysis::{
    AttributeBuilder, Columns, Contents, ContentsError, GroupAnswers, KeptCase, Merge, Merger, Place, Priority,
    Selection, answers_by_group, distinct_answers, priorities,
};
use verbatim::model::{CaseId, CaseKind, Consent, SegmentId, Span, TextId};

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
    let by_group = answers_by_group(&columns, 1, sector, &all, Merge::Exact, &words()).expect("the words are there");
    let said = |group: usize| by_group[group].answers.iter().map(|answer| answer.text.as_str()).collect::<Vec<_>>();
    assert_eq!((by_group[1].respondents, said(1)), (2, vec!["More staff training."]));
    assert_eq!((by_group[0].respondents, said(0)), (1, vec!["more  staff training"]));
    assert_eq!((by_group[2].respondents, said(2)), (1, vec!["No idea"]));
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
    let by_group =
        answers_by_group(&columns, 4, None, &Selection::default(), Merge::Exact, &words()).expect("nothing is read");
    let found: Vec<(&str, u64)> =
        by_group[0].answers.iter().map(|answer| (answer.text.as_str(), answer.count)).collect();
    assert_eq!((by_group[0].respondents, found), (3, vec![("Phone", 3), ("Chat", 1)]));
}

#[test]
fn priorities_keep_the_order_of_the_file() {
    let columns = columns();
    let groups = priorities(&columns, &[1, 4], None, &words()).expect("the words are there");
    assert_eq!(groups[0].respondents, 4);
    let rows: Vec<Vec<&str>> = groups[0].rows.iter().map(|row| row.iter().map(said).collect()).collect();
    let expected =
        [vec!["More staff training.", "Chat; Phone"], vec!["more  staff training", "Phone"], vec!["No idea", "phone"]];
    assert_eq!(rows, expected);
}

fn said(priority: &Priority) -> &str {
    match priority {
        Priority::Given(words, _) => words,
        Priority::Blank => "N/A",
        Priority::NotApplicable => "does not apply",
        Priority::NotAsked => "not asked",
    }
}

/// Answers to one open question, one a respondent, by text number.
struct Texts(Vec<String>);

impl Contents for Texts {
    fn content(&self, text: TextId) -> Result<String, ContentsError> {
        Ok(self.0[text.0 as usize].clone())
    }

    fn segment_span(&self, _: TextId, _: SegmentId) -> Result<Option<Span>, ContentsError> {
        Ok(None)
    }
}

/// A survey of one open question, its respondents in turn of group a and b.
fn open_survey(answers: &[String]) -> Columns {
    let mut columns = Columns { questions: vec![columns().questions[1].clone()], ..Columns::default() };
    let mut group = AttributeBuilder::new("group", answers.len());
    for case in 0..u32::try_from(answers.len()).expect("few answers") {
        columns.cases.push(KeptCase {
            id: CaseId(case),
            kind: CaseKind::Respondent,
            consent: Consent::Quote,
            source_index: Some(0),
            name: &format!("R{case}"),
            label: "",
            row_number: case,
        });
        group.set(case, ["a", "b"][case as usize % 2]).expect("two values");
        columns.segments.set(SegmentId(case), Place { source_index: 0, case_index: case, question_index: Some(0) });
    }
    columns.attributes.push(group.finish());
    columns
}

fn by_group(answers: &[&str], merge: Merge) -> Vec<GroupAnswers> {
    let answers: Vec<String> = answers.iter().map(|&answer| answer.to_owned()).collect();
    let columns = open_survey(&answers);
    let group = columns.attribute("group");
    let contents = Texts(answers);
    answers_by_group(&columns, 0, group, &Selection::default(), merge, &contents).expect("the words are there")
}

fn listed(group: &GroupAnswers) -> Vec<String> {
    group.answers.iter().map(|answer| format!("{} ×{}", answer.text, answer.count)).collect()
}

/// What is near is decided over all groups; each group's answer is in a spelling that somebody of the group used.
#[test]
fn near_answers_are_merged_within_their_group() {
    let answers = [
        "staff training",
        "Staff-training.",
        "staff training",
        "staff trianing",
        "staff trainings",
        "no staff training",
    ];
    let near = by_group(&answers, Merge::Near);
    assert_eq!(listed(&near[0]), ["staff training ×3"]);
    assert_eq!(listed(&near[1]), ["Staff-training. ×2", "no staff training ×1"]);
    assert_eq!((near[0].respelt, near[1].respelt), (1, 1));
    let exact = by_group(&answers, Merge::Exact);
    assert_eq!(listed(&exact[0]), ["staff training ×2", "staff trainings ×1"]);
    let none = by_group(&answers, Merge::None);
    assert_eq!(listed(&none[0]), ["staff training ×1", "staff training ×1", "staff trainings ×1"]);
    assert!(none[1].answers.iter().all(|answer| answer.place.is_some()));
}

proptest! {
    /// However answers are merged, each is counted once in its group, and what is printed somebody of the group wrote.
    #[test]
    fn merging_loses_no_answer(
        answers in prop::collection::vec("(more|no)? ?(training|trainings|trianing|supervision)[.!-]?( [12])?", 1..24)
    ) {
        let answers: Vec<&str> = answers.iter().map(String::as_str).collect();
        let mut different = Vec::new();
        for merge in [Merge::None, Merge::Exact, Merge::Near] {
            let found = by_group(&answers, merge);
            for (group, answered) in found.iter().zip([answers.len().div_ceil(2), answers.len() / 2, 0]) {
                prop_assert_eq!(group.respondents, answered as u64);
                prop_assert_eq!(group.answers.iter().map(|answer| answer.count).sum::<u64>(), group.respondents);
            }
            for (at, group) in found.iter().take(2).enumerate() {
                let own: Vec<&str> = answers.iter().skip(at).step_by(2).map(|answer| answer.trim()).collect();
                prop_assert!(group.answers.iter().all(|answer| own.contains(&answer.text.as_str())));
            }
            different.push(found.iter().map(|group| group.answers.len()).sum::<usize>());
        }
        prop_assert!(different[0] >= different[1] && different[1] >= different[2], "{:?}", different);
    }
}
