//! Bringing the index to the state of the store.

use fixedbitset::FixedBitSet;
use tantivy::IndexWriter;

use super::open::lock;
use super::removing::segments_among;
use super::stamp::{Lacks, Stamp};
use super::{Index, IndexError};
use crate::store::{SegmentRow, Store, TextState};

/// Memory for words that are not yet on disk, over all threads.
const WRITER_MEMORY: usize = 200_000_000;

/// More threads than this gain nothing on a corpus of a study's size.
const MOST_THREADS: usize = 4;

/// Below this many segments one thread does it all: starting more takes longer than the work.
const FEW_SEGMENTS: u32 = 20_000;

/// How many segments go by between two calls of `progress`.
const PROGRESS_EVERY: u64 = 4_096;

/// What [`catch_up`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaughtUp {
    /// The index had it all.
    Already,
    /// So many segments were new.
    Added(u64),
    /// The index was made again, with so many segments.
    Rebuilt(u64),
}

/// Brings the index to the state of the store. `progress` is told now and then how many segments are done, and says
/// whether to go on.
///
/// Nothing of it shows before it is complete: where it is not to go on, or the process is killed meanwhile, the next call
/// completes it. An index that cannot be added to is thrown away and made again.
pub fn catch_up(
    index: &mut Index,
    store: &Store,
    progress: &mut dyn FnMut(u64) -> bool,
) -> Result<CaughtUp, IndexError> {
    if lacks(index, &store.text_state()?) == Lacks::Nothing {
        index.reload()?;
        return Ok(CaughtUp::Already);
    }
    let _lock = lock(&index.folder)?;
    // The folder may have been thrown away and made again, by another process, since it was opened.
    if let Ok(newer) = Index::open_as_it_is(&index.folder, &index.languages) {
        *index = newer;
    }
    store.in_one_view(|| {
        let state = store.text_state()?;
        match lacks(index, &state) {
            Lacks::Nothing => Ok(CaughtUp::Already),
            Lacks::Changes { next_segment, text_removed } => {
                let Some(gone) = few_gone(index, store, text_removed)? else {
                    return rebuild(index, store, &state, progress);
                };
                match add(index, store, &state, next_segment, gone, progress) {
                    Ok(count) => Ok(CaughtUp::Added(count)),
                    Err(IndexError::Engine(_)) => rebuild(index, store, &state, progress),
                    Err(error) => Err(error),
                }
            }
            Lacks::Everything => rebuild(index, store, &state, progress),
        }
    })
}

fn lacks(index: &Index, state: &TextState) -> Lacks {
    Stamp::of(state, &index.languages).lacks(index.stamp().as_ref())
}

fn rebuild(
    index: &mut Index,
    store: &Store,
    state: &TextState,
    progress: &mut dyn FnMut(u64) -> bool,
) -> Result<CaughtUp, IndexError> {
    index.discard_locked()?;
    add(index, store, state, 0, FixedBitSet::new(), progress).map(CaughtUp::Rebuilt)
}

/// The segments that went with the removals after number `since`; nothing if that is not known, or if they are so many
/// that it is quicker to make the index again.
fn few_gone(index: &Index, store: &Store, since: i64) -> Result<Option<FixedBitSet>, IndexError> {
    let Some(runs) = store.removed_since(since)? else { return Ok(None) };
    let count: u64 = runs.iter().map(|(_, count)| u64::from(*count)).sum();
    if count * 2 > index.segment_count() {
        return Ok(None);
    }
    let mut gone = FixedBitSet::new();
    for (first, count) in runs {
        let end = first as usize + count as usize;
        gone.grow(end);
        gone.insert_range(first as usize..end);
    }
    Ok(Some(gone))
}

/// Takes out the segments that have gone or changed, adds those of them that there are, and the texts from segment number
/// `first` on, in one commit.
fn add(
    index: &mut Index,
    store: &Store,
    state: &TextState,
    first: u32,
    gone: FixedBitSet,
    progress: &mut dyn FnMut(u64) -> bool,
) -> Result<u64, IndexError> {
    let threads = if state.next_segment.saturating_sub(first) < FEW_SEGMENTS {
        1
    } else {
        std::thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS)
    };
    let mut writer: IndexWriter = index.engine.writer_with_num_threads(threads, WRITER_MEMORY)?;
    let mut count = 0;
    let mut add = |row: &SegmentRow<'_>| -> Result<(), IndexError> {
        writer
            .add_document(index.fields.document(row, index.tokens().sign_of(index.languages.of_source(row.source))))?;
        count += 1;
        if count % PROGRESS_EVERY == 0 && !progress(count) {
            return Err(IndexError::Stopped);
        }
        Ok(())
    };
    if !gone.is_clear() {
        let mut again = gone.clone();
        again.remove_range(usize::try_from(first).unwrap_or(usize::MAX).min(again.len())..again.len());
        writer.delete_query(segments_among(gone))?;
        // What went may be there again, or be there otherwise: what was done has been taken back.
        store.for_each_segment_among(&again, &mut add)?;
    }
    store.for_each_segment(first, &mut add)?;
    // From here on it is quicker to finish than to begin again.
    if !progress(count) {
        return Err(IndexError::Stopped);
    }
    let stamp = serde_json::to_string(&Stamp::of(state, &index.languages)).expect("a stamp is plain words and numbers");
    let mut commit = writer.prepare_commit()?;
    commit.set_payload(&stamp);
    commit.commit()?;
    writer.wait_merging_threads()?;
    index.reload()?;
    progress(count);
    Ok(count)
}
