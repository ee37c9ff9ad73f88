// The codes used last, kept in this browser: the keys 1 to 9 give them.

const KEPT = "verbatim-recent-codes";

export class Recents {
  constructor() {
    /** @type {string[]} */
    this.ids = [];
    try {
      this.ids = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    } catch {
      // Nobody has used any here.
    }
  }

  /** A code that has a number keeps it, so that a series of keys stays the same. @param {string} code */
  use(code) {
    if (this.ids.slice(0, 9).includes(code)) return;
    this.ids = [code, ...this.ids].slice(0, 9);
    localStorage.setItem(KEPT, JSON.stringify(this.ids));
  }
}
