//! Help, completions, manual pages, and what holds for every command.

use insta::assert_snapshot;

use super::built;
use crate::support::Sandbox;

const COMMANDS: &[&str] = &[
    "init",
    "build",
    "status",
    "import",
    "cases",
    "codebook",
    "code",
    "codings",
    "identities",
    "search",
    "words",
    "quotes",
    "answers",
    "count",
    "crosstab",
    "export",
    "check",
    "check-means",
    "convert",
    "log",
    "backup",
    "doctor",
    "completions",
    "man",
];

#[test]
fn the_program_explains_itself() {
    let sandbox = Sandbox::new();
    assert_snapshot!(sandbox.run("--help"), @r"
    Thematic coding, from raw interviews and survey answers to the printed appendix.

    A study is a folder with a file `study.toml`. `verbatim build` does the whole job: it imports what
    is new, indexes it, applies the codebook's rules and writes every output that the study names.
    Nothing leaves this machine.

    Usage: verbatim [OPTIONS] <COMMAND>

    Commands:
      init         Start a study in a folder
      build        Do everything that study.toml asks for
      status       Say where the study stands and what is out of date
      import       Bring files into the study
      sources      Show what came in, how it was read, and how it has changed
      review       Decide about codings and memos whose words have changed
      cases        List and describe participants, leave them out, merge them, let them withdraw
      codebook     Show, check, change and exchange the codebook
      code         Apply the codebook's rules, explain what they do, or code by hand, segment by segment
      codings      List codings, lay codes on words by hand, decide about what rules propose
      agreement    See how two coders agree on each code, and where they differ
      memos        List and write memos, on anything in the study
      links        List and make links between any two things in the study
      framework    List, write, fill, export and import frameworks: matrices of written summaries
      identities   Say who and what must not get out, and review what was found
      search       Find segments by their words, codes, themes, cases and attributes
      serve        Open the workbench in the browser
      words        Count words and phrases, and what tells groups apart
      queries      List queries with a name, save, rename and remove them
      quotes       Print quotations of a theme or a code, choose them, trim them
      answers      List the different answers to an open question, pseudonymised
      count        Count themes and codes: segments, cases, and the share of the base
      crosstab     Set themes or codes against an attribute of the cases
      export       Write one or more of the study's outputs, in formats and a folder of your choice
      drafts       List drafts, keep what was built last as one, take one away
      changes      List what is different in the outputs since a draft
      withheld     Say how many numbers each output withholds, and by which rule
      check        Look for identities in any finished files
      check-means  Check whether means are possible for the number of answers they are of
      checklist    Show how a reporting checklist stands, and write a file to fill in
      convert      Show what a reader makes of a file
      undo         Take back what you did last
      redo         Do again what was taken back
      log          List who did what, newest first
      backup       Copy the store to a file, consistent even while others work
      doctor       Check store, index, codebook and outputs, and say what to do
      completions  Print completions for a shell
      man          Write the manual pages into a folder
      help         Print this message or the help of the given subcommand(s)

    Options:
      -C, --study <FOLDER>
              The study's folder [default: the nearest folder upwards with a study.toml]

          --as <NAME>
              Who does it, for the audit trail and as coder [default: $VERBATIM_USER, or the name of the
              account]

      -q, --quiet
              Say only what was asked for and what went wrong

      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version

    Examples:
      verbatim init my-study             Start a study in a new folder
      verbatim build                     Do everything that study.toml asks for
      verbatim search 'train* AND sector:Policing'
      verbatim quotes --theme resourcing
      verbatim count --by codes --format csv

    Every command explains itself: verbatim help COMMAND
    ");
    assert_snapshot!(sandbox.run("help build"), @"
    Do everything that study.toml asks for

    Imports what is new or changed, indexes it, applies the codebook's rules, and writes every output.
    What is up to date is left alone. Every output is pseudonymised on its way out and then read again:
    if an identity is still in it, it is not written.

    Usage: verbatim build [OPTIONS] [NAME]...

    Arguments:
      [NAME]...
              Outputs or documents to write [default: all]

    Options:
      -C, --study <FOLDER>
              The study's folder [default: the nearest folder upwards with a study.toml]

          --check
              Write nothing; say what is out of date and why

          --as <NAME>
              Who does it, for the audit trail and as coder [default: $VERBATIM_USER, or the name of the
              account]

          --watch
              Build again whenever a file of the study is saved or something in it is changed, until
              Ctrl-C

      -q, --quiet
              Say only what was asked for and what went wrong

      -h, --help
              Print help (see a summary with '-h')

    Examples:
      verbatim build
      verbatim build --check     Only say what is out of date, and why
      verbatim build appendix    Only this output or document
      verbatim build --watch     Again whenever a file is saved or something is coded
    ");
    assert_snapshot!(sandbox.run("help search"), @r#"
    Find segments by their words, codes, themes, cases and attributes

    Shows participants' real words, for work inside the study: use `quotes` for what may be printed.

    Usage: verbatim search [OPTIONS] <QUERY>...

    Arguments:
      <QUERY>...
              What to find

    Options:
      -C, --study <FOLDER>
              The study's folder [default: the nearest folder upwards with a study.toml]

          --limit <N>
              How many to show, or to code; 0 is all [default: 20; all that is to be coded]

          --as <NAME>
              Who does it, for the audit trail and as coder [default: $VERBATIM_USER, or the name of the
              account]

          --order <ORDER>
              The best first, or in the order of the texts

              [default: relevance]
              [possible values: relevance, reading]

          --not-coded <CODE>
              Only what does not have this code yet

      -q, --quiet
              Say only what was asked for and what went wrong

          --attributes <NAMES>
              Show these attributes of who says it, after commas; `all` shows all

          --around <N>
              Show so many turns or paragraphs before and after

              [default: 0]

          --count
              Show only how many there are

          --facets [<NAMES>]
              Count what is found by these: theme, code, coded, status, coder, source, kind, question,
              speaker, attributes

      -h, --help
              Print help (see a summary with '-h')

    Keyword in context:
          --kwic
              Show every match on a line of its own, with what stands left and right of it

          --sort <ORDER>
              Put the lines in order by these, after commas

              Possible values:
              - source:  As the texts came in
              - case
              - keyword: What was found
              - left:    The three words before it, the nearest first
              - left1
              - left2
              - left3
              - right:   The three words after it
              - right1
              - right2
              - right3

          --context <N>
              How much to show left and right: words (8), or characters (60c) [default: what there is
              room for]

          --width <COLUMNS>
              How wide lines are [default: as the terminal]

    Coding what is found:
          --code-as <CODE>
              Lay this code on what is found, by its id or name

          --uncode <CODE>
              Take this code off what is found: your own codings go, what rules propose is rejected,
              what others coded stays

          --unit <UNIT>
              What is coded: the words found, the sentences they stand in, or the whole turn or answer

              [default: segment]
              [possible values: match, sentence, segment]

          --dry-run
              Change nothing; say what it would come to

          --format <FORMAT>
              How to show them

              Possible values:
              - table: Columns for reading
              - csv:   Comma-separated values
              - json:  A list of objects

              [default: table]

    Examples:
      verbatim search supervision                      A word, in any form
      verbatim search '"waiting list" OR backlog'      A phrase, or a word
      verbatim search 'train* AND sector:Policing'     Any ending; an attribute
      verbatim search 'theme:prevention NOT school*'   Inside a theme
      verbatim search 'question:Q29 coded:no'          Answers that no code caught
      verbatim search 'code:posts WITH code:pay'       Codings that overlap (also NOT WITH, NEAR/3)
      verbatim search 'wom?n "staff pay"~3 age:30..45'   Any letter; words near each other; a range
      verbatim search fund* --not-coded funding        What a code has missed
      verbatim search training --kwic --sort right     Every match on a line, by what follows it
      verbatim search training --facets theme,sector   How much of each theme and sector
      verbatim search staff --around 1 --attributes sector --format json
      verbatim search 'on the job' --code-as staff-training --unit sentence --dry-run
    "#);
    assert_snapshot!(sandbox.run("help cases"), @r"
    List and describe participants, leave them out, merge them, let them withdraw

    Usage: verbatim cases [OPTIONS]
           verbatim cases <COMMAND>

    Commands:
      show        Show one case: attributes, sources, codings, consent, and what was decided
      set         Set attributes of a case, or of many from a sheet; an empty value takes one away
      consent     Set what cases agreed to: none, analyse (counted, never quoted), quote-alone (without
                  attributes) or quote
      exclude     Leave cases out of every count, table and quote
      include     Take cases in again
      merge       Make several cases one: the same person under two names, now and at every later import
      duplicates  List cases that may be one person: same id, same name, same long answer
      withdraw    Take every trace of a case's words out of the study, for good
      help        Print this message or the help of the given subcommand(s)

    Options:
      -C, --study <FOLDER>
              The study's folder [default: the nearest folder upwards with a study.toml]

          --as <NAME>
              Who does it, for the audit trail and as coder [default: $VERBATIM_USER, or the name of the
              account]

      -q, --quiet
              Say only what was asked for and what went wrong

          --status <STATUS>
              Which: kept, excluded, withdrawn or all

              [default: kept]
              [possible values: kept, excluded, withdrawn, all]

          --kind <KIND>
              Only participants, or only respondents

              [possible values: participant, respondent]

          --where <NAME=VALUE>
              Only those whose attribute has this value, or passes this comparison (`years>=5`,
              `region=N*`)

          --without <ATTRIBUTE>
              Only those who do not have this attribute

          --source <FILE>
              Only those who speak or answer in this source

          --name <LETTERS>
              Only those with these letters in their name or label

          --format <FORMAT>
              How to show them

              Possible values:
              - table: Columns for reading
              - csv:   Comma-separated values
              - json:  A list of objects

              [default: table]

      -h, --help
              Print help (see a summary with '-h')

    Examples:
      verbatim cases                                   Everyone who is kept
      verbatim cases --status all --where sector=Policing --where 'years>=5'
      verbatim cases show P3
      verbatim cases set P3 sector=Policing region=UK
      verbatim cases set --from participants.xlsx      What a sheet says, all at once
      verbatim cases exclude P3 --reason 'asked to leave'
      verbatim cases merge P3 survey.csv:R17           One person, two names
      verbatim cases withdraw P3                       What would go; --yes does it
    ");
    assert_snapshot!(sandbox.run("--version"), @"verbatim [VERSION]");
}

#[test]
fn every_command_explains_itself() {
    let sandbox = Sandbox::new();
    let overview = sandbox.ok("--help");
    for command in COMMANDS {
        assert!(overview.contains(&format!("\n  {command} ")), "{command} is in the overview");
        let help = sandbox.ok(&format!("help {command}"));
        assert!(help.contains(&format!("Usage: verbatim {command}")), "{help}");
        assert!(help.lines().all(|line| line.chars().count() <= 120), "{command}: lines fit a page\n{help}");
    }
}

#[test]
fn wrong_usage_ends_with_2() {
    let sandbox = built();
    for words in
        ["", "serch x", "search", "build --colour", "export", "count --by nothing", "cases set B x", "log --limit -1"]
    {
        let output = sandbox.output(words);
        assert_eq!(output.status.code(), Some(2), "{words}: {}", sandbox.shown(&output));
        assert!(output.stdout.is_empty(), "{words}: what is wrong goes to standard error");
    }
    assert_snapshot!(sandbox.run("serch training"), @r"
    --- stderr
    error: unrecognized subcommand 'serch'

      tip: some similar subcommands exist: 'serve', 'search'

    Usage: verbatim [OPTIONS] <COMMAND>

    For more information, try '--help'.
    --- exit 2
    ");
}

#[test]
fn completions_and_manual_pages() {
    let sandbox = Sandbox::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = sandbox.ok(&format!("completions {shell}"));
        for command in COMMANDS {
            assert!(script.contains(command), "{shell} completes {command}");
        }
    }
    assert_snapshot!(sandbox.run("completions tcsh"), @r#"
    --- stderr
    error: invalid value 'tcsh' for '<SHELL>'
      [possible values: bash, elvish, fish, powershell, zsh]

      tip: a similar value exists: 'zsh'

    For more information, try '--help'.
    --- exit 2
    "#);
    assert_snapshot!(sandbox.run("man ../pages"), @"manual pages are in ../pages");
    let pages = sandbox.files("../pages");
    assert!(pages.contains_key("verbatim.1"), "{:?}", pages.keys());
    for command in COMMANDS {
        assert!(pages.contains_key(&format!("verbatim-{command}.1")), "there is a page for {command}");
    }
}

#[test]
fn quiet_says_only_what_was_asked_for_and_what_went_wrong() {
    let sandbox = Sandbox::new();
    assert_snapshot!(sandbox.run("--quiet init ."), @"");
    let sandbox = built();
    assert_snapshot!(sandbox.run("search training --limit 1 -q"), @"
    transcripts/ben.txt · Interviewer · 5 of 6
      Is that training too?
    ");
    assert_snapshot!(sandbox.run("-q count --by nothing"), @r#"
    --- stderr
    error: invalid value 'nothing' for '--by <WHAT>'
      [possible values: themes, codes, both]

      tip: a similar value exists: 'both'

    For more information, try '--help'.
    --- exit 2
    "#);
}

#[test]
fn there_are_no_colours_in_a_pipe() {
    let sandbox = built();
    sandbox.append("transcripts/ben.txt", "\nBen: One more post.\n");
    for words in
        ["status", "build", "search training", "codebook check", "doctor", "cases", "help", "search '('", "nothing"]
    {
        let output = sandbox.output(words);
        assert!(!output.stdout.contains(&0x1b), "{words}");
        assert!(!output.stderr.contains(&0x1b), "{words}");
    }
}

/// `verbatim cases | head`: whoever reads us may leave.
#[test]
fn a_closed_pipe_is_no_error() {
    let sandbox = built();
    for words in ["cases", "search 'a* OR t* OR n*'", "count", "help", "completions bash"] {
        let mut child = sandbox
            .command(words)
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .expect("the program can be started");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{words}");
        assert!(output.status.success(), "{words}: {}", output.status);
    }
}
