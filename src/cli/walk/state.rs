//! The state of a walk, and what each key does to it.

use super::keys::Key;
use super::stretch::Stretch;
use crate::codebook::codes_like;
use crate::model::{Codebook, CodingStatus, Span};
use crate::project::{SegmentPage, Wanted};

/// So many codes have a number to give them by.
const RECENTS: usize = 9;

/// What the project is to do after a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wish {
    /// Shows another stop.
    Go(usize),
    GoTo(Wanted),
    /// Lays a code on these bytes of the segment, or on all of it.
    Code {
        code: String,
        marked: Option<Span>,
    },
    /// Of the coding of this number below the text.
    Decide(usize, CodingStatus),
    Remove(usize),
    /// On the coding of this number, or on the segment.
    Memo(Option<usize>, String),
    Undo,
    Redo,
    Quit,
}

/// What is being done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mode {
    Reading,
    Marking(Stretch),
    /// Finding a code, for all of the segment or for what is marked.
    Finding {
        typed: String,
        chosen: usize,
        marked: Option<Stretch>,
    },
    Noting {
        typed: String,
    },
    Help,
}

/// Where someone is, what they see and what they are doing. No terminal, no clock, no store.
#[derive(Debug)]
pub(super) struct Walk {
    pub(super) codebook: Codebook,
    pub(super) stop_count: usize,
    pub(super) at: usize,
    pub(super) page: SegmentPage,
    pub(super) mode: Mode,
    /// Which of the codings below the text is chosen.
    pub(super) chosen: usize,
    /// Lines of the text that are above the screen.
    pub(super) scroll: usize,
    /// Codes used last, the latest first, by their place in the codebook.
    pub(super) recents: Vec<usize>,
    /// What has just been done, or why not.
    pub(super) message: String,
}

impl Walk {
    pub(super) const fn new(codebook: Codebook, stop_count: usize, page: SegmentPage) -> Self {
        Self {
            codebook,
            stop_count,
            at: 0,
            page,
            mode: Mode::Reading,
            chosen: 0,
            scroll: 0,
            recents: Vec::new(),
            message: String::new(),
        }
    }

    /// Shows a segment; the same one again if something was done with it.
    pub(super) fn show(&mut self, at: usize, page: SegmentPage) {
        if page.segment != self.page.segment {
            (self.chosen, self.scroll) = (0, 0);
        }
        self.chosen = self.chosen.min(page.codings.len().saturating_sub(1));
        (self.at, self.page, self.mode) = (at, page, Mode::Reading);
    }

    /// What a key does, and what the project is to do then.
    pub(super) fn press(&mut self, key: Key) -> Option<Wish> {
        self.message.clear();
        if key == Key::Interrupt {
            return Some(Wish::Quit);
        }
        match std::mem::replace(&mut self.mode, Mode::Reading) {
            Mode::Reading => self.read(key),
            Mode::Marking(stretch) => self.mark(key, stretch),
            Mode::Finding { typed, chosen, marked } => self.find(key, typed, chosen, marked),
            Mode::Noting { typed } => self.note(key, typed),
            Mode::Help => None,
        }
    }

    /// The codes that the palette shows, by their place in the codebook.
    pub(super) fn found(&self) -> Vec<usize> {
        match &self.mode {
            Mode::Finding { typed, .. } => codes_like(&self.codebook, typed),
            _ => Vec::new(),
        }
    }

    fn read(&mut self, key: Key) -> Option<Wish> {
        let last = self.stop_count.saturating_sub(1);
        match key {
            Key::Char('q') => return Some(Wish::Quit),
            Key::Char('j') | Key::Down if self.at < last => return Some(Wish::Go(self.at + 1)),
            Key::Char('k') | Key::Up if self.at > 0 => return Some(Wish::Go(self.at - 1)),
            Key::Char('j') | Key::Down => self.say("this is the last segment"),
            Key::Char('k') | Key::Up => self.say("this is the first segment"),
            Key::Home => return Some(Wish::Go(0)),
            Key::End => return Some(Wish::Go(last)),
            Key::PageDown | Key::Char(' ') => self.scroll += 10,
            Key::PageUp => self.scroll = self.scroll.saturating_sub(10),
            Key::Char('n') => return Some(Wish::GoTo(Wanted::Uncoded)),
            Key::Char('p') => return Some(Wish::GoTo(Wanted::Proposed)),
            Key::Char('v') => self.begin(Stretch::of_words(&self.page.content)),
            Key::Char('s') => self.begin(Stretch::of_sentences(&self.page.content)),
            Key::Char('u') => return Some(Wish::Undo),
            Key::Char('r') => return Some(Wish::Redo),
            Key::Char('?') => self.mode = Mode::Help,
            Key::Char('m') => self.mode = Mode::Noting { typed: String::new() },
            Key::Char('a') => return self.about(|coding| Wish::Decide(coding, CodingStatus::Accepted)),
            Key::Char('x') => return self.about(|coding| Wish::Decide(coding, CodingStatus::Rejected)),
            Key::Char('d') => return self.about(Wish::Remove),
            Key::Right | Key::Tab if !self.page.codings.is_empty() => {
                self.chosen = (self.chosen + 1) % self.page.codings.len();
            }
            Key::Left if !self.page.codings.is_empty() => {
                self.chosen = (self.chosen + self.page.codings.len() - 1) % self.page.codings.len();
            }
            Key::Char('/') | Key::Enter => self.palette(String::new(), None),
            Key::Char(number @ '1'..='9') => return self.give_recent(number, None),
            Key::Char(letter) => return self.give_by_letter(letter, None),
            _ => {}
        }
        None
    }

