//! CHERRIES: surveys on the web, 30 items.

use super::Fact;
use super::Known::{Nothing, Part};
use super::{ChecklistItem, Known};

pub(super) const SOURCE: &str = "\
    Checklist for reporting results of internet e-surveys (CHERRIES): Eysenbach G. J Med Internet Res 2004; 6(3): \
    e34. The paper’s items have no numbers; they are counted in its order, named and put in our own words. The \
    paper’s wording stands.";

pub(super) const ITEMS: &[ChecklistItem] = &[
    item(1, "Design", "Survey design", "Whom the survey is meant for, and how they were chosen.", Nothing),
    item(2, "Ethics", "Ethics approval", "Which board approved the survey.", Nothing),
    item(
        3,
        "Ethics",
        "Informed consent",
        "What people were told and agreed to before they began.",
        Part(Fact::Consent),
    ),
    item(
        4,
        "Ethics",
        "Data protection",
        "Which personal data were collected, and how they are kept safe.",
        Part(Fact::Privacy),
    ),
    item(5, "Development", "Development and testing", "How the questionnaire was made and tried out.", Nothing),
    item(6, "Recruitment", "Open or closed survey", "Whether anybody could answer, or only those invited.", Nothing),
    item(7, "Recruitment", "Contact mode", "How people were first reached.", Nothing),
    item(8, "Recruitment", "Advertising", "Where and in which words the survey was announced.", Nothing),
    item(
        9,
        "Administration",
        "Web or e-mail",
        "Where the questionnaire stood, and how answers came in.",
        Part(Fact::Collection),
    ),
    item(10, "Administration", "Context", "The site on which the survey was found.", Nothing),
    item(11, "Administration", "Mandatory or voluntary", "Whether people had to answer it to go on.", Nothing),
    item(12, "Administration", "Incentives", "What was offered for answering.", Nothing),
    item(13, "Administration", "Time and date", "When answers were collected.", Nothing),
    item(14, "Administration", "Order of items", "Whether items were shown in an order of chance.", Nothing),
    item(
        15,
        "Administration",
        "Adaptive questioning",
        "Which items were shown only after certain answers.",
        Part(Fact::Branching),
    ),
    item(16, "Administration", "Number of items", "How many items there were.", Part(Fact::Questionnaire)),
    item(17, "Administration", "Number of screens", "Over how many pages they were spread.", Nothing),
    item(
        18,
        "Administration",
        "Completeness check",
        "Whether answers were checked for gaps before they were sent in.",
        Nothing,
    ),
    item(19, "Administration", "Review step", "Whether people could go back and change answers.", Nothing),
    item(20, "Response rates", "Unique visitors", "How one visitor was told from another.", Nothing),
    item(21, "Response rates", "View rate", "Visitors to the survey, of visitors to the site.", Nothing),
    item(
        22,
        "Response rates",
        "Participation rate",
        "Those who agreed to take part, of those who saw the first page.",
        Part(Fact::CompletionRate),
    ),
    item(
        23,
        "Response rates",
        "Completion rate",
        "Those who finished, of those who agreed.",
        Part(Fact::CompletionRate),
    ),
    item(24, "Repeated answers", "Cookies", "Whether cookies kept people from answering twice.", Nothing),
    item(25, "Repeated answers", "Internet addresses", "Whether addresses kept people from answering twice.", Nothing),
    item(
        26,
        "Repeated answers",
        "Log file analysis",
        "Whether other traces were used to find repeated answers.",
        Nothing,
    ),
    item(27, "Repeated answers", "Registration", "Whether logging in kept people from answering twice.", Nothing),
    item(
        28,
        "Analysis",
        "Incomplete questionnaires",
        "What was done with those that were broken off.",
        Part(Fact::Incomplete),
    ),
    item(29, "Analysis", "Atypical time stamps", "Whether answers given very fast were left out.", Nothing),
    item(30, "Analysis", "Statistical correction", "Whether answers were weighted.", Nothing),
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
