//! What a page shows, as characters with their places.

use std::collections::BTreeMap;
use std::rc::Rc;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use hayro_syntax::page::{Page, Resources, Rotation};

use super::font::Font;
use super::guard::GivenUp;
use super::matrix::Matrix;
use super::unpack::{Unpacked, unpacked};

/// Instructions of a whole document; a page of text has some thousands.
const MAX_INSTRUCTIONS: usize = 20_000_000;
const MAX_GLYPHS: usize = 5_000_000;
const MAX_BYTES: usize = 512 << 20;
/// Of one page, unpacked.
const MAX_CONTENT: usize = 32 << 20;
/// Forms in forms, states on states.
const MAX_FORMS: usize = 8;
const MAX_STATES: usize = 512;

/// A character where it is shown, `y` growing upwards.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    pub(super) text: String,
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) is_bold: bool,
    /// Quarter turns of its line against the page.
    pub(super) turns: u8,
}

/// What a page holds.
#[derive(Debug, Default)]
pub(super) struct PageContent {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) has_picture: bool,
    /// A part of it could not be read to its end.
    pub(super) is_damaged: bool,
    /// Characters that the font gives no letter for.
    pub(super) lost_count: usize,
    /// Headers, footers and page numbers that the file itself marks as such.
    pub(super) furniture_count: usize,
}

/// What pages share.
#[derive(Debug)]
pub(super) struct Shared {
    /// By where in the file they are described.
    fonts: BTreeMap<usize, Rc<Font>>,
    instruction_count: usize,
    glyph_count: usize,
    /// Bytes that were unpacked or looked through.
    byte_count: usize,
    given_up: GivenUp,
}

impl Shared {
    pub(super) fn new(given_up: GivenUp) -> Self {
        Self { fonts: BTreeMap::new(), instruction_count: 0, glyph_count: 0, byte_count: 0, given_up }
    }

    /// Whether the document shows more than any transcript does, or nobody waits for it any more.
    pub(super) fn is_full(&self) -> bool {
        self.instruction_count >= MAX_INSTRUCTIONS
            || self.glyph_count >= MAX_GLYPHS
            || self.byte_count >= MAX_BYTES
            || self.given_up.is_set()
    }

    fn font(&mut self, dictionary: &Dict<'_>) -> Rc<Font> {
        self.byte_count += dictionary.data().len();
        let place = dictionary.data().as_ptr().addr();
        if let Some(font) = self.fonts.get(&place) {
            return Rc::clone(font);
        }
        let font = Rc::new(Font::read(dictionary));
        self.fonts.insert(place, Rc::clone(&font));
        font
    }
}

/// Reads a page.
pub(super) fn read(page: &Page<'_>, shared: &mut Shared) -> PageContent {
    let rotation = match page.rotation() {
        Rotation::None => Matrix::IDENTITY,
        Rotation::Horizontal => Matrix([0.0, -1.0, 1.0, 0.0, 0.0, 0.0]),
        Rotation::Flipped => Matrix([-1.0, 0.0, 0.0, -1.0, 0.0, 0.0]),
        Rotation::FlippedHorizontal => Matrix([0.0, 1.0, -1.0, 0.0, 0.0, 0.0]),
    };
    let page_box = page.intersected_crop_box();
    let corners = (rotation.apply(page_box.x0, page_box.y0), rotation.apply(page_box.x1, page_box.y1));
    let mut reader = Reader {
        page: Sheet { corners },
        shared,
        content: PageContent::default(),
        state: State::new(rotation),
        marks: Vec::new(),
        form_count: 0,
    };
    let contents = contents(page);
    reader.run(&contents.bytes, page.resources());
    reader.content.is_damaged |= !contents.is_whole;
    reader.content
}

