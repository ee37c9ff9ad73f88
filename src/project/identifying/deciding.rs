//! Deciding: once for all mentions of a form, or for one mention.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::decisions::{Decisions, hides};
use super::error::ReviewError;
use crate::disclosure::review::Standing;
use crate::disclosure::{Pseudonymiser, Replaced};
use crate::model::{CaseId, Decision, Identity, IdentityKind, Mode, Origin, Span, TextId, Verdict, form_key};
use crate::project::coding::places::Passage;
use crate::project::{Project, ProjectError};
use crate::store::{DecisionChange, IdentityChange, IdentitySource, StoredIdentity};

/// What a reviewer says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ruling {
    Hide(HiddenAs),
    Keep {
        /// Needed where a form says by itself who someone is.
        reason: String,
    },
    NotAName,
}

/// As which identity something is hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HiddenAs {
    /// One of its own: that which has the form already, or a new one.
    Own {
        mode: Option<Mode>,
        /// Printed instead; empty: by mode and kind. With [`Mode::Generalise`], something wider.
        replacement: String,
    },
    /// Another form of this identity, named by its number or by one of its forms.
    AliasOf(String),
}

impl Ruling {
    /// As what something is decided on that the detector takes for `kind`: a capital that nobody knows is hidden as a name.
    pub const fn kind(&self, kind: IdentityKind) -> IdentityKind {
        match (self, kind) {
            (Self::Hide(_), IdentityKind::Other) => IdentityKind::Person,
            _ => kind,
        }
    }
}

/// What came of deciding, or would.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    pub forms: Vec<String>,
    pub kind: IdentityKind,
    pub verdict: Verdict,
    /// What is printed for them from now on, where they are hidden.
    pub printed: Option<String>,
    /// Whether it stands, or another reader has to say the same.
    pub standing: Standing,
}

impl Decided {
    /// `Philippa, Ms Ormskerry are hidden, printed as [name removed]; another reader has to say the same`
    pub fn in_words(&self) -> String {
        let printed = self.printed.as_ref().map(|printed| format!(", printed as {printed}")).unwrap_or_default();
        let waits = match self.standing {
            Standing::Waiting => "; another reader has to say the same before it counts",
            Standing::Disputed => "; another reader said otherwise, and it waits until you agree",
            Standing::Undecided | Standing::Settled(_) => "",
        };
        format!("{} {}{printed}{waits}", self.forms.join(", "), self.verdict.done(self.forms.len() == 1))
    }
}

impl Project {
    /// Decides on forms together, for all of their mentions. `kind` is what they are, where that is not what the detector
    /// says. A form that the detector missed may be decided on as well.
    pub fn decide(
        &mut self,
        forms: &[String],
        kind: Option<IdentityKind>,
        ruling: &Ruling,
        dry_run: bool,
    ) -> Result<Decided, ProjectError> {
        let forms = plain_forms(forms)?;
        let keys: BTreeSet<String> = forms.iter().map(|form| form_key(form)).collect();
        let verdict = verdict_of(ruling);
        let kind = match kind {
            Some(kind) => kind,
            None => self.kind_of(&keys, verdict)?,
        };
        let reason = reason_of(ruling, kind)?;
        let decisions = self.all_decisions()?;
        if verdict != Verdict::Hide {
            self.check_not_listed(&keys, &decisions)?;
        }
        let decide = |project: &mut Self, dry_run: bool| -> Result<Decided, ProjectError> {
            let identity = match ruling {
                Ruling::Hide(hidden) => Some(project.hidden_as(&forms, kind, hidden, dry_run)?),
                Ruling::Keep { .. } | Ruling::NotAName => None,
            };
            let number = identity.as_ref().and_then(|(number, _)| *number);
            let mut changes: Vec<DecisionChange> = Vec::new();
            for stored in keys.iter().flat_map(|key| decisions.said_of(key)) {
                if stored.decision.decided_by == project.person {
                    changes.push(DecisionChange::Remove { id: stored.id });
                }
            }
            let event = project.event(
                "identities decide",
                json!({ "verdict": verdict.word(), "kind": kind.word(), "forms": forms.len(), "identity": number }),
            );
            changes.extend(forms.iter().map(|form| DecisionChange::Decide {
                decision: Decision {
                    form: form.clone(),
                    kind,
                    place: None,
                    verdict,
                    reason: reason.clone(),
                    decided_by: event.who.clone(),
                    decided_at: event.at.clone(),
                },
                identity: number,
            }));
            if !dry_run {
                project.store.change_decisions(&changes, &event)?;
                project.take_out_of_register(&keys, &decisions, number)?;
            }
            let standing = match keys.first() {
                Some(key) if !dry_run => project.all_decisions()?.standing_of(key),
                _ if decisions.readers() > 1 => Standing::Waiting,
                _ => Standing::Settled(verdict),
            };
            let printed = identity.map(|(_, identity)| identity.printed().to_owned());
            Ok(Decided { forms: forms.clone(), kind, verdict, printed, standing })
        };
        if dry_run { decide(self, true) } else { self.as_one_step(|project| decide(project, false)) }
    }

