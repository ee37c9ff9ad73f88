//! Whatever the bytes, a reader gives a sound transcript or an error, never a panic.

use std::io::Cursor;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::Index;
use verbatim::import::code_sheet::code_sheet;
use verbatim::import::survey::{SurveyPlan, SurveyReader};
use verbatim::import::{checklist_answers, face_sheet, guide, identities, read_transcript};

use super::epub::epub_of;
use super::files::{assert_sound, document_xml, docx_of, zip_of};
use super::odt::{content_xml, odt_of};
use super::pdf::made::{pages, stream};
use super::tables::sav::{self, Packing};
use super::tables::{ods_of, sheet_of, xls, xlsx_of};

const TXT: &[u8] = "Interviewer: How?\nP1 [00:01:02]: By grants, £5 — “yes”.\n\nMore\there.\n[00:00:09] Anna:\nAnna  0:09\nname\ttext\n".as_bytes();
const MARKDOWN: &[u8] =
    "---\na: b\n---\n# T\n\n**Anna:** *So* [x](y) \\[00:01:02.05\\] &amp; <br> `c`\n> q\n- **Ben:** `é` <!-- n -->\n"
        .as_bytes();
const VTT: &[u8] = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000 align:start\n<v Anna Lée>Hi &amp; <00:01.500><c.x>there</c></v>\n\n00:02.000 --> 00:03.000\n<v Ben>Yes.\n".as_bytes();
const RTF: &[u8] = b"{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset128 B;}}{\\stylesheet{\\s1\\outlinelevel0 heading 1;}}\
    \\pard\\b Anna:\\b0  Caf\\'e9 \\u-10179 ?\\u-8704 ?{\\f1\\'93\\'fa}{\\footnote\\pard N.}{\\deleted x}\\par\\trowd\\intbl a\\cell b\\cell\\row\
    {\\*\\atrfstart 1}w{\\*\\atrfend 1}{\\*\\atnauthor C}{\\*\\annotation{\\*\\atnref 1}m}{\\shp{\\*\\shpinst{\\shptxt t\\par}}}\\pict\\bin2 ab Ben: Two.\\par}";
const SRT: &[u8] = "1\r\n00:00:01,000 --> 00:00:02,5 X1:4\r\n{\\an8}>> ANNA LÉE: Hi &amp; <i>there</i>\r\n2\r\n00:02.000 --> 00:03\r\n- Yes.\r\n- No [00:00:02].\r\n".as_bytes();
const JSON: &[u8] = "{\"text\": \"Hi. Yes.\", \"segments\": [{\"start\": 0.5, \"end\": 1, \"speaker\": {\"name\": \"Anna Lée\"}, \"text\": \"Hi &amp; there.\"}, {\"timestamp\": [1, \"00:01:02.5\"], \"speaker\": 1, \"text\": \"Yes \\u00e9.\", \"words\": [{}]}]}".as_bytes();
const TALK: &[u8] =
    ",TimeStamp,Turn,Speaker,Sentence,Tag\n0,00:00:01,1,T,\"How, é?\",x\n1,4.5,1,T,Isn&#8217;t it?,\n2,,2,Anna,By.,\n"
        .as_bytes();
const CSV: &[u8] =
    "id,sector,ways,sat,text\nR1,Policing,\"Phone,Post\",3,\"A \"\"b\"\", ç\"\nR2,Schools,Phone,4,More\n".as_bytes();
