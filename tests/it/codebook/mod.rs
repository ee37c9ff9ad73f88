//! Tests of the station `codebook`.

mod mistakes;
mod reading;
mod shipped;
mod words;
