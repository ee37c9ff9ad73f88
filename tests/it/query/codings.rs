//! Codings by several people, laid on the small study by chance, and the plain scan over them.

use rusqlite::{Connection, params};
use verbatim::query::{Codings, FieldTest, Joint};
use verbatim::text::{Stems, fold, words};

use super::corpus::{CASES, Segment, Study};
use super::scan::{Chance, dated, fits};

/// A coding, as it stands in the store.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Laid {
    code: String,
    text: u32,
    start: u32,
    end: u32,
    coder: String,
    status: String,
    /// It is accepted, or a proposal that no rejected coding of its code overlaps.
    stands: bool,
    first: u32,
    last: u32,
    coded_at: String,
    /// Texts of the memos on it, each with when it was written.
    memos: Vec<(String, String)>,
}

/// A memo on a passage or a coding: its text, when it was written, and the segments it is on.
type Noted = (String, String, u32, u32);

/// As it stands in the store: text, when, text number, start, end, on what, its code, its coder.
type Row = (String, String, u32, u32, u32, String, String, Option<String>);

/// All that the scan looks at.
pub(crate) struct Everything {
    pub(crate) codings: Vec<Laid>,
    memos: Vec<Noted>,
    stems: Stems,
}

const STATUSES: &[&str] = &["proposed", "accepted", "accepted", "rejected"];
const DAYS: &[Option<&str>] =
    &[None, Some("2026-10-31T23:00:00Z"), Some("2026-11-01T08:30:00Z"), Some("2026-11-14T12:00:00Z")];
const MEMOS: &[&str] = &["Compare with the waiting lists", "Training again", "why the school?", "follow up"];

impl Study {
    /// As [`Study::new`], with some hundred codings more: by several people, overlapping, across turns, rejected ones,
    /// with memos; and with one participant of the interview left out.
    pub(crate) fn coded_by_many(answers: &[String], turns: &[String], seed: u64) -> Self {
        let mut study = Self::new(answers, turns);
        let mut sql = study.sql();
        let sql = sql.transaction().expect("a transaction");
        let mut chance = Chance::new(seed);
        for _ in 0..140 {
            let segment = &study.segments[chance.below(study.segments.len())];
            lay(&study.segments, segment, &sql, &mut chance);
        }
        study.left_out.push(6);
        sql.execute("UPDATE cases SET consent = 'none' WHERE name = ?1", [CASES[6].0]).expect("a case");
        sql.commit().expect("a commit");
        study
    }
}

/// Lays a code somewhere on a segment, or from there on over the next turns; now and then with a memo.
fn lay(segments: &[Segment], segment: &Segment, sql: &Connection, chance: &mut Chance) {
    let turns: Vec<&Segment> = segments.iter().filter(|other| other.text == segment.text).collect();
    let place = turns.iter().position(|turn| turn.number == segment.number).expect("it is one of them");
    let last = (place + [0, 0, 0, 1, 2][chance.below(5)]).min(turns.len() - 1);
    let begins = |at: usize| turns[..at].iter().map(|turn| turn.content.len() + 1).sum::<usize>();
    let start = begins(place) + chance.below(segment.content.len() / 2 + 1);
    let end = begins(last) + turns[last].content.len() - chance.below(turns[last].content.len() / 2 + 1);
    if end <= start {
        return;
    }
    let number = |number: usize| i64::try_from(number).expect("tests count to few");
    let (code, coder) = (number(1 + chance.below(4)), number(1 + chance.below(4)));
    let laid = params![
        code,
        segment.text,
        number(start),
        number(end),
        coder,
        segment.number,
        turns[last].number,
        STATUSES[chance.below(STATUSES.len())],
        DAYS[chance.below(DAYS.len())]
    ];
    let coding =
        "INSERT OR IGNORE INTO codings (code_id, text_id, span_start, span_end, coder_id, first_segment, last_segment,
        status, coded_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    sql.execute(coding, laid).expect("a coding");
    if chance.below(4) == 0 {
        let is_coding = chance.below(3) > 0;
        let memo = "INSERT INTO memos (target_kind, target_key, text_id, span_start, span_end, coder_id, author, written_at, content)
            VALUES (?1, CASE ?1 WHEN 'coding' THEN (SELECT name FROM codes WHERE id = ?2) ELSE '' END, ?3, ?4, ?5, ?6, 'anna', ?7, ?8)";
        let kind = if is_coding { "coding" } else { "passage" };
        let coder = (is_coding && chance.below(2) == 0).then_some(coder);
        let (at, text) = (DAYS[1 + chance.below(DAYS.len() - 1)], MEMOS[chance.below(MEMOS.len())]);
        sql.execute(memo, params![kind, code, segment.text, number(start), number(end), coder, at, text])
            .expect("a memo");
    }
}

