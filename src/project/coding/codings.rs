//! Coding by hand: lay codes on words, and decide, move, recode or take away what is there, one at a time or in bulk.
//!
//! Each method is one action, however many codings it touches. Codings that rules propose never become a person's: see
//! `store::CodingChange`.

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;
use serde_json::json;

use super::error::CodingError;
use super::explanations::code_named;
use super::places::{NewPlace, Passage, Uncodable, stem_of};
use crate::model::{Codebook, Coder, CodingStatus};
use crate::project::{Progress, Project, ProjectError, Quiet};
use crate::store::{CoderFilter, CodingChange, CodingFilter, CodingKey, Event, ListedCoding, StoredCoding};
use crate::text::nearest;

/// So many codings are shown as examples of what a change is about.
const EXAMPLES: usize = 5;

/// Which codings are meant. Each of these narrows; what is left empty does not matter.
#[derive(Debug, Clone, Default)]
pub struct CodingQuery {
    /// On segments at one of these places: `anna`, `anna:12`, `anna:12-14`, `survey:R17:Q29`.
    pub places: Vec<String>,
    /// With one of these codes, by their ids; not those below them.
    pub codes: Vec<String>,
    /// With a code that one of these themes gathers, by their ids; those below them too.
    pub themes: Vec<String>,
    /// By this coder: `rules`, `people`, or a name.
    pub coder: Option<String>,
    /// In one of these statuses; in any, where none is named.
    pub statuses: Vec<CodingStatus>,
    /// In this source: its path, the end of it, or its file's name without extension.
    pub source: Option<String>,
    /// On what this case said.
    pub case: Option<String>,
    /// On segments that this query finds.
    pub filter: Option<String>,
    /// Made by this rule of the code, counted from one.
    pub rule_number: Option<usize>,
}

/// A coding and where it stands, as people name the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownCoding {
    pub place: String,
    pub coding: ListedCoding,
}

/// Codings that were asked for.
#[derive(Debug, Clone, Default)]
pub struct CodingsFound {
    /// How many there are of each status, in the order of `CodingStatus::ALL`.
    pub counts: [usize; 3],
    /// Those that are shown, in reading order.
    pub shown: Vec<ShownCoding>,
}

/// What a change of codings came to, or would come to.
#[derive(Debug, Clone, Default)]
pub struct CodingsChanged {
    pub changed: usize,
    /// Codings that are already so.
    pub same: usize,
    /// Codings of other people that were left as they are, since nobody named their coder.
    pub of_others: usize,
    /// Some of those that changed, as they were.
    pub examples: Vec<ShownCoding>,
}

/// What came of laying a code on passages.
#[derive(Debug, Clone, Default)]
pub struct Laid {
    /// Passages that have the code since now.
    pub added: usize,
    /// Passages that had it by the same hand.
    pub same: usize,
    /// Passages of interviewers, headings, or nothing: they are never coded.
    pub never_coded: usize,
    /// Passages of people who are left out.
    pub left_out: usize,
    /// Some of the passages that have it since now, as people name them, and their words.
    pub examples: Vec<(String, String)>,
}

impl Project {
    /// The codings that are meant, at most `limit` of them described.
    pub fn codings(
        &mut self,
        query: &CodingQuery,
        limit: usize,
        progress: &dyn Progress,
    ) -> Result<CodingsFound, ProjectError> {
        let found = self.codings_meant(query, progress)?;
        let mut counts = [0; 3];
        for coding in &found {
            counts[coding.status as usize] += 1;
        }
        let shown = self.shown_codings(found.get(..limit).unwrap_or(&found))?;
        Ok(CodingsFound { counts, shown })
    }

    /// Lays a code on all of these passages, or says what that would come to. What interviewers say, and what people say
    /// who are left out, stays uncoded; the same again changes nothing.
    pub fn add_codings(&mut self, code: &str, passages: &[Passage], dry_run: bool) -> Result<Laid, ProjectError> {
        self.add_codings_watched(code, passages, dry_run, &Quiet)
    }

