// Merging and splitting, tried out while the form is filled in: what would change is said under it, and asked about again.

import { Away, Refused, send } from "../send.js";

const WAIT = 300;
let asking = 0;
let turn = 0;

/** @param {HTMLFormElement} form */
function tryOut(form) {
  clearTimeout(asking);
  turn += 1;
  const mine = turn;
  const place = form.querySelector(".preview");
  if (!place) return;
  const question = form.dataset.question ?? form.dataset.confirm ?? "";
  form.dataset.question = question;
  form.dataset.confirm = question;
  if (!isFilled(form)) {
    place.replaceChildren();
    return;
  }
  asking = setTimeout(async () => {
    const wish = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    /** @type {string[]} */
    let lines = [];
    let said = "";
    try {
      lines = (await send(`/codebook/preview/${form.dataset.preview}`, wish)).more.lines;
      said = "This would change:";
      if (mine === turn) form.dataset.confirm = `${lines.join("; ")}. ${question}`;
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Away)) throw error;
      said = error.message;
    }
    if (mine !== turn) return;
    const words = document.createElement("p");
    words.textContent = said;
    const list = document.createElement("ul");
    list.append(...lines.map((line) => {
      const item = document.createElement("li");
      item.textContent = line;
      return item;
    }));
    place.replaceChildren(words, ...(lines.length > 0 ? [list] : []));
  }, WAIT);
}

/** Whether enough is chosen to be tried out. @param {HTMLFormElement} form */
function isFilled(form) {
  const value = (/** @type {string} */ name) => String(new FormData(form).get(name) ?? "").trim();
  if (form.dataset.preview === "merge") return value("into") !== "";
  const goes = [...new FormData(form)].some(([name, of]) => /^(query_|rest$|rule_)/.test(name) && String(of).trim() !== "");
  return goes && value("name_1") !== "";
}

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => {
    const form = event.target instanceof Element ? event.target.closest("form[data-preview]") : null;
    if (form instanceof HTMLFormElement) tryOut(form);
  });
}
