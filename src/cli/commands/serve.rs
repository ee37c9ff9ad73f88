//! `serve`: the workbench in the browser.

use crate::cli::{Outcome, Ui};
use crate::project::Project;
use crate::web::{self, ServeOptions};

/// Open the workbench in the browser
///
/// Reading and coding, the survey as a grid, search, quotes, the codebook, tables, names: all that the commands do, by
/// mouse and keyboard, over the same study. The server answers to this machine alone and lets in only who opens the address
/// that it shows. It ends with Ctrl-C; what was done is saved.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim serve                          The study of this folder, in your browser
  verbatim serve --no-open                Show the address and open nothing
  verbatim serve --port 9000              At a port of your choice
  verbatim serve --as anna                Code under this name")]
pub(crate) struct ServeArgs {
    /// The port to listen on [default: 8417, or one that is free]
    #[arg(long, value_name = "PORT", value_parser = clap::value_parser!(u16).range(1..))]
    port: Option<u16>,

    /// Do not open the browser
    #[arg(long)]
    no_open: bool,

    /// The largest file that may be brought in through the browser, in megabytes
    #[arg(long, value_name = "MB", default_value_t = 2048)]
    upload_limit: u64,
}

pub(crate) fn run(arguments: &ServeArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let mut options = ServeOptions::new(project.folder().to_owned());
    options.person = Some(project.person().to_owned());
    options.port = arguments.port.unwrap_or_default();
    options.open_browser = !arguments.no_open;
    options.upload_limit = arguments.upload_limit.saturating_mul(1 << 20);
    let mut told = Ok(());
    web::serve(options, |ready| {
        told = ui.line(format_args!("The workbench is open at {}", ready.address())).and_then(|()| {
            match &ready.not_opened {
                Some(why) => ui.hint(format_args!("open that address in your browser: {why}")),
                None => ui.hint("Ctrl-C ends it; all that was done is saved"),
            }
        });
    })?;
    told?;
    Ok(Outcome::Done)
}
