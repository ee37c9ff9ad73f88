//! Case × code: which cases have which codes, in how many segments, and in how much of what they said.

use std::collections::BTreeSet;

use super::cooccurrence::merged;
use super::frequency::segments_in_order;
use super::segments::OUT;
use super::{CodedSegment, Columns, Contents, ContentsError, Selection};
use crate::model::{SegmentId, Span, TextId};
use crate::text::words;

/// By row (a theme's codes, or one code), then case: in how many of the row's coded segments the case has a part. Those
/// that overlap are one; one that reaches over several people's turns is one of each of them.
pub fn segments_by_case(columns: &Columns, rows: &[Vec<usize>], selection: &Selection) -> Vec<Vec<u64>> {
    rows.iter().map(|codes| counts(columns, codes, selection)).collect()
}

fn counts(columns: &Columns, codes: &[usize], selection: &Selection) -> Vec<u64> {
    let mut counts = vec![0; columns.cases.len()];
    for stretch in
        merged(segments_in_order(columns, codes, selection)).iter().filter(|stretch| stretch.case_index < OUT)
    {
        counts[stretch.case_index as usize] += 1;
    }
    let others: BTreeSet<(u32, u32)> =
        codes.iter().flat_map(|&code| columns.coded.others(code).iter().copied()).collect();
    for (case, _) in others
        .into_iter()
        .filter(|&(case, segment)| case < OUT && selection.has_case(case) && selection.has_segment(segment))
    {
        counts[case as usize] += 1;
    }
    counts
}

/// How many words each case said, and how many of them are in each row's coded segments.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// By case.
    pub words: Vec<u64>,
    /// By row, then case.
    pub coded: Vec<Vec<u64>>,
}

/// Counts the words of the selection by case, and those that lie, whole or in part, in coded segments. A word is whose
/// turn it stands in.
pub fn coverage(
    columns: &Columns,
    rows: &[Vec<usize>],
    selection: &Selection,
    contents: &dyn Contents,
) -> Result<Coverage, ContentsError> {
    let case_count = columns.cases.len();
    let mut found = Coverage { words: vec![0; case_count], coded: vec![vec![0; case_count]; rows.len()] };
    let stretches: Vec<Vec<CodedSegment>> =
        rows.iter().map(|codes| merged(segments_in_order(columns, codes, selection))).collect();
    for (text, segments) in texts(columns, selection) {
        let content = contents.content(text)?;
        for segment in segments {
            let case = columns.segments.case(segment.0) as usize;
            let span = if columns.segments.question(segment.0).is_some() {
                Span::whole(&content)
            } else {
                match contents.segment_span(text, segment)? {
                    Some(span) => span,
                    None => continue,
                }
            };
            let spans: Vec<(usize, usize)> = words(span.of_text(&content))
                .map(|word| (span.start() + word.span.start(), span.start() + word.span.end()))
                .collect();
            found.words[case] += spans.len() as u64;
            for (coded, stretches) in found.coded.iter_mut().zip(&stretches) {
                let from = stretches.partition_point(|stretch| stretch.text < text);
                let here = stretches[from..].iter().take_while(|stretch| stretch.text == text);
                coded[case] += within(&spans, here.map(|stretch| stretch.span));
            }
        }
    }
    Ok(found)
}

/// How many of the words, which are in order, touch any of the stretches, which are in order and do not overlap.
fn within(words: &[(usize, usize)], stretches: impl Iterator<Item = Span>) -> u64 {
    let mut count = 0;
    let mut next = 0;
    for stretch in stretches {
        next = next.max(words.partition_point(|&(_, end)| end <= stretch.start()));
        let after = words.partition_point(|&(start, _)| start < stretch.end());
        count += after.saturating_sub(next) as u64;
        next = next.max(after);
    }
    count
}

/// The texts in which any case of the selection says something, each with those segments.
fn texts(columns: &Columns, selection: &Selection) -> Vec<(TextId, Vec<SegmentId>)> {
    let mut texts: Vec<(TextId, Vec<SegmentId>)> = Vec::new();
    // A transcript's segments follow one another, and its first one's number is its own.
    let mut run: Option<(u32, TextId)> = None;
    for at in 0..columns.segments.len() {
        let segment = u32::try_from(at).expect("segments have 32-bit numbers");
        let source = columns.segments.source(segment).filter(|_| columns.segments.question(segment).is_none());
        run = source.map(|source| match run {
            Some((before, text)) if before == source => (source, text),
            _ => (source, TextId(segment)),
        });
        let case = columns.segments.case(segment);
        if case >= OUT || !selection.has_segment(segment) || !selection.has_case(case) {
            continue;
        }
        let text = run.map_or(TextId(segment), |(_, text)| text);
        match texts.last_mut() {
            Some((last, segments)) if *last == text => segments.push(SegmentId(segment)),
            _ => texts.push((text, vec![SegmentId(segment)])),
        }
    }
    texts
}