/// Exports of survey tools: two header rows, codes in brackets, a time stamp first, one row an answer.
const EXPORTS: &[&[u8]] = &[
    "Respondent ID,Collector ID,Ways?,,Rank,,Why?\n,,Phone,Other (please specify),Cost,Law,Open-Ended Response\n1,7,Phone,Fax,1,2,é\n2,7,Phone,,2,1,\n3,7,,,1,2,\n".as_bytes(),
    "id,submitdate,lastpage,startlanguage,Q1[SQ001],Q1[other],Q2[1],Q2[2],Q2[3]\n1,,1,en,Y,-oth-,A,B,C\n2,2024-01-02,1,en,N/A,'=x,B,A,C\n".as_bytes(),
    "Timestamp,Ways,How? [A],How? [B]\n1/2/2024 1:02:03,\"Phone (a, b), Post\",Agree,Disagree\n1/13/2024 1:02:03,Post,Strongly agree,Neutral\n".as_bytes(),
    "ID,Start time,Completion time,Ways,Order,Q.A,Q.B\n1,1/2/24,1/2/24,A;B;,C;D;E;,1,2\n2,1/2/24,1/2/24,A;,E;D;C;,2,2\n".as_bytes(),
    "respondent,question,answer\n1,Age,40\n1,Why?,One\n2,Age,50\n2,Why?,Two\n".as_bytes(),
];
const FACES: &[u8] = "case;speaker;consent;sector\nP1;Anna;quote;Policing\nP2;;;\n".as_bytes();
const SHEET: &str = "<row r=\"1\" hidden=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>text _x000D_</t></is></c></row>\
    <row r=\"2\"><c r=\"A2\" s=\"1\"><v>45320.5</v></c><c r=\"B2\" t=\"b\"><v>1</v></c></row><row><c t=\"e\"><v>#N/A</v></c><c><v>1.10</v></c></row>";
const STYLES: &str = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"[h]:mm &quot;x&quot; yy\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs>";
const TABLE: &str = "<table:table table:name=\"A\"><table:table-row table:number-rows-repeated=\"2\"><table:table-cell office:value-type=\"string\"><text:p>a<text:s text:c=\"2\"/></text:p></table:table-cell>\
    <table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"time\" office:time-value=\"PT1H2M3S\"/></table:table-row></table:table>";
const ROWS: &[u8] = br#"{"n": 2, "responses": [{"responseId": "R1", "values": {"a": [1, {"b": null}], "c": "x\u00e9"}, "labels": {"a": "y"}}, {"responseId": "R2"}]}"#;
const LINES: &[u8] = b"{\"id\": 1, \"text\": \"a \\\"b\\\"\"}\n{\"id\": 2.50, \"more\": {\"x\": [true, \"z\"]}}\n";
const PLAN: &str = "delimiter = \";\"\n[[exclude]]\nreason = \"x\"\nwhen = { question = \"a\", is = [\"y\"] }\n[[column]]\nname = \"a\"\nas = \"single\"\nattribute = \"b\"\n";
const ANSWERS: &str = "1 = \"One of us.\"\n9 = { answer = \"é\", page = \"7\" }\n";
const GUIDE: &str =
    "# Guide\n\nSay *who* you are,\nfirst.\n\nNeeds:\n## Needs\n1. What?\n   - Posts\n     or é\n2) Whom?\n";
const IDENTITIES: &str = "[[identity]]\nkind = \"person\"\nforms = [\"Anna\", \"Ms Lée\"]\n";

const PAGE: &str = "<h1>T</h1><main><p><b>Anna:</b> Hi&nbsp;&amp; é<a href=\"#fn1\">1</a><br/><cite>x</cite></p><table><tr><th colspan=2>Speaker<th>Text\
    <tr><td>Ben<td>y</table><dl><dt>Ben<dd>z</dl><pre>\n a</pre></main><cite>Anna:</cite><time>0:05</time><p id=\"fn1\">n</p><del>d</del>";
const TAGS: &[&str] = &[
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<div>",
    "</div>",
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "<td colspan=9>",
    "</td>",
    "<dl>",
    "</dl>",
    "<dt>",
    "<dd>",
    "<h2>",
    "</h2>",
    "<pre>",
    "</pre>",
    "<br>",
    "<cite>",
    "</cite>",
    "<time>0:05",
    "</time>",
    "<div class=speaker>Anna",
    "<main>",
    "</main>",
    "<nav>",
    "</nav>",
    "<del>",
    "</del>",
    "<p hidden>",
    "<q>",
    "</q>",
    "<aside id=fn1>",
    "</aside>",
    "<a href=#fn1>",
    "</a>",
    "<li>",
    "<ul>",
    "</ul>",
    "<svg>",
    "</svg>",
    "<title>",
    "</title>",
    "<p/>",
    "<div epub:type=footnote id=fn2>",
    "<a href=#fn2>",
    "<p id=fn3>",
    "<script>",
    "</script>",
    "&eacute",
    "<!-- ",
    "-->",
];
const OPEN_DOCUMENT: &str = "<text:h text:outline-level=\"2\">T</text:h><text:p><text:span text:style-name=\"B\">Anna:</text:span> Hi<text:s text:c=\"2\"/>&amp; \
    <office:annotation office:name=\"a\"><dc:creator>M</dc:creator><dc:date>2026-03-02T10:11:12</dc:date><text:p>n</text:p></office:annotation>é\
    <text:note><text:note-body><text:p>f</text:p></text:note-body></text:note></text:p><table:table><table:table-row><table:table-cell><text:p>Ben</text:p>\
    </table:table-cell><table:table-cell><text:p>x<office:annotation-end office:name=\"a\"/></text:p></table:table-cell></table:table-row></table:table>";

