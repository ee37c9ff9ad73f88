//! `codebook gather`, `ungather` and `theme`: what themes there are, and what they gather.

use clap::Subcommand;

use super::change::{ChangeArgs, show};
use crate::cli::Ui;
use crate::project::{NewTheme, Project, ThemeEdit};

#[derive(Debug, clap::Args)]
pub(super) struct GatherArgs {
    #[arg(required = true, value_name = "CODE")]
    codes: Vec<String>,

    /// By its id or its name
    #[arg(long)]
    theme: String,

    #[command(flatten)]
    change: ChangeArgs,
}

#[derive(Debug, Subcommand)]
pub(super) enum ThemeAction {
    /// Create a theme
    Create {
        name: String,
        /// Its id [default: made from the name]
        #[arg(long)]
        id: Option<String>,
        #[command(flatten)]
        fields: ThemeFieldArgs,
        /// What it gathers
        #[arg(long, value_delimiter = ',', value_name = "CODE,…")]
        codes: Vec<String>,
        #[command(flatten)]
        change: ChangeArgs,
    },
    /// Give a theme another name, or with --id another id
    Rename {
        theme: String,
        /// The new name
        #[arg(required_unless_present = "id")]
        name: Option<String>,
        /// The new id
        #[arg(long)]
        id: Option<String>,
        #[command(flatten)]
        change: ChangeArgs,
    },
    /// Write what a theme means and says; an empty value takes one out
    Describe {
        theme: String,
        #[command(flatten)]
        fields: ThemeFieldArgs,
        #[command(flatten)]
        change: ChangeArgs,
    },
    /// Put themes into this order; they take the places that they have now
    Order {
        #[arg(required = true, num_args = 2.., value_name = "THEME")]
        themes: Vec<String>,
        #[command(flatten)]
        change: ChangeArgs,
    },
    /// Take a theme out; its codes stay
    Remove {
        theme: String,
        #[command(flatten)]
        change: ChangeArgs,
    },
}

/// What a theme says.
#[derive(Debug, clap::Args)]
pub(super) struct ThemeFieldArgs {
    /// What it means
    #[arg(long, value_name = "TEXT")]
    definition: Option<String>,

    /// What it says, as a report prints it
    #[arg(long, value_name = "TEXT")]
    story: Option<String>,

    /// #rrggbb
    #[arg(long, value_name = "COLOUR")]
    colour: Option<String>,
}

pub(super) fn gather(arguments: &GatherArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    show(&project.gather(&arguments.codes, &arguments.theme, &arguments.change.options())?, ui)
}

pub(super) fn ungather(arguments: &GatherArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    show(&project.ungather(&arguments.codes, &arguments.theme, &arguments.change.options())?, ui)
}

pub(super) fn run(action: &ThemeAction, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let done = match action {
        ThemeAction::Create { name, id, fields, codes, change } => {
            let new = NewTheme {
                name: name.clone(),
                id: id.clone(),
                definition: fields.definition.clone().unwrap_or_default(),
                story: fields.story.clone().unwrap_or_default(),
                colour: fields.colour.clone(),
                codes: codes.clone(),
            };
            project.create_theme(&new, &change.options())?
        }
        ThemeAction::Rename { theme, name, id, change } => {
            project.rename_theme(theme, name.as_deref(), id.as_deref(), &change.options())?
        }
        ThemeAction::Describe { theme, fields, change } => {
            let edit = ThemeEdit {
                definition: fields.definition.clone(),
                story: fields.story.clone(),
                colour: fields.colour.clone(),
            };
            project.edit_theme(theme, &edit, &change.options())?
        }
        ThemeAction::Order { themes, change } => project.order_themes(themes, &change.options())?,
        ThemeAction::Remove { theme, change } => project.remove_theme(theme, &change.options())?,
    };
    show(&done, ui)
}
