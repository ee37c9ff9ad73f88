//! Whatever is asked, the index finds what a plain scan of the texts finds.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use regex::Regex;
use verbatim::index::{CaughtUp, Index, Languages, catch_up};
use verbatim::query::{Codings, Comparison, FieldTest, Phrase, PhraseWord, Placed, Query, parse, segments};
use verbatim::text::{Stems, fold, words};

use super::codings::Everything;
use super::corpus::{CASES, Segment, Study};

pub(super) const VOCABULARY: &[&str] = &[
    "staff",
    "Training",
    "train",
    "trained",
    "trains",
    "the",
    "of",
    "and",
    "waiting",
    "list",
    "waits",
    "wait",
    "don’t",
    "don't",
    "e-mail",
    "mail",
    "mental",
    "health",
    "healthy",
    "heal",
    "résumé",
    "resume",
    "Résumé",
    "court",
    "courts",
    "school",
    "schools",
    "happy",
    "happier",
    "funding",
    "funds",
    "R&D",
    "2024",
    "naïve",
    "हिन्दी",
    "ΟΔΟΣ",
    "list",
];

/// Texts of a few words each, the same on every run.
pub(super) fn texts(seed: u64, count: usize) -> Vec<String> {
    let mut chance = Chance::new(seed);
    let text = |_| {
        let length = 1 + chance.below(9);
        let words: Vec<&str> = (0..length).map(|_| VOCABULARY[chance.below(VOCABULARY.len())]).collect();
        words.join([" ", ", ", ". "][chance.below(3)])
    };
    (0..count).map(text).collect()
}

/// Numbers by chance, the same on every run.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % limit
    }
}

fn word() -> impl Strategy<Value = String> {
    proptest::sample::select(VOCABULARY).prop_map(str::to_owned)
}

/// A word with one to three letters, or stretches of letters, left open.
fn wild() -> impl Strategy<Value = String> {
    let holes = proptest::collection::vec((any::<proptest::sample::Index>(), 0..3_usize, any::<bool>()), 1..4);
    (word(), holes).prop_filter_map("enough letters", |(word, holes)| {
        let mut letters: Vec<String> = words(&word).next()?.text.chars().map(String::from).collect();
        for (place, length, any_letter) in holes {
            let place = place.index(letters.len());
            let end = if any_letter { place + 1 } else { (place + length).min(letters.len()) };
            letters.splice(place..end, [if any_letter { "?" } else { "*" }.to_owned()]);
        }
        let pattern = letters.concat();
        // The word with all its ?s, and as a phrase has it.
        let kept = |pattern: &str| pattern.chars().filter(|letter| letter.is_alphanumeric()).count();
        (kept(&pattern) >= 2 && !pattern.trim_end_matches('?').is_empty()).then_some(pattern)
    })
}

