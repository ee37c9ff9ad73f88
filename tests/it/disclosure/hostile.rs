//! Names as somebody writes them who wants them to get out: in other signs, in pieces, packed, in places that nobody looks at.

use std::fmt::Write as _;

use verbatim::detect::Detector;
use verbatim::disclosure::{Finding, Gate, Rule, What};
use verbatim::model::{Identity, IdentityKind};

use super::files::{archive, base64, docx, html};

fn register() -> Vec<Identity> {
    use IdentityKind::{Contact, Organisation, Person, Place};
    let identity = |kind, forms: &[&str]| Identity::new(kind, forms.iter().map(|&form| form.to_owned()).collect());
    vec![
        identity(Person, &["Philippa Ormskerry", "Ormskerry", "Philippa"]),
        identity(Person, &["Jürgen O'Kesselmann"]),
        identity(Person, &["Aoife Smith-Hathersage"]),
        identity(Person, &["Mei-Ling Çelikbaş"]),
        identity(Person, &["Владимир Кузнецов"]),
        identity(Person, &["Jonathan Efflingham"]),
        identity(Place, &["Port Elvern"]),
        identity(Organisation, &["Harrowmere Children's Fund"]),
        identity(Contact, &["01632 960417"]),
        identity(Contact, &["p.ormskerry@steadfern.example"]),
    ]
}

/// A gate as a study has it, with the ordinary words of the language.
fn gate() -> Gate {
    Gate::new(&register()).with_detector(Detector::for_language("en"))
}

const PHILIPPA: usize = 0;
const JUERGEN: usize = 1;
const AOIFE: usize = 2;
const MEI_LING: usize = 3;
const VLADIMIR: usize = 4;
const JONATHAN: usize = 5;
const PLACE: usize = 6;
const FUND: usize = 7;
const PHONE: usize = 8;
const MAIL: usize = 9;

/// Whether the file is refused for this identity; a way to reach somebody also by its shape, or by the name that is in it.
fn is_refused(findings: &[Finding], index: usize) -> bool {
    findings.iter().any(|finding| match finding.what {
        What::Identity { identity_index, .. } | What::Near { identity_index, .. } => {
            identity_index == index || (index, identity_index) == (MAIL, PHILIPPA)
        }
        What::Rule(rule) => matches!((index, rule), (PHONE, Rule::Phone) | (MAIL, Rule::Email | Rule::Web)),
        _ => false,
    })
}

/// Each letter of a name written otherwise.
fn each(name: &str, write: impl Fn(char) -> String) -> String {
    name.chars().map(write).collect()
}

/// Latin letters moved to another alphabet of the same order: mathematical, circled, of flags.
fn moved(name: &str, capital: u32, small: u32) -> String {
    each(name, |letter| {
        let (first, base) = if letter.is_ascii_uppercase() { ('A', capital) } else { ('a', small) };
        char::from_u32(u32::from(letter) - u32::from(first) + base).expect("the alphabet has this letter").to_string()
    })
}

const NAME: &str = "Ormskerry";

