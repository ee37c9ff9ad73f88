//! What a survey's closed questions become: ratings, options, ranks; and answers that are nearly the same.

use insta::assert_snapshot;
use verbatim::analysis::{AskedQuestion, Columns, Responses};
use verbatim::model::{QuestionType, Unanswered};
use verbatim::report::{Block, Figure, Recipe};

use super::{block, cook};
use crate::analysis::small;

const NA: &str = Unanswered::NotApplicable.word();

/// The small study with a rank order (Q5), a question of one option (Q6), one of several (Q7) and what was written beside it.
fn columns() -> Columns {
    let mut columns = small::columns();
    let model = columns.questions[4].clone();
    let mut add = |code: &str, kind: QuestionType, options: &[&str], answers: [&str; 5]| {
        let mut responses = Responses::default();
        for (case, answer) in (1..).zip(answers) {
            responses.push(case, answer);
        }
        let mut question = model.question.clone();
        code.clone_into(&mut question.code);
        code.clone_into(&mut question.wording);
        question.kind = kind;
        question.options = options.iter().map(|&option| option.to_owned()).collect();
        columns.questions.push(AskedQuestion { question, sources: vec![1], responses: Some(responses.finish()) });
    };
    add("Q5_1", QuestionType::Rank, &[], ["1", "2", "1", "", NA]);
    add("Q5_2", QuestionType::Rank, &[], ["2", "1", "5", "", NA]);
    add("Q5_3", QuestionType::Rank, &[], ["3", "", "2", "", ""]);
    add("Q6", QuestionType::Single, &["Yes", "No", "Perhaps"], ["Yes", "No", "yes", "", NA]);
    add("Q7", QuestionType::Multiple, &["Post", "Phone", "Chat"], ["Chat\nPhone", "Phone\nDrum", "", "Drum", "phone"]);
    // Q2 is what was written beside Q7.
    columns.questions[1].question.other_of = Some("Q7".to_owned());
    columns
}

fn printed(lines: &str) -> String {
    let chapter = cook(lines, &columns(), &small::codebook()).expect("a sound recipe");
    let blocks: Vec<String> = chapter.blocks.iter().map(one).collect();
    format!("# {}\n{}", chapter.title, blocks.join("\n"))
}

fn one(found: &Block) -> String {
    match found {
        Block::Figure(Figure::Bars { caption, unit, bars }) => {
            let bars = bars.iter().map(|bar| format!("{} {}", bar.label, super::cell(&bar.value)));
            format!("[bars: {caption}; {unit}: {}]", bars.collect::<Vec<_>>().join(", "))
        }
        Block::Figure(Figure::Diverging { caption, unit, points, rows }) => {
            let row = |row: &verbatim::report::DivergingRow| {
                let parts: Vec<String> = row.parts.iter().map(super::cell).collect();
                format!("{} (n = {}) {}", row.label, super::cell(&row.answered), parts.join(" "))
            };
            let rows: Vec<String> = rows.iter().map(row).collect();
            format!("[diverging: {caption}; {unit}; {}: {}]", points.join(" "), rows.join(", "))
        }
        other => block(other),
    }
}

