//! A bar chart beside the numbers it shows: Excel's own, so that it can be edited.

use rust_xlsxwriter::{Chart, ChartDataLabel, ChartFormat, ChartPoint, ChartSolidFill, ChartType, Color, Worksheet};

use super::super::{ExportError, figure};
use super::sheet::Place;
use crate::report::Bar;

const ACCENT: Color = Color::RGB(0x1f_5f9e);

/// Excel takes no longer description of a picture, in UTF-16 units.
const LONGEST_DESCRIPTION: usize = 255;

/// What a chart is called, and what it shows, for those who do not see it.
pub(super) struct Words<'w> {
    pub(super) name: &'w str,
    pub(super) description: &'w str,
}

/// Puts the chart of a figure's bars below its table. A suppressed value is text there and has no bar.
pub(super) fn insert(
    worksheet: &mut Worksheet,
    tab: &str,
    bars: &[Bar],
    place: Place,
    words: &Words<'_>,
) -> Result<(), ExportError> {
    if bars.is_empty() {
        return Ok(());
    }
    let points: Vec<ChartPoint> =
        bars.iter().map(|bar| ChartPoint::new().set_format(&mut filled(colour(bar)))).collect();
    let mut chart = Chart::new(ChartType::Bar);
    chart
        .add_series()
        .set_categories((tab, place.first_row, 0, place.last_row, 0))
        .set_values((tab, place.first_row, 1, place.last_row, 1))
        .set_points(&points)
        .set_data_label(ChartDataLabel::new().show_value())
        .set_gap(60);
    chart.legend().set_hidden();
    // Excel draws the first bar at the bottom unless told otherwise.
    chart.y_axis().set_reverse();
    chart.x_axis().set_major_gridlines(false).set_hidden(true);
    let height = u32::try_from(bars.len()).unwrap_or(u32::MAX).saturating_mul(34).saturating_add(60).min(2_000);
    chart.set_width(680).set_height(height);
    chart.set_name(words.name).set_alt_text(brief(words.description));
    worksheet.insert_chart(place.end, 0, &chart)?;
    Ok(())
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

fn filled(colour: Color) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(colour));
    format
}

fn colour(bar: &Bar) -> Color {
    figure::colour(bar)
        .and_then(|colour| u32::from_str_radix(colour.trim_start_matches('#'), 16).ok())
        .map_or(ACCENT, Color::RGB)
}
