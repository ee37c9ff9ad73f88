//! COREQ: interviews and focus groups, 32 items.

use super::Fact;
use super::Known::{Nothing, Part, Whole};
use super::{ChecklistItem, Known};

pub(super) const SOURCE: &str = "\
    Consolidated criteria for reporting qualitative research (COREQ): Tong A, Sainsbury P, Craig J. Int J Qual \
    Health Care 2007; 19(6): 349–357. The items are named and put in our own words; the paper’s wording stands.";

pub(super) const ITEMS: &[ChecklistItem] = &[
    item(
        1,
        "Research team: who they are",
        "Interviewer or facilitator",
        "Who held the interviews or led the groups.",
        Nothing,
    ),
    item(2, "Research team: who they are", "Credentials", "Academic degrees of the researchers.", Nothing),
    item(
        3,
        "Research team: who they are",
        "Occupation",
        "What the researchers did for a living while the study ran.",
        Nothing,
    ),
    item(4, "Research team: who they are", "Gender", "Gender of the researchers.", Nothing),
    item(
        5,
        "Research team: who they are",
        "Experience and training",
        "What had prepared the researchers for this work.",
        Nothing,
    ),
    item(
        6,
        "Research team: ties to participants",
        "Relationship established",
        "Whether researchers and participants had met before the study.",
        Nothing,
    ),
    item(
        7,
        "Research team: ties to participants",
        "Participant knowledge of the interviewer",
        "What participants were told of the researcher, and of the reasons for the study.",
        Nothing,
    ),
    item(
        8,
        "Research team: ties to participants",
        "Interviewer characteristics",
        "What is said of the interviewer’s own views, interests and assumptions.",
        Nothing,
    ),
    item(
        9,
        "Study design: approach",
        "Methodological orientation and theory",
        "The tradition that the study stands in.",
        Nothing,
    ),
    item(10, "Study design: who took part", "Sampling", "By which way participants were chosen.", Nothing),
    item(11, "Study design: who took part", "Method of approach", "By which way participants were reached.", Nothing),
    item(12, "Study design: who took part", "Sample size", "Number of participants.", Whole(Fact::SampleSize)),
    item(
        13,
        "Study design: who took part",
        "Non-participation",
        "How many declined or left, and for which reasons.",
        Part(Fact::LeftOut),
    ),
    item(14, "Study design: setting", "Setting of data collection", "The place where data were collected.", Nothing),
    item(15, "Study design: setting", "Presence of non-participants", "Whether anybody else was there.", Nothing),
    item(
        16,
        "Study design: setting",
        "Description of sample",
        "What marks the sample: who they are, and dates.",
        Part(Fact::Description),
    ),
    item(
        17,
        "Study design: collecting data",
        "Interview guide",
        "Whether the questions, prompts and guide are given, and were tried out first.",
        Part(Fact::Guide),
    ),
    item(
        18,
        "Study design: collecting data",
        "Repeat interviews",
        "Whether anybody was interviewed again, and how often.",
        Part(Fact::RepeatInterviews),
    ),
    item(
        19,
        "Study design: collecting data",
        "Audio or visual recording",
        "Whether talks were recorded.",
        Part(Fact::Recording),
    ),
    item(
        20,
        "Study design: collecting data",
        "Field notes",
        "Whether notes were taken during or after the talks.",
        Part(Fact::FieldNotes),
    ),
    item(21, "Study design: collecting data", "Duration", "How long the talks took.", Part(Fact::Duration)),
    item(
        22,
        "Study design: collecting data",
        "Data saturation",
        "What is said of saturation.",
        Part(Fact::Accumulation),
    ),
    item(
        23,
        "Study design: collecting data",
        "Transcripts returned",
        "Whether participants saw their transcripts and could correct them.",
        Part(Fact::Corrections),
    ),
    item(24, "Analysis", "Number of data coders", "How many people coded.", Whole(Fact::Coders)),
    item(
        25,
        "Analysis",
        "Description of the coding tree",
        "The codes and how they hang together.",
        Whole(Fact::CodingTree),
    ),
    item(
        26,
        "Analysis",
        "Derivation of themes",
        "Whether themes were set beforehand or came from the data.",
        Part(Fact::Derivation),
    ),
    item(27, "Analysis", "Software", "The program that the data were handled with.", Whole(Fact::Software)),
    item(28, "Analysis", "Participant checking", "Whether participants commented on the findings.", Nothing),
    item(
        29,
        "Reporting",
        "Quotations presented",
        "Whether quotations bear out the findings, and each says which participant it is of.",
        Part(Fact::Quotations),
    ),
    item(
        30,
        "Reporting",
        "Data and findings consistent",
        "Whether the data that are shown agree with what is found.",
        Part(Fact::Consistency),
    ),
    item(31, "Reporting", "Clarity of major themes", "Whether the main themes stand out.", Part(Fact::Themes)),
    item(
        32,
        "Reporting",
        "Clarity of minor themes",
        "Whether differing cases and lesser themes are told of.",
        Part(Fact::MinorThemes),
    ),
];

const fn item(
    number: usize,
    part: &'static str,
    topic: &'static str,
    asks: &'static str,
    known: Known,
) -> ChecklistItem {
    ChecklistItem { number, part, topic, asks, known }
}
