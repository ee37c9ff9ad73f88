//! The study as the pages share it: a few open projects, one change at a time.
//!
//! A [`Project`] belongs to one thread at a time, and reading is much commoner than changing. So a handful stay open; a
//! page borrows one, on a thread that may wait for the disk. One whose `study.toml` has changed since is opened anew.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use axum::http::StatusCode;
use axum::response::Html;
use futures_util::future::BoxFuture;

use super::error::Error;
use super::jobs::Jobs;
use super::kept::Kept;
use super::layout::{self, Page};
use super::live::Live;
use super::server::ServeOptions;
use super::token::Token;
use crate::project::{Project, ProjectError, STUDY_FILE};
use crate::store::Gathered;

/// How many projects stay open when nobody needs them.
const IDLE_PROJECTS: usize = 3;

/// What a page asks of the project. Boxed, and so is the answer: the machinery of a task is then compiled once for each
/// kind of answer and not once for each page, which a cold build felt (`docs/performance.md`).
type Work<T> = Box<dyn FnOnce(&mut Project) -> Result<T, Error> + Send>;
type Answer<'b, T> = BoxFuture<'b, Result<T, Error>>;

/// What all handlers share. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Bench(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    options: ServeOptions,
    port: u16,
    token: Token,
    idle: Mutex<Vec<Opened>>,
    /// Under whose name things are done, once somebody has said so in the browser.
    person: Mutex<Option<String>>,
    study: Mutex<StudyFile>,
    /// Held while something is changed, so that changes queue here and not at the store's door.
    changing: tokio::sync::Mutex<()>,
    live: Live,
    jobs: Jobs,
    kept: Kept,
    /// What all open projects have gathered from the store.
    gathered: Gathered,
}

/// An open project, and the study file it was opened with.
#[derive(Debug)]
struct Opened {
    project: Project,
    study_file: Option<(SystemTime, u64)>,
}

/// What is known of the study file beside what it says now.
#[derive(Debug, Default)]
struct StudyFile {
    /// What it said when it could last be read.
    sound: Option<String>,
    /// What is wrong with it now, in a sentence.
    mistake: Option<String>,
}

impl Bench {
    pub(super) fn new(options: ServeOptions, port: u16, token: Token) -> Self {
        Self(Arc::new(Shared {
            options,
            port,
            token,
            idle: Mutex::default(),
            person: Mutex::default(),
            study: Mutex::default(),
            changing: tokio::sync::Mutex::default(),
            live: Live::new(),
            jobs: Jobs::default(),
            kept: Kept::default(),
            gathered: Gathered::default(),
        }))
    }

    pub(super) fn folder(&self) -> &Path {
        &self.0.options.folder
    }

    pub(super) fn upload_limit(&self) -> u64 {
        self.0.options.upload_limit
    }

    pub(super) fn token(&self) -> &Token {
        &self.0.token
    }

    pub(super) fn cookie_name(&self) -> String {
        format!("verbatim-{}", self.0.port)
    }

    /// Whether a `Host` header means this server.
    pub(super) fn is_host(&self, host: &str) -> bool {
        ["127.0.0.1", "localhost"].iter().any(|name| host == format!("{name}:{}", self.0.port))
    }

    /// Whether an `Origin` header means a page of this server.
    pub(super) fn is_origin(&self, origin: &str) -> bool {
        origin.strip_prefix("http://").is_some_and(|host| self.is_host(host))
    }

    pub(super) fn live(&self) -> &Live {
        &self.0.live
    }

    pub(super) fn jobs(&self) -> &Jobs {
        &self.0.jobs
    }

    /// Parts of pages that took long to make.
    pub(super) fn kept(&self) -> &Kept {
        &self.0.kept
    }

    /// Begins to look for changes that others make.
    pub(super) fn watch(&self) {
        self.live().watch(self.folder());
    }

    /// Ends what goes on by itself: streams to browsers, and long work as soon as it can end.
    pub(super) fn stop(&self) {
        self.live().stop();
        self.jobs().stop_all();
    }

