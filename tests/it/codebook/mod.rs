//! Tests of the station `codebook`.

mod books;
mod editing;
mod exchange;
mod mistakes;
mod picker;
mod placing;
mod reading;
mod shipped;
mod words;
