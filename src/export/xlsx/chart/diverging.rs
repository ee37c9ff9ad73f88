//! Answers on a scale: bars of several parts, the scale's middle on one line.
//!
//! Excel has no such chart. A first part that is not painted holds each bar off from the edge, as far as its low answers are
//! fewer than those of the row with most; how far stands in a hidden column.

use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartAxisLabelPosition, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition,
    ChartType, Worksheet,
};

use super::super::super::{ExportError, figure, wording};
use super::super::sheet::Place;
use super::{filled, of_rgb, size};
use crate::report::DivergingRow;

/// Parts smaller than that have no room for their number.
const NUMBERS: &str = "[<0.07]\"\";0%";

pub(super) fn chart(
    worksheet: &mut Worksheet,
    tab: &str,
    (points, rows): (&[String], &[DivergingRow]),
    place: Place,
) -> Result<Chart, ExportError> {
    let column = |index: usize| u16::try_from(index).unwrap_or(u16::MAX);
    let sides: Vec<(f64, f64)> = rows.iter().map(figure::sides).collect();
    let widest = |side: fn(&(f64, f64)) -> f64| sides.iter().map(side).fold(0.0, f64::max);
    let (low, high) = (widest(|sides| sides.0), widest(|sides| sides.1));
    // Behind the parts and how many answered.
    let held_off = column(points.len() + 2);
    worksheet.write_string(place.first_row - 1, held_off, wording::HELD_OFF)?;
    for (row, (of_row, _)) in (place.first_row..).zip(&sides) {
        worksheet.write_number(row, held_off, low - of_row)?;
    }
    worksheet.set_column_hidden(held_off)?;

    let mut chart = Chart::new(ChartType::BarStacked);
    let names = (tab, place.first_row, 0, place.last_row, 0);
    let mut unpainted = ChartFormat::new();
    unpainted.set_no_fill().set_no_border();
    chart
        .add_series()
        .set_categories(names)
        .set_values((tab, place.first_row, held_off, place.last_row, held_off))
        // In the key it has neither a colour nor a word: leaving it out, LibreOffice leaves out the last one.
        .set_name(" ")
        .set_format(&mut unpainted)
        .set_gap(60)
        .set_overlap(100);
    for index in 0..points.len() {
        let at = column(index + 1);
        let colour = figure::colour_of_part(index, points.len());
        let mut letters = ChartFont::new();
        letters.set_color(of_rgb(colour.letters_on())).set_size(8);
        chart
            .add_series()
            .set_categories(names)
            .set_values((tab, place.first_row, at, place.last_row, at))
            .set_name((tab, place.first_row - 1, at))
            .set_format(&mut filled(of_rgb(colour)))
            .set_data_label(ChartDataLabel::new().show_value().set_num_format(NUMBERS).set_font(&letters));
    }
    chart.legend().set_position(ChartLegendPosition::Top);
    chart.show_hidden_data();
    chart.y_axis().set_reverse().set_label_position(ChartAxisLabelPosition::Low);
    chart.x_axis().set_major_gridlines(false).set_hidden(true).set_min(0).set_max(low + high);
    // The line that the bars lie on.
    chart.x_axis().set_crossing(ChartAxisCrossing::AxisValue(low));
    size(&mut chart, rows.len() + 1);
    Ok(chart)
}
