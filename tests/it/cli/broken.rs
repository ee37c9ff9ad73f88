//! Files that cannot be used as they are: each gives one sentence with file, place and what to do; the good files beside
//! it come in; and what an earlier form of it brought stays.

use insta::assert_snapshot;

use crate::support::{Sandbox, unzipped};

const GOOD: &str = "Interviewer: What is missing?\n\nDina: A grant.\n\nInterviewer: And else?\n\nDina: Two posts.\n";
const GOOD_SURVEY: &str = "id,site,needs\n1,North,A grant for the next year.\n2,South,Posts and more posts.\n";

/// Breaks a file that had come in well before; gives what is said of it. A good file beside it is new at the same time.
fn told(name: &str, kind: &str, good: &[u8], broken: &[u8]) -> String {
    told_with(name, kind, good, broken, |_| {})
}

fn told_with(name: &str, kind: &str, good: &[u8], broken: &[u8], prepare: impl Fn(&Sandbox)) -> String {
    let sandbox = Sandbox::new();
    sandbox.study(&format!(
        "title = \"Broken\"\n\n[[source]]\nfiles = \"{name}\"\nkind = \"{kind}\"\n\n[[source]]\nfiles = \"beside.txt\"\nkind = \"interview\"\n"
    ));
    sandbox.file(name, good);
    sandbox.ok("import -q");
    let before = sandbox.ok(&format!("search 'source:{name}' --limit 0 --format csv"));
    assert!(before.lines().count() > 1, "the good file has come in: {before}");

    sandbox.file(name, broken).file("beside.txt", GOOD);
    prepare(&sandbox);
    let said = sandbox.run("import");
    assert!(said.contains("imported  beside.txt"), "the good file comes in: {said}");
    assert!(said.ends_with("--- exit 3"), "some of it is done: {said}");
    let after = sandbox.ok(&format!("search 'source:{name}' --limit 0 --format csv"));
    assert_eq!(after, before, "what was stored stays");

    let mut errors = said.lines().filter(|line| line.starts_with("error: "));
    let (error, more) = (errors.next().unwrap_or_default().to_owned(), errors.count());
    assert_eq!(more, 0, "one sentence: {said}");
    assert!(error.contains(name), "it names the file: {error}");
    error
}

fn transcript(name: &str, broken: &[u8]) -> String {
    told(name, "interview", GOOD.as_bytes(), broken)
}

fn survey(broken: &str) -> String {
    told("answers.csv", "survey", GOOD_SURVEY.as_bytes(), broken.as_bytes())
}

/// A Word document with these paragraphs.
fn docx(body: &str) -> Vec<u8> {
    use std::io::Write as _;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let types = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    let relations = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
    let document = format!(
        r#"<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
    );
    for (name, content) in
        [("[Content_Types].xml", types), ("_rels/.rels", relations), ("word/document.xml", document.as_str())]
    {
        archive.start_file(name, options).expect("the archive takes it");
        archive.write_all(content.as_bytes()).expect("the archive takes it");
    }
    archive.finish().expect("the archive is finished").into_inner()
}

