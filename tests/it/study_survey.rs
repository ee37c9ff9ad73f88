//! The shipped survey's tables, held against a plain count over its file.

use std::collections::{BTreeMap, BTreeSet};

use crate::report::reference;
use crate::support::{Sandbox, is_of_kind};

type Respondent = BTreeMap<String, String>;

/// The respondents that the plan keeps, as the file has them.
fn kept(sandbox: &Sandbox) -> Vec<Respondent> {
    let mut reader = csv::Reader::from_reader(std::io::Cursor::new(sandbox.bytes("transcripts/survey.csv")));
    let names: Vec<String> = reader.headers().expect("it has a header").iter().map(str::to_owned).collect();
    let rows = reader.records().skip(2).map(|row| {
        let row = row.expect("it is csv");
        names.iter().cloned().zip(row.iter().map(str::to_owned)).collect::<Respondent>()
    });
    let first_answer = names.iter().position(|name| name == "Q2").expect("it is there");
    rows.filter(|row| {
        row["Q1"] == "Yes"
            && names[first_answer..].iter().any(|name| !row[name].is_empty())
            && !row["Q4"].starts_with("Researcher")
    })
    .collect()
}

/// A study that withholds nothing, built.
fn open() -> Sandbox {
    let sandbox = Sandbox::shipped();
    sandbox.replace("study.toml", "minimum_group = 3 ", "minimum_group = 1 ");
    sandbox.ok("build");
    sandbox
}

/// The rows of every CSV file of an output, file after file.
fn rows(sandbox: &Sandbox, output: &str) -> Vec<Vec<String>> {
    let files = sandbox.files("output");
    let mine = files.iter().filter(|(name, _)| name.starts_with(output) && is_of_kind(name, "csv"));
    let mut rows = Vec::new();
    for (_, bytes) in mine {
        let text = String::from_utf8(bytes.clone()).expect("csv is text");
        let text = text.trim_start_matches('\u{feff}').to_owned();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        rows.extend(reader.records().map(|row| row.expect("it is csv").iter().map(str::to_owned).collect::<Vec<_>>()));
    }
    assert!(!rows.is_empty(), "{output} is in {:?}", files.keys());
    rows
}

fn row<'r>(rows: &'r [Vec<String>], title: &str) -> &'r [String] {
    rows.iter().find(|row| row[0] == title).unwrap_or_else(|| panic!("{title} is in {rows:?}"))
}

/// The published instrument has 7, 5 and 2 options to tick; each count is that of the file.
#[test]
fn ticked_options_are_those_of_the_file() {
    let sandbox = open();
    let kept = kept(&sandbox);
    assert_eq!(kept.len(), 37);
    let made = rows(&sandbox, "clients");
    let plan: toml::Table = sandbox.read("transcripts/survey.plan.toml").parse().expect("the plan is TOML");
    let columns = plan["column"].as_array().expect("a list");
    for (question, option_count) in [("Q7", 7), ("Q9", 5), ("Q10", 2)] {
        let column = columns.iter().find(|column| column["name"].as_str() == Some(question)).expect("it is planned");
        let options: Vec<&str> =
            column["options"].as_array().expect("a list").iter().filter_map(|o| o.as_str()).collect();
        assert_eq!(options.len(), option_count);
        let answered = kept.iter().filter(|row| !row[question].is_empty()).count();
        for option in &options {
            let ticked = kept.iter().filter(|row| row[question].contains(option)).count();
            let found = row(&made, option);
            assert_eq!(found[1], ticked.to_string(), "{question}: {option}");
            let tenths = (ticked * 2000 + answered) / (2 * answered);
            assert_eq!(found[2], format!("{}.{}%", tenths / 10, tenths % 10), "{question}: {option}");
        }
        let places: Vec<usize> = options
            .iter()
            .map(|option| made.iter().position(|row| row[0] == *option))
            .map(|at| at.expect("it is there"))
            .collect();
        assert!(places.is_sorted(), "options stand as they were asked");
    }
}

