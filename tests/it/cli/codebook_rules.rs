//! `codebook test` and `suggest-rules`: rules beside what people say.

use insta::assert_snapshot;

use crate::support::Sandbox;

#[test]
fn rules_against_people() {
    let sandbox = Sandbox::small();
    sandbox.ok("build");
    assert_snapshot!(sandbox.run("codebook test"), @"
    Code      Rule  Found  True  False  Unjudged  Precision  From  To  Coded  Missed  Recall  Recall from  Recall to  F1
    training  all       4     0      0         4                           0       0
    posts     all       3     0      0         3                           0       0
    funding   all       3     0      0         3                           0       0
    --- stderr
    nobody has coded, accepted or rejected anything with these codes: there is nothing to test against
    ");
    sandbox.ok("codings accept --code posts --where post");
    sandbox.ok("codings reject ben:2 --code training");
    sandbox.ok("codings accept survey:R1:needs --code training");
    sandbox.ok("codings add carla:4 --code training");
    assert_snapshot!(sandbox.run("codebook test training posts --format csv"), @"
    Code,Rule,Found,True,False,Unjudged,Precision,From,To,Coded,Missed,Recall,Recall from,Recall to,F1
    training,all,4,1,1,2,0.5,0.09,0.91,2,1,0.5,0.09,0.91,0.5
    posts,all,3,3,0,0,1.0,0.44,1.0,3,0,1.0,0.44,1.0,1.0
    ");
    assert_snapshot!(sandbox.run("codebook test training --misses"), @"
    Code      What           Rules  Place    Words
    training  found wrongly  1      ben:2    Two more posts, and training for those who are here.
    training  missed                carla:4  The team. Nobody leaves.
    ");
    assert_snapshot!(sandbox.run("codebook test training --against decisions --format json"), @r#"
    [
      {
        "code": "training",
        "rule": "all",
        "found": 4,
        "true": 1,
        "false": 1,
        "unjudged": 2,
        "precision": 0.5,
        "from": 0.09,
        "to": 0.91,
        "coded": 1,
        "missed": 0,
        "recall": 1.0,
        "recall_from": 0.21,
        "recall_to": 1.0,
        "f1": 0.67
      }
    ]
    "#);
    assert_snapshot!(sandbox.run("codebook test training --against people --format csv"), @"
    Code,Rule,Found,True,False,Unjudged,Precision,From,To,Coded,Missed,Recall,Recall from,Recall to,F1
    training,all,4,0,1,3,0.0,0.0,0.79,1,1,0.0,0.0,0.79,0.0
    ");
    assert_snapshot!(sandbox.run("codebook test posts --min-precision 0.9 --format csv"), @"
    Code,Rule,Found,True,False,Unjudged,Precision,From,To,Coded,Missed,Recall,Recall from,Recall to,F1
    posts,all,3,3,0,0,1.0,0.44,1.0,3,0,1.0,0.44,1.0,1.0
    ");
    assert_snapshot!(sandbox.run("codebook test trainig"), @r#"
    --- stderr
    error: there is no code "trainig"; did you mean "training"?
    --- exit 1
    "#);
}

#[test]
fn words_for_a_rule() {
    let sandbox = Sandbox::small();
    sandbox.file(
        "transcripts/survey.csv",
        "id,agree,sector,needs,rating\n\
         R1,Yes,Schools,A mentor for new staff.,4\n\
         R2,Yes,Schools,A mentor and a desk.,2\n\
         R3,Yes,Schools,Funding for a desk.,3\n\
         R4,Yes,Clinics,A mentor please.,5\n\
         R5,Yes,Clinics,A desk.,1\n\
         R6,Yes,Clinics,Nothing at present.,4\n",
    );
    sandbox.ok("build");
    assert_snapshot!(sandbox.run("codebook suggest-rules training"), @"
    Number  Words  In coded  Elsewhere  Cases  G2  Log ratio  New segments  Of missed  Precision  Judged  Known
    --- stderr
    no word stands so often in what people coded, and so much less elsewhere
    ");
    for respondent in ["R1", "R2"] {
        sandbox.ok(&format!("codings add survey:{respondent}:needs --code training"));
    }
    let all = "codebook suggest-rules training --min-count 2 --min-g2 0";
    assert_snapshot!(sandbox.run(&format!("{all} --format csv")), @"
    Number,Words,In coded,Elsewhere,Cases,G2,Log ratio,New segments,Of missed,Precision,Judged,Known
    1,mentor,2,1,2,3.95,3.43,3,2 of 2,1.0,2,
    ");
    assert_snapshot!(sandbox.run(&format!("{all} --add 1,'tutor*' --dry-run")), @r#"
    code training, a rule changed: any = ["train*", "course*"] → any = ["train*", "course*", "mentor", "tutor*"]
    --- stderr
    nothing has been changed
    "#);
    assert!(!sandbox.read("codebooks/small.toml").contains("mentor"), "a dry run changes nothing");
    sandbox.ok(&format!("{all} --add 1,'tutor*'"));
    assert!(sandbox.read("codebooks/small.toml").contains(r#"any = ["train*", "course*", "mentor", "tutor*"]"#));
    assert_snapshot!(sandbox.run(&format!("{all} --format csv")), @"
    Number,Words,In coded,Elsewhere,Cases,G2,Log ratio,New segments,Of missed,Precision,Judged,Known
    --- stderr
    no word stands so often in what people coded, and so much less elsewhere
    ");
    assert_snapshot!(sandbox.run(&format!("{all} --known --format csv")), @"
    Number,Words,In coded,Elsewhere,Cases,G2,Log ratio,New segments,Of missed,Precision,Judged,Known
    1,mentor,2,1,2,3.95,3.43,0,0 of 0,1.0,2,yes
    ");
    sandbox.ok("codebook suggest-rules training --add coach --rule 2");
    assert!(sandbox.read("codebooks/small.toml").contains("[[code.rule]]\nany = [\"coach\"]"));
    assert_snapshot!(sandbox.run("codebook suggest-rules training --add 9"), @"
    --- stderr
    error: there is no suggestion number 9: 0 are listed
    --- exit 1
    ");
    sandbox.ok("undo");
    assert!(!sandbox.read("codebooks/small.toml").contains("coach"), "it can be taken back");
}
