//! One file being read: what kind of bytes it has, what of it can be seen, and what is found there.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::allowance::Allowed;
use super::finding::{Finding, Place, Sureness, What};
use super::mapped::{BREAK, Mapped};
use super::{Gate, GateError, binary, decode, escapes, markup, packed, rules, spoken, tex};
use crate::model::IdentityKind;

/// Files inside files are read this deep: a picture inside a page, a workbook inside a document inside an archive.
const DEEPEST: usize = 3;
/// A file that unpacks to more is refused, as nobody could read it.
pub(super) const MOST_BYTES: usize = 1 << 30;

/// What names of the parts of Word, Excel and other documents begin with.
const PARTS: [&str; 9] =
    ["word/", "xl/", "ppt/", "docProps/", "_rels/", "[Content_Types]", "customXml/", "META-INF/", "OEBPS/"];

/// Where in the file something is read: the file itself, or one entry of it.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// Names the part in a sentence; none for the file itself. Holds no identity.
    pub(super) label: Option<String>,
    /// Its real name, for its ending. Never printed.
    pub(super) name: String,
}

impl Part {
    pub(super) fn whole(file_name: &str) -> Self {
        Self { label: None, name: file_name.to_owned() }
    }

    fn ends_with(&self, endings: &[&str]) -> bool {
        self.name
            .rsplit_once('.')
            .is_some_and(|(_, ending)| endings.iter().any(|listed| listed.eq_ignore_ascii_case(ending)))
    }

    fn place(&self, text: &str, offset: usize) -> Place {
        Place::within(self.label.as_deref(), text, offset)
    }
}

pub(super) struct Inspection<'g> {
    pub(super) gate: &'g Gate,
    pub(super) allowed: Allowed,
    pub(super) findings: Vec<Finding>,
    /// What was found, word for word, in the order of `findings`.
    pub(super) words: Vec<String>,
    /// What only looks like a name, with its words, where that is advice.
    pub(super) advice: Vec<(Finding, String)>,
    /// How often each decision let something pass, by its index.
    pub(super) passed: BTreeMap<usize, usize>,
    /// What has been reported for a part.
    pub(super) seen: BTreeSet<(Option<String>, What, String)>,
    /// What has been let pass in a part, so that it counts once however many ways of reading meet it.
    let_pass: BTreeSet<(Option<String>, usize)>,
    pub(super) unpacked: usize,
}

impl<'g> Inspection<'g> {
    pub(super) fn new(gate: &'g Gate, allowed: Allowed) -> Self {
        Self {
            gate,
            allowed,
            findings: Vec::new(),
            words: Vec::new(),
            advice: Vec::new(),
            passed: BTreeMap::new(),
            seen: BTreeSet::new(),
            let_pass: BTreeSet::new(),
            unpacked: 0,
        }
    }

    pub(super) fn bytes(&mut self, part: &Part, bytes: &[u8], depth: usize) -> Result<(), GateError> {
        self.unpacked += bytes.len();
        if self.unpacked > MOST_BYTES {
            return Err(GateError::TooLarge { most_bytes: MOST_BYTES });
        }
        if depth > DEEPEST {
            return Err(GateError::TooDeep { deepest: DEEPEST });
        }
        match binary::kind(bytes) {
            binary::Kind::Zip => self.archive(part, bytes, depth),
            binary::Kind::Packed => Err(GateError::Unreadable),
            binary::Kind::Png => {
                for chunk in binary::png_texts(bytes) {
                    self.opaque(part, &chunk);
                }
                Ok(())
            }
            binary::Kind::Opaque => {
                self.opaque(part, bytes);
                Ok(())
            }
            binary::Kind::Text => {
                decode::readings(bytes).iter().try_for_each(|text| self.text(part, text, depth))?;
                for text in decode::other_readings(bytes) {
                    self.forms_in(part.label.as_deref(), &text, 0, &Place::Part { label: part.label.clone() });
                }
                Ok(())
            }
        }
    }

