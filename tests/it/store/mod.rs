//! Tests of the station `store`.
