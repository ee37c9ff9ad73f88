//! What people have still to look at: candidates that no identity covers and nobody has decided on.

use std::collections::BTreeSet;

use super::decisions::Decisions;
use super::detecting::reasons;
use crate::disclosure::review::{Group, Mention, Standing, Surface, Surfaces, groups, likely_alias, minutes};
use crate::disclosure::{Pseudonymiser, Replacement};
use crate::model::{Identity, IdentityKind, Origin, Span, TextId, Verdict, form_key};
use crate::project::{Progress, Project, ProjectError};
use crate::text::{counted, words};

/// What to list.
#[derive(Debug, Clone, Default)]
pub struct QueueOptions {
    /// Only of these kinds; none: all.
    pub kinds: Vec<IdentityKind>,
    /// Only what is at least so likely.
    pub least_probability: f32,
    /// Only what stands in words that outputs print as the study is now.
    pub printed: bool,
    /// Only what people disagree on.
    pub disputed: bool,
}

/// Forms that are likely one, to be decided on together.
#[derive(Debug, Clone, PartialEq)]
pub struct QueueEntry {
    pub group: Group,
    /// The identity of the register that it may be another form of.
    pub alias_of: Option<LikelyAlias>,
    /// Whether people disagree on one of its forms.
    pub is_disputed: bool,
    /// Of what is disputed: what was said. Nothing else shows what others have decided.
    pub said: Vec<ReadersWord>,
}

/// An identity of the register, as people name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LikelyAlias {
    /// Its fullest form.
    pub form: String,
    /// Its number in the store; none if it stands in the study's list.
    pub number: Option<i64>,
}

/// What one reader has said of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadersWord {
    pub form: String,
    pub who: String,
    pub verdict: Verdict,
    pub identity: Option<i64>,
    pub reason: String,
}

/// The queue of whoever is at work.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReviewQueue {
    pub entries: Vec<QueueEntry>,
    /// Forms that are not settled, whoever has to decide on them.
    pub unsettled_forms: usize,
    /// Of these: those on which people disagree.
    pub disputed_forms: usize,
}

impl ReviewQueue {
    /// How many forms are in the queue.
    pub fn form_count(&self) -> usize {
        self.entries.iter().map(|entry| entry.group.surfaces.len()).sum()
    }

    pub fn mention_count(&self) -> usize {
        self.entries.iter().map(|entry| entry.group.mention_count()).sum()
    }

    /// About how long it takes to go through it.
    pub fn minutes(&self) -> u64 {
        minutes(self.entries.len())
    }

    /// `14 undecided (21 forms, 60 mentions), about 2 minutes`
    pub fn budget(&self) -> String {
        let forms = counted(self.form_count() as u64, "form");
        let mentions = counted(self.mention_count() as u64, "mention");
        let minutes = counted(self.minutes(), "minute");
        format!("{} undecided ({forms}, {mentions}), about {minutes}", self.entries.len())
    }
}

/// The fact under which the last count of what is undecided is remembered, with what it was counted from.
const UNDECIDED: &str = "undecided_forms";

impl Project {
    /// What is to be decided on, of what the detector has found so far, by those at work: harm first, then probability.
    pub fn review_queue(
        &mut self,
        options: &QueueOptions,
        progress: &dyn Progress,
    ) -> Result<ReviewQueue, ProjectError> {
        let decisions = self.all_decisions()?;
        let surfaces = self.candidate_surfaces(&decisions)?;
        let open: Vec<(Surface, Standing)> = surfaces
            .into_iter()
            .map(|surface| {
                let standing = decisions.standing_of(&surface.key);
                (surface, standing)
            })
            .filter(|(_, standing)| !standing.is_settled())
            .collect();
        let disputed = |standing: Standing| standing == Standing::Disputed;
        let mut queue = ReviewQueue {
            entries: Vec::new(),
            unsettled_forms: open.len(),
            disputed_forms: open.iter().filter(|(_, standing)| disputed(*standing)).count(),
        };
        self.store.set_fact(UNDECIDED, &format!("{}:{}", self.store.change_number()?, open.len()))?;
        let is_wanted = |surface: &Surface, standing: Standing| {
            (options.kinds.is_empty() || options.kinds.contains(&surface.kind))
                && surface.probability >= options.least_probability
                && if options.disputed { disputed(standing) } else { !decisions.has_said(&surface.key, &self.person) }
        };
        let mut wanted: Vec<Surface> =
            open.into_iter().filter(|(surface, standing)| is_wanted(surface, *standing)).map(|(it, _)| it).collect();
        if options.printed {
            let printed = self.are_printed(&wanted, progress)?;
            let mut printed = printed.into_iter();
            wanted.retain(|_| printed.next().unwrap_or_default());
        }
        let identities = decisions.seen_by(&self.person, self.identities()?);
        queue.entries = groups(wanted).into_iter().map(|group| entry(group, &identities, &decisions)).collect();
        Ok(queue)
    }

