//! `[[source]]` of `study.toml`: files that are read alike, and who speaks in them.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Value;

use crate::import::{KnownSpeakers, SpeakerPattern, Standing, is_interviewer};
use crate::model::SourceKind;

/// One `[[source]]`: files that are read alike.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceEntry {
    /// A path, or a pattern with `*`, `?`, `[…]`, `**`.
    pub files: String,
    pub kind: SourceKind,
    /// The language of these texts, where it is not the study's: decides stems.
    pub language: Option<String>,
    /// How a survey is read; found by looking at the file where it is not given.
    pub plan: Option<String>,
    /// Later exports of the survey, in the order in which they came: the last is read in the place of `files`.
    #[serde(default)]
    pub later: Vec<String>,
    /// Speakers whose words are never coded, beside those that are called interviewer, researcher, moderator …
    #[serde(default)]
    pub interviewers: Vec<String>,
    /// What labels in the transcript stand for: a name, `interviewer`, or `-` for nobody.
    #[serde(default)]
    pub speakers: BTreeMap<String, Named>,
    /// How labels look, where they look like nothing that is known.
    pub speaker_pattern: Option<SpeakerPattern>,
    /// Whose words a speaker's are: cases by the speaker's name or label.
    #[serde(default)]
    pub cases: BTreeMap<String, Named>,
}

/// A name that is not blank.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Named(String);

impl TryFrom<String> for Named {
    type Error = &'static str;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        let name = name.trim();
        if name.is_empty() { Err("a name is blank here; \"-\" stands for nobody") } else { Ok(Self(name.to_owned())) }
    }
}

/// What someone says of the speakers of a file that is about to come in.
#[derive(Debug, Clone, Default)]
pub struct SpeakerOptions {
    /// Labels, each with a name, `interviewer` or `-`.
    pub speakers: Vec<(String, String)>,
    /// Speakers, each with the name of their case.
    pub cases: Vec<(String, String)>,
    pub pattern: Option<SpeakerPattern>,
}

impl SpeakerOptions {
    pub(in crate::project) fn is_empty(&self) -> bool {
        self.speakers.is_empty() && self.cases.is_empty() && self.pattern.is_none()
    }
}

impl SourceEntry {
    /// An entry that says no more than what files it is about.
    pub(in crate::project) fn new(files: String, kind: SourceKind) -> Self {
        let (speakers, cases) = (BTreeMap::new(), BTreeMap::new());
        Self {
            files,
            kind,
            language: None,
            plan: None,
            later: Vec::new(),
            interviewers: Vec::new(),
            speakers,
            speaker_pattern: None,
            cases,
        }
    }

    /// What the entry says of labels. Whoever is named anywhere in it speaks, however seldom.
    pub(in crate::project) fn known_speakers(&self) -> KnownSpeakers {
        let said = self.speakers.iter().map(|(label, name)| (label.as_str(), name.0.as_str()));
        let interviewers = self.interviewers.iter().map(|label| (label.as_str(), "interviewer"));
        let people = self.cases.keys().map(|label| (label.as_str(), label.as_str()));
        KnownSpeakers::new(said.chain(interviewers).chain(people), self.speaker_pattern.clone())
    }

    /// Whether a speaker asks and does not answer.
    pub(in crate::project) fn asks(&self, name: &str) -> bool {
        let known = self.known_speakers();
        is_interviewer(name)
            || known.standing(name) == Some(&Standing::Interviewer)
            || self.interviewers.iter().any(|label| label == name || known.name_of(label) == Some(name))
    }

    /// The case whose words a speaker's are, if the entry says so.
    pub(in crate::project) fn case_of(&self, name: &str) -> Option<&str> {
        let known = self.known_speakers();
        let is_named = |label: &str| label == name || known.name_of(label) == Some(name);
        self.cases.iter().find(|(label, _)| is_named(label)).map(|(_, case)| case.0.as_str())
    }

    /// Whether any speaker's words are said to be this case's.
    pub(in crate::project) fn gives_case(&self, case: &str) -> bool {
        self.cases.values().any(|given| given.0 == case)
    }

