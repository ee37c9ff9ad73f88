// How the text is shown, kept in this browser; and what of its codings, kept with the tab.

/** @typedef {import("./codings.js").Coding} Coding */
/** @typedef {import("./codings.js").Codings} Codings */

const KEPT = "verbatim-read";
const field = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (document.getElementById(`view-${id}`));

export class View extends EventTarget {
  /** @param {Codings} codings @param {HTMLElement} sheet @param {string} name */
  constructor(codings, sheet, name) {
    super();
    this.codings = codings;
    this.sheet = sheet;
    this.tabKey = `verbatim-read ${name}`;
    const kept = read(localStorage, KEPT);
    const tab = read(sessionStorage, this.tabKey);
    for (const id of ["zoom", "width", "stripes"]) if (kept[id] !== undefined) field(id).value = kept[id];
    for (const id of ["proposed", "rejected", "others", "keys"]) if (kept[id] !== undefined) field(id).checked = kept[id];
    /** @type {Set<string>} */
    this.hidden = new Set(tab.hidden ?? []);
    this.wantedCoder = tab.coder ?? "";
    this.wantedTheme = tab.theme ?? "";
    this.place = tab.place;
    for (const id of ["zoom", "width", "stripes", "coder", "theme", "proposed", "rejected", "others", "keys"]) {
      field(id).addEventListener("input", () => this.changed(id));
    }
    codings.addEventListener("told", () => this.fill());
    this.hideOthers();
    this.fit();
  }

  /** @param {string} id */
  changed(id) {
    if (id === "coder") this.wantedCoder = field("coder").value;
    if (id === "theme") this.wantedTheme = field("theme").value;
    this.keep();
    if (id === "others") this.hideOthers();
    if (id === "zoom" || id === "width") {
      this.fit();
      this.dispatchEvent(new CustomEvent("fitted"));
    }
    else this.dispatchEvent(new CustomEvent("changed"));
  }

  keep() {
    const kept = { zoom: field("zoom").value, width: field("width").value, stripes: field("stripes").value,
      proposed: field("proposed").checked, rejected: field("rejected").checked, others: field("others").checked, keys: field("keys").checked };
    localStorage.setItem(KEPT, JSON.stringify(kept));
    const tab = { hidden: [...this.hidden], coder: this.wantedCoder, theme: this.wantedTheme, place: this.place };
    sessionStorage.setItem(this.tabKey, JSON.stringify(tab));
  }

  /** What other people did is hidden, if so wanted; that it is stands above the text. */
  hideOthers() {
    const isHidden = field("others").checked;
    this.codings.hideOthers(isHidden);
    /** @type {HTMLElement} */ (document.getElementById("others-hidden")).hidden = !isHidden;
  }

  fit() {
    const set = (/** @type {string} */ name, /** @type {string} */ value) => {
      // The whole text is styled and laid out anew, so only when there is a change.
      if (this.sheet.style.getPropertyValue(name) !== value) this.sheet.style.setProperty(name, value);
    };
    if (this.isFitted || field("zoom").value !== field("zoom").defaultValue) set("--zoom", String(Number(field("zoom").value) / 100));
    if (this.isFitted || field("width").value !== field("width").defaultValue) set("--measure", `${field("width").value}ch`);
    this.isFitted = true;
  }

  /** Coders and themes there are to choose from. */
  fill() {
    const fill = (/** @type {string} */ id, /** @type {{value: string, name: string}[]} */ options, /** @type {string} */ wanted, /** @type {number} */ fixed) => {
      const select = /** @type {HTMLSelectElement} */ (/** @type {unknown} */ (field(id)));
      while (select.options.length > fixed) select.remove(fixed);
      for (const { value, name } of options) select.add(new Option(name, value));
      select.value = wanted;
      if (select.value !== wanted) select.value = "";
    };
    fill("coder", this.codings.coders.map((name) => ({ value: `by ${name}`, name })), this.wantedCoder, 3);
    fill("theme", this.codings.themes.map(({ id, name }) => ({ value: id, name })), this.wantedTheme, 1);
  }

  get stripes() {
    return /** @type {"code" | "coder" | "none"} */ (field("stripes").value);
  }

  get hasLetterKeys() {
    return field("keys").checked;
  }

  /** @param {string} code */
  toggle(code) {
    if (!this.hidden.delete(code)) this.hidden.add(code);
    this.keep();
    this.dispatchEvent(new CustomEvent("changed"));
  }

  /** Whether a coding is to be seen. @param {Coding} coding */
  shows(coding) {
    if (coding.status === "proposed" && !field("proposed").checked) return false;
    if (coding.status === "rejected" && !field("rejected").checked) return false;
    if (this.hidden.has(coding.code)) return false;
    const coder = this.wantedCoder;
    if (coder === "rules" && coding.coder !== "rules") return false;
    if (coder === "people" && coding.coder === "rules") return false;
    if (coder.startsWith("by ") && coding.coder !== coder.slice(3)) return false;
    return this.wantedTheme === "" || (this.codings.codeOf.get(coding.code)?.themes.includes(this.wantedTheme) ?? false);
  }
}

/** @param {Storage} storage @param {string} key @returns {any} */
function read(storage, key) {
  try {
    return JSON.parse(storage.getItem(key) ?? "{}");
  } catch {
    return {};
  }
}
