// Which lane beside the text each coding has. A code keeps its lane from the beginning of the text to its end, so that it is
// found where it was; codes that never stand beside each other share one. Where that takes more lanes than there is room for,
// a coding has the first lane that is free there.

/** @typedef {import("./codings.js").Coding} Coding */

/** The first lane that is free for each, and how many are needed. @param {Coding[]} codings in the order of their beginnings */
function firstFree(codings) {
  /** @type {number[]} */
  const ends = [];
  const lanes = codings.map((coding) => {
    let lane = ends.findIndex((end) => end <= coding.start);
    if (lane < 0) lane = ends.length;
    ends[lane] = coding.end;
    return lane;
  });
  return { lanes, count: ends.length };
}

/** Whether none of some codings stands beside one of the others. @param {Coding[]} ones @param {Coding[]} others both in the order of their beginnings */
function areApart(ones, others) {
  let at = 0;
  for (const one of ones) {
    while (at < others.length && others[at].end <= one.start) at += 1;
    if (at < others.length && others[at].start < one.end) return false;
  }
  return true;
}

/**
 * The lane of each coding, and how many there are.
 * @param {Coding[]} codings in the order of their beginnings @param {Iterable<string>} order ids of codes, as the codebook has them @param {number} room how many lanes there is room for
 */
export function lanesOf(codings, order, room) {
  /** @type {Map<string, Coding[]>} */
  const byCode = new Map();
  for (const id of order) byCode.set(id, []);
  for (const coding of codings) {
    const same = byCode.get(coding.code);
    if (same) same.push(coding);
    else byCode.set(coding.code, [coding]);
  }
  /** What stands in each lane, in the order of its beginnings. @type {Coding[][]} */
  const shared = [];
  /** @type {Map<Coding, number>} */
  const laneOf = new Map();
  for (const same of byCode.values()) {
    // Where a code stands beside itself, as several coders have it, it needs more lanes than one.
    const own = firstFree(same);
    for (let number = 0; number < own.count; number += 1) {
      const mine = same.filter((_, index) => own.lanes[index] === number);
      let lane = shared.findIndex((others) => areApart(mine, others));
      if (lane < 0) lane = shared.push([]) - 1;
      if (lane >= room) return firstFree(codings);
      shared[lane] = [...shared[lane], ...mine].sort((one, other) => one.start - other.start);
      for (const coding of mine) laneOf.set(coding, lane);
    }
  }
  return { lanes: codings.map((coding) => laneOf.get(coding) ?? 0), count: shared.length };
}
