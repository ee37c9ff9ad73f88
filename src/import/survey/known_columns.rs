//! Columns known by their names: what survey tools add, and what says who someone is.

/// What survey tools add, in letters and digits only. Qualtrics writes `ResponseID` or `ResponseId`, `Duration (in
/// seconds)` and so on, depending on its age.
const META: &[&str] = &[
    "startdate",
    "enddate",
    "status",
    "responsetype",
    "responseset",
    "progress",
    "durationinseconds",
    "duration",
    "finished",
    "recordeddate",
    "distributionchannel",
    "userlanguage",
    "externalreference",
    "externaldatareference",
    "timestamp",
    "timestarted",
    "datesubmitted",
    "submitdate",
    "lastpage",
    "startlanguage",
    "seed",
    "collectorid",
    "qrecaptchascore",
    "useragent",
    "browser",
    "operatingsystem",
    "resolution",
    "rowindex",
    "commentid",
    "started",
    "completed",
    "completiontime",
    "starttime",
    "endtime",
    "lastmodifiedtime",
    "totalpoints",
    "quizfeedback",
    "score",
    "datestamp",
    "interviewtime",
    "datestarted",
    "datelastaction",
    "lastaction",
    "grouptime",
    "collector",
];

/// What names of the survey tool's own columns begin or end with, in lower case: points of a quiz, topics and moods that
/// Qualtrics' Text iQ finds, times that LimeSurvey takes.
const META_BEGINNINGS: &[&str] =
    &["points - ", "feedback - ", "grouptime", "questiontime", "group time:", "question time:"];
const META_ENDS: &[&str] = &[
    " - topics",
    " - parent topics",
    " - topic hierarchy level 1",
    " - topic hierarchy level 2",
    " - topic sentiment label",
    " - topic sentiment score",
    " - sentiment",
    " - sentiment polarity",
    " - sentiment score",
    " - actionability",
    " - effort",
    " - emotion",
];

/// What says who or where someone is.
const PERSONAL: &[&str] = &[
    "ipaddress",
    "ip",
    "recipientlastname",
    "recipientfirstname",
    "recipientemail",
    "locationlatitude",
    "locationlongitude",
    "locationaccuracy",
    "email",
    "emailaddress",
    "name",
    "firstname",
    "lastname",
    "surname",
    "fullname",
    "yourname",
    "phone",
    "phonenumber",
    "telephone",
    "mobile",
    "address",
    "postcode",
    "zipcode",
    "zip",
    "contact",
    "contactdetails",
    "latitude",
    "longitude",
    "location",
    "customdata1",
    "ipaddr",
    "refurl",
    "referrerurl",
    "token",
    "username",
    "emailaddr",
    "correo",
    "correoelectrónico",
    "adressedemessagerie",
    "adresseemail",
    "email1",
    "email2",
    "nom",
    "prénom",
    "nombre",
    "nachname",
    "vorname",
    "telefon",
    "telefonnummer",
    "adresse",
    "dirección",
    "custom1",
];

/// Of these, what survey tools add unasked.
const ADDED: &[&str] = &[
    "ipaddress",
    "ip",
    "ipaddr",
    "recipientlastname",
    "recipientfirstname",
    "recipientemail",
    "locationlatitude",
    "locationlongitude",
    "locationaccuracy",
    "customdata1",
    "custom1",
    "refurl",
    "referrerurl",
    "token",
];

/// Words that make a wording personal wherever they stand in it.
const PERSONAL_PHRASES: &[&str] = &[
    "email address",
    "e-mail address",
    "your email",
    "your e-mail",
    "your name",
    "full name",
    "first name",
    "last name",
    "phone number",
    "telephone number",
    "contact details",
    "home address",
    "ip address",
    "postcode",
    "post code",
    "zip code",
    "name of your organisation",
    "name of your organization",
    "contact information",
    "e-mail-adresse",
    "ihr name",
    "adresse e-mail",
    "correo electrónico",
];

/// Names of the respondent's id, the surest first.
const IDS: &[&str] = &[
    "responseid",
    "respondentid",
    "respondent",
    "participantid",
    "participant",
    "caseid",
    "case",
    "antwortid",
    "recordid",
    "subjectid",
    "idderantwort",
    "id",
];

/// Names that only Qualtrics gives, in any of its ages.
const QUALTRICS: &[&str] = &[
    "responseid",
    "responseset",
    "startdate",
    "enddate",
    "recipientlastname",
    "recipientfirstname",
    "recipientemail",
    "externaldatareference",
    "externalreference",
    "finished",
    "recordeddate",
    "distributionchannel",
    "userlanguage",
    "ipaddress",
    "locationlatitude",
];

/// A name in lower case, letters and digits only.
pub(super) fn bare(name: &str) -> String {
    name.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

pub(super) fn is_meta(name: &str) -> bool {
    let lower = name.to_lowercase();
    META.contains(&bare(name).as_str())
        || super::dialect::is_timestamp(name)
        || META_BEGINNINGS.iter().any(|beginning| lower.starts_with(beginning))
        || META_ENDS.iter().any(|end| lower.ends_with(end))
}

pub(super) fn is_personal(name: &str) -> bool {
    PERSONAL.contains(&bare(name).as_str())
}

/// Whether no respondent was asked for it: the survey tool knows it by itself.
pub(super) fn is_made_by_tool(name: &str) -> bool {
    ADDED.contains(&bare(name).as_str())
}

/// Whether the words that respondents read ask who they are.
pub(super) fn asks_for_person(wording: &str) -> bool {
    let lower = wording.to_lowercase();
    lower.chars().count() <= 200 && PERSONAL_PHRASES.iter().any(|phrase| lower.contains(phrase))
}

/// How sure it is that a name is that of the respondent's id: 0 is surest.
pub(super) fn id_rank(name: &str) -> Option<usize> {
    let bare = bare(name);
    IDS.iter().position(|id| *id == bare)
}

/// How many of the names are Qualtrics' own.
pub(super) fn qualtrics_count<'n>(names: impl Iterator<Item = &'n str>) -> usize {
    names.filter(|name| QUALTRICS.contains(&bare(name).as_str())).count()
}
