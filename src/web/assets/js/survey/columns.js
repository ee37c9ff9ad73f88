// Which columns the grid has: those that the address names, or that were chosen here last, or a few to begin with.

import { asked } from "./asked.js";

const boxes = () => [.../** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("#columns input"))];
let key = "";

/** The columns, in their order: `attribute.sector`, `answer.Q12`. */
export function columnsChosen() {
  return boxes().filter((box) => box.checked).map((box) => box.value);
}

/** @param {string} survey */
export function bindColumns(survey) {
  key = `verbatim-columns ${survey}`;
  const named = asked().getAll("column");
  const kept = localStorage.getItem(key);
  const chosen = named.length > 0 ? named : kept === null ? firstFew() : JSON.parse(kept);
  for (const box of boxes()) box.checked = chosen.includes(box.value);
  document.getElementById("columns")?.addEventListener("change", () => {
    localStorage.setItem(key, JSON.stringify(columnsChosen()));
    document.dispatchEvent(new CustomEvent("survey:columns"));
  });
}

function firstFew() {
  const of = (/** @type {string} */ kind) => boxes().filter((box) => box.dataset.kind === kind).map((box) => box.value);
  return [...of("attribute").slice(0, 2), ...of("closed").slice(0, 1), ...of("open").slice(0, 4)];
}
