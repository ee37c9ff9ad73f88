// The queue of names: one identity after the other, one decision for all its mentions, by keyboard alone if one likes.

import { takeStep } from "../app.js";
import { addKeys, isTyping } from "../help.js";
import { counted } from "../make.js";
import { Away, Refused, ask, send } from "../send.js";
import { tell } from "../tell.js";
import { askChoice, askWords } from "./question.js";
import { ACTIONS, STEPS, draw, drawWaiting, element } from "./show.js";

/** @typedef {import("./show.js").Entry} Entry */
/** @typedef {import("./show.js").Context} Context */

const MENTIONS = 6;
const MORE = 20;
const NARROW = 110;
const WIDE = 500;

const review = /** @type {HTMLElement} */ (document.getElementById("review"));
const box = /** @type {HTMLElement} */ (document.getElementById("entry"));
const waiting = /** @type {HTMLElement} */ (document.getElementById("waiting"));
const budget = /** @type {HTMLElement} */ (document.getElementById("budget"));

/** @type {{groups: number, budget: string, elsewhere: number, disputed: number, seconds: number, unread: number, entries: Entry[]}} */
let queue = { groups: 0, budget: "", elsewhere: 0, disputed: 0, seconds: 0, unread: 0, entries: [] };
let at = 0;
/** One form of it alone; none: all of them. @type {number | null} */
let form = null;
let mention = 0;
let shown = MENTIONS;
let width = NARROW;
let isBusy = false;
let isAsked = false;
/** How often something was decided here: a queue that was asked for before is out of date. */
let decided = 0;
/** What to do when the queue comes that is asked for next. @type {{toNew?: boolean, isTaken?: boolean, key?: string} | null} */
let wanted = null;
/** @type {Promise<void> | null} */
let reloading = null;
/** What waited when a step was taken back or done again: what waits besides afterwards is what it was about. @type {Set<string>} */
let steppedFrom = new Set();
/** Words around mentions that were asked for already, by what was asked. @type {Map<string, Promise<Context[]>>} */
const kept = new Map();

const current = () => queue.entries[at];

/** @param {Entry} entry @param {number | null} of */
function mentionsOf(entry, of) {
  const forms = of === null ? entry.forms : [entry.forms[of]];
  const all = forms.flatMap((one) => one.mentions.map((place) => ({ place, form: one })));
  all.sort((one, other) => one.place[0] - other.place[0] || one.place[1] - other.place[1]);
  return { all, count: forms.reduce((sum, one) => sum + one.count, 0) };
}

/** @param {Entry} entry @param {number | null} of @param {number} count @param {number} letters */
function contextsOf(entry, of, count, letters) {
  const places = mentionsOf(entry, of).all.slice(0, count).map(({ place }) => place.join("."));
  const address = `/names/contexts?at=${places.join(",")}&width=${letters}`;
  const known = kept.get(address);
  if (known) return known;
  const asked = places.length === 0 ? Promise.resolve([]) : ask(address);
  kept.set(address, asked);
  asked.catch(() => kept.delete(address));
  if (kept.size > 60) kept.delete(/** @type {string} */ (kept.keys().next().value));
  return asked;
}

/** Shows what is current; takes the focus there if `isTaken`. @param {boolean} isTaken */
async function show(isTaken) {
  const entry = current();
  said();
  drawWaiting(waiting, queue.entries, at);
  if (!entry) {
    nothing();
    return;
  }
  box.hidden = false;
  const { count } = mentionsOf(entry, form);
  const view = { at, total: queue.groups, form, mention, contexts: /** @type {Context[] | null} */ (null), count };
  const asked = contextsOf(entry, form, shown, width);
  let isThere = false;
  asked.then((contexts) => {
    isThere = true;
    view.contexts = contexts;
  }).catch(() => undefined);
  await Promise.race([asked.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 150))]);
  if (entry !== current()) return;
  draw(box, entry, view);
  if (isTaken) document.getElementById("entry-title")?.focus({ preventScroll: false });
  if (!isThere) {
    try {
      view.contexts = await asked;
    } catch (error) {
      complain(error);
      return;
    }
    if (entry === current()) draw(box, entry, { ...view, mention });
    if (isTaken) document.getElementById("entry-title")?.focus({ preventScroll: true });
  }
  const after = queue.entries[at + 1];
  if (after) contextsOf(after, null, MENTIONS, NARROW).catch(() => undefined);
}

