//! Which quotations are printed, and how.

use insta::assert_snapshot;
use verbatim::analysis::{AttributeBuilder, CodedBuilder, Contents, ContentsError, FoundCoding};
use verbatim::model::{CodingStatus, SegmentId, Span, TextId};
use verbatim::report::{Attribution, Block, Material, Order, Quotation, Record, Telling, chapter};

use super::{cook, printed, recipe};
use crate::analysis::small::{self, NEEDS, codebook, columns};

fn quotations(lines: &str) -> Vec<Quotation> {
    let chapter = cook(&format!("name = \"a\"\nkind = \"quotes\"\n{lines}"), &columns(), &codebook());
    let blocks = chapter.expect("a sound recipe").blocks;
    blocks
        .into_iter()
        .filter_map(|block| if let Block::Quotation(quote) = block { Some(quote) } else { None })
        .collect()
}

#[test]
fn a_theme_has_its_story_and_whole_sentences_of_several_people() {
    assert_snapshot!(printed("name = \"a\"\nkind = \"quotes\""), @r#"
    # Quotations
    ## Resourcing
    [Text("The story of Resourcing.")]
    “Training. We were handed the case load and the manual on the same morning, and nobody had time to explain either.” (Participant D)
    “more staff training” (survey participant)
    “More staff training.” (survey participant)
    ## Knowledge
    [Text("The story of Knowledge.")]
    “The university helps us to measure outcomes every spring.” (Participant D)
    “more staff training” (survey participant)
    “More staff training.” (survey participant)
    “Training. We were handed the case load and the manual on the same morning, and nobody had time to explain either.” (Participant D)
    Theme | Cases | Quoted
    Resourcing | 3 | Number { value: 3.0, decimals: 0 }
    Knowledge | 4 | Number { value: 3.0, decimals: 0 }
    (At most 12 quotations under a heading and 2 of one person, in an order that follows nothing of the sample; only of those who agreed to be quoted.)
    (Codebook: Small, version 1.)
    (A code counts the codes below it too.)
    (Left out: 3 cases not kept, rejected codings and what interviewers said.)
    "#);
}

#[test]
fn codes_stand_below_their_theme() {
    let printed = printed("name = \"a\"\nkind = \"quotes\"\nby = \"both\"\ntheme = \"knowledge\"");
    let headings: Vec<&str> = printed.lines().filter(|line| line.starts_with("##")).collect();
    assert_eq!(headings, ["## Knowledge", "## staff training", "## research"]);
}

#[test]
fn nobody_is_quoted_more_often_than_asked_nor_without_consent() {
    let quotes = quotations("theme = \"Knowledge\"\nper_case = 1");
    assert_eq!(quotes.len(), 3);
    let mut people: Vec<_> = quotes.iter().map(|quote| quote.attribution.case).collect();
    people.sort();
    people.dedup();
    assert_eq!(people.len(), 3);
    assert!(quotes.iter().all(|quote| quote.words.text != NEEDS[3]), "that respondent agreed to analysis only");
    assert_eq!(quotations("theme = \"Knowledge\"\nlimit = 2").len(), 2);
}

#[test]
fn a_good_length_comes_first_and_attributes_know_their_group() {
    let quotes = quotations("code = \"staff-training\"\nattributes = [\"sector\"]");
    assert_eq!(quotes[0].attribution.label, "Participant D");
    assert!(quotes[0].words.text.starts_with("Training. We were handed"), "{}", quotes[0].words.text);
    let attribute = &quotes[0].attribution.attributes[0];
    assert_eq!((attribute.name.as_str(), attribute.value.as_str()), ("sector", "Policing"));
}

#[test]
fn a_group_is_of_those_whom_the_label_could_mean() {
    let mut columns = columns();
    let mut country = AttributeBuilder::new("country", 6);
    for (case, value) in [(0, "Wales"), (1, "Wales"), (2, "Wales"), (3, "Wales")] {
        country.set(case, value).expect("one value");
    }
    columns.attributes.push(country.finish());
    let sizes = |attributes: &str| -> Vec<(String, Vec<u64>)> {
        let lines = format!("name = \"a\"\nkind = \"quotes\"\ncode = \"staff-training\"\nattributes = {attributes}");
        let blocks = cook(&lines, &columns, &codebook()).expect("a sound recipe").blocks;
        let quotes = blocks.into_iter().filter_map(|block| match block {
            Block::Quotation(quote) => Some(quote.attribution),
            _ => None,
        });
        let sizes = |quote: &Attribution| quote.attributes.iter().map(|attribute| attribute.group_size).collect();
        let mut found: Vec<_> = quotes.map(|quote| (quote.label.clone(), sizes(&quote))).collect();
        found.sort();
        found
    };
    // Three cases are in Policing, but only one of them was interviewed; two respondents are, and one of those in Wales.
    let (participant, respondent) = ("Participant D".to_owned(), "survey participant".to_owned());
    assert_eq!(
        sizes("[\"country\", \"sector\"]"),
        [(participant.clone(), vec![1, 1]), (respondent.clone(), vec![3, 1]), (respondent.clone(), vec![3, 2])]
    );
    assert_eq!(sizes("[\"sector\"]"), [(participant, vec![1]), (respondent.clone(), vec![2]), (respondent, vec![2])]);
}

/// Answers of three respondents to one question.
struct Answers<'a>([&'a str; 3]);

