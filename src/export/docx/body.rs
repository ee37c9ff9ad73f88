//! The body of a document: paragraphs and tables in order, some on pages turned on their side.

use super::contents::Targets;
use super::run::{Look, run};
use super::xml::Xml;

/// A page's measures, in twentieths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PageShape {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) top: u32,
    pub(super) right: u32,
    pub(super) bottom: u32,
    pub(super) left: u32,
    pub(super) header: u32,
    pub(super) footer: u32,
}

/// A4, upright and turned.
const UPRIGHT: PageShape = PageShape::even(11_906, 16_838, 1_247);
const TURNED: PageShape = PageShape::even(16_838, 11_906, 1_134);
/// No page is narrower inside its margins, whatever a template says.
const NARROWEST: u32 = 2_000;

impl PageShape {
    const fn even(width: u32, height: u32, margin: u32) -> Self {
        let (header, footer) = (624, 624);
        Self { width, height, top: margin, right: margin, bottom: margin, left: margin, header, footer }
    }

    /// The same sheet on its side; its margins turn with it.
    pub(super) const fn turned(self) -> Self {
        Self {
            width: self.height,
            height: self.width,
            top: self.left,
            right: self.top,
            bottom: self.right,
            left: self.bottom,
            ..self
        }
    }

    /// The width that text may take.
    pub(super) fn text_width(self) -> u32 {
        self.width.saturating_sub(self.left + self.right).max(NARROWEST)
    }

    /// The height that text may take.
    pub(super) fn text_height(self) -> u32 {
        self.height.saturating_sub(self.top + self.bottom).max(NARROWEST)
    }
}

/// The pages of a document: upright and turned, what stands at their head and foot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pages {
    pub(super) upright: PageShape,
    pub(super) turned: PageShape,
    /// `w:headerReference` and `w:footerReference`: element, type, relationship.
    pub(super) references: Vec<(&'static str, String, String)>,
    /// Whether the first page has a head and foot of its own.
    pub(super) title_page: bool,
}

impl Pages {
    /// A4 with the page's number at the foot.
    pub(super) fn usual(footer: &str) -> Self {
        let references = vec![("w:footerReference", "default".to_owned(), footer.to_owned())];
        Self { upright: UPRIGHT, turned: TURNED, references, title_page: false }
    }

    pub(super) const fn of(&self, wide: bool) -> PageShape {
        if wide { self.turned } else { self.upright }
    }

    fn write(&self, xml: &mut Xml, wide: bool, first: bool) {
        let shape = self.of(wide);
        let [width, height] = [shape.width, shape.height].map(|length| length.to_string());
        let turned = [("w:w", width.as_str()), ("w:h", &height), ("w:orient", "landscape")];
        let size = if shape.width > shape.height { &turned[..] } else { &turned[..2] };
        xml.element("w:sectPr", &[], |xml| {
            for (element, kind, id) in &self.references {
                xml.empty(element, &[("w:type", kind), ("r:id", id)]);
            }
            xml.value("w:type", "nextPage");
            xml.empty("w:pgSz", size);
            let margins = [shape.top, shape.right, shape.bottom, shape.left, shape.header, shape.footer];
            let [top, right, bottom, left, header, footer] = margins.map(|length| length.to_string());
            xml.empty(
                "w:pgMar",
                &[
                    ("w:top", &top),
                    ("w:right", &right),
                    ("w:bottom", &bottom),
                    ("w:left", &left),
                    ("w:header", &header),
                    ("w:footer", &footer),
                    ("w:gutter", "0"),
                ],
            );
            if self.title_page && first {
                xml.empty("w:titlePg", &[]);
            }
        });
    }
}

/// A paragraph: its style, how it keeps to its neighbours, and its runs.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    pub(super) style: &'static str,
    pub(super) keep_next: bool,
    pub(super) page_break_before: bool,
    pub(super) from_right: bool,
    /// `RRGGBB` behind the whole line.
    pub(super) shade: Option<String>,
    /// In from the side on which it starts, in twentieths of a point.
    pub(super) indent: u32,
    pub(super) align: Option<&'static str>,
    /// How far from its start a number at the line's end stands, in twentieths of a point.
    pub(super) number_at: Option<u32>,
    /// Runs, as XML.
    pub(super) runs: String,
}

