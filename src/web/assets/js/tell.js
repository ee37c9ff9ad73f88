// Says something to the person: in the corner, and to a screen reader. F8 leads there from wherever one is.

const LONG = 7000;
const region = () => document.getElementById("told");

/**
 * @param {string} sentence
 * @param {{isError?: boolean, stays?: string, action?: {name: string, run: () => void}}} [more] `stays`: it stays until it was acted
 *   upon, and there is one of this name at most
 */
export function tell(sentence, more = {}) {
  const told = region();
  if (!told || !sentence) return;
  if (more.stays) untell(more.stays);
  const box = document.createElement("div");
  if (more.stays) box.dataset.stays = more.stays;
  if (more.isError) {
    box.classList.add("bad");
    box.setAttribute("role", "alert");
  }
  const words = document.createElement("p");
  words.textContent = sentence.charAt(0).toUpperCase() + sentence.slice(1);
  // What is said again stands there once.
  for (const said of told.children) if (said.querySelector("p")?.textContent === words.textContent) said.remove();
  box.append(words);
  if (more.action) {
    const { name, run } = more.action;
    box.append(button(name, () => {
      remove(box);
      run();
    }));
  }
  const close = button("×", () => remove(box));
  close.classList.add("plain");
  close.setAttribute("aria-label", "Close");
  box.append(close);
  told.append(box);
  document.body.classList.add("is-telling");
  while (told.children.length > 4) (told.querySelector(":scope > :not([data-stays])") ?? told.firstElementChild)?.remove();
  // What went wrong stays until it has been read, and nothing goes from under a hand.
  const end = () => (box.matches(":hover, :focus-within") ? setTimeout(end, LONG) : remove(box));
  if (!more.isError && !more.stays) setTimeout(end, LONG);
}

/** Takes back what was to stay. @param {string} name */
export function untell(name) {
  for (const box of region()?.querySelectorAll(`[data-stays="${CSS.escape(name)}"]`) ?? []) remove(/** @type {HTMLElement} */ (box));
}

/** Where one was before F8. @type {HTMLElement | undefined} */
let before;

/** @param {HTMLElement} box */
function remove(box) {
  const hadFocus = box.contains(document.activeElement);
  box.remove();
  document.body.classList.toggle("is-telling", region()?.childElementCount !== 0);
  if (!hadFocus) return;
  if (before?.isConnected) before.focus();
  else document.getElementById("main")?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "F8" || event.defaultPrevented) return;
  const told = region();
  const way = told?.querySelector(":scope > :last-child button");
  if (!told || !(way instanceof HTMLElement)) return;
  event.preventDefault();
  if (document.activeElement instanceof HTMLElement && !told.contains(document.activeElement)) before = document.activeElement;
  way.focus();
});

/** @param {string} name @param {() => void} run */
export function button(name, run) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = name;
  made.addEventListener("click", run);
  return made;
}