#[test]
fn a_summary_has_n_mean_spread_and_median() {
    assert_snapshot!(printed("name = \"a\"\nkind = \"scale\"\nquestion = \"Q3\"\nshow = \"summary\""), @"
    # Ratings
    Item | n | Mean | SD | Median
    Q3_1 | 2 | 1.5 | 0.71 | 1.5
    Q3_2 | 2 | 5.5 | 2.12 | 5.5
    (Unit: cases. n: how many answered the item. Means to one decimal, half up. SD: standard deviation of the sample, √(Σ(x − mean)² / (n − 1)), to two decimals. Median: half-way between the two middle answers where n is even. Scale: 1 to 7.)
    (Base: 6 cases kept: answered 3, left the whole block blank 2, not asked 1.)
    (Left blank by respondents: Q3_2 1.)
    (Not asked of respondents: Q3_1 1.)
    ");
    assert_snapshot!(printed("name = \"a\"\nkind = \"scale\"\nquestion = \"Q3\"\nshow = \"summary\"\ngroup_by = \"sector\""), @"
    # Ratings by sector
    Sector | n | Mean | SD | Median
    = Q3_1 |  |  |  | 
    Charity | 1 | 2.0 |  | 2.0
    Policing | 1 | 1.0 |  | 1.0
    = Total | 2 | 1.5 | 0.71 | 1.5
    = Q3_2 |  |  |  | 
    Charity | 1 | 7.0 |  | 7.0
    Policing | 1 | 4.0 |  | 4.0
    = Total | 2 | 5.5 | 2.12 | 5.5
    (Unit: cases. n: how many answered the item. Means to one decimal, half up. SD: standard deviation of the sample, √(Σ(x − mean)² / (n − 1)), to two decimals. Median: half-way between the two middle answers where n is even. Scale: 1 to 7. Totals are over respondents, not over groups.)
    (Base: 6 cases kept: answered 3, left the whole block blank 2, not asked 1.)
    (Left blank by respondents: Q3_2 1.)
    (Not asked of respondents: Q3_1 1.)
    ");
}

#[test]
fn a_distribution_has_every_point_or_bands_of_them() {
    assert_snapshot!(printed("name = \"a\"\nkind = \"scale\"\nquestion = \"Q3\"\nshow = \"distribution\""), @"
    # Ratings
    Item | 1: n | 1: % | 2: n | 2: % | 3: n | 3: % | 4: n | 4: % | 5: n | 5: % | 6: n | 6: % | 7: n | 7: % | Answered
    Q3_1 | 1 | 1/2 | 1 | 1/2 | 0 | 0/2 | 0 | 0/2 | 0 | 0/2 | 0 | 0/2 | 0 | 0/2 | 2
    Q3_2 | 0 | 0/2 | 0 | 0/2 | 0 | 0/2 | 1 | 1/2 | 0 | 0/2 | 0 | 0/2 | 1 | 1/2 | 2
    (Unit: cases. Percentages are of those who answered the item, in the last column. Scale: 1 to 7.)
    (Base: 6 cases kept: answered 3, left the whole block blank 2, not asked 1.)
    (Left blank by respondents: Q3_2 1.)
    (Not asked of respondents: Q3_1 1.)
    [diverging: How is it?; % of those who answered; 1 2 3 4 5 6 7: Q3_1 (n = 2) 1/2 1/2 0/2 0/2 0/2 0/2 0/2, Q3_2 (n = 2) 0/2 0/2 0/2 1/2 0/2 0/2 1/2]
    ");
    let bands = "bands = [\"low: 1-3\", \"4\", \"high: 5-7\"]";
    assert_snapshot!(printed(&format!("name = \"a\"\nkind = \"scale\"\nquestion = \"Q3\"\nshow = \"distribution\"\ngroup_by = \"sector\"\n{bands}")), @"
    # Ratings by sector
    Sector | low (1–3): n | low (1–3): % | 4: n | 4: % | high (5–7): n | high (5–7): % | Answered
    = Q3_1 |  |  |  |  |  |  | 
    Charity | 1 | 1/1 | 0 | 0/1 | 0 | 0/1 | 1
    Policing | 1 | 1/1 | 0 | 0/1 | 0 | 0/1 | 1
    = Total | 2 | 2/2 | 0 | 0/2 | 0 | 0/2 | 2
    = Q3_2 |  |  |  |  |  |  | 
    Charity | 0 | 0/1 | 0 | 0/1 | 1 | 1/1 | 1
    Policing | 0 | 0/1 | 1 | 1/1 | 0 | 0/1 | 1
    = Total | 0 | 0/2 | 1 | 1/2 | 1 | 1/2 | 2
    (Unit: cases. Percentages are of those who answered the item, in the last column. Scale: 1 to 7. Totals are over respondents, not over groups.)
    (Base: 6 cases kept: answered 3, left the whole block blank 2, not asked 1.)
    (Left blank by respondents: Q3_2 1.)
    (Not asked of respondents: Q3_1 1.)
    [diverging: Q3_1; % of those who answered; low (1–3) 4 high (5–7): Charity (n = 1) 1/1 0/1 0/1, Policing (n = 1) 1/1 0/1 0/1, Total (n = 2) 2/2 0/2 0/2]
    [diverging: Q3_2; % of those who answered; low (1–3) 4 high (5–7): Charity (n = 1) 0/1 0/1 1/1, Policing (n = 1) 0/1 1/1 0/1, Total (n = 2) 0/2 1/2 1/2]
    ");
}

#[test]
fn options_by_group() {
    assert_snapshot!(printed("name = \"a\"\nkind = \"choices\"\nquestion = \"Q6\""), @"
    # Q6
    Option | All (3): Cases | All (3): %
    Yes | 2 | 2/3
    No | 1 | 1/3
    Perhaps | 0 | 0/3
    = Answered | 3 | 3/3
    (Unit: cases. Percentages are of those who answered the question, in brackets. Options in the order asked.)
    (Base: 6 cases kept: answered 3, left it blank 1, said that it does not apply 1, not asked 1.)
    [bars: Q6; % of 3 cases who answered: Yes 2/3, No 1/3, Perhaps 0/3]
    ");
    assert_snapshot!(printed("name = \"a\"\nkind = \"choices\"\nquestion = \"Q7\"\ngroup_by = \"sector\"\nshow = \"counts\""), @"
    # Q7
    Option | Charity (1) | Policing (2) | Not stated (1) | All (4)
    Post | 0 | 0 | 0 | 0
    Phone | 1 | 1 | 1 | 3
    Chat | 0 | 1 | 0 | 1
    Something else | 1 | 1 | 0 | 2
    (Unit: cases. Percentages are of those who answered the question, in brackets for each group. They could choose several, so percentages add up to more than 100. Options in the order asked.)
    (Base: 6 cases kept: answered 4, left it blank 1, not asked 1.)
    (2 cases chose more than one.)
    [bars: Q7; % of 4 cases who answered: Post 0/4, Phone 3/4, Chat 1/4, Something else 2/4]
    Something else
    Drum
    More staff training. ×2
    No idea
    (Unit: answers, those alike but for letter case, spaces and end marks once; only of those who agreed to be quoted.)
    ");
}

#[test]
fn rank_orders() {
    assert_snapshot!(printed("name = \"a\"\nkind = \"ranks\"\nquestion = \"Q5\"\norder = \"result\""), @"
    # Ranks
    Item | Among the first 3: Cases | Among the first 3: % | Lower | Ranked it | Mean rank
    Q5_1 | 3 | 3/3 | 0 | 3 | 1.3
    Q5_2 | 2 | 2/3 | 1 | 3 | 2.7
    Q5_3 | 2 | 2/3 | 0 | 2 | 2.5
    = Places given | 7 |  | 1 | 8 | 
    (Unit: cases. Percentages are of the 3 cases that ranked anything. The mean rank is over those who ranked the item, to one decimal, half up; 1 is the best.)
    (Base: 6 cases kept: answered 3, left the whole block blank 1, said that it does not apply 1, not asked 1.)
    (1 case ranked fewer than 3; what they ranked counts, what they did not is no lowest place.)
    [bars: What was put among the first 3; % of 3 cases that ranked anything: Q5_1 3/3, Q5_2 2/3, Q5_3 2/3]
    ");
    assert_snapshot!(printed("name = \"a\"\nkind = \"ranks\"\nquestion = \"Q5\"\nshow = \"distribution\""), @"
    # Ranks
    Item | 1st | 2nd | 3rd | Among the first 3: Cases | Among the first 3: % | Lower | Ranked it | Mean rank
    Q5_1 | 2 | 1 | 0 | 3 | 3/3 | 0 | 3 | 1.3
    Q5_2 | 1 | 1 | 0 | 2 | 2/3 | 1 | 3 | 2.7
    Q5_3 | 0 | 1 | 1 | 2 | 2/3 | 0 | 2 | 2.5
    = Places given | 3 | 3 | 1 | 7 |  | 1 | 8 | 
    (Unit: cases. Percentages are of the 3 cases that ranked anything. The mean rank is over those who ranked the item, to one decimal, half up; 1 is the best.)
    (Base: 6 cases kept: answered 3, left the whole block blank 1, said that it does not apply 1, not asked 1.)
    (1 case ranked fewer than 3; what they ranked counts, what they did not is no lowest place.)
    [bars: What was put among the first 3; % of 3 cases that ranked anything: Q5_1 3/3, Q5_2 2/3, Q5_3 2/3]
    ");
    assert_snapshot!(printed("name = \"a\"\nkind = \"ranks\"\nquestion = \"Q5\"\nplaces = 2\ngroup_by = \"sector\""), @"
    # Ranks by sector
    Item | Charity (2): Cases | Charity (2): % | Policing (1): Cases | Policing (1): % | All (3): Cases | All (3): %
    Q5_1 | 2 | 2/2 | 1 | 1/1 | 3 | 3/3
    Q5_2 | 1 | 1/2 | 1 | 1/1 | 2 | 2/3
    Q5_3 | 1 | 1/2 | 0 | 0/1 | 1 | 1/3
    (Unit: cases. Cases that put the item among the first 2. Percentages are of those who ranked anything, in brackets for each group.)
    (Base: 6 cases kept: answered 3, left the whole block blank 1, said that it does not apply 1, not asked 1.)
    (Respondents were asked for the first 2. What stands below them was not counted.)
    [bars: What was put among the first 2; % of 3 cases that ranked anything: Q5_1 3/3, Q5_2 2/3, Q5_3 1/3]
    ");
}

#[test]
fn answers_can_stand_as_they_were_given() {
    assert_snapshot!(printed("name = \"a\"\nkind = \"answers\"\nquestion = \"Q2\"\nmerge = \"none\""), @"
    # How is it? - Q2
     | How is it? - Q2
    All (4) | more  staff training; More staff training.; No idea
    (Unit: answers, each as it was given. Base: 4 cases who answered, of 6 kept; in brackets for each group.)
    (No answer: left it blank 1, not asked 1.)
    (Left out: the words of 1 case without consent to be quoted.)
    ");
    assert_snapshot!(printed("name = \"a\"\nkind = \"answers\"\nquestion = \"Q2\"\nmerge = \"near\"\ncounts = false"), @"
    # How is it? - Q2
     | How is it? - Q2
    All (4) | More staff training.; No idea
    (Unit: answers, those alike but for letter case, punctuation, a plural s or one slip of typing merged; 0 stand so in another spelling. Base: 4 cases who answered, of 6 kept; in brackets for each group.)
    (No answer: left it blank 1, not asked 1.)
    (Left out: the words of 1 case without consent to be quoted.)
    ");
}

#[track_caller]
fn refused(lines: &str, expected: &str) {
    let read: Result<Recipe, _> = toml::from_str(lines);
    let message = match read {
        Err(error) => error.message().to_owned(),
        Ok(_) => cook(lines, &columns(), &small::codebook()).expect_err("it is refused").to_string(),
    };
    assert!(message.contains(expected), "{message}");
}

#[test]
fn what_makes_no_table_is_said() {
    let scale = "name = \"a\"\nkind = \"scale\"\nquestion = \"Q3\"\n";
    refused(&format!("{scale}show = \"sumary\""), "did you mean \"summary\"?");
    refused(&format!("{scale}bands = [\"1-7\"]"), "show = \"distribution\"");
    let distribution = format!("{scale}show = \"distribution\"\n");
    refused(&format!("{distribution}bands = [\"1-3\", \"5-7\"]"), "without a gap");
    refused(&format!("{distribution}bands = [\"7-1\"]"), "is no part of a scale");
    refused(&format!("{distribution}bands = [\"1-3\", \"4-6\"]"), "go from 1 to 6, but the scale from 1 to 7");
    refused("name = \"a\"\nkind = \"choices\"\nquestion = \"Q3\"", "is scale, but a question with options is needed");
    refused(
        "name = \"a\"\nkind = \"choices\"\nquestion = \"Q6\"\nlabels = [\"one\"]",
        "1 labels are given for 3 columns",
    );
    refused("name = \"a\"\nkind = \"choices\"", "needs `questions`");
    refused("name = \"a\"\nkind = \"ranks\"\nquestion = \"Q6\"", "is single, but a rank order is needed");
    refused("name = \"a\"\nkind = \"ranks\"\nquestion = \"Q5\"\ntop = 0", "`top` is a number from 1 to 10");
    refused("name = \"a\"\nkind = \"ranks\"\nquestion = \"Q5\"\ntop = 3\nplaces = 2", "not more than `places`");
    refused("name = \"a\"\nkind = \"answers\"\nquestion = \"Q2\"\nmerge = \"nearly\"", "takes `exact`, `near`, `none`");
}
