// Painting codings on the words: one highlight for each code, which changes nothing in the page itself.

/** @typedef {import("./offsets.js").Text} Text */
/** @typedef {import("./codings.js").Coding} Coding */
/** @typedef {import("./codings.js").Code} Code */

const colourOf = (/** @type {Code} */ code) => (/^#[0-9a-f]{6}$/i.test(code.colour ?? "") ? code.colour : "var(--accent)");

/**
 * Whether what is said of an element's highlights holds for what is in it, as the standard wants. Otherwise every paragraph
 * has to be styled, which takes several times as long; and a rule for everything at all takes seconds.
 * @param {Text} text
 */
function inherits(text) {
  const words = text.pieces[0]?.element;
  if (!words) return true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("#text::highlight(probe) { background-color: rgb(1, 2, 3); }");
  const before = document.adoptedStyleSheets;
  document.adoptedStyleSheets = [...before, sheet];
  const does = getComputedStyle(words, "::highlight(probe)").backgroundColor === "rgb(1, 2, 3)";
  document.adoptedStyleSheets = before;
  return does;
}

export class Paint {
  /** @param {Text} text */
  constructor(text) {
    this.text = text;
    this.scope = inherits(text) ? "#text" : ".words";
    this.sheet = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.sheet];
    this.styled = "";
    /** What each highlight holds, so that only what changes is made anew. @type {Map<string, string>} */
    this.held = new Map();
  }

  /** @param {Code[]} codes @param {Set<string>} used */
  style(codes, used) {
    const rules = codes.map((code, index) => {
      if (!used.has(code.id)) return "";
      const colour = colourOf(code);
      return `::highlight(code-${index}) { background-color: color-mix(in srgb, ${colour} 26%, transparent); }
        ::highlight(proposed-${index}) { background-color: color-mix(in srgb, ${colour} 9%, transparent);
          text-decoration: underline dashed 2px ${colour}; }
        ::highlight(rejected-${index}) { text-decoration: line-through 1px ${colour}; }`;
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
    this.held.clear();
  }

  /** @param {Coding[]} codings those that are to be seen @param {Code[]} codes */
  show(codings, codes) {
    this.style(codes, new Set(codings.map((coding) => coding.code)));
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
