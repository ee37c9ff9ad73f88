// A long text opens where somebody was: what is far from there is laid out afterwards, a part at a time, while nothing else
// is done. Until then it has the height that the style sheet guesses, and the browser keeps what is seen in its place.

/** @typedef {import("./offsets.js").Text} Text */

/** So many segments around the place are laid out at once, and so many at a time afterwards. */
const NEAR = 25;
const PART = 90;

const idle = (/** @type {() => void} */ run) => ("requestIdleCallback" in window ? requestIdleCallback(run, { timeout: 400 }) : setTimeout(run, 50));

/** The first segment that is to be seen, and how far down it begins: it holds whatever the height of what is above. @param {Text} text */
export function topmost({ pieces }) {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle].turn.getBoundingClientRect().bottom > 0) high = middle;
    else low = middle + 1;
  }
  return { index: low, top: pieces[low].turn.getBoundingClientRect().top };
}

export class Far {
  /** @param {Text} text */
  constructor(text) {
    this.text = text;
    /** Those that wait, the nearest last. @type {HTMLElement[]} */
    this.waiting = [];
    addEventListener("beforeprint", () => this.bringAll());
  }

  /** Lets wait what is far from a segment. @param {number} index */
  leaveBut(index) {
    const { pieces } = this.text;
    if (pieces.length < 4 * NEAR) return;
    const distance = (/** @type {{index: number}} */ piece) => Math.abs(piece.index - index);
    const far = pieces.filter((piece) => distance(piece) > NEAR).sort((one, other) => distance(other) - distance(one));
    this.waiting = far.map((piece) => piece.turn);
    for (const turn of this.waiting) turn.classList.add("far");
    document.documentElement.classList.add("brings");
    requestAnimationFrame(() => idle(() => this.bringPart()));
  }

  bringPart() {
    // What is seen stays where it is, whatever the height of what comes above it: not all browsers see to that here.
    const seen = this.text.pieces[topmost(this.text).index].turn;
    const { top } = seen.getBoundingClientRect();
    for (const turn of this.waiting.splice(-PART)) turn.classList.remove("far");
    scrollBy(0, seen.getBoundingClientRect().top - top);
    if (this.waiting.length > 0) idle(() => this.bringPart());
    else document.documentElement.classList.remove("brings");
  }

  bringAll() {
    for (const turn of this.waiting.splice(0)) turn.classList.remove("far");
  }
}
