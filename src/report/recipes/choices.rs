//! `choices`: how many chose each option of a question, one or several, by group.

use super::super::recipe::Show;
use super::super::recipe_table::Raw;
use super::about::{CASES, about_value};
use super::frequencies::numeric;
use super::groups::{Group, capitalised};
use super::notes::counted;
use super::{Built, Chosen, Codebook, Kitchen, RecipeError};
use crate::analysis::{Attribute, Choices, Merge, MergedAnswer, Needs, Selection, answers_by_group, choices};
use crate::model::QuestionType;
use crate::report::{About, Bar, Block, Cell, Column, Exposure, Figure, Row, RowKind, Table, Words};

/// The choices of a table of options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoicesTable {
    pub questions: Vec<String>,
    pub group_by: Option<String>,
    /// The order of its values.
    pub values: Vec<String>,
    /// Row titles, one an option, where options are printed otherwise than asked.
    pub labels: Vec<String>,
    pub show: Show,
    /// The open question beside it ("Other, please say"), where the survey's plan does not say which that is.
    pub other: Option<String>,
}

impl Chosen for ChoicesTable {
    const KEYS: &'static [&'static str] =
        &["question", "questions", "group_by", "attribute", "values", "labels", "show", "other"];

    fn read(raw: &Raw) -> Result<Self, String> {
        Ok(Self {
            questions: raw.needed_questions()?,
            group_by: raw.group_by(),
            values: raw.values(),
            labels: raw.labels(),
            show: Show::read(raw)?,
            other: raw.other.clone(),
        })
    }

    fn needs(&self, _: &Codebook, needs: &mut Needs) {
        // For what was written beside the options.
        needs.segments = true;
        needs.questions.extend(self.questions.iter().cloned());
        needs.attributes.extend(self.group_by.clone());
    }

    fn build(&self, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
        let attribute = kitchen.optional_attribute(self.group_by.as_deref())?;
        let questions = kitchen.questions(&self.questions)?;
        let mut blocks = Vec::new();
        for &index in &questions {
            blocks.extend(of_question(self, kitchen, index, attribute)?);
        }
        let title = match questions.as_slice() {
            [one] => kitchen.question(*one).wording.clone(),
            _ => "What was chosen".to_owned(),
        };
        Ok((title, blocks))
    }
}

fn of_question(
    recipe: &ChoicesTable,
    kitchen: &Kitchen<'_>,
    index: usize,
    attribute: Option<&Attribute>,
) -> Result<Vec<Block>, RecipeError> {
    let question = kitchen.question(index);
    if !matches!(question.kind, QuestionType::Single | QuestionType::Multiple | QuestionType::Consent) {
        return Err(RecipeError::WrongQuestion {
            recipe: kitchen.recipe().name.clone(),
            question: question.code.clone(),
            found: question.kind.word(),
            wanted: "a question with options",
        });
    }
    let found = choices(kitchen.columns, index, attribute);
    let mut titles = found.options.clone();
    if !recipe.labels.is_empty() {
        if recipe.labels.len() != titles.len() {
            let name = kitchen.recipe().name.clone();
            return Err(RecipeError::Labels { recipe: name, labels: recipe.labels.len(), columns: titles.len() });
        }
        titles.clone_from(&recipe.labels);
    }
    let is_multiple = question.kind == QuestionType::Multiple;
    let groups: Vec<Group> = kitchen
        .groups(attribute, &recipe.values)
        .into_iter()
        .filter(|group| attribute.is_some() && found.standings[group.index].answered > 0)
        .collect();
    let all = found.standings.iter().map(|standing| standing.answered).sum();
    let mut rows: Vec<Row> = titles
        .iter()
        .zip(&found.counts)
        .zip(&found.options)
        .map(|((title, counts), option)| Row {
            about: about_option(&question.code, option),
            ..row(title, counts, &found, &groups, all, recipe.show)
        })
        .collect();
    let written = written_beside(recipe, kitchen, index)?;
    if found.unlisted.iter().any(|count| *count > 0) {
        let about = about_option(&question.code, "something else");
        rows.push(Row { about, ..row("Something else", &found.unlisted, &found, &groups, all, recipe.show) });
    }
    let bars = bars(&rows, &found, &titles, all);
    // One of several makes all who answered; ticks do not add up to anyone.
    if !is_multiple {
        let answered: Vec<u64> = found.standings.iter().map(|standing| standing.answered).collect();
        let about = about_answered(&question.code);
        rows.push(Row { kind: RowKind::Total, about, ..row("Answered", &answered, &found, &groups, all, recipe.show) });
    }
    let table = Table {
        caption: question.wording.clone(),
        columns: heads(attribute, &groups, &found, all, recipe.show),
        rows,
        notes: notes(kitchen, index, &found, is_multiple, &groups),
        exposure: Exposure::Additive,
        about: Some(About::default().and(About::UNIT, CASES)),
        sizes: Some(about_answered(&question.code).and(About::UNIT, CASES)),
        stated: vec![(about_answered(&question.code).and(About::UNIT, CASES), all)],
        ..Table::default()
    };
    let mut blocks = vec![Block::Table(table)];
    if all > 0 {
        blocks.push(Block::Figure(Figure::Bars {
            caption: question.wording.clone(),
            unit: format!("% of {} who answered", counted(all, "case", "cases")),
            bars,
        }));
    }
    blocks.extend(own_words(&found, written, &question.wording).map(Block::Table));
    Ok(blocks)
}

