// The framework as a grid: arrows move from cell to cell, what is coded in a cell is shown beside it, and cells that change
// elsewhere are shown anew without losing the place.

import { addKeys, isTyping } from "../help.js";
import { tell } from "../tell.js";
import { edit, isEdited, markDrafts } from "./editor.js";

const matrix = () => /** @type {HTMLTableElement | null} */ (document.getElementById("matrix"));
const panel = () => /** @type {HTMLElement | null} */ (document.getElementById("cell"));
/** @type {HTMLTableCellElement | null} */
let current = null;
/** @type {number | undefined} */
let waits;

addKeys("Framework", [
  { keys: "← → ↑ ↓", does: "To the next cell" },
  { keys: "Enter", does: "Write in the cell" },
  { keys: "Ctrl Enter", does: "Save, and go on below" },
  { keys: "Esc", does: "Leave the cell as it was" },
  { keys: "n", does: "To the next summary that may not be true any more" },
  { keys: "e", does: "To the next empty cell" },
]);

/** @returns {HTMLTableCellElement[][]} */
function rows() {
  return [...(matrix()?.tBodies[0]?.rows ?? [])].map((row) => [...row.querySelectorAll("td")]);
}

/** @param {HTMLTableCellElement} cell */
function choose(cell) {
  if (current !== cell) {
    current?.setAttribute("tabindex", "-1");
    current?.removeAttribute("aria-selected");
  }
  current = cell;
  cell.tabIndex = 0;
  cell.setAttribute("aria-selected", "true");
  const address = new URL(location.href);
  address.searchParams.set("row", cell.dataset.row ?? "");
  address.searchParams.set("column", cell.dataset.column ?? "");
  history.replaceState(null, "", address);
  clearTimeout(waits);
  waits = setTimeout(showPanel, 120);
}

async function showPanel() {
  const cell = current;
  const aside = panel();
  const base = matrix()?.dataset.base;
  if (!cell || !aside || !base) return;
  const which = new URLSearchParams({ row: cell.dataset.row ?? "", column: cell.dataset.column ?? "" });
  let page;
  try {
    const response = await fetch(`${base}/cell?${which}`, { credentials: "same-origin", headers: { accept: "text/html" } });
    if (!response.ok || cell !== current) return;
    page = new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    document.dispatchEvent(new CustomEvent("verbatim:away"));
    return;
  }
  const at = aside.scrollTop;
  const isSame = aside.dataset.of === which.toString();
  aside.dataset.of = which.toString();
  aside.replaceChildren(...page.body.childNodes);
  aside.scrollTop = isSame ? at : 0;
}

/** Shows anew what has changed, cell by cell. */
export async function update() {
  let page;
  try {
    const response = await fetch(location.href, { credentials: "same-origin", headers: { accept: "text/html" } });
    if (!response.ok) return;
    page = new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    return;
  }
  const fresh = page.getElementById("matrix");
  const old = matrix();
  if (!fresh || !old) {
    location.reload();
    return;
  }
  const heads = (/** @type {HTMLElement} */ table) => [...table.querySelectorAll("th")].map((head) => head.textContent).join("\n");
  if (heads(fresh) !== heads(old)) {
    location.reload();
    return;
  }
  for (const made of fresh.querySelectorAll("td[id]")) {
    const cell = document.getElementById(made.id);
    if (!cell || isEdited(cell)) continue;
    for (const name of ["data-empty", "data-stale"]) cell.toggleAttribute(name, made.hasAttribute(name));
    if (!isSame(cell, made)) cell.replaceChildren(...made.childNodes);
  }
  for (const id of ["stale", "written"]) {
    const part = page.getElementById(id);
    if (part) document.getElementById(id)?.replaceChildren(...part.childNodes);
  }
  markDrafts();
  if (!panel()?.contains(document.activeElement) || document.activeElement instanceof HTMLButtonElement) await showPanel();
}

/** Whether two cells hold the same. @param {Element} one @param {Element} other */
function isSame(one, other) {
  const [left, right] = [[...one.childNodes], [...other.childNodes]];
  return left.length === right.length && left.every((node, at) => node.isEqualNode(right[at]));
}

/** @param {number} down @param {number} across */
function move(down, across) {
  const all = rows();
  const row = all.findIndex((cells) => current !== null && cells.includes(current));
  const column = row < 0 ? -1 : all[row].indexOf(/** @type {HTMLTableCellElement} */ (current));
  const next = all[Math.max(0, Math.min(all.length - 1, row + down))];
  next?.[Math.max(0, Math.min(next.length - 1, column + across))]?.focus();
}

/** @param {string} which a selector @param {string} none what is said if there is none */
function goToNext(which, none) {
  const all = rows().flat();
  const at = current ? all.indexOf(current) : -1;
  const next = [...all.slice(at + 1), ...all.slice(0, at + 1)].find((cell) => cell.matches(which));
  if (next) next.focus();
  else tell(none);
}

document.addEventListener("focusin", (event) => {
  if (event.target instanceof HTMLTableCellElement && matrix()?.contains(event.target)) choose(event.target);
});
document.addEventListener("dblclick", (event) => {
  const cell = event.target instanceof Element ? event.target.closest("#matrix td[id]") : null;
  if (cell instanceof HTMLTableCellElement && !isEdited(cell)) open(cell);
});
document.addEventListener("click", (event) => {
  const cell = event.target instanceof Element ? event.target.closest("#matrix td[id]") : null;
  if (!(cell instanceof HTMLTableCellElement) || isEdited(cell) || String(getSelection()) !== "") return;
  // The first click chooses a cell, the second writes in it.
  if (cell.dataset.chosen === "true") open(cell);
  for (const other of document.querySelectorAll("#matrix td[data-chosen]")) other.removeAttribute("data-chosen");
  cell.dataset.chosen = "true";
  if (!isEdited(cell)) cell.focus();
});

/** @param {HTMLTableCellElement} cell */
function open(cell) {
  const base = matrix()?.dataset.base ?? "";
  choose(cell);
  edit(cell, `${base}/set`, {
    saved: update,
    left: (isDone) => {
      if (isDone) move(1, 0);
      else cell.focus();
    },
  });
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const isInGrid = event.target instanceof HTMLTableCellElement && matrix()?.contains(event.target);
  if (!isInGrid && (isTyping(event.target) || !["n", "e"].includes(event.key))) return;
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -1000], End: [0, 1000], PageUp: [-5, 0], PageDown: [5, 0] };
  const step = steps[/** @type {keyof typeof steps} */ (event.key)];
  if (isInGrid && step) move(step[0], step[1]);
  else if (isInGrid && (event.key === "Enter" || event.key === "F2") && current) open(current);
  else if (event.key === "n") goToNext("[data-stale]", "Every summary stands on the coding as it is");
  else if (event.key === "e") goToNext("[data-empty]", "No cell is empty");
  else return;
  event.preventDefault();
});

document.addEventListener("verbatim:answered", () => update());
document.addEventListener("verbatim:change", () => update());
document.addEventListener("verbatim:sent", () => update());

// Where the address says, or at the first cell.
const wanted = new URLSearchParams(location.search);
const asked = rows().flat().find((cell) => cell.dataset.row === wanted.get("row") && cell.dataset.column === wanted.get("column"));
const first = asked ?? rows()[0]?.[0];
if (first) first.tabIndex = 0;
if (asked) asked.focus();
markDrafts();
