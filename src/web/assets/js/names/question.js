// Asks for words before something is decided: a role, a reason, which identity. Enter decides, Esc goes back.

import { element } from "./show.js";

/**
 * Gives what was typed, or nothing if somebody went back.
 * @param {{question: string, hint?: string, value?: string, isNeeded?: boolean, choices?: string[]}} what
 * @returns {Promise<string | null>}
 */
export function askWords({ question, hint = "", value = "", isNeeded = false, choices = [] }) {
  return new Promise((resolve) => {
    const input = /** @type {HTMLInputElement} */ (element("input", { id: "asked-words", type: "text", autocomplete: "off", "aria-describedby": "asked-hint" }));
    input.value = value;
    input.required = isNeeded;
    const parts = [element("label", { for: "asked-words", id: "asked-label" }, [question]), input, element("p", { class: "hint", id: "asked-hint" }, [hint])];
    if (choices.length > 0) {
      input.setAttribute("list", "asked-choices");
      const list = element("datalist", { id: "asked-choices" });
      for (const choice of choices) list.append(element("option", { value: choice }));
      parts.push(list);
    }
    const decide = element("button", { class: "main", type: "submit" }, ["Decide"]);
    const back = element("button", { type: "button" }, ["Back"]);
    const form = /** @type {HTMLFormElement} */ (element("form", { method: "dialog" }, [element("div", { class: "field" }, parts), element("div", { class: "row" }, [decide, back])]));
    const dialog = /** @type {HTMLDialogElement} */ (element("dialog", { "aria-labelledby": "asked-label" }, [form]));
    let answer = /** @type {string | null} */ (null);
    form.addEventListener("submit", () => (answer = input.value.trim()));
    back.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
    input.focus();
  });
}

/**
 * Asks for one of a few things by key or click.
 * @param {string} question @param {{key: string, name: string}[]} choices
 * @returns {Promise<string | null>}
 */
export function askChoice(question, choices) {
  return new Promise((resolve) => {
    let answer = /** @type {string | null} */ (null);
    const row = element("div", { class: "row" });
    const dialog = /** @type {HTMLDialogElement} */ (element("dialog", { "aria-labelledby": "choice-words" }, [element("p", { id: "choice-words" }, [question]), row]));
    const choose = (/** @type {string | null} */ key) => {
      answer = key;
      dialog.close();
    };
    for (const { key, name } of choices) {
      const one = element("button", { type: "button", "aria-keyshortcuts": key }, [name, " ", element("kbd", { "aria-hidden": "true" }, [key])]);
      one.addEventListener("click", () => choose(key));
      row.append(one);
    }
    const back = element("button", { type: "button" }, ["Back"]);
    back.addEventListener("click", () => choose(null));
    row.append(back);
    dialog.addEventListener("keydown", (event) => {
      if (!choices.some((choice) => choice.key === event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      choose(event.key);
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
