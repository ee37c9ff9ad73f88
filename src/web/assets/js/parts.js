// Parts of a page that take longer than the page: `data-part-waits` says that one is still to be fetched, `data-part` from where.

import { tell } from "./tell.js";

function fetchParts() {
  for (const part of document.querySelectorAll("[data-part-waits]")) fetchPart(/** @type {HTMLElement} */ (part));
}

/** @param {HTMLElement} part */
async function fetchPart(part) {
  part.removeAttribute("data-part-waits");
  const address = part.dataset.part ?? "";
  let response;
  try {
    response = await fetch(address, { credentials: "same-origin", headers: { accept: "text/html" } });
  } catch {
    document.dispatchEvent(new CustomEvent("verbatim:away"));
    return;
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  part.removeAttribute("aria-busy");
  if (response.ok) {
    part.replaceChildren(...page.body.childNodes);
    document.dispatchEvent(new CustomEvent("verbatim:part", { detail: part }));
    return;
  }
  const why = page.querySelector("main p")?.textContent ?? "This cannot be shown.";
  const words = document.createElement("p");
  words.className = "box bad";
  words.textContent = why;
  part.replaceChildren(words);
  tell(why, { isError: true });
}

fetchParts();
document.addEventListener("verbatim:shown", fetchParts);
// Long work that ended may have changed what stands on the disk alone.
document.addEventListener("verbatim:ended", () => {
  for (const part of document.querySelectorAll("[data-part]")) fetchPart(/** @type {HTMLElement} */ (part));
});
