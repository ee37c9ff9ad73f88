// Writing in a cell of a framework, where it stands. What is typed is kept with the tab until it is saved.

import { Away, Refused, send } from "../send.js";
import { tell } from "../tell.js";

/** @param {HTMLElement} cell */
const draftName = (cell) => `verbatim-cell ${location.pathname} ${cell.dataset.row}\n${cell.dataset.column}`;

/** @param {Element} cell */
export function isEdited(cell) {
  return cell.querySelector("textarea") !== null;
}

/** Says at each cell whether something was typed there and not saved. */
export function markDrafts() {
  for (const cell of document.querySelectorAll("#matrix td[id]")) {
    const one = /** @type {HTMLElement} */ (cell);
    const has = sessionStorage.getItem(draftName(one)) !== null;
    one.toggleAttribute("data-draft-waits", has);
    one.title = has ? "What you typed here is not saved yet" : "";
  }
}

/**
 * Opens a cell for writing.
 * @param {HTMLElement} cell @param {string} path where it is saved
 * @param {{saved: () => void, left: (isDone: boolean) => void}} then
 */
export function edit(cell, path, then) {
  const summary = /** @type {HTMLElement} */ (cell.querySelector(".summary"));
  const before = summary.textContent ?? "";
  const area = document.createElement("textarea");
  area.value = sessionStorage.getItem(draftName(cell)) ?? before;
  area.dir = "auto";
  area.setAttribute("aria-label", `Summary of ${cell.dataset.row}, ${cell.dataset.column}`);
  area.rows = Math.max(4, Math.min(16, area.value.split("\n").length + Math.ceil(area.value.length / 40)));
  summary.hidden = true;
  summary.before(area);
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
  let isOver = false;

  /** @param {boolean} isDone whether to go on to the next cell @param {boolean} isHere whether the cell keeps the focus */
  function close(isDone, isHere) {
    isOver = true;
    summary.hidden = false;
    area.remove();
    markDrafts();
    if (isHere) then.left(isDone);
  }

  /** @param {boolean} isDone @param {boolean} isHere */
  async function save(isDone, isHere) {
    if (isOver) return;
    const now = area.value.trim();
    if (now === before.trim()) {
      sessionStorage.removeItem(draftName(cell));
      close(isDone, isHere);
      return;
    }
    if (now === "") {
      tell("A summary needs words. Clear takes the cell away.", { isError: true });
      sessionStorage.removeItem(draftName(cell));
      close(false, isHere);
      return;
    }
    isOver = true;
    area.readOnly = true;
    try {
      await send(path, new URLSearchParams({ row: cell.dataset.row ?? "", column: cell.dataset.column ?? "", summary: area.value }));
      sessionStorage.removeItem(draftName(cell));
      summary.textContent = now;
      close(isDone, isHere);
      then.saved();
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Away)) throw error;
      // It stays open, and what was typed stays with the tab.
      isOver = false;
      area.readOnly = false;
      tell(error.message, { isError: true });
    }
  }

  area.addEventListener("input", () => sessionStorage.setItem(draftName(cell), area.value));
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save(true, true);
    } else if (event.key === "Escape") {
      event.preventDefault();
      sessionStorage.removeItem(draftName(cell));
      close(false, true);
    }
    event.stopPropagation();
  });
  area.addEventListener("focusout", (event) => {
    // Whoever looks at the words beside it has not left.
    const to = event.relatedTarget;
    if (to instanceof Element && to.closest("#cell")) return;
    if (document.hasFocus()) save(false, false);
  });
}
