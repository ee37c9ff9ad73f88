// The text as the page shows it, and places in it: counted in UTF-16 from the text's beginning, as the server tells them.
// Each segment is one element with one text node, which never changes.

/** @typedef {{index: number, from: number, to: number, element: HTMLElement, turn: HTMLElement, node: Node, words: string, isOpen: boolean}} Piece */

const segmenters = {
  word: new Intl.Segmenter(undefined, { granularity: "word" }),
  sentence: new Intl.Segmenter(undefined, { granularity: "sentence" }),
};

export class Text {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    /** @type {Piece[]} */
    this.pieces = [...root.querySelectorAll(".words")].map((found, index) => {
      const element = /** @type {HTMLElement} */ (found);
      const turn = /** @type {HTMLElement} */ (element.closest(".turn"));
      const node = element.firstChild ?? element;
      const words = element.textContent ?? "";
      const from = Number(element.dataset.from);
      return { index, from, to: from + words.length, element, turn, node, words, isOpen: !turn.classList.contains("closed") };
    });
    /** @type {Map<Element, Piece>} */
    this.byElement = new Map(this.pieces.map((piece) => [piece.element, piece]));
    /** @type {Map<string, [number, number][]>} */
    this.units = new Map();
  }

  /** The index of the segment that a place is in; a place between two belongs to the one before. @param {number} place */
  indexAt(place) {
    let low = 0;
    let high = this.pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.pieces[middle].from <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** @param {number} place @param {boolean} [isEnd] an end belongs to the segment that it ends */
  spot(place, isEnd = false) {
    let piece = this.pieces[this.indexAt(place)];
    if (isEnd && place === piece.from && piece.index > 0) piece = this.pieces[piece.index - 1];
    const offset = Math.max(0, Math.min(place - piece.from, piece.words.length));
    return { node: piece.node, offset: piece.node === piece.element ? 0 : offset };
  }

  /** @param {number} from @param {number} to */
  staticRange(from, to) {
    const start = this.spot(from);
    const end = this.spot(to, true);
    return new StaticRange({ startContainer: start.node, startOffset: start.offset, endContainer: end.node, endOffset: end.offset });
  }

  /** @param {number} from @param {number} to */
  liveRange(from, to) {
    const range = document.createRange();
    const start = this.spot(from);
    const end = this.spot(to, true);
    range.setStart(start.node, start.offset);
    range.setEnd(end.node, end.offset);
    return range;
  }

  /** The place of a spot in the page; nothing outside the text. @param {Node | null} node @param {number} offset */
  placeOf(node, offset) {
    const element = node instanceof Element ? node : node?.parentElement;
    const words = element?.closest(".words");
    const piece = words && this.byElement.get(words);
    if (piece) {
      if (node === piece.element) return offset === 0 ? piece.from : piece.to;
      return piece.from + Math.min(offset, piece.words.length);
    }
    // A speaker's name, or the space between two turns: the nearest words.
    const turn = element?.closest(".turn")?.querySelector(".words");
    const near = turn && this.byElement.get(turn);
    if (near) return near.from;
    if (element !== this.root) return undefined;
    const next = this.root.children[offset]?.querySelector(".words");
    return (next && this.byElement.get(next)?.from) ?? this.pieces.at(-1)?.to;
  }

  /** The place under a point of the window. @param {number} x @param {number} y */
  placeAt(x, y) {
    const caret = document.caretPositionFromPoint?.(x, y);
    return caret ? this.placeOf(caret.offsetNode, caret.offset) : undefined;
  }

  /** Whether what stands at a place is written from right to left. @param {number} place */
  isLeftwards(place) {
    const piece = this.pieces[this.indexAt(place)];
    return piece !== undefined && getComputedStyle(piece.element).direction === "rtl";
  }

  /** What stands there. @param {number} from @param {number} to */
  words(from, to) {
    const parts = [];
    for (let index = this.indexAt(from); index < this.pieces.length && this.pieces[index].from < to; index += 1) {
      const piece = this.pieces[index];
      parts.push(piece.words.slice(Math.max(0, from - piece.from), Math.max(0, to - piece.from)));
    }
    return parts.filter((part) => part !== "").join(" ");
  }

  /** Words or sentences of a segment, as places. @param {Piece} piece @param {"word" | "sentence"} kind @returns {[number, number][]} */
  unitsOf(piece, kind) {
    const key = `${piece.index} ${kind}`;
    let units = this.units.get(key);
    if (!units) {
      units = [];
      for (const part of segmenters[kind].segment(piece.words)) {
        if (kind === "word" && !part.isWordLike) continue;
        const kept = part.segment.trim();
        if (kept === "") continue;
        const start = piece.from + part.index + (part.segment.length - part.segment.trimStart().length);
        units.push([start, start + kept.length]);
      }
      this.units.set(key, units);
    }
    return units;
  }

  /**
   * What somebody meant who marked this: whole words, no spaces or bare marks at the ends, as the server has it.
   * @param {number} from @param {number} to @returns {[number, number] | undefined}
   */
  snapped(from, to) {
    const first = this.pieces[this.indexAt(from)];
    const last = this.pieces[this.indexAt(Math.max(from, to - 1))];
    const begun = this.unitsOf(first, "word").find(([start, end]) => start < from && from < end);
    const ended = this.unitsOf(last, "word").find(([start, end]) => start < to && to < end);
    let start = begun ? begun[0] : from;
    let end = ended ? ended[1] : to;
    const text = (/** @type {Piece} */ piece, /** @type {number} */ place) => piece.words.charAt(place - piece.from);
    while (start < end && start < first.to && /\s/.test(text(first, start))) start += 1;
    while (end > start && end > last.from && /\s/.test(text(last, end - 1))) end -= 1;
    return start < end ? [start, end] : undefined;
  }
}
