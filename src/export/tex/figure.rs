//! Figures as TikZ drawings, shape by shape.

use std::fmt::Write;

use super::super::figure::{Anchor, Paint, Point, Rgb, Room, Shape, draw, on_paper};
use super::super::wording;
use super::escape::flat;
use super::table::kept_together;
use crate::report::Figure;

/// What fits on a page below a caption, in points.
const TALLEST: f64 = 620.0;

pub(super) fn figure(figure: &Figure) -> String {
    let caption = flat(figure.caption());
    if figure.is_empty() {
        return kept_together(&caption, &format!("\\emph{{{}}}", wording::NOTHING), "figure");
    }
    let drawing = draw(figure, Room::Page);
    let scale = (TALLEST / drawing.height).min(1.0);
    // A point of drawings is a 72nd of an inch: TeX's `bp`. Down is down.
    let mut text = format!(
        "\\begin{{tikzpicture}}[x={scale:.4}bp,y=-{scale:.4}bp,line join=round,line cap=round]\n\
         \\useasboundingbox (0,0) rectangle ({:.2},{:.2});\n",
        drawing.width, drawing.height
    );
    for shape in &drawing.shapes {
        self::shape(&mut text, shape, scale);
    }
    text.push_str("\\end{tikzpicture}");
    kept_together(&caption, &text, "figure")
}

fn shape(text: &mut String, shape: &Shape, scale: f64) {
    match shape {
        Shape::Rectangle { left, top, width, height, fill, stroke } => {
            let mut looks = fill.map(|paint| format!("fill={}", colour(paint))).into_iter().collect::<Vec<_>>();
            looks.extend(stroke.map(|paint| format!("draw={},line width={:.2}bp", colour(paint), 0.5 * scale)));
            let (right, bottom) = (left + width, top + height);
            let _ =
                writeln!(text, "\\path[{}] ({left:.2},{top:.2}) rectangle ({right:.2},{bottom:.2});", looks.join(","));
        }
        Shape::Line { points, paint, width, dashed } => {
            let dash = if *dashed { ",dash pattern=on 3bp off 3bp" } else { "" };
            let (paint, width) = (colour(*paint), width * scale);
            let _ = writeln!(text, "\\draw[draw={paint},line width={width:.2}bp{dash}] {};", path(points));
        }
        Shape::Area { points, paint } => {
            let _ = writeln!(text, "\\fill[fill={}] {} -- cycle;", colour(*paint), path(points));
        }
        Shape::Text(found) => {
            let anchor = match found.anchor {
                Anchor::Start => "west",
                Anchor::Middle => "mid",
                Anchor::End => "east",
            };
            let anchor = if anchor == "mid" { "base".to_owned() } else { format!("base {anchor}") };
            let size = found.size * scale;
            let _ = writeln!(
                text,
                "\\node[anchor={anchor},inner sep=0pt,text={},font=\\fontsize{{{size:.2}bp}}{{{:.2}bp}}\\selectfont\
                 \\sffamily{}] at ({:.2},{:.2}) {{{}}};",
                colour(found.paint),
                size * 1.2,
                if found.bold { "\\bfseries" } else { "" },
                found.x,
                found.y,
                flat(&found.text)
            );
        }
    }
}

fn path(points: &[Point]) -> String {
    points.iter().map(|point| format!("({:.2},{:.2})", point.x, point.y)).collect::<Vec<_>>().join(" -- ")
}

/// As `xcolor` takes it without a name.
fn colour(paint: Paint) -> String {
    let Rgb(red, green, blue) = on_paper(paint);
    format!("{{rgb,255:red,{red};green,{green};blue,{blue}}}")
}
