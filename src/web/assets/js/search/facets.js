// Counts at the side. They come after what is found: they are more work.

import { fill } from "../opened.js";

export async function showFacets() {
  const side = document.getElementById("facets");
  if (!side?.dataset.from || side.dataset.filled) return;
  side.dataset.filled = "yes";
  if (!(await fill(side, side.dataset.from))) {
    side.textContent = "The counts cannot be shown.";
    return;
  }
  for (const details of side.querySelectorAll("details[data-by]")) {
    const by = /** @type {HTMLElement} */ (details).dataset.by ?? "";
    /** @type {HTMLElement} */ (details).dataset.from = `${side.dataset.from}&by=${encodeURIComponent(by)}`;
  }
}

showFacets();
document.addEventListener("verbatim:shown", showFacets);
