//! The records of a workbook, and texts, which may go on in the record that follows.

/// One record: what it is, and where its content lies.
#[derive(Debug, Clone, Copy)]
pub(super) struct BiffRecord {
    pub(super) kind: u16,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// A text or a list of texts goes on in such a record.
const CONTINUED: u16 = 0x3c;

/// The records from `start` on, until the bytes end or do not hold what they promise.
pub(super) fn records(bytes: &[u8], mut start: usize) -> impl Iterator<Item = BiffRecord> {
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(bytes, start)?, usize::from(u16_at(bytes, start + 2)?));
        let record = BiffRecord { kind, start: start + 4, end: start + 4 + length };
        start = record.end;
        (record.end <= bytes.len()).then_some(record)
    })
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

pub(super) fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// Reads on through a record and those that continue it.
pub(super) struct Texts<'b> {
    bytes: &'b [u8],
    at: usize,
    end: usize,
}

impl<'b> Texts<'b> {
    /// From this place on, inside a record that ends at `end`.
    pub(super) fn new(bytes: &'b [u8], at: usize, end: usize) -> Self {
        Self { bytes, at, end }
    }

    /// Goes on in the record that follows, if it continues this one.
    fn go_on(&mut self) -> Option<()> {
        let next = records(self.bytes, self.end).next().filter(|record| record.kind == CONTINUED)?;
        (self.at, self.end) = (next.start, next.end);
        Some(())
    }

    fn byte(&mut self) -> Option<u8> {
        while self.at >= self.end {
            self.go_on()?;
        }
        self.at += 1;
        self.bytes.get(self.at - 1).copied()
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > self.end.saturating_sub(self.at) {
            count -= self.end.saturating_sub(self.at);
            self.go_on()?;
        }
        self.at += count;
        Some(())
    }

    /// Appends a text that begins with its length in letters, of two bytes or (`is_short`) one.
    pub(super) fn text(&mut self, is_short: bool, words: &mut String) -> Option<()> {
        let length = if is_short { u16::from(self.byte()?) } else { self.u16()? };
        let mut flags = self.byte()?;
        let run_count = if flags & 8 == 0 { 0 } else { usize::from(self.u16()?) };
        let hint_length = if flags & 4 == 0 { 0 } else { usize::try_from(self.u32()?).ok()? };
        let mut units: Vec<u16> = Vec::with_capacity(usize::from(length));
        while units.len() < usize::from(length) {
            if self.at >= self.end {
                self.go_on()?;
                // Only the width of letters is said again.
                flags = self.byte()?;
            }
            units.push(if flags & 1 == 0 { u16::from(self.byte()?) } else { self.u16()? });
        }
        words.extend(char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)));
        self.skip(run_count * 4 + hint_length)
    }
}