fn row(title: &str, counts: &[u64], found: &Choices, groups: &[Group], all: u64, show: Show) -> Row {
    let total = counts.iter().sum();
    let cells = groups
        .iter()
        .map(|group| (counts[group.index], found.standings[group.index].answered))
        .chain([(total, all)])
        .flat_map(|(cases, base)| {
            let count = Cell::Count { value: cases, cases };
            let share = Cell::Share { part: cases, base, cases };
            match show {
                Show::Counts => vec![count],
                Show::Percent => vec![share],
                Show::Both => vec![count, share],
            }
        });
    let cells = [Cell::text(title)].into_iter().chain(cells).collect();
    Row { cells, ..Row::default() }
}

/// Those who chose an option, by the words in which it was asked.
fn about_option(code: &str, option: &str) -> About {
    About::what(format!("{code}: {option}"))
}

/// Those who answered a question, as tables of ratings say it too.
fn about_answered(code: &str) -> About {
    About::what(format!("answered {code}"))
}

fn heads(attribute: Option<&Attribute>, groups: &[Group], found: &Choices, all: u64, show: Show) -> Vec<Column> {
    let mut columns = vec![Column { title: "Option".to_owned(), ..Column::default() }];
    let mut add = |title: String, group_size: Option<u64>, about: About| {
        let total = group_size.is_none() && attribute.is_some();
        let column = |part: &str| Column { total, group_size, about: about.clone(), ..numeric(part) };
        match show {
            Show::Counts | Show::Percent => columns.push(column(&title)),
            Show::Both => {
                columns.extend(["Cases", "%"].map(|part| Column { group: Some(title.clone()), ..column(part) }));
            }
        }
    };
    for group in groups {
        let about = attribute.map(|attribute| about_value(attribute, group.index));
        add(group.title(found.standings[group.index].answered), Some(group.size), about.unwrap_or_default());
    }
    add(format!("All ({all})"), None, About::default());
    columns
}

fn notes(kitchen: &Kitchen<'_>, index: usize, found: &Choices, is_multiple: bool, groups: &[Group]) -> Vec<String> {
    let brackets = if groups.is_empty() { "in brackets" } else { "in brackets for each group" };
    let several = if is_multiple { " They could choose several, so percentages add up to more than 100." } else { "" };
    let mut notes = vec![format!(
        "Unit: cases. Percentages are of those who answered the question, {brackets}.{several} Options in the order asked."
    )];
    notes.push(kitchen.standing(&[index]));
    if is_multiple && found.several > 0 {
        notes.push(capitalised(&format!("{} chose more than one.", kitchen.cases(found.several))));
    }
    notes.extend(kitchen.own_note());
    notes
}

/// The options' shares of all who answered.
fn bars(rows: &[Row], found: &Choices, titles: &[String], all: u64) -> Vec<Bar> {
    let counts = found.counts.iter().chain([&found.unlisted]);
    let labels = titles.iter().map(String::as_str).chain(["Something else"]);
    labels
        .zip(counts)
        .take(rows.len())
        .map(|(label, counts)| {
            let cases = counts.iter().sum();
            Bar { label: label.to_owned(), value: Cell::Share { part: cases, base: all, cases }, ..Bar::default() }
        })
        .collect()
}

/// What was written in the open question beside the options.
fn written_beside(
    recipe: &ChoicesTable,
    kitchen: &Kitchen<'_>,
    index: usize,
) -> Result<Vec<MergedAnswer>, RecipeError> {
    let code = &kitchen.question(index).code;
    let beside: Vec<usize> = if let Some(other) = &recipe.other {
        kitchen.questions(std::slice::from_ref(other))?
    } else {
        let is_beside = |at: &usize| kitchen.question(*at).other_of.as_ref() == Some(code);
        (0..kitchen.columns.questions.len()).filter(is_beside).collect()
    };
    let mut written = Vec::new();
    for beside in beside {
        let selection = Selection::default();
        let groups =
            answers_by_group(kitchen.columns, beside, None, &selection, Merge::Exact, kitchen.material.contents)
                .map_err(|error| kitchen.words_missing(error))?;
        written.extend(groups.into_iter().flat_map(|group| group.answers));
    }
    Ok(written)
}

/// What people said instead of an option, or beside one, each answer once.
fn own_words(found: &Choices, written: Vec<MergedAnswer>, wording: &str) -> Option<Table> {
    let unlisted = found.unlisted_words.iter().map(|(text, count)| MergedAnswer {
        text: text.clone(),
        count: *count,
        place: None,
    });
    let row = |answer: MergedAnswer| {
        let count = usize::try_from(answer.count).expect("there are no more answers than memory holds");
        let words = Words { text: answer.text, place: answer.place, count, trim: None };
        Row { cells: vec![Cell::Words(vec![words])], ..Row::default() }
    };
    let rows: Vec<Row> = unlisted.chain(written).map(row).collect();
    (!rows.is_empty()).then(|| Table {
        caption: format!("{wording} In their own words"),
        columns: vec![Column { title: "Something else".to_owned(), ..Column::default() }],
        rows,
        notes: vec![
            "Unit: answers, those alike but for letter case, spaces and end marks once; only of those who agreed to be \
             quoted."
                .to_owned(),
        ],
        // The words stand there one by one; how many said the same gives nothing more away.
        exposure: Exposure::Open,
        ..Table::default()
    })
}
