// Moving where a coding begins and ends: two handles at its edges, by mouse, finger or keys.

/** @typedef {import("./offsets.js").Text} Text */
/** @typedef {import("./codings.js").Coding} Coding */
/** @typedef {import("./paint.js").Paint} Paint */
/** @typedef {import("./cursor.js").Cursor} Cursor */

export class Edges extends EventTarget {
  /** @param {Text} text @param {HTMLElement} sheet @param {Paint} paint @param {Cursor} cursor */
  constructor(text, sheet, paint, cursor) {
    super();
    this.text = text;
    this.sheet = sheet;
    this.paint = paint;
    this.cursor = cursor;
    /** @type {Coding | undefined} */
    this.coding = undefined;
    /** Where it would stand. @type {[number, number] | undefined} */
    this.moved = undefined;
    this.isDragging = false;
    this.handles = { start: this.handle("start", "Where the coding begins"), end: this.handle("end", "Where the coding ends") };
    new ResizeObserver(() => this.draw()).observe(sheet);
  }

  /** @param {"start" | "end"} edge @param {string} name */
  handle(edge, name) {
    const handle = document.createElement("button");
    handle.type = "button";
    handle.className = `edge ${edge}`;
    handle.hidden = true;
    handle.setAttribute("aria-label", `${name}: arrow keys move it, Enter keeps it, Escape leaves it`);
    handle.title = `${name}: drag it, or ← → and Enter`;
    handle.addEventListener("pointerdown", (event) => this.grab(edge, event));
    handle.addEventListener("keydown", (event) => this.key(edge, event));
    handle.addEventListener("blur", () => {
      if (!this.isDragging) this.leave();
    });
    this.sheet.append(handle);
    return handle;
  }

  /** @param {Coding | undefined} coding */
  show(coding) {
    this.coding = coding;
    this.moved = undefined;
    this.draw();
  }

  draw() {
    if (!this.coding && this.handles.start.hidden) return;
    const around = this.sheet.getBoundingClientRect();
    for (const edge of /** @type {("start" | "end")[]} */ (["start", "end"])) {
      const handle = this.handles[edge];
      handle.hidden = !this.coding;
      if (!this.coding) continue;
      const [start, end] = this.moved ?? [this.coding.start, this.coding.end];
      const { node, offset } = this.text.spot(edge === "start" ? start : end, edge === "end");
      const range = document.createRange();
      range.setStart(node, offset);
      const box = range.getClientRects()[0];
      if (!box) continue;
      handle.style.setProperty("--x", `${box.left - around.left}px`);
      handle.style.setProperty("--y", `${box.top - around.top}px`);
      handle.style.setProperty("--height", `${box.height}px`);
    }
  }

  /** Takes a handle with the keyboard. @param {"start" | "end"} edge */
  take(edge) {
    if (!this.coding) return;
    this.handles[edge].focus({ preventScroll: false });
  }

  /** @param {"start" | "end"} edge @param {number} place */
  moveTo(edge, place) {
    if (!this.coding) return;
    const [start, end] = this.moved ?? [this.coding.start, this.coding.end];
    if (edge === "start" ? place >= end : place <= start) return;
    this.moved = edge === "start" ? [place, end] : [start, place];
    this.paint.only("marked", [this.text.snapped(...this.moved) ?? this.moved]);
    this.draw();
  }

  /** @param {"start" | "end"} edge @param {PointerEvent} event */
  grab(edge, event) {
    event.preventDefault();
    const handle = this.handles[edge];
    handle.setPointerCapture(event.pointerId);
    this.isDragging = true;
    const move = (/** @type {PointerEvent} */ moved) => {
      // The handle itself is under the finger: the words are looked for beside it.
      handle.classList.add("dragged");
      const place = this.text.placeAt(moved.clientX, moved.clientY);
      if (place !== undefined) this.moveTo(edge, place);
    };
    const stop = (/** @type {PointerEvent} */ ended) => {
      handle.removeEventListener("pointermove", move);
      handle.removeEventListener("pointerup", stop);
      handle.removeEventListener("pointercancel", stop);
      handle.classList.remove("dragged");
      this.isDragging = false;
      if (ended.type === "pointerup") this.keep();
      else this.leave();
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", stop);
    handle.addEventListener("pointercancel", stop);
  }

  /** @param {"start" | "end"} edge @param {KeyboardEvent} event */
  key(edge, event) {
    const ways = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 };
    if (event.key in ways && this.coding) {
      event.preventDefault();
      event.stopPropagation();
      const [start, end] = this.moved ?? [this.coding.start, this.coding.end];
      const kind = event.key === "ArrowUp" || event.key === "ArrowDown" ? "sentence" : "word";
      const along = ways[/** @type {"ArrowLeft"} */ (event.key)];
      const isLeftwards = kind === "word" && this.text.isLeftwards(edge === "start" ? start : end - 1);
      const way = /** @type {1 | -1} */ (isLeftwards ? -along : along);
      const place = this.cursor.next(kind, way, edge === "start" ? start : end, edge === "end");
      const last = this.text.pieces.at(-1);
      // Back from an end leads to the end of the word before.
      if (edge === "end" && way < 0) this.moveTo(edge, this.endBefore(kind, end));
      else if (place !== undefined && place <= (last?.to ?? 0)) this.moveTo(edge, place);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      event.stopPropagation();
      this.keep();
      this.text.root.focus({ preventScroll: true });
    } else if (event.key === "Escape") {
      event.stopPropagation();
      this.leave();
      this.text.root.focus({ preventScroll: true });
    }
  }

  /** @param {"word" | "sentence"} kind @param {number} place */
  endBefore(kind, place) {
    for (let index = this.text.indexAt(Math.max(0, place - 1)); index >= 0; index -= 1) {
      const before = this.text.unitsOf(this.text.pieces[index], kind).map(([, end]) => end).filter((end) => end < place);
      const found = before.at(-1);
      if (found !== undefined) return found;
    }
    return place;
  }

  keep() {
    const moved = this.moved && this.text.snapped(...this.moved);
    const coding = this.coding;
    this.leave();
    if (!moved || !coding || (moved[0] === coding.start && moved[1] === coding.end)) return;
    this.dispatchEvent(new CustomEvent("moved", { detail: { coding, start: moved[0], end: moved[1] } }));
  }

  leave() {
    if (!this.moved) return;
    this.moved = undefined;
    this.dispatchEvent(new CustomEvent("left"));
    this.draw();
  }
}
