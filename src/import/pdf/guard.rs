//! The parser, behind glass: whatever the bytes do to it, there is an answer, soon.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Once, mpsc};
use std::time::Duration;

use crate::import::{ImportError, Place};

const THREAD_NAME: &str = "pdf reader";
/// Deep nesting is bounded by the parser; this is many times what it needs.
const STACK_SIZE: usize = 16 << 20;

/// Says to the one who reads that nobody waits for it any more.
#[derive(Debug, Clone, Default)]
pub(super) struct GivenUp(Arc<AtomicBool>);

impl GivenUp {
    pub(super) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// What `read` makes of a file, or an error if it panics or takes too long; then it is told, and all that it does before
/// it looks is bounded in itself.
pub(super) fn guarded<T, F>(path: &Path, byte_count: usize, read: F) -> Result<T, ImportError>
where
    T: Send + 'static,
    F: FnOnce(GivenUp) -> Result<T, ImportError> + Send + 'static,
{
    silence();
    let damaged = |message: &str| ImportError::damaged(path, Place::WHOLE, message);
    let (sender, receiver) = mpsc::channel();
    let given_up = GivenUp::default();
    let told = given_up.clone();
    let work = move || drop(sender.send(read(told)));
    let thread = std::thread::Builder::new().name(THREAD_NAME.to_owned()).stack_size(STACK_SIZE);
    thread.spawn(work).map_err(|_| damaged("the computer has no room to read it; close other programs"))?;
    match receiver.recv_timeout(time_limit(byte_count)) {
        Ok(result) => result,
        Err(mpsc::RecvTimeoutError::Timeout) => {
            given_up.0.store(true, Ordering::Relaxed);
            Err(damaged("reading it takes too long, so it is damaged; print it to a new PDF"))
        }
        // The sender is gone without a word: the parser has panicked.
        Err(mpsc::RecvTimeoutError::Disconnected) => Err(damaged(DAMAGED)),
    }
}

pub(super) const DAMAGED: &str = "the document is damaged; copy or export it again, or print it to a new PDF";

/// A page of text takes a hundredth of a second. Builds for debugging are slower by far.
fn time_limit(byte_count: usize) -> Duration {
    let megabytes = u64::try_from(byte_count >> 20).unwrap_or(u64::MAX);
    let seconds = megabytes.saturating_add(2);
    Duration::from_secs(if cfg!(debug_assertions) { seconds * 20 } else { seconds })
}

/// Panics of the thread are an answer here, and nothing for the terminal.
fn silence() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if std::thread::current().name() != Some(THREAD_NAME) {
                usual(panic);
            }
        }));
    });
}