    /// Decides on one mention otherwise than on its form. The decision goes along with its words when the file is corrected.
    pub fn decide_mention(
        &mut self,
        passage: Passage,
        kind: Option<IdentityKind>,
        ruling: &Ruling,
        dry_run: bool,
    ) -> Result<Decided, ProjectError> {
        let form = plain_forms(&[self.words(passage)?])?;
        let keys: BTreeSet<String> = form.iter().map(|form| form_key(form)).collect();
        let verdict = verdict_of(ruling);
        let kind = match kind {
            Some(kind) => kind,
            None => self.kind_of(&keys, verdict)?,
        };
        let reason = reason_of(ruling, kind)?;
        let identity = match ruling {
            Ruling::Hide(HiddenAs::AliasOf(which)) => self.stored_identity(which)?.map(|stored| stored.number),
            _ => None,
        };
        let event =
            self.event("identities decide", json!({ "verdict": verdict.word(), "kind": kind.word(), "mention": true }));
        let decisions = self.all_decisions()?;
        let mut changes: Vec<DecisionChange> = decisions
            .said_at(passage.text, passage.span)
            .iter()
            .filter(|stored| stored.decision.decided_by == event.who)
            .map(|stored| DecisionChange::Remove { id: stored.id })
            .collect();
        changes.push(DecisionChange::Decide {
            decision: Decision {
                form: form.first().cloned().unwrap_or_default(),
                kind,
                place: Some((passage.text, passage.span)),
                verdict,
                reason,
                decided_by: event.who.clone(),
                decided_at: event.at.clone(),
            },
            identity,
        });
        if !dry_run {
            self.store.change_decisions(&changes, &event)?;
        }
        let needs_another = self.study.disclosure.readers > 1;
        let standing = if needs_another { Standing::Waiting } else { Standing::Settled(verdict) };
        Ok(Decided { forms: form, kind, verdict, printed: None, standing })
    }

    /// Where any of these forms stands in the texts that are kept or not, whether the detector found it or not.
    pub fn mentions_of_forms(&self, forms: &[String]) -> Result<Vec<(TextId, Span)>, ProjectError> {
        let identity = Identity { derive: false, ..Identity::new(IdentityKind::Other, plain_forms(forms)?) };
        let seeker = Pseudonymiser::new(&[identity]);
        let mut mentions = Vec::new();
        let mut after: Option<TextId> = None;
        loop {
            let texts = self.store.texts_after(after, 1024)?;
            let Some(last) = texts.last() else { break };
            after = Some(last.id);
            for text in &texts {
                let found = seeker.replacements(&text.content).into_iter();
                let found = found.filter(|replacement| matches!(replacement.by, Replaced::Identity(_)));
                mentions.extend(found.map(|replacement| (text.id, replacement.span)));
            }
        }
        Ok(mentions)
    }

    /// What the detector takes these forms for; a name that it missed is a person's, and so is a capital that nobody knows
    /// once it is hidden.
    fn kind_of(&self, keys: &BTreeSet<String>, verdict: Verdict) -> Result<IdentityKind, ProjectError> {
        let mut counts: BTreeMap<IdentityKind, usize> = BTreeMap::new();
        self.store.for_each_detected(&mut |_, content, detections| -> Result<(), ProjectError> {
            for detection in detections {
                if keys.contains(&form_key(detection.span.of_text(content))) {
                    *counts.entry(detection.kind).or_default() += 1;
                }
            }
            Ok(())
        })?;
        if verdict == Verdict::Hide {
            counts.remove(&IdentityKind::Other);
        }
        let likeliest = counts.into_iter().max_by_key(|(kind, count)| (*count, std::cmp::Reverse(*kind)));
        Ok(likeliest.map_or(IdentityKind::Person, |(kind, _)| kind))
    }

