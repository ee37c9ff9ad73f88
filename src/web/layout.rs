//! What stands around every page: the way to the others, what can be taken back, and whoever is at work.

use maud::{DOCTYPE, Markup, html};

use super::assets;
use super::error::{Error, capitalised};
use crate::project::{Project, Whose};

/// Which page it is, for the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Here {
    Overview,
    Sources,
    Read,
    Survey,
    Search,
    Quotes,
    Codebook,
    Tables,
    Framework,
    Memos,
    Names,
    Agreement,
    History,
    Settings,
}

impl Here {
    const ALL: [Self; 14] = [
        Self::Overview,
        Self::Sources,
        Self::Read,
        Self::Survey,
        Self::Search,
        Self::Quotes,
        Self::Codebook,
        Self::Tables,
        Self::Framework,
        Self::Memos,
        Self::Names,
        Self::Agreement,
        Self::History,
        Self::Settings,
    ];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Sources => "Sources",
            Self::Read => "Read & code",
            Self::Survey => "Survey grid",
            Self::Search => "Search",
            Self::Quotes => "Quotes",
            Self::Codebook => "Codebook",
            Self::Tables => "Tables",
            Self::Framework => "Framework",
            Self::Memos => "Memos",
            Self::Names => "Names",
            Self::Agreement => "Agreement",
            Self::History => "History",
            Self::Settings => "Settings",
        }
    }

    pub(super) const fn path(self) -> &'static str {
        match self {
            Self::Overview => "/",
            Self::Sources => "/sources",
            Self::Read => "/read",
            Self::Survey => "/survey",
            Self::Search => "/search",
            Self::Quotes => "/quotes",
            Self::Codebook => "/codebook",
            Self::Tables => "/tables",
            Self::Framework => "/framework",
            Self::Memos => "/memos",
            Self::Names => "/names",
            Self::Agreement => "/agreement",
            Self::History => "/history",
            Self::Settings => "/settings",
        }
    }

    /// The second key of `g …`, which leads to it.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Overview => "o",
            Self::Sources => "i",
            Self::Read => "r",
            Self::Survey => "v",
            Self::Search => "s",
            Self::Quotes => "q",
            Self::Codebook => "c",
            Self::Tables => "t",
            Self::Framework => "f",
            Self::Memos => "m",
            Self::Names => "n",
            Self::Agreement => "a",
            Self::History => "h",
            Self::Settings => "e",
        }
    }
}

/// A page before what stands around it is added.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) here: Here,
    /// Its heading, and what the browser's tab says.
    pub(super) title: String,
    /// What stands beside the heading: buttons that are about the page as a whole.
    pub(super) actions: Markup,
    pub(super) body: Markup,
    /// Modules and styles that it needs besides those of every page: `js/read/page.js`, `css/read.css`.
    pub(super) needs: &'static [&'static str],
    /// Whether its text goes over the whole width of the window.
    pub(super) is_wide: bool,
    /// Whether it keeps itself up to date by its own module, and is not shown anew when something changes.
    pub(super) is_self_kept: bool,
}

impl Page {
    pub(super) fn new(here: Here, title: impl Into<String>, body: Markup) -> Self {
        Self { here, title: title.into(), actions: html! {}, body, needs: &[], is_wide: false, is_self_kept: false }
    }

    pub(super) fn needing(mut self, needs: &'static [&'static str]) -> Self {
        self.needs = needs;
        self
    }

    pub(super) fn with_actions(mut self, actions: Markup) -> Self {
        self.actions = actions;
        self
    }

    pub(super) fn wide(mut self) -> Self {
        self.is_wide = true;
        self
    }

    pub(super) fn self_kept(mut self) -> Self {
        self.is_self_kept = true;
        self
    }
}

/// What `js/app.js` imports, named so that the browser asks for it at once.
const EVERYWHERE: [&str; 6] = ["js/colours.js", "js/help.js", "js/live.js", "js/send.js", "js/tell.js", "js/tour.js"];

