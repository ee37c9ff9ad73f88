//! Scales in words: "Strongly disagree" to "Strongly agree", "Never" to "Always", in their right order.
//!
//! Wordings differ without end, so a scale is recognised by how it is built: a quality and its opposite, with words for
//! how much of it. What people tick who have no answer ("Don't know") is no point of the scale.

use std::collections::BTreeMap;

/// A worded scale, its lowest point first.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Worded {
    pub(super) options: Vec<String>,
    /// Ticked by those who have no answer.
    pub(super) missing: Vec<String>,
    /// A point that no one chose and that the others call for.
    pub(super) added: Vec<String>,
}

/// A quality, and words for its opposite.
const QUALITIES: &[(&[&str], &[&str])] = &[
    (&["agree"], &["disagree"]),
    (&["satisfied", "happy", "content"], &["dissatisfied", "unsatisfied", "unhappy"]),
    (&["satisfactory"], &["unsatisfactory"]),
    (&["likely", "probable"], &["unlikely", "improbable"]),
    (&["important"], &["unimportant"]),
    (&["useful"], &["useless"]),
    (&["helpful"], &["unhelpful"]),
    (&["easy"], &["difficult", "hard"]),
    (&["confident"], &["unconfident"]),
    (&["clear"], &["unclear"]),
    (&["support", "supportive"], &["oppose", "opposed"]),
    (&["favour", "favor", "favourable", "favorable"], &["unfavourable", "unfavorable"]),
    (&["comfortable"], &["uncomfortable"]),
    (&["effective"], &["ineffective"]),
    (&["familiar"], &["unfamiliar"]),
    (&["positive"], &["negative"]),
    (&["relevant"], &["irrelevant"]),
    (&["interested"], &["uninterested"]),
    (&["willing"], &["unwilling"]),
    (&["safe"], &["unsafe"]),
    (&["well"], &["badly", "poorly"]),
    (&["better"], &["worse"]),
    (&["increased", "increase"], &["decreased", "decrease"]),
    (&["true"], &["untrue", "false"]),
    (&["valuable"], &[]),
    (&["concerned"], &["unconcerned"]),
    (&["aware"], &["unaware"]),
    (&["involved"], &[]),
];

/// How much of a quality, out of ten.
const DEGREES: &[(&[&str], i32)] = &[
    (&["slightly", "little", "bit", "mildly"], 2),
    (&["somewhat", "rather", "fairly", "moderately", "partly", "tend", "quite", "probably", "reasonably"], 4),
    (&["mostly", "mainly", "generally", "largely"], 6),
    (&["very", "highly", "strongly", "really", "definitely", "much"], 8),
    (&["extremely", "completely", "totally", "absolutely", "fully", "entirely", "perfectly"], 9),
];

/// A quality without any word for how much of it.
const PLAIN_DEGREE: i32 = 7;

/// Words that change nothing.
const FILLERS: &[&str] =
    &["a", "to", "it", "with", "the", "of", "at", "all", "is", "i", "am", "me", "this", "that", "statement", "about"];

const NEUTRAL: &[&str] = &[
    "neutral",
    "undecided",
    "indifferent",
    "no difference",
    "no preference",
    "about the same",
    "the same",
    "same",
    "unchanged",
    "no change",
    "stayed the same",
    "so-so",
    "mixed",
    "in between",
    "in the middle",
    "ambivalent",
];

/// Ladders that are not built from a quality and its opposite, their lowest rung first; words on one rung mean the same.
const LADDERS: &[&[&[&str]]] = &[
    &[
        &["never"],
        &["almost never", "hardly ever", "very rarely", "nearly never"],
        &["rarely", "seldom", "not often", "infrequently"],
        &["occasionally", "once in a while", "now and then"],
        &["sometimes"],
        &["about half the time", "half the time", "half of the time"],
        &["regularly"],
        &["often", "frequently", "usually"],
        &["very often", "very frequently", "most of the time", "mostly"],
        &["almost always", "nearly always"],
        &["always", "constantly", "all the time", "all of the time"],
    ],
    &[&["never"], &["yearly", "annually"], &["monthly"], &["weekly"], &["daily"]],
    &[
        &["terrible", "awful"],
        &["very poor", "very bad"],
        &["poor", "bad"],
        &["below average"],
        &[
            "fair",
            "ok",
            "okay",
            "average",
            "acceptable",
            "adequate",
            "satisfactory",
            "neither good nor poor",
            "neither good nor bad",
        ],
        &["above average"],
        &["good"],
        &["very good"],
        &["excellent", "outstanding"],
    ],
    &[
        &["none", "not at all", "nothing", "none at all"],
        &["very little", "hardly at all"],
        &["a little", "little", "slightly", "a bit", "to a small extent"],
        &["some", "somewhat", "to some extent"],
        &["moderately", "a moderate amount", "to a moderate extent"],
        &["quite a bit", "quite a lot", "considerably"],
        &["a lot", "much", "to a large extent", "to a great extent"],
        &["a great deal", "very much", "extremely", "completely"],
    ],
    &[&["very low"], &["low"], &["medium", "moderate"], &["high"], &["very high"]],
    &[&["none"], &["beginner", "novice"], &["intermediate"], &["advanced"], &["expert"]],
    &[
        &["definitely not", "definitely no", "certainly not"],
        &["probably not", "probably no"],
        &["maybe", "possibly", "perhaps", "might or might not"],
        &["probably", "probably yes"],
        &["definitely", "definitely yes", "certainly"],
    ],
    &[&["not a priority"], &["low priority"], &["medium priority"], &["high priority"], &["essential"]],
];

