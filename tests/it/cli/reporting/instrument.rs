//! The questionnaire, as respondents saw it.

use insta::assert_snapshot;

use super::{printed, with_output};

/// A Qualtrics export with a block, a rank order, conditions, a section and two kinds of personal columns.
const EXPORT: &str = "\
ResponseId,IPAddress,Q1,Q2,Q3,Q4_1,Q4_2,Q5_1,Q5_2,Q6,Q7
Response ID,IP Address,Do you agree?,Where do you work?,Tick all that apply,How satisfied are you with - Pay,How satisfied are you with - Rooms,Put in order - Speed,Put in order - Care,What stands in the way?,Your e-mail address
a1,10.0.0.1,Yes,School,\"Adults,Children\",2,3,1,2,Money,x@example.org
a2,10.0.0.2,Yes,Clinic,Adults,5,4,2,1,,y@example.org
";

const PLAN: &str = r#"dialect = "qualtrics"

[[column]]
name = "ResponseId"
as = "id"

[[column]]
name = "IPAddress"
as = "personal"

[[column]]
name = "Q1"
as = "consent"
section = "Before you begin"
options = ["Yes", "No"]

[[column]]
name = "Q2"
as = "single"
options = ["School", "Clinic"]

[[column]]
name = "Q3"
as = "multiple"
options = ["Children", "Adults"]

[[column]]
name = "Q4_1"
as = "scale"
section = "What you think"
wording = "Your pay"
scale = [1, 5]
options = ["very little", "little", "so-so", "much", "very much"]

[[column]]
name = "Q4_2"
as = "scale"
scale = [1, 5]
options = ["very little", "little", "so-so", "much", "very much"]

[[column]]
name = "Q5_1"
as = "rank"

[[column]]
name = "Q5_2"
as = "rank"

[[column]]
name = "Q6"
as = "open"
shown_if = { question = "Q4_1", below = 3 }

[[column]]
name = "Q7"
as = "personal"
"#;

#[test]
fn a_questionnaire_of_every_kind_of_question() {
    let sandbox = with_output("name = \"questionnaire\"\nkind = \"instrument\"\n");
    sandbox.file("transcripts/survey.csv", EXPORT).file("transcripts/survey.plan.toml", PLAN);
    sandbox.ok("build questionnaire");
    assert_snapshot!(printed(&sandbox, "questionnaire"), @r"
    # Small study

    ## Questionnaire

    **Table 1.** Questionnaire

    | No. | Question | Answer | Shown to |
    | :-- | :-- | :-- | :-- |
    | **Before you begin** | | | |
    | Q1 | Do you agree? | Consent: (1) Yes (2) No | everyone |
    | Q2 | Where do you work? | One of: (1) School (2) Clinic | everyone |
    | Q3 | Tick all that apply | All that apply of: (1) Children (2) Adults | everyone |
    | **What you think** | | | |
    | Q4 | How satisfied are you with | Rating from 1 to 5, each line: 1 very little, 2 little, 3 so-so, 4 much, 5 very much | everyone |
    | Q4\_1 | – Your pay | | |
    | Q4\_2 | – Rooms | | |
    | Q5 | Put in order | Put in order: (1) Speed (2) Care | everyone |
    | Q6 | What stands in the way? | In words. | those who gave less than 3 to Q4\_1 |
    | Q7 | Your e-mail address | In words. Personal data, kept apart from the answers. | everyone |

    *7 questions, 1 asked as a block with a line each below. Order, wording and options are the questionnaire’s.*

    *Personal data are kept apart: no answer to these questions is in the study’s store.*
    ");
    // What came in is printed also while its file is away.
    sandbox.remove("transcripts/survey.csv");
    assert_snapshot!(printed(&sandbox, "questionnaire"), @"
    # Small study

    ## Questionnaire

    *No survey has been imported.*
    ");
}

#[test]
fn a_plan_that_the_file_suggests_will_do() {
    let sandbox = with_output("name = \"questionnaire\"\nkind = \"instrument\"\n");
    sandbox.replace("study.toml", "plan = \"transcripts/survey.plan.toml\"\n", "");
    sandbox.ok("build questionnaire");
    assert_snapshot!(printed(&sandbox, "questionnaire"), @"
    # Small study

    ## Questionnaire

    **Table 1.** Questionnaire

    | No. | Question | Answer |
    | :-- | :-- | :-- |
    | agree | agree | Yes or no. |
    | sector | sector | One of: (1) Schools (2) Clinics |
    | needs | needs | In words. |
    | rating | rating | Rating from 1 to 5. |

    *4 questions. Order, wording and options are the questionnaire’s.*
    ");
}