    /// A text in any notation, with whatever is packed into it.
    fn text(&mut self, part: &Part, text: &str, depth: usize) -> Result<(), GateError> {
        let (text, embedded) = decode::without_embedded(text);
        for (index, bytes) in embedded.iter().enumerate() {
            let label = match &part.label {
                Some(label) => format!("{label}, embedded file {}", index + 1),
                None => format!("embedded file {}", index + 1),
            };
            self.bytes(&Part { label: Some(label), name: String::new() }, bytes, depth + 1)?;
        }
        let is_markup = part.ends_with(&["html", "htm", "xhtml", "svg", "xml", "rels", "vml", "qdc", "qde"])
            || text.trim_start().starts_with('<');
        for inner in packed::texts(&text) {
            let inner = Mapped::whole(&inner);
            self.identities(part, "", &inner);
            self.near(part, "", &inner);
        }
        if packed::is_rich(&text) {
            let said = packed::rich_text(&text);
            self.plain(part, &said);
        }
        if is_markup {
            self.markup(part, &text, true);
        } else {
            self.plain(part, &text);
        }
        Ok(())
    }

    /// Text as it stands, TeX, Markdown, tables.
    fn plain(&mut self, part: &Part, text: &str) {
        let plain = Mapped::whole(text);
        self.identities(part, text, &plain);
        if part.ends_with(&["tex", "ltx", "sty", "cls", "bib", "bbl"]) || tex::is_tex(text) {
            let views = tex::read(text);
            self.identities(part, text, &views.visible);
            self.identities(part, text, &views.hidden);
            self.rules(part, text, &views.visible);
            self.seen(part, text, &views.visible);
        } else {
            self.rules(part, text, &plain);
            self.seen(part, text, &plain);
        }
        if text.contains(['<', '&']) {
            self.markup(part, text, false);
        }
        self.bare(part, text, &plain);
    }

    /// A text without the signs that Markdown and the like put into words.
    fn bare(&mut self, part: &Part, source: &str, view: &Mapped) {
        for bare in [escapes::without_emphasis(view), escapes::without_links(view)].into_iter().flatten() {
            self.scan(part, source, &bare);
            self.near(part, source, &bare);
        }
        if let Some(bare) = escapes::without_links(view).and_then(|bare| escapes::without_emphasis(&bare)) {
            self.scan(part, source, &bare);
        }
    }

    fn markup(&mut self, part: &Part, text: &str, is_whole: bool) {
        self.scan(part, text, &Mapped::whole(text));
        let views = markup::read(text);
        for view in [&views.visible, &views.values, &views.hidden] {
            self.identities(part, text, view);
        }
        if is_whole {
            for view in [&views.visible, &views.values] {
                self.rules(part, text, view);
            }
            self.seen(part, text, &views.visible);
            self.bare(part, text, &views.visible);
            for view in [&views.said, &views.noted] {
                let covered = self.near(part, text, view);
                self.detected(part, text, view, &covered);
            }
        } else {
            self.near(part, text, &views.visible);
        }
    }

    /// What a reader of the file sees, with all that is known but the exact forms, which are sought everywhere.
    fn seen(&mut self, part: &Part, source: &str, view: &Mapped) {
        let undone = escapes::undone(view, part.label.is_some());
        let view = undone.as_ref().unwrap_or(view);
        let covered = self.near(part, source, view);
        self.runs(part, source, view);
        self.detected(part, source, view, &covered);
    }

    /// What the detector takes for a name, and nobody knows. What is `covered` has been judged as a form.
    fn detected(&mut self, part: &Part, source: &str, view: &Mapped, covered: &[Range<usize>]) {
        let gate = self.gate;
        let Some(ear) = gate.known.ear.as_ref().filter(|_| gate.refuses_undecided || gate.advises) else { return };
        let legible = Self::legible(part, view);
        let judged: Vec<Range<usize>> =
            covered.iter().map(|one| view.source(one.start)..view.source(one.end)).collect();
        ear.scan(&legible.text, |offer, sureness, line, range| {
            let found = legible.text.get(range.clone()).unwrap_or_default();
            let place = legible.source(range.start);
            let is_judged = judged.iter().any(|one| one.contains(&place));
            let before = legible.text.get(..range.start).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
            if !is_judged && !gate.known.lets_pass(found, offer, before, line) {
                let what = What::Detected { kind: offer.kind, sureness, reason: offer.reason };
                if gate.refuses_undecided {
                    self.report_unless_allowed(part, source, &legible, what, range);
                } else if sureness == Sureness::Likely && self.allowed.index_of(found).is_none() {
                    self.advise(part.label.as_deref(), what, found, part.place(source, place));
                }
            }
        });
    }

