//! Which quotations are printed, and how.

use insta::assert_snapshot;
use verbatim::report::{Block, Quotation};

use super::{cook, printed};
use crate::analysis::small::{NEEDS, codebook, columns};

fn quotations(lines: &str) -> Vec<Quotation> {
    let chapter = cook(&format!("name = \"a\"\nkind = \"quotes\"\n{lines}"), &columns(), &codebook());
    let blocks = chapter.expect("a sound recipe").blocks;
    blocks
        .into_iter()
        .filter_map(|block| if let Block::Quotation(quote) = block { Some(quote) } else { None })
        .collect()
}

#[test]
fn a_theme_has_its_story_and_whole_sentences_of_several_people() {
    assert_snapshot!(printed("name = \"a\"\nkind = \"quotes\""), @r#"
    # Quotations
    ## Resourcing
    [Text("The story of Resourcing.")]
    “Training. We were handed the case load and the manual on the same morning, and nobody had time to explain either.” (Participant D)
    “more staff training” (survey participant)
    “More staff training.” (survey participant)
    ## Knowledge
    [Text("The story of Knowledge.")]
    “Training. We were handed the case load and the manual on the same morning, and nobody had time to explain either.” (Participant D)
    “more staff training” (survey participant)
    “More staff training.” (survey participant)
    “The university helps us to measure outcomes every spring.” (Participant D)
    (At most 12 quotations under a heading and 2 of one person, in an order that follows nothing of the sample; only of those who agreed to be quoted.)
    (Codebook: Small, version 1.)
    (A code counts the codes below it too.)
    (Left out: 3 cases not kept, rejected codings and what interviewers said.)
    "#);
}

#[test]
fn codes_stand_below_their_theme() {
    let printed = printed("name = \"a\"\nkind = \"quotes\"\nby = \"both\"\ntheme = \"knowledge\"");
    let headings: Vec<&str> = printed.lines().filter(|line| line.starts_with("##")).collect();
    assert_eq!(headings, ["## Knowledge", "## staff training", "## research"]);
}

#[test]
fn nobody_is_quoted_more_often_than_asked_nor_without_consent() {
    let quotes = quotations("theme = \"Knowledge\"\nper_case = 1");
    assert_eq!(quotes.len(), 3);
    let mut people: Vec<_> = quotes.iter().map(|quote| quote.attribution.case).collect();
    people.sort();
    people.dedup();
    assert_eq!(people.len(), 3);
    assert!(quotes.iter().all(|quote| quote.words.text != NEEDS[3]), "that respondent agreed to analysis only");
    assert_eq!(quotations("theme = \"Knowledge\"\nlimit = 2").len(), 2);
}

#[test]
fn a_good_length_comes_first_and_attributes_know_their_group() {
    let quotes = quotations("code = \"staff-training\"\nattributes = [\"sector\"]");
    assert_eq!(quotes[0].attribution.label, "Participant D");
    assert!(quotes[0].words.text.starts_with("Training. We were handed"), "{}", quotes[0].words.text);
    let attribute = &quotes[0].attribution.attributes[0];
    assert_eq!((attribute.name.as_str(), attribute.value.as_str(), attribute.group_size), ("sector", "Policing", 3));
}
