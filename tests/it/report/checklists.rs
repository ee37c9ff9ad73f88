//! Checklists: every item of the papers is there, once, in its order.

use verbatim::report::{Checklist, Known};

#[test]
fn every_item_is_there_and_numbered() {
    // Tong, Sainsbury and Craig 2007; O'Brien et al. 2014; Eysenbach 2004.
    for (checklist, count) in [(Checklist::Coreq, 32), (Checklist::Srqr, 21), (Checklist::Cherries, 30)] {
        let items = checklist.items();
        let numbers: Vec<usize> = items.iter().map(|item| item.number).collect();
        assert_eq!(numbers, (1..=count).collect::<Vec<_>>(), "{checklist}");
        for item in items {
            let others = items.iter().filter(|other| other.topic == item.topic || other.asks == item.asks);
            assert_eq!(others.count(), 1, "{checklist} {}: no two items are the same", item.number);
            assert!(item.asks.ends_with('.') && item.asks.len() < 120, "{checklist} {}: one short line", item.number);
            assert_eq!(checklist.item_number(&checklist.item_name(item.number)), Some(item.number));
        }
        assert_eq!(checklist.item_number(&(count + 1).to_string()), None);
        assert_eq!(checklist.item_number("0"), None);
        assert_eq!(checklist.item_number(""), None);
    }
}

/// The landmarks by which reviewers know the papers' numbering.
#[test]
fn items_stand_under_the_papers_numbers() {
    let topic = |checklist: Checklist, number: usize| checklist.items()[number - 1].topic;
    for (number, expected) in [
        (1, "Interviewer or facilitator"),
        (9, "Methodological orientation and theory"),
        (12, "Sample size"),
        (13, "Non-participation"),
        (17, "Interview guide"),
        (22, "Data saturation"),
        (24, "Number of data coders"),
        (25, "Description of the coding tree"),
        (27, "Software"),
        (29, "Quotations presented"),
        (32, "Clarity of minor themes"),
    ] {
        assert_eq!(topic(Checklist::Coreq, number), expected);
    }
    for (number, expected) in [
        (1, "Title"),
        (6, "Researcher characteristics and reflexivity"),
        (12, "Units of study"),
        (13, "Data processing"),
        (15, "Techniques to enhance trustworthiness"),
        (17, "Links to empirical data"),
        (21, "Funding"),
    ] {
        assert_eq!(topic(Checklist::Srqr, number), expected);
    }
}

/// Who the researchers are, and whether it was enough, is never answered by the program.
#[test]
fn what_is_a_judgement_is_left_to_the_researchers() {
    let known = |checklist: Checklist, number: usize| checklist.items()[number - 1].known;
    for number in (1..=11).chain([14, 15, 28]) {
        assert_eq!(known(Checklist::Coreq, number), Known::Nothing, "COREQ {number}");
    }
    for number in [22, 26, 30, 31, 32] {
        assert!(!matches!(known(Checklist::Coreq, number), Known::Whole(_)), "COREQ {number}");
    }
    for item in Checklist::Srqr.items() {
        assert!(!matches!(item.known, Known::Whole(_)), "SRQR {}", item.number);
    }
}
