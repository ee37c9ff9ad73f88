//! Tests of the station `codebook`.

mod mistakes;
mod picker;
mod reading;
mod shipped;
mod words;
