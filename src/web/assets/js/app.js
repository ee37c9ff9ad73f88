// What every page does: forms without reloading, undo and redo, keys, drafts, and staying up to date.

import "./colours.js";
import { isTyping, showHelp } from "./help.js";
import "./live.js";
import { Away, Refused, ask, send } from "./send.js";
import { button, tell, untell } from "./tell.js";
import "./tour.js";

const main = () => /** @type {HTMLElement} */ (document.getElementById("main"));

/** Shows the page anew where it stands: its main part, and what can be taken back. */
export async function refresh(address = location.href) {
  let text;
  try {
    const response = await fetch(address, { credentials: "same-origin", headers: { accept: "text/html" } });
    if (!response.ok) return;
    if (response.redirected) history.replaceState(null, "", response.url);
    text = await response.text();
  } catch {
    return;
  }
  const page = new DOMParser().parseFromString(text, "text/html");
  const fresh = page.getElementById("main");
  const needs = (/** @type {Document} */ of) => [...of.querySelectorAll("script[src]")].map((script) => script.getAttribute("src")).join();
  if (!fresh || needs(page) !== needs(document)) {
    location.assign(address);
    return;
  }
  const focused = document.activeElement;
  const id = focused && main().contains(focused) ? focused.id : "";
  const opened = [...main().querySelectorAll("details[open][id]")].map((details) => details.id);
  main().replaceChildren(...fresh.childNodes);
  untell("changed");
  for (const details of opened) document.getElementById(details)?.setAttribute("open", "");
  if (id) document.getElementById(id)?.focus({ preventScroll: true });
  frame(page);
  document.title = page.title;
  document.dispatchEvent(new CustomEvent("verbatim:shown"));
}

/** Takes over what stands around the page. @param {Document} page */
function frame(page) {
  for (const part of [".top .steps", "nav.pages"]) {
    const fresh = page.querySelector(part);
    const old = document.querySelector(part);
    if (fresh && old && fresh.outerHTML !== old.outerHTML) old.replaceWith(fresh);
  }
  document.body.dataset.change = page.body.dataset.change;
  showWhereOneIs();
}

/** In a narrow window the pages stand in one line that may be longer than the window: the one that is shown is brought into it. */
function showWhereOneIs() {
  const list = document.querySelector("nav.pages ul");
  const here = list?.querySelector("a[aria-current]");
  // A wide window is not measured: that would have a long page laid out before its own script has said what is far.
  if (!list || !here || !matchMedia("(width < 52rem)").matches || list.scrollWidth <= list.clientWidth) return;
  const [around, box] = [list.getBoundingClientRect(), here.getBoundingClientRect()];
  list.scrollLeft += box.left - around.left - (around.width - box.width) / 2;
}
requestAnimationFrame(showWhereOneIs);

/** Shows what can be taken back now, without touching the page itself. */
export async function refreshFrame() {
  let steps;
  try {
    steps = await ask("/steps");
  } catch {
    // It is shown when the server is back.
    return;
  }
  for (const [what, name] of [["undo", "Undo"], ["redo", "Redo"]]) {
    const way = document.querySelector(`button[data-step="${what}"]`);
    if (!(way instanceof HTMLButtonElement)) continue;
    way.disabled = steps[what] === null;
    way.title = steps[what] === null ? `Nothing to ${what}` : `${name}: ${steps[what]}`;
  }
  document.body.dataset.change = String(steps.change ?? "");
}

/** How many forms are being sent, and what change was heard of meanwhile: most likely the one that they make. */
let sending = 0;
/** @type {unknown} */
let heardMeanwhile;

