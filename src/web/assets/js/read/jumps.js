// Where to go on: the next segment without a code, the next proposal, the next that coders differ about.

/** @typedef {import("./offsets.js").Text} Text */
/** @typedef {import("./codings.js").Codings} Codings */
/** @typedef {import("./codings.js").Coding} Coding */

/**
 * The next of some numbers, round to the first again. @param {number[]} sorted @param {number} at @param {1 | -1} way
 * @returns {number | undefined}
 */
export function nextOf(sorted, at, way) {
  if (way > 0) return sorted.find((number) => number > at) ?? sorted[0];
  return sorted.findLast((number) => number < at) ?? sorted.at(-1);
}

/** Indexes of segments that may be coded and have no code. @param {Text} text @param {Codings} codings */
export function uncoded(text, codings) {
  const isCoded = new Uint8Array(text.pieces.length);
  for (const coding of codings.all) {
    if (coding.status === "rejected") continue;
    for (let index = text.indexAt(coding.start); index < text.pieces.length && text.pieces[index].from < coding.end; index += 1) {
      isCoded[index] = 1;
    }
  }
  return text.pieces.filter((piece) => piece.isOpen && piece.words.trim() !== "" && !isCoded[piece.index]).map((piece) => piece.index);
}

/**
 * The next proposal after a coding, or after a place. @param {Coding[]} all @param {Coding | undefined} from
 * @param {number} place @param {1 | -1} way
 */
export function nextProposal(all, from, place, way) {
  const isAfter = (/** @type {Coding} */ coding) => {
    if (!from) return way > 0 ? coding.start >= place : coding.end <= place;
    const order = coding.start - from.start || coding.end - from.end || (coding.id < from.id ? -1 : coding.id > from.id ? 1 : 0);
    return way > 0 ? order > 0 : order < 0;
  };
  const order = (/** @type {Coding} */ one, /** @type {Coding} */ other) =>
    one.start - other.start || one.end - other.end || (one.id < other.id ? -1 : 1);
  const proposals = all.filter((coding) => coding.status === "proposed").sort(order);
  if (way > 0) return proposals.find(isAfter) ?? proposals[0];
  return proposals.findLast(isAfter) ?? proposals.at(-1);
}
