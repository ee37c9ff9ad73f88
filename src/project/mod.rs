//! The front door: one method for each thing a researcher does.
//!
//! A [`Project`] joins the stations and owns what they share: the study's settings, the store, the index, the clock. One
//! file here is one kind of action, each with its own `impl Project` block. `cli` and `web` call these methods and show
//! what comes back.

mod appending;
mod backup;
mod build;
mod cases;
mod clock;
mod code;
mod codebook_changes;
mod codebook_export;
mod codebook_import;
mod codebook_shown;
mod codebook_versions;
mod codes_from;
mod coding_error;
mod coding_places;
mod codings;
mod convert;
mod disclosing;
mod doctor;
mod documents;
mod drafts;
mod entries;
mod error;
mod explanations;
mod export;
mod files;
mod findings;
mod framework;
mod history;
mod house;
mod import;
mod init;
mod kinds;
mod labels;
mod later_exports;
mod leftovers;
mod log;
mod matches;
mod means;
mod memos;
mod merging;
mod note_error;
mod other_tools;
mod preview;
mod progress;
mod queries;
mod quotations;
mod record;
mod results;
mod review;
mod row_digests;
mod rule_suggestions;
mod rule_testing;
mod search;
mod sentence;
pub mod shown;
mod source_entry;
mod sources;
mod speakers_shown;
mod status;
mod study;
mod subjects;
mod survey_preview;
mod surveys;
mod tables;
mod transcripts;
mod undoing;
mod walking;
mod watching;
mod withdrawing;
mod withdrawn;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use crate::index::Index;
use crate::model::Source;
use crate::store::{Event, Store};

pub use crate::analysis::{Collocate, Collocates, CountedWord, GroupSize, Keyness, Occurrences, WordCounts};
pub use crate::analysis::{DistinguishingLimits, RuleTest, Scope};
pub use crate::export::{Change, ChangeKind, CodesShape};
pub use crate::import::SpeakerPattern;
pub use crate::import::survey::Dialect;
pub use build::{BuildOptions, BuildReport};
pub use cases::{AttributeTest, CaseQuery, SheetChange, ShownCase};
pub use code::{CheckedCodebook, CodingReport, ExplainedSegment};
pub use codebook_changes::{
    CodeEdit, CodeMerge, CodePlace, CodeSplit, CodebookChanged, CodebookError, CodebookOptions, NewCode, NewTheme,
    ThemeEdit,
};
pub use codebook_export::{CodebookExport, CodebookExported};
pub use codebook_import::{CodebookImport, CodebookImported};
pub use codebook_shown::{ShownCode, TreeLine};
pub use codebook_versions::{CodebookDiff, VersionLine};
pub use coding_error::CodingError;
pub use coding_places::{NewPlace, Passage, WordsThere};
pub use codings::{CodingQuery, CodingsChanged, CodingsFound, Laid, ShownCoding, coder_name};
pub use convert::{ConvertOptions, Converted, convert};
pub use disclosing::{DisclosureSettings, WithheldAccount, WithheldFrom};
pub use doctor::{Check, Remedy};
pub use drafts::{Changes, DraftError};
pub use error::ProjectError;
pub use export::{ExportOptions, Refusal, Written};
pub use files::EmptyPattern;
pub use framework::{
    CellOutcome, CellWritten, ColumnEntry, CopyOptions, CopyRead, CopyWritten, FillOptions, Filled, FrameworkEntry,
    FrameworkError, FrameworkLine, GroupEntry, ILLUSTRATES, NewFramework, RESTS_ON, ReadOptions, TellOf, column_named,
    row_named,
};
pub use house::StyleSettings;
pub use import::{ImportOptions, ImportReport, ImportedSource};
pub use init::init;
pub use later_exports::LaterExport;
pub use log::{LogLine, TrailFormat};
pub use matches::{MatchOptions, MatchUnit, MatchesCoded};
pub use means::{CheckedMean, Decimal, MeanOptions, Rounding, Verdict, check_means, verdict};
pub use memos::{NewMemo, RemovedMemos, ShownMemo, WrittenMemo};
pub use merging::{MergeReport, PossiblyOne};
pub use note_error::NoteError;
pub use progress::{Progress, Quiet};
pub use queries::{SavedQuery, SavedQueryError};
pub use quotations::{HeadingName, NewTrim, Pinned, QuoteError, ShownMark, ShownQuotation, Trimmed, printed_quotation};
pub use record::ChecklistState;
pub use results::{AttributeChoice, LEFT_OUT, Neighbour, ResultOptions, Results, SearchResult};
pub use review::Place;
pub use rule_suggestions::{RuleSuggestion, SuggestOptions};
pub use rule_testing::{Against, RuleTestOptions, TestedCode, TestedPlace, TestedRule};
pub use sentence::sentence;
pub use source_entry::{SourceEntry, SpeakerOptions};
pub use sources::{SpeakerChange, TextChange};
pub use status::{CodebookLine, Status};
pub use study::{DocumentEntry, STUDY_FILE, Study, find_study};
pub use subjects::in_words;
pub use tables::{AnswerOptions, CountOptions, CrosstabOptions, QuoteOptions};
pub use undoing::{TakenBack, Whose};
pub use walking::{SegmentPage, WalkQuery, Wanted};
pub use watching::Watch;
pub use withdrawing::{WITHDRAWAL_REASONS, WithdrawalReport};
pub use words::{CollocateOptions, StopWords, WordGroups, WordOptions, WordReport};

