//! Fields that forms of codes and of themes share.

use maud::{Markup, html};

use crate::model::Code;

/// Its name, which it has to have.
pub(super) fn name(id: &str, value: &str, draft: &str) -> Markup {
    html! {
        div .field {
            label for=(id) { "Name" }
            input id=(id) name="name" value=(value) required data-draft=(draft);
        }
    }
}

/// A field of several lines, whose draft is kept.
pub(super) fn area(id: &str, name: &str, label: &str, value: &str, draft: &str) -> Markup {
    html! {
        div .field {
            label for=(id) { (label) }
            textarea id=(id) name=(name) rows="3" data-draft=(draft) { (value) }
        }
    }
}

/// Its colour as it is written, or none; `assets/js/codebook/page.js` lets one pick it beside.
pub(super) fn colour(id: &str, value: Option<&str>, draft: &str) -> Markup {
    html! {
        div .field {
            label for=(id) { "Colour" }
            span .pair {
                input id=(id) name="colour" type="text" size="8" value=(value.unwrap_or_default()) pattern="#[0-9a-fA-F]{6}|"
                    placeholder="#3366aa" data-draft=(draft) data-picked;
            }
        }
    }
}

/// A choice of one of these codes; nothing is chosen to begin with.
pub(super) fn one_of<'c>(id: &str, name: &str, label: &str, codes: impl Iterator<Item = &'c Code>) -> Markup {
    html! {
        div .field {
            label for=(id) { (label) }
            select id=(id) name=(name) required {
                option value="" { "A code" }
                @for code in codes { option value=(code.id) { (code.name) } }
            }
        }
    }
}

/// What takes it past the one before it, or the one after it.
pub(super) fn up_and_down() -> Markup {
    html! {
        button type="submit" name="to" value="up" { "Up" }
        button type="submit" name="to" value="down" { "Down" }
    }
}
