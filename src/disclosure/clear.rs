//! The one way from a report to something that may be exported.

use super::pseudonymise::Whereabouts;
use super::{Policy, Pseudonymiser, Replaced, Rule, Withheld, Withholding};
use crate::model::Span;
use crate::report::{Attribution, Block, Cell, Change, Inline, Report, Table, Trim, Words};

/// A report that has passed disclosure. Only [`clear`] makes one, and `export` takes nothing else.
#[derive(Debug, Clone)]
pub struct Cleared {
    report: Report,
    account: Account,
}

/// What disclosure did to a report, without a word of what it took away.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Account {
    /// How often each identity of the list was replaced, in the list's order.
    pub identities: Vec<usize>,
    /// How often each rule was applied, in the order of [`Rule::ALL`].
    pub rules: Vec<usize>,
    /// Stretches hidden because nobody has decided on them.
    pub undecided: usize,
    pub withheld: Withheld,
    /// Attributes beside quotes and labels that were left out.
    pub attributes: usize,
}

impl Account {
    fn count(&mut self, by: Replaced) {
        match by {
            Replaced::Identity(index) => self.identities[index] += 1,
            Replaced::Rule(rule) => {
                let index = Rule::ALL.iter().position(|&listed| listed == rule);
                self.rules[index.expect("every rule is listed")] += 1;
            }
            Replaced::Undecided(_) => self.undecided += 1,
        }
    }
}

impl Cleared {
    /// What may be printed.
    pub const fn report(&self) -> &Report {
        &self.report
    }

    /// What was done to it.
    pub const fn account(&self) -> &Account {
        &self.account
    }
}

/// Replaces identities, suppresses small cells and drops attributes that single people out, by the study's policy.
///
/// Only participants' words are changed. An identity in a title, a note or a definition is the researcher's own word;
/// it stays, and the gate refuses the file.
pub fn clear(report: Report, policy: &Policy) -> Cleared {
    let withholding = Withholding::decide([&report], &policy.thresholds);
    clear_with(report, policy, &policy.pseudonymiser(), &withholding)
}

/// The same for all reports of a study at once: what one of them withholds is in none, nor to be had from all.
pub fn clear_all(reports: Vec<Report>, policy: &Policy) -> Vec<Cleared> {
    let pseudonymiser = policy.pseudonymiser();
    let withholding = Withholding::decide(&reports, &policy.thresholds);
    reports.into_iter().map(|report| clear_with(report, policy, &pseudonymiser, &withholding)).collect()
}

/// One of several reports, with a pseudonymiser made before, and with what was decided for them together.
pub fn clear_with(
    mut report: Report,
    policy: &Policy,
    pseudonymiser: &Pseudonymiser,
    withholding: &Withholding,
) -> Cleared {
    let mut account =
        Account { identities: vec![0; policy.identities.len()], rules: vec![0; Rule::ALL.len()], ..Account::default() };
    for chapter in &mut report.chapters {
        let least = policy.thresholds.at_least(chapter.minimum_group).least_sharing();
        for block in &mut chapter.blocks {
            each_words(block, &mut |words| {
                let whereabouts = Whereabouts { anchor: policy.anchors.at(words.place), place: words.place };
                replace(words, pseudonymiser, whereabouts, &mut account);
            });
            match block {
                Block::Quotation(quotation) => {
                    account.attributes += drop_small_attributes(&mut quotation.attribution, least);
                }
                Block::Table(table) => account.attributes += blank_small_attributes(table, least),
                _ => {}
            }
        }
    }
    account.withheld = withholding.apply(&mut report);
    report.provenance.push(("Disclosure".to_owned(), in_words(policy, account.undecided)));
    Cleared { report, account }
}

