// All quotes of the page as they are printed, or with the real words: one button, kept with the tab, and said in words.

import { put } from "../opened.js";
import { Away, Refused, send } from "../send.js";

const KEPT = "verbatim-quotes-in-print";
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
  const places = quotes.map(place);
  let said = "These are as they are printed: pseudonymised. Whether they are printed at all is the recipe's choice.";
  try {
    const { more } = await send("/quotes/printed", { passages: quotes.map(passage) });
    if (mine !== turn) return;
    for (const [index, made] of places.entries()) put(made, more.printed[index]);
  } catch (error) {
    if (!(error instanceof Away || error instanceof Refused)) throw error;
    if (mine !== turn) return;
    said = error.message;
    for (const made of places) made.remove();
  }
  say(said.charAt(0).toUpperCase() + said.slice(1));
}

/** Which words it is about, as the way to it by itself says. @param {Element} quote */
function passage(quote) {
  const from = /** @type {HTMLElement | null} */ (document.getElementById(`${quote.id}-printed`))?.dataset.from ?? "";
  const asked = new URL(from, location.href).searchParams;
  return { place: asked.get("place") ?? "", passage: asked.get("passage") ?? "" };
}

/** @param {Element} quote */
const words = (quote) => /** @type {HTMLElement} */ (quote.querySelector(":scope > blockquote"));

/** Where the printed words will stand. @param {Element} quote */
function place(quote) {
  const made = document.createElement("div");
  made.className = "as-printed";
  made.textContent = "…";
  words(quote).after(made);
  return made;
}

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element) || !event.target.closest("#in-print")) return;
  sessionStorage.setItem(KEPT, isInPrint() ? "" : "yes");
  show();
});
show();
document.addEventListener("verbatim:shown", show);
