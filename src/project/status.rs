//! Where a study stands.

use crate::model::{CaseKind, CaseStatus, CodeStatus, Source, SourceKind};
use crate::project::{Project, ProjectError};
use crate::text::counted;

/// What there is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Status {
    pub title: String,
    /// Kind of source and how many there are, in the order of the kinds.
    pub sources: Vec<(SourceKind, usize)>,
    pub texts: u64,
    pub segments: u64,
    pub words: u64,
    pub participants: u64,
    pub kept_respondents: u64,
    /// Reason and number, in the order of the rules; then those left out by hand.
    pub left_out: Vec<(String, u64)>,
    /// People who withdrew: of them nothing else is known.
    pub withdrawn: u64,
    /// Title and version, numbers of themes and codes.
    pub codebook: Option<(String, usize, usize)>,
    pub codings: u64,
    pub memos: u64,
    /// Files whose import was taken back.
    pub set_aside: Vec<String>,
    /// What waits for a decision, in a sentence.
    pub waiting: Option<String>,
}

/// One line of the codebook with its counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodebookLine {
    /// Names of the themes that gather the code.
    pub theme: String,
    pub code: String,
    pub name: String,
    pub segments: u64,
    pub cases: u64,
    pub rules: usize,
    pub status: CodeStatus,
}

impl Status {
    /// What there is, a line each.
    pub fn lines(&self) -> Vec<String> {
        if self.sources.is_empty() {
            return vec![NOTHING.to_owned()];
        }
        let mut lines = vec![material(&self.sources, self.texts, self.words)];
        let mut left_out: Vec<String> =
            self.left_out.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
        if self.withdrawn > 0 {
            left_out.push(format!("{} withdrew", self.withdrawn));
        }
        let left_out =
            if left_out.is_empty() { String::new() } else { format!(" (left out: {})", left_out.join(", ")) };
        match (self.participants, self.kept_respondents) {
            (0, 0) => {}
            (participants, 0) => lines.push(format!("{}{left_out}", counted(participants, "participant"))),
            (0, respondents) => lines.push(format!("{}{left_out}", counted(respondents, "respondent"))),
            (participants, respondents) => lines.push(format!(
                "{}, {} kept{left_out}",
                counted(participants, "participant"),
                counted(respondents, "respondent")
            )),
        }
        if let Some((title, themes, codes)) = &self.codebook {
            let (themes, codes) = (counted(*themes as u64, "theme"), counted(*codes as u64, "code"));
            lines.push(format!("{}; codebook {title}: {themes}, {codes}", counted(self.codings, "coding")));
        }
        lines.extend((self.memos > 0).then(|| counted(self.memos, "memo")));
        lines.extend(self.waiting.clone());
        lines.extend(self.set_aside.iter().map(|path| format!("{path} is set aside, since its import was taken back")));
        lines
    }
}

const NOTHING: &str = "nothing has been imported yet";

/// `6 interviews, 1 survey: 396 texts, 26607 words`
fn material(sources: &[(SourceKind, usize)], texts: u64, words: u64) -> String {
    let sources: Vec<String> =
        sources.iter().map(|(kind, count)| counted(*count as u64, &kind.word().replace('-', " "))).collect();
    format!("{}: {}, {}", sources.join(", "), counted(texts, "text"), counted(words, "word"))
}

/// Kind of source and how many there are, in the order of the kinds.
fn by_kind(sources: &[Source]) -> Vec<(SourceKind, usize)> {
    let count = |kind: SourceKind| sources.iter().filter(|source| source.kind == kind).count();
    SourceKind::ALL.iter().map(|kind| (*kind, count(*kind))).filter(|(_, count)| *count > 0).collect()
}

fn text_count(sources: &[Source]) -> u64 {
    sources.iter().map(|source| u64::from(source.text_count)).sum()
}

fn word_count(sources: &[Source]) -> u64 {
    sources.iter().map(|source| source.word_count).sum()
}

impl Project {
    /// The first line of [`Status::lines`], without counting the rest.
    pub(in crate::project) fn material_in_words(&self) -> Result<String, ProjectError> {
        let sources = self.store.sources()?;
        if sources.is_empty() {
            return Ok(NOTHING.to_owned());
        }
        Ok(material(&by_kind(&sources), text_count(&sources), word_count(&sources)))
    }

    /// What there is in the store.
    pub fn status(&self) -> Result<Status, ProjectError> {
        let sources = self.store.sources()?;
        let cases = self.store.case_counts()?;
        let kept = |kind: CaseKind| {
            cases
                .iter()
                .filter(|(of, status, _)| *of == kind && *status == CaseStatus::Kept)
                .map(|(_, _, count)| count)
                .sum()
        };
        let codebook = self.codebook()?.map(|(codebook, _)| {
            let title = format!("{} {}", codebook.title, codebook.version).trim().to_owned();
            (title, codebook.themes.len(), codebook.codes.len())
        });
        Ok(Status {
            title: self.study.title.clone(),
            sources: by_kind(&sources),
            texts: text_count(&sources),
            segments: sources.iter().map(|source| u64::from(source.segment_count)).sum(),
            words: word_count(&sources),
            participants: kept(CaseKind::Participant),
            kept_respondents: kept(CaseKind::Respondent),
            left_out: self.store.left_out()?,
            withdrawn: self.store.withdrawn_count()?,
            codebook,
            codings: self.store.coding_count()?,
            memos: self.store.memo_count()?,
            set_aside: self.files_set_aside()?,
            waiting: self.review_notice()?,
        })
    }

    /// Every code with its themes and counts, in the codebook's order.
    pub fn codebook_overview(&self) -> Result<Vec<CodebookLine>, ProjectError> {
        let codebook = self.needed_codebook()?;
        let counts = self.code_counts(&codebook)?;
        let line = |(index, code): (usize, &crate::model::Code)| {
            let themes = codebook.themes.iter().filter(|theme| codebook.codes_of_theme(theme).contains(&index));
            let names: Vec<&str> = themes.map(|theme| theme.name.as_str()).collect();
            CodebookLine {
                theme: names.join("; "),
                code: code.id.clone(),
                name: code.name.clone(),
                segments: counts[index].0,
                cases: counts[index].1,
                rules: code.rules.len(),
                status: code.status,
            }
        };
        Ok(codebook.codes.iter().enumerate().map(line).collect())
    }
}
