// Brings a sheet of identities in: what it would change is said first, and nothing is changed until that is agreed to.

import { confirmed, refresh } from "../app.js";
import { tell } from "../tell.js";

/** @param {File} file @param {boolean} isDry */
async function sent(file, isDry) {
  const address = `/names/register/sheet?name=${encodeURIComponent(file.name)}&dry_run=${isDry}`;
  const headers = { accept: "application/json", "content-type": "application/octet-stream" };
  const response = await fetch(address, { method: "POST", credentials: "same-origin", redirect: "error", headers, body: file });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

document.addEventListener("submit", async (event) => {
  if (!(event.target instanceof HTMLFormElement) || event.target.id !== "sheet") return;
  // Before the page's own way of sending forms hears of it: a file is sent as it is.
  event.preventDefault();
  const file = /** @type {HTMLInputElement} */ (document.getElementById("sheet-file")).files?.[0];
  if (!file) return;
  try {
    const would = await sent(file, true);
    if (would.more.changes === 0) {
      tell(would.said);
      return;
    }
    if (!(await confirmed(`${would.said}. Do it?`))) return;
    tell((await sent(file, false)).said);
    await refresh("/names/register");
  } catch (error) {
    tell(error instanceof Error ? error.message : "That was not done", { isError: true });
  }
}, { capture: true });
