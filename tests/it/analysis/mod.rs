//! Tests of the station `analysis`.
