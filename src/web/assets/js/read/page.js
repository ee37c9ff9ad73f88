// Read & code: brings the parts together. What somebody does is painted at once, and told to the server afterwards.

import "../colours.js";
import { confirmed, refreshFrame, takeStep } from "../app.js";
import { short } from "../make.js";
import { tell } from "../tell.js";
import { Codings, idOf, meant } from "./codings.js";
import { Cursor } from "./cursor.js";
import { dragging } from "./drag.js";
import { Edges } from "./edges.js";
import { Far } from "./far.js";
import { Find } from "./find.js";
import { Heard } from "./heard.js";
import { nextOf, nextProposal, uncoded } from "./jumps.js";
import { bindKeys } from "./keys.js";
import { Note } from "./note.js";
import { Text } from "./offsets.js";
import { Paint } from "./paint.js";
import { Palette } from "./palette.js";
import { Panel } from "./panel.js";
import { comeBack, keepPlace } from "./place.js";
import { printing } from "./print.js";
import { Recents } from "./recents.js";
import { Stripes } from "./stripes.js";
import { View } from "./view.js";

/** @typedef {import("./codings.js").Coding} Coding */
/** @typedef {import("./codings.js").Code} Code */

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const reading = byId("reading");
const sheet = byId("sheet");
const { path = "", name = "", person = "" } = reading.dataset;
const text = new Text(byId("text"));
const codings = new Codings(path, Number(reading.dataset.text), person);
const paint = new Paint(text);
const cursor = new Cursor(text, byId("caret"), sheet);
const stripes = new Stripes(text, /** @type {SVGSVGElement} */ (/** @type {unknown} */ (byId("stripes"))), sheet);
const panel = new Panel(codings, text);
const view = new View(codings, sheet, name);
const recents = new Recents();
const palette = new Palette(codings);
const note = new Note(/** @type {HTMLDialogElement} */ (byId("note")), path);
const find = new Find(text, paint, cursor);
const edges = new Edges(text, sheet, paint, cursor);
let chosen = "";
/** In milliseconds: the next frame has come by then, and the next key has not. */
const BESIDE_AFTER = 80;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let besideWaits;

const codingOf = (/** @type {string} */ id) => codings.all.find((coding) => coding.id === id);
const nameOf = (/** @type {string} */ code) => codings.codeOf.get(code)?.name ?? code;

const heard = new Heard(text, cursor, byId("announce"), (from, to) => codings.touching(from, to).filter((coding) => view.shows(coding)), nameOf);
const say = (/** @type {string} */ sentence) => heard.say(sentence);

/** Those at the cursor, or in what is marked. */
function there() {
  const [from, to] = cursor.isEmpty ? [cursor.head, cursor.head + 1] : [cursor.start, cursor.end];
  const found = codings.touching(from, to).filter((coding) => view.shows(coding) || coding.id === chosen);
  // At the beginning of a segment nobody has pointed at a word yet: all of it counts.
  if (found.length > 0 || !cursor.isEmpty) return found;
  const { from: start, to: end } = cursor.piece;
  return codings.touching(start, end).filter((coding) => view.shows(coding));
}

function showHere() {
  const coding = codingOf(chosen);
  const [from, to] = cursor.stretch();
  panel.showHere(there(), coding, { from, to, isMarked: !cursor.isEmpty });
  paint.only("chosen", coding ? [[coding.start, coding.end]] : []);
  paint.only("marked", cursor.isEmpty ? [] : [[cursor.start, cursor.end]]);
  stripes.choose(chosen);
  edges.show(coding);
}

const visible = () => codings.all.filter((coding) => view.shows(coding));

/** Shows what stands beside the text: stripes and the list of codes. */
function showBeside() {
  clearTimeout(besideWaits);
  besideWaits = undefined;
  stripes.show(visible(), codings.codeOf, view.stripes);
  panel.showCodes({ hidden: view.hidden, recents: recents.ids });
}