fn word_document() -> Vec<u8> {
    let body = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Anna:</w:t></w:r><w:r><w:t> Hi &amp; &#233;</w:t><w:tab/><w:footnoteReference w:id=\"1\"/></w:r></w:p>\
                <w:tbl><w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:del><w:r><w:delText>y</w:delText></w:r></w:del></w:p>";
    docx_of(body)
}

/// Nothing in it is packed, so that what is damaged is what is read.
fn pdf_document() -> Vec<u8> {
    let map = b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <41> <5a> <0041> endbfrange";
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /X /ToUnicode 7 0 R /Widths [500 600] /FirstChar 65 /Encoding << /Differences [97 /a /eacute /f_i] >> >>";
    let content = "q 1 0 0 1 0 0 cm /Artifact << /Type /Pagination >> BDC BT /F 8 Tf 9 800 Td (H) Tj ET EMC /P Do Q\
                   BT /F 10 Tf 50 700 Td [(Anna:) -300 (ab) 20 (c)] TJ 0 -14 TD (Ben: well-) ' 2 Tc T* (known) Tj ET";
    pages(font, &[content], &[stream("", map)])
}

/// A change to a file: cut off, bits flipped, a stretch written over or doubled.
#[derive(Debug, Clone)]
pub(super) enum Damage {
    Cut(Index),
    Flip(Vec<(Index, u8)>),
    Insert(Index, Vec<u8>),
    Double(Index, Index),
}

pub(super) fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        any::<Index>().prop_map(Damage::Cut),
        prop::collection::vec((any::<Index>(), any::<u8>()), 1..6).prop_map(Damage::Flip),
        (any::<Index>(), prop::collection::vec(any::<u8>(), 1..12)).prop_map(|(at, bytes)| Damage::Insert(at, bytes)),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Damage::Double(from, to)),
    ]
}

impl Damage {
    pub(super) fn done_to(&self, original: &[u8]) -> Vec<u8> {
        let mut bytes = original.to_vec();
        match self {
            Self::Cut(at) => bytes.truncate(at.index(bytes.len())),
            Self::Flip(flips) => {
                for (at, bits) in flips {
                    let at = at.index(bytes.len());
                    bytes[at] ^= bits;
                }
            }
            Self::Insert(at, more) => {
                let at = at.index(bytes.len());
                bytes.splice(at..at, more.iter().copied());
            }
            Self::Double(from, to) => {
                let (from, to) = (from.index(bytes.len()), to.index(bytes.len()));
                let stretch = original[from.min(to)..from.max(to)].to_vec();
                bytes.splice(from..from, stretch);
            }
        }
        bytes
    }
}

fn read_is_sound(name: &str, bytes: &[u8]) {
    if let Ok(imported) = read_transcript(Path::new(name), bytes) {
        assert_sound(&imported);
    }
}

fn survey_is_sound(name: &str, bytes: &[u8]) {
    let path = Path::new(name);
    let Ok(plan) = SurveyPlan::detect(path, Cursor::new(bytes.to_vec())) else { return };
    assert_eq!(SurveyPlan::from_toml(path, &plan.to_toml()).unwrap(), plan);
    let Ok(reader) = SurveyReader::new(path, Cursor::new(bytes.to_vec()), &plan) else { return };
    let (questions, attributes) = (reader.questions().len(), reader.attributes().len());
    for respondent in reader.map_while(Result::ok) {
        assert!(
            respondent
                .answers()
                .chain(respondent.responses())
                .all(|(index, words)| index < questions && !words.is_empty())
        );
        assert!(respondent.attributes().all(|(index, _)| index < attributes));
    }
}

