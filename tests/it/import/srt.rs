//! SubRip.

use insta::assert_snapshot;

use super::files::{assert_sound, imported, turns_of};

fn srt(text: &str) -> String {
    let imported = imported("a.srt", text.as_bytes());
    assert_sound(&imported);
    turns_of(&imported)
}

fn error(text: &str) -> String {
    verbatim::import::read_transcript(std::path::Path::new("a.srt"), text.as_bytes()).unwrap_err().to_string()
}

#[test]
fn marks_commas_points_and_short_times() {
    let text = "\u{feff}1\r\n00:00:01,000 --> 00:00:02,500 X1:40\r\n{\\an8}<i>Anna Lee: We train</i>\r\nstaff &amp; pay\r\n\r\n\
                00:02.5 --> 00:03\r\nthem.\r\n\r\n3\r\n0:00:03.000 --> 0:00:04.000\r\n<font color=\"#fff\">Ben Ode:</font> Good.\r\n\r\n\
                4\r\n00:00:05,000 --> 00:00:06,000\r\nAnna Lee: Yes.\r\n\r\n00:00:06,000 --> 00:00:07,000\r\nBen Ode: - no dash is lost -\r\n";
    assert_snapshot!(srt(text), @"
    Anna Lee@1000: We train staff & pay them.
    Ben Ode@3000: Good.
    Anna Lee@5000: Yes.
    Ben Ode@6000: - no dash is lost -
    ");
}

#[test]
fn arrows_and_dashes_part_the_speakers() {
    assert_snapshot!(srt("1\n00:00:01,000 --> 00:00:02,000\n>> ANNA: How is\n\n2\n00:00:02,000 --> 00:00:03,000\nit funded?\n>> By grants.\n\n3\n00:00:03,000 --> 00:00:04,000\n>> ANNA: All of it?\n"), @"
    ANNA@1000: How is it funded?
    -@2000: By grants.
    ANNA@3000: All of it?
    ");
    assert_snapshot!(srt("1\n00:00:01,000 --> 00:00:02,000\n- How is it funded?\n- By grants. And\n\n2\n00:00:02,000 --> 00:00:03,000\nby fees. From all.\n\n3\n00:00:03,000 --> 00:00:04,000\n- All of it?\n"), @"
    -@1000: How is it funded?
    -@1000: By grants. And by fees. From all.
    -@3000: All of it?
    ");
}

#[test]
fn a_blank_line_or_number_that_is_missing() {
    assert_snapshot!(srt("1\n00:00:01,000 --> 00:00:02,000\nAnna: One\n2\n00:00:02,000 --> 00:00:03,000\nAnna: Two 2\n3\n\n00:00:03,000 --> 00:00:04,000\nBen: Three\n\nmore\n\n00:00:04,000 --> 00:00:05,000\nBen: Four\n"), @"
    Anna@1000: One Two 2 3
    Ben@3000: Three more Four
    ");
}

#[test]
fn times_inside_of_turns_are_kept_as_places() {
    let imported =
        imported("a.srt", b"1\n00:00:01,000 --> 00:00:02,000\nWe train\n\n2\n00:00:02,000 --> 00:00:03,000\nstaff.\n");
    assert_eq!(imported.text, "We train staff.");
    let marks: Vec<_> =
        imported.marks.iter().map(|mark| (imported.text.get(mark.offset..).unwrap(), mark.ms)).collect();
    assert_eq!(marks, [("staff.", 2000)]);
    assert_eq!(imported.turns[0].line_number, Some(3));
}

#[test]
fn damage_is_named_with_its_line() {
    assert_snapshot!(error("1\n00:00:01,000 --> 00:0x:02,000\nOne\n"), @"a.srt, line 2: the times of this cue cannot be read; they look like 00:01:02.500 --> 00:01:04.000");
    assert_snapshot!(error("1\n00:00:01,000 -> 00:00:02,000\nOne\n"), @"a.srt, line 2: the times of this cue cannot be read; they look like 00:01:02.500 --> 00:01:04.000");
    assert_snapshot!(error("1\n00:00:03,000 --> 00:00:02,000\nOne\n"), @"a.srt, line 2: this cue ends before it starts; correct its times");
    assert_snapshot!(error("1\nOne\n"), @"a.srt: there are no cues in it; export the transcript again, or give it its true extension");
}
