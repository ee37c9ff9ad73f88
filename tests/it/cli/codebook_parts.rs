//! Codes that become one, codes that become several, and what the codebook was before.

use insta::assert_snapshot;

use super::built;
use super::codebook_changes::{found, shipped};

#[test]
fn codes_are_merged() {
    let sandbox = shipped();
    let before = sandbox.run("codebook tree --format csv");
    let merge = "codebook merge staff-support more-staff --into staff-training";
    assert_snapshot!(sandbox.run(&format!("{merge} --dry-run")), @r"
    code staff-support merged into staff-training
    code more-staff merged into staff-training
    97 codings in the words of 26 cases go along
    7 codings became one with another
    97 codings of these are only proposed by rules that do not come along: the next `verbatim code` takes them away, unless `--with-rules`
    --- stderr
    nothing has been changed
    ");
    assert_eq!(sandbox.run("codebook tree --format csv"), before);
    assert_snapshot!(sandbox.run(&format!("{merge} --with-rules --memo 'one idea'")), @r"
    code staff-support merged into staff-training
    code more-staff merged into staff-training
    6 rules come along
    97 codings in the words of 26 cases go along
    7 codings became one with another
    ");
    assert_snapshot!(sandbox.run("codebook show staff-training --places 2"), @r"
    What            Value
    code            staff-training
    name            Staff training
    status          active
    merged into it  staff-support, more-staff
    themes          Resourcing and widening access
    definition      Induction, courses, qualifications and continuing professional development for the people who do the work, paid or voluntary.
    use when        The speaker asks for, lacks, describes or praises training of staff or volunteers, or the release from work that training takes.
    not when        Teaching of pupils, parents or the public: use school-programmes or public-education. Confidence with devices and software: use digital-skills, in addition if training in it is asked for. Supervision: use staff-support.
    example         We were handed the case load and the manual on the same morning.
    colour          #1f5f8b
    key             t
    rules           9
    segments        133
    cases           33
    codings         133 proposed, 0 accepted, 0 rejected
    memos           1 memo
    place           transcripts/interviews/interview-1.txt, segment 12 (proposed by the rules)
    ");
    let merged = found(&sandbox, "code:staff-training");
    assert_snapshot!(merged, @"96 segments, 67 texts, 33 cases; 20 shown (--limit 0 shows all)");
    assert_eq!(found(&sandbox, "code:more-staff"), merged);
    // Rules went along: they find the same again.
    assert_snapshot!(sandbox.run("code"), @"1064 codings of 23 codes are proposed");
    assert_eq!(found(&sandbox, "code:staff-training"), merged);
    assert!(sandbox.run("codebook check").contains(" 0 errors"));
    assert_snapshot!(sandbox.run("codebook merge more-staff --into expand-service"), @r#"
    --- stderr
    error: "more-staff" is merged into staff-training already
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("codebook merge expand-service --into more-staff"), @r#"
    --- stderr
    error: "more-staff" is merged into staff-training, so nothing is given to it: `verbatim codebook restore more-staff` takes it into use again
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("codebook merge expand-service --into expand-service"), @r#"
    --- stderr
    error: "expand-service" is the code that they are merged into: name others
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("codebook merge ai-tools --into expand-service"), @r"
    code ai-tools merged into expand-service
    33 codings in the words of 10 cases go along
    33 codings of these are only proposed by rules that do not come along: the next `verbatim code` takes them away, unless `--with-rules`
    the theme new-technology does not gather expand-service, and counts these codings no more: `verbatim codebook gather expand-service --theme new-technology` changes that
    ");
    assert_snapshot!(sandbox.run("codebook restore ai-tools"), @r"
    code ai-tools restored
    what was coded with ai-tools before stays with expand-service: `verbatim codebook split expand-service` can part them
    ");
}

#[test]
fn a_code_is_split() {
    let sandbox = shipped();
    let split = "codebook split more-staff --into 'Vacancies,Pay & terms' --to Vacancies 'vacanc* OR vacant' --rule '3=Pay & terms'";
    assert_snapshot!(sandbox.run(&format!("{split} --dry-run")), @r"
    theme resourcing gathers vacancies
    theme resourcing gathers pay-terms
    code vacancies added: Vacancies
    code pay-terms added: Pay & terms
    1 rule comes along
    13 codings in the words of 8 cases go along
    --- stderr
    nothing has been changed
    ");
    assert_snapshot!(sandbox.run(split), @r"
    theme resourcing gathers vacancies
    theme resourcing gathers pay-terms
    code vacancies added: Vacancies
    code pay-terms added: Pay & terms
    1 rule comes along
    13 codings in the words of 8 cases go along
    ");
    assert_snapshot!(sandbox.run("codebook tree --format csv"), @r"
    Code,Name,Depth,Key,Colour,Segments,With below,Cases,Status
    staff-training,Staff training,0,t,#1f5f8b,43,43,23,active
    staff-support,Support for staff,0,w,#3b7ea8,45,45,13,active
    more-staff,More staff,0,m,#5897bd,39,39,21,active
    vacancies,Vacancies,0,,#e69f00,10,10,5,active
    pay-terms,Pay & terms,0,,#f7f097,3,3,3,active
    expand-service,Expand the service,0,x,#74afd3,75,75,25,active
    low-income-access,Access for people on low incomes,0,f,#8fc4e3,32,32,12,active
    funding-security,Secure funding,0,b,#164766,80,80,36,active
    collaboration,Collaboration,0,c,#2a7a4f,49,49,27,active
    research-evaluation,Research and evaluation,0,r,#45946a,62,62,16,active
    improve-assessment,Improve assessment,0,a,#62ad85,33,33,14,active
    information-sharing,Information sharing,0,i,#80c29d,27,27,11,active
    international-exchange,International exchange,0,e,#1c5537,24,24,10,active
    public-education,Public and parent education,0,p,#b0661a,38,38,22,active
    early-help,Early help,0,h,#c68139,45,45,18,active
    school-programmes,School programmes,0,s,#d99c5c,41,41,13,active
    public-discussion,Public discussion,0,d,#e7b985,39,39,10,active
    service-visibility,Visibility of the service,0,v,#8a4d10,63,63,23,active
    legal-classification,Legal classification,0,l,#8c2f4a,23,23,12,active
    reporting-duties,Reporting duties,0,o,#a64d66,33,33,11,active
    guidance-consistency,Consistency of guidance,0,g,#bf6f84,27,27,13,active
    justice-process,Justice process,0,j,#d594a5,21,21,9,active
    online-delivery,Online delivery,0,n,#5b4a9e,65,65,19,active
    new-platforms,New platforms,0,k,#7767b5,32,32,11,active
    ai-tools,Automation and AI,0,z,#9484cc,33,33,10,active
    privacy-technology,Privacy and encryption,0,y,#b1a4e0,52,52,15,active
    digital-skills,Digital skills,0,q,#3f3277,29,29,10,active
    ");
    assert_snapshot!(sandbox.run("codebook split more-staff --into Vacancies --rest Vacancies"), @r"
    2 rules come along
    39 codings in the words of 21 cases go along
    ");
    assert_snapshot!(sandbox.run("codebook split more-staff --into Other"), @r"
    --- stderr
    error: say what goes where: a query (--to CODE QUERY), a rule (--rule NUMBER=CODE) or the rest (--rest CODE)
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("codebook split staff-training --into Other --rule 9=Other"), @r#"
    --- stderr
    error: "staff-training" has 3 rules, so there is no rule 9
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("codebook split staff-training --into Other --to Another x"), @r#"
    --- stderr
    error: "Another" is none of the codes that "staff-training" is split into
    --- exit 1
    "#);
    assert!(sandbox.run("codebook check").contains(" 0 errors"));
}

/// What somebody writes in an editor is a version as soon as it is applied.
#[test]
fn changes_by_hand_are_versions_too() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("codebook versions"), @r"
    Number  Version  When                  Who     How   Themes  Codes  What changed
         1  1.0      [TIME]  tester  file       2      3
    ");
    sandbox.replace("codebooks/small.toml", "Learning of those who do", "Learning of all who do or lead");
    sandbox.replace("codebooks/small.toml", "version = \"1.0\"", "version = \"1.1\"");
    assert_snapshot!(sandbox.run("codebook versions"), @r"
    Number  Version  When                  Who     How   Themes  Codes  What changed
         1  1.0      [TIME]  tester  file       2      3
       now  1.1                                    file       2      3  1 field of the codebook changed, 1 field of codes changed
    ");
    assert_snapshot!(sandbox.run("codebook diff"), @r"
    from version 1 (1.0) to codebooks/small.toml

    the codebook
      version: 1. [-0-] {+1+}

    code training
      definition: Learning of [-those-] {+all+} who do {+or lead+} the work.
    ");
    sandbox.ok("build");
    assert_snapshot!(sandbox.run("codebook versions --format json"), @r#"
    [
      {
        "number": 1,
        "version": "1.0",
        "when": "[TIME]",
        "who": "tester",
        "how": "file",
        "themes": 2,
        "codes": 3,
        "what_changed": ""
      },
      {
        "number": 2,
        "version": "1.1",
        "when": "[TIME]",
        "who": "tester",
        "how": "file",
        "themes": 2,
        "codes": 3,
        "what_changed": "1 field of the codebook changed, 1 field of codes changed"
      }
    ]
    "#);
    assert_snapshot!(sandbox.run("codebook diff 1.0 1.1 --format csv"), @r"
    What,Id,Change,Field,Old,New
    codebook,,changed,version,1.0,1.1
    code,training,changed,definition,Learning of those who do the work.,Learning of all who do or lead the work.
    ");
    sandbox.append("codebooks/small.toml", "\n# A remark.\n");
    sandbox.ok("code");
    assert_snapshot!(sandbox.run("codebook versions --format csv"), @r#"
    Number,Version,When,Who,How,Themes,Codes,What changed
    1,1.0,[TIME],tester,file,2,3,
    2,1.1,[TIME],tester,file,2,3,"1 field of the codebook changed, 1 field of codes changed"
    3,1.1,[TIME],tester,file,2,3,comments or layout only
    "#);
}
