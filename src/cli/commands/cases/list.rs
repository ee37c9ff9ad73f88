//! `cases` alone lists them; `cases duplicates` lists those that may be one person.

use serde_json::json;

use crate::cli::{Listing, ListingFormat, Ui};
use crate::model::{CaseKind, CaseStatus};
use crate::project::{AttributeTest, CaseQuery, Project};
use crate::store::Likeness;
use crate::text::counted;

#[derive(Debug, clap::Args)]
pub(super) struct ListArgs {
    /// Which: kept, excluded, withdrawn or all
    #[arg(long, default_value = "kept", value_parser = ["kept", "excluded", "withdrawn", "all"], value_name = "STATUS")]
    status: String,

    /// Only participants, or only respondents
    #[arg(long, value_parser = ["participant", "respondent"], value_name = "KIND")]
    kind: Option<String>,

    /// Only those whose attribute has this value, or passes this comparison (`years>=5`, `region=N*`)
    #[arg(long = "where", value_parser = AttributeTest::parse, value_name = "NAME=VALUE")]
    attributes: Vec<AttributeTest>,

    /// Only those who do not have this attribute
    #[arg(long, value_name = "ATTRIBUTE")]
    without: Vec<String>,

    /// Only those who speak or answer in this source
    #[arg(long, value_name = "FILE")]
    source: Option<String>,

    /// Only those with these letters in their name or label
    #[arg(long, value_name = "LETTERS")]
    name: Option<String>,

    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

pub(super) fn run(arguments: &ListArgs, project: &Project, ui: &mut Ui) -> anyhow::Result<()> {
    let withdrawn_only = arguments.status == "withdrawn";
    let query = CaseQuery {
        status: CaseStatus::from_word(&arguments.status),
        kind: arguments.kind.as_deref().and_then(CaseKind::from_word),
        attributes: arguments.attributes.clone(),
        without: arguments.without.clone(),
        source: arguments.source.clone(),
        name: arguments.name.clone(),
    };
    let mut listing = Listing::new(&["Case", "Kind", "Label", "Status", "Reason", "Attributes"]);
    let cases = if withdrawn_only { Vec::new() } else { project.cases(&query)? };
    for case in cases {
        let attributes: Vec<String> = case.attributes.iter().map(|(name, value)| format!("{name}={value}")).collect();
        listing.row(vec![
            json!(case.name),
            json!(case.kind.word()),
            json!(case.label),
            json!(case.status.word()),
            json!(case.reason),
            json!(attributes.join(", ")),
        ]);
    }
    let withdrawn = project.withdrawn_count()?;
    if withdrawn > 0 && (withdrawn_only || arguments.status == "all") {
        let people = if withdrawn == 1 { "1 person has".to_owned() } else { format!("{withdrawn} people have") };
        ui.note(format_args!("{people} withdrawn: nothing that says who it was is kept"))?;
    } else if listing.is_empty() {
        ui.note("no case is like that")?;
    }
    listing.show(arguments.format, ui)
}

pub(super) fn duplicates(format: ListingFormat, project: &Project, ui: &mut Ui) -> anyhow::Result<()> {
    let mut listing = Listing::new(&["Cases", "Why"]);
    for possibly in project.duplicate_cases(usize::MAX)?.0 {
        let why = match possibly.likeness {
            Likeness::Id => "the same respondent id in several surveys",
            Likeness::Name => "the same name",
            Likeness::Answer => "the same long answer, word for word",
        };
        listing.row(vec![json!(possibly.names.join(", ")), json!(why)]);
    }
    if listing.is_empty() {
        ui.note("no two cases look like one person")?;
    } else {
        let found = counted(listing.len() as u64, "suggestion");
        ui.note(format_args!("{found}; `verbatim cases merge KEEP OTHER` makes two cases one"))?;
    }
    listing.show(format, ui)
}