impl Everything {
    /// Codings and memos as they stand in the store, without those on words of nobody who counts.
    pub(crate) fn of(study: &Study) -> Self {
        let sql = study.sql();
        let left_out = |number: u32| {
            let segment = study.segments.iter().find(|segment| segment.number == number).expect("a segment");
            segment.case.is_some_and(|case| study.left_out.contains(&case))
        };
        let mut memos = sql
            .prepare("SELECT content, written_at, text_id, span_start, span_end, target_kind, target_key, coders.name FROM memos
                LEFT JOIN coders ON coders.id = coder_id")
            .expect("memos");
        let memos: Vec<Row> = memos
            .query_map([], |row| {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                    row.get(5)?,
                    row.get(6)?,
                    row.get(7)?,
                ))
            })
            .expect("memos")
            .collect::<Result<_, _>>()
            .expect("memos");
        let mut codings = sql
            .prepare("SELECT codes.name, text_id, span_start, span_end, coders.name, status, first_segment, last_segment,
                coalesce(coded_at, '') FROM codings JOIN codes ON codes.id = code_id JOIN coders ON coders.id = coder_id")
            .expect("codings");
        let codings: Vec<Laid> = codings
            .query_map([], |row| {
                Ok(Laid {
                    code: row.get(0)?,
                    text: row.get(1)?,
                    start: row.get(2)?,
                    end: row.get(3)?,
                    coder: row.get(4)?,
                    status: row.get(5)?,
                    stands: true,
                    first: row.get(6)?,
                    last: row.get(7)?,
                    coded_at: row.get(8)?,
                    memos: Vec::new(),
                })
            })
            .expect("codings")
            .map(|laid| {
                let mut laid = laid.expect("a coding");
                let own = memos.iter().filter(|(.., text, start, end, kind, code, coder)| {
                    kind == "coding"
                        && (*text, *start, *end, code) == (laid.text, laid.start, laid.end, &laid.code)
                        && coder.as_ref().is_none_or(|coder| *coder == laid.coder)
                });
                laid.memos = own.map(|memo| (memo.0.clone(), memo.1.clone())).collect();
                laid
            })
            .collect();
        let takes = |rejected: &Laid, laid: &Laid| {
            rejected.status == "rejected"
                && (rejected.text, &rejected.code) == (laid.text, &laid.code)
                && rejected.start < laid.end
                && laid.start < rejected.end
        };
        let stands = |laid: &Laid| match laid.status.as_str() {
            "proposed" => !codings.iter().any(|other| takes(other, laid)),
            status => status == "accepted",
        };
        let codings: Vec<Laid> = codings
            .iter()
            .map(|laid| Laid { stands: stands(laid), ..laid.clone() })
            .filter(|laid| (laid.first..=laid.last).any(|number| !left_out(number)))
            .collect();
        let under = |text: u32, start: u32, end: u32| {
            let mut at = 0;
            let mut under = Vec::new();
            for segment in study.segments.iter().filter(|segment| segment.text == text) {
                let length = u32::try_from(segment.content.len()).expect("a short text");
                if at < end && at + length > start {
                    under.push(segment.number);
                }
                at += length + 1;
            }
            (*under.first().expect("a segment"), *under.last().expect("a segment"))
        };
        let memos = memos.iter().map(|(content, at, text, start, end, ..)| {
            let (first, last) = under(*text, *start, *end);
            (content.clone(), at.clone(), first, last)
        });
        Self { memos: memos.collect(), codings, stems: Stems::of_language("en").expect("English is built in") }
    }

