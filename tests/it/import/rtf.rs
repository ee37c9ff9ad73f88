//! Rich Text Format.

use insta::assert_snapshot;
use verbatim::import::read_transcript;

use super::files::{assert_sound, imported, turns_of};
use super::shared::{assert_same, read};
use crate::support::shared_data;

/// A document of these words, in windows-1252.
fn rtf(body: &str) -> String {
    let head = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\froman\\fcharset0 Times;}{\\f1\\fswiss\\fcharset204 Arial{\\*\\falt Sans};}\
                {\\f2\\fnil\\fcharset128 Mincho;}{\\f3\\fnil\\fcharset2 Symbol;}}{\\colortbl;\\red0\\green0\\blue0;}\
                {\\stylesheet{\\s0 Normal;}{\\*\\cs10 Character;}}{\\info{\\title Study}{\\author Nobody}}\n\\pard\\plain ";
    let imported = imported("a.rtf", format!("{head}{body}}}").as_bytes());
    assert_sound(&imported);
    let warnings = imported.warnings.iter().map(|warning| format!("\n! {}", warning.message)).collect::<String>();
    turns_of(&imported) + &warnings
}

fn refused(bytes: &[u8]) -> String {
    read_transcript(std::path::Path::new("a.rtf"), bytes).unwrap_err().to_string()
}

