//! The workbench: what comes back over HTTP, who is let in, and what a person does in a real browser.

mod accessible;
pub(crate) mod agreement;
mod blind;
mod browser_support;
mod cases;
mod codebook;
mod frame;
mod framework;
mod many;
mod names;
mod overview;
mod pictures;
mod quotes;
mod read;
mod read_large;
mod read_story;
mod safety;
mod scripts;
mod search;
mod settings;
mod sources;
mod sources_browser;
mod story;
pub(crate) mod support;
mod survey;
mod tables;
mod uploads;
