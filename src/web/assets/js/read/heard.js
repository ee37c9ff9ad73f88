// What a screen reader is told of where one is: the caret, highlights and stripes say nothing to it. Told once hands rest,
// so that a key that is held down is not read out step by step, and costs nothing.

import { short } from "../make.js";

/** @typedef {import("./offsets.js").Text} Text */
/** @typedef {import("./cursor.js").Cursor} Cursor */
/** @typedef {import("./codings.js").Coding} Coding */

const REST = 150;

export class Heard {
  /**
   * @param {Text} text @param {Cursor} cursor @param {HTMLElement} announce
   * @param {(from: number, to: number) => Coding[]} shownIn the codings to be seen in a stretch @param {(code: string) => string} nameOf
   */
  constructor(text, cursor, announce, shownIn, nameOf) {
    this.text = text;
    this.cursor = cursor;
    this.announce = announce;
    this.shownIn = shownIn;
    this.nameOf = nameOf;
    this.at = cursor.piece;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    cursor.addEventListener("moved", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.say(this.where()), REST);
    });
  }

  /** Says this, and not where one is. @param {string} sentence */
  say(sentence) {
    clearTimeout(this.timer);
    this.at = this.cursor.piece;
    this.announce.textContent = sentence;
  }

  where() {
    const { cursor, text } = this;
    const { piece } = cursor;
    if (!cursor.isEmpty) return `Marked: ${short(text.words(cursor.start, cursor.end), 200)}`;
    if (piece === this.at && cursor.head !== piece.from) {
      const [from, to] = text.unitsOf(piece, "word").find(([, end]) => end > cursor.head) ?? [cursor.head, cursor.head];
      return text.words(from, to);
    }
    const who = piece.turn.querySelector(".who")?.textContent?.trim();
    const number = piece.turn.dataset.number;
    const head = [number && `Segment ${number}`, who].filter(Boolean).join(", ");
    return `${head}${head ? ": " : ""}${short(piece.words, 300)} ${this.codes(piece.from, piece.to)}`;
  }

  /** @param {number} from @param {number} to */
  codes(from, to) {
    const names = new Set(this.shownIn(from, to).map((coding) => `${this.nameOf(coding.code)}${coding.status === "accepted" ? "" : `, ${coding.status}`}`));
    return names.size === 0 ? "No code." : `${names.size === 1 ? "Code" : "Codes"}: ${[...names].join("; ")}.`;
  }
}