    /// Names under which nobody speaks here, though the entry says whose they are.
    pub(in crate::project) fn unheard<'a>(&'a self, is_heard: &dyn Fn(&str) -> bool) -> Vec<&'a str> {
        let known = self.known_speakers();
        let is_unheard = |label: &&String| !is_heard(label) && known.name_of(label).is_some_and(|name| !is_heard(name));
        let labels = self.speakers.keys().chain(&self.interviewers).chain(self.cases.keys());
        let mut unheard: Vec<&str> = labels.filter(is_unheard).map(String::as_str).collect();
        unheard.sort_unstable();
        unheard.dedup();
        unheard
    }

    /// The entry with what someone says of its speakers; what was said before of others stays.
    pub(in crate::project) fn corrected(&self, options: &SpeakerOptions) -> Self {
        let mut entry = self.clone();
        let add = |names: &mut BTreeMap<String, Named>, pairs: &[(String, String)]| {
            names.extend(pairs.iter().map(|(label, name)| (label.clone(), Named(name.clone()))));
        };
        add(&mut entry.speakers, &options.speakers);
        add(&mut entry.cases, &options.cases);
        entry.speaker_pattern = options.pattern.clone().or(entry.speaker_pattern);
        entry
    }

    /// What of it decides how a transcript is read.
    pub(in crate::project) fn speaker_settings(&self) -> serde_json::Value {
        let plain = |names: &BTreeMap<String, Named>| -> BTreeMap<String, String> {
            names.iter().map(|(label, name)| (label.clone(), name.0.clone())).collect()
        };
        serde_json::json!({
            "interviewers": self.interviewers,
            "speakers": plain(&self.speakers),
            "pattern": self.speaker_pattern.as_ref().map(SpeakerPattern::as_str),
            "cases": plain(&self.cases),
        })
    }

    /// The name of the one file that the entry is about; nothing if it may be about several.
    pub(in crate::project) fn only_file(&self) -> Option<String> {
        let mut plain = self.files.clone();
        for (escaped, letter) in [("[*]", "*"), ("[?]", "?"), ("[]]", "]"), ("[[]", "[")] {
            plain = plain.replace(escaped, letter);
        }
        (glob::Pattern::escape(&plain) == self.files).then_some(plain)
    }

    /// As it stands in `study.toml`, for the files that `pattern` names.
    pub(in crate::project) fn to_toml(&self, pattern: &str) -> String {
        format!(
            "[[source]]\nfiles = {}\nkind = {}\n{}{}",
            Value::from(pattern),
            Value::from(self.kind.word()),
            self.survey_toml(),
            self.speakers_toml()
        )
    }

    /// The lines of it that are about a survey.
    pub(in crate::project) fn survey_toml(&self) -> String {
        let plan = self.plan.as_ref().map(|plan| Value::from(plan.as_str()).to_string());
        let later = (!self.later.is_empty()).then(|| Value::from(self.later.clone()).to_string());
        let line = |(key, value): (&str, Option<String>)| value.map(|value| format!("{key} = {value}\n"));
        SURVEY_KEYS.into_iter().zip([plan, later]).filter_map(line).collect()
    }

    /// The lines of it that are about speakers.
    pub(in crate::project) fn speakers_toml(&self) -> String {
        let pattern = self.speaker_pattern.as_ref().map(SpeakerPattern::as_str);
        let interviewers = (!self.interviewers.is_empty()).then(|| Value::from(self.interviewers.clone()).to_string());
        let values = [
            interviewers,
            (!self.speakers.is_empty()).then(|| inline(&self.speakers)),
            pattern.map(|pattern| Value::from(pattern).to_string()),
            (!self.cases.is_empty()).then(|| inline(&self.cases)),
        ];
        let line = |(key, value): (&str, Option<String>)| value.map(|value| format!("{key} = {value}\n"));
        SPEAKER_KEYS.into_iter().zip(values).filter_map(line).collect()
    }
}

/// The keys of the lines that are about a survey.
pub(in crate::project) const SURVEY_KEYS: [&str; 2] = ["plan", "later"];

/// The keys of the lines that are about speakers.
pub(in crate::project) const SPEAKER_KEYS: [&str; 4] = ["interviewers", "speakers", "speaker_pattern", "cases"];

fn inline(names: &BTreeMap<String, Named>) -> String {
    let is_bare = |key: &str| {
        !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
    };
    let key = |key: &str| if is_bare(key) { key.to_owned() } else { Value::from(key).to_string() };
    let pair = |(label, name): (&String, &Named)| format!("{} = {}", key(label), Value::from(name.0.as_str()));
    format!("{{ {} }}", names.iter().map(pair).collect::<Vec<_>>().join(", "))
}