/// The instructions of a page, which may be parted over several streams.
fn contents(page: &Page<'_>) -> Unpacked {
    if let Some(stream) = page.raw().get::<Stream<'_>>("Contents") {
        return unpacked(&stream, MAX_CONTENT);
    }
    let mut contents = Unpacked { bytes: Vec::new(), is_whole: true };
    let list = page.raw().get::<Array<'_>>("Contents");
    for stream in list.iter().flat_map(Array::iter::<Stream<'_>>) {
        let left = MAX_CONTENT.saturating_sub(contents.bytes.len());
        if left == 0 {
            contents.is_whole = false;
            break;
        }
        let part = unpacked(&stream, left);
        contents.is_whole &= part.is_whole;
        contents.bytes.extend(part.bytes);
        contents.bytes.push(b' ');
    }
    contents
}

/// What `q` keeps and `Q` brings back.
#[derive(Debug, Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    character_spacing: f64,
    word_spacing: f64,
    /// Of the width of characters; 1 is as they are.
    stretch: f64,
    leading: f64,
    rise: f64,
    text: Matrix,
    line: Matrix,
}

impl State {
    fn new(matrix: Matrix) -> Self {
        Self {
            matrix,
            font: None,
            size: 0.0,
            character_spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
        }
    }

    fn next_line(&mut self, right: f64, up: f64) {
        self.line = Matrix::shift(right, up).then(self.line);
        self.text = self.line;
    }
}

/// What a marked stretch of a page says of itself.
#[derive(Debug)]
enum Mark {
    Plain,
    /// A header, a footer, a page number.
    Furniture,
    /// It is to be read as these words, wherever its glyphs begin; nothing once that has been done.
    Instead(Option<String>),
}

struct Reader<'s> {
    shared: &'s mut Shared,
    page: Sheet,
    content: PageContent,
    state: State,
    marks: Vec<Mark>,
    form_count: usize,
}

