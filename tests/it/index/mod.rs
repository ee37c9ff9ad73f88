//! Tests of the station `index`.