/** Paints what there is now. What stands beside the text may follow: somebody who presses a code's key waits for the words. */
function show({ isBesideLater = false } = {}) {
  paint.show(visible(), codings.codes);
  if (chosen && !codingOf(chosen)) chosen = "";
  // Stripes make room for themselves, so that what measures the text comes after them.
  if (isBesideLater) besideWaits ??= setTimeout(showBeside, BESIDE_AFTER);
  else showBeside();
  showHere();
  for (const button of document.querySelectorAll('[data-do="next-disputed"]')) button.toggleAttribute("hidden", codings.disputed.length === 0);
}

/** @param {string} id @param {{goes?: boolean}} [how] */
function choose(id, { goes = false } = {}) {
  chosen = id;
  const coding = codingOf(id);
  if (coding && goes) cursor.set(coding.start, coding.start);
  showHere();
  if (coding) say(`${nameOf(coding.code)}, ${coding.coder}, ${coding.status}: ${short(text.words(coding.start, coding.end), 200)}`);
}

/** Gives a code to words. @param {string} code @param {number} from @param {number} to */
function give(code, from, to) {
  recents.use(code);
  const words = text.snapped(from, to);
  if (!words) return;
  codings.act({ do: "code", code, start: words[0], end: words[1] });
  say(`Coded with ${nameOf(code)}`);
}

const giveHere = (/** @type {string} */ code) => give(code, ...cursor.stretch());

/** The coding that a key is about: the chosen one, or the only one at the cursor. @param {string} [status] */
function subject(status) {
  const coding = codingOf(chosen);
  if (coding) return coding;
  const found = there().filter((one) => !status || one.status === status);
  if (found.length === 1) return found[0];
  tell(found.length === 0 ? "There is no coding here" : "Several codings are here: choose one, by c or in the list beside the text");
  return undefined;
}

/** @param {Coding | undefined} coding @param {string} status @param {boolean} goesOn */
function decide(coding, status, goesOn) {
  if (!coding) return;
  const next = goesOn ? nextProposal(codings.all, coding, coding.start, 1) : undefined;
  codings.act({ do: "decide", coding: meant(coding), status });
  say(`${nameOf(coding.code)} is ${status}`);
  if (next && next.id !== coding.id) choose(next.id, { goes: true });
}

/** @param {Coding | undefined} coding */
async function remove(coding) {
  if (!coding) return;
  const isOthers = coding.coder !== "rules" && coding.coder !== person;
  if (isOthers && !(await confirmed(`${coding.coder} has given ${nameOf(coding.code)} here. Take it away?`))) return;
  codings.act({ do: "remove", coding: meant(coding) });
  say(coding.coder === "rules" ? `${nameOf(coding.code)} is rejected` : `${nameOf(coding.code)} is taken away`);
}

/** @param {Coding | undefined} coding */
function recode(coding) {
  if (!coding) return;
  palette.open({ title: `Other code than ${nameOf(coding.code)}`, words: text.words(coding.start, coding.end),
    run: (code) => {
      chosen = idOf({ ...coding, code: code.id, coder: coding.coder === "rules" ? person : coding.coder });
      codings.act({ do: "recode", coding: meant(coding), code: code.id });
    } });
}

function openPalette(typed = "") {
  const [from, to] = cursor.stretch();
  palette.open({ words: text.words(from, to), typed, run: (code) => give(code.id, from, to), create: (created) => inVivo(created, [from, to]) });
}

/** A code named by the words that it is given to. @param {string} [called] @param {[number, number]} [stretch] */
function inVivo(called, stretch) {
  if (!stretch && cursor.isEmpty) {
    tell("Mark the words first that the code is to be named by");
    return;
  }
  const [start, end] = stretch ?? cursor.stretch();
  const words = text.words(start, end);
  note.open({ title: "A code of these words", words, draft: "in-vivo",
    fields: [
      { name: "name", label: "Name", isNeeded: true, value: called ?? words.replace(/\s+/g, " ").replace(/[\s.,;:!?…]+$/u, "").slice(0, 60) },
      { name: "definition", label: "Definition (may wait)", isLong: true },
      { name: "theme", label: "Theme", options: [{ value: "", name: "None yet" }, ...codings.themes.map(({ id, name: theme }) => ({ value: id, name: theme }))] },
    ],
    run: ({ name: given, definition, theme }) => {
      say(`Coded with ${given}`);
      return codings.inVivo({ start, end, name: given, definition, theme });
    } });
}