/// Ticked by those who have no answer.
const NON_ANSWERS: &[&str] = &[
    "n/a",
    "na",
    "n.a.",
    "not applicable",
    "don't know",
    "dont know",
    "do not know",
    "unsure",
    "not sure",
    "no opinion",
    "no answer",
    "prefer not to say",
    "prefer not to answer",
    "rather not say",
    "can't say",
    "cannot say",
    "no experience",
    "keine angabe",
    "weiß nicht",
    "ne sais pas",
    "no sabe",
];
const NON_ANSWER_BEGINNINGS: &[&str] = &[
    "don't know",
    "i don't know",
    "i do not know",
    "not applicable",
    "i was not aware",
    "i have not",
    "i have never",
    "n/a ",
];

/// Whether a label says that there is no answer.
pub(super) fn is_non_answer(label: &str) -> bool {
    let label = folded(label);
    NON_ANSWERS.contains(&label.as_str()) || NON_ANSWER_BEGINNINGS.iter().any(|beginning| label.starts_with(beginning))
}

/// Whether a label says that the question does not apply, which is more than having no answer.
pub(super) fn says_not_applicable(label: &str) -> bool {
    let label = folded(label);
    ["n/a", "na", "n.a.", "not applicable"].contains(&label.as_str())
        || label.starts_with("not applicable")
        || label.starts_with("n/a ")
}

/// Whether a label is on the upper side of a scale; nothing if it is of no scale, or in its middle.
pub(super) fn is_upper(label: &str) -> Option<bool> {
    places(&folded(label)).first().map(|&(_, place)| place).filter(|&place| place != 0).map(|place| place > 0)
}

/// Puts labels (each with how often it comes) into the order of the scale that they are, if they are one.
pub(super) fn worded(labels: &BTreeMap<&str, usize>) -> Option<Worded> {
    let missing: Vec<String> =
        labels.keys().filter(|label| is_non_answer(label)).map(|label| (*label).to_owned()).collect();
    let points: Vec<(&str, usize)> =
        labels.iter().filter(|(label, _)| !is_non_answer(label)).map(|(&label, &count)| (label, count)).collect();
    let first = points.first()?.0;
    // A neutral label fits every scale, so scales are those of whichever label knows fewest.
    let scales = points
        .iter()
        .map(|(label, _)| scales_of(label))
        .min_by_key(|scales| if scales.is_empty() { usize::MAX } else { scales.len() })?;
    let scale =
        scales.iter().copied().find(|&scale| points.iter().all(|(label, _)| place_on(label, scale).is_some()))?;
    place_on(first, scale)?;
    let mut rungs: BTreeMap<i32, (&str, usize)> = BTreeMap::new();
    for &(label, count) in &points {
        let place = place_on(label, scale)?;
        match rungs.get_mut(&place) {
            // One point in two spellings: the commoner one names it.
            Some(rung) if folded(rung.0) == folded(label) => {
                if count > rung.1 {
                    *rung = (label, count);
                }
            }
            Some(_) => return None,
            None => {
                rungs.insert(place, (label, count));
            }
        }
    }
    if rungs.len() < 3 {
        return None;
    }
    let added = opposites(&rungs, scale);
    let mut all: BTreeMap<i32, String> =
        rungs.into_iter().map(|(place, (label, _))| (place, label.to_owned())).collect();
    all.extend(added.iter().cloned());
    let added = added.into_iter().map(|(_, label)| label).collect();
    Some(Worded { options: all.into_values().collect(), missing, added })
}

