//! What a file knows of a column beside its name.

/// For a plan to take up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ColumnHint {
    /// What respondents read.
    pub(crate) wording: Option<String>,
    /// The answers that there are, in order; cells hold them as they stand here.
    pub(crate) options: Vec<String>,
    pub(crate) scale: Option<ScaleHint>,
}

/// Answers that are points of a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ScaleHint {
    pub(crate) low: i32,
    pub(crate) high: i32,
    /// What cells hold for each point, lowest first.
    pub(crate) points: Vec<String>,
    /// The file says that they are in order; otherwise the options may just be numbered.
    pub(crate) is_sure: bool,
}
