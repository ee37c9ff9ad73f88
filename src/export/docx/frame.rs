//! What surrounds a document: the parts of its package, the program's own or those of a template.

use super::super::package::Part;
use super::MAIN;
use super::body::{Pages, Picture, picture_ids};
use super::parts::{self, word_language};
use super::template::Template;
use super::template::merge::{self, Renamed};
use super::xml::Xml;

const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const FOOTER: &str = "rIdPageNumber";

/// A part that the document names: its relationship, kind, path below `word/`, media type, and bytes.
pub(super) struct Related {
    pub(super) id: String,
    pub(super) kind: &'static str,
    pub(super) path: String,
    pub(super) media_type: String,
    pub(super) bytes: Vec<u8>,
}

impl Related {
    fn new(id: &str, kind: &'static str, path: &str, media_type: &str, bytes: impl Into<Vec<u8>>) -> Self {
        let [id, path, media_type] = [id, path, media_type].map(str::to_owned);
        Self { id, kind, path, media_type, bytes: bytes.into() }
    }

    fn word(id: &str, kind: &'static str, path: &str, media_type: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self::new(id, kind, path, &format!("{WORD}.{media_type}+xml"), bytes)
    }
}

pub(super) struct Frame {
    pub(super) pages: Pages,
    related: Vec<Related>,
    /// Files that related parts name: path in the package and bytes; pictures, and their relationships.
    carried: Vec<Part>,
    /// Endings of carried pictures, with their media types.
    endings: Vec<(String, String)>,
    /// Styles of the document that are called otherwise.
    renamed: Vec<Renamed>,
}

impl Frame {
    pub(super) fn usual(language: &str) -> Self {
        let styles = parts::STYLES.replace("LANGUAGE", word_language(language));
        let mut frame = Self {
            pages: Pages::usual(FOOTER),
            related: Vec::new(),
            carried: Vec::new(),
            endings: Vec::new(),
            renamed: Vec::new(),
        };
        frame.add("rIdStyles", "styles", "styles.xml", "styles", styles);
        frame.add("rIdNumbering", "numbering", "numbering.xml", "numbering", parts::NUMBERING);
        frame.add("rIdSettings", "settings", "settings.xml", "settings", parts::SETTINGS);
        frame.add("rIdFonts", "fontTable", "fontTable.xml", "fontTable", parts::FONTS);
        frame.add(FOOTER, "footer", "pagenumber.xml", "footer", parts::footer());
        frame.add_theme(parts::THEME.into());
        frame
    }

    pub(super) fn of_template(template: &Template, language: &str) -> Self {
        let merged = merge::merged(template, word_language(language));
        let mut frame = Self {
            pages: template.pages(FOOTER),
            related: template.related(),
            carried: template.carried(),
            endings: template.endings(),
            renamed: merged.renamed,
        };
        frame.add("rIdStyles", "styles", "styles.xml", "styles", merged.styles);
        frame.add("rIdNumbering", "numbering", "numbering.xml", "numbering", merged.numbering);
        frame.add("rIdSettings", "settings", "settings.xml", "settings", merged.settings);
        frame.add("rIdFonts", "fontTable", "fontTable.xml", "fontTable", template.fonts().unwrap_or(parts::FONTS));
        if frame.pages.references.iter().any(|(_, _, id)| id == FOOTER) {
            let footer = frame.restyled(&parts::footer());
            frame.add(FOOTER, "footer", "pagenumber.xml", "footer", footer);
        }
        frame.add_theme(template.theme().unwrap_or(parts::THEME).into());
        frame
    }

    fn add(&mut self, id: &str, kind: &'static str, path: &str, media_type: &str, bytes: impl Into<Vec<u8>>) {
        self.related.push(Related::word(id, kind, path, media_type, bytes));
    }

    fn add_theme(&mut self, bytes: Vec<u8>) {
        let media_type = "application/vnd.openxmlformats-officedocument.theme+xml";
        self.related.push(Related::new("rIdTheme", "theme", "theme/theme1.xml", media_type, bytes));
    }

    /// XML whose styles are called as the styles part has them.
    fn restyled(&self, xml: &str) -> String {
        let mut text = xml.to_owned();
        for Renamed { element, from, to } in &self.renamed {
            // Text is escaped: what begins with `<` is this program's own.
            text =
                text.replace(&format!("<{element} w:val=\"{from}\"/>"), &format!("<{element} w:val=\"\u{1}{to}\"/>"));
        }
        text.replace('\u{1}', "")
    }

    /// All parts of the package, in an order that is always the same.
    pub(super) fn parts(self, document: &str, pictures: Vec<Picture>, title: &str) -> Vec<Part> {
        let document = self.restyled(document);
        let mut all = vec![
            Part::new("[Content_Types].xml", self.content_types(!pictures.is_empty())),
            Part::new("_rels/.rels", parts::PACKAGE_RELATIONSHIPS),
            Part::new("word/document.xml", document),
            Part::new("word/_rels/document.xml.rels", self.relationships(pictures.len())),
        ];
        all.extend(self.related.into_iter().map(|part| Part::new(&format!("word/{}", part.path), part.bytes)));
        all.extend(self.carried);
        for (index, picture) in (1..).zip(pictures) {
            all.push(Part::new(&format!("word/figures/figure{index}.png"), picture.png));
            all.push(Part::new(&format!("word/figures/figure{index}.svg"), picture.svg));
        }
        all.push(Part::new("docProps/core.xml", parts::core_properties(title)));
        all
    }

    fn content_types(&self, has_pictures: bool) -> String {
        let mut endings =
            vec![("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml")];
        if has_pictures {
            endings.extend([("png", "image/png"), ("svg", "image/svg+xml")]);
        }
        for (ending, media_type) in &self.endings {
            if !endings.iter().any(|(known, _)| known.eq_ignore_ascii_case(ending)) {
                endings.push((ending, media_type));
            }
        }
        let mut xml = Xml::document();
        let types = "http://schemas.openxmlformats.org/package/2006/content-types";
        xml.element("Types", &[("xmlns", types)], |xml| {
            for (ending, media_type) in endings {
                xml.empty("Default", &[("Extension", ending), ("ContentType", media_type)]);
            }
            let mut part = |path: &str, media_type: &str| {
                xml.empty("Override", &[("PartName", path), ("ContentType", media_type)]);
            };
            part("/word/document.xml", &format!("{WORD}.document.main+xml"));
            for related in &self.related {
                part(&format!("/word/{}", related.path), &related.media_type);
            }
            part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
        });
        xml.into_string()
    }

    fn relationships(&self, picture_count: usize) -> String {
        let mut xml = Xml::document();
        let namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
        xml.element("Relationships", &[("xmlns", namespace)], |xml| {
            let mut one = |id: &str, kind: &str, target: &str| {
                xml.empty("Relationship", &[("Id", id), ("Type", &format!("{KINDS}/{kind}")), ("Target", target)]);
            };
            for related in &self.related {
                one(&related.id, related.kind, &related.path);
            }
            for number in 1..=picture_count {
                let [png, svg] = picture_ids(number);
                one(&png, "image", &format!("figures/figure{number}.png"));
                one(&svg, "image", &format!("figures/figure{number}.svg"));
            }
        });
        xml.into_string()
    }
}

/// The namespace of the main parts, which a template's have to be in.
pub(super) const NAMESPACE: &str = MAIN;
