// Coming back to the same place: the address says which segment, and the tab remembers how far it was scrolled.

/** @typedef {import("./offsets.js").Text} Text */
/** @typedef {import("./cursor.js").Cursor} Cursor */
/** @typedef {import("./view.js").View} View */

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
    view.place = { anchor: cursor.anchor, head: cursor.head, at: String(number), scroll: scrollY };
    view.keep();
  }, 200);
}

/** @param {View} view @param {Text} text @param {Cursor} cursor */
export function comeBack(view, text, cursor) {
  addEventListener("pagehide", () => {
    if (view.place) view.place.scroll = scrollY;
    view.keep();
  });
  if (text.pieces.length === 0) return;
  const at = new URLSearchParams(location.search).get("at");
  const { place } = view;
  if (place && (at === null || at === place.at)) {
    cursor.set(place.anchor, place.head, { reveal: false });
    scrollTo(0, place.scroll);
    return;
  }
  const [first, last] = (at ?? "1").split("-").map(Number);
  const piece = text.pieces[first - 1] ?? text.pieces[0];
  const end = text.pieces[(last ?? first) - 1];
  if (last && end) cursor.set(piece.from, end.to, { reveal: false });
  else cursor.set(piece.from, piece.from, { reveal: false });
  if (at) piece.turn.scrollIntoView({ block: "center" });
}
