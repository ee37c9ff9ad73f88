// Making parts of a page: words are always set as text.

/**
 * @param {string} tag @param {Record<string, string | boolean | undefined>} [attributes] @param {...(Node | string)} children
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === undefined) continue;
    element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** A dot in a code's colour. @param {string | undefined} colour */
export function dot(colour) {
  const made = make("span", { class: "dot", "aria-hidden": "true" });
  if (colour && /^#[0-9a-f]{6}$/i.test(colour)) made.style.setProperty("--colour", colour);
  made.setAttribute("data-colour", colour ?? "");
  return made;
}

/** @param {string} words @param {(event: MouseEvent) => void} run @param {Record<string, string>} [attributes] */
export function pushButton(words, run, attributes = {}) {
  const made = /** @type {HTMLButtonElement} */ (make("button", { type: "button", ...attributes }, words));
  made.addEventListener("click", run);
  return made;
}

/** Words on one line, not too many. @param {string} words @param {number} [most] */
export function short(words, most = 80) {
  const line = words.replace(/\s+/g, " ").trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

/** Digits in groups of three, apart by a narrow space, as reports print them. */
export const grouped = (/** @type {number} */ count) => (count < 10_000 ? String(count) : String(count).replace(/\B(?=(\d{3})+$)/g, "\u202f"));

export const counted = (/** @type {number} */ count, /** @type {string} */ noun) => `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;
