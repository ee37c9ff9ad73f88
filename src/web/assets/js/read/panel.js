// What is beside the text: the codings at the cursor, with buttons for all that can be done with them (highlights say
// nothing to a screen reader), and the list of codes with their counts here.

import { ask } from "../send.js";
import { counted, dot, make, pushButton, short } from "../make.js";
import { pressed } from "./keys.js";
import { codesLike } from "../match.js";

/** @typedef {import("./codings.js").Coding} Coding */
/** @typedef {import("./codings.js").Code} Code */
/** @typedef {import("./codings.js").Codings} Codings */
/** @typedef {import("./offsets.js").Text} Text */

export class Panel extends EventTarget {
  /** @param {Codings} codings @param {Text} text */
  constructor(codings, text) {
    super();
    this.codings = codings;
    this.text = text;
    this.here = /** @type {HTMLElement} */ (document.getElementById("here"));
    this.list = /** @type {HTMLElement} */ (document.getElementById("codes"));
    this.recents = /** @type {HTMLElement} */ (document.getElementById("recents"));
    this.filter = /** @type {HTMLInputElement} */ (document.getElementById("codes-filter"));
    this.filter.addEventListener("input", () => this.showCodes());
    /** @type {{hidden: Set<string>, recents: string[]} | undefined} */
    this.state = undefined;
    /** @type {Map<string, string[]>} */
    this.whys = new Map();
    this.list.addEventListener("click", (event) => this.pressed(event));
    this.recents.addEventListener("click", (event) => this.pressed(event));
  }

  /** @param {Event} event */
  pressed(event) {
    const button = event.target instanceof Element ? event.target.closest("button[data-code]") : null;
    if (!(button instanceof HTMLButtonElement)) return;
    const name = button.dataset.hides === undefined ? "code" : "hide";
    this.dispatchEvent(new CustomEvent(name, { detail: button.dataset.code }));
  }

  /** @param {Coding[]} there @param {Coding | undefined} chosen @param {{from: number, to: number, isMarked: boolean}} place */
  showHere(there, chosen, place) {
    const focused = document.activeElement;
    const label = focused && this.here.contains(focused) ? focused.getAttribute("data-act") : null;
    const words = this.text.words(place.from, place.to);
    const parts = [make("p", { class: "here-words", dir: "auto" }, make("span", { class: "quiet" }, place.isMarked ? "Marked: " : "Segment: "), short(words, 110))];
    if (there.length === 0) parts.push(make("p", { class: "quiet" }, "No code yet."));
    const items = there.map((coding) => this.item(coding, coding.id === chosen?.id));
    if (items.length > 0) parts.push(make("ul", { class: "codings" }, ...items));
    const memos = this.codings.memos.filter((memo) => memo.code === null && memo.start < place.to && place.from < memo.end);
    for (const memo of memos) parts.push(this.memo(memo));
    this.here.replaceChildren(...parts);
    if (label) {
      const again = this.here.querySelector(`.chosen [data-act="${label}"]`) ?? this.here.querySelector(".chosen button");
      if (again instanceof HTMLElement) again.focus();
    }
  }

  /** @param {Coding} coding @param {boolean} isChosen */
  item(coding, isChosen) {
    const code = this.codings.codeOf.get(coding.code);
    const who = coding.decidedBy ? `${coding.coder}, ${coding.status} by ${coding.decidedBy}` : coding.coder;
    const what = coding.unsaved ? "not saved yet" : coding.status === "accepted" ? "" : coding.status;
    const act = (/** @type {string} */ name) => () => this.dispatchEvent(new CustomEvent("act", { detail: { name, coding } }));
    const head = make("button", { type: "button", class: "plain coding-name", "aria-expanded": String(isChosen), "data-act": "choose" },
      dot(code?.colour), make("span", { class: "name" }, code?.name ?? coding.code));
    head.addEventListener("click", act("choose"));
    const item = make("li", { class: `${isChosen ? "chosen " : ""}${coding.status}${coding.unsaved ? " unsaved" : ""}` }, head,
      make("span", { class: "quiet" }, [who, what].filter(Boolean).join(" · ")));
    if (coding.status === "proposed") item.append(this.decision(coding, act));
    if (!isChosen) return item;
    item.append(make("p", { class: "coding-words", dir: "auto" }, short(this.text.words(coding.start, coding.end), 160)));
    const more = make("div", { class: "row" });
    if (coding.status === "rejected") more.append(pushButton("Propose again", act("reset"), { "data-act": "reset" }));
    more.append(
      pushButton("Other code…", act("recode"), { "data-act": "recode", title: "Recode (R)" }),
      pushButton("Begin", act("begin"), { "data-act": "begin", title: "Move where it begins (b)", "aria-label": "Move where it begins" }),
      pushButton("End", act("end"), { "data-act": "end", title: "Move where it ends (e)", "aria-label": "Move where it ends" }),
      pushButton("Memo…", act("memo"), { "data-act": "memo", title: "Memo on this coding (m)" }),
      pushButton("Mark", act("mark"), { "data-act": "mark", title: "Mark the same words", "aria-label": "Mark the same words" }),
      pushButton("Remove", act("remove"), { "data-act": "remove", class: "danger", title: "Remove (Delete)" }),
    );
    item.append(more);
    for (const memo of this.codings.memos) {
      if (memo.code === coding.code && memo.start === coding.start && memo.end === coding.end) item.append(this.memo(memo));
    }
    if (coding.coder === "rules") item.append(this.why(coding));
    return item;
  }

