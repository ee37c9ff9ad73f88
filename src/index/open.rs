//! The index's folder: opened, or made new if it cannot be.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use tantivy::directory::MmapDirectory;
use tantivy::index::SegmentId;
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{IndexReader, ReloadPolicy, Searcher};

use super::common_words::CommonWords;
use super::fields::{Columns, Fields, TOKENIZER};
use super::numbers::Numbers;
use super::sets::Remembered;
use super::stamp::Stamp;
use super::{IndexError, Languages, Tokens};
use crate::store::LaidCoding;

/// The full-text index of one study.
pub struct Index {
    pub(super) folder: PathBuf,
    pub(super) languages: Languages,
    pub(super) fields: Fields,
    pub(super) engine: tantivy::Index,
    pub(super) reader: IndexReader,
    columns: Columns,
    common_words: CommonWords,
    /// The pieces that `reader` shows, each with how many entries were taken out of it. Their ids are random: an index that
    /// was made again has none of the old.
    pieces: Vec<(SegmentId, u32)>,
    tokens: Tokens,
    sets: Remembered<Numbers>,
    codings: Remembered<Vec<LaidCoding>>,
}

impl Index {
    /// Opens the index in `folder`, made new and empty if there is none or if it cannot be read. What it holds may be
    /// behind the store: see [`catch_up`](super::catch_up()).
    pub fn open(folder: &Path, language: &str) -> Result<Self, IndexError> {
        let languages = &Languages::of_one(language);
        Self::open_as_it_is(folder, languages).or_else(|_| {
            let _lock = lock(folder)?;
            // Another process may have mended it while this one waited.
            Self::open_as_it_is(folder, languages).or_else(|_| Self::make_new(folder, languages))
        })
    }

    /// Says which language sources are in. The next [`catch_up`](super::catch_up()) sees whether they were indexed so.
    pub fn set_languages(&mut self, languages: Languages) {
        if self.languages != languages {
            self.tokens = Tokens::of_languages(&languages);
            self.engine.tokenizers().register(TOKENIZER, TextAnalyzer::builder(self.tokens.clone()).build());
            self.languages = languages;
        }
    }

    /// Which language sources are in.
    pub(crate) const fn languages(&self) -> &Languages {
        &self.languages
    }

    /// Checks every file against its checksum: what `doctor` asks. An index that fails is mended by
    /// [`discard`](Self::discard) and [`catch_up`](super::catch_up()).
    pub fn is_sound(&self) -> Result<bool, IndexError> {
        Ok(self.engine.validate_checksum()?.is_empty())
    }

    /// Throws away what the index holds; the next [`catch_up`](super::catch_up()) makes it again.
    pub fn discard(&mut self) -> Result<(), IndexError> {
        let _lock = lock(&self.folder)?;
        self.discard_locked()
    }

    pub(super) fn discard_locked(&mut self) -> Result<(), IndexError> {
        *self = Self::make_new(&self.folder, &self.languages)?;
        Ok(())
    }

    /// How many segments can be found.
    pub fn segment_count(&self) -> u64 {
        self.searcher().num_docs()
    }

    /// Words as this index has them.
    pub fn tokens(&self) -> &Tokens {
        &self.tokens
    }

    pub(crate) fn words_field(&self) -> tantivy::schema::Field {
        self.fields.words
    }

    pub(crate) fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    pub(crate) fn columns(&self) -> &Columns {
        &self.columns
    }

    pub(super) fn common_words(&self) -> &CommonWords {
        &self.common_words
    }

    /// Shows the folder's last commit.
    pub(super) fn reload(&mut self) -> Result<(), IndexError> {
        let pieces = pieces_of(&self.engine)?;
        if pieces != self.pieces {
            self.reader.reload()?;
            self.columns = Columns::open(&self.searcher())?;
            self.common_words = CommonWords::default();
            self.pieces = pieces;
        }
        Ok(())
    }

