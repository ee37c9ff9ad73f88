//! What a report says that no participant said: the researcher's words and the program's.

use super::{Attribution, Block, Cell, Figure, Inline, QuotedAttribute, Report, Table};

impl Report {
    /// Goes through every text of the report that is nobody's words: titles, headings, notes, labels, values of attributes.
    pub fn each_own_text(&self, each: &mut dyn FnMut(&str)) {
        each(&self.title);
        for (name, value) in &self.provenance {
            each(name);
            each(value);
        }
        for chapter in &self.chapters {
            each(&chapter.title);
            each(&chapter.name);
            chapter.blocks.iter().for_each(|block| of_block(block, each));
        }
    }
}

fn of_block(block: &Block, each: &mut dyn FnMut(&str)) {
    match block {
        Block::Heading { text, .. } | Block::Note(text) => each(text),
        Block::Paragraph(inlines) => {
            for inline in inlines {
                match inline {
                    Inline::Text(text) | Inline::Strong(text) | Inline::Emphasis(text) => each(text),
                    Inline::Words(_) => {}
                }
            }
        }
        Block::Table(table) => of_table(table, each),
        Block::Figure(figure) => of_figure(figure, each),
        Block::Quotation(quotation) => {
            let Attribution { label, attributes, .. } = &quotation.attribution;
            each(label);
            for attribute in attributes {
                of_attribute(attribute, each);
            }
        }
    }
}

fn of_table(table: &Table, each: &mut dyn FnMut(&str)) {
    each(&table.caption);
    for column in &table.columns {
        each(&column.title);
        if let Some(group) = &column.group {
            each(group);
        }
    }
    for cell in table.rows.iter().flat_map(|row| &row.cells) {
        match cell {
            Cell::Text(text) => each(text),
            Cell::Attribute(attribute) => of_attribute(attribute, each),
            _ => {}
        }
    }
    table.notes.iter().for_each(|note| each(note));
}

fn of_figure(figure: &Figure, each: &mut dyn FnMut(&str)) {
    each(figure.caption());
    each(figure.unit());
    match figure {
        Figure::Bars { bars, .. } => bars.iter().for_each(|bar| each(&bar.label)),
        Figure::Flow { steps, .. } => {
            for step in steps {
                each(&step.label);
                step.left.iter().for_each(|(reason, _)| each(reason));
            }
        }
        Figure::Curve { across, lines, band, .. } => {
            each(across);
            for line in lines {
                each(&line.label);
            }
            if let Some(band) = band {
                each(&band.label);
            }
        }
        Figure::Diverging { points, rows, .. } => {
            for point in points {
                each(point);
            }
            for row in rows {
                each(&row.label);
            }
        }
    }
}

fn of_attribute(attribute: &QuotedAttribute, each: &mut dyn FnMut(&str)) {
    each(&attribute.name);
    each(&attribute.value);
}
