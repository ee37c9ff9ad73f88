//! Closed questions: who answered, scales, options, rank orders.

use proptest::prelude::*;
use verbatim::analysis::{
    AskedQuestion, AttributeBuilder, Cases, Columns, ItemSummary, KeptCase, Responses, Standing, choices, ranks, scale,
};
use verbatim::model::{
    CaseId, CaseKind, Condition, Consent, Question, QuestionId, QuestionType, SourceId, SourceKind, Unanswered,
};

/// A survey: questions with one answer a respondent, and the respondents' groups.
fn survey(questions: Vec<AskedQuestion>, groups: &[&str]) -> Columns {
    let mut cases = Cases::default();
    let mut group = AttributeBuilder::new("group", groups.len());
    for (row, name) in (0..).zip(groups) {
        cases.push(KeptCase {
            id: CaseId(row),
            kind: CaseKind::Respondent,
            // The last one may not be quoted.
            consent: if row as usize + 1 == groups.len() { Consent::Analyse } else { Consent::Quote },
            source_index: Some(0),
            name: &format!("R{row}"),
            label: "",
            row_number: row,
        });
        group.set(row, name).expect("few values");
    }
    let source =
        verbatim::analysis::SourceColumn { id: SourceId(1), path: "a.csv".to_owned(), kind: SourceKind::Survey };
    Columns { sources: vec![source], cases, attributes: vec![group.finish()], questions, ..Columns::default() }
}

fn question(code: &str, kind: QuestionType, options: &[&str], answers: &[&str]) -> AskedQuestion {
    let mut responses = Responses::default();
    for (case, answer) in (0..).zip(answers) {
        responses.push(case, answer);
    }
    let question = Question {
        id: QuestionId(0),
        code: code.to_owned(),
        wording: code.to_owned(),
        kind,
        options: options.iter().map(|&option| option.to_owned()).collect(),
        scale: None,
        shown_if: None,
        other_of: None,
    };
    AskedQuestion { question, sources: vec![0], responses: Some(responses.finish()) }
}

fn shown_if(mut question: AskedQuestion, code: &str, is: &str) -> AskedQuestion {
    let is = vec![is.to_owned()];
    let condition = Condition { question: code.to_owned(), is, is_not: Vec::new(), below: None, above: None };
    question.question.shown_if = Some(condition);
    question
}

const NA: &str = Unanswered::NotApplicable.word();
const NOT_ASKED: &str = Unanswered::NotAsked.word();

#[test]
fn blank_not_asked_and_not_applicable_are_counted_apart() {
    let scale = QuestionType::Scale;
    let columns = survey(
        vec![
            question("Q1", QuestionType::Single, &[], &["Yes", "Yes", "Yes", "Yes", "No", "", "No"]),
            shown_if(question("Q2", scale, &[], &["3", "", NA, NOT_ASKED, "", "", "4"]), "Q1", "yes"),
            question("Q3", scale, &[], &["1", "2", "", "", NA, NOT_ASKED, ""]),
        ],
        &["a", "a", "a", "b", "b", "b", ""],
    );
    let standing = |answered, not_applicable, blank, not_asked| Standing { answered, not_applicable, blank, not_asked };
    // The fifth and sixth failed the condition; the seventh did too, and answered all the same.
    assert_eq!(columns.standing(&[1]), standing(2, 1, 1, 3));
    assert_eq!(columns.standing(&[2]), standing(2, 1, 3, 1));
    // Of a block, one answer is enough, and "not applicable" to one item is more than blanks in the others.
    assert_eq!(columns.standing(&[1, 2]), standing(3, 2, 1, 1));
    let group = columns.attribute("group");
    assert_eq!(columns.standings(&[1], group), [standing(1, 1, 1, 0), standing(0, 0, 0, 3), standing(1, 0, 0, 0)]);
    let all = columns.standing(&[1, 2]);
    assert_eq!((all.asked(), all.kept()), (6, 7));

    let summary = scale_of(&columns, &[1, 2]);
    let items: Vec<(u64, u64, u64, u64)> =
        summary.total.items.iter().map(|item| (item.n, item.blank, item.not_applicable, item.not_asked)).collect();
    assert_eq!((summary.total.respondents, items), (3, vec![(2, 1, 0, 0), (2, 1, 0, 0)]));
    assert_eq!((summary.asked, summary.all_blank, summary.not_applicable), (6, 1, 2));
}

