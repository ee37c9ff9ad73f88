//! What is to be seen of a walk, as lines.

use unicode_width::UnicodeWidthStr;

use super::keys::Key;
use super::line::{Line, Look, cut};
use super::session::Session;
use super::state::{Mode, Walk};
use super::wrap::{faint, help_lines, spans_of_lines, tail, wrapped};
use crate::model::{CodeStatus, Coder, CodingStatus, Span};
use crate::store::ListedCoding;

/// A line is not wider than this: longer ones are hard to read.
const WIDEST: usize = 100;

/// So many lines of what is said before and after are shown.
const CONTEXT: usize = 2;

/// A window of no more lines has room for words alone.
const SMALL: usize = 12;

/// So many codes are listed in the palette, and so many codings below the text.
const LISTED: usize = 8;

impl Session<'_> {
    /// The screen, `height` lines at the most.
    pub fn draw(&self, width: usize, height: usize) -> Vec<Line> {
        let width = width.clamp(20, WIDEST);
        let walk = &self.walk;
        if walk.mode == Mode::Help {
            return help(walk, width, height);
        }
        let below = below(walk, width);
        let page = &walk.page;
        let mut above = vec![head(walk, width), Line::default()];
        if let Some((code, wording)) = page.question.as_ref().filter(|_| height > SMALL) {
            above.extend(wrapped(&format!("{code}: {wording}"), width).into_iter().take(CONTEXT).map(faint));
            above.push(Line::default());
        }
        let rows_left = height.saturating_sub(above.len() + below.len());
        // What is said around it gives way first.
        let has_context = rows_left > 4 * CONTEXT + 4;
        if let (true, Some(before)) = (has_context, &page.before) {
            let lines = wrapped(&context(before), width);
            above.extend(lines.into_iter().rev().take(CONTEXT).rev().map(faint));
            above.push(Line::default());
        }
        let mut after = vec![Line::default()];
        if let (true, Some(behind)) = (has_context, &page.after) {
            after.extend(wrapped(&context(behind), width).into_iter().take(CONTEXT).map(faint));
            after.push(Line::default());
        }
        let room = height.saturating_sub(above.len() + after.len() + below.len()).max(1);
        let body = body(walk, width);
        let scroll = scrolled(walk, &body, room);
        let mut lines = above;
        let shown = body.len().saturating_sub(scroll).min(room);
        lines.extend(body.into_iter().skip(scroll).take(room).map(|(line, _)| line));
        lines.extend(after);
        // What is below stays at the bottom.
        let gap = room - shown;
        lines.extend(std::iter::repeat_n(Line::default(), gap));
        lines.extend(below);
        lines.truncate(height);
        lines
    }
}

fn head(walk: &Walk, width: usize) -> Line {
    let page = &walk.page;
    let who = match (&page.speaker, &page.label) {
        // The place names the respondent.
        _ if page.question.is_some() => String::new(),
        (Some(speaker), Some(label)) if speaker != label => format!(" · {speaker} ({label})"),
        (Some(name), _) | (None, Some(name)) => format!(" · {name}"),
        (None, None) => String::new(),
    };
    let left = format!(" {}{who}", page.place);
    let of = if page.count > 1 { format!("segment {} of {}, ", page.number, page.count) } else { String::new() };
    let right = format!("{of}stop {} of {} ", walk.at + 1, walk.stop_count);
    let left = cut(&left, width.saturating_sub(right.width() + 1));
    let gap = width.saturating_sub(left.width() + right.width());
    Line::of(Look::Bar, format!("{left}{}{right}", " ".repeat(gap)))
}

fn context((speaker, words): &(Option<String>, String)) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    speaker.as_ref().map_or(words.clone(), |speaker| format!("{speaker}: {words}"))
}

/// The segment's text, wrapped, each line with the bytes of the segment that it shows.
fn body(walk: &Walk, width: usize) -> Vec<(Line, Span)> {
    let content = &walk.page.content;
    let looks = looks(walk);
    spans_of_lines(content, width)
        .into_iter()
        .map(|span| {
            let mut line = Line::default();
            let mut at = span.start();
            while at < span.end() {
                let (look, until) = looks
                    .iter()
                    .find(|(stretch, _)| stretch.range().contains(&at))
                    .map_or((Look::Plain, span.end()), |(stretch, look)| (*look, stretch.end()));
                let until = until.min(span.end());
                line = line.and(look, content.get(at..until).unwrap_or_default());
                at = until;
            }
            (line, span)
        })
        .collect()
}