function nothing() {
  box.hidden = false;
  const isAll = !isFiltered();
  const isEmpty = document.getElementById("review")?.hasAttribute("data-is-empty");
  const words = isEmpty
    ? "Nothing has been imported yet."
    : queue.unread > 0
    ? "Nothing waits in what has been looked through so far."
    : isAll ? "Everything that was found is decided." : "Nothing waits of what is asked for here.";
  const then = isEmpty
    ? "Bring transcripts or a survey in on the page Sources: what may be a name in them is asked about here."
    : isAll
    ? "Words that no program finds can still be listed: Missed (+) here, or in the register."
    : "Show all kinds again to see whether anything else waits.";
  const missed = element("button", { type: "button", "data-act": "+" }, ["Missed … ", element("kbd", { "aria-hidden": "true" }, ["+"])]);
  const undo = element("button", { type: "button", "data-act": "u" }, ["Undo ", element("kbd", { "aria-hidden": "true" }, ["u"])]);
  box.replaceChildren(element("div", { class: "empty" }, [
    element("h2", { id: "entry-title", tabindex: "-1" }, [words]), element("p", {}, [then]), element("div", { class: "row middle" }, [missed, undo]),
  ]));
}

function said() {
  const elsewhere = queue.elsewhere > 0 ? ` ${counted(queue.elsewhere, "form")} more wait for another reader, or are not asked for here.` : "";
  const disputed = queue.disputed > 0 ? ` Readers disagree on ${counted(queue.disputed, "form")}.` : "";
  const words = `${queue.budget}.${disputed}${elsewhere}`;
  if (budget.textContent !== words) budget.textContent = words;
}

const isFiltered = () => filters().size > 0;
function filters() {
  const asked = new URLSearchParams();
  const value = (/** @type {string} */ id) => /** @type {HTMLSelectElement} */ (document.getElementById(id)).value;
  const isOn = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (document.getElementById(id)).checked;
  if (value("only-kind")) asked.set("kind", value("only-kind"));
  if (value("only-likely") !== "0") asked.set("likely", value("only-likely"));
  if (isOn("only-printed")) asked.set("printed", "true");
  if (isOn("only-disputed")) asked.set("disputed", "true");
  return asked;
}

/**
 * Asks for the queue as it is now, once at a time, and stays where it was; or goes to what was not there before.
 * @param {{toNew?: boolean, isTaken?: boolean, key?: string}} [how]
 */
function reload(how = {}) {
  wanted = { toNew: wanted?.toNew || how.toNew, isTaken: wanted?.isTaken || how.isTaken, key: how.key ?? wanted?.key };
  reloading ??= reloadAll().finally(() => (reloading = null));
  return reloading;
}

async function reloadAll() {
  while (wanted) {
    const how = wanted;
    const before = decided;
    wanted = null;
    let fresh;
    try {
      fresh = await ask(`/names/queue?${filters()}`);
    } catch (error) {
      complain(error);
      return;
    }
    const newer = /** @type {typeof how | null} */ (wanted);
    if (decided === before && !newer) await take(fresh, how);
    else wanted = { toNew: how.toNew || newer?.toNew, isTaken: how.isTaken || newer?.isTaken, key: newer?.key ?? how.key };
  }
}

/**
 * @param {typeof queue} fresh
 * @param {{toNew?: boolean, isTaken?: boolean, key?: string}} how
 */
async function take(fresh, { toNew = false, isTaken = false, key = current()?.key }) {
  const before = current();
  queue = fresh;
  // Words that somebody looks at and no program found are in no queue.
  if (before?.isMissed && !toNew && !queue.entries.some((entry) => entry.key === before.key)) {
    queue.entries.splice(Math.min(at, queue.entries.length), 0, before);
    queue.groups += 1;
  }
  const added = toNew ? queue.entries.findIndex((entry) => !steppedFrom.has(entry.key)) : -1;
  const same = queue.entries.findIndex((entry) => entry.key === key);
  const next = added >= 0 ? added : same >= 0 ? same : Math.min(at, Math.max(queue.entries.length - 1, 0));
  const isSame = before && current() && queue.entries[next]?.key === before.key && JSON.stringify(queue.entries[next]) === JSON.stringify(before);
  if (next !== at || !isSame) choose(next);
  at = next;
  if (!isSame || isTaken || toNew) {
    await show(isTaken);
  } else {
    said();
    drawWaiting(waiting, queue.entries, at);
  }
}

/** @param {number} index */
function choose(index) {
  at = index;
  form = null;
  mention = 0;
  shown = MENTIONS;
  width = NARROW;
}