/// How the words look, whatever the file.
fn written() -> Vec<(usize, String)> {
    let spaced = |between: &str| NAME.chars().map(String::from).collect::<Vec<_>>().join(between);
    let inside = |sign: &str| format!("Orms{sign}kerry");
    let mut all: Vec<(usize, String)> = Vec::new();
    let unseen = [
        "\u{ad}",
        "\u{200b}",
        "\u{200c}",
        "\u{200d}",
        "\u{2060}",
        "\u{2063}",
        "\u{2066}",
        "\u{feff}",
        "\u{34f}",
        "\u{fe0f}",
        "\u{180b}",
        "\u{3164}",
        "\u{e0061}",
        "\u{e0101}",
        "\u{301}",
        "\u{336}",
        "\u{ad}\n",
        "-\n",
        "-\r\n",
    ];
    all.extend(unseen.map(|sign| (PHILIPPA, inside(sign))));
    let between =
        [" ", "  ", "-", ".", "/", "_", "|", "·", "•", "*", ", ", "—", "\u{a0}", "\u{2009}", "+", "~", ":", "\n"];
    all.extend(between.map(|sign| (PHILIPPA, spaced(sign))));
    let others = [
        moved(NAME, 0x1d400, 0x1d41a),
        moved(NAME, 0xff21, 0xff41),
        moved(NAME, 0x24b6, 0x24d0),
        moved(&NAME.to_uppercase(), 0x1f130, 0),
        moved(&NAME.to_uppercase(), 0x1f150, 0),
        moved(&NAME.to_uppercase(), 0x1f170, 0),
        moved(&NAME.to_uppercase(), 0x1f1e6, 0),
        moved(&NAME.to_lowercase(), 0, 0x249c),
        "ᴏʀᴍꜱᴋᴇʀʀʏ".to_owned(),
        "ᴼʳᵐˢᵏᵉʳʳʸ".to_owned(),
        "ꓳꓣꓟꓢꓗꓰꓣꓣꓬ".to_owned(),
        "Оrmѕkеrrу".to_owned(),
        "\u{202e}yrreksmrO\u{202c}".to_owned(),
        "Phılıppa".to_owned(),
        "0rm5k3rry".to_owned(),
        "Orm$k3rry".to_owned(),
        "Ph!l!ppa".to_owned(),
        "Orrnskerry".to_owned(),
        "Orinskerry".to_owned(),
        "Ormskeny".to_owned(),
        "Ormslcerry".to_owned(),
        "Phihppa".to_owned(),
        "Pliilippa".to_owned(),
        "Or ms ke rry".to_owned(),
        "Orm skerry".to_owned(),
        "the Ormskerries".to_owned(),
        "the Ormskerrys' house".to_owned(),
        "ORMSKERRY Philippa".to_owned(),
        "Ormskerry, P.".to_owned(),
        "PhilippaOrmskerry".to_owned(),
        "philippa_ormskerry".to_owned(),
        "#philippaormskerry".to_owned(),
        "Philippa J. Ormskerry".to_owned(),
        "Fillipa".to_owned(),
        "Orm**sker**ry".to_owned(),
        "Orm*sker*ry".to_owned(),
        "Orm~~sker~~ry".to_owned(),
        "Orm==sker==ry".to_owned(),
        "[Orms](x)[kerry](y)".to_owned(),
        "Orms[^1]kerry".to_owned(),
        "Ormsk*rry".to_owned(),
    ];
    all.extend(others.map(|words| (PHILIPPA, words)));
    let of_others = [
        (JUERGEN, "Juergen OKesselmann"),
        (JUERGEN, "Ju\u{308}rgen"),
        (JUERGEN, "O\u{2bb}Kesselmann"),
        (JUERGEN, "JÃ¼rgen O’Kesselmann"),
        (JUERGEN, "J\\\"urgen O'Kesselmann"),
        (AOIFE, "Smith‑Hathersage"),
        (AOIFE, "Smith–Hathersage"),
        (AOIFE, "Ms Hathersage"),
        (AOIFE, "Hathersage-Smith"),
        (MEI_LING, "Celikbas"),
        (MEI_LING, "ÇELİKBAŞ Mei Ling"),
        (VLADIMIR, "Vladimir"),
        (VLADIMIR, "Kuznetsov"),
        (VLADIMIR, "Kuznecov"),
        (VLADIMIR, "Kusnezow"),
        (VLADIMIR, "Кузнецов Владимир"),
        (JONATHAN, "Jon*athan* Efflingham"),
        (JONATHAN, "Jonathan E\u{fb04}ingham"),
        (JONATHAN, "Jonathon"),
        (PLACE, "Port-\nElvern"),
        (PLACE, "PORTELVERN"),
        (PLACE, "Port Ellvern"),
        (FUND, "Harrowmere Childrens Fund"),
        (FUND, "Harowmere Children's Fund"),
        (FUND, "Harrowmere\nChildren’s Funds"),
        (FUND, "the HCF"),
        (PHONE, "+44 (0)1632 960 417"),
        (PHONE, "0 1 6 3 2 9 6 0 4 1 7"),
        (PHONE, "oh one six three two, nine six oh four one seven"),
        (PHONE, "zero one six three two nine six zero four one seven"),
        (PHONE, "٠١٦٣٢ ٩٦٠٤١٧"),
        (PHONE, "O1632 96O4I7"),
        (PHONE, "1632960417"),
        (MAIL, "P.ORMSKERRY @ STEADFERN.EXAMPLE"),
        (MAIL, "p.ormskerry[at]steadfern[dot]example"),
    ];
    all.extend(of_others.map(|(index, words)| (index, words.to_owned())));
    all
}

