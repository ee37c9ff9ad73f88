//! **verbatim**: a workbench for qualitative thematic coding.
//!
//! A transcript takes one way through the program, and the modules are its stations, in reading order.

pub mod model;
pub mod text;

pub mod codebook;
pub mod import;

pub mod analysis;
pub mod autocode;
pub mod detect;
pub mod disclosure;
pub mod export;
pub mod index;
pub mod query;
pub mod report;
pub mod store;

pub mod cli;
pub mod project;
pub mod web;
