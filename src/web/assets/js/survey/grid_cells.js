// The cells of the grid.

import { chips } from "./answer.js";

/** @typedef {import("./grid.js").Row} Row */
/** @typedef {import("./grid.js").Cell} Cell */

/**
 * @param {string[]} columns @param {DOMStringMap} data the survey's name, and its wordings
 * @param {{by: string, descending: boolean}} sort
 */
export function header(columns, data, sort) {
  const row = document.createElement("tr");
  row.setAttribute("aria-rowindex", "1");
  row.append(heading("Respondent", "", "", data, sort, "corner"), ...columns.map((column) => {
    const name = column.slice(column.indexOf(".") + 1);
    const option = document.querySelector(`#columns input[value="${CSS.escape(column)}"]`);
    const wording = option instanceof HTMLElement ? option.dataset.wording ?? "" : "";
    const isOpen = option instanceof HTMLElement && option.dataset.kind === "open";
    return heading(name, column, wording, data, sort, isOpen ? "open-question" : "");
  }));
  return row;
}

/** @param {string} name @param {string} column @param {string} wording @param {DOMStringMap} data @param {{by: string, descending: boolean}} sort @param {string} kind */
function heading(name, column, wording, data, sort, kind) {
  const cell = document.createElement("th");
  cell.scope = "col";
  cell.className = kind;
  cell.tabIndex = -1;
  const isSorted = sort.by === column;
  cell.setAttribute("aria-sort", !isSorted ? "none" : sort.descending ? "descending" : "ascending");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "sort";
  button.dataset.sort = column;
  button.tabIndex = -1;
  const arrow = document.createElement("span");
  arrow.setAttribute("aria-hidden", "true");
  arrow.textContent = !isSorted ? "" : sort.descending ? "↓" : "↑";
  button.append(name, arrow);
  button.title = `Sort by ${name}`;
  cell.append(button);
  if (wording) {
    const words = document.createElement("p");
    words.textContent = wording;
    words.title = wording;
    cell.append(words);
  }
  if (kind === "open-question") {
    const link = document.createElement("a");
    link.href = `/survey/${encodeURIComponent(data.survey ?? "")}?question=${encodeURIComponent(name)}`;
    link.textContent = "By itself";
    link.tabIndex = -1;
    link.setAttribute("aria-label", `${name} by itself`);
    cell.append(link);
  }
  return cell;
}

/** @param {Row} row @param {boolean} isTicked */
export function rowHeader(row, isTicked) {
  const cell = document.createElement("th");
  cell.scope = "row";
  cell.tabIndex = -1;
  const label = document.createElement("label");
  const tick = document.createElement("input");
  tick.type = "checkbox";
  tick.className = "tick";
  tick.tabIndex = -1;
  tick.checked = isTicked;
  tick.setAttribute("aria-label", `Tick ${row.respondent}`);
  const link = document.createElement("a");
  link.href = `/cases/${encodeURIComponent(row.respondent)}`;
  link.tabIndex = -1;
  link.textContent = row.respondent;
  label.append(tick, link);
  cell.append(label);
  return cell;
}

/** @param {Cell} one @param {string} column */
export function cell(one, column) {
  const shown = document.createElement("td");
  shown.tabIndex = -1;
  // On paper a row of many columns is broken into lines, each with the name of its column.
  shown.dataset.column = column.slice(column.indexOf(".") + 1);
  if (one.none) {
    const why = document.createElement("span");
    // What is not stated, not asked and not applicable are three things.
    why.className = `none ${one.none === "blank" ? "blank" : ""}`;
    why.textContent = one.none === "blank" && column.startsWith("attribute.") ? "not stated" : one.none;
    shown.append(why);
  } else if (one.answers) {
    for (const answer of one.answers) {
      const box = document.createElement("div");
      box.dataset.text = String(answer.text);
      const words = document.createElement("p");
      words.className = "words";
      words.dir = "auto";
      words.textContent = answer.content;
      const codes = chips(answer.codes, 1, false);
      for (const chip of codes.querySelectorAll("button")) chip.tabIndex = -1;
      box.append(words, codes);
      shown.append(box);
    }
  } else {
    const values = (one.value ?? "").split("\n");
    shown.textContent = values.join("; ");
    shown.dir = "auto";
  }
  return shown;
}