/// 100 and more ways to write it, each in a page, a Word file with its words in two runs, a table and a plain text.
#[test]
fn written_otherwise_it_is_refused() {
    let gate = gate();
    let all = written();
    assert!(all.len() >= 100);
    let mut missed = String::new();
    for (index, words) in &all {
        let said = format!("Then they asked {words} about the courses.");
        let half = words.char_indices().nth(words.chars().count() / 2).map_or(0, |(at, _)| at);
        let (left, right) = words.split_at(half);
        let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
        let runs = format!("<w:p>{}{}</w:p>", run(&format!("asked {left}")), run(&format!("{right} about")));
        let row = format!("code,words\nposts,\"{}\"\n", said.replace('"', "\"\""));
        for (file_name, bytes) in [
            ("r.txt", said.clone().into_bytes()),
            ("r.md", said.clone().into_bytes()),
            ("r.html", html(&format!("<p>{said}</p>"))),
            ("r.docx", docx(&runs, "", &[])),
            ("t.csv", row.into_bytes()),
        ] {
            let findings = gate.inspect(file_name, &bytes, &[]).expect("the file is read");
            if !is_refused(&findings, *index) {
                writeln!(missed, "{words:?} in {file_name}").expect("a text takes lines");
            }
        }
    }
    assert_eq!(missed, "");
}

/// The same name in escapes and packings of every kind, in whatever text.
#[test]
fn escaped_or_packed_it_is_refused() {
    let whole = "They asked Philippa Ormskerry about it";
    let code = |write: &dyn Fn(u32) -> String| each(NAME, |letter| write(u32::from(letter)));
    let percent = code(&|number| format!("%{number:02X}"));
    let surrogates = moved(NAME, 0x1d400, 0x1d41a).encode_utf16().fold(String::new(), |mut text, unit| {
        write!(text, "\\u{unit:04x}").expect("a text takes letters");
        text
    });
    let all = [
        code(&|number| format!("&#{number};")),
        code(&|number| format!("&#x{number:X};")),
        code(&|number| format!("&#{number:07};")),
        code(&|number| format!("&amp;#{number};")),
        "Orm&shy;sk&zwnj;er&InvisibleComma;ry".to_owned(),
        "&Ofr;&rscr;m&sopf;kerry".to_owned(),
        "&Ocy;rms&kgreen;erry".to_owned(),
        percent.clone(),
        percent.replace('%', "%25"),
        code(&|number| format!("%u{number:04x}")),
        code(&|number| format!("\\u{number:04x}")),
        code(&|number| format!("\\u{{{number:x}}}")),
        code(&|number| format!("\\x{number:02x}")),
        code(&|number| format!("\\U{number:08x}")),
        code(&|number| format!("\\{number:o}")),
        code(&|number| format!("\\{number:x} ")),
        code(&|number| format!("={number:02X}")),
        surrogates,
        "\\u003cb\\u003eOrms\\u003c/b\\u003ekerry".to_owned(),
        "data:text/html,%3Cb%3EOrms%3C/b%3Ekerry".to_owned(),
        format!("data:text/plain;base64,{}", base64(whole.as_bytes())),
        base64(whole.as_bytes()),
        whole.bytes().fold(String::new(), |text, byte| text + &format!("{byte:02x}")),
        format!(
            "data:text/html;base64,{}",
            base64(format!("<p title='data:;base64,{}'>", base64(whole.as_bytes())).as_bytes())
        ),
    ];
    let gate = gate();
    for words in all {
        for (file_name, bytes) in [
            ("r.txt", format!("see {words} there").into_bytes()),
            ("r.html", html(&format!("<p>see {words} there</p>"))),
            ("r.html", html(&format!("<script>x=\"{words}\"</script>"))),
            ("t.csv", format!("a,b\n1,\"{words}\"\n").into_bytes()),
        ] {
            let findings = gate.inspect(file_name, &bytes, &[]).expect("the file is read");
            assert!(is_refused(&findings, PHILIPPA), "{words:?} in {file_name}");
        }
    }
}

