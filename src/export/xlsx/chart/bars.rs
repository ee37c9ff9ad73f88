//! Bars, one a row.

use rust_xlsxwriter::{Chart, ChartDataLabel, ChartPoint, ChartType, Color};

use super::super::super::figure;
use super::super::sheet::Place;
use super::{filled, size};
use crate::report::Bar;

const ACCENT: Color = Color::RGB(0x1f_5f9e);

pub(super) fn chart(tab: &str, bars: &[Bar], place: Place) -> Chart {
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
    size(&mut chart, bars.len());
    chart
}

fn colour(bar: &Bar) -> Color {
    figure::colour(bar)
        .and_then(|colour| u32::from_str_radix(colour.trim_start_matches('#'), 16).ok())
        .map_or(ACCENT, Color::RGB)
}
