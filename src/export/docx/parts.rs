//! The files around the document that are the same, or nearly so, for every report.

use super::super::wording;
use super::body::Paragraph;
use super::run::{Look, field, run};
use super::xml::Xml;
use super::{MAIN, RELATIONSHIPS};

pub(super) const PACKAGE_RELATIONSHIPS: &str = include_str!("parts/package.rels.xml");
pub(super) const NUMBERING: &str = include_str!("parts/numbering.xml");
pub(super) const SETTINGS: &str = include_str!("parts/settings.xml");
pub(super) const THEME: &str = include_str!("parts/theme.xml");
pub(super) const FONTS: &str = include_str!("parts/fonts.xml");
/// The styles; `LANGUAGE` stands for the report's.
pub(super) const STYLES: &str = include_str!("parts/styles.xml");

/// The language as Word wants it: `en` alone is American to it; this program's own words are British.
pub(super) fn word_language(language: &str) -> &str {
    if language == "en" { "en-GB" } else { language }
}

/// The page's number.
pub(super) fn footer() -> String {
    let mut xml = Xml::document();
    xml.element("w:ftr", &[("xmlns:w", MAIN), ("xmlns:r", RELATIONSHIPS)], |xml| {
        let number = Paragraph::new("Footer", |xml| {
            run(xml, &format!("{} ", wording::PAGE), Look::Plain);
            field(xml, "PAGE", "1", Look::Plain);
        });
        number.write(xml);
    });
    xml.into_string()
}

/// The title, and nothing else: no author, no dates.
pub(super) fn core_properties(title: &str) -> String {
    let mut xml = Xml::document();
    let namespaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    xml.element("cp:coreProperties", &namespaces, |xml| {
        xml.element("dc:title", &[], |xml| xml.text(title));
    });
    xml.into_string()
}
