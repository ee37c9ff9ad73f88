//! What was decided, by form and by mention, and what stands.

use std::collections::BTreeMap;

use crate::detect::Detector;
use crate::disclosure::review::{Reviewed, Said, Standing, standing};
use crate::model::{Decision, Identity, IdentityKind, Span, TextId, Verdict, form_key};
use crate::project::{Project, ProjectError};
use crate::store::StoredDecision;

/// All decisions of the study, by what they are about.
#[derive(Debug, Default)]
pub(super) struct Decisions {
    by_form: BTreeMap<String, Vec<StoredDecision>>,
    by_mention: BTreeMap<(TextId, Span), Vec<StoredDecision>>,
    /// What the study's list says of a form; nobody has to say it again.
    listed: BTreeMap<String, Decision>,
    readers: usize,
}

impl Project {
    /// What reviewers and the study's list say, as far as it stands: what everyone who has to has said alike. A decision on
    /// one mention has its place; what waits in review is not among them.
    pub fn settled_decisions(&self) -> Result<Vec<Decision>, ProjectError> {
        Ok(self.all_decisions()?.settled())
    }

    /// Who has decided on anything, as outputs tell it: names only where the study says so.
    pub(in crate::project) fn reviewed(&self) -> Result<Reviewed, ProjectError> {
        let (names, forms) = self.all_decisions()?.people();
        let people = names.len();
        let names = if self.study.disclosure.name_reviewers { names } else { Vec::new() };
        let detector = if people > 0 { self.detector_in_words() } else { String::new() };
        Ok(Reviewed { people, names, forms, detector })
    }

    /// What outputs say of it: `pseudonymised, reviewed by one person (…); residual risk remains`.
    pub fn reviewed_in_words(&self) -> Result<String, ProjectError> {
        Ok(format!("pseudonymised, {}; residual risk remains", self.reviewed()?.in_words()))
    }

    /// `detector en-2026.1 offers at least 98 % of names in interviews`: its floor, as it was measured; nothing where the
    /// study's language has none.
    fn detector_in_words(&self) -> String {
        let Some(detector) = Detector::for_language(&self.study.language) else { return String::new() };
        let of_names = detector.floors().iter().find(|floor| floor.kind == IdentityKind::Person);
        let floor = of_names.map(|floor| {
            format!(" offers at least {:.0} % of names in {}", (floor.offered * 100.0).floor(), floor.genre)
        });
        format!("detector {}{}", detector.version(), floor.unwrap_or_default())
    }

    /// Identities as the person at work may see them before they have decided by themselves.
    pub(in crate::project) fn seen_by_reader(&self, identities: Vec<Identity>) -> Result<Vec<Identity>, ProjectError> {
        if self.study.disclosure.readers < 2 {
            return Ok(identities);
        }
        Ok(self.all_decisions()?.seen_by(&self.person, identities))
    }

    pub(super) fn all_decisions(&self) -> Result<Decisions, ProjectError> {
        let mut decisions = Decisions { readers: self.study.disclosure.readers, ..Decisions::default() };
        for decision in self.decisions_of_file()? {
            decisions.listed.insert(form_key(&decision.form), decision);
        }
        for stored in self.store.decisions()?.into_iter().filter(|stored| !stored.is_waiting) {
            match stored.decision.place {
                Some(place) => decisions.by_mention.entry(place).or_default().push(stored),
                None => decisions.by_form.entry(form_key(&stored.decision.form)).or_default().push(stored),
            }
        }
        Ok(decisions)
    }
}

impl Decisions {
    /// What stands of a form.
    pub(super) fn standing_of(&self, key: &str) -> Standing {
        match (self.listed.get(key), self.by_form.get(key)) {
            (Some(listed), None) => Standing::Settled(listed.verdict),
            (_, said) => self.standing(said.map_or(&[], Vec::as_slice)),
        }
    }

    /// What was said of a form, in its order.
    pub(super) fn said_of(&self, key: &str) -> &[StoredDecision] {
        self.by_form.get(key).map_or(&[], Vec::as_slice)
    }

    /// What was said of the mention at just this place.
    pub(super) fn said_at(&self, text: TextId, span: Span) -> &[StoredDecision] {
        self.by_mention.get(&(text, span)).map_or(&[], Vec::as_slice)
    }

