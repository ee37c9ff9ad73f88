// The keys of the page, and what the sheet of keys says about them.

import { addKeys, isTyping } from "../help.js";

/** After this key a letter is a code's key, also where the page has a meaning for it. */
const CODE_NEXT = ",";

/** What a single key does on the page, by its name in `page.js`. */
const SINGLE = {
  j: "next-segment", k: "previous-segment", n: "next-uncoded", N: "previous-uncoded", p: "next-proposed", P: "previous-proposed",
  q: "next-disputed", Q: "previous-disputed", "/": "palette", i: "in-vivo", m: "memo", a: "accept", A: "accept-on", x: "reject", X: "reject-on",
  d: "remove", R: "recode", c: "next-coding", C: "previous-coding", s: "mark-sentence", t: "mark-segment", o: "turn-around", b: "begin", e: "end",
  f: "find", u: "undo", r: "redo",
};
/** How a code's key is pressed here: alone, or after the key that says so. @param {string} key */
export const pressed = (key) => (key in SINGLE || /^[1-9g?,]$/.test(key) ? `${CODE_NEXT} ${key}` : key);

const NAMED = { Delete: "remove", Backspace: "remove", Escape: "escape", Enter: "palette" };

addKeys("Reading & coding", [
  { keys: "↓ ↑ j k", does: "Next and previous segment" },
  { keys: "→ ←", does: "Word by word; Ctrl with them: sentence by sentence" },
  { keys: "Shift → ←", does: "Mark words" },
  { keys: "Shift ↓ ↑", does: "Mark by sentences; Ctrl too: by segments" },
  { keys: "s t", does: "Mark the sentence (again: one more), the segment" },
  { keys: "o", does: "The other end of what is marked goes" },
  { keys: "/ Enter", does: "Find a code and give it to what is marked, or to the segment" },
  { keys: "1 … 9", does: "Give one of the codes used last" },
  { keys: ", t", does: "Give the code that has this key in the codebook (t: where the page has no such key, it works alone)" },
  { keys: "i", does: "In vivo: a code named by the marked words" },
  { keys: "m", does: "Memo on what is marked, or on the chosen coding" },
  { keys: "c C", does: "Choose the next, the previous coding at the cursor" },
  { keys: "a x", does: "Accept, reject; with Shift: and on to the next proposal" },
  { keys: "d Delete", does: "Remove the chosen coding" },
  { keys: "R", does: "Give it another code" },
  { keys: "b e", does: "Move where it begins, where it ends: ← →, then Enter" },
  { keys: "n p q", does: "Next uncoded, next proposal, next disputed; with Shift: back" },
  { keys: "f", does: "Find in this text" },
  { keys: "u r", does: "Take back, do again" },
  { keys: "Esc", does: "Unmark, or choose nothing" },
]);

/** Whether the text where the cursor is runs from right to left. */
function isLeftwards() {
  const words = document.querySelector(".turn.current .words");
  return words !== null && getComputedStyle(words).direction === "rtl";
}

/**
 * @param {(name: string) => void} run @param {(letter: string) => boolean} letter whether a code has this key
 * @param {(number: number) => void} recent @param {() => boolean} hasLetters
 * @param {(kind: "word" | "sentence" | "segment", way: 1 | -1, marks: boolean) => void} move
 */
export function bindKeys(run, letter, recent, hasLetters, move) {
  let goes = false;
  let isCodeNext = false;
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const wasGoing = goes;
    goes = event.key === "g" && !event.ctrlKey && !event.metaKey;
    // `g r` and such go to another page, and Ctrl with a letter is the browser's or the frame's.
    if (wasGoing || goes) return;
    const onControl = event.target instanceof Element && event.target.closest("button, a, summary, select, input");
    const arrows = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 };
    if (event.key in arrows) {
      if (event.altKey || event.metaKey || (onControl && !onControl.closest("#here, #codes, #recents"))) return;
      event.preventDefault();
      const isVertical = event.key === "ArrowDown" || event.key === "ArrowUp";
      const along = /** @type {1 | -1} */ (arrows[/** @type {"ArrowUp"} */ (event.key)]);
      // Arrows go where they point: in what is written from right to left, on is to the left.
      const way = isVertical || !isLeftwards() ? along : /** @type {1 | -1} */ (-along);
      if (!isVertical) move(event.ctrlKey ? "sentence" : "word", way, event.shiftKey);
      else move(event.shiftKey && !event.ctrlKey ? "sentence" : "segment", way, event.shiftKey);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in NAMED) {
      if (event.key === "Enter" && onControl) return;
      event.preventDefault();
      run(NAMED[/** @type {"Enter"} */ (event.key)]);
      return;
    }
    if (!hasLetters() || event.key.length !== 1 || event.key === " ") return;
    if (isCodeNext) {
      isCodeNext = false;
      event.preventDefault();
      letter(event.key);
      return;
    }
    if (event.key === CODE_NEXT) {
      event.preventDefault();
      isCodeNext = true;
      setTimeout(() => (isCodeNext = false), 3000);
      return;
    }
    if (/^[1-9]$/.test(event.key)) {
      event.preventDefault();
      recent(Number(event.key));
    } else if (event.key in SINGLE) {
      event.preventDefault();
      run(SINGLE[/** @type {"a"} */ (event.key)]);
    } else if (event.key !== "?" && letter(event.key)) {
      event.preventDefault();
    }
  });
}
