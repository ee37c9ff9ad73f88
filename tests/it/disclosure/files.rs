//! Finished files with a name planted somewhere, made here as `export` and office programs make them.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

/// Where in a file a name is planted: its format's file name, and the file.
pub(super) struct Planted {
    pub(super) place: &'static str,
    pub(super) file_name: String,
    pub(super) bytes: Vec<u8>,
}

/// A zip of these entries.
pub(crate) fn archive(entries: &[(&str, &[u8])], comment: &str) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).expect("an archive in memory takes entries");
        writer.write_all(bytes).expect("an archive in memory takes bytes");
    }
    writer.set_comment(comment).expect("the comment is short");
    writer.finish().expect("an archive in memory is finished").into_inner()
}

const DOCUMENT: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body><w:p w:rsidR="00123456"><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Findings in 2019, 10 of 37, 1632 9604 and 3.5</w:t></w:r></w:p>@@<w:sectPr/></w:body></w:document>"#;
const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const CORE: &str = r#"<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>Report</dc:title><dc:creator>@@</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">2020-01-01T00:00:00Z</dcterms:created></cp:coreProperties>"#;
const HTML: &str = r#"<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>Report</title><style>@media print{a{color:#e21ab0}}</style></head><body><h1>Findings</h1><table><tr><td>01632</td><td>960417</td></tr><tr><td>0163</td><td>37</td></tr></table><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 20"><path d="M 0163 2961 417.5 0 10"/></svg>@@<p id="x">“It works,” (Participant A)</p></body></html>"#;

/// A docx whose document, properties and further entries are given.
pub(crate) fn docx(body: &str, creator: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let (document, core) = (DOCUMENT.replace("@@", body), CORE.replace("@@", creator));
    let mut entries: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("docProps/core.xml", core.as_bytes()),
    ];
    entries.extend_from_slice(more);
    archive(&entries, "")
}

pub(crate) fn xlsx(strings: &str, workbook: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let strings = format!(
        "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>Code</t></si>{strings}</sst>"
    );
    let workbook = format!("<workbook><sheets><sheet name=\"Table 1\" sheetId=\"1\"/></sheets>{workbook}</workbook>");
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>01632</v></c><c r=\"B1\"><v>960417</v></c></row></sheetData></worksheet>";
    let mut entries: Vec<(&str, &[u8])> = vec![
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    entries.extend_from_slice(more);
    archive(&entries, "")
}

pub(crate) fn html(planted: &str) -> Vec<u8> {
    HTML.replace("@@", planted).into_bytes()
}

pub(super) fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let sign = |bits: u32| char::from(SIGNS[(bits & 63) as usize]);
    let mut packed = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0u32, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - chunk.len()));
        for index in 0..4u32 {
            packed.push(if index as usize <= chunk.len() { sign(bits >> (18 - 6 * index)) } else { '=' });
        }
    }
    packed
}

/// A picture with a text chunk. Its check sums are left out: the gate does not need them.
pub(crate) fn png(text: &str) -> Vec<u8> {
    png_with(b"tEXt", text.as_bytes())
}

fn png_with(name: &[u8], data: &[u8]) -> Vec<u8> {
    let chunk = |name: &[u8], data: &[u8]| {
        let length = u32::try_from(data.len()).expect("the chunk is short").to_be_bytes();
        [&length[..], name, data, &[0; 4][..]].concat()
    };
    let pixels: Vec<u8> = (0u32..5000).map(|index| (index.wrapping_mul(2_654_435_761) >> 13 & 0xff) as u8).collect();
    let chunks = [chunk(b"IHDR", &[0; 13]), chunk(name, data), chunk(b"IDAT", &pixels), chunk(b"IEND", &[])];
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunks.concat()].concat()
}

