// Painting codings on the words: one highlight for each code, which changes nothing in the page itself.

/** @typedef {import("./offsets.js").Text} Text */
/** @typedef {import("./codings.js").Coding} Coding */
/** @typedef {import("./codings.js").Code} Code */

const colourOf = (/** @type {Code} */ code) => (/^#[0-9a-f]{6}$/i.test(code.colour ?? "") ? code.colour : "var(--accent)");

export class Paint {
  /** @param {Text} text */
  constructor(text) {
    this.text = text;
    /** Whose highlights the rules are about: what is said of an element holds for what is in it, as the standard wants. */
    this.scope = "#text";
    this.sheet = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.sheet];
    this.styled = "";
    /** What each highlight holds, so that only what changes is made anew. @type {Map<string, string>} */
    this.held = new Map();
    this.again = () => {};
    requestAnimationFrame(() => setTimeout(() => this.mend()));
  }

  /**
   * An older browser does not inherit highlights: every paragraph has to be styled there, which takes several times as long.
   * Asked once the page stands, since asking has it styled at once. (A rule for everything at all would take seconds.)
   */
  mend() {
    const words = this.text.pieces[0]?.element;
    const paints = (/** @type {Element} */ element) => getComputedStyle(element, "::highlight(marked)").backgroundColor;
    if (!words || this.scope !== "#text" || paints(words) === paints(this.text.root)) return;
    this.scope = ".words";
    this.again();
  }

  /** @param {Code[]} codes @param {(highlight: string) => boolean} isUsed fewer rules, less to style */
  style(codes, isUsed) {
    const rules = codes.flatMap((code, index) => {
      const colour = colourOf(code);
      return Object.entries({
        [`code-${index}`]: `background-color: color-mix(in srgb, ${colour} 26%, transparent)`,
        [`proposed-${index}`]: `background-color: color-mix(in srgb, ${colour} 9%, transparent); text-decoration: underline dashed 2px ${colour}`,
        [`rejected-${index}`]: `text-decoration: line-through 1px ${colour}`,
      }).filter(([name]) => isUsed(name)).map(([name, css]) => `::highlight(${name}) { ${css}; }`);
    });
    const unscoped = `${rules.join("\n")}
      ::highlight(marked) { background-color: Highlight; color: HighlightText; }
      ::highlight(unsaved) { text-decoration: underline wavy 1px var(--warn); }
      ::highlight(chosen) { text-decoration: underline 3px var(--accent); }
      ::highlight(pointed) { background-color: var(--tint); text-decoration: underline 2px var(--accent); }
      ::highlight(found) { background-color: var(--mark); }
      ::highlight(found-now) { background-color: var(--accent); color: var(--on-accent); }`;
    const css = unscoped.replaceAll("::highlight(", `${this.scope}::highlight(`);
    if (css === this.styled) return;
    this.styled = css;
    this.sheet.replaceSync(css);
  }

  /** @param {Coding[]} codings those that are to be seen @param {Code[]} codes */
  show(codings, codes) {
    this.again = () => this.show(codings, codes);
    const numbers = new Map(codes.map((code, index) => [code.id, index]));
    /** @type {Map<string, Coding[]>} */
    const groups = new Map();
    const add = (/** @type {string} */ name, /** @type {Coding} */ coding) => {
      const group = groups.get(name);
      if (group) group.push(coding);
      else groups.set(name, [coding]);
    };
    for (const coding of codings) {
      const kind = coding.status === "accepted" ? "code" : coding.status;
      add(`${kind}-${numbers.get(coding.code)}`, coding);
      if (coding.unsaved) add("unsaved", coding);
    }
    this.style(codes, (name) => groups.has(name));
    for (const name of this.held.keys()) {
      if (groups.has(name)) continue;
      CSS.highlights.delete(name);
      this.held.delete(name);
    }
    for (const [name, group] of groups) {
      const held = group.map((coding) => `${coding.start}-${coding.end}`).join();
      if (this.held.get(name) === held) continue;
      this.held.set(name, held);
      CSS.highlights.set(name, new Highlight(...group.map((coding) => this.text.staticRange(coding.start, coding.end))));
    }
  }

  /** Paints some stretches under a name of their own. @param {string} name @param {[number, number][]} stretches */
  only(name, stretches) {
    if (stretches.length === 0) {
      CSS.highlights.delete(name);
      return;
    }
    const highlight = new Highlight(...stretches.map(([from, to]) => this.text.staticRange(from, to)));
    highlight.priority = { marked: 40, "found-now": 30, found: 20, chosen: 15, pointed: 12 }[name] ?? 10;
    CSS.highlights.set(name, highlight);
  }
}