// Forms: sent by script, so that what was typed stays if it is refused.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== "post" || event.defaultPrevented) return;
  event.preventDefault();
  const data = new URLSearchParams();
  const submitter = /** @type {HTMLButtonElement | null} */ (event.submitter);
  for (const [name, value] of new FormData(form, submitter)) if (typeof value === "string") data.append(name, value);
  const question = submitter?.dataset.confirm ?? form.dataset.confirm;
  if (question && !(await confirmed(question))) return;
  const buttons = [...form.querySelectorAll("button")];
  buttons.forEach((one) => one.setAttribute("aria-disabled", "true"));
  sending += 1;
  try {
    const path = submitter?.formAction && submitter.hasAttribute("formaction") ? new URL(submitter.formAction).pathname : new URL(form.action).pathname;
    const answer = await send(path, data);
    forget(form);
    if (answer.said) tell(answer.said);
    form.closest("dialog")?.close();
    document.dispatchEvent(new CustomEvent("verbatim:answered", { detail: { form, answer } }));
    if (answer.to && new URL(answer.to, location.href).pathname !== location.pathname) {
      location.assign(answer.to);
    } else if (document.body.hasAttribute("data-self-kept")) {
      await refreshFrame();
    } else {
      if (answer.to) history.replaceState(null, "", answer.to);
      await refresh();
    }
  } catch (error) {
    if (!(error instanceof Refused || error instanceof Away)) throw error;
    tell(error.message, { isError: true });
  } finally {
    buttons.forEach((one) => one.removeAttribute("aria-disabled"));
    sending -= 1;
    const heard = heardMeanwhile;
    heardMeanwhile = undefined;
    if (heard) document.dispatchEvent(new CustomEvent("verbatim:change", { detail: heard }));
  }
});

