//! How words left out, put in and replaced are printed.

use proptest::prelude::*;
use verbatim::model::Span;
use verbatim::report::{Change, Edit, Trim};

const TEXT: &str = "So, the rota, and frankly the rent, is what keeps us awake. They pay late (as always). We wait.";

pub(crate) fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).expect("the words are there");
    Span::of(text, start..start + words.len()).expect("on characters")
}

/// What is printed of some words of [`TEXT`], with these edits on these words.
#[track_caller]
fn check(ends: &str, edits: &[(&str, Change)], expected: &str) {
    let edits = edits.iter().map(|(words, change)| Edit { span: span(TEXT, words), change: change.clone() }).collect();
    let (printed, used) = Trim { ends: span(TEXT, ends), edits }.printed(TEXT, &[]);
    assert_eq!(printed, expected);
    assert!(used.is_empty());
}

fn put(words: &str) -> String {
    words.to_owned()
}

#[test]
fn words_are_left_out_put_in_and_replaced() {
    use Change::{After, Before, LeaveOut, Lower, Replace, Upper};
    check("the rota", &[], "the rota");
    check("the rota, and frankly the rent, is", &[("and frankly the rent", LeaveOut)], "the rota, […], is");
    check(
        "They pay late (as always).",
        &[("They", Replace(put("The councils")))],
        "[The councils] pay late (as always).",
    );
    check("They pay late", &[("They", After(put("the councils")))], "They [the councils] pay late");
    check(
        "pay late (as always). We wait.",
        &[("pay", Before(put("councils")))],
        "[councils] pay late (as always). We wait.",
    );
    check("(as always)", &[("always", After(put("here")))], "(as always [here])");
    check("the rota", &[("the rota", Upper)], "[T]he rota");
    check("They pay", &[("They", Lower)], "[t]hey pay");
    check("They pay", &[("They", Upper)], "They pay");
    check("They pay", &[("They", Replace(put("[The councils]")))], "[The councils] pay");
}

#[test]
fn edits_beside_and_over_each_other_are_one() {
    use Change::{After, LeaveOut, Lower, Replace};
    let (rota, rent) = (("the rota", LeaveOut), ("and frankly the rent", LeaveOut));
    check("So, the rota, and frankly the rent, is what", &[rent.clone(), rota], "So, […], is what");
    check(
        "So, the rota, and frankly the rent, is",
        &[("rota, and frankly", LeaveOut), ("frankly the rent", LeaveOut)],
        "So, the […], is",
    );
    check("the rota, and frankly the rent, is", &[rent.clone(), ("rent", Replace(put("lease")))], "the rota, […], is");
    check(
        "the rota, and frankly the rent, is",
        &[("frankly", LeaveOut), ("and frankly the rent", Replace(put("…")))],
        "the rota, […], is",
    );
    check(
        "the rota, and frankly the rent, is",
        &[rent.clone(), ("frankly", After(put("the lease")))],
        "the rota, […] [the lease], is",
    );
    check("the rota, and frankly the rent, is", &[rent, ("frankly", Lower)], "the rota, […], is");
}

#[test]
fn what_reaches_over_the_ends_is_cut_and_what_is_outside_is_not_printed() {
    use Change::{After, Before, LeaveOut};
    check("is what keeps us awake.", &[("the rent, is what", LeaveOut)], "[…] keeps us awake.");
    check("is what", &[("keeps", LeaveOut), ("rent", After(put("x"))), ("keeps", Before(put("y")))], "is what");
    check("is what", &[("what", After(put("x")))], "is what [x]");
}

/// The words of what is printed, without brackets and what stands in them, but for single letters, which belong to theirs.
fn without_brackets(printed: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut rest = printed;
    while let Some((before, after)) = rest.split_once('[') {
        let (inside, behind) = after.split_once(']').expect("brackets are closed");
        plain.push_str(before);
        let is_letter = inside.chars().all(char::is_alphabetic) && behind.starts_with(char::is_alphanumeric);
        plain.push_str(if is_letter { inside } else { " " });
        rest = behind;
    }
    plain.push_str(rest);
    words(&plain)
}

fn words(text: &str) -> Vec<String> {
    verbatim::text::words(text).map(|word| word.text.to_lowercase()).collect()
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        3 => Just(Change::LeaveOut),
        1 => Just(Change::Lower),
        1 => Just(Change::Upper),
        1 => "[a-z ]{1,12}".prop_map(Change::Replace),
        1 => "[a-z ]{1,12}".prop_map(Change::Before),
        1 => "[a-z ]{1,12}".prop_map(Change::After),
    ]
}

/// Words with their marks, and stretches of whole words: first and last.
fn trimmed() -> impl Strategy<Value = (String, Trim)> {
    let text = prop::collection::vec("[A-Za-zäß]{2,7}[,.;)]?", 1..24);
    let stretches = prop::collection::vec((any::<prop::sample::Index>(), 0_usize..5, change()), 0..6);
    (text, any::<prop::sample::Index>(), any::<prop::sample::Index>(), stretches).prop_map(
        |(words, from, to, stretches)| {
            let text = words.join(" ");
            let starts: Vec<usize> =
                (0..words.len()).map(|at| words[..at].iter().map(|word| word.len() + 1).sum()).collect();
            let stretch = |first: usize, last: usize| {
                let last = last.min(words.len() - 1);
                Span::of(&text, starts[first]..starts[last] + words[last].len()).expect("whole words")
            };
            let (one, other) = (from.index(words.len()), to.index(words.len()));
            let ends = stretch(one.min(other), one.max(other));
            let edits = stretches
                .into_iter()
                .map(|(first, length, change)| {
                    let first = first.index(words.len());
                    Edit { span: stretch(first, first + length), change }
                })
                .collect();
            (text.clone(), Trim { ends, edits })
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn without_what_is_in_brackets_only_their_own_words_are_left_in_their_order((text, trim) in trimmed()) {
        let (printed, _) = trim.printed(&text, &[]);
        let said = words(trim.ends.of_text(&text));
        let mut rest = said.iter();
        for word in without_brackets(&printed) {
            prop_assert!(rest.any(|other| *other == word), "{word:?} of {printed:?} is no word of {said:?}");
        }
    }

    #[test]
    fn what_is_not_left_out_nor_replaced_is_printed((text, mut trim) in trimmed()) {
        trim.edits.retain(|edit| !matches!(edit.change, Change::LeaveOut | Change::Replace(_)));
        let (printed, _) = trim.printed(&text, &[]);
        prop_assert_eq!(without_brackets(&printed), words(trim.ends.of_text(&text)));
    }
}
