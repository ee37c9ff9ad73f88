//! Keyword in context: one line a match.

use std::fmt::Write as _;

use clap::ValueEnum;
use serde_json::json;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{SearchArgs, shown_of};
use crate::cli::{Listing, ListingFormat, Outcome, Ui};
use crate::project::Project;
use crate::query::{ConcordanceOptions, Context, Line, LineOrder};
use crate::text::counted;

/// How wide lines are where no terminal says so.
const USUAL_WIDTH: usize = 100;

/// What is found may take this part of a line, and so may the place; longer ones are cut.
const MOST_OF_LINE: usize = 4;

#[derive(Debug, clap::Args)]
pub(super) struct KwicArgs {
    /// Show every match on a line of its own, with what stands left and right of it
    #[arg(long, group = "shown", help_heading = "Keyword in context")]
    pub(super) kwic: bool,

    /// Put the lines in order by these, after commas
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        value_name = "ORDER",
        requires = "kwic",
        help_heading = "Keyword in context"
    )]
    sort: Vec<Sort>,

    /// How much to show left and right: words (8), or characters (60c) [default: what there is room for]
    #[arg(long, value_parser = context, value_name = "N", requires = "kwic", help_heading = "Keyword in context")]
    context: Option<Context>,

    /// How wide lines are [default: as the terminal]
    #[arg(long, value_name = "COLUMNS", requires = "kwic", help_heading = "Keyword in context")]
    width: Option<usize>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Sort {
    /// As the texts came in
    Source,
    Case,
    /// What was found
    Keyword,
    /// The three words before it, the nearest first
    Left,
    Left1,
    Left2,
    Left3,
    /// The three words after it
    Right,
    Right1,
    Right2,
    Right3,
}

impl Sort {
    const fn orders(self) -> &'static [LineOrder] {
        match self {
            Self::Source => &[LineOrder::Reading],
            Self::Case => &[LineOrder::Case],
            Self::Keyword => &[LineOrder::Keyword],
            Self::Left => &[LineOrder::Left(1), LineOrder::Left(2), LineOrder::Left(3)],
            Self::Left1 => &[LineOrder::Left(1)],
            Self::Left2 => &[LineOrder::Left(2)],
            Self::Left3 => &[LineOrder::Left(3)],
            Self::Right => &[LineOrder::Right(1), LineOrder::Right(2), LineOrder::Right(3)],
            Self::Right1 => &[LineOrder::Right(1)],
            Self::Right2 => &[LineOrder::Right(2)],
            Self::Right3 => &[LineOrder::Right(3)],
        }
    }
}

/// `8` is words, `60c` is characters.
fn context(value: &str) -> Result<Context, String> {
    let (number, context): (&str, fn(usize) -> Context) = match value.strip_suffix('c') {
        Some(number) => (number, Context::Characters),
        None => (value, Context::Words),
    };
    number.parse().map(context).map_err(|_| "write a number of words (8) or of characters (60c)".to_owned())
}

pub(super) fn show(arguments: &SearchArgs, query: &str, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let options = ConcordanceOptions {
        context: arguments.kwic.context.unwrap_or_default(),
        order: arguments.kwic.sort.iter().flat_map(|sort| sort.orders()).copied().collect(),
        limit: arguments.limit(),
        offset: 0,
        not_coded: arguments.not_coded.iter().cloned().collect(),
    };
    let found = project.concordance(query, &options, &ui.progress())?;
    match arguments.format {
        ListingFormat::Table => {
            let width = arguments.kwic.width.or(ui.width()).unwrap_or(USUAL_WIDTH);
            let layout = Layout::of(&found.lines, width);
            for line in &found.lines {
                ui.line(layout.line(line))?;
            }
        }
        format => listing(&found.lines).show(format, ui)?,
    }
    let matches = found.matches as u64;
    let mut sentence =
        format!("{} in {}", counted(matches, "match").replace("matchs", "matches"), found.counts.in_words());
    if found.counts.segments < found.found.segments && arguments.not_coded.is_none() {
        let without = found.found.segments - found.counts.segments;
        let _ = write!(sentence, "; {} without these words", counted(without as u64, "more segment"));
    }
    ui.note(sentence + &shown_of(found.lines.len(), found.matches))?;
    Ok(Outcome::Done)
}

/// How wide the parts of all lines are, so that what was found stands in one column.
struct Layout {
    place: usize,
    left: usize,
    keyword: usize,
    right: usize,
}

impl Layout {
    fn of(lines: &[Line], width: usize) -> Self {
        let widest = |part: &dyn Fn(&Line) -> String| lines.iter().map(|line| part(line).width()).max().unwrap_or(0);
        let place = widest(&place).min(width / MOST_OF_LINE);
        let keyword = widest(&|line| one_line(&line.keyword)).min(width / MOST_OF_LINE);
        let room = width.saturating_sub(place + keyword + 6);
        // Where context is short, it takes no more room than it needs.
        let left = widest(&|line| one_line(&line.left)).min(room.div_ceil(2));
        let right = widest(&|line| one_line(&line.right)).min(room - left);
        Self { place, left, keyword, right }
    }

    fn line(&self, line: &Line) -> String {
        let place = cut_end(&place(line), self.place);
        let left = cut_start(&one_line(&line.left), self.left);
        let keyword = cut_end(&one_line(&line.keyword), self.keyword);
        let right = cut_end(&one_line(&line.right), self.right);
        let gap = |shown: &str, width: usize| " ".repeat(width.saturating_sub(shown.width()));
        let (after_place, before_left) = (gap(&place, self.place), gap(&left, self.left));
        let after_keyword = gap(&keyword, self.keyword);
        let line = format!(
            "{}{after_place}  {before_left}{left}  {}{after_keyword}  {right}",
            Ui::faint(place),
            Ui::good(keyword)
        );
        line.trim_end().to_owned()
    }
}

/// "ben · Ben", "survey · needs · R1": what is cut off, if there is no room, is best left to the end.
fn place(line: &Line) -> String {
    let file = line.source.rsplit('/').next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let case = line.case.as_ref().map(|case| case.name.as_str());
    let parts = [Some(stem), line.question.as_deref(), case.or(line.speaker.as_deref())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The beginning of a text, in so many columns.
fn cut_end(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut room = width.saturating_sub(1);
    for character in text.chars() {
        let needed = character.width().unwrap_or(0);
        if needed > room {
            break;
        }
        room -= needed;
        kept.push(character);
    }
    kept + "…"
}

/// The end of a text, in so many columns.
fn cut_start(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut start = text.len();
    let mut room = width.saturating_sub(1);
    for (at, character) in text.char_indices().rev() {
        let needed = character.width().unwrap_or(0);
        if needed > room {
            break;
        }
        room -= needed;
        start = at;
    }
    format!("…{}", text.get(start..).unwrap_or_default())
}

fn listing(lines: &[Line]) -> Listing {
    let mut listing = Listing::new(&["Source", "Case", "Speaker", "Question", "Segment", "Left", "Keyword", "Right"]);
    for line in lines {
        listing.row(vec![
            json!(line.source),
            json!(line.case.as_ref().map(|case| &case.name)),
            json!(line.speaker),
            json!(line.question),
            json!(line.segment.0),
            json!(line.left),
            json!(line.keyword),
            json!(line.right),
        ]);
    }
    listing
}
