//! Who withdraws is gone: unmistakable words, names and ids are planted in every place of a study, and then looked for in
//! the bytes of every file that the program keeps.

use std::collections::BTreeMap;
use std::io::Read as _;

use flate2::read::ZlibDecoder;
use rusqlite::Connection;

use crate::import::projects::small::taguette;
use crate::support::{Sandbox, unzipped};

const STUDY: &str = r#"title = "Withdrawals"
codebook = "codebooks/book.toml"
cases = "participants.csv"

[[source]]
files = "transcripts/*.txt"
kind = "interview"

[[source]]
files = "transcripts/group.md"
kind = "focus-group"

[[source]]
files = "transcripts/survey.csv"
kind = "survey"

[disclosure]
identities = "identities.toml"
minimum_group = 1
# Names stand in reasons and titles here, which would not be printed.
names_of_cases = false

[[output]]
name = "quotes"
kind = "quotes"
attributes = ["sector"]
formats = ["html", "docx", "xlsx", "csv", "md"]

[[output]]
name = "sample"
kind = "flow"
formats = ["md"]

[[output]]
name = "answers"
kind = "answers"
question = "needs"
formats = ["docx", "xlsx", "md"]
"#;

const BOOK: &str = r#"title = "Book"
version = "1"

[[theme]]
id = "all"
name = "All"
definition = "Everything."
codes = ["money"]

[[code]]
id = "money"
name = "Money"
definition = "What the work costs."

[[code.rule]]
any = ["fund*"]
"#;

pub(crate) const INTERVIEW: &str = "\
Interviewer: What would help? Ask about zorplequist.

Wilhelmina: Our quixotlur funding is a marblewick, and our snorvenheim staff like the new grellitop very much.

Interviewer: Thank you.
";

pub(crate) const BEN: &str = "\
Interviewer: What would help?

Ben: Longer funding, and training.
";

pub(crate) const GROUP: &str = "\
**Moderator:** What would help here?

**Ana:** Longer funding would help us plan.

**Peregrinus:** The dravontide funding of our thibblewock team pays for every plimsoruk course we give.

**Ana:** We have no funding for courses.

**Peregrinus:** Try the glindermoor.

**Moderator:** Thank you all.
";

pub(crate) const SURVEY: &str = "\
id,needs,role,colour
RA1,Longer funding for training of new staff.,Nurse,Green
RX771QZ,The brackenfolt funding for our wuzzelhart centre and its yelverquay garden.,Clerk of plovergate,Teal
RA2,More posts.,Nurse,Green
RA3,A new records system.,Teacher,Green
RA4,Funding.,Teacher,Green
RA5,Nothing at present.,Teacher,Blue
";

/// What identifies the three who withdraw, and what only they said: as written, and as the index stems it.
pub(crate) const PLANTS: &[&str] = &[
    "zorplequist",
    "Wilhelmina",
    "quixotlur",
    "marblewick",
    "snorvenheim",
    "grellitop",
    "W-case-88",
    "Oxfinger",
    "Peregrinus",
    "dravontid",
    "thibblewock",
    "plimsoruk",
    "glindermoor",
    "PG-case-99",
    "Hollerby",
    "RX771QZ",
    "brackenfolt",
    "wuzzelhart",
    "yelverquay",
    "plovergat",
    "memo-of-vexil",
    "history-of-quandry",
    "history-of-wexley",
    "history-of-oldfarrow",
    "trimmed-of-yonderby",
    "marked-of-hexley",
    "register-of-dunmorrow",
];

