//! The terminal itself: raw keys in, lines out, and everything as it was when it is over, however it ends.

use std::io::{self, IsTerminal, Stdout, Write};

use anyhow::Context as _;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, read};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode, size,
};
use crossterm::{cursor, execute, queue, style};

use super::{Key, Line};

/// A walk that somebody is on: keys go in, lines come out, and what a key asks for is done before the next.
pub(in crate::cli) trait Walking {
    fn press(&mut self, key: Key);

    /// Whether somebody has asked to leave.
    fn is_over(&self) -> bool;

    /// The screen, `height` lines at the most.
    fn draw(&self, width: usize, height: usize) -> Vec<Line>;
}

/// Walks until somebody leaves.
pub(in crate::cli) fn run(session: &mut impl Walking) -> anyhow::Result<()> {
    let mut screen = Screen::open()?;
    while !session.is_over() {
        let (width, height) = size().unwrap_or((80, 24));
        screen.show(&session.draw(usize::from(width), usize::from(height)), usize::from(width))?;
        if let Event::Key(event) = read().context("the terminal gives no keys any more")?
            && let Some(key) = key_of(event)
        {
            session.press(key);
        }
    }
    Ok(())
}

/// Whether there is a terminal to walk in.
pub(in crate::cli) fn is_there() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// The terminal, taken over until this is dropped.
struct Screen {
    out: Stdout,
    has_colour: bool,
}

impl Screen {
    fn open() -> anyhow::Result<Self> {
        // Whoever sees a panic sees it on their own screen.
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            restore();
            before(panic);
        }));
        enable_raw_mode().context("the terminal cannot be read key by key")?;
        let mut out = io::stdout();
        let opened = execute!(out, EnterAlternateScreen, cursor::Hide);
        let has_colour = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let screen = Self { out, has_colour };
        opened.context("the terminal cannot be drawn on")?;
        Ok(screen)
    }

    fn show(&mut self, lines: &[Line], width: usize) -> io::Result<()> {
        queue!(self.out, BeginSynchronizedUpdate)?;
        for (row, line) in (0..).zip(lines) {
            let shown = line.shown(width, self.has_colour);
            queue!(self.out, cursor::MoveTo(0, row), style::Print(shown), Clear(ClearType::UntilNewLine))?;
        }
        queue!(self.out, Clear(ClearType::FromCursorDown), EndSynchronizedUpdate)?;
        self.out.flush()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
        // The hook of those who came before is not given back: it is a part of ours, and does the same.
    }
}

fn restore() {
    // There is nobody left to tell if this fails.
    drop(execute!(io::stdout(), LeaveAlternateScreen, cursor::Show));
    drop(disable_raw_mode());
}

fn key_of(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    if event.modifiers.contains(KeyModifiers::CONTROL) {
        return match event.code {
            KeyCode::Char('c') => Some(Key::Interrupt),
            KeyCode::Char('n') => Some(Key::Down),
            KeyCode::Char('p') => Some(Key::Up),
            _ => None,
        };
    }
    Some(match event.code {
        KeyCode::Char(character) => Key::Char(character),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Escape,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Tab => Key::Tab,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        _ => return None,
    })
}
