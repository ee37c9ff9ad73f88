//! What people call the things that they note something on, or link: `code:posts`, `case:P3`, `memo:12`.

use super::error::NoteError;
use crate::model::{Named, NamedCoding, QuestionId, RowKey, Span, Subject, SubjectKind};
use crate::project::coding::places::{Named as Place, Passage, WordsThere};
use crate::project::{CodingError, Project, ProjectError};
use crate::store::{CoderFilter, CodingFilter};
use crate::text;

impl Project {
    /// What someone means who writes `study`, `theme:money`, `code:posts`, `case:P3`, `question:Q29`, `source:anna`, `anna`,
    /// `anna:12`, `survey:R17:Q29`, `coding:posts@anna:12`, `coding:posts/maria@anna:12`, `memo:12` or `12`.
    pub fn subject(&self, written: &str) -> Result<Subject, ProjectError> {
        let written = written.trim();
        let (kind, name) = written.split_once(':').unwrap_or((written, ""));
        let name = name.trim();
        let unknown = || NoteError::NoSubject { written: written.to_owned() };
        match SubjectKind::from_word(kind.trim()) {
            Some(SubjectKind::Study) => Ok(Subject::Study),
            Some(SubjectKind::Source) => match self.named_place(name)? {
                Place::Source(source, _) => Ok(Subject::Source(source.id)),
                _ => Err(unknown().into()),
            },
            Some(SubjectKind::Coding) => self.coding_named(name),
            Some(SubjectKind::Case) => Ok(Subject::Case(self.case_named(name)?)),
            Some(SubjectKind::Question) => Ok(Subject::Question(self.question_named(name)?)),
            Some(SubjectKind::Code) => Ok(Subject::Code(self.code_named(name)?)),
            Some(SubjectKind::Theme) => Ok(Subject::Theme(self.theme_named(name)?)),
            Some(SubjectKind::Cell) => Ok(Subject::Cell(self.cell_named(name)?)),
            Some(SubjectKind::Memo) => {
                Ok(Subject::Memo(self.memo_numbered(name.parse().map_err(|_| unknown())?)?.number))
            }
            _ => match written.parse() {
                Ok(number) => Ok(Subject::Memo(self.memo_numbered(number)?.number)),
                Err(_) => match self.named_place(written) {
                    Ok(Place::Source(source, _)) => Ok(Subject::Source(source.id)),
                    Ok(_) => self.words_noted(written, None),
                    Err(ProjectError::NoSource { .. }) if name.is_empty() => Err(unknown().into()),
                    Err(error) => Err(error),
                },
            },
        }
    }

    /// Words at a place; all of it, if none are named.
    pub fn words_noted(&self, place: &str, words: Option<WordsThere<'_>>) -> Result<Subject, ProjectError> {
        let Passage { text, span } = self.notable_at(place, words)?;
        Ok(Subject::Passage { text, span })
    }

    /// `posts@anna:12`, or `posts/maria@anna:12` where several people have coded it so; the rules are `rules`.
    fn coding_named(&self, written: &str) -> Result<Subject, ProjectError> {
        let (name, place) =
            written.split_once('@').ok_or_else(|| NoteError::NoSubject { written: format!("coding:{written}") })?;
        let (code, coder) = name.split_once('/').map_or((name, None), |(code, coder)| (code, Some(coder)));
        let code = self.code_named(code)?;
        let segments = self.named_place(place)?.segments(self)?;
        let left_out = self.store.segments_left_out()?;
        let coder = coder.map(|coder| match coder {
            "rules" => CoderFilter::Rules,
            name => CoderFilter::Person(name.to_owned()),
        });
        let filter = CodingFilter {
            codes: Some(vec![code.as_str()]),
            coder,
            segments: Some(&segments),
            left_out: Some(&left_out),
            ..CodingFilter::default()
        };
        let found = self.store.describe_codings(&self.store.codings(&filter)?)?;
        match found.as_slice() {
            [] => Err(CodingError::NoCoding.into()),
            [coding] => Ok(Subject::Coding(NamedCoding {
                code,
                text: coding.key.text,
                span: coding.key.span,
                coder: Some(coding.coder.clone()),
            })),
            several => Err(CodingError::ManyCodings { count: several.len() }.into()),
        }
    }

