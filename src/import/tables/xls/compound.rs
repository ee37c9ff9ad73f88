//! A compound file, as Microsoft's older programs write them: a small file system in sectors.

use super::GARBLED;

/// Ends a chain of sectors; numbers from here on are no sectors.
const LAST_SECTOR: u32 = 0xffff_fffa;
/// How many sectors of the table are listed in the header itself.
const LISTED: usize = 109;

/// The stream of one of these names, put together.
pub(super) fn stream(bytes: &[u8], names: &[&str]) -> Result<Vec<u8>, &'static str> {
    let file = Compound::open(bytes).ok_or(GARBLED)?;
    let directory = file.chain(file.u32(48).ok_or(GARBLED)?).ok_or(GARBLED)?;
    let entries: Vec<Entry> = directory.chunks_exact(128).filter_map(Entry::of).collect();
    if entries.iter().any(|entry| entry.name == "EncryptedPackage") {
        return Err(
            "this workbook is protected by a password, which is not read; take the password off in Excel and save it again",
        );
    }
    let wanted = |name: &&str| entries.iter().find(|entry| entry.kind == 2 && entry.name.eq_ignore_ascii_case(name));
    let Some(entry) = names.iter().find_map(wanted) else {
        return Err(
            "this is no Excel workbook, though it is a file of an old Office program; open it there and save it as .xlsx",
        );
    };
    let root = entries.iter().find(|entry| entry.kind == 5);
    file.content(entry, root).ok_or(GARBLED)
}

struct Entry {
    name: String,
    /// 2 a stream, 5 the root.
    kind: u8,
    first_sector: u32,
    size: usize,
}

impl Entry {
    fn of(bytes: &[u8]) -> Option<Self> {
        let length = usize::from(u16::from_le_bytes(*bytes.get(64..)?.first_chunk()?)).saturating_sub(2).min(62);
        let units: Vec<u16> =
            bytes.get(..length)?.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
        Some(Self {
            name: String::from_utf16_lossy(&units),
            kind: *bytes.get(66)?,
            first_sector: u32::from_le_bytes(*bytes.get(116..)?.first_chunk()?),
            size: usize::try_from(u32::from_le_bytes(*bytes.get(120..)?.first_chunk()?)).ok()?,
        })
    }
}

struct Compound<'b> {
    bytes: &'b [u8],
    sector_size: usize,
    /// By sector: the one that follows.
    table: Vec<u32>,
}

impl<'b> Compound<'b> {
    fn open(bytes: &'b [u8]) -> Option<Self> {
        let shift = u16::from_le_bytes(*bytes.get(30..)?.first_chunk()?);
        if !matches!(shift, 9 | 12) {
            return None;
        }
        let mut file = Self { bytes, sector_size: 1 << shift, table: Vec::new() };
        let sector_count = bytes.len() / file.sector_size;
        let mut listed: Vec<u32> = (0..LISTED).filter_map(|index| file.u32(76 + index * 4)).collect();
        // Large files list the rest in sectors of their own, each of which ends with the number of the next.
        let (mut next, mut seen) = (file.u32(68)?, 0);
        while next < LAST_SECTOR {
            seen += 1;
            let sector = file.sector(next).filter(|_| seen <= sector_count)?;
            let mut numbers: Vec<u32> = numbers(sector).collect();
            next = numbers.pop()?;
            listed.extend(numbers);
        }
        for number in listed.into_iter().filter(|&number| number < LAST_SECTOR) {
            // A table for more sectors than there are is a damaged one.
            if file.table.len() > sector_count + file.sector_size {
                return None;
            }
            let sector = file.sector(number)?;
            file.table.extend(numbers(sector));
        }
        Some(file)
    }

    fn u32(&self, at: usize) -> Option<u32> {
        Some(u32::from_le_bytes(*self.bytes.get(at..)?.first_chunk()?))
    }

    /// A sector; the last one of a file may be cut short.
    fn sector(&self, number: u32) -> Option<&'b [u8]> {
        let start = (usize::try_from(number).ok()? + 1).checked_mul(self.sector_size)?;
        let rest = self.bytes.get(start..).filter(|rest| !rest.is_empty())?;
        Some(rest.get(..self.sector_size).unwrap_or(rest))
    }

    /// All sectors of a chain, one after the other.
    fn chain(&self, first: u32) -> Option<Vec<u8>> {
        let mut content = Vec::new();
        let mut number = first;
        while number < LAST_SECTOR {
            content.extend_from_slice(self.sector(number)?);
            number = *self.table.get(usize::try_from(number).ok()?)?;
            if content.len() > self.bytes.len() {
                return None;
            }
        }
        Some(content)
    }

    /// A stream. Small ones lie in the root's stream, in sectors of 64 bytes.
    fn content(&self, entry: &Entry, root: Option<&Entry>) -> Option<Vec<u8>> {
        let mut content = if entry.size >= usize::try_from(self.u32(56)?).ok()? {
            self.chain(entry.first_sector)?
        } else {
            let small = self.chain(root?.first_sector)?;
            let table = self.chain(self.u32(60)?)?;
            let table: Vec<u32> = numbers(&table).collect();
            let (mut content, mut number) = (Vec::new(), entry.first_sector);
            while number < LAST_SECTOR && content.len() < entry.size {
                let index = usize::try_from(number).ok()?;
                content.extend_from_slice(small.get(index.checked_mul(64)?..)?.get(..64)?);
                number = *table.get(index)?;
            }
            content
        };
        // A stream that is cut off is found out where its records end.
        content.truncate(entry.size);
        Some(content)
    }
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}
