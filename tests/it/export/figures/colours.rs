//! The colours of figures, as people see them who see colours differently, and as a grey printer prints them.
//!
//! How a colour looks to them: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A physiologically-based model for
//! simulation of color vision deficiency", IEEE Transactions on Visualization and Computer Graphics 15 (2009), 1291–1298,
//! matrices of severity 1.0, on linear sRGB. How different two colours are: CIE 1976 L*a*b*, where about 2.3 is a
//! difference that is just seen. Contrast: WCAG 2.2.

use verbatim::report::{Cell, DivergingRow, Figure};

use super::samples;

type Matrix = [[f64; 3]; 3];

/// Usual vision, protanopia, deuteranopia, tritanopia.
const VISIONS: [(&str, Matrix); 4] = [
    ("all colours", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "no red",
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
    ),
    (
        "no green",
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
    ),
    (
        "no blue",
        [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]],
    ),
];

fn linear(colour: &str) -> [f64; 3] {
    let digits = colour.strip_prefix('#').expect("a colour is #rrggbb");
    [0, 2, 4].map(|place| {
        let part = f64::from(
            u8::from_str_radix(digits.get(place..place + 2).expect("six digits"), 16).expect("hexadecimal digits"),
        ) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    })
}

fn times(matrix: &Matrix, colour: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(colour).map(|(factor, part)| factor * part).sum())
}

/// L*, a*, b* as seen by someone, under D65.
fn seen(colour: &str, vision: &Matrix) -> [f64; 3] {
    let rgb = times(vision, linear(colour)).map(|part| part.clamp(0.0, 1.0));
    let to_xyz = [
        [0.412_456_4, 0.357_576_1, 0.180_437_5],
        [0.212_672_9, 0.715_152_2, 0.072_175_0],
        [0.019_333_9, 0.119_192_0, 0.950_304_1],
    ];
    let [x, y, z] = times(&to_xyz, rgb);
    let root = |part: f64| if part > 216.0 / 24389.0 { part.cbrt() } else { (24389.0 / 27.0 * part + 16.0) / 116.0 };
    let (x, y, z) = (root(x / 0.950_47), root(y), root(z / 1.088_83));
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn difference(one: &str, other: &str, vision: &Matrix) -> f64 {
    let parts = seen(one, vision).into_iter().zip(seen(other, vision));
    parts.map(|(one, other)| (one - other).powi(2)).sum::<f64>().sqrt()
}

fn contrast(one: &str, other: &str) -> f64 {
    let luminance = |colour| times(&[[0.2126, 0.7152, 0.0722]; 3], linear(colour))[0] + 0.05;
    let (one, other) = (luminance(one), luminance(other));
    one.max(other) / one.min(other)
}

/// The values of an attribute that are colours, in their order, each once.
fn colours<'s>(svg: &'s str, attribute: &str) -> Vec<&'s str> {
    let mut colours: Vec<&str> = Vec::new();
    for value in svg.split(&format!(" {attribute}=\"")).skip(1).filter_map(|rest| rest.split('"').next()) {
        if value.starts_with('#') && !colours.contains(&value) {
            colours.push(value);
        }
    }
    colours
}

/// The colours of a scale of so many points, from its low end to its high one: those of the key, which comes first.
fn scale(points: usize) -> Vec<String> {
    let parts = vec![Cell::Share { part: 1, base: points as u64, cases: 9 }; points];
    let row = DivergingRow { label: "Item".to_owned(), answered: Cell::Count { value: 9, cases: 9 }, parts };
    let points: Vec<String> = (1..=points).map(|point| point.to_string()).collect();
    let figure = Figure::Diverging {
        caption: String::new(),
        unit: "% of all".to_owned(),
        points: points.clone(),
        rows: vec![row],
    };
    let svg = samples::svg(&figure);
    let key = svg.split("<rect ").skip(1).take(points.len());
    key.map(|rect| colours(&format!(" {rect}"), "fill")[0].to_owned()).collect()
}

