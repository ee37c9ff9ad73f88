//! Stores of every age are opened, or refused with a reason.

use insta::assert_snapshot;
use regex::Regex;
use rusqlite::Connection;
use verbatim::store::{CaseFilter, Store, StoreError};

use crate::support::Sandbox;

const FIRST: &str = include_str!("../../../src/store/migrations/0001.sql");

fn version(path: &std::path::Path) -> u32 {
    let connection = Connection::open(path).expect("the store can be opened");
    connection.pragma_query_value(None, "user_version", |row| row.get(0)).expect("it has a version")
}

#[test]
fn a_store_of_the_first_version_is_brought_up_to_date() {
    let sandbox = Sandbox::new();
    let path = sandbox.path("store.db");
    let old = Connection::open(&path).expect("it can be made");
    old.execute_batch(FIRST).expect("the first shape is sound");
    old.execute_batch(
        "INSERT INTO cases (id, source_id, name, kind) VALUES (1, 0, 'B', 'participant');
         INSERT INTO attributes VALUES (1, 'sector');
         INSERT INTO case_attributes (attribute_id, case_id, value) VALUES (1, 1, 'Schools');
         PRAGMA user_version = 1;",
    )
    .expect("the first shape takes a case");
    drop(old);

    let store = Store::open(&path).expect("an older store is opened");
    let cases = store.cases(&CaseFilter::default()).expect("its cases are read");
    assert_eq!(cases[0].attributes, [("sector".to_owned(), "Schools".to_owned())]);
    drop(store);
    let known = version(&path);
    assert!(known > 1);
    drop(Store::open(&path).expect("it is opened again"));
    assert_eq!(version(&path), known);
}

#[test]
fn a_newer_store_is_left_alone() {
    let sandbox = Sandbox::small();
    sandbox.ok("build -q");
    let path = sandbox.path(".verbatim/store.db");
    let connection = Connection::open(&path).expect("the store can be opened");
    connection.pragma_update(None, "user_version", 99).expect("the version can be set");
    drop(connection);
    assert!(matches!(Store::open(&path), Err(StoreError::Newer { found: 99, .. })));
    let told = Regex::new(r"knows \d+").expect("it is a regular expression");
    assert_snapshot!(told.replace(&sandbox.run("build"), "knows [N]"), @"
    --- stderr
    error: the store [STUDY]/.verbatim/store.db was made by a newer verbatim (its version is 99, this program knows [N]): use that one
    --- exit 1
    ");
    assert_eq!(version(&path), 99);
}

#[test]
fn a_folder_where_the_store_should_be() {
    let sandbox = Sandbox::small();
    sandbox.file(".verbatim/store.db/inside", "");
    assert_snapshot!(sandbox.run("status"), @r#"
    --- stderr
    error: cannot open the store [STUDY]/.verbatim/store.db: unable to open database file: [STUDY]/.verbatim/store.db
    --- exit 1
    "#);
}
