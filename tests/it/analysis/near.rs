//! Answers that are nearly the same.

use proptest::prelude::*;
use verbatim::analysis::near_clusters;
use verbatim::text::{fold, is_slip, words};

/// The answers of each cluster of more than one, joined by `=`.
fn clusters(answers: &[(&str, u64)]) -> Vec<String> {
    let cluster = near_clusters(answers);
    let mut found = Vec::new();
    for head in 0..answers.len() {
        let members: Vec<&str> = (0..answers.len()).filter(|&at| cluster[at] == head).map(|at| answers[at].0).collect();
        if members.len() > 1 {
            found.push(members.join(" = "));
        }
    }
    found
}

#[track_caller]
fn check(answers: &[(&str, u64)], expected: &[&str]) {
    assert_eq!(clusters(answers), expected);
}

#[track_caller]
fn apart(answers: &[(&str, u64)]) {
    check(answers, &[]);
}

#[test]
fn punctuation_plurals_and_slips_do_not_part_answers() {
    check(
        &[("staff training", 3), ("staff-training", 1), ("Staff: training!", 1)],
        &["staff training = staff-training = Staff: training!"],
    );
    check(&[("e-mail and phone", 1), ("e mail & phone", 1)], &["e-mail and phone = e mail & phone"]);
    check(&[("more resource", 1), ("more resources", 2)], &["more resource = more resources"]);
    check(&[("staff training", 4), ("staff trianing", 1)], &["staff training = staff trianing"]);
    check(
        &[("team meetings with supervisors", 2), ("team meeting with supervisor", 1)],
        &["team meetings with supervisors = team meeting with supervisor"],
    );
}

#[test]
fn what_may_mean_something_else_stays_apart() {
    apart(&[("2 more posts", 3), ("3 more posts", 1)]);
    apart(&[("ISO 27001", 2), ("ISO 27002", 1)]);
    apart(&[("it is enough", 2), ("it is not enough", 1), ("it isn't enough", 1)]);
    apart(&[("training", 2), ("no training", 1)]);
    apart(&[("more staff", 2), ("less staff", 1)]);
    apart(&[("police change", 2), ("policy change", 1)]);
    apart(&[("legal clarity", 2), ("illegal clarity", 1)]);
    // Both words are in use, so neither is a slip of the other.
    apart(&[("contract work", 2), ("contact work", 2)]);
    apart(&[("contract work", 3), ("contact work", 1), ("contact with families", 1)]);
    // Nobody else wrote the other spelling, so nobody knows which was meant.
    apart(&[("supervision", 1), ("superviison", 1)]);
    // Two slips are two too many.
    apart(&[("supervision training", 3), ("superviison trianing", 1)]);
    // A sentence of its own is never taken for another.
    apart(&[
        ("we need more training for everyone who works with young people", 3),
        ("we need more trianing for everyone who works with young people", 1),
    ]);
    apart(&[("its policy", 2), ("it policy", 1)]);
    apart(&[("", 1), ("!", 1)]);
}

#[test]
fn slips_do_not_chain() {
    // Each is one letter from the next; only what is near the most frequent joins it.
    check(&[("training", 5), ("trainiing", 1), ("trainiiing", 1)], &["training = trainiing"]);
}

proptest! {
    /// Every answer is in one cluster, whose head is in it; the order in which answers come makes no difference.
    #[test]
    fn clusters_part_the_answers(
        found in prop::collection::btree_map("(staff|team) ?-?(training|trainings|trianing|[0-9]) ?(not)?", 1..5_u64, 0..12)
    ) {
        let answers: Vec<(&str, u64)> = found.iter().map(|(text, count)| (text.as_str(), *count)).collect();
        let cluster = near_clusters(&answers);
        prop_assert_eq!(cluster.len(), answers.len());
        for &head in &cluster {
            prop_assert_eq!(cluster[head], head);
        }
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        for (at, &head) in cluster.iter().enumerate() {
            prop_assert_eq!(digits(answers[at].0), digits(answers[head].0));
            prop_assert_eq!(answers[at].0.contains("not"), answers[head].0.contains("not"));
        }
        let reversed: Vec<(&str, u64)> = answers.iter().rev().copied().collect();
        let mut again: Vec<Vec<&str>> = groups(&reversed);
        let mut once: Vec<Vec<&str>> = groups(&answers);
        again.sort();
        once.sort();
        prop_assert_eq!(once, again);
    }
}

