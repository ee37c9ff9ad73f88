// All respondents in a grid: one row each, attributes and questions in columns. Arrows go from cell to cell; what is coded
// is the answer in the cell at hand, or, where rows are ticked, their answers to the question of its column.

import { loadCodes, noteGiven } from "../codes.js";
import { addKeys } from "../help.js";
import { grouped } from "../make.js";
import { ask as fetchJson, send, sendOrKeep } from "../send.js";
import { tell } from "../tell.js";
import { ask, asked, follow } from "./asked.js";
import { bindColumns, columnsChosen } from "./columns.js";
import { DEEDS, askWhichToGive, askWhichToTakeOff, bindDeeds, codesOn, showCodeChoices, showGiven } from "./deeds.js";
import { cell, header, rowHeader } from "./grid_cells.js";
import { bindKeys } from "./keys.js";
import { bindPointing, markWords, selectedWords } from "./marks.js";
import { openMenu } from "./menu.js";
import { pageStart, showPager, tried } from "./pages.js";
import { showRecents } from "./recents.js";
import { bindValues } from "./values.js";

/**
 * @typedef {import("./answer.js").CodeOn} CodeOn
 * @typedef {{text: number, content: string, codes: CodeOn[]}} CellAnswer
 * @typedef {{value?: string, none?: string, answers?: CellAnswer[]}} Cell
 * @typedef {{case: number, respondent: string, cells: Cell[]}} Row
 */

const PAGE = 60;
const element = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const root = element("survey");
const survey = root.dataset.survey ?? "";
const path = `/survey/${encodeURIComponent(survey)}`;
const table = /** @type {HTMLTableElement} */ (document.getElementById("grid"));
const head = /** @type {HTMLTableSectionElement} */ (table.tHead);
const body = /** @type {HTMLTableSectionElement} */ (table.tBodies[0]);
const pager = element("pager");

/** Numbers of respondents, in order. @type {number[]} */
let cases = [];
/** @type {Row[]} */
let rows = [];
/** @type {string[]} */
let columns = [];
let start = 0;
/** The cell at hand: its place in the whole order (−1: the headings), and its column (0: who it is). */
let at = 0;
let column = 0;
/** @type {Set<number>} */
const ticked = new Set();

async function loadOrder() {
  const order = await tried(() => fetchJson(`${path}/order?${asked()}`));
  if (!order) return;
  cases = order.cases;
  ticked.clear();
  at = typeof order.at === "number" ? order.at : 0;
  element("counts").textContent = cases.length === order.respondents ? `${grouped(order.respondents)} respondents` : `${grouped(cases.length)} of ${grouped(order.respondents)} respondents`;
  table.setAttribute("aria-rowcount", String(cases.length + 1));
  await showPage(pageStart(at, PAGE));
  if (typeof order.at === "number") body.rows[at - start]?.scrollIntoView({ block: "center" });
}

/** @param {number} from */
async function showPage(from) {
  start = Math.max(0, from);
  columns = columnsChosen();
  const shown = await tried(() => send(`${path}/respondents`, { cases: cases.slice(start, start + PAGE), columns }));
  if (!shown) return;
  rows = shown.rows;
  column = Math.min(column, columns.length);
  table.setAttribute("aria-colcount", String(columns.length + 1));
  const address = asked();
  const sort = { by: address.get("sort") ?? "", descending: address.has("descending") };
  head.replaceChildren(header(columns, root.dataset, sort));
  body.replaceChildren(...rows.map((row, index) => line(row, start + index)));
  element("nothing").hidden = rows.length > 0;
  table.hidden = rows.length === 0;
  showPager(pager, Math.floor(start / PAGE), Math.ceil(cases.length / PAGE), turnTo);
  tellTicked();
  underline();
  mark(false);
}

/** @param {Row} row @param {number} index */
function line(row, index) {
  const tr = document.createElement("tr");
  tr.setAttribute("aria-rowindex", String(index + 2));
  tr.dataset.index = String(index);
  tr.append(rowHeader(row, ticked.has(row.case)), ...row.cells.map((one, place) => cell(one, columns[place])));
  tr.setAttribute("aria-selected", String(ticked.has(row.case)));
  return tr;
}

/** @param {number} page */
async function turnTo(page) {
  const last = Math.max(0, Math.ceil(cases.length / PAGE) - 1);
  at = Math.min(last, Math.max(0, page)) * PAGE;
  await showPage(at);
  mark(true);
}

/** The element of a cell. @param {number} row @param {number} place */
const cellAt = (row, place) => /** @type {HTMLElement | undefined} */ ((row < 0 ? head.rows[0] : body.rows[row - start])?.cells[place]);

