//! A study that can be counted by hand: two interviews and a survey of seven, of whom one did not consent.

/// Every file of the study, by name.
pub(crate) const FILES: &[(&str, &str)] = &[
    ("study.toml", STUDY),
    ("codebooks/small.toml", CODEBOOK),
    ("identities.toml", IDENTITIES),
    ("participants.csv", PARTICIPANTS),
    ("transcripts/ben.txt", BEN),
    ("transcripts/carla.txt", CARLA),
    ("transcripts/survey.csv", SURVEY),
    ("transcripts/survey.plan.toml", PLAN),
];

pub(crate) const STUDY: &str = r#"title = "Small study"
codebook = "codebooks/small.toml"
cases = "participants.csv"

[[source]]
files = "transcripts/*.txt"
kind = "interview"

[[source]]
files = "transcripts/survey.csv"
kind = "survey"
plan = "transcripts/survey.plan.toml"

[disclosure]
identities = "identities.toml"
seed = "small"

[[document]]
name = "report"
formats = ["html"]

[[output]]
name = "sample"
kind = "flow"
chapter_of = "report"

[[output]]
name = "frequencies"
kind = "frequencies"
chapter_of = "report"
formats = ["csv"]

[[output]]
name = "quotes"
kind = "quotes"
chapter_of = "report"
formats = ["md"]
"#;

pub(crate) const CODEBOOK: &str = r#"title = "Small codebook"
version = "1.0"

[[theme]]
id = "staff"
name = "Staff"
definition = "Who does the work."
codes = ["training", "posts"]

[[theme]]
id = "money"
name = "Money"
definition = "What the work costs."
codes = ["funding"]

[[code]]
id = "training"
name = "Training"
definition = "Learning of those who do the work."

[[code.rule]]
any = ["train*", "course*"]

[[code]]
id = "posts"
name = "Posts"
definition = "Posts and those who fill them."

[[code.rule]]
any = ["post", "posts", "vacanc*"]

[[code]]
id = "funding"
name = "Funding"
definition = "Where the money comes from."

[[code.rule]]
any = ["fund*", "grant", "grants"]
"#;

const IDENTITIES: &str = r#"[[identity]]
kind = "person"
forms = ["Carla Denholme", "Carla", "Denholme"]
replacement = "[name removed]"
case = "C"

[[identity]]
kind = "place"
forms = ["Hartwell"]
replacement = "[town]"
"#;

const PARTICIPANTS: &str = "\
case,source,speaker,sector
B,ben.txt,Ben,Schools
C,carla.txt,Carla,Clinics
";

const BEN: &str = "\
Interviewer: What does your service need?

Ben: Two more posts, and training for those who are here. Nothing else.

Interviewer: And where would the money come from?

Ben: From a grant, as always. We write for grants every spring.

Interviewer: Is that training too?

Ben: In a way it is.
";

const CARLA: &str = "\
Interviewer: What does your service need?

Carla: We in Hartwell would like a course on the new records system.

Interviewer: And what goes well?

Carla: The team. Nobody leaves.

Interviewer: Thank you.

Carla: Thank you.
";

/// Seven respondents: three of schools, three of clinics, and one who did not consent.
const SURVEY: &str = "\
id,agree,sector,needs,rating
R1,Yes,Schools,More training for new staff.,4
R2,Yes,Schools,Longer funding.,2
R3,Yes,Schools,,3
R4,Yes,Clinics,A post for the waiting list.,5
R5,Yes,Clinics,Training and one more post.,1
R6,Yes,Clinics,Nothing at present.,4
R7,No,Clinics,Funding.,2
";

const PLAN: &str = r#"respondent = "id"

[[exclude]]
reason = "without consent"
unless = { question = "agree", is = ["Yes"] }

[[column]]
name = "id"
as = "id"

[[column]]
name = "agree"
as = "consent"

[[column]]
name = "sector"
as = "single"
options = ["Schools", "Clinics"]
attribute = "sector"

[[column]]
name = "needs"
as = "open"
wording = "What does your service need most?"

[[column]]
name = "rating"
as = "scale"
scale = [1, 5]
"#;
