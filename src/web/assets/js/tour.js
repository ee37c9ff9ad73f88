// A tour of the pages, from a transcript to a printed table: offered once on the overview, started again from the settings.
// It stands at the edge of the page, takes nothing away from it, and ends with Esc.

import { button } from "./tell.js";

/** Where a tab is in the tour. */
const AT = "verbatim-tour-at";
/** That this browser was offered it. */
const SEEN = "verbatim-tour";

const STEPS = [
  { path: "/", title: "Overview", words: "Where the study stands: what there is, how far coding is, and what waits for you. Every number leads to what it counts." },
  { path: "/read", title: "Read & code", words: "Open a transcript. Select words and press / to give them a code; the rules' proposals are marked, and you accept or reject them by key." },
  { path: "/survey", title: "Survey grid", words: "One row a respondent, one column a question. Answers are coded whole, and the same answer many times at once." },
  { path: "/quotes", title: "Quotes", words: "What was said to a theme or code, with the words around it one click away. Pin those that the report should print." },
  { path: "/tables", title: "Tables", words: "The outputs that study.toml names, as they would be printed: names replaced, small groups withheld. Build writes the files." },
  { path: "/names", title: "Names", words: "Before anything leaves the study, names and places are decided on here, one decision for all mentions." },
];

const at = () => {
  const step = sessionStorage.getItem(AT);
  return step === null ? undefined : Number(step);
};

/** @param {number} step */
function go(step) {
  sessionStorage.setItem(AT, String(step));
  const { path } = STEPS[step];
  if (location.pathname === path) show(true);
  else location.assign(path);
}

function end() {
  sessionStorage.removeItem(AT);
  localStorage.setItem(SEEN, "done");
  document.getElementById("tour")?.remove();
  document.getElementById("tour-offer")?.remove();
  document.getElementById("main")?.focus();
}

/** @param {boolean} isNew whether the step has just begun */
function show(isNew) {
  const step = at();
  document.getElementById("tour")?.remove();
  if (step === undefined || !STEPS[step]) return;
  const { path, title, words } = STEPS[step];
  const box = document.createElement("section");
  box.id = "tour";
  box.className = "tour";
  box.setAttribute("aria-labelledby", "tour-title");
  const heading = document.createElement("h2");
  heading.id = "tour-title";
  heading.tabIndex = -1;
  heading.textContent = `${step + 1} of ${STEPS.length}: ${title}`;
  const text = document.createElement("p");
  text.textContent = words;
  const row = document.createElement("div");
  row.className = "row";
  const isLast = step === STEPS.length - 1;
  const isHere = location.pathname === path || (path !== "/" && location.pathname.startsWith(`${path}/`));
  if (!isHere) row.append(button("Back to the tour's page", () => go(step)));
  if (step > 0) row.append(button("Back", () => go(step - 1)));
  const next = isLast ? button("That is all", end) : button("Next", () => go(step + 1));
  next.className = "main";
  row.append(next);
  if (!isLast) {
    const stop = button("End the tour", end);
    stop.className = "plain";
    row.append(stop);
  }
  box.append(heading, text, row);
  document.body.append(box);
  if (isNew) heading.focus();
}

/** On the overview of a study with something in it, to whoever has not seen it. */
function offer() {
  if (location.pathname !== "/" || localStorage.getItem(SEEN) || at() !== undefined) return;
  const main = document.getElementById("main");
  if (!main || main.querySelector(".empty") || document.getElementById("tour-offer")) return;
  const box = document.createElement("section");
  box.id = "tour-offer";
  box.className = "box row";
  box.setAttribute("aria-label", "Tour");
  const words = document.createElement("p");
  words.textContent = "New here? A tour of six steps shows what the pages are for.";
  box.append(words, button("Start the tour", () => go(0)), button("No, thank you", end));
  main.querySelector(".heading")?.after(box);
}

document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-tour]")) go(0);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || at() === undefined || document.querySelector("dialog[open]")) return;
  end();
});
document.addEventListener("verbatim:shown", offer);
show(true);
offer();
