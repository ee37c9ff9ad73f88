//! SPSS files.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use insta::assert_snapshot;

use super::{plan, told};

/// How the cases of a file are packed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Packing {
    None,
    Bytes,
    Blocks,
}

/// An SPSS file being written, in either order of bytes.
struct SavFile {
    bytes: Vec<u8>,
    is_big_endian: bool,
}

impl SavFile {
    fn put(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    fn i32(&mut self, number: i32) {
        self.put(&if self.is_big_endian { number.to_be_bytes() } else { number.to_le_bytes() });
    }

    fn i64(&mut self, number: usize) {
        let number = i64::try_from(number).unwrap();
        self.put(&if self.is_big_endian { number.to_be_bytes() } else { number.to_le_bytes() });
    }

    fn f64(&mut self, number: f64) {
        self.put(&if self.is_big_endian { number.to_be_bytes() } else { number.to_le_bytes() });
    }

    /// Letters, filled up with spaces.
    fn padded(&mut self, text: &[u8], width: usize) {
        self.put(text);
        self.put(&vec![b' '; width - text.len()]);
    }

    fn header(&mut self, packing: Packing, case_count: i32) {
        self.put(if packing == Packing::Blocks { b"$FL3" } else { b"$FL2" });
        self.padded(b"@(#) SPSS DATA FILE", 60);
        for number in [2, -1, packing as i32, 0, case_count] {
            self.i32(number);
        }
        self.f64(100.0);
        self.padded(b"29 Jan 2411:04:58", 84);
    }

    /// A variable, and for a text the records that fill up its width.
    fn variable(&mut self, name: &str, width: usize, print: i32, label: &str, missing: (i32, &[[u8; 8]])) {
        for number in [i32::try_from(width).unwrap(), i32::from(!label.is_empty()), missing.0, print, print] {
            self.i32(number);
        }
        self.padded(name.as_bytes(), 8);
        if !label.is_empty() {
            self.i32(i32::try_from(label.len()).unwrap());
            self.padded(label.as_bytes(), label.len().next_multiple_of(4));
        }
        missing.1.iter().for_each(|value| self.put(value));
        for _ in 1..width.div_ceil(8) {
            for number in [2, -1, 0, 0, 0, 0] {
                self.i32(number);
            }
            self.padded(b"", 8);
        }
    }

    fn number(&self, number: f64) -> [u8; 8] {
        if self.is_big_endian { number.to_be_bytes() } else { number.to_le_bytes() }
    }

    fn labels(&mut self, labels: &[([u8; 8], &str)], variables: &[i32]) {
        self.i32(3);
        self.i32(i32::try_from(labels.len()).unwrap());
        for (value, label) in labels {
            self.put(value);
            self.put(&[u8::try_from(label.len()).unwrap()]);
            self.padded(label.as_bytes(), (label.len() + 1).next_multiple_of(8) - 1);
        }
        self.i32(4);
        self.i32(i32::try_from(variables.len()).unwrap());
        for &variable in variables {
            self.i32(variable);
        }
    }

    fn extension(&mut self, subtype: i32, size: usize, bytes: &[u8]) {
        for number in [7, subtype, i32::try_from(size).unwrap(), i32::try_from(bytes.len() / size).unwrap()] {
            self.i32(number);
        }
        self.put(bytes);
    }

    /// Counted fields, as labels of long texts have them.
    fn fields(&self, fields: &[Result<&str, i32>]) -> Vec<u8> {
        let mut inner = Self { bytes: Vec::new(), is_big_endian: self.is_big_endian };
        for field in fields {
            match field {
                Ok(text) => {
                    inner.i32(i32::try_from(text.len()).unwrap());
                    inner.put(text.as_bytes());
                }
                Err(number) => inner.i32(*number),
            }
        }
        inner.bytes
    }

    /// Elements of eight bytes, packed as they are to be.
    fn cases(&mut self, elements: &[[u8; 8]], packing: Packing) {
        if packing == Packing::None {
            return elements.iter().for_each(|element| self.put(element));
        }
        let mut packed = Vec::new();
        for eight in elements.chunks(7) {
            let small = |element: &[u8; 8]| (1..=151u8).find(|code| *element == self.number(f64::from(*code) - 100.0));
            let code = |element: &[u8; 8]| match element {
                b"        " => 254,
                element if *element == self.number(-f64::MAX) => 255,
                element => small(element).unwrap_or(253),
            };
            let mut codes: Vec<u8> = eight.iter().map(code).collect();
            codes.resize(8, 0);
            packed.extend_from_slice(&codes);
            eight.iter().filter(|element| code(element) == 253).for_each(|element| packed.extend_from_slice(element));
        }
        packed.extend_from_slice(&[252, 0, 0, 0, 0, 0, 0, 0]);
        if packing == Packing::Bytes {
            return self.put(&packed);
        }
        let start = self.bytes.len() + 24;
        let mut blocks = Vec::new();
        for block in packed.chunks(100) {
            let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
            encoder.write_all(block).unwrap();
            blocks.push((block.len(), encoder.finish().unwrap()));
        }
        let list = start + blocks.iter().map(|(_, block)| block.len()).sum::<usize>();
        for number in [start - 24, list, 24 + 24 * blocks.len()] {
            self.i64(number);
        }
        for (_, block) in &blocks {
            self.put(block);
        }
        self.i64(0);
        self.i64(0);
        self.i32(100);
        self.i32(i32::try_from(blocks.len()).unwrap());
        let mut place = start;
        for (size, block) in &blocks {
            self.i64(0);
            self.i64(place);
            self.i32(i32::try_from(*size).unwrap());
            self.i32(i32::try_from(block.len()).unwrap());
            place += block.len();
        }
    }
}

/// A file with a variable of every kind and three cases.
pub(crate) fn survey(packing: Packing, is_big_endian: bool) -> Vec<u8> {
    let mut file = SavFile { bytes: Vec::new(), is_big_endian };
    file.header(packing, 3);
    let (f8, date, datetime, time, a8) = (0x0005_0802, 0x0014_0b00, 0x0016_1400, 0x0015_0800, 0x0001_0800);
    let number = |value: f64| file.number(value);
    let (refused, range) = ([number(9.0)], [number(90.0), number(99.0), number(-1.0)]);
    let (values, yes_no) = ([1.0, 3.0, 9.0].map(number), [number(0.0), number(1.0), number(2.0)]);
    file.i32(2);
    file.variable("ID", 0, f8, "", (0, &[]));
    file.i32(2);
    file.variable("SAT", 0, f8, "How was it?", (1, &refused));
    file.i32(2);
    file.variable("AGAIN", 0, f8, "Phone", (-3, &range));
    file.i32(2);
    file.variable("SINCE", 0, date, "", (0, &[]));
    file.i32(2);
    file.variable("SENT", 0, datetime, "", (0, &[]));
    file.i32(2);
    file.variable("TOOK", 0, time, "", (0, &[]));
    file.i32(2);
    file.variable("SECTOR", 6, a8, "", (1, &[*b"none    "]));
    file.i32(2);
    file.variable("LONGCODE", 12, a8, "", (0, &[]));
    file.i32(2);
    file.variable("WHY", 255, a8, "Why?", (0, &[]));
    file.i32(2);
    file.variable("WHY1", 48, a8, "", (0, &[]));
    file.labels(&[(values[0], "Bad"), (values[1], "Good"), (values[2], "Refused")], &[2]);
    file.labels(&[(yes_no[0], "No"), (yes_no[1], "Yes"), (yes_no[2], "Yes")], &[3]);
    file.labels(&[(*b"pol     ", "Policing"), (*b"sch     ", "Schools")], &[7]);
    file.i32(6);
    file.i32(1);
    file.padded(b"a document", 80);
    file.extension(3, 4, &[[0; 4]; 8].concat());
    file.extension(7, 1, b"$ways=D1 1 12 Which of all AGAIN\n");
    file.extension(13, 1, b"SAT=satisfaction\tWHY=Why_so");
    file.extension(14, 1, b"WHY=00300\0\t");
    file.extension(20, 1, b"UTF-8");
    let labels = file.fields(&[Ok("LONGCODE"), Err(12), Err(1), Ok("abcdefghij  "), Ok("A to J")]);
    file.extension(21, 1, &labels);
    let mut missing = file.fields(&[Ok("LONGCODE")]);
    missing.push(1);
    missing.extend(file.fields(&[Ok("zzzzzzzz")]));
    file.extension(22, 1, &missing);
    file.extension(99, 3, &[0; 9]);
    file.i32(999);
    file.i32(0);
    let (gone, day) = (-f64::MAX, 86_400.0);
    let why = "é".repeat(130) + &"w".repeat(40);
    let numbers = [
        [1.0, 1.0, 1.0, day * 161_172.0, day * 161_172.0 + 39_898.0, 100_000.0],
        [2.5, 2.0, 2.0, gone, gone, gone],
        [1000.0 / 3.0, 9.0, 95.0, gone, gone, gone],
    ];
    let texts = [("pol", "abcdefghij", why.as_str()), ("sch", "abc", ""), ("none", "zzzzzzzz", "Because.")];
    let mut elements = Vec::new();
    for (numbers, (sector, code, why)) in numbers.iter().zip(texts) {
        elements.extend(numbers.iter().map(|&value| file.number(value)));
        let mut text = format!("{sector:8}{code:16}").into_bytes();
        let mut why = why.as_bytes().to_vec();
        why.resize(300, b' ');
        text.extend_from_slice(&why[..255]);
        text.push(b' ');
        text.extend_from_slice(&why[255..]);
        text.resize(8 + 16 + 256 + 48, b' ');
        elements.extend(text.chunks(8).map(|chunk| <[u8; 8]>::try_from(chunk).unwrap()));
    }
    file.cases(&elements, packing);
    file.bytes
}

#[test]
fn values_as_people_see_them() {
    let little = told("s.sav", &survey(Packing::None, false));
    assert_snapshot!(little.replace(&"é".repeat(130), "[130 é]").replace(&"w".repeat(40), "[40 w]"), @"
    ID | satisfaction | AGAIN | SINCE | SENT | TOOK | SECTOR | LONGCODE | Why_so
    1 | Bad | Yes | 2024-01-22 | 2024-01-22 11:04:58 | 27:46:40 | Policing | A to J | [130 é][40 w]
    2.5 | 2 | Yes (2) |  |  |  | Schools | abc |
    333.333333333333 |  |  |  |  |  |  |  | Because.
    look: satisfaction: 1 answer that the file marks as missing, read as blank; the first is in row 3
    look: AGAIN: 1 answer that the file marks as missing, read as blank; the first is in row 3
    look: SECTOR: 1 answer that the file marks as missing, read as blank; the first is in row 3
    look: LONGCODE: 1 answer that the file marks as missing, read as blank; the first is in row 3
    ");
    for (packing, is_big_endian) in [
        (Packing::None, true),
        (Packing::Bytes, false),
        (Packing::Bytes, true),
        (Packing::Blocks, false),
        (Packing::Blocks, true),
    ] {
        assert_eq!(told("s.zsav", &survey(packing, is_big_endian)), little, "{packing:?} {is_big_endian}");
    }
}

#[test]
fn labels_make_the_plan() {
    assert_snapshot!(plan("s.sav", &survey(Packing::Bytes, false)), @r#"
    ID id 
    satisfaction scale "How was it?" 1 to 3 Bad, 2, Good
    AGAIN single "Which of all - Phone" No, Yes, Yes (2)
    SINCE date 
    SENT date 
    TOOK open 
    SECTOR single Policing, Schools
    LONGCODE open 
    Why_so open "Why?"
    "#);
}

#[test]
fn broken_files() {
    let good = survey(Packing::Bytes, false);
    let raw = survey(Packing::None, false);
    let blocks = survey(Packing::Blocks, false);
    let with = |at: usize, byte: u8| {
        let mut bytes = good.clone();
        bytes[at] = byte;
        bytes
    };
    let all = [
        told("text.sav", b"a,b\n1,2\n"),
        told("portable.por", b"ASCII SPSS PORT FILE"),
        told("cut.sav", &good[..100]),
        told("names.sav", &good[..400]),
        told("row.sav", &raw[..raw.len() - 100]),
        told("rows.sav", &raw[..raw.len() - 376]),
        told("end.sav", &good[..good.len() - 20]),
        told("blocks.zsav", &blocks[..blocks.len() - 30]),
        told("layout.sav", &with(64, 9)),
        told("packing.sav", &with(72, 2)),
        told("record.sav", &with(176, 77)),
        told("missing.sav", &with(188, 7)),
    ];
    assert_snapshot!(all.join("\n"), @"
    text.sav: this is no SPSS file; open it in SPSS and save it as .sav
    portable.por: this is a portable SPSS file, which is not read; open it in SPSS and save it as .sav
    cut.sav: the file is cut off inside the description of its variables; copy or export it again
    names.sav: the file is cut off inside the description of its variables; copy or export it again
    row.sav, row 3: the file is cut off in this row; copy or export it again
    rows.sav, row 3: the file is cut off before this row; copy or export it again
    end.sav, row 3: the file is cut off in this row; copy or export it again
    blocks.zsav: the file is cut off inside the description of its variables; copy or export it again
    layout.sav: the description of its variables is damaged at byte 68; save it again in SPSS or copy it again
    packing.sav: the description of its variables is damaged at byte 76; save it again in SPSS or copy it again
    record.sav: the description of its variables is damaged at byte 180; save it again in SPSS or copy it again
    missing.sav: the description of its variables is damaged at byte 208; save it again in SPSS or copy it again
    ");
}