/** @param {Coding | undefined} coding */
function memo(coding) {
  const [start, end] = coding ? [coding.start, coding.end] : cursor.stretch();
  note.open({ title: coding ? `Memo on ${nameOf(coding.code)}` : "Memo on these words", words: text.words(start, end), draft: `memo ${start}`,
    fields: [{ name: "content", label: "Memo", isLong: true, isNeeded: true }],
    run: ({ content }) => codings.note({ start, end, content, coding }) });
}

/** @param {1 | -1} way */
function anotherCoding(way) {
  const found = there();
  if (found.length === 0) return;
  const at = found.findIndex((coding) => coding.id === chosen);
  choose(found[at < 0 && way < 0 ? found.length - 1 : (at + way + found.length) % found.length].id);
}

/** @param {1 | -1} way @param {number[]} indexes @param {string} nothing */
function jump(way, indexes, nothing) {
  const index = nextOf(indexes, cursor.piece.index, way);
  if (index === undefined) tell(nothing);
  else {
    chosen = "";
    cursor.goTo(index);
  }
}

const jumpUncoded = (/** @type {1 | -1} */ way) => jump(way, uncoded(text, codings), "Every segment has a code");
const jumpDisputed = (/** @type {1 | -1} */ way) => jump(way, codings.disputed.map((number) => number - 1), "Coders do not differ here");
function jumpProposed(/** @type {1 | -1} */ way) {
  const next = nextProposal(codings.all, codingOf(chosen), cursor.head, way);
  if (next) choose(next.id, { goes: true });
  else tell("No proposal waits here");
}

/**
 * What was done here and is still on its way counts: it is there to be taken back once it has arrived. A button that is closed may
 * only not know yet that it has. @param {"undo" | "redo"} what
 */
async function step(what) {
  const way = document.querySelector(`button[data-step="${what}"]`);
  const isOpen = way instanceof HTMLButtonElement && !way.disabled;
  if (!isOpen || codings.pending.some((entry) => entry.change === null && !entry.isKept)) {
    await codings.queue;
    await refreshFrame();
  }
  takeStep(what);
}

/** @type {Record<string, (coding?: Coding) => void>} */
const acts = {
  "next-segment": () => move("segment", 1, false),
  "previous-segment": () => move("segment", -1, false),
  "next-uncoded": () => jumpUncoded(1),
  "previous-uncoded": () => jumpUncoded(-1),
  "next-proposed": () => jumpProposed(1),
  "previous-proposed": () => jumpProposed(-1),
  "next-disputed": () => jumpDisputed(1),
  "previous-disputed": () => jumpDisputed(-1),
  palette: () => openPalette(),
  "in-vivo": () => inVivo(),
  memo: (coding) => memo(coding ?? (cursor.isEmpty ? codingOf(chosen) : undefined)),
  accept: (coding) => decide(coding ?? subject("proposed"), "accepted", false),
  "accept-on": () => decide(subject("proposed"), "accepted", true),
  reject: (coding) => decide(coding ?? subject("proposed"), "rejected", false),
  "reject-on": () => decide(subject("proposed"), "rejected", true),
  reset: (coding) => decide(coding, "proposed", false),
  remove: (coding) => remove(coding ?? subject()),
  recode: (coding) => recode(coding ?? subject()),
  choose: (coding) => choose(coding && coding.id !== chosen ? coding.id : ""),
  "next-coding": () => anotherCoding(1),
  "previous-coding": () => anotherCoding(-1),
  mark: (coding) => coding && cursor.set(coding.start, coding.end),
  "mark-sentence": () => cursor.markSentence(),
  "mark-segment": () => cursor.markSegment(),
  "turn-around": () => cursor.turnAround(),
  begin: (coding) => takeEdge("start", coding),
  end: (coding) => takeEdge("end", coding),
  find: () => find.open(),
  "find-previous": () => find.go(-1),
  "find-close": () => find.close(),
  undo: () => step("undo"),
  redo: () => step("redo"),
  escape: () => (cursor.isEmpty ? choose("") : cursor.clear()),
};

