// Words in answers: those that are marked with the mouse, and those that a code stands on, where it is not the whole answer.

/** @typedef {import("./answer.js").Answer} Answer */

/** The words of one answer that are marked now. @returns {{text: number, range: [number, number]} | undefined} */
export function selectedWords() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const node = range.startContainer;
  const words = node.parentElement?.closest(".words");
  if (!words || node !== words.firstChild || range.endContainer !== node) {
    // A triple click ends at the beginning of what follows.
    const first = words?.firstChild;
    if (!words || node !== first || !(first instanceof Text)) return undefined;
    return { text: textOf(words), range: [range.startOffset, first.length] };
  }
  return { text: textOf(words), range: [range.startOffset, range.endOffset] };
}

/** @param {Element} words */
const textOf = (words) => Number(/** @type {HTMLElement | null} */ (words.closest("[data-text]"))?.dataset.text);

/** Underlines words that codes stand on. @param {ParentNode} within @param {Map<number, Answer>} answers */
export function markWords(within, answers) {
  if (!("highlights" in CSS)) return;
  const ranges = [];
  for (const words of within.querySelectorAll(".words")) {
    const node = words.firstChild;
    const answer = answers.get(textOf(words));
    if (!(node instanceof Text) || !answer) continue;
    for (const on of answer.codes) {
      if (on.accepted + on.proposed === 0) continue;
      for (const [from, to] of on.spans) {
        if (to <= node.length && (from > 0 || to < node.data.trimEnd().length)) ranges.push(rangeOf(node, from, to));
      }
    }
  }
  CSS.highlights.set("coded-words", new Highlight(...ranges));
}

/**
 * Shows what a code stands on, while its chip is looked at.
 * @param {HTMLElement} root @param {(chip: HTMLElement) => [number, number][]} spansOf
 */
export function bindPointing(root, spansOf) {
  if (!("highlights" in CSS)) return;
  const point = (/** @type {Event} */ event) => {
    const chip = event.target instanceof Element ? event.target.closest("button.code") : null;
    const node = chip?.closest("[data-text]")?.querySelector(".words")?.firstChild;
    CSS.highlights.delete("pointed-words");
    if (!(chip instanceof HTMLElement) || !(node instanceof Text)) return;
    const ranges = spansOf(chip).filter(([, to]) => to <= node.length).map(([from, to]) => rangeOf(node, from, to));
    CSS.highlights.set("pointed-words", new Highlight(...ranges));
  };
  for (const kind of ["pointerover", "focusin", "pointerleave", "focusout"]) root.addEventListener(kind, point);
}

/** @param {Text} node @param {number} from @param {number} to */
function rangeOf(node, from, to) {
  return new StaticRange({ startContainer: node, startOffset: from, endContainer: node, endOffset: to });
}
