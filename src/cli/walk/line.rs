//! Lines of styled words: what is drawn, before a terminal sees it.

use std::fmt::Write as _;

use clap::builder::styling::{AnsiColor, Effects, RgbColor, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    #[default]
    Plain,
    Faint,
    Strong,
    /// The line at the top.
    Bar,
    /// Coded; with the code's colour, if it has one.
    Coded(Option<(u8, u8, u8)>),
    /// Coded by the coding that is chosen.
    Chosen(Option<(u8, u8, u8)>),
    /// Marked, to be coded.
    Marked,
    Warning,
}

/// One line of the screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    pieces: Vec<(Look, String)>,
}

impl Line {
    pub(super) fn of(look: Look, text: impl Into<String>) -> Self {
        Self::default().and(look, text)
    }

    /// The same with more words at its end.
    pub(super) fn and(mut self, look: Look, text: impl Into<String>) -> Self {
        let text = text.into();
        match self.pieces.last_mut() {
            Some((last, words)) if *last == look => words.push_str(&text),
            _ => self.pieces.push((look, text)),
        }
        self
    }

    /// Its words alone.
    pub fn plain(&self) -> String {
        self.pieces.iter().map(|(_, text)| text.as_str()).collect()
    }

    /// Its words with how they look, for tests: `{coded|two posts}`.
    pub fn tagged(&self) -> String {
        let tag = |(look, text): &(Look, String)| match look {
            Look::Coded(_) => format!("{{coded|{text}}}"),
            Look::Chosen(_) => format!("{{chosen|{text}}}"),
            Look::Marked => format!("{{marked|{text}}}"),
            _ => text.clone(),
        };
        self.pieces.iter().map(tag).collect()
    }

    /// For a terminal of this width; without colours where nobody wants them.
    pub(super) fn shown(&self, width: usize, has_colour: bool) -> String {
        let mut shown = String::new();
        let mut room = width;
        for (look, text) in &self.pieces {
            let text = cut(text, room);
            room -= text.width().min(room);
            let style = look.style(has_colour);
            let _ = write!(shown, "{style}{text}{style:#}");
        }
        if self.pieces.iter().any(|(look, _)| *look == Look::Bar) {
            let style = Look::Bar.style(has_colour);
            let _ = write!(shown, "{style}{}{style:#}", " ".repeat(room));
        }
        shown
    }
}

impl Look {
    fn style(self, has_colour: bool) -> Style {
        let coloured = |style: Style, colour: Option<(u8, u8, u8)>| match colour {
            Some((red, green, blue)) if has_colour => style.fg_color(Some(RgbColor(red, green, blue).into())),
            None if has_colour => style.fg_color(Some(AnsiColor::Cyan.into())),
            _ => style,
        };
        match self {
            Self::Plain => Style::new(),
            Self::Faint => Style::new().dimmed(),
            Self::Bar | Self::Marked => Style::new().effects(Effects::INVERT),
            Self::Coded(colour) => coloured(Style::new().underline(), colour),
            Self::Chosen(colour) => coloured(Style::new().underline().bold(), colour),
            Self::Warning if has_colour => AnsiColor::Yellow.on_default(),
            Self::Strong | Self::Warning => Style::new().bold(),
        }
    }
}

/// As much of a text as fits into this many columns.
pub(super) fn cut(text: &str, width: usize) -> &str {
    let mut used = 0;
    for (at, character) in text.char_indices() {
        used += character.width().unwrap_or(0);
        if used > width {
            return text.get(..at).unwrap_or_default();
        }
    }
    text
}
