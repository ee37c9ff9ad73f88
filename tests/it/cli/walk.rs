//! `code SOURCE`: coding in the terminal, without one. Keys go in, lines come out, and all of it is in the store.

use insta::assert_snapshot;
use verbatim::cli::walk::{Key, Session};
use verbatim::project::{Project, Quiet, WalkQuery};

use super::built;
use crate::support::Sandbox;

/// What keys mean where a test writes them: `Enter`, `Space` …, or each letter alone.
pub(crate) fn keys(written: &str) -> Vec<Key> {
    let key = |word: &str| match word {
        "Enter" => vec![Key::Enter],
        "Escape" => vec![Key::Escape],
        "Backspace" => vec![Key::Backspace],
        "Tab" => vec![Key::Tab],
        "Up" => vec![Key::Up],
        "Down" => vec![Key::Down],
        "Left" => vec![Key::Left],
        "Right" => vec![Key::Right],
        "Home" => vec![Key::Home],
        "End" => vec![Key::End],
        "PageUp" => vec![Key::PageUp],
        "PageDown" => vec![Key::PageDown],
        "Space" => vec![Key::Char(' ')],
        "Interrupt" => vec![Key::Interrupt],
        letters => letters.chars().map(Key::Char).collect(),
    };
    written.split(' ').flat_map(key).collect()
}

pub(crate) fn query(place: &str) -> WalkQuery {
    WalkQuery { place: Some(place.to_owned()), ..WalkQuery::default() }
}

