//! Made-up chance: the same numbers on every machine (a linear congruential generator with Knuth's constants).

pub struct Numbers(pub u64);

impl Numbers {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % limit.max(1) as u64).expect("smaller than the limit")
    }

    pub fn one_of<'l>(&mut self, list: &'l [String]) -> &'l str {
        list.get(self.below(list.len())).map_or("", String::as_str)
    }

    /// Another order of the same values (Fisher and Yates).
    pub fn shuffle<T>(&mut self, values: &mut [T]) {
        for last in (1..values.len()).rev() {
            values.swap(last, self.below(last + 1));
        }
    }
}