pub(crate) fn study() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox
        .study(STUDY)
        .file("codebooks/book.toml", BOOK)
        .file("identities.toml", "[[identity]]\nkind = \"person\"\nforms = [\"Wilhelmina\"]\ncase = \"W-case-88\"\n")
        .file(
            "participants.csv",
            "case,source,speaker,sector\nW-case-88,wilhelmina.txt,Wilhelmina,Oxfinger\nB,ben.txt,Ben,Schools\n\
             PG-case-99,group.md,Peregrinus,Hollerby\nA,group.md,Ana,Schools\n",
        )
        .file("transcripts/wilhelmina.txt", INTERVIEW)
        .file("transcripts/ben.txt", BEN)
        .file("transcripts/group.md", GROUP)
        .file("transcripts/survey.csv", SURVEY);
    sandbox.ok("build");
    sandbox.ok("cases set W-case-88 office=Oxfinger");
    sandbox.ok(
        "identities add person 'Wilhelmina Register-of-dunmorrow' --case W-case-88 --reason 'register-of-dunmorrow, she says'",
    );
    sandbox.ok("identities add organisation thibblewock --replacement '[the team of Peregrinus]'");
    sandbox.ok("cases exclude W-case-88 --reason 'Wilhelmina is away'");
    sandbox.ok("cases include W-case-88");
    sandbox.ok("cases exclude RA5 --reason 'a friend of Peregrinus'");
    sandbox.ok("build");
    sandbox
}

fn store(sandbox: &Sandbox) -> Connection {
    Connection::open(sandbox.path(".verbatim/store.db")).expect("the store can be opened")
}

/// Memos and codings by hand in places that no command writes to.
fn write_by_hand(sandbox: &Sandbox) {
    let connection = store(sandbox);
    connection
        .execute_batch(
            "INSERT INTO coders (name) VALUES ('Ana Lyst');
             INSERT INTO memos (target_kind, case_id, author, written_at, content)
                 SELECT 'case', id, 'x', '', 'memo-of-vexil on this person' FROM cases WHERE name = 'RX771QZ';
             INSERT INTO memos (target_kind, target_key, author, written_at, content) VALUES
                 ('study', '', 'x', '', 'As Peregrinus says, and Wilhelmina too: plan ahead.'),
                 ('code', 'money', 'x', '', 'Compare: our thibblewock team pays for every course, they say, it'
                     || ' pays for every plimsoruk course.'),
                 ('code', 'money', 'x', '', 'Kept: what Ana says of planning.');
             INSERT INTO memos (target_kind, target_key, author, written_at, content, text_id, span_start, span_end)
                 SELECT 'passage', '', 'x', '', 'memo-of-vexil here', text_id, span_start, span_end FROM segments
                 JOIN speakers ON speakers.id = speaker_id WHERE name = 'Peregrinus';
             INSERT INTO memos (target_kind, target_key, author, written_at, content, text_id, span_start, span_end)
                 SELECT 'passage', '', 'x', '', 'kept passage', text_id, span_start + 3, span_end - 2 FROM segments
                 JOIN speakers ON speakers.id = speaker_id WHERE name = 'Ana';
             INSERT INTO memos (target_kind, memo_id, author, written_at, content)
                 SELECT 'memo', id, 'x', '', 'memo-of-vexil, says a reply' FROM memos WHERE target_kind = 'case';
             INSERT INTO memos (target_kind, source_id, author, written_at, content)
                 SELECT 'source', id, 'x', '', 'memo-of-vexil on all of it' FROM sources WHERE path LIKE '%wilhelmina%';
             INSERT INTO memos (target_kind, target_key, title, kind, author, written_at, content) VALUES
                 ('theme', 'all', 'What Peregrinus began', 'like Wilhelmina', 'x', '', 'Kept: and went on.');
             INSERT INTO links (id, kind, author, made_at) VALUES (1, 'as Wilhelmina says', 'x', ''),
                 (2, 'memo-of-vexil', 'x', ''), (3, 'memo-of-vexil', 'x', ''), (4, 'kept link', 'x', '');
             INSERT INTO link_ends (link_id, is_to, target_kind, target_key) VALUES (1, 0, 'code', 'money'),
                 (1, 1, 'theme', 'all'), (2, 0, 'study', ''), (3, 1, 'study', ''), (4, 0, 'study', '');
             INSERT INTO link_ends (link_id, is_to, target_kind, case_id)
                 SELECT 2, 1, 'case', id FROM cases WHERE name = 'RX771QZ';
             INSERT INTO link_ends (link_id, is_to, target_kind, text_id, span_start, span_end)
                 SELECT iif(name = 'Ana', 4, 3), name = 'Ana', 'passage', text_id, span_start + 3, span_end - 2
                 FROM segments JOIN speakers ON speakers.id = speaker_id WHERE name IN ('Ana', 'Peregrinus')
                 GROUP BY name HAVING segments.id = max(segments.id);
             INSERT INTO framework_cells (id, framework, case_id, column_key, summary, author, written_at)
                 SELECT 1, 'f', id, 'money', 'memo-of-vexil, of this row', 'x', '' FROM cases WHERE name = 'RX771QZ';
             INSERT INTO framework_cells (id, framework, group_key, column_key, summary, author, written_at) VALUES
                 (2, 'f', 'all', 'money', 'They say: our thibblewock team pays for every plimsoruk course.', 'x', ''),
                 (3, 'f', 'all', 'else', 'Kept: Peregrinus began.', 'x', '');
             INSERT INTO framework_behind (cell_id, code_id, case_id, words, stretch_count)
                 SELECT 3, (SELECT min(id) FROM codes), id, 7, 1 FROM cases WHERE name = 'PG-case-99';
             INSERT INTO memos (target_kind, cell_id, author, written_at, content)
                 VALUES ('cell', 1, 'x', '', 'memo-of-vexil on a cell');
             INSERT INTO links (id, kind, author, made_at) VALUES (5, 'memo-of-vexil', 'x', '');
             INSERT INTO link_ends (link_id, is_to, target_kind, cell_id) VALUES (5, 0, 'cell', 1), (5, 1, 'cell', 3);
             INSERT INTO codings (code_id, text_id, span_start, span_end, coder_id, first_segment, last_segment,
                                  rule_index, status)
                 SELECT (SELECT min(id) FROM codes), text_id, span_start + 3, span_end - 2,
                 (SELECT max(id) FROM coders), segments.id, segments.id, NULL, 'accepted' FROM segments
                 JOIN speakers ON speakers.id = speaker_id WHERE name IN ('Ana', 'Peregrinus');
             INSERT INTO decisions (target_kind, form, kind, verdict, reason, decided_by, decided_at)
                 VALUES ('form', 'Wilhelmina', 'person', 'keep', 'Peregrinus agreed', 'x', ''),
                        ('form', 'marblewick', 'other', 'not-a-name', '', 'x', '');
             INSERT INTO decisions (target_kind, form, kind, verdict, text_id, span_start, span_end, decided_by, decided_at)
                 SELECT 'passage', 'thibblewock', 'other', 'trait', text_id, span_start + 3, span_end - 2, 'x', ''
                 FROM segments JOIN speakers ON speakers.id = speaker_id WHERE name = 'Peregrinus';
             INSERT INTO identities (id, kind, origin, added_by, added_at) VALUES (77, 'other', 'review', 'x', '');
             INSERT INTO identity_forms (identity_id, form) VALUES (77, 'snorvenheim');
             INSERT INTO decisions (target_kind, form, kind, verdict, identity_id, decided_by, decided_at)
                 VALUES ('form', 'snorvenheim', 'other', 'hide', 77, 'x', '');
             UPDATE sources SET warnings = '[{\"message\": \"Peregrinus speaks\"}]' WHERE path LIKE '%group%';",
        )
        .expect("the tables are there");
}

