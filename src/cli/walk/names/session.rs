//! A walk through the names of a project: each key is done at once, in the store.

use super::super::keys::Key;
use super::super::line::Line;
use super::super::screen::Walking;
use super::super::session::told;
use super::state::{MENTIONS, Mode, NARROW, WIDE, Walk, Wish};
use crate::disclosure::review::Standing;
use crate::model::{IdentityKind, Span, TextId};
use crate::project::Quiet;
use crate::project::{
    Passage, Progress, Project, ProjectError, QueueEntry, QueueOptions, Ruling, TakenBack, Whose, sentence,
};

/// Somebody's walk through what is undecided in a project.
#[derive(Debug)]
pub struct NameSession<'p> {
    pub(super) walk: Walk,
    project: &'p mut Project,
    options: QueueOptions,
    /// The forms that each step of this walk decided on, and how many steps were taken back last.
    done: Vec<String>,
    undone: Vec<String>,
    is_over: bool,
}

impl<'p> NameSession<'p> {
    /// Begins with the first that is to be decided on; nothing if there is none.
    pub fn begin(
        project: &'p mut Project,
        options: QueueOptions,
        progress: &dyn Progress,
    ) -> Result<Option<Self>, ProjectError> {
        let queue = project.review_queue(&options, progress)?;
        if queue.entries.is_empty() {
            return Ok(None);
        }
        let walk = Walk::new(queue.entries);
        let mut session = Self { walk, project, options, done: Vec::new(), undone: Vec::new(), is_over: false };
        session.show(0)?;
        Ok(Some(session))
    }

    /// Does what a key asks for. What goes wrong is told on the screen.
    pub fn press(&mut self, key: Key) {
        let Some(wish) = self.walk.press(key) else { return };
        if let Err(error) = self.fulfil(wish) {
            self.walk.mode = Mode::Looking;
            self.walk.say(sentence(&error));
        }
    }

    /// Whether somebody has asked to leave.
    pub const fn is_over(&self) -> bool {
        self.is_over
    }

    fn fulfil(&mut self, wish: Wish) -> Result<(), ProjectError> {
        match wish {
            Wish::Quit => self.is_over = true,
            Wish::Go(at) => {
                if at != self.walk.at {
                    self.walk.form = None;
                }
                self.show(at)?;
            }
            Wish::More => {
                self.walk.shown += MENTIONS;
                self.walk.width = (self.walk.width * 2).min(WIDE);
                let mention = self.walk.mention;
                self.show_mentions()?;
                self.walk.mention = mention;
            }
            Wish::Decide(ruling) => self.decide(&ruling)?,
            Wish::DecideMention(ruling) => self.decide_mention(&ruling)?,
            Wish::Missed(form) => self.look_at_missed(&form)?,
            Wish::Undo => match self.done.pop() {
                None => self.walk.say("nothing was decided in this walk yet; `verbatim undo` goes back further"),
                Some(form) => {
                    let steps = self.project.undo(1, Whose::Own)?;
                    self.again(Some(&form), &told("taken back", &steps))?;
                    self.undone.push(form);
                }
            },
            Wish::Redo => match self.undone.pop() {
                None => self.walk.say("nothing was taken back in this walk"),
                Some(form) => {
                    let steps: Vec<TakenBack> = self.project.redo(1, Whose::Own)?;
                    self.again(None, &told("done again", &steps))?;
                    self.done.push(form);
                }
            },
        }
        Ok(())
    }

    fn decide(&mut self, ruling: &Ruling) -> Result<(), ProjectError> {
        let forms = self.walk.forms();
        let Some(kind) = self.kind(ruling) else { return Ok(()) };
        let decided = self.project.decide(&forms, Some(kind), ruling, false)?;
        self.did(&forms);
        let what = decided.verdict.done(forms.len() == 1);
        let printed = decided.printed.map(|printed| format!(", printed as {printed}")).unwrap_or_default();
        let waits = match decided.standing {
            Standing::Waiting => "; another reader has to say the same",
            Standing::Disputed => "; another reader said otherwise: `verbatim identities queue --disputed` lists it",
            Standing::Undecided | Standing::Settled(_) => "",
        };
        self.again(None, &format!("{} {what}{printed}{waits}", forms.join(", ")))
    }

