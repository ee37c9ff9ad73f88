//! The program's own words in an output, in one place.

pub(super) const SKIP: &str = "Skip to the content";
pub(super) const CONTENTS: &str = "Contents";
pub(super) const TABLES: &str = "Tables";
pub(super) const FIGURES: &str = "Figures";
pub(super) const PROVENANCE: &str = "How this was made";
pub(super) const TABLE: &str = "Table";
pub(super) const FIGURE: &str = "Figure";
pub(super) const SHEET: &str = "Sheet";
pub(super) const NOTHING: &str = "Nothing to show.";
pub(super) const UNTITLED: &str = "Report";
pub(super) const PAGE: &str = "Page";

/// Column titles of the tables that are made of quotations and figures.
pub(super) const SECTION: &str = "Section";
pub(super) const QUOTATIONS: &str = "Quotations";
pub(super) const CHAPTER: &str = "Chapter";
pub(super) const QUOTATION: &str = "Quotation";
pub(super) const LABEL: &str = "Label";
pub(super) const STEP: &str = "Step";
pub(super) const LEFT: &str = "Left before this step";
pub(super) const COUNT: &str = "n";
pub(super) const GROUP: &str = "Group";
pub(super) const TEXT: &str = "Text";

/// What stands for a suppressed figure; the note that explains it is disclosure's.
pub(super) const SMALL: &str = "*";
pub(super) const SECONDARY: &str = "†";

/// The same in a figure, which has no notes.
pub(super) const WITHHELD: &str = "withheld";
pub(super) const NO_ANSWER: &str = "no answer";
pub(super) const NO_ANSWERS: &str = "no answers";
pub(super) const LEFT_OUT: &str = "Left out";

/// Where a text is longer than a cell of a sheet can be.
pub(super) const GOES_ON: &str = "Text that is longer than a cell can hold goes on in the cells below it.";
pub(super) const CUT: &str = " […] (cut: longer than a cell can hold)";

/// Opens the numbers of a drawing: "The numbers of Figure 3".
pub(super) const NUMBERS: &str = "The numbers of";

/// Where a quotation leads on, inside the workbench.
pub(super) const IN_ITS_PLACE: &str = "In its place";
/// How far a bar of a scale begins from the edge: a hidden column of a workbook.
pub(super) const HELD_OFF: &str = "Held off";