proptest! {
    #[test]
    fn damaged_transcripts(damages in prop::collection::vec(damage(), 1..4)) {
        for (name, original) in [("a.txt", TXT), ("a.md", MARKDOWN), ("a.html", PAGE.as_bytes()), ("a.vtt", VTT), ("a.srt", SRT), ("a.json", JSON), ("a.csv", TALK), ("a.rtf", RTF)] {
            let bytes = damages.iter().fold(original.to_vec(), |bytes, damage| if bytes.is_empty() { bytes } else { damage.done_to(&bytes) });
            read_is_sound(name, &bytes);
        }
    }

    #[test]
    fn damaged_pdf(damages in prop::collection::vec(damage(), 1..4)) {
        let printed: &[u8] = include_bytes!("pdf/two-columns.pdf");
        let locked: &[u8] = include_bytes!("pdf/no-password.pdf");
        for original in [pdf_document(), printed.to_vec(), locked.to_vec()] {
            let bytes = damages.iter().fold(original, |bytes, damage| if bytes.is_empty() { bytes } else { damage.done_to(&bytes) });
            read_is_sound("a.pdf", &bytes);
        }
    }

    #[test]
    fn damaged_word_documents(damage in damage()) {
        read_is_sound("a.docx", &damage.done_to(&word_document()));
    }

    #[test]
    fn damaged_open_documents(damage in damage()) {
        read_is_sound("a.odt", &damage.done_to(&odt_of(OPEN_DOCUMENT)));
        let damaged = String::from_utf8_lossy(&damage.done_to(content_xml(OPEN_DOCUMENT).as_bytes())).into_owned();
        read_is_sound("a.odt", &zip_of(&[("content.xml", &damaged)]));
    }

    #[test]
    fn damaged_books(damage in damage()) {
        read_is_sound("a.epub", &damage.done_to(&epub_of(&[("One", PAGE), ("Two", "<p>Ben: Two.</p>")])));
        let damaged = String::from_utf8_lossy(&damage.done_to(PAGE.as_bytes())).into_owned();
        read_is_sound("a.epub", &epub_of(&[("One", &damaged), ("Two", &damaged)]));
    }

    #[test]
    fn any_tags_in_any_order(tags in prop::collection::vec(prop::sample::select(TAGS), 0..60)) {
        let page: String = tags.into_iter().flat_map(|tag| [tag, " a"]).collect();
        read_is_sound("a.html", page.as_bytes());
        read_is_sound("a.epub", &epub_of(&[("One", &page)]));
    }

    /// The zip archive is good and the XML in it is not: that is where ready-made readers hang or panic.
    #[test]
    fn damaged_xml_in_a_good_archive(damage in damage()) {
        let xml = document_xml("<w:p><w:r><w:t>Anna: Hi &amp; &#233;</w:t><w:tab/></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>");
        let damaged = String::from_utf8_lossy(&damage.done_to(xml.as_bytes())).into_owned();
        read_is_sound("a.docx", &zip_of(&[("word/document.xml", &damaged)]));
    }

    #[test]
    fn damaged_tables(damages in prop::collection::vec(damage(), 1..4)) {
        let damaged = |original: &[u8]| damages.iter().fold(original.to_vec(), |bytes, damage| if bytes.is_empty() { bytes } else { damage.done_to(&bytes) });
        for original in std::iter::once(&CSV).chain(EXPORTS) {
            survey_is_sound("s.csv", &damaged(original));
        }
        drop(face_sheet(Path::new("f.csv"), &damaged(FACES)));
    }

    /// Damage to the archive, and to what a good archive holds.
    #[test]
    fn damaged_workbooks(damages in prop::collection::vec(damage(), 1..4)) {
        let damaged = |original: &[u8]| damages.iter().fold(original.to_vec(), |bytes, damage| if bytes.is_empty() { bytes } else { damage.done_to(&bytes) });
        let text = |original: &str| String::from_utf8_lossy(&damaged(original.as_bytes())).into_owned();
        survey_is_sound("s.xlsx", &damaged(&sheet_of(SHEET)));
        survey_is_sound("s.xlsx", &sheet_of(&text(SHEET)));
        survey_is_sound("s.xlsx", &xlsx_of(&[("Data", "visible", SHEET)], &[&text("<t>a</t></si><si><t>b</t>")], &text(STYLES), ""));
        survey_is_sound("s.xls", &damaged(&xls::workbook()));
        survey_is_sound("s.ods", &damaged(&ods_of(TABLE)));
        survey_is_sound("s.ods", &ods_of(&text(TABLE)));
    }

    #[test]
    fn damaged_json_tables(damages in prop::collection::vec(damage(), 1..4)) {
        for (name, original) in [("s.json", ROWS), ("s.jsonl", LINES), ("s.json", LINES)] {
            let bytes = damages.iter().fold(original.to_vec(), |bytes, damage| if bytes.is_empty() { bytes } else { damage.done_to(&bytes) });
            survey_is_sound(name, &bytes);
        }
    }

    #[test]
    fn damaged_spss_files(damages in prop::collection::vec(damage(), 1..4)) {
        for packing in [Packing::None, Packing::Bytes, Packing::Blocks] {
            let bytes = damages.iter().fold(sav::survey(packing, false), |bytes, damage| if bytes.is_empty() { bytes } else { damage.done_to(&bytes) });
            survey_is_sound("s.sav", &bytes);
        }
    }

    #[test]
    fn damaged_plans_and_lists(damage in damage()) {
        let damaged = |original: &str| String::from_utf8_lossy(&damage.done_to(original.as_bytes())).into_owned();
        drop(SurveyPlan::from_toml(Path::new("p.toml"), &damaged(PLAN)));
        drop(identities(Path::new("i.toml"), &damaged(IDENTITIES)));
        drop(checklist_answers(Path::new("c.toml"), &damaged(ANSWERS), "COREQ", &|key| key.parse().ok()));
        for name in ["g.md", "g.txt", "g.toml"] {
            let read = guide(Path::new(name), &damaged(GUIDE));
            prop_assert!(read.is_err() || read.is_ok_and(|guide| guide.question_count() > 0));
        }
    }

    #[test]
    fn any_text_at_all(text in "\\PC{0,60}|([A-Z][a-z]{0,5}[: \t\n\\[\\]0-9<>&*_-]{0,4}){0,12}") {
        for name in ["a.txt", "a.md", "a.html", "a.vtt"] {
            read_is_sound(name, text.as_bytes());
        }
        read_is_sound("a.rtf", format!("{{\\rtf1 {text}}}").as_bytes());
        read_is_sound("a.csv", format!("speaker\tstart\ttext\n{text}").as_bytes());
        read_is_sound("a.json", format!("[{{\"text\":\"{text}\"}}]").as_bytes());
        read_is_sound("a.srt", format!("1\n00:01.000 --> 00:02.000\n{text}\n").as_bytes());
        read_is_sound("a.vtt", format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{text}\n").as_bytes());
        survey_is_sound("s.csv", text.as_bytes());
    }
}

const CODES: &str = "id,code,parent,memo,colour,Code Group 1\n1,Money > Grants,,\"a \"\"b\"\"\",#ff0000,Wishes\n2,People,Money,,,\n 3,Posts,2,ç,,\n";
const QDC: &str = "<?xml version=\"1.0\"?><CodeBook><Codes><Code guid=\"{A}\" name=\"x\" color=\"#00ff00\"><Description>a &amp; b</Description><Code guid=\"B\" name=\"x\"/></Code></Codes><Sets><Set name=\"s\"><MemberCode guid=\"a\"/></Set></Sets></CodeBook>";

proptest! {
    #[test]
    fn damaged_codes(damages in prop::collection::vec(damage(), 1..4)) {
        for (name, original) in [("c.csv", CODES), ("c.txt", CODES), ("c.qdc", QDC)] {
            let bytes = damages.iter().fold(original.as_bytes().to_vec(), |bytes, damage| if bytes.is_empty() { bytes } else { damage.done_to(&bytes) });
            let Ok(imported) = code_sheet(Path::new(name), &bytes, &[]) else { continue };
            let ids: Vec<&str> = imported.codes.iter().map(|code| code.id.as_str()).collect();
            for (index, code) in imported.codes.iter().enumerate() {
                assert!(!code.name.is_empty() && !ids[..index].contains(&code.id.as_str()));
                assert!(code.parent.as_ref().is_none_or(|parent| ids.contains(&parent.as_str())));
            }
        }
    }
}
