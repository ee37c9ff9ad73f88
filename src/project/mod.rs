//! The front door: one method for each thing a researcher does.
//!
//! A [`Project`] joins the stations and owns what they share: the study's settings, the store, the index, the clock. One
//! file here is one kind of action, each with its own `impl Project` block. `cli` and `web` call these methods and show
//! what comes back.

mod answers;
mod backup;
mod clock;
mod codebook;
mod coding;
mod doctor;
mod error;
mod files;
mod finding;
mod framework;
mod history;
mod identifying;
mod importing;
mod init;
mod log;
mod notes;
mod outputs;
mod people;
mod progress;
mod quotations;
mod record;
mod sentence;
mod settings;
mod standing;
mod status;
mod study;
mod undoing;

use std::fs;
use std::path::{Path, PathBuf};

use crate::index::Index;
use crate::model::Source;
use crate::store::{Event, Gathered, Store};

pub use crate::analysis::{Agreement, Collocate, Collocates, CountedWord, GroupSize, Keyness, Occurrences, WordCounts};
pub use crate::analysis::{DistinguishingLimits, RuleTest, Scope};
pub use crate::export::{Change, ChangeKind, CodesShape};
pub use crate::import::SpeakerPattern;
pub use crate::import::survey::{ColumnPlan, ColumnRole, Dialect, Exclusion, Finding, Layout, SurveyPlan};
pub use answers::coding::WordsOfAnswer;
pub use answers::filter::{AnswerFilter, AnswerState, ValueChoice, ValuesOf};
pub use answers::listing::{AnswerCounts, AnswerList, AnswerOrder, AnswerSort, Likeness};
pub use answers::respondents::{GridCell, GridRow};
pub use answers::shown::{CodeOnAnswers, ShownAnswer};
pub use answers::values::CountedValue;
pub use answers::{Survey, SurveyLine};
pub use codebook::changes::{
    CodeEdit, CodeMerge, CodePlace, CodeSplit, CodebookChanged, CodebookError, CodebookOptions, NewCode, NewTheme,
    ThemeEdit, TreePlace,
};
pub use codebook::export::{CodebookExport, CodebookExported};
pub use codebook::import::{CodebookImport, CodebookImported};
pub use codebook::shown::{ShownCode, TreeLine};
pub use codebook::versions::{CodebookDiff, VersionLine};
pub use coding::agreement::{AgreementOptions, CodeAgreement, CodersCompared};
pub use coding::by_hand::{ByHand, DoneByHand};
pub use coding::code::{CheckedCodebook, CodingReport, ExplainedSegment};
pub use coding::codings::{CodingQuery, CodingsChanged, CodingsFound, Laid, ShownCoding, coder_name};
pub use coding::disagreements::{Arbitration, Disagreement, DisagreementKind, Disagreements, Piece, SaidHere};
pub use coding::error::CodingError;
pub use coding::matches::{MatchOptions, MatchUnit, MatchesCoded};
pub use coding::places::{NewPlace, Passage, WordsThere};
pub use coding::reading::{ReadSegment, ReadText, TextCodings, TranscriptLine};
pub use coding::rule_suggestions::{RuleSuggestion, SuggestOptions};
pub use coding::rule_testing::{Against, RuleTestOptions, TestedCode, TestedPlace, TestedRule};
pub use coding::walking::{SegmentPage, WalkQuery, Wanted};
pub use doctor::{Check, CheckKind, Remedy};
pub use error::ProjectError;
pub use files::EmptyPattern;
pub use finding::completion::Completion;
pub use finding::place_names::PlaceNames;
pub use finding::queries::{SavedQuery, SavedQueryError};
pub use finding::results::{AttributeChoice, LEFT_OUT, Neighbour, ResultOptions, Results, SearchResult};
pub use finding::words::{CollocateOptions, StopWords, WordGroups, WordOptions, WordReport};
pub use framework::{
    CellOutcome, CellWritten, CodedPassage, ColumnEntry, CopyOptions, CopyRead, CopyWritten, FillOptions, Filled,
    FrameworkEntry, FrameworkError, FrameworkLine, FrameworkMatrix, GroupEntry, ILLUSTRATES, NewFramework, RESTS_ON,
    ReadOptions, TellOf, column_named, row_named,
};
pub use identifying::{
    CandidateFinder, Context, Decided, Detected, HiddenAs, IdentityLogFormat, IdentityLogLine, IndirectPerson,
    IndirectSpan, LikelyAlias, QueueEntry, QueueOptions, ReadersWord, Replayed, ReviewError, ReviewQueue, Ruling,
};
pub use importing::bringing_in::{IncomingChoice, IncomingPlace};
pub use importing::convert::{ConvertOptions, Converted, convert};
pub use importing::import::{ImportOptions, ImportReport, ImportedSource};
pub use importing::incoming::{IncomingError, IncomingFile};
pub use importing::later_exports::LaterExport;
pub use importing::listed::{FileState, ListedFile};
pub use importing::review::Place;
pub use importing::source_entry::{SourceEntry, SpeakerOptions};
pub use importing::sources::{SpeakerChange, TextChange};
pub use importing::speakers_shown::HeardSpeaker;
pub use importing::survey_form::{ColumnEdit, PlanEdit, SurveyForm};
pub use init::init;
pub use log::{LogLine, TrailFormat};
pub use notes::error::NoteError;
pub use notes::memos::{NewMemo, RemovedMemos, ShownMemo, WrittenMemo};
pub use notes::subjects::in_words;
pub use outputs::build::{BuildOptions, BuildReport};
pub use outputs::checking::{CheckFinding, CheckedFile};
pub use outputs::disclosing::{DisclosureSettings, QuotedPeople, QuotedPerson, WithheldAccount, WithheldFrom};
pub use outputs::drafts::{Changes, DraftError};
pub use outputs::export::{ExportOptions, Refusal, Written};
pub use outputs::house::StyleSettings;
pub use outputs::means::{CheckedMean, Decimal, MeanOptions, Rounding, TypedMeans, Verdict, check_means, verdict};
pub use outputs::page::behind::{Behind, within_group};
pub use outputs::page::listed::{ListedDocument, ListedOutput, WrittenFile};
pub use outputs::page::made::MadeFile;
pub use outputs::page::new::NewOutput;
pub use outputs::page::printed::{Addresses, PrintedOutput, Shown};
pub use outputs::shown;
pub use outputs::tables::{AnswerOptions, CountOptions, CrosstabOptions, QuoteOptions};
pub use outputs::watching::Watch;
pub use people::cases::{AttributeTest, CaseQuery, SheetChange, ShownCase};
pub use people::identities::{IdentityChanged, IdentityEdit, ListedIdentity};
pub use people::identity_error::IdentityError;
pub use people::identity_sheet::{IdentitiesRead, IdentitiesWritten};
pub use people::merging::{MergeReport, PossiblyOne};
pub use people::withdrawing::{WITHDRAWAL_REASONS, WithdrawalReport};
pub use progress::{Progress, Quiet};
pub use quotations::{
    HeadingName, NewTrim, Pinned, PrintedQuotation, QuoteError, QuoteUnder, QuotesUnder, ShownMark, ShownQuotation,
    Trimmed, UnderOptions, Voice, printed_quotation,
};
pub use record::ChecklistState;
pub use sentence::sentence;
pub use settings::{StudySettings, rule_in_words};
pub use standing::progress::SourceProgress;
pub use standing::themes::{ThemeCount, ThemeOverview, ThemesByGroup};
pub use standing::waiting::Waiting;
pub use status::{CodebookLine, Status};
pub use study::{DocumentEntry, STUDY_FILE, Study, find_study};
pub use undoing::{TakenBack, Whose};

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
        Self::open_with(folder, study, study_text)
    }

    /// Opens it as the study file said earlier, for looking at it while there is a mistake in that file now. What would
    /// change the file is refused, since it is not what was read.
    pub fn open_as(folder: &Path, study_text: &str) -> Result<Self, ProjectError> {
        let study = Study::parse(&folder.join(STUDY_FILE), study_text)?;
        Self::open_with(folder, study, study_text.to_owned())
    }

    fn open_with(folder: &Path, study: Study, study_text: String) -> Result<Self, ProjectError> {
        let inside = folder.join(".verbatim");
        fs::create_dir_all(&inside).map_err(|source| ProjectError::Write { path: inside.clone(), source })?;
        let store = Store::open(&inside.join("store.db"))?;
        let person = clock::who();
        let mut project = Self { folder: folder.to_owned(), study, study_text, store, person, index: None };
        project.write_pending_files()?;
        project.without_the_withdrawn()
    }

    /// What takes long to gather from the store is shared with every other project that has this one open.
    pub fn share_gathered(&mut self, gathered: &Gathered) {
        self.store.share_gathered(gathered);
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
