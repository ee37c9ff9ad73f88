//! Finding segments.

use crate::index::{self, CaughtUp, Index, IndexError, Languages};
use crate::model::Codebook;
use crate::project::files::study_files;
use crate::project::{Progress, Project, ProjectError};
use crate::query::{self, Hits, SearchError, SearchOptions};

impl Project {
    /// Finds the segments that a query describes. The index catches up with the store first.
    pub fn search(
        &mut self,
        query: &str,
        options: &SearchOptions,
        progress: &dyn Progress,
    ) -> Result<Hits, ProjectError> {
        let text = query;
        let query = self.parsed(text)?;
        self.need_texts()?;
        self.code_if_needed(progress)?;
        let codebook = self.codebook()?.map(|(codebook, _)| codebook).unwrap_or_default();
        self.catch_up(progress)?;
        let index = self.index.as_ref().expect("catching up opens the index");
        query::run(&query, &self.store, index, &codebook, options).map_err(|error| pointed(text, error))
    }

    /// The segments that a query finds, as a set, for tables that count only there.
    pub(in crate::project) fn segments_of_query(
        &mut self,
        query: &str,
        codebook: &Codebook,
        progress: &dyn Progress,
    ) -> Result<fixedbitset::FixedBitSet, ProjectError> {
        let text = query;
        let query = self.parsed(text)?;
        self.catch_up(progress)?;
        let index = self.index.as_ref().expect("catching up opens the index");
        query::segments(&query, &self.store, index, codebook).map_err(|error| pointed(text, error))
    }

    /// The index, once it has caught up.
    pub(in crate::project) fn caught_up(&self) -> &Index {
        self.index.as_ref().expect("catching up opens the index")
    }

    /// Which language each source is in.
    fn languages(&self) -> Result<Languages, ProjectError> {
        let several = self.study.sources.iter().any(|entry| entry.language.is_some());
        let files = if several { study_files(&self.folder, &self.study)?.0 } else { Vec::new() };
        let mut languages = Languages::of_one(&self.study.language);
        for source in self.store.source_names()? {
            let file = files.iter().find(|file| file.holds(&source.name));
            languages = languages.with(source.id, file.and_then(|file| file.entry.language.as_deref()));
        }
        Ok(languages)
    }

    /// Opens the index if need be and brings it up to date; gives the number of segments that were added. It may be stopped
    /// on its way: then nothing half done shows, and whoever needs it next brings it up to date.
    pub(in crate::project) fn catch_up(&mut self, progress: &dyn Progress) -> Result<u64, ProjectError> {
        let mut index = match self.index.take() {
            Some(index) => index,
            None => Index::open(&self.index_folder(), &self.study.language)?,
        };
        index.set_languages(self.languages()?);
        progress.stage("Indexing", Some(self.store.segment_count()?));
        let mut done_before = 0;
        let caught_up = index::catch_up(&mut index, &self.store, &mut |done| {
            // An index that turns out damaged is begun again: then there is less done than before.
            progress.advance(done.saturating_sub(done_before));
            done_before = done;
            !progress.is_cancelled()
        })
        .map_err(|error| match error {
            IndexError::Stopped => ProjectError::Cancelled,
            error => error.into(),
        })?;
        progress.finish();
        self.index = Some(index);
        Ok(match caught_up {
            CaughtUp::Already => 0,
            CaughtUp::Added(count) | CaughtUp::Rebuilt(count) => count,
        })
    }
}

/// What is wrong with a query is shown in its own words.
pub(in crate::project) fn pointed(query: &str, error: SearchError) -> ProjectError {
    match error {
        SearchError::Query(error) => ProjectError::Query { query: query.to_owned(), error },
        other => other.into(),
    }
}
