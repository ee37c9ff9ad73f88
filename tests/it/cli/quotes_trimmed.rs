//! Quotations with words left out, put in and replaced, shown and printed.

use insta::assert_snapshot;

use super::quotes::{built, printed};
use crate::support::Sandbox;

#[test]
fn quotations_are_trimmed_and_restored() {
    let sandbox = built();
    let pay = "ben --words 'Two more posts, and training for those who are here.'";
    assert_snapshot!(sandbox.run("quotes show ben:2"), @"
    ben:2
      stands   Two more posts, and training for those who are here. Nothing else.
      printed  “Two more posts, and training for those who are here. Nothing else.” (Participant A)
    ");
    assert_snapshot!(sandbox.run("quotes trim ben:2 --from 'Two more' --to 'are here.'"), @"ben:2: 1 edit");
    assert_snapshot!(sandbox.run("quotes trim ben:2 --leave-out 'and training' --add 'our team' --after 'those' --lower Two"), @"ben:2: 3 edits");
    assert_snapshot!(sandbox.run("quotes show ben:2"), @"
    ben:2
      stands   Two more posts, and training for those who are here.
      printed  “[t]wo more posts, […] for those [our team] who are here.” (Participant A)
      ends: Two more posts, and training for those who are here.
      lower: Two
      leave out: and training
      add after: those [our team]
    ");
    assert_snapshot!(sandbox.run("quotes trim ben:2 --leave-out 'and training'"), @"
    --- stderr
    1 edit there already
    ");
    assert_snapshot!(sandbox.run("quotes trim ben:2 --replace 'more posts, and training' --with '[others]'"), @"ben:2: 1 edit, in the place of 1 earlier one");
    assert_snapshot!(sandbox.run(&format!("quotes show {pay} --format json")), @r#"
    [
      {
        "place": "ben:2",
        "words": "Two more posts, and training for those who are here.",
        "printed": "“[t]wo [others] for those [our team] who are here.” (Participant A)",
        "edits": "ends: Two more posts, and training for those who are here.; lower: Two; replace: more posts, and training [others]; add after: those [our team]"
      }
    ]
    "#);
    assert_snapshot!(printed(&sandbox, "quotes"), @r"
    # Small study
    ## Quotations
    ### Staff
    > “\[t\]wo \[others\] for those \[our team\] who are here.” (Participant A)
    > “We in \[town\] would like a course on the new records system.” (Participant B)
    > “More training for new staff.” (survey participant)
    > “Training and one more post.” (survey participant)
    > “A post for the waiting list.” (survey participant)
    ### Money
    > “Longer funding.” (survey participant)
    > “From a grant, as always.” (Participant A)
    > “We write for grants every spring.” (Participant A)
    | Theme | Cases | Quoted |
    | :-- | --: | --: |
    | Staff | 5 | 5 |
    | Money | \* | 2 |
    *\[…\]: words left out; in \[square brackets\]: put in or changed.*
    ## How this was made
    ");
    assert_snapshot!(sandbox.run("undo"), @"taken back: quotes trim: 1 edit ([TIME], tester)");
    assert_snapshot!(sandbox.run("quotes show ben:2 --format csv"), @r#"
    Place,Words,Printed,Edits
    ben:2,"Two more posts, and training for those who are here.","“[t]wo more posts, […] for those [our team] who are here.” (Participant A)","ends: Two more posts, and training for those who are here.; lower: Two; leave out: and training; add after: those [our team]"
    "#);
    assert_snapshot!(sandbox.run("quotes restore ben:2"), @"ben:2: 4 edits taken away");
    assert_snapshot!(sandbox.run("quotes restore ben:2"), @"
    --- stderr
    error: no quotation is trimmed at ben:2
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("quotes show ben:2"), @"
    ben:2
      stands   Two more posts, and training for those who are here. Nothing else.
      printed  “Two more posts, and training for those who are here. Nothing else.” (Participant A)
    ");
}

#[test]
fn what_cannot_be_trimmed_is_said() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("quotes trim ben:2"), @"
    --- stderr
    error: the following required arguments were not provided:
      <--leave-out <WORDS>|--add <WORDS>|--replace <WORDS>|--lower <WORDS>|--upper <WORDS>|--from <WORDS>|--to <WORDS>>

    Usage: verbatim quotes trim <--leave-out <WORDS>|--add <WORDS>|--replace <WORDS>|--lower <WORDS>|--upper <WORDS>|--from <WORDS>|--to <WORDS>> <PLACE>

    For more information, try '--help'.
    --- exit 2
    ");
    assert_snapshot!(sandbox.run("quotes trim ben:2 --leave-out 'three posts'"), @"
    --- stderr
    error: those words do not stand in ben:2: copy them from the text as it is now
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("quotes trim ben:2 --add 'our [own] team' --after 'those'"), @"
    --- stderr
    error: words that are put in need letters, and no brackets: these are printed around them
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("quotes trim ben:2 --add 'our team'"), @"
    --- stderr
    error: say where the words are put in: --after 'words', or --before 'words'
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("quotes trim ben --from 'Two more' --to 'as always'"), @"
    --- stderr
    error: ben: these words are of several turns, and a quotation is what one person says in one go: quote each by itself
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("quotes trim ben:2 --from 'are here' --to 'Two more'"), @"
    --- stderr
    error: a quotation at ben:2 would end before it begins
    --- exit 1
    ");
}

#[test]
fn names_in_trimmed_words_do_not_show() {
    let sandbox = Sandbox::small();
    sandbox.replace(
        "transcripts/ben.txt",
        "Two more posts, and training",
        "Two more posts, Carla Denholme says \"at once\", and training",
    );
    sandbox.ok("build");
    sandbox.ok("quotes trim ben:2 --from 'Denholme says' --to 'are here.' --add 'near Hartwell' --after 'here.'");
    assert_snapshot!(sandbox.run("quotes show ben:2"), @r#"
    ben:2
      stands   Denholme says "at once", and training for those who are here.
      printed  “[name removed] says ‘at once’, and training for those who are here. [near town]” (Participant A)
      ends: Denholme says "at once", and training for those who are here.
      add after: here. [near Hartwell]
    "#);
    sandbox.ok("quotes trim ben:2 --from 'Two more' --leave-out 'Carla'");
    assert_snapshot!(sandbox.run("quotes show ben:2"), @r#"
    ben:2
      stands   Two more posts, Carla Denholme says "at once", and training for those who are here. Nothing else.
      printed  “Two more posts, […] says ‘at once’, and training for those who are here. [near town] Nothing else.” (Participant A)
      ends: Two more posts, Carla Denholme says "at once", and training for those who are here. Nothing else.
      leave out: Carla
      add after: here. [near Hartwell]
    "#);
}

#[test]
fn edits_go_along_with_their_words_or_wait() {
    let sandbox = built();
    sandbox.ok("quotes trim ben:4 --leave-out 'as always' --upper 'grant'");
    sandbox.replace("transcripts/ben.txt", "Nothing else.", "Nothing else, really.");
    sandbox.ok("build");
    assert_snapshot!(sandbox.run("quotes show ben:4"), @"
    ben:4
      stands   From a grant, as always. We write for grants every spring.
      printed  “From a [G]rant, […]. We write for grants every spring.” (Participant A)
      upper: grant
      leave out: as always
    ");
    sandbox.replace("transcripts/ben.txt", "as always", "as ever");
    assert_snapshot!(sandbox.run("build"), @r"
    Small study
      2 interviews, 1 survey: 7 texts, 95 words
      2 participants, 6 respondents kept (left out: 1 without consent)
      10 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      1 coding or memo waits in review and not counted: `verbatim review` lists them
      1 source imported
      3 files in output/: 2 written, 1 unchanged
      24 numbers withheld, of or about too few people (`verbatim withheld` says where)
      2 differences from the build before (`verbatim changes` lists them)
      The report: [STUDY]/output/report.html
    --- stderr
    warning: words on which 1 edit may stand are not quoted until that is decided: `verbatim review`
    ");
    // What it would leave out is not printed before somebody has decided.
    let quotes = printed(&sandbox, "quotes");
    assert!(!quotes.contains("as ever"), "{quotes}");
    assert_snapshot!(sandbox.run("review accept 1"), @"
    1 stands on its new words: quote: leave out, by tester
    1 accepted
    ");
    let quotes = printed(&sandbox, "quotes");
    assert!(quotes.contains("“From a \\[G\\]rant, \\[…\\].”"), "{quotes}");
}