fn leaf() -> impl Strategy<Value = String> {
    let fields = [
        "theme:resources",
        "theme:Prevention",
        "code:resourcing",
        "code:staff-training",
        "code:courts",
        "coded:yes",
        "coded:no",
        "status:proposed",
        "status:accepted",
        "status:rejected",
        "case:R_1",
        "case:p*",
        "source:anna",
        "source:survey.csv",
        "kind:interview",
        "kind:survey",
        "kind:document",
        "speaker:anna",
        "speaker:\"Dr Lee\"",
        "question:q22",
        "sector:Policing",
        "sector:\"youth work\"",
        "sector:re*",
        "age>=30",
        "age<38",
        "age:45.0",
        "Q15<4",
        "Q15>4",
        "Q15:2..5",
        "age:30..45",
        "age:45..",
        "age:..38",
        "age:29,5",
        "age<62years",
        "since:2019",
        "since:2019-05",
        "since:2019-05..2020",
        "since:..2019-05-14",
        "since>2019",
        "since>=2019-05",
        "since<2020-01",
        "since<=2021-11-30",
        "coder:anna",
        "coder:*",
        "coder:rules",
        "coded:2026-11",
        "coded<2026-11-14",
        "memo:train",
        "memo:*",
        "noted>2026-11-01",
        "noted:2026-10..2026-11-01",
        "imported:2026-11",
        "imported<2026-11-01",
        "imported:2026-10..2026-11-01",
        "sector:*ing",
        "sector:*ou*w*k",
        "source:*/anna*",
        "*",
    ];
    prop_oneof![
        3 => word(),
        1 => word().prop_map(|word| format!("={word}")),
        1 => (word(), 1..4_usize).prop_map(|(word, length)| format!("{}*", word.chars().take(length).filter(|letter| letter.is_alphanumeric()).collect::<String>())),
        2 => wild(),
        1 => (word(), wild(), 0..3_u32, any::<bool>()).prop_map(|(word, wild, slop, first)| {
            let (one, two) = if first { (&wild, &word) } else { (&word, &wild) };
            // At a word's end in a phrase, a ? may be a question mark.
            let open = ['?', '’', '\''];
            format!("\"{} {}\"~{slop}", one.trim_end_matches(open), two.trim_end_matches(open))
        }),
        1 => (word(), 1..3_u8).prop_filter_map("one word", |(word, distance)| {
            (words(&word).count() == 1).then(|| format!("{word}~{distance}"))
        }),
        1 => proptest::sample::select(&["/train.*/", "/w.its?/", "/[a-h]+/", "/.*’.*/", "/\\d+/", "/(?i)COURTS?/"][..]).prop_map(str::to_owned),
        2 => (word(), word(), any::<bool>()).prop_map(|(one, two, exact)| format!("{}\"{one} {two}\"", if exact { "=" } else { "" })),
        1 => (word(), word(), 1..4_u32).prop_map(|(one, two, slop)| format!("\"{one} {two}\"~{slop}")),
        1 => (word(), word(), word(), 1..3_u32).prop_map(|(one, two, three, slop)| format!("\"{one} {two} {three}\"~{slop}")),
        1 => (word(), 1..3_usize).prop_map(|(word, length)| format!("\"{word} {}*\"", ["t", "hea", "li"][length])),
        3 => proptest::sample::select(fields.to_vec()).prop_map(str::to_owned),
        2 => coding().prop_map(|coding| format!("[{coding}]")),
        3 => (operand(), joint(), operand()).prop_map(|(left, joint, right)| format!("{left} {joint} {right}")),
        1 => (operand(), joint(), operand(), joint(), operand())
            .prop_map(|(one, joint, two, other, three)| format!("{one} {joint} {two} {other} {three}")),
    ]
}

fn joint() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(&["WITH", "NOT WITH", "NEAR", "NEAR/0", "NEAR/3", "NOT NEAR/2"][..])
}

/// What is asked of one coding.
fn coding_leaf() -> impl Strategy<Value = String> {
    let fields = [
        "code:resourcing",
        "code:staff-training",
        "code:public-education",
        "code:courts",
        "theme:resources",
        "theme:prevention",
        "coder:anna",
        "coder:ben",
        "coder:\"dr c*\"",
        "coder:rules",
        "coder:*",
        "status:accepted",
        "status:rejected",
        "status:proposed",
        "coded>=2026-11-01",
        "coded:2026-11",
        "coded:..2026-11-01",
        "memo:*",
        "memo:training",
        "memo:\"waiting list\"",
        "noted<2026-11-02",
    ];
    proptest::sample::select(fields.to_vec()).prop_map(str::to_owned)
}

fn coding() -> impl Strategy<Value = String> {
    coding_leaf().prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 2..4).prop_map(|parts| parts.join(" ")),
            proptest::collection::vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(" OR "))),
            inner.clone().prop_map(|part| format!("NOT ({part})")),
            (inner.clone(), joint(), inner).prop_map(|(left, joint, right)| format!("({left}) {joint} [{right}]")),
        ]
    })
}

fn operand() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => coding_leaf(),
        1 => coding().prop_map(|coding| format!("({coding})")),
        1 => coding().prop_map(|coding| format!("[{coding}]")),
    ]
}

pub(super) fn query() -> impl Strategy<Value = String> {
    leaf().prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(" "))),
            proptest::collection::vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(" OR "))),
            inner.clone().prop_map(|part| format!("NOT {part}")),
            (inner.clone(), inner).prop_map(|(one, other)| format!("({one} AND -{other})")),
        ]
    })
}

#[test]
fn every_query_finds_what_a_plain_scan_finds() {
    let study = Study::coded_by_many(&texts(1, 160), &texts(2, 60), 3);
    let index = study.index();
    let scan = Scan::of(&study);
    let mut runner = TestRunner::new(Config { cases: 400, failure_persistence: None, ..Config::default() });
    runner
        .run(&query(), |text| {
            scan.check(&index, &text);
            Ok(())
        })
        .expect("the index and the scan agree");
}

