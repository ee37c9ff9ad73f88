//! Finding a code by a few letters.

use verbatim::codebook::codes_like;
use verbatim::model::{Code, CodeStatus, Codebook, Theme};

fn codebook() -> Codebook {
    let code = |id: &str, name: &str, definition: &str| Code {
        id: id.to_owned(),
        name: name.to_owned(),
        definition: definition.to_owned(),
        ..Code::default()
    };
    Codebook {
        codes: vec![
            code("staff-training", "Staff training", "Courses and supervision."),
            code("staffing", "Staffing", "Posts and vacancies."),
            code("public-education", "Public education", "Teaching of the public, not training of staff."),
            Code { status: CodeStatus::Retired, ..code("training-old", "Training", "") },
            Code { status: CodeStatus::Draft, ..code("cafe", "Café", "") },
        ],
        themes: vec![Theme {
            id: "resourcing".to_owned(),
            name: "Resourcing".to_owned(),
            codes: vec!["staffing".to_owned(), "staff-training".to_owned()],
            ..Theme::default()
        }],
        ..Codebook::default()
    }
}

fn check(typed: &str, expected: &[&str]) {
    let codebook = codebook();
    let found: Vec<&str> =
        codes_like(&codebook, typed).into_iter().map(|index| codebook.codes[index].id.as_str()).collect();
    assert_eq!(found, expected, "{typed}");
}

#[test]
fn the_likeliest_come_first() {
    check("", &["staff-training", "staffing", "public-education", "cafe"]);
    check("staffing", &["staffing", "staff-training"]);
    check("staff", &["staff-training", "staffing", "public-education"]);
    check("train", &["staff-training", "public-education"]);
    check("TRAIN  staff", &["staff-training", "public-education"]);
    check("resou", &["staff-training", "staffing"]);
    check("resou post", &["staffing"]);
    check("vacan", &["staffing"]);
    check("café", &["cafe"]);
}

#[test]
fn letters_may_be_left_out() {
    check("sttr", &["staff-training"]);
    check("pued", &["public-education"]);
    check("qqq", &[]);
    check("training-old", &[]);
}