#[test]
fn neighbours_on_a_scale_are_told_apart_by_everyone() {
    for points in 2..=11 {
        let colours = scale(points);
        let least = if points <= 9 { 13.0 } else { 9.0 };
        for (vision, matrix) in &VISIONS {
            for pair in colours.windows(2) {
                let apart = difference(&pair[0], &pair[1], matrix);
                assert!(apart >= least, "{points} points, {vision}: {pair:?} are {apart:.1} apart");
            }
        }
        // In grey, the steps to each side of the middle stay steps; the middle itself is marked by the axis.
        let half = points / 2 + points % 2;
        for side in [&colours[..half], &colours[points - half..]] {
            for pair in side.windows(2) {
                let grey = |colour: &str| seen(colour, &VISIONS[0].1)[0];
                let apart = (grey(&pair[0]) - grey(&pair[1])).abs();
                assert!(apart >= 7.0, "{points} points, in grey: {pair:?} are {apart:.1} apart");
            }
        }
    }
}

#[test]
fn lines_side_by_side_are_told_apart_by_everyone_and_stand_out_from_paper() {
    let Figure::Curve { caption, across, unit, at, mut lines, .. } = samples::curve() else { unreachable!() };
    lines.push(lines[0].clone());
    let svg = samples::svg(&Figure::Curve { caption, across, unit, at, lines, band: None });
    let lines: Vec<&str> =
        svg.split("<polyline ").skip(1).filter(|line| line.contains("stroke-width=\"1.5\"")).collect();
    let mut painted: Vec<&str> = Vec::new();
    for line in &lines {
        let colour = colours(line, "stroke")[0];
        if !painted.contains(&colour) {
            painted.push(colour);
        }
    }
    assert_eq!(painted.len(), 3);
    for (index, one) in painted.iter().enumerate() {
        for paper in ["#ffffff", "#14161a"] {
            assert!(contrast(one, paper) >= 3.0, "{one} on {paper}: {:.2}", contrast(one, paper));
        }
        for other in &painted[index + 1..] {
            for (vision, matrix) in &VISIONS {
                let apart = difference(one, other, matrix);
                assert!(apart >= 16.0, "{vision}: {one} and {other} are {apart:.1} apart");
            }
        }
    }
    // Colour never says anything alone: of two lines side by side, one is dashed.
    let dashed: Vec<bool> = lines.iter().map(|line| line.contains("stroke-dasharray")).collect();
    assert!(dashed.windows(2).take(2).all(|pair| pair[0] != pair[1]), "{dashed:?}");
}

/// Every area that means something stands out from the paper by itself or by the line around it.
#[test]
fn every_shape_stands_out_from_paper() {
    for figure in samples::all() {
        let svg = samples::svg(&figure);
        for rectangle in svg.split("<rect ").skip(1).filter_map(|rest| rest.split("/>").next()) {
            let rectangle = format!(" {rectangle}");
            let seen = colours(&rectangle, "fill").into_iter().chain(colours(&rectangle, "stroke"));
            let most = seen.map(|colour| contrast(colour, "#ffffff")).fold(0.0, f64::max);
            assert!(most >= 3.0, "{rectangle}: {most:.2}");
        }
    }
}

/// Numbers in a part are read against its colour.
#[test]
fn numbers_in_bars_can_be_read() {
    for points in 2..=11 {
        for colour in scale(points) {
            let most = contrast(&colour, "#000000").max(contrast(&colour, "#ffffff"));
            assert!(most >= 4.5, "{colour}: {most:.2}");
        }
    }
    let svg = samples::svg(&samples::diverging());
    let mut checked = 0;
    for part in svg.split("<rect ").skip(1) {
        let (rectangle, rest) = part.split_once("/>").expect("it ends");
        let label = rest.strip_prefix("<text ").and_then(|rest| rest.split("</text>").next());
        let Some(label) = label.filter(|_| rectangle.contains("height=\"13\"")) else { continue };
        let (rectangle, label) = (format!(" {rectangle}"), format!(" {label}"));
        let (behind, letters) = (colours(&rectangle, "fill")[0], colours(&label, "fill")[0]);
        assert!(contrast(behind, letters) >= 4.5, "{letters} on {behind}");
        checked += 1;
    }
    assert!(checked >= 8, "{checked}");
}
