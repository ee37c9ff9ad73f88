//! Matrices, co-occurrence, accumulation, triangulation and services, as a researcher gets them.

use insta::assert_snapshot;

use crate::support::Sandbox;

const SERVICES: &str = "\
service,region,level,activity,hours
Ash Line,UK,primary,helpline,at all hours
Birch Group,UK; abroad,primary; tertiary,group,Mondays
Cedar House,abroad,tertiary,group,
";

/// The small study with one more output, and its file in one format.
fn made(output: &str, format: &str) -> String {
    let sandbox = with(output);
    sandbox.ok("build -q");
    sandbox.read(&format!("output/x.{format}")).replace("\r\n", "\n")
}

fn with(output: &str) -> Sandbox {
    let sandbox = Sandbox::small();
    sandbox.file("services.csv", SERVICES);
    sandbox.replace("study.toml", "cases =", "services = \"services.csv\"\ncases =");
    let study = sandbox.read("study.toml");
    sandbox.file("study.toml", format!("{study}\n[[output]]\nname = \"x\"\n{output}\n"));
    sandbox
}

/// What is said of a study with this output.
fn refused(output: &str) -> String {
    with(output).run("build")
}

/// The tables of an output in Markdown, without what stands around them.
fn tables(output: &str) -> String {
    let made = made(&format!("{output}\nformats = [\"md\"]"), "md");
    let end = made.find("## How this was made").unwrap_or(made.len());
    made.get(..end)
        .expect("a heading begins a line")
        .lines()
        .skip(4)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

const MATRIX: &str = "kind = \"matrix\"\nfor = \"analysis\"\n";

#[test]
fn a_matrix_is_one_row_a_case_and_one_column_a_code() {
    assert_snapshot!(made(MATRIX, "csv"), @"
    case,training,posts,funding
    Participant A,1,1,1
    Participant B,1,0,0
    Respondent 1,1,0,0
    Respondent 2,1,1,0
    Respondent 3,0,0,1
    Respondent 4,0,0,0
    Respondent 5,0,1,0
    Respondent 6,0,0,0
    ");
    assert_snapshot!(made(&format!("{MATRIX}cells = \"counts\"\nscope = \"interviews\"\nby = \"themes\""), "csv"), @"
    case,staff,money
    Participant A,1,2
    Participant B,1,0
    ");
    assert_snapshot!(made(&format!("{MATRIX}cells = \"coverage\"\nbase = \"answered\""), "csv"), @"
    case,training,posts,funding
    Participant A,0.3571,0.3571,0.3929
    Participant B,0.6667,0.0000,0.0000
    Respondent 1,1.0000,0.0000,0.0000
    Respondent 2,1.0000,1.0000,0.0000
    Respondent 3,0.0000,0.0000,1.0000
    Respondent 5,0.0000,1.0000,0.0000
    Respondent 6,0.0000,0.0000,0.0000
    ");
}

#[test]
fn a_long_matrix_is_one_row_a_case_and_code() {
    let long = format!("{MATRIX}layout = \"long\"\nscope = \"interviews\"\nattributes = [\"sector\"]");
    assert_snapshot!(made(&long, "csv"), @"
    case,sector,code,value
    Participant A,,training,1
    Participant A,,posts,1
    Participant A,,funding,1
    Participant B,,training,1
    Participant B,,posts,0
    Participant B,,funding,0
    ");
}

/// B and C are alone in their sectors among those interviewed; three respondents each share theirs.
#[test]
fn attributes_beside_a_case_stand_only_where_enough_share_them() {
    let csv = made(&format!("{MATRIX}attributes = [\"sector\"]\nquestions = [\"needs\"]"), "csv");
    let sectors: Vec<&str> = csv.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect();
    assert_eq!(sectors.iter().filter(|sector| sector.is_empty()).count(), 2, "{csv}");
    assert_eq!(sectors.iter().filter(|sector| **sector == "Schools").count(), 3, "{csv}");
    assert_eq!(csv.lines().skip(1).filter(|line| line.starts_with("Participant")).count(), 2);
}

/// Single people are printed for nobody, unless the study says what it is for, or shows groups of any size.
#[test]
fn a_matrix_is_not_printed_by_mistake() {
    assert_snapshot!(refused("kind = \"matrix\""), @r#"
    Small study
      2 interviews, 1 survey: 7 texts, 94 words
      2 participants, 6 respondents kept (left out: 1 without consent)
      10 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      3 sources imported
      3 files in output/: 3 written, 0 unchanged
      24 numbers withheld, of or about too few people (`verbatim withheld` says where)
      The report: [STUDY]/output/report.html
    --- stderr
    warning: transcripts/survey.csv: 1 answer of people who did not consent was not stored
    error: output "x": each row is about one person, and fewer than 3 are not shown; write for = "analysis" if the file stays with the raw material
    --- exit 3
    "#);
    assert_snapshot!(refused("kind = \"matrix\"\nfor = \"analysis\"\nformats = [\"docx\"]"), @r#"
    --- stderr
    error: [STUDY]/study.toml, line 23, column 1: output "x": what is for analysis is written as csv or xlsx, not as docx
    --- exit 1
    "#);
    assert_snapshot!(refused("kind = \"matrix\"\nfor = \"analysis\"\nchapter_of = \"report\""), @r#"
    --- stderr
    error: [STUDY]/study.toml, line 23, column 1: output "x": what is for analysis is no chapter of a document: take `chapter_of` out
    --- exit 1
    "#);
    let sandbox = with(MATRIX);
    assert_snapshot!(sandbox.run("export x --format html --to mine"), @r#"
    --- stderr
    error: output "x": what is for analysis is written as csv or xlsx, not as html
    --- exit 1
    "#);
    let open = with("kind = \"matrix\"\ncells = \"coverage\"\nscope = \"interviews\"");
    open.replace("study.toml", "[disclosure]", "[disclosure]\nminimum_group = 1");
    open.ok("build -q");
    assert!(open.read("output/x.csv").contains('%'), "then it is a table like others");
}

#[test]
fn names_of_columns_are_legal_and_unlike() {
    let sandbox = with(&format!("{MATRIX}attributes = [\"sector\"]"));
    for (was, id) in [("training", "All"), ("posts", "2-posts"), ("funding", "sector")] {
        let book = sandbox.read("codebooks/small.toml").replace(&format!("\"{was}\""), &format!("\"{id}\""));
        sandbox.file("codebooks/small.toml", book);
    }
    sandbox.ok("build -q");
    let header = sandbox.read("output/x.csv");
    assert_eq!(header.lines().next(), Some("case,sector,All_2,v_2_posts,sector_2"));
}

#[test]
fn what_occurs_together_is_quoted_where_enough_people_say_it() {
    let both = "kind = \"cooccurrence\"\nby = \"codes\"\nunit = \"segments\"\nmeasure = \"both\"\ntexts = true";
    assert_snapshot!(tables(both), @r"
    **Table 1.** Codes that occur together
    | Code | Training | Posts | Funding |
    | :-- | --: | --: | --: |
    | Training | 4 | \* | 0 |
    | Posts | \* | 3 | 0 |
    | Funding | 0 | 0 | \* |
    *Unit: segments, stretches of text where both apply; on the diagonal, all of the row's own.*
    *Codebook: Small codebook, version 1.0.*
    *Left out: 1 case not kept, rejected codings and what interviewers said.*
    *\* fewer than 3 cases.*
    **Table 2.** Codes that occur together: coefficient
    | Code | Training | Posts | Funding |
    | :-- | --: | --: | --: |
    | Training | | \* | 0.0% |
    | Posts | \* | | 0.0% |
    | Funding | 0.0% | 0.0% | |
    *c = n12 / (n1 + n2 − n12), in per cent, of segments; n12 are stretches where both apply (Jaccard's coefficient).*
    *Codebook: Small codebook, version 1.0.*
    *Left out: 1 case not kept, rejected codings and what interviewers said.*
    *\* fewer than 3 cases.*
    *Whole sentences that hold a stretch where both apply: at most 3 quotations of a pair and 1 of one person, in an order that follows nothing of the sample; only of those who agreed to be quoted. Of 1 pair nothing is printed, since fewer than 3 cases are behind them.*
    ");
    let sandbox = with(&format!("{both}\nformats = [\"md\"]"));
    sandbox.replace("study.toml", "[disclosure]", "[disclosure]\nminimum_group = 1");
    sandbox.ok("build -q");
    let page = sandbox.read("output/x.md");
    let quotes: Vec<&str> = page.lines().filter(|line| line.starts_with('>') || line.starts_with("### ")).collect();
    assert_snapshot!(quotes.join("\n"), @"
    ### Training and Posts
    > “Two more posts, and training for those who are here.” (Participant A)
    > “Training and one more post.” (survey participant)
    ");
    assert_snapshot!(refused("kind = \"cooccurrence\"\nlimit = 2"), @r#"
    --- stderr
    error: [STUDY]/study.toml, line 23, column 1: output "x": `limit` goes with `texts = true`
    --- exit 1
    "#);
}

#[test]
fn codes_accumulate_over_cases() {
    assert_snapshot!(tables("kind = \"accumulation\"\nbase_size = 2\nrun_length = 2\npermutations = 200"), @"
    **Figure 1.** Code accumulation
    | cases | In the order of the material | Mean of all orders | 95% of orders, from | 95% of orders, to |
    | --: | --: | --: | --: | --: |
    | 1 | 3 | 1.3 | 0 | 3 |
    | 2 | 3 | 2.1 | 1 | 3 |
    | 3 | 3 | 2.6 | 1 | 3 |
    | 4 | 3 | 2.8 | 2 | 3 |
    | 5 | 3 | 3.0 | 2 | 3 |
    | 6 | 3 | 3.0 | 3 | 3 |
    | 7 | 3 | 3.0 | 3 | 3 |
    **Table 1.** Code accumulation, by cases
    | Cases | New codes | Different codes so far | Mean of all orders | Orders drawn: Median | Orders drawn: From | Orders drawn: To |
    | --: | --: | --: | --: | --: | --: | --: |
    | 1 | 3 | 3 | 1.3 | 1 | 0 | 3 |
    | 2 | 0 | 3 | 2.1 | 2 | 1 | 3 |
    | 3 | 0 | 3 | 2.6 | 3 | 1 | 3 |
    | 4 | 0 | 3 | 2.8 | 3 | 2 | 3 |
    | 5 | 0 | 3 | 3.0 | 3 | 2 | 3 |
    | 6 | 0 | 3 | 3.0 | 3 | 3 | 3 |
    *Unit: codes. Base: 7 cases with any words, in the order of the material. 3 of 3 codes come up.*
    *Mean: over all orders of the material, exactly.*
    *Orders drawn: 200 at random, the same in every build; 95% of them lie between from and to.*
    *After 6 cases, none of these figures changes.*
    *A curve that goes flat does not show that no other code would have come up.*
    *Codebook: Small codebook, version 1.0.*
    *Left out: 1 case not kept, rejected codings and what interviewers said.*
    **Table 2.** New information, by run
    | Run | New codes | % of base |
    | :-- | --: | --: |
    | 2+2 | 0 | 0.0% |
    *Unit: codes. Base: 3 codes of the first 2 cases. 2+2: those new in 2 cases after the first 2.*
    *New information is 5% or less for the first time at 2+2, and 0% for the first time at 2+2. Runs further on bring nothing new.*
    *Method: Guest, Namey and Chen (2020), PLoS ONE 15(5):e0232076. It says at which rate new ones came, not that all have come.*
    ");
    assert_snapshot!(refused("kind = \"accumulation\"\nunit = \"segments\""), @r#"
    --- stderr
    error: [STUDY]/study.toml, line 23, column 1: output "x": `unit` is "cases", "sources" or "answers" here
    --- exit 1
    "#);
    assert_snapshot!(refused("kind = \"accumulation\"\nbase_size = 0"), @r#"
    --- stderr
    error: [STUDY]/study.toml, line 23, column 1: output "x": `base_size` is 1 or more
    --- exit 1
    "#);
}

#[test]
fn themes_are_compared_between_kinds_of_source() {
    let sandbox = with("kind = \"triangulation\"\nformats = [\"md\"]");
    sandbox.file("notes/visit.txt", "The course room has a new door, paid for by a grant.\n");
    let study = sandbox.read("study.toml");
    let notes = "[[source]]\nfiles = \"notes/*.txt\"\nkind = \"field-note\"\n\n[disclosure]";
    sandbox.file("study.toml", study.replace("[disclosure]", notes));
    sandbox.ok("build -q");
    let page = sandbox.read("output/x.md");
    let lines: Vec<&str> = page.lines().filter(|line| line.starts_with('|') || line.starts_with('*')).collect();
    assert_snapshot!(lines.join("\n"), @r"
    **Table 1.** Themes by kind of source
    | Theme | Cases: Interviews | Cases: Survey | Cases: All | Segments: Interviews | Segments: Survey | Segments: Field notes | Segments: All | In kinds | Reading |
    | :-- | --: | --: | --: | --: | --: | --: | --: | :-- | :-- |
    | Staff | \* | † | 5 | \* | † | 1 | 6 | 3 of 3 | agreement |
    | Money | \* | \* | † | \* | \* | 1 | † | 3 of 3 | agreement |
    *Unit: cases with it anywhere in that kind of source, and coded segments, those that overlap counted once.*
    *Material: 2 interviews of 2 cases, 1 survey of 5 cases and 1 field note.*
    *Agreement: it comes up in every kind. Silence: nothing of a kind is coded so, which is no disagreement; it may not have been asked.*
    *Codebook: Small codebook, version 1.0.*
    *Left out: 1 case not kept, rejected codings and what interviewers said.*
    *\* fewer than 3 cases; † withheld so that \* cannot be worked out.*
    ");
}

#[test]
fn services_are_rows_and_their_attributes_columns() {
    let services =
        "kind = \"services\"\ngroup_by = \"region\"\nvalues = [\"abroad\"]\nlabels = [\"Level\", \"What\", \"When\"]";
    assert_snapshot!(tables(&format!("{services}\nnames = true")), @"
    **Table 1.** Services
    | Service | Level | What | When |
    | :-- | :-- | :-- | :-- |
    | **Abroad (2)** | | | |
    | Birch Group | primary; tertiary | group | Mondays |
    | Cedar House | tertiary | group | – |
    | **UK (2)** | | | |
    | Ash Line | primary | helpline | at all hours |
    | Birch Group | primary; tertiary | group | Mondays |
    *Unit: services. Base: 3 services of the desk research; none of them is a case of the sample.*
    *Services are called by the names under which they are known in public.*
    *1 service has more than one region and stands under each.*
    ");
    let numbered = tables(&format!("{services}\nnames = false"));
    assert!(numbered.contains("Service 3") && !numbered.contains("Cedar"), "{numbered}");
    assert_snapshot!(refused("kind = \"services\"\ncolumns = [\"our\"]"), @r#"
    Small study
      2 interviews, 1 survey: 7 texts, 94 words
      2 participants, 6 respondents kept (left out: 1 without consent)
      10 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      3 sources imported
      3 files in output/: 3 written, 0 unchanged
      24 numbers withheld, of or about too few people (`verbatim withheld` says where)
      The report: [STUDY]/output/report.html
    --- stderr
    warning: transcripts/survey.csv: 1 answer of people who did not consent was not stored
    error: output "x": there is no attribute of services "our"
    --- exit 3
    "#);
}

#[test]
fn a_grid_says_how_many_services_and_which() {
    let grid = "kind = \"grid\"\ngroup_by = \"level\"\nrows = \"activity\"\nacross = \"region\"";
    assert_snapshot!(tables(&format!("{grid}\nnames = true")), @"
    **Table 1.** Services by level and activity
    | Activity | UK (2): n | UK (2): Providers | Abroad (2): n | Abroad (2): Providers |
    | :-- | --: | :-- | --: | :-- |
    | **Primary (2)** | | | | |
    | Helpline | 1 | Ash Line | 0 | |
    | Group | 1 | Birch Group | 1 | Birch Group |
    | **Tertiary (2)** | | | | |
    | Group | 1 | Birch Group | 2 | Birch Group; Cedar House |
    *Unit: services. Base: 3 services of the desk research; none of them is a case of the sample.*
    *Services are called by the names under which they are known in public.*
    *1 service has more than one level and stands under each.*
    *1 service has more than one region and stands under each.*
    ");
    assert_snapshot!(tables(grid), @"
    **Table 1.** Services by level and activity
    | Activity | UK (2) | Abroad (2) |
    | :-- | --: | --: |
    | **Primary (2)** | | |
    | Helpline | 1 | 0 |
    | Group | 1 | 1 |
    | **Tertiary (2)** | | |
    | Group | 1 | 2 |
    *Unit: services. Base: 3 services of the desk research; none of them is a case of the sample.*
    *1 service has more than one level and stands under each.*
    *1 service has more than one region and stands under each.*
    ");
    assert_snapshot!(refused("kind = \"grid\""), @r#"
    --- stderr
    error: [STUDY]/study.toml, line 23, column 1: output "x": `grid` needs `rows`
    --- exit 1
    "#);
}

/// A service is nobody who took part; but where somebody works there, its name is on the list, and the gate reads it.
#[test]
fn a_service_that_would_give_somebody_away_is_refused() {
    let sandbox = with("kind = \"services\"\nnames = true");
    let status = sandbox.ok("status");
    sandbox.ok("build -q");
    assert!(!status.contains("Cedar"));
    sandbox.replace("services.csv", "Ash Line", "Hartwell Line");
    let said = sandbox.run("build");
    assert!(said.contains("x.html"), "{said}");
    assert!(!said.contains("Hartwell"), "{said}");
    sandbox.remove("services.csv");
    assert_snapshot!(sandbox.run("build"), @r#"
    --- stderr
    error: [STUDY]/study.toml: there is no file "services.csv", which it names
    --- exit 1
    "#);
    sandbox.replace("study.toml", "services = \"services.csv\"\n", "");
    assert_snapshot!(sandbox.run("build"), @r#"
    --- stderr
    error: [STUDY]/study.toml: an output is made of services: name their table, services = "FILE"
    --- exit 1
    "#);
}
