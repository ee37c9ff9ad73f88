//! SRQR: qualitative research of any kind, 21 items.

use super::Fact;
use super::Known::{Nothing, Part};
use super::{ChecklistItem, Known};

pub(super) const SOURCE: &str = "\
    Standards for reporting qualitative research (SRQR): O’Brien BC, Harris IB, Beckman TJ, Reed DA, Cook DA. Acad \
    Med 2014; 89(9): 1245–1251. The items are named and put in our own words; the paper’s wording stands.";

pub(super) const ITEMS: &[ChecklistItem] = &[
    item(1, "Title and abstract", "Title", "What the study is about and that it is qualitative.", Nothing),
    item(2, "Title and abstract", "Abstract", "A summary in the shape that the journal asks for.", Nothing),
    item(3, "Introduction", "Problem formulation", "The problem, why it matters, and what is known of it.", Nothing),
    item(4, "Introduction", "Purpose or research question", "What the study set out to learn.", Nothing),
    item(
        5,
        "Methods",
        "Qualitative approach and research paradigm",
        "The approach, the theory behind it, and why they fit.",
        Nothing,
    ),
    item(
        6,
        "Methods",
        "Researcher characteristics and reflexivity",
        "What the researchers bring with them, and how it may have shaped the study.",
        Nothing,
    ),
    item(7, "Methods", "Context", "Place and circumstances of the study.", Nothing),
    item(
        8,
        "Methods",
        "Sampling strategy",
        "How and why people, documents or events were chosen, and when it was enough.",
        Part(Fact::Accumulation),
    ),
    item(
        9,
        "Methods",
        "Ethical issues pertaining to human subjects",
        "Approval, consent, and how confidentiality is kept.",
        Part(Fact::Ethics),
    ),
    item(
        10,
        "Methods",
        "Data collection methods",
        "Which data were collected, how and when, and what changed on the way.",
        Part(Fact::Collection),
    ),
    item(
        11,
        "Methods",
        "Data collection instruments and technologies",
        "Guides, questionnaires and devices, and how they changed.",
        Part(Fact::Instruments),
    ),
    item(12, "Methods", "Units of study", "Number and marks of the people, documents or events.", Part(Fact::Units)),
    item(
        13,
        "Methods",
        "Data processing",
        "What was done to the data before and during analysis: transcribing, entry, checking, coding, de-identifying.",
        Part(Fact::Processing),
    ),
    item(
        14,
        "Methods",
        "Data analysis",
        "How findings were reached, by whom, and by which approach.",
        Part(Fact::Analysis),
    ),
    item(
        15,
        "Methods",
        "Techniques to enhance trustworthiness",
        "What lets others trust the analysis, and why it was chosen.",
        Part(Fact::Trustworthiness),
    ),
    item(
        16,
        "Results and findings",
        "Synthesis and interpretation",
        "The main findings: themes, interpretations, theory.",
        Part(Fact::Themes),
    ),
    item(
        17,
        "Results and findings",
        "Links to empirical data",
        "The evidence that bears the findings out: quotations, notes, excerpts.",
        Part(Fact::Quotations),
    ),
    item(
        18,
        "Discussion",
        "Integration with prior work, implications, transferability and contribution",
        "What the findings add to what was known, and where they may hold.",
        Nothing,
    ),
    item(19, "Discussion", "Limitations", "How far the findings can be trusted, and where not.", Nothing),
    item(
        20,
        "Other",
        "Conflicts of interest",
        "What could have swayed the researchers, and what was done about it.",
        Nothing,
    ),
    item(21, "Other", "Funding", "Who paid, and what part they had in the study.", Nothing),
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
