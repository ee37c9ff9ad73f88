// Differences between coders, by keyboard: j and k go from one to the next, figures decide.

import { addKeys, isTyping } from "./help.js";

const items = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".differing > li")]);
let at = -1;

/** @param {number} index */
function go(index) {
  const all = items();
  if (all.length === 0) return;
  at = Math.min(Math.max(index, 0), all.length - 1);
  all[at].focus();
  all[at].scrollIntoView({ block: "nearest" });
}

document.addEventListener("focusin", (event) => {
  const inside = items().findIndex((item) => item.contains(/** @type {Node} */ (event.target)));
  if (inside >= 0) at = inside;
});

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target) || document.querySelector("dialog[open]") || items().length === 0) return;
  if (event.key === "j" || event.key === "k") {
    event.preventDefault();
    go(event.key === "j" ? at + 1 : at - 1);
    return;
  }
  const choices = items()[at]?.querySelectorAll("form button") ?? [];
  const chosen = /^[1-4]$/.test(event.key) ? choices[Number(event.key) - 1] : undefined;
  if (chosen instanceof HTMLButtonElement) {
    event.preventDefault();
    chosen.click();
  }
});

// What was decided on stays where it is: the next is chosen.
document.addEventListener("verbatim:answered", (event) => {
  const sent = /** @type {CustomEvent} */ (event).detail.form;
  if (new URL(sent.action).pathname !== "/agreement/settle") return;
  document.addEventListener("verbatim:shown", () => go(at + 1), { once: true });
});

addKeys("Agreement", [
  { keys: "j", does: "The next difference" },
  { keys: "k", does: "The one before" },
  { keys: "1 2 3 4", does: "Decide on it, as its buttons say" },
]);
