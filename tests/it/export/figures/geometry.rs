//! Nothing runs into anything: every text lies on the sheet and over no other.
//!
//! Texts are measured here by the font's own tables, not by the program.

use std::sync::LazyLock;

use proptest::prelude::*;
use quick_xml::events::{BytesStart, Event};
use ttf_parser::Face;
use unicode_width::UnicodeWidthChar;
use verbatim::export::Format;
use verbatim::report::Figure;

use super::samples;
use crate::export::support;

static REGULAR: LazyLock<Face<'static>> =
    LazyLock::new(|| Face::parse(include_bytes!("../../../../src/export/figure/font/regular.ttf"), 0).expect("sound"));
static BOLD: LazyLock<Face<'static>> =
    LazyLock::new(|| Face::parse(include_bytes!("../../../../src/export/figure/font/bold.ttf"), 0).expect("sound"));

/// Texts may touch, and numbers are rounded when they are written.
const SLACK: f64 = 0.4;

#[derive(Debug)]
struct Placed {
    text: String,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

/// The sheet's width and height, and every text on it.
fn placed(svg: &str) -> (f64, f64, Vec<Placed>) {
    let mut reader = quick_xml::Reader::from_str(svg);
    let (mut sheet, mut texts, mut open) = ((0.0, 0.0), Vec::new(), None);
    loop {
        match reader.read_event().expect("a drawing is well-formed") {
            Event::Start(start) if start.name().as_ref() == "svg" => {
                let view = attribute(&start, "viewBox").expect("a drawing has a size");
                let numbers: Vec<f64> = view.split(' ').map(|number| number.parse().expect("a number")).collect();
                sheet = (numbers[2], numbers[3]);
            }
            Event::Start(start) if start.name().as_ref() == "text" => open = Some((start.to_owned(), String::new())),
            Event::Text(text) => {
                if let Some((_, words)) = &mut open {
                    words.push_str(&text);
                }
            }
            Event::GeneralRef(reference) => {
                if let Some((_, words)) = &mut open {
                    words.push_str(quick_xml::escape::resolve_predefined_entity(&reference).expect("XML knows it"));
                }
            }
            Event::End(end) if end.name().as_ref() == "text" => {
                let (start, words) = open.take().expect("it was opened");
                texts.push(place(&start, words));
            }
            Event::Eof => return (sheet.0, sheet.1, texts),
            _ => {}
        }
    }
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = start.try_get_attribute(name).expect("attributes are well-formed")?;
    Some(attribute.value.to_string())
}

fn place(start: &BytesStart<'_>, text: String) -> Placed {
    let number = |name: &str| attribute(start, name).expect(name).parse::<f64>().expect("it is a number");
    let (x, y, size) = (number("x"), number("y"), number("font-size"));
    let face = if attribute(start, "font-weight").as_deref() == Some("bold") { &BOLD } else { &REGULAR };
    let advance = |letter: char| match face.glyph_index(letter) {
        Some(glyph) => f64::from(face.glyph_hor_advance(glyph).expect("a glyph has one")) / 2048.0,
        // What browsers take from another font: an em a wide character, half of one a narrow one.
        None => [0.0, 0.5, 1.0][letter.width().unwrap_or(0)],
    };
    let width = text.chars().map(advance).sum::<f64>() * size;
    let left = match attribute(start, "text-anchor").as_deref() {
        Some("middle") => x - width / 2.0,
        Some("end") => x - width,
        _ => x,
    };
    Placed { text, left, right: left + width, top: y - 0.72 * size, bottom: y + 0.21 * size }
}

fn assert_clear(figure: &Figure) -> Result<(), TestCaseError> {
    let (width, height, texts) = placed(&samples::svg(figure));
    for (index, one) in texts.iter().enumerate().filter(|(_, text)| !text.text.is_empty()) {
        prop_assert!(one.left >= -SLACK && one.right <= width + SLACK, "{one:?} leaves a sheet {width} wide");
        prop_assert!(one.top >= -SLACK && one.bottom <= height + SLACK, "{one:?} leaves a sheet {height} high");
        for other in texts[index + 1..].iter().filter(|other| !other.text.is_empty()) {
            let beside = one.right <= other.left + SLACK || other.right <= one.left + SLACK;
            let apart = one.bottom <= other.top + SLACK || other.bottom <= one.top + SLACK;
            prop_assert!(beside || apart, "{one:?} runs into {other:?}");
        }
    }
    Ok(())
}

#[test]
fn no_label_of_a_usual_figure_is_cut_or_covered() {
    for figure in samples::all() {
        assert_clear(&figure).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_label_is_cut_or_covered(figure in samples::any_figure()) {
        assert_clear(&figure)?;
    }
}

#[test]
fn what_must_not_be_shown_is_a_word_and_no_bar() {
    let svg = samples::svg(&samples::bars());
    assert!(svg.contains(">withheld<") && svg.contains(">no answer<"));
    // Of five bars, two have a length: one is withheld, one is not known, one is none at all.
    assert_eq!(svg.matches("<rect").count(), 2);
    let svg = samples::svg(&samples::diverging());
    assert!(svg.contains(">withheld<") && svg.contains(">no answers<"));
}

#[test]
fn the_middle_of_a_scale_lies_on_one_line() {
    let svg = samples::svg(&samples::diverging());
    let neutral = svg.split("<rect ").filter(|rect| rect.contains("#f2f2f2") && rect.contains("height=\"13\""));
    let number = |rect: &str, name: &str| -> f64 {
        rect.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next()).unwrap().parse().unwrap()
    };
    let middles: Vec<f64> = neutral.map(|rect| number(rect, "x") + number(rect, "width") / 2.0).collect();
    assert_eq!(middles.len(), 2);
    assert!((middles[0] - middles[1]).abs() < 0.02, "{middles:?}");
    // The only line as strong as that is the axis, and it stands there.
    let strong = svg.split("<polyline ").find(|line| line.contains("stroke-width=\"0.75\"")).expect("there is an axis");
    let axis: f64 = strong.split(['"', ',']).nth(1).expect("it begins somewhere").parse().expect("a number");
    assert!((axis - middles[0]).abs() < 0.02, "{axis}, {middles:?}: {svg}");
}

/// A page holds a drawing for wide screens and one for narrow ones; both say the same.
#[test]
fn a_narrow_drawing_says_what_the_wide_one_does() {
    let page = support::text(&samples::report(samples::all()), Format::Html);
    let drawings: Vec<&str> = page.split("<svg class=\"").skip(1).collect();
    assert_eq!(drawings.len(), 10);
    for pair in drawings.chunks(2) {
        assert!(pair[0].starts_with("page") && pair[1].starts_with("narrow"));
        let described = |svg: &str| -> String {
            let (_, rest) = svg.split_once("<desc").expect("a drawing is described");
            let (_, words) = rest.split_once('>').expect("the element is begun");
            words.split_once("</desc>").expect("and ended").0.to_owned()
        };
        assert_eq!(described(pair[0]), described(pair[1]));
    }
}