/** @param {number} index */
function go(index) {
  if (index < 0 || index >= queue.entries.length) {
    tell(index < 0 ? "This is the first" : "This is the last");
    return;
  }
  choose(index);
  show(true);
}

/**
 * Decides on what is chosen.
 * @param {{verdict: string, mode?: string | null, words?: string, alias?: string}} ruling @param {boolean} [isOne] the chosen mention alone
 */
async function decide(ruling, isOne = false) {
  const entry = current();
  if (!entry || isBusy) return;
  const chosen = form === null ? entry.forms : [entry.forms[form]];
  const place = isOne ? mentionsOf(entry, form).all[mention] : null;
  const body = {
    forms: place ? [place.form.form] : chosen.map((one) => one.form),
    kind: place ? place.form.kind : form === null ? entry.kind : chosen[0].kind,
    mention: place?.place ?? null,
    ...ruling,
  };
  isBusy = true;
  decided += 1;
  try {
    const answer = await send("/names/decide", body);
    tell(answer.said, { action: { name: "Undo", run: undo } });
    if (place || form !== null) {
      await reload({ isTaken: true });
      return;
    }
    // The next is shown at once; what else the decision settles is heard of a moment later.
    queue.entries.splice(at, 1);
    queue.groups -= 1;
    choose(Math.min(at, Math.max(queue.entries.length - 1, 0)));
    isBusy = false;
    await show(true);
    reload();
  } catch (error) {
    complain(error);
  } finally {
    isBusy = false;
  }
}

const undo = () => takeStep("undo");

/** @param {unknown} error */
function complain(error) {
  if (error instanceof Refused || error instanceof Away) tell(error.message, { isError: true });
  else throw error;
}

/** Asks for words where they are needed, and decides. @param {string} key @param {boolean} [isOne] */
async function act(key, isOne = false) {
  const name = current()?.forms[form ?? 0].form ?? "";
  switch (key) {
    case "h":
      return decide({ verdict: "hide" }, isOne);
    case "n":
      return decide({ verdict: "not-a-name" }, isOne);
    case "r": {
      const words = await askWords({ question: `What is ${name}?`, hint: "Printed in brackets: daughter, hospital, head teacher.", isNeeded: true });
      return words === null ? undefined : decide({ verdict: "hide", mode: "role", words });
    }
    case "p": {
      const words = await askWords({ question: `Pseudonym for ${name}`, hint: "Nothing typed: the program gives one, the same everywhere." });
      return words === null ? undefined : decide({ verdict: "hide", mode: "pseudonym", words });
    }
    case "w": {
      const words = await askWords({ question: `Something wider than ${name}`, hint: "A region for a town, a sector for an employer, a band for an age.", isNeeded: true });
      return words === null ? undefined : decide({ verdict: "hide", mode: "generalise", words });
    }
    case "k": {
      const isNeeded = ["person", "contact", "number"].includes(current()?.kind ?? "");
      const words = await askWords({ question: `${name} stays, because`, hint: "People, contacts and numbers need a reason. It is logged.", isNeeded });
      return words === null ? undefined : decide({ verdict: "keep", words }, isOne);
    }
    case "a":
      return another(name);
    case "y":
      return current()?.alias ? decide({ verdict: "hide", alias: current().alias?.which }) : undefined;
  }
}

/** @param {string} name */
async function another(name) {
  let known;
  try {
    known = /** @type {{form: string, number: number | null}[]} */ (await ask("/names/known"));
  } catch (error) {
    complain(error);
    return;
  }
  const words = await askWords({
    question: `${name} is another form of`, hint: "A form of an identity of the register, or its number.", isNeeded: true,
    value: current()?.alias?.form ?? "", choices: [...new Set(known.map((alias) => alias.form))],
  });
  if (words !== null) await decide({ verdict: "hide", alias: words });
}

async function exception() {
  const entry = current();
  if (!entry) return;
  const key = await askChoice("This mention alone, otherwise than the others:", [
    { key: "h", name: "Hide" }, { key: "k", name: "Keep …" }, { key: "n", name: "Not a name" },
  ]);
  if (key) await act(key, true);
}

/** Looks at words that were not found. @param {string} marked */
async function missed(marked) {
  const words = await askWords({ question: "Words that were not found", hint: "As they stand in the texts.", value: marked, isNeeded: true });
  if (words === null) return;
  await look(words);
}

/** @param {string} words */
async function look(words) {
  try {
    const entry = await ask(`/names/form?form=${encodeURIComponent(words)}`);
    queue.entries.splice(at, 0, { ...entry, isMissed: true });
    queue.groups += 1;
    choose(at);
    await show(true);
  } catch (error) {
    complain(error);
  }
}

