//! Talking to the person at the terminal: data to standard output, everything else to standard error.

use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use anstream::AutoStream;
use clap::builder::styling::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressStyle};

use crate::project::Progress;

const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default();
const WARNING: Style = AnsiColor::Yellow.on_default();
const ERROR: Style = AnsiColor::Red.on_default().bold();
const STRONG: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();

/// The terminal, or the pipe, that a command talks to. Colours and bars show only on a terminal.
#[derive(Debug)]
pub struct Ui {
    out: AutoStream<io::Stdout>,
    err: AutoStream<io::Stderr>,
    quiet: bool,
}

impl Ui {
    pub fn new(quiet: bool) -> Self {
        Self { out: AutoStream::auto(io::stdout()), err: AutoStream::auto(io::stderr()), quiet }
    }

    /// A line of what was asked for.
    pub fn line(&mut self, line: impl fmt::Display) -> io::Result<()> {
        writeln!(self.out, "{line}")
    }

    /// A line about what has been done; not shown with `--quiet`.
    pub fn done(&mut self, line: impl fmt::Display) -> io::Result<()> {
        if self.quiet { Ok(()) } else { self.line(line) }
    }

    /// Bytes of what was asked for, as they are.
    pub fn raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.as_inner().lock().write_all(bytes)
    }

    /// A line about what is being done; not shown with `--quiet`.
    pub fn note(&mut self, line: impl fmt::Display) -> io::Result<()> {
        if self.quiet { Ok(()) } else { writeln!(self.err, "{line}") }
    }

    /// Something to look at, in one sentence.
    pub fn warn(&mut self, sentence: impl fmt::Display) -> io::Result<()> {
        writeln!(self.err, "{WARNING}warning:{WARNING:#} {sentence}")
    }

    /// Something that went wrong, in one sentence.
    pub fn error(&mut self, sentence: impl fmt::Display) -> io::Result<()> {
        writeln!(self.err, "{ERROR}error:{ERROR:#} {sentence}")
    }

    /// One line of several that belong to what went wrong.
    pub fn detail(&mut self, line: impl fmt::Display) -> io::Result<()> {
        writeln!(self.err, "  {line}")
    }

    /// What to do about it.
    pub fn hint(&mut self, sentence: impl fmt::Display) -> io::Result<()> {
        writeln!(self.err, "  {FAINT}hint:{FAINT:#} {sentence}")
    }

    pub fn strong(text: impl fmt::Display) -> String {
        format!("{STRONG}{text}{STRONG:#}")
    }

    pub fn good(text: impl fmt::Display) -> String {
        format!("{GOOD}{text}{GOOD:#}")
    }

    pub fn bad(text: impl fmt::Display) -> String {
        format!("{BAD}{text}{BAD:#}")
    }

    pub fn faint(text: impl fmt::Display) -> String {
        format!("{FAINT}{text}{FAINT:#}")
    }

    /// A bar for long work, on a terminal; nothing when piped or quiet.
    pub fn progress(&self) -> Bars {
        Bars { shown: !self.quiet && io::stderr().is_terminal(), bar: std::sync::Mutex::new(ProgressBar::hidden()) }
    }

    /// How wide tables may be: the terminal's width, or unlimited when piped.
    pub fn width(&self) -> Option<usize> {
        if !io::stdout().is_terminal() {
            return None;
        }
        let (width, _) = terminal_size::terminal_size()?;
        Some(usize::from(width.0))
    }
}

/// One bar a stage.
#[derive(Debug)]
pub struct Bars {
    shown: bool,
    bar: std::sync::Mutex<ProgressBar>,
}

impl Bars {
    fn with(&self, act: impl FnOnce(&mut ProgressBar)) {
        // A poisoned lock means that a thread panicked while drawing: the bar is only a picture, so go on.
        act(&mut self.bar.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
    }
}

impl Progress for Bars {
    fn stage(&self, name: &str, step_count: Option<u64>) {
        if !self.shown {
            return;
        }
        let known = "{prefix:>12} {bar:30} {human_pos}/{human_len}  {eta}";
        let unknown = "{prefix:>12} {spinner} {human_pos}";
        let style = ProgressStyle::with_template(if step_count.is_some() { known } else { unknown })
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = step_count.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
        bar.set_style(style);
        bar.set_prefix(name.to_owned());
        bar.enable_steady_tick(Duration::from_millis(100));
        self.with(|shown| {
            shown.finish_and_clear();
            *shown = bar;
        });
    }

    fn advance(&self, step_count: u64) {
        if self.shown {
            self.with(|bar| bar.inc(step_count));
        }
    }

    fn finish(&self) {
        if self.shown {
            self.with(|bar| bar.finish_and_clear());
        }
    }
}

impl Drop for Bars {
    fn drop(&mut self) {
        self.finish();
    }
}