    /// Nothing that the register hides for another reason is kept beside it.
    fn check_not_listed(&self, keys: &BTreeSet<String>, decisions: &Decisions) -> Result<(), ProjectError> {
        let own: BTreeSet<i64> = keys
            .iter()
            .flat_map(|key| decisions.said_of(key))
            .filter(|stored| hides(stored))
            .filter_map(|stored| stored.identity)
            .collect();
        for identity in self.listed()? {
            let is_own = matches!(identity.origin, Origin::Store { number } if own.contains(&number));
            if !is_own && identity.forms.iter().any(|form| keys.contains(&form_key(form))) {
                return Err(ReviewError::IsIdentity { place: self.origin_in_words(&identity.origin) }.into());
            }
        }
        Ok(())
    }

    /// The identity as which forms are hidden from now on, with its number in the store.
    fn hidden_as(
        &mut self,
        forms: &[String],
        kind: IdentityKind,
        hidden: &HiddenAs,
        dry_run: bool,
    ) -> Result<(Option<i64>, Identity), ProjectError> {
        let (known, mut identity, case) = match hidden {
            HiddenAs::AliasOf(which) => {
                if let Some(stored) = self.stored_identity(which)? {
                    (Some(stored.number), stored.identity, stored.case)
                } else {
                    let listed = self.listed_identity(which)?;
                    let case = listed.case.as_deref().map(|name| self.case_named(name)).transpose()?;
                    (None, Identity { forms: Vec::new(), derived: Vec::new(), ..listed }, case)
                }
            }
            HiddenAs::Own { mode, replacement } => {
                let known = self.own_identity(forms, kind)?;
                let (number, mut identity, case) = match known {
                    Some(stored) => (Some(stored.number), stored.identity, stored.case),
                    None => (None, Identity::new(kind, Vec::new()), None::<CaseId>),
                };
                identity.mode = mode.or(identity.mode);
                if !replacement.is_empty() && identity.mode == Some(Mode::Generalise) {
                    identity.wider.clone_from(replacement);
                } else if !replacement.is_empty() {
                    identity.replacement.clone_from(replacement);
                }
                (number, identity, case)
            }
        };
        for form in forms {
            if !identity.forms.iter().any(|known| form_key(known) == form_key(form)) {
                identity.forms.push(form.clone());
            }
        }
        if dry_run {
            // As it would be printed: in its brackets, or with its pseudonym.
            let mut all = self.register()?.identities;
            all.retain(|other| known.is_none_or(|number| other.origin != Origin::Store { number }));
            all.push(identity.clone());
            self.settle(&mut all)?;
            return Ok((known, all.pop().unwrap_or(identity)));
        }
        let change = IdentityChange { number: known, identity: identity.clone(), case, source: IdentitySource::Review };
        let detail = json!({ "kind": identity.kind.word(), "forms": identity.forms.len() });
        let event = self.event("identities review", detail);
        let number = self.store.change_identities(&[change], &event)?.first().copied();
        // As the register settles it: with its pseudonym.
        let settled = self.register()?.identities.into_iter();
        let is_it = |other: &Identity| number.is_some_and(|number| other.origin == Origin::Store { number });
        let printed = settled.into_iter().find(is_it).unwrap_or(identity);
        Ok((number, printed))
    }

    /// The identity of the store whose first form is one of these: theirs already.
    fn own_identity(&self, forms: &[String], kind: IdentityKind) -> Result<Option<StoredIdentity>, ProjectError> {
        let keys: BTreeSet<String> = forms.iter().map(|form| form_key(form)).collect();
        let is_theirs = |stored: &StoredIdentity| {
            stored.identity.kind == kind
                && stored.identity.forms.first().is_some_and(|first| keys.contains(&form_key(first)))
        };
        Ok(self.store.identities()?.into_iter().find(is_theirs))
    }