    /// The same for many passages: it can be stopped, and then nothing of it is done.
    pub fn add_codings_watched(
        &mut self,
        code: &str,
        passages: &[Passage],
        dry_run: bool,
        progress: &dyn Progress,
    ) -> Result<Laid, ProjectError> {
        let code = self.code_in_use(code)?;
        let codable = self.codable()?;
        let me = self.coder_number(self.person())?;
        let number = self.store.numbered_codes()?.get(&code).copied();
        let mut laid = Laid::default();
        let mut changes = Vec::new();
        let mut text = None;
        let names = self.place_names()?;
        progress.stage("Looking at what is there", Some(passages.len() as u64));
        for passage in passages {
            progress.go_on(1)?;
            if text.as_ref().is_none_or(|(id, _)| *id != passage.text) {
                text = Some((passage.text, self.needed_text(passage.text)?));
            }
            let (_, stored) = text.as_ref().expect("it was just read");
            match codable.of(stored, passage.span) {
                Ok(span) => {
                    let key = number.zip(me).map(|(code, coder)| CodingKey { text: passage.text, span, code, coder });
                    let is_there = key.map(|key| self.store.has_accepted_coding(key)).transpose()?;
                    if is_there == Some(true) {
                        laid.same += 1;
                    } else {
                        if laid.examples.len() < EXAMPLES {
                            let words = span.of_text(&stored.content).to_owned();
                            laid.examples.push((self.place_of(&names, stored, span)?, words));
                        }
                        changes.push(CodingChange::Add { code: &code, text: passage.text, span });
                    }
                }
                Err(Uncodable::LeftOut) => laid.left_out += 1,
                Err(Uncodable::NeverCoded | Uncodable::NoWords) => laid.never_coded += 1,
            }
        }
        laid.added = changes.len();
        if !dry_run {
            let event = self.event("codings add", json!({ "code": code, "codings": changes.len() }));
            laid.added = self.change_codings_watched(&changes, &event, progress)?;
        }
        Ok(laid)
    }

    /// Accepts or rejects codings, or makes them proposals again. What is rejected is not proposed anew.
    pub fn decide_codings(
        &mut self,
        query: &CodingQuery,
        status: CodingStatus,
        dry_run: bool,
        progress: &dyn Progress,
    ) -> Result<CodingsChanged, ProjectError> {
        let (same, found) =
            self.said(query, progress)?.into_iter().partition::<Vec<_>, _>(|coding| coding.status == status);
        let action = match status {
            CodingStatus::Accepted => "codings accept",
            CodingStatus::Rejected => "codings reject",
            CodingStatus::Proposed => "codings reset",
        };
        let change = |coding: &StoredCoding| CodingChange::Decide { coding: coding.key, status };
        let changed = self.change_found(&found, change, action, json!({}), dry_run)?;
        Ok(CodingsChanged { same: same.len(), ..changed })
    }

    /// Gives codings another code; rejected ones only if their status is named. A rule's proposal is rejected, and its words are coded anew by whoever says so.
    pub fn recode(
        &mut self,
        query: &CodingQuery,
        code: &str,
        dry_run: bool,
        progress: &dyn Progress,
    ) -> Result<CodingsChanged, ProjectError> {
        let code = self.code_in_use(code)?;
        let number = self.store.numbered_codes()?.get(&code).copied();
        let (found, of_others) = self.own(&query.standing(), progress)?;
        let (same, found) = found.into_iter().partition::<Vec<_>, _>(|coding| Some(coding.key.code) == number);
        let change =
            |coding: &StoredCoding| CodingChange::Replace { coding: coding.key, code: &code, span: coding.key.span };
        let changed = self.change_found(&found, change, "codings recode", json!({ "to": code }), dry_run)?;
        Ok(CodingsChanged { same: same.len(), of_others, ..changed })
    }

