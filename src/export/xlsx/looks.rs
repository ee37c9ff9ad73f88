//! How cells look: the rules of a printed table, one font.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

const FONT: &str = "Arial";
const INK: u32 = 0x00_0000;
const QUIET: u32 = 0x59_5959;
const HAIR: u32 = 0xbf_bfbf;
const ACCENT: u32 = 0x1f_5f9e;

/// The looks that do not depend on where a cell stands.
pub(super) struct Looks {
    pub(super) title: Format,
    pub(super) caption: Format,
    pub(super) note: Format,
    pub(super) text: Format,
    pub(super) bold: Format,
    pub(super) link: Format,
    /// The title of a group of columns, and the place beside it over a column that is in no group.
    pub(super) over: Format,
    pub(super) above: Format,
}

impl Default for Looks {
    fn default() -> Self {
        let base = || Format::new().set_font_name(FONT).set_font_size(9.5).set_align(FormatAlign::Top);
        Self {
            title: base().set_bold().set_font_size(16),
            caption: base().set_bold().set_font_size(10.5).set_text_wrap(),
            note: base().set_font_size(8.5).set_font_color(QUIET).set_text_wrap(),
            text: base().set_text_wrap(),
            bold: base().set_bold().set_text_wrap(),
            link: base().set_font_color(ACCENT).set_underline(rust_xlsxwriter::FormatUnderline::Single),
            over: base()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_border_top(FormatBorder::Medium)
                .set_border_bottom(FormatBorder::Hair),
            above: base().set_border_top(FormatBorder::Medium),
        }
    }
}

/// What decides the look of a cell in a table's body.
#[expect(clippy::struct_excessive_bools, reason = "each is a look of its own, and any go together")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct CellLook {
    pub(super) bold: bool,
    pub(super) right: bool,
    pub(super) quiet: bool,
    pub(super) indent: u8,
    /// A rule above: black before totals, grey between rows of prose.
    pub(super) rule_above: Option<Rule>,
    pub(super) last: bool,
    /// Rows of several lines hang from the top, rows of one line sit in the middle.
    pub(super) top: bool,
    /// Text that must never become a formula.
    pub(super) quote_prefix: bool,
    /// `0xRRGGBB` behind it.
    pub(super) shade: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    Ink,
    Hair,
}

impl Looks {
    /// A column's title; `first` if no title of a group stands over it.
    pub(super) fn head(&self, numeric: bool, first: bool) -> Format {
        let align = if numeric { FormatAlign::Right } else { FormatAlign::Left };
        let format = self.bold.clone().set_align(FormatAlign::Bottom).set_align(align);
        let format = format.set_border_bottom(FormatBorder::Thin);
        if first { format.set_border_top(FormatBorder::Medium) } else { format }
    }

    /// A cell of the body; `number` is the number format, if it holds a number.
    pub(super) fn cell(&self, look: CellLook, number: Option<&str>) -> Format {
        let mut format = if look.bold { self.bold.clone() } else { self.text.clone() };
        format = format.set_align(if look.right { FormatAlign::Right } else { FormatAlign::Left });
        format = format.set_align(if look.top { FormatAlign::Top } else { FormatAlign::VerticalCenter });
        if look.indent > 0 {
            format = format.set_indent(look.indent);
        }
        if look.quiet {
            format = format.set_font_color(QUIET);
        }
        format = match look.rule_above {
            Some(Rule::Ink) => format.set_border_top(FormatBorder::Thin).set_border_top_color(INK),
            Some(Rule::Hair) => format.set_border_top(FormatBorder::Thin).set_border_top_color(HAIR),
            None => format,
        };
        if look.last {
            format = format.set_border_bottom(FormatBorder::Medium);
        }
        if let Some(shade) = look.shade {
            format = format.set_background_color(Color::RGB(shade));
        }
        if look.quote_prefix {
            format = format.set_quote_prefix();
        }
        number.map_or(format.clone(), |number| format.set_num_format(number))
    }
}
