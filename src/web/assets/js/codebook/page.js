// The codebook's tree: codes are dragged, or moved with Alt and arrows; and files with codes are sent.

import { refresh } from "../app.js";
import { addKeys, isTyping } from "../help.js";
import { Away, Refused, send } from "../send.js";
import { tell } from "../tell.js";

/** @param {string} code @param {string} to @param {string} [other] */
async function move(code, to, other = "") {
  try {
    const answer = await send("/codebook/move", new URLSearchParams({ code, to, other }));
    if (answer.said) tell(answer.said);
    await refresh();
    document.getElementById(`code-${code}`)?.focus();
  } catch (error) {
    if (error instanceof Refused) tell(error.message, { isError: true });
    else if (!(error instanceof Away)) throw error;
  }
}

/** @param {EventTarget | null} target */
const rowOf = (target) => /** @type {HTMLElement | null} */ (target instanceof Element ? target.closest("#tree tr[data-code]") : null);

// Dragging: onto the middle of another code, it goes below it; onto its edges, before or after it.
let dragged = "";
document.addEventListener("dragstart", (event) => {
  const row = rowOf(event.target);
  if (!row || !event.dataTransfer) return;
  dragged = row.dataset.code ?? "";
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged);
  row.classList.add("dragged");
});
document.addEventListener("dragover", (event) => {
  const row = rowOf(event.target);
  clear();
  if (!dragged || !row || row.dataset.code === dragged) return;
  event.preventDefault();
  row.classList.add(`drop-${placeIn(row, event.clientY)}`);
});
document.addEventListener("drop", (event) => {
  const row = rowOf(event.target);
  clear();
  if (!dragged || !row || row.dataset.code === dragged) return;
  event.preventDefault();
  const code = dragged;
  dragged = "";
  move(code, placeIn(row, event.clientY), row.dataset.code);
});
document.addEventListener("dragend", () => {
  dragged = "";
  clear();
  document.querySelector("#tree .dragged")?.classList.remove("dragged");
});

/** @param {HTMLElement} row @param {number} y */
function placeIn(row, y) {
  const box = row.getBoundingClientRect();
  const part = (y - box.top) / box.height;
  return part < 0.3 ? "before" : part > 0.7 ? "after" : "under";
}

function clear() {
  for (const row of document.querySelectorAll("#tree [class*='drop-']")) row.classList.remove("drop-before", "drop-under", "drop-after");
}

const WAYS = { ArrowUp: "up", ArrowDown: "down", ArrowRight: "in", ArrowLeft: "out" };
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || isTyping(event.target) || event.ctrlKey || event.metaKey) return;
  const row = rowOf(event.target);
  const way = WAYS[/** @type {keyof typeof WAYS} */ (event.key)];
  if (!row || !way) return;
  if (event.altKey) {
    event.preventDefault();
    move(row.dataset.code ?? "", way);
  } else if (way === "up" || way === "down") {
    const next = way === "up" ? row.previousElementSibling : row.nextElementSibling;
    const link = next?.querySelector("th a");
    if (!(link instanceof HTMLElement)) return;
    event.preventDefault();
    link.focus();
  }
});

addKeys("Codebook", [
  { keys: "↑ ↓", does: "In the tree: the code before and after; Enter shows it" },
  { keys: "Alt ↑ ↓", does: "Move the code up, down" },
  { keys: "Alt → ←", does: "Move it below the code before it; out again" },
]);

// A colour is written, or picked beside.
function showPickers() {
  for (const field of document.querySelectorAll("input[data-picked]")) {
    if (!(field instanceof HTMLInputElement) || field.nextElementSibling) continue;
    const picker = document.createElement("input");
    picker.type = "color";
    picker.setAttribute("aria-label", "Pick a colour");
    const follow = () => (picker.value = /^#[0-9a-f]{6}$/i.test(field.value) ? field.value : "#888888");
    follow();
    field.addEventListener("input", follow);
    picker.addEventListener("input", () => {
      field.value = picker.value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    field.after(picker);
  }
}
showPickers();
document.addEventListener("verbatim:shown", showPickers);

document.addEventListener("change", async (event) => {
  const input = event.target;
  if (!(input instanceof HTMLInputElement) || input.id !== "codes-file") return;
  const file = input.files?.[0];
  if (!file) return;
  try {
    const response = await fetch(`/codebook/import/${encodeURIComponent(file.name)}`, {
      method: "POST", credentials: "same-origin", headers: { accept: "application/json", "content-type": "application/octet-stream" }, body: file,
    });
    const answer = await response.json();
    tell(response.ok ? answer.said : answer.error, { isError: !response.ok });
    if (response.ok) await refresh("/codebook");
  } catch {
    tell("The workbench does not answer.", { isError: true });
  }
  input.value = "";
});
