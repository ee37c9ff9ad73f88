//! A study small enough to count by hand: one interview, a survey of five, two themes of two codes and a code of none.

use std::collections::BTreeMap;

use verbatim::analysis::{
    AskedQuestion, AttributeBuilder, Cases, CodedBuilder, Columns, Contents, ContentsError, FoundCoding, KeptCase,
    Ledger, NO_CASE, OUT, Place, Responses, Segments, SourceColumn,
};
use verbatim::model::{
    CaseId, CaseKind, Code, Codebook, CodingStatus, Condition, Consent, Question, QuestionId, QuestionType, SegmentId,
    SourceId, SourceKind, Span, TextId, Theme,
};

/// The interview: interviewer, participant, interviewer, participant.
pub(crate) const INTERVIEW: [&str; 4] = [
    "What would help your service most?",
    "Training. We were handed the case load and the manual on the same morning, and nobody had time to explain either.",
    "And the partners?",
    "The university helps us to measure outcomes every spring. That works. Bigger rooms would be nice as well, I suppose.",
];

/// Answers to Q2, by row of the survey; the third left it blank.
pub(crate) const NEEDS: [&str; 5] =
    ["More staff training.", "more  staff training", "", "Shared outcome measures with the university", "No idea"];

pub(crate) struct Words(BTreeMap<u32, (String, Vec<Span>)>);

impl Contents for Words {
    fn content(&self, text: TextId) -> Result<String, ContentsError> {
        let missing = || ContentsError { text, source: "no such text".into() };
        self.0.get(&text.0).map(|(content, _)| content.clone()).ok_or_else(missing)
    }

    fn segment_span(&self, text: TextId, segment: SegmentId) -> Result<Option<Span>, ContentsError> {
        let at = (segment.0 - text.0) as usize;
        Ok(self.0.get(&text.0).and_then(|(_, turns)| turns.get(at).copied()))
    }
}

pub(crate) fn words() -> Words {
    let content = INTERVIEW.join("\n");
    let turns = INTERVIEW.iter().map(|turn| {
        let start = content.find(turn).expect("the turns were joined");
        Span::of(&content, start..start + turn.len()).expect("turns are whole")
    });
    let turns = turns.collect();
    let mut texts = BTreeMap::from([(1, (content, turns))]);
    let answers = (5_u32..).zip(NEEDS).filter(|(_, answer)| !answer.is_empty());
    texts.extend(answers.map(|(id, answer)| (id, (answer.to_owned(), Vec::new()))));
    Words(texts)
}

pub(crate) fn code(id: &str, parent: Option<&str>) -> Code {
    Code {
        id: id.to_owned(),
        name: id.replace('-', " "),
        parent: parent.map(str::to_owned),
        definition: format!("What {id} means."),
        ..Code::default()
    }
}

pub(crate) fn theme(id: &str, codes: &[&str]) -> Theme {
    Theme {
        id: id.to_owned(),
        name: id.to_owned(),
        story: format!("The story of {id}."),
        codes: codes.iter().map(|&code| code.to_owned()).collect(),
        ..Theme::default()
    }
}

pub(crate) fn codebook() -> Codebook {
    Codebook {
        title: "Small".to_owned(),
        version: "1".to_owned(),
        language: "en".to_owned(),
        codes: vec![
            code("staff", None),
            code("staff-training", Some("staff")),
            code("research", None),
            code("rooms", None),
        ],
        themes: vec![theme("Resourcing", &["staff"]), theme("Knowledge", &["research", "staff-training"])],
        sha256: String::new(),
    }
}

fn question(code: &str, kind: QuestionType, shown_if: Option<Condition>) -> AskedQuestion {
    let question = Question {
        id: QuestionId(0),
        code: code.to_owned(),
        wording: format!("How is it? - {code}"),
        kind,
        options: Vec::new(),
        scale: (kind == QuestionType::Scale).then_some((1, 7)),
        shown_if,
        other_of: None,
    };
    AskedQuestion { question, sources: vec![1], responses: None }
}

fn closed(mut question: AskedQuestion, answers: [&str; 5]) -> AskedQuestion {
    let mut responses = Responses::default();
    for (case, answer) in (1..).zip(answers) {
        responses.push(case, answer);
    }
    question.responses = Some(responses.finish());
    question
}

fn questions() -> Vec<AskedQuestion> {
    let yes = Condition {
        question: "Q1".to_owned(),
        is: vec!["yes".to_owned()],
        is_not: Vec::new(),
        below: None,
        above: None,
    };
    vec![
        closed(question("Q1", QuestionType::Single, None), ["Yes", "Yes", "No", "", "Yes"]),
        question("Q2", QuestionType::Open, None),
        closed(question("Q3_1", QuestionType::Scale, Some(yes)), ["1", "2", "", "", ""]),
        closed(question("Q3_2", QuestionType::Scale, None), ["4", "", "7", "", ""]),
        closed(question("Q4", QuestionType::Multiple, None), ["Chat\nPhone", "Phone", "", "", "phone"]),
    ]
}

