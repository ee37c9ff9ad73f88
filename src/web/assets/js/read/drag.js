// Dragging a code onto words, and words onto a code. All of it can be done by keys as well.

/** @typedef {import("./offsets.js").Text} Text */
/** @typedef {import("./cursor.js").Cursor} Cursor */
/** @typedef {import("./paint.js").Paint} Paint */

const CODE = "application/x-verbatim-code";
const WORDS = "application/x-verbatim-words";

/**
 * @param {Text} text @param {Cursor} cursor @param {Paint} paint @param {HTMLElement} panel @param {HTMLElement} sheet
 * @param {(code: string, from: number, to: number) => void} give
 */
export function dragging(text, cursor, paint, panel, sheet, give) {
  panel.addEventListener("dragstart", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-code]") : null;
    if (!button || !event.dataTransfer) return;
    event.dataTransfer.setData(CODE, button.getAttribute("data-code") ?? "");
    event.dataTransfer.effectAllowed = "copy";
  });
  // What is dropped on marked words is for them; elsewhere it is for the segment under it.
  const under = (/** @type {DragEvent} */ event) => {
    const at = text.placeAt(event.clientX, event.clientY);
    if (at === undefined) return undefined;
    if (!cursor.isEmpty && cursor.start <= at && at <= cursor.end) return cursor.stretch();
    const piece = text.pieces[text.indexAt(at)];
    return /** @type {[number, number]} */ ([piece.from, piece.to]);
  };
  text.root.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes(CODE)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    const stretch = under(event);
    paint.only("pointed", stretch ? [stretch] : []);
  });
  text.root.addEventListener("dragleave", () => paint.only("pointed", []));
  text.root.addEventListener("drop", (event) => {
    const code = event.dataTransfer?.getData(CODE);
    if (!code) return;
    event.preventDefault();
    paint.only("pointed", []);
    const stretch = under(event);
    if (stretch) give(code, ...stretch);
  });

  // A handle at the marked words, to drag them onto a code; marked words can be dragged themselves too.
  const handle = document.createElement("div");
  handle.className = "words-handle";
  handle.draggable = true;
  handle.hidden = true;
  handle.textContent = "⠿";
  handle.title = "Drag the marked words onto a code; / does it by keys";
  handle.setAttribute("aria-hidden", "true");
  sheet.append(handle);
  const carry = (/** @type {DragEvent} */ event) => {
    if (cursor.isEmpty || !event.dataTransfer) return;
    event.dataTransfer.setData(WORDS, cursor.stretch().join());
    event.dataTransfer.effectAllowed = "copy";
  };
  handle.addEventListener("dragstart", carry);
  text.root.addEventListener("dragstart", carry);
  const place = () => {
    handle.hidden = cursor.isEmpty;
    if (cursor.isEmpty) return;
    const box = text.liveRange(cursor.start, Math.min(cursor.end, cursor.start + 1)).getClientRects()[0];
    if (!box) return;
    const around = sheet.getBoundingClientRect();
    handle.style.setProperty("--x", `${box.left - around.left}px`);
    handle.style.setProperty("--y", `${box.top - around.top}px`);
  };
  cursor.addEventListener("moved", place);
  new ResizeObserver(place).observe(sheet);
  let over = /** @type {Element | null} */ (null);
  const mark = (/** @type {Element | null} */ button) => {
    if (over === button) return;
    over?.classList.remove("dropped-on");
    button?.classList.add("dropped-on");
    over = button;
  };
  panel.addEventListener("dragover", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-code]:not([data-hides])") : null;
    mark(button);
    if (!button || !event.dataTransfer?.types.includes(WORDS)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
  });
  panel.addEventListener("dragleave", (event) => {
    if (!(event.relatedTarget instanceof Node) || !panel.contains(event.relatedTarget)) mark(null);
  });
  panel.addEventListener("drop", (event) => {
    mark(null);
    const button = event.target instanceof Element ? event.target.closest("[data-code]:not([data-hides])") : null;
    const words = event.dataTransfer?.getData(WORDS);
    if (!button || !words) return;
    event.preventDefault();
    const [from, to] = words.split(",").map(Number);
    give(button.getAttribute("data-code") ?? "", from, to);
  });
}