/// Words have the forms of the language that they are in.
#[test]
fn every_query_finds_what_a_plain_scan_finds_in_several_languages() {
    let study = Study::coded_by_many(&texts(4, 120), &texts(5, 90), 6);
    for language in ["nl", "de", "fr"] {
        let mut index = study.index();
        index.set_languages(Languages::of_one("en").with(1, None).with(2, Some(language)));
        assert_eq!(catch_up(&mut index, &study.store, &mut |_| true).expect("it catches up"), CaughtUp::Rebuilt(210));
        assert_eq!(catch_up(&mut index, &study.store, &mut |_| true).expect("it catches up"), CaughtUp::Already);
        let mut scan = Scan::of(&study);
        scan.interview = Stems::of_language(language);
        let mut runner = TestRunner::new(Config { cases: 60, failure_persistence: None, ..Config::default() });
        runner
            .run(&query(), |text| {
                scan.check(&index, &text);
                Ok(())
            })
            .expect("the index and the scan agree");
    }
}

/// The query language once more, in the plainest way.
struct Scan<'s> {
    study: &'s Study,
    stems: Stems,
    /// What the interview is in, if that is another language.
    interview: Option<Stems>,
    everything: Everything,
}

impl<'s> Scan<'s> {
    fn of(study: &'s Study) -> Self {
        let stems = Stems::of_language("en").expect("English is built in");
        Self { study, stems, interview: None, everything: Everything::of(study) }
    }

    fn check(&self, index: &Index, text: &str) {
        let study = self.study;
        let query = parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let found =
            segments(&query, &study.store, index, &study.codebook).unwrap_or_else(|error| panic!("{text}: {error}"));
        let expected: Vec<usize> = study
            .segments
            .iter()
            .filter(|segment| segment.case.is_none_or(|case| !study.left_out.contains(&case)))
            .filter(|segment| self.matches(&query, segment))
            .map(|segment| segment.number as usize)
            .collect();
        assert_eq!(found.ones().collect::<Vec<_>>(), expected, "{text}");
    }

    fn matches(&self, query: &Query, segment: &Segment) -> bool {
        let folded: Vec<String> = words(&segment.content).map(|word| fold(word.text)).collect();
        match query {
            Query::Everything => true,
            Query::Words(phrase) => Self::phrase(phrase, &folded, self.stems_of(segment)),
            Query::Fuzzy { word, distance } => {
                folded.iter().any(|other| edit_distance(word, other) <= usize::from(*distance))
            }
            Query::Regex(Placed { value, .. }) => {
                let regex = Regex::new(&format!("(?i)^(?:{value})$")).expect("the test's own expression");
                folded.iter().any(|word| regex.is_match(word))
            }
            Query::Field(test) => self.field(test, segment),
            Query::Codings(codings) => self.everything.finds(codings, segment.number),
            Query::Saved(_) => panic!("the scan knows no names"),
            Query::Not(inner) => !self.matches(inner, segment),
            Query::And(parts) => parts.iter().all(|part| self.matches(part, segment)),
            Query::Or(parts) => parts.iter().any(|part| self.matches(part, segment)),
        }
    }

    fn stems_of(&self, segment: &Segment) -> &Stems {
        self.interview.as_ref().filter(|_| segment.kind == "interview").unwrap_or(&self.stems)
    }

    fn phrase(phrase: &Phrase, text: &[String], stems: &Stems) -> bool {
        let is_word = |wanted: &PhraseWord, word: &str| match wanted {
            PhraseWord::Pattern(open) => fits(&open.value, word, true),
            PhraseWord::Whole(wanted) if phrase.exact => wanted == word,
            PhraseWord::Whole(wanted) => stems.stem(wanted) == stems.stem(word),
        };
        let count = phrase.words.len();
        if phrase.slop == 0 {
            return text
                .windows(count)
                .any(|window| phrase.words.iter().zip(window).all(|(one, word)| is_word(one, word)));
        }
        // Every way of giving each word a place of its own.
        let mut ways: Vec<Vec<usize>> = vec![Vec::new()];
        for wanted in &phrase.words {
            ways = ways
                .iter()
                .flat_map(|way| {
                    let free = (0..text.len()).filter(|place| !way.contains(place) && is_word(wanted, &text[*place]));
                    free.map(|place| [way.as_slice(), &[place]].concat()).collect::<Vec<_>>()
                })
                .collect();
        }
        let width = |way: &Vec<usize>| way.iter().max().expect("a word") - way.iter().min().expect("a word") + 1;
        ways.iter().any(|way| width(way) <= count + phrase.slop as usize)
    }

