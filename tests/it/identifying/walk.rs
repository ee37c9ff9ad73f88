//! `identities review`: deciding in the terminal, without one. Keys go in, lines come out, and all of it is in the store.

use insta::assert_snapshot;
use verbatim::cli::walk::NameSession;
use verbatim::model::Verdict;
use verbatim::project::{Project, QueueOptions, Quiet};

use super::{opened, study};
use crate::cli::walk::keys;
use crate::support::Sandbox;

fn walked(sandbox: &Sandbox, written: &str, look: impl Fn(&NameSession<'_>) -> String) -> String {
    let mut project = opened(sandbox, "anna");
    let session = NameSession::begin(&mut project, QueueOptions::default(), &Quiet).expect("it begins");
    let mut session = session.expect("something is undecided");
    for key in keys(written) {
        session.press(key);
    }
    look(&session)
}

fn screen(session: &NameSession<'_>) -> String {
    // When something was done is nobody's doing.
    let timeless = |line: String| line.split(" (20").next().unwrap_or_default().trim_end().to_owned();
    let lines: Vec<String> = session.draw(76, 24).iter().map(|line| timeless(line.tagged())).collect();
    lines.join("\n")
}

fn told(session: &NameSession<'_>) -> String {
    session.draw(200, 40).last().expect("there are lines").plain()
}

fn decisions(sandbox: &Sandbox) -> Vec<String> {
    let project = Project::open(&sandbox.path("")).expect("the study opens");
    let log = project.identity_log().expect("it is read");
    log.iter().map(|line| format!("{} {}: {}", line.verdict, line.forms.join(", "), line.printed)).collect()
}

#[test]
fn a_group_is_seen_with_its_forms_reasons_and_mentions() {
    assert_snapshot!(walked(&study(), "", screen), @r"
     Philippa Ormskerry · person                         1 of 6, about 1 minute

    ▸ Philippa Ormskerry  1 mention in 1 text  given name; model 0.97
    ▸ Philippa            3 mentions in 2 texts  given name; model 0.93
    ▸ Ms Ormskerry        1 mention in 1 text
        model 0.90; after a title (Mr, Ms, Dr …)

    ▸ anna:1
        Did you speak with {marked|Philippa Ormskerry}? With Philippa, yes. Ms Ormskerry
        runs the funding of
      anna:2
        Did you speak with Philippa Ormskerry? With {marked|Philippa}, yes. Ms Ormskerry
        runs the funding of Quenbury House, and
      anna:2
        Did you speak with Philippa Ormskerry? With Philippa, yes. {marked|Ms Ormskerry}
        runs the funding of Quenbury House, and Philippa signs it.
      2 more: m shows them




    ────────────────────────────────────────────────────────────────────────────
    h hide · r role · p pseudonym · g wider · a alias · k keep · n no name · e
    this one · m more · u undo · ? help · q quit
    ");
}

#[test]
fn one_key_hides_all_forms_and_goes_on() {
    let sandbox = study();
    assert_snapshot!(walked(&sandbox, "h", screen), @r"
     Harrowmere Law Fund · organisation                  1 of 5, about 1 minute

    ▸ Harrowmere Law Fund  1 mention in 1 text  model 0.80
    ▸ HLF                  1 mention in 1 text
        capital within a sentence, and no word that the lists know

    ▸ ben:2
        And here? Funding comes from the {marked|Harrowmere Law Fund}. The HLF pays for
        training, Philippa says. You can ring
      ben:2
        And here? Funding comes from the Harrowmere Law Fund. The {marked|HLF} pays for
        training, Philippa says. You can ring 0161 496









    ────────────────────────────────────────────────────────────────────────────
    Philippa Ormskerry, Philippa, Ms Ormskerry are hidden, printed as [name
    removed]
    ");
    assert_eq!(decisions(&sandbox).len(), 1);
}

#[test]
fn every_action_is_a_key() {
    let sandbox = study();
    let pressed = "r manager Enter k Enter n k a Space f u n d e r Enter g a Space t o w n Enter";
    walked(&sandbox, pressed, screen);
    assert_snapshot!(decisions(&sandbox).join("\n"), @r"
    hide Philippa Ormskerry, Philippa, Ms Ormskerry: [manager]
    hide paramedic: [a town]
    keep Harrowmere Law Fund: 
    keep HLF: 
    not-a-name Ostwick: 
    keep Quenbury House:
    ");
}

#[test]
fn a_name_stays_for_a_reason_alone() {
    let sandbox = study();
    assert_snapshot!(walked(&sandbox, "k Enter", told), @"to keep a person needs a reason, since it says by itself who someone is");
    assert_snapshot!(walked(&sandbox, "k a g r e e d Enter", told), @"Philippa Ormskerry, Philippa, Ms Ormskerry stay as they are");
}

#[test]
fn one_form_alone_and_one_mention_alone() {
    let sandbox = study();
    assert_snapshot!(walked(&sandbox, "Tab Tab n", told), @"Philippa is no name");
    assert_snapshot!(walked(&sandbox, "Down e k p u b l i c Enter", told), @"at anna:2 alone it stays as it is");
    let project = Project::open(&sandbox.path("")).expect("it is a study");
    let verdicts: Vec<Verdict> =
        project.settled_decisions().expect("they are read").iter().map(|decision| decision.verdict).collect();
    assert_eq!(verdicts, [Verdict::NotAName, Verdict::Keep]);
}

#[test]
fn what_was_done_is_taken_back_and_done_again() {
    let sandbox = study();
    assert_snapshot!(walked(&sandbox, "h u", screen), @r"
     Philippa Ormskerry · person                         1 of 6, about 1 minute

    ▸ Philippa Ormskerry  1 mention in 1 text  given name; model 0.97
    ▸ Philippa            3 mentions in 2 texts  given name; model 0.93
    ▸ Ms Ormskerry        1 mention in 1 text
        model 0.90; after a title (Mr, Ms, Dr …)

    ▸ anna:1
        Did you speak with {marked|Philippa Ormskerry}? With Philippa, yes. Ms Ormskerry
        runs the funding of
      anna:2
        Did you speak with Philippa Ormskerry? With {marked|Philippa}, yes. Ms Ormskerry
        runs the funding of Quenbury House, and
      anna:2
        Did you speak with Philippa Ormskerry? With Philippa, yes. {marked|Ms Ormskerry}
        runs the funding of Quenbury House, and Philippa signs it.
      2 more: m shows them




    ────────────────────────────────────────────────────────────────────────────
    taken back: identities decide: 3 forms, identity 1, kind person, verdict
    hide
    ");
    assert!(decisions(&sandbox).is_empty());
    walked(&sandbox, "h u U", told);
    assert_eq!(decisions(&sandbox).len(), 1);
}

#[test]
fn what_the_detector_missed_is_decided_on_by_its_words() {
    let sandbox = study();
    assert_snapshot!(walked(&sandbox, "+ s i g n s Enter", screen), @r"
     signs · person                                      1 of 7, about 1 minute

    ▸ signs  1 mention in 1 text  found by a reader

    ▸ anna:2
        Ormskerry runs the funding of Quenbury House, and Philippa {marked|signs} it. We
        hope that funding lasts. I was a paramedic in















    ────────────────────────────────────────────────────────────────────────────
    found by nobody but you: decide on it as on the others
    ");
    walked(&sandbox, "+ s i g n s Enter h", told);
    assert_eq!(decisions(&sandbox), ["hide signs: [name removed]"]);
    assert_snapshot!(walked(&sandbox, "+ z z z Enter", told), @"these words stand nowhere in the texts");
}

#[test]
fn help_shows_every_key_and_nothing_is_decided_by_leaving() {
    let sandbox = study();
    assert_snapshot!(walked(&sandbox, "?", screen), @r"
    Philippa Ormskerry · person                         1 of 6, about 1 minute

     h           hide all mentions, as the study says of this kind
     r           hide as a [role]: asks for it, as in daughter, hospital
     p           hide under a pseudonym: asks for it; Enter alone leaves it to
                 the program
     g           generalise: asks for something wider, a region, a sector, a
                 band
     a           it is another form of an identity: asks for its number, or a
                 form
     k           keep: it stays as it is; asks why
     n           not a name: an ordinary word, in this study from now on
     e           an exception for the mention that is marked: then h, k or n
     ↑ ↓         choose a mention
     Tab         choose one form of the group alone, the next, all of them
                 again
     m           more words around, more mentions
     +           decide on a form that was not found: asks for it as it stands
                 in the texts
     Space →  ←  skip: the next group; the one before
     u U         undo and redo
     ? q         this help; quit: all is saved already

     any key goes back
    ");
    walked(&sandbox, "r x Escape q", told);
    assert!(decisions(&sandbox).is_empty());
    assert!(walked(&sandbox, "q", |session| session.is_over().to_string()) == "true");
}

/// However small the window is, whatever is typed.
#[test]
fn any_window_will_do() {
    let sandbox = study();
    for (width, height) in [(1, 1), (20, 3), (40, 10), (300, 80)] {
        walked(&sandbox, "Tab m m Down", |session| {
            let lines = session.draw(width, height);
            assert!(lines.len() <= height, "{width} × {height}");
            String::new()
        });
    }
}