    /// Whether somebody has decided on a form, and fewer people alike than have to.
    pub(super) fn is_open(&self, key: &str) -> bool {
        self.by_form.contains_key(key) && !self.standing_of(key).is_settled()
    }

    pub(super) fn has_said(&self, key: &str, who: &str) -> bool {
        self.said_of(key).iter().any(|stored| stored.decision.decided_by == who)
    }

    /// Whether somebody may not see yet what others have said of a form: another reader has, they have not, and nothing
    /// stands. What readers disagree on is shown to all.
    pub(super) fn is_closed_to(&self, key: &str, who: &str) -> bool {
        self.are_closed_to(self.said_of(key), who)
    }

    /// The same of what was said of one mention.
    pub(super) fn is_closed_at(&self, (text, span): (TextId, Span), who: &str) -> bool {
        self.are_closed_to(self.said_at(text, span), who)
    }

    fn are_closed_to(&self, said: &[StoredDecision], who: &str) -> bool {
        let is_open = !said.is_empty() && matches!(self.standing(said), Standing::Waiting | Standing::Undecided);
        is_open && !said.iter().any(|stored| stored.decision.decided_by == who)
    }

    /// Identities as somebody may see them who has still to decide on some of their forms: without these, and without what
    /// follows from them. Whoever has no other form is not among them.
    pub(super) fn seen_by(&self, who: &str, identities: Vec<Identity>) -> Vec<Identity> {
        let seen = |mut identity: Identity| {
            let before = identity.forms.len();
            identity.forms.retain(|form| !self.is_closed_to(&form_key(form), who));
            if identity.forms.len() < before {
                identity.derived.clear();
                return (!identity.forms.is_empty()).then_some(identity);
            }
            Some(identity)
        };
        identities.into_iter().filter_map(seen).collect()
    }

    /// Whether a mention has a decision of its own that stands.
    pub(super) fn is_settled_at(&self, text: TextId, span: Span) -> bool {
        let first = (text, Span::stored(0, 0));
        let of_text = self.by_mention.range(first..).take_while(|((other, _), _)| *other == text);
        of_text.into_iter().any(|((_, place), said)| place.overlaps(span) && self.standing(said).is_settled())
    }

    /// What stands, forms before mentions.
    pub(super) fn settled(&self) -> Vec<Decision> {
        let of_forms = self.listed.iter().filter(|(key, _)| !self.by_form.contains_key(*key));
        let mut settled: Vec<Decision> = of_forms.map(|(_, decision)| decision.clone()).collect();
        for said in self.by_form.values().chain(self.by_mention.values()) {
            if let (Standing::Settled(_), Some(last)) = (self.standing(said), said.last()) {
                settled.push(last.decision.clone());
            }
        }
        settled
    }

    /// Who decided on anything, by name, and on how many forms people have decided.
    pub(super) fn people(&self) -> (Vec<String>, usize) {
        let all = self.by_form.values().chain(self.by_mention.values()).flatten();
        let mut people: Vec<String> = all.map(|stored| stored.decision.decided_by.clone()).collect();
        people.extend(self.listed.values().map(|decision| decision.decided_by.clone()).filter(|by| !by.is_empty()));
        people.sort_unstable();
        people.dedup();
        let settled = self.by_form.values().filter(|said| self.standing(said).is_settled()).count();
        (people, settled + self.listed.keys().filter(|key| !self.by_form.contains_key(*key)).count())
    }

    /// Every decision on a form or mention that somebody made in the store.
    pub(super) fn stored(&self) -> impl Iterator<Item = &StoredDecision> {
        self.by_form.values().chain(self.by_mention.values()).flatten()
    }

    pub(super) fn listed(&self) -> impl Iterator<Item = &Decision> {
        self.listed.values()
    }

    pub(super) const fn readers(&self) -> usize {
        self.readers
    }

    fn standing(&self, said: &[StoredDecision]) -> Standing {
        let said: Vec<Said<'_>> = said
            .iter()
            .map(|stored| Said {
                who: &stored.decision.decided_by,
                verdict: stored.decision.verdict,
                identity: stored.identity,
            })
            .collect();
        standing(&said, self.readers)
    }
}

/// Whether these words hide something.
pub(super) const fn hides(stored: &StoredDecision) -> bool {
    matches!(stored.decision.verdict, Verdict::Hide)
}
