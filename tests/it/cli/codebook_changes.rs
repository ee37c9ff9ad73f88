//! What becomes of codes: created, described, renamed, moved, merged, split, retired, gathered.

use insta::assert_snapshot;

use super::built;
use crate::support::Sandbox;

/// The shipped study, built.
pub(super) fn shipped() -> Sandbox {
    let sandbox = Sandbox::shipped();
    sandbox.ok("build");
    sandbox
}

/// What a change did to the codebook, as lines that went and came.
fn changed(before: &str, after: &str) -> String {
    let mut shown = Vec::new();
    let (before, after): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    for stretch in verbatim::text::compare(&before, &after).iter().filter(|stretch| !stretch.is_same) {
        shown.extend(before[stretch.old.clone()].iter().map(|line| format!("- {line}")));
        shown.extend(after[stretch.new.clone()].iter().map(|line| format!("+ {line}")));
    }
    shown.join("\n")
}

/// How much a query finds.
pub(super) fn found(sandbox: &Sandbox, query: &str) -> String {
    sandbox.run(&format!("search '{query}'")).lines().last().unwrap_or_default().to_owned()
}

const BOOK: &str = "codebooks/practice.toml";

#[test]
fn a_code_is_created() {
    let sandbox = shipped();
    let before = sandbox.read(BOOK);
    let create = "codebook create 'Night shifts' --under staff-support --theme resourcing --definition 'Work at night.' \
                  --key u --memo 'came up in the second interview'";
    assert_snapshot!(sandbox.run(&format!("{create} --dry-run")), @r"
    theme resourcing gathers night-shifts
    code night-shifts added: Night shifts
    --- stderr
    nothing has been changed
    ");
    assert_eq!(sandbox.read(BOOK), before);
    assert_snapshot!(sandbox.run(create), @r"
    theme resourcing gathers night-shifts
    code night-shifts added: Night shifts
    ");
    assert_snapshot!(changed(&before, &sandbox.read(BOOK)), @r##"
    - codes = ["staff-training", "staff-support", "more-staff", "expand-service", "low-income-access", "funding-security"]
    + codes = ["staff-training", "staff-support", "more-staff", "expand-service", "low-income-access", "funding-security", "night-shifts"]
    + 
    + [[code]]
    + id = "night-shifts"
    + name = "Night shifts"
    + parent = "staff-support"
    + definition = "Work at night."
    + colour = "#e69f00"
    + key = "u"
    "##);
    assert_snapshot!(sandbox.run("memos --code night-shifts --format csv"), @r"
    Number,What,On,Code,Words,Kind,Title,Who,When,Memo
    1,code,code night-shifts,night-shifts,,,,tester,[TIME],came up in the second interview
    ");
    assert_snapshot!(sandbox.run("codebook show night-shifts"), @r"
    What        Value
    code        night-shifts
    name        Night shifts
    status      active
    above       staff-support
    themes      Resourcing and widening access
    definition  Work at night.
    colour      #e69f00
    key         u
    rules       0
    segments    0
    cases       0
    codings     0 proposed, 0 accepted, 0 rejected
    memos       1 memo
    ");
    let wrong = [
        "codebook create 'Night shifts' --id night-shifts",
        "codebook create 'Night shifts' --id 'night shifts'",
        "codebook create Nights --under nowhere",
        "codebook create Nights --theme resources",
        "codebook create Nights --key u",
        "codebook create Nights --colour red",
        "codebook create ' '",
    ];
    assert_snapshot!(wrong.map(|words| sandbox.run(words)).join("\n"), @r##"
    --- stderr
    error: there is a code "night-shifts" already: choose another id
    --- exit 1
    --- stderr
    error: "night shifts" is no id: use letters, digits, `-`, `_` and `.`
    --- exit 1
    --- stderr
    error: there is no code "nowhere"
    --- exit 1
    --- stderr
    error: there is no theme "resources"; did you mean "resourcing"?
    --- exit 1
    --- stderr
    error: the key `u` belongs to the code "night-shifts" already
    --- exit 1
    --- stderr
    error: `red` is no colour: write it as "#1f77b4"
    --- exit 1
    --- stderr
    error: a name cannot be empty
    --- exit 1
    "##);
}

#[test]
fn fields_are_written() {
    let sandbox = built();
    let before = sandbox.read("codebooks/small.toml");
    assert_snapshot!(sandbox.run("codebook edit training --use-when 'People learn.' --key t --colour '#0072B2'"), @r"
    code training: use_when written
    code training: colour is #0072b2
    code training: key is t
    ");
    assert_snapshot!(changed(&before, &sandbox.read("codebooks/small.toml")), @r##"
    + use_when = "People learn."
    + colour = "#0072b2"
    + key = "t"
    "##);
    assert_snapshot!(sandbox.run("codebook edit Training --use-when '' --status draft"), @r"
    code training: status active → draft
    code training: use_when taken out
    ");
    assert_snapshot!(sandbox.run("codebook edit training"), @r"
    --- stderr
    error: say what is to change
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("codebook edit posts --key t"), @r#"
    --- stderr
    error: the key `t` belongs to the code "training" already
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("codebook keys posts=t training=p"), @r"
    code training: key t → p
    code posts: key is t
    ");
    assert_snapshot!(sandbox.run("codebook colours"), @r"
    code posts: colour is #e69f00
    code funding: colour is #009e73
    ");
    assert_snapshot!(sandbox.run("codebook tree"), @r"
    Code      Name      Depth  Key  Colour   Segments  With below  Cases  Status
    training  Training      0  p    #0072b2         4           4      4  draft
    posts     Posts         0  t    #e69f00         3           3      3  active
    funding   Funding       0       #009e73         3           3      2  active
    ");
    assert_snapshot!(sandbox.run("codebook theme describe money --story 'It is short.'"), @"theme money: story written");
    assert_snapshot!(sandbox.run("codebook versions --format csv"), @r"
    Number,Version,When,Who,How,Themes,Codes,What changed
    1,1.0,[TIME],tester,file,2,3,
    2,1.0,[TIME],tester,codebook edit,2,3,3 fields of codes changed
    3,1.0,[TIME],tester,codebook edit,2,3,2 fields of codes changed
    4,1.0,[TIME],tester,codebook keys,2,3,2 fields of codes changed
    5,1.0,[TIME],tester,codebook colours,2,3,2 fields of codes changed
    6,1.0,[TIME],tester,codebook theme describe,2,3,1 field of themes changed
    ");
}

#[test]
fn a_new_id_goes_everywhere() {
    let sandbox = shipped();
    sandbox.append(
        "study.toml",
        "\n[[output]]\nname = \"posts\"\nkind = \"quotes\"\ncode = \"More staff\" # by name\n\
                               where = '(code:more-staff OR -code:\"more STAFF\") AND NOT \"code:more-staff\"'\n\n\
                               [queries]\nshort = \"code:more-staff WITH code:staff-training\"\n",
    );
    sandbox.ok("build");
    let before = sandbox.read(BOOK);
    assert_snapshot!(sandbox.run("codebook rename more-staff 'Posts and people' --id posts"), @r"
    code more-staff has the id posts now
    code posts renamed: More staff → Posts and people
    52 codings in the words of 23 cases go along
    3 places in study.toml changed with it
    2 fields of the codebook still say more-staff in prose
    ");
    assert_snapshot!(changed(&before, &sandbox.read(BOOK)), @r#"
    - codes = ["staff-training", "staff-support", "more-staff", "expand-service", "low-income-access", "funding-security"]
    + codes = ["staff-training", "staff-support", "posts", "expand-service", "low-income-access", "funding-security"]
    - id = "more-staff"
    - name = "More staff"
    + id = "posts"
    + name = "Posts and people"
    "#);
    assert!(sandbox.read("study.toml").contains("code = \"Posts and people\" # by name"));
    let study = sandbox.read("study.toml");
    let named: Vec<&str> = study.lines().filter(|line| line.contains("code:")).collect();
    assert_snapshot!(named.join("\n"), @r#"
    where = '(code:posts OR -code:"Posts and people") AND NOT "code:more-staff"'
    short = "code:posts WITH code:staff-training"
    "#);
    let counts = |code: &str| sandbox.run(&format!("codebook show {code} --places 0 --format csv"));
    assert_snapshot!(counts("posts"), @r#"
    What,Value
    code,posts
    name,Posts and people
    status,active
    themes,Resourcing and widening access
    definition,"The number of people a service has or lacks: posts, vacancies, recruitment, pay as a reason for either, turnover and retention."
    use when,"The speaker asks for more people, counts vacancies, or explains why posts cannot be filled or kept."
    not when,"The contract's length as a worry of its own: use funding-security, in addition where both are said. Training those who are there: use staff-training."
    example,"On paper we are eleven; in the building we are nine, and one of those is on loan."
    colour,#5897bd
    key,m
    rules,3
    segments,52
    cases,23
    codings,"52 proposed, 0 accepted, 0 rejected"
    "#);
    assert_snapshot!(found(&sandbox, "code:posts"), @"43 segments, 30 texts, 23 cases; 20 shown (--limit 0 shows all)");
    assert_snapshot!(sandbox.run("build"), @r"
    What practitioners need
      6 interviews, 1 survey: 396 texts, 26607 words
      6 participants, 37 respondents kept (left out: 3 without consent, 10 without any answer, 1 not a provider)
      1071 codings; codebook What practitioners need 1.0: 5 themes, 25 codes
      26 files in output/: 12 written, 14 unchanged
      38 numbers withheld, of or about too few people (`verbatim withheld` says where)
      2 likely names hidden, which nobody has decided on (`verbatim identities review`)
      54 differences from the build before (`verbatim changes` lists them)
      The report: [STUDY]/output/report.html
    ");
    assert_snapshot!(sandbox.run("codebook rename posts --id staff-training"), @r#"
    --- stderr
    error: there is a code "staff-training" already: choose another id
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("codebook theme rename resourcing 'Means' --id means --dry-run"), @"
    theme resourcing has the id means now
    theme means renamed: Resourcing and widening access → Means
    1 place in study.toml changed with it
    --- stderr
    nothing has been changed
    ");
}

#[test]
fn codes_are_moved_and_put_in_order() {
    let sandbox = shipped();
    let before = sandbox.read(BOOK);
    assert_snapshot!(sandbox.run("codebook move staff-training --under staff-support --after staff-support"), @r"
    code staff-training moved below staff-support
    codes in another order
    ");
    assert_snapshot!(changed(&before, &sandbox.read(BOOK)).lines().count(), @"67");
    assert_snapshot!(sandbox.run("codebook move staff-support --under staff-training"), @r#"
    --- stderr
    error: "staff-support" stands above "staff-training", so it cannot be moved below it
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("codebook move staff-training --top"), @"code staff-training moved to the top, from below staff-support");
    assert_snapshot!(sandbox.run("codebook order more-staff staff-support staff-training"), @"codes in another order");
    assert_snapshot!(sandbox.run("codebook theme order prevention resourcing"), @"themes in another order");
    assert!(sandbox.run("codebook check").contains(" 0 errors"));
}

#[test]
fn codes_are_retired_and_gathered() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("codebook retire posts --memo 'too few'"), @r"
    code posts retired
    1 rule of posts stays in the file and will not be applied
    ");
    assert_snapshot!(sandbox.run("codebook check"), @r"
    [STUDY]/codebooks/small.toml: 0 errors, 4 warnings
    --- stderr
    warning: [STUDY]/codebooks/small.toml, line 16, column 1: the code `training` has no use_when, no not_when, no example
      hint: two coders cannot agree on what is not written down
    warning: [STUDY]/codebooks/small.toml, line 24, column 1: the code `posts` has no use_when, no not_when, no example
      hint: two coders cannot agree on what is not written down
    warning: [STUDY]/codebooks/small.toml, line 30, column 1: the code `posts` is retired, so its rules are not applied
      hint: take them out, or give them to another code
    warning: [STUDY]/codebooks/small.toml, line 33, column 1: the code `funding` has no use_when, no not_when, no example
      hint: two coders cannot agree on what is not written down
    ");
    assert_snapshot!(sandbox.run("codebook retire posts"), @"everything is like that already");
    assert_snapshot!(sandbox.run("codebook restore posts"), @"code posts restored");
    assert_snapshot!(sandbox.run("codebook gather posts training --theme Money"), @r"
    theme money gathers posts
    theme money gathers training
    ");
    assert_snapshot!(sandbox.run("codebook ungather posts --theme staff"), @"theme staff lets posts go");
    assert_snapshot!(sandbox.run("codebook theme create 'What is missing' --codes posts,Funding --story 'Much.'"), @r"
    theme what-is-missing added: What is missing
    theme what-is-missing gathers posts
    theme what-is-missing gathers funding
    ");
    assert_snapshot!(sandbox.run("codebook theme remove staff"), @"theme staff removed");
    assert_snapshot!(sandbox.read("codebooks/small.toml"), @r##"
    title = "Small codebook"
    version = "1.0"

    [[theme]]
    id = "money"
    name = "Money"
    definition = "What the work costs."
    codes = ["funding", "posts", "training"]

    [[theme]]
    id = "what-is-missing"
    name = "What is missing"
    story = "Much."
    codes = ["posts", "funding"]
    colour = "#0072b2"

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
    "##);
    assert_snapshot!(sandbox.run("codebook diff 1"), @r"
    from version 1 (1.0) to codebooks/small.toml

    theme money
      gathers posts
      gathers training

    theme what-is-missing
      added: What is missing
      gathers posts
      gathers funding

    theme staff
      removed: Staff
    ");
    assert_snapshot!(sandbox.run("codebook diff 1 2 --format json"), @r#"
    [
      {
        "what": "code",
        "id": "posts",
        "change": "retired",
        "field": "status",
        "old": "active",
        "new": "retired"
      }
    ]
    "#);
    assert_snapshot!(sandbox.run("codebook diff nowhere"), @r#"
    --- stderr
    error: "nowhere" is no version and no file: versions go by their number, from 1 to 7, or by their name
    --- exit 1
    "#);
}
