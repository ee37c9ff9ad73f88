//! The log in full, and doing again what it says in a study that has the same texts.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::error::ReviewError;
use crate::model::{Decision, Identity, IdentityKind, Mode, Span, TextId, Verdict, form_key};
use crate::project::{Project, ProjectError};
use crate::store::{DecisionChange, Event, IdentityChange, IdentitySource, StoredIdentity};

/// Grows when the shape of the file changes.
const VERSION: u32 = 1;

/// What was done again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Replayed {
    pub identities: usize,
    pub decisions: usize,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FullLog {
    verbatim_identity_log: u32,
    identities: Vec<LoggedIdentity>,
    decisions: Vec<LoggedDecision>,
    marks: Vec<LoggedMark>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LoggedIdentity {
    number: i64,
    kind: IdentityKind,
    forms: Vec<String>,
    mode: Option<Mode>,
    replacement: String,
    wider: String,
    derive: bool,
    case: Option<String>,
    reason: String,
    source: String,
    who: String,
    when: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LoggedDecision {
    form: String,
    kind: IdentityKind,
    verdict: String,
    identity: Option<i64>,
    reason: String,
    place: Option<LoggedPlace>,
    who: String,
    when: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LoggedMark {
    kind: IdentityKind,
    label: String,
    place: LoggedPlace,
    who: String,
}

/// A place by what does not depend on numbers of the store.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LoggedPlace {
    source: String,
    /// Which of the source's texts, counted from nought.
    text_index: usize,
    /// In bytes of the text.
    start: u32,
    end: u32,
    words: String,
}

impl Project {
    /// Everything that people did to the register and decided, with real names, as [`Project::replay_identity_log`] reads it;
    /// but for what another reader has said of forms that the person at work has still to decide on.
    pub(super) fn full_identity_log(&self) -> Result<Vec<u8>, ProjectError> {
        let decisions = self.all_decisions()?;
        let is_closed = |form: &str| decisions.is_closed_to(&form_key(form), &self.person);
        let seen = |mut stored: StoredIdentity| {
            let before = stored.identity.forms.len();
            stored.identity.forms.retain(|form| !is_closed(form));
            (before == 0 || !stored.identity.forms.is_empty()).then_some(stored)
        };
        let identities = self.store.identities()?.into_iter().filter_map(seen).map(|stored| LoggedIdentity {
            number: stored.number,
            kind: stored.identity.kind,
            forms: stored.identity.forms,
            mode: stored.identity.mode,
            replacement: stored.identity.replacement,
            wider: stored.identity.wider,
            derive: stored.identity.derive,
            case: stored.identity.case,
            reason: stored.identity.reason,
            source: stored.source.word().to_owned(),
            who: stored.added_by,
            when: stored.added_at,
        });
        let mut log = FullLog {
            verbatim_identity_log: VERSION,
            identities: identities.collect(),
            decisions: Vec::new(),
            marks: Vec::new(),
        };
        for stored in self.store.decisions()?.into_iter().filter(|stored| !stored.is_waiting) {
            let decision = stored.decision;
            let is_closed = match decision.place {
                Some(place) => decisions.is_closed_at(place, &self.person),
                None => is_closed(&decision.form),
            };
            if is_closed {
                continue;
            }
            log.decisions.push(LoggedDecision {
                place: decision.place.map(|(text, span)| self.logged_place(text, span)).transpose()?,
                form: decision.form,
                kind: decision.kind,
                verdict: decision.verdict.word().to_owned(),
                identity: stored.identity,
                reason: decision.reason,
                who: decision.decided_by,
                when: decision.decided_at,
            });
        }
        for mark in self.store.telling_marks()?.into_iter().filter(|mark| !mark.is_waiting) {
            let place = self.logged_place(mark.text, mark.span)?;
            log.marks.push(LoggedMark { kind: mark.kind, label: mark.label, place, who: mark.marked_by });
        }
        let text = serde_json::to_string_pretty(&log).expect("names and values are plain data");
        Ok((text + "\n").into_bytes())
    }

    /// Does again what a full log says, as one step, in a study that has the same texts and no decisions of its own yet.
    pub fn replay_identity_log(&mut self, path: &Path) -> Result<Replayed, ProjectError> {
        let wrong = |message: String| ReviewError::NoLog { path: path.to_owned(), message };
        let text = fs::read_to_string(path).map_err(|source| ProjectError::Read { path: path.to_owned(), source })?;
        let log: FullLog = serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?;
        if log.verbatim_identity_log != VERSION {
            return Err(wrong(format!("it is of version {}", log.verbatim_identity_log)).into());
        }
        if !self.store.decisions()?.is_empty() || !self.store.identities()?.is_empty() {
            return Err(wrong("the study has decisions of its own already, and these come first".to_owned()).into());
        }
        let places = log.decisions.iter().filter_map(|logged| logged.place.as_ref());
        let places: Vec<&LoggedPlace> = places.chain(log.marks.iter().map(|mark| &mark.place)).collect();
        let found: Vec<Option<(TextId, Span)>> =
            places.iter().map(|place| self.found_place(place)).collect::<Result<_, _>>()?;
        let count = found.iter().filter(|place| place.is_none()).count();
        if count > 0 {
            return Err(ReviewError::OtherTexts { path: path.to_owned(), count }.into());
        }
        let mut found = found.into_iter().flatten();
        let mut decisions: Vec<(Decision, Option<i64>)> = Vec::new();
        for logged in &log.decisions {
            let verdict = Verdict::from_word(&logged.verdict);
            let decision = Decision {
                form: logged.form.clone(),
                kind: logged.kind,
                place: logged.place.as_ref().and_then(|_| found.next()),
                verdict: verdict.ok_or_else(|| wrong(format!("{:?} is no verdict", logged.verdict)))?,
                reason: logged.reason.clone(),
                decided_by: logged.who.clone(),
                decided_at: logged.when.clone(),
            };
            decisions.push((decision, logged.identity));
        }
        let marks: Vec<DecisionChange> = (log.marks.iter().zip(found))
            .map(|(mark, (text, span))| DecisionChange::Mark {
                kind: mark.kind,
                text,
                span,
                label: mark.label.clone(),
                by: mark.who.clone(),
            })
            .collect();
        let replayed = Replayed { identities: log.identities.len(), decisions: decisions.len() + marks.len() };
        self.as_one_step(|project| {
            let numbers = project.replay_identities(&log.identities, &wrong)?;
            let mut changes: Vec<DecisionChange> = Vec::new();
            for (decision, identity) in decisions {
                let identity = identity.and_then(|number| numbers.get(&number).copied());
                changes.push(DecisionChange::Decide { decision, identity });
            }
            changes.extend(marks);
            let event = project.event("identities replay", json!({ "decisions": changes.len() }));
            Ok(project.store.change_decisions(&changes, &event)?)
        })?;
        Ok(replayed)
    }

    /// Puts identities into the store, each under the name of who added it; gives their new numbers by the old ones.
    fn replay_identities(
        &mut self,
        identities: &[LoggedIdentity],
        wrong: &dyn Fn(String) -> ReviewError,
    ) -> Result<BTreeMap<i64, i64>, ProjectError> {
        let mut numbers = BTreeMap::new();
        for group in identities.chunk_by(|one, other| (&one.who, &one.when) == (&other.who, &other.when)) {
            let mut changes = Vec::new();
            for logged in group {
                let source = IdentitySource::from_word(&logged.source);
                let identity = Identity {
                    replacement: logged.replacement.clone(),
                    case: logged.case.clone(),
                    reason: logged.reason.clone(),
                    mode: logged.mode,
                    wider: logged.wider.clone(),
                    derive: logged.derive,
                    ..Identity::new(logged.kind, logged.forms.clone())
                };
                changes.push(IdentityChange {
                    number: None,
                    case: logged.case.as_deref().map(|name| self.case_named(name)).transpose()?,
                    identity,
                    source: source.ok_or_else(|| wrong(format!("{:?} is no source", logged.source)))?,
                });
            }
            let event = Event {
                at: group[0].when.clone(),
                who: group[0].who.clone(),
                action: "identities replay".to_owned(),
                detail: json!({ "identities": changes.len() }),
            };
            let given = self.store.change_identities(&changes, &event)?;
            numbers.extend(group.iter().map(|logged| logged.number).zip(given));
        }
        Ok(numbers)
    }

    fn logged_place(&self, text: TextId, span: Span) -> Result<LoggedPlace, ProjectError> {
        let stored = self.needed_text(text)?;
        let sources = self.store.sources()?;
        let source = sources.into_iter().find(|source| source.id == stored.source);
        let text_index = self.store.texts_of(stored.source)?.iter().position(|other| *other == text);
        let small = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Ok(LoggedPlace {
            source: source.map(|source| source.path).unwrap_or_default(),
            text_index: text_index.unwrap_or_default(),
            start: small(span.start()),
            end: small(span.end()),
            words: span.of_text(&stored.content).to_owned(),
        })
    }

    /// Where a logged place is in this study, if the same words stand there.
    fn found_place(&self, place: &LoggedPlace) -> Result<Option<(TextId, Span)>, ProjectError> {
        let sources = self.store.sources()?;
        let Some(source) = sources.iter().find(|source| source.path == place.source) else { return Ok(None) };
        let Some(text) = self.store.texts_of(source.id)?.get(place.text_index).copied() else { return Ok(None) };
        let content = self.needed_text(text)?.content;
        let span = Span::of(&content, place.start as usize..place.end as usize);
        Ok(span.filter(|span| span.of_text(&content) == place.words).map(|span| (text, span)))
    }
}