/** @param {"start" | "end"} edge @param {Coding} [coding] */
function takeEdge(edge, coding) {
  const of = coding ?? subject();
  if (!of) return;
  choose(of.id);
  edges.take(edge);
}

/** @param {"word" | "sentence" | "segment"} kind @param {1 | -1} way @param {boolean} marks */
function move(kind, way, marks) {
  chosen = "";
  if (kind === "segment") cursor.bySegment(way, marks);
  else cursor.by(kind, way, marks);
}

bindKeys(
  (name_) => acts[name_]?.(),
  (letter) => {
    const code = codings.codes.find((one) => one.key === letter && one.inUse);
    if (code) giveHere(code.id);
    return code !== undefined;
  },
  (number) => {
    const id = recents.ids.filter((one) => codings.codeOf.get(one)?.inUse)[number - 1];
    if (id) giveHere(id);
    else tell("No code was used yet that has this number");
  },
  () => view.hasLetterKeys,
  move,
);
document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("button[data-do]") : null;
  if (button instanceof HTMLButtonElement) acts[button.dataset.do ?? ""]?.();
});
panel.addEventListener("code", (event) => giveHere(/** @type {CustomEvent} */ (event).detail));
panel.addEventListener("hide", (event) => view.toggle(/** @type {CustomEvent} */ (event).detail));
panel.addEventListener("act", (event) => {
  const { name: act, coding } = /** @type {CustomEvent} */ (event).detail;
  acts[act]?.(coding);
});
stripes.addEventListener("choose", (event) => choose(/** @type {CustomEvent} */ (event).detail, { goes: true }));
stripes.addEventListener("point", (event) => {
  const coding = codingOf(/** @type {CustomEvent} */ (event).detail);
  paint.only("pointed", coding ? [[coding.start, coding.end]] : []);
});
edges.addEventListener("moved", (event) => {
  const { coding, start, end } = /** @type {CustomEvent} */ (event).detail;
  chosen = idOf({ start, end, code: coding.code, coder: coding.coder === "rules" ? person : coding.coder });
  codings.act({ do: "move", coding: meant(coding), start, end });
});
edges.addEventListener("left", () => showHere());
text.root.addEventListener("click", () => {
  // A click on coded words chooses; a second one on the same place chooses the next of several. The browser may tell of the
  // place only later.
  cursor.followSelection();
  if (!cursor.isEmpty) return;
  const found = codings.touching(cursor.head, cursor.head + 1).filter((coding) => view.shows(coding));
  const at = found.findIndex((coding) => coding.id === chosen);
  choose(found.length === 0 ? "" : found[(at + 1) % found.length].id);
});
cursor.addEventListener("moved", () => {
  const coding = codingOf(chosen);
  if (coding && !(coding.start <= cursor.head && cursor.head <= coding.end)) chosen = "";
  showHere();
  keepPlace(view, cursor);
});
codings.addEventListener("shown", () => show({ isBesideLater: reading.dataset.ready === "true" }));
codings.addEventListener("made", (event) => recents.use(/** @type {CustomEvent} */ (event).detail));
view.addEventListener("changed", () => show());
view.addEventListener("fitted", () => cursor.reveal());
printing(text, codings, view);
dragging(text, cursor, paint, byId("panel"), sheet, give);

// What is on its way to the server goes before anything is taken back.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !/\/(undo|redo)$/.test(form.action) || !codings.pending.some((entry) => entry.change === null && !entry.isKept)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  codings.queue.then(() => form.requestSubmit());
}, { capture: true });

// Codings first: the text is laid out once they are known, and is not measured before.
codings.begun();
comeBack(view, text, cursor, new Far(text));
const asked = new URLSearchParams(location.search);
const go = asked.get("go");
if (go && `next-${go}` in acts) {
  cursor.goTo(0);
  if (go === "uncoded" && uncoded(text, codings)[0] === 0) cursor.goTo(0);
  else acts[`next-${go}`]();
}
const wanted = asked.get("coding");
const found = wanted && codings.all.find((coding) => `${reading.dataset.text}:${coding.start}:${coding.end}:${coding.code}` === wanted);
if (found) choose(found.id, { goes: true });
performance.mark("codings-shown");
reading.dataset.ready = "true";