    fn decide_mention(&mut self, ruling: &Ruling) -> Result<(), ProjectError> {
        let mention = self.chosen_mentions().get(self.walk.mention).copied();
        let (Some((text, span)), Some(kind)) = (mention, self.kind(ruling)) else { return Ok(()) };
        let decided = self.project.decide_mention(Passage { text, span }, Some(kind), ruling, false)?;
        let forms = self.walk.forms();
        self.did(&forms);
        let place = self.walk.contexts.get(self.walk.mention).map(|context| context.place.clone()).unwrap_or_default();
        self.again(forms.first().map(String::as_str), &format!("at {place} alone it {}", decided.verdict.done(true)))
    }

    fn did(&mut self, forms: &[String]) {
        self.done.extend(forms.first().cloned());
        self.undone.clear();
    }

    /// What is chosen is taken for: one form's own kind, or the group's.
    fn kind(&self, ruling: &Ruling) -> Option<IdentityKind> {
        let entry = self.walk.entry()?;
        let form = self.walk.form.and_then(|form| entry.group.surfaces.get(form));
        Some(ruling.kind(form.map_or(entry.group.kind, |surface| surface.kind)))
    }

    /// Puts a form that was not found in front of what is shown now.
    fn look_at_missed(&mut self, form: &str) -> Result<(), ProjectError> {
        let Some(entry) = self.project.entry_of_form(form)? else {
            self.walk.say("these words stand nowhere in the texts");
            return Ok(());
        };
        let at = self.walk.at.min(self.walk.entries.len());
        self.walk.entries.insert(at, entry);
        self.walk.form = None;
        self.show(at)?;
        self.walk.say("found by nobody but you: decide on it as on the others");
        Ok(())
    }

    /// The queue as it is now: at the group of this form, or where the last one was.
    fn again(&mut self, form: Option<&str>, message: &str) -> Result<(), ProjectError> {
        let queue = self.project.review_queue(&self.options, &Quiet)?;
        self.walk.entries = queue.entries;
        self.walk.form = None;
        let has_form = |entry: &QueueEntry| form.is_some_and(|form| entry.forms().iter().any(|other| other == form));
        let found = self.walk.entries.iter().position(has_form);
        let last = self.walk.entries.len().saturating_sub(1);
        self.show(found.unwrap_or_else(|| self.walk.at.min(last)))?;
        self.walk.say(message);
        Ok(())
    }

    fn show(&mut self, at: usize) -> Result<(), ProjectError> {
        self.walk.at = at;
        (self.walk.shown, self.walk.width) = (MENTIONS, NARROW);
        self.show_mentions()
    }

    fn show_mentions(&mut self) -> Result<(), ProjectError> {
        let mut mentions = self.chosen_mentions();
        mentions.truncate(self.walk.shown);
        self.walk.mention = 0;
        self.walk.contexts = self.project.contexts(&mentions, self.walk.width)?;
        Ok(())
    }

    fn chosen_mentions(&self) -> Vec<(TextId, Span)> {
        let Some(entry) = self.walk.entry() else { return Vec::new() };
        match self.walk.form.and_then(|form| entry.group.surfaces.get(form)) {
            Some(surface) => surface.mentions.clone(),
            None => entry.mentions(),
        }
    }
}

impl Walking for NameSession<'_> {
    fn press(&mut self, key: Key) {
        NameSession::press(self, key);
    }

    fn is_over(&self) -> bool {
        NameSession::is_over(self)
    }

    fn draw(&self, width: usize, height: usize) -> Vec<Line> {
        NameSession::draw(self, width, height)
    }
}