/// Fourteen items, of which the best three were moved to the top.
#[test]
fn ranks_are_those_of_the_file() {
    let sandbox = Sandbox::shipped();
    sandbox.replace("study.toml", "places = 3\n", "places = 3\nshow = \"distribution\"\norder = \"result\"\n");
    sandbox.replace("study.toml", "minimum_group = 3 ", "minimum_group = 1 ");
    sandbox.ok("build");
    let kept = kept(&sandbox);
    let made = rows(&sandbox, "strongest-aspects");
    let items = &made[1..made.len() - 1];
    assert_eq!(items.len(), 14);
    let wordings: BTreeMap<String, String> = {
        let plan: toml::Table = sandbox.read("transcripts/survey.plan.toml").parse().expect("the plan is TOML");
        let columns = plan["column"].as_array().expect("a list").clone();
        let text =
            |column: &toml::Value, key: &str| column.get(key).and_then(|v| v.as_str()).unwrap_or_default().to_owned();
        columns.iter().map(|column| (text(column, "name"), text(column, "wording"))).collect()
    };
    let rankers = kept.iter().filter(|row| (1..=14).any(|item| !row[&format!("Q14_{item}")].is_empty())).count();
    let mut all_places = 0;
    for item in 1..=14 {
        let code = format!("Q14_{item}");
        let places: Vec<u32> = kept.iter().filter_map(|row| row[&code].parse().ok()).collect();
        let count = |place: u32| places.iter().filter(|given| **given == place).count().to_string();
        let found = row(items, &wordings[&code]);
        assert_eq!(found[1..4], [count(1), count(2), count(3)], "{code}");
        assert_eq!(found[4], places.len().to_string(), "{code}");
        let tenths = (places.len() * 2000 + rankers) / (2 * rankers);
        assert_eq!(found[5], format!("{}.{}%", tenths / 10, tenths % 10), "{code}");
        all_places += places.len();
    }
    assert_eq!(made.last().expect("a total")[4], all_places.to_string());
    let within: Vec<u64> = items.iter().map(|row| row[4].parse().expect("a number")).collect();
    assert!(within.is_sorted_by(|left, right| left >= right), "{within:?}");
}

/// Appendices E and H: a row a sector, in the published order, with its number of respondents; each different answer once.
#[test]
fn open_answers_stand_whole_by_sector() {
    let sandbox = open();
    let kept = kept(&sandbox);
    let sectors = [
        "Direct child protection",
        "Youth offender management",
        "Public offender management",
        "Other offender management",
        "Policing",
        "International",
    ];
    if let Some(reference) = reference::reference() {
        let published: Vec<String> =
            reference::satisfaction(&reference)[0].iter().map(|(title, _)| title.clone()).collect();
        for (sector, title) in sectors.iter().zip(&published[..5]) {
            assert!(title.starts_with(sector), "{title}");
        }
    }
    for (output, questions) in [("strengths-and-improvements", vec!["Q13", "Q24"]), ("challenges", vec!["Q29"])] {
        sandbox.ok(&format!("export {output} --format html --to ../mine"));
        let page =
            String::from_utf8(sandbox.files("../mine")[&format!("{output}.html")].clone()).expect("a page is text");
        let lines: Vec<&str> = page.split("<tr").skip(1).filter(|line| line.contains("scope=\"row\"")).collect();
        assert_eq!(lines.len(), sectors.len(), "{output}");
        for (line, sector) in lines.iter().zip(sectors) {
            let of_sector: Vec<&Respondent> = kept.iter().filter(|row| row["Q3"] == sector).collect();
            let has_said = |row: &&&Respondent| questions.iter().any(|question| !row[*question].trim().is_empty());
            let title = format!("{sector} ({})", of_sector.iter().filter(has_said).count());
            assert!(line.contains(&title), "{output}: {title}");
            let different: usize = questions
                .iter()
                .map(|question| {
                    let plain = |row: &&Respondent| {
                        let words = row[*question].to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
                        words
                            .trim_end_matches(|end: char| end.is_ascii_punctuation() || end == '…' || end == ' ')
                            .to_owned()
                    };
                    of_sector.iter().map(plain).filter(|answer| !answer.is_empty()).collect::<BTreeSet<_>>().len()
                })
                .sum();
            assert_eq!(line.matches("class=\"words\"").count(), different, "{output}: {sector}");
        }
    }
}
