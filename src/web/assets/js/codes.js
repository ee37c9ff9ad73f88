// The codes of the study, as pages need them for chips and palettes, and which were given last.

import { dot } from "./make.js";
import { ask } from "./send.js";

/**
 * @typedef {{id: string, name: string, above: string[], themes: string[], definition: string, colour: string | null, key: string | null, inUse: boolean}} Code
 */

const RECENT = "verbatim-recent-codes";
/** @type {Code[]} */
let all = [];
/** @type {Map<string, Code>} */
let byId = new Map();

/** Reads them, anew if they were read before. */
export async function loadCodes() {
  all = await ask("/codes");
  byId = new Map(all.map((code) => [code.id, code]));
  return all;
}

/** Those that text may be coded with, in the codebook's order. */
export function codesInUse() {
  return all.filter((code) => code.inUse);
}

/** @param {string} id @returns {Code} a code that has left the codebook is called by its id */
export function codeOf(id) {
  return byId.get(id) ?? { id, name: id, above: [], themes: [], definition: "", colour: null, key: null, inUse: false };
}

/** The code with this key. @param {string} key */
export function codeWithKey(key) {
  const wanted = key.toLowerCase();
  return codesInUse().find((code) => code.key?.toLowerCase() === wanted);
}

/** The codes given last, at most nine, as the page of a transcript counts them too. @returns {Code[]} */
export function recentCodes() {
  /** @type {string[]} */
  let ids = [];
  try {
    ids = JSON.parse(localStorage.getItem(RECENT) ?? "[]");
  } catch {
    // What cannot be read is forgotten.
  }
  return ids.flatMap((id) => byId.get(id) ?? []).filter((code) => code.inUse).slice(0, 9);
}

/** Notes that a code was given. One that has a number keeps it, so that fingers learn it. @param {string} id */
export function noteGiven(id) {
  const ids = recentCodes().map((code) => code.id);
  if (!ids.includes(id)) localStorage.setItem(RECENT, JSON.stringify([id, ...ids].slice(0, 9)));
}

/** A dot in the code's colour. @param {Code} code */
export const dotOf = (code) => dot(code.colour ?? undefined);