    fn field(&self, test: &FieldTest, segment: &Segment) -> bool {
        let value = test.value.value.to_lowercase();
        let is = |name: &str| {
            let name = name.to_lowercase();
            fits(&value, &name, false)
        };
        let case = segment.case.map(|case| CASES[case]);
        let number = |own: &str| {
            let read = |text: &str| text.replace(',', ".").trim_end_matches("years").trim().parse::<f64>();
            let Ok(own) = read(own) else { return false };
            if let (Comparison::Within, Some((low, high))) = (test.comparison, value.split_once("..")) {
                return read(low).map_or(true, |low| own >= low) && read(high).map_or(true, |high| own <= high);
            }
            let wanted = read(&value).expect("a number");
            match test.comparison.sign() {
                ":" => (own - wanted).abs() < 1e-9,
                "<" => own < wanted,
                "<=" => own <= wanted,
                ">" => own > wanted,
                _ => own >= wanted,
            }
        };
        match test.field.value.as_str() {
            "coded" if matches!(value.as_str(), "yes" | "no") => {
                self.everything.is_coded(segment.number) == (value == "yes")
            }
            "theme" | "code" | "coded" | "status" | "coder" => {
                self.everything.finds(&Codings::Field(test.clone()), segment.number)
            }
            "memo" | "noted" => self.everything.notes(test, segment.number),
            "case" => case.is_some_and(|case| is(case.0)),
            "source" => segment.source.contains(value.trim_matches(['*', '/'])),
            "imported" if segment.kind == "survey" => dated("2026-10-31", test),
            "imported" => dated("2026-11-02", test),
            "kind" => segment.kind == value,
            "speaker" => segment.speaker.is_some_and(is),
            "question" => segment.question.is_some_and(is),
            "sector" => case.is_some_and(|case| is(case.1)),
            "age" => case.is_some_and(|case| number(case.2)),
            "since" => case.is_some_and(|case| dated(case.5, test)),
            "Q15" => case.is_some_and(|case| number(case.3)),
            other => panic!("the scan does not know {other}"),
        }
    }
}

/// Whether a word is what a pattern describes, letter by letter.
pub(crate) fn fits(pattern: &str, word: &str, any_letter: bool) -> bool {
    let (mut rest, mut letters) = (pattern.chars(), word.chars());
    match (rest.next(), letters.next()) {
        (None, None) => true,
        (Some('*'), None) => fits(rest.as_str(), word, any_letter),
        (Some('*'), Some(_)) => fits(rest.as_str(), word, any_letter) || fits(pattern, letters.as_str(), any_letter),
        (Some('?'), Some(_)) if any_letter => fits(rest.as_str(), letters.as_str(), any_letter),
        (Some(wanted), Some(letter)) => wanted == letter && fits(rest.as_str(), letters.as_str(), any_letter),
        _ => false,
    }
}

/// Whether a date, as it is written, is what a test asks for: first and last day are compared letter by letter.
pub(crate) fn dated(own: &str, test: &FieldTest) -> bool {
    let days = |text: &str| {
        let text = text.split(' ').next().unwrap_or_default();
        let iso = match text.split('.').collect::<Vec<_>>().as_slice() {
            [day, month, year] => format!("{year}-{month}-{day}"),
            _ => text.to_owned(),
        };
        match iso.len() {
            4 => Some((format!("{iso}-01-01"), format!("{iso}-12-31"))),
            7 => Some((format!("{iso}-01"), format!("{iso}-31"))),
            10 => Some((iso.clone(), iso)),
            _ => None,
        }
    };
    let (Some((first, last)), value) = (days(own), test.value.value.as_str()) else { return false };
    if let (Comparison::Within, Some((low, high))) = (test.comparison, value.split_once("..")) {
        return days(low).is_none_or(|low| first >= low.0) && days(high).is_none_or(|high| last <= high.1);
    }
    let wanted = days(value).expect("a date");
    match test.comparison.sign() {
        ":" => first >= wanted.0 && last <= wanted.1,
        "<" => last < wanted.0,
        "<=" => last <= wanted.1,
        ">" => first > wanted.1,
        _ => first >= wanted.0,
    }
}

/// The number of letters changed, by the textbook.
fn edit_distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut table = vec![vec![0; other.len() + 1]; one.len() + 1];
    for row in 0..=one.len() {
        for column in 0..=other.len() {
            table[row][column] = if row == 0 || column == 0 {
                row + column
            } else {
                let changed = table[row - 1][column - 1] + usize::from(one[row - 1] != other[column - 1]);
                let mut least = changed.min(table[row - 1][column] + 1).min(table[row][column - 1] + 1);
                if row > 1 && column > 1 && one[row - 1] == other[column - 2] && one[row - 2] == other[column - 1] {
                    least = least.min(table[row - 2][column - 2] + 1);
                }
                least
            };
        }
    }
    table[one.len()][other.len()]
}
