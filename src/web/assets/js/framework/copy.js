// Reading a working copy back: first told, then done.

import { Away, Refused } from "../send.js";
import { tell } from "../tell.js";
import { update } from "./page.js";

const by = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const input = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (by(id));
const dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById("copy-dialog"));

/** @param {boolean} isDry */
async function sendFile(isDry) {
  const file = input("copy-file").files?.[0];
  if (!file) return undefined;
  const how = new URLSearchParams({
    file: file.name,
    dry_run: String(isDry),
    blanks: String(input("copy-blanks").checked),
    overwrite: String(input("copy-overwrite").checked),
  });
  let response;
  try {
    response = await fetch(`${dialog?.dataset.base}/copy?${how}`, {
      method: "POST",
      credentials: "same-origin",
      redirect: "error",
      headers: { accept: "application/json", "content-type": "application/octet-stream" },
      body: file,
    });
  } catch {
    document.dispatchEvent(new CustomEvent("verbatim:away"));
    throw new Away("the workbench does not answer: start `verbatim serve` again");
  }
  const answer = await response.json();
  if (!response.ok) throw new Refused(answer.error ?? "the file was not read");
  return answer;
}

/** @param {{cells: {row: string, column: string, what: string, changes: boolean}[], same: number, changed: number, notes: string[]}} report */
function show(report) {
  const count = document.createElement("p");
  const strong = document.createElement("strong");
  strong.textContent = report.changed === 1 ? "1 cell would change" : `${report.changed} cells would change`;
  count.append(strong, report.same > 0 ? `, ${report.same} ${report.same === 1 ? "is" : "are"} the same.` : ".");
  const list = document.createElement("ul");
  for (const cell of report.cells) list.append(line(`${cell.row} / ${cell.column}: ${cell.what}`));
  for (const note of report.notes) list.append(line(note));
  by("copy-report").replaceChildren(count, list);
  /** @type {HTMLButtonElement} */ (by("copy-read")).disabled = report.changed === 0;
}

/** @param {string} words */
function line(words) {
  const item = document.createElement("li");
  item.textContent = words;
  return item;
}

/** @param {() => Promise<void>} act */
async function orSay(act) {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Refused || error instanceof Away)) throw error;
    by("copy-report").replaceChildren(line(error.message));
    /** @type {HTMLButtonElement} */ (by("copy-read")).disabled = true;
  }
}

const look = () => orSay(async () => {
  const answer = await sendFile(true);
  if (answer) show(answer.more);
});

if (dialog) {
  for (const id of ["copy-file", "copy-blanks", "copy-overwrite"]) input(id).addEventListener("change", look);
  by("copy-close").addEventListener("click", () => dialog.close());
  by("copy-read").addEventListener("click", () => orSay(async () => {
    const answer = await sendFile(false);
    if (!answer) return;
    dialog.close();
    tell(answer.said);
    await update();
  }));
}
document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element) || !event.target.closest("[data-upload]")) return;
  input("copy-file").value = "";
  by("copy-report").replaceChildren();
  dialog?.showModal();
});
