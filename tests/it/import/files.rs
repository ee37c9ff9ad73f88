//! What import's tests share: small files made in the test.

use std::io::{Cursor, Write};
use std::path::Path;

use verbatim::import::{Imported, read_transcript};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A zip archive of these parts.
pub(crate) fn zip_of(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The main part of a Word document with this body.
pub(crate) fn document_xml(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document xmlns:w=\"w\" xmlns:mc=\"mc\" \
         xmlns:wps=\"wps\" xmlns:r=\"r\"><w:body>{body}<w:sectPr/></w:body></w:document>"
    )
}

/// A Word document with this body.
pub(crate) fn docx_of(body: &str) -> Vec<u8> {
    zip_of(&[("word/document.xml", &document_xml(body))])
}

/// A transcript that has to come in.
pub(crate) fn imported(name: &str, bytes: &[u8]) -> Imported {
    read_transcript(Path::new(name), bytes).unwrap()
}

/// Turns as `speaker@ms: words`, one a line; a line end inside a turn is `/`. A heading has its level in `#`.
pub(crate) fn turns_of(imported: &Imported) -> String {
    let turn = |turn: &verbatim::import::Turn| {
        let heading = turn.heading.map(|level| "#".repeat(usize::from(level)));
        let speaker = turn.speaker.as_deref().or(heading.as_deref()).unwrap_or("-");
        let time = turn.start_ms.map(|ms| format!("@{ms}")).unwrap_or_default();
        format!("{speaker}{time}: {}", turn.span.of_text(&imported.text).replace('\n', " / "))
    };
    imported.turns.iter().map(turn).collect::<Vec<_>>().join("\n")
}

/// Memos as `author, date, on "words": content`, one a line.
pub(crate) fn memos_of(imported: &Imported) -> String {
    let memo = |memo: &verbatim::import::ImportedMemo| {
        let words = memo.span.of_text(&imported.text).replace('\n', " / ");
        format!("{}, {}, on \"{words}\": {}", memo.author, memo.written_at, memo.content.replace('\n', " / "))
    };
    imported.memos.iter().map(memo).collect::<Vec<_>>().join("\n")
}

/// What always holds of an imported transcript.
pub(crate) fn assert_sound(imported: &Imported) {
    let mut end = 0;
    for turn in &imported.turns {
        let between = imported.text.get(end..turn.span.start()).unwrap();
        assert!(between.chars().all(|character| character == '\n'), "only line ends lie between turns");
        assert!(!turn.span.of_text(&imported.text).trim().is_empty(), "a turn has words");
        assert!(turn.speaker.as_deref().is_none_or(|name| !name.trim().is_empty()), "a speaker has a name");
        end = turn.span.end();
    }
    assert_eq!(end, imported.text.len(), "turns cover the text");
    assert!(
        imported.turns.iter().all(|turn| turn.heading.is_none() || turn.speaker.is_none()),
        "nobody says a heading"
    );
    for memo in &imported.memos {
        let words = memo.span.of_text(&imported.text);
        assert!(!words.is_empty() && words.trim() == words, "a memo is on words");
        assert!(!memo.content.trim().is_empty(), "a memo says something");
    }
    assert_eq!(verbatim::text::normalise(&imported.text), imported.text, "text is normal");
}