    /// Who and what the register knows, as people name them, by what they are called.
    pub fn known_identities(&self) -> Result<Vec<LikelyAlias>, ProjectError> {
        let mut known: Vec<LikelyAlias> = self.seen_by_reader(self.identities()?)?.iter().map(as_alias).collect();
        known.sort_by_key(|alias| alias.form.to_lowercase());
        Ok(known)
    }

    /// A form that somebody wants to decide on, whether the detector found it or not, with all its mentions; nothing if
    /// it stands nowhere.
    pub fn entry_of_form(&self, form: &str) -> Result<Option<QueueEntry>, ProjectError> {
        let mentions = self.mentions_of_forms(&[form.to_owned()])?;
        if mentions.is_empty() {
            return Ok(None);
        }
        let surface = Surface {
            form: form.to_owned(),
            key: form_key(form),
            kind: IdentityKind::Person,
            probability: 0.0,
            reasons: Vec::new(),
            is_titled: false,
            mentions,
        };
        let group = Group { kind: IdentityKind::Person, surfaces: vec![surface] };
        Ok(Some(QueueEntry { group, alias_of: None, is_disputed: false, said: Vec::new() }))
    }

    /// How many forms nobody has decided on, in a sentence. Nothing where there are none, or where the detector has not
    /// looked yet.
    pub fn undecided_notice(&self) -> Result<Option<String>, ProjectError> {
        let count = self.undecided_count()?;
        let are = if count == 1 { "is" } else { "are" };
        let notice = format!(
            "{} that may tell who someone is {are} undecided: `verbatim identities review` goes through them",
            counted(count, "form")
        );
        Ok((count > 0).then_some(notice))
    }

    /// How many forms nobody has decided on, as they were counted last or, where that is long ago, as they are now.
    pub(in crate::project) fn undecided_count(&self) -> Result<u64, ProjectError> {
        let now = self.store.change_number()?;
        let known = self.store.fact(UNDECIDED)?;
        let known = known.as_deref().and_then(|fact| fact.split_once(':'));
        Ok(match known {
            Some((change, count)) if change == now.to_string() => count.parse().unwrap_or(0),
            _ => {
                let decisions = self.all_decisions()?;
                let surfaces = self.candidate_surfaces(&decisions)?;
                surfaces.iter().filter(|surface| !decisions.standing_of(&surface.key).is_settled()).count() as u64
            }
        })
    }

    /// Every form that the detector found and no identity covers, with its mentions that nobody has decided on by
    /// themselves.
    pub(super) fn candidate_surfaces(&self, decisions: &Decisions) -> Result<Vec<Surface>, ProjectError> {
        let covering = Pseudonymiser::new(&self.covering(decisions)?);
        let mut surfaces = Surfaces::default();
        self.store.for_each_detected(&mut |text, content, detections| -> Result<(), ProjectError> {
            let replaced = covering.replacements(content);
            for detection in detections {
                let span = detection.span;
                if is_covered(content, span, &replaced) || decisions.is_settled_at(text, span) {
                    continue;
                }
                surfaces.add(&Mention {
                    words: span.of_text(content),
                    kind: detection.kind,
                    #[expect(clippy::cast_possible_truncation, reason = "it was a 32-bit number when it was found")]
                    probability: detection.probability as f32,
                    reasons: &reasons(&detection.reasons),
                    text,
                    span,
                    is_titled: is_titled(content, span),
                });
            }
            Ok(())
        })?;
        Ok(surfaces.finish())
    }

    /// The register without forms that only one of two readers has decided on: the other is to see them.
    fn covering(&self, decisions: &Decisions) -> Result<Vec<Identity>, ProjectError> {
        let register = self.register()?;
        let all = register.identities.into_iter().chain(register.kept);
        let closed = |mut identity: Identity| {
            let before = identity.forms.len();
            identity.forms.retain(|form| !decisions.is_open(&form_key(form)));
            if identity.forms.len() < before {
                identity.derived.clear();
            }
            (!identity.forms.is_empty()).then_some(identity)
        };
        Ok(all.filter_map(closed).collect())
    }
}

