// Colours of codes: what has `data-colour="#rrggbb"` gets the custom property `--colour`, since the pages allow no style in
// an attribute. `.dot[data-colour]` is drawn in it.

/** @param {ParentNode} within */
export function colour(within = document) {
  for (const element of within.querySelectorAll("[data-colour]")) {
    const value = /** @type {HTMLElement} */ (element).dataset.colour ?? "";
    if (/^#[0-9a-f]{6}$/i.test(value)) /** @type {HTMLElement} */ (element).style.setProperty("--colour", value);
  }
}

colour();
document.addEventListener("verbatim:shown", () => colour());
