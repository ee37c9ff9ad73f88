//! A drawing as a PNG file (ISO/IEC 15948), the same bytes on every machine.
//!
//! What is in pixels, no gate can read: every word of a drawing also stands in the file as text.

use miniz_oxide::deflate::compress_to_vec_zlib;

use super::drawing::{Drawing, Shape};
use super::raster::{Pixels, pixels};

/// Dots an inch: what journals ask of line art at the least.
const DOTS: u32 = 300;
/// The longest side in pixels: a figure of many rows gets fewer dots.
const LONGEST: f64 = 6_000.0;
const POINTS_PER_INCH: f64 = 72.0;
/// miniz_oxide's level; it compresses without looking at the processor. From here on a file gets a hundredth smaller, and
/// takes twice as long.
const LEVEL: u8 = 4;

/// A drawing as a picture on white paper, at 300 dots an inch.
pub(in crate::export) fn png(drawing: &Drawing) -> Vec<u8> {
    let most = LONGEST / drawing.width.max(drawing.height).max(1.0);
    let scale = (f64::from(DOTS) / POINTS_PER_INCH).min(most);
    let pixels = pixels(drawing, scale);
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut file, *b"IHDR", &header(&pixels));
    chunk(&mut file, *b"pHYs", &resolution(scale));
    chunk(&mut file, *b"iTXt", &text("Title", &drawing.title));
    chunk(&mut file, *b"iTXt", &text("Description", &drawing.description));
    chunk(&mut file, *b"iTXt", &text("Comment", &words(drawing)));
    chunk(&mut file, *b"IDAT", &compress_to_vec_zlib(&rows(&pixels), LEVEL));
    chunk(&mut file, *b"IEND", &[]);
    file
}

/// Eight bits a channel, red, green and blue.
fn header(pixels: &Pixels) -> Vec<u8> {
    let side = |length: usize| u32::try_from(length).expect("a side is a few thousand pixels long").to_be_bytes();
    [side(pixels.width).as_slice(), &side(pixels.height), &[8, 2, 0, 0, 0]].concat()
}

/// Pixels a metre, across and down.
fn resolution(scale: f64) -> Vec<u8> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is about ten thousand")]
    let per_metre = ((scale * POINTS_PER_INCH / 0.0254).round() as u32).to_be_bytes();
    [per_metre.as_slice(), &per_metre, &[1]].concat()
}

/// Text in UTF-8, not packed, of no language in particular.
fn text(keyword: &str, text: &str) -> Vec<u8> {
    [keyword.as_bytes(), &[0, 0, 0, 0, 0], text.as_bytes()].concat()
}

/// All that the drawing says, a line a text.
fn words(drawing: &Drawing) -> String {
    let texts = drawing.shapes.iter().filter_map(|shape| match shape {
        Shape::Text(text) => Some(text.text.as_str()),
        _ => None,
    });
    texts.collect::<Vec<_>>().join("\n")
}

/// The rows of pixels, each after a byte that says it is not filtered: flat areas pack best so.
fn rows(pixels: &Pixels) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(pixels.bytes.len() + pixels.height);
    for row in pixels.bytes.chunks_exact(pixels.width * 3) {
        bytes.push(0);
        bytes.extend_from_slice(row);
    }
    bytes
}

fn chunk(file: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    file.extend(u32::try_from(data.len()).expect("a chunk is a few megabytes long").to_be_bytes());
    let start = file.len();
    file.extend(name);
    file.extend(data);
    let check = crc(&file[start..]);
    file.extend(check.to_be_bytes());
}

/// The check sum of a chunk (ISO/IEC 15948, annex D).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, &byte| {
        let index = (sum ^ u32::from(byte)) & 0xff;
        CRC[index as usize] ^ (sum >> 8)
    })
}

const CRC: [u32; 256] = {
    let mut table = [0; 256];
    let mut index = 0;
    while index < 256 {
        let mut sum = index;
        let mut bit = 0;
        while bit < 8 {
            sum = if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
            bit += 1;
        }
        table[index as usize] = sum;
        index += 1;
    }
    table
};
