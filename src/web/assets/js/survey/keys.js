// The keys of both pages of a survey: single keys, numbers for the codes given last, and a comma before a code's own key.

import { codeWithKey, recentCodes } from "../codes.js";
import { isTyping } from "../help.js";

/** After this key a letter is a code's key, as on the page of a transcript. */
const CODE_NEXT = ",";

/**
 * @param {Record<string, () => void>} keys what single keys do
 * @param {(id: string) => void} give
 * @param {Record<string, () => void>} [withControl] what keys do with Ctrl, where `isInside` says so
 * @param {(target: EventTarget | null) => boolean} [isInside]
 */
export function bindKeys(keys, give, withControl = {}, isInside = () => false) {
  let isCodeNext = false;
  let goes = false;
  document.addEventListener("keydown", (event) => {
    const wasGoing = goes;
    goes = event.key === "g" && !event.ctrlKey && !event.metaKey;
    // `g r` and such go to another page.
    if (wasGoing || goes) return;
    if (event.defaultPrevented || isTyping(event.target) || document.querySelector("dialog[open], :popover-open")) return;
    const hasControl = event.ctrlKey || event.metaKey;
    if (event.altKey || (hasControl && !isInside(event.target))) return;
    if (isCodeNext && event.key.length === 1) {
      isCodeNext = false;
      event.preventDefault();
      const code = codeWithKey(event.key);
      if (code) give(code.id);
      return;
    }
    const isOnControl = event.target instanceof Element && event.target.closest("button, a, summary") !== null;
    const does = (hasControl ? withControl : keys)[event.key];
    if (does && !(isOnControl && (event.key === "Enter" || event.key === " "))) {
      event.preventDefault();
      does();
    } else if (!hasControl && event.key === CODE_NEXT) {
      event.preventDefault();
      isCodeNext = true;
    } else if (!hasControl && /^[1-9]$/.test(event.key)) {
      const code = recentCodes()[Number(event.key) - 1];
      if (code) give(code.id);
    }
  });
}
