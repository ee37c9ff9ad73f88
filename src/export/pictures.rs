//! svg and png: one file a figure, for a journal that asks for them apart or a poster; nothing else of the report.

use super::Rendered;
use super::figure::{Room, draw, png, svg_file};
use crate::report::{Block, Format, Report};

/// One file a figure, named by the figure's number in the report; `name.svg` where there is only one.
pub(super) fn pictures(report: &Report, format: Format, name: &str) -> Vec<Rendered> {
    let figures = report.chapters.iter().flat_map(|chapter| &chapter.blocks).filter_map(|block| match block {
        Block::Figure(figure) => Some(draw(figure, Room::Page)),
        _ => None,
    });
    let mut files: Vec<Rendered> = figures
        .enumerate()
        .map(|(index, drawing)| Rendered {
            file_name: format!("{name}-figure-{}.{format}", index + 1),
            bytes: if format == Format::Png { png(&drawing) } else { svg_file(&drawing).into_bytes() },
        })
        .collect();
    if let [file] = files.as_mut_slice() {
        file.file_name = format!("{name}.{format}");
    }
    files
}
