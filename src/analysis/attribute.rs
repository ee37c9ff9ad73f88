//! One attribute of all kept cases, as small whole numbers.

use std::collections::BTreeMap;

/// The number of "not stated".
pub const NO_VALUE: u16 = u16::MAX;

/// An attribute with so many values that nobody can mean to group by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("more than {} different values", NO_VALUE)]
pub struct TooManyValues;

/// One attribute: its values in order, and the number of each kept case's value.
#[derive(Debug, Clone, Default)]
pub struct Attribute {
    pub name: String,
    /// Numbers in order of size, before words in alphabetical order.
    pub values: Vec<String>,
    /// By case index: index into `values`, or [`NO_VALUE`].
    pub of_case: Vec<u16>,
}

impl Attribute {
    /// The case's value.
    pub fn value_of(&self, case_index: u32) -> Option<&str> {
        self.group_of(case_index).map(|value| self.values[value].as_str())
    }

    /// The number of the case's value.
    pub fn group_of(&self, case_index: u32) -> Option<usize> {
        Some(self.of_case[case_index as usize]).filter(|&value| value != NO_VALUE).map(usize::from)
    }

    /// How many kept cases share each value; the last number is of those that state none.
    pub fn group_sizes(&self) -> Vec<u64> {
        let mut sizes = vec![0; self.values.len() + 1];
        for &value in &self.of_case {
            sizes[usize::from(value).min(self.values.len())] += 1;
        }
        sizes
    }
}

/// Collects an attribute value by value, in any order of cases.
#[derive(Debug, Clone)]
pub struct AttributeBuilder {
    name: String,
    numbers: BTreeMap<String, u16>,
    of_case: Vec<u16>,
}

impl AttributeBuilder {
    pub fn new(name: &str, case_count: usize) -> Self {
        Self { name: name.to_owned(), numbers: BTreeMap::new(), of_case: vec![NO_VALUE; case_count] }
    }

    /// Sets the value of one case. An empty value is none.
    pub fn set(&mut self, case_index: u32, value: &str) -> Result<(), TooManyValues> {
        let value = value.trim();
        if value.is_empty() {
            return Ok(());
        }
        let number = if let Some(&number) = self.numbers.get(value) {
            number
        } else {
            let number =
                u16::try_from(self.numbers.len()).ok().filter(|&number| number != NO_VALUE).ok_or(TooManyValues)?;
            self.numbers.insert(value.to_owned(), number);
            number
        };
        self.of_case[case_index as usize] = number;
        Ok(())
    }

    /// The finished column, its values renumbered in the order in which people expect to see them.
    pub fn finish(self) -> Attribute {
        let mut sorted: Vec<(String, u16)> = self.numbers.into_iter().collect();
        sorted.sort_by(|(a, _), (b, _)| match (a.parse::<f64>(), b.parse::<f64>()) {
            (Ok(a), Ok(b)) => a.total_cmp(&b),
            (Ok(_), Err(_)) => std::cmp::Ordering::Less,
            (Err(_), Ok(_)) => std::cmp::Ordering::Greater,
            (Err(_), Err(_)) => a.to_lowercase().cmp(&b.to_lowercase()).then_with(|| a.cmp(b)),
        });
        let mut renumbered = vec![NO_VALUE; usize::from(NO_VALUE) + 1];
        for (new, &(_, old)) in sorted.iter().enumerate() {
            renumbered[usize::from(old)] = u16::try_from(new).expect("there are no more than before");
        }
        let of_case = self.of_case.into_iter().map(|old| renumbered[usize::from(old)]).collect();
        Attribute { name: self.name, values: sorted.into_iter().map(|(value, _)| value).collect(), of_case }
    }
}
