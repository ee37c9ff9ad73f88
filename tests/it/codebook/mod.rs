//! Tests of the station `codebook`.
