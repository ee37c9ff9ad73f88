//! Taking back what was done, and doing it again.

use crate::project::files::study_files;
use crate::project::{Project, ProjectError};
use crate::store::{Direction, EventState, LoggedEvent, StoreError};

/// A step that was taken back or done again, or would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenBack {
    /// Its first event, as the audit trail numbers it.
    pub number: i64,
    /// What it was, for people: `cases exclude: P3, P7 (2026-01-31 14:02 UTC, anna)`.
    pub words: String,
    /// What the researcher should know now, a sentence each.
    pub notes: Vec<String>,
}

/// Whose steps go back or forth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Whose {
    /// Those of whoever is at work.
    #[default]
    Own,
    Anybodys,
}

impl Project {
    /// Takes back the last `count` steps, all of them or none.
    pub fn undo(&mut self, count: usize, whose: Whose) -> Result<Vec<TakenBack>, ProjectError> {
        self.go(Direction::Undo, count, whose)
    }

    /// Does again the last `count` steps that were taken back, all of them or none.
    pub fn redo(&mut self, count: usize, whose: Whose) -> Result<Vec<TakenBack>, ProjectError> {
        self.go(Direction::Redo, count, whose)
    }

    /// What [`Project::undo`] would take back. Nothing is changed.
    pub fn would_undo(&self, count: usize, whose: Whose) -> Result<Vec<TakenBack>, ProjectError> {
        self.next(Direction::Undo, count, whose)?.iter().map(|step| self.told(step)).collect()
    }

    /// What [`Project::redo`] would do again. Nothing is changed.
    pub fn would_redo(&self, count: usize, whose: Whose) -> Result<Vec<TakenBack>, ProjectError> {
        self.next(Direction::Redo, count, whose)?.iter().map(|step| self.told(step)).collect()
    }

    /// Takes back the one step that an event belongs to, if nothing that came later builds on it.
    pub fn undo_event(&mut self, number: i64) -> Result<TakenBack, ProjectError> {
        let step = self.step_of(number)?;
        Ok(self.flip(Direction::Undo, &[step])?.swap_remove(0))
    }

    /// What [`Project::undo_event`] would take back. Nothing is changed, and whether it can be is not known before.
    pub fn would_undo_event(&self, number: i64) -> Result<TakenBack, ProjectError> {
        self.told(&self.step_of(number)?)
    }

    /// Files that the study names and that do not come in, since their import was taken back.
    pub fn files_set_aside(&self) -> Result<Vec<String>, ProjectError> {
        let (files, _) = study_files(&self.folder, &self.study)?;
        let mut aside = self.store.set_aside()?;
        aside.retain(|path| files.iter().any(|file| file.name == *path));
        Ok(aside)
    }

    fn step_of(&self, number: i64) -> Result<Vec<LoggedEvent>, ProjectError> {
        let logged = self.store.event(number)?.ok_or(ProjectError::NoEvent { number })?;
        let step = self.store.events_of_step(logged.step.unwrap_or(number))?;
        if step.iter().any(|logged| logged.state == EventState::Done) {
            return Ok(step);
        }
        let why = match logged.state {
            EventState::Undone => "it has been taken back: `verbatim redo` does it again",
            EventState::Dropped => "it has been taken back",
            EventState::Final => "someone withdrew after it, and nothing before a withdrawal can be taken back",
            EventState::Plain | EventState::Done if logged.of_step.is_some() => {
                "it took something back or did it again: `verbatim undo` and `verbatim redo` go on from there"
            }
            EventState::Plain | EventState::Done => "it changed nothing that could be",
        };
        Err(ProjectError::NotUndoable { number, why })
    }

    fn next(&self, direction: Direction, count: usize, whose: Whose) -> Result<Vec<Vec<LoggedEvent>>, ProjectError> {
        let who = (whose == Whose::Own).then_some(self.person.as_str());
        let steps = self.store.next_steps(direction, who, count)?;
        if steps.len() == count {
            return Ok(steps);
        }
        let others = self.store.next_steps(direction, None, 1)?.pop();
        let others = others.filter(|_| steps.is_empty() && whose == Whose::Own);
        let others = others.map(|step| self.words_of_step(&step)).transpose()?;
        Err(ProjectError::NothingToFlip { direction, count, found: steps.len(), others })
    }

    fn go(&mut self, direction: Direction, count: usize, whose: Whose) -> Result<Vec<TakenBack>, ProjectError> {
        let steps = self.next(direction, count, whose)?;
        self.flip(direction, &steps)
    }

    fn flip(&mut self, direction: Direction, steps: &[Vec<LoggedEvent>]) -> Result<Vec<TakenBack>, ProjectError> {
        let event = self.event(direction.word(), serde_json::Value::Null);
        // Before, while the cases that they are about still have names; of what comes again, after.
        let mut told: Vec<TakenBack> = steps.iter().map(|step| self.told(step)).collect::<Result<_, _>>()?;
        let numbers: Vec<i64> = told.iter().map(|taken| taken.number).collect();
        let folder = self.folder.clone();
        let aside = self.files_set_aside()?;
        let flipped = self.change_with_files(|store| store.flip(direction, &numbers, &folder, &event));
        flipped.map_err(|error| self.in_the_way(error))?;
        if direction == Direction::Redo {
            for (taken, step) in told.iter_mut().zip(steps) {
                *taken = self.told(step)?;
            }
        }
        let notes = self.files_set_aside()?.into_iter().filter(|path| !aside.contains(path)).map(|path| {
            format!(
                "{path} is set aside: it does not come in again until it changes, or `verbatim redo` or `verbatim import {path}` brings it"
            )
        });
        if let Some(last) = told.last_mut() {
            last.notes.extend(notes);
        }
        Ok(told)
    }

    fn told(&self, step: &[LoggedEvent]) -> Result<TakenBack, ProjectError> {
        let number = step.first().map(|logged| logged.number).unwrap_or_default();
        Ok(TakenBack { number, words: self.words_of_step(step)?, notes: Vec::new() })
    }

    /// Says what an event was that is in the way.
    fn in_the_way(&self, error: ProjectError) -> ProjectError {
        let ProjectError::Store(StoreError::ChangedSince { step, number }) = &error else { return error };
        let words = |number: i64| self.words_of_step(&self.store.events_of_step(number)?);
        match (words(*step), words(*number)) {
            (Ok(words), Ok(later)) => ProjectError::ChangedSince { number: *step, words, later_number: *number, later },
            (Err(other), _) | (_, Err(other)) => other,
        }
    }
}
