// What the grid and the list share: ways from page to page, and what becomes of a wish that is refused.

import { Away, Refused } from "../send.js";
import { tell } from "../tell.js";

/**
 * Shows the ways to the first page, the one before, the next and the last.
 * @param {HTMLElement} pager @param {number} page counted from nought @param {number} pages @param {(page: number) => void} turnTo
 */
export function showPager(pager, page, pages, turnTo) {
  pager.hidden = pages < 2;
  if (pages < 2) return;
  const step = (/** @type {string} */ name, /** @type {number} */ to) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.disabled = to < 0 || to >= pages || to === page;
    button.addEventListener("click", () => turnTo(to));
    return button;
  };
  const where = document.createElement("span");
  where.textContent = `Page ${page + 1} of ${pages}`;
  pager.replaceChildren(step("First", 0), step("Back", page - 1), where, step("Next", page + 1), step("Last", pages - 1));
}

/** Where the page begins on which something stands. @param {number} at @param {number} length how many a page has */
export const pageStart = (at, length) => Math.floor(at / length) * length;

/** Does something that may be refused: why is told, and nothing comes back. @template T @param {() => Promise<T>} act @returns {Promise<T | undefined>} */
export async function tried(act) {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Refused) tell(error.message, { isError: true });
    else if (!(error instanceof Away)) throw error;
    return undefined;
  }
}
