//! The workbench in the browser: a server on this machine alone, and its pages.
//!
//! Pages are HTML made here, with one file for each noun in `pages/`; what has to answer within a frame (marking text, a
//! palette of codes) is plain modules of JavaScript in `assets/js/`. A page opens the project, calls a method or two, and
//! shows what comes back: what it means is decided in `project`. Everything that comes in passes `safety`.

mod answer;
mod assets;
mod bench;
mod browser;
mod error;
mod jobs;
mod kept;
mod layout;
mod links;
mod live;
mod many;
mod pages;
mod parts;
mod routes;
mod safety;
mod server;
mod token;
mod uploads;
mod ways;

pub use error::Error;
pub use server::{Ready, ServeError, ServeOptions, serve};
