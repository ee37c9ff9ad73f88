//! EPUB books: the chapters in their order, each of them a web page.

use std::collections::BTreeSet;
use std::path::Path;

use quick_xml::events::BytesStart;

use super::archive::{Archive, Kind, resolve};
use super::html::{self, Dialect, LeftOut};
use super::paragraphs::Paragraphs;
use super::speakers::KnownSpeakers;
use super::txt::unreadable;
use super::xml::{Listener, attribute, walk};
use super::{ImportError, Imported, encoding, speakers};
use crate::model::SourceFormat;

const BOOK: Kind = Kind { name: "an EPUB book", make: "export it again as EPUB", mend: "export the book again" };

/// All chapters together may not be larger; a long novel is a megabyte.
const MAX_BOOK: usize = 64 << 20;

pub(super) fn read(path: &Path, bytes: &[u8], known: &KnownSpeakers) -> Result<Imported, ImportError> {
    let mut archive = Archive::open(path, bytes, &BOOK)?;
    let chapters = chapters(&mut archive)?;
    refuse_protected(&mut archive, &chapters)?;
    let mut book = Paragraphs::default();
    let mut left_out = LeftOut::default();
    let (mut size, mut replaced_count) = (0, 0);
    for chapter in &chapters {
        let Some(bytes) = archive.bytes(chapter)? else {
            return Err(archive.damaged(format!("the chapter {chapter} is missing; export the book again")));
        };
        size += bytes.len();
        if size > MAX_BOOK {
            return Err(archive.damaged("the book is larger than 64 MB, which no transcript is; split it"));
        }
        let decoded = encoding::decode_declared(path, &bytes, html::declared_encoding(&bytes))?;
        replaced_count += decoded.replaced_count;
        let name = format!("the chapter {chapter}");
        left_out = left_out.and(html::add_page(path, &name, &decoded.text, Dialect::Xhtml, &mut book)?);
    }
    let mut warnings = unreadable(replaced_count, "UTF-8");
    warnings.extend(left_out.warnings());
    let (lines, remarks) = book.finish_with_remarks();
    Ok(speakers::assemble_with_remarks(known, SourceFormat::Epub, "UTF-8", &lines, remarks, warnings))
}

/// The parts that hold the chapters, in the order of reading. The table of contents is none of them.
fn chapters(archive: &mut Archive<'_>) -> Result<Vec<String>, ImportError> {
    let mut container = Container::default();
    if let Some(part) = archive.part("META-INF/container.xml")? {
        walk(archive, &part, &mut container)?;
    }
    let package_name = container.package_name.map(|name| resolve("", &name)).unwrap_or_default();
    let Some(part) = archive.part(&package_name)? else {
        return Err(archive.damaged(format!(
            "this is a zip archive but not an EPUB book (it has no list of chapters); {}",
            BOOK.make
        )));
    };
    let folder = package_name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut package = Package::default();
    walk(archive, &part, &mut package)?;
    let mut seen = BTreeSet::new();
    let in_order = package.spine.iter().filter_map(|id| package.items.iter().find(|item| item.id == *id));
    let chapters = in_order
        .filter(|item| item.is_page && !package.contents.contains(&item.target))
        .map(|item| resolve(folder, &item.target))
        .filter(|name| seen.insert(name.clone()));
    Ok(chapters.collect())
}

/// Refuses a book whose chapters are encrypted. Fonts often are, and are not read.
fn refuse_protected(archive: &mut Archive<'_>, chapters: &[String]) -> Result<(), ImportError> {
    let Some(part) = archive.part("META-INF/encryption.xml")? else { return Ok(()) };
    let mut encrypted = Encrypted::default();
    walk(archive, &part, &mut encrypted)?;
    if encrypted.names.iter().any(|name| chapters.contains(name)) {
        return Err(archive.damaged(
            "the book is protected against copying (DRM), so its words cannot be read; ask whoever made it for a copy that \
             is not",
        ));
    }
    Ok(())
}

/// Where the package is, which lists what is in the book.
#[derive(Debug, Default)]
struct Container {
    package_name: Option<String>,
}

impl Listener for Container {
    fn start(&mut self, element: &BytesStart<'_>) {
        if element.local_name().as_ref() == "rootfile" && self.package_name.is_none() {
            self.package_name = attribute(element, "full-path");
        }
    }

    fn end(&mut self) {}

    fn text(&mut self, _words: &str) {}
}

#[derive(Debug)]
struct Item {
    id: String,
    /// From the package's folder.
    target: String,
    is_page: bool,
}

/// What is in the book, and what is read in which order.
#[derive(Debug, Default)]
struct Package {
    items: Vec<Item>,
    spine: Vec<String>,
    /// The parts that are tables of contents.
    contents: BTreeSet<String>,
}

impl Listener for Package {
    fn start(&mut self, element: &BytesStart<'_>) {
        let value = |name: &str| attribute(element, name).unwrap_or_default();
        let target = || {
            let href = value("href");
            percent_decoded(href.split('#').next().unwrap_or_default())
        };
        match element.local_name().as_ref() {
            "item" => {
                let is_page = matches!(value("media-type").as_str(), "application/xhtml+xml" | "text/html");
                if value("properties").split_ascii_whitespace().any(|property| property == "nav") {
                    self.contents.insert(target());
                }
                self.items.push(Item { id: value("id"), target: target(), is_page });
            }
            "itemref" => self.spine.push(value("idref")),
            "reference" if value("type") == "toc" => {
                self.contents.insert(target());
            }
            _ => {}
        }
    }

    fn end(&mut self) {}

    fn text(&mut self, _words: &str) {}
}

/// The parts that are encrypted.
#[derive(Debug, Default)]
struct Encrypted {
    names: BTreeSet<String>,
}

impl Listener for Encrypted {
    fn start(&mut self, element: &BytesStart<'_>) {
        if element.local_name().as_ref() == "CipherReference" {
            self.names.extend(attribute(element, "URI").map(|name| resolve("", &percent_decoded(&name))));
        }
    }

    fn end(&mut self) {}

    fn text(&mut self, _words: &str) {}
}

/// `chapter%201.xhtml` is `chapter 1.xhtml`.
fn percent_decoded(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        let escaped = digits.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let byte = escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(first));
        rest = after.get(if byte.is_some() { 2 } else { 0 }..).unwrap_or_default();
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
