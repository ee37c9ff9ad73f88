//! Which survey tool wrote a file, by the signs in its first rows.

use super::header;
use super::headings::{self, is_coded};
use super::known_columns::{self as known, bare};
use super::plan::Dialect;
use crate::import::tables::Record;

/// What Google Forms calls its first column, in the languages of its interface, letters and digits only.
const TIMESTAMPS: &[&str] = &[
    "timestamp",
    "zeitstempel",
    "horodateur",
    "marcatemporal",
    "marcadetiempo",
    "carimbodedatahora",
    "carimbodedatehora",
    "informazionicronologiche",
    "tijdstempel",
    "sygnaturaczasowa",
    "tidsstämpel",
    "tidsstempel",
    "tidsmerke",
    "aikaleima",
    "zamandamgası",
    "časovéznačka",
    "časováznačka",
    "časovápečiatka",
    "időbélyeg",
    "marcajdetimp",
    "marcadetemps",
    "χρονικήσήμανση",
    "отметкавремени",
    "позначкачасу",
    "タイムスタンプ",
    "时间戳记",
    "時間戳記",
    "타임스탬프",
    "الطابعالزمني",
    "חותמתזמן",
];

/// The second and third columns of Microsoft Forms, letters and digits only.
const STARTS: &[&str] = &[
    "starttime",
    "startzeit",
    "heurededébut",
    "horadeinicio",
    "horadeinício",
    "oradiinizio",
    "begintijd",
    "starttidspunkt",
    "starttid",
];
const ENDS: &[&str] = &[
    "completiontime",
    "fertigstellungszeit",
    "heuredefin",
    "horadefinalización",
    "horadeconclusão",
    "oradicompletamento",
    "tijdvanvoltooien",
    "fuldførelsestidspunkt",
    "slutförandetid",
];

/// What LimeSurvey adds, as codes and as wordings.
const LIMESURVEY: &[&str] = &[
    "submitdate",
    "lastpage",
    "startlanguage",
    "datesubmitted",
    "lastpageseen",
    "seed",
    "datestamp",
    "refurl",
    "ipaddr",
];
const LIMESURVEY_ALONE: &[&str] = &["submitdate", "startlanguage", "lastpage", "datesubmitted"];

/// The dialect of a file that begins with these rows; `plain` where nothing tells.
pub(super) fn dialect_of(rows: &[Record]) -> Dialect {
    let Some(names) = rows.first() else { return Dialect::Plain };
    let bare_names: Vec<String> = names.fields().map(bare).collect();
    // A second header row repeats Qualtrics' own names (with spaces), or brings them where the first has V1, V2 …
    let is_qualtrics = rows.get(2).is_some_and(header::is_import_ids)
        || rows.get(1).is_some_and(|second| known::qualtrics_count(second.fields()) >= 3);
    if is_qualtrics {
        Dialect::Qualtrics
    } else if is_msforms(&bare_names) {
        Dialect::MsForms
    } else if bare_names.first().is_some_and(|first| TIMESTAMPS.contains(&first.as_str())) {
        Dialect::GoogleForms
    } else if is_limesurvey(names, &bare_names) {
        Dialect::LimeSurvey
    } else if is_surveymonkey(names, &bare_names, rows.get(1)) {
        Dialect::SurveyMonkey
    } else {
        Dialect::Plain
    }
}

/// Whether a column is the time at which an answer came in, by its name.
pub(super) fn is_timestamp(name: &str) -> bool {
    let bare = bare(name);
    [TIMESTAMPS, STARTS, ENDS].iter().any(|names| names.contains(&bare.as_str()))
}

fn is_msforms(names: &[String]) -> bool {
    let is_one_of = |index: usize, known: &[&str]| names.get(index).is_some_and(|name| known.contains(&name.as_str()));
    is_one_of(0, &["id"]) && is_one_of(1, STARTS) && is_one_of(2, ENDS)
}

fn is_limesurvey(cells: &Record, names: &[String]) -> bool {
    // With headings of both kinds a column is called "submitdate. Date submitted".
    let codes: Vec<String> = cells.fields().map(|cell| bare(cell.split(". ").next().unwrap_or(cell))).collect();
    let is_one_of = |known: &[&str]| {
        names
            .iter()
            .zip(&codes)
            .filter(|(name, code)| known.contains(&name.as_str()) || known.contains(&code.as_str()))
            .count()
    };
    if is_one_of(LIMESURVEY) >= 2 && is_one_of(LIMESURVEY_ALONE) >= 1 {
        return true;
    }
    let coded: Vec<bool> = cells.fields().filter_map(is_coded).collect();
    coded.len() * 10 >= cells.len() * 6 && coded.iter().filter(|&&is_sub| is_sub).count() >= 2
}

fn is_surveymonkey(cells: &Record, names: &[String], second: Option<&Record>) -> bool {
    if names.iter().any(|name| name == "respondentid") && names.iter().any(|name| name == "collectorid") {
        return true;
    }
    let Some(second) = second else { return false };
    second.len() == cells.len() && second.fields().any(headings::is_response) && headings::is_second_row(cells, second)
}
