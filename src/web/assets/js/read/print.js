// Highlights and stripes do not print well: on paper each segment is followed by the names of its codes.

import { make } from "../make.js";

/** @typedef {import("./offsets.js").Text} Text */
/** @typedef {import("./codings.js").Codings} Codings */
/** @typedef {import("./view.js").View} View */

/** @param {Text} text @param {Codings} codings @param {View} view */
export function printing(text, codings, view) {
  addEventListener("beforeprint", () => {
    for (const piece of text.pieces) {
      const there = codings.touching(piece.from, piece.to).filter((coding) => view.shows(coding));
      const names = new Set(there.map((coding) => {
        const name = codings.codeOf.get(coding.code)?.name ?? coding.code;
        return coding.status === "accepted" ? name : `${name} (${coding.status})`;
      }));
      if (names.size > 0) piece.turn.append(make("p", { class: "printed-codes" }, [...names].join("; ")));
    }
  });
  addEventListener("afterprint", () => {
    for (const line of document.querySelectorAll(".printed-codes")) line.remove();
  });
}