    fn mark(&mut self, key: Key, mut stretch: Stretch) -> Option<Wish> {
        match key {
            Key::Escape | Key::Char('q') => return None,
            Key::Left | Key::Char('h') => stretch.left(),
            Key::Right | Key::Char('l') => stretch.right(),
            Key::Up | Key::Char('k') => stretch.up(),
            Key::Down | Key::Char('j') => stretch.down(),
            Key::Home => stretch.first(),
            Key::End => stretch.last(),
            Key::Char(' ' | 'v' | 's') => stretch.begin(),
            Key::Tab => stretch.turn(),
            Key::Enter | Key::Char('/') => {
                self.palette(String::new(), Some(stretch));
                return None;
            }
            Key::Char(number @ '1'..='9') => return self.give_recent(number, Some(stretch)),
            Key::Char(letter) => return self.give_by_letter(letter, Some(stretch)),
            _ => {}
        }
        self.mode = Mode::Marking(stretch);
        None
    }

    fn find(&mut self, key: Key, mut typed: String, mut chosen: usize, marked: Option<Stretch>) -> Option<Wish> {
        let found = codes_like(&self.codebook, &typed);
        match key {
            Key::Escape => {
                self.mode = marked.map_or(Mode::Reading, Mode::Marking);
                return None;
            }
            Key::Enter => {
                if let Some(&code) = found.get(chosen) {
                    return Some(self.give(code, marked));
                }
                self.say("no code is like that");
            }
            Key::Up => chosen = chosen.saturating_sub(1),
            Key::Down | Key::Tab => chosen = (chosen + 1).min(found.len().saturating_sub(1)),
            Key::Backspace => {
                typed.pop();
                chosen = 0;
            }
            Key::Char(letter) => {
                typed.push(letter);
                chosen = 0;
            }
            _ => {}
        }
        self.mode = Mode::Finding { typed, chosen, marked };
        None
    }

    fn note(&mut self, key: Key, mut typed: String) -> Option<Wish> {
        match key {
            Key::Escape => {
                self.say("no memo was written");
                return None;
            }
            Key::Enter if typed.trim().is_empty() => return None,
            Key::Enter => {
                let coding = (!self.page.codings.is_empty()).then_some(self.chosen);
                return Some(Wish::Memo(coding, typed.trim().to_owned()));
            }
            Key::Backspace => {
                typed.pop();
            }
            Key::Char(letter) => typed.push(letter),
            _ => {}
        }
        self.mode = Mode::Noting { typed };
        None
    }

    fn begin(&mut self, stretch: Option<Stretch>) {
        match stretch {
            Some(stretch) => self.mode = Mode::Marking(stretch),
            None => self.say("there are no words to mark"),
        }
    }

    fn palette(&mut self, typed: String, marked: Option<Stretch>) {
        self.mode = Mode::Finding { typed, chosen: 0, marked };
    }

    /// Something with the coding that is chosen.
    fn about(&mut self, wish: impl FnOnce(usize) -> Wish) -> Option<Wish> {
        if self.page.codings.is_empty() {
            self.say("no coding is here");
            return None;
        }
        Some(wish(self.chosen))
    }

    fn give_recent(&mut self, number: char, marked: Option<Stretch>) -> Option<Wish> {
        let index = number.to_digit(10).map_or(0, |number| number as usize - 1);
        if let Some(&code) = self.recents.get(index) {
            return Some(self.give(code, marked));
        }
        self.say("no code was used yet that has this number");
        self.mode = marked.map_or(Mode::Reading, Mode::Marking);
        None
    }

    /// A code that has this key in the codebook; else the palette opens with it.
    fn give_by_letter(&mut self, letter: char, marked: Option<Stretch>) -> Option<Wish> {
        let in_use = codes_like(&self.codebook, "");
        if let Some(code) = in_use.into_iter().find(|&index| self.codebook.codes[index].key == Some(letter)) {
            return Some(self.give(code, marked));
        }
        self.palette(letter.to_string(), marked);
        None
    }

    fn give(&mut self, code: usize, marked: Option<Stretch>) -> Wish {
        self.recents.retain(|&recent| recent != code);
        self.recents.insert(0, code);
        self.recents.truncate(RECENTS);
        Wish::Code { code: self.codebook.codes[code].id.clone(), marked: marked.map(|stretch| stretch.span()) }
    }

    pub(super) fn say(&mut self, message: impl Into<String>) {
        self.message = message.into();
    }
}
