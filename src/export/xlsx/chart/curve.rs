//! What adds up along the material: lines, with the ends of the band as broken ones.

use rust_xlsxwriter::{Chart, ChartFormat, ChartLegendPosition, ChartLine, ChartLineDashType, ChartType, Color};

use super::super::super::figure;
use super::super::sheet::Place;
use super::{WIDTH, of_rgb};
use crate::report::{CurveBand, CurveLine};

const QUIET: Color = Color::RGB(0x56_5b66);
const HEIGHT: u32 = 380;

pub(super) fn chart(
    tab: &str,
    (across, unit): (&str, &str),
    (lines, band): (&[CurveLine], Option<&CurveBand>),
    place: Place,
) -> Chart {
    let mut chart = Chart::new(ChartType::Line);
    let ends = band.iter().flat_map(|_| [QUIET; 2]).map(|colour| (colour, true));
    let drawn = (0..lines.len()).map(|index| (of_rgb(figure::colour_of_line(index)), false)).chain(ends);
    for (column, (colour, is_end)) in (1..).zip(drawn) {
        let mut line = ChartLine::new();
        line.set_color(colour).set_width(if is_end { 0.75 } else { 1.5 });
        if is_end {
            line.set_dash_type(ChartLineDashType::Dash);
        }
        chart
            .add_series()
            .set_name((tab, place.first_row - 1, column))
            .set_categories((tab, place.first_row, 0, place.last_row, 0))
            .set_values((tab, place.first_row, column, place.last_row, column))
            .set_format(ChartFormat::new().set_line(&line));
    }
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart.x_axis().set_name(across).set_major_gridlines(false);
    chart.y_axis().set_name(unit).set_min(0);
    chart.set_width(WIDTH).set_height(HEIGHT);
    chart
}