    /// Does something with the project that changes nothing.
    pub(super) fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Project) -> Result<T, Error> + Send + 'static,
    ) -> Answer<'_, T> {
        Box::pin(self.answer(Box::new(work)))
    }

    /// Changes something: one change at a time, and every open page hears of it.
    pub(super) fn change<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Project) -> Result<T, Error> + Send + 'static,
    ) -> Answer<'_, T> {
        Box::pin(self.answer_in_turn(Box::new(work)))
    }

    /// A page with everything around it.
    pub(super) fn page(
        &self,
        work: impl FnOnce(&mut Project) -> Result<Page, Error> + Send + 'static,
    ) -> Answer<'_, Html<String>> {
        self.whole_page(Box::new(work))
    }

    async fn answer<T: Send + 'static>(&self, work: Work<T>) -> Result<T, Error> {
        let bench = self.clone();
        let done = tokio::task::spawn_blocking(move || bench.with_project(work)).await;
        done.map_err(|_| {
            Error::new(StatusCode::INTERNAL_SERVER_ERROR, "that went wrong inside the program; nothing was changed")
        })?
    }

    async fn answer_in_turn<T: Send + 'static>(&self, work: Work<T>) -> Result<T, Error> {
        let turn = self.0.changing.lock().await;
        let done = self.answer(work).await;
        drop(turn);
        self.live().look();
        done
    }

    fn whole_page(&self, work: Work<Page>) -> Answer<'_, Html<String>> {
        let bench = self.clone();
        self.read(move |project| {
            // Before the page is made: what changes while it is made, it may not show, and hears of.
            let change = project.change_number().unwrap_or_default();
            let page = work(project)?;
            let mistake = bench.study().mistake.clone();
            Ok(Html(layout::around(&page, project, change, mistake.as_deref())?.into_string()))
        })
    }

    /// Does something with an open project, on this thread.
    pub(super) fn with_project<T>(&self, work: impl FnOnce(&mut Project) -> Result<T, Error>) -> Result<T, Error> {
        let inside = |error: Error| error.inside(self.folder());
        let mut opened = self.borrow().map_err(|error| inside(error.into()))?;
        let done = work(&mut opened.project).map_err(inside);
        let mut idle = self.idle();
        if idle.len() < IDLE_PROJECTS {
            // It may itself have written the study file, and knows what it wrote.
            if opened.project.has_read_study_file() {
                opened.study_file = stamp(self.folder());
            }
            idle.push(opened);
        }
        done
    }

    /// Lets go of the projects that nobody is using: what has been purged is open in none of them.
    pub(super) fn close_idle(&self) {
        self.idle().clear();
        self.kept().clear();
        self.0.gathered.forget();
    }

    fn borrow(&self) -> Result<Opened, ProjectError> {
        let now = stamp(self.folder());
        let found = {
            let mut idle = self.idle();
            idle.retain(|opened| opened.study_file == now);
            idle.pop()
        };
        if let Some(opened) = found {
            return Ok(opened);
        }
        let mut project = self.open()?;
        project.share_gathered(&self.0.gathered);
        let person = self.0.person.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(person) = person.as_ref().or(self.0.options.person.as_ref()) {
            project.set_person(person)?;
        }
        Ok(Opened { project, study_file: now })
    }

    /// Opens the study. While there is a mistake in its file, it is opened as it was before, and pages say what is wrong.
    fn open(&self) -> Result<Project, ProjectError> {
        let opened = Project::open(self.folder());
        let mut study = self.study();
        match opened {
            Ok(project) => {
                *study = StudyFile { sound: Some(project.study_text().to_owned()), mistake: None };
                Ok(project)
            }
            Err(error @ (ProjectError::Settings { .. } | ProjectError::Study { .. })) => {
                let Some(sound) = &study.sound else { return Err(error) };
                let project = Project::open_as(self.folder(), sound)?;
                study.mistake = Some(Error::from(error).inside(self.folder()).sentence().to_owned());
                Ok(project)
            }
            Err(error) => Err(error),
        }
    }

    /// Somebody else is at work from now on, on every page.
    pub(super) fn set_person(&self, name: &str) {
        *self.0.person.lock().unwrap_or_else(PoisonError::into_inner) = Some(name.to_owned());
        self.close_idle();
    }

    fn study(&self) -> MutexGuard<'_, StudyFile> {
        self.0.study.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Opened>> {
        // Who panicked held an open project, not this list.
        self.0.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn stamp(folder: &Path) -> Option<(SystemTime, u64)> {
    let data = folder.join(STUDY_FILE).metadata().ok()?;
    Some((data.modified().ok()?, data.len()))
}
