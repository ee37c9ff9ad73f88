//! Single values of a table, written where people would write them.

use toml_edit::{Array, Item, Table, Value};

pub(super) fn text<'t>(table: &'t Table, key: &str) -> Option<&'t str> {
    table.get(key)?.as_str()
}

/// Writes a value. One that is there keeps its place and the comment behind it; a new one comes after the last of those
/// keys that stand before it in `order`. An empty one is taken out.
pub(super) fn set(table: &mut Table, key: &str, order: &[&str], value: &str) {
    if value.is_empty() {
        table.remove(key);
        return;
    }
    let mut fresh = Value::from(value);
    if let Some(Item::Value(old)) = table.get_mut(key) {
        if old.as_str() != Some(value) {
            *fresh.decor_mut() = old.decor().clone();
            *old = fresh;
        }
        return;
    }
    insert(table, key, order, fresh);
}

/// Puts a new key into a table, after those that stand before it in `order`.
pub(super) fn insert(table: &mut Table, key: &str, order: &[&str], value: Value) {
    let rank = |key: &str| order.iter().position(|known| *known == key);
    let wanted = rank(key).unwrap_or(order.len());
    let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
    let before = keys.iter().rposition(|other| rank(other).is_some_and(|rank| rank < wanted));
    let from = before.map_or(0, |place| place + 1);
    let later: Vec<_> = keys.iter().skip(from).filter_map(|key| table.remove_entry(key)).collect();
    table.insert(key, Item::Value(value));
    for (key, item) in later {
        table.insert_formatted(&key, item);
    }
}

/// Writes a list of strings into a table that does not have it yet; an empty one is left out.
pub(super) fn set_list(table: &mut Table, key: &str, words: &[String]) {
    if !words.is_empty() {
        table.insert(key, toml_edit::value(words.iter().map(String::as_str).collect::<Array>()));
    }
}

pub(super) fn list<'t>(table: &'t mut Table, key: &str) -> Option<&'t mut Array> {
    table.get_mut(key)?.as_array_mut()
}

pub(super) fn place_in_list(array: &Array, value: &str) -> Option<usize> {
    array.iter().position(|item| item.as_str() == Some(value))
}

pub(super) fn replace_in_list(table: &mut Table, key: &str, from: &str, to: &str) {
    let Some(array) = list(table, key) else { return };
    while let Some(place) = place_in_list(array, from) {
        array.replace(place, to);
    }
}

/// Takes a value out of a list, all the times that it is there.
pub(super) fn take_from_list(array: &mut Array, value: &str) {
    while let Some(place) = place_in_list(array, value) {
        let gone = array.remove(place);
        // The blanks after the bracket belong to the list and not to its first value.
        if place == 0
            && let (Some(first), Some(prefix)) = (array.get_mut(0), gone.decor().prefix())
        {
            first.decor_mut().set_prefix(prefix.clone());
        }
    }
}