    /// A subject with the names it goes by.
    pub fn named_subject(&self, subject: &Subject) -> Result<Named, ProjectError> {
        let mut named = Named {
            subject: subject.clone(),
            source: None,
            case: None,
            case_id: None,
            question: None,
            code: None,
            theme: None,
            cell: None,
            words: String::new(),
            waits: false,
        };
        match subject {
            Subject::Source(id) => {
                named.source =
                    self.store.sources()?.into_iter().find(|source| source.id == *id).map(|source| source.path);
            }
            Subject::Case(id) => (named.case, named.case_id) = (Some(self.case_of(*id)?.name), Some(*id)),
            Subject::Question(QuestionId(id)) => {
                let questions = self.store.question_names()?;
                named.question =
                    questions.into_iter().find(|question| question.id == *id).map(|question| question.name);
            }
            Subject::Code(code) => named.code = Some(code.clone()),
            Subject::Theme(theme) => named.theme = Some(theme.clone()),
            Subject::Coding(coding) => named.code = Some(coding.code.clone()),
            Subject::Cell(number) => {
                if let Some((framework, key)) = self.store.framework_cell(*number)? {
                    let group = match key.row {
                        RowKey::Case(case) => {
                            (named.case, named.case_id) = (Some(self.case_of(case)?.name), Some(case));
                            String::new()
                        }
                        RowKey::Group(group) => group,
                    };
                    named.cell = Some(format!("{framework}/{group}/{}", key.column));
                }
            }
            Subject::Study | Subject::Memo(_) | Subject::Text(_) | Subject::Passage { .. } => {}
        }
        let text = match subject {
            Subject::Text(text) => Some(*text),
            subject => subject.place().map(|(text, _)| text),
        };
        if let Some(details) = text.map(|text| self.store.segment_details(text.0)).transpose()?.flatten() {
            named.source = Some(details.source);
            named.question = details.question;
            named.case = details.case.map(|case| case.name);
        }
        if let Some((text, span)) = subject.place() {
            let content = self.store.content(text)?.unwrap_or_default();
            span.of_text(&content).clone_into(&mut named.words);
        }
        Ok(named)
    }

    /// What people call the place of a subject that stands in a text: `anna:12`; nothing for others, and for one whose words
    /// have changed.
    pub fn place_of_subject(&self, named: &Named) -> Result<Option<String>, ProjectError> {
        let whole = match &named.subject {
            Subject::Text(text) => Some((*text, Span::stored(0, 1))),
            subject => subject.place(),
        };
        let Some((text, span)) = whole.filter(|_| !named.waits) else { return Ok(None) };
        let Some(stored) = self.text(text)? else { return Ok(None) };
        Ok(Some(self.place_of(&self.place_names()?, &stored, span)?).filter(|place| !place.is_empty()))
    }

    fn code_named(&self, id: &str) -> Result<String, ProjectError> {
        let mut known = self.store.code_names()?;
        if let Some((codebook, _)) = self.codebook()? {
            known.extend(codebook.codes.into_iter().map(|code| code.id));
        }
        if known.iter().any(|code| code == id) {
            return Ok(id.to_owned());
        }
        let nearest = text::nearest(id, known.iter().map(String::as_str)).map(str::to_owned);
        Err(ProjectError::NoCode { name: id.to_owned(), nearest })
    }

    fn theme_named(&self, id: &str) -> Result<String, ProjectError> {
        let themes = self.codebook()?.map(|(codebook, _)| codebook.themes).unwrap_or_default();
        if themes.iter().any(|theme| theme.id == id) {
            return Ok(id.to_owned());
        }
        let nearest = text::nearest(id, themes.iter().map(|theme| theme.id.as_str())).map(str::to_owned);
        Err(NoteError::NoTheme { name: id.to_owned(), nearest }.into())
    }

    /// A question by its code; where several surveys have one of that code, as `survey.csv:Q29`.
    fn question_named(&self, name: &str) -> Result<QuestionId, ProjectError> {
        let questions = self.store.questions_by_source()?;
        let called: Vec<_> = questions
            .iter()
            .filter(|(_, path, code)| {
                code == name
                    || name
                        .strip_suffix(code.as_str())
                        .and_then(|rest| rest.strip_suffix(':'))
                        .is_some_and(|source| path == source || path.ends_with(&format!("/{source}")))
            })
            .collect();
        match called.as_slice() {
            [(id, _, _)] => Ok(*id),
            [] => {
                let nearest =
                    text::nearest(name, questions.iter().map(|(_, _, code)| code.as_str())).map(str::to_owned);
                Err(NoteError::NoQuestion { name: name.to_owned(), nearest }.into())
            }
            several => {
                let choices = several.iter().map(|(_, path, code)| format!("question:{path}:{code}")).collect();
                Err(NoteError::ManyQuestions { name: name.to_owned(), choices }.into())
            }
        }
    }
}

/// A subject in words, for reading: `code posts`, `case P3`, `transcripts/anna.docx`.
pub fn in_words(named: &Named) -> String {
    let or_nothing = |name: &Option<String>| name.clone().unwrap_or_default();
    match &named.subject {
        Subject::Study => "the study".to_owned(),
        Subject::Theme(theme) => format!("theme {theme}"),
        Subject::Code(code) => format!("code {code}"),
        Subject::Question(_) => format!("question {}", or_nothing(&named.question)),
        Subject::Case(_) => format!("case {}", or_nothing(&named.case)),
        Subject::Memo(number) => format!("memo {number}"),
        Subject::Cell(_) => {
            // The row of a case goes by the case's name.
            let cell = or_nothing(&named.cell);
            format!("cell {}", cell.replace("//", &format!("/{}/", or_nothing(&named.case))))
        }
        Subject::Source(_) | Subject::Text(_) | Subject::Passage { .. } | Subject::Coding(_) => {
            let source = or_nothing(&named.source);
            match (&named.case, &named.question) {
                (Some(case), Some(question)) => format!("{source} · {case} · {question}"),
                _ => source,
            }
        }
    }
}