/// Every place of a block that holds participants' words.
fn each_words(block: &mut Block, visit: &mut impl FnMut(&mut Words)) {
    match block {
        Block::Quotation(quotation) => visit(&mut quotation.words),
        Block::Paragraph(inlines) => {
            for inline in inlines {
                if let Inline::Words(words) = inline {
                    visit(words);
                }
            }
        }
        Block::Table(table) => {
            for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                if let Cell::Words(answers) = cell {
                    answers.iter_mut().for_each(&mut *visit);
                }
            }
        }
        Block::Heading { .. } | Block::Figure(_) | Block::Note(_) => {}
    }
}

fn replace(words: &mut Words, pseudonymiser: &Pseudonymiser, mut whereabouts: Whereabouts<'_>, account: &mut Account) {
    if let Some(trim) = words.trim.take() {
        words.text = trimmed(&words.text, *trim, pseudonymiser, whereabouts, account);
        whereabouts.place = None;
    }
    // What is left of trimmed words too: where some are left out or put in, others come to stand side by side.
    let done = pseudonymiser.pseudonymise_at(&words.text, whereabouts);
    done.replacements.iter().for_each(|replacement| account.count(replacement.by));
    if !done.replacements.is_empty() {
        words.text = done.text.into_owned();
    }
}

/// Identities are sought in the words as they stand, so that no edge of a quotation leaves half of one.
fn trimmed(
    text: &str,
    mut trim: Trim,
    pseudonymiser: &Pseudonymiser,
    whereabouts: Whereabouts<'_>,
    account: &mut Account,
) -> String {
    for edit in &mut trim.edits {
        if let Change::Replace(words) | Change::Before(words) | Change::After(words) = &mut edit.change {
            let done = pseudonymiser.pseudonymise_at(words, Whereabouts { place: None, ..whereabouts });
            done.replacements.iter().for_each(|replacement| account.count(replacement.by));
            *words = done.text.into_owned();
        }
    }
    let found = pseudonymiser.replaced(text, whereabouts);
    let replaced: Vec<(Span, String)> =
        found.iter().map(|(replacement, printed)| (replacement.span, printed.clone())).collect();
    let (printed, used) = trim.printed(text, &replaced);
    for index in used {
        account.count(found[index].0.by);
    }
    printed
}

/// From the last on, until enough people share those that are left: each one's group is within that of the one before.
fn drop_small_attributes(attribution: &mut Attribution, minimum_group: u64) -> usize {
    let before = attribution.attributes.len();
    let kept = attribution.attributes.iter().take_while(|attribute| attribute.group_size >= minimum_group).count();
    attribution.attributes.truncate(kept);
    before - kept
}

/// Takes out of a table of single cases what too few of them share, whatever else is printed of it, and says so under it.
fn blank_small_attributes(table: &mut Table, minimum_group: u64) -> usize {
    let mut blanked = 0;
    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
        if matches!(cell, Cell::Attribute(attribute) if attribute.group_size < minimum_group) {
            *cell = Cell::Empty;
            blanked += 1;
        }
    }
    if blanked > 0 {
        table.notes.push(format!(
            "Left blank: what fewer than {minimum_group} cases of one kind share, together with what stands before it."
        ));
    }
    blanked
}

/// The policy as a reader is told of it. Never "anonymous": someone who knows a speaker may still know them again.
fn in_words(policy: &Policy, undecided: usize) -> String {
    let (groups, reviewed) = (policy.thresholds.in_words(), policy.reviewed.in_words());
    let open = match (undecided, policy.detector) {
        (_, None) => "; names that nobody listed were not looked for: there is no detector for the language".to_owned(),
        (0, _) => String::new(),
        (1, _) => "; 1 likely name that nobody has decided on is hidden".to_owned(),
        (count, _) => format!("; {count} likely names that nobody has decided on are hidden"),
    };
    format!(
        "Participants' words are pseudonymised by the study's identity list and rules (e-mail, telephone, postcode, \
         web address, handle), {reviewed}{open}; {groups}; residual risk remains"
    )
}
