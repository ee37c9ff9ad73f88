//! QualCoder's projects, of now and of years ago.

use std::path::Path;

use insta::assert_snapshot;
use verbatim::import::KnownSpeakers;
use verbatim::import::projects::read_project;

use super::shown;
use super::small::{old_qualcoder, qualcoder};

#[test]
fn a_small_project() {
    let project = read_project(Path::new("p.qda"), &qualcoder(), &KnownSpeakers::default()).unwrap();
    assert_snapshot!(shown(&project), @r#"
    # ID1.txt
    Interviewer: "What is missing? 🙂"
    Dina: "A café and a grant."
    Dina: "Two posts 🙂 more."
      grants by maria: "a grant" (the first)
      posts by tom: "Two posts"
      posts by maria: "Two posts"
      posts by maria: "more"
      memo by tom at 2026-01-04T10:00:00Z on "café": which one?
      note: by telephone
    # group
    P2: "We need money."
    P3: "We need people."
      money-2 by unknown: "money"
    code resources "Resources": What it takes
    code money "Money" under resources:
    code grants "grants" under money #f781be: Money given once
    code money-2 "Money": Any money
    code posts "posts" under money-2:
    case P1 speaks as Dina in ID1.txt: [("site", "North"), ("years", "7"), ("asked", "by telephone")]
    case P2 speaks as P2 in group: []
    case P3 speaks as P3 in group: []
    memo Study(""): Who pays for cafés?
    memo Study("First thoughts"): Money comes first.
    memo Case("P1"): a friend of the house
    ! 1 document left out: no text (a picture, a recording, or an empty file)
    ! 1 coding left out: the words are not at the place, nor once in the text
    ! 1 coding left out: the document or the code is not there
    ! 1 coding left out: on a picture
    ! 1 case left out: no words of any text are theirs alone
    ! 1 document attribute left out: only those of the one document of one case come over
    ! 1 coding moved to where the words are: the place had slipped
    ! 1 coding marked as important, which has no place here
    "#);
}

#[test]
fn a_project_of_the_first_versions() {
    let old = read_project(Path::new("p.qda"), &old_qualcoder(), &KnownSpeakers::default()).unwrap();
    let new = read_project(Path::new("p.qda"), &qualcoder(), &KnownSpeakers::default()).unwrap();
    assert_eq!(old.documents, new.documents);
    assert_eq!(old.faces, new.faces);
    assert_eq!(old.memos, new.memos);
    assert_eq!(old.codes[4].parent.as_deref(), Some("resources"), "categories alone had codes below them");
}