    /// A text as lines that each stand for themselves: paragraphs, cells, values.
    fn legible(part: &Part, view: &Mapped) -> Mapped {
        let mut joined = view.without_joints();
        let is_table = part.ends_with(&["csv", "tsv", "json", "jsonl"]);
        let mut lines = String::with_capacity(joined.text.len());
        let mut letters = joined.text.chars().peekable();
        while let Some(letter) = letters.next() {
            let is_end = match letter {
                BREAK | '|' | '\t' => true,
                '"' => is_table,
                ',' | ';' => is_table && letters.peek().is_none_or(|next| !next.is_whitespace()),
                _ => false,
            };
            lines.push(if is_end { '\n' } else { letter });
        }
        joined.text = lines;
        joined
    }

    /// Identities in a text as it stands, and once more with its escapes undone.
    fn identities(&mut self, part: &Part, source: &str, view: &Mapped) {
        let is_packed = part.label.is_some();
        self.scan(part, source, view);
        // Where markup was taken out of a line, it may have been in the middle of an escape.
        let joined = view.without_joints();
        if let Some(plain) = escapes::undone(&joined, is_packed) {
            self.scan(part, source, &plain);
            self.markup_in(part, source, &joined, &plain);
            if let Some(plainer) = escapes::undone(&plain, is_packed) {
                self.scan(part, source, &plainer);
                self.markup_in(part, source, &plain, &plainer);
            }
        }
        for plain in escapes::otherwise_undone(&joined) {
            self.scan(part, source, &plain);
        }
        if let Some(numbers) = spoken::written_out(&joined) {
            self.scan(part, source, &numbers);
        }
    }

    /// Markup that was written in escapes.
    fn markup_in(&mut self, part: &Part, source: &str, escaped: &Mapped, plain: &Mapped) {
        if plain.text.contains('<') && plain.text.matches('<').count() > escaped.text.matches('<').count() {
            let visible = markup::read(&plain.text).visible.over(plain);
            self.scan(part, source, &visible);
        }
    }

    /// The forms of the register, and names of the study's files.
    fn scan(&mut self, part: &Part, source: &str, view: &Mapped) {
        let gate = self.gate;
        let allowed = std::mem::take(&mut self.allowed);
        gate.forms.scan(&view.text, 0, &allowed, |what, range, decision| match decision {
            Some(index) => self.pass(part.label.as_deref(), index),
            None => self.report_in(part, source, view, what, range),
        });
        self.allowed = allowed;
        gate.sources.scan(&view.text, |what, range| self.report_unless_allowed(part, source, view, what, range));
    }

    /// What is nearly a form: of each identity once at each place. Gives where any form is, or nearly is, in order.
    fn near(&mut self, part: &Part, source: &str, view: &Mapped) -> Vec<Range<usize>> {
        let gate = self.gate;
        let mut covered: Vec<Range<usize>> = Vec::new();
        gate.forms.scan(&view.text, 0, &self.allowed, |_, range, _| covered.push(range));
        let mut met: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut near: Vec<Range<usize>> = Vec::new();
        gate.near.scan(&view.text, &covered, &gate.known, |what, range| {
            let What::Near { identity_index, likeness, .. } = what else { return };
            let is_pardoned = gate.known.pardons(view.text.get(range.clone()).unwrap_or_default(), likeness);
            if !is_pardoned && met.insert((identity_index, range.end)) {
                near.push(range.clone());
                self.report_unless_allowed(part, source, view, what, range);
            }
        });
        covered.extend(near);
        covered.sort_by_key(|range| (range.start, range.end));
        covered
    }

    fn runs(&mut self, part: &Part, source: &str, view: &Mapped) {
        let gate = self.gate;
        gate.runs.scan(&view.text, |whose, range| self.report_in(part, source, view, What::Run(whose), range));
    }

    fn rules(&mut self, part: &Part, source: &str, view: &Mapped) {
        let joined = view.without_joints();
        rules::scan(&joined.text, |rule, range| {
            self.report_unless_allowed(part, source, &joined, What::Rule(rule), range);
        });
    }

    /// Bytes that are no text: what in them looks like text, and long forms anywhere.
    fn opaque(&mut self, part: &Part, bytes: &[u8]) {
        for (text, shortest) in binary::texts(bytes) {
            self.forms_in(part.label.as_deref(), &text, shortest, &Place::Part { label: part.label.clone() });
        }
    }