/// The texts of each cluster.
fn groups<'a>(answers: &[(&'a str, u64)]) -> Vec<Vec<&'a str>> {
    let cluster = near_clusters(answers);
    let mut groups: Vec<Vec<&str>> = vec![Vec::new(); answers.len()];
    for (at, &head) in cluster.iter().enumerate() {
        groups[head].push(answers[at].0);
    }
    groups.retain(|group| !group.is_empty());
    for group in &mut groups {
        group.sort_unstable();
    }
    groups
}

/// Each answer held against the head of every cluster, in words: what `near_clusters` finds without looking at all of them.
fn one_by_one(answers: &[(&str, u64)]) -> Vec<usize> {
    let split: Vec<Vec<String>> = answers
        .iter()
        .map(|(text, _)| words(&text.replace('&', " and ")).map(|word| fold(word.text)).collect())
        .collect();
    let used = |word: &str| -> u64 {
        let has = |(words, _): &(&Vec<String>, &(&str, u64))| words.iter().any(|other| other == word);
        split.iter().zip(answers).filter(has).map(|(_, (_, count))| count).sum()
    };
    let mut order: Vec<usize> = (0..answers.len()).collect();
    order.sort_by_cached_key(|&at| (std::cmp::Reverse(answers[at].1), fold(answers[at].0), at));
    let mut heads: Vec<usize> = Vec::new();
    let mut cluster: Vec<usize> = (0..answers.len()).collect();
    for at in order {
        match heads.iter().find(|&&head| is_near(&split[head], &split[at], &used)) {
            Some(&head) => cluster[at] = head,
            None => heads.push(at),
        }
    }
    cluster
}

fn is_near(head: &[String], other: &[String], used: &dyn Fn(&str) -> u64) -> bool {
    let negations = ["no", "not", "never", "none", "nobody", "nothing", "without", "less"];
    let is_fixed = |word: &str| word.chars().any(char::is_numeric) || negations.contains(&word);
    let is_plural =
        |one: &str, many: &str| one.chars().count() > 3 && !one.ends_with('s') && many.strip_suffix('s') == Some(one);
    let mut slips = 0;
    for (left, right) in head.iter().zip(other).filter(|(left, right)| left != right) {
        if head.len() > 8 || is_fixed(left) || is_fixed(right) {
            return false;
        }
        if is_plural(left, right) || is_plural(right, left) {
            continue;
        }
        let (less, more) = (used(left).min(used(right)), used(left).max(used(right)));
        if less != 1 || more < 2 || !is_slip(left, right) {
            return false;
        }
        slips += 1;
    }
    head.len() == other.len() && !head.is_empty() && slips <= 1
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Whatever is near is found, though not everything is held against everything.
    #[test]
    fn nothing_near_is_overlooked(
        found in prop::collection::btree_map(
            "((more|less|no) ){0,2}(tra(in|i|ini|nii)ings?|trianing|fundings?|fnuding|fundding|funing|posts?|[0-9])[ -]?(staffs?|stafff|services?|servcie|sevices|not)?( for the (two|three) of us all here ?now)?",
            1..4_u64,
            0..40,
        )
    ) {
        let answers: Vec<(&str, u64)> = found.iter().map(|(text, count)| (text.as_str(), *count)).collect();
        prop_assert_eq!(near_clusters(&answers), one_by_one(&answers));
    }
}

#[test]
fn many_different_answers_are_told_apart_soon() {
    // Twenty thousand sentences of the same shape: held against each other, that would be two hundred million pairs.
    let answers: Vec<String> = (0_u32..20_000)
        .map(|number| {
            let letters = number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect::<String>();
            format!("we would like to have more time for q{letters} and for those who help with it")
        })
        .collect();
    let counted: Vec<(&str, u64)> = answers.iter().map(|answer| (answer.as_str(), 1)).collect();
    let start = std::time::Instant::now();
    let cluster = near_clusters(&counted);
    assert!(cluster.iter().enumerate().all(|(at, head)| at == *head), "each is another answer");
    assert!(start.elapsed().as_secs() < 60, "it took {:?}", start.elapsed());
}
