//! What pages hear without asking: that the study has changed, and how far long work is.
//!
//! Changes are seen by the store's change number, so that those of the command line and of other tabs count alike. One
//! tab of a browser listens (`assets/js/live.js`) and tells the others: a browser opens few connections to one host.

use std::convert::Infallible;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{Stream, unfold};
use tokio::sync::{Notify, broadcast, watch};

use crate::project::{Project, Watch};

/// How often the study is looked at.
const PAUSE: Duration = Duration::from_millis(250);
/// Every how many looks the files of the study are looked at too.
const FILES_EVERY: u32 = 8;

#[derive(Debug, Clone)]
pub(super) struct Live {
    messages: broadcast::Sender<Message>,
    sooner: Arc<Notify>,
    stopped: Arc<watch::Sender<bool>>,
}

/// One thing that pages hear.
#[derive(Debug, Clone)]
pub(super) struct Message {
    pub(super) name: &'static str,
    pub(super) data: serde_json::Value,
}

impl Live {
    pub(super) fn new() -> Self {
        Self {
            messages: broadcast::Sender::new(256),
            sooner: Arc::default(),
            stopped: Arc::new(watch::Sender::new(false)),
        }
    }

    pub(super) fn tell(&self, name: &'static str, data: serde_json::Value) {
        // Nobody may be listening.
        drop(self.messages.send(Message { name, data }));
    }

    /// Looks at once whether something has changed.
    pub(super) fn look(&self) {
        self.sooner.notify_one();
    }

    pub(super) fn stop(&self) {
        self.stopped.send_replace(true);
        self.sooner.notify_one();
    }

    /// Looks for changes from now on, until [`Live::stop`].
    pub(super) fn watch(&self, folder: &Path) {
        let (live, folder) = (self.clone(), folder.to_owned());
        tokio::spawn(async move {
            let mut seen = Seen::default();
            let mut looks = 0;
            loop {
                let (folder, with_files) = (folder.clone(), looks % FILES_EVERY == 0);
                let looked = tokio::task::spawn_blocking(move || seen.look(&folder, with_files)).await;
                let Ok((now, changed)) = looked else { return };
                seen = now;
                looks += 1;
                match changed {
                    Some(Change::InStore(number)) => live.tell("change", serde_json::json!({ "number": number })),
                    // No page knows that by a number.
                    Some(Change::InFiles) => live.tell("change", serde_json::json!({})),
                    None => {}
                }
                drop(tokio::time::timeout(PAUSE, live.sooner.notified()).await);
                if *live.stopped.borrow() {
                    return;
                }
            }
        });
    }

    /// A stream for one browser.
    pub(super) fn stream(&self) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<>> {
        let state = (self.messages.subscribe(), self.stopped.subscribe(), true);
        let stream = unfold(state, |(mut messages, mut stopped, is_first)| async move {
            if is_first {
                return Some((Ok(Event::default().event("hello").data("{}")), (messages, stopped, false)));
            }
            let message = tokio::select! {
                _ = stopped.wait_for(|stopped| *stopped) => return None,
                message = messages.recv() => message,
            };
            let event = match message {
                Ok(message) => Event::default().event(message.name).data(message.data.to_string()),
                // A browser that slept for long looks at everything anew.
                Err(broadcast::error::RecvError::Lagged(_)) => Event::default().event("change").data("{}"),
                Err(broadcast::error::RecvError::Closed) => return None,
            };
            Some((Ok(event), (messages, stopped, false)))
        });
        Sse::new(stream).keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
    }
}

/// The study as it was at the last look.
#[derive(Debug, Default)]
struct Seen {
    project: Option<Project>,
    number: Option<i64>,
    files: Option<Watch>,
}

/// What has changed between two looks.
#[derive(Debug, Clone, Copy)]
enum Change {
    /// The store, whose change number is this now.
    InStore(i64),
    /// Only files of the study: the study file, a codebook, a transcript.
    InFiles,
}

impl Seen {
    /// Itself after another look, and what has changed.
    fn look(mut self, folder: &Path, with_files: bool) -> (Self, Option<Change>) {
        if self.project.is_none() {
            self.project = Project::open(folder).ok();
        }
        let number = self.project.as_ref().and_then(Project::change_number).or(self.number);
        let mut changed = number.filter(|_| self.number.is_some() && number != self.number).map(Change::InStore);
        if with_files {
            let files = Watch::of(folder, self.files.as_ref());
            let is_other = self.files.as_ref().is_some_and(|before| *before != files);
            changed = changed.or(is_other.then_some(Change::InFiles));
            self.files = Some(files);
        }
        self.number = number;
        (self, changed)
    }
}
