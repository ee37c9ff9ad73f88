//! New information by runs: Guest, Namey and Chen (2020), *PLoS ONE* 15(5):e0232076.

/// A run of places after which the new codes are compared with those of the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// How many places came before the run. "6+2" is the run of two places after six.
    pub after: usize,
    /// How many codes are new in it.
    pub new: u32,
}

/// The runs of `run_length` places, the first right after the `base_size` places of the base, each one place further; and
/// how many codes the base has, which is what their new ones are a share of. `observed` is the curve at every place.
pub fn runs(observed: &[u32], base_size: usize, run_length: usize) -> (u32, Vec<Run>) {
    let by = |place: usize| place.checked_sub(1).and_then(|at| observed.get(at)).copied();
    let Some(base) = by(base_size) else { return (0, Vec::new()) };
    let run = |after: usize| {
        let new = by(after + run_length)?.saturating_sub(by(after)?);
        Some(Run { after, new })
    };
    (base, (base_size..).map_while(run).collect())
}
