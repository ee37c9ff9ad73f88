// Filtering by what respondents have: an attribute or a closed question is chosen, its values are ticked, with how many
// respondents have each.

import { ask as fetchJson } from "../send.js";
import { ask, asked, valuesAsked } from "./asked.js";

const box = /** @type {HTMLElement} */ (document.getElementById("values"));
const select = /** @type {HTMLSelectElement} */ (document.getElementById("filter-by"));

/** @param {string} survey */
export function bindValues(survey) {
  const path = `/survey/${encodeURIComponent(survey)}/values`;
  /** Columns whose values are shown. @type {Set<string>} */
  const shown = new Set(valuesAsked().keys());
  if (shown.size > 0) document.getElementById("filters")?.setAttribute("open", "");

  async function show() {
    const columns = [...shown];
    const chosen = valuesAsked();
    const address = asked();
    const fields = await Promise.all(columns.map(async (column) => {
      const query = new URLSearchParams(address);
      query.append("column", column);
      const { values } = await fetchJson(`${path}?${query}`);
      return field(column, values, chosen.get(column) ?? []);
    }));
    const focused = document.activeElement instanceof HTMLInputElement ? document.activeElement.dataset.value : undefined;
    box.replaceChildren(...fields);
    if (focused !== undefined) /** @type {HTMLElement | null} */ (box.querySelector(`[data-value="${CSS.escape(focused)}"]`))?.focus();
    const count = [...chosen.values()].reduce((sum, values) => sum + values.length, 0);
    const said = document.getElementById("chosen");
    if (said) said.textContent = count > 0 ? `${count} ${count === 1 ? "value" : "values"} chosen` : "";
  }

  /** @param {string} column @param {{value: string | null, count: number}[]} values @param {string[]} chosen */
  function field(column, values, chosen) {
    const group = document.createElement("fieldset");
    const legend = document.createElement("legend");
    legend.textContent = column.slice(column.indexOf(".") + 1);
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "plain";
    remove.textContent = "×";
    remove.setAttribute("aria-label", `Do not filter by ${legend.textContent}`);
    remove.addEventListener("click", () => {
      shown.delete(column);
      ask((address) => address.delete(column));
      show();
    });
    legend.append(" ", remove);
    const choices = document.createElement("div");
    choices.className = "choices";
    for (const { value, count } of values) {
      const label = document.createElement("label");
      const tick = document.createElement("input");
      tick.type = "checkbox";
      tick.checked = chosen.includes(value ?? "");
      tick.dataset.value = `${column}=${value ?? ""}`;
      tick.addEventListener("change", () => {
        ask((address) => {
          const kept = address.getAll(column).filter((other) => other !== (value ?? ""));
          address.delete(column);
          for (const other of tick.checked ? [...kept, value ?? ""] : kept) address.append(column, other);
        });
        show();
      });
      const number = document.createElement("span");
      number.className = "quiet number";
      number.textContent = String(count);
      label.append(tick, value ?? "not stated", " ", number);
      choices.append(label);
    }
    group.append(legend, choices);
    return group;
  }

  select.addEventListener("change", () => {
    if (select.value) shown.add(select.value);
    select.value = "";
    show();
  });
  show();
}
