//! Charts beside the numbers they show: Excel's own, so that they can be edited.

mod bars;
mod curve;
mod diverging;

use rust_xlsxwriter::{Chart, ChartFormat, ChartSolidFill, Color, Worksheet};

use super::super::figure::Rgb;
use super::super::{ExportError, figure};
use super::sheet::Place;
use crate::report::Figure;

/// Excel takes no longer description of a picture, in UTF-16 units.
const LONGEST_DESCRIPTION: usize = 255;
const WIDTH: u32 = 680;

/// Puts the chart of a figure below its table, if it has one. What is withheld is text there, and nothing in the chart.
pub(super) fn insert(
    worksheet: &mut Worksheet,
    tab: &str,
    figure: &Figure,
    place: Place,
    name: &str,
) -> Result<(), ExportError> {
    if figure.is_empty() {
        return Ok(());
    }
    let mut chart = match figure {
        Figure::Bars { bars, .. } => bars::chart(tab, bars, place),
        Figure::Diverging { points, rows, .. } => diverging::chart(worksheet, tab, (points, rows), place)?,
        // Excel knows no chart without a line.
        Figure::Curve { lines, band: None, .. } if lines.is_empty() => return Ok(()),
        Figure::Curve { across, unit, lines, band, .. } => {
            curve::chart(tab, (across, unit), (lines, band.as_ref()), place)
        }
        Figure::Flow { .. } => return Ok(()),
    };
    chart.set_name(name).set_alt_text(brief(&figure::description(figure)));
    worksheet.insert_chart(place.end, 0, &chart)?;
    Ok(())
}

/// As wide as all charts, and high enough for so many bars.
fn size(chart: &mut Chart, bars: usize) {
    let height = u32::try_from(bars).unwrap_or(u32::MAX).saturating_mul(34).saturating_add(60).min(2_000);
    chart.set_width(WIDTH).set_height(height);
}

fn filled(colour: Color) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(colour));
    format
}

fn of_rgb(Rgb(red, green, blue): Rgb) -> Color {
    Color::RGB(u32::from_be_bytes([0, red, green, blue]))
}

/// A description that Excel takes. What is cut off is in the table above.
fn brief(description: &str) -> String {
    const MORE: &str = " … (all values are in the table above)";
    if description.encode_utf16().count() <= LONGEST_DESCRIPTION {
        return description.to_owned();
    }
    let room = LONGEST_DESCRIPTION - MORE.encode_utf16().count();
    let mut units = 0;
    let fits = description.split_inclusive(' ').take_while(|word| {
        units += word.encode_utf16().count();
        units <= room
    });
    let kept: String = fits.collect();
    format!("{}{MORE}", kept.trim_end_matches([' ', ',', ';', ':']))
}
