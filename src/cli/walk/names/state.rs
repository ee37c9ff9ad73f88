//! The state of a walk through names, and what each key does to it.

use super::super::keys::Key;
use crate::project::{Context, HiddenAs, QueueEntry, Ruling};

/// So many mentions are shown at first, and so many more each time.
pub(super) const MENTIONS: usize = 3;

/// So many letters stand before and after a mention, at first and at most.
pub(super) const NARROW: usize = 60;
pub(super) const WIDE: usize = 400;

/// What the project is to do after a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wish {
    /// Shows another group.
    Go(usize),
    /// Decides on the forms that are chosen, for all their mentions.
    Decide(Ruling),
    /// Decides on the mention that is chosen, and on no other.
    DecideMention(Ruling),
    /// Shows more of the words around mentions, and more mentions.
    More,
    /// Looks at a form that the detector missed.
    Missed(String),
    Undo,
    Redo,
    Quit,
}

/// What words are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    Role,
    Pseudonym,
    Wider,
    /// An identity that this is another form of.
    Alias,
    /// Why it stays, for all mentions or for one.
    Reason {
        of_mention: bool,
    },
    Missed,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mode {
    Looking,
    Typing {
        asked: Asked,
        typed: String,
    },
    /// The next key says what becomes of one mention.
    Excepting,
    Help,
}

/// Where someone is, what they see and what they are doing. No terminal, no clock, no store.
#[derive(Debug)]
pub(super) struct Walk {
    pub(super) entries: Vec<QueueEntry>,
    pub(super) at: usize,
    /// One form of the group alone; none: all of them.
    pub(super) form: Option<usize>,
    /// Mentions of what is chosen, with the words around them.
    pub(super) contexts: Vec<Context>,
    /// Which of the mentions is chosen.
    pub(super) mention: usize,
    /// How many mentions are shown, and how wide.
    pub(super) shown: usize,
    pub(super) width: usize,
    pub(super) mode: Mode,
    /// What has just been done, or why not.
    pub(super) message: String,
}

