// The palette as the page of a transcript opens it: with the words that are coded, and how often each code is in this text.

import { openPalette } from "../palette.js";
import { short } from "../make.js";
import { Recents } from "./recents.js";

/** @typedef {import("./codings.js").Code} Code */
/** @typedef {import("./codings.js").Codings} Codings */

export class Palette {
  /** @param {Codings} codings */
  constructor(codings) {
    this.codings = codings;
  }

  /** @param {{words: string, title?: string, run: (code: Code) => void, create?: (name: string) => void, typed?: string}} asked */
  open(asked) {
    const { codes, themes, all } = this.codings;
    const counts = new Map();
    for (const coding of all) if (coding.status !== "rejected") counts.set(coding.code, (counts.get(coding.code) ?? 0) + 1);
    openPalette({
      title: `${asked.title ?? "Code"}: “${short(asked.words, 120)}”`,
      among: codes.filter((code) => code.inUse),
      typed: asked.typed,
      themeNames: new Map(themes.map((theme) => [theme.id, theme.name])),
      recent: new Recents().ids.slice(0, 9),
      countOf: (id) => counts.get(id) ?? 0,
      onPick: (code) => asked.run(code),
      onNew: asked.create,
    });
  }
}
