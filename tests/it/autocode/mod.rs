//! Tests of the station `autocode`.
