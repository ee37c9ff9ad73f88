//! Tests of the station `export`.

mod csv;
mod docx;
mod headings;
mod html;
mod look;
mod md;
mod printed;
mod proptests;
mod sample;
mod support;
mod tex;
mod xlsx;
