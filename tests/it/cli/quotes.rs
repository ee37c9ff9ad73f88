//! Quotations: chosen, marked as negative cases, grouped, and printed so.

use insta::assert_snapshot;

use crate::support::Sandbox;

pub(super) fn built() -> Sandbox {
    let sandbox = Sandbox::small();
    sandbox.ok("build");
    sandbox
}

/// The quotations of an output, with the headings and notes among them that speak of them.
pub(super) fn printed(sandbox: &Sandbox, name: &str) -> String {
    sandbox.ok("build");
    let text = sandbox.read(&format!("output/{name}.md"));
    let is_wanted = |line: &&str| {
        line.starts_with(['>', '#', '|'])
            || ["Quoted", "Negative", "that the researcher", "no room", "words left", "Nothing"]
                .iter()
                .any(|word| line.contains(word))
    };
    let lines: Vec<&str> = text.lines().filter(is_wanted).collect();
    lines.join("\n")
}

#[test]
fn what_is_pinned_comes_first_in_its_order() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("quotes pins"), @"
    --- stderr
    nothing is pinned
    ");
    assert_snapshot!(sandbox.run("quotes pin ben --words 'We write for grants every spring.' --theme money"), @"ben is pinned, at position 1");
    assert_snapshot!(sandbox.run("quotes pin survey:R2 --theme Money --position 1"), @"survey:R2 is pinned, at position 1");
    assert_snapshot!(sandbox.run("quotes pin carla:2 --code training"), @"carla:2 is pinned, at position 1");
    assert_snapshot!(sandbox.run("quotes pin survey:R5"), @"survey:R5 is pinned, at position 1");
    assert_snapshot!(sandbox.run("quotes pin survey:R2 --theme money"), @"survey:R2 is pinned already, at position 1");
    assert_snapshot!(sandbox.run("quotes pins"), @"
    Number  Heading        Position  Place            State   Words
         3  code training         1  carla:2          quoted  We in Hartwell would like a course on the new records system.
         4                        1  survey:R5:needs  quoted  Training and one more post.
         2  theme money           1  survey:R2:needs  quoted  Longer funding.
         1  theme money           2  ben:4            quoted  We write for grants every spring.
    ");
    assert_snapshot!(printed(&sandbox, "quotes"), @r"
    # Small study
    ## Quotations
    ### Staff
    > “We in \[town\] would like a course on the new records system.” (Participant B)
    > “Training and one more post.” (survey participant)
    > “Two more posts, and training for those who are here.” (Participant A)
    > “More training for new staff.” (survey participant)
    > “A post for the waiting list.” (survey participant)
    ### Money
    > “Longer funding.” (survey participant)
    > “We write for grants every spring.” (Participant A)
    > “From a grant, as always.” (Participant A)
    | Theme | Cases | Quoted |
    | :-- | --: | --: |
    | Staff | 5 | 5 |
    | Money | \* | 2 |
    *Quotations that the researcher chose come first.*
    ## How this was made
    ");
    assert_snapshot!(sandbox.run("log --limit 3"), @"
    Number  When                  Who     Action      Detail         State
         8  [TIME]  tester  quotes pin
         7  [TIME]  tester  quotes pin  code training
         6  [TIME]  tester  quotes pin  theme money
    ");
    assert_snapshot!(sandbox.run("undo"), @"taken back: quotes pin ([TIME], tester)");
    assert_snapshot!(sandbox.run("quotes unpin ben --words 'grants every spring' --theme money"), @"ben: 1 pin taken away");
    assert_snapshot!(sandbox.run("quotes unpin 3"), @"pin 3 is taken away");
    assert_snapshot!(sandbox.run("quotes pins --format csv"), @"
    Number,Heading,Position,Place,Case,State,By,When,Start,End,Words
    2,theme money,1,survey:R2:needs,R2,quoted,tester,[TIME],0,15,Longer funding.
    ");
    sandbox.ok("undo 2");
    assert_snapshot!(sandbox.run("quotes pins --format json"), @r#"
    [
      {
        "number": 3,
        "heading": "code training",
        "position": 1,
        "place": "carla:2",
        "case": "C",
        "state": "quoted",
        "by": "tester",
        "when": "[TIME]",
        "start": 29,
        "end": 90,
        "words": "We in Hartwell would like a course on the new records system."
      },
      {
        "number": 2,
        "heading": "theme money",
        "position": 1,
        "place": "survey:R2:needs",
        "case": "R2",
        "state": "quoted",
        "by": "tester",
        "when": "[TIME]",
        "start": 0,
        "end": 15,
        "words": "Longer funding."
      },
      {
        "number": 1,
        "heading": "theme money",
        "position": 2,
        "place": "ben:4",
        "case": "B",
        "state": "quoted",
        "by": "tester",
        "when": "[TIME]",
        "start": 158,
        "end": 191,
        "words": "We write for grants every spring."
      }
    ]
    "#);
}

#[test]
fn the_limits_count_pins_too() {
    let sandbox = built();
    sandbox.ok("quotes pin ben --words 'We write for grants every spring.' --theme money");
    sandbox.ok("quotes pin survey:R2 --theme money");
    sandbox.append(
        "study.toml",
        "\n[[output]]\nname = \"one\"\nkind = \"quotes\"\ntheme = \"money\"\nlimit = 1\nformats = [\"md\"]\n\n\
         [[output]]\nname = \"each-once\"\nkind = \"quotes\"\ntheme = \"money\"\nper_case = 1\nformats = [\"md\"]\n",
    );
    assert_snapshot!(printed(&sandbox, "one"), @r"
    # Small study
    ## Quotations
    ### Money
    > “We write for grants every spring.” (Participant A)
    | Theme | Cases | Quoted |
    | :-- | --: | --: |
    | Money | \* | 1 |
    *Quotations that the researcher chose come first.*
    *The limit leaves no room for 1 quotation that was chosen.*
    ## How this was made
    ");
    assert_snapshot!(printed(&sandbox, "each-once"), @r"
    # Small study
    ## Quotations
    ### Money
    > “We write for grants every spring.” (Participant A)
    > “Longer funding.” (survey participant)
    | Theme | Cases | Quoted |
    | :-- | --: | --: |
    | Money | \* | 2 |
    *Quotations that the researcher chose come first.*
    ## How this was made
    ");
}

#[test]
fn what_cannot_be_pinned_is_said() {
    let sandbox = built();
    sandbox.ok("cases consent R1 analyse");
    sandbox.ok("cases exclude R6 --reason 'a test'");
    assert_snapshot!(sandbox.run("quotes pin survey:R1 --theme staff"), @"
    --- stderr
    error: survey:R1: R1 agreed to analysis only, so no words of theirs are quoted; `verbatim cases consent` changes what they agreed to
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("quotes pin survey:R6 --theme staff"), @"
    --- stderr
    error: survey:R6: whose words these are is left out of the study, so they are not coded
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("quotes pin ben:1 --theme staff"), @"
    --- stderr
    error: ben:1: an interviewer says this, or it is a heading, and neither is ever coded
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("quotes pin ben:2-4 --theme staff"), @"
    --- stderr
    error: ben:2-4: these words are of several turns, and a quotation is what one person says in one go: quote each by itself
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("quotes pin survey:R2 --theme staff"), @"
    --- stderr
    error: survey:R2: these words are not coded with any code of the theme staff, under which they would be quoted: code them first, as `verbatim codings add`
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("quotes pin survey:R2 --theme mony"), @r#"
    --- stderr
    error: there is no theme "mony"; did you mean "money"?
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("quotes pin survey:R2 --output quote"), @r#"
    --- stderr
    error: there is no output "quote" of kind quotes; did you mean "quotes"?
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("quotes pin survey:R2 --code fundin"), @r#"
    --- stderr
    error: there is no code "fundin"; did you mean "funding"?
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("quotes unpin survey:R2"), @"
    --- stderr
    error: nothing is pinned at survey:R2: `verbatim quotes pins` lists what is
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("quotes unpin 7"), @"
    --- stderr
    error: there is no pin 7: `verbatim quotes pins` lists them
    --- exit 1
    ");
}

#[test]
fn a_pin_outlives_what_happens_to_its_code_its_file_and_its_case() {
    let sandbox = built();
    sandbox.ok("quotes pin carla:2 --code training");
    sandbox.ok("codebook merge training --into posts --with-rules");
    sandbox.ok("build");
    assert_snapshot!(sandbox.ok("quotes pins"), @"
    Number  Heading     Position  Place    State   Words
         1  code posts         1  carla:2  quoted  We in Hartwell would like a course on the new records system.
    ");
    // The text is corrected elsewhere: the pin goes along. Then in its own words: it waits.
    sandbox.replace("transcripts/carla.txt", "The team.", "The whole team.");
    sandbox.ok("build");
    assert_snapshot!(sandbox.ok("quotes pins"), @"
    Number  Heading     Position  Place    State   Words
         1  code posts         1  carla:2  quoted  We in Hartwell would like a course on the new records system.
    ");
    sandbox.replace("transcripts/carla.txt", "would like a course", "would like two courses");
    assert_snapshot!(sandbox.run("build"), @r"
    Small study
      2 interviews, 1 survey: 7 texts, 95 words
      2 participants, 6 respondents kept (left out: 1 without consent)
      8 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      1 coding or memo waits in review and not counted: `verbatim review` lists them
      1 source imported
      3 files in output/: 2 written, 1 unchanged
      24 numbers withheld, of or about too few people (`verbatim withheld` says where)
      3 differences from the build before (`verbatim changes` lists them)
      The report: [STUDY]/output/report.html
    --- stderr
    warning: 1 pinned quotation is not printed: `verbatim quotes pins` says why
    ");
    assert_snapshot!(sandbox.run("review"), @"
    1  quote: pin, by tester · transcripts/carla.txt
      was  We in Hartwell would like a course on the new records system.
      now  We in Hartwell would like two courses on the new records system.
      words in it were changed, added or taken out

    --- stderr
    1 waiting
    ");
    assert_snapshot!(sandbox.ok("quotes pins"), @"
    Number  Heading     Position  Place  State            Words
         1  code posts         1         waits in review
    ");
    sandbox.ok("review accept 1");
    assert_snapshot!(sandbox.ok("quotes pins"), @"
    Number  Heading     Position  Place    State   Words
         1  code posts         1  carla:2  quoted  We in Hartwell would like two courses on the new records system.
    ");
    sandbox.ok("cases consent C analyse");
    assert_snapshot!(sandbox.ok("quotes pins"), @"
    Number  Heading     Position  Place    State              Words
         1  code posts         1  carla:2  may not be quoted  We in Hartwell would like two courses on the new records system.
    ");
    sandbox.ok("undo");
    sandbox.ok("codings reject carla:2");
    assert_snapshot!(sandbox.run("quotes pins"), @"
    Number  Heading     Position  Place    State         Words
         1  code posts         1  carla:2  not coded so  We in Hartwell would like two courses on the new records system.
    ");
}

const NEGATIVE: &str =
    "\n[[output]]\nname = \"both-sides\"\nkind = \"quotes\"\nnegative_cases = true\nformats = [\"md\"]\n";

#[test]
fn negative_cases_stand_under_their_own_heading() {
    let sandbox = built();
    sandbox.append("study.toml", NEGATIVE);
    assert_snapshot!(printed(&sandbox, "both-sides"), @r"
    # Small study
    ## Quotations
    ### Staff
    > “Two more posts, and training for those who are here.” (Participant A)
    > “We in \[town\] would like a course on the new records system.” (Participant B)
    > “More training for new staff.” (survey participant)
    > “Training and one more post.” (survey participant)
    > “A post for the waiting list.” (survey participant)
    *Negative cases: none marked.*
    ### Money
    > “Longer funding.” (survey participant)
    > “From a grant, as always.” (Participant A)
    > “We write for grants every spring.” (Participant A)
    *Negative cases: none marked.*
    | Theme | Cases | Quoted |
    | :-- | --: | --: |
    | Staff | 5 | 5 |
    | Money | \* | 2 |
    ## How this was made
    ");
    assert_snapshot!(sandbox.run("quotes mark survey:R6 --against staff --because 'Needs nobody'"), @"survey:R6 is marked as speaking against staff");
    assert_snapshot!(sandbox.run("quotes mark survey:R6 --against staff"), @"survey:R6 is marked already as speaking against staff");
    assert_snapshot!(sandbox.run("quotes mark ben --words 'From a grant, as always.' --against funding"), @"ben is marked as speaking against funding");
    assert_snapshot!(sandbox.run("quotes mark survey:R6 --against stuff"), @r#"
    --- stderr
    error: "stuff" is neither a theme nor a code; did you mean "staff"?
    --- exit 1
    "#);
    assert_snapshot!(printed(&sandbox, "both-sides"), @r"
    # Small study
    ## Quotations
    ### Staff
    > “Two more posts, and training for those who are here.” (Participant A)
    > “We in \[town\] would like a course on the new records system.” (Participant B)
    > “More training for new staff.” (survey participant)
    > “Training and one more post.” (survey participant)
    > “A post for the waiting list.” (survey participant)
    #### Negative cases
    > “Nothing at present.” (survey participant)
    ### Money
    > “Longer funding.” (survey participant)
    > “We write for grants every spring.” (Participant A)
    #### Negative cases
    > “From a grant, as always.” (Participant A)
    | Theme | Cases | Quoted |
    | :-- | --: | --: |
    | Staff | 5 | 5 |
    | Money | \* | 2 |
    ## How this was made
    ");
    assert_snapshot!(sandbox.run("quotes pins --against"), @"
    Number  Heading       Position  Place            State   Words
         2  code funding            ben:4            quoted  From a grant, as always.
         1  theme staff             survey:R6:needs  quoted  Nothing at present.
    ");
    assert_snapshot!(sandbox.run("memos --kind 'negative case'"), @"
    Number  What     On                                   Code  Words                Kind           Title  Who     When                  Memo
         1  passage  transcripts/survey.csv · R6 · needs        Nothing at present.  negative case         tester  [TIME]  Needs nobody
    --- stderr
    1 memo
    ");
    assert_snapshot!(sandbox.run("quotes unmark survey:R6"), @"survey:R6: 1 mark taken away");
    assert_snapshot!(sandbox.run("quotes unmark 7"), @"
    --- stderr
    error: there is no negative case 7: `verbatim quotes pins --against` lists them
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("quotes unmark 2"), @"mark 2 is taken away");
    sandbox.ok("undo");
    sandbox.ok("undo");
    sandbox.ok("undo --event 5");
    assert_snapshot!(sandbox.run("quotes --theme staff --negative"), @"
    Staff
    Who does the work.
      “Two more posts, and training for those who are here.” (Participant A)
      “We in [town] would like a course on the new records system.” (Participant B)
      “More training for new staff.” (survey participant)
      “Training and one more post.” (survey participant)
      “A post for the waiting list.” (survey participant)
    Negative cases: none marked.
    At most 10 quotations under a heading and 2 of one person, in an order that follows nothing of the
    sample; only of those who agreed to be quoted.
    Codebook: Small codebook, version 1.0.
    Left out: 1 case not kept, rejected codings and what interviewers said.
    ");
}

const GROUPED: &str = r#"
[[output]]
name = "by-sector"
kind = "quotes"
group_by = "sector"
values = ["Schools"]
order = "length"
limit = 2
formats = ["md"]

[[output]]
name = "in-order"
kind = "quotes"
theme = "staff"
order = "source"
where = "sector:Clinics"
formats = ["md"]

[[output]]
name = "rows"
kind = "quotes"
by = "both"
layout = "table"
attributes = ["sector"]
negative_cases = true
formats = ["md", "csv", "xlsx", "docx", "html"]
"#;

#[test]
fn groups_orders_and_tables() {
    let sandbox = Sandbox::small();
    sandbox.append("study.toml", GROUPED);
    // Three respondents in each sector, but one participant: whose group is told by no heading.
    sandbox.replace("study.toml", "seed = \"small\"", "seed = \"small\"\nminimum_group = 3");
    sandbox.ok("build");
    sandbox.ok("quotes pin ben:2 --theme staff");
    sandbox.ok("quotes pin survey:R5 --theme staff");
    sandbox.ok("quotes trim survey:R5 --leave-out 'and one'");
    sandbox.ok("quotes mark survey:R6 --against posts");
    assert_snapshot!(printed(&sandbox, "by-sector"), @r"
    # Small study
    ## Quotations
    ### Staff
    #### Schools
    > “More training for new staff.” (survey participant)
    #### Clinics
    > “Training \[…\] more post.” (survey participant)
    > “A post for the waiting list.” (survey participant)
    #### Other groups, or not stated
    > “Two more posts, and training for those who are here. Nothing else.” (Participant A)
    > “We in \[town\] would like a course on the new records system.” (Participant B)
    ### Money
    #### Schools
    > “Longer funding.” (survey participant)
    #### Other groups, or not stated
    > “From a grant, as always.” (Participant A)
    > “We write for grants every spring.” (Participant A)
    | Theme | Cases | Quoted |
    | :-- | --: | --: |
    | Staff | 5 | 5 |
    | Money | \* | 2 |
    *Quotations that the researcher chose come first.*
    *\[…\]: words left out; in \[square brackets\]: put in or changed.*
    ## How this was made
    ");
    assert_snapshot!(printed(&sandbox, "in-order"), @r"
    # Small study
    ## Quotations
    ### Staff
    > “Training \[…\] more post.” (survey participant)
    > “We in \[town\] would like a course on the new records system.” (Participant B)
    > “A post for the waiting list.” (survey participant)
    | Theme | Cases | Quoted |
    | :-- | --: | --: |
    | Staff | 3 | 3 |
    *Quotations that the researcher chose come first.*
    *\[…\]: words left out; in \[square brackets\]: put in or changed.*
    ## How this was made
    ");
    assert_snapshot!(printed(&sandbox, "rows"), @r"
    # Small study
    ## Quotations
    | No. | Theme | Speaks | Quotation | Label | Sector | Question | Codes |
    | :-- | :-- | :-- | :-- | :-- | :-- | :-- | :-- |
    | Q1 | Staff / Training | for | We in \[town\] would like a course on the new records system. | Participant B | | | Training |
    | Q2 | Staff / Training | for | Two more posts, and training for those who are here. | Participant A | | | Training |
    | Q3 | Staff / Training | for | More training for new staff. | survey participant | Schools | needs | Training |
    | Q4 | Staff / Training | for | Training \[…\] more post. | survey participant | Clinics | needs | Training |
    | Q5 | Staff / Posts | for | Two more posts, and training for those who are here. | Participant A | | | Posts |
    | Q6 | Staff / Posts | for | A post for the waiting list. | survey participant | Clinics | needs | Posts |
    | Q7 | Staff / Posts | for | Training \[…\] more post. | survey participant | Clinics | needs | Posts |
    | Q8 | Staff / Posts | against | Nothing at present. | survey participant | Clinics | needs | |
    | Q9 | Money / Funding | for | Longer funding. | survey participant | Schools | needs | Funding |
    | Q10 | Money / Funding | for | From a grant, as always. | Participant A | | | Funding |
    | Q11 | Money / Funding | for | We write for grants every spring. | Participant A | | | Funding |
    *\[…\]: words left out; in \[square brackets\]: put in or changed.*
    ## How this was made
    ");
    assert_snapshot!(sandbox.read("output/rows.csv"), @r#"
    ﻿No.,Theme,Speaks,Quotation,Label,Sector,Question,Codes
    Q1,Staff / Training,for,We in [town] would like a course on the new records system.,Participant B,,,Training
    Q2,Staff / Training,for,"Two more posts, and training for those who are here.",Participant A,,,Training
    Q3,Staff / Training,for,More training for new staff.,survey participant,Schools,needs,Training
    Q4,Staff / Training,for,Training […] more post.,survey participant,Clinics,needs,Training
    Q5,Staff / Posts,for,"Two more posts, and training for those who are here.",Participant A,,,Posts
    Q6,Staff / Posts,for,A post for the waiting list.,survey participant,Clinics,needs,Posts
    Q7,Staff / Posts,for,Training […] more post.,survey participant,Clinics,needs,Posts
    Q8,Staff / Posts,against,Nothing at present.,survey participant,Clinics,needs,
    Q9,Money / Funding,for,Longer funding.,survey participant,Schools,needs,Funding
    Q10,Money / Funding,for,"From a grant, as always.",Participant A,,,Funding
    Q11,Money / Funding,for,We write for grants every spring.,Participant A,,,Funding
    "#);
    sandbox.replace("study.toml", "group_by = \"sector\"\nvalues", "values");
    assert_snapshot!(sandbox.run("build"), @r#"
    --- stderr
    error: [STUDY]/study.toml, line 23, column 1: output "by-sector": `values` are those of `group_by`: give both
    --- exit 1
    "#);
}
