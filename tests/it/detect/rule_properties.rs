//! What always holds of rules: numbers made to hold are found, those with a slip are not, and no text breaks them.

use proptest::prelude::*;
use verbatim::detect::rules::find;

use super::rules::found;

/// Ten digits that hold, or the nine as they are where no digit does.
fn nhs_number(nine: &[u32]) -> Option<String> {
    let sum: u32 = nine.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    let check = (11 - sum % 11) % 11;
    (check < 10).then(|| nine.iter().chain([&check]).map(u32::to_string).collect())
}

fn luhn_digit(head: &str) -> u32 {
    (0..10)
        .find(|check| {
            let whole = format!("{head}{check}");
            let sum: u32 = whole
                .bytes()
                .rev()
                .enumerate()
                .map(|(index, digit)| {
                    let digit = u32::from(digit - b'0') << (index % 2);
                    digit / 10 + digit % 10
                })
                .sum();
            sum.is_multiple_of(10)
        })
        .expect("one of ten digits holds")
}

fn iban_check(country: &str, account: &str) -> String {
    let digits: String = format!("{account}{country}00")
        .chars()
        .filter_map(|sign| sign.to_digit(36))
        .map(|value| value.to_string())
        .collect();
    let rest = digits.bytes().fold(0, |rest, digit| (rest * 10 + u32::from(digit - b'0')) % 97);
    format!("{:02}", 98 - rest)
}

/// The number in groups of these lengths.
fn grouped(number: &str, lengths: &[usize], separator: &str) -> String {
    let mut rest = number;
    let mut groups = Vec::new();
    for &length in lengths {
        let (group, more) = rest.split_at(length.min(rest.len()));
        groups.push(group);
        rest = more;
    }
    groups.push(rest);
    groups.retain(|group| !group.is_empty());
    groups.join(separator)
}

proptest! {
    #[test]
    fn nhs_numbers_are_found(first in prop_oneof![Just(4u32), Just(6), Just(7)], rest in proptest::collection::vec(0u32..10, 8), wrong in 1u32..10) {
        let nine: Vec<u32> = [first].into_iter().chain(rest).collect();
        if let Some(number) = nhs_number(&nine) {
            for written in [number.clone(), grouped(&number, &[3, 3], " "), grouped(&number, &[3, 3], "\u{a0}")] {
                prop_assert_eq!(found(&format!("is {written}.")), format!("nhs-number={written}"));
            }
            let last = (number.bytes().last().map_or(0, |digit| u32::from(digit - b'0')) + wrong) % 10;
            let slipped = format!("{}{last}", &number.get(..9).expect("it has ten digits"));
            prop_assert!(!found(&slipped).contains("nhs-number"));
        }
    }

    #[test]
    fn cards_are_found(head in "4[0-9]{14}|5[1-5][0-9]{13}|3[47][0-9]{12}", wrong in 1u32..10) {
        let check = luhn_digit(&head);
        let card = format!("{head}{check}");
        let lengths: &[usize] = if card.len() == 15 { &[4, 6] } else { &[4, 4, 4] };
        for separator in ["", " ", "-"] {
            let written = grouped(&card, lengths, separator);
            prop_assert_eq!(found(&format!("card {written}, or")), format!("card={written}"));
        }
        let slipped = format!("{head}{}", (check + wrong) % 10);
        prop_assert!(!found(&slipped).contains("card="), "{}", slipped);
    }

    #[test]
    fn ibans_are_found(bank in "[A-Z]{4}", account in "[0-9]{14}", german in "[0-9]{18}", wrong in 1u32..97) {
        for (country, account) in [("GB", format!("{bank}{account}")), ("DE", german)] {
            let check = iban_check(country, &account);
            let iban = format!("{country}{check}{account}");
            for written in [iban.clone(), grouped(&iban, &[4; 6], " "), iban.to_lowercase()] {
                prop_assert_eq!(found(&format!("to {written}.")), format!("iban={written}"));
            }
            let slipped = 2 + (check.parse::<u32>().expect("two digits") - 2 + wrong) % 97;
            let slipped = format!("{country}{slipped:02}{account}");
            prop_assert!(!found(&slipped).contains("iban="), "{}", slipped);
        }
    }

    #[test]
    fn national_insurance_numbers_are_found(prefix in "[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z]", digits in "[0-9]{6}", suffix in "[A-D]") {
        prop_assume!(!["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"].contains(&prefix.as_str()));
        let pairs = grouped(&digits, &[2, 2], " ");
        for written in [format!("{prefix}{digits}{suffix}"), format!("{prefix} {pairs} {suffix}"), format!("{prefix} {digits} {suffix}")] {
            prop_assert_eq!(found(&format!("is {written}.")), format!("national-insurance={written}"));
        }
    }

    #[test]
    fn finds_lie_on_characters(text in "\\PC{0,60}", mixed in "[0-9A-Za-z@.:/'’ –é\u{a0}\u{301}+()#-]{0,60}") {
        for text in [text, mixed] {
            find(&text, |range, _| {
                assert!(!range.is_empty() && text.get(range.clone()).is_some(), "{range:?} of {text:?}");
            });
        }
    }

    #[test]
    fn pieces_of_numbers_and_dates_never_break_it(pieces in proptest::collection::vec(proptest::sample::select(vec![
        "12", "13", " ", "-", "/", ".", "Harrow", "Lane", "St", "May", "Monday", "the", "of", "first", "born", "in", "’", "19",
        "2019", "GB", "AB", "C", "at", "dot", "com", "oh", "seven", "double", "aged", "she's", "forties", "Flat", "P.O.",
        "Box", "ref", ":", "no.", "case", "é", "twenty", "\n", "(", ")", "+44", "ſ", "İ", "K", "١",
    ]), 0..16)) {
        let text = pieces.concat();
        find(&text, |range, _| assert!(text.get(range.clone()).is_some(), "{range:?} of {text:?}"));
    }
}
