//! Tests of the station `export`.
