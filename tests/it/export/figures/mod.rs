//! Figures as drawings: where their shapes lie, what they are painted with, and the files that they come as.

mod colours;
mod geometry;
mod pictures;
mod samples;

/// A report of one figure of each kind.
pub(crate) fn every_figure() -> verbatim::report::Report {
    samples::report(samples::all())
}