/** Asks before something that many would regret. @param {string} question */
export function confirmed(question) {
  return new Promise((resolve) => {
    const dialog = document.createElement("dialog");
    const words = document.createElement("p");
    words.id = "confirm-words";
    words.textContent = question;
    dialog.setAttribute("aria-labelledby", words.id);
    const choices = document.createElement("div");
    choices.className = "row";
    let answer = false;
    const yes = button("Yes", () => {
      answer = true;
      dialog.close();
    });
    yes.className = "main";
    choices.append(yes, button("No", () => dialog.close()));
    dialog.append(words, choices);
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

// Drafts: what is typed into something named `data-draft` is kept with the tab until it is sent.
const draftName = (/** @type {HTMLElement} */ field) => `verbatim-draft ${location.pathname} ${field.dataset.draft}`;
document.addEventListener("input", (event) => {
  const field = event.target;
  if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) {
    if (field.dataset.draft) sessionStorage.setItem(draftName(field), field.value);
  }
});
function restoreDrafts() {
  for (const field of document.querySelectorAll("[data-draft]")) {
    if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) continue;
    const draft = sessionStorage.getItem(draftName(field));
    if (draft !== null && draft !== field.value) field.value = draft;
  }
}
/** @param {HTMLFormElement} form */
function forget(form) {
  for (const field of form.querySelectorAll("[data-draft]")) sessionStorage.removeItem(draftName(/** @type {HTMLElement} */ (field)));
}
restoreDrafts();
document.addEventListener("verbatim:shown", restoreDrafts);

// Staying up to date: a page is shown anew when someone else changes something, unless something is being typed into it.
document.addEventListener("verbatim:change", async (event) => {
  const number = /** @type {CustomEvent} */ (event).detail.number;
  if (number !== undefined && String(number) === document.body.dataset.change) return;
  if (document.body.hasAttribute("data-self-kept")) {
    await refreshFrame();
    return;
  }
  if (sending > 0) {
    heardMeanwhile = /** @type {CustomEvent} */ (event).detail;
    return;
  }
  const isBusy = main().contains(document.activeElement) && isTyping(document.activeElement);
  if (isBusy || main().querySelector("dialog[open]") || hasTyped()) {
    tell("Something has changed since this page was shown.", { stays: "changed", action: { name: "Show", run: () => refresh() } });
    document.body.dataset.change = String(number ?? "");
  } else {
    await refresh();
  }
});
function hasTyped() {
  return [...main().querySelectorAll("textarea, input[type=text], input:not([type])")].some((field) => {
    return /** @type {HTMLInputElement} */ (field).value !== /** @type {HTMLInputElement} */ (field).defaultValue;
  });
}

// Long work.
document.addEventListener("verbatim:job", (event) => showJob(/** @type {CustomEvent} */ (event).detail));
/** @type {Set<number>} */
const heardOf = new Set();
/** @param {{number: number, name: string, state: string, stage: string, done: number, total: number | null, said: string[], to: string | null}} job */
function showJob(job) {
  const box = /** @type {HTMLElement} */ (document.getElementById("job"));
  if (job.state === "running") {
    heardOf.add(job.number);
    if (box.dataset.number !== String(job.number)) {
      const words = document.createElement("p");
      const bar = document.createElement("progress");
      const stop = button("Stop", () => send(`/jobs/${job.number}/stop`).catch(() => undefined));
      bar.setAttribute("aria-label", job.name);
      box.replaceChildren(words, bar, stop);
      box.dataset.number = String(job.number);
    }
    const words = /** @type {HTMLElement} */ (box.querySelector("p"));
    const stage = job.stage ? `${job.name}: ${job.stage.toLowerCase()}` : job.name;
    if (words.textContent !== stage) words.textContent = stage;
    const bar = /** @type {HTMLProgressElement} */ (box.querySelector("progress"));
    if (job.total) {
      bar.max = job.total;
      bar.value = Math.min(job.done, job.total);
    } else {
      bar.removeAttribute("value");
    }
    box.hidden = false;
    return;
  }
  box.hidden = true;
  delete box.dataset.number;
  if (!heardOf.delete(job.number)) return;
  const words = job.said.length > 0 ? job.said.join("; ") : `${job.name}: done`;
  const to = job.to;
  tell(words, { isError: job.state === "failed" || job.state === "partly", action: to ? { name: "Show", run: () => location.assign(to) } : undefined });
  document.dispatchEvent(new CustomEvent("verbatim:ended", { detail: job }));
}
ask("/jobs").then((jobs) => jobs.filter((/** @type {{state: string}} */ job) => job.state === "running").forEach(showJob)).catch(() => undefined);

// Keys.
let isGoing = false;
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented) return;
  const hasControl = event.ctrlKey || event.metaKey;
  if (hasControl && event.key.toLowerCase() === "k") {
    event.preventDefault();
    document.getElementById("find")?.focus();
    return;
  }
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
  if (hasControl && event.key.toLowerCase() === "z") {
    event.preventDefault();
    takeStep(event.shiftKey ? "redo" : "undo");
    return;
  }
  if (hasControl && event.key.toLowerCase() === "y") {
    event.preventDefault();
    takeStep("redo");
    return;
  }
  if (hasControl || event.altKey) return;
  if (isGoing) {
    isGoing = false;
    const link = document.querySelector(`nav.pages a[data-key="${CSS.escape(event.key)}"]`);
    if (link instanceof HTMLAnchorElement) {
      event.preventDefault();
      location.assign(link.href);
    }
    return;
  }
  if (event.key === "g") {
    isGoing = true;
    setTimeout(() => (isGoing = false), 1500);
  } else if (event.key === "?") {
    event.preventDefault();
    showHelp();
  }
});
document.getElementById("help-button")?.addEventListener("click", showHelp);

// The box at the top completes what is typed, once somebody goes there.
const find = document.getElementById("find");
find?.addEventListener("focus", async () => (await import("./complete.js")).complete(/** @type {HTMLInputElement} */ (find)), { once: true });

/** Takes the last step back or does it again, or says that there is none. @param {"undo" | "redo"} what */
export function takeStep(what) {
  const way = document.querySelector(`button[data-step="${what}"]`);
  if (way instanceof HTMLButtonElement && !way.disabled) way.click();
  else tell(what === "undo" ? "There is nothing to take back" : "There is nothing to do again");
}

// Whoever drives the page knows by this that keys are heard.
document.documentElement.dataset.ready = "";