    /// Puts the one coding that is meant on other words; gives what it was, and the words where it stands now.
    pub fn move_coding(
        &mut self,
        query: &CodingQuery,
        to: NewPlace<'_>,
        progress: &dyn Progress,
    ) -> Result<(ShownCoding, String), ProjectError> {
        let found = self.said(&query.standing(), progress)?;
        let [coding] = found.as_slice() else {
            return Err(match found.len() {
                0 => CodingError::NoCoding,
                count => CodingError::ManyCodings { count },
            }
            .into());
        };
        let was = self.shown_codings(&found)?.pop().ok_or(CodingError::NoCoding)?;
        let passage = match to {
            NewPlace::Words(words) => self.passage_in(coding.key.text, words)?,
            NewPlace::All(place) => self.passage_at(place, None)?,
        };
        self.move_to(coding.key, passage)?;
        Ok((was, self.words(passage)?))
    }

    /// Puts this coding on other words, of its own text.
    pub fn move_to(&mut self, coding: CodingKey, passage: Passage) -> Result<bool, ProjectError> {
        if passage.text != coding.text {
            return Err(CodingError::OtherText.into());
        }
        let codes = self.store.numbered_codes()?;
        let code = codes.iter().find(|(_, number)| **number == coding.code).map(|(name, _)| name.as_str());
        let code = code.ok_or(CodingError::NoCoding)?;
        let change = CodingChange::Replace { coding, code, span: passage.span };
        let event = self.event("codings move", json!({ "code": code, "codings": 1 }));
        Ok(self.store.change_codings(&[change], &event)? > 0)
    }

    /// Takes codings away: those of the rules are rejected, or they would come back.
    pub fn remove_codings(
        &mut self,
        query: &CodingQuery,
        dry_run: bool,
        progress: &dyn Progress,
    ) -> Result<CodingsChanged, ProjectError> {
        let (found, of_others) = self.own(query, progress)?;
        let coders = self.store.coders()?;
        let is_gone = |coding: &StoredCoding| {
            coding.status == CodingStatus::Rejected && coders.get(&coding.key.coder).is_some_and(String::is_empty)
        };
        let (same, found) = found.into_iter().partition::<Vec<_>, _>(is_gone);
        let change = |coding: &StoredCoding| CodingChange::Remove { coding: coding.key };
        let changed = self.change_found(&found, change, "codings remove", json!({}), dry_run)?;
        Ok(CodingsChanged { same: same.len(), of_others, ..changed })
    }

