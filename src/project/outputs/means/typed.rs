//! `[[means]]` in `study.toml`: means that somebody typed in, from a paper or a report, which every build checks.

use serde::Deserialize;

use super::{Decimal, MeanOptions, Verdict, check_means, verdict};
use crate::project::{Project, ProjectError};

/// One mean, or a file of them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedMeans {
    /// What it is the mean of.
    of: Option<String>,
    /// As it was printed: `"3.48"`.
    mean: Option<String>,
    /// How many people it is over.
    n: Option<u64>,
    /// How many items each of them answered for it.
    items: Option<u64>,
    /// Lowest and highest point of the scale.
    scale: Option<(i64, i64)>,
    /// A table of means, as `verbatim check-means` reads one.
    pub(in crate::project) file: Option<String>,
}

impl TypedMeans {
    /// What the types cannot say; a sentence if something is wrong.
    pub(in crate::project) fn check(&self) -> Result<(), String> {
        let is_alone = self.of.is_none() && self.mean.is_none() && self.n.is_none() && self.items.is_none();
        match (&self.file, &self.mean, self.n) {
            (Some(_), ..) if is_alone => {}
            (None, Some(mean), Some(1..)) if self.items != Some(0) => {
                mean.parse::<Decimal>().map_err(|_| {
                    format!("[[means]]: {mean:?} is no mean; write it as it was printed, such as \"3.48\"")
                })?;
            }
            _ => return Err("[[means]] has either a `file`, or a `mean` and its `n`, of 1 or more".to_owned()),
        }
        match self.scale {
            Some((low, high)) if low >= high => {
                Err("[[means]]: `scale` has the lowest point first: scale = [1, 7]".to_owned())
            }
            _ => Ok(()),
        }
    }

    const fn options(&self) -> MeanOptions {
        MeanOptions { rounding: super::Rounding::Any, scale: self.scale }
    }
}

impl Project {
    /// What is wrong with the study's typed-in means, a sentence each.
    pub(in crate::project) fn impossible_means(&self) -> Result<Vec<String>, ProjectError> {
        let mut told = Vec::new();
        for typed in &self.study.means {
            if let Some(name) = &typed.file {
                for checked in check_means(&self.named(name)?, typed.options())? {
                    let of = format!("{name}: {}", checked.row.name);
                    told.extend(in_words(&of, &checked.row.mean, checked.row.n, &checked.verdict));
                }
            } else if let (Some(written), Some(n)) = (&typed.mean, typed.n)
                && let Ok(mean) = written.parse()
            {
                let verdict = verdict(mean, n, typed.items.unwrap_or(1), typed.options());
                let of = typed.of.as_deref().unwrap_or("[[means]] in study.toml");
                told.extend(in_words(of, written, n, &verdict));
            }
        }
        Ok(told)
    }
}

fn in_words(of: &str, mean: &str, n: u64, verdict: &Verdict) -> Option<String> {
    match verdict {
        Verdict::Possible | Verdict::CannotTell => None,
        Verdict::OffScale => Some(format!("{of}: the mean {mean} lies beyond the scale")),
        Verdict::Impossible { below, above, fewer } => {
            let fewer = fewer.map(|fewer| format!("; {fewer} could")).unwrap_or_default();
            Some(format!(
                "{of}: no whole-number answers of {n} people have the mean {mean} (the nearest are {below} and \
                 {above}){fewer}: look whether some left the item blank, or it is misprinted"
            ))
        }
    }
}
