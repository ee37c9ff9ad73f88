//! Whatever happens to the index's folder, the next command finds everything again.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};

use verbatim::index::{CaughtUp, Index, IndexError, catch_up};
use verbatim::query::{parse, segments};

use crate::query::corpus::{Study, files};

fn study() -> Study {
    let answers: Vec<String> = (0..40).map(|nth| format!("answer {nth} about training and waiting lists")).collect();
    Study::new(&answers, &["A turn about training.".to_owned(), "Another turn.".to_owned()])
}

fn found(study: &Study, text: &str) -> Vec<usize> {
    let query = parse(text).expect("a query");
    segments(&query, &study.store, &study.index(), &study.codebook).expect("it runs").ones().collect()
}

#[test]
fn only_what_is_new_is_added() {
    let mut study = study();
    assert_eq!(study.caught_up(), CaughtUp::Rebuilt(42));
    assert_eq!(study.caught_up(), CaughtUp::Already);
    study.add_answer("something new");
    study.add_answer("and newer");
    assert_eq!(study.caught_up(), CaughtUp::Added(2));
    assert_eq!(study.caught_up(), CaughtUp::Already);
    assert_eq!(found(&study, "newer"), [44]);
    assert_eq!(found(&study, "new turn OR something"), [43]);
}

#[test]
fn an_index_that_is_open_elsewhere_sees_what_is_added() {
    let mut study = study();
    let mut elsewhere = study.index();
    study.add_answer("something new");
    assert_eq!(study.caught_up(), CaughtUp::Added(1));
    assert_eq!(elsewhere.segment_count(), 42);
    assert_eq!(catch_up(&mut elsewhere, &study.store, &mut |_| true).expect("it catches up"), CaughtUp::Already);
    assert_eq!(elsewhere.segment_count(), 43);
    // Made again by someone else, in the same place.
    study.index().discard().expect("the folder can be removed");
    assert_eq!(study.caught_up(), CaughtUp::Rebuilt(43));
    study.add_answer("newer");
    assert_eq!(catch_up(&mut elsewhere, &study.store, &mut |_| true).expect("it catches up"), CaughtUp::Added(1));
    assert_eq!(elsewhere.segment_count(), 44);
}

#[test]
fn texts_that_went_and_other_studies_make_it_anew() {
    let study = study();
    study.index();
    let change = |sql: &str| study.sql().execute_batch(sql).expect("the store takes it");
    change("DELETE FROM texts WHERE id = 7; UPDATE meta SET value = value + 1 WHERE key LIKE 'text_%'");
    assert_eq!(study.caught_up(), CaughtUp::Rebuilt(41));
    change("UPDATE meta SET value = 'another' WHERE key = 'study_id'");
    assert_eq!(study.caught_up(), CaughtUp::Rebuilt(41));
    let mut welsh = Index::open(&study.path("index"), "cy").expect("it opens");
    assert_eq!(
        catch_up(&mut welsh, &study.store, &mut |_| true).expect("no stemmer is no harm"),
        CaughtUp::Rebuilt(41)
    );
    assert_eq!(found(&study, "\"answer 4\""), [5]);
}

#[test]
fn what_has_gone_is_taken_out() {
    let mut study = study();
    study.index();
    let change = |sql: &str| study.sql().execute_batch(sql).expect("the store takes it");
    change(
        "DELETE FROM texts WHERE id IN (7, 8, 20);
         INSERT INTO removed_segments VALUES (1, 7, 2), (1, 20, 1);
         UPDATE meta SET value = value + 1 WHERE key LIKE 'text_%'",
    );
    study.add_answer("something new");
    assert_eq!(study.caught_up(), CaughtUp::Added(1));
    assert_eq!(study.index().segment_count(), 40);
    assert_eq!(study.caught_up(), CaughtUp::Already);
    assert_eq!(found(&study, "\"answer 6\" OR \"answer 7\" OR \"answer 19\""), Vec::<usize>::new());
    assert_eq!(found(&study, "\"answer 9\""), [10]);
    assert_eq!(found(&study, "something new"), [43]);
    // Made from nothing it is the same.
    let kept = found(&study, "training");
    study.index().discard().expect("the folder can be removed");
    assert_eq!(study.caught_up(), CaughtUp::Rebuilt(40));
    assert_eq!(found(&study, "training"), kept);
    // Where most of it has gone, it is quicker to make it again.
    let change = |sql: &str| study.sql().execute_batch(sql).expect("the store takes it");
    change(
        "DELETE FROM texts WHERE id < 30;
         INSERT INTO removed_segments VALUES (2, 1, 29);
         UPDATE meta SET value = value + 1 WHERE key LIKE 'text_%'",
    );
    assert_eq!(study.caught_up(), CaughtUp::Rebuilt(14));
}

#[test]
fn an_index_that_is_open_elsewhere_sees_what_is_only_taken_out() {
    let study = study();
    let mut elsewhere = study.index();
    assert_eq!(elsewhere.segment_count(), 42);
    let change = |sql: &str| study.sql().execute_batch(sql).expect("the store takes it");
    change(
        "DELETE FROM texts WHERE id IN (7, 8, 20);
         INSERT INTO removed_segments VALUES (1, 7, 2), (1, 20, 1);
         UPDATE meta SET value = value + 1 WHERE key LIKE 'text_%'",
    );
    study.caught_up();
    assert_eq!(catch_up(&mut elsewhere, &study.store, &mut |_| true).expect("it catches up"), CaughtUp::Already);
    assert_eq!(elsewhere.segment_count(), 39);
}