/// The texts of three who agreed to be quoted.
const TEXTS: [u32; 3] = [5, 6, 9];

impl Contents for Answers<'_> {
    fn content(&self, text: TextId) -> Result<String, ContentsError> {
        let answers = TEXTS.iter().zip(self.0);
        let found = answers.into_iter().find(|(id, _)| **id == text.0).map(|(_, answer)| answer.to_owned());
        found.ok_or_else(|| ContentsError { text, source: "no such text".into() })
    }

    fn segment_span(&self, _: TextId, _: SegmentId) -> Result<Option<Span>, ContentsError> {
        Ok(None)
    }
}

/// The one quotation that is picked of three people's, all about rooms; `also_research` are about research too.
#[track_caller]
fn check(answers: [&str; 3], also_research: &[usize], expected: &str) {
    let mut columns = columns();
    let segments = small::segments();
    let mut builder = CodedBuilder::new(&segments);
    for code in 0..4 {
        builder.next_code();
        for (at, text) in TEXTS.into_iter().enumerate() {
            if code == 3 || code == 2 && also_research.contains(&at) {
                let (first, last, end) = (text, text, u32::try_from(answers[at].len()).expect("short answers"));
                let status = CodingStatus::Proposed;
                builder.push(FoundCoding { text, start: 0, end, first_segment: first, last_segment: last, status });
            }
        }
    }
    columns.coded = builder.finish();
    let mut codebook = codebook();
    codebook.themes.push(small::theme("Rooms", &["rooms"]));
    let recipe = recipe("name = \"a\"\nkind = \"quotes\"\ntheme = \"Rooms\"\nlimit = 1");
    // In whichever order people come.
    for seed in 0..4 {
        let material = Material {
            columns: &columns,
            codebook: &codebook,
            contents: &Answers(answers),
            memos: &[],
            quote_marks: &[],
            frameworks: &[],
            services: &[],
            smallest_group: 0,
            telling: &Telling::default(),
            zero_is_small: false,
            least_sharing: 0,
            record: &Record::default(),
            seed,
        };
        let blocks = chapter(Order { recipe: &recipe, hits: None }, &material).expect("a sound recipe").blocks;
        let quotes: Vec<&str> = blocks
            .iter()
            .filter_map(
                |block| if let Block::Quotation(quote) = block { Some(quote.words.text.as_str()) } else { None },
            )
            .collect();
        assert_eq!(quotes, [expected]);
    }
}

#[test]
fn words_about_the_theme_alone_in_whole_sentences_come_first() {
    let plain = "What we lack is a room with a door that closes.";
    let other = "There is no room in which anyone could talk in private.";
    check([other, plain, other], &[0, 2], plain);
    check(["We need rooms.", plain, "bigger rooms"], &[], plain);
    check(
        ["because there is no room in which to talk,", plain, "and a room with a door that really closes"],
        &[],
        plain,
    );
    check(
        ["Rooms with doors, a garden, chairs that match.", plain, "A kitchen, two rooms, a lift; nothing more."],
        &[],
        plain,
    );
    check(
        ["„Ein Raum mit Tür wäre wirklich ein guter Anfang.“", "a room", "rooms"],
        &[],
        "„Ein Raum mit Tür wäre wirklich ein guter Anfang.“",
    );
}
