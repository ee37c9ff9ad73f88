//! `build --watch`: the main job again and again, as the study changes.

use std::thread::sleep;
use std::time::Duration;

use crate::cli::{Outcome, Ui, failure};
use crate::project::{BuildOptions, Project, Watch};

/// How often it looks. A look is a few dozen file sizes and one number of the store.
const PAUSE: Duration = Duration::from_millis(400);

/// Builds, then waits until something changes, and so on until the program is ended from outside. What goes wrong is said
/// and does not end it.
pub(super) fn watch(options: &BuildOptions, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let folder = project.folder().to_owned();
    let person = project.person().to_owned();
    let mut seen = Watch::of(&folder, None);
    loop {
        let is_complete = build(options, project, ui)?;
        ui.note("watching the study; Ctrl-C ends it")?;
        let changed = wait(&mut seen, is_complete && options.names.is_empty(), project);
        ui.note(format_args!("\nchanged: {}", changed.join(", ")))?;
        while let Err(error) = reopen(project, &person) {
            failure::show(&error, ui);
            wait(&mut seen, false, project);
        }
    }
}

/// Builds once; `false` if not everything could be made.
fn build(options: &BuildOptions, project: &mut Project, ui: &mut Ui) -> anyhow::Result<bool> {
    match project.build(options, &ui.progress()) {
        Ok(report) => {
            super::show(&report, ui)?;
            Ok(report.is_complete())
        }
        Err(error) => {
            failure::show(&error.into(), ui);
            Ok(false)
        }
    }
}

/// Waits until something is different from what was seen, and has settled; says what.
fn wait(seen: &mut Watch, was_built: bool, project: &Project) -> Vec<String> {
    let folder = project.folder();
    let number = project.change_number();
    loop {
        sleep(PAUSE);
        let mut now = Watch::of(folder, Some(seen));
        let mut changed = seen.changed(&now);
        if changed.is_empty() {
            let is_other = project.change_number().is_some_and(|current| Some(current) != number);
            // What another program did while the build was under way shows in what the outputs were made from.
            if is_other || was_built && !project.is_built() {
                return vec!["what is coded or noted".to_owned()];
            }
            continue;
        }
        // Whoever writes a file may not have come to its end.
        loop {
            sleep(PAUSE / 2);
            let later = Watch::of(folder, Some(&now));
            if later == now {
                break;
            }
            changed = seen.changed(&later);
            now = later;
        }
        *seen = now;
        return changed;
    }
}

fn reopen(project: &mut Project, person: &str) -> anyhow::Result<()> {
    let mut opened = Project::open(project.folder())?;
    opened.set_person(person)?;
    *project = opened;
    Ok(())
}