/// The words that the index knows, which its files hold in a form of their own.
fn index_words(sandbox: &Sandbox) -> Vec<u8> {
    let index = tantivy::Index::open_in_dir(sandbox.path(".verbatim/index")).expect("there is an index");
    let searcher = index.reader().expect("it can be read").searcher();
    let mut words = Vec::new();
    for piece in searcher.segment_readers() {
        for (field, entry) in index.schema().fields().filter(|(_, entry)| entry.is_indexed()) {
            let terms = piece.inverted_index(field).unwrap_or_else(|error| panic!("{}: {error}", entry.name()));
            let mut stream = terms.terms().stream().expect("its words can be read");
            while let Some((word, _)) = stream.next() {
                words.extend([word, b" "].concat());
            }
        }
    }
    words
}

/// What drafts say, unpacked.
fn drafts(sandbox: &Sandbox) -> Vec<u8> {
    let connection = store(sandbox);
    let mut statement = connection.prepare("SELECT content FROM drafts").expect("the table is there");
    let contents = statement.query_map([], |row| row.get::<_, Vec<u8>>(0)).expect("they can be read");
    let mut unpacked = Vec::new();
    for content in contents {
        let content = content.expect("it can be read");
        ZlibDecoder::new(content.as_slice()).read_to_end(&mut unpacked).expect("it is packed");
    }
    unpacked
}

