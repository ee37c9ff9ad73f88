//! Paragraphs of a document under construction, in tables and text boxes as the document nests them.

use super::lines::{Edge, Line, Mark, Remark, SaidBy};
use super::spoken_table::{self, Cell, Row};

/// A cell that claims to be wider is taken for a narrow one: no table of people's words has as many columns.
const MAX_SPAN: usize = 64;

/// A paragraph that has begun and not ended.
#[derive(Debug, Default)]
struct Open {
    text: String,
    /// Bytes at its beginning that are bold.
    bold: usize,
    /// All words so far are bold.
    only_bold: bool,
    /// Its end was deleted: the next paragraph goes on with it.
    is_end_deleted: bool,
    is_first_cell: bool,
    heading: Option<u8>,
    said_by: Option<SaidBy>,
    marks: Vec<Mark>,
    /// Paragraphs of text boxes that are anchored in it: they come after it.
    inner: Vec<Line>,
}

/// What paragraphs follow each other in: the document, or a cell.
#[derive(Debug, Default)]
struct Flow {
    lines: Vec<Line>,
    /// A paragraph whose end was deleted.
    carried: Option<Open>,
}

#[derive(Debug)]
enum Frame {
    Paragraph(Open),
    Table { rows: Vec<Row>, is_row_deleted: bool },
    Cell { flow: Flow, span: usize, is_deleted: bool },
}

/// The paragraphs so far.
#[derive(Debug, Default)]
pub(super) struct Paragraphs {
    open: Vec<Frame>,
    document: Flow,
    /// Marks that stand where no words are, for the words that come next.
    pending: Vec<Mark>,
    remarks: Vec<Remark>,
}

impl Paragraphs {
    /// For a document with these remarks, whose ends will be marked.
    pub(super) fn with_remarks(remarks: Vec<Remark>) -> Self {
        Self { remarks, ..Self::default() }
    }

    /// Adds a remark, and gives its place in the list.
    pub(super) fn add_remark(&mut self, remark: Remark) -> usize {
        self.remarks.push(remark);
        self.remarks.len() - 1
    }

    /// A remark that is not complete yet.
    pub(super) fn remark_mut(&mut self, index: usize) -> Option<&mut Remark> {
        self.remarks.get_mut(index)
    }

    pub(super) fn begin(&mut self, is_first_cell: bool) {
        let carried = self.flow().and_then(|flow| flow.carried.take());
        let mut paragraph = carried.unwrap_or_else(|| Open { only_bold: true, ..Open::default() });
        paragraph.is_end_deleted = false;
        paragraph.is_first_cell = is_first_cell;
        let offset = paragraph.text.len();
        paragraph.marks.extend(self.pending.drain(..).map(|mark| Mark { offset, ..mark }));
        self.open.push(Frame::Paragraph(paragraph));
    }

    pub(super) fn push(&mut self, words: &str, is_bold: bool) {
        // Words outside of any paragraph are a paragraph of their own.
        let Some(Frame::Paragraph(paragraph)) = self.open.last_mut() else {
            self.begin(false);
            self.push(words, is_bold);
            self.end();
            return;
        };
        paragraph.text.push_str(words);
        paragraph.only_bold &= is_bold || words.trim().is_empty();
        if paragraph.only_bold && is_bold {
            paragraph.bold = paragraph.text.len();
        }
    }

    /// Says that the paragraph is a heading, or that it is none.
    pub(super) fn set_heading(&mut self, level: Option<u8>) {
        if let Some(Frame::Paragraph(paragraph)) = self.open.last_mut() {
            paragraph.heading = level;
        }
    }

    /// Says who says the paragraph.
    pub(super) fn set_said_by(&mut self, said_by: SaidBy) {
        if let Some(Frame::Paragraph(paragraph)) = self.open.last_mut() {
            paragraph.said_by = Some(said_by);
        }
    }

    /// Says when the paragraph is said, as transcripts do.
    pub(super) fn push_stamp(&mut self, ms: u32) {
        self.push(&spoken_table::stamp(ms), false);
    }

    /// Marks where the words of a remark begin or end.
    pub(super) fn mark(&mut self, remark_index: usize, edge: Edge) {
        match self.open.last_mut() {
            Some(Frame::Paragraph(paragraph)) => {
                paragraph.marks.push(Mark { offset: paragraph.text.len(), remark_index, edge });
            }
            _ => self.pending.push(Mark { offset: 0, remark_index, edge }),
        }
    }

    pub(super) fn delete_end(&mut self) {
        if let Some(Frame::Paragraph(paragraph)) = self.open.last_mut() {
            paragraph.is_end_deleted = true;
        }
    }

    pub(super) fn end(&mut self) {
        let Some(Frame::Paragraph(_)) = self.open.last() else { return };
        let Some(Frame::Paragraph(paragraph)) = self.open.pop() else { return };
        match self.flow() {
            Some(flow) if paragraph.is_end_deleted => flow.carried = Some(paragraph),
            _ => self.finish_paragraph(paragraph),
        }
    }

    pub(super) fn begin_table(&mut self) {
        self.finish_carried();
        self.open.push(Frame::Table { rows: Vec::new(), is_row_deleted: false });
    }

    pub(super) fn begin_row(&mut self) {
        if let Some(Frame::Table { rows, is_row_deleted }) = self.open.last_mut() {
            rows.push(Row::new());
            *is_row_deleted = false;
        }
    }

