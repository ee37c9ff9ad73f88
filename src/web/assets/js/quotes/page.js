// The page of quotes: marked words go into the form that trims, and keys.

import "../opened.js";
import { addKeys, isTyping } from "../help.js";

addKeys("Quotes", [
  { keys: "j k", does: "The next quote, the one before" },
  { keys: "Enter", does: "Open its place" },
  { keys: "p", does: "Pin it, or take the pin away" },
  { keys: "r", does: "As it is printed" },
  { keys: "o", does: "What stands around it" },
  { keys: "t", does: "Trim it: marked words go into the form" },
]);

/** The words that are marked within a quotation. @param {Element} quote */
function marked(quote) {
  const selection = getSelection();
  const words = quote.querySelector(":scope > blockquote");
  if (!selection || selection.isCollapsed || !words?.contains(selection.anchorNode) || !words.contains(selection.focusNode)) return "";
  return selection.toString().trim();
}

document.addEventListener("selectionchange", () => {
  const node = getSelection()?.anchorNode;
  const quote = (node instanceof Element ? node : node?.parentElement)?.closest(".quote");
  const field = quote?.querySelector("details[open] .trim input[name=words]");
  const words = quote ? marked(quote) : "";
  if (field instanceof HTMLInputElement && words) field.value = words;
});

document.addEventListener("toggle", (event) => {
  const details = event.target;
  if (!(details instanceof HTMLDetailsElement) || !details.open) return;
  const field = details.querySelector(":scope > .trim input[name=words]");
  const quote = details.closest(".quote");
  if (!(field instanceof HTMLInputElement) || !quote) return;
  field.value = field.value || marked(quote);
  // A page that is shown anew opens it again by itself.
  if (document.activeElement?.parentElement === details) field.focus();
}, true);

// Some edits put words in.
document.addEventListener("change", (event) => {
  const select = event.target;
  if (!(select instanceof HTMLSelectElement) || select.name !== "what") return;
  const more = select.closest("form")?.querySelector(".with");
  if (!(more instanceof HTMLElement)) return;
  more.hidden = !select.selectedOptions[0]?.hasAttribute("data-more");
  const field = /** @type {HTMLInputElement} */ (more.querySelector("input"));
  field.required = !more.hidden;
});

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const quotes = [...document.querySelectorAll(".quote[id]")];
  const selected = getSelection()?.anchorNode?.parentElement?.closest(".quote[id]");
  const focused = document.activeElement?.closest(".quote[id]");
  const here = focused ?? selected;
  const at = here ? quotes.indexOf(here) : -1;
  const press = (/** @type {string} */ part) => {
    const summary = document.getElementById(`${here?.id}-${part}`)?.querySelector(":scope > summary");
    if (!(summary instanceof HTMLElement)) return;
    summary.focus();
    summary.click();
  };
  const does = {
    j: () => go(quotes[Math.min(at + 1, quotes.length - 1)]),
    k: () => go(quotes[Math.max(at - 1, 0)]),
    p: () => document.getElementById(`${here?.id}-pin`)?.click(),
    r: () => press("printed"),
    o: () => press("beside"),
    t: () => press("trim"),
  }[event.key];
  if (!does) return;
  event.preventDefault();
  does();
});

/** @param {Element | undefined} quote */
function go(quote) {
  const place = quote?.querySelector("a.place");
  if (place instanceof HTMLElement) place.focus();
  quote?.scrollIntoView({ block: "nearest" });
}
