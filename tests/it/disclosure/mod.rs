//! Tests of the station `disclosure`.
