//! What is to be seen of a walk through names, as lines.

use unicode_width::UnicodeWidthStr;

use super::super::line::{Line, Look, cut};
use super::super::wrap::{faint, help_lines, spans_of_lines, tail, wrapped};
use super::session::NameSession;
use super::state::{Asked, Mode, Walk};
use crate::disclosure::review::minutes;
use crate::project::{Context, QueueEntry};
use crate::text::counted;

/// A line is not wider than this: longer ones are hard to read.
const WIDEST: usize = 100;

/// A message, or the list of keys, takes no more lines.
const MESSAGE: usize = 2;

/// So many forms of a group are listed.
const LISTED: usize = 6;

impl NameSession<'_> {
    /// The screen, `height` lines at the most.
    pub fn draw(&self, width: usize, height: usize) -> Vec<Line> {
        let width = width.clamp(30, WIDEST);
        let walk = &self.walk;
        let mut lines = vec![head(walk, width), Line::default()];
        if walk.mode == Mode::Help {
            lines.extend(help_lines(Walk::HELP, width));
            lines.truncate(height);
            return lines;
        }
        let below = below(walk, width);
        if let Some(entry) = walk.entry() {
            lines.extend(forms(walk, entry, width));
            lines.push(Line::default());
            for (index, context) in walk.contexts.iter().enumerate() {
                lines.extend(mention(context, index == walk.mention, width));
            }
            let hidden = chosen_count(walk, entry).saturating_sub(walk.contexts.len());
            if hidden > 0 {
                lines.push(faint(format!("  {hidden} more: m shows them")));
            }
        } else {
            lines.push(Line::of(Look::Strong, "everything is decided"));
        }
        let room = height.saturating_sub(below.len());
        lines.truncate(room);
        lines.resize(room, Line::default());
        lines.extend(below);
        lines.truncate(height);
        lines
    }
}

fn head(walk: &Walk, width: usize) -> Line {
    let what = walk.entry().map_or(String::new(), |entry| {
        let name = entry.group.surfaces.first().map(|surface| surface.form.as_str()).unwrap_or_default();
        format!(" {name} · {}", entry.group.kind)
    });
    let count = walk.entries.len();
    let at = if count == 0 { 0 } else { walk.at + 1 };
    let right = format!("{at} of {count}, about {} ", counted(minutes(count), "minute"));
    let left = cut(&what, width.saturating_sub(right.width() + 1));
    let gap = width.saturating_sub(left.width() + right.width());
    Line::of(Look::Bar, format!("{left}{}{right}", " ".repeat(gap)))
}

/// Each form with how often it stands and why it is asked about; then what it may belong to, and what others said.
fn forms(walk: &Walk, entry: &QueueEntry, width: usize) -> Vec<Line> {
    let surfaces = &entry.group.surfaces;
    let name_width = surfaces.iter().map(|surface| surface.form.width()).max().unwrap_or(0).min(width / 3);
    let first = walk.form.map_or(0, |form| (form + 1).saturating_sub(LISTED));
    let mut lines = Vec::new();
    for (index, surface) in surfaces.iter().enumerate().skip(first).take(LISTED) {
        let is_chosen = walk.form.is_none_or(|form| form == index);
        let name = cut(&surface.form, name_width);
        let gap = " ".repeat(name_width - name.width());
        let mentions = counted(surface.mentions.len() as u64, "mention");
        let texts = counted(surface.text_count() as u64, "text");
        let start = format!("{} {name}{gap}  {mentions} in {texts}  ", if is_chosen { "▸" } else { " " });
        let why = surface.why();
        let room = width.saturating_sub(start.width());
        let look = if is_chosen { Look::Strong } else { Look::Plain };
        if why.width() <= room {
            lines.push(Line::of(look, start).and(Look::Faint, why));
        } else {
            lines.push(Line::of(look, start.trim_end()));
            lines.extend(wrapped(&why, width - 4).into_iter().map(|line| faint(format!("    {line}"))));
        }
    }
    if surfaces.len() > LISTED {
        lines.push(faint(format!("  {} forms in all", surfaces.len())));
    }
    if let Some(alias) = &entry.alias_of {
        let number = alias.number.map(|number| format!(", number {number}")).unwrap_or_default();
        lines.push(faint(format!("  maybe another form of {}{number}: a makes it one", alias.form)));
    }
    for word in &entry.said {
        let reason = if word.reason.is_empty() { String::new() } else { format!(" ({})", word.reason) };
        let identity = word.identity.map(|number| format!(" as number {number}")).unwrap_or_default();
        let told = format!("  {}, {}: {}{identity}{reason}", word.form, word.who, word.verdict);
        lines.extend(wrapped(&told, width).into_iter().map(|line| Line::of(Look::Warning, line)));
    }
    lines
}

/// A mention in its line, wrapped, with its words marked.
fn mention(context: &Context, is_chosen: bool, width: usize) -> Vec<Line> {
    let sign = if is_chosen { "▸" } else { " " };
    let Context { place, before, words, after } = context;
    let text = format!("{before}{words}{after}");
    let marked = before.len()..before.len() + words.len();
    let mut lines = vec![faint(format!("{sign} {place}"))];
    for span in spans_of_lines(&text, width.saturating_sub(4)) {
        let mut line = Line::of(Look::Plain, "    ");
        let mut at = span.start();
        for (until, look) in [(marked.start, Look::Plain), (marked.end, Look::Marked), (text.len(), Look::Plain)] {
            let until = until.clamp(at, span.end());
            if until > at {
                line = line.and(look, text.get(at..until).unwrap_or_default());
                at = until;
            }
        }
        lines.push(line);
    }
    lines
}

fn chosen_count(walk: &Walk, entry: &QueueEntry) -> usize {
    let form = walk.form.and_then(|form| entry.group.surfaces.get(form));
    form.map_or_else(|| entry.group.mention_count(), |surface| surface.mentions.len())
}

fn below(walk: &Walk, width: usize) -> Vec<Line> {
    let mut lines = vec![Line::of(Look::Faint, "─".repeat(width))];
    if let Mode::Typing { asked, typed } = &walk.mode {
        let question = question(*asked);
        let room = width.saturating_sub(question.width() + 2);
        lines.push(Line::of(Look::Strong, question).and(Look::Plain, format!("{}▏", tail(typed, room))));
    }
    let (words, look) =
        if walk.message.is_empty() { (keys(walk), Look::Faint) } else { (walk.message.as_str(), Look::Warning) };
    lines.extend(wrapped(words, width).into_iter().take(MESSAGE).map(|line| Line::of(look, line)));
    lines
}

const fn question(asked: Asked) -> &'static str {
    match asked {
        Asked::Role => "what it is, in brackets: ",
        Asked::Pseudonym => "pseudonym: ",
        Asked::Wider => "something wider: ",
        Asked::Alias => "another form of (number, or a form): ",
        Asked::Reason { .. } => "it stays, because: ",
        Asked::Missed => "a form that was not found: ",
    }
}

const fn keys(walk: &Walk) -> &'static str {
    match &walk.mode {
        Mode::Typing { .. } => "Enter decides · Esc back",
        Mode::Excepting => "this mention alone: h hide · k keep · n no name · any other key back",
        _ => {
            "h hide · r role · p pseudonym · g wider · a alias · k keep · n no name · e this one · m more · u undo · ? help · \
             q quit"
        }
    }
}