  /** @param {Coding} _coding @param {(name: string) => () => void} act */
  decision(_coding, act) {
    return make("div", { class: "row" },
      pushButton("Accept", act("accept"), { "data-act": "accept", title: "Accept (a); A goes on to the next" }),
      pushButton("Reject", act("reject"), { "data-act": "reject", title: "Reject (x); X goes on to the next" }));
  }

  /** Which rule it was, and which words. @param {Coding} coding */
  why(coding) {
    const box = make("div", { class: "why quiet" });
    const tell = (/** @type {string[]} */ lines) => box.replaceChildren(...lines.map((line) => make("p", { dir: "auto" }, line)));
    const known = this.whys.get(coding.id);
    if (known) {
      tell(known);
      return box;
    }
    const query = new URLSearchParams({ code: coding.code, start: String(coding.start), end: String(coding.end) });
    ask(`${this.codings.path}/why?${query}`).then((answer) => {
      this.whys.set(coding.id, answer.lines);
      tell(answer.lines.length > 0 ? answer.lines : ["The rules would not give it any more."]);
    }).catch((error) => tell([error.message]));
    return box;
  }

  /** @param {import("./codings.js").Memo} memo */
  memo(memo) {
    return make("blockquote", { class: "memo", dir: "auto" }, memo.title ? `${memo.title}: ${memo.content}` : memo.content,
      make("span", { class: "quiet" }, ` ${memo.author}, memo ${memo.number}`));
  }

  /** @param {{hidden: Set<string>, recents: string[]}} [state] */
  showCodes(state = this.state) {
    if (!state) return;
    this.state = state;
    const focused = document.activeElement instanceof HTMLElement && this.list.contains(document.activeElement) ? document.activeElement.dataset : undefined;
    const { codes, themes, all } = this.codings;
    /** @type {Map<string, {standing: number, proposed: number}>} */
    const counts = new Map();
    for (const coding of all) {
      if (coding.status === "rejected") continue;
      const count = counts.get(coding.code) ?? { standing: 0, proposed: 0 };
      count.standing += 1;
      if (coding.status === "proposed") count.proposed += 1;
      counts.set(coding.code, count);
    }
    const names = new Map(themes.map((theme) => [theme.id, theme.name]));
    const inUse = codesLike(codes, this.filter.value, names);
    const others = this.filter.value ? [] : codes.filter((code) => !code.inUse && counts.has(code.id));
    this.list.replaceChildren(...[...inUse, ...others].map((code) => this.row(code, counts.get(code.id), state.hidden.has(code.id))));
    if (focused) {
      const buttons = /** @type {NodeListOf<HTMLElement>} */ (this.list.querySelectorAll("button[data-code]"));
      [...buttons].find(({ dataset }) => dataset.code === focused.code && dataset.hides === focused.hides)?.focus({ preventScroll: true });
    }
    const recents = state.recents.map((id) => this.codings.codeOf.get(id)).filter((code) => code?.inUse).slice(0, 9);
    this.recents.replaceChildren();
    if (recents.length === 0) return;
    const items = recents.map((code, index) => make("li", {},
      make("button", { type: "button", class: "plain", "data-code": code?.id ?? "", draggable: "true" }, make("kbd", {}, String(index + 1)), dot(code?.colour), code?.name ?? "")));
    this.recents.replaceChildren(make("h3", {}, "Used last"), make("ul", { class: "codes" }, ...items));
  }

  /** @param {Code} code @param {{standing: number, proposed: number} | undefined} count @param {boolean} isHidden */
  row(code, count, isHidden) {
    const title = [code.definition, "Gives the code to what is marked, or to the segment; may be dragged onto words."].filter(Boolean).join("\n");
    const give = make("button", { type: "button", class: "plain", "data-code": code.id, title, draggable: "true", disabled: !code.inUse },
      dot(code.colour), make("span", { class: "name" }, code.name));
    if (code.key) give.append(make("kbd", {}, pressed(code.key)));
    const told = count ? `${counted(count.standing, "coding")} here${count.proposed ? `, ${count.proposed} proposed` : ""}` : "none here";
    const hide = make("button", { type: "button", class: "plain eye", "data-code": code.id, "data-hides": "", "aria-pressed": String(isHidden), title: isHidden ? "Hidden: show it again" : "Hide it in the text",
      "aria-label": `Hide ${code.name} in the text` }, isHidden ? "○" : "●");
    return make("li", { class: `depth-${this.filter.value ? 0 : Math.min(code.depth, 4)}${isHidden ? " hidden-code" : ""}` }, give,
      make("span", { class: "number quiet", title: told }, String(count?.standing ?? "")), hide);
  }
}
