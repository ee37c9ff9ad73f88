//! Tests of the station `report`.
