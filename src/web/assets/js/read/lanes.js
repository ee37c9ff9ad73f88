// Which lane beside the text each coding has. Each code keeps lanes of its own as far as there is room, so that a code is
// found where it was; with more codes than lanes, a coding has the first lane that is free there.

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
  /** @type {Map<Coding, number>} */
  const laneOf = new Map();
  let count = 0;
  for (const same of byCode.values()) {
    const own = firstFree(same);
    same.forEach((coding, index) => laneOf.set(coding, count + own.lanes[index]));
    count += own.count;
    if (count > room) return firstFree(codings);
  }
  return { lanes: codings.map((coding) => laneOf.get(coding) ?? 0), count };
}