/** @param {string} key */
function step(key) {
  const entry = current();
  switch (key) {
    case "s":
      return go(at + 1);
    case "b":
      return go(at - 1);
    case "u":
      return undo();
    case "+":
      return missed(String(getSelection() ?? "").trim());
    case "e":
      return exception();
    case "f": {
      if (!entry || entry.forms.length < 2) return tell("There is one form only");
      form = form === null ? 0 : form + 1 < entry.forms.length ? form + 1 : null;
      [mention, shown] = [0, MENTIONS];
      return show(true);
    }
    case "m":
      shown = Math.min(shown + MORE, 60);
      width = Math.min(width * 2, WIDE);
      return show(false);
  }
}

/** @param {number} by */
function move(by) {
  const items = [...box.querySelectorAll(".mentions > li")];
  if (items.length === 0) return;
  mention = Math.min(Math.max(mention + by, 0), items.length - 1);
  items.forEach((item, index) => {
    if (index === mention) item.setAttribute("aria-current", "true");
    else item.removeAttribute("aria-current");
  });
  items[mention].scrollIntoView({ block: "nearest" });
  items[mention].querySelector("a")?.focus({ preventScroll: true });
}

const isDecision = (/** @type {string} */ key) => key === "y" || ACTIONS.some((action) => action.key === key);
const run = (/** @type {string} */ key) => (isDecision(key) ? act(key) : step(key));

review.addEventListener("click", (event) => {
  const at = event.target instanceof Element ? event.target.closest("button") : null;
  if (!at) return;
  if (at.dataset.act) run(at.dataset.act === "same" ? "y" : at.dataset.act);
  else if (at.dataset.go) go(Number(at.dataset.go));
  else if (at.dataset.only) {
    mention = Number(at.dataset.only);
    move(0);
    exception();
  } else if (at.dataset.form) {
    const chosen = Number(at.dataset.form);
    form = form === chosen ? null : chosen;
    [mention, shown] = [0, MENTIONS];
    show(false);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const ways = { ArrowRight: () => go(at + 1), ArrowLeft: () => go(at - 1), ArrowDown: () => move(1), ArrowUp: () => move(-1) };
  const way = ways[/** @type {keyof typeof ways} */ (event.key)];
  const isKey = isDecision(event.key) || STEPS.some((one) => one.key === event.key);
  if (!way && !isKey) return;
  event.preventDefault();
  if (way) way();
  else if (current() || event.key === "u" || event.key === "+") run(event.key);
});

addKeys("Names", [
  ...ACTIONS.map(({ key, does }) => ({ keys: key, does })),
  { keys: "y", does: "It is what it is taken for another form of" },
  ...STEPS.map(({ key, does }) => ({ keys: key, does })),
  { keys: "↑ ↓", does: "Choose a mention" },
]);

document.querySelector(".filters")?.addEventListener("change", () => {
  choose(0);
  reload({ key: "" });
});
const isStep = (/** @type {HTMLFormElement} */ sent) => /^\/(undo|redo)$/.test(new URL(sent.action).pathname);
document.addEventListener("submit", (event) => {
  if (isStep(/** @type {HTMLFormElement} */ (event.target))) steppedFrom = new Set(queue.entries.map((entry) => entry.key));
}, { capture: true });
document.addEventListener("verbatim:answered", (event) => {
  if (isStep(/** @type {CustomEvent} */ (event).detail.form)) reload({ toNew: true, isTaken: true });
});
document.addEventListener("verbatim:change", () => {
  if (!isBusy) reload();
});
document.addEventListener("verbatim:job", (event) => {
  const job = /** @type {CustomEvent} */ (event).detail;
  const unread = document.getElementById("unread");
  if (unread && job.name === "Looking for names") unread.hidden = job.state === "running" || job.state === "done";
});
document.addEventListener("verbatim:ended", (event) => {
  if (/** @type {CustomEvent} */ (event).detail.name === "Looking for names") reload({ isTaken: true });
});

/** What has not been read yet is read as soon as somebody looks at what waits: it changes nothing that anybody did. */
async function begin() {
  await reload();
  const wanted = new URLSearchParams(location.search).get("form");
  if (wanted) await look(wanted);
  if (Number(review.dataset.unread) > 0 && !isAsked) {
    isAsked = true;
    send("/names/detect").catch(() => undefined);
  }
}
begin();
