//! How surprising a count is: the measures of corpus linguistics, each with its source.

/// Log-likelihood (G²) of a word that occurs `a` times among `c` words and `b` times among `d` others.
///
/// P. Rayson and R. Garside, "Comparing corpora using frequency profiling", Proceedings of the Workshop on Comparing
/// Corpora, 2000: with E₁ = c (a + b) / (c + d) and E₂ = d (a + b) / (c + d), G² = 2 (a ln (a / E₁) + b ln (b / E₂)); what
/// occurs not at all adds nothing. Above 3.84 such a difference is seen by chance in fewer than 5 of 100 comparisons, above
/// 6.63 in 1 of 100, above 10.83 in 1 of 1,000, above 15.13 in 1 of 10,000.
pub fn log_likelihood(a: u64, b: u64, c: u64, d: u64) -> f64 {
    let [a, b, c, d] = [a, b, c, d].map(real);
    if c + d == 0.0 {
        return 0.0;
    }
    let (expected_a, expected_b) = (c * (a + b) / (c + d), d * (a + b) / (c + d));
    // Rounding may leave a zero a little below zero.
    (2.0 * (surprise(a, expected_a) + surprise(b, expected_b))).max(0.0)
}

/// By how many per cent of its frequency among `d` words a word is more (or less) frequent among `c` words; nothing where it
/// does not occur among the `d` at all.
///
/// C. Gabrielatos and A. Marchi, "Keyness: matching metrics to definitions", 2011: %DIFF = (NF₁ − NF₂) × 100 / NF₂, where NF
/// is the frequency by number of words.
pub fn percent_difference(a: u64, b: u64, c: u64, d: u64) -> Option<f64> {
    if b == 0 || c == 0 {
        return None;
    }
    let (here, there) = (real(a) / real(c), real(b) / real(d));
    Some((here - there) * 100.0 / there)
}

/// Log-likelihood of a word that stands `observed` times in a window that holds `window` of `all` words, and `total` times in
/// all: of the whole table of two by two.
///
/// T. Dunning, "Accurate methods for the statistics of surprise and coincidence", Computational Linguistics 19, 1993: the sum
/// of O ln (O / E) over all four cells, twice.
pub fn contingency_log_likelihood(observed: u64, window: u64, total: u64, all: u64) -> f64 {
    let [observed, window, total, all] = [observed, window, total, all].map(real);
    let cells = [
        (observed, window, total),
        (window - observed, window, all - total),
        (total - observed, all - window, total),
        (all - window - total + observed, all - window, all - total),
    ];
    (2.0 * cells.into_iter().map(|(count, row, column)| surprise(count, row * column / all)).sum::<f64>()).max(0.0)
}

/// Pointwise mutual information: log₂ (O / E).
///
/// K. Church and P. Hanks, "Word association norms, mutual information, and lexicography", Computational Linguistics 16, 1990.
/// It favours what is rare.
pub fn mutual_information(observed: u64, expected: f64) -> f64 {
    (real(observed) / expected).log2()
}

/// (O − E) / √O.
///
/// K. Church, W. Gale, P. Hanks and D. Hindle, "Using statistics in lexical analysis", 1991. It favours what is frequent.
pub fn t_score(observed: u64, expected: f64) -> f64 {
    (real(observed) - expected) / real(observed).sqrt()
}

/// 14 + log₂ (2 O / (f₁ + f₂)), of two words that occur f₁ and f₂ times in all: at most 14, and the same however large the
/// study is.
///
/// P. Rychlý, "A lexicographer-friendly association score", RASLAN 2008.
pub fn log_dice(observed: u64, one: u64, other: u64) -> f64 {
    14.0 + (2.0 * real(observed) / (real(one) + real(other))).log2()
}

/// O ln (O / E): what one cell adds to a log-likelihood.
fn surprise(observed: f64, expected: f64) -> f64 {
    if observed > 0.0 { observed * (observed / expected).ln() } else { 0.0 }
}

#[expect(clippy::cast_precision_loss, reason = "nobody counts 2⁵³ words")]
pub(super) const fn real(count: u64) -> f64 {
    count as f64
}
