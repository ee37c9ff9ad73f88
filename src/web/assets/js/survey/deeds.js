// What both views of a survey do with answers: which code is given or taken off is asked here, and by the same keys and
// buttons. What is meant, and how it shows, is each view's own.

import { codeOf, codesInUse, loadCodes, noteGiven } from "../codes.js";
import { openPalette } from "../palette.js";
import { tell } from "../tell.js";

/** Answers, or words of one. @typedef {{texts: number[], words: [number, number] | undefined}} Meant */

/** The choice of codes above the answers. */
export function showCodeChoices() {
  const select = /** @type {HTMLSelectElement} */ (document.getElementById("code"));
  const chosen = new URLSearchParams(location.search).get("code") ?? "";
  select.replaceChildren(new Option("Any", ""), ...codesInUse().map((code) => new Option("\u2003".repeat(code.above.length) + code.name, code.id)));
  select.value = chosen;
}

/**
 * Asks for a code; one that is typed and not there yet is made.
 * @param {Meant} of @param {(code: string) => void} give
 * @param {(where: string, body: object) => Promise<any>} change @param {() => void} made once there is a new code
 */
export function askWhichToGive(of, give, change, made) {
  openPalette({
    title: of.words ? "Code for the marked words" : of.texts.length === 1 ? "Code for this answer" : `Code for ${of.texts.length} answers`,
    onPick: (code) => give(code.id),
    onNew: async (name) => {
      const answer = await change("/answers/code", { new: name, texts: of.texts, words: of.words });
      // Of many answers it is told when they are done.
      if (!answer || answer.more.job) return;
      await loadCodes();
      noteGiven(answer.more.code);
      showCodeChoices();
      made();
    },
  });
}

/** Of several codes, asks which to take off. @param {Set<string>} on @param {(code: string) => void} takeOff */
export function askWhichToTakeOff(on, takeOff) {
  const [only, ...others] = on;
  if (only === undefined) tell("No code is on it");
  else if (others.length === 0) takeOff(only);
  else openPalette({ title: "Take off which code?", among: [...on].map(codeOf), onPick: (code) => takeOff(code.id) });
}

/** The codes that are on answers. @param {Iterable<{codes: import("./answer.js").CodeOn[]}>} answers */
export const codesOn = (answers) => new Set([...answers].flatMap((answer) => answer.codes).filter((code) => code.accepted + code.proposed > 0).map((code) => code.code));

/**
 * Shows a code as given at once; what the server says replaces it.
 * @param {{codes: import("./answer.js").CodeOn[], content: string}} answer @param {string} id @param {number} count
 * @param {[number, number] | undefined} words
 */
export function showGiven(answer, id, count, words) {
  const on = answer.codes.find((code) => code.code === id);
  if (on) Object.assign(on, { accepted: count, proposed: 0, rejected: 0 });
  else answer.codes.push({ code: id, accepted: count, proposed: 0, rejected: 0, spans: [words ?? [0, answer.content.length]], coders: [], byRule: false });
}

/** @typedef {{choose: () => void, tick: () => void, untick: () => void, decide: (status: string) => void, takeOff: () => void}} Deeds */

/** Binds the buttons, and gives the keys. @param {Deeds} deeds @returns {Record<string, () => void>} */
export function bindDeeds({ choose, tick, untick, decide, takeOff }) {
  const accept = () => decide("accepted");
  const reject = () => decide("rejected");
  for (const [id, does] of /** @type {[string, () => void][]} */ ([["give", choose], ["accept", accept], ["reject", reject]])) {
    document.getElementById(id)?.addEventListener("click", does);
  }
  return { "/": choose, x: tick, a: accept, r: reject, Delete: takeOff, Backspace: takeOff, Escape: untick };
}

/** What the sheet of keys says of them. */
export const DEEDS = [
  { keys: "1 … 9", does: "One of the codes given last" },
  { keys: ", t", does: "The code that has this key in the codebook" },
  { keys: "a r", does: "Accept or reject what is proposed" },
  { keys: "Del", does: "Take a code off" },
];
