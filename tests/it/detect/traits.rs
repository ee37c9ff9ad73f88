//! What tells of a job, a family, an origin or an illness.

use verbatim::detect::traits::{Trait, find};

fn check(text: &str, expected: &str) {
    let mut finds = Vec::new();
    find(text, |range, kind| {
        finds.push(format!("{kind}={}", text.get(range).expect("a find lies on characters of the text")));
    });
    assert_eq!(finds.join(" | "), expected, "{text}");
}

#[test]
fn traits_are_whole_words_in_any_case() {
    check("My husband is a bus driver.", "occupation=bus driver");
    check("two Midwives, a midwife and nurses", "occupation=midwife | occupation=nurses");
    check("I’m a single mum of twins", "family=single mum | family=twins");
    check("the Irish traveller community", "origin=Irish traveller");
    check("She speaks Polish and Punjabi", "origin=Polish | origin=Punjabi");
    check("he has epilepsy and a hearing aid", "health=epilepsy | health=hearing aid");
    check("a veterinary nurse", "occupation=veterinary nurse");
    check("DIABETES", "health=DIABETES");
    check("in a fishing village, then a market town", "place=fishing village | place=market town");
}

#[test]
fn other_words_are_none() {
    check("we polish the report", "");
    check("nursery, teachers' and coachmen", "occupation=teachers");
    check("the blinds, the strokes of a pen", "health=blinds | health=strokes");
    check("romantic, vetted, chefdom, judged, twinning", "");
    check("staff, manager, funding and training", "");
    check("", "");
}

#[test]
fn every_listed_word_is_found_as_it_stands() {
    for kind in Trait::ALL {
        assert_eq!(Trait::from_word(kind.word()), Some(*kind));
    }
    check("İpolish Welsh", "origin=Welsh");
    check("e\u{301}nurse nurse", "occupation=nurse");
}
