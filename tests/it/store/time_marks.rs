//! When words are said.

use verbatim::model::TextId;
use verbatim::store::Store;

use crate::support::Sandbox;

#[test]
fn the_last_stamp_before_the_words_counts() {
    let sandbox = Sandbox::new();
    sandbox.study("title = \"S\"\n");
    sandbox.file("../talk.txt", "Anna: We train [00:01:00] staff.\nBen [00:02:00]: Good. [00:02:30] And pay?\n");
    sandbox.ok("import ../talk.txt");
    let store = Store::open(&sandbox.path(".verbatim/store.db")).unwrap();
    let text = TextId(1);
    let content = store.content(text).unwrap().unwrap();
    let said_at = |words: &str| store.said_at(text, content.find(words).unwrap()).unwrap();
    assert_eq!(said_at("train"), None);
    assert_eq!(said_at("staff"), Some(60_000));
    assert_eq!(said_at("Good"), Some(120_000));
    assert_eq!(said_at("pay"), Some(150_000));
}

#[test]
fn stamps_move_with_the_words_when_someone_withdraws() {
    let sandbox = Sandbox::new();
    sandbox.study("title = \"S\"\n");
    sandbox.file(
        "../talk.txt",
        "Anna: We [00:01:00] train.\nBen: Good, [00:02:00] very good.\nAnna: And [00:03:00] pay.\nBen: I see.\n",
    );
    sandbox.ok("import ../talk.txt --kind focus-group --cases 'Anna=P1, Ben=P2'");
    sandbox.ok("cases withdraw P2 --yes");
    let store = Store::open(&sandbox.path(".verbatim/store.db")).unwrap();
    let content = store.content(TextId(1)).unwrap().unwrap();
    let said_at = |words: &str| store.said_at(TextId(1), content.find(words).unwrap()).unwrap();
    assert!(!content.contains("very good"));
    assert_eq!((said_at("train"), said_at("pay")), (Some(60_000), Some(180_000)));
    assert_eq!(said_at("And"), Some(60_000), "of what is gone no stamp is left");
}
