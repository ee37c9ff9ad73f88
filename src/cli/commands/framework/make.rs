//! `framework new`.

use crate::cli::Ui;
use crate::project::{ColumnEntry, GroupEntry, NewFramework, Project, Scope};

#[derive(Debug, clap::Args)]
pub(super) struct NewArgs {
    /// What commands and recipes call it: letters a–z, digits, -
    name: String,

    /// What it has a row for: cases, or an attribute, each of whose values is a row
    #[arg(long, value_name = "cases|ATTRIBUTE")]
    rows: String,

    /// Whose rows they are
    #[arg(long, value_parser = ["all", "interviews", "survey"], default_value = "all")]
    scope: String,

    /// A row for several values of the attribute: id=value,value
    #[arg(long = "row", value_parser = row, value_name = "ID=VALUES")]
    groups: Vec<GroupEntry>,

    /// A column: the id of a theme or code; or an id of your own with a title, and the codes behind it: id=title=code,code
    #[arg(long = "column", value_parser = column, value_name = "ID[=TITLE[=CODES]]")]
    columns: Vec<ColumnEntry>,

    /// Printed above it
    #[arg(long)]
    title: Option<String>,

    /// The study's own file of summaries, which `build` reads: frameworks/NAME.csv
    #[arg(long)]
    file: Option<String>,
}

pub(super) fn new(arguments: &NewArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let scope = match arguments.scope.as_str() {
        "interviews" => Scope::Interviews,
        "survey" => Scope::Survey,
        _ => Scope::All,
    };
    project.new_framework(&NewFramework {
        name: arguments.name.clone(),
        title: arguments.title.clone(),
        file: arguments.file.clone(),
        rows: arguments.rows.clone(),
        scope,
        groups: arguments.groups.clone(),
        columns: arguments.columns.clone(),
    })?;
    let framework = project.framework(&arguments.name)?;
    let ids = |ids: Vec<&str>| ids.join(", ");
    ui.line(format_args!("rows: {}", ids(framework.rows.iter().map(|row| row.id.as_str()).collect())))?;
    ui.line(format_args!("columns: {}", ids(framework.columns.iter().map(|column| column.id.as_str()).collect())))?;
    ui.note("written into study.toml; an [[output]] with kind = \"framework\" prints it")?;
    Ok(())
}

fn parted(list: &str) -> Vec<String> {
    list.split(',').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

fn row(text: &str) -> Result<GroupEntry, String> {
    let (id, values) = text.split_once('=').ok_or("write it as ID=VALUE,VALUE, such as abroad=US,Europe")?;
    Ok(GroupEntry { id: id.trim().to_owned(), title: None, values: parted(values) })
}

#[expect(clippy::unnecessary_wraps, reason = "a parser of arguments may fail")]
fn column(text: &str) -> Result<ColumnEntry, String> {
    let mut parts = text.splitn(3, '=').map(str::trim);
    let id = parts.next().unwrap_or_default().to_owned();
    let title = parts.next().filter(|title| !title.is_empty()).map(str::to_owned);
    Ok(ColumnEntry { id, title, codes: parted(parts.next().unwrap_or_default()) })
}
