//! Forty files that are broken, and the one sentence that each gets.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use verbatim::import::survey::{self, SurveyPlan};
use verbatim::import::{face_sheet, identities, read_file, read_transcript};

use super::files::{document_xml, docx_of, zip_of};

/// What is said of a transcript of these bytes.
fn transcript(name: &str, bytes: &[u8]) -> String {
    read_transcript(Path::new(name), bytes).map_or_else(|error| error.to_string(), |_| format!("{name} came in"))
}

/// What is said of a survey file of these bytes, read by the plan proposed for it.
fn survey(name: &str, bytes: &[u8]) -> String {
    let path = Path::new(name);
    let told = SurveyPlan::detect(path, std::io::Cursor::new(bytes.to_vec())).and_then(|plan| {
        let reader = survey::SurveyReader::new(path, std::io::Cursor::new(bytes.to_vec()), &plan)?;
        reader.collect::<Result<Vec<_>, _>>()
    });
    told.map_or_else(|error| error.to_string(), |_| format!("{name} came in"))
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn broken_text_files() {
    let picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    let controls: Vec<u8> = (0..200u8).map(|byte| if byte % 3 == 0 { 1 + byte % 8 } else { b'a' }).collect();
    let utf32: Vec<u8> = "\u{feff}Hi".chars().flat_map(|character| u32::from(character).to_le_bytes()).collect();
    let told = [
        transcript("empty.txt", b""),
        transcript("blank.txt", b" \n\t\r\n  \n"),
        transcript("zip.txt", &docx_of(&paragraph("Hello."))),
        transcript("pdf.txt", b"%PDF-1.7\n..."),
        transcript("rtf.txt", b"{\\rtf1 Hello}"),
        transcript("picture.md", picture),
        transcript("zero.txt", b"Anna: One.\nBen: T\0wo and so on, at some length.\n"),
        transcript("controls.txt", &controls),
        transcript("utf32.txt", &utf32),
        transcript("old.doc", b"\xd0\xcf\x11\xe0"),
        transcript("sheet.csv", b"a,b\n"),
        transcript("sound.mp3", b"ID3"),
        transcript("noextension", b"Anna: One.\n"),
        transcript("marks.md", b"---\n\n***\n<!-- nothing said -->\n"),
    ];
    assert_snapshot!(told.join("\n"), @r#"
    empty.txt: the file is empty; export or copy it again
    blank.txt: there are no words in it; export or copy it again
    zip.txt: this is a zip archive, such as a Word or Excel file, not the text that .txt says; give it its true extension or save it as text
    pdf.txt: this is a PDF file, not the text that .txt says; give it its true extension or save it as text
    rtf.txt: this is an RTF file, not the text that .txt says; give it its true extension or save it as text
    picture.md: this is a picture, not the text that .md says; give it its true extension or save it as text
    zero.txt, line 2, column 7: there is a zero byte here, so this is not text or it is damaged; export or copy the file again
    controls.txt, line 1, column 1: there are control characters here, so this is not text or it is damaged; export or copy the file again
    utf32.txt: the text is in UTF-32, which is not read; save it as UTF-8
    old.doc: documents of Word 97 to 2003 are not read; open it in Word or LibreOffice, choose Save As, and save it as Word document (.docx)
    sheet.csv: no column of this table is one of talk: name the column of the words "Text", and that of who says them "Speaker"; if it is a survey, list it as a source of kind "survey"
    sound.mp3: this is a recording; transcribe it first and import the transcript
    noextension: a file without an extension is not read; rename it to what it is, such as .txt or .docx
    marks.md: there are no words in it; export or copy it again
    "#);
}

#[test]
fn broken_subtitles() {
    let told = [
        transcript("empty.vtt", b""),
        transcript("header.vtt", b"WEBVTT\n"),
        transcript("srt.vtt", b"1\n00:00:01,000 --> 00:00:02,000\nHello.\n"),
        transcript("times.vtt", b"WEBVTT\n\n00:00:01.000 --> 00:00:1d.000\nHello.\n"),
        transcript("order.vtt", b"WEBVTT\n\n00:00:03.000 --> 00:00:02.000\nHello.\n"),
        transcript("silent.vtt", b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n\n"),
        transcript("huge.vtt", b"WEBVTT\n\n9999:00:01.000 --> 9999:00:02.000\nHello.\n"),
    ];
    assert_snapshot!(told.join("\n"), @"
    empty.vtt: the file is empty; export or copy it again
    header.vtt: there are no cues in it; export the transcript again
    srt.vtt, line 1: the file does not begin with WEBVTT; export it again as WebVTT, or give it its true extension
    times.vtt, line 3: the times of this cue cannot be read; they look like 00:01:02.500 --> 00:01:04.000
    order.vtt, line 3: this cue ends before it starts; correct its times
    silent.vtt: there are no words in it; export or copy it again
    huge.vtt, line 3: the times of this cue cannot be read; they look like 00:01:02.500 --> 00:01:04.000
    ");
}

#[test]
fn broken_word_documents() {
    let good = docx_of(&paragraph("Hello there, this is a paragraph of some length."));
    let cut = &good[..good.len() / 2];
    let mut flipped = good.clone();
    flipped[60] ^= 0xff;
    let xml = document_xml(&paragraph("Hello."));
    let deep = "<w:tbl><w:tr><w:tc>".repeat(20_000);
    let bomb = "A".repeat(70 << 20);
    let packed = paragraph(&"A".repeat(20 << 20));
    let told = [
        transcript("empty.docx", b""),
        transcript("text.docx", b"Anna: One.\n"),
        transcript("pdf.docx", b"%PDF-1.7\n..."),
        transcript("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        transcript("cut.docx", cut),
        transcript("flipped.docx", &flipped),
        transcript("other.docx", &zip_of(&[("content.xml", "<office/>")])),
        transcript(
            "cutxml.docx",
            &zip_of(&[("word/document.xml", xml.strip_suffix("<w:sectPr/></w:body></w:document>").unwrap())]),
        ),
        transcript("badxml.docx", &docx_of("<w:p><w:r></w:p></w:r>")),
        transcript(
            "entity.docx",
            &zip_of(&[("word/document.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><w:document>&a;</w:document>")]),
        ),
        transcript("unknown.docx", &docx_of(&paragraph("&nothing;"))),
        transcript("deep.docx", &docx_of(&deep)),
        transcript("bomb.docx", &docx_of(&bomb)),
        transcript("packed.docx", &docx_of(&packed)),
        transcript("blank.docx", &docx_of("<w:p/>")),
    ];
    assert_snapshot!(told.join("\n"), @"
    empty.docx: the file is empty; export or copy it again
    text.docx: this is not a Word document (no zip archive); open it in Word and save it as .docx
    pdf.docx: this is a PDF file, not a Word document; open it in Word and save it as .docx
    locked.docx: this is an old or password-protected Office file, not a Word document; open it in Word and save it as .docx
    cut.docx: the document is cut off or damaged (its zip archive has no readable end); copy or export it again
    flipped.docx: the part word/document.xml is damaged; copy or export the document again
    other.docx: this is a zip archive but not a Word document (it has no word/document.xml); open it in Word and save it as .docx
    cutxml.docx: the part word/document.xml is cut off; copy or export the document again
    badxml.docx: the part word/document.xml is damaged at byte 139; copy or export the document again
    entity.docx: the part word/document.xml declares entities, which is never done in a Word document; save it again in Word
    unknown.docx: the part word/document.xml is damaged at byte 153; copy or export the document again
    deep.docx: the part word/document.xml is nested deeper than any document; save it again in Word
    bomb.docx: the part word/document.xml unpacks to more than any transcript holds; save it again in Word
    packed.docx: the part word/document.xml unpacks to more than any transcript holds; save it again in Word
    blank.docx: there are no words in it; export or copy it again
    ");
}

#[test]
fn broken_surveys() {
    let wide = format!("a{}\n1\n", ",b".repeat(20_000));
    let told = [
        survey("empty.csv", b""),
        survey("header.csv", b"id,text\n"),
        survey("xlsx.csv", &zip_of(&[("xl/workbook.xml", "<x/>")])),
        survey("zero.csv", b"id,text\n1,a\0b and more of it\n"),
        survey("ragged.csv", b"id,text\n1,one\n2,two,three\n"),
        survey("short.csv", b"id,sector,text\n1,a,one\n2\n"),
        survey("quote.csv", b"id,text\n1,\"one\n2,two\n"),
        survey("inner.csv", b"id,text\n1,\"one \"two\" three\"\n"),
        survey("names.csv", b"id,text,text\n1,one,two\n"),
        survey("wide.csv", wide.as_bytes()),
        survey("blank.csv", b"\n\n \n"),
        face_sheet(Path::new("faces.csv"), b"name;sector\nP1;x\n").unwrap_err().to_string(),
        identities(Path::new("identities.toml"), "[[identity]]\nkind = \"persn\"\nforms = [\"x\"]\n")
            .unwrap_err()
            .to_string(),
    ];
    assert_snapshot!(told.join("\n"), @r#"
    empty.csv: the file is empty; export or copy it again
    header.csv: there is a header but no row of answers; export the survey with its responses
    xlsx.csv: this is a zip archive, such as a Word or Excel file, not the text that .csv says; give it its true extension or save it as text
    zero.csv, line 2, column 4: there is a zero byte here, so this is not text or it is damaged; export or copy the file again
    ragged.csv, line 3: the header has 2 columns but this row has 3; quote fields that hold the delimiter
    short.csv, line 3: the header has 3 columns but this row has 1; look for a missing delimiter or a line end inside a field
    quote.csv, line 2: a quotation mark opens here and is never closed; close it or export the file again
    inner.csv, line 2: there are words after a closing quotation mark; a quotation mark inside a field is written twice ("")
    names.csv came in
    wide.csv, line 1: there are more than 16,384 columns here, which no survey has; check the delimiter
    blank.csv: there is nothing in it; export the survey again
    faces.csv, line 1: there is no column "case"; name the column that holds each case's name so
    identities.toml, line 2, column 8: there is no `persn` here; did you mean `person`?
    "#);
}

#[test]
fn folders_and_missing_files() {
    let folder = tempfile::tempdir().unwrap();
    let told =
        |path: &Path| read_file(path).unwrap_err().to_string().replace(&folder.path().display().to_string(), "study");
    assert_snapshot!(told(folder.path()), @"study: this is a folder; name the files in it, as in `folder/*`");
    assert_snapshot!(told(&folder.path().join("missing.txt")), @"cannot read study/missing.txt");
    let file = folder.path().join("a.txt");
    fs::write(&file, "Anna: One.\n").unwrap();
    assert_eq!(read_file(&file).unwrap(), b"Anna: One.\n");
}
