// The search page: mistakes shown while a query is typed, counts at the side, neighbours on demand, and keys.

import { addKeys, isTyping } from "../help.js";
import { ask } from "../send.js";
import { colour } from "../colours.js";
import { keepTicks } from "./ticks.js";

addKeys("Search", [
  { keys: "/", does: "To the query" },
  { keys: "j k", does: "The next result, the one before" },
  { keys: "Enter", does: "Open its place" },
  { keys: "x", does: "Tick it" },
  { keys: "o", does: "What stands around it" },
  { keys: "a", does: "Tick all on the page" },
  { keys: "c", does: "Choose a code for what is ticked" },
]);

/** Fills an element with a part of a page that the server made. @param {Element} element @param {string} from */
async function fill(element, from) {
  let text;
  try {
    const response = await fetch(from, { credentials: "same-origin", headers: { accept: "text/html" } });
    if (!response.ok) return false;
    text = await response.text();
  } catch {
    return false;
  }
  const part = new DOMParser().parseFromString(text, "text/html");
  element.replaceChildren(...part.body.childNodes);
  colour(element);
  return true;
}

// Counts at the side come after the results: they are more work.
async function showFacets() {
  const side = document.getElementById("facets");
  if (!side?.dataset.from || side.dataset.filled) return;
  side.dataset.filled = "yes";
  if (await fill(side, side.dataset.from)) {
    for (const details of side.querySelectorAll("details[data-by]")) {
      const by = /** @type {HTMLElement} */ (details).dataset.by ?? "";
      /** @type {HTMLElement} */ (details).dataset.from = `${side.dataset.from}&by=${encodeURIComponent(by)}`;
    }
  } else {
    side.textContent = "The counts cannot be shown.";
  }
}

// What is opened is asked for then.
document.addEventListener("toggle", async (event) => {
  const details = event.target;
  if (!(details instanceof HTMLDetailsElement) || !details.open || !details.dataset.from || details.dataset.filled) return;
  details.dataset.filled = "yes";
  const inside = document.createElement("div");
  details.append(inside);
  if (!(await fill(inside, details.dataset.from))) {
    inside.remove();
    delete details.dataset.filled;
    details.open = false;
  }
}, true);

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
    c: () => document.getElementById("code")?.focus(),
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
  showFacets();
}
shown();
document.addEventListener("verbatim:shown", shown);
