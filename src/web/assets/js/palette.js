// A palette of codes: type a few letters, Enter gives the code. Arrows choose; what fits no code may be made one.

import { codesInUse, dotOf, recentCodes } from "./codes.js";
import { codesLike } from "./read/match.js";

/** @typedef {import("./codes.js").Code} Code */
/** @typedef {{title: string, onPick: (code: Code, goOn: boolean) => void, onNew?: (name: string) => void, among?: Code[]}} Choice */

const fold = (/** @type {string} */ text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Opens it. @param {Choice} choice */
export function openPalette(choice) {
  document.getElementById("palette")?.remove();
  const dialog = document.createElement("dialog");
  dialog.id = "palette";
  dialog.className = "palette";
  dialog.setAttribute("aria-label", choice.title);
  const label = document.createElement("label");
  label.textContent = choice.title;
  label.htmlFor = "palette-input";
  const input = document.createElement("input");
  input.id = "palette-input";
  input.type = "text";
  input.autocomplete = "off";
  input.spellcheck = false;
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-expanded": "true", "aria-controls": "palette-codes", "aria-autocomplete": "list",
  })) input.setAttribute(name, value);
  const list = document.createElement("ul");
  list.id = "palette-codes";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Codes");
  const hint = document.createElement("p");
  hint.className = "quiet";
  hint.textContent = "Enter gives it; Shift Enter gives it and stays; Esc closes.";
  dialog.append(label, input, list, hint);
  document.body.append(dialog);

  // What is taken off may be a code that is given no more.
  const all = (choice.among ?? codesInUse()).map((code) => ({ ...code, inUse: true }));
  const numbers = new Map(recentCodes().map((code, index) => [/** @type {Code} */ (code).id, index + 1]));
  /** @type {({code: Code} | {name: string})[]} */
  let offers = [];
  let at = 0;

  function show() {
    const typed = input.value.trim();
    let codes = /** @type {Code[]} */ (/** @type {any} */ (codesLike(/** @type {any} */ (all), typed, new Map())));
    if (typed === "") codes = [...codes].sort((one, other) => (numbers.get(one.id) ?? 99) - (numbers.get(other.id) ?? 99));
    offers = codes.slice(0, 60).map((code) => ({ code }));
    if (choice.onNew && typed !== "" && !codes.some((code) => fold(code.name) === fold(typed))) offers.push({ name: typed });
    at = 0;
    list.replaceChildren(...offers.map((offer, index) => option(offer, index)));
    mark();
  }

  /** @param {{code: Code} | {name: string}} offer @param {number} index */
  function option(offer, index) {
    const line = document.createElement("li");
    line.id = `palette-${index}`;
    line.setAttribute("role", "option");
    if ("name" in offer) {
      line.append(`New code “${offer.name}”`);
    } else {
      const name = document.createElement("span");
      name.className = "name";
      name.textContent = offer.code.name;
      const where = document.createElement("span");
      where.className = "quiet";
      where.textContent = offer.code.above.length > 0 ? offer.code.above.join(" › ") : offer.code.themes.join(", ");
      line.append(dotOf(offer.code), name, where);
      const number = numbers.get(offer.code.id);
      if (number) line.append(key(String(number)));
      else if (offer.code.key) line.append(key(`, ${offer.code.key}`));
      if (offer.code.definition) line.title = offer.code.definition;
    }
    line.addEventListener("pointermove", () => {
      if (at === index) return;
      at = index;
      mark();
    });
    line.addEventListener("click", (event) => pick(event.shiftKey));
    return line;
  }

  function mark() {
    for (const [index, line] of [...list.children].entries()) line.setAttribute("aria-selected", String(index === at));
    const chosen = list.children[at];
    if (chosen) {
      input.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  /** @param {boolean} goOn */
  function pick(goOn) {
    const offer = offers[at];
    if (!offer) return;
    if (!goOn) dialog.close();
    if ("name" in offer) choice.onNew?.(offer.name);
    else choice.onPick(offer.code, goOn);
    if (goOn) {
      input.value = "";
      show();
    }
  }

  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const count = offers.length;
      if (count > 0) at = Math.abs(step) === 1 ? (at + step + count) % count : Math.min(count - 1, Math.max(0, at + step));
      mark();
    } else if (event.key === "Enter") {
      event.preventDefault();
      pick(event.shiftKey);
    } else if (/^[1-9]$/.test(event.key) && input.value === "") {
      const index = offers.findIndex((offer) => "code" in offer && numbers.get(offer.code.id) === Number(event.key));
      if (index >= 0) {
        event.preventDefault();
        at = index;
        pick(false);
      }
    }
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
  show();
  input.focus();
}

/** @param {string} words */
function key(words) {
  const shown = document.createElement("kbd");
  shown.textContent = words;
  return shown;
}
