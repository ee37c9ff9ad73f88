//! EPUB books.

use std::path::Path;

use insta::assert_snapshot;
use verbatim::import::read_transcript;

use super::files::{assert_sound, imported, turns_of, zip_of};

const CONTAINER: &str = "<container xmlns=\"c\"><rootfiles><rootfile full-path=\"OEBPS/content.opf\" media-type=\"x\"/></rootfiles></container>";

/// The list of a book with these chapters, which are read in this order, after a table of contents.
fn package(names: &[&str]) -> String {
    let items: String = names
        .iter()
        .map(|name| {
            format!("<item id=\"{name}\" href=\"text/{name}%20x.xhtml#top\" media-type=\"application/xhtml+xml\"/>")
        })
        .collect();
    let spine: String = names.iter().map(|name| format!("<itemref idref=\"{name}\"/>")).collect();
    format!(
        "<package xmlns=\"o\"><manifest><item id=\"css\" href=\"a.css\" media-type=\"text/css\"/>\
         <item id=\"toc\" href=\"toc.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>{items}</manifest>\
         <spine><itemref idref=\"toc\"/><itemref idref=\"css\"/>{spine}</spine></package>"
    )
}

/// A book with these chapters, by name.
pub(crate) fn epub_of(chapters: &[(&str, &str)]) -> Vec<u8> {
    with_part(chapters, ("mimetype", "application/epub+zip"))
}

fn with_part(chapters: &[(&str, &str)], part: (&str, &str)) -> Vec<u8> {
    let package = package(&chapters.iter().map(|&(name, _)| name).collect::<Vec<_>>());
    let names: Vec<String> = chapters.iter().map(|(name, _)| format!("OEBPS/text/{name} x.xhtml")).collect();
    let pages: Vec<String> = chapters
        .iter()
        .map(|(_, body)| format!("<?xml version=\"1.0\"?><html xmlns=\"h\"><head><title/><script src=\"x\"/></head><body>{body}</body></html>"))
        .collect();
    let mut parts = vec![
        part,
        ("META-INF/container.xml", CONTAINER),
        ("OEBPS/content.opf", package.as_str()),
        ("OEBPS/toc.xhtml", "<html><body><p>Contents</p></body></html>"),
    ];
    parts.extend(names.iter().zip(&pages).map(|(name, page)| (name.as_str(), page.as_str())));
    zip_of(&parts)
}

#[test]
fn chapters_come_in_their_order() {
    let book = epub_of(&[
        (
            "b",
            "<h1>Anna</h1><p>Anna: One.<a href=\"#n\" epub:type=\"noteref\">1</a></p><a id=\"x\"/><aside epub:type=\"footnote\" id=\"n\"><p>A note.</p></aside>",
        ),
        ("a", "<h1>Ben</h1><p>Ben: Two.</p><p>Anna: Three.</p><p>Ben: Four &#8211; five.</p>"),
    ]);
    let imported = imported("a.epub", &book);
    assert_sound(&imported);
    assert_snapshot!(turns_of(&imported), @"
    #: Anna
    Anna: One. [A note.]
    #: Ben
    Ben: Two.
    Anna: Three.
    Ben: Four – five.
    ");
}

#[test]
fn broken_and_protected_books() {
    let told = |name: &str, bytes: &[u8]| {
        read_transcript(Path::new(name), bytes).map_or_else(|error| error.to_string(), |_| format!("{name} came in"))
    };
    let encrypted = |name: &str| {
        format!(
            "<encryption><EncryptedData><CipherData><CipherReference URI=\"{name}\"/></CipherData></EncryptedData></encryption>"
        )
    };
    let chapters: &[(&str, &str)] = &[("a", "<p>One.</p>")];
    let all = [
        told("protected.epub", &with_part(chapters, ("META-INF/encryption.xml", &encrypted("OEBPS/text/a%20x.xhtml")))),
        told("fonts.epub", &with_part(chapters, ("META-INF/encryption.xml", &encrypted("OEBPS/fonts/a.otf")))),
        told(
            "missing.epub",
            &zip_of(&[("META-INF/container.xml", CONTAINER), ("OEBPS/content.opf", &package(&["a"]))]),
        ),
        told("other.epub", &zip_of(&[("word/document.xml", "<x/>")])),
        told("empty.epub", &epub_of(&[])),
        told("deep.epub", &epub_of(&[("a", &"<div>".repeat(1000))])),
        told("text.epub", b"One."),
    ];
    assert_snapshot!(all.join("\n"), @"
    protected.epub: the book is protected against copying (DRM), so its words cannot be read; ask whoever made it for a copy that is not
    fonts.epub came in
    missing.epub: the chapter OEBPS/text/a x.xhtml is missing; export the book again
    other.epub: this is a zip archive but not an EPUB book (it has no list of chapters); export it again as EPUB
    empty.epub: there are no words in it; export or copy it again
    deep.epub: the chapter OEBPS/text/a x.xhtml is nested deeper than any transcript; copy its words into a document and save that
    text.epub: this is not an EPUB book (no zip archive); export it again as EPUB
    ");
}
