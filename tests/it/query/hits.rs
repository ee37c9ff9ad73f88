//! What a hit shows: order, numbers, marks.

use verbatim::query::{Counts, Hits, Order, SearchOptions, count, parse, run};

use super::corpus::Study;

fn study() -> Study {
    let answers = [
        "More training for staff. Training helps!",
        "The waiting list, the waiting lists: we waited.",
        "Staff need better pay and staff rooms.",
        "This one is excluded: training.",
        "Nothing about it.",
        "Pay the staff; train them.",
    ];
    let turns = ["What about training?", "Training is rare for the staff here.", "We don’t train."];
    Study::new(&answers.map(str::to_owned), &turns.map(str::to_owned))
}

fn search(study: &Study, text: &str, options: SearchOptions) -> Hits {
    let query = parse(text).expect("a query");
    run(&query, &study.store, &study.index(), &study.codebook, &options).expect("it runs")
}

/// Hits in reading order with what is marked in brackets.
fn check(text: &str, expected: &[&str]) {
    let found = search(&study(), text, SearchOptions { order: Order::Reading, ..SearchOptions::default() });
    let marked: Vec<String> = found
        .hits
        .iter()
        .map(|hit| {
            let mut marked = hit.content.clone();
            for mark in hit.marks.iter().rev() {
                marked.insert(mark.end(), ']');
                marked.insert(mark.start(), '[');
            }
            marked
        })
        .collect();
    assert_eq!(marked, expected, "{text}");
}

#[test]
fn every_match_is_marked_and_nothing_else() {
    check("training rare", &["[Training] is [rare] for the staff here."]);
    check(
        "=training",
        &[
            "More [training] for staff. [Training] helps!",
            "What about [training]?",
            "[Training] is rare for the staff here.",
        ],
    );
    check("\"waiting list\"", &["The [waiting list], the [waiting lists]: we waited."]);
    check("\"staff pay\"~3", &["[Staff] need better [pay] and [staff] rooms.", "[Pay] the [staff]; train them."]);
    check("pay NOT room", &["[Pay] the staff; train them."]);
    check("stafff~1 rooms", &["[Staff] need better pay and [staff] [rooms]."]);
    check("/w.*/ list", &["The [waiting] [list], the [waiting] [lists]: [we] [waited]."]);
    check("\"better p*\"", &["Staff need [better pay] and staff rooms."]);
    check("l?st* *ooms", &[]);
    check("wait?d", &["The waiting list, the waiting lists: we [waited]."]);
    check("\"*ing l?st*\"", &["The [waiting list], the [waiting lists]: we waited."]);
    check("don't", &["We [don’t] train."]);
    check("speaker:anna", &["Training is rare for the staff here."]);
    check("nowhere", &[]);
}

#[test]
fn hits_are_counted_by_segment_text_and_case() {
    let study = study();
    let index = study.index();
    let counts =
        |text: &str| count(&parse(text).expect("a query"), &study.store, &index, &study.codebook).expect("runs");
    // Six words of training: one is an excluded case's, three are turns of one interview, the first an interviewer's.
    assert_eq!(counts("train"), Counts { segments: 5, texts: 3, cases: 3 });
    assert_eq!(counts("*"), Counts { segments: 8, texts: 6, cases: 6 });
    assert_eq!(counts("kind:survey"), Counts { segments: 5, texts: 5, cases: 4 });
}

#[test]
fn the_best_hit_comes_first_and_pages_do_not_overlap() {
    let study = study();
    let page = |offset, limit| search(&study, "train", SearchOptions { limit, offset, order: Order::Relevance });
    let hits = page(0, 10).hits;
    assert!(hits.is_sorted_by(|one, next| one.score >= next.score));
    let all: Vec<u32> = hits.iter().map(|hit| hit.segment.0).collect();
    let place = |segment| all.iter().position(|found| *found == segment);
    assert!(place(1) < place(6), "the answer that has the word twice comes before the one that has it once");
    let paged: Vec<u32> = (0..5).flat_map(|offset| page(offset, 1).hits).map(|hit| hit.segment.0).collect();
    assert_eq!(paged, all);
    assert_eq!(page(0, 2).counts.segments, 5);
    assert_eq!(page(usize::MAX, usize::MAX).hits, []);
}

#[test]
fn a_hit_says_where_it_comes_from() {
    let study = study();
    let found = search(&study, "rare OR pay room", SearchOptions { order: Order::Reading, ..SearchOptions::default() });
    let said: Vec<_> = found
        .hits
        .iter()
        .map(|hit| {
            let case = hit.case.as_ref().map(|case| case.name.as_str());
            (
                hit.segment.0,
                hit.text.0,
                hit.span.range(),
                hit.source.as_str(),
                case,
                hit.speaker.as_deref(),
                hit.question.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            (3, 3, 0..38, "transcripts/survey.csv", Some("R_3"), None, Some("Q22")),
            (8, 7, 21..57, "transcripts/interviews/anna.txt", Some("P1"), Some("Anna"), None),
        ]
    );
}

#[test]
fn what_is_remembered_of_the_store_is_forgotten_when_it_changes() {
    let study = study();
    let index = study.index();
    let found = || {
        let query = parse("theme:prevention").expect("a query");
        count(&query, &study.store, &index, &study.codebook).expect("it runs").segments
    };
    let before = found();
    study
        .sql()
        .execute_batch(
            "INSERT INTO codings (code_id, text_id, span_start, span_end, coder_id, first_segment, last_segment,
                                  rule_index, status, is_brought) VALUES (3, 3, 0, 5, 1, 3, 3, NULL, 'accepted', 0);
            UPDATE meta SET value = value + 1 WHERE key = 'change'",
        )
        .expect("a coding");
    assert_eq!(found(), before + 1);
}

/// What is remembered of a search makes the next one quicker, and no other.
#[test]
fn a_search_finds_the_same_however_often_it_is_made() {
    let words = ["the", "staff", "of", "training", "trained", "pay"];
    let mut number = 7_usize;
    let mut answer = || {
        let mut next = || {
            number = number.wrapping_mul(1_103_515_245).wrapping_add(12_345) % (1 << 31);
            words[(number >> 16) % words.len()]
        };
        (0..12).map(|_| next()).collect::<Vec<_>>().join(" ")
    };
    let answers: Vec<String> = (0..200).map(|_| answer()).collect();
    let study = Study::new(&answers, &[answer(), answer()]);
    for text in [
        "\"the staff\"",
        "\"staff of\"",
        "\"of train\"",
        "=\"of trained\"",
        "\"the the\"",
        "\"the staff of\"",
        "\"train train train\"",
        "\"staff pay\"~2",
        "\"pay staff\" sector:Policing",
        "\"the staff\" OR \"staff the\"",
        "pay NOT \"the pay\"",
    ] {
        let once = search(&study, text, SearchOptions { limit: 500, ..SearchOptions::default() });
        assert!(!once.hits.is_empty(), "{text}");
        let index = study.index();
        for _ in 0..4 {
            let query = parse(text).expect("a query");
            let options = SearchOptions { limit: 500, ..SearchOptions::default() };
            let again = run(&query, &study.store, &index, &study.codebook, &options).expect("it runs");
            assert_eq!(again, once, "{text}");
        }
    }
}
