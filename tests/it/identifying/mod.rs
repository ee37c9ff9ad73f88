//! What may tell who someone is: found, looked at, decided once for all mentions, and logged.

mod deciding;
mod groups;
mod indirect;
mod log;
mod queue;
mod readers;
mod standing;
mod walk;
mod wording;

use verbatim::detect::{Candidate, Reason};
use verbatim::model::{IdentityKind, Span};
use verbatim::project::{CandidateFinder, Project, QueueOptions, Quiet, ReviewQueue};

use crate::support::Sandbox;

const STUDY: &str = r#"title = "Names"
cases = "participants.csv"
codebook = "book.toml"

[[source]]
files = "transcripts/*.txt"
kind = "interview"

[disclosure]
minimum_group = 1
# What is found and decided on is looked at here, and nobody whom a case is named after.
names_of_cases = false

[[output]]
name = "quotes"
kind = "quotes"
formats = ["md"]
"#;

const BOOK: &str = r#"title = "Book"
version = "1"

[[theme]]
id = "all"
name = "All"
definition = "Everything."
codes = ["funding"]

[[code]]
id = "funding"
name = "Funding"
definition = "What the work costs."

[[code.rule]]
any = ["fund*"]
"#;

const ANNA: &str = "\
Interviewer: Did you speak with Philippa Ormskerry?

Anna: With Philippa, yes. Ms Ormskerry runs the funding of Quenbury House, and Philippa signs it.

Anna: We hope that funding lasts. I was a paramedic in Ostwick, at 41.
";

const BEN: &str = "\
Interviewer: And here?

Ben: Funding comes from the Harrowmere Law Fund. The HLF pays for training, Philippa says.

Ben: You can ring 0161 496 0000. I was a paramedic too.
";

const PARTICIPANTS: &str = "\
case,source,speaker,consent,sector
P1,anna.txt,Anna,quote,Health
P2,ben.txt,Ben,quote,Health
";

/// Two interviews in which people, places and numbers are named.
pub(super) fn study() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox
        .study(STUDY)
        .file("book.toml", BOOK)
        .file("participants.csv", PARTICIPANTS)
        .file("transcripts/anna.txt", ANNA)
        .file("transcripts/ben.txt", BEN);
    sandbox.run("build");
    sandbox
}

/// Finds what a table says, wherever it stands.
pub(super) struct Known(pub(super) &'static [(&'static str, IdentityKind, f32, &'static [Reason])]);

pub(super) const NAMES: Known = Known(&[
    ("Philippa Ormskerry", IdentityKind::Person, 0.97, &[Reason::GivenName, Reason::Model]),
    ("Ms Ormskerry", IdentityKind::Person, 0.9, &[Reason::Model]),
    ("Philippa", IdentityKind::Person, 0.93, &[Reason::GivenName, Reason::Model]),
    ("Quenbury House", IdentityKind::Organisation, 0.4, &[Reason::Model]),
    ("Harrowmere Law Fund", IdentityKind::Organisation, 0.8, &[Reason::Model]),
    ("HLF", IdentityKind::Other, 0.01, &[Reason::Capitalised]),
    ("Ostwick", IdentityKind::Place, 0.7, &[Reason::PlaceName, Reason::Model]),
    ("41", IdentityKind::Age, 1.0, &[Reason::Rule]),
    ("paramedic", IdentityKind::Trait, 1.0, &[Reason::Rule]),
]);

impl CandidateFinder for Known {
    fn version(&self) -> &'static str {
        "known"
    }

    fn candidates(&self, text: &str) -> Vec<Candidate> {
        let mut found: Vec<Candidate> = Vec::new();
        for (words, kind, probability, reasons) in self.0 {
            for (at, _) in text.match_indices(words) {
                let span = Span::of(text, at..at + words.len()).expect("a match is on characters");
                if !found.iter().any(|other| other.span.overlaps(span)) {
                    found.push(Candidate { span, kind: *kind, probability: *probability, reasons: reasons.to_vec() });
                }
            }
        }
        found.sort_by_key(|candidate| candidate.span);
        found
    }
}

/// The study as this person opens it, read by the table of names.
pub(super) fn opened(sandbox: &Sandbox, person: &str) -> Project {
    let mut project = Project::open(&sandbox.path("")).expect("the study opens");
    project.set_person(person).expect("it is a name");
    project.detect_with(&NAMES, &Quiet).expect("texts are read");
    project
}

pub(super) fn queue(project: &mut Project) -> ReviewQueue {
    project.review_queue(&QueueOptions::default(), &Quiet).expect("the queue is made")
}

/// Each group's forms, in the order of the queue.
pub(super) fn forms(queue: &ReviewQueue) -> Vec<String> {
    queue.entries.iter().map(|entry| entry.forms().join(" + ")).collect()
}