#[test]
fn paragraphs_tabs_breaks_and_signs() {
    let body = "Interviewer: Caf\\'e9 \\ldblquote yes\\rdblquote\\~\\endash  I\\rquote d say\\par\n\
                P1: one\\tab two\\line three\\_four \\{five\\} si\\-x \\\\ seven\\\n\
                Interviewer: end\r\ning.";
    assert_snapshot!(rtf(body), @r#"
    Interviewer: Café “yes” – I’d say
    P1: one	two / three-four {five} six \ seven
    Interviewer: ending.
    ! the speaker's label here comes only once; look whether it is one
    "#);
}

#[test]
fn code_pages_of_fonts_and_unicode_with_its_fallback() {
    let body = "{\\f1 \\'cf\\'f0\\'e8\\'e2\\'e5\\'f2} \\f2\\'93\\'fa\\'96\\'7b \\f0 \\u8217?s {\\uc2\\u8211\\'a1\\'aa} \\uc0\\u233 t\\u233\\uc1  \
                \\u-10179 ?\\u-8704 ? \\u233\\endash\\par \\u-10179 x alone \\u20320\\'c4{\\f3 \\'61}{\\upr{plain}{\\*\\ud{\\u322 ?}}}";
    assert_snapshot!(rtf(body), @"
    -: Привет 日本 ’s – été 😀 é
    -: alone �你ł
    ! 1 signs of a symbol font have no letter and were left out
    ! 1 characters could not be read and stand as �; save the document again as .docx
    ");
}

#[test]
fn what_is_tracked_hidden_or_of_no_words() {
    let body = "Kept{\\revised  inserted}{\\deleted  deleted}{\\deleted\\par}{\\v  hidden} on{\\*\\bkmkstart x}{\\*\\unknown{no}{\\b no}}{\\pict\\wmetafile8 0102}\
                {\\field{\\*\\fldinst{ HYPERLINK \"http://x\"}}{\\fldrslt  link}}{\\header\\pard no\\par}{\\listtext\\'b7\\tab}\
                {\\pict\\bin7 }}}{{{{} after\\deleted  gone\\deleted0  here\\par";
    assert_snapshot!(rtf(body), @"
    -: Kept inserted on link after here
    ! 2 tracked deletions were left out
    ");
}

#[test]
fn footnotes_and_text_boxes() {
    let body = "Before{\\super\\chftn{\\footnote\\pard\\plain{\\super\\chftn} A note.\\par Two.}} after\
                {\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt\\pard boxed\\par second\\par}}{\\shprslt{\\pict 00}boxed}} and on.\\par Next.";
    assert_snapshot!(rtf(body), @"
    -: Before [A note. Two.] after and on.
    -: boxed
    -: second
    -: Next.
    ");
}

#[test]
fn tables_and_bold_labels() {
    let row = |first: &str, second: &str| {
        format!("\\trowd\\cellx2000\\cellx9000\\pard\\intbl {first}\\cell {second}\\cell\\trowd\\cellx2000\\row\n")
    };
    let body = row("Anna", "One.\\par More.") + &row("Ben", "Two.") + &row("Anna", "Three.") + &row("Ben", "Four.");
    assert_snapshot!(rtf(&body), @"
    Anna: One. / More.
    Ben: Two.
    Anna: Three.
    Ben: Four.
    ");
    assert_snapshot!(rtf("{\\b Anna Lee:} One.\\par{\\b Ben}: Two.\\par\\b Anna Lee:\\b0  Three."), @"
    Anna Lee: One.
    Ben: Two.
    Anna Lee: Three.
    ! the speaker's label here comes only once; look whether it is one
    ");
}

#[test]
fn headings_by_style_and_by_outline() {
    let head = "{\\rtf1{\\stylesheet{\\s0 Normal;}{\\s1\\outlinelevel0 berschrift;}{\\s2 heading 2;}{\\s3 toc 1;}}";
    let body = "\\pard\\s3 Contents again\\par\\pard\\s1 Funding{\\footnote\\pard\\s0 A note.}\\par\\pard\\s0 Anna: Enough.\\par\\pard\\s2 Staff\\par\
                \\pard Anna: Few.\\par\\pard\\outlinelevel3 Deep\\par\\pard\\s1\\outlinelevel9 None\\par}";
    let imported = imported("a.rtf", format!("{head}{body}").as_bytes());
    assert_sound(&imported);
    let levels = imported.turns.iter().map(|turn| format!("{:?} ", turn.heading)).collect::<String>();
    assert_snapshot!(turns_of(&imported) + "\n" + &levels, @"
    #: Funding [A note.]
    Anna: Enough.
    ##: Staff
    Anna: Few.
    ####: Deep
    -: None
    Some(1) None Some(2) None Some(4) None
    ");
}

#[test]
fn comments_are_memos_on_their_words() {
    let body = "Anna: We {\\*\\atrfstart 7}need more{\\*\\atrfend 7}{\\*\\atnid C}{\\*\\atnauthor Cara}\\chatn{\\*\\annotation{\\*\\atnref 7}\
                {\\*\\atndate 1204122206}\\pard Resources?\\par Ask again.} staff.\\par Ben: And time{\\*\\atnauthor Dan}{\\*\\annotation\\pard Here.} too.\\par";
    let imported = imported("a.rtf", format!("{{\\rtf1 {body}}}").as_bytes());
    assert_sound(&imported);
    let memo = |memo: &verbatim::import::ImportedMemo| {
        format!("{} {:?} {} {:?}\n", memo.author, memo.span.of_text(&imported.text), memo.written_at, memo.content)
    };
    assert_snapshot!(turns_of(&imported) + "\n" + &imported.memos.iter().map(memo).collect::<String>(), @r#"
    -: Anna: We need more staff.
    -: Ben: And time too.
    Cara "need more" 2024-05-14T09:30:00Z "Resources?\nAsk again."
    Dan "time"  "Here."
    "#);
}

#[test]
fn what_is_no_document() {
    assert_snapshot!(refused(b"Anna: Hi."), @"a.rtf: this is not an RTF file; give it its true extension, or open it and save it as RTF");
    assert_snapshot!(refused(b"PK\x03\x04"), @"a.rtf: this is a zip archive, such as a Word or Excel file, not an RTF file; give it its true extension, or open it and save it as RTF");
    assert_snapshot!(refused(b"{\\rtf1 Anna: Hi."), @"a.rtf: the document is cut off; copy or export it again");
    assert_snapshot!(refused(b"{\\rtf1 {\\b  }\\par}"), @"a.rtf: there are no words in it; export or copy it again");
    let deep = [b"{\\rtf1 ".to_vec(), b"{\\b ".repeat(200_000), b"x".to_vec(), b"}".repeat(200_001)].concat();
    assert_snapshot!(refused(&deep), @"a.rtf: the groups at byte 4004 are nested deeper than in any document; save it again as .docx");
}

#[test]
fn rtf_and_text_versions_of_an_interview_agree() {
    let Some(folder) = shared_data("sheffield-open-qual-interviews") else { return };
    for name in ["Jessica", "Sam"] {
        let rtf = read(&folder.join(format!("converted/{name}.rtf")));
        let docx = read(&folder.join(format!("{name}.docx")));
        let turns = |imported: &verbatim::import::Imported| {
            // The program that made the .rtf did not keep which paragraphs are headings.
            turns_of(imported).replace("#: ", "-: ").split('\n').map(str::to_owned).collect::<Vec<_>>()
        };
        assert_same(&turns(&rtf), &turns(&docx), name);
    }
}
