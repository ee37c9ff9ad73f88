//! What an attacker makes of a printed sample flow: how many of each group were kept, which titles of other tables say too.

use super::{Fact, Knowledge, rows};

impl Knowledge {
    /// A printed table of those kept by an attribute; how many they are in all a sentence says.
    pub(in super::super) fn read_kept(&mut self, csv: &str, attribute: &str, kept: i64) {
        let all = self.number("size|");
        self.narrow(all, (kept, kept));
        let mut groups = Vec::new();
        for row in rows(csv)[1..].iter().filter(|row| row[0] != "Kept") {
            let name = format!("kept|{attribute}={}", row[0]);
            let number = self.read(&name, &row[1], false);
            self.read_share(&name, &row[2], all, false);
            let size = self.number(&format!("size|{attribute}={}", row[0]));
            self.facts.push(Fact::Between(vec![(number, 1), (size, -1)], (0, 0)));
            groups.push(number);
        }
        self.adds_up(&groups, all);
    }
}
