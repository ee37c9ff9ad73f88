// The search page: mistakes shown while a query is typed, and keys.

import { addKeys, isTyping } from "../help.js";
import { complete } from "../complete.js";
import { ask } from "../send.js";
import "../opened.js";
import "./facets.js";
import { chooseCode, keepTicks } from "./ticks.js";

addKeys("Search", [
  { keys: "/", does: "To the query" },
  { keys: "j k", does: "The next result, the one before" },
  { keys: "Enter", does: "Open its place" },
  { keys: "x", does: "Tick it" },
  { keys: "o", does: "What stands around it" },
  { keys: "a", does: "Tick all on the page" },
  { keys: "c", does: "Choose a code for what is ticked" },
]);

// A mistake is pointed at under the box, once nothing is typed for a moment.
let typing = 0;
document.addEventListener("input", (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || box.id !== "query") return;
  clearTimeout(typing);
  typing = setTimeout(async () => {
    const typed = box.value;
    const found = await ask(`/search/check?q=${encodeURIComponent(typed)}`).catch(() => ({}));
    if (box.value === typed) pointAt(found);
  }, 350);
});

/** @param {{pointed?: string, message?: string}} found */
function pointAt(found) {
  const place = document.getElementById("typed");
  if (!place) return;
  place.replaceChildren();
  document.getElementById("query")?.setAttribute("aria-invalid", String(Boolean(found.message)));
  document.querySelector(".mistake")?.remove();
  if (!found.message) return;
  const pointed = document.createElement("pre");
  pointed.textContent = found.pointed ?? "";
  const words = document.createElement("p");
  words.textContent = found.message;
  place.append(pointed, words);
}

// Keys. Focus itself goes from result to result, so that Enter opens the place.
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const hits = [...document.querySelectorAll(".hit")];
  const at = hits.findIndex((hit) => hit.contains(document.activeElement));
  const here = hits[at];
  const does = {
    "/": () => /** @type {HTMLInputElement | null} */ (document.getElementById("query"))?.select(),
    j: () => go(hits[Math.min(at + 1, hits.length - 1)]),
    k: () => go(hits[Math.max(at - 1, 0)]),
    x: () => /** @type {HTMLInputElement | null} */ (here?.querySelector("input[data-passage]"))?.click(),
    o: () => /** @type {HTMLElement | null} */ (here?.querySelector("details > summary"))?.click(),
    a: () => /** @type {HTMLElement | null} */ (document.querySelector('[data-tick="page"]'))?.click(),
    c: () => chooseCode(),
  }[event.key];
  if (!does) return;
  event.preventDefault();
  does();
});

/** @param {Element | undefined} hit */
function go(hit) {
  const place = hit?.querySelector("a.place");
  if (place instanceof HTMLElement) place.focus();
  hit?.scrollIntoView({ block: "nearest" });
}

function shown() {
  keepTicks();
  const query = document.getElementById("query");
  if (query instanceof HTMLInputElement) complete(query);
}
shown();
document.addEventListener("verbatim:shown", shown);