impl Reader<'_> {
    fn run(&mut self, contents: &[u8], resources: &Resources<'_>) {
        self.shared.byte_count += contents.len();
        let mut outer: Vec<State> = Vec::new();
        let mut fonts: BTreeMap<Vec<u8>, Option<Rc<Font>>> = BTreeMap::new();
        let mut instructions = TypedIter::new(contents);
        while let Some(instruction) = instructions.next() {
            self.shared.instruction_count += 1;
            if self.shared.is_full() {
                return;
            }
            match instruction {
                TypedInstruction::SaveState(_) if outer.len() < MAX_STATES => outer.push(self.state.clone()),
                TypedInstruction::RestoreState(_) => {
                    if let Some(state) = outer.pop() {
                        self.state = state;
                    }
                }
                TypedInstruction::Transform(t) => {
                    self.state.matrix = Matrix::of([t.0, t.1, t.2, t.3, t.4, t.5]).then(self.state.matrix);
                }
                TypedInstruction::InlineImage(_) => self.content.has_picture = true,
                TypedInstruction::XObject(name) => self.object(name.0, resources),
                TypedInstruction::BeginMarkedContent(mark) => self.begin_mark(mark.0.as_str(), None),
                TypedInstruction::BeginMarkedContentWithProperties(mark) => {
                    let properties = match mark.1 {
                        Object::Dict(properties) => Some(properties.clone()),
                        Object::Name(name) => {
                            self.shared.byte_count += resources.properties.data().len();
                            resources.properties.get::<Dict<'_>>(name)
                        }
                        _ => None,
                    };
                    self.begin_mark(mark.0.as_str(), properties.as_ref());
                }
                TypedInstruction::EndMarkedContent(_) => {
                    self.marks.pop();
                }
                TypedInstruction::TextFont(font) => {
                    let named = fonts.entry(font.0.to_vec());
                    let read = || resources.get_font(font.0).map(|dictionary| self.shared.font(&dictionary));
                    self.state.font = named.or_insert_with(read).clone();
                    self.state.size = font.1.as_f64();
                }
                other => self.text_instruction(&other),
            }
        }
    }

    fn text_instruction(&mut self, instruction: &TypedInstruction<'_, '_>) {
        let state = &mut self.state;
        match instruction {
            TypedInstruction::BeginText(_) => {
                state.text = Matrix::IDENTITY;
                state.line = Matrix::IDENTITY;
            }
            TypedInstruction::CharacterSpacing(spacing) => state.character_spacing = spacing.0.as_f64(),
            TypedInstruction::WordSpacing(spacing) => state.word_spacing = spacing.0.as_f64(),
            TypedInstruction::HorizontalScaling(percent) => state.stretch = percent.0.as_f64() / 100.0,
            TypedInstruction::TextLeading(leading) => state.leading = leading.0.as_f64(),
            TypedInstruction::TextRise(rise) => state.rise = rise.0.as_f64(),
            TypedInstruction::NextLine(by) => state.next_line(by.0.as_f64(), by.1.as_f64()),
            TypedInstruction::NextLineAndSetLeading(by) => {
                state.leading = -by.1.as_f64();
                state.next_line(by.0.as_f64(), by.1.as_f64());
            }
            TypedInstruction::NextLineUsingLeading(_) => state.next_line(0.0, -state.leading),
            TypedInstruction::SetTextMatrix(t) => {
                state.line = Matrix::of([t.0, t.1, t.2, t.3, t.4, t.5]);
                state.text = state.line;
            }
            TypedInstruction::ShowText(string) => self.show(string.0.as_bytes()),
            TypedInstruction::NextLineAndShowText(string) => {
                state.next_line(0.0, -state.leading);
                self.show(string.0.as_bytes());
            }
            TypedInstruction::ShowTextWithParameters(parameters) => {
                state.word_spacing = parameters.0.as_f64();
                state.character_spacing = parameters.1.as_f64();
                state.next_line(0.0, -state.leading);
                self.show(parameters.2.as_bytes());
            }
            TypedInstruction::ShowTexts(list) => {
                for item in list.0.iter::<Object<'_>>() {
                    match item {
                        Object::String(string) => self.show(string.as_bytes()),
                        Object::Number(number) => {
                            let state = &mut self.state;
                            let back = number.as_f64() / 1000.0 * state.size * state.stretch;
                            state.text = Matrix::shift(-back, 0.0).then(state.text);
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    fn show(&mut self, bytes: &[u8]) {
        let Some(font) = self.state.font.clone() else { return };
        for shown in font.shown(bytes) {
            if self.shared.is_full() {
                return;
            }
            let state = &mut self.state;
            let width = shown.width * state.size * state.stretch;
            let spacing = state.character_spacing + if shown.is_space { state.word_spacing } else { 0.0 };
            let matrix = state.text.then(state.matrix);
            let place = (matrix.apply(0.0, state.rise), matrix.apply(width, state.rise));
            let size = matrix.length_up() * state.size.abs();
            state.text = Matrix::shift(width + spacing * state.stretch, 0.0).then(state.text);
            self.glyph(shown.text, place, matrix, size, font.is_bold);
        }
    }

    fn glyph(&mut self, text: Option<String>, place: (Point, Point), matrix: Matrix, size: f64, is_bold: bool) {
        if self.marks.iter().any(|mark| matches!(mark, Mark::Furniture)) {
            return;
        }
        let instead = self.marks.iter_mut().rev().find_map(|mark| match mark {
            Mark::Instead(words) => Some(words.take().unwrap_or_default()),
            _ => None,
        });
        let Some(text) = instead.or(text) else {
            self.content.lost_count += 1;
            return;
        };
        let turns = matrix.quarter_turns();
        let upright = |point: Point| match turns {
            1 => (point.1, -point.0),
            2 => (-point.0, -point.1),
            3 => (-point.1, point.0),
            _ => point,
        };
        let (first, last) = (upright(place.0), upright(place.1));
        let numbers = [first.0, first.1, last.0, size];
        let (start, end) = (first.0.min(last.0), first.0.max(last.0));
        if text.is_empty() {
            // It belongs to the words that are read instead.
            if let Some(glyph) =
                self.content.glyphs.last_mut().filter(|glyph| glyph.turns == turns && is_near(glyph.y, first.1))
            {
                glyph.end = glyph.end.max(end);
            }
            return;
        }
        // What lies outside of the page is not seen by anyone.
        if !self.page.contains(place.0) {
            return;
        }
        // What lies beyond all pages is damage.
        if numbers.iter().any(|number| !number.is_finite() || number.abs() > 1e5) {
            return;
        }
        self.shared.glyph_count += 1;
        self.content.glyphs.push(Glyph { text, start, end, y: first.1, size, is_bold, turns });
    }

    /// A picture, or a form: a page in the page.
    fn object(&mut self, name: &Name<'_>, resources: &Resources<'_>) {
        self.shared.byte_count += resources.x_objects.data().len();
        let Some(stream) = resources.get_x_object(name) else { return };
        let dictionary = stream.dict();
        let subtype = dictionary.get::<Name<'_>>("Subtype");
        match subtype.as_ref().map(Name::as_str) {
            Some("Image") => self.content.has_picture = true,
            Some("Form") if self.form_count < MAX_FORMS => {
                let numbers: Vec<Number> =
                    dictionary.get::<Array<'_>>("Matrix").iter().flat_map(Array::iter::<Number>).take(6).collect();
                let matrix = <[Number; 6]>::try_from(numbers).map_or(Matrix::IDENTITY, Matrix::of);
                let state = State { matrix: matrix.then(self.state.matrix), ..self.state.clone() };
                let outer = std::mem::replace(&mut self.state, state);
                let mark_count = self.marks.len();
                self.form_count += 1;
                let contents = unpacked(&stream, MAX_CONTENT);
                self.content.is_damaged |= !contents.is_whole;
                let contents = contents.bytes;
                match dictionary.get::<Dict<'_>>("Resources") {
                    Some(own) => self.run(&contents, &Resources::new(own)),
                    None => self.run(&contents, resources),
                }
                self.form_count -= 1;
                self.marks.truncate(mark_count);
                self.state = outer;
            }
            _ => {}
        }
    }

    fn begin_mark(&mut self, tag: &str, properties: Option<&Dict<'_>>) {
        let kind = properties.and_then(|properties| properties.get::<Name<'_>>("Type"));
        let words = properties.and_then(|properties| properties.get::<hayro_syntax::object::String<'_>>("ActualText"));
        let mark = if tag == "Artifact" && kind.is_some_and(|kind| kind.as_str() == "Pagination") {
            self.content.furniture_count += 1;
            Mark::Furniture
        } else if let Some(words) = words {
            Mark::Instead(Some(text_string(words.as_bytes())))
        } else {
            Mark::Plain
        };
        // Unbalanced marks of a damaged page must not pile up.
        if self.marks.len() < MAX_STATES {
            self.marks.push(mark);
        }
    }
}

type Point = (f64, f64);

/// What is seen of a page, by two corners.
struct Sheet {
    corners: (Point, Point),
}

impl Sheet {
    fn contains(&self, point: Point) -> bool {
        let (one, other) = self.corners;
        // A page without size is damaged, and shown on one of the usual size.
        let is_in = |place: f64, one: f64, other: f64| {
            (one - other).abs() < 1.0 || (one.min(other) - 1.0..=one.max(other) + 1.0).contains(&place)
        };
        is_in(point.0, one.0, other.0) && is_in(point.1, one.1, other.1)
    }
}

fn is_near(one: f64, other: f64) -> bool {
    (one - other).abs() < 1.0
}

/// A string of the document itself: UTF-16 or UTF-8 if it says so, else one byte a character.
fn text_string(bytes: &[u8]) -> String {
    let encoding = encoding_rs::Encoding::for_bom(bytes).map_or(encoding_rs::WINDOWS_1252, |(encoding, _)| encoding);
    encoding.decode(bytes).0.into_owned()
}