/// Walks through a place of the study, presses these keys, and gives what is to be seen then.
pub(crate) fn walked(
    sandbox: &Sandbox,
    query: &WalkQuery,
    written: &str,
    look: impl Fn(&Session<'_>) -> String,
) -> String {
    let mut project = Project::open(&sandbox.path("")).expect("the study opens");
    project.set_person("anna").expect("it is a name");
    let stops = project.stops(query, &Quiet).expect("the place is there");
    let mut session = Session::begin(&mut project, stops).expect("it begins").expect("there is a stop");
    for key in keys(written) {
        session.press(key);
    }
    look(&session)
}

fn screen(session: &Session<'_>) -> String {
    let lines: Vec<String> = session.draw(72, 20).iter().map(|line| line.tagged().trim_end().to_owned()).collect();
    lines.join("\n")
}

/// The last line: what has just been done.
pub(crate) fn told(session: &Session<'_>) -> String {
    session.draw(200, 40).last().expect("there are lines").plain()
}

#[test]
fn a_segment_is_seen_with_its_surroundings_and_codings() {
    let sandbox = built();
    assert_snapshot!(walked(&sandbox, &query("ben"), "", screen), @r"
     ben:2 · Ben (Participant A)                segment 2 of 6, stop 1 of 3

    Interviewer: What does your service need?

    {chosen|Two more posts, and training for those who are here.} Nothing else.

    Interviewer: And where would the money come from?









    ────────────────────────────────────────────────────────────────────────
    {chosen|▸ training  proposed  rule            }Two more posts, and training for …
      posts     proposed  rule            Two more posts, and training for …
    / code · 1–9 again · v s mark · a x d decide · m memo · n p next · u r u
    ");
    assert_snapshot!(walked(&sandbox, &query("survey"), "j", screen), @r"
     survey:R2:needs                                            stop 2 of 5

    needs: What does your service need most?

    {chosen|Longer funding.}












    ────────────────────────────────────────────────────────────────────────
    {chosen|▸ funding  proposed  rule            }Longer funding.
    / code · 1–9 again · v s mark · a x d decide · m memo · n p next · u r u
    ");
    assert_snapshot!(walked(&sandbox, &query("ben"), "?", screen), @r"
    ben:2 · Ben (Participant A)                segment 2 of 6, stop 1 of 3

     j k  ↓ ↑   next and previous segment; Home and End: the first, the
                last
     PgDn PgUp  further down and up in a long segment
     n p        next segment without a code; next with a proposal
     /          find a code by a few letters of its name, theme or
                definition; any free letter does too
     Enter      the same; in the list: give this code to the segment, or to
                what is marked
     1 … 9      give one of the codes used last
     v s        mark words, or sentences: ← → go, ↑ ↓ go by sentences,
                Space begins, Tab changes ends
     ← →  Tab   choose one of the codings below the text
     a x d      accept it, reject it, remove it
     m          write a memo on it; on the segment if it has no coding
     u r        undo and redo
     ? q        this help; quit: all is saved already

     any key goes back
    ");
    // A small window keeps the words and the keys.
    let small = |session: &Session<'_>| {
        session.draw(40, 9).iter().map(|line| line.plain().trim_end().to_owned()).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(walked(&sandbox, &query("ben"), "", small), @r"
     ben:2 · Be segment 2 of 6, stop 1 of 3

    Two more posts, and training for those
    who are here. Nothing else.

    ────────────────────────────────────────
    ▸ training  proposed  rule            T…
      posts     proposed  rule            T…
    / code · 1–9 again · v s mark · a x d de
    ");
}

#[test]
fn the_palette_finds_a_code_and_gives_it() {
    let sandbox = built();
    assert_snapshot!(walked(&sandbox, &query("ben"), "/", screen), @r"
     ben:2 · Ben (Participant A)                segment 2 of 6, stop 1 of 3

    {chosen|Two more posts, and training for those who are here.} Nothing else.










    ────────────────────────────────────────────────────────────────────────
    code: ▏
    ▸ training  Training  Staff
      posts     Posts  Staff
      funding   Funding  Money
      Learning of those who do the work.
    Enter gives it · ↑ ↓ choose · Esc back
    ");
    assert_snapshot!(walked(&sandbox, &query("ben"), "/ mon", screen), @r"
     ben:2 · Ben (Participant A)                segment 2 of 6, stop 1 of 3

    Interviewer: What does your service need?

    {chosen|Two more posts, and training for those who are here.} Nothing else.

    Interviewer: And where would the money come from?








    ────────────────────────────────────────────────────────────────────────
    code: mon▏
    ▸ funding  Funding  Money
      Where the money comes from.
    Enter gives it · ↑ ↓ choose · Esc back
    ");
    assert_snapshot!(walked(&sandbox, &query("ben"), "/ xyz Enter", screen), @r"
     ben:2 · Ben (Participant A)                segment 2 of 6, stop 1 of 3

    Interviewer: What does your service need?

    {chosen|Two more posts, and training for those who are here.} Nothing else.

    Interviewer: And where would the money come from?









    ────────────────────────────────────────────────────────────────────────
    code: xyz▏
      no code is like that
    no code is like that
    ");
    assert_snapshot!(walked(&sandbox, &query("ben"), "/ fun Enter", screen), @r"
     ben:2 · Ben (Participant A)                segment 2 of 6, stop 1 of 3

    {chosen|Two more posts, and training for those who are here. Nothing else.}











    ────────────────────────────────────────────────────────────────────────
      training  proposed  rule            Two more posts, and training for …
      posts     proposed  rule            Two more posts, and training for …
    {chosen|▸ funding   accepted  anna            }Two more posts, and training for …
    1 funding
    funding is given to the segment
    ");
    assert_snapshot!(walked(&sandbox, &query("ben"), "j fun Enter Down 1", screen), @r"
     ben:6 · Ben (Participant A)                segment 6 of 6, stop 3 of 3

    Interviewer: Is that training too?

    {chosen|In a way it is.}











    ────────────────────────────────────────────────────────────────────────
    {chosen|▸ funding  accepted  anna            }In a way it is.
    1 funding
    funding is given to the segment
    ");
    assert_snapshot!(sandbox.run("codings --coder people"), @r"
    Place  Code     Status    Coder  Words
    ben:2  funding  accepted  anna   Two more posts, and training for those who are here. Nothing else.
    ben:4  funding  accepted  anna   From a grant, as always. We write for grants every spring.
    ben:6  funding  accepted  anna   In a way it is.
    --- stderr
    3 codings: 3 accepted
    ");
    assert_snapshot!(walked(&sandbox, &query("ben"), "1", told), @"no code was used yet that has this number");
    assert_snapshot!(walked(&sandbox, &query("ben"), "fu Enter", told), @"funding is there already");
}

#[test]
fn words_and_sentences_are_marked() {
    let sandbox = built();
    assert_snapshot!(walked(&sandbox, &query("ben"), "v l Space l l", screen), @r"
     ben:2 · Ben (Participant A)                segment 2 of 6, stop 1 of 3

    Interviewer: What does your service need?

    {chosen|Two }{marked|more posts, and}{chosen| training for those who are here.} Nothing else.

    Interviewer: And where would the money come from?









    ────────────────────────────────────────────────────────────────────────
    {chosen|▸ training  proposed  rule            }Two more posts, and training for …
      posts     proposed  rule            Two more posts, and training for …
    ← → ↑ ↓ further · Tab other end · Enter code · 1–9 · Esc back
    ");
    assert_snapshot!(walked(&sandbox, &query("ben"), "v l Space l l / fun Enter", screen), @r"
     ben:2 · Ben (Participant A)                segment 2 of 6, stop 1 of 3

    {coded|Two }{chosen|more posts, and}{coded| training for those who are here.} Nothing else.











    ────────────────────────────────────────────────────────────────────────
      training  proposed  rule            Two more posts, and training for …
      posts     proposed  rule            Two more posts, and training for …
    {chosen|▸ funding   accepted  anna            }more posts, and
    1 funding
    funding is given to these words
    ");
    assert_snapshot!(walked(&sandbox, &query("ben"), "s Down Space Enter train Enter", told), @"training is given to these words");
    assert_snapshot!(walked(&sandbox, &query("ben"), "v Space Down Enter posts Enter", told), @"posts is given to these words");
    assert_snapshot!(walked(&sandbox, &query("ben"), "v End Space Up Tab Left Escape Escape", told), @"/ code · 1–9 again · v s mark · a x d decide · m memo · n p next · u r undo, redo · ? help · q quit");
    assert_snapshot!(sandbox.run("codings ben --coder people"), @r"
    Place  Code      Status    Coder  Words
    ben:2  posts     accepted  anna   Two more posts, and training for those who are here.
    ben:2  funding   accepted  anna   more posts, and
    ben:2  training  accepted  anna   Nothing else.
    --- stderr
    3 codings: 3 accepted
    ");
}

#[test]
fn proposals_are_decided_about() {
    let sandbox = built();
    assert_snapshot!(walked(&sandbox, &query("ben"), "a Tab x", screen), @r"
     ben:2 · Ben (Participant A)                segment 2 of 6, stop 1 of 3

    Interviewer: What does your service need?

    {chosen|Two more posts, and training for those who are here.} Nothing else.

    Interviewer: And where would the money come from?









    ────────────────────────────────────────────────────────────────────────
      training  accepted  rule, anna      Two more posts, and training for …
    {chosen|▸ posts     rejected  rule, anna      }Two more posts, and training for …
    posts is rejected
    ");
    assert_snapshot!(walked(&sandbox, &query("ben"), "Tab x", told), @"posts is proposed again");
    assert_snapshot!(walked(&sandbox, &query("ben"), "Left d", told), @"posts is rejected: a rule proposed it");
    assert_snapshot!(walked(&sandbox, &query("ben"), "j j a", told), @"no coding is here");
    assert_snapshot!(sandbox.run("codings ben:2"), @r"
    Place  Code      Status    Coder  Words
    ben:2  training  accepted  rules  Two more posts, and training for those who are here.
    ben:2  posts     rejected  rules  Two more posts, and training for those who are here.
    --- stderr
    2 codings: 1 accepted, 1 rejected
    ");
    assert_snapshot!(walked(&sandbox, &query("ben"), "p", told), @"/ code · 1–9 again · v s mark · a x d decide · m memo · n p next · u r undo, redo · ? help · q quit");
    assert_snapshot!(walked(&sandbox, &query("ben"), "n", screen), @r"
     ben:6 · Ben (Participant A)                segment 6 of 6, stop 3 of 3

    Interviewer: Is that training too?

    In a way it is.












    ────────────────────────────────────────────────────────────────────────
    no code yet
    / code · 1–9 again · v s mark · a x d decide · m memo · n p next · u r u
    ");
}

#[test]
fn what_is_walked_through_is_said() {
    let sandbox = built();
    let places = |query: &WalkQuery| {
        let mut project = Project::open(&sandbox.path("")).expect("the study opens");
        let stops = project.stops(query, &Quiet).expect("there is something");
        let page = |stop| project.segment_page(stop).expect("it is read").expect("it is there").place;
        stops.into_iter().map(page).collect::<Vec<_>>().join(" ")
    };
    let needs = || WalkQuery { question: Some("needs".to_owned()), ..WalkQuery::default() };
    assert_eq!(places(&query("ben")), "ben:2 ben:4 ben:6");
    assert_eq!(places(&query("ben:3-6")), "ben:4 ben:6");
    assert_eq!(places(&WalkQuery { uncoded: true, ..query("ben") }), "ben:6");
    assert_eq!(places(&needs()), "survey:R1:needs survey:R2:needs survey:R4:needs survey:R5:needs survey:R6:needs");
    assert_eq!(places(&WalkQuery { uncoded: true, ..needs() }), "survey:R6:needs");
    assert_eq!(
        places(&WalkQuery { filter: Some("sector:Schools".to_owned()), ..needs() }),
        "survey:R1:needs survey:R2:needs"
    );
    sandbox.ok("cases exclude B --reason 'asked to leave'");
    assert_eq!(places(&query("ben")), "");
    assert_snapshot!(sandbox.run("code ben"), @r"
    --- stderr
    error: coding segment by segment needs a terminal; `verbatim codings add` lays codes on words without one
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("code bem"), @r#"
    --- stderr
    error: there is no source "bem"; did you mean "ben"?
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("code ben --dry-run"), @r"
    --- stderr
    error: the argument '[SOURCE]' cannot be used with '--dry-run'

    Usage: verbatim code <SOURCE>

    For more information, try '--help'.
    --- exit 2
    ");
}

/// Whatever is pressed: nothing panics, the screen is never too high, and what was there of rules is still there.
#[test]
fn any_keys_at_all() {
    let sandbox = built();
    let rules = |sandbox: &Sandbox| sandbox.ok("codings --coder rules --count").split(':').next().map(str::to_owned);
    let before = rules(&sandbox);
    let pressed =
        ["jkvsaxdmnpur?/123 fghtq", "Enter", "Escape", "Tab", "Left", "Right", "Up", "Down", "Home", "End", "PageUp"];
    let pressed: Vec<Key> = pressed.iter().flat_map(|word| keys(word)).collect();
    let mut project = Project::open(&sandbox.path("")).expect("the study opens");
    let stops = project.stops(&query("ben"), &Quiet).expect("the place is there");
    let mut session = Session::begin(&mut project, stops).expect("it begins").expect("there is a stop");
    let mut number: usize = 7;
    for step in 0..600 {
        number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        session.press(pressed[(number >> 33) % pressed.len()]);
        let (width, height) = (1 + step % 130, 1 + step % 45);
        assert!(session.draw(width, height).len() <= height);
    }
    drop(session);
    assert_eq!(rules(&sandbox), before);
}
