// The palette of codes: type a few letters, Enter gives the code. Shift Enter gives it and goes on to another.

import { dot, make, short } from "./make.js";
import { codesLike } from "./match.js";

/** @typedef {import("./codings.js").Code} Code */
/** @typedef {import("./codings.js").Codings} Codings */

export class Palette {
  /** @param {HTMLDialogElement} dialog @param {Codings} codings */
  constructor(dialog, codings) {
    this.dialog = dialog;
    this.codings = codings;
    this.title = make("p", { class: "palette-title" });
    this.input = /** @type {HTMLInputElement} */ (make("input", {
      type: "text", role: "combobox", "aria-controls": "palette-list", "aria-expanded": "true", "aria-autocomplete": "list",
      "aria-label": "Code", autocomplete: "off", spellcheck: "false", placeholder: "Name, theme or a word of the definition",
    }));
    this.list = make("ul", { id: "palette-list", role: "listbox", "aria-label": "Codes" });
    this.about = make("div", { class: "palette-about" });
    dialog.append(this.title, this.input, this.list, this.about);
    this.at = 0;
    /** @type {Code[]} */
    this.found = [];
    this.input.addEventListener("input", () => this.find());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("click", (event) => {
      const item = event.target instanceof Element ? event.target.closest("li") : null;
      if (!item) return;
      this.at = [...this.list.children].indexOf(item);
      this.give(event.shiftKey);
    });
  }

  /** @param {{words: string, title?: string, run: (code: Code) => void, create?: (name: string) => void, typed?: string}} asked */
  open(asked) {
    this.asked = asked;
    this.title.textContent = `${asked.title ?? "Code"}: “${short(asked.words, 120)}”`;
    this.input.value = asked.typed ?? "";
    if (!this.dialog.open) this.dialog.showModal();
    this.input.focus();
    this.find();
  }

  find() {
    const { codes, themes, all } = this.codings;
    const themeNames = new Map(themes.map((theme) => [theme.id, theme.name]));
    this.found = codesLike(codes, this.input.value, themeNames);
    const counts = new Map();
    for (const coding of all) if (coding.status !== "rejected") counts.set(coding.code, (counts.get(coding.code) ?? 0) + 1);
    this.at = 0;
    const isTree = this.input.value.trim() === "";
    const items = this.found.map((code, index) => {
      const item = make("li", { role: "option", id: `palette-${index}`, "aria-selected": "false", class: isTree ? `depth-${Math.min(code.depth, 4)}` : "" },
        dot(code.colour), make("span", { class: "name" }, code.name));
      if (code.key) item.append(make("kbd", {}, code.key));
      item.append(make("span", { class: "quiet number" }, String(counts.get(code.id) ?? 0)));
      return item;
    });
    if (this.asked?.create && this.input.value.trim() !== "") {
      const isThere = codes.some((code) => code.name.toLowerCase() === this.input.value.trim().toLowerCase());
      if (!isThere) {
        items.push(make("li", { role: "option", id: `palette-${items.length}`, "aria-selected": "false", class: "new" },
          `New code “${this.input.value.trim()}”`));
      }
    }
    this.list.replaceChildren(...items);
    this.mark();
  }

  mark() {
    const items = [...this.list.children];
    items.forEach((item, index) => item.setAttribute("aria-selected", String(index === this.at)));
    const item = items[this.at];
    item?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", item?.id ?? "");
    const code = this.found[this.at];
    const lines = [];
    if (code) {
      const themes = this.codings.themes.filter((theme) => code.themes.includes(theme.id)).map((theme) => theme.name);
      if (code.definition) lines.push(make("p", {}, code.definition));
      if (code.useWhen) lines.push(make("p", {}, make("strong", {}, "Use: "), code.useWhen));
      if (code.notWhen) lines.push(make("p", {}, make("strong", {}, "Not: "), code.notWhen));
      if (themes.length > 0) lines.push(make("p", { class: "quiet" }, `Theme: ${themes.join(", ")}`));
    } else if (items.length === 0) {
      lines.push(make("p", { class: "quiet" }, "No code is like that."));
    }
    lines.push(make("p", { class: "quiet" }, make("kbd", {}, "Enter"), " gives it, ", make("kbd", {}, "Shift"), " ", make("kbd", {}, "Enter"), " and goes on"));
    this.about.replaceChildren(...lines);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const last = this.list.children.length - 1;
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    if (event.key in moves) {
      event.preventDefault();
      const by = moves[/** @type {"ArrowDown"} */ (event.key)];
      if (this.at === last && by === 1) this.at = 0;
      else if (this.at === 0 && by === -1) this.at = last;
      else this.at = Math.max(0, Math.min(last, this.at + by));
      this.mark();
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.give(event.shiftKey);
    }
  }

  /** @param {boolean} goesOn */
  give(goesOn) {
    const code = this.found[this.at];
    const asked = this.asked;
    if (!asked || this.list.children.length === 0) return;
    const name = this.input.value.trim();
    if (goesOn && code) {
      asked.run(code);
      this.input.select();
      this.find();
      return;
    }
    this.dialog.close();
    if (code) asked.run(code);
    else asked.create?.(name);
  }
}
