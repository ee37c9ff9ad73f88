// One answer of the list, or several that say the same: its words, its codes, and what stands beside it.

import { codeOf, dotOf } from "../codes.js";

/**
 * @typedef {{code: string, accepted: number, proposed: number, rejected: number, spans: [number, number][], coders: string[], byRule: boolean}} CodeOn
 * @typedef {{text: number, respondent: string, content: string, count: number, attributes: (string | null)[], codes: CodeOn[]}} Answer
 */

/**
 * What is to be said of a code on answers, in words: nobody has to tell colours apart.
 * @param {CodeOn} on @param {number} count how many answers there are
 */
export function stateOf(on, count) {
  if (on.accepted > 0) return on.accepted < count ? `on ${on.accepted} of ${count}` : "accepted";
  if (on.proposed > 0) return on.proposed < count ? `proposed on ${on.proposed} of ${count}` : "proposed";
  return "rejected";
}

/** @param {CodeOn} on @param {number} count */
export function chip(on, count) {
  const code = codeOf(on.code);
  const shown = document.createElement("button");
  shown.type = "button";
  shown.className = "tag code";
  shown.dataset.code = on.code;
  shown.setAttribute("aria-haspopup", "true");
  const state = stateOf(on, count);
  shown.dataset.state = on.accepted > 0 ? "accepted" : on.proposed > 0 ? "proposed" : "rejected";
  const name = document.createElement("span");
  name.textContent = code.name;
  shown.append(dotOf(code), name);
  const note = document.createElement("span");
  note.textContent = shown.dataset.state === "accepted" ? state === "accepted" ? "" : ` ${on.accepted}/${count}` : shown.dataset.state === "proposed" ? "?" : "";
  note.setAttribute("aria-hidden", "true");
  const heard = document.createElement("span");
  heard.className = "unseen";
  heard.textContent = `, ${state}`;
  shown.append(note, heard);
  const who = [...on.coders, ...(on.byRule ? ["rules"] : [])].join(", ");
  shown.title = `${code.name}: ${state}, by ${who}`;
  return shown;
}

/** @param {CodeOn[]} codes @param {number} count @param {boolean} withRejected */
export function chips(codes, count, withRejected) {
  const list = document.createElement("ul");
  list.className = "tags codes";
  for (const on of codes) {
    if (!withRejected && on.accepted === 0 && on.proposed === 0) continue;
    const item = document.createElement("li");
    item.append(chip(on, count));
    list.append(item);
  }
  return list;
}

/**
 * The whole line.
 * @param {Answer} answer @param {number} index where it stands in the whole list @param {string[]} attributes
 */
export function line(answer, index, attributes) {
  const item = document.createElement("li");
  item.className = "answer";
  item.dataset.index = String(index);
  item.dataset.text = String(answer.text);
  item.tabIndex = -1;
  const tick = document.createElement("input");
  tick.type = "checkbox";
  tick.className = "tick";
  tick.tabIndex = -1;
  tick.setAttribute("aria-label", answer.count > 1 ? `Tick these ${answer.count} answers` : `Tick the answer of ${answer.respondent}`);
  const said = document.createElement("div");
  said.className = "said";
  const words = document.createElement("p");
  words.className = "words";
  words.dir = "auto";
  words.textContent = answer.content;
  said.append(words, chips(answer.codes, answer.count, false));
  const beside = document.createElement("dl");
  beside.className = "beside";
  if (answer.count > 1) {
    pair(beside, "Answers", String(answer.count)).classList.add("many");
    pair(beside, "First given by", answer.respondent);
  } else {
    const link = document.createElement("a");
    link.href = `/cases/${encodeURIComponent(answer.respondent)}`;
    link.textContent = answer.respondent;
    pair(beside, "Respondent", "").append(link);
  }
  for (const [at, name] of attributes.entries()) {
    if (answer.count > 1) break;
    const value = answer.attributes[at];
    const shown = pair(beside, name, value ?? "not stated");
    if (value === null) shown.classList.add("quiet");
  }
  item.append(tick, said, beside);
  return item;
}

/** @param {HTMLElement} list @param {string} name @param {string} value */
function pair(list, name, value) {
  const term = document.createElement("dt");
  term.textContent = name;
  const shown = document.createElement("dd");
  shown.textContent = value;
  list.append(term, shown);
  return shown;
}