/// Everything about one study, on disk.
#[derive(Debug)]
pub struct Project {
    folder: PathBuf,
    study: Study,
    /// `study.toml` as it is written, for knowing whether outputs are up to date.
    study_text: String,
    store: Store,
    /// Under whose name things are done.
    person: String,
    /// Opened when it is first needed, always caught up with the store.
    index: Option<Index>,
}

impl Project {
    /// Opens the study in `folder`; its store is made if it is not there yet.
    pub fn open(folder: &Path) -> Result<Self, ProjectError> {
        if !folder.join(STUDY_FILE).is_file() {
            return Err(ProjectError::NoStudy { start: folder.to_owned() });
        }
        let (study, study_text) = Study::read(folder)?;
        let inside = folder.join(".verbatim");
        fs::create_dir_all(&inside).map_err(|source| ProjectError::Write { path: inside.clone(), source })?;
        let store = Store::open(&inside.join("store.db"))?;
        let person = clock::who();
        let mut project = Self { folder: folder.to_owned(), study, study_text, store, person, index: None };
        project.write_pending_files()?;
        project.without_the_withdrawn()
    }

    pub fn study(&self) -> &Study {
        &self.study
    }

    /// All sources, by path.
    pub fn sources(&self) -> Result<Vec<Source>, ProjectError> {
        Ok(self.store.sources()?)
    }

    /// How many people have withdrawn: of them nothing else is known.
    pub fn withdrawn_count(&self) -> Result<u64, ProjectError> {
        Ok(self.store.withdrawn_count()?)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn index_folder(&self) -> PathBuf {
        self.folder.join(".verbatim/index")
    }

    fn output_folder(&self) -> PathBuf {
        self.folder.join("output")
    }

    fn read(&self, name: &str) -> Result<(PathBuf, String), ProjectError> {
        let path = self.named(name)?;
        let text = fs::read_to_string(&path).map_err(|source| ProjectError::Read { path: path.clone(), source })?;
        Ok((path, text))
    }

    /// The path of a file that `study.toml` names, which is there.
    fn named(&self, name: &str) -> Result<PathBuf, ProjectError> {
        let path = self.path(name);
        if path.exists() {
            return Ok(path);
        }
        let message = format!("there is no file {name:?}, which it names");
        Err(ProjectError::Study { path: self.path(STUDY_FILE), message })
    }

    fn event(&self, action: &str, detail: serde_json::Value) -> Event {
        Event { at: clock::now(), who: self.person.clone(), action: action.to_owned(), detail }
    }
}
