//! Numbers of lines or paragraphs in the margin, as programs for analysis print them beside a transcript.

use std::collections::BTreeSet;

use super::rows::Chunk;

/// Fewer numbers may be anything.
const LEAST: usize = 5;

/// Takes numbers in the left margin out of pages, and says how many. They are one series through the document: each is
/// the one before plus one (or five, or ten), and nothing else stands in their column.
pub(super) fn remove_numbers(pages: &mut [Vec<Vec<Chunk>>]) -> usize {
    let mut found: Vec<(usize, BTreeSet<usize>)> = Vec::new();
    let mut numbers: Vec<u32> = Vec::new();
    for (page_index, page) in pages.iter().enumerate() {
        let Some(chunks) = page.first() else { continue };
        let in_margin = numbers_in_margin(chunks);
        numbers.extend(in_margin.iter().map(|&(_, number)| number));
        found.push((page_index, in_margin.into_iter().map(|(index, _)| index).collect()));
    }
    let steps: BTreeSet<u32> = numbers.windows(2).map(|pair| pair[1].wrapping_sub(pair[0])).collect();
    // A number comes again where its paragraph goes on at the top of a page, and every page may count for itself.
    let forward: Vec<u32> = steps.iter().copied().filter(|&step| step > 0 && step <= u32::MAX / 2).collect();
    let is_series = forward.len() == 1 && forward[0] <= 10;
    if numbers.len() < LEAST || !is_series {
        return 0;
    }
    for (page_index, indexes) in found {
        let mut index = 0;
        pages[page_index][0].retain(|_| {
            index += 1;
            !indexes.contains(&(index - 1))
        });
    }
    numbers.len()
}

/// Chunks that are a number at the left of everything else, from top to bottom.
fn numbers_in_margin(chunks: &[Chunk]) -> Vec<(usize, u32)> {
    let number = |chunk: &Chunk| chunk.text.parse().ok().filter(|_| chunk.is_number() && chunk.text.len() <= 5);
    let words_start =
        chunks.iter().filter(|chunk| number(chunk).is_none()).map(|chunk| chunk.start).fold(f64::INFINITY, f64::min);
    let mut found: Vec<(usize, u32)> = chunks
        .iter()
        .enumerate()
        .filter(|(_, chunk)| chunk.end < words_start)
        .filter_map(|(index, chunk)| Some((index, number(chunk)?)))
        .collect();
    found.sort_by(|one, other| chunks[other.0].y.total_cmp(&chunks[one.0].y));
    found
}
