//! Memos and links: written, listed, changed, linked, and taken out of the study in files.

use insta::assert_snapshot;
use regex::Regex;

use crate::support::{Sandbox, unzipped};

/// The small study with a talk of three memos, and one on a person.
fn noted() -> Sandbox {
    let sandbox = Sandbox::small();
    sandbox.ok("build");
    sandbox.ok("memos add 'Posts come before courses: see [[theme:staff]]' --on code:posts --kind theory --title 'Order of needs'");
    sandbox.ok("memos add 'Not in Hartwell, Carla Denholme says' --on memo:1");
    sandbox.ok("memos add 'Nor anywhere by the sea' --on 2");
    sandbox.ok("memos add 'Speaks of [[case:C]] and of [[code:post]]' --on case:B --kind method");
    sandbox
}

/// A file, without what is different tomorrow.
fn read(sandbox: &Sandbox, name: &str) -> String {
    let day = Regex::new(r"20\d\d-\d\d-\d\d").expect("it is a regular expression");
    let text = sandbox.read(name).replace(env!("CARGO_PKG_VERSION"), "[VERSION]");
    day.replace_all(&text, "[DATE]").into_owned()
}

#[test]
fn writing_and_listing() {
    let sandbox = Sandbox::small();
    sandbox.ok("build");
    assert_snapshot!(sandbox.run("memos"), @"
    Number  What  On  Code  Words  Kind  Title  Who  When  Memo
    --- stderr
    no memo is like that
    ");
    assert_snapshot!(sandbox.run("memos add 'Posts come before courses' --on code:posts --kind theory --title 'Order of needs'"), @"memo 1 written");
    assert_snapshot!(sandbox.run("memos add 'Speaks of [[case:C]] and of [[code:post]]' --on case:B"), @"
    memo 2 written
    --- stderr
    warning: [[code:post]] links with nothing: there is no such thing in the study
    ");
    sandbox.ok("memos add 'Asked by telephone' --on source:ben.txt --kind method");
    sandbox.ok("memos add 'Where does the year go?'");
    sandbox.ok("memos add 'In the spring round, mostly' --on memo:1");
    sandbox.ok("memos add 'Money is who you know' --on theme:money --kind Theory");
    assert_snapshot!(sandbox.run("memos"), @"
    Number  What    On                   Code   Words  Kind    Title           Who     When                  Memo
         1  code    code posts           posts         theory  Order of needs  tester  [TIME]  Posts come before courses
         5  memo    memo 1               posts                                 tester  [TIME]  In the spring round, mostly
         2  case    case B                                                     tester  [TIME]  Speaks of [[case:C]] and of [[code:post]]
         4  study   the study                                                  tester  [TIME]  Where does the year go?
         6  theme   theme money                        Theory                  tester  [TIME]  Money is who you know
         3  source  transcripts/ben.txt                method                  tester  [TIME]  Asked by telephone
    --- stderr
    6 memos
    ");
    assert_snapshot!(sandbox.run("memos --kind theory --format csv"), @"
    Number,What,On,Code,Words,Kind,Title,Who,When,Memo
    1,code,code posts,posts,,theory,Order of needs,tester,[TIME],Posts come before courses
    6,theme,theme money,,,Theory,,tester,[TIME],Money is who you know
    ");
    assert_snapshot!(sandbox.run("memos --on case --on source"), @"
    Number  What    On                   Code  Words  Kind    Title  Who     When                  Memo
         2  case    case B                                           tester  [TIME]  Speaks of [[case:C]] and of [[code:post]]
         3  source  transcripts/ben.txt               method         tester  [TIME]  Asked by telephone
    --- stderr
    2 memos
    ");
    assert_snapshot!(sandbox.run("memos --code posts"), @"
    Number  What  On          Code   Words  Kind    Title           Who     When                  Memo
         1  code  code posts  posts         theory  Order of needs  tester  [TIME]  Posts come before courses
         5  memo  memo 1      posts                                 tester  [TIME]  In the spring round, mostly
    --- stderr
    2 memos
    ");
    assert_snapshot!(sandbox.run("memos --source ben.txt --author tester --since 2020"), @"
    Number  What    On                   Code  Words  Kind    Title  Who     When                  Memo
         3  source  transcripts/ben.txt               method         tester  [TIME]  Asked by telephone
    --- stderr
    1 memo
    ");
    assert_snapshot!(sandbox.run("memos ASKED phone"), @"
    Number  What    On                   Code  Words  Kind    Title  Who     When                  Memo
         3  source  transcripts/ben.txt               method         tester  [TIME]  Asked by telephone
    --- stderr
    1 memo
    ");
    assert_snapshot!(sandbox.run("memos --stem en post"), @"
    Number  What  On          Code   Words  Kind    Title           Who     When                  Memo
         1  code  code posts  posts         theory  Order of needs  tester  [TIME]  Posts come before courses
         2  case  case B                                            tester  [TIME]  Speaks of [[case:C]] and of [[code:post]]
    --- stderr
    2 memos
    ");
    assert_snapshot!(sandbox.run("memos --since 2999-01 --format json"), @"
    []
    --- stderr
    no memo is like that
    ");
}

#[test]
fn one_memo_with_its_replies_and_links() {
    let sandbox = noted();
    sandbox.ok("memos link 1 case:B --kind 'example of'");
    assert_snapshot!(sandbox.run("memos show 1"), @"
    1  on code posts · theory · tester [TIME]
      Order of needs
      Posts come before courses: see [[theme:staff]]

    2  on memo 1 · tester [TIME]
      Not in Hartwell, Carla Denholme says

    3  on memo 2 · tester [TIME]
      Nor anywhere by the sea

    link 1: memo 1 example of case B
    memo 1 mentions theme staff
    ");
    assert_snapshot!(sandbox.run("links"), @"
    Number  From    From words  Kind        To           To words  Who     When
         1  memo 1              example of  case B                 tester  [TIME]
            memo 1              mentions    theme staff            tester  [TIME]
            memo 4              mentions    case C                 tester  [TIME]
    --- stderr
    3 links
    ");
    assert_snapshot!(sandbox.run("links case:C"), @"
    Number  From    From words  Kind      To      To words  Who     When
            memo 4              mentions  case C            tester  [TIME]
    --- stderr
    1 link
    ");
    assert_snapshot!(sandbox.run("links add theme:money code:posts"), @"link 2: theme money is linked with code posts");
    assert_snapshot!(sandbox.run("links add theme:money code:posts"), @"link 2: theme money is linked with code posts");
    assert_snapshot!(sandbox.run("links --kind 'EXAMPLE OF' --format csv"), @"
    Number,From,From words,Kind,To,To words,Who,When
    1,memo 1,,example of,case B,,tester,[TIME]
    ");
    assert_snapshot!(sandbox.run("links remove 1 2"), @"2 links removed");
    assert_snapshot!(sandbox.run("links --kind mentions"), @"
    Number  From    From words  Kind      To           To words  Who     When
            memo 1              mentions  theme staff            tester  [TIME]
            memo 4              mentions  case C                 tester  [TIME]
    --- stderr
    2 links
    ");
}

#[test]
fn on_words_and_on_codings() {
    let sandbox = Sandbox::small();
    sandbox.ok("build");
    sandbox.ok("memos add 'Said twice' --on ben --words 'two more posts' --kind tone");
    sandbox.ok("memos add 'A leading question' --on ben:5");
    sandbox.ok("memos add 'Whose year?' --on survey:R1:needs");
    sandbox.ok("memos add 'Surely' --on coding:posts@ben:2 --kind check");
    sandbox.ok("links add coding:posts@ben:2 survey:R4:needs --kind 'same as'");
    assert_snapshot!(sandbox.run("memos --format csv"), @r#"
    Number,What,On,Code,Words,Kind,Title,Who,When,Memo
    1,passage,transcripts/ben.txt,,Two more posts,tone,,tester,[TIME],Said twice
    4,coding,transcripts/ben.txt,posts,"Two more posts, and training for those who are here.",check,,tester,[TIME],Surely
    2,passage,transcripts/ben.txt,,Is that training too?,,,tester,[TIME],A leading question
    3,passage,transcripts/survey.csv · R1 · needs,,More training for new staff.,,,tester,[TIME],Whose year?
    "#);
    assert_snapshot!(sandbox.run("links --format csv"), @r#"
    Number,From,From words,Kind,To,To words,Who,When
    1,transcripts/ben.txt,"Two more posts, and training for those who are here.",same as,transcripts/survey.csv · R4 · needs,A post for the waiting list.,tester,[TIME]
    "#);
    // What is noted on a coding goes along with it; if it is taken away, it stays on the words.
    sandbox.ok("codings add ben:2 --code funding");
    sandbox.ok("memos add 'Not money' --on coding:funding/tester@ben:2");
    sandbox.ok("codings recode ben:2 --code funding --coder tester --to training");
    assert_snapshot!(sandbox.run("memos Not --format csv"), @r#"
    Number,What,On,Code,Words,Kind,Title,Who,When,Memo
    5,coding,transcripts/ben.txt,training,"Two more posts, and training for those who are here. Nothing else.",,,tester,[TIME],Not money
    "#);
    sandbox.ok("codings remove ben:2 --code training --coder tester");
    assert_snapshot!(sandbox.run("memos Not --format csv"), @r#"
    Number,What,On,Code,Words,Kind,Title,Who,When,Memo
    5,passage,transcripts/ben.txt,,"Two more posts, and training for those who are here. Nothing else.",,,tester,[TIME],Not money
    "#);
    // The file is corrected: the words are there still, in another place of it.
    sandbox.replace(
        "transcripts/ben.txt",
        "What does your service need?",
        "So, what does your service need most of all?",
    );
    sandbox.ok("import");
    assert_snapshot!(sandbox.run("memos --source ben.txt --format csv"), @r#"
    Number,What,On,Code,Words,Kind,Title,Who,When,Memo
    1,passage,transcripts/ben.txt,,Two more posts,tone,,tester,[TIME],Said twice
    4,coding,transcripts/ben.txt,posts,"Two more posts, and training for those who are here.",check,,tester,[TIME],Surely
    5,passage,transcripts/ben.txt,,"Two more posts, and training for those who are here. Nothing else.",,,tester,[TIME],Not money
    2,passage,transcripts/ben.txt,,Is that training too?,,,tester,[TIME],A leading question
    "#);
    // Now they are not: each waits, and what is on a coding is settled with the coding.
    sandbox.ok("codings add ben:2 --code training");
    sandbox.ok("memos add 'In passing' --on coding:training/tester@ben:2");
    sandbox.replace("transcripts/ben.txt", "Two more posts", "Three more posts");
    sandbox.ok("import");
    assert_snapshot!(sandbox.run("review --format csv"), @r#"
    Number,Source,Respondent,Question,What,By,Status,Why,Old words,New words,Start,End,Since
    1,transcripts/ben.txt,,,training,tester,accepted,changed,"Two more posts, and training for those who are here. Nothing else.","Three more posts, and training for those who are here. Nothing else.",45,113,[TIME]
    2,transcripts/ben.txt,,,memo,tester,,changed,Two more posts,Three more posts,45,61,[TIME]
    3,transcripts/ben.txt,,,memo,tester,,changed,"Two more posts, and training for those who are here.","Three more posts, and training for those who are here.",45,99,[TIME]
    4,transcripts/ben.txt,,,memo,tester,,changed,"Two more posts, and training for those who are here. Nothing else.","Three more posts, and training for those who are here. Nothing else.",45,113,[TIME]
    5,transcripts/ben.txt,,,memo,tester,,changed,"Two more posts, and training for those who are here. Nothing else.","Three more posts, and training for those who are here. Nothing else.",45,113,[TIME]
    6,transcripts/ben.txt,,,link,tester,,changed,"Two more posts, and training for those who are here.","Three more posts, and training for those who are here.",45,99,[TIME]
    "#);
    sandbox.ok("review accept 1");
    assert_snapshot!(sandbox.run("memos passing --format csv"), @r#"
    Number,What,On,Code,Words,Kind,Title,Who,When,Memo
    6,coding,transcripts/ben.txt,training,"Three more posts, and training for those who are here. Nothing else.",,,tester,[TIME],In passing
    "#);
    assert_snapshot!(sandbox.run("review --format csv"), @r#"
    Number,Source,Respondent,Question,What,By,Status,Why,Old words,New words,Start,End,Since
    2,transcripts/ben.txt,,,memo,tester,,changed,Two more posts,Three more posts,45,61,[TIME]
    3,transcripts/ben.txt,,,memo,tester,,changed,"Two more posts, and training for those who are here.","Three more posts, and training for those who are here.",45,99,[TIME]
    4,transcripts/ben.txt,,,memo,tester,,changed,"Two more posts, and training for those who are here. Nothing else.","Three more posts, and training for those who are here. Nothing else.",45,113,[TIME]
    6,transcripts/ben.txt,,,link,tester,,changed,"Two more posts, and training for those who are here.","Three more posts, and training for those who are here.",45,99,[TIME]
    "#);
    assert_snapshot!(sandbox.run("memos show 4"), @"
    4  on transcripts/ben.txt · coded posts · check · tester [TIME] · its words have changed: `verbatim review` has it
      Two more posts, and training for those who are here.
      Surely
    ");
    // Nobody sees what is noted on someone who is left out.
    sandbox.ok("cases exclude B --reason asked");
    assert_snapshot!(sandbox.run("memos --format csv"), @"
    Number,What,On,Code,Words,Kind,Title,Who,When,Memo
    2,passage,transcripts/ben.txt,,Is that training too?,,,tester,[TIME],A leading question
    3,passage,transcripts/survey.csv · R1 · needs,,More training for new staff.,,,tester,[TIME],Whose year?
    ");
    assert_snapshot!(sandbox.run("links --format csv"), @"
    Number,From,From words,Kind,To,To words,Who,When
    --- stderr
    no link is like that
    ");
    assert_snapshot!(sandbox.run("memos add x --on ben:2"), @"
    --- stderr
    error: ben:2: whose words these are is left out of the study, so they are not coded
    --- exit 1
    ");
}

#[test]
fn changing_and_removing() {
    let sandbox = noted();
    assert_snapshot!(sandbox.run("memos edit 1 'Posts first' --kind ''"), @"memo 1 changed");
    assert_snapshot!(sandbox.run("memos edit 4 --on study --title Whom"), @"memo 4 changed");
    assert_snapshot!(sandbox.run("memos edit 1 --on memo:3"), @"
    --- stderr
    error: a memo is no reply to itself, nor to a reply to it
    --- exit 1
    ");
    sandbox.file("long.txt", "Over several\nlines.\n");
    assert_snapshot!(sandbox.run("memos edit 3 --from long.txt"), @"memo 3 changed");
    assert_snapshot!(sandbox.run("memos"), @"
    Number  What   On          Code   Words  Kind    Title           Who     When                  Memo
         1  code   code posts  posts                 Order of needs  tester  [TIME]  Posts first
         2  memo   memo 1      posts                                 tester  [TIME]  Not in Hartwell, Carla Denholme says
         3  memo   memo 2      posts                                 tester  [TIME]  Over several lines.
         4  study  the study                 method  Whom            tester  [TIME]  Speaks of [[case:C]] and of [[code:post]]
    --- stderr
    4 memos
    ");
    sandbox.ok("links add memo:3 case:B");
    assert_snapshot!(sandbox.run("memos remove 1 2 4"), @"3 memos removed, with 1 reply and 1 link");
    assert_snapshot!(sandbox.run("links"), @"
    Number  From  From words  Kind  To  To words  Who  When
    --- stderr
    no link is like that
    ");
    sandbox.ok("memos add again");
    assert_snapshot!(sandbox.run("memos show 5"), @"
    5  on the study · tester [TIME]
      again
    ");
    let log = sandbox.run("log");
    let removals = log.lines().filter(|line| line.contains("memos remove")).count();
    assert_eq!(removals, 1, "what goes together is one action: {log}");
}

#[test]
fn what_is_not_there() {
    let sandbox = Sandbox::small();
    sandbox.ok("build");
    for (words, said) in [
        ("memos add x --on code:post", "there is no code \"post\"; did you mean \"posts\"?"),
        ("memos add x --on theme:stuff", "there is no theme \"stuff\"; did you mean \"staff\"?"),
        ("memos add x --on case:Z9", "there is no case \"Z9\""),
        ("memos add x --on question:nedds", "there is no question \"nedds\"; did you mean \"needs\"?"),
        ("memos add x --on memo:9", "there is no memo 9"),
        ("memos add x --on everything", "\"everything\" names nothing in the study"),
        ("memos add '  '", "a memo needs words"),
        ("memos edit 9 x", "there is no memo 9"),
        ("memos remove 9", "there is no memo 9"),
        ("memos show 9", "there is no memo 9"),
        ("links add study study", "a thing is not linked with itself"),
        ("links remove 9", "there is no link 9"),
        ("memos --since yesterday", "write a day as [DATE], a month as 2026-01"),
        ("memos --on thing", "it is one of study, theme, code"),
        ("memos export memos.pdf", "there is no format \"pdf\""),
    ] {
        let shown = sandbox.run(words);
        assert!(shown.contains(said), "{words}: {shown}");
        assert!(shown.contains("--- exit"), "{words} does not end well");
    }
}

/// What leaves the study names nobody, in any format.
#[test]
fn a_file_of_memos_has_passed_disclosure() {
    let sandbox = noted();
    sandbox.ok("memos export memos.md");
    assert_snapshot!(read(&sandbox, "memos.md"), @r"
    # Small study

    ## Memos

    **Table 1.** Memos

    | About | Words | Kind | Title | Memo | Written by | Written on |
    | :-- | :-- | :-- | :-- | :-- | :-- | :-- |
    | code Posts | | theory | Order of needs | Posts come before courses: see Staff | tester | [DATE] |
    |    reply | | | | Not in \[town\], \[name removed\] says | tester | [DATE] |
    |    reply | | | | Nor anywhere by the sea | tester | [DATE] |
    | Participant A | | method | | Speaks of Participant B and of \[…\] | tester | [DATE] |

    *4 memos.*

    ## How this was made

    - **Codebook**: Small codebook, version 1.0
    - **Study**: Small study
    - **Material**: 2 interviews, 1 survey: 7 texts, 94 words
    - **Made with**: verbatim [VERSION]
    - **Disclosure**: Participants' words are pseudonymised by the study's identity list and rules (e-mail, telephone, postcode, web address, handle), not reviewed; figures, and attributes beside quotes, about fewer than 3 cases are withheld, with further figures where these could be worked out from any outputs of this study; residual risk remains
    ");
    sandbox.ok("memos export memos.json --kind method");
    assert_snapshot!(read(&sandbox, "memos.json"), @r#"
    [
      {
        "About": "Participant A",
        "Words": "",
        "Kind": "method",
        "Title": "",
        "Memo": "Speaks of Participant B and of […]",
        "Written by": "tester",
        "Written on": "[DATE]"
      }
    ]
    "#);
    for ending in ["html", "docx", "xlsx", "csv", "json"] {
        let name = format!("all.{ending}");
        assert_eq!(sandbox.run(&format!("memos export {name}")), name);
        let bytes = sandbox.bytes(&name);
        let files = if bytes.starts_with(b"PK") { unzipped(&bytes) } else { vec![(name.clone(), bytes)] };
        for (inner, bytes) in &files {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains("Denholme") && !text.contains("Hartwell"), "{name}: {inner}");
        }
        let all: String = files.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
        assert!(all.contains("by the sea") && all.contains("[name removed]"), "{name} holds the memos");
    }
    // A kind is the researcher's own word and is not replaced: then there is no file.
    sandbox.ok("memos add 'Who decides' --kind Denholme");
    assert_snapshot!(sandbox.run("memos export refused.docx"), @r"
    --- stderr
    error: refused.docx was not written: it still holds what must not get out
      memos.docx: form 3 of the identity at identities.toml, line 1, is there (word/document.xml, character 4697)
    --- exit 1
    ");
    assert!(!sandbox.exists("refused.docx"));
}

/// Nothing else is printed here that would have asked for the words of interviews.
#[test]
fn an_exported_memo_prints_the_words_it_stands_on() {
    let sandbox = Sandbox::small();
    sandbox.ok("build");
    sandbox.ok("memos add 'Said twice' --on ben --words 'two more posts'");
    sandbox.ok("memos add 'Wants places, not posts' --on carla:2");
    sandbox.ok("memos add 'Surely' --on coding:training@survey:R1:needs");
    sandbox.ok("memos export memos.csv");
    assert_snapshot!(read(&sandbox, "memos.csv"), @r#"
    About,Words,Kind,Title,Memo,Written by,Written on
    Participant A,Two more posts,,,Said twice,tester,[DATE]
    Participant B,We in [town] would like a course on the new records system.,,,"Wants places, not posts",tester,[DATE]
    "survey participant, coded Training",More training for new staff.,,,Surely,tester,[DATE]
    "#);
    sandbox.ok("memos export memos.md");
    let text = read(&sandbox, "memos.md");
    assert!(text.contains("Two more posts") && !text.contains("Hartwell") && !text.contains("Denholme"), "{text}");
}

#[test]
fn memos_as_an_output_of_the_study() {
    let sandbox = noted();
    sandbox.append(
        "study.toml",
        "\n[[output]]\nname = \"notes\"\nkind = \"memos\"\nabout = [\"code\"]\nformats = [\"md\"]\n",
    );
    sandbox.ok("build");
    assert_snapshot!(read(&sandbox, "output/notes.md"), @"
    # Small study

    ## Memos

    **Table 1.** Memos

    | About | Words | Kind | Title | Memo |
    | :-- | :-- | :-- | :-- | :-- |
    | code Posts | | theory | Order of needs | Posts come before courses: see Staff |

    *1 memo.*

    ## How this was made

    - **Codebook**: Small codebook, version 1.0
    - **Study**: Small study
    - **Material**: 2 interviews, 1 survey: 7 texts, 94 words
    - **Made with**: verbatim [VERSION]
    - **Disclosure**: Participants' words are pseudonymised by the study's identity list and rules (e-mail, telephone, postcode, web address, handle), not reviewed; figures, and attributes beside quotes, about fewer than 3 cases are withheld, with further figures where these could be worked out from any outputs of this study; residual risk remains
    ");
}
