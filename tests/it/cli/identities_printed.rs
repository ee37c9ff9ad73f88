//! What outputs print of identities: pseudonyms, roles, wider words; whoever a case is named after; in any order of import.

use insta::assert_snapshot;

use crate::support::Sandbox;

const STUDY: &str = r#"title = "Names"
codebook = "codebooks/book.toml"
cases = "participants.csv"

[[source]]
files = "transcripts/*.txt"
kind = "interview"

[disclosure]
identities = "identities.toml"
minimum_group = 1
names_of_cases = true
seed = "names"
age_band = 10
anchor = "appointment"
modes = { person = "pseudonym", place = "generalise", date = "generalise", age = "generalise" }

[[output]]
name = "quotes"
kind = "quotes"
formats = ["md", "html", "docx", "csv"]
"#;

const BOOK: &str = r#"title = "Book"
version = "1"

[[theme]]
id = "all"
name = "All"
definition = "Everything."
codes = ["money"]

[[code]]
id = "money"
name = "Money"
definition = "What the work costs."

[[code.rule]]
any = ["fund*"]
"#;

const IDENTITIES: &str = r#"
[[identity]]
kind = "place"
forms = ["Ostwick"]
wider = "a town in the north"

[[identity]]
kind = "organisation"
forms = ["Quenbury Trust"]
mode = "role"
replacement = "employer"

[[identity]]
kind = "date"
forms = ["14 April 2023"]

[[identity]]
kind = "age"
forms = ["43"]

[[identity]]
kind = "organisation"
forms = ["Bar Council"]
mode = "keep"
reason = "a public body, named in its own reports"
"#;

const FACES: &str = "\
case,source,speaker,appointment,name
P1,first.txt,Philippa,3 March 2023,Philippa Ormskerry
P2,second.txt,Zuberi,10 April 2023,
";

const FIRST: &str = "\
Interviewer: How is it funded?

Philippa: Since 14 April 2023 our funding comes from the Quenbury Trust in Ostwick, and Mrs Ormskerry, who is 43, that is me, asks for it.

Teacher: The teacher funding goes by the Bar Council, as Pippa says.
";

const SECOND: &str = "\
Interviewer: How is it funded?

Zuberi: Funding? On 14 April 2023 Philippa told Zuberi's team in Ostwick that funding ends.
";

fn study(order: [&str; 2]) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox
        .study(STUDY)
        .file("codebooks/book.toml", BOOK)
        .file("identities.toml", IDENTITIES)
        .file("participants.csv", FACES)
        .file("transcripts/first.txt", FIRST)
        .file("transcripts/second.txt", SECOND);
    for file in order {
        sandbox.ok(&format!("import transcripts/{file}"));
    }
    sandbox.ok("build");
    sandbox
}

#[test]
fn each_is_printed_in_its_way() {
    let sandbox = study(["first.txt", "second.txt"]);
    let printed = sandbox.read("output/quotes.md");
    let quoted: Vec<&str> = printed.lines().filter(|line| line.starts_with('>')).collect();
    assert_snapshot!(quoted.join("\n"), @r"
    > “On \[4 days after appointment\] Beloby told Doreris's team in \[a town in the north\] that funding ends.” (Participant C)
    > “Since \[6 weeks after appointment\] our funding comes from the \[employer\] in \[a town in the north\], and Beloby, who is \[in their 40s\], that is me, asks for it.” (Participant B)
    > “The teacher funding goes by the Bar Council, as Beloby says.” (Participant A)
    > “Funding?” (Participant C)
    ");
    assert_snapshot!(sandbox.run("identities"), @r"
    Number  Kind          Form            Forms  Mode        Printed as             Case  Kept in                   Mentions
            place         Ostwick             1  generalise  [a town in the north]        identities.toml, line 2          2
            organisation  Quenbury Trust      1  role        [employer]                   identities.toml, line 7          1
            date          14 April 2023       1  generalise  [date]                       identities.toml, line 13         2
            age           43                  1  generalise  [in their 40s]               identities.toml, line 17         1
            person        Philippa           17  pseudonym   Beloby                 P1    the name of a case               3
            person        Zuberi              1  pseudonym   Doreris                P2    the name of a case               1
            organisation  Bar Council         1  keep        as it is                     identities.toml, line 21         1
    --- stderr
    7 identities
    ");
}

#[test]
fn the_order_of_import_shows_nowhere() {
    let (one, other) = (study(["first.txt", "second.txt"]), study(["second.txt", "first.txt"]));
    let (these, those) = (one.files("output"), other.files("output"));
    assert!(these.len() >= 3, "several formats are written");
    for ((name, bytes), (same, others)) in these.iter().zip(&those) {
        assert!(name == same && bytes == others, "{name}");
    }
    assert_eq!(these.len(), those.len());
}

#[test]
fn what_is_added_is_in_the_next_build() {
    let sandbox = study(["first.txt", "second.txt"]);
    sandbox.ok("identities add trait teacher --mode role --replacement colleague");
    sandbox.ok("build");
    assert!(sandbox.read("output/quotes.md").contains(r"The \[colleague\] funding"));
    sandbox.ok("undo");
    sandbox.ok("build");
    assert!(sandbox.read("output/quotes.md").contains("The teacher funding"));
}

#[test]
fn two_who_share_a_form_are_told() {
    let sandbox = study(["first.txt", "second.txt"]);
    sandbox.ok("identities add person Philippa 'Pip Wherry' --replacement '[her sister]'");
    assert_snapshot!(sandbox.run("identities --kind person"), @r"
    Number  Kind    Form      Forms  Mode       Printed as    Case  Kept in             Mentions
         1  person  Philippa     31             [her sister]  P1    hand, tester               3
            person  Zuberi        1  pseudonym  Doreris       P2    the name of a case         1
    --- stderr
    2 identities
    ");
}

#[test]
fn settings_that_cannot_be_are_named() {
    let sandbox = study(["first.txt", "second.txt"]);
    let with = |from: &str, to: &str| {
        sandbox.file("study.toml", STUDY.replace(from, to));
        sandbox.run("build")
    };
    assert_snapshot!(with("place = \"generalise\"", "place = \"keep\""), @r#"
    --- stderr
    error: [STUDY]/study.toml, line 9, column 1: [disclosure]: what is kept needs a reason each: write mode = "keep" and a reason at the identity
    --- exit 1
    "#);
    assert_snapshot!(with("place = \"generalise\"", "place = \"generalize\""), @r"
    --- stderr
    error: [STUDY]/study.toml, line 16, column 41: there is no `generalize` here; did you mean `generalise`?
    --- exit 1
    ");
    assert_snapshot!(with("place = \"generalise\"", "town = \"generalise\""), @r"
    --- stderr
    error: [STUDY]/study.toml, line 16, column 33: unknown variant `town`, expected one of `person`, `place`, `organisation`, `contact`, `number`, `date`, `age`, `trait`, `other`
    --- exit 1
    ");
    assert_snapshot!(with("age_band = 10", "age_band = 1"), @r"
    --- stderr
    error: [STUDY]/study.toml, line 9, column 1: [disclosure]: age_band is a number of years from 2 to 50
    --- exit 1
    ");
}