    /// Whether some coding that is meant lies on this segment.
    pub(crate) fn finds(&self, codings: &Codings, segment: u32) -> bool {
        self.codings.iter().any(|laid| (laid.first..=laid.last).contains(&segment) && self.means(codings, laid))
    }

    /// Whether any coding that stands lies on this segment.
    pub(crate) fn is_coded(&self, segment: u32) -> bool {
        self.codings.iter().any(|laid| laid.stands && (laid.first..=laid.last).contains(&segment))
    }

    /// Whether a memo that is meant stands on this segment.
    pub(crate) fn notes(&self, test: &FieldTest, segment: u32) -> bool {
        self.memos
            .iter()
            .any(|(text, at, first, last)| (*first..=*last).contains(&segment) && self.is_memo(test, text, at))
    }

    fn means(&self, codings: &Codings, laid: &Laid) -> bool {
        match codings {
            Codings::Or(parts) => parts.iter().any(|part| self.means(part, laid)),
            _ => (laid.stands || asks_for_status(codings)) && self.holds(codings, laid),
        }
    }

    fn holds(&self, codings: &Codings, laid: &Laid) -> bool {
        match codings {
            Codings::Field(test) => self.field(test, laid),
            Codings::Saved(_) => panic!("the scan knows no names"),
            Codings::Not(inner) => !self.holds(inner, laid),
            Codings::And(parts) => parts.iter().all(|part| self.holds(part, laid)),
            Codings::Or(parts) => parts.iter().any(|part| self.holds(part, laid)),
            Codings::Pair(pair) => {
                let near = |other: &Laid| match pair.joint {
                    Joint::With => other.start < laid.end && laid.start < other.end,
                    Joint::Near(most) if other.first > laid.last => other.first - laid.last <= most,
                    Joint::Near(most) => laid.first.saturating_sub(other.last) <= most,
                };
                let mut others = self.codings.iter().filter(|other| {
                    other.text == laid.text && near(other) && *other != laid && self.means(&pair.right, other)
                });
                self.means(&pair.left, laid) && others.next().is_some() != pair.negated
            }
        }
    }

    fn field(&self, test: &FieldTest, laid: &Laid) -> bool {
        let value = test.value.value.to_lowercase();
        match test.field.value.as_str() {
            "theme" if value == "resources" => ["resourcing", "staff-training"].contains(&laid.code.as_str()),
            "theme" => laid.code == "public-education",
            "code" if value == "resourcing" => ["resourcing", "staff-training"].contains(&laid.code.as_str()),
            "code" => laid.code == value,
            "coder" if value == "rules" => laid.coder.is_empty(),
            "coder" => !laid.coder.is_empty() && fits(&value, &laid.coder.to_lowercase(), false),
            "status" => laid.status == value,
            "coded" => dated(laid.coded_at.get(..10).unwrap_or_default(), test),
            "memo" | "noted" => laid.memos.iter().any(|(text, at)| self.is_memo(test, text, at)),
            other => panic!("the scan does not know {other}"),
        }
    }

    fn is_memo(&self, test: &FieldTest, text: &str, at: &str) -> bool {
        if test.field.value == "noted" {
            return dated(at.get(..10).unwrap_or_default(), test);
        }
        let stem = |word: &str| self.stems.stem(&fold(word)).into_owned();
        let text: Vec<String> = words(text).map(|word| stem(word.text)).collect();
        let wanted: Vec<String> = words(&test.value.value).map(|word| stem(word.text)).collect();
        wanted.is_empty() || text.windows(wanted.len()).any(|window| window == wanted)
    }
}

fn asks_for_status(codings: &Codings) -> bool {
    match codings {
        Codings::Pair(_) => true,
        Codings::Not(inner) => names_status(inner),
        Codings::And(parts) | Codings::Or(parts) => parts.iter().any(asks_for_status),
        _ => names_status(codings),
    }
}

fn names_status(codings: &Codings) -> bool {
    match codings {
        Codings::Field(test) => test.field.value == "status",
        Codings::Not(inner) => names_status(inner),
        Codings::And(parts) | Codings::Or(parts) => parts.iter().any(names_status),
        _ => false,
    }
}
