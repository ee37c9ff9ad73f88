//! Check digits.

/// The values of a number's digits; signs between them are left out.
pub(super) fn digits(written: &str) -> impl DoubleEndedIterator<Item = u32> + Clone + '_ {
    written.chars().filter_map(|sign| sign.to_digit(10))
}

/// ISO/IEC 7812-1, annex B: every second digit from the right is doubled, and the sum of all digits ends in 0.
pub(super) fn luhn(written: &str) -> bool {
    let doubled = |(index, digit): (usize, u32)| match digit * 2 {
        double if index % 2 == 1 => double / 10 + double % 10,
        _ => digit,
    };
    digits(written).rev().enumerate().map(doubled).sum::<u32>() % 10 == 0
}

/// The NHS number's sum (NHS Data Dictionary, "NHS NUMBER"): ten digits with the weights 10 to 1 give a multiple of 11.
pub(super) fn nhs(written: &str) -> bool {
    let digits = digits(written);
    digits.clone().count() == 10
        && digits.zip((1..=10).rev()).map(|(digit, weight)| digit * weight).sum::<u32>() % 11 == 0
}

/// ISO 7064 MOD 97-10 as ISO 13616 uses it: the first four signs go to the end, letters are 10 to 35, the rest is 1.
pub(super) fn iban(signs: &str) -> bool {
    let Some((head, account)) = signs.split_at_checked(4) else { return false };
    let rest = account.chars().chain(head.chars()).try_fold(0u32, |rest, sign| {
        let value = sign.to_digit(36)?;
        Some((rest * if value < 10 { 10 } else { 100 } + value) % 97)
    });
    rest == Some(1)
}
