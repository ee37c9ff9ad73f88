// What can be done with a code on an answer: a menu at its chip.

import { codeOf } from "../codes.js";
import { stateOf } from "./answer.js";

/** @typedef {import("./answer.js").CodeOn} CodeOn */

/**
 * @param {HTMLElement} chip @param {CodeOn} on @param {{accept: () => void, reject: () => void, remove: () => void}} does
 */
export function openMenu(chip, on, does) {
  document.getElementById("chip-menu")?.remove();
  const code = codeOf(on.code);
  const menu = document.createElement("div");
  menu.id = "chip-menu";
  menu.className = "chip-menu";
  menu.popover = "auto";
  menu.setAttribute("role", "dialog");
  menu.setAttribute("aria-label", `${code.name}: ${stateOf(on, on.accepted + on.proposed + on.rejected)}`);
  const told = document.createElement("p");
  const who = [...on.coders, ...(on.byRule ? ["rules"] : [])].join(", ") || "you";
  told.textContent = code.definition || code.name;
  const by = document.createElement("p");
  by.className = "quiet";
  by.textContent = `${stateOf(on, on.accepted + on.proposed + on.rejected)}, by ${who}`;
  const row = document.createElement("div");
  row.className = "row";
  const act = (/** @type {string} */ name, /** @type {() => void} */ run) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.addEventListener("click", () => {
      menu.hidePopover();
      run();
    });
    row.append(button);
  };
  if (on.proposed > 0) act("Accept", does.accept);
  if (on.proposed > 0) act("Reject", does.reject);
  else act("Take off", does.remove);
  const more = document.createElement("p");
  for (const [name, address] of [["Its quotes", `/quotes?code=${encodeURIComponent(on.code)}`], ["In the codebook", `/codebook?code=${encodeURIComponent(on.code)}`]]) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = name;
    more.append(link, " ");
  }
  menu.append(told, by, row, more);
  document.body.append(menu);
  menu.addEventListener("toggle", (event) => {
    if (/** @type {ToggleEvent} */ (event).newState === "closed") {
      menu.remove();
      if (document.activeElement === document.body) chip.focus();
    }
  });
  menu.showPopover();
  const at = chip.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  menu.style.setProperty("left", `${Math.max(8, Math.min(at.left, innerWidth - size.width - 8))}px`);
  menu.style.setProperty("top", `${at.bottom + size.height + 8 > innerHeight ? Math.max(8, at.top - size.height - 4) : at.bottom + 4}px`);
  row.querySelector("button")?.focus();
}
