//! The query language: read it, plan it, run it.
//!
//! ```text
//! training staff            both words, in any of their forms        =trained     just so
//! "waiting list"            side by side                             "staff pay"~3  within three words more
//! train*  wom?n  "*ology s*"  any ending, any letter, any beginning   word~1  /p(a|ae)ediatric/
//! a AND b   a OR b   NOT a   -a   (a OR b) c
//! theme:resourcing  code:staff-training  coded:no  status:proposed  case:P3  source:anna  speaker:"Dr Lee"
//! code:a WITH code:b   code:a NOT WITH theme:b   code:a NEAR/3 code:b   [code:a coder:anna status:accepted]
//! coder:rules   memo:word   coded>=2026-11-01   noted:2026-11   imported:2026   @saved-query
//! question:Q22  kind:interview  sector:"Policing"  age>=30  Q15<4  age:30..45  since:2019-05..2020
//! ```
//!
//! [`parse`] gives a [`Query`]; [`run`], [`count`] and [`segments`] answer it. The words come from the index; everything
//! about codings, cases and attributes comes from the store as sets of numbers that are joined with the words' hits.

mod amount;
mod ast;
mod coding_sets;
mod codings;
mod collect;
mod concordance;
mod error;
mod facets;
mod fields;
mod hits;
mod lex;
mod marks;
mod memos;
mod narrowing;
mod nearest;
mod parse;
mod phrase;
mod plan;
mod saved;
mod together;
mod values;

pub use ast::{Comparison, FieldTest, Phrase, PhraseWord, Placed, Query};
pub use codings::{Codings, Joint, Pair};
pub use concordance::{Concordance, ConcordanceOptions, Context, Line, LineOrder, concordance};
pub use error::{QueryError, SearchError};
pub use facets::{Facet, FacetKind, FacetOptions, FacetValue, Facets, facets};
pub use fields::FIELDS;
pub use hits::{Counts, Found, Hit, Hits, Order, SearchOptions, count, found, run, segments};
pub use lex::is_query_name;
pub use marks::Marker;
pub use narrowing::{is_narrowed, narrowed, test_of, widened};
pub use parse::parse;
pub use saved::SavedQueries;
pub use values::ValueTest;