    /// Sets of segments, cases and the like that queries have read from the store.
    pub(crate) fn sets(&self) -> &Remembered<Numbers> {
        &self.sets
    }

    /// Codings that queries have read from the store, by code. Of these the index itself knows nothing.
    pub(crate) const fn codings(&self) -> &Remembered<Vec<LaidCoding>> {
        &self.codings
    }

    /// What the index on disk was made of, as its last commit says.
    pub(super) fn stamp(&self) -> Option<Stamp> {
        let metas = self.engine.load_metas().ok()?;
        serde_json::from_str(metas.payload.as_deref()?).ok()
    }

    pub(super) fn open_as_it_is(folder: &Path, languages: &Languages) -> Result<Self, IndexError> {
        let directory = MmapDirectory::open(folder).map_err(tantivy::TantivyError::from)?;
        let engine = tantivy::Index::open(directory)?;
        let (schema, fields) = Fields::schema();
        if engine.schema() != schema {
            let other = "the index was made by another version".to_owned();
            return Err(tantivy::TantivyError::SchemaError(other).into());
        }
        let index = Self::with_engine(engine, fields, folder, languages)?;
        index.touch_every_file()?;
        Ok(index)
    }

    /// Opens all that a search opens, so that a file that is gone or cut off shows now and not in a search.
    fn touch_every_file(&self) -> tantivy::Result<()> {
        for piece in self.searcher().segment_readers() {
            piece.inverted_index(self.fields.words)?;
            piece.fieldnorms_readers().get_field(self.fields.words)?;
        }
        Ok(())
    }

    fn make_new(folder: &Path, languages: &Languages) -> Result<Self, IndexError> {
        let failed = |source| IndexError::Folder { path: folder.to_owned(), source };
        match fs::symlink_metadata(folder) {
            Ok(found) if found.is_dir() => fs::remove_dir_all(folder).map_err(failed)?,
            Ok(_) => fs::remove_file(folder).map_err(failed)?,
            Err(_) => {}
        }
        fs::create_dir_all(folder).map_err(failed)?;
        let (schema, fields) = Fields::schema();
        let engine = tantivy::Index::create_in_dir(folder, schema)?;
        Self::with_engine(engine, fields, folder, languages)
    }

    fn with_engine(
        engine: tantivy::Index,
        fields: Fields,
        folder: &Path,
        languages: &Languages,
    ) -> Result<Self, IndexError> {
        let tokens = Tokens::of_languages(languages);
        engine.tokenizers().register(TOKENIZER, TextAnalyzer::builder(tokens.clone()).build());
        let pieces = pieces_of(&engine)?;
        let reader: IndexReader = engine.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self {
            folder: folder.to_owned(),
            languages: languages.clone(),
            fields,
            engine,
            columns: Columns::open(&reader.searcher())?,
            common_words: CommonWords::default(),
            pieces,
            reader,
            tokens,
            sets: Remembered::default(),
            codings: Remembered::default(),
        })
    }
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("folder", &self.folder).finish_non_exhaustive()
    }
}

/// Waits for whoever else is writing this index, in this process or another. The lock lies beside the folder, because
/// the folder itself may be removed while it is held; it ends with the process, however that ends.
pub(super) fn lock(folder: &Path) -> Result<File, IndexError> {
    let path = folder.with_extension("lock");
    let failed = |source| IndexError::Folder { path: path.clone(), source };
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(failed)?;
    }
    let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
    file.lock().map_err(failed)?;
    Ok(file)
}

/// What is searchable: where nothing but removals was committed, the pieces are the same and have fewer entries.
fn pieces_of(engine: &tantivy::Index) -> tantivy::Result<Vec<(SegmentId, u32)>> {
    let pieces = engine.searchable_segment_metas()?;
    Ok(pieces.iter().map(|piece| (piece.id(), piece.num_deleted_docs())).collect())
}
