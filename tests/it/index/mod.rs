//! Tests of the station `index`.

mod catching_up;
mod tokens;
