// Coming back to the same place: the address says which segment, and the tab remembers how far it was scrolled.

/** @typedef {import("./offsets.js").Text} Text */
/** @typedef {import("./cursor.js").Cursor} Cursor */
/** @typedef {import("./view.js").View} View */
/** @typedef {import("./far.js").Far} Far */

import { topmost } from "./far.js";

let timer = 0;

/** @param {View} view @param {Cursor} cursor */
export function keepPlace(view, cursor) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const address = new URL(location.href);
    const number = cursor.piece.index + 1;
    for (const name of ["coding", "go"]) address.searchParams.delete(name);
    address.searchParams.set("at", String(number));
    history.replaceState(history.state, "", address);
    view.place = { anchor: cursor.anchor, head: cursor.head, at: String(number) };
    view.keep();
  }, 200);
}

/** @param {View} view @param {Text} text @param {Cursor} cursor @param {Far} far */
export function comeBack(view, text, cursor, far) {
  const { pieces } = text;
  if (pieces.length === 0) return;
  addEventListener("pagehide", () => {
    if (view.place) view.place.seen = topmost(text);
    view.keep();
  });
  history.scrollRestoration = "manual";
  const at = new URLSearchParams(location.search).get("at");
  const { place } = view;
  if (place && (at === null || at === place.at)) {
    const seen = place.seen && pieces[place.seen.index];
    far.leaveBut(seen ? seen.index : text.indexAt(place.head));
    cursor.set(place.anchor, place.head, { reveal: !seen });
    if (seen) scrollBy(0, seen.turn.getBoundingClientRect().top - place.seen.top);
    return;
  }
  const [first, last] = (at ?? "1").split("-").map(Number);
  const piece = pieces[first - 1] ?? pieces[0];
  const end = pieces[(last ?? first) - 1];
  far.leaveBut(piece.index);
  if (last && end) cursor.set(piece.from, end.to, { reveal: false });
  else cursor.set(piece.from, piece.from, { reveal: false });
  if (at) piece.turn.scrollIntoView({ block: "center" });
}
