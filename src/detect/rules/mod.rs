//! What is known by its shape alone, whoever it belongs to: addresses, numbers with check digits, references, dates, ages.
//!
//! A text is read once. Few signs can begin or end something (a digit, `@`, a dot, a colon, some thirty words); at each of
//! them the readers that it can belong to are asked, those with a check digit first. Everything else is passed over.

mod ages;
mod codes;
mod dates;
mod days;
mod lookback;
mod network;
mod numerals;
mod phone;
mod places;
mod postcode;
mod reader;
mod references;
mod scan;
mod sums;
mod web;

use crate::model::{IdentityKind, words};

pub use self::scan::find;

/// A shape that gives someone away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    Email,
    Phone,
    Postcode,
    Web,
    Handle,
    /// A house with its street, a flat, a post-office box.
    Address,
    /// An internet address (version 4 or 6) or the hardware address of a device.
    Network,
    /// The number of a patient: NHS, CHI or H&C, whose last digit checks the others.
    Nhs,
    NationalInsurance,
    /// A payment card, whose last digit checks the others.
    Card,
    /// An international account number, whose third and fourth signs check the others.
    Iban,
    /// A British sort code, account number, or both.
    Account,
    SocialSecurity,
    /// A British driving licence, which holds a surname and a day of birth.
    DrivingLicence,
    Vehicle,
    Passport,
    /// A number or code given to a case, a patient, a claim, a student, a member of staff …
    Reference,
    /// A day, or a month of a year, or a year of birth.
    Date,
    Age,
}

words!(Rule {
    Email = "email",
    Phone = "phone",
    Postcode = "postcode",
    Web = "web",
    Handle = "handle",
    Address = "address",
    Network = "network",
    Nhs = "nhs-number",
    NationalInsurance = "national-insurance",
    Card = "card",
    Iban = "iban",
    Account = "account",
    SocialSecurity = "social-security",
    DrivingLicence = "driving-licence",
    Vehicle = "vehicle",
    Passport = "passport",
    Reference = "reference",
    Date = "date",
    Age = "age",
});

impl Rule {
    /// What is printed instead.
    pub const fn printed(self) -> &'static str {
        match self {
            Self::Email => "[e-mail removed]",
            Self::Phone => "[phone removed]",
            Self::Postcode => "[postcode removed]",
            Self::Web => "[web address removed]",
            Self::Handle => "[handle removed]",
            Self::Address => "[address removed]",
            Self::Network => "[network address removed]",
            Self::Nhs => "[NHS number removed]",
            Self::NationalInsurance => "[National Insurance number removed]",
            Self::Card => "[card number removed]",
            Self::Iban | Self::Account => "[account number removed]",
            Self::SocialSecurity => "[social security number removed]",
            Self::DrivingLicence => "[driving licence removed]",
            Self::Vehicle => "[vehicle registration removed]",
            Self::Passport => "[passport number removed]",
            Self::Reference => "[reference number removed]",
            Self::Date => IdentityKind::Date.printed(),
            Self::Age => IdentityKind::Age.printed(),
        }
    }

    /// What it is, with its article, for a sentence.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Email => "an e-mail address",
            Self::Phone => "a telephone number",
            Self::Postcode => "a postcode",
            Self::Web => "a web address",
            Self::Handle => "a social media handle",
            Self::Address => "a street address",
            Self::Network => "a network address",
            Self::Nhs => "an NHS number",
            Self::NationalInsurance => "a National Insurance number",
            Self::Card => "a payment card",
            Self::Iban => "an international account number",
            Self::Account => "a bank account",
            Self::SocialSecurity => "a social security number",
            Self::DrivingLicence => "a driving licence",
            Self::Vehicle => "a vehicle registration",
            Self::Passport => "a passport number",
            Self::Reference => "a reference number",
            Self::Date => "a date",
            Self::Age => "an age",
        }
    }

    /// What it tells of someone.
    pub const fn kind(self) -> IdentityKind {
        match self {
            Self::Email | Self::Phone | Self::Postcode | Self::Web | Self::Handle | Self::Address | Self::Network => {
                IdentityKind::Contact
            }
            Self::Date => IdentityKind::Date,
            Self::Age => IdentityKind::Age,
            _ => IdentityKind::Number,
        }
    }

    /// Whether check digits were worked out and hold: chance alone would pass one number in ten or fewer.
    pub const fn has_checksum(self) -> bool {
        matches!(self, Self::Nhs | Self::Card | Self::Iban)
    }

    /// Whether it leads to one person or case by itself. It is then replaced without asking, and the gate refuses it. A
    /// date or an age identifies only together with something else: a reviewer looks at it.
    pub const fn is_direct(self) -> bool {
        !matches!(self, Self::Date | Self::Age)
    }
}
