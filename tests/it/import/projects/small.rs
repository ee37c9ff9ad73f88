//! Small projects, made as the other tools make them.

use rusqlite::Connection;

/// The bytes of a database that these statements make.
pub(crate) fn database(statements: &str) -> Vec<u8> {
    let mut connection = Connection::open_in_memory().unwrap();
    connection.execute_batch("PRAGMA page_size = 1024;").unwrap();
    connection.execute_batch(statements).unwrap();
    connection.serialize("main").unwrap().to_vec()
}

pub(crate) const TAGUETTE_TABLES: &str = "
CREATE TABLE users (login VARCHAR(30) NOT NULL PRIMARY KEY, created DATETIME, hashed_password VARCHAR(192), email VARCHAR(256));
CREATE TABLE projects (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(200), description TEXT, created DATETIME);
CREATE TABLE documents (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(200), description TEXT,
    filename VARCHAR(200), created DATETIME, project_id INTEGER, text_direction VARCHAR(13), contents TEXT);
CREATE TABLE tags (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, project_id INTEGER, path VARCHAR(200), description TEXT);
CREATE TABLE highlights (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, document_id INTEGER, start_offset INTEGER,
    end_offset INTEGER, snippet TEXT);
CREATE TABLE highlight_tags (highlight_id INTEGER NOT NULL, tag_id INTEGER NOT NULL, PRIMARY KEY (highlight_id, tag_id));
CREATE TABLE commands (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, date DATETIME, user_login VARCHAR(30),
    project_id INTEGER, document_id INTEGER, payload TEXT);
";

/// One interview with a name in bold before each turn; highlights by two people.
pub(crate) const TAGUETTE_ROWS: &str = r#"
INSERT INTO users VALUES ('maria', '2026-01-01', 'secret', 'maria@example.org'), ('tom', '2026-01-01', 'secret', NULL);
INSERT INTO projects VALUES (1, 'Café study', 'Asked in spring', '2026-01-02 10:00:00.5');
INSERT INTO documents VALUES (1, 'Interview 1', 'by telephone', 'one.docx', '2026-01-02 11:00:00', 1, 'LEFT_TO_RIGHT',
'<h1>Funding</h1>
<p><b>Interviewer: </b>What is missing?</p>
<p><b>Dina: </b>A café, &amp; a  grant.<br>And two
posts.</p>
<p><b>Interviewer: </b>And else?</p>
<p><b>Dina: </b>More naïve training.</p>');
INSERT INTO tags VALUES (1, 1, 'money', 'Any money'), (2, 1, 'money.grants', ''), (3, 1, 'Dr. Hill', ''), (4, 1, 'staff', 'Posts');
INSERT INTO highlights VALUES (1, 1, 44, 64, '<p>A café, &amp; a  grant.</p>'), (2, 1, 64, 78, '<p>And two posts.</p>'),
 (3, 1, 40, 100, '<p>elsewhere</p>'), (4, 1, 8, 21, '<p>Interviewer: </p>'), (5, 1, 44, 64, '');
INSERT INTO highlight_tags VALUES (1, 1), (1, 2), (2, 4), (3, 4), (4, 4);
INSERT INTO commands VALUES (1, '2026-01-03', 'maria', 1, 1, '{"type": "highlight_add", "highlight_id": 1, "start_offset": 47, "end_offset": 65, "tags": [1]}'),
 (2, '2026-01-04', 'tom', 1, 1, '{"type": "highlight_add", "highlight_id": 1, "start_offset": 47, "end_offset": 65, "tags": [1, 2]}'),
 (3, '2026-01-04', 'tom', 1, 1, '{"type": "highlight_add", "id": 2, "tags": [4]}'), (4, '2026-01-04', 'tom', 1, 1, 'no JSON');
"#;

pub(crate) fn taguette() -> Vec<u8> {
    database(&format!("{TAGUETTE_TABLES}{TAGUETTE_ROWS}"))
}

/// The tables as they have been since version 16 of QualCoder's database.
pub(crate) const QUALCODER_TABLES: &str = "
CREATE TABLE project (databaseversion text, date text, memo text, about text, codername text);
CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text,
    av_text_id integer, risid integer, unique(name));
CREATE TABLE code_image (imid integer primary key, id integer, cid integer);
CREATE TABLE code_av (avid integer primary key, id integer, cid integer);
CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text, owner text, date text);
CREATE TABLE attribute_type (name text primary key, date text, owner text, memo text, caseOrFile text, valuetype text);
CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer, date text, owner text);
CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer, owner text, date text, memo text);
CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text, date text);
CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer, unique(name));
CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer,
    owner text, date text, memo text, avid integer, important integer);
CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text,
    supercid integer, unique(name));
CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text);
";

/// The tables as the first versions had them.
pub(crate) const QUALCODER_OLD_TABLES: &str = "
CREATE TABLE project (databaseversion text, date text, memo text, about text);
CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text, unique(name));
CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text, owner text, date text);
CREATE TABLE attribute (name text, attr_type text, value text, id integer, date text, owner text);
CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer, owner text, date text, memo text);
CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text, date text);
CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer);
CREATE TABLE code_text (cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, date text, memo text);
CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text);
CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text);
";

/// An interview, a focus group whose stretches are two cases', and a picture. The first text has letters beyond the
/// sixteen bits of Qt, before what is coded.
pub(crate) const QUALCODER_ROWS: &str = "
INSERT INTO project (databaseversion, date, memo) VALUES ('v16', '2026-01-01 09:00:00', 'Who pays for cafés?');
INSERT INTO source (id, name, fulltext, mediapath, memo, owner, date) VALUES
 (1, 'ID1.txt', 'Interviewer: What is missing? 🙂'||char(10)||'Dina: A café and a grant.'||char(10)||char(10)||'Dina: Two posts 🙂 more.', NULL, 'by telephone', 'maria', '2026-01-02 10:00:00'),
 (2, 'group', 'We need money.'||char(10)||'We need people.', NULL, '', 'maria', '2026-01-02 10:00:00'),
 (3, 'photo.jpg', NULL, '/images/photo.jpg', '', 'maria', '2026-01-02 10:00:00');
INSERT INTO code_cat (catid, name, owner, date, memo, supercatid) VALUES (1, 'Resources', 'maria', '', 'What it takes', NULL), (2, 'Money', 'maria', '', '', 1);
INSERT INTO code_name (cid, name, memo, catid, owner, date, color) VALUES (1, 'grants', 'Money given once', 2, 'maria', '', '#F781BE'),
 (2, 'Money', 'Any money', NULL, 'maria', '', 'blue'), (3, 'posts', '', 1, 'tom', '', '');
INSERT INTO code_text (cid, fid, seltext, pos0, pos1, owner, date, memo) VALUES
 (1, 1, 'a grant', 49, 56, 'maria', '2026-01-03 10:00:00', 'the first'),
 (3, 1, 'Two posts', 66, 75, 'tom', '2026-01-03 10:00:00', ''),
 (3, 1, 'Two posts', 2, 5, 'maria', '2026-01-03 10:00:00', ''),
 (3, 1, 'more', 79, 83, 'maria', '2026-01-03 10:00:00', ''),
 (2, 2, 'money', 8, 13, '', '', ''),
 (2, 2, 'nowhere', 0, 7, 'tom', '', ''),
 (9, 2, 'money', 8, 13, 'tom', '', '');
INSERT INTO annotation VALUES (1, 1, 39, 45, 'which one?', 'tom', '2026-01-04 10:00:00');
INSERT INTO cases VALUES (1, 'P1', 'a friend of the house', 'maria', '2026-01-02'), (2, 'P2', '', 'maria', ''), (3, 'P3', '', 'maria', ''), (4, 'P4', '', 'maria', '');
INSERT INTO case_text (caseid, fid, pos0, pos1, owner, date) VALUES (1, 1, 0, 500, 'maria', ''), (2, 2, 0, 14, 'maria', ''), (3, 2, 15, 30, 'maria', '');
INSERT INTO attribute (name, attr_type, value, id) VALUES ('site', 'case', 'North', 1), ('site', 'case', '', 2), ('years', 'case', 7, 1), ('asked', 'file', 'by telephone', 1), ('asked', 'file', 'on site', 2);
INSERT INTO journal VALUES (1, 'First thoughts', 'Money comes first.', '2026-01-05 10:00:00', 'maria');
";

pub(crate) fn qualcoder() -> Vec<u8> {
    let rows = "UPDATE code_text SET important = 1 WHERE ctid = 1; INSERT INTO code_image VALUES (1, 3, 1);
                UPDATE code_name SET supercid = 2 WHERE cid = 3;";
    database(&format!("{QUALCODER_TABLES}{QUALCODER_ROWS}{rows}"))
}

pub(crate) fn old_qualcoder() -> Vec<u8> {
    database(&format!("{QUALCODER_OLD_TABLES}{QUALCODER_ROWS}"))
}