/// Points that no one chose, made of the other side's: of "Strongly agree", "Strongly disagree".
fn opposites(rungs: &BTreeMap<i32, (&str, usize)>, scale: Scale) -> Vec<(i32, String)> {
    let Scale::Quality(index) = scale else { return Vec::new() };
    let (words, opposites) = QUALITIES[index];
    let has = |word: &str| rungs.values().any(|(label, _)| folded(label).split(' ').any(|other| other == word));
    // "Not important" to "very important" has one side only.
    let has_two_sides = rungs.contains_key(&0) || opposites.iter().any(|word| has(word));
    if opposites.is_empty() || !has_two_sides || has("not") {
        return Vec::new();
    }
    let lonely = rungs.iter().filter(|(place, _)| **place != 0 && !rungs.contains_key(&-**place));
    lonely
        .filter_map(|(&place, (label, _))| {
            let (from, to) = if place > 0 { (words, opposites) } else { (opposites, words) };
            let word = label.split(' ').find(|word| from.contains(&word.to_lowercase().as_str()))?;
            let opposite = *to.first()?;
            let begins_high = word.starts_with(char::is_uppercase);
            let opposite = if begins_high { capitalised(opposite) } else { opposite.to_owned() };
            Some((-place, label.replacen(word, &opposite, 1)))
        })
        .filter(|(place, label)| place_on(label, scale) == Some(*place))
        .collect()
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scale {
    /// Into `QUALITIES`.
    Quality(usize),
    /// Into `LADDERS`.
    Ladder(usize),
}

fn place_on(label: &str, scale: Scale) -> Option<i32> {
    places(&folded(label)).into_iter().find(|&(on, _)| on == scale).map(|(_, place)| place)
}

fn scales_of(label: &str) -> Vec<Scale> {
    places(&folded(label)).into_iter().map(|(scale, _)| scale).collect()
}

/// On which scales a label stands, and where; below nought is the lower side.
fn places(label: &str) -> Vec<(Scale, i32)> {
    let mut places: Vec<(Scale, i32)> = Vec::new();
    for (index, ladder) in LADDERS.iter().enumerate() {
        let count = i32::try_from(ladder.len()).unwrap_or_default();
        let rung = ladder.iter().position(|rung| rung.contains(&label)).and_then(|rung| i32::try_from(rung).ok());
        // Rungs count from the middle, so that the sides differ.
        places.extend(rung.map(|rung| (Scale::Ladder(index), 2 * rung - count + 1)));
    }
    let words: Vec<&str> =
        label.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_neutral = NEUTRAL.contains(&label) || words.contains(&"neither");
    for (index, (qualities, opposites)) in QUALITIES.iter().enumerate() {
        let place = if is_neutral { Some(0) } else { degree(&words, qualities, opposites) };
        places.extend(place.map(|place| (Scale::Quality(index), place)));
    }
    places
}

/// Where "not very useful" stands on the scale of usefulness.
fn degree(words: &[&str], qualities: &[&str], opposites: &[&str]) -> Option<i32> {
    let (mut side, mut degree, mut is_not, mut is_none) = (0, None, false, false);
    for (at, word) in words.iter().enumerate() {
        if qualities.contains(word) {
            side = 1;
        } else if opposites.contains(word) {
            side = -1;
        } else if *word == "not" {
            is_not = true;
            is_none = words.get(at + 1..at + 3) == Some(&["at", "all"]);
        } else if let Some((_, much)) = DEGREES.iter().find(|(names, _)| names.contains(word)) {
            // "Not very useful" is a little of it, "absolutely not useful" is none.
            degree = Some(if is_not { 10 - much } else { *much });
        } else if !FILLERS.contains(word) && !matches!(*word, "so" | "too" | "particularly") {
            return None;
        }
    }
    if side == 0 {
        return None;
    }
    let much = if is_none { 10 } else { degree.unwrap_or(PLAIN_DEGREE) };
    Some(if is_not { -side * much } else { side * much })
}

/// A label as it is compared: lower case, one space, no explanation after a dash.
fn folded(label: &str) -> String {
    let lower = label.to_lowercase().replace(['’', '‘'], "'");
    let tidy = lower.split_whitespace().collect::<Vec<_>>().join(" ");
    let head = [" -- ", " – ", " — ", " - "]
        .iter()
        .filter_map(|dash| tidy.split_once(dash))
        .map(|(head, _)| head.to_owned())
        .min_by_key(String::len);
    head.unwrap_or(tidy).trim_end_matches(['.', '!']).to_owned()
}
