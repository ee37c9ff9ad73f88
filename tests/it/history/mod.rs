//! Tests of history: what was done is taken back and done again, and the study is the very same.

mod at_once;
mod files;
mod gathered;
mod killed;
mod random;
mod trail;
mod undone;
