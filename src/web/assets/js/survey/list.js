// The answers to one question, a page at a time, and coding them: the answer at hand, all that are ticked, or the words
// that are marked. The order comes once as numbers and stays while one codes, so that nothing moves away under the hand.

import { loadCodes, noteGiven } from "../codes.js";
import { addKeys } from "../help.js";
import { grouped } from "../make.js";
import { ask as fetchJson, send, sendOrKeep } from "../send.js";
import { tell } from "../tell.js";
import { chips, line } from "./answer.js";
import { ask, asked, follow } from "./asked.js";
import { DEEDS, askWhichToGive, askWhichToTakeOff, bindDeeds, codesOn, showCodeChoices, showGiven } from "./deeds.js";
import { bindKeys } from "./keys.js";
import { bindPointing, markWords, selectedWords } from "./marks.js";
import { openMenu } from "./menu.js";
import { pageStart, showPager, tried } from "./pages.js";
import { showRecents } from "./recents.js";
import { bindValues } from "./values.js";

/** @typedef {import("./answer.js").Answer} Answer */

const PAGE = 50;
const root = /** @type {HTMLElement} */ (document.getElementById("survey"));
const survey = root.dataset.survey ?? "";
const path = `/survey/${encodeURIComponent(survey)}`;
const list = /** @type {HTMLOListElement} */ (document.getElementById("answers"));
const pager = /** @type {HTMLElement} */ (document.getElementById("pager"));
const element = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** Answers that are taken for one, by number. @type {number[][]} */
let groups = [];
/** Those of this page, by the number of their first. @type {Map<number, Answer>} */
let answers = new Map();
let start = 0;
let at = 0;
/** @type {Set<number>} */
const ticked = new Set();

const besideKey = `verbatim-beside ${survey}`;
/** Attributes that stand beside each answer. @type {string[]} */
let beside = [];

