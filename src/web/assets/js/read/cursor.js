// Where somebody is in the text, and what they have marked: by mouse, as everywhere, or by keys.

import { isTyping } from "../help.js";

/** @typedef {import("./offsets.js").Text} Text */

export class Cursor extends EventTarget {
  /** @param {Text} text @param {HTMLElement} caret @param {HTMLElement} sheet */
  constructor(text, caret, sheet) {
    super();
    this.text = text;
    this.caret = caret;
    this.sheet = sheet;
    /** @type {HTMLElement | undefined} */
    this.turn = undefined;
    this.isOwn = false;
    this.anchor = text.pieces[0]?.from ?? 0;
    this.head = this.anchor;
    document.addEventListener("selectionchange", () => this.followSelection());
    new ResizeObserver(() => this.drawCaret()).observe(sheet);
  }

  get start() {
    return Math.min(this.anchor, this.head);
  }

  get end() {
    return Math.max(this.anchor, this.head);
  }

  get isEmpty() {
    return this.anchor === this.head;
  }

  get piece() {
    return this.text.pieces[this.text.indexAt(this.head)];
  }

  /** The words that something is done with: what is marked, or else the segment. @returns {[number, number]} */
  stretch() {
    if (this.isEmpty) return [this.piece.from, this.piece.to];
    return this.text.snapped(this.start, this.end) ?? [this.start, this.end];
  }

  /** @param {number} anchor @param {number} head @param {{reveal?: boolean}} [how] */
  set(anchor, head, { reveal = true } = {}) {
    this.anchor = anchor;
    this.head = head;
    // While something is typed into a field, the browser's own selection stays there.
    if (!isTyping(document.activeElement)) this.select();
    this.moved(reveal);
  }

  /** Gives the browser's selection the same place. */
  select() {
    const from = this.text.spot(this.anchor, this.anchor > this.head);
    const to = this.text.spot(this.head, this.head > this.anchor);
    this.isOwn = true;
    getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
  }

  /** The mouse, a finger or the browser itself marks words. */
  followSelection() {
    if (this.isOwn) {
      this.isOwn = false;
      return;
    }
    const selection = getSelection();
    if (!selection || selection.rangeCount === 0) return;
    if (!this.text.root.contains(selection.anchorNode) || !this.text.root.contains(selection.focusNode)) return;
    const anchor = this.text.placeOf(selection.anchorNode, selection.anchorOffset);
    const head = this.text.placeOf(selection.focusNode, selection.focusOffset);
    if (anchor === undefined || head === undefined || (anchor === this.anchor && head === this.head)) return;
    this.anchor = anchor;
    this.head = head;
    this.moved();
  }

  /** What is seen changes after all has been measured: a page that is measured in between is laid out twice. */
  moved(reveals = false) {
    const box = this.drawCaret();
    if (reveals && box) reveal(box);
    const turn = this.piece?.turn;
    if (turn !== this.turn) {
      this.turn?.classList.remove("current");
      turn?.classList.add("current");
      this.turn = turn;
    }
    this.dispatchEvent(new CustomEvent("moved"));
  }

  /** Where the head stands in the window. */
  box() {
    const { node, offset } = this.text.spot(this.head, this.head > this.anchor);
    const range = document.createRange();
    range.setStart(node, offset);
    return range.getClientRects()[0] ?? this.piece.element.getBoundingClientRect();
  }

  drawCaret() {
    if (!this.piece) return undefined;
    const box = this.box();
    const around = this.sheet.getBoundingClientRect();
    this.caret.style.setProperty("--x", `${box.left - around.left}px`);
    this.caret.style.setProperty("--y", `${box.top - around.top}px`);
    this.caret.style.setProperty("--height", `${Math.min(box.height, 60)}px`);
    this.caret.hidden = false;
    return box;
  }

  /** Scrolls so that the head is to be seen. */
  reveal() {
    reveal(this.box());
  }

  /** To the segment of this index. @param {number} index */
  goTo(index) {
    const piece = this.text.pieces[Math.max(0, Math.min(index, this.text.pieces.length - 1))];
    this.set(piece.from, piece.from);
  }

  /** @param {1 | -1} way @param {boolean} extends_ */
  bySegment(way, extends_) {
    const here = this.piece;
    const next = this.text.pieces[here.index + way];
    if (extends_) {
      const head = way > 0 ? (this.head < here.to ? here.to : (next?.to ?? here.to)) : this.head > here.from ? here.from : (next?.from ?? here.from);
      this.set(this.anchor, head);
    } else if (way < 0 && this.head > here.from) {
      this.set(here.from, here.from);
    } else if (next) {
      this.set(next.from, next.from);
    }
  }

  /** By words or sentences. @param {"word" | "sentence"} kind @param {1 | -1} way @param {boolean} extends_ */
  by(kind, way, extends_) {
    const place = this.next(kind, way, this.head, extends_);
    if (place !== undefined) this.set(extends_ ? this.anchor : place, place);
  }

  /** The next edge of a word or sentence. @param {"word" | "sentence"} kind @param {1 | -1} way @param {number} place @param {boolean} toEnd */
  next(kind, way, place, toEnd) {
    const isForward = way > 0;
    for (let index = this.text.indexAt(place); index >= 0 && index < this.text.pieces.length; index += way) {
      const units = this.text.unitsOf(this.text.pieces[index], kind);
      const edges = units.map(([start, end]) => (isForward && toEnd ? end : start));
      const found = isForward ? edges.find((edge) => edge > place) : edges.reverse().find((edge) => edge < place);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Marks the sentence at the cursor; again: the next one too. */
  markSentence() {
    const units = this.text.unitsOf(this.piece, "sentence");
    if (this.isEmpty) {
      const unit = units.find(([, end]) => end > this.head) ?? units.at(-1);
      if (unit) this.set(unit[0], unit[1]);
      return;
    }
    const [start] = units.find(([from, to]) => from <= this.start && this.start < to) ?? [this.start];
    const end = units.find(([, to]) => to >= this.end)?.[1] ?? this.end;
    this.set(start, end === this.end && start === this.start ? (this.next("sentence", 1, this.end, true) ?? end) : end);
  }

  markSegment() {
    this.set(this.piece.from, this.piece.to);
  }

  /** The other end goes from now on. */
  turnAround() {
    if (!this.isEmpty) this.set(this.head, this.anchor);
  }

  clear() {
    this.set(this.head, this.head, { reveal: false });
  }
}

/** Scrolls so that a place is to be seen, with some lines around it. @param {DOMRect} box */
function reveal(box) {
  const top = 140;
  const bottom = innerHeight - 100;
  if (box.top < top) scrollBy(0, box.top - top - innerHeight / 6);
  else if (box.bottom > bottom) scrollBy(0, box.bottom - bottom + innerHeight / 4);
}