impl Paragraph {
    pub(super) fn new(style: &'static str, inside: impl FnOnce(&mut Xml)) -> Self {
        let mut xml = Xml::default();
        inside(&mut xml);
        Self { style, runs: xml.into_string(), ..Self::default() }
    }

    pub(super) fn text(style: &'static str, text: &str) -> Self {
        let from_right = super::run::is_right_to_left(text);
        Self { from_right, ..Self::new(style, |xml| run(xml, text, Look::Plain)) }
    }

    pub(super) fn write(&self, xml: &mut Xml) {
        self.write_ending(xml, |_| ());
    }

    /// The elements of `w:pPr` have to come in the schema's order.
    fn write_ending(&self, xml: &mut Xml, section: impl FnOnce(&mut Xml)) {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.value("w:pStyle", self.style);
                if self.keep_next {
                    xml.empty("w:keepNext", &[]);
                }
                if self.page_break_before {
                    xml.empty("w:pageBreakBefore", &[]);
                }
                if let Some(shade) = &self.shade {
                    xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", shade)]);
                }
                if let Some(place) = self.number_at {
                    let tab = [("w:val", "right"), ("w:leader", "dot"), ("w:pos", &place.to_string())];
                    xml.element("w:tabs", &[], |xml| xml.empty("w:tab", &tab));
                }
                if self.from_right {
                    xml.empty("w:bidi", &[]);
                }
                if self.indent > 0 {
                    xml.empty("w:ind", &[("w:left", &self.indent.to_string())]);
                }
                if let Some(align) = self.align {
                    xml.value("w:jc", align);
                }
                section(xml);
            });
            xml.append(&self.runs);
        });
    }
}

enum Part {
    Paragraph(Paragraph),
    Table(String),
}

/// A figure as both kinds of picture.
pub(super) struct Picture {
    pub(super) png: Vec<u8>,
    pub(super) svg: Vec<u8>,
}

/// Everything between `<w:body>` and `</w:body>`.
pub(super) struct Body {
    parts: Vec<(bool, Part)>,
    pages: Pages,
    /// Whether what comes next goes on turned pages.
    pub(super) wide: bool,
    pub(super) pictures: Vec<Picture>,
    pub(super) targets: Targets,
}

impl Body {
    pub(super) fn on(pages: Pages) -> Self {
        Self { parts: Vec::new(), pages, wide: false, pictures: Vec::new(), targets: Targets::default() }
    }

    pub(super) fn paragraph(&mut self, paragraph: Paragraph) {
        self.parts.push((self.wide, Part::Paragraph(paragraph)));
    }

    pub(super) fn table(&mut self, table: String) {
        self.parts.push((self.wide, Part::Table(table)));
    }

    /// Takes a picture in and gives the relationships by which PNG and SVG are found.
    pub(super) fn picture(&mut self, picture: Picture) -> [String; 2] {
        self.pictures.push(picture);
        picture_ids(self.pictures.len())
    }

    pub(super) const fn shape(&self) -> PageShape {
        self.pages.of(self.wide)
    }

    /// The whole body. A section's page is said in its last paragraph, the last section's at the very end.
    pub(super) fn write(&self, xml: &mut Xml) {
        let mut first = true;
        for (index, (wide, part)) in self.parts.iter().enumerate() {
            let next = self.parts.get(index + 1);
            let ends = next.is_some_and(|(next, _)| next != wide);
            let section = |xml: &mut Xml| {
                if ends {
                    self.pages.write(xml, *wide, first);
                }
            };
            match part {
                Part::Paragraph(paragraph) => paragraph.write_ending(xml, section),
                Part::Table(table) => {
                    xml.append(table);
                    if ends || !matches!(next, Some((_, Part::Paragraph(_)))) {
                        Paragraph { style: "TableEnd", ..Paragraph::default() }.write_ending(xml, section);
                    }
                }
            }
            first &= !ends;
        }
        self.pages.write(xml, self.parts.last().is_some_and(|(wide, _)| *wide), first);
    }
}

/// The relationships of a picture's PNG and SVG; pictures count from one.
pub(super) fn picture_ids(number: usize) -> [String; 2] {
    [format!("rIdPng{number}"), format!("rIdSvg{number}")]
}
