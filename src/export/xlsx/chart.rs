//! A bar chart beside the numbers it shows: Excel's own, so that it can be edited.

use rust_xlsxwriter::{Chart, ChartDataLabel, ChartFormat, ChartPoint, ChartSolidFill, ChartType, Color, Worksheet};

use super::super::{ExportError, figure};
use super::sheet::Place;
use crate::report::Bar;

const ACCENT: Color = Color::RGB(0x1f_5f9e);

/// Puts the chart of a figure's bars below its table. A suppressed value is text there and has no bar.
pub(super) fn insert(worksheet: &mut Worksheet, tab: &str, bars: &[Bar], place: Place) -> Result<(), ExportError> {
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
    worksheet.insert_chart(place.end, 0, &chart)?;
    Ok(())
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
