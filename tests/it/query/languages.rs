//! Sources in several languages: words have the forms of the language that they are in.

use verbatim::index::{CaughtUp, Languages, catch_up};
use verbatim::query::{Order, SearchOptions, parse, run};

use super::corpus::Study;

/// A survey in English and an interview in German.
fn study() -> Study {
    let answers = ["More training for those who were trained", "ein Kind", "Kindern and bikes"];
    let turns = ["Wo sind die Kinder?", "Hier ist ein Kind", "training, trained"];
    Study::new(&answers.map(str::to_owned), &turns.map(str::to_owned))
}

fn in_german() -> Languages {
    Languages::of_one("en").with(1, None).with(2, Some("de"))
}

#[test]
fn forms_are_those_of_the_language_spoken_there() {
    let study = study();
    let mut index = study.index();
    index.set_languages(in_german());
    catch_up(&mut index, &study.store, &mut |_| true).expect("it catches up");
    let check = |text: &str, expected: &[&str]| {
        let options = SearchOptions { order: Order::Reading, ..SearchOptions::default() };
        let query = parse(text).expect("a query");
        let found = run(&query, &study.store, &index, &study.codebook, &options).expect("it runs");
        let marked = found.hits.iter().map(|hit| {
            let mut marked = hit.content.clone();
            for mark in hit.marks.iter().rev() {
                marked.insert(mark.end(), ']');
                marked.insert(mark.start(), '[');
            }
            marked
        });
        assert_eq!(marked.collect::<Vec<_>>(), expected, "{text}");
    };
    // German has "Kind, Kinder, Kindern", English has not; English has "training, trained".
    check("kind", &["ein [Kind]", "Wo sind die [Kinder]?", "Hier ist ein [Kind]"]);
    check("trained", &["More [training] for those who were [trained]", "training, [trained]"]);
    check("=kinder", &["Wo sind die [Kinder]?"]);
    check("kind*", &["ein [Kind]", "[Kindern] and bikes", "Wo sind die [Kinder]?", "Hier ist ein [Kind]"]);
    check("\"ein kinder\"", &["Hier ist [ein Kind]"]);
    check("bikes NOT kind", &["Kindern and [bikes]"]);
}

#[test]
fn a_language_that_changes_makes_the_index_anew_and_a_new_source_does_not() {
    let study = study();
    let mut index = study.index();
    let mut caught_up = |languages: Languages| {
        index.set_languages(languages);
        catch_up(&mut index, &study.store, &mut |_| true).expect("it catches up")
    };
    let rebuilt = CaughtUp::Rebuilt(6);
    assert_eq!(caught_up(in_german()), rebuilt);
    assert_eq!(caught_up(in_german()), CaughtUp::Already);
    // A source that came later has nothing in the index yet.
    assert_eq!(caught_up(in_german().with(3, Some("fr"))), CaughtUp::Added(0));
    assert_eq!(caught_up(in_german().with(3, Some("fr"))), CaughtUp::Already);
    assert_eq!(caught_up(Languages::of_one("en").with(2, Some("nl")).with(3, Some("fr"))), rebuilt);
    assert_eq!(caught_up(Languages::of_one("de").with(3, None)), rebuilt);
}
