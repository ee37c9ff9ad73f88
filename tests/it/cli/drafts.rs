//! What is different since the last draft.

use insta::assert_snapshot;

use super::built;
use crate::support::Sandbox;

#[test]
fn what_changed_since_a_draft() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("changes"), @"
    --- stderr
    error: there is nothing to compare the last build with: it is the only one that is remembered
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("drafts keep supervisor"), @"kept as supervisor: `verbatim changes --from supervisor` says what is different since");
    assert_snapshot!(sandbox.run("changes"), @"
    --- stderr
    from draft supervisor (2) to build 1
    nothing that is printed is different
    ");
    // One rule finds more, one more recipe is asked for, and a chapter gets another title.
    sandbox.replace(
        "codebooks/small.toml",
        r#"any = ["post", "posts", "vacanc*"]"#,
        r#"any = ["post", "posts", "team"]"#,
    );
    sandbox.replace("study.toml", "kind = \"flow\"\n", "kind = \"flow\"\ntitle = \"Who took part\"\n");
    sandbox
        .append("study.toml", "\n[[output]]\nname = \"together\"\nkind = \"cooccurrence\"\nchapter_of = \"report\"\n");
    assert_snapshot!(sandbox.run("build"), @r"
    Small study
      2 interviews, 1 survey: 7 texts, 94 words
      2 participants, 6 respondents kept (left out: 1 without consent)
      11 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      3 files in output/: 3 written, 0 unchanged
      27 numbers withheld, of or about too few people (`verbatim withheld` says where)
      8 differences from the build before (`verbatim changes` lists them)
      The report: [STUDY]/output/report.html
    ");
    assert_snapshot!(sandbox.run("changes"), @"
    Who took part
      title Sample → Who took part
    Themes
      Staff › Segments: 5 → 6
      Staff › Posts › Segments: 3 → 4
      Staff › Posts › Sources: 2 → 3
      Staff › Posts › Cases: 3 → 4
      Staff › Posts › % of cases: 37.5% → 50.0%
    Quotations
      + quotation Staff: “The team.” (Participant B)
    Themes that occur together
      + chapter
    --- stderr
    from draft supervisor (2) to build 3
    8 differences
    ");
    assert_snapshot!(sandbox.run("changes --from supervisor --format csv"), @"
    Chapter,What,Place,Kind,Before,After
    Who took part,title,,changed,Sample,Who took part
    Themes,cell,Staff › Segments,changed,5,6
    Themes,cell,Staff › Posts › Segments,changed,3,4
    Themes,cell,Staff › Posts › Sources,changed,2,3
    Themes,cell,Staff › Posts › Cases,changed,3,4
    Themes,cell,Staff › Posts › % of cases,changed,37.5%,50.0%
    Quotations,quotation,Staff,added,,“The team.” (Participant B)
    Themes that occur together,chapter,,added,,
    ");
    // Built again with nothing new, the same two builds are remembered.
    sandbox.replace("codebooks/small.toml", "version = \"1.0\"", "version = \"1.0\" ");
    sandbox.ok("build");
    assert_snapshot!(sandbox.run("drafts"), @"
    Number  Name        Built                 Who
         3              [TIME]  tester
         2  supervisor  [TIME]  tester
         1              [TIME]  tester
    ");
    assert_snapshot!(sandbox.run("drafts remove supervisor"), @"draft supervisor removed");
    assert_snapshot!(sandbox.run("drafts --format csv"), @"
    Number,Name,Built,Who
    3,,[TIME],tester
    1,,[TIME],tester
    ");
}

#[test]
fn answers_in_one_cell_are_compared_one_by_one() {
    let sandbox = built();
    sandbox.append(
        "study.toml",
        "\n[[output]]\nname = \"needs\"\nkind = \"answers\"\nquestion = \"needs\"\nformats = [\"md\"]\n",
    );
    sandbox.ok("build");
    sandbox.ok("drafts keep before");
    sandbox.ok("cases exclude R1 --reason duplicate");
    sandbox.ok("build");
    assert_snapshot!(sandbox.run("changes"), @"
    Sample
      text Survey: 7 respondents engaged with the survey. Of these, 1 (14.3%) was left out: 1 without consent. The remaining 6 were kept. → 7 respondents engaged with the survey. Of these, 2 (28.6%) were left out: 1 without consent and 1 duplicate. The remaining 5 were kept.
      + row Survey: who left, and why › left out: duplicate: left out: duplicate | 1 | 14.3%
      Survey: who left, and why › Left out, all reasons › Cases: 1 → 2
      Survey: who left, and why › Left out, all reasons › % of all: 14.3% → 28.6%
      Survey: who left, and why › Kept › Cases: 6 → 5
      Survey: who left, and why › Kept › % of all: 85.7% → 71.4%
      figure Survey: from all who came to those kept: Respondents: 7; − 1 (without consent); Kept: 6 → Respondents: 7; − 1 (without consent); − 1 (duplicate); Kept: 5
    Themes
      Staff › Segments: 5 → 4
      Staff › Answers: 3 → 2
      Staff › Cases: 5 → 4
      Staff › % of cases: 62.5% → 57.1%
      Staff › Training › Segments: 4 → 3
      Staff › Training › Answers: 2 → 1
      Staff › Training › Cases: 4 → 3
      Staff › Training › % of cases: 50.0% → 42.9%
      Staff › Posts › % of cases: 37.5% → 42.9%
      note Base of the share: 8 cases kept. → Base of the share: 7 cases kept.
      note Left out: 1 case not kept, rejected codings and what interviewers said. → Left out: 2 cases not kept, rejected codings and what interviewers said.
      figure How often each theme occurs: % of cases (of 8 cases kept). Staff: 62.5%; Money: withheld. → % of cases (of 7 cases kept). Staff: 57.1%; Money: withheld.
    Quotations
      text Money: Left out: 1 case not kept, rejected codings and what interviewers said. → Left out: 2 cases not kept, rejected codings and what interviewers said.
      In how many cases' words it occurs, and how many of them are quoted › Staff › Cases: 5 → 4
      In how many cases' words it occurs, and how many of them are quoted › Staff › Quoted: 5 → 4
      − quotation Staff: “More training for new staff.” (survey participant)
    What does your service need most?
      All: All (5) → All (4)
      − answer All › What does your service need most?: More training for new staff.
      note Unit: answers, those alike but for letter case, spaces and end marks merged; how many gave one stands beside it. Base: 5 cases who answered, of 8 kept; in brackets for each group. → Unit: answers, those alike but for letter case, spaces and end marks merged; how many gave one stands beside it. Base: 4 cases who answered, of 7 kept; in brackets for each group.
    --- stderr
    from draft before (3) to build 4
    26 differences
    ");
}

#[test]
fn what_cannot_be_compared() {
    let sandbox = Sandbox::small();
    assert_snapshot!(sandbox.run("changes"), @"
    --- stderr
    error: no build is remembered yet: run `verbatim build`
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("drafts"), @"
    Number  Name  Built  Who
    --- stderr
    nothing has been built yet: `verbatim build`
    ");
    assert_snapshot!(sandbox.run("drafts keep first"), @"
    --- stderr
    error: no build is remembered yet: run `verbatim build`
    --- exit 1
    ");
    sandbox.ok("build");
    assert_snapshot!(sandbox.run("drafts keep 7"), @"
    --- stderr
    error: a draft needs a name that is not a number
    --- exit 1
    ");
    sandbox.ok("drafts keep first");
    assert_snapshot!(sandbox.run("changes --from frist"), @r#"
    --- stderr
    error: there is no draft "frist"
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("drafts remove 99"), @r#"
    --- stderr
    error: there is no draft "99"
    --- exit 1
    "#);
}

#[test]
fn drafts_go_when_somebody_withdraws() {
    let sandbox = built();
    sandbox.ok("drafts keep first");
    let said = sandbox.run("cases withdraw B");
    assert!(said.contains("2 drafts of what was built"), "{said}");
    sandbox.ok("cases withdraw B --yes");
    assert_snapshot!(sandbox.run("drafts --format csv"), @"
    Number,Name,Built,Who
    --- stderr
    nothing has been built yet: `verbatim build`
    ");
}

/// An earlier draft that cannot be read is no reason not to build: there is only nothing to compare with.
#[test]
fn an_earlier_draft_that_cannot_be_read_does_not_stop_a_build() {
    let sandbox = built();
    let store = rusqlite::Connection::open(sandbox.path(".verbatim/store.db")).expect("the store is a database");
    let changed = store.execute("UPDATE drafts SET content = x'00112233'", []).expect("a draft can be spoilt");
    assert!(changed > 0, "there is a draft to spoil");
    drop(store);
    sandbox.append("study.toml", "\n[[output]]\nname = \"more\"\nkind = \"frequencies\"\nformats = [\"csv\"]\n");
    let said = sandbox.ok("build");
    assert!(!said.contains("from the build before"), "{said}");
    assert!(sandbox.exists("output/more.csv"));
    // The next one has something to compare with again.
    sandbox.replace("study.toml", "kind = \"flow\"\n", "kind = \"flow\"\ntitle = \"Who took part\"\n");
    assert!(sandbox.ok("build").contains("from the build before"));
}