/// Every planted word that is in any file the program keeps, in UTF-8 or UTF-16, in any letter case.
pub(crate) fn found(sandbox: &Sandbox, plants: &[&str]) -> Vec<String> {
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for folder in [".verbatim", "output"] {
        for (name, bytes) in sandbox.files(folder) {
            if bytes.starts_with(b"PK") {
                files.extend(unzipped(&bytes).into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
            }
            files.insert(format!("{folder}/{name}"), bytes);
        }
    }
    files.insert("index/words".to_owned(), index_words(sandbox));
    files.insert("drafts".to_owned(), drafts(sandbox));
    let mut found = Vec::new();
    for (name, bytes) in &files {
        let content: Vec<u8> = [name.as_bytes(), bytes].concat().to_ascii_lowercase();
        for plant in plants {
            let small = plant.to_lowercase();
            let utf16: Vec<u8> = small.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let swapped: Vec<u8> = small.encode_utf16().flat_map(u16::to_be_bytes).collect();
            if [small.as_bytes(), &utf16, &swapped].iter().any(|form| memchr::memmem::find(&content, form).is_some()) {
                found.push(format!("{plant} in {name}"));
            }
        }
    }
    found
}

/// Each coding by hand and memo with the words it lies on.
pub(crate) fn covered(sandbox: &Sandbox) -> Vec<String> {
    let connection = store(sandbox);
    let mut covered = Vec::new();
    for (table, only) in [
        ("codings", "status = 'accepted'"),
        ("memos", "content = 'kept passage'"),
        ("link_ends", "link_id = 4 AND link_ends.is_to"),
        ("quote_marks", "what IN ('pin', 'leave out')"),
    ] {
        let sql = format!(
            "SELECT texts.content, span_start, span_end FROM {table} JOIN texts ON texts.id = text_id WHERE {table}.{only}
             ORDER BY text_id, span_start"
        );
        let mut statement = connection.prepare(&sql).expect("the tables are there");
        let words = |row: &rusqlite::Row<'_>| {
            let content: String = row.get(0)?;
            let (start, end): (u32, u32) = (row.get(1)?, row.get(2)?);
            Ok(format!("{table}: {}", verbatim::model::Span::stored(start, end).of_text(&content)))
        };
        let rows = statement.query_map([], words).expect("they can be read");
        covered.extend(rows.map(|row| row.expect("it can be read")));
    }
    covered
}

/// The kinds of links, and the titles and kinds of memos.
fn noted(sandbox: &Sandbox) -> String {
    let sql = "SELECT group_concat(word, '|') FROM (SELECT kind AS word FROM links
               UNION ALL SELECT title FROM memos WHERE title <> '' UNION ALL SELECT kind FROM memos WHERE kind <> '')";
    store(sandbox).query_row(sql, [], |row| row.get(0)).expect("the tables are there")
}

/// The cells of frameworks: what they say, how many people behind them withdrew, and how much coding stands behind them.
fn cells(sandbox: &Sandbox) -> Vec<String> {
    let connection = store(sandbox);
    let sql = "SELECT id, summary, withdrawn, (SELECT count(*) FROM framework_behind WHERE cell_id = id)
               FROM framework_cells ORDER BY id";
    let mut statement = connection.prepare(sql).expect("the tables are there");
    let words = |row: &rusqlite::Row<'_>| {
        let (id, summary): (i64, String) = (row.get(0)?, row.get(1)?);
        let (withdrawn, behind): (i64, i64) = (row.get(2)?, row.get(3)?);
        Ok(format!("{id}: {summary} ({withdrawn}, {behind})"))
    };
    let rows = statement.query_map([], words).expect("they can be read");
    rows.map(|row| row.expect("it can be read")).collect()
}

