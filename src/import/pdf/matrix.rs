//! Where things are on a page: the transforms of PDF.

use hayro_syntax::object::Number;

/// `[a b c d e f]` as PDF writes it: a point (x, y) goes to (ax + cy + e, bx + dy + f).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) fn of(numbers: [Number; 6]) -> Self {
        Self(numbers.map(|number| number.as_f64()))
    }

    pub(super) fn shift(right: f64, up: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, right, up])
    }

    /// This transform, and the other after it.
    pub(super) fn then(self, other: Self) -> Self {
        let [m, n] = [self.0, other.0];
        Self([
            m[0] * n[0] + m[1] * n[2],
            m[0] * n[1] + m[1] * n[3],
            m[2] * n[0] + m[3] * n[2],
            m[2] * n[1] + m[3] * n[3],
            m[4] * n[0] + m[5] * n[2] + n[4],
            m[4] * n[1] + m[5] * n[3] + n[5],
        ])
    }

    pub(super) fn apply(self, x: f64, y: f64) -> (f64, f64) {
        let m = self.0;
        (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])
    }

    /// How long a step of one upwards becomes.
    pub(super) fn length_up(self) -> f64 {
        self.0[2].hypot(self.0[3])
    }

    /// Which way its lines run: 0 to the right, 1 upwards, 2 to the left, 3 downwards.
    pub(super) fn quarter_turns(self) -> u8 {
        let [along, up] = [self.0[0], self.0[1]];
        match (along.abs() >= up.abs(), along >= 0.0, up >= 0.0) {
            (true, true, _) => 0,
            (false, _, true) => 1,
            (true, false, _) => 2,
            (false, _, false) => 3,
        }
    }
}
