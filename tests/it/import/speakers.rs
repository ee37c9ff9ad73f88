//! Who speaks, in plain text and Markdown.

use insta::assert_snapshot;

use super::files::{assert_sound, imported, turns_of};

fn txt(text: &str) -> String {
    let imported = imported("a.txt", text.as_bytes());
    assert_sound(&imported);
    turns_of(&imported)
}

fn markdown(text: &str) -> String {
    let imported = imported("a.md", text.as_bytes());
    assert_sound(&imported);
    turns_of(&imported)
}

#[test]
fn roles_and_codes_are_speakers() {
    assert_snapshot!(txt("Interviewer: How is it funded?\nP3: By grants.\n\nShort ones.\nInterviewer: And then?\n"), @"
    Interviewer: How is it funded?
    P3: By grants. / Short ones.
    Interviewer: And then?
    ");
}

#[test]
fn time_stamps_before_and_after_names() {
    assert_snapshot!(txt("[00:12:04] Anna: We train staff.\n[00:12:09.5] Ben: Yes.\n"), @"
    Anna@724000: We train staff.
    Ben@729500: Yes.
    ");
    assert_snapshot!(txt("Anna [00:12:04]: We train.\nBen (00:13:00): Good.\nAnna [00:13:10]: Yes.\n"), @"
    Anna@724000: We train.
    Ben@780000: Good.
    Anna@790000: Yes.
    ");
    assert_snapshot!(txt("Anna Lee  0:08  \nWe train staff.\n\nBen  1:02:03\nYes.\n"), @"
    Anna Lee@8000: We train staff.
    Ben@3723000: Yes.
    ");
}

#[test]
fn names_before_tabs_have_to_come_again() {
    assert_snapshot!(txt("Anna\tWe train.\nBen\tGood.\nAnna\tYes.\nBen\tFine.\n"), @"
    Anna: We train.
    Ben: Good.
    Anna: Yes.
    Ben: Fine.
    ");
    assert_snapshot!(txt("Total\t12\nPosts\t4\n"), @"
    -: Total	12
    -: Posts	4
    ");
}

#[test]
fn in_a_short_exchange_everyone_speaks_once() {
    assert_snapshot!(txt("Interviewer: How is it going?\n\nAnna: We trained more staff.\n"), @"
    Interviewer: How is it going?
    Anna: We trained more staff.
    ");
}

#[test]
fn a_colon_in_prose_is_no_speaker() {
    assert_snapshot!(
        txt("Anna: We need two posts.\nThere are two things: money and time.\nBen: I see.\nThe answer was this: wait.\nAnna: Right.\nBen: So.\n"), @"
    Anna: We need two posts. / There are two things: money and time.
    Ben: I see. / The answer was this: wait.
    Anna: Right.
    Ben: So.
    ");
    assert_snapshot!(txt("There are two things: money and time.\nThe next point: staff.\n"), @"
    -: There are two things: money and time.
    -: The next point: staff.
    ");
    assert_snapshot!(txt("Interviewer: When?\nP1: At 10:30 we met.\n10:45 was late.\nSee https://example.org: it is there.\n"), @"
    Interviewer: When?
    P1: At 10:30 we met. / 10:45 was late. / See https://example.org: it is there.
    ");
}

#[test]
fn a_name_that_comes_once_is_believed_in_regular_transcripts_only() {
    let regular = "Anna: One.\nBen: Two.\nAnna: Three.\nBen: Four.\nMaria: Five.\nAnna: Six.\n";
    let imported = imported("a.txt", regular.as_bytes());
    assert_eq!(imported.turns[4].speaker.as_deref(), Some("Maria"));
    assert_eq!(imported.warnings.len(), 1);
    assert_eq!(imported.warnings[0].line_number, Some(5));
    assert!(!imported.warnings[0].message.contains("Maria"));
    assert_snapshot!(txt("Anna: One.\nWell.\nFunding: a word on it.\nSo.\nBen: Two.\nMore.\nAnna: Three.\nBen: Four.\n"), @"
    Anna: One. / Well. / Funding: a word on it. / So.
    Ben: Two. / More.
    Anna: Three.
    Ben: Four.
    ");
}

#[test]
fn what_stands_before_the_first_speaker_is_no_ones() {
    assert_snapshot!(txt("12-May-2023 - 10:36 - 1h09m31s - Ana\nDate: 12 May\nResearcher 1: Hello.\nAna: Hello.\nAna: Again.\n"), @"
    -: 12-May-2023 - 10:36 - 1h09m31s - Ana
    -: Date: 12 May
    Researcher 1: Hello.
    Ana: Hello.
    Ana: Again.
    ");
}

#[test]
fn wrapped_files_are_unwrapped() {
    let text = "\
Interviewer: Thank you for making the time to talk to me today about
your service. Could you begin by telling me what it is that the team
does, and for whom?

P1: We run the regional programme, which is a mixture of group work
and individual sessions, and we have done so since the beginning of
the last funding round.
";
    assert_snapshot!(txt(text), @"
    Interviewer: Thank you for making the time to talk to me today about your service. Could you begin by telling me what it is that the team does, and for whom?
    P1: We run the regional programme, which is a mixture of group work and individual sessions, and we have done so since the beginning of the last funding round.
    ");
}

#[test]
fn stamps_without_speakers_make_turns_and_leave_the_text() {
    assert_snapshot!(txt("00:00:04 We begin.\n\n00:00:09 We go on. [00:00:11] And on.\n"), @"
    -@4000: We begin.
    -@9000: We go on. And on.
    ");
}

#[test]
fn markdown_marks_go_and_words_stay() {
    assert_snapshot!(markdown("---\ntitle: x\n---\n# Interview 2\n\n- **Date:** today\n\n**Interviewer:** So, *thank* you. \\[laughs\\]\n\n**Gethin:** See [the page](https://example.org), it is\n`short` & sweet. <!-- private -->\n\nMore from me.\n\n**Interviewer**: Fine.\n**Gethin:** Yes.\n"), @"
    #: Interview 2
    -: Date: today
    Interviewer: So, thank you. [laughs]
    Gethin: See the page, it is short & sweet. / More from me.
    Interviewer: Fine.
    Gethin: Yes.
    ");
}

#[test]
fn markdown_keeps_what_only_looks_like_marks() {
    assert_snapshot!(markdown("2 * 3 and file_name_here, a < b & c; <https://example.org>\\\nnext\n"), @"
    -: 2 * 3 and file_name_here, a < b & c; https://example.org
    -: next
    ");
}

#[test]
fn headings_are_said_by_nobody_and_end_a_turn() {
    assert_snapshot!(markdown("# Interview: a study\n\nAnna: One.\n\nMore.\n\n## Funding: the facts\n\nA summary.\n\nIts second part.\n\nBen: Two.\n\nAnna: Three.\n\n### Staff\n### Training\n\nBen: Four.\n"), @"
    #: Interview: a study
    Anna: One. / More.
    ##: Funding: the facts
    -: A summary.
    -: Its second part.
    Ben: Two.
    Anna: Three.
    ###: Staff
    ###: Training
    Ben: Four.
    ");
}

#[test]
fn headings_of_nothing_but_names_are_speakers() {
    assert_snapshot!(markdown("# Interview 4\n\n## Interviewer\n\nHow is it funded?\n\n## Gethin\n\nBy grants.\n\nShort ones.\n\n## Interviewer [00:01:02]\n\nAnd then?\n\n## Gethin:\n\nThen we apply.\n"), @"
    #: Interview 4
    Interviewer: How is it funded?
    Gethin: By grants. / Short ones.
    Interviewer@62000: And then?
    Gethin: Then we apply.
    ");
    assert_snapshot!(markdown("# Funding\n\nOne.\n\n# Training\n\nTwo.\n"), @"
    #: Funding
    -: One.
    #: Training
    -: Two.
    ");
}

#[test]
fn a_text_all_in_headings_is_read_as_paragraphs() {
    let text = "# Anna: One.\n# Ben: Two.\n# Anna: Three.\n";
    assert_snapshot!(markdown(text), @"
    Anna: One.
    Ben: Two.
    Anna: Three.
    ");
    assert_snapshot!(imported("a.md", text.as_bytes()).warnings[0].message, @"most of the text is set as headings, so it was read as paragraphs");
}

#[test]
fn interviewers_are_known() {
    let yes = [
        "Interviewer",
        "Researcher 1",
        "Moderator",
        "Facilitator",
        "I",
        "INT",
        "Q",
        "Int. 2",
        "interviewer b",
        "Co-Interviewer",
        "R1",
    ];
    let no = [
        "P1",
        "Anna",
        "Ian",
        "Interviewee",
        "Participant",
        "Host family",
        "Researchers",
        "",
        "Researcher Anna Lee",
        "Q4_1_x",
    ];
    let known: Vec<&str> = yes.iter().copied().filter(|name| verbatim::import::is_interviewer(name)).collect();
    assert_snapshot!(known.join(" "), @"Interviewer Researcher 1 Moderator Facilitator I INT Q Int. 2 interviewer b Co-Interviewer");
    assert!(no.iter().all(|name| !verbatim::import::is_interviewer(name)));
}
