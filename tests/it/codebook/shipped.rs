//! The codebooks that ship with the program are without fault.

use verbatim::codebook::{check, read};
use verbatim::model::Codebook;

fn shipped(name: &str) -> (String, Codebook) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("codebooks").join(name);
    let text = std::fs::read_to_string(path).expect("the codebook ships with the program");
    let codebook = read(&text).expect("the shipped codebook has no errors");
    (text, codebook)
}

#[test]
fn nothing_is_wrong_or_doubtful_in_them() {
    for name in ["practice.toml", "patient-feedback.toml"] {
        let (text, codebook) = shipped(name);
        assert_eq!(check(&text), [], "{name}");
        assert!(codebook.themes.iter().all(|theme| !theme.story.is_empty()), "{name}");
    }
}

#[test]
fn the_study_has_five_themes_of_three_to_seven_codes() {
    let (_, codebook) = shipped("practice.toml");
    let sizes: Vec<(&str, usize)> =
        codebook.themes.iter().map(|theme| (theme.id.as_str(), codebook.codes_of_theme(theme).len())).collect();
    assert_eq!(
        sizes,
        [("resourcing", 6), ("knowledge-exchange", 5), ("prevention", 5), ("legal-clarity", 4), ("new-technology", 5),]
    );
    assert!(codebook.codes.iter().all(|code| !code.rules.is_empty() && code.key.is_some() && code.colour.is_some()));
}

#[test]
fn patient_feedback_has_the_published_frameworks_themes() {
    let (_, codebook) = shipped("patient-feedback.toml");
    assert_eq!((codebook.themes.len(), codebook.codes.len()), (10, 33));
    let by_hand: Vec<&str> =
        codebook.codes.iter().filter(|code| code.rules.is_empty()).map(|code| code.id.as_str()).collect();
    assert_eq!(by_hand, ["not-assigned"]);
}
