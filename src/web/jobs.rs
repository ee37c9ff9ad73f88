//! Long work that goes on while pages are looked at: importing, coding, building.
//!
//! One at a time, since each would wait for the other at the store. Pages hear how far it is; it can be stopped, and then
//! what was finished is kept.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use serde::Serialize;

use super::bench::Bench;
use super::error::Error;
use super::live::Live;
use super::ways::in_pages;
use crate::project::{Progress, Project};

/// How often pages hear of steps.
const TOLD_EVERY: Duration = Duration::from_millis(100);
/// How many finished ones are remembered.
const REMEMBERED: usize = 20;

#[derive(Debug, Default, Clone)]
pub(super) struct Jobs(Arc<Mutex<Inner>>);

#[derive(Debug, Default)]
struct Inner {
    last_number: u64,
    jobs: BTreeMap<u64, Job>,
    stops: BTreeMap<u64, Arc<AtomicBool>>,
}

/// A piece of long work, as pages show it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Job {
    pub(super) number: u64,
    /// What is done: "Building".
    pub(super) name: String,
    pub(super) state: JobState,
    /// What it is at: "Indexing".
    pub(super) stage: String,
    pub(super) done: u64,
    pub(super) total: Option<u64>,
    /// What came of it, a sentence a line.
    pub(super) said: Vec<String>,
    /// Where to see what came of it.
    pub(super) to: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum JobState {
    Running,
    Done,
    /// Some of it could not be done; what, is said.
    Partly,
    Failed,
    Stopped,
}

/// How a job ended well.
#[derive(Debug, Default)]
pub(super) struct JobEnd {
    pub(super) said: Vec<String>,
    pub(super) to: Option<String>,
    pub(super) is_partly: bool,
}

impl Jobs {
    /// Those that run and the last ones that ended, the newest first.
    pub(super) fn all(&self) -> Vec<Job> {
        self.inner().jobs.values().rev().cloned().collect()
    }

    pub(super) fn stop(&self, number: u64) -> bool {
        self.inner().stops.get(&number).map(|stop| stop.store(true, Ordering::Relaxed)).is_some()
    }

    pub(super) fn stop_all(&self) {
        self.inner().stops.values().for_each(|stop| stop.store(true, Ordering::Relaxed));
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A new job, unless one runs.
    fn begin(&self, name: &str) -> Result<(u64, Arc<AtomicBool>), Error> {
        let mut inner = self.inner();
        if let Some(running) = inner.jobs.values().find(|job| job.state == JobState::Running) {
            let sentence = format!("{} is still going on: wait for it, or stop it", running.name);
            return Err(Error::new(StatusCode::CONFLICT, sentence));
        }
        inner.last_number += 1;
        let number = inner.last_number;
        let job = Job {
            number,
            name: name.to_owned(),
            state: JobState::Running,
            stage: String::new(),
            done: 0,
            total: None,
            said: Vec::new(),
            to: None,
        };
        inner.jobs.insert(number, job);
        while inner.jobs.len() > REMEMBERED {
            inner.jobs.pop_first();
        }
        let stop = Arc::new(AtomicBool::new(false));
        inner.stops.insert(number, Arc::clone(&stop));
        Ok((number, stop))
    }

    /// Changes a job and gives it as it is now.
    fn set(&self, number: u64, change: impl FnOnce(&mut Job)) -> Option<Job> {
        let mut inner = self.inner();
        let job = inner.jobs.get_mut(&number)?;
        change(job);
        let job = job.clone();
        if job.state != JobState::Running {
            inner.stops.remove(&number);
        }
        Some(job)
    }
}

impl Bench {
    /// Starts long work and gives its number; pages hear how far it is.
    pub(super) fn start(
        &self,
        name: &str,
        work: impl FnOnce(&mut Project, &dyn Progress) -> Result<JobEnd, Error> + Send + 'static,
    ) -> Result<u64, Error> {
        let (number, stop) = self.jobs().begin(name)?;
        let bench = self.clone();
        let told = Told { bench: self.clone(), number, stop, last: Mutex::new(None) };
        told.tell(|_| {});
        tokio::task::spawn_blocking(move || {
            // Should it panic, its end is told all the same.
            let mut end = End { told: &told, result: None };
            end.result = Some(bench.with_project(|project| work(project, &told)));
        });
        Ok(number)
    }
}

/// Tells pages how far a job is.
struct Told {
    bench: Bench,
    number: u64,
    stop: Arc<AtomicBool>,
    last: Mutex<Option<Instant>>,
}

impl Told {
    fn tell(&self, change: impl FnOnce(&mut Job)) {
        if let Some(job) = self.bench.jobs().set(self.number, change) {
            self.live().tell("job", serde_json::json!(job));
        }
    }

    fn live(&self) -> &Live {
        self.bench.live()
    }
}

impl Progress for Told {
    fn stage(&self, name: &str, step_count: Option<u64>) {
        self.tell(|job| (job.stage, job.done, job.total) = (name.to_owned(), 0, step_count));
    }

    fn advance(&self, step_count: u64) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let is_due = last.is_none_or(|last| last.elapsed() >= TOLD_EVERY);
        if is_due {
            *last = Some(Instant::now());
            drop(last);
            self.tell(|job| job.done += step_count);
        } else {
            drop(last);
            drop(self.bench.jobs().set(self.number, |job| job.done += step_count));
        }
    }

    fn finish(&self) {
        self.tell(|job| job.done = job.total.unwrap_or(job.done));
    }

    fn is_cancelled(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// Says how a job ended, whatever way it did.
struct End<'t> {
    told: &'t Told,
    result: Option<Result<JobEnd, Error>>,
}

impl Drop for End<'_> {
    fn drop(&mut self) {
        let is_stopped = self.told.is_cancelled();
        let result = self.result.take();
        self.told.tell(|job| match result {
            Some(Ok(end)) => {
                job.state = if end.is_partly { JobState::Partly } else { JobState::Done };
                job.said = end.said.iter().map(|line| in_pages(line).into_owned()).collect();
                job.to = end.to;
            }
            Some(Err(error)) => {
                job.state = if is_stopped { JobState::Stopped } else { JobState::Failed };
                job.said = vec![error.sentence().to_owned()];
            }
            None => {
                job.state = JobState::Failed;
                job.said = vec!["something went wrong inside the program; what was finished is kept".to_owned()];
            }
        });
        self.told.live().look();
    }
}
