//! `codings`: coding by hand, as people see it.

use insta::assert_snapshot;

use super::built;
use crate::support::Sandbox;

#[test]
fn codings_are_listed() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("codings"), @r"
    Place            Code      Status    Coder  Words
    ben:2            training  proposed  rules  Two more posts, and training for those who are here.
    ben:2            posts     proposed  rules  Two more posts, and training for those who are here.
    ben:4            funding   proposed  rules  From a grant, as always.
    ben:4            funding   proposed  rules  We write for grants every spring.
    carla:2          training  proposed  rules  We in Hartwell would like a course on the new records system.
    survey:R1:needs  training  proposed  rules  More training for new staff.
    survey:R2:needs  funding   proposed  rules  Longer funding.
    survey:R4:needs  posts     proposed  rules  A post for the waiting list.
    survey:R5:needs  training  proposed  rules  Training and one more post.
    survey:R5:needs  posts     proposed  rules  Training and one more post.
    --- stderr
    10 codings: 10 proposed
    ");
    assert_snapshot!(sandbox.run("codings ben survey:R5 --code posts --code training --format csv"), @r#"
    Place,Source,First segment,Last segment,Case,Speaker,Question,Start,End,Code,Status,Coder,Rule,When,Decided by,Words
    ben:2,transcripts/ben.txt,2,2,B,Ben,,29,81,training,proposed,rules,1,,,"Two more posts, and training for those who are here."
    ben:2,transcripts/ben.txt,2,2,B,Ben,,29,81,posts,proposed,rules,1,,,"Two more posts, and training for those who are here."
    survey:R5:needs,transcripts/survey.csv,1,1,R5,,needs,0,27,training,proposed,rules,1,,,Training and one more post.
    survey:R5:needs,transcripts/survey.csv,1,1,R5,,needs,0,27,posts,proposed,rules,1,,,Training and one more post.
    --- stderr
    4 codings: 4 proposed
    "#);
    assert_snapshot!(sandbox.run("codings --theme money --case R2 --format json"), @r#"
    [
      {
        "place": "survey:R2:needs",
        "source": "transcripts/survey.csv",
        "first_segment": 1,
        "last_segment": 1,
        "case": "R2",
        "speaker": null,
        "question": "needs",
        "start": 0,
        "end": 15,
        "code": "funding",
        "status": "proposed",
        "coder": "rules",
        "rule": 1,
        "when": null,
        "decided_by": null,
        "words": "Longer funding."
      }
    ]
    --- stderr
    1 coding: 1 proposed
    "#);
    assert_snapshot!(sandbox.run("codings --where 'sector:Clinics' --limit 1"), @r"
    Place    Code      Status    Coder  Words
    carla:2  training  proposed  rules  We in Hartwell would like a course on the new records system.
    --- stderr
    4 codings: 4 proposed; 1 shown (--limit 0 shows all)
    ");
    assert_snapshot!(sandbox.run("codings --code posts --rule 1 --count"), @"3 codings: 3 proposed");
    assert_snapshot!(sandbox.run("codings --status accepted"), @r"
    Place  Code  Status  Coder  Words
    --- stderr
    no coding is like that
    ");
}

#[test]
fn words_segments_and_answers_get_codes() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("codings add ben --code posts --words 'two more posts'"), @"ben:2 is coded posts: Two more posts");
    assert_snapshot!(sandbox.run("codings add ben --code Posts --words 'Two more posts'"), @r"
    --- stderr
    these words have the code posts by your hand already
    ");
    assert_snapshot!(sandbox.run("codings add transcripts/ben.txt --code training --segment 6 --dry-run"), @"ben:6 would be coded training: In a way it is.");
    assert_snapshot!(sandbox.run("codings add ben:3-5 --code funding"), @"ben:4 is coded funding: From a grant, as always. We write for grants every spring.");
    assert_snapshot!(sandbox.run("codings add survey --code training --respondent R4 --question needs"), @"survey:R4:needs is coded training: A post for the waiting list.");
    assert_snapshot!(sandbox.run("codings add survey:R6 --code posts --words Nothing"), @"survey:R6:needs is coded posts: Nothing");
    assert_snapshot!(sandbox.run("codings --coder people"), @r"
    Place            Code      Status    Coder   Words
    ben:2            posts     accepted  tester  Two more posts
    ben:4            funding   accepted  tester  From a grant, as always. We write for grants every spring.
    survey:R4:needs  training  accepted  tester  A post for the waiting list.
    survey:R6:needs  posts     accepted  tester  Nothing
    --- stderr
    4 codings: 4 accepted
    ");
    assert_snapshot!(sandbox.run("log --limit 1"), @r"
    Number  When                  Who     Action       Detail                State
         8  [TIME]  tester  codings add  code posts, 1 coding
    ");
}

#[test]
fn what_cannot_be_coded_is_told() {
    let sandbox = built();
    sandbox.ok("cases exclude C --reason 'asked to leave'");
    sandbox.replace("codebooks/small.toml", "name = \"Funding\"", "name = \"Funding\"\nstatus = \"retired\"");
    sandbox.append(
        "codebooks/small.toml",
        "\n[[code]]\nid = \"vacancies\"\nname = \"Vacancies\"\nstatus = \"merged into posts\"\n",
    );
    for (words, told) in [
        ("ben --code postss --segment 2", r#"there is no code "postss"; did you mean "posts"?"#),
        ("ben --code funding --segment 2", r#"the code "funding" is retired"#),
        ("ben --code vacancies --segment 2", r#"the code "vacancies" was merged into "posts": code with that"#),
        ("bem --code posts --segment 2", r#"there is no source "bem"; did you mean "ben"?"#),
        ("ben --code posts", r#""ben" is a whole source: say which segment, as ben:12, or which words"#),
        ("survey --code posts", r#""survey" is a survey: say whose answer to which question"#),
        ("ben --code posts --segment 7", "transcripts/ben.txt has 6 segments: 7 is none of them"),
        ("ben --code posts --segment 0", "transcripts/ben.txt has 6 segments: 0 is none of them"),
        ("ben:4-2 --code posts", r#""ben:4-2" names no place"#),
        ("ben:two --code posts", r#""ben:two" names no place"#),
        ("ben --code posts --words fish", "those words do not stand in ben"),
        ("ben --code posts --words training", "those words stand 2 times in ben"),
        ("ben --code posts --words training --occurrence 3", "those words stand 2 times in ben"),
        ("ben --code posts --segment 1", "ben:1: an interviewer says this, or it is a heading"),
        ("ben --code posts --words training --occurrence 2", "ben: an interviewer says this"),
        ("carla:2 --code posts", "carla:2: whose words these are is left out of the study"),
        ("survey:R3:needs --code posts", "R3 gave no answer to needs"),
        ("survey:R4:need --code posts", r#"R4 gave no answer to need; did you mean "needs"?"#),
        ("survey:R9 --code posts", r#"there is no case "transcripts/survey.csv:R9""#),
    ] {
        let output = sandbox.run(&format!("codings add {words}"));
        assert!(output.contains(told), "{words}: {output}");
        assert!(output.ends_with("--- exit 1"), "{words}: {output}");
    }
    assert_eq!(sandbox.ok("codings --coder people --count"), "no coding is like that\n");
}

#[test]
fn proposals_are_decided_about_in_bulk() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("codings accept --code training --dry-run"), @r"
    ben:2  training, proposed by rules: Two more posts, and training for those who are here.
    carla:2  training, proposed by rules: We in Hartwell would like a course on the new records system.
    survey:R1:needs  training, proposed by rules: More training for new staff.
    survey:R5:needs  training, proposed by rules: Training and one more post.
    4 codings would be accepted
    ");
    assert_snapshot!(sandbox.run("codings accept --code training"), @"4 codings accepted");
    assert_snapshot!(sandbox.run("codings reject ben:4 --code funding --where 'spring'"), @"2 codings rejected");
    assert_snapshot!(sandbox.run("codings reject --code posts --rule 1"), @"3 codings rejected");
    assert_snapshot!(sandbox.run("codings reset survey:R5 --status rejected"), @"1 coding proposed again");
    assert_snapshot!(sandbox.run("codings --format csv"), @r#"
    Place,Source,First segment,Last segment,Case,Speaker,Question,Start,End,Code,Status,Coder,Rule,When,Decided by,Words
    ben:2,transcripts/ben.txt,2,2,B,Ben,,29,81,training,accepted,rules,1,[TIME],tester,"Two more posts, and training for those who are here."
    ben:2,transcripts/ben.txt,2,2,B,Ben,,29,81,posts,rejected,rules,1,[TIME],tester,"Two more posts, and training for those who are here."
    ben:4,transcripts/ben.txt,4,4,B,Ben,,133,157,funding,rejected,rules,1,[TIME],tester,"From a grant, as always."
    ben:4,transcripts/ben.txt,4,4,B,Ben,,158,191,funding,rejected,rules,1,[TIME],tester,We write for grants every spring.
    carla:2,transcripts/carla.txt,2,2,C,Carla,,29,90,training,accepted,rules,1,[TIME],tester,We in Hartwell would like a course on the new records system.
    survey:R1:needs,transcripts/survey.csv,1,1,R1,,needs,0,28,training,accepted,rules,1,[TIME],tester,More training for new staff.
    survey:R2:needs,transcripts/survey.csv,1,1,R2,,needs,0,15,funding,proposed,rules,1,,,Longer funding.
    survey:R4:needs,transcripts/survey.csv,1,1,R4,,needs,0,28,posts,rejected,rules,1,[TIME],tester,A post for the waiting list.
    survey:R5:needs,transcripts/survey.csv,1,1,R5,,needs,0,27,training,accepted,rules,1,[TIME],tester,Training and one more post.
    survey:R5:needs,transcripts/survey.csv,1,1,R5,,needs,0,27,posts,proposed,rules,1,,,Training and one more post.
    --- stderr
    10 codings: 2 proposed, 4 accepted, 4 rejected
    "#);
    // Rules applied again change nothing of it.
    let before = sandbox.ok("codings --format json");
    sandbox.ok("code");
    assert_eq!(sandbox.ok("codings --format json"), before);
    assert_snapshot!(sandbox.run("codebook --format csv"), @r"
    Theme,Code,Name,Segments,Cases,Rules,Status
    Staff,training,Training,4,4,1,active
    Staff,posts,Posts,1,1,1,active
    Money,funding,Funding,1,1,1,active
    ");
    for (words, told) in [
        ("accept", "say which codings"),
        ("accept --status proposed", "say which codings"),
        ("reject --rule 1", "--rule counts the rules of one code"),
        ("reject --theme staf", r#"there is no theme "staf"; did you mean "staff"?"#),
        ("reject --coder teste", r#"nobody called "teste" has coded anything; did you mean "tester"?"#),
        ("reject --where 'code:'", "error:"),
    ] {
        let output = sandbox.run(&format!("codings {words}"));
        assert!(output.contains(told), "{words}: {output}");
        assert!(output.ends_with("--- exit 1"), "{words}: {output}");
    }
}

#[test]
fn codings_are_moved_recoded_and_removed() {
    let sandbox = built();
    sandbox.ok("codings add ben --code posts --words 'Two more posts, and training'");
    assert_snapshot!(sandbox.run("codings move ben:2 --code posts --to-words 'Two more posts'"), @r"
    --- stderr
    error: 2 codings are like that: name the place, the code and the coder of the one that is meant
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("codings move ben:2 --code posts --coder tester --to-words 'Two more posts'"), @"posts at ben:2 stands on: Two more posts");
    assert_snapshot!(sandbox.run("codings move ben:2 --code posts --coder rules --to-place ben:6"), @"posts at ben:2 stands on: In a way it is.");
    assert_snapshot!(sandbox.run("codings move survey:R1 --to-place survey:R2"), @r"
    --- stderr
    error: a coding stays in its text: name words of the same interview or answer
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("codings recode ben --code posts --to training --dry-run"), @r"
    ben:2  posts, accepted by tester: Two more posts
    ben:6  posts, accepted by tester: In a way it is.
    2 codings would be recoded training
    ");
    assert_snapshot!(sandbox.run("codings recode ben --code posts --to training"), @"2 codings recoded training");
    assert_snapshot!(sandbox.run("codings ben"), @r"
    Place  Code      Status    Coder   Words
    ben:2  training  accepted  tester  Two more posts
    ben:2  training  proposed  rules   Two more posts, and training for those who are here.
    ben:2  posts     rejected  rules   Two more posts, and training for those who are here.
    ben:4  funding   proposed  rules   From a grant, as always.
    ben:4  funding   proposed  rules   We write for grants every spring.
    ben:6  training  accepted  tester  In a way it is.
    --- stderr
    6 codings: 3 proposed, 2 accepted, 1 rejected
    ");
    assert_snapshot!(sandbox.run("codings remove ben --code training"), @"3 codings removed");
    assert_snapshot!(sandbox.run("codings ben"), @r"
    Place  Code      Status    Coder  Words
    ben:2  training  rejected  rules  Two more posts, and training for those who are here.
    ben:2  posts     rejected  rules  Two more posts, and training for those who are here.
    ben:4  funding   proposed  rules  From a grant, as always.
    ben:4  funding   proposed  rules  We write for grants every spring.
    --- stderr
    4 codings: 2 proposed, 2 rejected
    ");
    // What was rejected does not come back.
    sandbox.ok("code");
    assert_snapshot!(sandbox.run("codings ben --count"), @"4 codings: 2 proposed, 2 rejected");
}

#[test]
fn what_others_coded_is_left_as_it_is_unless_they_are_named() {
    let sandbox = built();
    let as_anna = |words: &str| {
        let output = sandbox.command(words).env("VERBATIM_USER", "anna").output().expect("the program can be started");
        sandbox.shown(&output)
    };
    as_anna("codings add ben:6 --code posts");
    assert_snapshot!(sandbox.run("codings remove ben:6"), @r"
    0 codings removed
    --- stderr
    1 coding of other people left as they are: --coder names whose, or `people`
    ");
    assert_snapshot!(sandbox.run("codings recode ben:6 --to training"), @r"
    0 codings recoded training
    --- stderr
    1 coding of other people left as they are: --coder names whose, or `people`
    ");
    assert_snapshot!(sandbox.run("codings reject ben:6"), @"1 coding rejected");
    assert_snapshot!(sandbox.run("codings ben:6 --format csv"), @r"
    Place,Source,First segment,Last segment,Case,Speaker,Question,Start,End,Code,Status,Coder,Rule,When,Decided by,Words
    ben:6,transcripts/ben.txt,6,6,B,Ben,,214,229,posts,rejected,anna,,[TIME],tester,In a way it is.
    --- stderr
    1 coding: 1 rejected
    ");
    assert_snapshot!(sandbox.run("codings recode ben:6 --status rejected --coder anna --to training"), @"1 coding recoded training");
    assert_snapshot!(sandbox.run("codings remove ben:6 --coder anna"), @"1 coding removed");
    assert_snapshot!(as_anna("codings ben:6 --count"), @"no coding is like that");
}

/// When each coding by hand, or decided by hand, was coded, and by whom, in the order of the text.
fn provenance(sandbox: &Sandbox, which: &str) -> Vec<[serde_json::Value; 4]> {
    let listed = sandbox.ok(&format!("codings {which} --status accepted --format json"));
    let listed: Vec<serde_json::Value> = serde_json::from_str(&listed).expect("it is a list");
    let of = |coding: &serde_json::Value| ["code", "coder", "when", "decided_by"].map(|field| coding[field].clone());
    listed.iter().map(of).collect()
}

#[test]
fn who_decided_and_when_goes_along_with_corrections() {
    let sandbox = built();
    sandbox.ok("codings add ben --code posts --words 'Two more posts'");
    sandbox.ok("codings accept ben:4 --code funding");
    let before = provenance(&sandbox, "ben");
    assert_eq!(before.len(), 3);
    assert!(before.iter().all(|[_, _, when, _]| when.is_string()));
    assert_eq!(before[1][3], "tester");
    sandbox.replace("transcripts/ben.txt", "Is that training too?", "Is that training, too?");
    sandbox.ok("import");
    assert_eq!(provenance(&sandbox, "ben"), before);
    // Also through the review.
    sandbox.replace("transcripts/ben.txt", "Two more posts", "Three more posts");
    sandbox.ok("import");
    assert_eq!(provenance(&sandbox, "ben"), before[1..]);
    sandbox.ok("review accept 1");
    assert_eq!(provenance(&sandbox, "ben"), before);
}
