//! Figures as files: whole, the same on every machine, and readable by the gate.

use std::io::Read;

use flate2::read::ZlibDecoder;
use sha2::{Digest, Sha256};
use verbatim::disclosure::Gate;
use verbatim::export::Format;
use verbatim::model::{Identity, IdentityKind};
use verbatim::report::{Bar, Cell, Figure};

use super::samples;
use crate::export::support;

/// The chunks of a PNG file, whose check sums are right.
fn chunks(png: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut rest = png.strip_prefix(b"\x89PNG\r\n\x1a\n").expect("it is a PNG file");
    let mut chunks = Vec::new();
    while let [a, b, c, d, more @ ..] = rest {
        let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
        let (body, after) = more.split_at(length + 4);
        let mut sum = flate2::Crc::new();
        sum.update(body);
        assert_eq!(after[..4], sum.sum().to_be_bytes(), "the check sum of a chunk is right");
        chunks.push((String::from_utf8(body[..4].to_vec()).expect("a chunk has a name"), body[4..].to_vec()));
        rest = &after[4..];
    }
    chunks
}

/// Width, height, and rows of red, green and blue.
fn pixels(png: &[u8]) -> (usize, usize, Vec<Vec<u8>>) {
    let chunks = chunks(png);
    let header = &chunks[0].1;
    let side = |place: usize| u32::from_be_bytes(header[place..place + 4].try_into().expect("four bytes")) as usize;
    let (width, height) = (side(0), side(4));
    let packed = &chunks.iter().find(|(name, _)| name == "IDAT").expect("it has pixels").1;
    let mut bytes = Vec::new();
    ZlibDecoder::new(packed.as_slice()).read_to_end(&mut bytes).expect("they can be unpacked");
    let rows: Vec<Vec<u8>> = bytes.chunks(width * 3 + 1).map(|row| row[1..].to_vec()).collect();
    assert_eq!((rows.len(), rows.last().map(Vec::len)), (height, Some(width * 3)));
    (width, height, rows)
}

#[test]
fn a_picture_has_the_size_of_print_at_300_dots_an_inch() {
    for figure in samples::all() {
        let png = samples::png(&figure);
        let names: Vec<String> = chunks(&png).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["IHDR", "pHYs", "iTXt", "iTXt", "iTXt", "IDAT", "IEND"]);
        // 300 dots an inch are 11,811 a metre; 160 mm are 1,890 dots.
        assert_eq!(chunks(&png)[1].1, [0, 0, 0x2e, 0x23, 0, 0, 0x2e, 0x23, 1]);
        let (width, height, rows) = pixels(&png);
        assert_eq!(width, 1_890);
        assert!(height > 300, "{height}");
        let ink = rows.iter().flat_map(|row| row.chunks(3)).filter(|pixel| pixel.iter().all(|&part| part < 80)).count();
        let paper = rows.iter().flat_map(|row| row.chunks(3)).filter(|pixel| *pixel == [255; 3]).count();
        assert!(ink > 2_000 && paper > width * height / 2, "{ink} and {paper} of {}", width * height);
    }
}

/// A bar covers just the pixels that it should, and a letter is where it should be.
#[test]
fn what_is_drawn_is_in_its_place() {
    let bar = Bar {
        label: String::new(),
        value: Cell::Count { value: 5, cases: 5 },
        colour: Some("#8c2f4a".to_owned()),
        ..Bar::default()
    };
    let figure = Figure::Bars { caption: "One".to_owned(), unit: String::new(), bars: vec![bar] };
    let (svg, (_, _, rows)) = (samples::svg(&figure), pixels(&samples::png(&figure)));
    let rectangle = svg.split("<rect ").nth(1).unwrap();
    let number = |name: &str| -> f64 {
        let rest = rectangle.split(&format!("{name}=\"")).nth(1).unwrap();
        rest.split('"').next().unwrap().parse().unwrap()
    };
    let painted = rows.iter().flat_map(|row| row.chunks(3)).filter(|pixel| *pixel == [0x8c, 0x2f, 0x4a]).count();
    let area = number("width") * number("height") * (300.0_f64 / 72.0).powi(2);
    // Pixels that the edges cut are mixed, and the axis covers one end.
    let off = (f64::from(u32::try_from(painted).expect("a picture has fewer pixels")) - area) / area;
    assert!((-0.06..=0.0).contains(&off), "{painted} pixels of {area}");
}