    /// Does all of this with single codings, as one action of this name: what a page or the walk does. Gives how many
    /// changed.
    pub fn change_codings(&mut self, action: &str, changes: &[CodingChange<'_>]) -> Result<usize, ProjectError> {
        let event = self.event(action, json!({ "codings": changes.len() }));
        Ok(self.store.change_codings(changes, &event)?)
    }

    /// Does all of this as one action, or nothing of it where it is stopped.
    pub(in crate::project) fn change_codings_watched(
        &mut self,
        changes: &[CodingChange<'_>],
        event: &Event,
        progress: &dyn Progress,
    ) -> Result<usize, ProjectError> {
        progress.stage("Writing", Some(changes.len() as u64));
        let changed = self.store.change_codings_while(changes, event, &mut |count| {
            progress.advance(count as u64);
            !progress.is_cancelled()
        })?;
        progress.finish();
        changed.ok_or(ProjectError::Cancelled)
    }

    /// A code that text may be coded with, by its id or its name.
    pub fn code_in_use(&self, name: &str) -> Result<String, ProjectError> {
        let codebook = self.needed_codebook()?;
        let by_name = |codebook: &Codebook| {
            let wanted = name.to_lowercase();
            let mut called = codebook.codes.iter().filter(|code| code.name.to_lowercase() == wanted);
            called.next().filter(|_| called.next().is_none()).and_then(|code| codebook.code_index(&code.id))
        };
        let index = match codebook.code_index(name).or_else(|| by_name(&codebook)) {
            Some(index) => index,
            None => code_named(&codebook, name)?,
        };
        let code = &codebook.codes[index];
        let into = codebook.standing_for(index);
        if into != index {
            let into = codebook.codes[into].id.clone();
            return Err(CodingError::Merged { code: code.id.clone(), into }.into());
        }
        if !code.is_in_use() {
            return Err(CodingError::NotInUse { code: code.id.clone(), status: code.status }.into());
        }
        Ok(code.id.clone())
    }

    /// These codings with their places, in their order.
    pub fn shown_codings(&self, codings: &[StoredCoding]) -> Result<Vec<ShownCoding>, ProjectError> {
        let names = self.place_names()?;
        let listed = self.store.describe_codings(codings)?;
        let place = |coding: &ListedCoding| {
            let source = names.get(&coding.source).map_or(coding.source.as_str(), String::as_str);
            match (&coding.question, &coding.case, coding.segments) {
                (Some(question), Some(case), _) => format!("{source}:{}:{question}", case.name),
                (_, _, (first, last)) if first == last => format!("{source}:{first}"),
                (_, _, (first, last)) => format!("{source}:{first}-{last}"),
            }
        };
        Ok(listed.into_iter().map(|coding| ShownCoding { place: place(&coding), coding }).collect())
    }

    /// What each source is called in the name of a place: its file's name, or its path if several have that name.
    pub(in crate::project) fn place_names(&self) -> Result<BTreeMap<String, String>, ProjectError> {
        let sources = self.store.sources()?;
        let mut count: BTreeMap<&str, usize> = BTreeMap::new();
        for source in &sources {
            *count.entry(stem_of(&source.path)).or_default() += 1;
        }
        let name = |path: &str| if count.get(stem_of(path)) == Some(&1) { stem_of(path) } else { path }.to_owned();
        Ok(sources.iter().map(|source| (source.path.clone(), name(&source.path))).collect())
    }

    /// Codings that a change is about: somebody has to say which.
    fn said(&mut self, query: &CodingQuery, progress: &dyn Progress) -> Result<Vec<StoredCoding>, ProjectError> {
        if query.is_everything() {
            return Err(CodingError::NothingSaid.into());
        }
        self.codings_meant(query, progress)
    }

    /// Those of them that are the rules' or one's own, unless somebody else is named; and how many others there are.
    fn own(
        &mut self,
        query: &CodingQuery,
        progress: &dyn Progress,
    ) -> Result<(Vec<StoredCoding>, usize), ProjectError> {
        let found = self.said(query, progress)?;
        if query.coder.as_ref().is_some_and(|coder| coder != "rules") {
            return Ok((found, 0));
        }
        let coders = self.store.coders()?;
        let me = self.person();
        let is_free =
            |coding: &StoredCoding| coders.get(&coding.key.coder).is_none_or(|coder| coder.is_empty() || *coder == me);
        let (free, of_others) = found.into_iter().partition::<Vec<_>, _>(is_free);
        Ok((free, of_others.len()))
    }

    fn change_found<'c>(
        &mut self,
        found: &'c [StoredCoding],
        change: impl Fn(&'c StoredCoding) -> CodingChange<'c>,
        action: &str,
        mut detail: serde_json::Value,
        dry_run: bool,
    ) -> Result<CodingsChanged, ProjectError> {
        let examples = self.shown_codings(found.get(..EXAMPLES).unwrap_or(found))?;
        let mut changed = found.len();
        if !dry_run && changed > 0 {
            let changes: Vec<CodingChange<'_>> = found.iter().map(change).collect();
            detail["codings"] = json!(changes.len());
            changed = self.store.change_codings(&changes, &self.event(action, detail))?;
        }
        Ok(CodingsChanged { changed, examples, ..CodingsChanged::default() })
    }

    fn codings_meant(
        &mut self,
        query: &CodingQuery,
        progress: &dyn Progress,
    ) -> Result<Vec<StoredCoding>, ProjectError> {
        self.code_if_needed(progress)?;
        let codebook = self.codebook()?.map(|(codebook, _)| codebook).unwrap_or_default();
        let codes = self.codes_meant(query, &codebook)?;
        if query.rule_number.is_some() && codes.as_ref().is_none_or(|codes| codes.len() != 1) {
            return Err(CodingError::RuleOfOneCode.into());
        }
        let mut segments: Option<FixedBitSet> = None;
        let mut narrow = |set: FixedBitSet| match &mut segments {
            Some(segments) => segments.intersect_with(&set),
            None => segments = Some(set),
        };
        for places in [query.places.as_slice(), query.source.as_slice()] {
            let mut all: Option<FixedBitSet> = None;
            for place in places {
                let here = self.named_place(place)?.segments(self)?;
                all.get_or_insert_default().union_with(&here);
            }
            all.into_iter().for_each(&mut narrow);
        }
        if let Some(case) = &query.case {
            let quoted = case.replace('\\', "\\\\").replace('"', "\\\"");
            narrow(self.segments_of_query(&format!("case:\"{quoted}\""), &codebook, progress)?);
        }
        if let Some(filter) = &query.filter {
            narrow(self.segments_of_query(filter, &codebook, progress)?);
        }
        let left_out = self.store.segments_left_out()?;
        let rule_index = query.rule_number.map(|number| u16::try_from(number.saturating_sub(1)).unwrap_or(u16::MAX));
        let filter = CodingFilter {
            codes: codes.as_ref().map(|codes| codes.iter().map(String::as_str).collect()),
            coder: query.coder.as_deref().map(|name| self.coder_meant(name)).transpose()?,
            statuses: query.statuses.clone(),
            rule_index,
            text: None,
            segments: segments.as_ref(),
            left_out: Some(&left_out),
        };
        Ok(self.store.codings(&filter)?)
    }

    /// The ids of the codes that are meant; nothing if all are.
    fn codes_meant(&self, query: &CodingQuery, codebook: &Codebook) -> Result<Option<Vec<String>>, ProjectError> {
        if query.codes.is_empty() && query.themes.is_empty() {
            return Ok(None);
        }
        // A code that has left the codebook keeps its codings.
        let used = self.store.numbered_codes()?;
        let mut meant = Vec::new();
        for id in &query.codes {
            if !used.contains_key(id) {
                code_named(codebook, id)?;
            }
            meant.push(id.clone());
        }
        for name in &query.themes {
            let theme = codebook.themes.iter().find(|theme| theme.id == *name).ok_or_else(|| {
                let known = codebook.themes.iter().map(|theme| theme.id.as_str());
                CodingError::NoTheme { name: name.clone(), nearest: nearest(name, known).map(str::to_owned) }
            })?;
            meant.extend(codebook.codes_of_theme(theme).into_iter().map(|index| codebook.codes[index].id.clone()));
        }
        meant.sort_unstable();
        meant.dedup();
        Ok(Some(meant))
    }

    fn coder_meant(&self, name: &str) -> Result<CoderFilter, ProjectError> {
        match name {
            "rules" => Ok(CoderFilter::Rules),
            "people" => Ok(CoderFilter::People),
            name if name == self.person() || self.coder_number(name)?.is_some() => {
                Ok(CoderFilter::Person(name.to_owned()))
            }
            name => {
                let coders = self.store.coders()?;
                let nearest = nearest(name, coders.values().map(String::as_str)).map(str::to_owned);
                Err(CodingError::NoCoder { name: name.to_owned(), nearest }.into())
            }
        }
    }

    fn coder_number(&self, name: &str) -> Result<Option<u32>, ProjectError> {
        Ok(self.store.coders()?.into_iter().find(|(_, coder)| coder == name).map(|(number, _)| number))
    }
}

impl CodingQuery {
    /// The same without rejected codings, unless a status is named.
    fn standing(&self) -> Self {
        let mut query = self.clone();
        if query.statuses.is_empty() {
            query.statuses = vec![CodingStatus::Proposed, CodingStatus::Accepted];
        }
        query
    }

    /// Whether it says nothing of which codings are meant.
    fn is_everything(&self) -> bool {
        let Self { places, codes, themes, coder, statuses: _, source, case, filter, rule_number } = self;
        places.is_empty()
            && codes.is_empty()
            && themes.is_empty()
            && [coder, source, case, filter].into_iter().all(Option::is_none)
            && rule_number.is_none()
    }
}

/// How a coder is called where people read it.
pub fn coder_name(coder: &Coder) -> &str {
    match coder {
        Coder::Rules => "rules",
        Coder::Person(name) => name,
    }
}
