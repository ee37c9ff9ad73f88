//! Each condition of a rule, by example.

use verbatim::autocode::{CodableSegment, CodableText, RuleSet};
use verbatim::codebook;
use verbatim::model::Span;

use super::{check, code, rule_set};

#[test]
fn words_match_whole_and_without_regard_to_case() {
    check(
        "any = ['staff']",
        "STAFF matter. A staffroom does not. The staff's view.",
        &["STAFF matter.", "The staff's view."],
    );
    check("any = ['Über']", "ÜBER alles? Ubers.", &["ÜBER alles?"]);
    check("any = ['résumé']", "RÉSUMÉ sent. Resume work.", &["RÉSUMÉ sent."]);
    check("any = ['s']", "ſ. T.", &["ſ."]);
    check("any = ['R&D']", "Our r&d budget. R and D.", &["Our r&d budget."]);
    check("any = ['день']", "ДЕНЬ. День. Деньги.", &["ДЕНЬ.", "День."]);
}

#[test]
fn letters_that_change_length_do_not_move_the_coding() {
    check("any = ['training']", "İİİ ẞẞ KK. The TRAINING É helps.", &["The TRAINING É helps."]);
}

#[test]
fn a_star_is_any_word_ending() {
    check("any = ['train*']", "Train! Retrain! Trainers.", &["Train!", "Trainers."]);
    check("any = ['train* need*']", "Training needs. Training is needed.", &["Training needs."]);
    check("any = ['caf*']", "Cafés. Cave.", &["Cafés."]);
}

#[test]
fn phrases_cross_white_space_hyphens_and_possessives() {
    for text in ["e-mail", "e mail", "E‑Mail", "e  mail", "e-\nmail"] {
        check("any = ['e-mail']\nunit = 'answer'", text, &[text]);
        check("any = ['e mail']\nunit = 'answer'", text, &[text]);
    }
    for text in ["email", "e, mail", "e - mail", "the mail"] {
        check("any = ['e-mail']\nunit = 'answer'", text, &[]);
    }
    check(
        "any = ['parents evening']",
        "Parents' evening. Parents’ evening.",
        &["Parents' evening.", "Parents’ evening."],
    );
    check("any = [\"parents' evening*\"]", "A parents evening.", &["A parents evening."]);
    check("any = [\"don't know\"]", "We don’t know. We don't know.", &["We don’t know.", "We don't know."]);
    check("any = ['lack* of training']", "The lacking of training.", &["The lacking of training."]);
    check("any = ['staff training']", "New staff. Training starts.", &[]);
}

#[test]
fn all_and_none_hold_within_the_unit() {
    check("all = ['staff', 'money']", "Staff. Money. Staff need money.", &["Staff need money."]);
    check(
        "any = ['training']\nnone = ['training data']",
        "Training. Training data. Training and data.",
        &["Training.", "Training and data."],
    );
    check("any = ['a1', 'b1']\nall = ['c1']", "A1. C1. B1 c1. A1 c1 b1.", &["B1 c1.", "A1 c1 b1."]);
}

#[test]
fn near_counts_words_on_both_sides_and_only_other_words() {
    let near = "any = ['training']\nnear = { words = ['staff'], within = 2 }";
    check(
        near,
        "Staff training. Training for staff. Training for the staff.",
        &["Staff training.", "Training for staff."],
    );
    check("any = ['staff training']\nnear = { words = ['staff'], within = 9 }", "Staff training.", &[]);
    check(
        "regex = ['train(s|ed)\\b']\nnear = { words = ['staff'], within = 1 }",
        "Staff trained. Staff not trained.",
        &["Staff trained."],
    );
}

#[test]
fn expressions_match_within_the_unit() {
    check(
        "regex = ['waiting\\s+lists?']",
        "Waiting list. WAITING lists. Waiting.",
        &["Waiting list.", "WAITING lists."],
    );
    check("regex = ['^no\\b']", "No. Yes, no.", &["No."]);
    check("regex = ['\\b\\d+ (posts|vacancies)']", "We have 3 posts. Some posts.", &["We have 3 posts."]);
    check("any = ['budget']\nregex = ['£ ?\\d']", "The budget. £5. Pounds.", &["The budget.", "£5."]);
    check("regex = ['[0-9]{4}']\nnone = ['phone']", "In 2024. Phone 2024.", &["In 2024."]);
}

