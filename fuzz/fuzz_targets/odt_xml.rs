//! Any XML as the text of an OpenDocument text whose archive is in order.
#![no_main]

use std::io::{Cursor, Write};
use std::path::Path;

use libfuzzer_sys::fuzz_target;
use verbatim::import::read_transcript;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fuzz_target!(|xml: &[u8]| {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    let written = writer.start_file("content.xml", options).is_ok() && writer.write_all(xml).is_ok();
    if let (true, Ok(archive)) = (written, writer.finish()) {
        drop(read_transcript(Path::new("a.odt"), archive.get_ref()));
    }
});