#[test]
fn an_older_commit_is_brought_forward() {
    let mut study = study();
    study.index();
    let (before, kept) = (study.path("index"), study.path("kept"));
    copy(&before, &kept);
    study.add_answer("something new");
    study.index();
    fs::remove_dir_all(&before).expect("the folder is there");
    copy(&kept, &before);
    assert_eq!(study.caught_up(), CaughtUp::Added(1));
    assert_eq!(found(&study, "something new"), [43]);
}

#[test]
fn a_folder_that_is_gone_damaged_or_no_folder_is_made_again() {
    let study = study();
    study.index();
    let whole = found(&study, "training");
    assert_eq!(whole.len(), 33, "those of the excluded case are left out");
    let (folder, kept) = (study.path("index"), study.path("kept"));
    copy(&folder, &kept);
    let damages: &[Damage] = &[
        |_| None,
        |_| Some(Vec::new()),
        |bytes| Some(bytes[..bytes.len() / 2].to_vec()),
        |bytes| Some(vec![0x5a; bytes.len()]),
    ];
    for file in files(&kept) {
        let name = file.file_name().expect("a file has a name");
        for (kind, damage) in damages.iter().enumerate() {
            fs::remove_dir_all(&folder).expect("the folder is there");
            copy(&kept, &folder);
            match damage(&fs::read(&file).expect("a file")) {
                Some(bytes) => fs::write(folder.join(name), bytes).expect("it can be written"),
                None => fs::remove_file(folder.join(name)).expect("it can be removed"),
            }
            assert_eq!(found(&study, "training"), whole, "{} damaged in way {kind}", name.display());
        }
    }
    fs::remove_dir_all(&folder).expect("the folder is there");
    assert_eq!(found(&study, "training"), whole);
    fs::remove_dir_all(&folder).expect("the folder is there");
    fs::write(&folder, "no folder at all").expect("it can be written");
    assert_eq!(found(&study, "training"), whole);
}

#[test]
fn a_flipped_bit_is_found_by_its_checksum() {
    let study = study();
    let mut index = study.index();
    assert!(index.is_sound().expect("it can be read"));
    let postings =
        files(&study.path("index")).into_iter().find(|file| file.extension().is_some_and(|end| end == "pos"));
    let postings = postings.expect("positions have a file");
    let mut bytes = fs::read(&postings).expect("a file");
    bytes[3] ^= 4;
    fs::write(&postings, bytes).expect("it can be written");
    let damaged = Index::open(&study.path("index"), "en").expect("nothing shows at opening");
    assert!(!damaged.is_sound().expect("it can be read"));
    index.discard().expect("the folder can be removed");
    assert_eq!(study.caught_up(), CaughtUp::Rebuilt(42));
    assert!(study.index().is_sound().expect("it can be read"));
}

#[test]
fn an_index_that_is_left_half_done_shows_nothing_and_is_completed() {
    let answers: Vec<String> = (0..9_000).map(|nth| format!("answer {nth}")).collect();
    let study = Study::new(&answers, &[]);
    let mut index = Index::open(&study.path("index"), "en").expect("it opens");
    let stopped = catch_unwind(AssertUnwindSafe(|| {
        catch_up(&mut index, &study.store, &mut |count| {
            assert!(count < 5_000, "killed on purpose");
            true
        })
    }));
    assert!(stopped.is_err());
    assert_eq!(Index::open(&study.path("index"), "en").expect("it opens").segment_count(), 0);
    assert_eq!(study.caught_up(), CaughtUp::Rebuilt(9_000));
    assert_eq!(found(&study, "\"answer 8999\""), [9_000]);
}

#[test]
fn an_index_that_is_stopped_shows_nothing_half_done_and_is_completed() {
    let answers: Vec<String> = (0..9_000).map(|nth| format!("answer {nth}")).collect();
    let study = Study::new(&answers, &[]);
    let mut index = Index::open(&study.path("index"), "en").expect("it opens");
    let count = |index: &Index| {
        let seen = Index::open(&study.path("index"), "en").expect("it opens").segment_count();
        assert_eq!(index.segment_count(), seen);
        seen
    };
    // In the midst, and when all has been read and nothing is kept yet.
    for most in [4_096, 8_192, 9_000] {
        let mut told = Vec::new();
        let stopped = catch_up(&mut index, &study.store, &mut |done| {
            told.push(done);
            done < most
        });
        assert!(matches!(stopped, Err(IndexError::Stopped)), "{stopped:?}");
        assert_eq!(told.last(), Some(&most));
        assert_eq!(count(&index), 0);
    }
    let all = catch_up(&mut index, &study.store, &mut |_| true).expect("it catches up");
    assert_eq!((all, count(&index)), (CaughtUp::Rebuilt(9_000), 9_000));
    assert_eq!(found(&study, "\"answer 8999\""), [9_000]);
}

/// What becomes of a file's bytes; nothing: the file goes.
type Damage = fn(&[u8]) -> Option<Vec<u8>>;

fn copy(from: &std::path::Path, to: &std::path::Path) {
    fs::create_dir_all(to).expect("it can be made");
    for file in files(from) {
        fs::copy(&file, to.join(file.file_name().expect("a file has a name"))).expect("it can be copied");
    }
}