fn utf_16(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

/// The name cut in two in the middle of a word.
fn halves(name: &str) -> (String, String) {
    let middle = name.chars().count() / 2;
    (name.chars().take(middle).collect(), name.chars().skip(middle).collect())
}

fn each_as(name: &str, write: impl Fn(char) -> String) -> String {
    name.chars().map(write).collect()
}

/// One file for each place of each format, with `name` in it.
pub(super) fn planted(name: &str) -> Vec<Planted> {
    let mut files = Vec::new();
    let mut add = |place: &'static str, file_name: &str, bytes: Vec<u8>| {
        files.push(Planted { place, file_name: file_name.to_owned(), bytes });
    };
    let (left, right) = halves(name);
    let percent = name.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();

    add("file name", &format!("quotes-{name}.csv"), b"a,b\n".to_vec());
    add("html text", "r.html", html(&format!("<p>It was {name}.</p>")));
    add("html across inline tags", "r.html", html(&format!("<p>It was {left}<b>{right}</b>.</p>")));
    add("html across a comment", "r.html", html(&format!("<p>It was {left}<!-- x -->{right}.</p>")));
    add("html beside a tag", "r.html", html(&format!("<p>A<i>{name}</i>B</p>")));
    add("html attribute", "r.html", html(&format!("<img alt=\"{name}\" src=\"x\">")));
    add("html attribute without quotes", "r.html", html(&format!("<a data-x={name}>y</a>")));
    add(
        "html attribute in entities",
        "r.html",
        html(&format!("<a title='{}'>y</a>", each_as(name, |c| format!("&#{};", u32::from(c))))),
    );
    add(
        "html in entities",
        "r.html",
        html(&format!("<p>{}</p>", each_as(name, |c| format!("&#x{:x};", u32::from(c))))),
    );
    add(
        "html in double entities",
        "r.html",
        html(&format!("<p>{}</p>", each_as(name, |c| format!("&amp;#{};", u32::from(c))))),
    );
    add("html comment", "r.html", html(&format!("<!-- {name} -->")));
    add("html title", "r.html", HTML.replacen("Report", name, 1).into_bytes());
    add("html script", "r.html", html(&format!("<script type=\"application/json\">[\"{name}\"]</script>")));
    add(
        "html script in escapes",
        "r.html",
        html(&format!("<script>x=\"{}\"</script>", each_as(name, |c| format!("\\u{:04x}", u32::from(c))))),
    );
    add("html style", "r.html", html(&format!("<style>a::after{{content:\"{name}\"}}</style>")));
    add("html address", "r.html", html(&format!("<a href=\"#{percent}\">y</a>")));
    add(
        "html embedded picture",
        "r.html",
        html(&format!("<img src=\"data:image/png;base64,{}\">", base64(&png(name)))),
    );
    add(
        "html embedded drawing",
        "r.html",
        html(&format!(
            "<img src=\"data:image/svg+xml;base64,{}\">",
            base64(format!("<svg><desc>{left}<tspan>{right}</tspan></desc></svg>").as_bytes())
        )),
    );
    add(
        "html data address in percent",
        "r.html",
        html(&format!("<img src=\"data:image/svg+xml,%3Ctext%3E{percent}\">")),
    );
    add("html cut off in a tag", "r.html", format!("<p>x</p><a title=\"{name}").into_bytes());
    add("html in UTF-16", "r.html", utf_16(&format!("\u{feff}<p>{name}</p>"), false));
    add("svg text", "f.svg", format!("<svg><text>{left}<tspan>{right}</tspan></text></svg>").into_bytes());
    add("svg label", "f.svg", format!("<svg aria-label=\"{name}\"/>").into_bytes());
    add("csv cell", "t.csv", format!("code,n\n\"{name}\",3\n").into_bytes());
    add("csv as a spreadsheet takes it", "t.csv", format!("code;n\r\n'{name};3\r\n").into_bytes());
    add("csv in UTF-16", "t.csv", utf_16(&format!("code\tn\n{name}\t3\n"), true));
    add("md text", "r.md", format!("# T\n\n> “It was {name}”\n").into_bytes());
    add("md across emphasis", "r.md", format!("It was {left}**{right}** then.\n").into_bytes());
    add("md inline html", "r.md", format!("It was {left}<b>{right}</b> then.\n").into_bytes());
    add("md link", "r.md", format!("[x](#{percent})\n").into_bytes());
    add("md table", "r.md", format!("| a | {name} |\n").into_bytes());
    add("txt after bytes that are no text", "r.txt", [b"\xe9\xff ", name.as_bytes()].concat());

    for (place, body) in tex_places(name) {
        let text = format!("\\documentclass{{article}}\n\\begin{{document}}\n{body}\n\\end{{document}}\n");
        add(place, "r.tex", text.clone().into_bytes());
        add(place, "r.txt", text.into_bytes());
    }

    let run = |text: &str| format!("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let none: &[(&str, &[u8])] = &[];
    add("docx run", "r.docx", docx(&format!("<w:p>{}</w:p>", run(name)), "", none));
    add(
        "docx split runs",
        "r.docx",
        docx(&format!("<w:p>{}<w:proofErr w:type=\"spellStart\"/>{}</w:p>", run(&left), run(&right)), "", none),
    );
    add(
        "docx alt text",
        "r.docx",
        docx(&format!("<w:p><wp:docPr id=\"1\" name=\"x\" descr=\"{name}\"/></w:p>"), "", none),
    );
    add(
        "docx bookmark",
        "r.docx",
        docx(&format!("<w:bookmarkStart w:id=\"0\" w:name=\"b_{}\"/>", name.replace(' ', "_")), "", none),
    );
    add("docx comment in the xml", "r.docx", docx(&format!("<!--{name}-->"), "", none));
    add("docx author", "r.docx", docx("", name, none));
    let footnote =
        format!("<w:footnotes><w:footnote><w:p>{}{}</w:p></w:footnote></w:footnotes>", run(&left), run(&right));
    for place in
        ["word/footnotes.xml", "word/comments.xml", "word/header1.xml", "word/footer1.xml", "word/charts/chart1.xml"]
    {
        add("docx further part", "r.docx", docx("", "", &[(place, footnote.as_bytes())]));
    }
    let custom = format!("<Properties><property name=\"p\"><vt:lpwstr>{name}</vt:lpwstr></property></Properties>");
    add("docx custom property", "r.docx", docx("", "", &[("docProps/custom.xml", custom.as_bytes())]));
    let application = format!("<Properties><Company>{name}</Company></Properties>");
    add("docx company", "r.docx", docx("", "", &[("docProps/app.xml", application.as_bytes())]));
    let relation = format!(
        "<Relationships><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/x\" Target=\"../{percent}\"/></Relationships>"
    );
    add("docx link", "r.docx", docx("", "", &[("word/_rels/document.xml.rels", relation.as_bytes())]));
    add("docx entry name", "r.docx", docx("", "", &[(&format!("word/media/{}.png", name.replace(' ', "-")), b"x")]));
    add("docx picture", "r.docx", docx("", "", &[("word/media/image1.png", &png(name))]));
    add(
        "docx embedded workbook",
        "r.docx",
        docx("", "", &[("word/embeddings/a.xlsx", &xlsx(&format!("<si><t>{name}</t></si>"), "", none))]),
    );
    add(
        "docx part in UTF-16",
        "r.docx",
        docx("", "", &[("word/x.xml", &utf_16(&format!("\u{feff}<a>{name}</a>"), false))]),
    );
    add("docx tag name", "r.docx", docx(&format!("<x:{}/>", name.replace(' ', "_")), "", none));
    add("archive comment", "r.zip", archive(&[("a.txt", b"x")], name));

    for (place, file_name, bytes) in more_places(name) {
        add(place, file_name, bytes);
    }
    add("xlsx shared string", "t.xlsx", xlsx(&format!("<si><t>{name}</t></si>"), "", none));
    add(
        "xlsx rich string",
        "t.xlsx",
        xlsx(&format!("<si><r><t>{left}</t></r><r><rPr><b/></rPr><t>{right}</t></r></si>"), "", none),
    );
    add(
        "xlsx escaped string",
        "t.xlsx",
        xlsx(&format!("<si><t>{}</t></si>", each_as(name, |c| format!("_x{:04X}_", u32::from(c)))), "", none),
    );
    add("xlsx sheet name", "t.xlsx", xlsx("", &format!("<sheet name=\"{name}\"/>"), none));
    add(
        "xlsx defined name",
        "t.xlsx",
        xlsx("", &format!("<definedName name=\"{}\">Sheet1!A1</definedName>", name.replace(' ', "_")), none),
    );
    let inline = format!("<worksheet><c t=\"inlineStr\"><is><t>{name}</t></is></c></worksheet>");
    add("xlsx inline string", "t.xlsx", xlsx("", "", &[("xl/worksheets/sheet2.xml", inline.as_bytes())]));
    let properties = CORE.replace("@@", name);
    add("xlsx author", "t.xlsx", xlsx("", "", &[("docProps/core.xml", properties.as_bytes())]));
    let header = format!("<worksheet><headerFooter><oddHeader>&amp;L{name}</oddHeader></headerFooter></worksheet>");
    add(
        "xlsx comment",
        "t.xlsx",
        xlsx("", "", &[("xl/comments1.xml", format!("<comments><text><t>{name}</t></text></comments>").as_bytes())]),
    );
    add("xlsx header", "t.xlsx", xlsx("", "", &[("xl/worksheets/sheet3.xml", header.as_bytes())]));
    files
}

/// Further places: of projects for other tools, of data, of pictures, of office files that others make.
fn more_places(name: &str) -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let (left, right) = halves(name);
    let escaped = each_as(name, |c| format!("\\u{:04x}", u32::from(c)));
    let packed = |text: &str| flate2_zlib(text.as_bytes());
    let project = format!("<Project name=\"study\"><Users><User name=\"{name}\"/></Users></Project>");
    let described = format!(
        "<Project><Sources><TextSource><Description>{left}{right}</Description></TextSource></Sources></Project>"
    );
    let odt = format!("<office:text><text:p>It was {left}<text:span>{right}</text:span>.</text:p></office:text>");
    let slide = format!("<p:sld><a:p><a:r><a:t>{left}</a:t></a:r><a:r><a:t>{right}</a:t></a:r></a:p></p:sld>");
    let author = format!("<comments><authors><author>{name}</author></authors></comments>");
    let chart = format!("<c:chart><c:title><a:t>{name}</a:t></c:title></c:chart>");
    vec![
        ("qdpx user", "p.qdpx", archive(&[("project.qde", project.as_bytes())], "")),
        ("qdpx description", "p.qdpx", archive(&[("project.qde", described.as_bytes())], "")),
        ("qdpx source", "p.qdpx", archive(&[("project.qde", b"<Project/>"), ("sources/1.txt", name.as_bytes())], "")),
        ("qdc code", "b.qdc", format!("<CodeBook><Code name=\"{name}\"/></CodeBook>").into_bytes()),
        ("jsonl value", "d.jsonl", format!("{{\"words\":\"asked {name}\"}}\n").into_bytes()),
        ("json in escapes", "d.json", format!("{{\"words\":\"{escaped}\"}}\n").into_bytes()),
        ("svg title", "f.svg", format!("<svg><title>{name}</title></svg>").into_bytes()),
        ("svg description", "f.svg", format!("<svg><desc>{left}<!-- -->{right}</desc></svg>").into_bytes()),
        (
            "svg metadata",
            "f.svg",
            format!("<svg><metadata><dc:creator>{name}</dc:creator></metadata></svg>").into_bytes(),
        ),
        ("html meta", "r.html", html(&format!("<meta name=\"author\" content=\"{name}\">"))),
        ("html heading", "r.html", html(&format!("<h2>{name}</h2>"))),
        ("html footnote", "r.html", html(&format!("<p>x<sup><a href=\"#f1\">1</a></sup></p><p id=\"f1\">{name}</p>"))),
        ("md front matter", "r.md", format!("---\nauthor: {name}\n---\n# x\n").into_bytes()),
        ("md footnote", "r.md", format!("x[^1]\n\n[^1]: {name}\n").into_bytes()),
        ("csv header", "t.csv", format!("code,{name}\nposts,3\n").into_bytes()),
        ("odt text", "r.odt", archive(&[("content.xml", odt.as_bytes())], "")),
        ("pptx slide", "s.pptx", archive(&[("ppt/slides/slide1.xml", slide.as_bytes())], "")),
        ("xlsx comment's author", "t.xlsx", xlsx("", "", &[("xl/comments1.xml", author.as_bytes())])),
        ("xlsx chart title", "t.xlsx", xlsx("", "", &[("xl/charts/chart1.xml", chart.as_bytes())])),
        ("png packed text", "f.png", png_with(b"zTXt", &[b"Author\0\0".as_slice(), &packed(name)].concat())),
        (
            "png packed international text",
            "f.png",
            png_with(b"iTXt", &[b"Author\0\x01\0en\0\0".as_slice(), &packed(name)].concat()),
        ),
    ]
}

