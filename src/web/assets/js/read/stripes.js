// Stripes beside the text: each coding a bar as high as its words. Heights come from one box for each segment, and only
// what is near the window is drawn.

import { lanesOf } from "./lanes.js";

/** @typedef {import("./offsets.js").Text} Text */
/** @typedef {import("./codings.js").Coding} Coding */
/** @typedef {import("./codings.js").Code} Code */

const SPACE = "http://www.w3.org/2000/svg";
const WIDEST = 168;
/** As wide as a lane is where there is room. */
const LANE = 9;

export class Stripes extends EventTarget {
  /** @param {Text} text @param {SVGSVGElement} svg @param {HTMLElement} sheet */
  constructor(text, svg, sheet) {
    super();
    this.text = text;
    this.svg = svg;
    this.sheet = sheet;
    /** @type {{coding: Coding, lane: number, top: number, height: number, colour: string, name: string}[]} */
    this.bars = [];
    /** @type {{top: number, height: number}[]} */
    this.boxes = [];
    this.laneCount = 0;
    this.lane = 0;
    this.drawnFrom = 0;
    this.drawnTo = 0;
    this.isWaiting = false;
    this.chosen = "";
    new ResizeObserver(() => this.measure()).observe(sheet);
    addEventListener("scroll", () => this.later(), { passive: true });
    svg.addEventListener("click", (event) => this.fire("choose", event));
    svg.addEventListener("pointerover", (event) => this.fire("point", event));
    svg.addEventListener("pointerout", () => this.dispatchEvent(new CustomEvent("point", { detail: "" })));
  }

  /** @param {string} name @param {Event} event */
  fire(name, event) {
    const id = event.target instanceof Element ? event.target.getAttribute("data-id") : null;
    if (id) this.dispatchEvent(new CustomEvent(name, { detail: id }));
  }

  /** @param {Coding[]} codings @param {Map<string, Code>} codeOf @param {"code" | "coder" | "none"} by */
  show(codings, codeOf, by) {
    this.by = by;
    this.arrange(by === "none" ? [] : codings, codeOf, by);
    this.place();
    this.draw();
  }

  /** A lane for each, code by code while there is room; coder by coder, if so wanted. @param {Coding[]} codings @param {Map<string, Code>} codeOf @param {string} by */
  arrange(codings, codeOf, by) {
    const coders = by === "coder" ? [...new Set(codings.map((coding) => coding.coder))].sort() : [];
    const groups = by === "coder" ? coders.map((coder) => codings.filter((coding) => coding.coder === coder)) : [codings];
    this.bars = [];
    let first = 0;
    for (const group of groups) {
      const { lanes, count } = lanesOf(group, codeOf.keys(), Math.floor(WIDEST / LANE / groups.length));
      for (const [index, coding] of group.entries()) {
        const code = codeOf.get(coding.code);
        this.bars.push({ coding, lane: first + lanes[index], top: 0, height: 0, colour: code?.colour ?? "", name: code?.name ?? coding.code });
      }
      first += count + (groups.length > 1 ? 1 : 0);
    }
    this.laneCount = first;
    const width = Math.min(WIDEST, first * LANE);
    for (const part of [this.sheet, this.svg]) part.style.setProperty("--gutter", `${width + (width > 0 ? 12 : 0)}px`);
    this.lane = first > 0 ? width / first : 0;
  }

  /** Where each segment stands, after the page was laid out anew. */
  measure() {
    const around = this.sheet.getBoundingClientRect();
    this.boxes = this.text.pieces.map((piece) => {
      // What is in one that waits has no box yet, and asking for it would have it laid out.
      const box = (piece.turn.classList.contains("far") ? piece.turn : piece.element).getBoundingClientRect();
      return { top: box.top - around.top, height: box.height };
    });
    this.place();
    this.draw();
  }

  place() {
    if (this.boxes.length === 0) return;
    for (const bar of this.bars) {
      const top = this.heightAt(bar.coding.start, false);
      bar.top = top;
      bar.height = Math.max(6, this.heightAt(bar.coding.end, true) - top);
    }
  }

  /** How far down a place is: segments are measured, what is within them is in proportion. @param {number} place @param {boolean} isEnd */
  heightAt(place, isEnd) {
    let index = this.text.indexAt(place);
    if (isEnd && index > 0 && place === this.text.pieces[index].from) index -= 1;
    const piece = this.text.pieces[index];
    const box = this.boxes[index];
    const share = piece.to > piece.from ? Math.min(1, (place - piece.from) / (piece.to - piece.from)) : 0;
    return box.top + share * box.height;
  }

  later() {
    if (this.isWaiting) return;
    this.isWaiting = true;
    requestAnimationFrame(() => {
      this.isWaiting = false;
      const top = -this.sheet.getBoundingClientRect().top;
      if (top < this.drawnFrom || top + innerHeight > this.drawnTo) this.draw();
    });
  }

  /** Draws what is in the window, and as much above and below it. */
  draw() {
    if (this.boxes.length === 0) return;
    const top = -this.sheet.getBoundingClientRect().top;
    const from = top - innerHeight;
    const to = top + 2 * innerHeight;
    this.drawnFrom = Math.max(0, from);
    this.drawnTo = to >= this.sheet.scrollHeight ? Number.MAX_SAFE_INTEGER : to;
    const parts = [];
    for (const bar of this.bars) {
      if (bar.top > to || bar.top + bar.height < from) continue;
      const rect = document.createElementNS(SPACE, "rect");
      const { coding } = bar;
      rect.setAttribute("x", String(bar.lane * this.lane + 1));
      rect.setAttribute("y", String(Math.round(bar.top)));
      rect.setAttribute("width", String(Math.max(2, this.lane - 2)));
      rect.setAttribute("height", String(Math.round(bar.height)));
      rect.setAttribute("rx", "2");
      rect.setAttribute("class", `${coding.status}${coding.unsaved ? " unsaved" : ""}${coding.id === this.chosen ? " chosen" : ""}`);
      if (/^#[0-9a-f]{6}$/i.test(bar.colour)) rect.style.setProperty("--colour", bar.colour);
      rect.setAttribute("data-id", coding.id);
      const title = document.createElementNS(SPACE, "title");
      title.textContent = `${bar.name}, ${coding.coder}, ${coding.status}`;
      rect.append(title);
      parts.push(rect);
    }
    this.svg.replaceChildren(...parts);
  }

  /** @param {string} id */
  choose(id) {
    this.svg.querySelector(".chosen")?.classList.remove("chosen");
    this.chosen = id;
    if (id) this.svg.querySelector(`[data-id="${CSS.escape(id)}"]`)?.classList.add("chosen");
  }
}