fn good_docx() -> Vec<u8> {
    let paragraphs: Vec<String> =
        GOOD.split("\n\n").map(|turn| format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", turn.trim())).collect();
    docx(&paragraphs.concat())
}

fn word(broken: &[u8]) -> String {
    told("anna.docx", "interview", &good_docx(), broken)
}

#[test]
fn word_documents() {
    let good = good_docx();
    assert_eq!(unzipped(&good).len(), 3);
    assert_snapshot!(word(&good[..good.len() / 2]), @"error: [STUDY]/anna.docx: the document is cut off or damaged (its zip archive has no readable end); copy or export it again");
    assert_snapshot!(word(&good[..4]), @"error: [STUDY]/anna.docx: the document is cut off or damaged (its zip archive has no readable end); copy or export it again");
    assert_snapshot!(word(b""), @"error: [STUDY]/anna.docx: the file is empty; export or copy it again");
    assert_snapshot!(word(b"just words"), @"error: [STUDY]/anna.docx: this is not a Word document (no zip archive); open it in Word and save it as .docx");
    assert_snapshot!(word(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old Word file"), @"error: [STUDY]/anna.docx: this is an old or password-protected Office file, not a Word document; open it in Word and save it as .docx");
    assert_snapshot!(word(&docx("")), @"error: [STUDY]/anna.docx: there are no words in it; export or copy it again");
    assert_snapshot!(word(&docx("<w:p><w:r><w:t>One</w:t></w:p>")), @"error: [STUDY]/anna.docx: the part word/document.xml is damaged at byte 136; copy or export the document again");
    let mut flipped = good.clone();
    let middle = good.windows(4).position(|bytes| bytes == b"word").expect("a part is called so") + 40;
    flipped[middle] ^= 0xff;
    assert_snapshot!(word(&flipped), @"error: [STUDY]/anna.docx: the part word/document.xml is damaged; copy or export the document again");
    // A text that says it is one, and is not.
    assert_snapshot!(transcript("anna.txt", &good), @"error: [STUDY]/anna.txt: this is a zip archive, such as a Word or Excel file, not the text that .txt says; give it its true extension or save it as text");
}

#[test]
fn texts() {
    assert_snapshot!(transcript("anna.txt", b""), @"error: [STUDY]/anna.txt: the file is empty; export or copy it again");
    assert_snapshot!(transcript("anna.txt", b" \n\n\t\n"), @"error: [STUDY]/anna.txt: there are no words in it; export or copy it again");
    assert_snapshot!(transcript("anna.txt", b"Anna: We\0 need posts.\n"), @"error: [STUDY]/anna.txt, line 1, column 9: there is a zero byte here, so this is not text or it is damaged; export or copy the file again");
    assert_snapshot!(transcript("anna.txt", &[0x80, 0x00, 0x01, 0xff, 0xfe, 0x00, 0x00, 0x12, 0x81, 0x99]), @"error: [STUDY]/anna.txt, line 1, column 2: there is a zero byte here, so this is not text or it is damaged; export or copy the file again");
    assert_snapshot!(transcript("anna.txt", b"%PDF-1.7 and so on"), @"error: [STUDY]/anna.txt: this is a PDF file, not the text that .txt says; give it its true extension or save it as text");
    assert_snapshot!(transcript("anna.md", b"\x89PNG\r\n\x1a\n...."), @"error: [STUDY]/anna.md: this is a picture, not the text that .md says; give it its true extension or save it as text");
}

#[test]
fn subtitles() {
    let good = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Interviewer>What is missing?\n\n00:00:05.000 --> 00:00:09.000\n<v Anna>A grant.\n";
    let vtt = |broken: &str| told("anna.vtt", "interview", good.as_bytes(), broken.as_bytes());
    assert_snapshot!(vtt("00:00:01.000 --> 00:00:04.000\nNo head\n"), @"error: [STUDY]/anna.vtt, line 1: the file does not begin with WEBVTT; export it again as WebVTT, or give it its true extension");
    assert_snapshot!(vtt("WEBVTT\n"), @"error: [STUDY]/anna.vtt: there are no cues in it; export the transcript again");
    assert_snapshot!(vtt("WEBVTT\n\n00:00:xx.000 --> 00:00:04.000\n<v Anna>Words.\n"), @"error: [STUDY]/anna.vtt, line 3: the times of this cue cannot be read; they look like 00:01:02.500 --> 00:01:04.000");
}

#[test]
fn encodings_that_can_be_told_come_in() {
    let utf_16: Vec<u8> = [0xfeff_u16].into_iter().chain(GOOD.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let sandbox = Sandbox::new();
    sandbox.study("title = \"S\"\n\n[[source]]\nfiles = \"*.txt\"\nkind = \"interview\"\n");
    sandbox.file("utf-16.txt", utf_16);
    sandbox.file(
        "windows.txt",
        b"Interviewer: And the caf\xe9?\n\nDina: It\x92s closed.\n\nInterviewer: And?\n\nDina: The na\xefve budget.\n",
    );
    assert_snapshot!(sandbox.run("import"), @r#"
    imported  utf-16.txt (interview, UTF-16LE): 4 turns, 9 words
    imported  windows.txt (interview, windows-1252): 4 turns, 9 words
    2 imported, 0 unchanged, 0 failed
    "#);
}

#[test]
fn surveys() {
    assert_snapshot!(survey(""), @"error: [STUDY]/answers.csv: the file is empty; export or copy it again");
    assert_snapshot!(survey("id,site,needs\n"), @"error: [STUDY]/answers.csv: there is a header but no row of answers; export the survey with its responses");
    assert_snapshot!(survey("id,site,needs\n1,North,A grant.,more\n"), @"error: [STUDY]/answers.csv, line 2: the header has 3 columns but this row has 4; quote fields that hold the delimiter");
    assert_snapshot!(survey("id,site,needs\n1\n2,South,Posts and more posts.\n"), @"error: [STUDY]/answers.csv, line 2: the header has 3 columns but this row has 1; look for a missing delimiter or a line end inside a field");
    assert_snapshot!(survey("id,site,needs\n1,North,\"A grant for the next year.\n2,South,Posts.\n"), @"error: [STUDY]/answers.csv, line 2: a quotation mark opens here and is never closed; close it or export the file again");
    assert_snapshot!(survey("id,site,needs\n1,North,\"A grant\" for the next year.\n"), @r#"error: [STUDY]/answers.csv, line 2: there are words after a closing quotation mark; a quotation mark inside a field is written twice ("")"#);
    assert_snapshot!(survey("id,site,needs\n1,North,A \0grant.\n"), @"error: [STUDY]/answers.csv, line 2, column 11: there is a zero byte here, so this is not text or it is damaged; export or copy the file again");
    assert_snapshot!(told("answers.csv", "survey", GOOD_SURVEY.as_bytes(), &good_docx()), @"error: [STUDY]/answers.csv: this is a zip archive, such as a Word or Excel file, not the text that .csv says; give it its true extension or save it as text");
}

/// Several rows of a respondent are one respondent, which is said; a plan may forbid it.
#[test]
fn an_id_that_comes_twice() {
    let sandbox = Sandbox::new();
    sandbox.study("title = \"S\"\n\n[[source]]\nfiles = \"answers.csv\"\nkind = \"survey\"\n");
    sandbox.file("answers.csv", "id,site,needs\n1,North,A grant for the next year.\n2,North,Nothing.\n3,South,Rooms.\n1,South,Posts and more posts.\n");
    assert_snapshot!(sandbox.run("import"), @r#"
    imported  answers.csv (survey, UTF-8): 3 respondents kept, 0 left out, 4 open answers, 12 words
    1 imported, 0 unchanged, 0 failed
    --- stderr
    warning: answers.csv: 1 row beside the first of the same respondent's id; if that is a mistake, a plan with layout = "wide" tells where
    "#);
    sandbox.append("study.toml", "plan = \"answers.plan.toml\"\n");
    sandbox
        .file("answers.plan.toml", "respondent = \"id\"\nlayout = \"wide\"\n[[column]]\nname = \"id\"\nas = \"id\"\n");
    assert_snapshot!(sandbox.run("import"), @r#"
    0 imported, 0 unchanged, 1 failed
    --- stderr
    error: [STUDY]/answers.csv, line 5: the respondent's id (column "id") is the same as in line 2; correct one, or write layout = "long" in the plan if a respondent may have several rows
    --- exit 1
    "#);
}

/// A survey and its plan; the plan is broken.
fn plan(broken: &str) -> String {
    let sandbox = Sandbox::small();
    sandbox.ok("import -q");
    let before = sandbox.ok("cases --status all --format csv");
    sandbox.file("transcripts/survey.plan.toml", broken);
    sandbox.append("transcripts/ben.txt", "\nBen: One more post.\n");
    let said = sandbox.run("import");
    assert!(said.contains("imported  transcripts/ben.txt"), "the good file comes in: {said}");
    assert_eq!(sandbox.ok("cases --status all --format csv"), before, "what was stored stays");
    said.lines().filter(|line| line.starts_with("error: ")).collect::<Vec<_>>().join("\n")
}

#[test]
fn plans() {
    let id = "[[column]]\nname = \"id\"\nas = \"id\"\n";
    assert_snapshot!(plan(&format!("respondant = \"id\"\n{id}")), @"error: [STUDY]/transcripts/survey.plan.toml, line 1, column 1: there is no `respondant` here; did you mean `respondent`?");
    assert_snapshot!(plan(&format!("respondent = \"id\"\n{id}[[column]]\nname = \"neeeds\"\nas = \"open\"\n")), @r#"error: [STUDY]/transcripts/survey.csv, line 1: there is no column "neeeds", which the plan names; is it "needs"?"#);
    assert_snapshot!(plan(&format!("respondent = \"id\"\n{id}[[column]]\nname = \"needs\"\nas = \"opne\"\n")), @"error: [STUDY]/transcripts/survey.plan.toml, line 7, column 6: unknown variant `opne`, expected one of `id`, `open`, `single`, `multiple`, `scale`, `rank`, `number`, `date`, `consent`, `personal`, `meta`, `attribute`, `ignore`");
    assert_snapshot!(plan(&format!("respondent = \"number\"\n{id}")), @r#"error: [STUDY]/transcripts/survey.csv, line 1: there is no column "number", which the plan names; check the plan against the file's header"#);
    assert_snapshot!(plan(&format!("respondent = \"id\"\n{id}{id}")), @r#"error: [STUDY]/transcripts/survey.plan.toml, line 5, column 1: the column "id" is planned twice; take one out"#);
    assert_snapshot!(plan(&format!("delimiter = \"ab\"\nrespondent = \"id\"\n{id}")), @r#"error: [STUDY]/transcripts/survey.plan.toml, line 1, column 13: the delimiter is one character, such as ",", ";" or "\t""#);
    assert_snapshot!(plan(&format!("delimiter = \";\"\nrespondent = \"id\"\n{id}")), @r#"error: [STUDY]/transcripts/survey.csv, line 1: its columns are parted by ",", not by ";" as the plan says; correct delimiter in the plan"#);
    assert_snapshot!(plan(&format!("respondent = \"id\"\n[[exclude]]\nreason = \"no consent\"\nunless = {{ question = \"agreed\", is = [\"Yes\"] }}\n{id}")), @r#"error: [STUDY]/transcripts/survey.plan.toml, line 2, column 1: the condition is on "agreed", which no column has as its code"#);
    assert_snapshot!(plan("respondent = \"id\"\n[[column]\n"), @"error: [STUDY]/transcripts/survey.plan.toml, line 2, column 10: unclosed array table, expected `]`");
}

#[test]
fn what_is_no_file() {
    let sandbox = Sandbox::new();
    sandbox.study("title = \"S\"\n\n[[source]]\nfiles = \"folder\"\nkind = \"interview\"\n\n[[source]]\nfiles = \"good.txt\"\nkind = \"interview\"\n");
    sandbox.file("folder/inside.txt", GOOD).file("good.txt", GOOD);
    assert_snapshot!(sandbox.run("import"), @r#"
    imported  good.txt (interview, UTF-8): 4 turns, 9 words
    1 imported, 0 unchanged, 1 failed
    --- stderr
    error: cannot read [STUDY]/folder: it is a folder; name the files in it, as in `folder/*`
    --- exit 3
    "#);
    assert_snapshot!(sandbox.run("import folder"), @r#"
    0 imported, 0 unchanged, 1 failed
    --- stderr
    error: cannot read [STUDY]/folder: it is a folder; name the files in it, as in `folder/*`
    --- exit 1
    "#);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let sandbox = Sandbox::new();
    sandbox.study("title = \"S\"\n\n[[source]]\nfiles = \"*.txt\"\nkind = \"interview\"\n");
    sandbox.file("good.txt", GOOD).file("secret.txt", GOOD);
    let path = sandbox.path("secret.txt");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).expect("the file is ours");
    if std::fs::read(&path).is_ok() {
        return crate::support::skipped("root may read every file");
    }
    assert_eq!(sandbox.run("import").lines().last(), Some("error: cannot read [STUDY]/secret.txt: Permission denied"));
}

/// What `study.toml` says; it is broken in one place.
fn study(toml: &str) -> String {
    let sandbox = Sandbox::small();
    sandbox.ok("build -q");
    let outputs = sandbox.outputs();
    sandbox.study(toml);
    let said = sandbox.run("build");
    assert_eq!(sandbox.outputs(), outputs, "a study that cannot be read changes nothing");
    said
}

#[test]
fn studies() {
    assert_snapshot!(study(""), @r#"
    --- stderr
    error: [STUDY]/study.toml, line 1, column 1: missing field `title`
    --- exit 1
    "#);
    assert_snapshot!(study("title = \"S\"\ncodebok = \"codebooks/small.toml\"\n"), @r#"
    --- stderr
    error: [STUDY]/study.toml, line 2, column 1: there is no `codebok` here; did you mean `codebook`?
    --- exit 1
    "#);
    assert_snapshot!(study("title = \"S\"\n\n[[source]]\nfiles = \"*.txt\"\nkind = \"letter\"\n"), @r#"
    --- stderr
    error: [STUDY]/study.toml, line 5, column 8: unknown variant `letter`, expected one of `interview`, `focus-group`, `survey`, `field-note`, `document`
    --- exit 1
    "#);
    assert_snapshot!(study("title = \"S\"\n\n[[source]]\nfiles = \"a[.txt\"\nkind = \"interview\"\n"), @r#"
    --- stderr
    error: [STUDY]/study.toml: the pattern "a[.txt" cannot be read (invalid range pattern): write [[] for a bracket in a name
    --- exit 1
    "#);
    assert_snapshot!(study("title = \"S\"\n\n[[output]]\nname = \"a\"\nkind = \"frequencys\"\n"), @r#"
    --- stderr
    error: [STUDY]/study.toml, line 5, column 8: there is no `frequencys` here; did you mean `frequencies`?
    --- exit 1
    "#);
    assert_snapshot!(study("title = \"S\"\n\n[[output]]\nname = \"a\"\nkind = \"frequencies\"\nformats = [\"pdf\"]\n"), @"
    --- stderr
    error: [STUDY]/study.toml, line 6, column 12: unknown variant `pdf`, expected one of `html`, `docx`, `xlsx`, `csv`, `md`, `tex`, `svg`, `png`
    --- exit 1
    ");
    assert_snapshot!(study("title = \"S\"\n\n[[output]]\nname = \"a\"\nkind = \"crosstab\"\n"), @r#"
    --- stderr
    error: [STUDY]/study.toml, line 3, column 1: output "a": `crosstab` needs `attribute`
    --- exit 1
    "#);
    assert_snapshot!(study("title = \"S\"\n\n[[output]]\nname = \"a\"\nkind = \"frequencies\"\natribute = \"x\"\n"), @r#"
    --- stderr
    error: [STUDY]/study.toml, line 6, column 1: there is no `atribute` here; did you mean `attribute`?
    --- exit 1
    "#);
    assert_snapshot!(study("title = \"S\"\n\n[[output]]\nname = \"a\"\nkind = \"flow\"\n\n[[output]]\nname = \"a\"\nkind = \"flow\"\n"), @r#"
    --- stderr
    error: [STUDY]/study.toml: two outputs are named "a": give one of them another name
    --- exit 1
    "#);
    assert_snapshot!(study("title = \"S\"\n\n[[document]]\nname = \"d\"\n"), @r#"
    --- stderr
    error: [STUDY]/study.toml: no output is a chapter_of the document "d"
    --- exit 1
    "#);
    assert_snapshot!(study("title = \"S\"\n\n[[output]]\nname = \"../out\"\nkind = \"flow\"\n"), @r#"
    --- stderr
    error: [STUDY]/study.toml, line 3, column 1: output "../out": a name is made of the letters a–z, digits and `-`
    --- exit 1
    "#);
    assert_snapshot!(study("title = \"S\n"), @r#"
    --- stderr
    error: [STUDY]/study.toml, line 1, column 11: invalid basic string, expected `"`
    --- exit 1
    "#);
    assert_snapshot!(study("title = \"S\"\n\n[disclosure]\nminimum_group = \"three\"\n"), @r#"
    --- stderr
    error: [STUDY]/study.toml, line 4, column 17: invalid type: string "three", expected a whole number
    --- exit 1
    "#);
    assert_snapshot!(study("title = \"S\"\ncodebook = \"codebooks/nowhere.toml\"\n"), @r#"
    --- stderr
    error: [STUDY]/study.toml: there is no file "codebooks/nowhere.toml", which it names
    --- exit 1
    "#);
    assert_snapshot!(study("title = \"S\"\ncases = \"nobody.csv\"\n"), @r#"
    --- stderr
    error: [STUDY]/study.toml: there is no file "nobody.csv", which it names
    --- exit 1
    "#);
    assert_snapshot!(study("title = \"S\"\n\n[disclosure]\nidentities = \"nobody.toml\"\n"), @r#"
    --- stderr
    error: [STUDY]/study.toml: there is no file "nobody.toml", which it names
    --- exit 1
    "#);
}

#[test]
fn a_pattern_that_names_nothing_is_a_warning() {
    let sandbox = Sandbox::small();
    sandbox.append("study.toml", "\n[[source]]\nfiles = \"transkripts/*.txt\"\nkind = \"interview\"\n");
    assert_snapshot!(sandbox.run("import"), @r#"
    imported  transcripts/ben.txt (interview, UTF-8): 6 turns, 44 words
    imported  transcripts/carla.txt (interview, UTF-8): 6 turns, 29 words
    imported  transcripts/survey.csv (survey, UTF-8): 6 respondents kept, 1 left out, 5 open answers, 21 words
    3 imported, 0 unchanged, 0 failed
    --- stderr
    warning: study.toml: no file is named "transkripts/*.txt"
    warning: transcripts/survey.csv: 1 answer of people who did not consent was not stored
    "#);
}

#[test]
fn codebooks() {
    let code = |id: &str, more: &str| format!("[[code]]\nid = \"{id}\"\nname = \"N\"\ndefinition = \"D\"\n{more}\n");
    let codebook = |text: String| {
        let sandbox = Sandbox::small();
        sandbox.ok("build -q");
        sandbox.file("codebooks/small.toml", text);
        let outputs = sandbox.outputs();
        let said = sandbox.run("build");
        assert_eq!(sandbox.outputs(), outputs);
        said
    };
    assert_snapshot!(codebook(code("a", "parent = \"b\"") + &code("b", "parent = \"a\"")), @r#"
    --- stderr
    error: [STUDY]/codebooks/small.toml, line 5, column 10: the parents go round in a circle: a → b → a
    --- exit 1
    "#);
    assert_snapshot!(codebook(code("a", "[[code.rule]]\nregex = [\"a(b\"]")), @r#"
    --- stderr
    error: [STUDY]/codebooks/small.toml, line 6, column 10: the regular expression cannot be read at its character 2: unclosed group
    --- exit 1
    "#);
    assert_snapshot!(codebook(code("a", "[[code.rule]]\nany = [\"***\"]")), @r#"
    --- stderr
    error: [STUDY]/codebooks/small.toml, line 6, column 8: `***` cannot be looked for: `*` may only stand at the end of a word
    --- exit 1
    "#);
    assert_snapshot!(codebook(code("a", "") + &code("a", "")), @r#"
    --- stderr
    error: [STUDY]/codebooks/small.toml, line 7, column 6: there is a code `a` already
    --- exit 1
    "#);
    assert_snapshot!(codebook(code("a", "colour = \"reddish\"")), @r#"
    --- stderr
    error: [STUDY]/codebooks/small.toml, line 5, column 10: `reddish` is no colour
    --- exit 1
    "#);
    assert_snapshot!(codebook("[[code]\n".to_owned()), @r#"
    --- stderr
    error: [STUDY]/codebooks/small.toml, line 1, column 8: this is not TOML: unclosed array table, expected `]`
    --- exit 1
    "#);
    assert_snapshot!(codebook("[[theme]]\nid = \"t\"\nname = \"T\"\ncodes = [\"nowhere\"]\n".to_owned()), @r#"
    --- stderr
    error: [STUDY]/codebooks/small.toml, line 4, column 10: the theme names `nowhere`, which is no code
    --- exit 1
    "#);
}

#[test]
fn identities_and_face_sheets() {
    let build = |name: &str, content: &str| {
        let sandbox = Sandbox::small();
        sandbox.file(name, content);
        let said = sandbox.run("build");
        assert!(!said.contains("Denholme") || content.contains("Denholme"));
        assert!(sandbox.outputs().is_empty(), "nothing is written without the identity list");
        said
    };
    assert_snapshot!(build("identities.toml", "[[identity]]\nkind = \"person\"\nformes = [\"Carla\"]\n"), @r#"
    --- stderr
    error: [STUDY]/identities.toml, line 3, column 1: there is no `formes` here; did you mean `forms`?
    --- exit 1
    "#);
    assert_snapshot!(build("identities.toml", "[[identity]]\nkind = \"person\"\nforms = []\n"), @r#"
    --- stderr
    error: [STUDY]/identities.toml, line 1, column 1: this identity has no forms; write forms = ["…"] with every way it is said
    --- exit 1
    "#);
    assert_snapshot!(build("identities.toml", "[[identity]]\nkind = \"animal\"\nforms = [\"Rex\"]\n"), @r"
    --- stderr
    error: [STUDY]/identities.toml, line 2, column 8: unknown variant `animal`, expected one of `person`, `place`, `organisation`, `contact`, `number`, `date`, `age`, `trait`, `other`
    --- exit 1
    ");
    assert_snapshot!(build("participants.csv", "name,source\nB,ben.txt\n"), @r#"
    --- stderr
    error: [STUDY]/participants.csv, line 1: there is no column "case"; name the column that holds each case's name so
    --- exit 1
    "#);
    assert_snapshot!(build("participants.csv", "case,source,consent\nB,ben.txt,perhaps\n"), @r#"
    --- stderr
    error: [STUDY]/participants.csv, line 2: the column "consent" takes none, analyse, quote-alone or quote; write one of them
    --- exit 1
    "#);
    assert_snapshot!(build("participants.csv", "case,source\nB,ben.txt,more\n"), @r#"
    --- stderr
    error: [STUDY]/participants.csv, line 2: the header has 2 columns but this row has 3; quote fields that hold the delimiter
    --- exit 1
    "#);
    assert_snapshot!(build("participants.csv", ""), @r#"
    --- stderr
    error: [STUDY]/participants.csv: the file is empty; export or copy it again
    --- exit 1
    "#);
}
