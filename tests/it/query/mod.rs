//! Tests of the station `query`.