    fn stored_identity(&self, which: &str) -> Result<Option<StoredIdentity>, ProjectError> {
        let number: Option<i64> = which.trim().parse().ok();
        let key = form_key(which);
        let stored = self.store.identities()?;
        let by_number = stored.iter().find(|stored| Some(stored.number) == number);
        let has_it = |stored: &&StoredIdentity| stored.identity.forms.iter().any(|form| form_key(form) == key);
        Ok(by_number.or_else(|| stored.iter().find(has_it)).cloned())
    }

    fn listed_identity(&self, which: &str) -> Result<Identity, ProjectError> {
        let key = form_key(which);
        let has_it = |identity: &Identity| identity.forms.iter().any(|form| form_key(form) == key);
        self.register()?.identities.into_iter().find(has_it).ok_or_else(|| ReviewError::NoIdentity.into())
    }

    /// Forms that the person at work had hidden, and does not any more, or not as that identity, leave the identities that
    /// reviews have made, unless somebody else hides them so.
    fn take_out_of_register(
        &mut self,
        keys: &BTreeSet<String>,
        before: &Decisions,
        now: Option<i64>,
    ) -> Result<(), ProjectError> {
        let was: BTreeSet<i64> = keys
            .iter()
            .flat_map(|key| before.said_of(key))
            .filter(|stored| stored.decision.decided_by == self.person && hides(stored))
            .filter_map(|stored| stored.identity)
            .filter(|number| Some(*number) != now)
            .collect();
        if was.is_empty() {
            return Ok(());
        }
        let after = self.all_decisions()?;
        let (mut changes, mut gone) = (Vec::new(), Vec::new());
        let of_review =
            |stored: &StoredIdentity| was.contains(&stored.number) && stored.source == IdentitySource::Review;
        for mut stored in self.store.identities()?.into_iter().filter(of_review) {
            let still = |form: &String| {
                let key = form_key(form);
                let as_this = |other: &&crate::store::StoredDecision| other.identity == Some(stored.number);
                !keys.contains(&key)
                    || after.said_of(&key).iter().filter(|other| hides(other)).any(|other| as_this(&other))
            };
            let forms: Vec<String> = stored.identity.forms.iter().filter(|form| still(form)).cloned().collect();
            if forms.is_empty() {
                gone.push(stored.number);
            } else if forms.len() < stored.identity.forms.len() {
                stored.identity.forms = forms;
                changes.push(IdentityChange {
                    number: Some(stored.number),
                    identity: stored.identity,
                    case: stored.case,
                    source: stored.source,
                });
            }
        }
        let event = self.event("identities review", json!({ "identities": gone.len() + changes.len() }));
        if !changes.is_empty() {
            self.store.change_identities(&changes, &event)?;
        }
        if !gone.is_empty() {
            self.store.remove_identities(&gone, &event)?;
        }
        Ok(())
    }
}

const fn verdict_of(ruling: &Ruling) -> Verdict {
    match ruling {
        Ruling::Hide(_) => Verdict::Hide,
        Ruling::Keep { .. } => Verdict::Keep,
        Ruling::NotAName => Verdict::NotAName,
    }
}

fn reason_of(ruling: &Ruling, kind: IdentityKind) -> Result<String, ReviewError> {
    let Ruling::Keep { reason } = ruling else { return Ok(String::new()) };
    let reason = reason.trim();
    if reason.is_empty() && kind.is_direct() { Err(ReviewError::NoReason { kind }) } else { Ok(reason.to_owned()) }
}

/// Forms as they are kept: on one line, none twice.
fn plain_forms(forms: &[String]) -> Result<Vec<String>, ReviewError> {
    let mut plain: Vec<String> = Vec::with_capacity(forms.len());
    for form in forms {
        let line = form.split_whitespace().collect::<Vec<_>>().join(" ");
        let line = crate::text::normalise(&line).into_owned();
        if form_key(&line).is_empty() {
            return Err(ReviewError::BlankForm);
        }
        if !plain.iter().any(|known| form_key(known) == form_key(&line)) {
            plain.push(line);
        }
    }
    if plain.is_empty() { Err(ReviewError::BlankForm) } else { Ok(plain) }
}
