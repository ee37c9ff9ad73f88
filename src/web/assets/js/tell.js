// Says something to the person: in the corner, and to a screen reader.

const LONG = 7000;

/** @param {string} sentence @param {{isError?: boolean, action?: {name: string, run: () => void}}} [more] */
export function tell(sentence, more = {}) {
  const told = document.getElementById("told");
  if (!told || !sentence) return;
  const box = document.createElement("div");
  if (more.isError) {
    box.classList.add("bad");
    box.setAttribute("role", "alert");
  }
  const words = document.createElement("p");
  words.textContent = sentence.charAt(0).toUpperCase() + sentence.slice(1);
  box.append(words);
  if (more.action) {
    const { name, run } = more.action;
    box.append(button(name, () => {
      box.remove();
      run();
    }));
  }
  const close = button("×", () => box.remove());
  close.classList.add("plain");
  close.setAttribute("aria-label", "Close");
  box.append(close);
  told.append(box);
  while (told.children.length > 4) told.firstElementChild?.remove();
  // What went wrong stays until it has been read.
  if (!more.isError) setTimeout(() => box.remove(), LONG);
}

/** @param {string} name @param {() => void} run */
export function button(name, run) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = name;
  made.addEventListener("click", run);
  return made;
}
