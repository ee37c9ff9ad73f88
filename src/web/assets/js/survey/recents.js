// The codes given last, as buttons with their numbers.

import { dotOf, recentCodes } from "../codes.js";

/** @param {HTMLElement} list @param {(id: string) => void} give */
export function showRecents(list, give) {
  list.replaceChildren(...recentCodes().map((code, index) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "tag";
    const number = document.createElement("kbd");
    number.textContent = String(index + 1);
    button.append(number, dotOf(code), code.name);
    button.addEventListener("click", () => give(code.id));
    item.append(button);
    return item;
  }));
}