/// Places that a reader hardly ever looks at, with the name, or the name with a slip, in them.
#[test]
fn in_places_that_nobody_looks_at_it_is_refused() {
    let none: &[(&str, &[u8])] = &[];
    let part =
        |name: &'static str, text: &str| archive(&[("word/document.xml", b"<w:p/>"), (name, text.as_bytes())], "");
    let book = |name: &'static str, text: &str| archive(&[("xl/a.xml", b"<c/>"), (name, text.as_bytes())], "");
    let wide: Vec<u8> = "Ormskerry".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let other = [0x91, 0xfe].repeat(40);
    let in_bytes = [&[0xd0, 0xcf, 0x11, 0xe0, 0, 1, 2][..], &other, &wide, &[0xff, 0, 1, 0xfe]].concat();
    let all: Vec<(&str, &str, Vec<u8>)> = vec![
        ("author of a comment", "r.docx", part("word/comments.xml", "<w:comment w:author=\"P. Ormskery\"/>")),
        ("author of a change", "r.docx", docx("<w:p><w:ins w:author=\"Ormskery\"/></w:p>", "", none)),
        (
            "deleted text",
            "r.docx",
            docx(
                "<w:p><w:del><w:r><w:delText>Orms</w:delText></w:r><w:r><w:delText>kerry</w:delText></w:r></w:del></w:p>",
                "",
                none,
            ),
        ),
        (
            "hidden text",
            "r.docx",
            docx("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Ormskery</w:t></w:r></w:p>", "", none),
        ),
        (
            "field",
            "r.docx",
            docx(
                "<w:p><w:r><w:instrText>AUTHOR Orms</w:instrText></w:r><w:r><w:instrText>kerry</w:instrText></w:r></w:p>",
                "",
                none,
            ),
        ),
        (
            "soft hyphen of Word",
            "r.docx",
            docx("<w:p><w:r><w:t>Orms</w:t><w:softHyphen/><w:t>kerry</w:t></w:r></w:p>", "", none),
        ),
        ("tooltip", "r.docx", docx("<w:hyperlink w:tooltip=\"Ormskery\"/>", "", none)),
        ("drop-down list", "r.docx", docx("<w:listItem w:displayText=\"Ormskery\" w:value=\"1\"/>", "", none)),
        ("word art", "r.docx", docx("<v:textpath string=\"Ormskery\"/>", "", none)),
        ("person of a comment", "r.docx", part("word/people.xml", "<w15:person w15:author=\"Ormskery\"/>")),
        (
            "custom XML",
            "r.docx",
            part("customXml/item1.xml", "<a><given>Philippa</given><family>Ormskery</family></a>"),
        ),
        ("keywords", "r.docx", part("docProps/core.xml", "<cp:keywords>staff; Ormskery</cp:keywords>")),
        ("variable", "r.docx", part("word/settings.xml", "<w:docVar w:name=\"n\" w:val=\"Philippa Ormskerry\"/>")),
        (
            "link to a file",
            "r.docx",
            part("word/_rels/a.rels", "<Relationship Target=\"file:///C:/Users/ormskerry/x\"/>"),
        ),
        ("rich text in it", "r.docx", part("word/a.rtf", "{\\rtf1 asked Orm\\b sker\\b0 ry}")),
        ("rich text in hexadecimal", "r.rtf", b"{\\rtf1 asked \\'4f\\'72\\'6dsk\\u101?rry}".to_vec()),
        ("drawing of two bytes a letter", "r.docx", docx("", "", &[("word/media/i.emf", &in_bytes)])),
        (
            "Cyrillic in one byte a letter",
            "r.txt",
            b"\xf1\xef\xf0\xee\xf1\xe8\xeb\xe8 \xc2\xeb\xe0\xe4\xe8\xec\xe8\xf0 \xca\xf3\xe7\xed\xe5\xf6\xee\xe2"
                .to_vec(),
        ),
        ("hidden sheet", "t.xlsx", book("xl/workbook.xml", "<sheet name=\"Ormskery\" state=\"veryHidden\"/>")),
        ("author of a cell's comment", "t.xlsx", book("xl/comments1.xml", "<author>P. Ormskery</author>")),
        ("answer to a comment", "t.xlsx", book("xl/persons/person.xml", "<person displayName=\"Ormskery\"/>")),
        ("check of a cell", "t.xlsx", book("xl/worksheets/s.xml", "<dataValidation promptTitle=\"Ormskery\"/>")),
        ("text of a link", "t.xlsx", book("xl/worksheets/s.xml", "<hyperlink ref=\"A1\" display=\"Ormskery\"/>")),
        (
            "head with formats",
            "t.xlsx",
            book("xl/worksheets/s.xml", "<oddHeader>&amp;C&amp;\"Arial,Bold\"&amp;12Orms&amp;Bkerry</oddHeader>"),
        ),
        ("formula", "t.xlsx", book("xl/worksheets/s.xml", "<c><f>\"Orms\"&amp;\"kerry\"</f></c>")),
        ("format of numbers", "t.xlsx", book("xl/styles.xml", "<numFmt formatCode=\"&quot;Ormskerry&quot; 0\"/>")),
        ("number without its zero", "t.xlsx", book("xl/worksheets/s.xml", "<c><v>1632960417</v></c>")),
        ("title of a drawing", "f.svg", b"<svg><title>Ormskery</title></svg>".to_vec()),
        ("description of a drawing", "f.svg", b"<svg><desc>by Ormskery</desc></svg>".to_vec()),
        ("link of a drawing", "f.svg", b"<svg><a xlink:title='Ormskery'/></svg>".to_vec()),
        (
            "letters of a drawing",
            "f.svg",
            format!("<svg>{}</svg>", each(NAME, |letter| format!("<text x='1'>{letter}</text>"))).into_bytes(),
        ),
        ("style of a drawing", "f.svg", b"<svg><style>a:after{content:'Ormskery'}</style></svg>".to_vec()),
        ("style in escapes", "f.svg", b"<svg><style>a:after{content:'\\4f rmsk\\65 rry'}</style></svg>".to_vec()),
        ("comment in a page", "r.html", html("<!-- counted by Ormskery -->")),
        ("string in a script", "r.html", html("<script>x={\"by\":\"Ormskery\"}</script>")),
        ("two strings in a script", "r.html", html("<script>x='Orms'+'kerry'</script>")),
        (
            "packed in a script",
            "r.html",
            html(&format!("<script>x=atob('{}')</script>", base64(b"asked Philippa Ormskerry"))),
        ),
        ("name of a download", "r.html", html("<a download=\"Ormskery.csv\">x</a>")),
        ("zeros in a name", "r.html", html("<p>They asked Orms\0kerry about it</p>")),
        ("space in TeX", "r.tex", b"\\documentclass{article}\nOrms\\kern0pt kerry".to_vec()),
        ("raised letter in TeX", "r.tex", b"\\documentclass{article}\nO\\raisebox{1pt}{r}mskerry".to_vec()),
        ("rule in TeX", "r.tex", b"\\documentclass{article}\nOrms\\rule{0pt}{1em}kerry".to_vec()),
        ("hyphenation of TeX", "r.tex", b"\\documentclass{article}\n\\hyphenation{orms-ker-ry}".to_vec()),
        ("cedillas in TeX", "r.tex", b"\\documentclass{article}\n\\c{C}elikba\\c{s}".to_vec()),
        ("two columns", "t.csv", b"first,last\nPhilippa,Ormskery\n".to_vec()),
        ("quotes in a cell", "t.csv", b"a\n\"He said \"\"Orms\"\"kerry\"\n".to_vec()),
        ("number as a spreadsheet keeps it", "t.csv", b"a\n1632960417\n".to_vec()),
        ("key of an object", "t.json", b"{\"Ormskery\":1}".to_vec()),
        ("folder of an archive", "a.zip", archive(&[("a/philippa ormskery/x.txt", b"x")], "")),
    ];
    let gate = gate();
    for (place, file_name, bytes) in all {
        let findings = gate.inspect(file_name, &bytes, &[]).expect("the file is read");
        assert!((0..register().len()).any(|index| is_refused(&findings, index)), "{place}");
    }
}

/// None of it turns other words into names.
#[test]
fn what_is_no_name_passes() {
    let gate = gate();
    for words in [
        "We had 43 referrals, one or two a week; three four-day courses, five six-hour ones.",
        "They moved on in a year or so, as a rule. It is an old row of ten.",
        "The fund for children pays; the harrow in the mere does not. H is for hope, C for care.",
        "see https://example.invalid/a%20b?x=%41 and c3RhZmYgdHJhaW5pbmcgYW5kIHBvc3Rz",
        "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "Порт и море: никто не спросил.",
        "The port of Elbing, the kerry coast, Kerry's orms, harmonium, millionaire.",
    ] {
        let findings = gate.inspect("r.txt", words.as_bytes(), &[]).expect("text is read");
        let is_of_register = |finding: &&Finding| matches!(finding.what, What::Identity { .. } | What::Near { .. });
        let of_register = findings.iter().filter(is_of_register);
        assert_eq!(of_register.count(), 0, "{words}: {findings:?}");
    }
}