/// Stretches of the segment that look alike, side by side over all of it.
fn looks(walk: &Walk) -> Vec<(Span, Look)> {
    let page = &walk.page;
    let small = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let own = |coding: &ListedCoding| {
        let (start, end) = (coding.key.span.start(), coding.key.span.end());
        let from = start.saturating_sub(page.span.start()).min(page.content.len());
        let to = end.saturating_sub(page.span.start()).min(page.content.len());
        Span::stored(small(from), small(to))
    };
    let coded: Vec<(Span, Look)> = (0..)
        .zip(&page.codings)
        .filter(|(index, coding)| coding.status != CodingStatus::Rejected || *index == walk.chosen)
        .map(|(index, coding)| {
            let colour = colour(walk, coding);
            (own(coding), if index == walk.chosen { Look::Chosen(colour) } else { Look::Coded(colour) })
        })
        .collect();
    let marked = match &walk.mode {
        Mode::Marking(stretch) | Mode::Finding { marked: Some(stretch), .. } => Some(stretch.span()),
        _ => None,
    };
    let mut cuts: Vec<usize> = vec![0, page.content.len()];
    for span in coded.iter().map(|(span, _)| *span).chain(marked) {
        cuts.extend([span.start(), span.end()]);
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .map(|pair| {
            let here = Span::stored(small(pair[0]), small(pair[1]));
            let over = || coded.iter().filter(|(span, _)| span.contains(here)).map(|(_, look)| *look);
            let look = if marked.is_some_and(|span| span.contains(here)) {
                Look::Marked
            } else {
                over().find(|look| matches!(look, Look::Chosen(_))).or_else(|| over().next_back()).unwrap_or_default()
            };
            (here, look)
        })
        .collect()
}

/// How many lines of the text are above the screen.
fn scrolled(walk: &Walk, body: &[(Line, Span)], room: usize) -> usize {
    let most = body.len().saturating_sub(room);
    let scroll = walk.scroll.min(most);
    let Mode::Marking(stretch) = &walk.mode else { return scroll };
    let head = stretch.head();
    let row = body.iter().position(|(_, span)| span.range().contains(&head.start())).unwrap_or(0);
    if row < scroll { row } else { scroll.max((row + 1).saturating_sub(room)) }
}

fn below(walk: &Walk, width: usize) -> Vec<Line> {
    let mut lines = vec![Line::of(Look::Faint, "─".repeat(width))];
    match &walk.mode {
        Mode::Finding { typed, chosen, .. } => lines.extend(palette(walk, typed, *chosen, width)),
        Mode::Noting { typed } => {
            lines.push(Line::of(Look::Strong, "memo: ").and(Look::Plain, format!("{}▏", tail(typed, width - 8))));
        }
        _ => {
            lines.extend(codings(walk, width));
            lines.extend(recents(walk, width));
        }
    }
    let message = cut(&walk.message, width).to_owned();
    lines.push(if message.is_empty() { keys(walk, width) } else { Line::of(Look::Warning, message) });
    lines
}

fn codings(walk: &Walk, width: usize) -> Vec<Line> {
    let codings = &walk.page.codings;
    if codings.is_empty() {
        return vec![Line::of(Look::Faint, "no code yet")];
    }
    let name_width = codings.iter().map(|coding| coding.code.width()).max().unwrap_or(0);
    let first = walk.chosen.saturating_sub(LISTED - 1);
    let line = |(index, coding): (usize, &ListedCoding)| {
        let is_chosen = index == walk.chosen;
        let coder = match (&coding.coder, &coding.decided_by) {
            (Coder::Rules, Some(who)) => format!("rule, {who}"),
            (Coder::Rules, None) => "rule".to_owned(),
            (Coder::Person(name), Some(who)) => format!("{name}, {who}"),
            (Coder::Person(name), None) => name.clone(),
        };
        let look = match (is_chosen, coding.status) {
            (true, _) => Look::Chosen(colour(walk, coding)),
            (false, CodingStatus::Rejected) => Look::Faint,
            (false, _) => Look::Plain,
        };
        let words = coding.words.split_whitespace().collect::<Vec<_>>().join(" ");
        let start = format!(
            "{} {}{}  {:8}  {coder:14}  ",
            if is_chosen { "▸" } else { " " },
            coding.code,
            " ".repeat(name_width - coding.code.width()),
            coding.status.word()
        );
        let room = width.saturating_sub(start.width());
        let words = if words.width() > room { format!("{}…", cut(&words, room.saturating_sub(1))) } else { words };
        Line::of(look, start).and(Look::Faint, words)
    };
    let mut lines: Vec<Line> = codings.iter().enumerate().skip(first).take(LISTED).map(line).collect();
    if codings.len() > LISTED {
        lines.push(Line::of(Look::Faint, format!("  {} of {}", walk.chosen + 1, codings.len())));
    }
    lines
}

fn recents(walk: &Walk, width: usize) -> Option<Line> {
    let codes = &walk.codebook.codes;
    let names: Vec<String> =
        (1..).zip(&walk.recents).map(|(number, &code): (usize, _)| format!("{number} {}", codes[code].id)).collect();
    (!names.is_empty()).then(|| Line::of(Look::Faint, cut(&names.join("  "), width)))
}

fn palette(walk: &Walk, typed: &str, chosen: usize, width: usize) -> Vec<Line> {
    let found = walk.found();
    let codes = &walk.codebook.codes;
    let mut lines = vec![Line::of(Look::Strong, "code: ").and(Look::Plain, format!("{}▏", tail(typed, width - 8)))];
    let first = chosen.saturating_sub(LISTED - 1);
    let id_width = found.iter().skip(first).take(LISTED).map(|&code| codes[code].id.width()).max().unwrap_or(0);
    for (row, &index) in found.iter().enumerate().skip(first).take(LISTED) {
        let code = &codes[index];
        let themes: Vec<&str> = walk
            .codebook
            .themes
            .iter()
            .filter(|theme| walk.codebook.codes_of_theme(theme).contains(&index))
            .map(|theme| theme.name.as_str())
            .collect();
        let draft = if code.status == CodeStatus::Draft { " (draft)" } else { "" };
        let gap = " ".repeat(id_width - code.id.width());
        let text = format!("{}{gap}  {}{draft}  {}", code.id, code.name, themes.join(", "));
        let text = cut(&text, width - 2);
        lines.push(if row == chosen {
            Line::of(Look::Strong, format!("▸ {text}"))
        } else {
            Line::of(Look::Plain, format!("  {text}"))
        });
    }
    match found.get(chosen) {
        Some(&index) => {
            let definition = wrapped(&codes[index].definition, width - 2);
            lines.extend(definition.into_iter().take(2).map(|line| faint(format!("  {line}"))));
        }
        None => lines.push(faint("  no code is like that".to_owned())),
    }
    lines
}

fn keys(walk: &Walk, width: usize) -> Line {
    let keys = match &walk.mode {
        Mode::Finding { .. } => "Enter gives it · ↑ ↓ choose · Esc back",
        Mode::Noting { .. } => "Enter writes it · Esc back",
        Mode::Marking(stretch) if stretch.has_begun() => {
            "← → ↑ ↓ further · Tab other end · Enter code · 1–9 · Esc back"
        }
        Mode::Marking(_) => "← → ↑ ↓ go · Space begins here · Enter code · Esc back",
        _ => "/ code · 1–9 again · v s mark · a x d decide · m memo · n p next · u r undo, redo · ? help · q quit",
    };
    Line::of(Look::Faint, cut(keys, width))
}

fn help(walk: &Walk, width: usize, height: usize) -> Vec<Line> {
    let mut lines = vec![head(walk, width), Line::default()];
    lines.extend(help_lines(Key::HELP, width));
    lines.truncate(height);
    lines
}

fn colour(walk: &Walk, coding: &ListedCoding) -> Option<(u8, u8, u8)> {
    let code = walk.codebook.codes.iter().find(|code| code.id == coding.code)?;
    let hex = code.colour.as_ref()?.strip_prefix('#')?;
    let part = |at: usize| hex.get(at..at + 2).and_then(|part| u8::from_str_radix(part, 16).ok());
    Some((part(0)?, part(2)?, part(4)?))
}