impl Walk {
    pub(super) const HELP: &'static [(&'static str, &'static str)] = &[
        ("h", "hide all mentions, as the study says of this kind"),
        ("r", "hide as a [role]: asks for it, as in daughter, hospital"),
        ("p", "hide under a pseudonym: asks for it; Enter alone leaves it to the program"),
        ("g", "generalise: asks for something wider, a region, a sector, a band"),
        ("a", "it is another form of an identity: asks for its number, or a form"),
        ("k", "keep: it stays as it is; asks why"),
        ("n", "not a name: an ordinary word, in this study from now on"),
        ("e", "an exception for the mention that is marked: then h, k or n"),
        ("↑ ↓", "choose a mention"),
        ("Tab", "choose one form of the group alone, the next, all of them again"),
        ("m", "more words around, more mentions"),
        ("+", "decide on a form that was not found: asks for it as it stands in the texts"),
        ("Space →  ←", "skip: the next group; the one before"),
        ("u U", "undo and redo"),
        ("? q", "this help; quit: all is saved already"),
    ];

    pub(super) const fn new(entries: Vec<QueueEntry>) -> Self {
        Self {
            entries,
            at: 0,
            form: None,
            contexts: Vec::new(),
            mention: 0,
            shown: MENTIONS,
            width: NARROW,
            mode: Mode::Looking,
            message: String::new(),
        }
    }

    pub(super) fn entry(&self) -> Option<&QueueEntry> {
        self.entries.get(self.at)
    }

    /// The forms that a key decides on.
    pub(super) fn forms(&self) -> Vec<String> {
        let Some(entry) = self.entry() else { return Vec::new() };
        match self.form.and_then(|form| entry.group.surfaces.get(form)) {
            Some(surface) => vec![surface.form.clone()],
            None => entry.forms(),
        }
    }

    /// What a key does, and what the project is to do then.
    pub(super) fn press(&mut self, key: Key) -> Option<Wish> {
        self.message.clear();
        if key == Key::Interrupt {
            return Some(Wish::Quit);
        }
        match std::mem::replace(&mut self.mode, Mode::Looking) {
            Mode::Looking => self.look(key),
            Mode::Typing { asked, typed } => self.type_in(key, asked, typed),
            Mode::Excepting => self.except(key),
            Mode::Help => None,
        }
    }

    fn look(&mut self, key: Key) -> Option<Wish> {
        let own = |mode| HiddenAs::Own { mode, replacement: String::new() };
        match key {
            Key::Char('q') => return Some(Wish::Quit),
            Key::Char('u') => return Some(Wish::Undo),
            Key::Char('U') => return Some(Wish::Redo),
            Key::Char('?') => self.mode = Mode::Help,
            Key::Char('+') => self.ask(Asked::Missed, String::new()),
            _ if self.entry().is_none() => self.say("nothing is left to decide on; q leaves"),
            Key::Char('h') => return Some(Wish::Decide(Ruling::Hide(own(None)))),
            Key::Char('n') => return Some(Wish::Decide(Ruling::NotAName)),
            Key::Char('r') => self.ask(Asked::Role, String::new()),
            Key::Char('p') => self.ask(Asked::Pseudonym, String::new()),
            Key::Char('g') => self.ask(Asked::Wider, String::new()),
            Key::Char('k') => self.ask(Asked::Reason { of_mention: false }, String::new()),
            Key::Char('a') => {
                let likely = self.entry().and_then(|entry| entry.alias_of.as_ref());
                let likely =
                    likely.map(|alias| alias.number.map_or_else(|| alias.form.clone(), |number| number.to_string()));
                self.ask(Asked::Alias, likely.unwrap_or_default());
            }
            Key::Char('e') if self.contexts.is_empty() => self.say("there is no mention to choose"),
            Key::Char('e') => self.mode = Mode::Excepting,
            Key::Char('m') => return Some(Wish::More),
            Key::Down => self.mention = (self.mention + 1).min(self.contexts.len().saturating_sub(1)),
            Key::Up => self.mention = self.mention.saturating_sub(1),
            Key::Tab => {
                let count = self.entry().map_or(0, |entry| entry.group.surfaces.len());
                self.form = match self.form {
                    None if count > 1 => Some(0),
                    Some(form) if form + 1 < count => Some(form + 1),
                    _ => None,
                };
                return Some(Wish::Go(self.at));
            }
            Key::Char(' ') | Key::Right if self.at + 1 < self.entries.len() => return Some(Wish::Go(self.at + 1)),
            Key::Char(' ') | Key::Right => self.say("this is the last"),
            Key::Left if self.at > 0 => return Some(Wish::Go(self.at - 1)),
            Key::Left => self.say("this is the first"),
            Key::Home => return Some(Wish::Go(0)),
            Key::End => return Some(Wish::Go(self.entries.len() - 1)),
            _ => {}
        }
        None
    }

    fn type_in(&mut self, key: Key, asked: Asked, mut typed: String) -> Option<Wish> {
        match key {
            Key::Escape => {
                self.say("nothing was decided");
                return None;
            }
            Key::Enter => return self.answered(asked, typed.trim()),
            Key::Backspace => {
                typed.pop();
            }
            Key::Char(letter) => typed.push(letter),
            _ => {}
        }
        self.mode = Mode::Typing { asked, typed };
        None
    }

    fn answered(&mut self, asked: Asked, typed: &str) -> Option<Wish> {
        use crate::model::Mode as Printed;
        let own = |mode| Ruling::Hide(HiddenAs::Own { mode: Some(mode), replacement: typed.to_owned() });
        let needs_words = !matches!(asked, Asked::Pseudonym | Asked::Reason { .. });
        if needs_words && typed.is_empty() {
            self.say("nothing was decided: no words were given");
            return None;
        }
        Some(match asked {
            Asked::Role => Wish::Decide(own(Printed::Role)),
            Asked::Pseudonym => Wish::Decide(own(Printed::Pseudonym)),
            Asked::Wider => Wish::Decide(own(Printed::Generalise)),
            Asked::Alias => Wish::Decide(Ruling::Hide(HiddenAs::AliasOf(typed.to_owned()))),
            Asked::Reason { of_mention: false } => Wish::Decide(Ruling::Keep { reason: typed.to_owned() }),
            Asked::Reason { of_mention: true } => Wish::DecideMention(Ruling::Keep { reason: typed.to_owned() }),
            Asked::Missed => Wish::Missed(typed.to_owned()),
        })
    }

    fn except(&mut self, key: Key) -> Option<Wish> {
        let own = HiddenAs::Own { mode: None, replacement: String::new() };
        match key {
            Key::Char('h') => Some(Wish::DecideMention(Ruling::Hide(own))),
            Key::Char('n') => Some(Wish::DecideMention(Ruling::NotAName)),
            Key::Char('k') => {
                self.ask(Asked::Reason { of_mention: true }, String::new());
                None
            }
            _ => {
                self.say("nothing was decided");
                None
            }
        }
    }

    fn ask(&mut self, asked: Asked, typed: String) {
        self.mode = Mode::Typing { asked, typed };
    }

    pub(super) fn say(&mut self, message: impl Into<String>) {
        self.message = message.into();
    }
}