/// What only history holds: what somebody said of a case and took back, an attribute that is another by now, and a code
/// that has left the codebook again.
fn make_history(sandbox: &Sandbox) {
    sandbox.ok("cases set W-case-88 note=history-of-quandry");
    sandbox.ok("cases set W-case-88 note=");
    sandbox.ok("cases exclude RX771QZ --reason history-of-wexley");
    sandbox.ok("cases include RX771QZ");
    sandbox.file("../codes.csv", "Code,Definition\nRooms,As Wilhelmina says: history-of-oldfarrow.\n");
    sandbox.ok("codebook import ../codes.csv --add-codes");
    sandbox.ok("codings add group --code money --words 'glindermoor'");
    sandbox.ok("undo 2");
    assert!(!sandbox.read("codebooks/book.toml").contains("history-of-oldfarrow"));
}

/// Quotations of theirs and of others, with words put in that say who it is, or what they said.
fn choose_quotations(sandbox: &Sandbox) {
    sandbox.ok("quotes pin group --words 'The dravontide funding of our thibblewock team' --theme all");
    sandbox.ok("quotes pin group --words 'Longer funding would help' --theme all");
    sandbox.ok("quotes pin survey:RX771QZ:needs");
    sandbox.ok("quotes mark wilhelmina:2 --against all --because marked-of-hexley");
    sandbox.ok("quotes trim group --leave-out 'thibblewock team' --add trimmed-of-yonderby --after 'plimsoruk'");
    sandbox.ok("quotes trim group --leave-out 'for courses'");
    sandbox.ok("quotes trim ben --add 'as Wilhelmina has it' --after 'Longer funding'");
    sandbox.ok("quotes trim ben --add 'it pays for every plimsoruk course' --after training");
    sandbox.ok("build");
}

#[test]
fn every_trace_of_their_words_is_gone() {
    let sandbox = study();
    write_by_hand(&sandbox);
    make_history(&sandbox);
    choose_quotations(&sandbox);
    let everywhere = found(&sandbox, PLANTS);
    for plant in PLANTS {
        assert!(everywhere.iter().any(|found| found.starts_with(plant)), "{plant} is planted: {everywhere:?}");
    }
    assert!(everywhere.iter().any(|found| found.contains("index/")), "the index holds some: {everywhere:?}");
    assert!(everywhere.iter().any(|found| found.contains("output/")), "outputs hold some: {everywhere:?}");
    assert!(everywhere.iter().any(|found| found.contains("in drafts")), "drafts hold some: {everywhere:?}");
    let old_index = sandbox.files(".verbatim/index");
    let kept: Vec<String> = covered(&sandbox)
        .into_iter()
        .filter(|words| {
            !words.contains("thibblewock") && !words.contains("brackenfolt") && !words.contains("glindermoo")
        })
        .collect();
    assert_eq!(kept.len(), 7, "{kept:?}");

    for case in ["W-case-88", "PG-case-99", "RX771QZ"] {
        sandbox.ok(&format!("cases withdraw {case} --yes --reason asked"));
    }
    assert_eq!(found(&sandbox, PLANTS), Vec::<String>::new());
    // A withdrawal is a wall.
    assert!(sandbox.run("undo").contains("there is nothing that could be taken back"), "{}", sandbox.run("undo"));
    assert!(sandbox.run("redo").contains("there is nothing that could be done again"), "{}", sandbox.run("redo"));
    assert!(sandbox.ok("log").contains("for good"));
    for name in old_index.keys().filter(|name| name.contains('.') && !name.starts_with('.') && *name != "meta.json") {
        assert!(!sandbox.files(".verbatim/index").contains_key(name), "{name} is of the old index");
    }
    assert_eq!(covered(&sandbox), kept, "what others said is covered as before");
    assert_eq!(noted(&sandbox), "as [withdrawn] says|kept link|What [withdrawn] began|like [withdrawn]");

    assert_eq!(cells(&sandbox), ["2:  (0, 0)", "3: Kept: [withdrawn] began. (1, 0)"]);

    // The raw files are there still, and nothing of them comes in again.
    let said = sandbox.run("build");
    assert_eq!(found(&sandbox, PLANTS), Vec::<String>::new(), "{said}");
    assert_eq!(covered(&sandbox), kept);
    sandbox.append("transcripts/survey.csv", "RA6,Better funding.,Nurse,Green\n");
    sandbox.append("participants.csv", "D,dan.txt,Dan,Schools\n");
    sandbox.file("transcripts/dan.txt", "Interviewer: And?\n\nDan: Longer funding.\n");
    let said = sandbox.run("build");
    assert!(said.contains("transcripts/survey.csv: 1 withdrawn row skipped"), "{said}");
    assert_eq!(found(&sandbox, PLANTS), Vec::<String>::new(), "{said}");
    assert_eq!(covered(&sandbox), kept);
    assert!(!sandbox.run("doctor").contains("withdrew is"), "{}", sandbox.run("doctor"));
    for word in ["quixotlur", "dravontide", "brackenfolt"] {
        assert!(sandbox.run(&format!("search {word}")).contains("0 segments"));
    }
}

