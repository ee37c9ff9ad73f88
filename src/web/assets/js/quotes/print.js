// All quotes of the page as they are printed, or with the real words: one button, kept with the tab, and said in words.

import { fill } from "../opened.js";

const KEPT = "verbatim-quotes-in-print";
/** So many are asked for at a time. */
const AT_ONCE = 3;
const REAL = "These are the real words, for people of the study alone.";
/** Counts up whenever the page changes what it shows: what was asked for before is not put in any more. */
let turn = 0;

const isInPrint = () => sessionStorage.getItem(KEPT) === "yes";
/** @param {string} words */
function say(words) {
  const state = document.getElementById("in-print-state");
  if (state && state.textContent !== words) state.textContent = words;
}

async function show() {
  const button = document.getElementById("in-print");
  if (!button) return;
  turn += 1;
  const mine = turn;
  button.setAttribute("aria-pressed", String(isInPrint()));
  document.querySelectorAll(".quote > .as-printed").forEach((old) => old.remove());
  const quotes = [...document.querySelectorAll(".quote[id]")];
  // The real words go first: nobody has to wait for those to be hidden that others look at.
  for (const quote of quotes) words(quote).hidden = isInPrint();
  if (!isInPrint()) {
    say(REAL);
    return;
  }
  say("Making them as they are printed …");
  const waiting = quotes.map((quote) => [quote, place(quote)]);
  const work = async () => {
    for (let next = waiting.shift(); next && mine === turn; next = waiting.shift()) await fetchInto(/** @type {[Element, HTMLElement]} */ (next));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (mine === turn) say("These are as they are printed: pseudonymised. Whether they are printed at all is the recipe's choice.");
}

/** @param {Element} quote */
const words = (quote) => /** @type {HTMLElement} */ (quote.querySelector(":scope > blockquote"));

/** Where the printed words will stand. @param {Element} quote */
function place(quote) {
  const made = document.createElement("div");
  made.className = "as-printed";
  words(quote).after(made);
  return made;
}

/** @param {[Element, HTMLElement]} where */
async function fetchInto([quote, made]) {
  const from = /** @type {HTMLElement | null} */ (document.getElementById(`${quote.id}-printed`))?.dataset.from;
  made.textContent = "…";
  if (!from) made.textContent = "It is not printed.";
  else if (!(await fill(made, from))) made.textContent = "The workbench does not answer.";
}

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element) || !event.target.closest("#in-print")) return;
  sessionStorage.setItem(KEPT, isInPrint() ? "" : "yes");
  show();
});
show();
document.addEventListener("verbatim:shown", show);
