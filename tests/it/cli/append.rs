//! `import --append-to`: a later export of a survey that is a file of its own.

use insta::assert_snapshot;

use super::built;
use super::review::code;
use crate::support::Sandbox;

const LATER: &str = "\
id,agree,sector,needs,rating
R1,Yes,Schools,\"More training for new staff. And soon.\",4
R2,Yes,Schools,Shorter meetings.,2
R3,Yes,Schools,,4
R5,Yes,Clinics,Training and one more post.,1
R6,No,Clinics,Nothing at present.,4
R8,Yes,Clinics,A grant.,5
";

/// A survey that is read by what it suggests itself.
fn unplanned(survey: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.study("title = \"S\"\n\n# All surveys.\n[[source]]\nfiles = \"data/*.csv\"\nkind = \"survey\"\n");
    sandbox.file("data/first.csv", survey).ok("import");
    sandbox
}

const FIRST: &str = "\
id,needs,sector
A1,A grant for the next year of our work.,Schools
A2,More people to answer the telephone here.,Clinics
A3,Nothing comes to my mind at the moment.,Schools
";

#[test]
fn a_dry_run_says_what_it_would_bring() {
    let sandbox = built();
    code(&sandbox, "training", "More training for new staff.");
    code(&sandbox, "funding", "Longer funding.");
    sandbox.file("../later.csv", LATER);
    let before = (sandbox.read("study.toml"), sandbox.run("sources"), sandbox.files("transcripts"));
    assert_snapshot!(sandbox.run("import ../later.csv --append-to survey.csv --dry-run"), @"
    ../later.csv
      a later export of transcripts/survey.csv: 5 of its 6 respondents are known
      would make revision 2:
        1 new respondent
        3 changed answers (needs: 2, rating: 1)
        2 respondents no longer there
        1 coding or memo moved along
        1 coding or memo waits in review
      look: transcripts/survey.csv: 1 answer of people who did not consent was not stored
      look: transcripts/survey.csv: 2 respondents of an earlier file are not in this one; what they said stays and is counted (`verbatim sources show transcripts/survey.csv` names them, `verbatim cases exclude` leaves them out)
      look: transcripts/survey.csv: 4 answers of people who do not consent any more went, with all codings on them
    ");
    assert_eq!((sandbox.read("study.toml"), sandbox.run("sources"), sandbox.files("transcripts")), before);
    assert_snapshot!(sandbox.run("review"), @"
    --- stderr
    nothing waits
    ");
}

#[test]
fn a_later_file_takes_the_place_of_the_earlier_one() {
    let sandbox = built();
    code(&sandbox, "training", "More training for new staff.");
    code(&sandbox, "funding", "Longer funding.");
    let first = sandbox.read("transcripts/survey.csv");
    sandbox.file("../later.csv", LATER);
    assert_snapshot!(sandbox.run("import ../later.csv --append-to survey.csv"), @"
    imported  transcripts/survey.csv (survey, UTF-8): 5 respondents kept, 1 left out, 5 open answers, 22 words; revision 2: 1 new respondent, 3 changed answers (needs: 2, rating: 1), 2 respondents no longer there, 1 coding or memo moved along, 1 coding or memo waits in review
    the survey transcripts/survey.csv is read from transcripts/later.csv from now on, and keeps its name; the file transcripts/survey.csv is not read any more
    1 imported, 0 unchanged, 0 failed
    --- stderr
    warning: transcripts/survey.csv: 1 answer of people who did not consent was not stored
    warning: transcripts/survey.csv: 2 respondents of an earlier file are not in this one; what they said stays and is counted (`verbatim sources show transcripts/survey.csv` names them, `verbatim cases exclude` leaves them out)
    warning: transcripts/survey.csv: 4 answers of people who do not consent any more went, with all codings on them
    ");
    assert_snapshot!(sandbox.run("review"), @"
    1  funding, by anna · transcripts/survey.csv · R2 · needs
      was  Longer funding.
      now  Shorter meetings.
      words in it were changed, added or taken out

    --- stderr
    1 waiting
    ");
    assert_eq!(sandbox.read("transcripts/survey.csv"), first, "raw files are not changed");
    let study = sandbox.read("study.toml");
    assert!(study.contains("later = [\"transcripts/later.csv\"]\n"), "{study}");
    assert_snapshot!(sandbox.run("import"), @"0 imported, 3 unchanged, 0 failed");
    assert_snapshot!(sandbox.run("sources"), @"
    Source                  Kind       Format  Encoding  Texts  Words  Revision  Imported              Warnings
    transcripts/ben.txt     interview  txt     UTF-8         1     44         1  [TIME]         0
    transcripts/carla.txt   interview  txt     UTF-8         1     29         1  [TIME]         0
    transcripts/survey.csv  survey     csv     UTF-8         5     22         2  [TIME]         0
    ");
    // One more, after which the first file may go.
    sandbox.file("transcripts/third.csv", LATER.to_owned() + "R9,Yes,Clinics,A new post.,5\n");
    assert_snapshot!(sandbox.run("import transcripts/third.csv --append-to transcripts/survey.csv"), @"
    imported  transcripts/survey.csv (survey, UTF-8): 6 respondents kept, 1 left out, 6 open answers, 25 words; revision 3: 1 new respondent, 2 respondents no longer there
    the survey transcripts/survey.csv is read from transcripts/third.csv from now on, and keeps its name; the file transcripts/later.csv is not read any more
    1 imported, 0 unchanged, 0 failed
    --- stderr
    warning: transcripts/survey.csv: 1 answer of people who did not consent was not stored
    warning: transcripts/survey.csv: 2 respondents of an earlier file are not in this one; what they said stays and is counted (`verbatim sources show transcripts/survey.csv` names them, `verbatim cases exclude` leaves them out)
    ");
    sandbox.remove("transcripts/survey.csv");
    assert_snapshot!(sandbox.run("import"), @"0 imported, 3 unchanged, 0 failed");
    // A file whose place was taken brings nothing of its own.
    assert_snapshot!(sandbox.run("import transcripts/later.csv"), @"0 imported, 1 unchanged, 0 failed");
    assert_eq!(sandbox.read("study.toml").matches("[[source]]").count(), study.matches("[[source]]").count());
    // Who withdraws has rows in several files.
    let said = sandbox.run("cases withdraw R8");
    assert!(said.contains("  transcripts/third.csv: delete row 6 (id R8)\n"), "{said}");
    assert!(said.contains("  transcripts/later.csv: an earlier export; delete their row (id R8)\n"), "{said}");
}

#[test]
fn its_plan_is_that_of_the_earlier_file() {
    let sandbox = unplanned(FIRST);
    sandbox.file("data/second.csv", FIRST.to_owned() + "A4,Yes.,Schools\n");
    assert_snapshot!(sandbox.run("import data/second.csv --append-to first.csv"), @"
    imported  data/first.csv (survey, UTF-8): 4 respondents kept, 0 left out, 4 open answers, 25 words; revision 2: 1 new respondent
    data/first.plan.toml holds how data/first.csv is read, as it was until now
    the survey data/first.csv is read from data/second.csv from now on, and keeps its name; the file data/first.csv is not read any more
    1 imported, 0 unchanged, 0 failed
    ");
    assert_snapshot!(sandbox.read("study.toml"), @r#"
    title = "S"

    # All surveys.
    [[source]]
    files = "data/first.csv"
    kind = "survey"
    plan = "data/first.plan.toml"
    later = ["data/second.csv"]

    [[source]]
    files = "data/*.csv"
    kind = "survey"
    "#);
    assert_snapshot!(sandbox.run("import"), @"0 imported, 1 unchanged, 0 failed");
    assert_snapshot!(sandbox.run("sources --format csv"), @"
    Source,Kind,Format,Encoding,Texts,Words,Revision,Imported,Warnings
    data/first.csv,survey,csv,UTF-8,4,25,2,[TIME],0
    ");
}

/// No plan is made once someone has withdrawn, and they stay out of the later file.
#[test]
fn who_withdrew_stays_out_of_it() {
    let sandbox = unplanned(&FIRST.replace("Clinics", "Quellenhaus"));
    sandbox.ok("cases withdraw A2 --yes");
    sandbox.file("data/second.csv", FIRST.replace("Clinics", "Quellenhaus") + "A4,Yes we do need it.,Schools\n");
    let said = sandbox.run("import data/second.csv --append-to first.csv");
    assert!(said.contains("1 withdrawn row skipped"), "{said}");
    assert!(!sandbox.exists("data/first.plan.toml"));
    let store: Vec<u8> = sandbox.files(".verbatim").into_values().flatten().collect();
    for word in ["telephone", "Quellenhaus"] {
        assert!(memchr::memmem::find(&store, word.as_bytes()).is_none(), "{word}");
    }
}

/// A plan that was saved from the file holds what they chose: it is named, and does not come in from there.
#[test]
fn an_option_of_theirs_in_the_saved_plan_is_named() {
    let rows = |count: usize| (1..=count).map(|number| format!("B{number},An answer with number {number}.,Schools\n"));
    let first = FIRST.replace("Clinics", "Quellenhaus") + &rows(30).collect::<String>();
    let sandbox = unplanned(&first);
    sandbox.file("data/second.csv", first + "A4,Yes we do need it.,Schools\n");
    sandbox.ok("import data/second.csv --append-to first.csv");
    let plan = sandbox.read("data/first.plan.toml");
    let line = plan.lines().position(|line| line.contains("Quellenhaus")).expect("it is an option") + 1;
    let said = sandbox.ok("cases withdraw A2 --yes");
    assert!(said.contains(&format!("  data/first.plan.toml, line {line}: holds what only they chose; ")), "{said}");
    let is_gone = || {
        let store: Vec<u8> = sandbox.files(".verbatim").into_values().flatten().collect();
        memchr::memmem::find(&store, b"Quellenhaus").is_none()
    };
    assert!(is_gone());
    sandbox.append("data/second.csv", "A5,Nothing to add here.,Schools\n");
    let said = sandbox.run("import");
    assert!(said.contains("1 withdrawn row skipped"), "{said}");
    assert!(is_gone());
}

#[test]
fn what_cannot_take_a_place_is_told() {
    let sandbox = built();
    let later = "transcripts/later.csv";
    let check = |content: &str, survey: &str, says: &str| {
        sandbox.file("../later.csv", content);
        let before = sandbox.read("study.toml");
        for dry in ["", " --dry-run"] {
            let said = sandbox.run(&format!("import ../later.csv --append-to {survey}{dry}"));
            assert!(said.contains(says) && said.ends_with("--- exit 1"), "{said}");
        }
        assert_eq!(sandbox.read("study.toml"), before);
        assert!(!sandbox.exists(later), "nothing is copied");
    };
    check(LATER, "survay.csv", "there is no source \"survay.csv\"");
    check(LATER, "ben.txt", "transcripts/ben.txt is no survey: a corrected transcript takes its place");
    check(&LATER.replace("id,", "number,"), "survey.csv", "it has no column \"id\", by which the respondents of");
    check(&LATER.replace("\nR", "\nX"), "survey.csv", "no respondent of transcripts/survey.csv is in it");
    check(&LATER.replace("A grant.,5", "A grant.,5,6"), "survey.csv", "line 7");
    assert_snapshot!(sandbox.run("import transcripts/survey.csv --append-to survey.csv"), @"
    --- stderr
    error: [STUDY]/transcripts/survey.csv: transcripts/survey.csv is read from it: `verbatim import` does so again if it has changed
    --- exit 1
    ");
    sandbox.file(later, LATER).ok(&format!("import {later} --plan transcripts/survey.plan.toml"));
    assert_snapshot!(sandbox.run("import transcripts/later.csv --append-to survey.csv"), @"
    --- stderr
    error: [STUDY]/transcripts/later.csv: it is in the study as a survey of its own: take it out of what study.toml names, run `verbatim import`, and append it then
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("import a.csv b.csv --append-to survey.csv"), @"
    --- stderr
    error: only one file can take a survey's place: append one, then the next
    --- exit 1
    ");
    let sandbox = unplanned("needs,sector\nA grant for the next year.,Schools\nMore people to answer.,Clinics\n");
    sandbox.file("data/second.csv", FIRST);
    assert_snapshot!(sandbox.run("import data/second.csv --append-to first.csv"), @"
    --- stderr
    error: [STUDY]/data/second.csv: data/first.csv has no column of ids: put this file in the place of data/first.csv, under its name, and rows are known by what they say
    --- exit 1
    ");
    sandbox.append("study.toml", "later = [\"data/second.csv\"]\n");
    assert_snapshot!(sandbox.run("import"), @r#"
    --- stderr
    error: [STUDY]/study.toml: "data/*.csv" has later exports, so it has to be one file, without *, and a survey
    --- exit 1
    "#);
}