fn scale_of(columns: &Columns, items: &[usize]) -> verbatim::analysis::ScaleSummary {
    scale(columns, items, columns.attribute("group"))
}

/// One item's numbers: its spread as printed, in hundredths, and twice its median.
#[track_caller]
fn check(answers: &[i64], spread: Option<u64>, median_doubled: Option<i64>) {
    let mut item = ItemSummary::default();
    for &answer in answers {
        *item.points.entry(answer).or_default() += 1;
        item.sum += answer;
        item.n += 1;
    }
    assert_eq!((item.spread_hundredths(), item.median_doubled()), (spread, median_doubled), "{answers:?}");
}

#[test]
fn spread_and_median_are_those_of_the_textbooks() {
    // The example of Wikipedia's article on the standard deviation: 2 for a whole population, √(32/7) for a sample.
    check(&[2, 4, 4, 4, 5, 5, 7, 9], Some(214), Some(9));
    // NIST, Statistical Reference Datasets, NumAcc1: mean 10000002, standard deviation 1, exactly.
    check(&[10_000_001, 10_000_003, 10_000_002], Some(100), Some(20_000_004));
    // NIST NumAcc2 and NumAcc3 in tenths: 1001 of them, standard deviation 0.1, so 1.
    let mut alternating = vec![10_000_002];
    (0..500).for_each(|_| alternating.extend([10_000_001, 10_000_003]));
    check(&alternating, Some(100), Some(20_000_004));
    check(&[1, 7], Some(424), Some(8));
    check(&[3], None, Some(6));
    check(&[], None, None);
    check(&[-2, -1], Some(71), Some(-3));
    check(&[4, 4, 4], Some(0), Some(8));
    // √(3/2) / 10 … = 0.5 exactly on the border: (0, 1, 0, 1) has √(1/3) = 0.577.
    check(&[0, 1, 0, 1], Some(58), Some(1));
    check(&[i64::MAX, i64::MIN + 1, 0], None, Some(0));
}

#[test]
fn options_stand_in_the_questionnaires_order_also_those_nobody_chose() {
    let ticked = ["Phone\nChat", "phone", "Visit", "", NA, "Chat\nCarrier pigeon\ncarrier pigeon", "Fax"];
    let columns = survey(
        vec![question("Q1", QuestionType::Multiple, &["Visit", "Phone", "Letter", "Chat"], &ticked)],
        &["a", "a", "b", "b", "b", "a", "b"],
    );
    let found = choices(&columns, 0, columns.attribute("group"));
    assert_eq!(found.options, ["Visit", "Phone", "Letter", "Chat"]);
    assert_eq!(found.counts, [[0, 1, 0], [2, 0, 0], [0, 0, 0], [2, 0, 0]]);
    // Two wrote something else; the second may not be quoted.
    assert_eq!(found.unlisted, [1, 1, 0]);
    assert_eq!(found.unlisted_words, [("Carrier pigeon".to_owned(), 1)]);
    assert_eq!(found.several, 2);
    let answered: Vec<u64> = found.standings.iter().map(|standing| standing.answered).collect();
    assert_eq!(answered, [3, 2, 0]);
    // Without options in the plan, what was chosen is listed.
    let columns = survey(vec![question("Q1", QuestionType::Single, &[], &["b", "A", "B", "a"])], &["", "", "", ""]);
    let found = choices(&columns, 0, None);
    assert_eq!((found.options, found.counts), (vec!["A".to_owned(), "b".to_owned()], vec![vec![2], vec![2]]));
}

