//! Figures as pictures: a PNG that every word processor shows, and beside it the same as SVG, which newer ones take.

use super::super::figure::{Room, draw, png, svg_file};
use super::super::wording;
use super::blocks::caption;
use super::body::{Body, Paragraph, Picture};
use super::xml::Xml;
use crate::report::Figure;

/// English Metric Units, of which a point has so many.
const EMU_PER_POINT: f64 = 12_700.0;
const TWENTIETHS: f64 = 20.0;
/// What a caption above the picture takes of a page, in points.
const CAPTION: f64 = 60.0;
/// The names of the drawing's parts, of 2006 and of 2016.
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const INLINE: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const SVG: &str = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";
/// Says that what is in an extension is a picture as SVG.
const SVG_EXTENSION: &str = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}";

pub(super) fn figure(figure: &Figure, figure_number: usize, body: &mut Body) {
    caption(wording::FIGURE, figure_number, figure.caption(), body);
    if figure.is_empty() {
        body.paragraph(Paragraph::text("TableText", wording::NOTHING));
    }
    let drawing = draw(figure, Room::Page);
    // Without values there may still be a legend.
    if drawing.shapes.is_empty() || drawing.height < 1.0 {
        return;
    }
    let page = body.shape();
    let [across, down] = [page.text_width(), page.text_height()].map(|length| f64::from(length) / TWENTIETHS);
    let scale = (across / drawing.width).min((down - CAPTION) / drawing.height).min(1.0);
    #[expect(clippy::cast_possible_truncation, reason = "a page's width is a small number")]
    let [width, height] = [drawing.width, drawing.height].map(|length| (length * scale * EMU_PER_POINT).round() as i64);
    let ids = body.picture(Picture { png: png(&drawing), svg: svg_file(&drawing).into_bytes() });
    let what = Shown {
        number: figure_number,
        width: width.to_string(),
        height: height.to_string(),
        title: &drawing.title,
        description: &drawing.description,
    };
    body.paragraph(Paragraph::new("Figure", |xml| picture(xml, &what, &ids)));
}

struct Shown<'d> {
    number: usize,
    width: String,
    height: String,
    title: &'d str,
    description: &'d str,
}

/// A run with the picture in the line. `ids` are the relationships of PNG and SVG.
fn picture(xml: &mut Xml, shown: &Shown<'_>, ids: &[String; 2]) {
    let id = shown.number.to_string();
    let name = format!("{} {id}", wording::FIGURE);
    let size = [("cx", shown.width.as_str()), ("cy", shown.height.as_str())];
    let none = [("l", "0"), ("t", "0"), ("r", "0"), ("b", "0")];
    xml.element("w:r", &[], |xml| {
        xml.element("w:drawing", &[], |xml| {
            let place = [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")];
            xml.element("wp:inline", &[&[("xmlns:wp", INLINE)], place.as_slice()].concat(), |xml| {
                xml.empty("wp:extent", &size);
                xml.empty("wp:effectExtent", &none);
                xml.empty(
                    "wp:docPr",
                    &[("id", &id), ("name", &name), ("descr", shown.description), ("title", shown.title)],
                );
                xml.element("wp:cNvGraphicFramePr", &[], |xml| {
                    xml.empty("a:graphicFrameLocks", &[("xmlns:a", DRAWING), ("noChangeAspect", "1")]);
                });
                xml.element("a:graphic", &[("xmlns:a", DRAWING)], |xml| {
                    xml.element("a:graphicData", &[("uri", PICTURE)], |xml| {
                        xml.element("pic:pic", &[("xmlns:pic", PICTURE)], |xml| {
                            xml.element("pic:nvPicPr", &[], |xml| {
                                xml.empty("pic:cNvPr", &[("id", &id), ("name", &name), ("descr", shown.description)]);
                                xml.empty("pic:cNvPicPr", &[]);
                            });
                            filled(xml, ids);
                            xml.element("pic:spPr", &[], |xml| {
                                xml.element("a:xfrm", &[], |xml| {
                                    xml.empty("a:off", &[("x", "0"), ("y", "0")]);
                                    xml.empty("a:ext", &size);
                                });
                                xml.element("a:prstGeom", &[("prst", "rect")], |xml| xml.empty("a:avLst", &[]));
                            });
                        });
                    });
                });
            });
        });
    });
}

/// What the picture shows: the PNG, or the SVG for whoever knows the extension.
fn filled(xml: &mut Xml, [png, svg]: &[String; 2]) {
    xml.element("pic:blipFill", &[], |xml| {
        xml.element("a:blip", &[("r:embed", png)], |xml| {
            xml.element("a:extLst", &[], |xml| {
                xml.element("a:ext", &[("uri", SVG_EXTENSION)], |xml| {
                    xml.empty("asvg:svgBlip", &[("xmlns:asvg", SVG), ("r:embed", svg)]);
                });
            });
        });
        xml.element("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
    });
}