#[test]
fn stems_join_forms() {
    check("any = ['train']\nstem = 'en'", "Trained! Trainings. Trainer.", &["Trained!", "Trainings."]);
    check("any = ['staff train']\nstem = 'en'", "Staff-training. Staffing trains.", &["Staff-training."]);
    check("any = ['happy team*']\nstem = 'en'", "Happiness. Happy teams! HAPPIER teamwork.", &["Happy teams!"]);
}

#[test]
fn units_are_what_gets_the_code() {
    let text = "One staff. Two.\nThree staff.\n\nFour.";
    check("any = ['staff']", text, &["One staff.", "Three staff."]);
    check("any = ['staff']\nunit = 'paragraph'", text, &["One staff. Two.", "Three staff."]);
    check("any = ['staff']\nunit = 'turn'", text, &[text]);
    check("all = ['one', 'four']\nunit = 'answer'", text, &[text]);
    check("all = ['one', 'four']\nunit = 'paragraph'", text, &[]);
}

#[test]
fn the_first_rule_of_a_code_wins_and_every_fire_is_counted() {
    let rules =
        rule_set("[[code.rule]]\nany = ['staff']\n[[code.rule]]\nany = ['team', 'staff']\n[[code.rule]]\nany = ['x1']");
    let content = "Staff. Team.";
    let found: Vec<(usize, usize)> =
        code(&rules, content).iter().map(|coding| (coding.span.start(), coding.rule_index)).collect();
    assert_eq!(found, [(0, 0), (7, 1)]);

    let segments = [CodableSegment { span: Span::whole(content), speaker: None, interviewer: false }];
    let text = CodableText { content, source: "a.txt", question: None, segments: &segments };
    let (_, hits) = rules.code_batch(&[text, text]);
    assert_eq!(rules.fired(&hits).collect::<Vec<_>>(), [(0, 0, 2), (0, 1, 4), (0, 2, 0)]);
}

#[test]
fn rules_keep_to_their_sources_questions_and_speakers() {
    let content = "Staff.\nStaff.\nStaff.";
    let segment = |start: usize, speaker, interviewer| CodableSegment {
        span: Span::of(content, start..start + 6).expect("a line"),
        speaker,
        interviewer,
    };
    let segments = [segment(0, Some("Interviewer"), true), segment(7, Some("P3"), false), segment(14, None, false)];
    let text =
        |question| CodableText { content, source: "transcripts/interviews/p3.txt", question, segments: &segments };
    let check = |rule: &str, question, expected: &[usize]| {
        let rules = rule_set(&format!("[[code.rule]]\nany = ['staff']\n{rule}"));
        let mut found = Vec::new();
        rules.code(&text(question), &mut rules.scratch(), &mut found);
        assert_eq!(found.iter().map(|coding| coding.segment_index).collect::<Vec<_>>(), expected, "{rule}");
    };
    check("", None, &[1, 2]);
    check("speakers = ['p3']", None, &[1]);
    check("sources = ['transcripts/interviews/*']", None, &[1, 2]);
    check("sources = ['p?.txt']", None, &[1, 2]);
    check("sources = ['transcripts/*']", None, &[]);
    check("questions = ['q1']", Some("Q1"), &[1, 2]);
    check("questions = ['Q1']", Some("Q2"), &[]);
    check("questions = ['Q1']", None, &[]);
}

#[test]
fn codes_that_are_retired_or_merged_propose_nothing() {
    for (status, expected) in [("active", 1), ("draft", 1), ("merged", 0), ("retired", 0)] {
        let text = format!("[[code]]\nid = 'c'\nstatus = '{status}'\n[[code.rule]]\nany = ['staff']");
        let codebook = codebook::read(&text).expect("no errors");
        let rules = RuleSet::compile(&codebook).expect("compiles");
        assert_eq!(code(&rules, "Staff.").len(), expected, "{status}");
    }
}