fn cases() -> Cases {
    let mut cases = Cases::default();
    cases.push(KeptCase {
        id: CaseId(9),
        kind: CaseKind::Participant,
        consent: Consent::Quote,
        source_index: None,
        name: "P1",
        label: "Participant D",
        row_number: 0,
    });
    for row in 1..=5 {
        cases.push(KeptCase {
            id: CaseId(9 + row),
            kind: CaseKind::Respondent,
            consent: if row == 4 { Consent::Analyse } else { Consent::Quote },
            source_index: Some(1),
            name: &format!("R_{row}"),
            label: "survey participant",
            row_number: row,
        });
    }
    cases
}

/// Which segment belongs where: text 1 is the interview, 5 to 9 are answers to Q2, 10 those of someone excluded.
pub(crate) fn segments() -> Segments {
    let mut segments = Segments::default();
    for (segment, case_index) in (1..).zip([OUT, 0, OUT, 0]) {
        segments.set(SegmentId(segment), Place { source_index: 0, case_index, question_index: None });
    }
    for (segment, case_index) in (5..).zip([1, 2, NO_CASE, 4, 5, OUT]) {
        if case_index != NO_CASE {
            segments.set(SegmentId(segment), Place { source_index: 1, case_index, question_index: Some(1) });
        }
    }
    segments
}

/// A coding of the words `said` in a segment.
pub(crate) fn coding(text: u32, segment: u32, said: &str, status: CodingStatus) -> FoundCoding {
    let words = words();
    let content = words.content(TextId(text)).unwrap_or_else(|_| said.to_owned());
    let start = content.find(said).expect("these words are there");
    let byte = |at: usize| u32::try_from(at).expect("short texts");
    FoundCoding {
        text,
        start: byte(start),
        end: byte(start + said.len()),
        first_segment: segment,
        last_segment: segment,
        status,
    }
}

pub(crate) fn columns() -> Columns {
    use CodingStatus::{Accepted, Proposed, Rejected};
    let segments = segments();
    let mut builder = CodedBuilder::new(&segments);
    // staff: what the codes below it have not.
    builder.next_code();
    builder.push(coding(1, 2, "nobody had time", Accepted));
    // staff-training: two that overlap are one; the interviewer's and the excluded respondent's do not count.
    builder.next_code();
    builder.push(coding(1, 1, "What would help", Proposed));
    builder.push(coding(1, 2, "Training. We were", Proposed));
    builder.push(coding(1, 2, "We were handed", Accepted));
    builder.push(coding(5, 5, NEEDS[0], Proposed));
    builder.push(coding(6, 6, NEEDS[1], Proposed));
    builder.push(coding(10, 10, "training", Proposed));
    // research: a person rejected part of what a rule proposed in text 9, and all that there was in text 5.
    builder.next_code();
    builder.push(coding(1, 4, "measure outcomes", Proposed));
    builder.push(coding(5, 5, NEEDS[0], Rejected));
    builder.push(coding(8, 8, NEEDS[3], Proposed));
    builder.push(coding(9, 9, NEEDS[4], Proposed));
    builder.push(coding(9, 9, "idea", Rejected));
    // rooms
    builder.next_code();
    builder.push(coding(1, 4, "Bigger rooms", Proposed));
    let coded = builder.finish();

    let mut sector = AttributeBuilder::new("sector", 6);
    for (case, value) in [(0, "Policing"), (1, "Policing"), (2, "Charity"), (3, "Charity"), (4, "Policing")] {
        sector.set(case, value).expect("two values");
    }
    let source = |id, path: &str, kind| SourceColumn { id: SourceId(id), path: path.to_owned(), kind };
    Columns {
        sources: vec![source(3, "a.txt", SourceKind::Interview), source(4, "b.csv", SourceKind::Survey)],
        cases: cases(),
        attribute_names: vec!["country".to_owned(), "sector".to_owned()],
        attributes: vec![sector.finish()],
        questions: questions(),
        segments,
        coded,
        ledgers: vec![
            Ledger {
                source_index: Some(1),
                kept: 5,
                withdrawn: 1,
                excluded: vec![("without consent".to_owned(), 2), ("test row".to_owned(), 0)],
            },
            Ledger { source_index: None, kept: 1, withdrawn: 0, excluded: Vec::new() },
        ],
    }
}
