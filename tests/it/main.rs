//! All tests, as one program: one module a station or command, see `README.md` beside this file.

mod leaks;
mod small;
mod support;

mod accessible;
mod analysis;
mod answers;
mod autocode;
mod browser;
mod cli;
mod codebook;
mod crash;
mod detect;
mod disclosure;
mod export;
mod history;
mod identifying;
mod import;
mod index;
mod office;
mod planted;
mod query;
mod report;
mod store;
mod study;
mod study_survey;
mod text;
mod tidy;
mod web;
mod withdrawn;
mod withdrawn_past;
