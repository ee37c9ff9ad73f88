// What is ticked: kept from page to page of the same query, said, and tried out before it is coded.

import { codesInUse, loadCodes, noteGiven } from "../codes.js";
import { openPalette } from "../palette.js";
import { Refused, send } from "../send.js";
import { tell } from "../tell.js";

const TICKED = "verbatim-ticked";
/** What is ticked, by passage; or all that the query finds. @type {{query: string, passages: Set<string>, isAll: boolean}} */
let ticks = { query: "", passages: new Set(), isAll: false };
/** The code and unit that were used last: whoever codes much lays the same one again. */
let last = { code: "", unit: "" };
let trying = 0;

loadCodes().catch(() => undefined);

const form = () => /** @type {HTMLFormElement | null} */ (document.getElementById("coding"));
const boxes = () => /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll("input[data-passage]")]);

/** Takes up what was ticked when the page is shown, or shown anew. */
export function keepTicks() {
  const bar = form();
  if (!bar) return;
  const query = value(bar, "q");
  if (ticks.query !== query) ticks = kept(query);
  const code = /** @type {HTMLInputElement} */ (bar.elements.namedItem("code"));
  const unit = /** @type {HTMLSelectElement} */ (bar.elements.namedItem("unit"));
  // As its default, so that the page does not count as being typed into.
  if (last.code && !code.value) code.defaultValue = last.code;
  if (last.unit) unit.value = last.unit;
  show();
}

/** @param {string} query */
function kept(query) {
  try {
    const found = JSON.parse(sessionStorage.getItem(TICKED) ?? "null");
    if (found?.query === query) return { query, passages: new Set(found.passages), isAll: found.isAll };
  } catch {
    // What cannot be read is forgotten.
  }
  return { query, passages: new Set(), isAll: false };
}

function keep() {
  sessionStorage.setItem(TICKED, JSON.stringify({ ...ticks, passages: [...ticks.passages] }));
}

/** @param {HTMLFormElement} bar @param {string} name */
function value(bar, name) {
  return /** @type {HTMLInputElement} */ (bar.elements.namedItem(name)).value;
}

function show() {
  const bar = form();
  if (!bar) return;
  for (const box of boxes()) {
    box.checked = ticks.isAll || ticks.passages.has(box.dataset.passage ?? "");
    box.disabled = ticks.isAll;
    box.closest(".hit")?.classList.toggle("ticked", box.checked);
  }
  const all = Number(document.getElementById("counts")?.dataset.found ?? 0);
  const count = ticks.isAll ? all : ticks.passages.size;
  const here = boxes().filter((box) => box.checked).length;
  const elsewhere = ticks.isAll || count === here ? "" : `, ${count - here} on other pages`;
  const said = ticks.isAll ? `All ${all} that are found` : count === 0 ? "Nothing ticked" : `${count} ticked${elsewhere}`;
  /** @type {HTMLOutputElement} */ (document.getElementById("ticked")).value = said;
  /** @type {HTMLInputElement} */ (bar.elements.namedItem("passages")).value = [...ticks.passages].join();
  /** @type {HTMLInputElement} */ (bar.elements.namedItem("which")).value = ticks.isAll ? "all" : "ticked";
  bar.querySelector('[data-tick="all"]')?.setAttribute("aria-pressed", String(ticks.isAll));
  for (const button of bar.querySelectorAll("button[name=deed]")) /** @type {HTMLButtonElement} */ (button).disabled = count === 0;
  // What to do with them is asked once there is something to do it with.
  /** @type {HTMLElement} */ (bar.querySelector(".row")).hidden = count === 0;
  tryOut(count);
}

/** Says what coding would come to, before it is done. @param {number} count */
function tryOut(count) {
  clearTimeout(trying);
  const bar = form();
  const place = document.getElementById("preview");
  if (!bar || !place) return;
  if (count === 0 || !value(bar, "code").trim()) {
    place.textContent = "";
    return;
  }
  trying = setTimeout(async () => {
    const wish = new URLSearchParams([...new FormData(bar)].map(([name, of]) => [name, String(of)]));
    wish.set("dry", "yes");
    try {
      place.textContent = `${(await send("/search/code", wish)).said}.`;
    } catch (error) {
      // While the name of a code is being typed there is no such code yet.
      place.textContent = error instanceof Refused ? error.message : "";
    }
  }, 300);
}

document.addEventListener("change", (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || !box.dataset.passage) return;
  if (box.checked) ticks.passages.add(box.dataset.passage);
  else ticks.passages.delete(box.dataset.passage);
  keep();
  show();
});

document.addEventListener("input", (event) => {
  const field = event.target;
  if (!(field instanceof HTMLElement) || !form()?.contains(field) || !field.hasAttribute("name")) return;
  show();
});

document.addEventListener("click", (event) => {
  const way = event.target instanceof Element ? event.target.closest("[data-tick]") : null;
  if (!(way instanceof HTMLElement)) return;
  if (way.dataset.tick === "page") {
    ticks.isAll = false;
    const here = boxes().map((box) => box.dataset.passage ?? "");
    const isDone = here.every((passage) => ticks.passages.has(passage));
    for (const passage of here) {
      if (isDone) ticks.passages.delete(passage);
      else ticks.passages.add(passage);
    }
  } else {
    ticks.isAll = way.dataset.tick === "all" && !ticks.isAll;
    ticks.passages.clear();
  }
  keep();
  show();
});

/** Chooses a code for what is ticked; what it would come to is said then, and Enter does it. */
export async function chooseCode() {
  const bar = form();
  const field = /** @type {HTMLInputElement | undefined} */ (bar?.elements.namedItem("code"));
  if (!bar || !field || /** @type {HTMLElement} */ (bar.querySelector(".row")).hidden) {
    tell("Tick something first, or take all that is found");
    return;
  }
  // They are there already, unless somebody is very quick: then keys do not have to wait.
  if (codesInUse().length === 0) await loadCodes().catch(() => undefined);
  openPalette({
    title: `Code for what is ticked: ${document.getElementById("ticked")?.textContent ?? ""}`,
    among: codesInUse(),
    onPick: (code) => {
      field.value = code.name;
      noteGiven(code.id);
      show();
      /** @type {HTMLElement} */ (bar.querySelector("button[value=code]")).focus();
    },
  });
}

document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("#choose-code")) chooseCode();
});

// What was coded is not ticked any more.
document.addEventListener("verbatim:answered", (event) => {
  const bar = form();
  if (!bar || /** @type {CustomEvent} */ (event).detail.form !== bar) return;
  last = { code: value(bar, "code"), unit: value(bar, "unit") };
  ticks = { ...ticks, passages: new Set(), isAll: false };
  keep();
});
