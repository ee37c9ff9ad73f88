//! The store: one SQLite file. SQL is written in this folder and nowhere else.
//!
//! WAL mode, one write transaction per researcher's action: a crash loses at most the action under way. CLI and server
//! may have it open at once. One file here answers one kind of question; each adds an `impl Store` block.

mod action;
mod backup;
mod case_details;
mod cases;
mod changed_files;
mod code_changes;
mod code_details;
mod codebook_versions;
mod coding_changes;
mod coding_list;
mod codings;
mod codings_found;
mod columns;
mod columns_of_cases;
mod duplicates;
mod error;
mod events;
mod finishing;
mod history;
mod import;
mod laid;
mod later_exports;
mod links;
mod lookup;
mod memos;
mod merging;
mod meta;
mod open;
mod outputs;
mod past;
mod project_files;
mod recoding;
mod recording;
mod removed;
mod reviews;
mod revisions;
mod scrub;
mod segment_words;
mod sources;
#[allow(dead_code, reason = "codings and codes are about to be moved by people")]
mod subjects;
mod texts;
mod time_marks;
mod traces;
mod withdrawing;
mod work;

pub use case_details::{CaseDetails, CaseSource};
pub use cases::{CaseChange, CaseFilter};
pub use changed_files::{FileChange, WriteFile};
pub use code_changes::{CodeChange, CodeMove};
pub use code_details::CodingPlace;
pub use codebook_versions::{CodebookVersion, NewVersion};
pub use coding_changes::CodingChange;
pub use coding_list::{CoderFilter, CodingFilter, CodingKey, ListedCoding, StoredCoding};
pub use codings::{PersonCoding, RuleCoding};
pub use codings_found::{CodingFound, RULES};
pub use duplicates::{Duplicates, Likeness};
pub use error::StoreError;
pub use events::{Event, EventState};
pub use finishing::Finished;
pub use history::{Revision, SourceDetails, TextAt};
pub use import::{Counts, Importing, NewCase, NewMemo, NewSegment, NewSource, NewText};
pub use laid::{LaidCoding, MemoOnWords};
pub use later_exports::{KnownAnswer, KnownRespondent};
pub use links::LinkFilter;
pub use lookup::{CaseName, Counting, NamedRow, SegmentDetails, SegmentRow, SpeakerRow, TextState};
pub use memos::{MemoEdit, MemoFilter, MemoText};
pub use merging::{Merge, Merged};
pub use open::Store;
pub use outputs::Output;
pub use project_files::{MemoTarget, NewCoding, NewProjectFile, NewProjectMemo};
pub use recoding::{Going, Recoded};
pub use reviews::{Review, ReviewedWork};
pub use revisions::Revised;
pub use segment_words::SegmentWords;
pub use sources::{Exclusion, KnownFile};

pub use texts::{StoredSegment, StoredText};
pub use traces::{SurveyRow, Traces, TranscriptTraces, WITHDRAWN_SPEAKER, WITHDRAWN_TURN};
pub use withdrawing::{Unfinished, Withdrawal};