/// A project of another tool is one file with many documents and what was noted on them: it brings none of theirs again.
#[test]
fn a_document_of_another_tool_s_project_is_gone() {
    let sandbox = Sandbox::new();
    sandbox.study("title = \"Cafés\"\n").file("../cafes.sqlite3", taguette());
    sandbox.ok("import ../cafes.sqlite3");
    sandbox.ok("build");
    let name = "Interview 1";
    assert!(sandbox.ok("cases").contains(name) && !sandbox.ok("memos").is_empty());
    let before = found(&sandbox, &["grant"]);
    assert!(!before.is_empty(), "{before:?}");
    let said = sandbox.run(&format!("cases withdraw '{name}' --yes"));
    assert!(said.contains("take it, and what is noted on it, out of the project transcripts/cafes.sqlite3"), "{said}");
    sandbox.ok("build");
    let connection = store(&sandbox);
    let count = |table: &str| {
        let sql = format!("SELECT count(*) FROM {table}");
        connection.query_row(&sql, [], |row| row.get::<_, i64>(0)).expect("the table is there")
    };
    for table in ["sources", "texts", "segments", "speakers", "codings", "cases"] {
        assert_eq!(count(table), 0, "{table}");
    }
    drop(connection);
    assert_eq!(found(&sandbox, &[name]), Vec::<String>::new());
    // Even if the project is saved again by its own program.
    let again = Connection::open(sandbox.path("transcripts/cafes.sqlite3")).expect("it is a database");
    again.execute_batch("CREATE TABLE touched (id INTEGER)").expect("it can be written to");
    drop(again);
    let said = sandbox.run("build");
    assert!(said.contains("take it out of the project"), "{said}");
    assert_eq!(found(&sandbox, &[name]), Vec::<String>::new(), "{said}");
}

/// Who does not consent any more, as a later export of the survey says, is in no change that could be taken back either.
#[test]
fn what_was_said_before_consent_was_refused_cannot_come_back() {
    let sandbox = Sandbox::new();
    let survey = |agree: &str, said: &str| format!("id,agree,needs\nR1,Yes,More training.\nR2,{agree},{said}\n");
    let plan = "respondent = \"id\"\n\n[[exclude]]\nreason = \"without consent\"\n\
                unless = { question = \"agree\", is = [\"Yes\"] }\n\n[[column]]\nname = \"id\"\nas = \"id\"\n\n\
                [[column]]\nname = \"agree\"\nas = \"consent\"\n\n[[column]]\nname = \"needs\"\nas = \"open\"\n";
    sandbox
        .study("title = \"S\"\n\n[[source]]\nfiles = \"s.csv\"\nkind = \"survey\"\nplan = \"plan.toml\"\n")
        .file("plan.toml", plan)
        .file("s.csv", survey("Yes", "The zorplequist garden of ours."));
    sandbox.ok("import -q");
    sandbox.file("s.csv", survey("Yes", "The quixotlur garden of ours."));
    sandbox.ok("import -q");
    let in_store = || {
        let plants = ["zorplequist", "quixotlur"];
        let store = sandbox.files(".verbatim").into_iter().filter(|(name, _)| name.starts_with("store.db"));
        let bytes: Vec<u8> = store.flat_map(|(_, bytes)| bytes).collect();
        plants.iter().filter(|plant| memchr::memmem::find(&bytes, plant.as_bytes()).is_some()).count()
    };
    assert_eq!(in_store(), 2);
    sandbox.file("s.csv", survey("No", ""));
    sandbox.ok("import -q");
    assert!(sandbox.run("undo").contains("there is nothing that could be taken back"), "{}", sandbox.run("undo"));
    assert_eq!(in_store(), 0);
}