/** Shows which cell is at hand. @param {boolean} takesFocus */
function mark(takesFocus) {
  for (const old of table.querySelectorAll("[tabindex='0']")) /** @type {HTMLElement} */ (old).tabIndex = -1;
  const here = cellAt(at, column);
  if (!here) return;
  here.tabIndex = 0;
  if (takesFocus) {
    here.focus({ preventScroll: true });
    here.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}

/** @param {number} row @param {number} place */
async function goTo(row, place) {
  column = Math.max(0, Math.min(columns.length, place));
  at = Math.max(-1, Math.min(cases.length - 1, row));
  if (at >= 0 && (at < start || at >= start + PAGE)) await showPage(pageStart(at, PAGE));
  mark(true);
}

/** @param {number} index */
function toggle(index) {
  const who = rows[index - start]?.case;
  if (who === undefined) return;
  if (!ticked.delete(who)) ticked.add(who);
  showTick(index - start);
  tellTicked();
}

/** @param {number} place */
function showTick(place) {
  const tr = body.rows[place];
  const isTicked = ticked.has(rows[place].case);
  tr.setAttribute("aria-selected", String(isTicked));
  const box = tr.querySelector("input.tick");
  if (box instanceof HTMLInputElement) box.checked = isTicked;
}

function untick() {
  ticked.clear();
  rows.forEach((_, place) => showTick(place));
  tellTicked();
}

function tellTicked() {
  element("ticked").textContent = ticked.size === 0 ? "No row is ticked" : `${ticked.size} ${ticked.size === 1 ? "row" : "rows"} ticked`;
}

/** The answers to be coded. @returns {Promise<{texts: number[], words: [number, number] | undefined}>} */
async function meant() {
  const words = selectedWords();
  if (words) return { texts: [words.text], words: words.range };
  const question = column > 0 ? columns[column - 1] : "";
  if (!question.startsWith("answer.")) return { texts: [], words: undefined };
  if (ticked.size === 0) return { texts: textsOf(rows[at - start]?.cells[column - 1]), words: undefined };
  /** @type {number[]} */
  const texts = [];
  const chosen = [...ticked];
  for (let from = 0; from < chosen.length; from += 500) {
    const { rows: some } = await send(`${path}/respondents`, { cases: chosen.slice(from, from + 500), columns: [question] });
    for (const row of some) texts.push(...textsOf(row.cells[0]));
  }
  return { texts, words: undefined };
}

/** @param {Cell | undefined} one */
const textsOf = (one) => (one?.answers ?? []).map((answer) => answer.text);

/** @param {(of: {texts: number[], words: [number, number] | undefined}) => void} act */
async function withMeant(act) {
  const of = await tried(meant);
  if (!of) return;
  if (of.texts.length === 0) tell("Go to an answer in words: there is nothing to code in this cell");
  else act(of);
}

/** @param {string} id @param {{texts: number[], words: [number, number] | undefined}} of */
async function give(id, of) {
  noteGiven(id);
  recents();
  for (const [place, row] of rows.entries()) {
    for (const one of row.cells) {
      for (const answer of one.answers ?? []) {
        if (!of.texts.includes(answer.text)) continue;
        showGiven(answer, id, 1, of.words);
        showRow(place);
      }
    }
  }
  await change("/answers/code", { code: id, ...of });
}

/** @param {string} where @param {object} what */
async function change(where, what) {
  const answer = await tried(() => sendOrKeep(where, what));
  if (answer?.said) tell(answer.said);
  await refreshRows();
  return answer;
}

const choose = () => withMeant((of) => askWhichToGive(of, (code) => give(code, of), change, recents));
const decide = (/** @type {string} */ status) => withMeant((of) => change("/answers/decide", { texts: of.texts, status }));
const takeOff = () => withMeant((of) => {
  const answers = rows.flatMap((row) => row.cells).flatMap((one) => one.answers ?? []);
  askWhichToTakeOff(codesOn(answers.filter((answer) => of.texts.includes(answer.text))), (code) => change("/answers/uncode", { texts: of.texts, code }));
});
const recents = () => showRecents(element("recents"), (id) => withMeant((of) => give(id, of)));

/** Draws a row as it is known now. @param {number} place */
function showRow(place) {
  const old = body.rows[place];
  const opened = [...old.cells].map((one) => one.classList.contains("opened"));
  const hasFocus = old.contains(document.activeElement);
  const fresh = line(rows[place], start + place);
  opened.forEach((isOpen, index) => fresh.cells[index]?.classList.toggle("opened", isOpen));
  old.replaceWith(fresh);
  mark(hasFocus);
}

async function refreshRows() {
  const wanted = cases.slice(start, start + PAGE);
  const shown = await tried(() => send(`${path}/respondents`, { cases: wanted, columns }));
  if (!shown || cases[start] !== wanted[0]) return;
  if (shown.rows.length !== rows.length) {
    await loadOrder();
    return;
  }
  for (const [place, row] of shown.rows.entries()) {
    if (JSON.stringify(row) === JSON.stringify(rows[place])) continue;
    rows[place] = row;
    showRow(place);
  }
  underline();
}

function underline() {
  const answers = new Map(rows.flatMap((row) => row.cells).flatMap((one) => one.answers ?? []).map((answer) => [answer.text, answer]));
  markWords(body, /** @type {Map<number, any>} */ (answers));
}

table.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const sort = target?.closest("button.sort");
  if (sort instanceof HTMLElement) {
    sortBy(sort.dataset.sort ?? "");
    return;
  }
  const here = target?.closest("td, th");
  const tr = here?.parentElement;
  if (!(here instanceof HTMLTableCellElement) || tr?.dataset.index === undefined) return;
  at = Number(tr.dataset.index);
  column = here.cellIndex;
  mark(false);
  const chip = target?.closest("button.code");
  if (target instanceof HTMLInputElement && target.classList.contains("tick")) toggle(at);
  else if (chip instanceof HTMLElement) showMenu(chip);
  else if (document.getSelection()?.isCollapsed !== false && !(target instanceof HTMLAnchorElement)) here.focus();
});
table.addEventListener("dblclick", (event) => {
  if (event.target instanceof Element && !event.target.closest("button, .words")) open();
});