function readBeside() {
  const boxes = [.../** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("#beside input"))];
  const kept = localStorage.getItem(besideKey);
  const chosen = kept === null ? boxes.slice(0, 2).map((box) => box.value) : JSON.parse(kept);
  for (const box of boxes) box.checked = chosen.includes(box.value);
  beside = boxes.filter((box) => box.checked).map((box) => box.value);
}

element("beside")?.addEventListener("change", () => {
  const boxes = [.../** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("#beside input"))];
  beside = boxes.filter((box) => box.checked).map((box) => box.value);
  localStorage.setItem(besideKey, JSON.stringify(beside));
  showPage(start);
});

/** What the address asks for, for fetching. */
function question() {
  const address = asked();
  if (!address.has("question")) address.set("question", root.dataset.question ?? "");
  return address;
}

async function loadOrder() {
  const order = await tried(() => fetchJson(`${path}/order?${question()}`));
  if (!order) return;
  groups = order.groups.map((/** @type {number | number[]} */ group) => (Array.isArray(group) ? group : [group]));
  ticked.clear();
  at = order.at ?? 0;
  tellCounts(order);
  await showPage(pageStart(at, PAGE));
  if (typeof order.at === "number") list.children[at - start]?.scrollIntoView({ block: "center" });
}

/** @param {{answers: number, counts: Record<string, number>}} order */
function tellCounts({ answers: shown, counts }) {
  const parts = [`${grouped(counts.answered)} answered`, `${grouped(counts.uncoded)} without a code`, `${grouped(counts.proposed)} with proposals`];
  if (counts.blank) parts.push(`${grouped(counts.blank)} left it blank`);
  if (counts.notAsked) parts.push(`${grouped(counts.notAsked)} not asked`);
  if (counts.notApplicable) parts.push(`${grouped(counts.notApplicable)} not applicable`);
  const isAll = shown === counts.answered;
  const together = groups.length === shown ? "" : ` in ${grouped(groups.length)} different ones`;
  element("counts").textContent = `${isAll ? "" : `${grouped(shown)} shown${together}; `}${parts.join(", ")}${isAll && together ? `; shown${together}` : ""}`;
}

/** @param {number} from */
async function showPage(from) {
  start = Math.max(0, Math.min(from, Math.max(0, groups.length - 1)));
  at = Math.min(Math.max(at, start), Math.min(start + PAGE, groups.length) - 1);
  const wanted = groups.slice(start, start + PAGE);
  const shown = wanted.length === 0 ? { rows: [] } : await tried(() => send(`${path}/answers`, { groups: wanted, attributes: beside }));
  if (!shown) return;
  answers = new Map(shown.rows.map((/** @type {Answer} */ row) => [row.text, row]));
  list.start = start + 1;
  list.replaceChildren(...wanted.flatMap((group, index) => {
    const answer = answers.get(group[0]);
    return answer ? [line(answer, start + index, beside)] : [];
  }));
  if (groups.length === 0) showNothing();
  for (const item of list.children) tickShown(item);
  showPager(pager, Math.floor(start / PAGE), Math.ceil(groups.length / PAGE), turnTo);
  tellTicked();
  markWords(list, answers);
  mark(false);
}

function showNothing() {
  const item = document.createElement("li");
  item.className = "empty";
  item.textContent = "No answer is like that. Choose “All answers”, or take away a filter.";
  list.append(item);
}

/** @param {number} page */
async function turnTo(page) {
  at = page * PAGE;
  await showPage(page * PAGE);
  list.firstElementChild?.scrollIntoView({ block: "center" });
  mark(true);
}

/** Shows which answer is at hand. @param {boolean} takesFocus */
function mark(takesFocus) {
  for (const item of list.children) {
    const isHere = /** @type {HTMLElement} */ (item).dataset.index === String(at);
    if (isHere) item.setAttribute("aria-current", "true");
    else item.removeAttribute("aria-current");
    /** @type {HTMLElement} */ (item).tabIndex = isHere ? 0 : -1;
    if (isHere && takesFocus) /** @type {HTMLElement} */ (item).focus();
  }
}

/** @param {number} to */
async function goTo(to) {
  if (to < 0 || to >= groups.length) return;
  at = to;
  if (to < start || to >= start + PAGE) await showPage(pageStart(to, PAGE));
  mark(true);
}

/** The next answer on this page and those after it that is wanted. @param {(answer: Answer) => boolean} isWanted @param {string} none */
async function goToNext(isWanted, none) {
  for (let to = at + 1; to < groups.length; to += 1) {
    if (to >= start + PAGE) {
      at = to;
      await showPage(to);
    }
    const answer = answers.get(groups[to][0]);
    if (answer && isWanted(answer)) {
      await goTo(to);
      return;
    }
    // Far away it is quicker to ask for just those.
    if (to - at > 20 * PAGE) break;
  }
  tell(none);
  mark(true);
}

function tickShown(/** @type {Element} */ item) {
  const group = groups[Number(/** @type {HTMLElement} */ (item).dataset.index)];
  const box = item.querySelector("input.tick");
  if (group && box instanceof HTMLInputElement) box.checked = ticked.has(group[0]);
}

function tellTicked() {
  const count = groups.reduce((sum, group) => sum + (ticked.has(group[0]) ? group.length : 0), 0);
  element("ticked").textContent = ticked.size === 0 ? "Tick all" : `${grouped(count)} ticked`;
  const all = /** @type {HTMLInputElement} */ (element("tick-all"));
  all.checked = groups.length > 0 && ticked.size === groups.length;
  all.indeterminate = ticked.size > 0 && !all.checked;
}

/** @param {number} index */
function toggle(index) {
  const head = groups[index]?.[0];
  if (head === undefined) return;
  if (!ticked.delete(head)) ticked.add(head);
  const item = list.children[index - start];
  if (item) tickShown(item);
  tellTicked();
}

/** @param {boolean} isTicked */
function tickAll(isTicked) {
  ticked.clear();
  if (isTicked) for (const group of groups) ticked.add(group[0]);
  for (const item of list.children) tickShown(item);
  tellTicked();
}

/** What is to be coded: marked words, all that is ticked, or the answer at hand. */
function meant() {
  const words = selectedWords();
  if (words) return { texts: [words.text], words: words.range, heads: [words.text] };
  const chosen = ticked.size > 0 ? groups.filter((group) => ticked.has(group[0])) : groups.slice(at, at + 1);
  return { texts: chosen.flat(), words: undefined, heads: chosen.map((group) => group[0]) };
}

/** @typedef {{texts: number[], words: [number, number] | undefined, heads: number[]}} Meant */

/** @param {string} id @param {Meant} [of] */
async function give(id, of = meant()) {
  if (of.texts.length === 0) return;
  noteGiven(id);
  showRecents(element("recents"), (code) => give(code));
  // It is shown at once; what the server says replaces it.
  for (const head of of.heads) {
    const answer = answers.get(head);
    if (!answer) continue;
    showGiven(answer, id, of.words ? 1 : answer.count, of.words);
    showCodes(head);
  }
  await change("/answers/code", { code: id, texts: of.texts, words: of.words });
}

/** @param {string} where @param {object} body */
async function change(where, body) {
  const answer = await tried(() => sendOrKeep(where, body));
  if (answer?.said) tell(answer.said);
  await refreshRows();
  countSoon();
  return answer;
}

/** @param {string} status @param {Meant} [of] @param {string} [code] */
const decide = (status, of = meant(), code) => change("/answers/decide", { texts: of.texts, status, code });

/** @param {string} code @param {Meant} of */
const uncode = (code, of) => change("/answers/uncode", { texts: of.texts, code });

function choose() {
  const of = meant();
  if (of.texts.length > 0) askWhichToGive(of, (code) => give(code, of), change, () => showRecents(element("recents"), (code) => give(code)));
}

function takeOff() {
  const of = meant();
  askWhichToTakeOff(codesOn(of.heads.flatMap((head) => answers.get(head) ?? [])), (code) => uncode(code, of));
}

/** Shows the codes of one answer as they are known now. @param {number} head */
function showCodes(head) {
  const index = groups.findIndex((group, place) => place >= start && group[0] === head);
  const item = list.children[index - start];
  const answer = answers.get(head);
  const old = item?.querySelector("ul.codes");
  if (!answer || !old) return;
  const focused = document.activeElement instanceof HTMLElement && old.contains(document.activeElement) ? document.activeElement.dataset.code : undefined;
  const fresh = chips(answer.codes, answer.count, false);
  old.replaceWith(fresh);
  if (focused) /** @type {HTMLElement} */ (fresh.querySelector(`[data-code="${CSS.escape(focused)}"]`) ?? item)?.focus();
}

/** Takes the codes of this page from the server, in place. */
async function refreshRows() {
  const wanted = groups.slice(start, start + PAGE);
  if (wanted.length === 0) return;
  const shown = await tried(() => send(`${path}/answers`, { groups: wanted, attributes: beside }));
  if (!shown || groups[start]?.[0] !== wanted[0]?.[0]) return;
  for (const row of shown.rows) {
    answers.set(row.text, row);
    showCodes(row.text);
  }
  markWords(list, answers);
}

/** @type {number | undefined} */
let counting;
/** Counts again once hands rest: it goes through the whole survey. */
function countSoon() {
  clearTimeout(counting);
  counting = setTimeout(async () => {
    const order = await tried(() => fetchJson(`${path}/order?${question()}`));
    if (!order) return;
    const address = asked();
    const isByCodes = address.has("state") || address.has("code") || address.has("q");
    // Answers came or went: by an import, or since somebody is left out.
    if (!isByCodes && order.groups.length !== groups.length) await loadOrder();
    else tellCounts(order);
  }, 1200);
}

list.addEventListener("click", (event) => {
  const item = event.target instanceof Element ? event.target.closest("li.answer") : null;
  if (!(item instanceof HTMLElement)) return;
  const index = Number(item.dataset.index);
  const button = event.target instanceof Element ? event.target.closest("button.code") : null;
  if (event.target instanceof HTMLInputElement && event.target.classList.contains("tick")) {
    at = index;
    toggle(index);
    mark(false);
    return;
  }
  at = index;
  mark(false);
  if (button instanceof HTMLElement) showMenu(button, index);
  else if (document.getSelection()?.isCollapsed !== false) item.focus();
});

/** @param {HTMLElement} button @param {number} index */
function showMenu(button, index) {
  const id = button.dataset.code ?? "";
  const of = { texts: groups[index], words: undefined, heads: [groups[index][0]] };
  const on = answers.get(groups[index][0])?.codes.find((code) => code.code === id);
  if (!on) return;
  openMenu(button, on, {
    accept: () => decide("accepted", of, id),
    reject: () => decide("rejected", of, id),
    remove: () => uncode(id, of),
  });
}

bindPointing(list, (chip) => {
  const text = Number(/** @type {HTMLElement | null} */ (chip.closest("[data-text]"))?.dataset.text);
  return answers.get(text)?.codes.find((on) => on.code === chip.dataset.code)?.spans ?? [];
});
element("tick-all").addEventListener("change", () => tickAll(/** @type {HTMLInputElement} */ (element("tick-all")).checked));
element("question").addEventListener("change", () => {
  ask((address) => address.set("question", /** @type {HTMLSelectElement} */ (element("question")).value));
  location.reload();
});

/** @type {Record<string, () => void>} */
const keys = {
  ...bindDeeds({ choose, tick: () => toggle(at), untick: () => tickAll(false), decide: (status) => decide(status), takeOff }),
  Enter: choose,
  ArrowDown: () => goTo(at + 1),
  ArrowUp: () => goTo(at - 1),
  j: () => goTo(at + 1),
  k: () => goTo(at - 1),
  Home: () => goTo(0),
  End: () => goTo(groups.length - 1),
  PageDown: () => turnTo(Math.min(Math.floor(start / PAGE) + 1, Math.ceil(groups.length / PAGE) - 1)),
  PageUp: () => turnTo(Math.max(0, Math.floor(start / PAGE) - 1)),
  n: () => goToNext((answer) => !answer.codes.some((code) => code.accepted + code.proposed > 0), "No answer without a code follows"),
  p: () => goToNext((answer) => answer.codes.some((code) => code.proposed > 0), "No proposal follows"),
};

bindKeys(keys, (id) => give(id));

addKeys("Answers", [
  { keys: "↓ ↑", does: "Next and previous answer (also j and k); PgDn and PgUp turn pages" },
  { keys: "/", does: "Code the answer, all that are ticked, or the marked words (also Enter)" },
  { keys: "x", does: "Tick; Esc takes all ticks away" },
  ...DEEDS,
  { keys: "n p", does: "Next answer without a code; next with a proposal" },
]);

document.addEventListener("survey:asked", () => loadOrder());
document.addEventListener("verbatim:change", async () => {
  await loadCodes().catch(() => undefined);
  await refreshRows();
  countSoon();
});
document.addEventListener("verbatim:sent", () => refreshRows());

readBeside();
bindValues(survey);
await loadCodes();
showCodeChoices();
follow();
showRecents(element("recents"), (code) => give(code));
await loadOrder();