    /// A name of a file or entry. Tells whether it is clean.
    pub(super) fn name(&mut self, name: &str, place: &Place) -> bool {
        let before = self.findings.len();
        let gate = self.gate;
        let label = place.to_string();
        let plain = Mapped::whole(name);
        for view in [Some(plain.clone()), escapes::undone(&plain, false)].into_iter().flatten() {
            self.forms_in(Some(&label), &view.text, 0, place);
            gate.sources.scan(&view.text, |what, range| {
                self.report(Some(&label), what, view.text.get(range).unwrap_or_default(), || place.clone());
            });
            let mut covered: Vec<Range<usize>> = Vec::new();
            gate.forms.scan(&view.text, 0, &self.allowed, |_, range, _| covered.push(range));
            gate.near.scan(&view.text, &covered, &gate.known, |what, range| {
                let found = view.text.get(range).unwrap_or_default();
                let What::Near { likeness, .. } = what else { return };
                if !gate.known.pardons(found, likeness) && self.allowed.index_of(found).is_none() {
                    self.report(Some(&label), what, found, || place.clone());
                }
            });
        }
        self.name_heard(name, &label, place);
        self.findings.len() == before
    }

    /// Somebody's name that nobody listed, in a name of a file: what it is called by, word by word.
    fn name_heard(&mut self, name: &str, label: &str, place: &Place) {
        let gate = self.gate;
        let Some(ear) = gate.known.ear.as_ref().filter(|_| gate.advises || gate.refuses_undecided) else { return };
        // Parts of a document are called as its format says; pictures and files in it as somebody called them.
        let is_part = PARTS.iter().any(|part| name.starts_with(part));
        if is_part && !["media/", "embeddings/", "Pictures/"].iter().any(|folder| name.contains(folder)) {
            return;
        }
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let spaced: String =
            stem.chars().map(|sign| if sign.is_alphanumeric() || sign == '\'' { sign } else { ' ' }).collect();
        ear.scan(&spaced, |offer, sureness, line, range| {
            let found = spaced.get(range.clone()).unwrap_or_default();
            let before = spaced.get(..range.start).unwrap_or_default();
            let is_person = offer.kind == IdentityKind::Person && sureness == Sureness::Likely;
            if is_person && !gate.known.lets_pass(found, offer, before, line) && self.allowed.index_of(found).is_none()
            {
                let what = What::Detected { kind: offer.kind, sureness, reason: offer.reason };
                if gate.refuses_undecided {
                    self.report(Some(label), what, found, || place.clone());
                } else {
                    self.advise(Some(label), what, found, place.clone());
                }
            }
        });
    }

    /// What is worth a look, once for each part of the file.
    fn advise(&mut self, label: Option<&str>, what: What, found: &str, place: Place) {
        if self.seen.insert((label.map(str::to_owned), what, found.to_owned())) {
            self.advice.push((Finding { what, place }, found.to_owned()));
        }
    }

    /// Forms of the register in a text whose places are not counted.
    pub(super) fn forms_in(&mut self, label: Option<&str>, text: &str, shortest: usize, place: &Place) {
        let gate = self.gate;
        let allowed = std::mem::take(&mut self.allowed);
        gate.forms.scan(text, shortest, &allowed, |what, range, decision| match decision {
            Some(index) => self.pass(label, index),
            None => self.report(label, what, text.get(range).unwrap_or_default(), || place.clone()),
        });
        self.allowed = allowed;
    }

    fn report_unless_allowed(&mut self, part: &Part, source: &str, view: &Mapped, what: What, range: Range<usize>) {
        match self.allowed.index_of(view.text.get(range.clone()).unwrap_or_default()) {
            Some(index) => self.pass(part.label.as_deref(), index),
            None => self.report_in(part, source, view, what, range),
        }
    }

    fn report_in(&mut self, part: &Part, source: &str, view: &Mapped, what: What, range: Range<usize>) {
        let found = view.text.get(range.clone()).unwrap_or_default();
        self.report(part.label.as_deref(), what, found, || part.place(source, view.source(range.start)));
    }

    pub(super) fn report(&mut self, label: Option<&str>, what: What, found: &str, place: impl FnOnce() -> Place) {
        // What the detector finds is somebody else each time.
        let whom = if matches!(what, What::Detected { .. }) { found } else { "" };
        if self.seen.insert((label.map(str::to_owned), what, whom.to_owned())) {
            self.findings.push(Finding { what, place: place() });
            self.words.push(found.chars().filter(|letter| !letter.is_control()).collect());
        }
    }

    fn pass(&mut self, label: Option<&str>, index: usize) {
        if self.let_pass.insert((label.map(str::to_owned), index)) {
            *self.passed.entry(index).or_default() += 1;
        }
    }
}
