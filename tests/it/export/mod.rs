//! Tests of the station `export`.

mod csv;
mod docx;
mod figures;
mod headings;
mod house;
mod html;
mod look;
mod md;
mod printed;
mod proptests;
mod sample;
mod support;
mod template;
mod tex;
mod xlsx;

/// Reports with every kind of block and every kind of figure, each as one file.
pub(crate) fn sample_pages(format: verbatim::export::Format) -> Vec<Vec<u8>> {
    [sample::rich(), figures::every_figure()].iter().map(|report| support::bytes(report, format)).collect()
}

/// The report with every kind of block, as one that may be exported.
pub(crate) fn cleared_sample() -> verbatim::disclosure::Cleared {
    support::cleared(sample::rich())
}
