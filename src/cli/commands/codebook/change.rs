//! `codebook create`, `edit`, `rename`, `move`, `order`, `keys`, `colours`, `retire` and `restore`: what becomes of codes.

use clap::Subcommand;

use crate::cli::Ui;
use crate::model::CodeStatus;
use crate::project::{CodeEdit, CodePlace, CodebookChanged, CodebookOptions, NewCode, Project};

/// What goes with every change.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct ChangeArgs {
    /// Why: kept as a memo, and in the audit trail
    #[arg(long, value_name = "TEXT")]
    memo: Option<String>,

    /// Change nothing; say what would change
    #[arg(long)]
    dry_run: bool,
}

impl ChangeArgs {
    pub(super) fn options(&self) -> CodebookOptions {
        CodebookOptions { memo: self.memo.clone(), dry_run: self.dry_run }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Change {
    /// Create a code: id and colour are made for it, unless they are given
    Create(CreateArgs),
    /// Write what a code means, its colour, its key; an empty value takes one out
    Edit(EditArgs),
    /// Give a code another name, or with --id another id: codings, parents, themes and recipes go along
    Rename {
        code: String,
        /// The new name
        #[arg(required_unless_present = "id")]
        name: Option<String>,
        /// The new id
        #[arg(long)]
        id: Option<String>,
        #[command(flatten)]
        change: ChangeArgs,
    },
    /// Move a code below another one, or to the top
    Move {
        code: String,
        /// The code above it from now on
        #[arg(long, value_name = "CODE", required_unless_present_any = ["top", "after"])]
        under: Option<String>,
        /// No code above it
        #[arg(long, conflicts_with = "under")]
        top: bool,
        /// The code after which it stands; below the same code as that, unless --under or --top says otherwise
        #[arg(long, value_name = "CODE")]
        after: Option<String>,
        #[command(flatten)]
        change: ChangeArgs,
    },
    /// Put codes into this order; they take the places that they have now
    Order {
        #[arg(required = true, num_args = 2.., value_name = "CODE")]
        codes: Vec<String>,
        #[command(flatten)]
        change: ChangeArgs,
    },
    /// Set the keys by which codes are given; an empty key takes one away
    Keys {
        #[arg(required = true, value_parser = pair, value_name = "CODE=KEY")]
        keys: Vec<(String, String)>,
        #[command(flatten)]
        change: ChangeArgs,
    },
    /// Give every code that has none a colour which all readers can tell from the others
    Colours {
        /// All codes anew
        #[arg(long)]
        anew: bool,
        #[command(flatten)]
        change: ChangeArgs,
    },
    /// Use codes no more: rules are not applied, tables have no rows for them, what people coded stays
    Retire {
        #[arg(required = true, value_name = "CODE")]
        codes: Vec<String>,
        #[command(flatten)]
        change: ChangeArgs,
    },
    /// Take retired or merged codes into use again
    Restore {
        #[arg(required = true, value_name = "CODE")]
        codes: Vec<String>,
        #[command(flatten)]
        change: ChangeArgs,
    },
}

#[derive(Debug, clap::Args)]
pub(super) struct CreateArgs {
    name: String,

    /// Its id [default: made from the name]
    #[arg(long)]
    id: Option<String>,

    /// The code above it
    #[arg(long, value_name = "CODE")]
    under: Option<String>,

    #[command(flatten)]
    fields: FieldArgs,

    /// A draft still: counted, and marked as one
    #[arg(long)]
    draft: bool,

    /// A theme that gathers it; may be given several times
    #[arg(long = "theme", value_name = "THEME")]
    themes: Vec<String>,

    /// The code after which it stands in the file
    #[arg(long, value_name = "CODE")]
    after: Option<String>,

    #[command(flatten)]
    change: ChangeArgs,
}

#[derive(Debug, clap::Args)]
pub(super) struct EditArgs {
    code: String,

    #[command(flatten)]
    fields: FieldArgs,

    /// draft or active
    #[arg(long, value_parser = status, value_name = "STATUS")]
    status: Option<CodeStatus>,

    #[command(flatten)]
    change: ChangeArgs,
}

/// What a code says.
#[derive(Debug, clap::Args)]
struct FieldArgs {
    /// What it means
    #[arg(long, value_name = "TEXT")]
    definition: Option<String>,

    /// When to use it
    #[arg(long, value_name = "TEXT")]
    use_when: Option<String>,

    /// When not to
    #[arg(long, value_name = "TEXT")]
    not_when: Option<String>,

    /// Words that show it
    #[arg(long, value_name = "TEXT")]
    example: Option<String>,

    /// #rrggbb
    #[arg(long, value_name = "COLOUR")]
    colour: Option<String>,

    /// The key that gives it: one character
    #[arg(long)]
    key: Option<String>,
}

fn status(word: &str) -> Result<CodeStatus, String> {
    CodeStatus::from_word(word)
        .filter(|status| matches!(status, CodeStatus::Draft | CodeStatus::Active))
        .ok_or_else(|| "write draft or active; `codebook retire` and `merge` do the rest".to_owned())
}

pub(super) fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write it as CODE=KEY, such as staff-training=t")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

pub(super) fn run(change: &Change, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let done = match change {
        Change::Create(create) => {
            let fields = &create.fields;
            let text = |field: &Option<String>| field.clone().unwrap_or_default();
            let new = NewCode {
                name: create.name.clone(),
                id: create.id.clone(),
                parent: create.under.clone(),
                definition: text(&fields.definition),
                use_when: text(&fields.use_when),
                not_when: text(&fields.not_when),
                example: text(&fields.example),
                colour: fields.colour.clone(),
                key: fields.key.clone(),
                is_draft: create.draft,
                themes: create.themes.clone(),
                after: create.after.clone(),
            };
            project.create_code(&new, &create.change.options())?
        }
        Change::Edit(edit) => {
            let fields = &edit.fields;
            let written = CodeEdit {
                definition: fields.definition.clone(),
                use_when: fields.use_when.clone(),
                not_when: fields.not_when.clone(),
                example: fields.example.clone(),
                colour: fields.colour.clone(),
                key: fields.key.clone(),
                status: edit.status,
            };
            project.edit_code(&edit.code, &written, &edit.change.options())?
        }
        Change::Rename { code, name, id, change } => {
            project.rename_code(code, name.as_deref(), id.as_deref(), &change.options())?
        }
        Change::Move { code, under, top, after, change } => {
            let parent = match (under, top) {
                (Some(under), _) => CodePlace::Under(under),
                (None, true) => CodePlace::Top,
                (None, false) => CodePlace::Beside,
            };
            project.move_code(code, parent, after.as_deref(), &change.options())?
        }
        Change::Order { codes, change } => project.order_codes(codes, &change.options())?,
        Change::Keys { keys, change } => project.set_keys(keys, &change.options())?,
        Change::Colours { anew, change } => project.set_colours(*anew, &change.options())?,
        Change::Retire { codes, change } => project.retire_codes(codes, &change.options())?,
        Change::Restore { codes, change } => project.restore_codes(codes, &change.options())?,
    };
    show(&done, ui)
}

/// What became of it, a line each.
pub(super) fn show(done: &CodebookChanged, ui: &mut Ui) -> anyhow::Result<()> {
    for line in done.lines() {
        ui.line(line)?;
    }
    if done.dry_run {
        ui.note("nothing has been changed")?;
    }
    Ok(())
}
