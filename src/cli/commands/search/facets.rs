//! What was found, counted by theme, code, source, attribute and so on.

use serde_json::json;

use super::SearchArgs;
use crate::cli::{Listing, ListingFormat, Outcome, Ui};
use crate::project::Project;
use crate::query::{Counts, FacetOptions};

pub(super) fn show(
    arguments: &SearchArgs,
    names: &[String],
    query: &str,
    project: &mut Project,
    ui: &mut Ui,
) -> anyhow::Result<Outcome> {
    let options = FacetOptions { facets: names.to_vec() };
    let found = project.facets(query, &options, arguments.not_coded.as_deref(), &ui.progress())?;
    let columns = ["Facet", "Value", "Name", "Segments", "Of", "%", "Texts", "Of texts", "Cases", "Of cases"];
    let mut listing = Listing::new(&columns);
    let mut row = |facet: &str, value: Option<&str>, label: &str, hits: Counts, all: Counts| {
        let name = Some(label).filter(|label| value != Some(*label) && !label.is_empty());
        listing.row(vec![
            json!(facet),
            json!(value),
            json!(name),
            json!(hits.segments),
            json!(all.segments),
            json!(percent(hits.segments, all.segments)),
            json!(hits.texts),
            json!(all.texts),
            json!(hits.cases),
            json!(all.cases),
        ]);
    };
    row("all", None, "", found.hits, found.all);
    let mut left_out = 0;
    for facet in &found.facets {
        let (mut shown, mut rest) = facet.values.split_at(facet.values.len());
        // A table is for reading: values without hits are many, and say nothing but that they are not there.
        if arguments.format == ListingFormat::Table {
            let with_hits = facet.values.partition_point(|value| value.hits.segments > 0);
            (shown, rest) = facet.values.split_at(with_hits.min(arguments.limit()));
        }
        left_out += rest.len();
        for value in shown {
            row(facet.kind.name(), value.value.as_deref(), &value.label, value.hits, value.all);
        }
    }
    listing.show(arguments.format, ui)?;
    let more = if left_out > 0 { format!("; {left_out} values not shown") } else { String::new() };
    ui.note(found.hits.in_words() + &more)?;
    Ok(Outcome::Done)
}

/// With one digit behind the point.
fn percent(part: usize, all: usize) -> f64 {
    let tenths = (part * 1000 + all / 2).checked_div(all).unwrap_or(0);
    f64::from(u32::try_from(tenths).unwrap_or(u32::MAX)) / 10.0
}
