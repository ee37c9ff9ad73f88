// Parts of a page that are asked for when they are opened: `details[data-from]`.

import { colour } from "./colours.js";

/** Fills an element with a part of a page that the server made. @param {Element} element @param {string} from */
export async function fill(element, from) {
  let text;
  let isThere = false;
  try {
    const response = await fetch(from, { credentials: "same-origin", headers: { accept: "text/html" } });
    isThere = response.ok;
    text = await response.text();
  } catch {
    return false;
  }
  if (isThere) put(element, text);
  else element.textContent = read(text).querySelector("main p")?.textContent ?? "This cannot be shown.";
  return true;
}

/** Puts a part of a page that the server made in the place of what is there. @param {Element} element @param {string} text */
export function put(element, text) {
  element.replaceChildren(...read(text).body.childNodes);
  colour(element);
}

const read = (/** @type {string} */ text) => new DOMParser().parseFromString(text, "text/html");

/** @param {HTMLDetailsElement} details */
async function fillOpened(details) {
  if (!details.open || !details.dataset.from || details.dataset.filled) return;
  details.dataset.filled = "yes";
  const inside = document.createElement("div");
  inside.setAttribute("aria-live", "polite");
  inside.textContent = "…";
  details.append(inside);
  if (!(await fill(inside, details.dataset.from))) {
    inside.remove();
    delete details.dataset.filled;
    details.open = false;
  }
}

document.addEventListener("toggle", (event) => {
  if (event.target instanceof HTMLDetailsElement) fillOpened(event.target);
}, true);
