//! The layouts in which meeting programs and transcription services write: a few invented lines of each.

use insta::assert_snapshot;

use super::files::{assert_sound, docx_of, imported, turns_of};

fn read(name: &str, text: &str) -> String {
    let imported = imported(name, text.as_bytes());
    assert_sound(&imported);
    turns_of(&imported)
}

#[test]
fn teams() {
    let docx = |lines: &[&str]| {
        let paragraph = |line: &&str| format!("<w:p><w:r><w:t xml:space=\"preserve\">{line}</w:t></w:r></w:p>");
        let imported = imported("a.docx", &docx_of(&lines.iter().map(paragraph).collect::<String>()));
        assert_sound(&imported);
        turns_of(&imported)
    };
    assert_snapshot!(docx(&["Planning meeting", "Anna Lee   0:03", "How is it funded?", "Ben Ode   0:07", "By grants.", "Anna Lee   1:00:12", "All of it?"]), @"
    -: Planning meeting
    Anna Lee@3000: How is it funded?
    Ben Ode@7000: By grants.
    Anna Lee@3612000: All of it?
    ");
    // As Teams wrote until 2022.
    assert_snapshot!(docx(&["0:0:3.0 --&gt; 0:0:5.260", "Anna Lee", "How is it funded?", "0:0:7.50 --&gt; 0:0:8.100", "Ben Ode", "By grants.", "0:1:9.0 --&gt; 0:1:10.0", "Anna Lee", "All of it?", "0:1:11.0 --&gt; 0:1:12.0", "Ben Ode", "Yes."]), @"
    Anna Lee@3000: How is it funded?
    Ben Ode@7500: By grants.
    Anna Lee@69000: All of it?
    Ben Ode@71000: Yes.
    ");
    assert_snapshot!(read("a.vtt", "\u{feff}WEBVTT\r\n\r\n5f0b1c2d-0000/12-0\r\n00:00:03.000 --> 00:00:05.260\r\n<v Anna Lee>How is it\r\nfunded?</v>\r\n\r\n5f0b1c2d-0000/12-1\r\n00:00:07.000 --> 00:00:08.000\r\n<v Ben Ode>By grants &amp; fees.</v>\r\n"), @"
    Anna Lee@3000: How is it funded?
    Ben Ode@7000: By grants & fees.
    ");
}

#[test]
fn zoom() {
    assert_snapshot!(read("a.vtt", "WEBVTT\n\n1\n00:00:03.000 --> 00:00:05.000\nAnna Lee: How is it funded?\n\n2\n00:00:07.000 --> 00:00:08.000\nBen Ode: By grants.\n\n3\n00:00:09.000 --> 00:00:10.000\nBen Ode: And fees.\n\n4\n00:00:11.000 --> 00:00:12.000\nAnna Lee: I see.\n"), @"
    Anna Lee@3000: How is it funded?
    Ben Ode@7000: By grants. And fees.
    Anna Lee@11000: I see.
    ");
    // Saved captions.
    assert_snapshot!(read("a.txt", "[Anna Lee] 10:02:31\nHow is it funded?\n\n[Ben Ode] 10:02:35\nBy grants.\n\n[Anna Lee] 10:02:40\nI see.\n"), @"
    Anna Lee@36151000: How is it funded?
    Ben Ode@36155000: By grants.
    Anna Lee@36160000: I see.
    ");
    // A saved chat, as it is now and as it was.
    assert_snapshot!(read("a.txt", "10:02:31 From Anna Lee to Everyone:\n\tHow is it funded?\n10:02:35 From Ben Ode to Everyone:\n\tBy grants.\n10:02:40\t From  Anna Lee : I see.\n"), @"
    Anna Lee@36151000: How is it funded?
    Ben Ode@36155000: By grants.
    Anna Lee@36160000: I see.
    ");
}

#[test]
fn otter() {
    assert_snapshot!(read("a.txt", "Anna Lee  0:03  \nHow is it funded?\n\nUnknown Speaker  0:07  \nBy grants.\n\nAnna Lee  1:00:12  \nI see.\n\nTranscribed by https://otter.ai\n"), @"
    Anna Lee@3000: How is it funded?
    Unknown Speaker@7000: By grants.
    Anna Lee@3612000: I see.
    ");
}

#[test]
fn rev_sonix_and_descript() {
    assert_snapshot!(read("a.txt", "Interviewer (00:03):\nHow is it funded?\n\nSpeaker 2 (00:07):\nBy grants. We applied (00:15) twice.\n\nInterviewer (01:12):\nI see.\n"), @"
    Interviewer@3000: How is it funded?
    Speaker 2@7000: By grants. We applied twice.
    Interviewer@72000: I see.
    ");
    assert_snapshot!(read("a.txt", "Anna: [00:00:03] How is it funded?\nBen: [00:00:07] By grants. [00:00:15] And fees.\nAnna: [00:01:12] I see.\n"), @"
    Anna@3000: How is it funded?
    Ben@7000: By grants. And fees.
    Anna@72000: I see.
    ");
    assert_snapshot!(read("a.md", "[00:00:03] **Anna:** How is it funded?\n\n[00:00:07] **Ben:** By grants.\n\n[00:01:12] **Anna:** I see.\n"), @"
    Anna@3000: How is it funded?
    Ben@7000: By grants.
    Anna@72000: I see.
    ");
}

#[test]
fn whisper() {
    assert_snapshot!(read("a.txt", "[00:00.000 --> 00:04.000]  We train staff.\n[00:04.000 --> 00:06.500]  And pay them.\n"), @"
    -@0: We train staff.
    -@4000: And pay them.
    ");
    assert_snapshot!(read("a.srt", "1\n00:00:00,000 --> 00:00:04,000\n[SPEAKER_00]: We train staff.\n\n2\n00:00:04,000 --> 00:00:06,500\n[SPEAKER_01]: And pay them.\n"), @"
    SPEAKER_00@0: We train staff.
    SPEAKER_01@4000: And pay them.
    ");
    assert_snapshot!(read("a.vtt", "WEBVTT\n\n00:00.000 --> 00:04.000\n We train\n\n00:04.000 --> 00:06.500\n staff.\n"), @"-@0: We train staff.");
    assert_snapshot!(read("a.txt", "We train staff.\nAnd pay them.\n"), @"
    -: We train staff.
    -: And pay them.
    ");
}

#[test]
fn youtube() {
    assert_snapshot!(read("a.vtt", "WEBVTT\nKind: captions\nLanguage: en\n\n00:00:00.160 --> 00:00:02.000 align:start position:0%\n \nwe<00:00:00.480><c> train</c>\n\n00:00:02.000 --> 00:00:02.010 align:start position:0%\nwe train\n \n\n00:00:02.010 --> 00:00:04.000 align:start position:0%\nwe train\nstaff<00:00:02.500><c> here</c>\n"), @"-@160: we train staff here");
    // The transcript beside the film, copied.
    assert_snapshot!(read("a.txt", "0:00\nwe train staff here\n0:04\nand we pay them\n0:09\nwell\n"), @"
    -@0: we train staff here
    -@4000: and we pay them
    -@9000: well
    ");
}

#[test]
fn f4_and_stamps_inside_of_turns() {
    let text = "I: How is it funded? #00:00:05-1#\nB: By grants. #00:00:09-7# And by fees. #00:00:15-0#\nI: I see. #00:00:18-3#\n";
    let f4 = imported("a.txt", text.as_bytes());
    assert_sound(&f4);
    assert_snapshot!(turns_of(&f4), @"
    I: How is it funded?
    B@5100: By grants. And by fees.
    I@15000: I see.
    ");
    let marks: Vec<_> = f4.marks.iter().map(|mark| (f4.text.get(mark.offset..).unwrap(), mark.ms)).collect();
    assert_eq!(marks, [("And by fees.\nI see.", 9700)]);

    let exact = imported("b.txt", b"Anna: We train 00:00:04.250 staff [1:00:09] and pay.\nBen: It opens at 10:30 (12:15 on Sundays), at 9:00.\nAnna: Yes.\n");
    assert_snapshot!(turns_of(&exact), @"
    Anna: We train staff and pay.
    Ben: It opens at 10:30 (12:15 on Sundays), at 9:00.
    Anna: Yes.
    ");
    let marks: Vec<_> =
        exact.marks.iter().map(|mark| (exact.text.get(mark.offset..mark.offset + 4).unwrap(), mark.ms)).collect();
    assert_eq!(marks, [("staf", 4250), ("and ", 3_609_000)]);
}

#[test]
fn captions_of_broadcasters() {
    assert_snapshot!(read("a.txt", ">> ANNA: How is it funded?\n>> BEN: By grants.\n>> ANNA: I see.\n>> BEN: Yes.\n"), @"
    ANNA: How is it funded?
    BEN: By grants.
    ANNA: I see.
    BEN: Yes.
    ");
}