#[test]
fn rank_orders_count_only_the_places_that_were_given() {
    let rank = QuestionType::Rank;
    let columns = survey(
        vec![
            question("Q1_1", rank, &[], &["1", "2", "", "1", "9", NA]),
            question("Q1_2", rank, &[], &["2", "1", "", "1", "1", NA]),
            question("Q1_3", rank, &[], &["3", "", "", "x", "2", ""]),
        ],
        &["a", "a", "a", "b", "b", "b"],
    );
    let found = ranks(&columns, &[0, 1, 2], columns.attribute("group"), None);
    let totals: Vec<(u64, u64, u64, i64)> = (0..3)
        .map(|item| found.total(item))
        .map(|item| (item.ranked(), item.within(1), item.within(2), item.sum()))
        .collect();
    assert_eq!(totals, [(4, 2, 3, 13), (4, 3, 4, 5), (2, 0, 1, 5)]);
    assert_eq!((found.ties, found.unreadable, found.beyond), (1, 1, 0));
    assert_eq!(found.ranked_items.into_iter().collect::<Vec<_>>(), [(2, 2), (3, 2)]);
    // "The best three, moved to the top": what stands below was not moved.
    let best = ranks(&columns, &[0, 1, 2], None, Some(3));
    assert_eq!((best.total(0).ranked(), best.total(0).sum(), best.beyond), (3, 4, 1));
    let standing = columns.standing(&[0, 1, 2]);
    assert_eq!((standing.answered, standing.blank, standing.not_applicable), (4, 1, 1));
}

/// A cell of a survey: an answer, a blank, or why there is none.
fn any_cell(answers: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(answers.iter().copied().chain(["", NA, NOT_ASKED]).collect::<Vec<_>>())
}

proptest! {
    /// Nobody is lost and nobody counts twice: groups make the total, and the four reasons make all who were kept.
    #[test]
    fn groups_and_reasons_add_up(
        answers in prop::collection::vec(
            (any_cell(&["Yes", "No"]), any_cell(&["1", "2", "3", "7"]), any_cell(&["a", "a\nb", "c\nz"]), prop::sample::select(vec!["x", "y", ""])),
            1..30,
        )
    ) {
        let of = |column: fn(&(&'static str, &'static str, &'static str, &'static str)) -> &'static str| answers.iter().map(column).collect::<Vec<_>>();
        let columns = survey(
            vec![
                question("Q1", QuestionType::Single, &["Yes", "No"], &of(|row| row.0)),
                shown_if(question("Q2", QuestionType::Scale, &[], &of(|row| row.1)), "Q1", "Yes"),
                question("Q3", QuestionType::Multiple, &["a", "b", "c"], &of(|row| row.2)),
            ],
            &of(|row| row.3),
        );
        let kept = answers.len() as u64;
        let group = columns.attribute("group");
        for block in [vec![0], vec![1], vec![2], vec![0, 1], vec![0, 1, 2]] {
            let all = columns.standing(&block);
            prop_assert_eq!(all.kept(), kept);
            let groups = columns.standings(&block, group);
            prop_assert_eq!(groups.iter().map(|group| group.answered).sum::<u64>(), all.answered);
            prop_assert_eq!(groups.iter().map(|group| group.blank).sum::<u64>(), all.blank);
            prop_assert_eq!(groups.iter().map(|group| group.not_applicable).sum::<u64>(), all.not_applicable);
        }
        let summary = scale(&columns, &[1], group);
        let item = &summary.total.items[0];
        prop_assert_eq!(summary.groups.iter().map(|group| group.items[0].sum).sum::<i64>(), item.sum);
        prop_assert_eq!(item.points.values().sum::<u64>(), item.n);
        prop_assert_eq!(item.within(i64::MIN, i64::MAX), item.n);
        let standing = columns.standing(&[1]);
        prop_assert_eq!(
            (summary.total.respondents, summary.all_blank, summary.not_applicable, summary.asked),
            (standing.answered, standing.blank, standing.not_applicable, standing.asked())
        );
        let by_group = choices(&columns, 2, group);
        let total = choices(&columns, 2, None);
        for (groups, all) in by_group.counts.iter().zip(&total.counts) {
            prop_assert_eq!(groups.iter().sum::<u64>(), all[0]);
        }
        prop_assert_eq!(by_group.unlisted.iter().sum::<u64>(), total.unlisted[0]);
        prop_assert!(total.counts.iter().all(|counts| counts[0] <= total.standings[0].answered));
        let ranked = ranks(&columns, &[1], group, None);
        prop_assert_eq!(ranked.total(0).ranked(), item.n);
        prop_assert_eq!(ranked.total(0).sum(), item.sum);
    }
}
