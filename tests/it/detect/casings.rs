//! The same talk in four casings: no capitals (as speech recognition writes it), all capitals, a capital each word.

use verbatim::detect::training::{Casing, Tokens};
use verbatim::detect::{Candidate, Detector, GATE, GATE_WITHOUT_CAPITALS, MASK};

/// A made-up talk about the work of a service, and the names in it.
const TALK: &str = "\
INTERVIEWER: Could you tell me who you work with?
P3: Mostly with Claire Haddon, she runs the training at Northgate College, and with Tomasz, who came from Gdansk.
INTERVIEWER: And who pays for it?
P3: So Mr Oduya at Lancashire County Council signed the budget, and then Priya Raman took over from Mr Oduya.
P3: Claire said the money was for Preston, and Tomasz said that it was for Burnley. I asked Priya, and Priya didn’t know.
INTERVIEWER: What did José say?
P3: I think José was in Manchester with Bethan that week, so Bethan wrote to Siobhan O’Leary.
";
const PEOPLE: [&str; 10] =
    ["claire", "haddon", "tomasz", "oduya", "priya", "raman", "josé", "bethan", "siobhan", "o’leary"];

/// What share of the people's names in a casing of the talk is offered.
fn offered(casing: impl Fn(&str) -> String) -> (usize, usize) {
    let text = casing(TALK);
    let detector = Detector::for_language("en").expect("the program has English weights");
    let candidates = detector.candidates(&text);
    let lower = text.to_lowercase();
    assert_eq!(lower.len(), text.len(), "this talk keeps its places in all casings");
    let places = PEOPLE.iter().flat_map(|name| lower.match_indices(name).map(|(at, name)| at..at + name.len()));
    let mut counts = (0, 0);
    for place in places {
        let is_covered = |span: std::ops::Range<usize>| span.start <= place.start && place.end <= span.end;
        counts.0 += usize::from(candidates.iter().any(|candidate| is_covered(candidate.span.range())));
        counts.1 += 1;
    }
    counts
}

fn title(text: &str) -> String {
    let mut before = ' ';
    let mut raised = |letter: char| {
        let is_first = before.is_whitespace();
        before = letter;
        if is_first { letter.to_uppercase().collect::<String>() } else { letter.to_string() }
    };
    text.chars().map(&mut raised).collect()
}

/// The floor: 17 of 20 in each.
#[test]
fn names_are_offered_in_every_casing() {
    let check = |casing: &dyn Fn(&str) -> String, floor: f64| {
        let (found, all) = offered(casing);
        let floor = floor * f64::from(u32::try_from(all).expect("a few names"));
        assert!(f64::from(u32::try_from(found).expect("a few names")) >= floor, "{found} of {all}");
    };
    check(&str::to_owned, 0.85);
    check(&str::to_lowercase, 0.85);
    check(&str::to_uppercase, 0.85);
    check(&title, 0.85);
}

/// The candidates of a text that cover these letters, with their probabilities.
fn of<'t>(text: &'t str, letters: &str) -> Vec<(&'t str, f32)> {
    let detector = Detector::for_language("en").expect("the program has English weights");
    let candidates = detector.candidates(text);
    let written = |candidate: &Candidate| (candidate.span.of_text(text), candidate.probability);
    candidates.iter().map(written).filter(|(words, _)| words.contains(letters)).collect()
}

#[test]
fn what_is_offered_at_one_place_without_capitals_is_offered_at_all() {
    let found = of("the manager there was called june and june was never in", "june");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|(_, probability)| *probability >= GATE_WITHOUT_CAPITALS), "{found:?}");
}

/// What only the model points at, and faintly, is offered, and is not hidden with the name beside it.
#[test]
fn without_capitals_less_is_enough() {
    let text = "then chairman claire haddon wrote to us";
    let found = of(text, "");
    assert_eq!(found.iter().map(|(words, _)| *words).collect::<Vec<_>>(), ["chairman", "claire haddon"]);
    assert!((GATE_WITHOUT_CAPITALS..GATE).contains(&found[0].1) && found[1].1 >= MASK, "{found:?}");
    let found = of("Then Chairman Claire Haddon wrote to us about it, and nobody answered.", "Haddon");
    assert_eq!(found.len(), 1, "{found:?}");
}

/// Few words have few capitals: *A* at the head of a sentence may be the only one, and it tells as well as any other.
#[test]
fn an_article_with_a_capital_tells_that_there_are_capitals() {
    let casing = |text: &str| Tokens::of(text).lines.iter().map(|line| line.casing).collect::<Vec<_>>();
    assert_eq!(casing("A café, & a grant."), [Casing::Telling]);
    assert_eq!(casing("a café, & a grant."), [Casing::Mute]);
    assert_eq!(casing("I know a café, & a grant."), [Casing::Mute], "who writes no capitals writes this one");
    assert_eq!(of("A café, & a grant.", "grant"), []);
}
