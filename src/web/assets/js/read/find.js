// Finding words in this text, while it stays as it is.

/** @typedef {import("./offsets.js").Text} Text */
/** @typedef {import("./paint.js").Paint} Paint */
/** @typedef {import("./cursor.js").Cursor} Cursor */

export class Find {
  /** @param {Text} text @param {Paint} paint @param {Cursor} cursor */
  constructor(text, paint, cursor) {
    this.text = text;
    this.paint = paint;
    this.cursor = cursor;
    this.box = /** @type {HTMLFormElement} */ (document.getElementById("find-box"));
    this.input = /** @type {HTMLInputElement} */ (document.getElementById("find-words"));
    this.count = /** @type {HTMLElement} */ (document.getElementById("find-count"));
    /** @type {[number, number][]} */
    this.found = [];
    this.at = -1;
    this.input.addEventListener("input", () => this.look());
    this.box.addEventListener("submit", (event) => {
      event.preventDefault();
      this.go(1);
    });
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.stopPropagation();
        this.close();
      } else if (event.key === "Enter" && event.shiftKey) {
        event.preventDefault();
        this.go(-1);
      }
    });
  }

  open() {
    this.box.hidden = false;
    if (!this.cursor.isEmpty) this.input.value = this.text.words(this.cursor.start, this.cursor.end).slice(0, 80);
    this.input.focus();
    this.input.select();
    this.look();
  }

  close() {
    this.box.hidden = true;
    this.found = [];
    this.paint.only("found", []);
    this.paint.only("found-now", []);
    this.text.root.focus({ preventScroll: true });
    this.cursor.select();
  }

  look() {
    const wanted = this.input.value;
    this.found = [];
    if (wanted.trim() !== "") {
      const pattern = new RegExp(wanted.trim().replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+"), "giu");
      for (const piece of this.text.pieces) {
        for (const match of piece.words.matchAll(pattern)) {
          this.found.push([piece.from + match.index, piece.from + match.index + match[0].length]);
        }
      }
    }
    this.at = this.found.findIndex(([, end]) => end > this.cursor.start);
    this.show();
  }

  /** @param {1 | -1} way */
  go(way) {
    if (this.found.length === 0) return;
    this.at = (this.at + way + this.found.length) % this.found.length;
    this.show();
  }

  show() {
    this.paint.only("found", this.found);
    const now = this.found[this.at];
    this.paint.only("found-now", now ? [now] : []);
    this.count.textContent = this.input.value.trim() === "" ? "" : now ? `${this.at + 1} of ${this.found.length}` : this.found.length > 0 ? `${this.found.length}` : "not here";
    if (now) this.cursor.set(now[0], now[1]);
  }
}
