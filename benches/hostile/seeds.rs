//! Sound files to begin with: those of the shipped study, of other people where they are there, and made ones of the
//! formats of which neither has any.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::Result;

const LARGEST: u64 = 300_000;
const PER_FORMAT: usize = 5;

/// Files by their extension, the smallest first, as far as `is_sound` says that the program takes them.
pub(crate) fn sound(
    scratch: &Path,
    is_sound: impl Fn(&Path) -> Result<bool>,
) -> Result<BTreeMap<String, Vec<Vec<u8>>>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in ["transcripts", "../shared/data"] {
        collect(&here.join(folder), &mut paths)?;
    }
    paths.sort();
    paths.extend(made(scratch)?.into_iter().map(|path| (1, path)));
    let mut seeds: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
    for (size, path) in paths {
        let extension =
            path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default();
        let of_format = seeds.entry(extension).or_default();
        if size > 0 && size < LARGEST && of_format.len() < PER_FORMAT && is_sound(&path)? {
            of_format.push(fs::read(&path)?);
        }
    }
    seeds.retain(|_, seeds| !seeds.is_empty());
    Ok(seeds)
}

fn collect(folder: &Path, paths: &mut Vec<(u64, PathBuf)>) -> Result<()> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), paths)?;
        } else {
            paths.push((entry.metadata()?.len(), entry.path()));
        }
    }
    Ok(())
}

fn made(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for (name, content) in [("a.rtf", RTF), ("a.html", HTML), ("a.srt", SRT), ("a.jsonl", JSONL), ("a.tsv", TSV)] {
        let path = folder.join(name);
        fs::write(&path, content)?;
        paths.push(path);
    }
    let book = folder.join("a.epub");
    fs::write(
        &book,
        zip_of(&[
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", CONTAINER),
            ("OEBPS/content.opf", PACKAGE),
            ("OEBPS/one.xhtml", HTML),
        ])?,
    )?;
    let sheet = folder.join("a.ods");
    fs::write(
        &sheet,
        zip_of(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", SHEET)])?,
    )?;
    let project = folder.join("a.qda");
    Connection::open(&project)?.execute_batch(QUALCODER)?;
    paths.extend([book, sheet, project]);
    Ok(paths)
}

fn zip_of(parts: &[(&str, &str)]) -> Result<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default())?;
        writer.write_all(content.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}

const RTF: &str = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fswiss\fcharset161 Arial;}}
{\stylesheet{\s1\outlinelevel0 heading 1;}}
{\pard\s1 Funding\par}
\pard{\b Interviewer:} What would help?\par
{\b Anna:} Grants for \u8364\'80 5,000{\footnote A small one.}, caf\'e9 talks \uc1\u55357?\u56841?.\par
{\trowd\cellx100\cellx200 Ben\cell {\deleted Posts.}Training.\cell\row}
{\*\atnid AB}{\*\atnauthor Ada}\chatn{\*\annotation Ask again.}\par
{\pict\pngblip\bin4 abcd}
}";

const HTML: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Talk</title><style>p { color: red }</style></head>
<body><h1>Funding</h1><p><b>Interviewer:</b> What would help?</p><p><b>Anna:</b> Grants &amp; caf&#233;s<br/>and training.</p>
<table><tr><td>Ben</td><td>More <del>posts</del><ins>time</ins>.</td></tr></table><script>1 &lt; 2</script></body></html>"#;

const SRT: &str = "1\n00:00:01,000 --> 00:00:02,500\nAnna: Grants would help.\n\n2\n00:00:03,000 --> 00:00:04,000\n- Ben: <i>Training.</i>\n";

const JSONL: &str = "{\"id\":\"R1\",\"sector\":\"Law\",\"helps\":\"Longer grants\",\"ways\":[\"Phone\",\"Post\"]}\n\
    {\"id\":\"R2\",\"sector\":\"Schools\",\"helps\":null,\"more\":{\"age\":41}}\n";

const TSV: &str = "id\tsector\tWhat would help?\nR1\tLaw\tLonger grants\nR2\tSchools\t\"More\tstaff\"\n";

const CONTAINER: &str = r#"<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#;

const PACKAGE: &str = r#"<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<manifest><item id="one" href="one.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="one"/></spine></package>"#;

const SHEET: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="Answers">
<table:table-row><table:table-cell office:value-type="string"><text:p>id</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>What helps?</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Longer grants</text:p><text:p>and training</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"#;

const QUALCODER: &str = "
    CREATE TABLE project (databaseversion text, date text, memo text, about text);
    INSERT INTO project VALUES ('v11', '2026-01-02 03:04:05', 'What practitioners need', 'QualCoder');
    CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text);
    INSERT INTO source VALUES (1, 'anna.txt', 'Anna: Grants would help. Training too.', NULL, 'First talk', 'ada', '2026-01-02 03:04:05');
    CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer);
    INSERT INTO code_cat VALUES (1, 'Needs', 'ada', '2026-01-02 03:04:05', '', NULL);
    CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text);
    INSERT INTO code_name VALUES (1, 'Funding', 'Money for the work', 1, 'ada', '2026-01-02 03:04:05', '#1CA9C9');
    CREATE TABLE code_text (cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, date text, memo text, avid integer, important integer, ctid integer primary key);
    INSERT INTO code_text VALUES (1, 1, 'Grants would help.', 6, 24, 'ada', '2026-01-02 03:04:05', 'Ask which', NULL, NULL, 1);
    CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text, date text);
    INSERT INTO cases VALUES (1, 'P1', '', 'ada', '2026-01-02 03:04:05');
    CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer, owner text, date text, memo text);
    INSERT INTO case_text VALUES (1, 1, 1, 0, 38, 'ada', '2026-01-02 03:04:05', '');
    CREATE TABLE attribute_type (name text primary key, date text, owner text, memo text, caseOrFile text, valuetype text);
    CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer, date text, owner text);
    CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text, owner text, date text);
    CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text);";
