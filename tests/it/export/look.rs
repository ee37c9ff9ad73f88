//! Writes the rich sample in every format, for people to look at:
//! `cargo test --test it export::look -- --ignored`, then see `tmp/look` in the target folder.

use std::path::Path;

use verbatim::export::Format;

use super::{sample, support};

#[test]
#[ignore = "writes files for people to look at; checks nothing"]
fn look() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("look");
    std::fs::create_dir_all(&folder).unwrap();
    for &format in Format::ALL {
        for (start, report) in [("", sample::rich()), ("figures-", super::figures::every_figure())] {
            for file in support::rendered(&report, format) {
                std::fs::write(folder.join(format!("{start}{}", file.file_name)), &file.bytes).unwrap();
            }
        }
    }
}
