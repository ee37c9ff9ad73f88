//! Tests of the station `store`: what survives, what goes, and what happens at once.

mod at_once;
mod coding;
mod correcting;
mod importing;
mod killed;
mod opening;
mod recoding;
mod time_marks;