/** Shows all of a long answer and lets one go to its codes with Tab, or only its beginning again; of a person: their page. */
function open() {
  const here = cellAt(at, column);
  if (at < 0) here?.querySelector("button")?.click();
  else if (column === 0) here?.querySelector("a")?.click();
  else if (here) {
    const isOpen = here.classList.toggle("opened");
    for (const chip of here.querySelectorAll("button")) chip.tabIndex = isOpen ? 0 : -1;
  }
}

/** What a chip is about. @param {HTMLElement} chip */
function chipMeans(chip) {
  const text = Number(/** @type {HTMLElement | null} */ (chip.closest("[data-text]"))?.dataset.text);
  const place = Number(/** @type {HTMLElement | null} */ (chip.closest("tr"))?.dataset.index) - start;
  const answers = (rows[place]?.cells ?? []).flatMap((one) => one.answers ?? []);
  return { text, on: answers.find((one) => one.text === text)?.codes.find((code) => code.code === chip.dataset.code) };
}

/** @param {HTMLElement} chip */
function showMenu(chip) {
  const { text, on } = chipMeans(chip);
  if (!on) return;
  const of = { texts: [text], code: on.code };
  openMenu(chip, on, {
    accept: () => change("/answers/decide", { ...of, status: "accepted" }),
    reject: () => change("/answers/decide", { ...of, status: "rejected" }),
    remove: () => change("/answers/uncode", of),
  });
}

/** Sorts by a column; a second time the other way round. @param {string} by */
function sortBy(by) {
  ask((address) => {
    const isSame = (address.get("sort") ?? "") === by;
    const isDescending = address.has("descending");
    if (by) address.set("sort", by);
    else address.delete("sort");
    if (isSame && !isDescending) address.set("descending", "1");
    else address.delete("descending");
  });
}

/** @type {Record<string, () => void>} */
const withControl = { Home: () => goTo(0, 0), End: () => goTo(cases.length - 1, columns.length) };
/** @type {Record<string, () => void>} */
const keys = {
  ArrowDown: () => goTo(at + 1, column),
  ArrowUp: () => goTo(at - 1, column),
  ArrowRight: () => goTo(at, column + 1),
  ArrowLeft: () => goTo(at, column - 1),
  Home: () => goTo(at, 0),
  End: () => goTo(at, columns.length),
  PageDown: () => turnTo(Math.floor(start / PAGE) + 1),
  PageUp: () => turnTo(Math.floor(start / PAGE) - 1),
  Enter: open,
  ...bindDeeds({ choose, tick: () => toggle(at), untick, decide, takeOff }),
};

const isInGrid = (/** @type {EventTarget | null} */ target) => target instanceof Element && target.closest("#grid") !== null;
bindKeys(keys, (id) => withMeant((of) => give(id, of)), withControl, isInGrid);

addKeys("Grid", [
  { keys: "↑ ↓ ← →", does: "From cell to cell; PgDn and PgUp turn pages" },
  { keys: "Enter", does: "All of a long answer, and Tab to its codes; on a heading: sort by it" },
  { keys: "/", does: "Code the answer, or those of all ticked rows to this question" },
  { keys: "x", does: "Tick the row; Esc takes all ticks away" },
  ...DEEDS,
]);

bindPointing(table, (chip) => chipMeans(chip).on?.spans ?? []);
document.addEventListener("survey:asked", loadOrder);
document.addEventListener("survey:columns", () => showPage(start));
document.addEventListener("verbatim:change", async () => {
  await loadCodes().catch(() => undefined);
  await refreshRows();
});
document.addEventListener("verbatim:sent", refreshRows);

bindColumns(survey);
bindValues(survey);
await loadCodes();
showCodeChoices();
follow();
recents();
await loadOrder();
