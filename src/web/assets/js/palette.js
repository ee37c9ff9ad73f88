// The palette of codes, on every page that gives codes: type a few letters, Enter gives the code, Shift Enter gives it and
// stays. Arrows choose, 1 to 9 give one of those given last; what fits no code may be made one.

import { codesInUse, recentCodes } from "./codes.js";
import { dot, make } from "./make.js";
import { codesLike } from "./match.js";

/**
 * A code as it is offered. Themes are ids where `themeNames` says what they are called.
 * @typedef {{id: string, name: string, definition?: string, useWhen?: string, notWhen?: string, colour?: string | null, key?: string | null, themes: string[], above?: string[], depth?: number, inUse: boolean}} Offered
 */
/**
 * What is chosen for, among which codes (all that are in use, where none are named), and what becomes of it.
 * @typedef {{title: string, onPick: (code: any, goesOn: boolean) => void, onNew?: (name: string) => void, among?: Offered[], typed?: string, themeNames?: Map<string, string>, recent?: string[], countOf?: (id: string) => number}} Choice
 */

/** So many are listed at once. */
const MOST = 300;
const STEPS = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
const fold = (/** @type {string} */ text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Opens it. @param {Choice} choice */
export function openPalette(choice) {
  document.getElementById("palette")?.remove();
  const input = /** @type {HTMLInputElement} */ (make("input", {
    id: "palette-input", type: "text", role: "combobox", "aria-expanded": "true", "aria-controls": "palette-codes", "aria-autocomplete": "list",
    autocomplete: "off", spellcheck: "false", placeholder: "Name, theme or a word of the definition",
  }));
  const list = make("ul", { id: "palette-codes", role: "listbox", "aria-label": "Codes" });
  const about = make("div", { class: "palette-about" });
  const dialog = /** @type {HTMLDialogElement} */ (make("dialog", { id: "palette", class: "palette", "aria-labelledby": "palette-title" },
    make("label", { id: "palette-title", class: "palette-title", for: "palette-input" }, choice.title), input, list, about));
  document.body.append(dialog);

  // What is taken off may be a code that is given no more.
  const all = (choice.among ?? codesInUse()).map((code) => ({ ...code, key: code.key ?? undefined, inUse: true }));
  const themeNames = choice.themeNames ?? new Map();
  const numbers = new Map((choice.recent ?? recentCodes().map((code) => code.id)).map((id, index) => [id, index + 1]));
  /** @type {({code: Offered} | {name: string})[]} */
  let offers = [];
  let at = 0;

  function show() {
    const typed = input.value.trim();
    let codes = codesLike(all, typed, themeNames);
    // Those given last stand first, with their numbers, until something is typed.
    if (typed === "") codes = [...codes].sort((one, other) => (numbers.get(one.id) ?? 99) - (numbers.get(other.id) ?? 99));
    offers = codes.slice(0, MOST).map((code) => ({ code }));
    if (choice.onNew && typed !== "" && !codes.some((code) => fold(code.name) === fold(typed))) offers.push({ name: typed });
    at = 0;
    list.replaceChildren(...offers.map((offer, index) => option(offer, index, typed === "")));
    mark();
  }

  /** @param {{code: Offered} | {name: string}} offer @param {number} index @param {boolean} isTree */
  function option(offer, index, isTree) {
    const line = make("li", { id: `palette-${index}`, role: "option", "aria-selected": "false" });
    if ("name" in offer) {
      line.append(`New code “${offer.name}”`);
    } else {
      const { code } = offer;
      const number = numbers.get(code.id);
      if (isTree && !number && code.depth) line.className = `depth-${Math.min(code.depth, 4)}`;
      const where = code.above?.join(" › ") || (code.themes ?? []).map((theme) => themeNames.get(theme) ?? theme).join(", ");
      line.append(dot(code.colour ?? undefined), make("span", { class: "name" }, code.name), make("span", { class: "quiet" }, where));
      if (choice.countOf) line.append(make("span", { class: "quiet number" }, String(choice.countOf(code.id))));
      if (number) line.append(make("kbd", {}, String(number)));
      else if (code.key) line.append(make("kbd", {}, `, ${code.key}`));
    }
    line.addEventListener("click", (event) => {
      at = index;
      pick(event.shiftKey);
    });
    return line;
  }

  function mark() {
    for (const [index, line] of [...list.children].entries()) line.setAttribute("aria-selected", String(index === at));
    const chosen = list.children[at];
    chosen?.scrollIntoView({ block: "nearest" });
    if (chosen) input.setAttribute("aria-activedescendant", chosen.id);
    else input.removeAttribute("aria-activedescendant");
    const offer = offers[at];
    const code = offer && "code" in offer ? offer.code : undefined;
    const lines = [];
    if (code?.definition) lines.push(make("p", {}, code.definition));
    if (code?.useWhen) lines.push(make("p", {}, make("strong", {}, "Use: "), code.useWhen));
    if (code?.notWhen) lines.push(make("p", {}, make("strong", {}, "Not: "), code.notWhen));
    if (!offer) lines.push(make("p", { class: "quiet" }, "No code is like that."));
    lines.push(make("p", { class: "quiet" }, make("kbd", {}, "Enter"), " gives it, ", make("kbd", {}, "Shift"), " ", make("kbd", {}, "Enter"), " gives it and stays, ", make("kbd", {}, "Esc"), " closes"));
    about.replaceChildren(...lines);
  }

  /** @param {boolean} goesOn */
  function pick(goesOn) {
    const offer = offers[at];
    if (!offer) return;
    if ("name" in offer) {
      dialog.close();
      choice.onNew?.(offer.name);
      return;
    }
    if (!goesOn) dialog.close();
    choice.onPick(offer.code, goesOn);
    if (goesOn) {
      input.value = "";
      show();
    }
  }

  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    const step = STEPS[/** @type {"ArrowDown"} */ (event.key)];
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
      if (index < 0) return;
      event.preventDefault();
      at = index;
      pick(false);
    }
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  input.value = choice.typed ?? "";
  dialog.showModal();
  input.focus();
  show();
}
