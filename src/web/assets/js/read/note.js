// Writing a memo, and naming a code that is made from words. What is typed is kept with the tab until it is sent.

import { tell } from "../tell.js";
import { make, pushButton, short } from "../make.js";

export class Note {
  /** @param {HTMLDialogElement} dialog @param {string} path */
  constructor(dialog, path) {
    this.dialog = dialog;
    this.path = path;
  }

  /**
   * @param {{title: string, words: string, draft: string, fields: {name: string, label: string, value?: string, isLong?: boolean, isNeeded?: boolean, options?: {value: string, name: string}[]}[],
   *   run: (values: Record<string, string>) => Promise<unknown>}} asked
   */
  open(asked) {
    const key = `verbatim-draft ${this.path} ${asked.draft}`;
    /** @type {Record<string, string>} */
    let kept = {};
    try {
      kept = JSON.parse(sessionStorage.getItem(key) ?? "{}");
    } catch {
      // What cannot be read is no draft.
    }
    const form = /** @type {HTMLFormElement} */ (make("form", { method: "dialog" }));
    form.append(make("h2", { id: "note-title" }, asked.title), make("p", { class: "quiet", dir: "auto" }, `“${short(asked.words, 160)}”`));
    for (const field of asked.fields) {
      const id = `note-${field.name}`;
      const input = field.options
        ? make("select", { id, name: field.name }, ...field.options.map(({ value, name }) => make("option", { value }, name)))
        : make(field.isLong ? "textarea" : "input", { id, name: field.name, dir: "auto", autocomplete: "off", required: field.isNeeded ?? false });
      /** @type {HTMLInputElement} */ (input).value = kept[field.name] ?? field.value ?? "";
      form.append(make("div", { class: "field" }, make("label", { for: id }, field.label), input));
    }
    const values = () => /** @type {Record<string, string>} */ (Object.fromEntries(new FormData(form)));
    const save = make("button", { type: "submit", class: "main" }, "Save");
    form.append(make("div", { class: "row" }, save, pushButton("Cancel", () => this.dialog.close())));
    form.addEventListener("input", () => sessionStorage.setItem(key, JSON.stringify(values())));
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const written = values();
      this.dialog.close();
      try {
        await asked.run(written);
        sessionStorage.removeItem(key);
      } catch (error) {
        // Nothing that was typed is lost: it is there again, with what was wrong with it.
        tell(/** @type {Error} */ (error).message, { isError: true });
        sessionStorage.setItem(key, JSON.stringify(written));
        this.open(asked);
      }
    });
    this.dialog.replaceChildren(form);
    this.dialog.showModal();
    const first = /** @type {HTMLInputElement} */ (form.querySelector("input, textarea"));
    first.focus();
    first.select();
  }
}
