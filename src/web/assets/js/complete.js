// Completion in a box for queries: names of fields, and what they may be. Nothing that was typed is replaced unasked: an
// offer is taken by arrows and Enter, or by a click; Enter without arrows sends the query as it stands.

import { ask } from "./send.js";

/** @typedef {{written: string, about: string}} Offer */

const WAIT = 120;
/** A field, and what of its value is there: `theme:st`, `sector:"Public he`. */
const VALUE = /(?:^|[\s(\[])([\p{L}][\p{L}\p{N}_.-]*):("([^"]*)|[^\s"()\[\]]*)$/u;
/** The beginning of a field's name. */
const NAME = /(?:^|[\s(\[])([\p{L}][\p{L}\p{N}_.-]*)$/u;
let boxes = 0;

/** What is being typed before the caret, if it can be completed. @param {string} before */
function begun(before) {
  const value = VALUE.exec(before);
  if (value) return { field: value[1], begun: value[3] ?? value[2], from: before.length - value[1].length - 1 - value[2].length };
  // Within a phrase nothing is a field.
  if ((before.split('"').length - 1) % 2 === 1) return undefined;
  const name = NAME.exec(before);
  if (name) return { field: "", begun: name[1], from: before.length - name[1].length };
  return /(?:^|[\s(\[])$/.test(before) ? { field: "", begun: "", from: before.length } : undefined;
}

/** Completes what is typed into a box. @param {HTMLInputElement} input */
export function complete(input) {
  if (input.hasAttribute("data-completes")) return;
  input.setAttribute("data-completes", "");
  boxes += 1;
  const list = document.createElement("ul");
  list.id = `offers-${boxes}`;
  list.className = "offers";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "What may stand here");
  input.after(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" })) input.setAttribute(name, value);

  /** @type {Offer[]} */
  let offers = [];
  let from = 0;
  let to = 0;
  let at = -1;
  let waiting = 0;
  let turn = 0;

  function close() {
    clearTimeout(waiting);
    turn += 1;
    at = -1;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  /** @param {boolean} isAsked whether somebody asked for it, by an arrow */
  async function offer(isAsked) {
    const caret = input.selectionStart ?? input.value.length;
    const typed = caret === input.selectionEnd ? begun(input.value.slice(0, caret)) : undefined;
    if (!typed || (!isAsked && typed.field === "" && typed.begun === "")) {
      close();
      return;
    }
    turn += 1;
    const mine = turn;
    const found = await ask(`/search/complete?${new URLSearchParams({ field: typed.field, begun: typed.begun })}`).catch(() => []);
    if (mine !== turn || document.activeElement !== input) return;
    [offers, from, to] = [found, typed.from, caret];
    if (offers.length === 0) {
      close();
      return;
    }
    list.replaceChildren(...offers.map(option));
    list.hidden = false;
    list.style.setProperty("--start", `${input.offsetLeft}px`);
    list.style.setProperty("--below", `${input.offsetTop + input.offsetHeight}px`);
    list.style.setProperty("--wide", `${input.offsetWidth}px`);
    input.setAttribute("aria-expanded", "true");
    at = -1;
    mark();
  }

  /** @param {Offer} offered @param {number} index */
  function option(offered, index) {
    const line = document.createElement("li");
    line.id = `${list.id}-${index}`;
    line.setAttribute("role", "option");
    const written = document.createElement("code");
    written.textContent = offered.written;
    const about = document.createElement("span");
    about.className = "quiet";
    about.textContent = offered.about;
    line.append(written, " ", about);
    // The caret stays in the box.
    line.addEventListener("pointerdown", (event) => event.preventDefault());
    line.addEventListener("click", () => take(index));
    return line;
  }

  function mark() {
    for (const [index, line] of [...list.children].entries()) line.setAttribute("aria-selected", String(index === at));
    const line = list.children[at];
    line?.scrollIntoView({ block: "nearest" });
    if (line) input.setAttribute("aria-activedescendant", line.id);
    else input.removeAttribute("aria-activedescendant");
  }

  /** @param {number} index */
  function take(index) {
    const taken = offers[index];
    if (!taken) return;
    const isField = taken.written.endsWith(":");
    const isFollowed = input.value.slice(to).startsWith(" ");
    input.setRangeText(isField || isFollowed ? taken.written : `${taken.written} `, from, to, "end");
    close();
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => offer(false), WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (way !== undefined) {
      event.preventDefault();
      if (list.hidden) {
        offer(true);
        return;
      }
      // Past the last one, and before the first, is what was typed.
      at = ((at + 1 + way + offers.length + 1) % (offers.length + 1)) - 1;
      mark();
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      take(at);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Enter" || event.key === "Tab") {
      close();
    }
  });
  input.addEventListener("blur", close);
}