/// The same bytes everywhere: change this only with what is drawn.
#[test]
fn pictures_are_the_same_on_every_machine() {
    let digests: Vec<String> = samples::all()
        .iter()
        .map(|figure| Sha256::digest(samples::png(figure)).iter().map(|byte| format!("{byte:02x}")).collect::<String>())
        .collect();
    insta::assert_snapshot!(digests.join("\n"), @r"
    b8b9012fbb9d8ffbaa2a564d7bec21e98c884889491b3a21dc17549df512cdc1
    5c55d46edeb77da92a0b8f6b5d4f0d5e0960e4898cafeec1687d5ecf72bfadde
    719fd8e781051427d8768c424dca94a58fb5c8edde8cb5bf5ad0bb61ebccc9cd
    3775531faf3398bace55cc56e0c399bece65c131f0d74be2b5b5546155282b19
    9f721677ae52511935c98dd46108c86670708851a4ea6cbc5365bd93a2fdaafc
    ");
}

#[test]
fn figures_come_as_files_of_their_own() {
    let names = |figures: Vec<Figure>, format: Format| -> Vec<String> {
        support::rendered(&samples::report(figures), format).into_iter().map(|file| file.file_name).collect()
    };
    assert_eq!(names(vec![samples::bars()], Format::Svg), ["out.svg"]);
    assert_eq!(names(vec![samples::bars(), samples::flow()], Format::Png), ["out-figure-1.png", "out-figure-2.png"]);
    assert_eq!(names(Vec::new(), Format::Png), [""; 0]);
}

#[test]
fn a_drawing_of_its_own_is_well_formed_and_says_what_it_shows() {
    for figure in samples::all() {
        let svg = samples::svg(&figure);
        let text = support::xml_text(&svg);
        assert!(text.contains(figure.caption()), "{svg}");
        assert!(!svg.contains("class=") && !svg.contains("currentColor") && !svg.contains("var("), "{svg}");
    }
}

/// What is in pixels nobody can search: the words stand in the file as well, where the gate finds a name.
#[test]
fn the_gate_reads_a_picture() {
    let identity =
        Identity { kind: IdentityKind::Person, forms: vec!["Quillfeather".to_owned()], ..Identity::default() };
    let bar =
        |label: &str| Bar { label: label.to_owned(), value: Cell::Count { value: 5, cases: 5 }, ..Bar::default() };
    let figure = |label: &str| Figure::Bars { caption: String::new(), unit: String::new(), bars: vec![bar(label)] };
    let gate = Gate::new(&[identity]);
    for (label, found) in [("Mr Quillfeather’s group", true), ("Another group", false)] {
        for format in [Format::Png, Format::Svg] {
            let bytes = support::bytes(&samples::report(vec![figure(label)]), format);
            let findings = gate.inspect(&format!("out.{format}"), &bytes, &[]).unwrap();
            assert_eq!(!findings.is_empty(), found, "{format}: {label}");
        }
    }
}

/// Each kind of figure but the flow is a chart of Excel's own, of the cells above it.
#[test]
fn in_a_workbook_figures_are_charts_that_can_be_edited() {
    let figures: Vec<Figure> = samples::all();
    let flows = figures.iter().filter(|figure| matches!(figure, Figure::Flow { .. })).count();
    let count = figures.len();
    let charts: Vec<String> = support::parts(&support::bytes(&samples::report(figures), Format::Xlsx))
        .into_iter()
        .filter(|(path, _)| path.starts_with("xl/charts/chart"))
        .map(|(_, bytes)| String::from_utf8(bytes).expect("a part is UTF-8"))
        .collect();
    assert_eq!(charts.len(), count - flows);
    let scale = charts.iter().find(|chart| chart.contains("<c:grouping val=\"stacked\"/>")).expect("a scale has bars");
    assert!(!scale.contains("<c:plotVisOnly"), "what holds the bars off stands in a hidden column");
    // One part more than the scale has, which is not painted.
    assert_eq!((scale.matches("<c:ser>").count(), scale.matches("<a:noFill/>").count()), (6, 2), "{scale}");
    assert!(charts.iter().any(|chart| chart.contains("<c:lineChart>")), "what adds up is a curve");
}
