//! The body of a document: paragraphs and tables in order, some on pages turned on their side.

use super::run::{Look, run};
use super::xml::Xml;

/// A page's measures, in twentieths of a point: A4, upright or turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PageShape {
    width: u32,
    height: u32,
    margin: u32,
}

const UPRIGHT: PageShape = PageShape { width: 11_906, height: 16_838, margin: 1_247 };
const TURNED: PageShape = PageShape { width: 16_838, height: 11_906, margin: 1_134 };

impl PageShape {
    pub(super) const fn of(wide: bool) -> Self {
        if wide { TURNED } else { UPRIGHT }
    }

    /// The width that text may take.
    pub(super) const fn text_width(self) -> u32 {
        self.width - 2 * self.margin
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

    pub(super) fn keep_next(self) -> Self {
        Self { keep_next: true, ..self }
    }

    pub(super) fn write(&self, xml: &mut Xml) {
        self.write_ending_section(xml, None);
    }

    /// The elements of `w:pPr` have to come in the schema's order.
    fn write_ending_section(&self, xml: &mut Xml, section: Option<PageShape>) {
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
                if self.from_right {
                    xml.empty("w:bidi", &[]);
                }
                if self.indent > 0 {
                    xml.empty("w:ind", &[("w:left", &self.indent.to_string())]);
                }
                if let Some(align) = self.align {
                    xml.value("w:jc", align);
                }
                if let Some(shape) = section {
                    section_properties(xml, shape);
                }
            });
            xml.append(&self.runs);
        });
    }
}

enum Part {
    Paragraph(Paragraph),
    Table(String),
}

/// Everything between `<w:body>` and `</w:body>`.
#[derive(Default)]
pub(super) struct Body {
    parts: Vec<(bool, Part)>,
    /// Whether what comes next goes on turned pages.
    pub(super) wide: bool,
}

impl Body {
    pub(super) fn paragraph(&mut self, paragraph: Paragraph) {
        self.parts.push((self.wide, Part::Paragraph(paragraph)));
    }

    pub(super) fn table(&mut self, table: String) {
        self.parts.push((self.wide, Part::Table(table)));
    }

    pub(super) fn shape(&self) -> PageShape {
        PageShape::of(self.wide)
    }

    /// The whole body. A section's page is said in its last paragraph, the last section's at the very end.
    pub(super) fn write(&self, xml: &mut Xml) {
        for (index, (wide, part)) in self.parts.iter().enumerate() {
            let next = self.parts.get(index + 1);
            let ends = next.is_some_and(|(next, _)| next != wide).then(|| PageShape::of(*wide));
            match part {
                Part::Paragraph(paragraph) => paragraph.write_ending_section(xml, ends),
                Part::Table(table) => xml.append(table),
            }
            let needs_paragraph =
                matches!(part, Part::Table(_)) && (ends.is_some() || !matches!(next, Some((_, Part::Paragraph(_)))));
            if needs_paragraph {
                Paragraph { style: "TableEnd", ..Paragraph::default() }.write_ending_section(xml, ends);
            }
        }
        section_properties(xml, PageShape::of(self.parts.last().is_some_and(|(wide, _)| *wide)));
    }
}

fn section_properties(xml: &mut Xml, shape: PageShape) {
    let [width, height, margin] = [shape.width, shape.height, shape.margin].map(|length| length.to_string());
    let turned = [("w:w", width.as_str()), ("w:h", &height), ("w:orient", "landscape")];
    let size = if shape == TURNED { &turned[..] } else { &turned[..2] };
    xml.element("w:sectPr", &[], |xml| {
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", "rId4")]);
        xml.value("w:type", "nextPage");
        xml.empty("w:pgSz", size);
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", &margin),
                ("w:right", &margin),
                ("w:bottom", &margin),
                ("w:left", &margin),
                ("w:header", "624"),
                ("w:footer", "624"),
                ("w:gutter", "0"),
            ],
        );
    });
}
