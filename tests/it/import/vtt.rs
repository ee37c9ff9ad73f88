//! WebVTT.

use insta::assert_snapshot;

use super::files::{assert_sound, imported, turns_of};

fn vtt(text: &str) -> String {
    let imported = imported("a.vtt", text.as_bytes());
    assert_sound(&imported);
    turns_of(&imported)
}

#[test]
fn cues_of_one_voice_are_one_turn() {
    let text = "\u{feff}WEBVTT\r\n\r\nab/1-0\r\n00:00:01.000 --> 00:00:02.000\r\n<v Anna Lee>We train\r\nstaff &amp; pay</v>\r\n\r\n\
                00:00:02.000 --> 00:00:03.000\r\n<v Anna Lee>them.</v>\r\n\r\n00:00:03.000 --> 00:00:04.000 align:start\r\n<v.loud Ben>Good.</v>\r\n";
    assert_snapshot!(vtt(text), @"
    Anna Lee@1000: We train staff & pay them.
    Ben@3000: Good.
    ");
}

#[test]
fn a_cue_without_a_voice_goes_on_with_whoever_spoke_last() {
    assert_snapshot!(vtt("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>One\n\n00:02.000 --> 00:03.000\ntwo.\n\n00:03.000 --> 00:04.000\n<v Ben>Yes.</v> <v Anna>No.</v>\n"), @"
    Anna@1000: One two.
    Ben@3000: Yes.
    Anna@3000: No.
    ");
}

#[test]
fn names_before_colons() {
    assert_snapshot!(vtt("WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nAnna Lee: One thing: money\n\n2\n00:00:02.000 --> 00:00:03.000\nAnna Lee: and time.\n\n3\n00:00:03.000 --> 00:00:04.000\nBen Ode: Yes.\n\n4\n00:00:04.000 --> 00:00:05.000\nBen Ode: Yes.\n"), @"
    Anna Lee@1000: One thing: money and time.
    Ben Ode@3000: Yes. Yes.
    ");
}

#[test]
fn without_speakers_a_turn_is_a_sentence() {
    assert_snapshot!(vtt("WEBVTT\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE\nby no one\n\n00:01.000 --> 00:02.000\nWe train\n\n00:02.000 --> 00:03.000\nstaff.\n\n00:03.000 --> 00:04.000\nAnd then\n\n01:00:08.000 --> 01:00:09.000\na pause\n"), @"
    -@1000: We train staff.
    -@3000: And then
    -@3608000: a pause
    ");
}

#[test]
fn words_without_times_are_kept_and_said() {
    let imported = imported("a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nOne\n\nTwo.\n");
    assert_eq!(imported.text, "One Two.");
    assert_eq!(imported.warnings[0].line_number, Some(6));
}

#[test]
fn lines_that_roll_up_are_taken_once() {
    assert_snapshot!(vtt("WEBVTT\n\n00:01.000 --> 00:02.000\nwe<00:01.200><c> train</c>\n\n00:02.000 --> 00:02.010\nwe train\n\n00:02.010 --> 00:03.000\nwe train\nstaff<00:02.500><c> here</c>\n"), @"-@1000: we train staff here");
}
