//! What WITH, NEAR and square brackets mean, on a dozen codings.

use rusqlite::params;
use verbatim::query::{parse, segments};

use super::corpus::Study;

/// An interview of eight turns, from segment 1 on, and who coded which of their letters how.
fn study() -> Study {
    let study = Study::new(&[], &["0123456789"; 8].map(str::to_owned));
    let sql = study.sql();
    sql.execute_batch("DELETE FROM codings").expect("no codings");
    // Codes: 1 resourcing, 3 public-education, 4 courts. Each turn has ten letters and a line end.
    let codings = [
        (4, 2, "accepted", 0, 5), // turn 1: anna's courts and ben's education share a letter
        (3, 3, "accepted", 4, 10),
        (4, 2, "accepted", 11, 15), // turn 2: side by side, no letter shared
        (3, 3, "accepted", 15, 21),
        (4, 1, "proposed", 33, 43), // turn 4: of one code, by the rules and by ben
        (4, 3, "accepted", 35, 43),
        (3, 2, "rejected", 33, 43), // and what anna did not think to be education
        (4, 2, "accepted", 50, 60), // turns 5 and 6 together
        (1, 2, "accepted", 77, 87), // turn 8
    ];
    for (code, coder, status, start, end) in codings {
        let [first, last] = [start, end - 1].map(|letter| 1 + letter / 11);
        sql.execute(
            "INSERT INTO codings (code_id, text_id, span_start, span_end, coder_id, first_segment, last_segment, status)
             VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![code, start, end, coder, first, last, status],
        )
        .expect("a coding");
    }
    study
}

#[test]
fn codings_are_found_by_what_stands_with_them() {
    let study = study();
    let index = study.index();
    let check = |text: &str, expected: &[usize]| {
        let query = parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let found = segments(&query, &study.store, &index, &study.codebook).expect("it runs");
        assert_eq!(found.ones().collect::<Vec<_>>(), expected, "{text}");
    };
    check("code:courts", &[1, 2, 4, 5, 6]);
    // Letters have to be shared: in turn 2 both codes are there, but side by side.
    check("code:courts code:public-education", &[1, 2]);
    check("code:courts WITH code:public-education", &[1]);
    check("code:courts NOT WITH code:public-education", &[2, 4, 5, 6]);
    // The rejected coding of turn 4 is none, unless it is asked for.
    check("code:courts WITH [code:public-education status:rejected]", &[4]);
    // A coding is not with itself; with the same code by someone else it is.
    check("code:courts WITH code:courts", &[4]);
    check("[code:courts coder:rules] WITH [code:courts coder:ben]", &[4]);
    check("code:courts WITH theme:prevention OR code:courts WITH coder:ben", &[1, 4]);
    // NEAR alone is the same or the next segment; what is found are the segments of the left side.
    check("code:courts NEAR code:public-education", &[1, 2]);
    check("code:courts NEAR/2 code:public-education", &[1, 2, 4]);
    check("code:courts NEAR/0 code:public-education", &[1, 2]);
    check("code:courts NEAR/2 code:resourcing", &[5, 6]);
    check("code:resourcing NEAR/2 code:courts", &[8]);
    check("code:courts NOT NEAR/2 (code:resourcing OR code:public-education)", &[]);
    // Within brackets all is asked of one coding, side by side of the segment.
    check("code:public-education coder:anna", &[1, 2]);
    check("[code:public-education coder:anna]", &[]);
    check("[code:courts coder:anna]", &[1, 2, 5, 6]);
    check("[code:courts coder:anna] NOT (code:courts WITH code:public-education)", &[2, 5, 6]);
    check("coder:rules", &[4]);
    check("coder:*", &[1, 2, 4, 5, 6, 8]);
}