fn entry(group: Group, identities: &[Identity], decisions: &Decisions) -> QueueEntry {
    let alias_of = likely_alias(&group, identities).map(|index| as_alias(&identities[index]));
    let disputed: Vec<&Surface> =
        group.surfaces.iter().filter(|surface| decisions.standing_of(&surface.key) == Standing::Disputed).collect();
    let said = disputed.iter().flat_map(|surface| decisions.said_of(&surface.key));
    let said = said
        .map(|stored| ReadersWord {
            form: stored.decision.form.clone(),
            who: stored.decision.decided_by.clone(),
            verdict: stored.decision.verdict,
            identity: stored.identity,
            reason: stored.decision.reason.clone(),
        })
        .collect();
    QueueEntry { is_disputed: !disputed.is_empty(), alias_of, said, group }
}

fn as_alias(identity: &Identity) -> LikelyAlias {
    let number = match identity.origin {
        Origin::Store { number } => Some(number),
        Origin::File { .. } | Origin::Case => None,
    };
    LikelyAlias { form: identity.first_form().to_owned(), number }
}

/// Small words that stand with a name and need no cover.
const BESIDE_NAMES: &[&str] = &["the", "of", "and", "at", "in", "a", "s"];

/// What stands before a name, and tells of nobody by itself.
const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "doctor",
    "prof",
    "professor",
    "sir",
    "dame",
    "lady",
    "lord",
    "rev",
    "reverend",
    "fr",
    "father",
    "sister",
    "nurse",
    "cllr",
    "councillor",
    "pc",
    "wpc",
    "pcso",
    "dc",
    "ds",
    "di",
    "dci",
    "det",
    "detective",
    "constable",
    "sgt",
    "sergeant",
    "inspector",
    "insp",
    "supt",
    "superintendent",
    "officer",
    "capt",
    "captain",
    "judge",
    "justice",
];

/// Whether all that tells something of these words is replaced anyway. Beside a name with a capital that is replaced, a small
/// word tells nothing: *hides Emre*.
pub(super) fn is_covered(content: &str, span: Span, replaced: &[Replacement]) -> bool {
    let first = replaced.partition_point(|replacement| replacement.span.end() <= span.start());
    let here = || replaced[first..].iter().take_while(|replacement| replacement.span.start() < span.end());
    if here().next().is_none() {
        return is_title_before(content, span, replaced.get(first));
    }
    let is_replaced = |place: Span| here().any(|replacement| replacement.span.overlaps(place));
    let is_capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let of_candidate: Vec<(&str, Span)> =
        words(span.of_text(content)).map(|word| (word.text, word.span.moved(span.start()))).collect();
    let has_capital = of_candidate.iter().any(|(word, place)| is_capital(word) && is_replaced(*place));
    of_candidate.iter().all(|(word, place)| {
        let is_small = has_capital && word.chars().all(|letter| !letter.is_uppercase() && !letter.is_numeric());
        is_small || BESIDE_NAMES.contains(&word.to_lowercase().as_str()) || is_title(word) || is_replaced(*place)
    })
}

/// Whether these words are a title, or several, of a name that follows at once and is replaced: *PC* before *Ormskerry*.
fn is_title_before(content: &str, span: Span, next: Option<&Replacement>) -> bool {
    let gap = next.and_then(|next| content.get(span.end()..next.span.start()));
    gap.is_some_and(|gap| gap.chars().all(|letter| matches!(letter, ' ' | '.' | '\u{a0}')))
        && words(span.of_text(content)).all(|word| is_title(word.text))
}

fn is_title(word: &str) -> bool {
    TITLES.contains(&word.to_lowercase().as_str())
}

/// Whether a title stands before these words, or at their beginning.
fn is_titled(content: &str, span: Span) -> bool {
    let before = content.get(..span.start()).unwrap_or_default().trim_end_matches([' ', '.', '\u{a0}']);
    let start = before
        .rfind(|letter: char| !letter.is_alphabetic())
        .map_or(0, |at| at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    before.get(start..).is_some_and(is_title)
        || words(span.of_text(content)).next().is_some_and(|word| is_title(word.text))
}

/// The mentions of all forms of an entry, by text and place.
impl QueueEntry {
    pub fn mentions(&self) -> Vec<(TextId, Span)> {
        let all = self.group.surfaces.iter().flat_map(|surface| surface.mentions.iter().copied());
        all.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Its forms, the fullest first.
    pub fn forms(&self) -> Vec<String> {
        self.group.surfaces.iter().map(|surface| surface.form.clone()).collect()
    }
}