fn flate2_zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).expect("memory takes bytes");
    encoder.finish().expect("memory takes bytes")
}

const CLEAN_TEX: &str = "\\documentclass{article}\n\\begin{document}\n\\begin{tabular}{@{}p{\\dimexpr \
    0.2734\\linewidth-2\\tabcolsep\\relax}r@{}}\nStaff training & 12\\,345 \\\\\n01632 & 960417 \\\\\n\\end{tabular}\n\
    \\fill[red] (123.45pt,-678.90pt) rectangle (234.56pt,-789.01pt);\n\\end{document}\n";

/// The name in every place of a TeX file and every way of writing it there that a typesetter sees through.
fn tex_places(name: &str) -> Vec<(&'static str, String)> {
    let (left, right) = halves(name);
    let each = |write: &dyn Fn(char) -> String| each_as(name, write);
    let accents = each(&|letter| match letter {
        'ü' => "\\\"{u}".to_owned(),
        '’' | '\'' => "\\textquotesingle{}".to_owned(),
        _ => letter.to_string(),
    });
    vec![
        ("tex text", format!("It was {name}.")),
        ("tex quotation", format!("\\begin{{quotation}}\n“It was {name}”\n\\end{{quotation}}")),
        ("tex heading", format!("\\section{{{name}}}")),
        ("tex caption", format!("\\captionof{{table}}[{name}]{{x}}")),
        ("tex cell", format!("a & {name} & 3 \\\\\n\\midrule")),
        (
            "tex note",
            format!("\\multicolumn{{3}}{{@{{}}L{{\\dimexpr 0.5\\linewidth\\relax}}}}{{\\tablenote{{{name}}}}}"),
        ),
        ("tex drawing", format!("\\node[anchor=base west] at (12.5pt,-7.0pt) {{{name}}};")),
        ("tex title of the pdf", format!("\\hypersetup{{pdftitle={{{name}}}}}")),
        ("tex address", format!("\\href{{https://example.org/{}}}{{x}}", name.replace(' ', "\\_"))),
        ("tex comment", format!("x % {name}\ny")),
        ("tex comment cutting it", format!("{left}% a comment\n  {right}")),
        ("tex line cutting it", name.replace(' ', "\n    ")),
        ("tex across a command", format!("{left}\\textbf{{{right}}}")),
        ("tex across a group", format!("{left}{{}}{right}")),
        ("tex across a break", format!("{left}\\allowbreak{{}}{right}")),
        ("tex across another font", format!("{left}{{\\scripteuropean {right}}}")),
        ("tex hyphenation points", each(&|letter| format!("\\-{letter}"))),
        ("tex groups", each(&|letter| format!("{{{letter}}}"))),
        ("tex accents", accents),
        ("tex accent of a bare letter", name.replace('ü', "\\\"u").replace(' ', "~")),
        ("tex spaces", name.replace(' ', "\\ ")),
        ("tex narrow spaces", name.replace(' ', "\\,")),
        ("tex character codes", each(&|letter| format!("\\symbol{{{}}}", u32::from(letter)))),
        ("tex character codes in hexadecimal", each(&|letter| format!("\\char\"{:X} ", u32::from(letter)))),
        (
            "tex superscript codes",
            each(&|letter| {
                if letter.is_ascii() { format!("^^{:02x}", u32::from(letter)) } else { letter.to_string() }
            }),
        ),
        ("tex command name", format!("\\{} x", name.replace([' ', '’', '\''], ""))),
    ]
}

/// Files like those with nothing planted.
pub(super) fn clean() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("report.html", html("")),
        ("report.docx", docx("", "verbatim", &[("word/media/image1.png", &png("made by verbatim"))])),
        ("report.xlsx", xlsx("", "", &[])),
        ("t.csv", b"code,n,%\nStaff training,0163,29.6\n2019,0417,0\n".to_vec()),
        ("r.md", b"# Report\n\n| a | b |\n|--:|--:|\n| 01632 | 960417 |\n".to_vec()),
        ("r.tex", CLEAN_TEX.as_bytes().to_vec()),
        ("f.svg", b"<svg viewBox=\"0 0 10 10\"><text x=\"01632\" y=\"960417\">3</text></svg>".to_vec()),
    ]
}
