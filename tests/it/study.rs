//! The study that ships with the program: its numbers, its outputs, and that they are the same everywhere.

use std::collections::BTreeMap;

use crate::leaks;
use crate::report::reference;
use crate::support::Sandbox;

fn built() -> Sandbox {
    let sandbox = Sandbox::shipped();
    sandbox.ok("build");
    sandbox
}

/// A CSV file's rows, without the mark at its beginning.
fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = String::from_utf8(bytes.to_vec()).expect("csv is text");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.records().map(|row| row.expect("it is csv").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn the_sample_flow() {
    let sandbox = built();
    sandbox.ok("export sample --format csv --to ../mine");
    let tables: Vec<Vec<Vec<String>>> = sandbox.files("../mine").values().map(|bytes| rows(bytes)).collect();
    let cases = |label: &str| {
        let row = tables.iter().flatten().find(|row| row[0].trim() == label);
        row.unwrap_or_else(|| panic!("{label} is in {tables:?}"))[1].clone()
    };
    assert_eq!(cases("Respondents"), "51");
    assert_eq!(cases("left out: without consent"), "3");
    assert_eq!(cases("left out: without any answer"), "10");
    assert_eq!(cases("left out: not a provider"), "1");
    assert_eq!(cases("Kept"), "37");
    let sectors = [
        ("Direct child protection", "4"),
        ("Youth offender management", "3"),
        ("Public offender management", "16"),
        ("Other offender management", "3"),
        ("Policing", "6"),
        ("International", "5"),
    ];
    for (sector, count) in sectors {
        assert_eq!(cases(sector), count, "{sector}");
    }
    assert_eq!(sandbox.ok("cases --format csv").matches(",participant,").count(), 6);
}

/// The desk research: 48 services, which are nobody who took part.
#[test]
fn services_are_as_published() {
    let sandbox = built();
    let made = rows(&sandbox.bytes("output/services.csv"));
    let of = |group: &str| made.iter().filter(|row| row[0] == group).count();
    assert_eq!((of("UK (28)"), of("Abroad (21)"), made.len()), (28, 21, 1 + 49), "one is in both");
    let names: std::collections::BTreeSet<&String> = made[1..].iter().map(|row| &row[1]).collect();
    assert_eq!((names.len(), made[0].len()), (48, 2 + 6));
    assert!(made.iter().flatten().all(|cell| !cell.is_empty()), "six markers each");
    sandbox.ok("export interventions prevention --format csv --to ../mine");
    let interventions = rows(&sandbox.bytes("../mine/interventions.csv"));
    assert_eq!(interventions[1], ["Yes", "8", "8"], "{interventions:?}");
    let prevention = rows(&sandbox.bytes("../mine/prevention.csv"));
    let levels: Vec<&String> = prevention[1..].iter().map(|row| &row[0]).collect();
    assert!(levels.is_sorted(), "primary, secondary, tertiary: {levels:?}");
    for row in &prevention[1..] {
        for (count, named) in [(&row[2], &row[3]), (&row[4], &row[5])] {
            assert_eq!(*count, named.split("; ").filter(|name| !name.is_empty()).count().to_string(), "{row:?}");
        }
    }
}

/// One row a case, under a label, with nothing to clean away.
#[test]
fn the_matrix_is_tidy_and_adds_up_to_the_frequencies() {
    let sandbox = built();
    let bytes = sandbox.bytes("output/case-by-code.csv");
    assert!(bytes.starts_with(b"case,sector,"), "no mark, no title, no note");
    let made = rows(&bytes);
    assert_eq!((made.len(), made[0].len()), (1 + 43, 2 + 25));
    let labels: std::collections::BTreeSet<&String> = made[1..].iter().map(|row| &row[0]).collect();
    assert_eq!(labels.len(), 43, "no two cases have one label");
    let codes = rows(sandbox.ok("codebook --format csv").as_bytes());
    for (column, code) in (2..).zip(&codes[1..]) {
        let with = made[1..].iter().filter(|row| row[column] == "1").count();
        assert_eq!(with.to_string(), code[4], "{}", made[0][column]);
        assert!(made[1..].iter().all(|row| ["0", "1"].contains(&row[column].as_str())));
    }
}

/// The two tables of means, cell by cell.
#[test]
fn satisfaction_is_as_published() {
    let Some(reference) = reference::reference() else { return };
    let sandbox = built();
    let names = ["output/satisfaction-support.csv", "output/satisfaction-issues.csv"];
    for (name, published) in names.iter().zip(reference::satisfaction(&reference)) {
        let made = rows(&sandbox.bytes(name));
        assert_eq!(made.len(), published.len() + 1, "{name}");
        for (row, (sector, cells)) in made[1..].iter().zip(&published) {
            assert!(row[0].starts_with(sector.as_str()), "{name}: {} is {sector}", row[0]);
            assert_eq!(row[1..], cells[..], "{name}: {sector}");
        }
    }
}

/// Appendix F, line by line. Respondents within a group are in no order that could be followed.
#[test]
fn priorities_are_as_published() {
    let Some(reference) = reference::reference() else { return };
    let sandbox = built();
    let made = rows(&sandbox.bytes("output/priorities.csv"));
    let mut published: Vec<Vec<String>> = Vec::new();
    for (group, respondents) in reference::priorities(&reference) {
        published.extend(respondents.into_iter().map(|phrases| [vec![group.clone()], phrases].concat()));
    }
    assert_eq!(made[1..].len(), published.len());
    let sorted = |rows: &[Vec<String>]| {
        let mut rows = rows.to_vec();
        rows.sort();
        rows
    };
    assert_eq!(sorted(&made[1..]), sorted(&published));
    let groups = |rows: &[Vec<String>]| {
        let mut groups: Vec<String> = rows.iter().map(|row| row[0].clone()).collect();
        groups.dedup();
        groups
    };
    assert_eq!(groups(&made[1..]), groups(&published), "groups stand together, in the published order");
}

/// The threshold is the study's choice; with 5, groups of three have no mean, and a note says so.
#[test]
fn a_higher_threshold_hides_the_means_of_small_groups() {
    let sandbox = Sandbox::shipped();
    sandbox.replace("study.toml", "minimum_group = 3 ", "minimum_group = 5 ");
    sandbox.ok("build");
    for name in ["satisfaction-support", "satisfaction-issues"] {
        for row in &rows(&sandbox.bytes(&format!("output/{name}.csv")))[1..] {
            let small = !["Public offender management (6)", "Total (18)"].contains(&row[0].as_str());
            let hidden = row[1..].iter().filter(|cell| cell.parse::<f64>().is_err()).count();
            assert_eq!(hidden == row.len() - 1, small, "{name}: {row:?}");
        }
    }
    let appendix = sandbox.read("output/appendix.html");
    assert!(appendix.contains("fewer than 5 cases"), "a note says why");
    assert!(!built().read("output/appendix.html").contains("fewer than 5 cases"));
}

#[test]
fn the_second_build_does_nothing() {
    let sandbox = built();
    let before = sandbox.outputs();
    let said = sandbox.ok("build");
    assert!(said.contains("everything is up to date"), "{said}");
    assert_eq!(sandbox.outputs(), before);
    assert_eq!(sandbox.run("build --check"), "everything is up to date");
    assert!(!sandbox.ok("doctor").contains("look"));
}

#[test]
fn the_index_may_be_deleted_at_any_time() {
    let sandbox = built();
    let before = sandbox.outputs();
    let hits = sandbox.ok("search 'train*' --limit 0 --format csv");
    sandbox.remove(".verbatim/index");
    assert_eq!(sandbox.ok("search 'train*' --limit 0 --format csv"), hits);
    sandbox.remove(".verbatim/index").remove("output");
    sandbox.ok("build");
    assert_eq!(sandbox.outputs(), before);
}

/// Neither the folder nor the clock, the locale, the number of cores or an earlier life of the study shows in an output.
#[test]
fn outputs_are_the_same_everywhere() {
    let first = built();
    let second = Sandbox::new();
    crate::support::copy_folder(&first.path(""), &second.path("deep/down/study"));
    second.remove("deep/down/study/output").remove("deep/down/study/.verbatim");
    let mut command = second.command("build -q");
    command.current_dir(second.path("deep/down/study"));
    for (name, value) in [("LC_ALL", "de_DE.UTF-8"), ("TZ", "Pacific/Auckland"), ("RAYON_NUM_THREADS", "7")] {
        command.env(name, value);
    }
    assert!(command.output().expect("the program can be started").status.success());
    let same = |left: &BTreeMap<String, Vec<u8>>, right: &BTreeMap<String, Vec<u8>>| {
        assert_eq!(left.keys().collect::<Vec<_>>(), right.keys().collect::<Vec<_>>());
        for (name, bytes) in left {
            assert!(right.get(name) == Some(bytes), "{name} is the same, byte by byte");
        }
    };
    same(&first.outputs(), &second.files("deep/down/study/output"));

    // The same files, but some before others, backwards, and one of them twice.
    let third = Sandbox::shipped();
    let name = "transcripts/interviews/interview-5.txt";
    let interview = third.read(name);
    third.file(name, format!("{interview}\nP5: One more thing.\n"));
    third.ok("import transcripts/interviews/interview-6.docx transcripts/interviews/interview-5.txt -q");
    third.ok("import transcripts/survey.csv -q");
    third.file(name, interview);
    third.ok("build -q");
    // How the study was made is what one document tells of, and nothing else does.
    let (mut outputs, mut others) = (first.outputs(), third.outputs());
    for name in ["reporting.docx", "reporting.html"] {
        assert_ne!(outputs.remove(name), others.remove(name), "{name}");
    }
    assert!(third.read("output/reporting.html").contains("Of 6 files of talk or notes, 1 was corrected after import."));
    same(&outputs, &others);
}

#[test]
fn every_theme_and_code_is_found_and_every_rule_fires() {
    let sandbox = built();
    let codes = rows(sandbox.ok("codebook --format csv").as_bytes());
    assert_eq!(codes.len(), 26, "five themes of five codes");
    for code in &codes[1..] {
        let segments: u32 = code[3].parse().expect("it is a number");
        let cases: u32 = code[4].parse().expect("it is a number");
        assert!(segments >= 10 && cases >= 5, "{code:?}");
    }
    let check = sandbox.run("codebook check");
    assert!(check.ends_with("0 errors, 0 warnings"), "{check}");
}

/// Letters that followed the order of the files would tell who is who.
#[test]
fn letters_follow_nothing() {
    let sandbox = built();
    let cases = rows(sandbox.ok("cases --format csv").as_bytes());
    let letters: Vec<&str> = cases.iter().filter(|row| row[1] == "participant").map(|row| row[2].as_str()).collect();
    let mut sorted = letters.clone();
    sorted.sort_unstable();
    assert_eq!(sorted.len(), 6);
    assert_ne!(letters, sorted);
    assert_ne!(letters, sorted.into_iter().rev().collect::<Vec<_>>());
}

/// Who joins later gets a letter that is free; those who have one keep it, since it has been printed. So a study that was
/// printed while it grew has other letters than one that came in at once.
#[test]
fn a_letter_once_given_stays() {
    let sandbox = Sandbox::shipped();
    let letters = || -> BTreeMap<String, String> {
        let cases = rows(sandbox.ok("cases --format csv").as_bytes());
        let participants = cases.into_iter().filter(|row| row[1] == "participant");
        participants.map(|row| (row[0].clone(), row[2].clone())).collect()
    };
    sandbox.ok("import transcripts/interviews/interview-6.docx transcripts/interviews/interview-5.txt -q");
    assert!(letters().values().all(String::is_empty), "nothing has been printed yet");
    sandbox.ok("quotes --limit 1");
    let first = letters();
    assert_eq!(first.len(), 2);
    sandbox.ok("build -q");
    let all = letters();
    assert!(first.iter().all(|(name, letter)| all.get(name) == Some(letter)), "{first:?} are among {all:?}");
    let distinct: std::collections::BTreeSet<&String> = all.values().collect();
    assert_eq!(distinct.len(), 6, "{all:?}");
}

/// No form of any identity, in any letter case, in any file or file name.
#[test]
fn nobody_is_named() {
    let sandbox = built();
    let forms = leaks::forms(&sandbox.read("transcripts/identities.toml"));
    assert!(forms.len() > 100, "{}", forms.len());
    for name in ["report", "appendix"] {
        let formats = "--format html --format docx --format xlsx --format csv --format md";
        sandbox.ok(&format!("export {name} {formats} --to output/all"));
    }
    sandbox.ok("export quotes --format html --format docx --format xlsx --format csv --to output/all");
    let outputs = sandbox.outputs();
    assert!(outputs.len() > 25, "{:?}", outputs.keys());
    assert_eq!(leaks::found(&outputs, &forms), []);

    // What the terminal shows for printing, too.
    let shown: BTreeMap<String, Vec<u8>> =
        ["quotes --limit 1000 --per-case 1000", "count", "crosstab sector", "quotes --format csv"]
            .into_iter()
            .map(|words| (words.to_owned(), sandbox.ok(words).into_bytes()))
            .collect();
    assert_eq!(leaks::found(&shown, &forms), []);

    // And the matcher does see them where they are.
    let transcripts = sandbox.files("transcripts/interviews");
    assert!(leaks::found(&transcripts, &forms).len() > 60);
}

/// Whoever withdraws, the rest of the study can be built, also where nobody is left of a group that it names.
#[test]
fn a_study_is_built_without_those_who_withdrew() {
    let sandbox = Sandbox::shipped();
    // Examples of codes are quotations: those of who withdraws are the researcher's to take out, and the gate sees to it.
    let codebook = sandbox.read("codebooks/practice.toml");
    let without: Vec<&str> = codebook.lines().filter(|line| !line.starts_with("example = ")).collect();
    sandbox.file("codebooks/practice.toml", without.join("\n"));
    sandbox.ok("build");
    for case in ["P3", "P4", "P5", "P6"] {
        sandbox.ok(&format!("cases withdraw {case} --yes --reason asked"));
        let said = sandbox.run("build");
        assert!(!said.contains("error:"), "without {case}: {said}");
        assert!(sandbox.exists("output/appendix.html"), "without {case}: {said}");
    }
}
