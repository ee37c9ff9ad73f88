//! Tests of the station `codebook`.

mod books;
mod editing;
mod exchange;
mod mistakes;
mod picker;
mod reading;
mod shipped;
mod words;