/// The whole document. `change`: the number of the study's state that it shows at least; `mistake`: what is wrong with the study file, if anything is.
pub(super) fn around(page: &Page, project: &Project, change: i64, mistake: Option<&str>) -> Result<Markup, Error> {
    let study = project.study().title.as_str();
    let undo = project.would_undo(1, Whose::Own).ok().and_then(|mut steps| steps.pop());
    let redo = project.would_redo(1, Whose::Own).ok().and_then(|mut steps| steps.pop());
    let is_agreement_known = page.here == Here::Agreement || project.has_several_coders()?;
    let pages = Here::ALL.into_iter().filter(|here| *here != Here::Agreement || is_agreement_known);
    let (styles, modules): (Vec<&str>, Vec<&str>) = page.needs.iter().partition(|need| need.starts_with("css/"));
    Ok(html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (page.title) " · " (study) }
                link rel="icon" href=(assets::address("icon.svg"));
                link rel="stylesheet" href=(assets::address("css/base.css"));
                link rel="stylesheet" href=(assets::address("css/pages.css"));
                @for style in styles { link rel="stylesheet" href=(assets::address(style)); }
                script src=(assets::address("js/looks.js")) {}
                @for module in EVERYWHERE { link rel="modulepreload" href=(assets::address(module)); }
                script type="module" src=(assets::address("js/app.js")) {}
                // A page that keeps itself is shown once its module has made it: it would only be laid out twice.
                @for module in modules {
                    script type="module" src=(assets::address(module)) blocking=[page.is_self_kept.then_some("render")] {}
                }
            }
            body data-change=(change) data-here=(page.here.path()) data-self-kept[page.is_self_kept] {
                a .skip href="#main" { "To the page" }
                header .top {
                    p .study { a href="/" { (study) } }
                    form .find action="/search" method="get" role="search" aria-label="In the study" {
                        label .unseen for="find" { "Find in the study" }
                        input #find type="search" name="q" placeholder="Find in the study" autocomplete="off";
                    }
                    div .steps {
                        (step("undo", "Undo", undo.as_ref().map(|step| step.words.as_str())))
                        (step("redo", "Redo", redo.as_ref().map(|step| step.words.as_str())))
                    }
                    button #help-button type="button" aria-haspopup="dialog" title="Keys (?)" { "?" span .unseen { " Keys" } }
                    p .person { span .unseen { "At work: " } (project.person()) }
                }
                nav .pages aria-label="Pages" {
                    ul {
                        @for here in pages {
                            li {
                                a href=(here.path()) data-key=(here.key())
                                    aria-current=[(here == page.here).then_some("page")] { (here.name()) }
                            }
                        }
                    }
                }
                div #job .job hidden role="status" aria-live="polite" {}
                main #main tabindex="-1" .wide[page.is_wide] {
                    @if let Some(mistake) = mistake {
                        p .box .bad role="alert" {
                            (capitalised(mistake)) ". The study is shown as it was before; mend the file, and the page goes on by itself."
                        }
                    }
                    div .heading {
                        h1 { (page.title) }
                        div .actions { (page.actions) }
                    }
                    (page.body)
                }
                div #told .told role="status" aria-live="polite" aria-label="What was said last" {}
                dialog #help aria-labelledby="help-title" {}
            }
        }
    })
}

/// A button that takes something back or does it again.
fn step(what: &str, name: &str, words: Option<&str>) -> Markup {
    let title = words.map_or_else(|| format!("Nothing to {what}"), |words| format!("{name}: {words}"));
    html! {
        form method="post" action={ "/" (what) } {
            button type="submit" data-step=(what) title=(title) disabled[words.is_none()] { (name) }
        }
    }
}

/// What a page says when there is nothing to show yet, and what to do about it.
#[expect(clippy::needless_pass_by_value, reason = "pages make it on the spot")]
pub(super) fn empty(sentence: &str, then: Markup) -> Markup {
    html! { div .empty { p { (capitalised(sentence)) } p { (then) } } }
}