    /// Says that the row that began last is not there any more.
    pub(super) fn delete_row(&mut self) {
        if let Some(Frame::Table { is_row_deleted, .. }) = self.open.last_mut() {
            *is_row_deleted = true;
        }
    }

    pub(super) fn begin_cell(&mut self) {
        self.open.push(Frame::Cell { flow: Flow::default(), span: 1, is_deleted: false });
    }

    /// Says how many columns the cell takes.
    pub(super) fn widen_cell(&mut self, columns: usize) {
        if let Some(Frame::Cell { span, .. }) = self.open.last_mut() {
            *span = if (1..=MAX_SPAN).contains(&columns) { columns } else { 1 };
        }
    }

    pub(super) fn delete_cell(&mut self) {
        if let Some(Frame::Cell { is_deleted, .. }) = self.open.last_mut() {
            *is_deleted = true;
        }
    }

    pub(super) fn end_cell(&mut self) {
        self.finish_carried();
        let Some(Frame::Cell { .. }) = self.open.last() else { return };
        let Some(Frame::Cell { flow, span, is_deleted }) = self.open.pop() else { return };
        if is_deleted {
            return;
        }
        match self.open.last_mut() {
            Some(Frame::Table { is_row_deleted: true, .. }) => {}
            Some(Frame::Table { rows, .. }) => {
                let cells = std::iter::once(flow.lines).chain(std::iter::repeat_with(Cell::new).take(span - 1));
                match rows.last_mut() {
                    Some(row) => row.extend(cells),
                    None => rows.push(cells.collect()),
                }
            }
            // A cell that is in no table is no more than its paragraphs.
            _ => self.emit(flow.lines),
        }
    }

    pub(super) fn end_table(&mut self) {
        let Some(Frame::Table { .. }) = self.open.last() else { return };
        let Some(Frame::Table { rows, .. }) = self.open.pop() else { return };
        let lines = spoken_table::lines(rows, &mut self.remarks);
        self.emit(lines);
    }

    pub(super) fn finish(self) -> Vec<Line> {
        self.finish_with_remarks().0
    }

    /// The lines, and the remarks that are marked in them.
    pub(super) fn finish_with_remarks(mut self) -> (Vec<Line>, Vec<Remark>) {
        while let Some(frame) = self.open.last() {
            match frame {
                Frame::Paragraph(_) => self.end(),
                Frame::Table { .. } => self.end_table(),
                Frame::Cell { .. } => self.end_cell(),
            }
        }
        self.finish_carried();
        if let Some(line) = self.document.lines.last_mut() {
            let offset = line.text.len();
            line.marks.extend(self.pending.drain(..).map(|mark| Mark { offset, ..mark }));
        }
        (self.document.lines, self.remarks)
    }

    /// What a paragraph that begins or ends now is directly in; nothing if that is another paragraph.
    fn flow(&mut self) -> Option<&mut Flow> {
        match self.open.last_mut() {
            Some(Frame::Cell { flow, .. }) => Some(flow),
            Some(_) => None,
            None => Some(&mut self.document),
        }
    }

    fn finish_carried(&mut self) {
        if let Some(carried) = self.flow().and_then(|flow| flow.carried.take()) {
            self.finish_paragraph(carried);
        }
    }

    fn finish_paragraph(&mut self, paragraph: Open) {
        let lines = finished(paragraph, &mut self.pending);
        self.emit(lines);
    }

    /// Adds lines to whatever they are in.
    fn emit(&mut self, lines: Vec<Line>) {
        let around = self.open.iter_mut().rev().find_map(|frame| match frame {
            Frame::Paragraph(paragraph) => Some(&mut paragraph.inner),
            Frame::Cell { flow, .. } => Some(&mut flow.lines),
            Frame::Table { .. } => None,
        });
        around.unwrap_or(&mut self.document.lines).extend(lines);
    }
}

/// A paragraph's lines: a line break in a word processor is a line end here.
fn finished(mut paragraph: Open, pending: &mut Vec<Mark>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut marks = paragraph.marks.into_iter().peekable();
    let mut start = 0;
    for piece in paragraph.text.split('\n') {
        let end = start + piece.len();
        let mut own: Vec<Mark> = pending.drain(..).map(|mark| Mark { offset: 0, ..mark }).collect();
        while let Some(mark) = marks.next_if(|mark| mark.offset <= end) {
            own.push(Mark { offset: mark.offset.saturating_sub(start), ..mark });
        }
        let leading_length = piece.len() - piece.trim_start().len();
        let bold = paragraph.bold.saturating_sub(start + leading_length);
        start = end + 1;
        if let Some(line) = Line::of(piece, None) {
            let mut line = line.with_marks(piece, &own);
            line.bold = bold.min(line.text.len());
            line.is_first_cell = paragraph.is_first_cell;
            line.heading = paragraph.heading;
            line.said_by = paragraph.said_by.take();
            lines.push(line);
        } else {
            pending.extend(own);
        }
    }
    // What stands after the paragraph's last words belongs to them.
    if let Some(line) = lines.last_mut() {
        let offset = line.text.len();
        line.marks.extend(pending.drain(..).map(|mark| Mark { offset, ..mark }));
    }
    lines.extend(paragraph.inner);
    lines
}
