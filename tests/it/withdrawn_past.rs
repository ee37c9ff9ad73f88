//! Who withdraws is gone from earlier revisions too, and from what waits for a decision on their words.

use insta::assert_snapshot;

use crate::cli::review::{code, note};
use crate::support::Sandbox;
use crate::withdrawn::{BEN, GROUP, INTERVIEW, PLANTS, SURVEY, covered, found, study};

/// What only earlier revisions of the files hold, of the three who withdraw.
const PAST: &[&str] = &[
    "ellerwhin",
    "tolverine",
    "hemmelstrand",
    "querrelune",
    "cobblestane",
    "hurvelthorn",
    "snaffleby",
    "zwillenote",
    "murrenquote",
];

const OLD_SURVEY_ANSWER: &str = "Cobblestane hurvelthorn money for many gardens of ours.";

fn old_interview() -> String {
    format!("{INTERVIEW}\nWilhelmina: The ellerwhin too, and the meetings.\n")
}

fn old_group() -> String {
    let more = "**Peregrinus:** Our hemmelstrand funding ended before the course began.\n\n\
                **Peregrin:** And the querrelune.\n\n**Ana:** We plan too little.\n\n**Moderator:** Thank you all.";
    GROUP.replace("**Moderator:** Thank you all.", more)
}

fn old_survey() -> String {
    SURVEY
        .replace("The brackenfolt funding for our wuzzelhart centre and its yelverquay garden.", OLD_SURVEY_ANSWER)
        .replace("Clerk of plovergate", "Clerk of snaffleby")
        .replace("More posts.", "More posts and rooms.")
}

/// A study whose files were corrected before anyone withdrew, with codings and memos that wait.
fn corrected() -> Sandbox {
    let sandbox = study();
    sandbox.file("transcripts/wilhelmina.txt", old_interview());
    sandbox.file("transcripts/group.md", old_group());
    sandbox.file("transcripts/survey.csv", old_survey());
    // Somebody took one file for the other.
    let wrong = "Interviewer: And now?\n\nWilhelmina: Our tolverine budget is small.\n";
    sandbox.file("transcripts/ben.txt", wrong);
    sandbox.ok("import");
    for words in [
        "ellerwhin too",
        "hemmelstrand funding ended",
        "plan too little",
        "hurvelthorn money",
        "and rooms",
        "tolverine",
    ] {
        code(&sandbox, "money", words);
    }
    note(&sandbox, "zwillenote on this", "Cobblestane");
    note(&sandbox, "Another said: murrenquote, hurvelthorn money for many gardens.", "training of new");
    sandbox.file("transcripts/wilhelmina.txt", INTERVIEW);
    sandbox.file("transcripts/group.md", GROUP);
    sandbox.file("transcripts/survey.csv", SURVEY);
    sandbox.file("transcripts/ben.txt", BEN);
    sandbox.ok("import");
    code(&sandbox, "money", "Longer funding, and");
    code(&sandbox, "money", "training of new staff");
    code(&sandbox, "money", "would help us plan");
    sandbox.replace("transcripts/ben.txt", "Longer funding", "Longer grants");
    sandbox.ok("build");
    sandbox
}

#[test]
fn what_earlier_revisions_hold_is_gone() {
    let sandbox = corrected();
    let everywhere = found(&sandbox, PAST);
    for plant in PAST.iter().filter(|plant| **plant != "snaffleby") {
        assert!(everywhere.iter().any(|found| found.starts_with(plant)), "{plant} is planted: {everywhere:?}");
    }
    let waiting = sandbox.ok("review");
    assert_eq!(waiting.matches("  was ").count(), 8, "{waiting}");
    let kept = covered(&sandbox);
    assert_eq!(kept.len(), 2, "{kept:?}");
    let said = sandbox.run("cases withdraw RX771QZ");
    assert!(
        said.contains("  2 texts of earlier revisions, and 2 codings and memos waiting in review on them\n"),
        "{said}"
    );
    assert!(said.contains("  2 memos on them, or with their words\n"), "{said}");

    for case in ["W-case-88", "PG-case-99", "RX771QZ"] {
        sandbox.ok(&format!("cases withdraw {case} --yes --reason asked"));
    }
    let all: Vec<&str> = PLANTS.iter().chain(PAST).copied().collect();
    assert_eq!(found(&sandbox, &all), Vec::<String>::new());
    assert_eq!(covered(&sandbox), kept, "what others said is covered as before");
    // What waits on the words of others waits still, and their earlier texts are there.
    assert_snapshot!(sandbox.run("review"), @"
    7  money, by anna · transcripts/survey.csv · RA2 · needs
      was  and rooms
      its words are gone, and nothing took their place

    8  money, by anna · transcripts/ben.txt
      was  Longer funding, and
      now  Longer grants, and
      words in it were changed, added or taken out

    --- stderr
    2 waiting
    ");
    assert_snapshot!(sandbox.run("sources diff survey.csv"), @"
    RA2 · needs
      More posts [-and rooms-] .
    --- stderr
    revision 2 → 3: 1 text differs
    ");
    assert_snapshot!(sandbox.run("sources diff ben.txt"), @"
    turn 2
      What would help? Longer [-funding-] {+grants+} , and training.
    --- stderr
    revision 3 → 4: 1 text differs
    ");
    let said = sandbox.ok("review accept 8");
    assert!(said.contains("1 accepted"), "{said}");

    // Earlier files that are put back bring nothing in again.
    sandbox.file("transcripts/survey.csv", old_survey());
    sandbox.file("transcripts/group.md", old_group().replace("**Peregrin:** And the querrelune.\n\n", ""));
    sandbox.file("transcripts/another-name.txt", old_interview());
    let said = sandbox.run("build");
    assert!(said.contains("transcripts/another-name.txt: of someone who withdrew, and not read"), "{said}");
    assert!(said.contains("transcripts/survey.csv: 1 withdrawn row skipped"), "{said}");
    assert_eq!(found(&sandbox, &all), Vec::<String>::new(), "{said}");
}

/// Without ids a row is known by its answers: also by those that it had before.
#[test]
fn an_earlier_row_without_an_id_stays_out() {
    let sandbox = Sandbox::new();
    sandbox.study("title = \"S\"\n\n[[source]]\nfiles = \"s.csv\"\nkind = \"survey\"\n");
    let survey = |second: &str| {
        format!(
            "What is missing?,rating\nA grant for the next year of work.,4\n{second},3\nLess paper on our desks.,4\n"
        )
    };
    let old = "The cobblestane hurvelthorn is what we miss most of all here.";
    sandbox.file("s.csv", survey(old)).ok("import");
    sandbox.file("s.csv", survey("The murrenquote is what we would like to have by then.")).ok("import");
    let all = ["cobblestane", "hurvelthorn", "murrenquote"];
    sandbox.ok("build");
    let everywhere = found(&sandbox, &all);
    assert!(all.iter().all(|word| everywhere.iter().any(|found| found.starts_with(word))), "{everywhere:?}");
    sandbox.ok("cases withdraw 2 --yes");
    assert_eq!(found(&sandbox, &all), Vec::<String>::new());
    sandbox.file("s.csv", survey(old));
    let said = sandbox.run("build");
    assert!(said.contains("1 withdrawn row skipped"), "{said}");
    assert_eq!(found(&sandbox, &all), Vec::<String>::new());
}
