// Draws what is decided on: its forms with why they are asked about, its mentions with the words around them, and what can
// be done. Words of participants are set as text, never as markup.

import { counted, grouped } from "../make.js";

/** @typedef {{form: string, kind: string, why: string, count: number, texts: number, mentions: [number, number, number][]}} Form */
/** @typedef {{form: string, who: string, says: string, identity: number | null, reason: string}} Word */
/** @typedef {{key: string, kind: string, forms: Form[], alias: {form: string, which: string} | null, disputed: boolean, said: Word[], isMissed?: boolean}} Entry */
/** @typedef {{place: string, link: string, before: string, words: string, after: string}} Context */

/** What can be done with what is shown: the key, what its button says, and what it does in full. */
export const ACTIONS = [
  { key: "h", name: "Hide", does: "Hide all mentions, as the study says of their kind" },
  { key: "r", name: "[Role] …", does: "Hide as a [role]: asks for it, as in daughter, hospital" },
  { key: "p", name: "Pseudonym …", does: "Hide under a pseudonym: asks for it; nothing typed leaves it to the program" },
  { key: "w", name: "Wider …", does: "Generalise: asks for something wider, a region, a sector, a band" },
  { key: "a", name: "Same as …", does: "It is another form of an identity of the register: asks for which" },
  { key: "k", name: "Keep …", does: "It stays as it is: asks why" },
  { key: "n", name: "Not a name", does: "An ordinary word, in this study from now on" },
];

export const STEPS = [
  { key: "s", name: "Skip", does: "Skip: the next (also →)" },
  { key: "b", name: "Back", does: "The one before (also ←)" },
  { key: "e", name: "Only this mention …", does: "An exception for the mention that is chosen" },
  { key: "f", name: "One form", does: "Choose one form alone, the next, all of them again" },
  { key: "m", name: "More", does: "More mentions, with more words around them" },
  { key: "+", name: "Missed …", does: "Decide on words that were not found: asks for them, or takes what is selected" },
  { key: "u", name: "Undo", does: "Take back the last step" },
];

/**
 * @param {string} name @param {Record<string, string>} [attributes] @param {(Node | string)[]} [children]
 * @returns {HTMLElement}
 */
export function element(name, attributes = {}, children = []) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
/**
 * @param {HTMLElement} box
 * @param {Entry} entry
 * @param {{at: number, total: number, form: number | null, mention: number, contexts: Context[] | null, count: number}} view
 */
export function draw(box, entry, view) {
  const title = element("h2", { id: "entry-title", tabindex: "-1" }, [entry.forms[0].form]);
  const where = element("p", { class: "quiet" }, [`${view.at + 1} of ${grouped(view.total)}`]);
  const kind = element("span", { class: "tag" }, [entry.kind]);
  const marks = entry.disputed ? [kind, element("span", { class: "tag warn" }, ["readers disagree"])] : [kind];
  box.replaceChildren(element("div", { class: "entry-head" }, [title, ...marks, where]), forms(entry, view.form));
  if (entry.alias) {
    const note = element("p", { class: "alias" }, ["Maybe another form of ", element("b", {}, [entry.alias.form]), ". "]);
    const same = element("button", { type: "button", "data-act": "same" }, ["It is ", element("kbd", { "aria-hidden": "true" }, ["y"])]);
    note.append(same);
    box.append(note);
  }
  if (entry.said.length > 0) box.append(said(entry.said));
  box.append(element("h3", {}, ["Mentions"]), mentions(view));
  const rows = [actions("Decide for all these mentions", ACTIONS, "main-actions"), actions("Go on", STEPS, "step-actions")];
  box.append(element("div", { class: "rows" }, rows));
}

/** @param {Entry} entry @param {number | null} chosen */
function forms(entry, chosen) {
  const list = element("ul", { class: "forms" });
  entry.forms.forEach((form, index) => {
    const isChosen = chosen === null || chosen === index;
    const facts = `${counted(form.count, "mention")} in ${counted(form.texts, "text")}`;
    const name = entry.forms.length > 1
      ? element("button", { type: "button", "data-form": String(index), "aria-pressed": String(chosen === index) }, [form.form])
      : element("b", {}, [form.form]);
    const parts = [name, element("span", { class: "quiet" }, [facts]), element("span", { class: "why" }, [form.why])];
    list.append(element("li", isChosen ? {} : { class: "aside" }, parts));
  });
  return list;
}

/** @param {Word[]} words */
function said(words) {
  const list = element("ul", { class: "said" });
  for (const word of words) {
    const identity = word.identity === null ? "" : ` as number ${word.identity}`;
    const reason = word.reason === "" ? "" : ` (${word.reason})`;
    list.append(element("li", {}, [`${word.form}: ${word.who} says ${word.says}${identity}${reason}`]));
  }
  return element("div", { class: "box warn" }, [element("p", {}, ["Readers said different things. It is printed nowhere until they agree."]), list]);
}

/** @param {{contexts: Context[] | null, mention: number, count: number}} view */
function mentions(view) {
  if (!view.contexts) return element("p", { class: "quiet" }, ["Asking for the words around …"]);
  const list = element("ol", { class: "mentions", "aria-label": "Mentions" });
  view.contexts.forEach((context, index) => {
    const words = element("blockquote", { dir: "auto" }, [
      `…${context.before}`, element("mark", {}, [context.words]), `${context.after}…`,
    ]);
    const place = element("a", { href: context.link }, [context.place]);
    const only = element("button", { type: "button", class: "plain only", "data-only": String(index) }, ["Only this …"]);
    only.setAttribute("aria-label", `Only this mention, at ${context.place}`);
    const item = element("li", index === view.mention ? { "aria-current": "true" } : {}, [element("div", { class: "place" }, [place, only]), words]);
    list.append(item);
  });
  const hidden = view.count - view.contexts.length;
  if (hidden <= 0) return list;
  const more = element("button", { type: "button", "data-act": "m" }, [`${grouped(hidden)} more`]);
  return element("div", {}, [list, more]);
}

/** @param {string} label @param {{key: string, name: string, does: string}[]} all @param {string} name */
function actions(label, all, name) {
  const row = element("div", { class: `row ${name}`, role: "group", "aria-label": label });
  for (const action of all) {
    const key = element("kbd", { "aria-hidden": "true" }, [action.key]);
    row.append(element("button", { type: "button", "data-act": action.key, title: action.does, "aria-keyshortcuts": action.key }, [action.name, " ", key]));
  }
  return row;
}

/** What waits besides, to go to at once. @param {HTMLElement} box @param {Entry[]} entries @param {number} at */
export function drawWaiting(box, entries, at) {
  const open = box.querySelector("details")?.open ?? false;
  const list = element("ol", { class: "waiting" });
  entries.forEach((entry, index) => {
    const count = entry.forms.reduce((sum, form) => sum + form.count, 0);
    const go = element("button", { type: "button", class: "plain", "data-go": String(index) }, [entry.forms[0].form]);
    if (index === at) go.setAttribute("aria-current", "true");
    list.append(element("li", {}, [go, element("span", { class: "quiet" }, [`${entry.kind}, ${counted(count, "mention")}`])]));
  });
  const details = element("details", open ? { open: "" } : {}, [element("summary", {}, ["All that waits, the most harmful first"]), list]);
  box.replaceChildren(...(entries.length > 0 ? [details] : []));
}
